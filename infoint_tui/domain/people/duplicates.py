"""People who may be one and the same, entered twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from infoint_tui.domain.people.identity import name_keys, organization_keys, phone_key
from infoint_tui.domain.people.matching import email_key, linkedin_slug
from infoint_tui.domain.people.naming import Nameable


class Entered(Nameable, Protocol):
    """What people who were entered twice share."""

    @property
    def emails(self) -> tuple[str, ...]:
        """Their email addresses."""

    @property
    def phones(self) -> tuple[str, ...]:
        """Their phone numbers."""

    @property
    def links(self) -> tuple[str, ...]:
        """Their profiles and home pages."""


class Suspects(Struct, frozen=True):
    """Two people who may be the same."""

    first: Entered
    second: Entered
    reasons: tuple[str, ...]
    """Why, in words; at least one."""


def duplicates(rows: Sequence[Entered]) -> tuple[Suspects, ...]:
    """Return the pairs of people who may be the same, in the order they were added.

    They share an email address, a profile or a phone number; or they have the same name, and the
    same organization or one that is not known. Of several who share something, each is paired
    with the first.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for reason, keys_of in _SHARED:
        for group in _groups(rows, keys_of):
            _pair(group, reason, found)
    for group in _groups(rows, lambda row: name_keys(row.name)):
        _pair_namesakes(group, rows, found)
    return tuple(
        Suspects(rows[first], rows[second], tuple(dict.fromkeys(reasons)))
        for (first, second), reasons in sorted(found.items())
    )


def _emails(row: Entered) -> Iterable[str]:
    return filter(None, map(email_key, row.emails))


def _profiles(row: Entered) -> Iterable[str]:
    return filter(None, map(linkedin_slug, row.links))


def _phones(row: Entered) -> Iterable[str]:
    return filter(None, map(phone_key, row.phones))


_SHARED: tuple[tuple[str, Callable[[Entered], Iterable[str]]], ...] = (
    ("same email address", _emails),
    ("same profile", _profiles),
    ("same phone number", _phones),
)
"""What two people do not share by chance, each with what it is compared by."""


def _groups(
    rows: Sequence[Entered], keys_of: Callable[[Entered], Iterable[str]]
) -> Iterable[list[int]]:
    """Return the places of people who share a key, for every key that several have."""
    groups: dict[str, dict[int, None]] = {}
    for place, row in enumerate(rows):
        for key in keys_of(row):
            groups.setdefault(key, {})[place] = None
    return (list(group) for group in groups.values() if len(group) > 1)


def _pair_namesakes(
    group: list[int], rows: Sequence[Entered], found: dict[tuple[int, int], list[str]]
) -> None:
    """Pair people with the same name, unless both work somewhere, and not at the same place."""
    placed: dict[str, list[int]] = {}
    for place in group:
        keys = organization_keys(rows[place].organization)
        for key in keys:
            placed.setdefault(key, []).append(place)
        if not keys:
            other = next(each for each in group if each != place)
            _pair(sorted((place, other)), "same name", found)
    for same in placed.values():
        _pair(same, "same name and organization", found)


def _pair(group: Iterable[int], reason: str, found: dict[tuple[int, int], list[str]]) -> None:
    """Note that everyone in a group may be the same person as the first."""
    first, *others = group
    for other in others:
        found.setdefault((first, other), []).append(reason)
