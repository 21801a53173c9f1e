"""Records other than people from our own JSON: put in with whom they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.store.repository import Transaction

_PEOPLE: Final = ("contact_id", "introduced_by", "led_to")
"""The fields that hold the id of a contact."""


def add_records(tx: Transaction, records: Iterable[Record], ids: Mapping[str, str]) -> int:
    """Add the records whose ids are not there yet; return how many.

    Args:
        tx: the change that adds the people.
        records: the records, as in the file.
        ids: the ids of the contacts that people in the file became, by their ids in the file. A
            record of somebody else is left out.
    """
    added = 0
    for record in records:
        moved = with_ids(record, ids)
        is_of_someone = getattr(moved, "contact_id", None) is not None
        if is_of_someone and record.contact_id not in ids:  # type: ignore[attr-defined]
            continue
        if tx.get(type(record), record.id) is None:
            tx.put(moved)
            added += 1
    return added


def with_ids(record: Any, ids: Mapping[str, str]) -> Any:
    """Return a record that means the contacts people in the file became."""
    there = {key: getattr(record, key, None) or "" for key in _PEOPLE}
    changes = {key: ids[now] for key, now in there.items() if ids.get(now, now) != now}
    return record.but(**changes) if changes else record
