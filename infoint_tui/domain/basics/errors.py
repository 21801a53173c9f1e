"""Errors people can act on. They share one root, and each says what is wrong and what to do."""

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
    """A value that a person typed cannot be used."""

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
        is_hopeless: whether nothing typed next can put it right, as after "30 feb".
    """

    def __init__(self, message: str, hint: str = "", *, is_hopeless: bool = False) -> None:
        super().__init__(message, hint)
        self.is_hopeless = is_hopeless


class NotFoundError(InfointError):
    """No record has that name or id."""

    exit_code = 3


class AmbiguousError(InfointError):
    """Several contacts match that name.

    Args:
        message: what was asked for.
        candidates: one line for each contact that matches.
    """

    exit_code = 4

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message, "Use the full name or the id.")
        self.candidates = candidates


class RuleError(InfointError):
    """The step does not fit what has happened so far; for example, a request is already open."""


class StoreError(InfointError):
    """The database file cannot be read or written."""


class DamagedFileError(StoreError):
    """The file is empty or is not JSON of the expected shape. It is left as it was."""


class ForeignFileError(StoreError):
    """The file belongs to another program. It is left as it was."""


class NewerFileError(StoreError):
    """The file was written by a newer version. It is left as it was."""


class MissingFileError(StoreError):
    """The file was there, and now it is gone. Nothing is written in its place."""


class LockedError(StoreError):
    """Another program held the file for longer than we wait."""


class ConflictError(StoreError):
    """A document was changed after it was read, or after the step that should be undone."""


class ImportFileError(InfointError):
    """A file to import was not recognized at all."""
