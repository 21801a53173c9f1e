"""Making untrusted text safe to store and to show.

Names, notes and titles come from files that other people made. A control character in one of them
could drive the terminal, and a bidirectional override could make a line read as something else, so
both are removed on the way in and again on the way out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# C0 and C1 controls, DEL, bidi overrides and isolates, line separators, the BOM, lone surrogates.
_UNSAFE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\ufeff\ud800-\udfff"
)
_HIDDEN = f"[{_UNSAFE}]"  # compiled when needed, as most text has none and that takes a while
_CONTROL = f"[\t\n\r{_UNSAFE}]"
_BREAKS = r"\r\n|[\r\u2028\u2029\x0b\x0c\x85]"
_SPACES = re.compile(r"\s+")
_PLACE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")
_LETTERS = {
    **dict(zip("łøđðħıŧŋĸ", "loddhitnk", strict=True)),
    **{"æ": "ae", "œ": "oe", "þ": "th"},
    **dict.fromkeys("’‘‛ʼʻʹ´′", "'"),  # noqa: RUF001 - these are what is meant
    **dict.fromkeys("\u2212\u2043", "-"),
    **dict.fromkeys("\u034f\u115f\u1160\u3164\uffa0", ""),
}
"""Characters that people type as plain ones or cannot see, but that Unicode does not decompose."""
_CATEGORIES = {"Pd": "-", "Cf": "", "Zs": " "}
"""What every dash, invisible sign and space folds to, by its category in Unicode."""
_QUOTED = 120
"""How many characters of a value a message quotes."""
_VARIANTS = re.compile("[\ufe00-\ufe0f\u180b-\u180f\U000e0100-\U000e01ef]")
"""Invisible signs that choose the form of the character before them."""


def clean_line(value: str) -> str:
    """Return `value` as one safe line: nothing unsafe or invisible, no spaces that add nothing.

    A line break or a tab becomes a space; every other control character is dropped. Cleaning a
    clean line changes nothing.
    """
    if value.isascii() and value.isprintable() and "  " not in value:  # true for most
        return value.strip()
    spaced = _SPACES.sub(" ", value)
    return _SPACES.sub(" ", _visible(re.sub(_CONTROL, "", spaced))).strip()


def quoted(value: str) -> str:
    """Return a value for use in a message: one safe line, not too long, in quotation marks."""
    line = clean_line(value)
    return f"“{line}”" if len(line) <= _QUOTED else f"“{line[: _QUOTED - 1]}…”"


def clean_text(value: str) -> str:
    """Return `value` as safe text: nothing invisible or unsafe but newlines and tabs."""
    if value.isascii() and value.isprintable():  # true for most: one line with nothing to remove
        return value.rstrip()
    unified = re.sub(_BREAKS, "\n", value)
    kept = _visible(re.sub(_CONTROL, lambda m: m[0] if m[0] in "\n\t" else "", unified))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def _visible(value: str) -> str:
    if value.isascii():
        return value
    from infoint_tui.domain.basics.invisible import visible  # few texts need it

    return visible(value)


def is_unsafe(sign: str) -> bool:
    """Tell whether one character could drive a terminal, or change the order of a line."""
    return re.match(_HIDDEN, sign) is not None


def has_unsafe(value: str) -> bool:
    """Tell whether cleaning `value` would remove more than spaces, tabs and line breaks."""
    return re.search(_HIDDEN, value) is not None or _visible(value) != value


class _Folds(dict[int, str]):
    """What each character folds to, worked out when the character is first seen."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    known = _LETTERS.get(char, _CATEGORIES.get(unicodedata.category(char)))
    if known is not None or _VARIANTS.match(char):
        return known or ""
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    return "".join(_LETTERS.get(c, c) for c in plain)


_FOLDS = _Folds()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(value: str) -> str:
    """Return `value` as names and titles are compared, so that "jose" is the same as "José".

    Case, accents and invisible characters are dropped; every apostrophe becomes "'" and every dash
    "-". The result may be shorter or longer than `value`: "ß" becomes "ss". Each character is
    folded on its own, so folding the parts of a text gives the parts of its fold.
    """
    if value.isascii():
        return value.lower()
    # Looking up every letter of a long text would take far longer.
    return _NOT_ASCII.sub(lambda run: run[0].translate(_FOLDS), value).lower()


def slug(value: str) -> str:
    """Return `value` as part of a file name: ASCII letters, digits and single hyphens."""
    ascii_only = fold(value).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "contact"


def fill_places(text: str, value_of: Callable[[str], str]) -> str:
    """Return `text` with each placeholder, such as {contact.thank}, replaced by its value.

    Args:
        text: a built-in sentence; text that someone typed could look like a placeholder.
        value_of: returns the value for a name such as "contact.thank".
    """
    return _PLACE.sub(lambda place: value_of(place[1]), text)
