"""Dialog fields: a label, a control, and a line below that says what is understood or wrong."""

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
from infoint_tui.domain.basics.text import clean_line, clean_text, is_unsafe
from infoint_tui.ui.kit.drawing import cut, wrap
from infoint_tui.ui.kit.key_help import KeyLines
from infoint_tui.ui.kit.typed_line import TypedLine

Tone = Literal["muted", "warning", "error"]
Check = Callable[[str], object]
"""Raises InvalidInputError, with a readable message, if the text is not valid."""


class LineInput(TypedLine):
    """An input that never contains control characters, no matter where its text comes from."""

    def __init__(self, value: str = "", placeholder: str = "", *, select: bool = False) -> None:
        super().__init__(value, placeholder, select_on_focus=select)
        self.cursor_blink = False
        self._hint = placeholder

    def on_resize(self) -> None:
        """Cut the hint to fit the new width."""
        self.placeholder = cut(self._hint, self.content_size.width)

    def validate_value(self, value: str) -> str:
        """Drop control characters; a tab or a line break becomes a space."""
        return "".join(" " if sign in "\t\r\n" else sign for sign in value if not is_unsafe(sign))

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one; Textual inserts this text, and would keep only the first line."""
        event.text = " ".join(event.text.splitlines())


class TextBox(TextArea):
    """A text area for several lines; tab moves to the next field."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(clean_text(text), highlight_cursor_line=False, placeholder=placeholder)
        self.cursor_blink = False
        self._hint = placeholder

    def on_resize(self) -> None:
        """Cut the hint to the new size."""
        self.placeholder = "\n".join(wrap(self._hint, *self.content_size))

    def on_mount(self) -> None:
        """Start at the end of the existing text."""
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Paste only what is safe for a terminal; Textual then inserts this text."""
        event.text = clean_text(event.text)


class Field(Vertical):
    """A label, a control, and a line of text about it."""

    KEYS: ClassVar[tuple[KeyLines, ...]] = ()
    """The keys that work only in this kind of field, for the help."""

    is_beside = False
    """Whether it shares a row with the field before it, where there is room."""
    is_below = False
    """Whether its label is a sentence, so that the control goes below it."""
    aside = ""
    """A quiet remark after the control, where there is room."""

    def __init__(self, label: str, control: Widget) -> None:
        super().__init__()
        self.label = clean_line(label)
        self.control = control
        self._said: tuple[str, Tone] = ("", "muted")
        self._note: Static | None = None
        self._indent: int | None = None
        self._is_judged = False

    def compose(self) -> ComposeResult:
        """Yield the label and the control on one line, and the text below."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield self.control
            if self.aside:
                yield Static(Content(self.aside), classes="aside")

    def line_up(self, width: int | None) -> None:
        """Give the label `width` cells beside the control; None puts it above."""
        self.set_class(width is None, "-stacked")
        self._indent = None if width is None else width + 1
        if width is not None:
            self.query_one(".label").styles.width = width
        if self._note is not None:
            self._note.styles.padding = self._padding

    def on_input_changed(self) -> None:
        """Check the text again."""
        self.look()

    def on_text_area_changed(self) -> None:
        """Check the text again."""
        self.look()

    def on_descendant_focus(self) -> None:
        """Show the label in the accent color."""
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """Mute the label, and show what is wrong with what was typed."""
        self.remove_class("-focused")
        if self.is_changed:
            self.judge()

    def on_click(self) -> None:
        """Go to the control when the label is clicked."""
        self.control.focus()

    def judge(self) -> bool:
        """Show what is wrong with the field's value; return whether it is valid.

        If something is wrong, the value is checked again on every letter until it is right.
        """
        words = self.problem()
        self._is_judged = bool(words)
        self.say(*((words, "error") if words else self.remark()))
        return not words

    def look(self) -> None:
        """Check the changed text, since an earlier problem may be fixed now."""
        if self._is_judged:
            self.judge()
        else:
            self.say(*self.remark())

    def remark(self) -> tuple[str, Tone]:
        """Return something useful to show about a text that has no known problem."""
        return "", "muted"

    @property
    def value(self) -> object:
        """The field's value, cleaned."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """True if the value differs from the initial one."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return what is wrong with the field's value; "" if nothing is."""
        return ""

    def say(self, words: str, tone: Tone = "muted") -> None:
        """Show text below the control; "" hides the line."""
        if (words, tone) == self._said:
            return  # most letters do not change anything here, and a new layout is expensive
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
    """A field for one line of text.

    Args:
        label: what it is.
        value: the initial text.
        required: it cannot be left blank.
        check: called with the text if it was changed and is not blank.
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
        """True if the text differs from the initial one."""
        return self.value != self._before

    def problem(self) -> str:
        """Return a message if the text is missing or the check failed; "" if all is well."""
        if not self.value:
            return f"{self.label}: this cannot be blank." if self._required else ""
        try:
            if self._check and self.is_changed:
                self._check(self.value)
        except InvalidInputError as error:
            return str(error)
        return ""


class AreaField(Field):
    """A field for several lines of text.

    Args:
        label: what it is.
        value: the initial text.
        required: it cannot be left blank.
        hint: shown while it is empty.
        box: the kind of text area.
    """

    control: TextBox

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        required: bool = False,
        hint: str = "",
        box: type[TextBox] = TextBox,
    ) -> None:
        super().__init__(label, box(value, hint))
        self._before = clean_text(value)
        self._required = required

    @property
    def value(self) -> str:
        """The text, cleaned."""
        return clean_text(self.control.text)

    @property
    def is_changed(self) -> bool:
        """True if the text differs from the initial one."""
        return self.value != self._before

    def problem(self) -> str:
        """Return a message if the text is missing; "" if it is not."""
        is_missing = self._required and not self.value.strip()
        return f"{self.label}: this cannot be blank." if is_missing else ""
