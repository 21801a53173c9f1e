"""Purging someone: the name has to be typed, and texts that still mention them are listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.domain.people.identity import check_typed
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import DialogKey
from infoint_tui.ui.kit.fields import LineField

if TYPE_CHECKING:
    from infoint_tui.domain.people.traces import Mention
    from infoint_tui.services.purging import Purged


class PurgeDialog(FieldDialog[str]):
    """Ask for the name of someone who is to be removed for good.

    Args:
        purged: what would go.
    """

    DEFAULT_CSS = "PurgeDialog #words { height: auto; margin-bottom: 1; }"
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "purge", "save"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, purged: Purged) -> None:
        self._purged = purged
        check = partial(check_typed, name=purged.name)
        self._typed = LineField("Type the name", required=True, check=check)
        super().__init__(f"Purge {purged.name}?", (self._typed,))

    def compose_parts(self) -> Iterable[Widget]:
        """Yield what it means, and the field."""
        with VerticalScroll(id="body", can_focus=False):
            yield Static(Content(_warning(self._purged)), id="words")
            yield self._typed

    def result(self) -> str:
        """Return the name that was typed."""
        return self._typed.value


def _warning(purged: Purged) -> str:
    count = len(purged.mentions)
    texts = "1 other text mentions" if count == 1 else f"{count} other texts mention"
    told = f"{texts} them and will be listed for you to edit." if count else ""
    words = (
        purged.removed.sentence,
        "This can't be undone. Undo will reach back only to the last change that involves them.",
        told,
    )
    return " ".join(filter(None, words))


def mention_lines(mentions: Iterable[Mention], today: date) -> list[tuple[str, str]]:
    """Return a line for each text that still mentions them, each with its tone."""
    return [(each.in_words(full_day(each.on, today) if each.on else ""), "") for each in mentions]
