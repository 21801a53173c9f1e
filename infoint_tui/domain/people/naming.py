"""Who is meant by a name that someone typed, and what to type to mean someone."""

from __future__ import annotations

import re
import shlex
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import clean_line, fold

SHORTEST_ID = 4
"""The fewest characters that stand for an id that begins with them."""


class Nameable(Protocol):
    """What a name is compared with."""

    @property
    def id(self) -> str:
        """Their unique id."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def organization(self) -> str:
        """Where they work; may be empty."""

    @property
    def standing(self) -> str:
        """Whether they are on the board, in the address book or set aside."""

    @property
    def aside_until(self) -> date | None:
        """The day from which someone set aside is on the board again."""


P = TypeVar("P", bound=Nameable)


class Meant(Struct, Generic[P], frozen=True):
    """Who may be meant by a name."""

    people: tuple[P, ...] = ()
    """The best matches; one if it is clear who is meant, and none if nobody matches."""
    is_guess: bool = False
    """Whether the name typed is only a part of theirs, or someone else's too."""


def label(person: Nameable) -> str:
    """Return the name, with the organization if there is one: "Ana Ruiz, Lumen Energy"."""
    return ", ".join(filter(None, map(clean_line, (person.name, person.organization))))


def who_is_meant(typed: str, people: Sequence[P], today: date) -> Meant[P]:
    """Return who is meant by what was typed.

    The first rule that matches anyone decides: the whole id or its beginning; the name with the
    organization, or the name alone; whole words of the name; a part of it. Among the people it
    matches, someone on the board is meant rather than someone else, and someone set aside only if
    nobody else is.

    Args:
        typed: an id, a name, or a part of one; in any usual spelling.
        people: everyone.
        today: the user's day, which ends the time for which someone is set aside.
    """
    line = clean_line(typed)
    if not line:
        return Meant()
    for find, is_whole in _RULES:
        found = find(line, people)
        if found:
            best = min(_rank(person, today) for person in found)
            meant = tuple(person for person in found if _rank(person, today) == best)
            return Meant(meant, not is_whole or len(found) > 1)
    return Meant()


def _rank(person: Nameable, today: date) -> int:
    """Return 0 for someone on the board, 2 for someone set aside, and 1 for anyone else."""
    if person.standing != "set_aside":
        return 0 if person.standing == "shortlisted" else 1
    return 0 if person.aside_until is not None and person.aside_until <= today else 2


# --- the rules, first things first --------------------------------------------------------------


def _with_id(line: str, people: Sequence[P]) -> list[P]:
    return [person for person in people if person.id == line]


def _with_beginning_of_id(line: str, people: Sequence[P]) -> list[P]:
    if not _BEGINNING.fullmatch(line.lower()):
        return []
    return [person for person in people if person.id.startswith(line.lower())]


_BEGINNING = re.compile(rf"(?=.*[0-9])[0-9a-f-]{{{SHORTEST_ID},}}")
"""The beginning of an id; one without a digit could be a name, such as Abba."""


def _called(line: str, people: Sequence[P]) -> list[P]:
    """Return the people whose name, alone or with the organization, is the line exactly."""
    return [person for person in people if line in (person.name, label(person))]


def _called_almost(line: str, people: Sequence[P]) -> list[P]:
    wanted = fold(line)
    return [person for person in people if wanted in (fold(person.name), fold(label(person)))]


def _spelled(line: str, people: Sequence[P]) -> list[P]:
    wanted = set(readings(line))
    return [
        person
        for person in people
        if not wanted.isdisjoint((*readings(person.name), *readings(label(person))))
    ]


def _with_words(line: str, people: Sequence[P]) -> list[P]:
    wanted = [set(_WORD.findall(reading)) for reading in readings(line)]
    found: list[P] = []
    for person in people:
        words = {word for each in readings(person.name) for word in _WORD.findall(each)}
        if any(each and each <= words for each in wanted):
            found.append(person)
    return found


_WORD = re.compile(r"\w+")


def _with_part(line: str, people: Sequence[P]) -> list[P]:
    wanted = [part for reading in readings(line) if (part := reading.strip())]
    has_organization = ", " in line
    return [
        person
        for person in people
        for names in [readings(label(person) if has_organization else person.name)]
        if any(part in name for name in names for part in wanted)
    ]


_RULES: tuple[tuple[Callable[[str, Sequence[P]], list[P]], bool], ...] = (
    (_with_id, True),
    (_with_beginning_of_id, True),
    (_called, True),
    (_called_almost, True),
    (_spelled, True),
    (_with_words, False),
    (_with_part, False),
)
"""How people are found, and whether that takes the whole name or id."""


# --- what to type -------------------------------------------------------------------------------


def to_type(meant: Sequence[P], people: Sequence[P]) -> tuple[str, ...]:
    """Return, for each of `meant`, what to type in a shell so that nobody else is meant.

    That is the name with the organization, if it is theirs alone, or else the shortest beginning
    of the id.

    Args:
        meant: the people to tell apart.
        people: everyone.
    """
    called = Counter(each for person in people for each in {fold(person.name), _folded(person)})
    ids = sorted(person.id for person in people)
    return tuple(
        _in_quotes(label(person)) if called[_folded(person)] == 1 else _beginning(person.id, ids)
        for person in meant
    )


def _folded(person: Nameable) -> str:
    return fold(label(person))


def _beginning(id: str, ids: Sequence[str]) -> str:
    """Return the shortest beginning of an id that no other of the sorted `ids` has."""
    at = bisect_left(ids, id)
    neighbors = (*ids[max(at - 1, 0) : at], *ids[at + 1 : at + 2])
    for length in range(SHORTEST_ID, len(id)):
        start = id[:length]
        if _BEGINNING.fullmatch(start) and not any(each.startswith(start) for each in neighbors):
            return start
    return _in_quotes(id)


def _in_quotes(text: str) -> str:
    """Return a text as one word for a shell, in double quotes if those are enough."""
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'
