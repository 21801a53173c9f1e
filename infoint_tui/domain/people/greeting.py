"""What to call someone in a message: what the user wrote down, or else their first given name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from infoint_tui.domain.basics.text import clean_line

_ASIDE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|（[^）]*）?")  # noqa: RUF001 - as they are typed
"""Words in parentheses: a nickname, a former name, pronouns."""
_TITLES = frozenset(
    (
        *("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame"),
        *("rev", "ing", "dipl"),
    )
)
AFTER_NAME = frozenset(
    (
        *("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "mba", "msc", "bsc", "ma", "ba", "bs"),
        *("ms", "meng", "beng", "llm", "llb", "jd", "edd", "med", "mph", "mpa", "dphil", "dds"),
        *("rn", "pe", "cpa", "cfa", "pmp"),
    )
)
"""What follows a name after a comma without being part of it, in letters only."""
_INITIALS = re.compile(r"\w(?:\.\w)*\.?")
_WHOLE = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
"""The scripts whose names are left whole, because the family name comes first."""


class Called(Protocol):
    """Someone with a name."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def call(self) -> str:
        """What to call them; "" leaves it to the name."""


def greeted(person: Called) -> str:
    """Return what to call someone in a greeting or a sentence: "Ana"."""
    return person.call or first_name(person.name)


def first_name(name: str) -> str:
    """Return the first given name in a name, or the whole name if there is no telling.

    "Last, First" is turned round. Titles, words in parentheses and words without letters are
    skipped, and so is an initial before a longer given name. A name in capitals gets its usual
    case.
    """
    words = _in_order(_ASIDE.sub(" ", name))
    is_titled = bool(words) and _letters(words[0]) in _TITLES
    while words and _letters(words[0]) in _TITLES:
        title, words = words[0], words[1:]
    if is_titled and len(words) <= 1:
        return " ".join([title, *map(_cased, words)])
    if not words:
        return clean_line(name)
    if any(_is_whole(letter) for word in words for letter in word):
        return " ".join(words)
    given = next((each for each in words[:-1] or words if not _INITIALS.fullmatch(each)), None)
    return _cased(given.rstrip(".")) if given else " ".join(map(_cased, words))


def _in_order(name: str) -> list[str]:
    """Return the words of a name, the given name first."""
    parts = [list(_words(part)) for part in name.split(",")]
    own = [part for at, part in enumerate(parts) if part and not (at and _follows(part, parts[0]))]
    return [word for part in (*own[1:2], *own[:1], *own[2:]) for word in part]


def _follows(part: list[str], before: list[str]) -> bool:
    """Tell whether what comes after a comma is a degree or the like, and no given name."""
    short = part[0].isupper() and len(_letters(part[0])) <= _LONGEST_DEGREE
    is_shouted = all(word.isupper() for word in before)
    return _letters(part[0]) in AFTER_NAME or (len(before) > 1 and short and not is_shouted)


_LONGEST_DEGREE = 6


def _words(text: str) -> Iterable[str]:
    """Yield the words that have letters, without the signs around them."""
    for word in text.split():
        at = [i for i, char in enumerate(word) if unicodedata.category(char)[0] in "LM"]
        if at:
            dot = word[at[-1] + 1 : at[-1] + 2] == "."
            yield word[at[0] : at[-1] + 1 + dot]


def _letters(word: str) -> str:
    return "".join(char for char in word if char.isalpha()).casefold()


def _cased(word: str) -> str:
    """Return a name in its usual case, if it is all in capitals or all in small letters."""
    is_shouted = word.isupper() and len(_letters(word)) > 2 and not _INITIALS.fullmatch(word)
    return word.title() if is_shouted or word.islower() else word


def _is_whole(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").startswith(_WHOLE)
