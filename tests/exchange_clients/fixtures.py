"""Published vCards: those in the sources of khard, vobject and icalendar, fetched when they run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import SystemClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.exchange.decoding import decode
from infoint_tui.exchange.formats import BY_KEY
from infoint_tui.exchange.incoming import Incoming, Parsed, ReadOptions
from infoint_tui.exchange.source import Source
from infoint_tui.exchange.vcard.reading import charset_of
from infoint_tui.exchange.vcard.syntax import Property, cards
from infoint_tui.exchange.vcard.writing import vcard

PACKAGES = ("khard", "vobject==0.9.8", "icalendar", "vobjectx")
"""Whose sources are fetched; the newest vobject's cannot be prepared by pip."""


def fetch(folder: Path) -> list[tuple[str, bytes]]:
    """Return the vCards in the sources of the packages: files, and texts in tests, by name."""
    for package in PACKAGES:
        pip = (sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps")
        done = subprocess.run(
            [*pip, "--dest", str(folder), package], check=False, capture_output=True
        )
        if done.returncode:
            print(f"  not run: the sources of {package} cannot be fetched")
    found = []
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                file = tar.extractfile(member) if member.isfile() else None
                if file is not None:
                    found += _cards_in(member.name, file.read())
    return found


def _cards_in(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if name.lower().endswith((".vcf", ".vcard")):
        yield name, data
    elif name.endswith(".py") and b"BEGIN:VCARD" in data:
        for node in ast.walk(ast.parse(data)):
            if isinstance(node, ast.Constant):
                text = node.value if isinstance(node.value, bytes) else str(node.value).encode()
                if b"BEGIN:VCARD" in text and b"END:VCARD" in text:
                    yield f"{name}:{node.lineno}", text


def read(data: bytes) -> Parsed:
    """Read the cards in a file as the program does."""
    read_file = BY_KEY["vcard"].read
    assert read_file is not None
    return read_file(Source("x.vcf", data), ReadOptions())


def properties(text: str) -> dict[str, set[tuple[str, ...]]]:
    """Return what a card says, in a form in which equal properties are equal."""
    found: dict[str, set[tuple[str, ...]]] = {}
    (card,) = cards(text.splitlines(keepends=True))
    for each in card.properties:
        if each.key in OUTSIDE or not each.text.strip("; ,"):
            continue
        found.setdefault(each.key, set()).update(_values(each))
    return found


OUTSIDE = frozenset(
    (
        *("VERSION", "PRODID", "REV", "PROFILE"),
        *("PHOTO", "LOGO", "SOUND", "KEY"),
    )
)
"""What is about the card and not the person, is made by the writer, or is counted as left out."""


def _values(found: Property) -> set[tuple[str, ...]]:
    told = tuple(sorted(f"{name}={value}".lower() for name, value in found.parameters))
    if found.key == "CATEGORIES":
        return {(each.strip().lstrip("#"),) for each in found.values(",")}
    if found.key == "NOTE":
        return {(line.strip(),) for line in found.text.splitlines() if line.strip()}
    text = found.text.removeprefix("tel:") if found.key == "TEL" else found.text
    return {(" ".join(text.split()), *told)}


def came_back(raw: str, person: Incoming) -> list[str]:
    """Return what a card said that it does not say any more after going in and out."""
    kept = Contact(id="1", name=person.name, uid=person.uid, kept=person.kept, **person.fields)
    before, after = properties(raw), properties(vcard(kept))
    return [
        f"{key}: {before[key] - after.get(key, set())}"
        for key in before
        if not before[key] <= after.get(key, set())
    ]


def check(folder: Path) -> list[str]:
    """Return what is wrong; prints the counts."""
    files = fetch(folder)
    counts = Counter(files=len(files))
    for name, data in files:
        _count(name, data, counts)
    print(f"  {dict(counts)}")
    wrong = list(_imported_twice(folder, files))
    for part, of, share in (
        ("in full", "files", 0.99),
        ("read", "cards", 0.995),
        ("came back", "read", 0.995),
    ):
        if counts[part] < share * counts[of]:
            wrong.append(f"{part}: {counts[part]} of {counts[of]}")
    return wrong


def _count(name: str, data: bytes, counts: Counter[str]) -> None:
    """Read one file, and count what arrived and what comes back."""
    parsed = read(data)
    begun = len(re.findall(rb"(?im)^BEGIN:VCARD", data.replace(b"\0", b"")))
    arrived = min(len(parsed.people) + parsed.skipped, begun)
    counts.update({"cards": begun, "read": arrived, "in full": arrived == begun})
    for each in parsed.problems:
        print(f"  {name}, line {each.line}: {each.reason}")
    lines = decode(data, name, charset_of(data)).lines
    raw = {card.line: card.raw for card in cards(lines)}
    counts["came back"] += parsed.skipped
    for person in parsed.people:
        lost = came_back(raw[person.line], person)
        counts["came back"] += not lost
        if lost:
            print(f"  {name}, line {person.line}: {lost}")


def _imported_twice(folder: Path, files: list[tuple[str, bytes]]) -> Iterator[str]:
    """Import every file, and all of them again; yield what changed the second time."""
    clock = SystemClock("UTC")
    services = build_services(folder / "people.json", clock=clock, settings=Settings())
    paths = [folder / f"{number:03}.vcf" for number in range(len(files))]
    for path, (_, data) in zip(paths, files, strict=True):
        path.write_bytes(data)
    for turn in ("first", "second"):
        before = services.overview.revision
        counts: Counter[str] = Counter()
        for path in paths:
            try:
                report = services.importing.run(path)
            except InfointError as error:
                counts[error.message] += 1
            else:
                counts.update(created=report.created, updated=report.updated)
        print(f"  {turn} import: {dict(counts)}")
        if turn == "second" and services.overview.revision != before:
            yield f"the second import changed something: {dict(counts)}"
