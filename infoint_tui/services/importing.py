"""Importing people from other programs: nothing is overwritten, every record is accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.clock import local_now
from infoint_tui.domain.basics.progress import Progress, counted, share_of
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.exchange.columns import told_here
from infoint_tui.exchange.incoming import Column, Incoming, Parsed, ReadOptions
from infoint_tui.exchange.people_in_tables import ColumnsError
from infoint_tui.exchange.reading import ReadFiles, read_sources
from infoint_tui.exchange.source import STDIN, Source, plain_path, sources
from infoint_tui.services.import_plan import (
    Plan,
    Row,
    Surroundings,
    message_touches,
    planned,
)
from infoint_tui.services.importing_records import add_records, with_ids

if TYPE_CHECKING:
    from infoint_tui.exchange.saved_columns import SavedColumns
    from infoint_tui.services.context import UseCaseContext
    from infoint_tui.store.repository import Transaction

NO_ANSWERS: Mapping[int, bool] = {}


class ReportedProblem(Struct, frozen=True):
    """A record that was not imported."""

    file: str
    line: int
    reason: str


class Prepared(Struct, frozen=True):
    """Files that have been read and are ready to apply."""

    path: Path
    files: ReadFiles
    options: ReadOptions
    people: tuple[Incoming, ...]
    """Everyone in the files, with the names of their files."""
    ids: tuple[str, ...]
    """An id for each of them, in case they are new."""

    @property
    def label(self) -> str:
        """The name of the import in the history."""
        count = len(self.people)
        return f"import {count} people" if count != 1 else "import 1 person"

    @property
    def name(self) -> str:
        """What to call what is imported."""
        return "standard input" if self.path == STDIN else clean_line(str(self.path))

    @property
    def guessed(self) -> tuple[str, tuple[Column, ...]] | None:
        """The first table whose columns were guessed, to be looked at: its name, its columns."""
        both = zip(self.files.names, self.files.parts, strict=True)
        return next(((name, part.columns) for name, part in both if part.is_guess), None)

    @property
    def format(self) -> str:
        """The key of the format of the first file."""
        return self.files.parts[0].source if self.files.parts else "linkedin"


class Preview(Struct, frozen=True):
    """What an import would do."""

    prepared: Prepared
    plan: Plan
    answers: Mapping[int, bool]
    version: int
    """The version of the data that it was worked out with."""


class Report(Struct, frozen=True):
    """What happened to every record of the files."""

    created: int
    updated: int
    unchanged: int
    ambiguous: int
    """How many were not imported, since they may be one of several people."""
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
    offered: int = 0
    """How many people have a new job in the file that was not taken over."""
    alike: int = 0
    """How many were added who may be the same person as a contact."""
    skipped: int = 0
    """How many records are no people, such as hidden profiles."""
    entries: int = 0
    """How many conversations and entries of the timeline were added."""
    notes: tuple[str, ...] = ()
    """How the files were read, and what in them was not used."""
    rows: tuple[Row, ...] = ()
    """What becomes of each record."""


class Importing:
    """Imports files of people.

    Args:
        context: the data and the time.
        columns: remembers what the columns of the user's own tables mean.
    """

    def __init__(self, context: UseCaseContext, columns: SavedColumns) -> None:
        self._context = context
        self._repository = context.repository
        self._columns = columns

    def run(
        self,
        path: Path,
        options: ReadOptions | None = None,
        *,
        dry_run: bool = False,
        join: bool = False,
        accept: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Read files and apply them: `prepare`, `preview`, then `apply`.

        Args:
            path: a file, a folder, a ZIP, or `-` for standard input.
            options: how to read it.
            dry_run: only report what would happen.
            join: everyone who seems to be the same person as a contact is.
            accept: every new job is taken over.
            progress: called every so often with how much is done.
        """
        prepared = self.prepare(path, options, share_of(progress, 0, 3))
        preview = self.preview(prepared, progress=share_of(progress, 1, 3))
        answers = {
            row.key: True
            for row in preview.plan.rows
            if (join and row.outcome == "ask") or (accept and row.outcome == "job")
        }
        if answers:
            preview = self.preview(prepared, answers)
        if dry_run:
            return self.report(preview, dry_run=True)
        return self.apply(preview, share_of(progress, 2, 3))

    def prepare(
        self, path: Path, options: ReadOptions | None = None, progress: Progress | None = None
    ) -> Prepared:
        """Read files without touching any contacts, so that a worker thread can do it.

        What the columns of a table mean is remembered from an earlier import.

        Args:
            path: a file, a folder, a ZIP, or `-` for standard input; `~` is the home folder.
            options: how to read it.
            progress: called with how much is read.

        Raises:
            NotFoundError: there is no such file.
            ImportFileError: it cannot be read, or nobody is in it.
            InvalidInputError: an option names something that is not there.
        """
        options = replace(options or ReadOptions(), progress=progress)
        path = path if path == STDIN else plain_path(str(path))
        name = "standard input" if path == STDIN else clean_line(str(path))
        found = sources(path)
        files, more = self._read(found, options, name)
        while more:
            options = replace(options, columns={**more, **options.columns})
            files, more = self._read(found, options, name)
        assert files is not None
        people = tuple(_with_files(files))
        ids = tuple(self._context.new_id() for _ in people)
        return Prepared(path, files, options, people, ids)

    def _read(
        self, found: Sequence[Source], options: ReadOptions, name: str
    ) -> tuple[ReadFiles | None, dict[str, str]]:
        """Return what is in files, and what is remembered of columns that it was not told."""
        files = None
        try:
            files = read_sources(found, options, name)
        except ColumnsError as error:
            more = self._remembered((error.columns,), options)
            if not more:
                raise
            return None, more
        guessed = [part.columns for part in files.parts if part.is_guess]
        return files, self._remembered(guessed, options)

    def _remembered(
        self, tables: Iterable[Sequence[Column]], options: ReadOptions
    ) -> dict[str, str]:
        known = (self._columns.find([each.name for each in columns]) for columns in tables)
        return {
            name: target
            for each in known
            for name, target in each.items()
            if name not in options.columns
        }

    def sheets(self, path: Path) -> tuple[str, ...]:
        """Return the sheets of a spreadsheet, by name; none for any other file."""
        if path.suffix.lower() not in (".xlsx", ".xls", ".ods") or not path.is_file():
            return ()
        from infoint_tui.exchange.tables import sheet_names

        return sheet_names(sources(path)[0])

    def preview(
        self,
        prepared: Prepared,
        answers: Mapping[int, bool] = NO_ANSWERS,
        progress: Progress | None = None,
    ) -> Preview:
        """Return what an import would do; a worker thread can call it.

        Args:
            prepared: the files.
            answers: the user's answers to rows that are questions, by the number of the row.
            progress: called with how many people are compared.
        """
        repository = self._repository
        version = repository.version
        touches = repository.by(Touch, "contact_id")
        interviews = repository.by(Interview, "contact_id")
        around = Surroundings(
            repository.all(Contact),
            lambda contact_id: touches[contact_id],
            lambda contact_id: interviews[contact_id],
            local_now(self._context.clock),
        )
        plan = _plan(prepared, around, answers, progress)
        return Preview(prepared, plan, answers, version)

    def apply(self, preview: Preview, progress: Progress | None = None) -> Report:
        """Do what was previewed, as one all-or-nothing change; a worker thread can call it.

        What changed in the meantime is taken into account.

        Args:
            preview: what to do.
            progress: called with how many people are ready to be saved; until it has been told
                that all are, what it raises leaves everything as it was.

        Raises:
            StoreError: the database cannot be read or written.
        """
        prepared = preview.prepared
        now = local_now(self._context.clock)

        def change(tx: Transaction) -> Plan:
            plan = preview.plan
            if self._repository.version != preview.version:
                around = Surroundings(
                    tx.all(Contact),
                    lambda contact_id: tx.of(Touch, contact_id),
                    lambda contact_id: tx.of(Interview, contact_id),
                    now,
                )
                plan = _plan(prepared, around, preview.answers, None)
            _put(tx, plan, prepared, progress)
            return plan

        plan = self._repository.transact(prepared.label, change, backup="import").value
        report = self.report(replace(preview, plan=plan))
        for part in prepared.files.parts:
            names = [each.name for each in part.columns]
            if names and told_here(names, prepared.options.columns):
                self._columns.keep(names, {each.name: each.target for each in part.columns})
        try:
            return replace(report, failed_file=_write_failed(prepared))
        except OSError as error:
            folder = clean_line(str(prepared.path.parent))
            why = f"The failed records could not be saved in {folder}: {error.strerror}."
            return replace(report, notice=why)

    def report(self, preview: Preview, *, dry_run: bool = False) -> Report:
        """Return what happened to every record, or what would happen."""
        prepared, plan = preview.prepared, preview.plan
        rows = (*plan.rows, *_failed_rows(prepared))
        left_out = [row for row in rows if row.is_left_out]
        failed = [row for row in rows if row.key < 0]
        asked = [row for row in rows if row.outcome == "ask" and row not in left_out]
        problems = sorted((*left_out, *failed), key=lambda row: (row.file, row.line))
        return Report(
            created=plan.count("new") + sum(not row.is_answered for row in asked),
            updated=sum(row.is_changed for row in rows),
            unchanged=sum(row.outcome in ("same", "job") and not row.is_changed for row in rows),
            ambiguous=len(left_out),
            failed=len(failed),
            problems=tuple(
                ReportedProblem(row.file, row.line, _reason(row, prepared)) for row in problems
            ),
            differences=(*_offers(rows, left_out), *plan.remarks),
            label=prepared.label,
            cleaned=sum(each.cleaned for each in prepared.people),
            dry_run=dry_run,
            offered=sum(row.outcome == "job" for row in _open(rows)),
            alike=sum(not row.is_answered for row in asked),
            skipped=sum(part.skipped for part in prepared.files.parts),
            entries=len(plan.beside),
            notes=(*_notes(prepared.files), *prepared.files.notes),
            rows=rows,
        )


def _put(tx: Transaction, plan: Plan, prepared: Prepared, progress: Progress | None) -> None:
    """Put what a plan changes into a change, and tell that all of it is there."""
    people = plan.changed.values()
    for contact in counted(people, len(people), progress):
        tx.put(with_ids(contact, plan.ids))
    for record in plan.beside:
        tx.put(record)
    for part in prepared.files.parts:
        add_records(tx, part.records, plan.ids)
    if progress:
        progress(len(people), len(people))


def _notes(files: ReadFiles) -> Iterator[str]:
    """Yield how each file was read; of several, each with its name."""
    for name, part in zip(files.names, files.parts, strict=True):
        where = f"{name}: " if len(files.parts) > 1 else ""
        yield from (f"{where}{note}" for note in part.notes)


def _open(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.is_question and not row.is_answered]


def _reason(row: Row, prepared: Prepared) -> str:
    return row.words if row.key < 0 else f"{prepared.people[row.key].name}: {row.words}"


def _offers(rows: Sequence[Row], left_out: Sequence[Row]) -> list[str]:
    return [
        f"line {row.line}, {row.name}: {row.words}" for row in _open(rows) if row not in left_out
    ]


def _plan(
    prepared: Prepared,
    around: Surroundings,
    answers: Mapping[int, bool],
    progress: Progress | None,
) -> Plan:
    plan = planned(prepared.people, prepared.ids, around, answers, progress)
    if prepared.files.messages:
        message_touches(plan, prepared.files.messages, around)
    return plan


def _with_files(files: ReadFiles) -> list[Incoming]:
    return [
        replace(each, file=name)
        for part, name in zip(files.parts, files.names, strict=True)
        for each in part.people
    ]


def _failed_rows(prepared: Prepared) -> list[Row]:
    return [
        Row(-1, "failed", problem.record[:60], problem.line, name, problem.reason)
        for part, name in zip(prepared.files.parts, prepared.files.names, strict=True)
        for problem in part.problems
    ]


def _write_failed(prepared: Prepared) -> Path | None:
    """Write the failed records to a file beside, to be corrected and imported again.

    It has the format that they came in. An earlier file with the same content is reused; any other
    earlier file is left alone.

    Returns:
        The file with the failed records, or None if no record failed.

    Raises:
        OSError: the folder cannot be written to.
    """
    broken = [part for part in prepared.files.parts if part.problems]
    if not broken or prepared.path == STDIN:
        return None
    lines = [line for part in broken for line in _failed_lines(part)]
    # The byte order mark tells spreadsheet programs that this is UTF-8.
    encoding = "utf-8-sig" if broken[0].suffix == ".csv" else "utf-8"
    content = "\n".join([*lines, ""]).encode(encoding, errors="replace")
    number = 1
    while True:
        ending = f".failed{f'-{number}' if number > 1 else ''}{broken[0].suffix}"
        target = prepared.path.with_name(f"{prepared.path.stem}{ending}")
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


def _failed_lines(part: Parsed) -> list[str]:
    header = [part.header] if part.header else []
    return [*header, *(problem.record for problem in part.problems)]
