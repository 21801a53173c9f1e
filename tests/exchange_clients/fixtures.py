"""Published vCards: those in the sources of khard, vobject and icalendar, fetched when they run."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import SystemClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.exchange.formats import BY_KEY
from infoint_tui.exchange.incoming import Incoming, Parsed, ReadOptions
from infoint_tui.exchange.source import Source
from infoint_tui.exchange.vcard.syntax import Property, cards
from infoint_tui.exchange.vcard.writing import vcard

PACKAGES = ("khard", "vobject", "icalendar")
NO_CARDS = re.compile(r"invalid|broken|missing", re.IGNORECASE)
"""Files that are wrong on purpose, by their names."""


def fetch(folder: Path) -> list[tuple[str, bytes]]:
    """Return the vCard files in the sources of the packages, by name."""
    for package in PACKAGES:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps"]
            + ["--dest", str(folder), package],
            check=True,
            capture_output=True,
        )
    found = []
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                if member.isfile() and member.name.lower().endswith((".vcf", ".vcard")):
                    file = tar.extractfile(member)
                    assert file is not None
                    found.append((member.name, file.read()))
    return found


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
        *("VERSION", "PRODID", "REV", "PROFILE", "N", "UID", "X-SOCIALPROFILE"),
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
        if not before[key] <= after.get(key, set()) and key != "FN"
    ]


def check(folder: Path) -> list[str]:
    """Return what is wrong; prints the counts."""
    files = fetch(folder)
    whole = total = good = same = 0
    wrong = []
    database = folder / "people.json"
    services = build_services(database, clock=SystemClock("UTC"), settings=Settings())
    for name, data in files:
        parsed = read(data)
        begun = len(re.findall(rb"(?im)^BEGIN:VCARD", data.replace(b"\0", b"")))
        arrived = len(parsed.people) + parsed.skipped
        total, good = total + begun, good + min(arrived, begun)
        whole += arrived >= begun
        if arrived < begun:
            reasons = "; ".join(f"line {each.line}: {each.reason}" for each in parsed.problems)
            print(f"  {name}: {arrived} of {begun}: {reasons or 'a card inside a card'}")
        lines = _lines(data)
        by_line = {card.line: card.raw for card in cards(lines)}
        for person in parsed.people:
            lost = came_back(by_line[person.line], person)
            same += not lost
            if lost:
                print(f"  {name}, line {person.line}: {lost}")
    path = folder / "in"
    path.mkdir()
    for number, (_, data) in enumerate(files):
        (path / f"{number:03}.vcf").write_bytes(data)
    for turn in (1, 2):
        before = services.overview.revision
        created = updated = 0
        for each in sorted(path.iterdir()):
            try:
                report = services.importing.run(each)
            except InfointError as error:
                if turn == 1:
                    print(f"  {each.name}: {error.message}")
                continue
            created, updated = created + report.created, updated + report.updated
        print(f"  import {turn}: {created} created, {updated} updated")
        if turn == 2 and services.overview.revision != before:
            wrong.append(f"the second import changed something: {created}, {updated}")
    print(f"  {len(files)} files, {whole} in full; {total} cards, {good} read, {same} came back")
    if whole < 0.99 * len(files):
        wrong.append(f"{whole} of {len(files)} files in full")
    if good < 0.995 * total:
        wrong.append(f"{good} of {total} cards")
    if same < 0.995 * good:
        wrong.append(f"{same} of {good} came back")
    return wrong


def _lines(data: bytes) -> list[str]:
    from infoint_tui.exchange.delimited import lines_of

    return lines_of(data)
