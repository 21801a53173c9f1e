"""Which file to import people from."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.paths import expanded
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField


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
        self._path = LineField(
            "File", initial, required=True, hint="LinkedIn's Connections.csv or ZIP; ~ is home"
        )
        super().__init__("Import people", (self._path,))

    def result(self) -> str:
        """Return the path exactly as typed, including any spaces within it."""
        return self._path.control.value


def typed_path(text: str) -> Path:
    """Return the path someone typed, or dropped onto the terminal, which quotes or escapes it.

    Args:
        text: must not be blank; `~` is the home folder.

    Raises:
        InvalidInputError: it begins with ~ and a user who is not there.
    """
    plain = text.strip()
    if len(plain) > 1 and plain[0] in "'\"" and plain[-1] == plain[0]:
        plain = plain[1:-1]
    elif os.sep == "/":
        plain = re.sub(r"\\(.)", r"\1", plain)
    return expanded(Path(plain))
