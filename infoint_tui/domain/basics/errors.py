"""Errors people can act on: each says what is wrong and what to do. They share one base class."""

from __future__ import annotations


class InfointError(Exception):
    """The root of every error this program raises on purpose.

    Args:
        message: what is wrong, and where.
        hint: what to do about it; empty when the message already says so.
    """

    exit_code = 1
    """The exit code of the command line."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InvalidInputError(InfointError):
    """A value that someone typed cannot be used."""

    exit_code = 2


class SettingsError(InvalidInputError):
    """settings.toml cannot be used."""

    exit_code = 1


class TemplateError(InvalidInputError):
    """A template for messages cannot be used."""

    exit_code = 1


class DateError(InvalidInputError):
    """A day or time that the date grammar does not know, or that does not exist.

    Args:
        message: what is wrong.
        hint: what to do about it.
        is_hopeless: whether no further typing can fix it, as after "30 feb".
    """

    def __init__(self, message: str, hint: str = "", *, is_hopeless: bool = False) -> None:
        super().__init__(message, hint)
        self.is_hopeless = is_hopeless


class NotFoundError(InfointError):
    """No record has that name or id."""

    exit_code = 3


class AmbiguousError(InfointError):
    """Several people or goals match that name.

    Args:
        message: what was asked for.
        candidates: one line for each that matches.
        hint: what to do.
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        candidates: tuple[str, ...],
        hint: str = "Use the full name or the id.",
    ) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class RuleError(InfointError):
    """The step is not possible at this point; for example, a request is already open."""


class StoreError(InfointError):
    """The database file cannot be read or written."""


class DamagedFileError(StoreError):
    """The file is empty or is not JSON of the expected shape. It is left unchanged."""


class ForeignFileError(StoreError):
    """The file belongs to another program. It is left unchanged."""


class NewerFileError(StoreError):
    """The file was written by a newer version. It is left unchanged."""


class MissingFileError(StoreError):
    """The file existed and is now gone. Nothing is written in its place."""


class OvertakenError(StoreError):
    """Another program replaced the file since it was read. Its file is left unchanged."""


class ReadOnlyError(StoreError):
    """The file, or its folder, can be read but not written."""


class LockedError(StoreError):
    """Another program kept the file locked for longer than we wait.

    Args:
        message: what is wrong, and where.
        hint: what to do about it.
        holder: who holds the file, as in "infoint, process 1234"; "" if that is not known.
    """

    def __init__(self, message: str, hint: str = "", holder: str = "") -> None:
        super().__init__(message, hint)
        program, _, process = holder.partition(", ")
        self.who = f"{program} ({process})" if process else "another program"
        """Who holds the file, in words."""


class ConflictError(StoreError):
    """A document was changed after it was read, or after the step to be undone."""


class ImportFileError(InfointError):
    """A file to import was not recognized."""
