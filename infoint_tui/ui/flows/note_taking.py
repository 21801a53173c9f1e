"""Taking notes while an interview goes on: a line to type in, and the notes before it to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.interview import TimedNote
from infoint_tui.domain.vocabulary import NoteKind
from infoint_tui.ui.kit.fields import LineInput
from infoint_tui.ui.screen import KeyScreen

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.live import LiveConversation


class NoteTaking(KeyScreen):
    """A screen with a line that takes notes.

    A note is kept when it is entered, and what is being typed every two seconds; a line that holds
    the focus leaves only keys to act that type nothing.

    Args:
        services: the use cases.
        conversation: the interview, which begins with the first step.
        badge: what the other screens say at the right of their top line.
    """

    def __init__(self, services: Services, conversation: LiveConversation, badge: str = "") -> None:
        super().__init__(services, badge)
        self._conversation = conversation
        self._line = LineInput(conversation.interview.unfinished_note)
        self._kind: NoteKind = "note"
        self._fixing: TimedNote | None = None
        self._draft = ""
        """The note that was being typed when one before it was taken up."""
        self._is_stuck = False
        """What is typed could not be kept when the interview was to be left."""

    # --- keeping it --------------------------------------------------------------------------

    def _keep_typed(self) -> None:
        """Keep the note being typed, for a start after a crash."""
        typed = self._draft if self._fixing else self._line.value
        if typed != self._conversation.interview.unfinished_note:
            try:
                self._conversation.typing(typed)
            except InfointError as error:
                self.show_error_once(error)

    def _did(self, step: Callable[[], object]) -> bool:
        """Carry a step out and show what came of it; tells whether it could be done."""
        try:
            step()
        except InfointError as error:
            self.show_error(error)
            return False
        self.reload()
        return True

    def _settled(self) -> bool:
        """Keep what is typed, as a note or in the place of one; tells whether it is kept."""
        text, kind, fixing = self._line.value, self._kind, self._fixing
        if fixing is not None:
            is_kept = self._did(lambda: self._conversation.correct(fixing, text))
        elif text.strip():
            is_kept = self._did(lambda: self._conversation.note(text, kind))
        else:
            return True
        if is_kept:
            self._begin_note(self._draft)
        return is_kept

    def _begin_note(self, text: str, fixing: TimedNote | None = None) -> None:
        """Go on with a note, or change an earlier one."""
        if fixing is None:
            self._draft = ""
        elif self._fixing is None:
            self._draft = self._line.value
        self._fixing = fixing
        self._is_stuck = False
        self._kind = "note"
        self._line.value = text
        self._line.cursor_position = len(text)
        self.reload()

    # --- notes -------------------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter keeps the note."""
        self.action_keep_note()

    def action_keep_note(self) -> None:
        """Keep the note, or the change to one."""
        self._settled()

    def action_advice(self) -> None:
        """Note what is typed as advice; with nothing typed, what comes next."""
        self._note_as("advice")

    def action_name(self) -> None:
        """Note what is typed as somebody they named; with nothing typed, what comes next."""
        self._note_as("name")

    def action_skill(self) -> None:
        """Note what is typed as a skill they wish they had; with nothing typed, what comes next."""
        self._note_as("skill")

    def _note_as(self, kind: NoteKind) -> None:
        if self._fixing is None and self._line.value.strip():
            self._kind = kind
            if not self._settled():
                self.reload()
        elif self._settled():
            self._kind = "note" if self._kind == kind else kind
            self.reload()

    def action_fix_note(self) -> None:
        """Take up the note before, to change it; again, the one before that."""
        self._step(-1)

    def action_note_after(self) -> None:
        """Go back to the note after; the last is the one being typed."""
        self._step(1)

    def _step(self, by: int) -> None:
        """Go to the note before or after, and keep what was changed in this one."""
        conversation, fixing, text = self._conversation, self._fixing, self._line.value
        notes = conversation.interview.notes
        at = by + (notes.index(fixing) if fixing in notes else len(notes))
        if not 0 <= at <= len(notes):
            self.inform(f"There is no note {'before' if by < 0 else 'after'}.")
        elif (
            fixing is None
            or text == fixing.text
            or self._did(lambda: conversation.correct(fixing, text))
        ):
            kept = conversation.interview.notes
            at -= (by > 0) * (len(notes) - len(kept))  # one that was emptied is gone
            note = kept[at] if at < len(kept) else None
            self._begin_note(note.text if note else self._draft, note)
