"""Searching: finding people by everything that they said and that the user wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from infoint_tui.domain.search.finder import Finder
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.search.people_texts import PeopleTexts
from infoint_tui.domain.search.told import KINDS, GoalTexts, Passage, Told
from infoint_tui.services.context import UseCaseContext

Texts = tuple[Passage, ...]


class Searching:
    """The texts of all records, gathered when a search first needs them."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._texts = PeopleTexts()

    @property
    def is_ready(self) -> bool:
        """Whether the texts have been read, so that a search only has to follow changes."""
        return not self._texts.is_empty

    def finder(self, entries: Sequence[Entry]) -> Finder:
        """Return a search over everyone in `entries`; matches of equal rank keep this order.

        It reads the texts when the first word is looked for. Later ones read what changed.
        """
        return Finder(entries, self._context.today, self.told, self._texts)

    def with_texts(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the entries with what each person said and what was written about them."""
        told = self.told()
        return tuple(replace(entry, told=told.get(entry.row.id, ())) for entry in entries)

    def told(self) -> Mapping[str, Texts]:
        """Return all texts by contact; the texts of a goal are with everyone asked about it."""
        repository = self._context.repository
        goals = {each.goal_id: each.passages for each in _read(repository.told(GoalTexts))}
        found: defaultdict[str, list[Passage]] = defaultdict(list)
        about: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for kind in KINDS:
            for each in _read(repository.told(kind)):
                if each.contact_id:
                    found[each.contact_id] += each.passages
                    if each.goal_id is not None and each.goal_id in goals:
                        about[each.contact_id][each.goal_id] = None
        for contact_id, goal_ids in about.items():
            for goal_id in goal_ids:
                found[contact_id] += goals[goal_id]
        return {contact_id: tuple(passages) for contact_id, passages in found.items() if passages}


def _read(told: Iterable[Told | None]) -> Iterable[Told]:
    return (each for each in told if each is not None)
