"""The doctor: looks at everything that is kept, says what is wrong, and mends what is safe."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui import paths
from infoint_tui.domain.basics.errors import InfointError, StoreError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.messages.fields import FIELDS
from infoint_tui.domain.vocabulary import MESSAGES, RECORDS
from infoint_tui.services.context import UseCaseContext
from infoint_tui.store.backups import read
from infoint_tui.store.copies import copies
from infoint_tui.store.schema import HISTORY
from infoint_tui.store.soundness import Misfit, mended, misfits

if TYPE_CHECKING:
    from infoint_tui.exchange.message_files import Templates
    from infoint_tui.services.other_versions import OtherVersions


_KINDS = {**RECORDS, HISTORY: "step"}
"""What a record or a step of the history is called, by its table."""


class Finding(Struct, frozen=True):
    """Something that is wrong, and what to do about it."""

    what: str
    todo: str
    is_fixable: bool = False
    """Whether the doctor can mend it."""


class Doctor:
    """Examines the file and what belongs to it."""

    def __init__(
        self, context: UseCaseContext, templates: Templates, versions: OtherVersions
    ) -> None:
        self._context = context
        self._repository = context.repository
        self._templates = templates
        self._versions = versions
        self._path = Path(os.path.realpath(context.repository.path))

    def examine(self) -> tuple[Finding, ...]:
        """Return everything that is wrong; nothing is changed."""
        return tuple(
            finding
            for examine in (
                self._file,
                self._beside,
                self._backups,
                self._messages,
                self._settings,
            )
            for finding in examine()
        )

    def fix(self) -> tuple[str, ...]:
        """Mend what is safe to mend, after a backup; return what was done, in sentences.

        Raises:
            StoreError: the file cannot be written, or no backup could be made.
        """
        try:
            state = self._repository.read_all()
        except StoreError:  # nothing is safe in a file that is damaged, or not ours
            return ()
        done = []
        if missing := self._versions.missing():
            self._versions.keep()
            done.append(f"Kept {self._path} as it is. {missing.where}")
        for leftover in filter(self._may_drop, self._leftovers()):
            leftover.unlink()
            done.append(f"Removed {leftover}.")
        if self._is_open_to_others():
            os.chmod(self._path, 0o600)
            done.append(f"Only you can read {self._path} now.")
        alone = self._repository.unreadable
        found = misfits(state, alone)
        if found:
            ids = iter(self._context.new_id, "")
            self._repository.mend("fix what did not fit", lambda state: mended(state, alone, ids))
            done += [_mended(each) for each in found]
        return tuple(done)

    # --- what is looked at ---------------------------------------------------------------------

    def _file(self) -> Iterator[Finding]:
        try:
            state = self._repository.read_all()
        except StoreError as error:
            yield Finding(error.message, error.hint)
            return
        yield from self._access()
        if missing := self._versions.missing():
            yield Finding(missing.words, missing.todo, is_fixable=True)
        for each in self._repository.unreadable:
            kind = _KINDS.get(each.table, each.table).capitalize()
            which = f"{kind} {clean_line(each.key)} in the table" if each.key else "The table"
            yield Finding(
                f"{which} {each.table!r} cannot be read: {each.reason}.",
                f"It stays in the file as it is. Fix it in a text editor{self._or_back()}.",
            )
        for misfit in misfits(state, self._repository.unreadable):
            yield Finding(_wrong(misfit), _cure(misfit), is_fixable=True)

    def _or_back(self) -> str:
        """Return how to go back to the latest good backup, as the end of a sentence."""
        good = self._repository.backups.newest_good()
        if good is None:
            return "; there is no backup to go back to"
        return f", or go back to a backup: infoint restore {str(good.path)!r}"

    def _access(self) -> Iterator[Finding]:
        if self._is_open_to_others():
            yield Finding(
                f"Others on this computer can open {self._path}.",
                "infoint doctor --fix makes it yours alone.",
                is_fixable=True,
            )
        if self._path.exists() and self._repository.is_read_only:
            yield Finding(
                f"{self._path} can only be read.", "Allow writing to the file and its folder."
            )

    def _beside(self) -> Iterator[Finding]:
        for path in self._leftovers():
            may_drop = self._may_drop(path)
            todo = "infoint doctor --fix removes it." if may_drop else _merge(path)
            yield Finding(
                f"{path} was left by a program that was stopped while saving.", todo, may_drop
            )
        for path in copies(self._path):
            if self._versions.is_new(path):
                yield Finding(f"{path} is another version of your data.", _merge(path))
            else:
                yield Finding(
                    f"{path} is another version of your data.",
                    "It has nothing that is new, or cannot be read. You can remove it.",
                )

    def _backups(self) -> Iterator[Finding]:
        try:
            found = self._repository.backups.all()
        except StoreError as error:
            yield Finding(error.message, error.hint)
            return
        for backup in found:
            try:
                backup.read()
            except StoreError as error:
                yield Finding(error.message, "It is of no use; you can remove it.")

    def _messages(self) -> Iterator[Finding]:
        for kind in MESSAGES:
            try:
                self._templates.read(kind, FIELDS)
            except InfointError as error:
                yield Finding(error.message, error.hint)

    def _settings(self) -> Iterator[Finding]:
        for each in self._context.preferences.mistakes:
            yield Finding(
                f"{paths.settings_file()}: {each}",
                "The default is used instead. Fix it there, or in the settings of the app.",
            )

    def _is_open_to_others(self) -> bool:
        try:
            return bool(stat.S_IMODE(self._path.stat().st_mode) & 0o077)
        except OSError:
            return False

    def _may_drop(self, leftover: Path) -> bool:
        """Return whether a temporary file has nothing in it that is new."""
        try:
            return self._repository.may_drop(read(leftover))
        except StoreError:
            return True

    def _leftovers(self) -> tuple[Path, ...]:
        """Return temporary files that no running program will put in their place."""
        places = (
            self._path.with_name(f"{self._path.name}.tmp"),
            *self._repository.backups.folder.glob("new.*.tmp"),
        )
        return tuple(path for path in places if os.path.lexists(path))


def _merge(path: Path) -> str:
    return f"infoint merge-file {shlex.quote(str(path))} brings in what it has; it asks first."


def _called(misfit: Misfit) -> str:
    kind = RECORDS.get(misfit.table, misfit.table).capitalize()
    words = f" ({misfit.words})" if misfit.words else ""
    return f"{kind} {misfit.key}{words}"


def _wrong(misfit: Misfit) -> str:
    if misfit.field == "id":
        return f"{_called(misfit)} has the id of another one."
    if misfit.is_orphan:
        return f"{_called(misfit)} belongs to someone who is not there."
    field = misfit.field.replace("_id", "").replace("_", " ")
    return f"{_called(misfit)} refers to something that is not there: {field}."


def _cure(misfit: Misfit) -> str:
    if misfit.field == "id":
        return "infoint doctor --fix gives it an id of its own."
    if misfit.is_orphan:
        return "infoint doctor --fix removes it; infoint undo brings it back."
    return "infoint doctor --fix takes the reference out."


def _mended(misfit: Misfit) -> str:
    if misfit.field == "id":
        return f"{_called(misfit)} has an id of its own now."
    if misfit.is_orphan:
        return f"{_called(misfit)} is removed."
    return f"{_called(misfit)} no longer refers to what is not there."
