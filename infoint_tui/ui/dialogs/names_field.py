"""Who someone suggested, a line each, and whether the user may mention who suggested them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.domain.people.introductions import (
    MENTION_WORDS,
    SuggestedPerson,
    read_name,
    without_answer,
)
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.fields import AreaField, Tone
from infoint_tui.ui.kit.key_help import KeyLines

_ANSWERS: tuple[bool | None, ...] = (None, True, False)
_KEY = "f6"


def mention_field(giver: str) -> ChoiceField[bool | None]:
    """Return a field for whether the user may mention who suggested someone."""
    options = tuple((answer, MENTION_WORDS[answer] or "not asked") for answer in _ANSWERS)
    return ChoiceField(f"May I mention {giver}?", options, None)


class NamesField(AreaField):
    """A field with a name on each line.

    Args:
        label: what it is.
        people: who is in it at first.
        giver: who suggested them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_KEY, "next_answer", show=False, priority=True)  # not the text's "select line"
    ]
    KEYS: ClassVar[tuple[KeyLines, ...]] = (KeyLines(_KEY, "May you mention who suggested them?"),)

    def __init__(self, label: str, people: Iterable[SuggestedPerson], giver: str) -> None:
        first = tuple(people)
        self._known = {person.but(may_mention=None).words: person for person in first}
        self._giver = giver
        hint = "one per line: Teo Maran, Tide Power"
        super().__init__(label, "\n".join(person.words for person in first), hint=hint)

    def on_mount(self) -> None:
        """Ask about the names that came from the notes."""
        self.call_after_refresh(self.look)

    @property
    def people(self) -> tuple[SuggestedPerson, ...]:
        """Who is in it; a line that was not changed is still the same person."""
        return tuple(filter(None, map(self._person, self.value.splitlines())))

    def _person(self, line: str) -> SuggestedPerson | None:
        who, may_mention = without_answer(line)
        known = self._known.get(who) or read_name(who)
        return known and known.but(may_mention=may_mention)

    def remark(self) -> tuple[str, Tone]:
        """Return the question for the first name it has no answer for."""
        open_ = next((each.name for each in self.people if each.may_mention is None), "")
        asks = f"May you mention {self._giver} to {open_}? {_KEY}: yes, or ask first."
        return (asks if open_ else ""), "muted"

    def action_next_answer(self) -> None:
        """Change the answer of the line with the cursor: yes, ask first, not asked."""
        box = self.control
        row, _ = box.cursor_location
        line = box.document.get_line(row)
        who, before = without_answer(line)
        if who:
            answer = _ANSWERS[(_ANSWERS.index(before) + 1) % len(_ANSWERS)]
            words = " | ".join(filter(None, (who, MENTION_WORDS[answer])))
            box.replace(words, (row, 0), (row, len(line)))
            box.move_cursor((row, len(words)))
