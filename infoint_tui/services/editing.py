"""Saving a form when another program may have changed the same record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from textwrap import shorten
from typing import Any, TypeVar

from infoint_tui.domain.basics.calendar import clock_time, full_day
from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.record import Record

R = TypeVar("R", bound=Record)

ConflictCheck = Callable[[R], None]
"""Called with the current record before an edit; may refuse the edit by raising an error."""

_MOST = 60
"""The most characters of a field's text that an error quotes."""


def saver(
    shown: R, edit: Callable[[Mapping[str, Any], ConflictCheck[R]], R], *, is_filled: bool = True
) -> Callable[[Mapping[str, Any]], R]:
    """Return a function that saves the fields of a form for the record `shown`.

    It edits only the fields that were changed in the form. If one of them was also changed
    elsewhere in the meantime, it raises a ConflictError with the new value; called again, it
    overwrites that value.

    Args:
        shown: the record as it was when the form was opened.
        edit: changes fields of the record, unless the conflict check refuses.
        is_filled: True if the form started with the fields' values; False if everything it returns
            was typed.
    """
    seen = shown

    def save(given: Mapping[str, Any]) -> R:
        changes = {
            key: new for key, new in given.items() if not is_filled or new != getattr(shown, key)
        }

        def look(now: R) -> None:
            nonlocal seen
            before, seen = seen, now
            _refuse_moved(before, now, changes)

        return edit(changes, look)

    return save


def _refuse_moved(seen: Record, now: Record, changes: Mapping[str, Any]) -> None:
    said = [
        f"{key.replace('_', ' ')} to {_in_words(now, key)}"
        for key, new in changes.items()
        if getattr(now, key) not in (getattr(seen, key), new)
    ]
    if said:
        changed = f"Changed elsewhere: {', '.join(said)}."
        raise ConflictError(changed, "Save again to replace it.")


def _in_words(now: Record, key: str) -> str:
    value = getattr(now, key)
    if isinstance(now, Interview) and key == "start" and value is not None:
        start = now.local_start()
        value = f"{full_day(start.date(), date.min)}, {clock_time(start)} {now.zone}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = clean_line(", ".join(value) if isinstance(value, tuple) else str(value or ""))
    if not words:
        return "blank"
    return (
        "someone else" if key == "introduced_by" else f"“{shorten(words, _MOST, placeholder='…')}”"
    )
