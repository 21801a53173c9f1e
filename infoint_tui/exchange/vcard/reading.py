"""People from vCards, card by card: what has a field fills it, and the rest is kept as it came."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from infoint_tui.domain.basics.progress import STEP, Progress
from infoint_tui.domain.basics.text import clean_line, clean_text, fold, has_unsafe, quoted
from infoint_tui.exchange.incoming import Incoming, Parsed, Problem
from infoint_tui.exchange.vcard.meaning import (
    ABOUT_THE_CARD,
    LEFT_OUT,
    meaning,
    name_in_parts,
    parts_of_name,
    plain,
)
from infoint_tui.exchange.vcard.syntax import Property, ScannedCard, cards

LONGEST = 4096
"""The most characters of a property that is kept; a longer one holds a file, not words."""

_CHARSET = re.compile(rb"(?i);CHARSET=\"?([\w.-]+)")
_SINGLE = frozenset(("name", "title", "organization", "address", "timezone", "call"))
_STAND_INS = ("organization", "emails", "phones")
"""What a card without a name is called by."""


def charset_of(data: bytes) -> str:
    """Return the one encoding that the cards of a file name, if the file is not UTF-8; else ""."""
    named = {each.decode().lower() for each in _CHARSET.findall(data)} - {"utf-8", "utf8"}
    if len(named) != 1 or b"\0" in data[:4]:
        return ""
    (name,) = named
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return name if _is_known(name) else ""
    return ""


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def read_vcards(
    lines: Sequence[str], notes: Iterable[str] = (), progress: Progress | None = None
) -> Parsed:
    """Read the cards of a file.

    Args:
        lines: all lines, with or without their line ends.
        notes: what to say about how they were decoded.
        progress: called with how many lines are read.

    Returns:
        The people in the order of the file. A card that says nothing to call someone by is a
        problem; groups are skipped, and photos and the like are left out and counted.
    """
    left_out: Counter[str] = Counter()
    people: list[Incoming] = []
    problems: list[Problem] = []
    groups = 0
    for at, card in enumerate(cards(lines)):
        if progress and at % STEP == STEP - 1:
            progress(card.line, len(lines))
        if _is_group(card):
            groups += 1
            continue
        person = _person(card, left_out)
        if person is None:
            reason = "no name, organization, email or phone"
            problems.append(Problem(card.line, reason, card.raw))
        else:
            people.append(person)
    return Parsed(
        "vcard",
        tuple(people),
        tuple(problems),
        notes=(*notes, *_left_out_words(left_out)),
        skipped=groups,
        suffix=".vcf",
    )


def _left_out_words(counts: Counter[str]) -> Iterator[str]:
    for word, count in sorted(counts.items()):
        if count:
            yield f"1 {word} was left out." if count == 1 else f"{count} {word}s were left out."


def _is_group(card: ScannedCard) -> bool:
    return any(
        each.value.strip().lower() == "group" and each.key in ("KIND", "X-ADDRESSBOOKSERVER-KIND")
        for each in card.properties
    )


class _CardReading:
    """What is on one card, gathered property by property.

    Args:
        left_out: counts what is not taken over.
    """

    def __init__(self, left_out: Counter[str]) -> None:
        self._left_out = left_out
        self.fields: dict[str, tuple[str, ...]] = {}
        self.kept: list[str] = []
        self.doubts: list[str] = []
        self.uid = ""
        self.in_parts = ""
        """The name, from its parts."""

    def read(self, properties: Sequence[Property]) -> None:
        """Take every property."""
        keys = [each.key for each in properties]
        for key, each in zip(keys, properties, strict=True):
            if key == "UID":
                self._identify(each)
            elif key in ABOUT_THE_CARD:
                continue
            elif key in LEFT_OUT:
                self._left_out[LEFT_OUT[key]] += bool(each.value)
            elif len(each.value) > LONGEST:
                self._left_out["very long value"] += 1
            elif each.value.strip(";, "):
                self._take(key, each, is_only=keys.count(key) == 1)

    def _identify(self, found: Property) -> None:
        """Take the first UID; the whole line only if it says more."""
        if not self.uid:
            self.uid = clean_line(found.text)
            if found.parameters or found.group:
                self.kept.append(found.line)

    def _take(self, key: str, found: Property, *, is_only: bool) -> None:
        if key == "N":
            self.in_parts = self.in_parts or name_in_parts(found)
        field, is_whole = _take(self.fields, found, is_only=is_only)
        if not is_whole:
            self.kept.append(found.line)
        if key == "EMAIL" and not field:
            self.doubts.append(f"{quoted(found.text)} is not an email address")


def _person(card: ScannedCard, left_out: Counter[str]) -> Incoming | None:
    """Return who is on a card; None if it says nothing to call them by."""
    read = _CardReading(left_out)
    read.read(card.properties)
    fields = read.fields
    name = next(iter(fields.pop("name", ())), "") or read.in_parts or _stand_in(fields)
    if not name:
        return None
    is_only = sum(each.key == "N" for each in card.properties) == 1
    derived = parts_of_name(name).line if is_only else ""
    lines = _safe(line for line in read.kept if line != derived)
    values = {key: _joined(key, found) for key, found in fields.items()}
    problems = (f"the card {card.problem}",) if card.problem else ()
    return Incoming(
        line=card.line,
        name=name,
        fields=values,
        fingerprint=f"vcard|{fold(name)}|{_digest(values, lines)}",
        cleaned=has_unsafe(card.raw),
        doubts=(*problems, *read.doubts),
        uid=read.uid,
        kept=lines,
    )


def _take(
    fields: dict[str, tuple[str, ...]], found: Property, *, is_only: bool
) -> tuple[str, bool]:
    """Put a property into the field that it fills.

    Args:
        fields: what was found so far.
        found: the property.
        is_only: whether the card has no other property of that name.

    Returns:
        The field, or "" if it fills none, and whether that field now holds all of it.
    """
    field, values = meaning(found)
    if not field:
        return "", False
    if field not in _SINGLE:
        fields[field] = tuple(dict.fromkeys((*fields.get(field, ()), *values)))
    else:
        fields.setdefault(field, values)
        if not is_only:  # the first one is kept too, to tell which of them is in the field
            return field, False
    is_bare = not found.group and not found.parameters
    is_same = field == "tags" or (is_bare and _is_plain(plain(field, values), found))
    return field, field == "notes" or (is_bare and is_same)


def _is_plain(own: Sequence[Property], found: Property) -> bool:
    return [(each.key, each.value) for each in own] == [(found.key, found.value)]


def _stand_in(fields: dict[str, tuple[str, ...]]) -> str:
    return next((fields[key][0] for key in _STAND_INS if key in fields), "")


def _joined(key: str, values: tuple[str, ...]) -> Any:
    if key in ("emails", "phones", "links", "tags"):
        return values
    return "\n\n".join(values) if key == "notes" else values[0]


def _safe(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines without control characters, so that each stays one."""
    return tuple(clean_text(line).replace("\n", " ") for line in lines)


def _digest(values: dict[str, Any], lines: tuple[str, ...]) -> str:
    told = "\n".join((*(f"{key}={value}" for key, value in sorted(values.items())), *sorted(lines)))
    return blake2b(told.encode(errors="replace"), digest_size=8).hexdigest()


def says_no_more(theirs: bytes, ours: str) -> bool:
    """Tell whether a card in a file has nothing in its fields that another card does not have."""
    found = read_vcards(theirs.decode(errors="replace").splitlines(keepends=True)).people
    (own,) = read_vcards(ours.splitlines(keepends=True)).people
    return len(found) == 1 and all(
        set(value) <= set(own.fields.get(key, ()))
        if isinstance(value, tuple)
        else value == own.fields.get(key)
        for key, value in {**found[0].fields}.items()
    )
