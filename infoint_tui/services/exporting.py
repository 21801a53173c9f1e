"""Exporting: people and what is planned with them, as files that other programs read."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import fold
from infoint_tui.exchange.files import check_new, replace_whole, write_new
from infoint_tui.exchange.folder import FolderReport, keep_folder
from infoint_tui.exchange.formats import BY_KEY, OUT, Format
from infoint_tui.exchange.outgoing import Outgoing, WriteOptions
from infoint_tui.services.context import UseCaseContext, existing

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.search.query import Query
    from infoint_tui.services.overview import Overview
    from infoint_tui.services.searching import Searching

    R = TypeVar("R", bound=Record)


_USUAL = WriteOptions()


class Exported(Struct, frozen=True):
    """What an export wrote."""

    path: Path
    people: int
    folder: FolderReport | None = None
    """What happened to the files of a folder; None if one file was written."""


class Exporting:
    """Writes files; it changes nothing in the database."""

    def __init__(self, context: UseCaseContext, overview: Overview, searching: Searching) -> None:
        self._context = context
        self._overview = overview
        self._searching = searching

    def matching(self, query: Query) -> tuple[str, ...]:
        """Return the ids of the people a filter matches, by name; set aside only if asked for."""
        entries = self._overview.entries()
        if query.looks_in_texts:
            entries = self._searching.with_texts(entries)
        found = [each for each in entries if query.matches(each, self._context.today)]
        found.sort(key=lambda entry: (fold(entry.row.name), entry.row.id))
        return tuple(entry.row.id for entry in found)

    def text(
        self, format: str, people: Collection[str] | None, options: WriteOptions = _USUAL
    ) -> str:
        """Return people as one text.

        Args:
            format: the key of a format.
            people: the ids of who goes out; None for every record there is.
            options: how to write it.
        """
        found = _format(format)
        assert found.write is not None
        return str(found.write(self._outgoing(people), options))

    def check_place(self, path: Path) -> None:
        """Check that a file can be new, or that a folder is there.

        Raises:
            InfointError: there is a file already.
        """
        if not path.is_dir():
            check_new(path)

    def to_file(
        self,
        format: str,
        people: Collection[str] | None,
        path: Path,
        options: WriteOptions = _USUAL,
        *,
        may_overwrite: bool = False,
    ) -> Exported:
        """Write one file that only the user can read.

        Args:
            format: the key of a format.
            people: the ids of who goes out; None for every record there is.
            path: the file.
            options: how to write it; once its progress has been told that all are done, the file
                is written.
            may_overwrite: whether to replace a file that is there.

        Raises:
            InfointError: there is a file already, or it cannot be written.
        """
        out = self._outgoing(people)
        write = _format(format).write
        assert write is not None
        text = str(write(out, options))
        if options.progress:
            options.progress(len(out.contacts), len(out.contacts))
        (replace_whole if may_overwrite else write_new)(path, text)
        return Exported(path, len(out.contacts))

    def to_folder(
        self,
        format: str,
        people: Collection[str] | None,
        folder: Path,
        options: WriteOptions = _USUAL,
        *,
        may_overwrite: bool = False,
    ) -> Exported:
        """Bring a folder with one file per item up to date; see `keep_folder`.

        If it is stopped on the way, the files written so far are as they should be, and the next
        time goes on from there.

        Raises:
            InvalidInputError: the format goes into one file.
            InfointError: a file cannot be written.
        """
        found = _format(format)
        if found.items is None:
            raise InvalidInputError(
                f"{found.label} goes into one file, not into a folder.", "Name a file."
            )
        out = self._outgoing(people)
        report = keep_folder(
            folder,
            found.key,
            found.suffixes[0],
            found.items(out, options),
            is_covered=_is_covered if found.key == "vcard" else lambda _, __: False,
            may_overwrite=may_overwrite,
        )
        return Exported(folder, len(out.contacts), report)

    def invitation(self, interview_id: str, path: Path) -> Path:
        """Write the calendar file of one conversation; return its path.

        Raises:
            InvalidInputError: no time is set yet.
            InfointError: there is a file already, or it cannot be written.
        """
        from infoint_tui.domain.records.contact import Contact
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.exchange.ics import conversation

        interview = existing(self._context.repository, Interview, interview_id)
        if interview.start is None:
            raise InvalidInputError("No time is set yet.", "Set one first.")
        contact = existing(self._context.repository, Contact, interview.contact_id)
        write_new(path, conversation(interview, contact))
        return path

    def _outgoing(self, people: Collection[str] | None) -> Outgoing:
        from infoint_tui.domain.records.contact import Contact

        repository = self._context.repository
        if people is None:
            contacts = repository.all(Contact)
        else:
            found = (repository.get(Contact, each) for each in people)
            contacts = tuple(each for each in found if each is not None)
        names = {row.id: row.name for row in repository.rows()}
        return Outgoing(
            contacts,
            self._context.today,
            self._context.clock.zone,
            {
                each.id: names.get(each.introduced_by or "", each.introducer_name)
                for each in contacts
                if each.introduced_by or each.introducer_name
            },
            dossiers=partial(self._dossiers, contacts),
            owed=partial(self._owed, {each.id for each in contacts}),
            records=partial(self._records, contacts, names, is_everything=people is None),
        )

    def _dossiers(self, contacts: tuple[Contact, ...]) -> tuple[Dossier, ...]:
        return self._overview.dossiers_of(contacts)

    def _owed(self, people: Collection[str]) -> tuple[Owed, ...]:
        lines = self._overview.owed()
        return tuple(line.owed for line in lines if line.contact.id in people)

    def _records(
        self, contacts: tuple[Contact, ...], names: dict[str, str], *, is_everything: bool
    ) -> tuple[Record, ...]:
        """Return the records of some people, or every record there is.

        Who is mentioned but does not go out is mentioned by name.
        """
        from infoint_tui.domain.records.follow_up import FollowUp
        from infoint_tui.domain.records.goal import Goal
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.domain.records.kinds import EVERY_KIND
        from infoint_tui.domain.records.touch import Touch

        repository = self._context.repository
        if is_everything:
            return tuple(record for kind in EVERY_KIND for record in repository.all(kind))
        there = {each.id for each in contacts}
        interviews = _of(repository.all(Interview), there)
        goals = {each.goal_id for each in interviews}
        items = _of(repository.all(FollowUp), there)
        return (
            *(
                each
                if each.introduced_by is None or each.introduced_by in there
                else each.but(introduced_by=None, introducer_name=names.get(each.introduced_by, ""))
                for each in contacts
            ),
            *interviews,
            *_of(repository.all(Touch), there),
            *(
                each if each.led_to is None or each.led_to in there else each.but(led_to=None)
                for each in items
            ),
            *(goal for goal in repository.all(Goal) if goal.id in goals),
        )


def _of(records: tuple[R, ...], people: Collection[str]) -> tuple[R, ...]:
    return tuple(each for each in records if getattr(each, "contact_id", "") in people)


def _is_covered(theirs: bytes, ours: str) -> bool:
    from infoint_tui.exchange.vcard.reading import says_no_more

    return says_no_more(theirs, ours)


def _format(key: str) -> Format:
    if key not in OUT:
        raise InvalidInputError(f"There is no export to {key}.", f"Use one of: {', '.join(OUT)}.")
    return BY_KEY[key]
