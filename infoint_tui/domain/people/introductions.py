"""The names that someone suggests: reading them, and recognizing who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, ConfigDict

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.records.record import Line, Value


def _worded(value: str) -> str:
    if not value:
        raise ValueError("it is empty")
    return value


Words = Annotated[Line, AfterValidator(_worded)]
"""One line of text that is not blank."""


MENTION_WORDS: dict[bool | None, str] = {None: "", True: "yes", False: "ask first"}
"""The answer to "May I mention you?" at the end of a line with a name."""
_MENTION = re.compile(r"(?P<who>.*?)\s*\|\s*(?P<answer>yes|ask first)", re.IGNORECASE)


class SuggestedPerson(Value):
    """Someone that a contact suggested."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    organization: Line = ""
    title: Line = ""
    may_mention: bool | None = None
    """Whether the contact said that the user may use their name; None while that is unknown."""

    @property
    def words(self) -> str:
        """The person on one line, in the form that `read_name` understands."""
        role = " at ".join(filter(None, (self.title, self.organization)))
        words = ", ".join(filter(None, (self.name, role)))
        return " | ".join(filter(None, (words, MENTION_WORDS[self.may_mention])))

    @property
    def of_contact(self) -> dict[str, str]:
        """What a contact is told about them, by its fields."""
        return {"name": self.name, "organization": self.organization, "title": self.title}

    def is_same(self, other: SuggestedPerson) -> bool:
        """Tell whether `other` is the same person; whether the giver may be named is left aside."""
        return self.of_contact == other.of_contact


def distinct(people: tuple[SuggestedPerson, ...]) -> tuple[SuggestedPerson, ...]:
    """Return people without repeats; a name with an organization replaces the name alone."""
    placed = {fold(person.name) for person in people if person.organization}
    kept = {
        (fold(person.name), fold(person.organization)): person
        for person in people
        if person.organization or fold(person.name) not in placed
    }
    return tuple(kept.values())


_NAME = re.compile(
    r"(?P<name>.+?)"
    r"(?:(?:, ?| [-–—] | ?\()(?:(?P<title>(?!(?i:univ|college)).+?) at )?| (?:at|from) )"  # noqa: RUF001
    r"(?P<organization>.+?)\)?"
)


def read_name(text: str) -> SuggestedPerson | None:
    """Read a name and perhaps an organization: "Teo Maran, Tide Power", "Teo (Lumen)".

    A comma, a dash, a bracket, "at" or "from" comes between the two. After one of the first three,
    "at" comes between a title and the organization, as in "Teo Maran, planner at Lumen"; but a
    university may have an "at" in its name. "| yes" or "| ask first" at the end says whether the
    user may mention who suggested them. None if there is no text.
    """
    line, may_mention = without_answer(text)
    line = line.strip(",-( ")
    if not line:
        return None
    match = _NAME.fullmatch(line)
    said = match.groupdict("") if match else {"name": line}
    return SuggestedPerson(**said, may_mention=may_mention)


def without_answer(text: str) -> tuple[str, bool | None]:
    """Return a line without "| yes" or "| ask first" at its end, and which of the two it was."""
    line = clean_line(text)
    mention = _MENTION.fullmatch(line)
    if mention is None:
        return line, None
    return mention["who"], mention["answer"].lower() == MENTION_WORDS[True]


class Recognizable(Protocol):
    """What someone is recognized by."""

    @property
    def id(self) -> str:
        """Their unique id."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def organization(self) -> str:
        """Where they work; may be empty."""


_K = TypeVar("_K", bound=Recognizable)


def known_already(person: SuggestedPerson, everyone: Iterable[_K]) -> _K | None:
    """Return who is meant by a name: someone at the same organization, or the only candidate.

    Someone with that name is a candidate if one of the two organizations is unknown. If there are
    several, the answer is None: an extra contact is easier to fix than an interview noted with
    the wrong person.
    """
    place = fold(person.organization)
    same = [each for each in everyone if fold(each.name) == fold(person.name)]
    exact = [each for each in same if fold(each.organization) == place]
    near = [each for each in same if not place or not each.organization]
    return exact[0] if exact else near[0] if len(near) == 1 else None
