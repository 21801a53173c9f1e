"""The words of everyone, kept from search to search: only what changed is read again."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from threading import RLock

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.search.haystack import one_liners, passages
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.search.told import TOLD, Where
from infoint_tui.domain.search.words import WordIndex, words_of

_BARE = re.compile(r"\w+")


class PeopleWords:
    """The words of people by where they are; everyone keeps the same position for good."""

    def __init__(self) -> None:
        self.first = WordIndex()
        """The words that names begin with."""
        self.names = WordIndex()
        self.lines = WordIndex()
        """The words of the fields that have one line; typos in them are forgiven."""
        self.told: dict[Where, WordIndex] = {where: WordIndex() for where in TOLD}
        """The words of longer texts, by where they come from."""
        self.lock = RLock()
        """Held while the index is used, since a thread may prepare a search."""
        self.now: dict[int, Entry] = {}
        """The people whose words are in the index, by position."""
        self._at: dict[str, int] = {}
        """The position of each contact by id."""

    def follow(self, entries: Sequence[Entry]) -> dict[int, Entry]:
        """Bring the index up to date with all `entries`; return them by position, in order."""
        at, before = self._at, self.now
        now = {at.setdefault(entry.row.id, len(at)): entry for entry in entries}
        for place in before.keys() - now.keys():
            self._change(place, before[place], None)
        for place, entry in now.items():
            old = before.get(place)
            if old is None or old.row is not entry.row or old.told != entry.told:
                self._change(place, old, entry)
        self.now = now
        return now

    def holding(self, term: str) -> set[int]:
        """Return the positions of the people with a term anywhere; its parts may be apart."""
        return self.lines.holding(term).union(*(each.holding(term) for each in self.told.values()))

    def prepare(self) -> None:
        """Do work in advance that would otherwise delay the first letter and the first typo."""
        self.lines.prepare(for_typos=True)
        for words in self.told.values():
            words.prepare()

    def _change(self, place: int, old: Entry | None, new: Entry | None) -> None:
        layers = (self.first, self.names, self.lines, *self.told.values())
        for words, before, after in zip(layers, _layers(old), _layers(new), strict=True):
            words.change(place, before, after)


_NO_LAYERS = (frozenset[str](),) * (3 + len(TOLD))


def _layers(entry: Entry | None) -> Sequence[Set[str]]:
    """Return an entry's words as the index sorts them: of the name, of lines, of longer texts."""
    if entry is None:
        return _NO_LAYERS
    spelled = {*readings(entry.row.name), fold(entry.row.name)}
    bare = [each for each in map(_BARE.findall, spelled) if each]
    first, names = {each[0] for each in bare}, set[str]().union(*bare)
    lines = words_of(one_liners(entry.row)) | names
    texts: dict[Where, list[str]] = {where: [] for where in TOLD}
    for passage in passages(entry):
        texts[passage.where].append(passage.text)
    return first, names, lines, *(words_of("\n".join(each)) for each in texts.values())
