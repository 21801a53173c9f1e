"""A contact as a vCard, 3.0 or 4.0, with everything that was kept from the card it came on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal

from infoint_tui.domain.basics.text import clean_line, clean_text
from infoint_tui.domain.records.contact import Contact
from infoint_tui.exchange.vcard.meaning import (
    ABOUT_THE_CARD,
    LEFT_OUT,
    is_linkedin,
    meaning,
    parts_of_name,
    plain,
    tags,
)
from infoint_tui.exchange.vcard.syntax import Property, escape, property_of, written

Version = Literal["3.0", "4.0"]

VERSIONS: Final[tuple[Version, ...]] = ("3.0", "4.0")
"""The versions that can be written; the first is what most programs read."""

_SINGLE: Final = ("title", "organization", "address", "timezone", "call", "notes")
_LISTS: Final = ("emails", "phones", "links")
_LABELS: Final = frozenset(("X-ABLABEL", "X-ABADR"))
"""What only says something about another property of its group."""


def vcard(contact: Contact, version: Version = "3.0") -> str:
    """Return a contact as one card.

    Args:
        contact: the contact; what has no place on a card, such as why them, is not on it.
        version: the version of the format.
    """
    own = [found for line in contact.kept if (found := _kept(line)) is not None]
    body = [*_filled(contact, own), *_rest(own)]
    groups = {each.group.lower() for each in body if each.key not in _LABELS}
    return written(
        (
            Property("BEGIN", "VCARD"),
            Property("VERSION", version),
            _uid(contact, own),
            *(each for each in body if each.key not in _LABELS or each.group.lower() in groups),
            Property("END", "VCARD"),
        )
    )


def _kept(line: str) -> Property | None:
    """Return a property that was kept, unless it must not be written."""
    found = property_of(clean_text(line).replace("\n", " "))
    if found is None or found.key in LEFT_OUT:
        return None
    return None if found.key in ABOUT_THE_CARD and found.key != "UID" else found


def _uid(contact: Contact, own: list[Property]) -> Property:
    """Return what identifies a contact, as it was kept if it is still the same."""
    uid = contact.uid or contact.id
    same = (each for each in own if each.key == "UID" and clean_line(each.text) == uid)
    return next(same, Property("UID", escape(uid)))


def _filled(contact: Contact, own: list[Property]) -> Iterator[Property]:
    """Yield what the fields say, as it was kept where that still says the same."""
    kept: defaultdict[str, list[tuple[tuple[str, ...], Property]]] = defaultdict(list)
    for each in own:
        field, values = meaning(each)
        kept[field].append((values, each))
    yield from _one("name", contact.name, kept["name"])
    in_parts = [each for each in own if each.key == "N"]  # several are one in several scripts
    yield from in_parts or [parts_of_name(contact.name)]
    for field in _SINGLE:
        yield from _one(field, getattr(contact, field), kept[field])
    for field in _LISTS:
        for value in getattr(contact, field):
            yield from _each(field, value, [one for said, one in kept[field] if said == (value,)])
    told = [one for said, one in kept["tags"] if set(said) <= set(contact.tags)]
    done = {tag for one in told for tag in meaning(one)[1]}
    left = [tag for tag in contact.tags if tag not in done]
    yield from (*told, *([tags(left)] if left else []))


def _one(
    field: str, value: str, kept: list[tuple[tuple[str, ...], Property]]
) -> Iterator[Property]:
    """Yield the property of a field with one value, and further ones that the card had."""
    if value:
        is_same = bool(kept) and kept[0][0] == (value,)
        yield kept[0][1] if is_same else plain(field, (value,))[0]
    yield from (one for _, one in kept[1:])


def _each(field: str, value: str, kept: list[Property]) -> Iterator[Property]:
    """Yield the properties for one value of a list."""
    yield from kept or plain(field, (value,))
    if field == "links" and is_linkedin(value):
        there = {each.key for each in kept}
        if kept and "URL" not in there:
            yield from plain(field, (value,))
        if "X-SOCIALPROFILE" not in there:
            yield Property("X-SOCIALPROFILE", value, "", (("TYPE", "linkedin"),))


def _rest(own: list[Property]) -> Iterator[Property]:
    """Yield what fills no field."""
    return (each for each in own if each.key not in ("N", "UID") and not meaning(each)[0])
