"""Taking notes during a conversation: a line to type in, and earlier notes to edit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from textual import events
from textual.message import Message

from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.ui.kit.fields import LineInput

if TYPE_CHECKING:
    from infoint_tui.domain.records.interview import TimedNote
    from infoint_tui.domain.vocabulary import NoteKind
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.ui.screen import KeyScreen


class NoteLine(LineInput):
    """The line for a note; several lines pasted at once are handed to the screen."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def on_paste(self, event: events.Paste) -> None:
        """Keep several lines apart; one line goes where the cursor is."""
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()  # Textual would insert the first line
            self.post_message(self.Pasted(lines))


class NoteTaking:
    """The line for taking notes, and what happens to what is typed in it.

    A note is saved when it is entered; unfinished text is saved whenever `keep_typed` is called.

    Args:
        screen: the screen with the line; it is refreshed after each change.
        conversation: the interview, which starts with the first note.
    """

    def __init__(self, screen: KeyScreen, conversation: LiveConversation) -> None:
        self._screen = screen
        self._conversation = conversation
        self.line = NoteLine(conversation.interview.unfinished_note)
        self.kind: NoteKind = "note"
        """The kind of note being typed."""
        self.changed: TimedNote | None = None
        """The earlier note being edited, if any."""
        self.is_stuck = False
        """True if the user tried to leave but the typed text could not be saved."""
        self._is_held = False
        self._draft = ""
        """The note that was unfinished when the user started editing an earlier one."""

    @property
    def is_empty(self) -> bool:
        """True if nothing has been typed."""
        return not self.line.value.strip()

    def keep_typed(self) -> None:
        """Save the note being typed, in case of a crash, and what waits for the file."""
        conversation = self._conversation
        typed = self._draft if self.changed else self.line.value
        try:
            if typed != conversation.interview.unfinished_note:
                conversation.typing(typed)
            with suppress(LockedError):
                conversation.save_waiting()
        except InfointError as error:
            self._screen.show_error_once(error)
        self._tell_if_held()

    def _tell_if_held(self) -> None:
        """Say that notes are kept in a draft for now, and when they are saved."""
        held = self._conversation.held
        if held is not None and not self._is_held:
            self._screen.inform(
                f"{held.who[:1].upper()}{held.who[1:]} holds the file. Until it is free, your notes"
                " are kept in a draft."
            )
        elif held is None and self._is_held:
            self._screen.inform("Saved your notes")
        self._is_held = held is not None

    def did(self, step: Callable[[], object]) -> bool:
        """Carry out a step of the interview and show the new state.

        Returns:
            False if the step failed; in that case the error was shown.
        """
        try:
            step()
        except InfointError as error:
            self._screen.show_error(error)
            return False
        self._tell_if_held()
        self._screen.reload()
        return True

    def keep(self) -> bool:
        """Save what is typed, as a new note or as a change to an earlier one.

        Returns:
            False if it could not be saved.
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

    def paste(self, lines: list[str]) -> None:
        """Take each line as a note of its own; the last one can still be finished.

        In an earlier note, and if a note cannot be saved, what is left stays together in the line.
        """
        for place, line in enumerate(lines, 1):
            self.line.insert_text_at_cursor(line)
            if place < len(lines) and (self.changed or not self.keep()):
                self.line.insert_text_at_cursor(" ".join(("", *lines[place:])))
                return

    def keep_as(self, kind: NoteKind) -> None:
        """Save the typed text as this kind of note; if there is none, set the next note's kind."""
        if self.changed is None and not self.is_empty:
            self.kind = kind
            if not self.keep():
                self._screen.reload()
        elif self.keep():
            self.kind = "note" if self.kind == kind else kind
            self._screen.reload()

    def step(self, by: int) -> None:
        """Move to the previous or next note to edit it, saving the changes to this one."""
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
            at -= (by > 0) * (len(notes) - len(kept))  # a note whose text was deleted is gone
            if at < len(kept):
                self._take_up(kept[at])
            else:
                self.go_on()

    def go_on(self) -> None:
        """Return to the unfinished note; the note being edited stays as it was."""
        draft, self._draft, self.changed = self._draft, "", None
        self._type(draft)

    def _take_up(self, note: TimedNote) -> None:
        """Start editing an earlier note."""
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
    """A screen for taking notes."""

    notes: NoteTaking


def advice(screen: TakesNotes) -> None:
    """Save what is typed as advice; if nothing is typed, mark the next note as advice."""
    screen.notes.keep_as("advice")


def name(screen: TakesNotes) -> None:
    """Save what is typed as a suggested person; if nothing is typed, mark the next note as one."""
    screen.notes.keep_as("name")


def skill(screen: TakesNotes) -> None:
    """Save what is typed as a skill they wish they had; if nothing is typed, mark the next note."""
    screen.notes.keep_as("skill")


def fix_note(screen: TakesNotes) -> None:
    """Edit the previous note; pressing the key again goes back one more."""
    screen.notes.step(-1)


def note_after(screen: TakesNotes) -> None:
    """Go to the next note; after the earlier notes comes the one being typed."""
    screen.notes.step(1)
