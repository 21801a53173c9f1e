"""Fields of a dialog: a label, a control, and a line below for what is understood or wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line, clean_text, has_unsafe
from infoint_tui.ui.kit.drawing import cut, wrap
from infoint_tui.ui.kit.key_help import KeyLines
from infoint_tui.ui.kit.typed_line import TypedLine

Tone = Literal["muted", "warning", "error"]
Check = Callable[[str], object]
"""Raises InvalidInputError, in words, when it cannot use the text."""


class LineInput(TypedLine):
    """An input that never holds a control character, however it got there."""

    def __init__(self, value: str = "", placeholder: str = "", *, select: bool = False) -> None:
        super().__init__(value, placeholder, select_on_focus=select)
        self.cursor_blink = False
        self._hint = placeholder

    def on_resize(self) -> None:
        """Cut what is shown while it is empty to the new width."""
        self.placeholder = cut(self._hint, self.content_size.width)

    def validate_value(self, value: str) -> str:
        """Drop control characters; a tab or a line break becomes a space."""
        return "".join(" " if sign in "\t\r\n" else sign for sign in value if not has_unsafe(sign))

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one; Textual goes on with this text, and would keep the first."""
        event.text = " ".join(event.text.splitlines())


class TextBox(TextArea):
    """A text of several lines; tab leaves it."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(clean_text(text), highlight_cursor_line=False, placeholder=placeholder)
        self.cursor_blink = False
        self._hint = placeholder

    def on_resize(self) -> None:
        """Cut what is shown while it is empty to the new size."""
        self.placeholder = "\n".join(wrap(self._hint, *self.content_size))

    def on_mount(self) -> None:
        """Begin behind the text that is there."""
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Paste nothing that no terminal should get; Textual goes on with this text."""
        event.text = clean_text(event.text)


class Field(Vertical):
    """A label, a control, and a line for words about it."""

    KEYS: ClassVar[tuple[KeyLines, ...]] = ()
    """What works in a field of this kind alone, for the help."""

    def __init__(self, label: str, control: Widget) -> None:
        super().__init__()
        self.label = clean_line(label)
        self.control = control
        self._said: tuple[str, Tone] = ("", "muted")
        self._note: Static | None = None
        self._indent: int | None = None
        self._is_judged = False

    def compose(self) -> ComposeResult:
        """The label and the control on a line, the words below."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield self.control

    def line_up(self, width: int | None) -> None:
        """Give the label so many cells beside the control; None puts it above."""
        self.set_class(width is None, "-stacked")
        self._indent = None if width is None else width + 1
        if width is not None:
            self.query_one(".label").styles.width = width
        if self._note is not None:
            self._note.styles.padding = self._padding

    def on_input_changed(self) -> None:
        """Look at the text again."""
        self.look()

    def on_text_area_changed(self) -> None:
        """Look at the text again."""
        self.look()

    def on_descendant_focus(self) -> None:
        """Show the label in the accent."""
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """Show the label muted, and say what is wrong with what was typed."""
        self.remove_class("-focused")
        if self.is_changed:
            self.judge()

    def on_click(self) -> None:
        """A click on the label goes to the control."""
        self.control.focus()

    def judge(self) -> bool:
        """Say what is wrong with what stands in the field; tells whether nothing is.

        What was found wrong is looked at again with every letter, until it is right.
        """
        words = self.problem()
        self._is_judged = bool(words)
        self.say(*((words, "error") if words else self.remark()))
        return not words

    def look(self) -> None:
        """The text changed: what was wrong may be right now."""
        if self._is_judged:
            self.judge()
        else:
            self.say(*self.remark())

    def remark(self) -> tuple[str, Tone]:
        """Say something useful about a text that is not known to be wrong."""
        return "", "muted"

    @property
    def value(self) -> object:
        """What stands in the field, cleaned."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in it than at first."""
        raise NotImplementedError

    def problem(self) -> str:
        """Say what is wrong with what stands in the field; empty when nothing is."""
        return ""

    def say(self, words: str, tone: Tone = "muted") -> None:
        """Show words below the control; none hide the line."""
        if (words, tone) == self._said:
            return  # most letters change nothing here, and a layout is not cheap
        self._said = (words, tone)
        if self._note is None:
            self._note = Static("")
            self._note.styles.padding = self._padding
            self.mount(self._note)
        self._note.display = bool(words)
        self._note.set_classes(f"note -{tone}")
        self._note.update(Content(clean_line(words)))

    @property
    def _padding(self) -> tuple[int, int, int, int]:
        return (0, 0, 0, 1 if self._indent is None else self._indent)


class LineField(Field):
    """One line of text.

    Args:
        label: what it is.
        value: what stands in it at first.
        required: it cannot be left blank.
        check: called with a text that was changed and is not blank.
        hint: shown while it is empty.
    """

    control: LineInput

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        required: bool = False,
        check: Check | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(label, LineInput(value, hint))
        self._before = clean_line(value)
        self._required = required
        self._check = check

    @property
    def value(self) -> str:
        """The text, as one clean line."""
        return clean_line(self.control.value)

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the first one."""
        return self.value != self._before

    def problem(self) -> str:
        """Say that it is missing, or what the check says."""
        if not self.value:
            return f"{self.label}: this cannot be blank." if self._required else ""
        try:
            if self._check and self.is_changed:
                self._check(self.value)
        except InvalidInputError as error:
            return str(error)
        return ""


class AreaField(Field):
    """A text of several lines.

    Args:
        label: what it is.
        value: what stands in it at first.
        required: it cannot be left blank.
        hint: shown while it is empty.
    """

    control: TextBox

    def __init__(
        self, label: str, value: str = "", *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__(label, TextBox(value, hint))
        self._before = clean_text(value)
        self._required = required

    @property
    def value(self) -> str:
        """The text, cleaned."""
        return clean_text(self.control.text)

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the first one."""
        return self.value != self._before

    def problem(self) -> str:
        """Say that it is missing."""
        is_missing = self._required and not self.value.strip()
        return f"{self.label}: this cannot be blank." if is_missing else ""
