"""Importing people from other programs: nothing is overwritten, every record is accounted for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from infoint_tui.domain.basics.errors import ImportFileError, NotFoundError
from infoint_tui.domain.basics.text import clean_line, quoted
from infoint_tui.domain.people.matching import MatchIndex, differences, fill_blanks
from infoint_tui.domain.records.contact import Contact
from infoint_tui.exchange.formats import BY_KEY, FORMATS
from infoint_tui.exchange.incoming import Incoming, Parsed, ReadOptions
from infoint_tui.exchange.source import Source
from infoint_tui.services.importing_records import add_records, with_ids

if TYPE_CHECKING:
    from infoint_tui.store.repository import Repository, Transaction

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read; LinkedIn's ZIP may contain more than the connections."""

_PROGRESS_STEP = 500

Progress = Callable[[int, int], None]
"""Called with the number of people done so far and the total."""


class ReportedProblem(Struct, frozen=True):
    """A record that was not imported."""

    file: str
    line: int
    reason: str


class Prepared(Struct, frozen=True):
    """A file that has been read and is ready to apply."""

    path: Path
    parsed: Parsed

    @property
    def label(self) -> str:
        """The name of the import in the history."""
        people = len(self.parsed.people)
        return f"import {people} people" if people != 1 else "import 1 person"


class Report(Struct, frozen=True):
    """What happened to every record of the file."""

    created: int
    updated: int
    unchanged: int
    ambiguous: int
    failed: int
    problems: tuple[ReportedProblem, ...]
    """The records that are ambiguous or failed, in the file's order."""
    differences: tuple[str, ...]
    """Remarks, each with its line number in the file.

    They say where the file differs from a contact (the contact is not changed), what in it cannot
    be right, and which existing people a new contact resembles.
    """
    label: str
    cleaned: int
    """How many records had control characters removed."""
    dry_run: bool
    failed_file: Path | None = None
    """Where the failed records were written."""
    notice: str = ""
    """Why the failed records could not be written; "" if they could."""


class _Plan(Struct):
    """What an import will do, row by row."""

    file: str
    changed: dict[str, Contact] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """The contact that each person in our own JSON became, by their id there."""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    ambiguous: list[ReportedProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Importing:
    """Imports files of people.

    Args:
        repository: where contacts are kept.
        new_id: makes the id of a new contact.
    """

    def __init__(self, repository: Repository, new_id: Callable[[], str]) -> None:
        self._repository = repository
        self._new_id = new_id

    def run(
        self,
        path: Path,
        *,
        format: str = "auto",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Read a file and apply it: `prepare`, then `apply`."""
        return self.apply(self.prepare(path, format), dry_run=dry_run, progress=progress)

    def prepare(self, path: Path, format: str = "auto") -> Prepared:
        """Read a file without touching any contacts, so that a worker thread can do it.

        Args:
            path: the file; `~` is the home folder.
            format: "linkedin", or "auto" to recognize the format.

        Raises:
            NotFoundError: there is no such file.
            ImportFileError: the file cannot be read, or nobody is in it.
        """
        if format not in ("auto", "linkedin", "vcard", "json"):
            raise ImportFileError(
                f"{quoted(format)} is not a format that can be imported.",
                'Use "linkedin", or "auto".',
            )
        path = Path(os.path.expanduser(path))
        file = clean_line(str(path))
        data = _read(path)
        form = next(
            (each for each in FORMATS if each.recognizes and each.recognizes(Source(file, data))),
            BY_KEY["linkedin"],
        )
        assert form.read is not None
        parsed = form.read(Source(file, data), ReadOptions())
        if not parsed.people:
            raise ImportFileError(f"Nobody can be imported from {file}: {_why_nobody(parsed)}.")
        return Prepared(path, parsed)

    def apply(
        self, prepared: Prepared, *, dry_run: bool = False, progress: Progress | None = None
    ) -> Report:
        """Add new people and fill in the blank fields of known ones, as one all-or-nothing change.

        Args:
            prepared: the file.
            dry_run: only report what would happen.
            progress: called every so often with the progress of the import.

        Raises:
            StoreError: the database cannot be read or written.
        """
        # Ids are created up front, so that the change depends only on the file and the records.
        ids = [self._new_id() for _ in prepared.parsed.people]

        def change(tx: Transaction) -> _Plan:
            plan = _plan(prepared, ids, tx.all(Contact), progress)
            for contact in plan.changed.values():
                tx.put(with_ids(contact, plan.ids))
            add_records(tx, prepared.parsed.records, plan.ids)
            return plan

        if dry_run:
            plan = _plan(prepared, ids, self._repository.all(Contact), progress)
            return _report(prepared, plan, dry_run)
        plan = self._repository.transact(prepared.label, change, backup="import").value
        report = _report(prepared, plan, dry_run)
        try:
            return replace(report, failed_file=_write_failed(prepared))
        except OSError as error:
            folder = clean_line(str(prepared.path.parent))
            why = f"The failed records could not be saved in {folder}: {error.strerror}."
            return replace(report, notice=why)


def _read(path: Path) -> bytes:
    file = clean_line(str(path))
    try:
        if path.is_dir():
            raise ImportFileError(f"{file} is a folder.", "Name a file in it.")
        if not path.exists():
            raise NotFoundError(f"There is no file {file}.", "Check the path.")
        if not path.is_file():
            raise ImportFileError(f"{file} is not a regular file.")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImportFileError(
            f"{file} cannot be read: {error.strerror}.", "Check the file's permissions."
        ) from error
    if len(data) > MAX_BYTES:
        raise ImportFileError(
            f"{file} is larger than {MAX_BYTES // 2**20} MiB.",
            "Unpack it and import only the Connections.csv.",
        )
    return data


def _why_nobody(parsed: Parsed) -> str:
    if not parsed.problems:
        return "there is nothing below the column names"
    first, total = parsed.problems[0], len(parsed.problems)
    rows = "1 unusable row" if total == 1 else f"{total} unusable rows"
    return f"{rows}; the first is line {first.line}: {first.reason}"


def _plan(
    prepared: Prepared, ids: Sequence[str], contacts: Sequence[Contact], progress: Progress | None
) -> _Plan:
    """Match each row against the contacts and the rows before it."""
    people = prepared.parsed.people
    known = {contact.id: contact for contact in contacts}
    index = MatchIndex(contacts)
    plan = _Plan(clean_line(str(prepared.path)))
    for done, (incoming, new_id) in enumerate(zip(people, ids, strict=True), 1):
        contact = _place(incoming, new_id, index, known, plan)
        if contact is not None:
            index.add(contact)
            known[contact.id] = plan.changed[contact.id] = contact
        if progress and (done % _PROGRESS_STEP == 0 or done == len(people)):
            progress(done, len(people))
    return plan


def _place(
    incoming: Incoming, new_id: str, index: MatchIndex, known: dict[str, Contact], plan: _Plan
) -> Contact | None:
    """Record what happens to one row; return the contact it creates or changes, if any."""
    fields = incoming.fields
    match = index.match(
        incoming.name,
        fields.get("organization", ""),
        fields.get("emails", ()),
        fields.get("links", ()),
        incoming.fingerprint,
        incoming.uid or incoming.id,
    )
    where = f"line {incoming.line}, {incoming.name}"
    plan.remarks.extend(f"{where}: {doubt}" for doubt in incoming.doubts)
    if match.kind == "ambiguous":
        reason = f"{incoming.name}: {match.why}"
        plan.ambiguous.append(ReportedProblem(plan.file, incoming.line, reason))
        return None
    if incoming.id:
        plan.ids[incoming.id] = match.contact_id or incoming.id
    if match.contact_id is None:
        plan.created += 1
        if match.why:
            plan.remarks.append(f"{where}: {match.why}")
        return Contact(
            id=incoming.id or new_id,
            name=incoming.name,
            fingerprint=incoming.fingerprint,
            uid=incoming.uid,
            kept=incoming.kept,
            **fields,
        )
    contact = known[match.contact_id]
    kept, said = vars(contact), {"name": incoming.name, **fields}
    plan.remarks.extend(f"{where}: {each}" for each in differences(kept, said))
    blanks = fill_blanks(kept, said)
    if not blanks:
        plan.unchanged += 1
        return None
    plan.updated += 1
    return contact.but(**blanks)


def _report(prepared: Prepared, plan: _Plan, dry_run: bool) -> Report:
    parsed = prepared.parsed
    failed = [ReportedProblem(plan.file, each.line, each.reason) for each in parsed.problems]
    return Report(
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        ambiguous=len(plan.ambiguous),
        failed=len(failed),
        problems=tuple(sorted([*plan.ambiguous, *failed], key=lambda each: each.line)),
        differences=tuple(plan.remarks),
        label=prepared.label,
        cleaned=sum(each.cleaned for each in parsed.people),
        dry_run=dry_run,
    )


def _write_failed(prepared: Prepared) -> Path | None:
    """Write the failed records to a file next to the original, to be corrected and imported again.

    An earlier file with the same content is reused; any other earlier file is left alone.

    Returns:
        The file with the failed records, or None if no record failed.

    Raises:
        OSError: the folder cannot be written to.
    """
    parsed, path = prepared.parsed, prepared.path
    if not parsed.problems:
        return None
    lines = [parsed.header, *(problem.record for problem in parsed.problems), ""]
    # The byte order mark tells spreadsheet programs that this is UTF-8.
    content = "\n".join(lines).encode("utf-8-sig")
    number = 1
    while True:
        target = path.with_name(f"{path.stem}.failed{f'-{number}' if number > 1 else ''}.csv")
        try:
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            break
        except FileExistsError:
            if target.is_file() and target.read_bytes() == content:
                return target
            number += 1
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return target
