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
    """

    def __init__(self, name: str, today: date) -> None:
        self._text = LineField("What", required=True)
        self._kind = ChoiceField("Kind", tuple(FOLLOW_UP_LABELS.items()), "advice")
        self._owed_by = ChoiceField("Who does it", _PARTIES, "me")
        self._due = WhenField("Due", today, optional=True)
        super().__init__(f"To-do with {name}", (self._text, self._kind, self._owed_by, self._due))

    def result(self) -> FollowUpEntry:
        """Return what needs to be done; if the day is blank, the rules choose it."""
        return FollowUpEntry(self._text.value, self._kind.value, self._owed_by.value, self._due.day)
