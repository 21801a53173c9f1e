"""A to-do that came out of an interview."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from infoint_tui.domain.vocabulary import FOLLOW_UP_LABELS, FollowUpKind, Party
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField
from infoint_tui.ui.kit.when_field import WhenField

_PARTIES: tuple[tuple[Party, str], ...] = (("me", "me"), ("them", "them"))


class FollowUpEntry(Struct, frozen=True):
    """What needs to be done; the field names are those of `follow_ups.note`."""

    text: str
    kind: FollowUpKind
    owed_by: Party
    due: date | None


class FollowUpDialog(FieldDialog[FollowUpEntry]):
    """Ask what needs to be done.

    Args:
        name: who gave the advice, or who the promise was made with.
        today: the user's day.
        entry: the to-do to correct; None for a new one.
    """

    def __init__(self, name: str, today: date, entry: FollowUpEntry | None = None) -> None:
        known = entry or FollowUpEntry("", "advice", "me", None)
        self._text = LineField("What", known.text, required=True)
        self._kind = ChoiceField("Kind", _kinds(entry), known.kind)
        self._owed_by = ChoiceField("Who does it", _PARTIES, known.owed_by)
        due = known.due.isoformat() if known.due else ""
        self._due = WhenField("Due", today, initial=due, optional=True)
        super().__init__(f"To-do with {name}", (self._text, self._kind, self._owed_by, self._due))

    def result(self) -> FollowUpEntry:
        """Return what needs to be done; if the day is blank, the rules choose it."""
        return FollowUpEntry(self._text.value, self._kind.value, self._owed_by.value, self._due.day)


def _kinds(entry: FollowUpEntry | None) -> tuple[tuple[FollowUpKind, str], ...]:
    """Return the kinds to choose from: a name stays a name, and nothing else becomes one."""
    if entry is None:
        return tuple(FOLLOW_UP_LABELS.items())
    is_name = entry.kind == "introduction"
    return tuple(
        each for each in FOLLOW_UP_LABELS.items() if (each[0] == "introduction") == is_name
    )
