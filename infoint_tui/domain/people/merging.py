"""Joining two contacts who are one and the same person.

Lists are joined, and so are long texts. Where both say something different in a field of one line,
the user chooses. A row of `_REST` says what happens to a field that nobody types.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.contact_fields import FIELDS, UNSAID, ContactField, parts
from infoint_tui.domain.people.matching import entry_key, uid_print
from infoint_tui.domain.records.contact import Contact, without_name
from infoint_tui.domain.records.follow_up import FollowUp


class BothSay(Struct, frozen=True):
    """What two contacts say in one field; at least one of them says something."""

    field: ContactField
    first: str
    second: str
    is_choice: bool
    """Whether only one of the two can be kept."""


def compared(first: Contact, second: Contact, names: Mapping[str, str]) -> tuple[BothSay, ...]:
    """Return what two contacts say, field by field, leaving out fields that both leave blank.

    Args:
        first: one of them.
        second: the other one.
        names: the names of their introducers, by id.
    """
    found = (
        BothSay(
            field,
            _in_words(field, first, names),
            _in_words(field, second, names),
            _is_choice(field, first, second),
        )
        for field in FIELDS
    )
    return tuple(each for each in found if each.first or each.second)


def merged(first: Contact, second: Contact, taken: Collection[str], day: date) -> Contact:
    """Return the first contact with everything that the second one adds.

    Args:
        first: the contact that stays.
        second: the contact that goes.
        taken: the fields in which the second one's value is kept where both say something
            different, by name.
        day: today.
    """
    fields = {field.key: _joined(field, first, second, field.key in taken) for field in FIELDS}
    rest = {key: join(first, second, day) for key, join in _REST.items()}
    if fields["introduced_by"]:
        rest["introducer_name"] = ""
    if first.name != second.name:  # the parts of a name go with the name
        gone = first if fields["name"] == second.name else second
        rest["kept"] = tuple(each for each in rest["kept"] if each not in _names(gone))
    extra = {**(second.model_extra or {}), **(first.model_extra or {})}
    return Contact.model_validate({**dict(first), **extra, **fields, **rest})


def without_circle(
    contact: Contact, other: Contact, introducer_of: Callable[[str], str | None]
) -> Contact:
    """Return the contact without their introducer, if the line of introducers would lead back.

    Once the two are one person, nobody may have introduced themselves, not even through others.

    Args:
        contact: one of the two.
        other: the other one.
        introducer_of: returns the id of a contact's introducer.
    """
    seen: set[str] = set()
    giver = contact.introduced_by
    while giver is not None and giver not in seen:
        if giver in (contact.id, other.id):
            return contact.but(introduced_by=None)
        seen.add(giver)
        giver = introducer_of(giver)
    return contact


def one_introduction(kept: FollowUp, other: FollowUp) -> FollowUp:
    """Return two introductions by one person to another as one, with what happened to either."""
    return kept.but(
        **{key: join(getattr(kept, key), getattr(other, key)) for key, join in _OF_EITHER.items()}
    )


# --- fields that are typed ------------------------------------------------------------------


def _in_words(field: ContactField, contact: Contact, names: Mapping[str, str]) -> str:
    value = getattr(contact, field.key)
    if field.kind == "person":
        value = names.get(value or "", contact.introducer_name)
    return ", ".join(parts(field, value))


def _is_blank(field: ContactField, value: Any) -> bool:
    return not value or (field.kind == "choice" and value == UNSAID)


def _is_choice(field: ContactField, first: Contact, second: Contact) -> bool:
    mine, theirs = getattr(first, field.key), getattr(second, field.key)
    is_blank = _is_blank(field, mine) or _is_blank(field, theirs)
    return not field.is_joined and not is_blank and bool(mine != theirs)


def _joined(field: ContactField, first: Contact, second: Contact, is_taken: bool) -> Any:
    mine, theirs = getattr(first, field.key), getattr(second, field.key)
    if field.is_list:
        return _entries(field, (*mine, *theirs))
    if field.kind == "yes_no":
        return mine or theirs
    if field.kind == "text":
        return _text(mine, theirs)
    if _is_blank(field, mine) or (is_taken and not _is_blank(field, theirs)):
        return theirs
    return mine


def _entries(field: ContactField, values: Iterable[str]) -> tuple[str, ...]:
    """Return the entries of a list, each once, however it is written."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(entry_key(field.key, value), value)
    return tuple(found.values())


def _text(mine: str, theirs: str) -> str:
    """Return two texts below each other; one that is part of the other is not repeated."""
    if fold(theirs) in fold(mine):
        return mine
    return theirs if fold(mine) in fold(theirs) else f"{mine}\n{theirs}"


# --- fields that nobody types ---------------------------------------------------------------


def _standing(first: Contact, second: Contact, day: date) -> str:
    if first.in_play(day) or second.in_play(day):
        return "shortlisted"
    return first.standing if first.standing == second.standing else "known"


def _aside(first: Contact, second: Contact, day: date) -> tuple[str, date | None]:
    if _standing(first, second, day) != "set_aside":
        return "", None
    return first.aside_why or second.aside_why, _earlier(first.aside_until, second.aside_until)


def _names(contact: Contact) -> set[str]:
    """Return what was kept of a contact's name in parts."""
    return set(contact.kept) - set(without_name(contact.kept))


def _fingerprints(first: Contact, second: Contact) -> tuple[str, ...]:
    found = (
        *(first.fingerprint, *first.merged_fingerprints),
        *(second.fingerprint, *second.merged_fingerprints),
        *((uid_print(second.uid),) if first.uid and second.uid not in ("", first.uid) else ()),
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _earlier(first: date | None, second: date | None) -> date | None:
    return min(filter(None, (first, second)), default=None)


def _later(first: date | None, second: date | None) -> date | None:
    return max(filter(None, (first, second)), default=None)


_REST: Final[dict[str, Callable[[Contact, Contact, date], Any]]] = {
    "introducer_name": lambda a, b, _: a.introducer_name or b.introducer_name,
    "standing": _standing,
    "shortlisted_on": lambda a, b, _: _earlier(a.shortlisted_on, b.shortlisted_on),
    "aside_why": lambda a, b, day: _aside(a, b, day)[0],
    "aside_until": lambda a, b, day: _aside(a, b, day)[1],
    "snoozed_until": lambda a, b, _: _later(a.snoozed_until, b.snoozed_until),
    "new_job_on": lambda a, b, _: _later(a.new_job_on, b.new_job_on),
    "added_on": lambda a, b, _: _earlier(a.added_on, b.added_on),
    "uid": lambda a, b, _: a.uid or b.uid,
    "kept": lambda a, b, _: tuple(dict.fromkeys((*a.kept, *b.kept))),
    "fingerprint": lambda a, b, _: next(iter(_fingerprints(a, b)), ""),
    "merged_fingerprints": lambda a, b, _: _fingerprints(a, b)[1:],
    "merged_ids": lambda a, b, _: (*a.merged_ids, b.id, *b.merged_ids),
}
"""What happens to each field that no form asks for; id and rev stay the first one's."""


# --- introductions ----------------------------------------------------------------------------


def _before_asking(one: bool | None, other: bool | None) -> bool | None:
    """Return the user's own word if they gave it; otherwise, if one is not known, neither is."""
    if one or other:
        return True
    return None if None in (one, other) else False


def _may_mention(one: bool | None, other: bool | None) -> bool | None:
    """Return what they said; a no counts more than a yes."""
    said = {one, other} - {None}
    return all(said) if said else None


_OF_EITHER: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "interview_id": lambda a, b: a or b,
    "owed_by": lambda a, b: "me" if "me" in (a, b) else "them",
    "noted_on": min,
    "due": _earlier,
    "done_on": _earlier,
    "told_on": _earlier,
    "added_contact": lambda a, b: a and b,
    "before_asking": _before_asking,
    "may_mention": _may_mention,
    "person_gone": lambda a, b: a and b,
    "snoozed_until": _later,
}
"""What happens to each field of two introductions; the others stay as in the first."""
