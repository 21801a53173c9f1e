"""What the properties of a vCard mean: which field of a contact each fills, in both directions.

A property whose field cannot hold all of it, such as a phone number with its type or an address in
parts, is also kept as it came. It is written back for as long as it means what the field says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from infoint_tui.domain.basics.addresses import emails_in, openable, scheme_of
from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line, clean_text
from infoint_tui.exchange.vcard.syntax import Property, escape

ABOUT_THE_CARD: Final = frozenset(("BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "PROFILE"))
"""Properties that say nothing about the person; the writer makes its own."""

LEFT_OUT: Final = {"PHOTO": "photo", "LOGO": "logo", "SOUND": "sound", "KEY": "key"}
"""Properties that are not taken over, with what they are called."""

_LINKEDIN = re.compile(r"https?://(?:[\w-]+\.)*linkedin\.com/", re.IGNORECASE)


def link(text: str) -> str:
    """Return a web address with its scheme; "" for an address that a browser must not open."""
    url = clean_line(text)
    if scheme_of(url) in ("http", "https"):
        return url
    is_bare = not scheme_of(url) and openable(url).startswith("https://")
    return f"https://{url.lstrip('/')}" if is_bare else ""


def is_linkedin(url: str) -> bool:
    """Tell whether a link is a page of LinkedIn's."""
    return bool(_LINKEDIN.match(url))


def _line(found: Property) -> tuple[str, ...]:
    text = clean_line(found.text)
    return (text,) if text else ()


def _emails(found: Property) -> tuple[str, ...]:
    return emails_in(found.text)[0]


def _phone(found: Property) -> tuple[str, ...]:
    text = clean_line(found.text)
    return (text[4:] if text[:4].lower() == "tel:" else text,)


def _link(found: Property) -> tuple[str, ...]:
    return tuple(filter(None, (link(found.text),)))


def _organization(found: Property) -> tuple[str, ...]:
    return (clean_line(found.values()[0]),)


def _call(found: Property) -> tuple[str, ...]:
    names = found.values(",")
    return (clean_line(names[0]),) if len(names) == 1 else ()


def _tags(found: Property) -> tuple[str, ...]:
    cleaned = (clean_line(each).lstrip("# ") for each in found.values(","))
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _text(found: Property) -> tuple[str, ...]:
    return tuple(filter(None, (clean_text(found.text),)))


def _zone(found: Property) -> tuple[str, ...]:
    try:
        return (check_zone(clean_line(found.text)),)
    except InvalidInputError:
        return ()


def _address(found: Property) -> tuple[str, ...]:
    box, more, street, town, region, code, country = (*found.values(), *[""] * 7)[:7]
    place = ", ".join(filter(None, (town, " ".join(filter(None, (region, code))))))
    lines = "\n".join(filter(None, (box, more, street, place, country)))
    return tuple(filter(None, (clean_text(lines),)))


def _name(found: Property) -> tuple[str, ...]:
    family, given, more, title, after = (*found.values(), *[""] * 5)[:5]
    words = (each.replace(",", " ") for each in (title, given, more, family, after))
    return tuple(filter(None, (clean_line(" ".join(words)),)))


FIELDS: Final[dict[str, tuple[str, Callable[[Property], tuple[str, ...]]]]] = {
    "FN": ("name", _line),
    "TITLE": ("title", _line),
    "ORG": ("organization", _organization),
    "EMAIL": ("emails", _emails),
    "TEL": ("phones", _phone),
    "URL": ("links", _link),
    "X-SOCIALPROFILE": ("links", _link),
    "SOCIALPROFILE": ("links", _link),
    "ADR": ("address", _address),
    "TZ": ("timezone", _zone),
    "CATEGORIES": ("tags", _tags),
    "NICKNAME": ("call", _call),
    "NOTE": ("notes", _text),
}
"""The field that each property fills, and how its values are read."""


def meaning(found: Property) -> tuple[str, tuple[str, ...]]:
    """Return the field that a property fills, and its values; ("", ()) if it fills none."""
    row = FIELDS.get(found.key)
    if row is None:
        return "", ()
    field, read = row
    values = tuple(filter(None, read(found)))
    return (field, values) if values else ("", ())


def name_in_parts(found: Property) -> str:
    """Return the whole name that N holds in parts; "" if there is none."""
    return next(iter(_name(found)), "")


def parts_of_name(name: str) -> Property:
    """Return N for a name of which only the whole is known."""
    given, _, family = name.rpartition(" ")
    family, given = (family, given) if given else ("", family)
    return Property("N", f"{escape(family)};{escape(given)};;;")


def plain(field: str, values: Iterable[str]) -> list[Property]:
    """Return the properties for values of a field of which nothing else is known."""
    row = _PLAIN[field]
    return [row(value) for value in values]


def tags(values: Iterable[str]) -> Property:
    """Return the one property that holds all tags."""
    return Property("CATEGORIES", ",".join(map(escape, values)))


def _escaped(name: str) -> Callable[[str], Property]:
    return lambda value: Property(name, escape(value))


_PLAIN: Final[dict[str, Callable[[str], Property]]] = {
    "name": _escaped("FN"),
    "title": _escaped("TITLE"),
    "organization": _escaped("ORG"),
    "emails": _escaped("EMAIL"),
    "phones": _escaped("TEL"),
    "links": lambda value: Property("URL", value),
    "address": lambda value: Property("ADR", f";;{escape(value)};;;;"),
    "timezone": _escaped("TZ"),
    "call": _escaped("NICKNAME"),
    "notes": _escaped("NOTE"),
}
"""How one value of a field is written if nothing else is known about it."""
