"""LinkedIn's messages.csv: when the last message went each way, and nothing of what was said."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from infoint_tui.domain.people.matching import linkedin_slug
from infoint_tui.exchange.columns import column_key
from infoint_tui.exchange.decoding import decode
from infoint_tui.exchange.delimited import rows
from infoint_tui.exchange.source import Source

_NEEDED = ("senderprofileurl", "recipientprofileurls", "date")
_SPONSORED = "sponsored"
_MARKED = ("conversationtitle", "subject", "folder")
"""The columns that say whether a message is advertising."""


class LastMessages(Struct, frozen=True):
    """Who wrote to whom, by the name in their profile's address, and when last."""

    latest: Mapping[tuple[str, str], datetime]
    """The time of the last message, by sender and recipient."""
    seen: Mapping[str, int]
    """How many messages each of them has a part in; the user has one in all."""

    def of(self, known: Iterable[str]) -> dict[tuple[str, str], datetime]:
        """Return the last message each way with people the user knows: "in" or "out".

        Args:
            known: what identifies their profiles.

        Returns:
            The times, by profile and direction.
        """
        known = frozenset(known)
        strangers = {who: count for who, count in self.seen.items() if who not in known}
        me = max(strangers, key=lambda who: strangers[who], default="")
        found: dict[tuple[str, str], datetime] = {}
        for (sender, recipient), at in self.latest.items():
            if sender in known and recipient == me:
                found[sender, "in"] = at
            elif recipient in known and sender == me:
                found[recipient, "out"] = at
        return found


def is_messages(source: Source) -> bool:
    """Tell whether a file is LinkedIn's messages.csv."""
    head = source.data[:400].decode(errors="replace").partition("\n")[0]
    return all(each in column_key(head) for each in _NEEDED)


def read_messages(source: Source, encoding: str = "") -> LastMessages:
    """Return the last message of each sender to each recipient.

    Drafts and advertising are left out.

    Args:
        source: the file.
        encoding: its encoding, if the user named it.
    """
    lines = decode(source.data, source.name, encoding).lines
    found: Iterable[Sequence[str]] = csv.reader(lines)
    names = [column_key(name) for name in next(iter(found), ())]
    table: list[Sequence[str]] = list(found)
    if any(len(row) > len(names) for row in table):  # an open quote pulled rows together
        table = [row.cells for row in rows(lines, 1, ",", len(names)) if not row.broken]
    sender, recipients, day = (names.index(name) for name in _NEEDED)
    slugs: dict[str, tuple[str, ...]] = {}
    last: dict[tuple[str, str], str] = {}
    seen: Counter[str] = Counter()
    for row in _personal(table, names):
        for url in (row[sender], row[recipients]):
            if url not in slugs:
                slugs[url] = tuple(filter(None, map(linkedin_slug, url.split(","))))
        at = row[day]
        for one in slugs[row[sender]][:1]:
            seen[one] += 1
            for other in slugs[row[recipients]]:
                seen[other] += 1
                if at > last.get((one, other), ""):
                    last[one, other] = at
    times = {pair: when for pair, text in last.items() if (when := _time(text))}
    return LastMessages(times, seen)


def _personal(table: Iterable[Sequence[str]], names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the whole rows but for drafts and advertising."""
    width = max(map(names.index, _NEEDED)) + 1
    draft = names.index("ismessagedraft") if "ismessagedraft" in names else -1
    marks = [at for at, name in enumerate(names) if name in _MARKED]
    for row in table:
        if len(row) < width or (0 <= draft < len(row) and row[draft].lower() in ("yes", "true")):
            continue
        if not any(_SPONSORED in row[at].lower() for at in marks if at < len(row)):
            yield row


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)
    except ValueError:
        return None
