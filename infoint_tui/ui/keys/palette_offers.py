"""What the palette offers, and which offers match what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.search.finder import SearchIndex
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.ui.keys.commands import Command

MOST_PEOPLE = 50
"""The most people shown; typing another letter is easier than reading on."""


class Offer(Struct, frozen=True):
    """Something that can be chosen in the palette."""

    kind: Literal["command", "person", "theme"]
    id: str
    """The command as "scope.id", the contact's id, or the theme's name."""
    label: str
    note: str
    key: str = ""
    """The key that does the same, as shown to the user."""


Search = Callable[[str], Sequence[Offer]]
"""Finds people by a few letters, best matches first."""


def command_offers(commands: Iterable[Command], recent: Sequence[str]) -> tuple[Offer, ...]:
    """Return an offer for each command, recently used ones first.

    Args:
        commands: what works here.
        recent: the names of commands used recently, latest first.
    """
    places = {name: place for place, name in enumerate(recent)}
    by_use = sorted(commands, key=lambda each: (places.get(each.name, len(places)), each.rank or 9))
    return tuple(
        Offer("command", each.name, each.label, each.help, each.first_key) for each in by_use
    )


def theme_offers(looks: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return an offer for each theme; `looks` describes each one by name."""
    return tuple(Offer("theme", name, f"theme {name}", look) for name, look in looks.items())


class PeopleIndex:
    """Finds people to go to, by name.

    Args:
        rows: everyone's rows; indexed when the first letter is typed.
    """

    def __init__(self, rows: Sequence[ContactRow]) -> None:
        self._rows = rows

    def find(self, typed: str) -> tuple[Offer, ...]:
        """Return people whose name or organization matches, best matches first."""
        found = self._index.find(typed).all[:MOST_PEOPLE]
        return tuple(
            Offer("person", row.id, row.name, row.organization or "Go to this contact.")
            for row in (self._rows[at] for at in found)
        )

    @cached_property
    def _index(self) -> SearchIndex[int]:
        return SearchIndex(
            (at, f"{row.name}\n{row.organization}") for at, row in enumerate(self._rows)
        )


def fitting(offers: Sequence[Offer], people: Search, typed: str) -> tuple[Offer, ...]:
    """Return what matches the letters typed, best first; without letters, everything but people.

    An action is found by its words, by words of its sentence, or by some of its letters in order:
    "thk" finds "thank-you sent". People come between sure matches and vague ones.
    """
    if not typed.strip():
        return tuple(offers)
    ranked: list[list[Offer]] = [[], [], [], []]
    for offer in offers:
        rank = _rank(offer, fold(typed).split())
        if rank is not None:
            ranked[rank].append(offer)
    begun, named, told, vague = ranked
    return (*begun, *named, *people(typed), *told, *vague)


def _rank(offer: Offer, words: list[str]) -> int | None:
    label = fold(offer.label)
    sentence = f"{label} {fold(offer.note)}"
    if label.startswith(" ".join(words)):
        return 0
    if all(word in label for word in words):
        return 1
    if all(word in sentence for word in words):
        return 2
    letters = iter(label)
    return 3 if all(letter in letters for letter in "".join(words)) else None
