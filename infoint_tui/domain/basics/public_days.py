"""A country's days off, from the package holidays, which is imported only when they are wanted."""

from __future__ import annotations

import datetime as dt
import warnings
from functools import lru_cache
from importlib import import_module
from typing import Any

_PACKAGE = "holidays"
_NO_YEARS = ()


def check_country(code: str) -> str:
    """Return the code of a country, or of a part of it, as it is written: "PT", "US-CA"; "" is "".

    Raises:
        ValueError: its days off are not known, or the package that knows them is not installed.
    """
    code = code.upper().rstrip("-")
    if code:
        try:
            _days(code, _NO_YEARS)
        except ImportError:
            raise ValueError(
                f"a country's days off need another package: pip install {_PACKAGE}"
            ) from None
        except (NotImplementedError, AttributeError):
            raise ValueError(
                "use the code of a country such as PT, or of a part of one such as US-CA"
            ) from None
    return code


def is_public_day_off(day: dt.date, code: str) -> bool:
    """Tell whether `day` is one of the days off of a country or a part of one, by its code."""
    return day in _of_year(code, day.year)


@lru_cache(maxsize=64)
def _of_year(code: str, year: int) -> frozenset[dt.date]:
    return frozenset(_days(code, year))


def _days(code: str, years: object) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that some days are not known in years far away
        country, _, part = code.partition("-")
        return import_module(_PACKAGE).country_holidays(country, subdiv=part or None, years=years)
