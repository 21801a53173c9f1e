"""The text fields of a message: finding the gaps, and using an editor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from infoint_tui.ui.kit.external_programs import edited
from infoint_tui.ui.kit.fields import AreaField, LineField

_SUBJECT = "Subject:"


class MessageText:
    """The subject and the text of a message, each in a field.

    Args:
        subject: the initial subject.
        body: the initial text.
        gaps: returns the gaps that are still left in the message.
    """

    def __init__(self, subject: str, body: str, gaps: Callable[[], list[str]]) -> None:
        self.subject = LineField("Subject", subject)
        self.body = AreaField("", body)
        self._gaps = gaps

    def show(self, subject: str, body: str) -> None:
        """Show a different message."""
        with self.body.prevent(Input.Changed, TextArea.Changed):
            self.subject.control.value = subject
            self.body.control.load_text(body)
        self.to_gap()

    def put(self, subject: str, body: str) -> None:
        """Replace the text; ctrl+z brings the old text back."""
        text = self.body.control
        with self.body.prevent(Input.Changed, TextArea.Changed):
            self.subject.control.value = subject
            text.replace(body, text.document.start, text.document.end)
        self.to_gap()

    def edit(self, make_room: Callable[[], AbstractContextManager[None]]) -> None:
        """Let the user edit the text in their own editor; the subject, if shown, is the first line.

        Args:
            make_room: a context that hands the terminal over to another program.

        Raises:
            InfointError: the editor cannot be started, ended with an error, or left no text.
        """
        subject, body = self.subject.value, self.body.value
        text = f"{_SUBJECT} {subject}\n\n{body}\n" if self.subject.display else body
        given = edited(text, make_room)
        head, _, rest = given.partition("\n")
        if self.subject.display and head.startswith(_SUBJECT):
            subject, given = head.removeprefix(_SUBJECT).strip(), rest
        self.put(subject, given.strip("\n"))

    def to_gap(self) -> None:
        """Select the first gap that is left, so that typing replaces it."""
        text = self.body.control
        gap = next((gap for gap in self._gaps() if gap in text.text), None)
        if gap:
            start = text.text.index(gap)
            row, at = text.text.count("\n", 0, start), start - text.text.rfind("\n", 0, start) - 1
            text.selection = Selection((row, at), (row, at + len(gap)))
