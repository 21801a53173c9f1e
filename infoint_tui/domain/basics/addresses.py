"""Email and web addresses: taking apart what was typed or pasted, and what may be opened."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from infoint_tui.domain.basics.text import clean_line

_LOCAL = re.compile(r"[^\s@<>()\[\],;:\"\\/|.]+(?:\.[^\s@<>()\[\],;:\"\\/|.]+)*")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_LONGEST = 254
"""How long an email address can be."""
_IN_ANGLES = re.compile(r"<([^<>]*@[^<>]*)>")
_ASIDE = re.compile(r"\"[^\"]*\"|\([^()]*\)")
_BETWEEN = re.compile(r"[\s,;|/]+|:::")
_SEPARATOR = re.compile(r"[,;|\n]| ::: ")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PORT = re.compile(r"[^/:]+\.[^/:]+:\d+(?:/|$)")
_DIALED = re.compile(r"\+?[\d\s().-]*\d")
_FEWEST = 3
"""How many digits a number to call has at least."""

OPENED = ("http", "https", "mailto", "tel")
"""The kinds of addresses that may be handed to another program."""


def emails_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the email addresses in a text, each once, and what in it is no address.

    "Di <di@example.com>", "mailto:di@example.com" and "a@example.com; b@example.com" are taken
    apart. Of something like "ana ruiz@example.com" nothing is taken, since the rest may belong to
    the address.
    """
    found: dict[str, str] = {}
    odd: list[str] = []
    for part in _parts(text):
        addresses = [_bare(each) for each in _BETWEEN.split(_ASIDE.sub(" ", part)) if each]
        if all(map(is_email, addresses)):
            for each in addresses:
                found.setdefault(each.casefold(), each)
        else:
            odd.append(clean_line(part))
    return tuple(found.values()), tuple(odd)


def is_email(text: str) -> bool:
    """Tell whether a text is one email address and nothing else."""
    local, _, domain = text.partition("@")
    is_short = len(text) <= _LONGEST
    return is_short and bool(_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain))


def _parts(text: str) -> list[str]:
    """Split a text between its addresses; what is before one in angles is a name, and goes."""
    rest, parts = text, list[str]()
    while match := _IN_ANGLES.search(rest):
        before = _SEPARATOR.split(_ASIDE.sub(" ", rest[: match.start()]))
        parts += [each for each in before[:-1] if "@" in each]
        parts.append(match[1])
        rest = rest[match.end() :]
    parts += _SEPARATOR.split(_ASIDE.sub(" ", rest))
    return [each for each in parts if each.strip()]


def _bare(piece: str) -> str:
    """Return an address without what mail programs and web pages put around it."""
    piece = piece.strip("<>[]'.")
    if match := _MAILTO.match(piece):
        piece = unquote(piece[match.end() :].partition("?")[0])
    return piece


def scheme_of(address: str) -> str:
    """Return what an address begins with, such as "https" or "file"; "" for a bare host."""
    if _PORT.match(address):
        return ""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def openable(address: str) -> str:
    """Return an address as it may be handed to another program; "" if it must not be.

    Only web pages, emails and phone numbers are opened, whatever field the address is in, so that
    nothing in a file that someone else made can open a file or start a program.
    """
    address = clean_line(address)
    scheme = scheme_of(address)
    if scheme == "" and is_email(address):
        address = f"mailto:{address}"
    elif scheme == "" and _DOMAIN.match(address.lstrip("/")):
        address = f"https://{address.lstrip('/')}"
    elif scheme not in OPENED:
        return ""
    return quote(address, safe="%:/?#[]@!$&()*+,;=~")


def call_to(phone: str) -> str:
    """Return the address that calls a phone number; "" if it is none. An extension is left out."""
    number = _DIALED.match(clean_line(phone).removeprefix("tel:").strip())
    digits = "".join(number[0].split()) if number else ""
    return f"tel:{digits}" if sum(map(str.isdecimal, digits)) >= _FEWEST else ""
