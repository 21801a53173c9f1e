"""The formats that people come in and go out in, one row each.

`infoint import` and `infoint export` take their choices and their help from here, and so do the
dialogs. What a format needs is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from infoint_tui.exchange.incoming import Parsed, ReadOptions
from infoint_tui.exchange.source import Source


class Format(Struct, frozen=True):
    """One format."""

    key: str
    """Its name on the command line."""
    label: str
    """What it is called."""
    suffixes: tuple[str, ...]
    """How its files end."""
    help: str
    """What `--help` says about it."""
    recognizes: Callable[[Source], bool] | None = None
    """Tells whether a file is in this format; None if its row of column names tells."""
    read: Callable[[Source, ReadOptions], Parsed] | None = None
    """Reads a file; None if it only goes out."""
    write: Callable[..., Any] | None = None
    """Writes people; None if it only comes in."""


def _read_linkedin(source: Source, _: ReadOptions) -> Parsed:
    from infoint_tui.exchange.linkedin import read_linkedin

    return read_linkedin(source.data, source.name)


def _is_vcard(source: Source) -> bool:
    return b"BEGIN:VCARD" in source.data.replace(b"\0", b"").upper()


def _read_vcard(source: Source, _: ReadOptions) -> Parsed:
    from infoint_tui.exchange.delimited import lines_of
    from infoint_tui.exchange.vcard.reading import read_vcards

    return read_vcards(lines_of(source.data))


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        "vcard",
        "vCard",
        (".vcf", ".vcard"),
        "Cards from a phone or an address book, one or many in a file.",
        recognizes=_is_vcard,
        read=_read_vcard,
    ),
    Format(
        "linkedin",
        "LinkedIn",
        (".csv",),
        "Connections.csv, alone, in the ZIP of your data, or in its folder.",
        read=_read_linkedin,
    ),
)
"""Every format, in the order in which a file is tried."""

BY_KEY: Final = {each.key: each for each in FORMATS}
