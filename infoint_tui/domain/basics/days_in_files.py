"""Days as files of other programs have them, in many forms and languages.

`12/7/2025` is 7 December to some and 12 July to others, so a whole column is looked at: one day
that fits only one of the two decides for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line, fold

_MONTHS = (
    "january januar janvier enero janeiro gennaio januari ene gen stycznia styczen",
    "february februar fevrier febrero fevereiro febbraio februari lutego luty",
    "march marz maerz mars marzo marco maart mrt marca marzec",
    "april avril abril aprile avr abr kwietnia kwiecien",
    "may mai mayo maio maggio mei maj maja",
    "june juni juin junio junho giugno czerwca czerwiec",
    "july juli juillet julio julho luglio lipca lipiec",
    "august aout agosto augustus augusti sierpnia sierpien",
    "september septembre septiembre setembro settembre wrzesnia wrzesien",
    "october oktober octobre octubre outubro ottobre pazdziernika pazdziernik",
    "november novembre noviembre novembro listopada listopad",
    "december dezember decembre diciembre dezembro dicembre grudnia grudzien",
)
"""The names of each month, folded; three letters of one are enough."""
_TIME = re.compile(
    r"(?:T|,? +|, *)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,9}\.?,? +(?=\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?")
_EASTERN = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]*(?:de |of )?([^\W\d_]{3,12})\.?,?[ -]*(?:de )?(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = range(20_000, 80_000)
"""The numbers of days that a spreadsheet may show in place of a date: years 1954 to 2119."""
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""


class FileDay(Struct, frozen=True):
    """What a text says as a day."""

    days: tuple[date, ...] = ()
    """The days it can be: none, one, or the two of `12/7/2025`, the day first."""
    is_impossible: bool = False
    """Whether it has the form of a day, but there is no such day: 31 February."""

    @property
    def day(self) -> date | None:
        """The day, if it can be only one."""
        return self.days[0] if len(self.days) == 1 else None


class DayColumn:
    """Reads the days of one column.

    Args:
        texts: everything in the column.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        day_first = month_first = False
        for text in texts:
            match = _NUMBERS.fullmatch(_bare(text))
            if match and match[2] != ".":
                day_first |= int(match[1]) > 12
                month_first |= int(match[3]) > 12
        self._order = {(True, False): "day", (False, True): "month"}.get((day_first, month_first))

    def read(self, text: str) -> FileDay:
        """Return what a text in the column says."""
        found = file_day(text)
        if len(found.days) == 2 and self._order:
            return FileDay((found.days[self._order == "month"],))
        return found


@lru_cache(4096)  # a column has the same days many times
def file_day(text: str) -> FileDay:
    """Return what a text says as a day, without knowing the others in its column."""
    bare = _bare(text)
    if match := _SERIAL.fullmatch(bare):
        number = int(match[1])
        is_day = number in _SERIALS
        return FileDay((_FIRST_DAY + timedelta(days=number),) if is_day else ())
    if match := _NUMBERS.fullmatch(bare):
        return _either_order(int(match[1]), int(match[3]), _year(match[4]), match[2])
    parts = _parts(bare)
    if parts is None:
        return FileDay()
    day = _date(*parts)
    return FileDay((day,)) if day else FileDay(is_impossible=True)


def _bare(text: str) -> str:
    """Return a text without its time of day and its weekday."""
    text = _TIME.sub("", clean_line(text))
    match = _WEEKDAY.match(text)
    if match and not _month(match[0].strip(" .,")):
        return text[match.end() :]
    return text


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return the year, the month and the day; None if the text has no such form."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _EASTERN.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    match = _DAY_FIRST.fullmatch(text)
    if match and (month := _month(match[2])):
        return _year(match[3]), month, int(match[1])
    match = _MONTH_FIRST.fullmatch(text)
    if match and (month := _month(match[1])):
        return _year(match[3]), month, int(match[2])
    return None


def _month(word: str) -> int:
    """Return the number of a month; 0 if the word is none."""
    folded = fold(word)
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(folded) for name in names.split()):
            return number
    return 0


def _year(text: str) -> int:
    # These files are younger than the century: a year with two digits is always in it.
    return int(text) if len(text) == 4 else 2000 + int(text)


def _either_order(first: int, second: int, year: int, sign: str) -> FileDay:
    """Return the days that two numbers can be; with dots, the day always comes first."""
    readings = [_date(year, second, first)]
    if sign != "." and first != second:
        readings.append(_date(year, first, second))
    days = tuple(day for day in readings if day)
    return FileDay(days, is_impossible=not days)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
