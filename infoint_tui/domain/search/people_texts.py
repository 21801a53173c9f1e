"""The texts of everyone, kept from search to search: only what changed is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from threading import RLock

from msgspec import Struct

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.search.haystack import one_liners, passages, respelled
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.search.told import Passage

_BARE = re.compile(r"\w+")


class PersonTexts(Struct, frozen=True, gc=False):
    """One person's texts as a search compares them, in each spelling that it should find."""

    entry: Entry
    names: str
    """The words of the name, each after a space, and the first one after a line break as well."""
    lines: str
    """The fields of one line; typos in them are forgiven."""
    longer: str
    """What they said, and what the user wrote about them."""


class PeopleTexts:
    """The texts of everyone who was in the latest search."""

    def __init__(self) -> None:
        self.lock = RLock()
        """Held while texts are read, since a thread may prepare a search."""
        self._kept: dict[str, PersonTexts] = {}
        """Each person's texts by id."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self._kept

    def follow(self, entries: Iterable[Entry]) -> list[PersonTexts]:
        """Return the texts of all `entries`, in their order; nobody else's are kept."""
        kept = self._kept
        found = []
        for entry in entries:
            known = kept.get(entry.row.id)
            if known is None or known.entry != entry:
                known = _read(entry, known)
            found.append(known)
        self._kept = {each.entry.row.id: each for each in found}
        return found


def _read(entry: Entry, known: PersonTexts | None) -> PersonTexts:
    """Return a person's texts; they are `known` if only what the rules say has changed."""
    before = known.entry if known else None
    if known and before and before.row is entry.row and before.told == entry.told:
        return PersonTexts(entry, known.names, known.lines, known.longer)
    return PersonTexts(
        entry, _names(entry.row.name), respelled(one_liners(entry.row)), compared(passages(entry))
    )


def compared(texts: Sequence[Passage]) -> str:
    """Return passages as a search compares them, each on a line of its own."""
    return respelled("\n".join([passage.text for passage in texts]))


def _names(name: str) -> str:
    spelled = (" ".join(_BARE.findall(each)) for each in {*readings(name), fold(name)})
    return "".join([f"\n {words}" for words in spelled])
