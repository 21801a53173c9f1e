"""How the user's part of the world writes days and times, and on which day its weeks begin.

A process has one such form, as it has one locale: it is chosen when the program starts, and words
for people follow it. Files do not: they hold ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Order = Literal["day first", "month first"]
"""Whether 3/12 is in December or in March, and whether people write 3 Dec or Dec 3."""

WeekStart = Literal["monday", "sunday", "saturday"]
WEEK_STARTS: Mapping[WeekStart, int] = {"monday": 0, "sunday": 6, "saturday": 5}
"""The days that weeks begin with somewhere, as `date.weekday` counts them."""


class LocalForms(Struct, frozen=True):
    """The form of days and times that the user reads and types; the default is that of no locale.

    A locale is never set for the whole process, and need not be installed.
    """

    locale: str = ""
    """The locale whose names of months and days are read as well, such as "pt_PT.UTF-8"."""
    hours: Literal[12, 24] = 24
    """How many hours a clock shows."""
    order: Order | None = None
    """The order of day and month; None if unknown: the day is shown first, and 3/12 is asked."""
    week_start: int = 0
    """The weekday that weeks begin with, where 0 is Monday."""


# From the Unicode CLDR, by territory. Where locales of one territory differ, 3/12 is asked.
# fmt: off
_MONTH_FIRST = [
    "AS", "CN", "FM", "GU", "HU", "JP", "KP", "KR", "LT", "MH", "MN", "MP", "PH", "PW", "TW", "UM",
    "US", "VI",
]
_EITHER_FIRST = ["AF", "BT", "CA", "IR", "LK", "LS", "NA", "NP", "PR", "PY", "RW", "ZA", "ZW"]
_TWELVE_HOURS = [
    "AE", "AG", "AL", "AS", "AU", "BB", "BD", "BH", "BM", "BN", "BO", "BS", "BT", "CA", "CO", "CR",
    "CU", "CY", "DJ", "DM", "DO", "DZ", "EC", "EG", "EH", "ER", "ET", "FJ", "FM", "GD", "GH", "GM",
    "GR", "GT", "GU", "GY", "HK", "HN", "IN", "IQ", "JM", "JO", "KH", "KI", "KN", "KP", "KR", "KW",
    "KY", "LB", "LC", "LR", "LS", "LY", "MH", "MO", "MP", "MR", "MW", "MX", "MY", "NA", "NI", "NZ",
    "OM", "PA", "PE", "PG", "PH", "PK", "PR", "PS", "PW", "QA", "SA", "SB", "SD", "SG", "SL", "SO",
    "SS", "SV", "SY", "SZ", "TC", "TD", "TN", "TO", "TT", "TW", "UM", "US", "VC", "VE", "VG", "VI",
    "VU", "WS", "YE",
]
_SUNDAY = [
    "AG", "AO", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "CV", "DM", "DO", "ET", "GT",
    "GU", "GW", "HK", "HN", "ID", "IL", "IN", "IS", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM",
    "MO", "MT", "MX", "MZ", "NI", "NP", "PA", "PE", "PH", "PK", "PR", "PT", "PY", "SA", "SG", "ST",
    "SV", "TH", "TL", "TT", "TW", "UM", "US", "VE", "VI", "WS", "YE", "ZA", "ZW",
]
_SATURDAY = ["AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY"]
# fmt: on


def locale_of(environment: Mapping[str, str]) -> str:
    """Return the name of the locale for days and times in an environment; "" if there is none."""
    names = (environment.get(each) for each in ("LC_ALL", "LC_TIME", "LANG"))
    name = next(filter(None, names), "")
    return "" if name.partition(".")[0] in ("C", "POSIX") else name


def forms_of(locale: str) -> LocalForms:
    """Return the forms of a locale by its name, such as "pt_PT.UTF-8".

    A locale without a territory, or "", has the default ones.
    """
    language, _, territory = locale.partition(".")[0].partition("@")[0].partition("_")
    if not territory:
        return LocalForms(locale)
    order: Order | None = "month first" if territory in _MONTH_FIRST else "day first"
    return LocalForms(
        locale,
        12 if territory in _TWELVE_HOURS and language != "fr" else 24,
        None if territory in _EITHER_FIRST else order,
        6 if territory in _SUNDAY else 5 if territory in _SATURDAY else 0,
    )


_used = LocalForms()


def used() -> LocalForms:
    """Return the forms that this process uses."""
    return _used


def use(forms: LocalForms, **changes: object) -> None:
    """Use these forms from now on.

    Args:
        forms: the forms.
        changes: what the user chose instead, by field; None changes nothing.
    """
    global _used
    _used = replace(forms, **{key: each for key, each in changes.items() if each is not None})
