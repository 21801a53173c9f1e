"""Taking notes while an interview goes on: a line to type in, and the notes before it to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.kit.fields import LineInput

if TYPE_CHECKING:
    from infoint_tui.domain.records.interview import TimedNote
    from infoint_tui.domain.vocabulary import NoteKind
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.ui.screen import KeyScreen


class NoteTaking:
    """The line that takes notes, and what becomes of what is typed in it.

    A note is kept when it is entered; what is being typed is kept whenever `keep_typed` is called.

    Args:
        screen: the screen with the line, which is shown again after each change.
        conversation: the interview, which begins with the first note.
    """

    def __init__(self, screen: KeyScreen, conversation: LiveConversation) -> None:
        self._screen = screen
        self._conversation = conversation
        self.line = LineInput(conversation.interview.unfinished_note)
        self.kind: NoteKind = "note"
        """What the note being typed is kept as."""
        self.changed: TimedNote | None = None
        """The earlier note that is being changed, if one is."""
        self.is_stuck = False
        """What is typed could not be kept when the interview was to be left."""
        self._draft = ""
        """The note that was being typed when an earlier one was taken up."""

    @property
    def is_empty(self) -> bool:
        """Nothing is typed."""
        return not self.line.value.strip()

    def keep_typed(self) -> None:
        """Keep the note being typed, for a start after a crash."""
        typed = self._draft if self.changed else self.line.value
        if typed != self._conversation.interview.unfinished_note:
            try:
                self._conversation.typing(typed)
            except InfointError as error:
                self._screen.show_error_once(error)

    def did(self, step: Callable[[], object]) -> bool:
        """Carry a step of the interview out and show what came of it.

        Returns:
            Whether it could be done; if it could not, the error was shown.
        """
        try:
            step()
        except InfointError as error:
            self._screen.show_error(error)
            return False
        self._screen.reload()
        return True

    def keep(self) -> bool:
        """Keep what is typed, as a note or in the place of one.

        Returns:
            Whether nothing is left to keep.
        """
        text, kind, changed = self.line.value, self.kind, self.changed
        if changed is not None:
            is_kept = self.did(lambda: self._conversation.correct(changed, text))
        elif text.strip():
            is_kept = self.did(lambda: self._conversation.note(text, kind))
        else:
            return True
        if is_kept:
            self.go_on()
        return is_kept

    def keep_as(self, kind: NoteKind) -> None:
        """Keep what is typed as a note of that kind; with nothing typed, what comes next."""
        if self.changed is None and not self.is_empty:
            self.kind = kind
            if not self.keep():
                self._screen.reload()
        elif self.keep():
            self.kind = "note" if self.kind == kind else kind
            self._screen.reload()

    def step(self, by: int) -> None:
        """Go to the note before or after, to change it; keep what was changed in this one."""
        conversation, changed, text = self._conversation, self.changed, self.line.value
        notes = conversation.interview.notes
        at = by + (notes.index(changed) if changed in notes else len(notes))
        if not 0 <= at <= len(notes):
            self._screen.inform(f"There is no note {'before' if by < 0 else 'after'}.")
        elif (
            changed is None
            or text == changed.text
            or self.did(lambda: conversation.correct(changed, text))
        ):
            kept = conversation.interview.notes
            at -= (by > 0) * (len(notes) - len(kept))  # one that was emptied is gone
            if at < len(kept):
                self._take_up(kept[at])
            else:
                self.go_on()

    def go_on(self) -> None:
        """Go on with the note that was being typed; one being changed stays as it was."""
        draft, self._draft, self.changed = self._draft, "", None
        self._type(draft)

    def _take_up(self, note: TimedNote) -> None:
        """Change an earlier note."""
        if self.changed is None:
            self._draft = self.line.value
        self.changed = note
        self._type(note.text)

    def _type(self, text: str) -> None:
        self.kind = "note"
        self.is_stuck = False
        self.line.value = text
        self.line.cursor_position = len(text)
        self._screen.reload()


class TakesNotes(Protocol):
    """A screen on which notes are taken."""

    notes: NoteTaking


def advice(screen: TakesNotes) -> None:
    """Note what is typed as advice; with nothing typed, what comes next."""
    screen.notes.keep_as("advice")


def name(screen: TakesNotes) -> None:
    """Note what is typed as somebody they named; with nothing typed, what comes next."""
    screen.notes.keep_as("name")


def skill(screen: TakesNotes) -> None:
    """Note what is typed as a skill they wish they had; with nothing typed, what comes next."""
    screen.notes.keep_as("skill")


def fix_note(screen: TakesNotes) -> None:
    """Take up the note before, to change it; again, the one before that."""
    screen.notes.step(-1)


def note_after(screen: TakesNotes) -> None:
    """Go back to the note after; the last is the one being typed."""
    screen.notes.step(1)
