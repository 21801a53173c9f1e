"""The names of months and days in the user's language, as the system's C library has them.

They are asked for only when a typed day is not in English, and without setting the locale of the
process. A system that does not have the locale has no names for it.
"""

from __future__ import annotations

import ctypes
import locale as items
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from infoint_tui.domain.basics.calendar import MONTHS, WEEKDAYS
from infoint_tui.domain.basics.text import fold

_MASK = 2 | 32 if sys.platform == "darwin" else 1 | 4
"""What of a locale is wanted: its letters and its times."""
_BARE_MONTHS = 131183 if sys.platform == "linux" else None
"""The first month's name by itself, which in Polish differs from the one after a day."""
_BETWEEN = re.compile(r"(?<=\w )del? (?=\w)|(?<=\w)-?feira\b|(?<=\b1)er\b|(?<=kuu)ta\b")
"""What is around names in a date: 3 de março, terça-feira, 1er août, 3. joulukuuta."""
_NUMBERED = re.compile(r"(?:(\d{4}) ?[年년] ?)?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일](?:\(.\))?")
"""A date of East Asia, such as 2026年12月3日(木)."""


class LocalNames(Struct, frozen=True):
    """The English names for those of a language, folded."""

    months: Mapping[str, str]
    days: Mapping[str, str]


def in_english(text: str, locale: str) -> Iterator[str]:
    """Yield a typed day with the names that a locale has for months and days in English.

    There are two ways to read it if a name is both, as "mar" is in Spanish: first the day's.

    Args:
        text: the typed day, not all of it in English.
        locale: the name of the locale.
    """
    folded = _BETWEEN.sub("", fold(_NUMBERED.sub(_in_words, text)))
    names = names_of(locale)
    tried = [fold(text)]
    for words in ({**names.months, **names.days}, {**names.days, **names.months}):
        found = _translated(folded, words)
        if found not in tried:
            tried.append(found)
            yield found


def _in_words(numbered: re.Match[str]) -> str:
    year, month, day = numbered.groups(default="")
    return f"{day} {dict(enumerate(MONTHS, 1)).get(int(month), month)[:3].lower()} {year}".rstrip()


def _translated(folded: str, words: Mapping[str, str]) -> str:
    if not words:
        return folded
    longest_first = sorted(words, key=len, reverse=True)
    pattern = rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])"
    return re.sub(pattern, lambda found: words[found[0]], folded)


@lru_cache(maxsize=4)
def names_of(locale: str) -> LocalNames:
    """Return the names in a locale; none if the system does not have it."""
    found = _asked(locale)
    return LocalNames(
        _by_name(found[:36], MONTHS),
        _by_name([*found[37:43], found[36], *found[44:50], found[43]] if found else [], WEEKDAYS),
    )


def _by_name(local: list[str], english: tuple[str, ...]) -> dict[str, str]:
    count = len(english)
    named = ((fold(name).strip(". "), english[at % count].lower()) for at, name in enumerate(local))
    return {name: meant for name, meant in named if len(name) > name.isascii()}


def _asked(locale: str) -> list[str]:
    """Return a locale's months, short, in full and by themselves, and its days, in full and short.

    Days begin with Sunday.
    """
    try:
        library = ctypes.CDLL(None)
        library.newlocale.restype = library.nl_langinfo_l.restype = ctypes.c_void_p
        library.newlocale.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)
        library.nl_langinfo_l.argtypes = (ctypes.c_int, ctypes.c_void_p)
        library.freelocale.argtypes = (ctypes.c_void_p,)
        handle = library.newlocale(_MASK, locale.encode(), None)
    except (OSError, AttributeError, ValueError):
        return []  # another system, or a name with strange characters
    if not handle:
        return []

    def asked(item: int) -> bytes:
        return ctypes.string_at(library.nl_langinfo_l(item, handle) or b"")

    months = (items.ABMON_1, items.MON_1, _BARE_MONTHS or items.MON_1)
    firsts = [*((first, 12) for first in months), (items.DAY_1, 7), (items.ABDAY_1, 7)]
    encoding = asked(items.CODESET).decode("ascii", "replace") or "utf-8"
    try:
        return [
            asked(first + at).decode(encoding, "replace")
            for first, count in firsts
            for at in range(count)
        ]
    except LookupError:
        return []
    finally:
        library.freelocale(handle)
