"""The facts of a conversation: when and how it was, what it was for, and where it led."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.vocabulary import RESULT_WORDS
from infoint_tui.ui.dialogs.intent import intent_field
from infoint_tui.ui.dialogs.schedule import FORMATS, read_minutes
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import AreaField, Field, LineField
from infoint_tui.ui.kit.when_field import WhenField

if TYPE_CHECKING:
    from infoint_tui.domain.records.interview import Interview


class FactsDialog(FieldDialog[dict[str, Any]]):
    """Correct the facts of a conversation; the result has its fields by name.

    Args:
        name: who it is with.
        today: the user's day.
        interview: the conversation.
        goals: the goals it can help decide: the id and the title of each.
    """

    def __init__(
        self,
        name: str,
        today: date,
        interview: Interview,
        goals: tuple[tuple[str, str], ...] = (),
    ) -> None:
        held = interview.held_on
        self._held = WhenField(
            "Talked on", today, initial=held.isoformat() if held else "", toward="past"
        )
        self._minutes = LineField(
            "Minutes", str(interview.minutes), required=True, check=read_minutes
        )
        no_goal: tuple[tuple[str | None, str], ...] = ((None, "no goal"),)
        chosen = interview.goal_id if interview.goal_id in dict(goals) else None
        self._interview = interview
        self._named: dict[str, Field] = {
            "format": ChoiceField("How", FORMATS, interview.format),
            "place": LineField("Place", interview.place),
            "i_pay": yes_no("I pay", interview.i_pay),
            "intent": intent_field(interview.intent),
            "outcome": AreaField("I wanted", interview.outcome),
            "research": AreaField("Research", interview.research),
            "belief": AreaField("I believed", interview.belief),
            "about_me": AreaField("About me", interview.about_me),
            "result": ChoiceField("It led to", tuple(RESULT_WORDS.items()), interview.result),
        }
        if goals:
            self._named["goal_id"] = ChoiceField("Goal", (*no_goal, *goals), chosen)
        first = (self._held, self._minutes) if held else (self._minutes,)
        super().__init__(f"Your conversation with {name}", (*first, *self._named.values()))

    def result(self) -> dict[str, Any]:
        """Return the fields that were changed, by name."""
        found = {key: field.value for key, field in self._named.items() if field.is_changed}
        if self._minutes.is_changed:
            found["minutes"] = read_minutes(self._minutes.value)
        if self._interview.held_on and self._held.is_changed:
            found["held_on"] = self._held.day
        return found
