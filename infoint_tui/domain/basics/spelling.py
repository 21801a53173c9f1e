"""The ways to spell a text that a search should find, and where in the text it found one.

"Müller" is found by "muller" and "mueller", "O'Brien" by "obrien", "Jean-Luc" by "jean luc" and
"jeanluc". A text that can be spelled in only one way, as most can, is read only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise

from infoint_tui.domain.basics.text import fold


class _Respelling:
    """Another usual way to write some letters."""

    def __init__(self, spelled: dict[str, str]) -> None:
        self.spelled = spelled

    def occurs_in(self, value: str) -> bool:
        for letter in self.spelled:  # noqa: SIM110 - any() takes twice as long
            if letter in value:
                return True
        return False

    def read(self, value: str) -> str:
        for letter, spelled in self.spelled.items():
            value = value.replace(letter, spelled)
        return searchable(value)


def _both_cases(spelled: dict[str, str]) -> dict[str, str]:
    return {char: to for one, to in spelled.items() for char in (one, one.upper())}


_JOINED = _Respelling(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", ""))
_UMLAUTS = _Respelling(
    _both_cases({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "\u0308": "e"}),
)
_RINGS = _Respelling(_both_cases({"å": "aa", "\u030a": "a"}))
_BOTH = _Respelling(_UMLAUTS.spelled | _RINGS.spelled)


def searchable(value: str) -> str:
    """Return `value` as a search compares it: folded, no apostrophes, and spaces for hyphens.

    As with `fold`, each character counts on its own.
    """
    return fold(value).replace("'", "").replace("-", " ")


def readers(value: str) -> list[Callable[[str], str]]:
    """Return the functions that read `value` in each way that a search should find.

    The first is `searchable`. Each reads the parts of a text as it reads the whole.
    """
    found: list[Callable[[str], str]] = [searchable]
    if _JOINED.occurs_in(value):
        found.append(_JOINED.read)
    if not value.isascii():
        has_umlaut, has_ring = _UMLAUTS.occurs_in(value), _RINGS.occurs_in(value)
        found += [_UMLAUTS.read] * has_umlaut + [_RINGS.read] * has_ring
        found += [_BOTH.read] * (has_umlaut and has_ring)
    return found


def readings(value: str) -> tuple[str, ...]:
    """Return what a search should find `value` by, so that "mueller" and "muller" find "Müller".

    The first is the same as `searchable` returns. A text without hyphens, umlauts and the like has
    only this one.
    """
    if value.isascii() and "-" not in value:  # true for most
        return (searchable(value),)
    return tuple(dict.fromkeys(read(value) for read in readers(value)))


# --- where it matched ---------------------------------------------------------------------------


def spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where `terms` occur in `text`: the start and end of each match, in order.

    Matches that touch are merged. Positions are those in the text as given. A letter that matches
    only in part when folded ("ß" for "s") counts as a whole, together with its combining marks.

    Args:
        text: any text.
        terms: in any of the forms that `readings` returns.
    """
    wanted = tuple(terms)
    found = sorted(span for read in readers(text) for span in _spans(text, wanted, read))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            start, end = apart[-1][0], max(end, apart.pop()[1])
        apart.append((start, end))
    return apart


def _spans(
    text: str, terms: Iterable[str], read: Callable[[str], str]
) -> Iterable[tuple[int, int]]:
    """Return where terms occur in one reading of the text."""
    folded = read(text)
    found = [span for term in terms if term and term in folded for span in _all(term, folded)]
    if found and not (text.isascii() and len(text) == len(folded)):
        owners = _owners(text, read)
        return [(owners[start][0], owners[end - 1][1]) for start, end in found]
    return found


def _all(term: str, text: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := text.find(term, end)) >= 0:
        end = start + len(term)
        yield start, end


def _owners(text: str, read: Callable[[str], str]) -> list[tuple[int, int]]:
    """Return, for each character of the text as read, where its original starts and ends."""
    sizes = [_size(read, char) for char in text]
    places = [at for at, size in enumerate(sizes) if size]
    spots = pairwise([*places, len(text)])
    return [(start, end) for start, end in spots for _ in range(sizes[start])]


@cache
def _size(read: Callable[[str], str], char: str) -> int:
    return len(read(char))
