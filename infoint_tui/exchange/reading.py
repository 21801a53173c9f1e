"""Reading everything that an import was given, each file in its own format."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.errors import ImportFileError, InvalidInputError
from infoint_tui.domain.basics.progress import share_of
from infoint_tui.domain.basics.text import quoted
from infoint_tui.exchange.columns import no_column, told_here
from infoint_tui.exchange.decoding import EncodingError
from infoint_tui.exchange.formats import BY_KEY, FORMATS, IN, Format
from infoint_tui.exchange.incoming import Parsed, ReadOptions
from infoint_tui.exchange.linkedin_messages import LastMessages, is_messages, read_messages
from infoint_tui.exchange.misfits import check_file
from infoint_tui.exchange.people_in_tables import ColumnsError
from infoint_tui.exchange.source import Source, check_size

_ARCHIVE = frozenset(
    (
        *("messages.csv", "invitations.csv", "profile.csv", "positions.csv", "skills.csv"),
        *("registration.csv", "email addresses.csv", "phonenumbers.csv", "education.csv"),
    )
)
"""Files that LinkedIn's archive has in its first part."""
_MOST_NAMED = 8


class ReadFiles(Struct, frozen=True):
    """What was read."""

    parts: tuple[Parsed, ...]
    """What each file has, in their order."""
    names: tuple[str, ...]
    """What to call these files."""
    notes: tuple[str, ...] = ()
    """Which other files were left out, and why."""
    messages: LastMessages | None = None
    """When the last messages on LinkedIn were, if that was asked for."""


def read_sources(
    found: Sequence[Source],
    options: ReadOptions,
    name: str,
) -> ReadFiles:
    """Read the people in some files.

    Args:
        found: the files.
        options: how to read them.
        name: what to call all of them together.

    Raises:
        ImportFileError: nobody is in any of them; the error says what they are.
        InvalidInputError: an option names something that is not there.
    """
    _check_format(options.format)
    parts: list[Parsed] = []
    names: list[str] = []
    errors: list[ImportFileError] = []
    messages = None
    tables = found
    if options.messages:
        tables = [source for source in found if not is_messages(source)]
        last = next((source for source in found if is_messages(source)), None)
        messages = read_messages(last, options.encoding) if last else None
    for at, source in enumerate(tables):
        share = share_of(options.progress, at, len(tables))
        own = replace(options, progress=share, is_one_of_several=len(tables) > 1)
        try:
            parts.append(read_source(source, own))
            names.append(source.name)
        except ImportFileError as error:
            if len(found) == 1 or isinstance(error, EncodingError):
                raise
            errors.append(error)
        if options.progress:
            options.progress(at + 1, len(tables))
    _check_columns(options, parts, errors)
    notes = [error.message for error in errors]
    if any(part.source == "linkedin" for part in parts) and len(found) > 1:
        parts, names, left = _only_connections(parts, names)
        notes = [f"Left out: {', '.join(left)}."] if left else []
    if not any(part.people or part.records for part in parts) and messages is None:
        raise _nobody(name, parts, names, errors, found)
    return ReadFiles(tuple(parts), tuple(names), tuple(notes[:_MOST_NAMED]), messages)


def _check_format(key: str) -> None:
    if key not in ("auto", *IN):
        raise InvalidInputError(
            f"{quoted(key)} is not a format that can be imported.",
            f"Use one of: auto, {', '.join(IN)}.",
        )


def _check_columns(
    options: ReadOptions, parts: Sequence[Parsed], errors: Sequence[ImportFileError]
) -> None:
    """Check that each column that the user told about is in one of the files."""
    tables = [part.columns for part in parts]
    tables += [each.columns for each in errors if isinstance(each, ColumnsError)]
    names = [column.name for columns in tables for column in columns]
    for name in options.columns:
        if not told_here(names, {name: ""}):
            raise no_column(name, names)


def read_source(source: Source, options: ReadOptions) -> Parsed:
    """Read one file in its own format, or in the one that the options name.

    Raises:
        ImportFileError: it has no people that can be read.
        InvalidInputError: an option names something that is not there.
    """
    check_size(source)
    check_file(source)
    read = _format_of(source, options).read
    assert read is not None
    return read(source, options)


def _format_of(source: Source, options: ReadOptions) -> Format:
    if options.format != "auto":
        return BY_KEY[options.format]
    known = (each for each in FORMATS if each.recognizes and each.recognizes(source))
    return next(known, BY_KEY["csv"])


def _only_connections(
    parts: Sequence[Parsed], names: Sequence[str]
) -> tuple[list[Parsed], list[str], list[str]]:
    """Return LinkedIn's connections of an archive, and the names of the other tables in it."""
    both = list(zip(parts, names, strict=True))
    mine = [each for each in both if each[0].source not in ("csv", "outlook")]
    left = [name.rpartition("/")[2] for part, name in both if part.source in ("csv", "outlook")]
    return [part for part, _ in mine], [name for _, name in mine], left


def _nobody(
    name: str,
    parts: Sequence[Parsed],
    names: Sequence[str],
    errors: Sequence[ImportFileError],
    found: Sequence[Source],
) -> ImportFileError:
    """Return the error for files in which nobody is: what they are, and what is wrong with them."""
    inside = [source.base for source in found]
    if len(_ARCHIVE.intersection(inside)) > 1 or (inside != ["messages.csv"] and len(errors) > 1):
        listed = ", ".join(source.name.rpartition("/")[2] for source in found[:_MOST_NAMED])
        if _ARCHIVE.intersection(inside):
            return ImportFileError(
                f"{name} is the first part of LinkedIn's archive, without your connections. In it: "
                f"{listed}.",
                "The connections come in the second part, a day or so later: import that one.",
            )
    columns = next((each for each in errors if isinstance(each, ColumnsError)), None)
    if columns or (errors and not parts):
        return columns or errors[0]
    first = next(
        ((file, each) for part, file in zip(parts, names, strict=True) for each in part.problems),
        None,
    )
    skipped = sum(part.skipped for part in parts)
    why = "there is nothing below the column names"
    if first:
        total = sum(len(part.problems) for part in parts)
        records = "1 unusable record" if total == 1 else f"{total} unusable records"
        why = f"{records}; the first is line {first[1].line}: {first[1].reason}"
    elif skipped:
        why = "all in it are hidden profiles"
    return ImportFileError(f"Nobody can be imported from {name}: {why}.")
