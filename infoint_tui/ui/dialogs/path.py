"""Which file to import people from."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.domain.search.completion import Candidate
from infoint_tui.paths import expanded
from infoint_tui.ui.dialogs.completing_field import CompletingField
from infoint_tui.ui.kit.dialog import FieldDialog

_MOST_LISTED = 2000
"""How many names in a folder are looked at."""


class PathField(CompletingField):
    """A path, completed from what is in its folder.

    Args:
        label: the field's label.
        value: the initial path.
        hint: shown while the field is empty.
    """

    def __init__(self, label: str, value: str = "", *, hint: str = "") -> None:
        super().__init__(label, value, source=lambda: (), hint=hint)

    @property
    def known(self) -> tuple[Candidate, ...]:
        """What is in the folder that was typed so far; a folder ends with a slash."""
        typed = self.control.value
        start = typed[: typed.rfind("/") + 1]
        try:
            with os.scandir(os.path.expanduser(start or ".")) as found:
                names = [
                    f"{each.name}/" if each.is_dir() else each.name
                    for each, _ in zip(found, range(_MOST_LISTED), strict=False)
                    if not each.name.startswith(".")
                ]
        except (OSError, ValueError):  # ValueError: no folder can have that name
            return ()
        return tuple(map(Candidate, sorted(names)))

    def part(self) -> tuple[int, int]:
        """Return the start and end of the last name in the path."""
        typed = self.control.value
        return typed.rfind("/") + 1, len(typed)

    def problem(self) -> str:
        """Say that it is blank, if it is."""
        return "" if self.control.value.strip() else f"{self.label}: this cannot be blank."


class PathDialog(FieldDialog[str]):
    """Ask for a file.

    Args:
        initial: the path to start with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Import them.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("enter", "import", "save"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, initial: str = "") -> None:
        self._path = PathField(
            "File", initial, hint="LinkedIn, Google, Outlook, a vCard, a spreadsheet; ~ is home"
        )
        super().__init__("Import people", (self._path,))

    def result(self) -> str:
        """Return the path exactly as typed, including any spaces within it."""
        return self._path.control.value


def typed_path(text: str) -> Path:
    """Return the path someone typed, or dropped onto the terminal, which quotes or escapes it.

    Args:
        text: must not be blank; `~` is the home folder, and a `file://` URL becomes a path.

    Raises:
        InvalidInputError: it begins with ~ and a user who is not there.
    """
    plain = text.strip()
    if plain.lower().startswith("file://"):
        from infoint_tui.exchange.source import plain_path

        return plain_path(plain)
    if len(plain) > 1 and plain[0] in "'\"" and plain[-1] == plain[0]:
        plain = plain[1:-1]
    elif os.sep == "/":
        plain = re.sub(r"\\(.)", r"\1", plain)
    return expanded(Path(plain))
