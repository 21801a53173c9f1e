"""Fields of a dialog: a label, a control, and a line below for what is understood or wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Generic, Literal, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from infoint_tui.domain.calendar import Toward, When, describe, parse_day, parse_when
from infoint_tui.domain.errors import InvalidInputError
from infoint_tui.domain.text import clean_line, clean_text, has_unsafe
from infoint_tui.ui.drawing import cell_len, fit

T = TypeVar("T")
Tone = Literal["muted", "warning", "error"]
Check = Callable[[str], object]
"""Raises InvalidInputError, in words, when it cannot use the text."""


class LineInput(Input):
    """An input that never holds a control character, however it got there."""

    def __init__(self, value: str = "", placeholder: str = "", *, select: bool = False) -> None:
        super().__init__(value, placeholder, select_on_focus=select)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Drop control characters; a tab or a line break becomes a space."""
        return "".join(" " if sign in "\t\r\n" else sign for sign in value if not has_unsafe(sign))

    def _on_paste(self, event: events.Paste) -> None:
        # Textual goes on with this text, and would keep its first line only.
        event.text = " ".join(event.text.splitlines())


class TextBox(TextArea):
    """A text of several lines; tab leaves it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(clean_text(text), highlight_cursor_line=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Begin behind the text that is there."""
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_text(event.text)  # Textual goes on with this text


class ChoiceLine(Widget, Generic[T], can_focus=True):
    """One of a few values, on one line; arrows or space go to another.

    All are shown if they fit, else the chosen one and its place among them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("enter", "enter", show=False),
    ]

    place: reactive[int] = reactive(0)
    """The index of the chosen value."""

    class Entered(Message):
        """Enter was pressed."""

    def __init__(self, options: tuple[tuple[T, str], ...], value: T) -> None:
        super().__init__()
        self._options = options
        self.set_reactive(ChoiceLine.place, [each for each, _ in options].index(value))

    @property
    def value(self) -> T:
        """The chosen value."""
        return self._options[self.place][0]

    def action_step(self, by: int) -> None:
        """Choose the next value, or the one before; the first follows the last."""
        self.place = (self.place + by) % len(self._options)

    def action_enter(self) -> None:
        """Tell that this field is done."""
        self.post_message(self.Entered())

    def render_line(self, y: int) -> Strip:
        """Draw the values."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        chosen, other = self._style("chosen"), self._style("other")
        if self._fits(width):
            segments = [
                Segment(f"▸ {label}  ", chosen)
                if at == self.place
                else Segment(f"  {label}  ", other)
                for at, (_, label) in enumerate(self._options)
            ]
        else:
            place = f"{self.place + 1} of {len(self._options)}"
            room = max(0, width - len(place) - 3)
            label = fit(f"◂ {self._options[self.place][1]} ▸", room)
            segments = [Segment(label, chosen), Segment(f"  {place}", other)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """A click chooses a value; where only one is shown, the next."""
        at = 0
        for place, (_, label) in enumerate(self._options if self._fits(self.size.width) else ()):
            at += cell_len(label) + 4
            if event.x < at:
                self.place = place
                return
        self.action_step(1)

    def _fits(self, width: int) -> bool:
        return sum(cell_len(label) + 4 for _, label in self._options) - 2 <= width

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"choice--{part}", partial=True)


class Field(Vertical):
    """A label, a control, and a line for words about it."""

    def __init__(self, label: str, control: Widget) -> None:
        super().__init__()
        self.label = clean_line(label)
        self.control = control
        self._said: tuple[str, Tone] = ("", "muted")
        self._note = Static("", classes="note")
        self._note.display = False

    def compose(self) -> ComposeResult:
        """The label and the control on a line, the words below."""
        with Horizontal():
            yield Static(Content(self.label), classes="label")
            yield self.control
        yield self._note

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
        """Show the label muted."""
        self.remove_class("-focused")

    def look(self) -> None:
        """The text changed: what was wrong may be right now."""
        self.say("")

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
        self._note.display = bool(words)
        self._note.set_classes(f"note -{tone}")
        self._note.update(Content(clean_line(words)))


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
    """A text of several lines."""

    control: TextBox

    def __init__(self, label: str, value: str = "", *, required: bool = False) -> None:
        super().__init__(label, TextBox(value))
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


class ChoiceField(Field, Generic[T]):
    """One of a few values."""

    control: ChoiceLine[T]

    def __init__(self, label: str, options: tuple[tuple[T, str], ...], value: T) -> None:
        super().__init__(label, ChoiceLine(options, value))
        self._before = value

    @property
    def value(self) -> T:
        """The chosen value."""
        return self.control.value

    @property
    def is_changed(self) -> bool:
        """Whether another value is chosen than at first."""
        return self.value != self._before


def yes_no(label: str, value: bool) -> ChoiceField[bool]:
    """Return a field for yes or no."""
    return ChoiceField(label, ((True, "yes"), (False, "no")), value)


class WhenField(Field):
    """A day, perhaps with a time, as people say it; what was understood stands below.

    Args:
        label: what it is.
        today: the day it is.
        initial: what stands in it at first.
        toward: "past" for what has happened: such a day cannot be still to come.
        needs_time: a time has to be given with the day; else there cannot be one.
        optional: it may stay blank.
    """

    control: LineInput

    def __init__(
        self,
        label: str,
        today: date,
        *,
        initial: str = "",
        toward: Toward = "future",
        needs_time: bool = False,
        optional: bool = False,
    ) -> None:
        super().__init__(label, LineInput(initial, select=True))
        self._before = clean_line(initial)
        self._today = today
        self._toward: Toward = toward
        self._needs_time = needs_time
        self._optional = optional

    def on_mount(self) -> None:
        """Show what the first text means."""
        self.look()

    def look(self) -> None:
        """Show what the text means."""
        if not clean_line(self.control.value):
            self.say(self._forms)
            return
        try:
            when = self.value
        except InvalidInputError as error:
            self.say(error.message, "warning")
            return
        assert when is not None  # only a blank text means no day
        words = describe(when, self._today)
        if self._toward == "future" and when.day < self._today:
            self.say(f"{words}; that is in the past", "warning")
        else:
            self.say(words)

    @property
    def value(self) -> When | None:
        """The day, with a time if there is to be one; None when blank.

        Raises:
            InvalidInputError: it is not understood, or does not fit.
        """
        text = clean_line(self.control.value)
        if not text:
            if self._optional:
                return None
            raise InvalidInputError("A day is missing.", self._forms)
        if not self._needs_time:
            when = When(parse_day(text, self._today, toward=self._toward))
        else:
            when = parse_when(text, self._today, toward=self._toward)
            if when.time is None:
                understood = describe(when, self._today)
                raise InvalidInputError(f"{understood}; at what time?", "Add 15:00 or 3pm.")
        if self._toward == "past" and when.day > self._today:
            raise InvalidInputError(f"{describe(when, self._today)}: that day is still to come.")
        return when

    @property
    def day(self) -> date | None:
        """The day; None when blank."""
        when = self.value
        return when.day if when else None

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the first one."""
        return clean_line(self.control.value) != self._before

    def problem(self) -> str:
        """Say why it cannot be used."""
        try:
            self.value  # noqa: B018  # reading it is the check
        except InvalidInputError as error:
            return str(error)
        return ""

    @property
    def _forms(self) -> str:
        if self._needs_time:
            return "tomorrow 3pm, tue 15:00, 3 dec 14:00"
        return (
            "today, yesterday, mon, 3d ago, 18 nov"
            if self._toward == "past"
            else "tomorrow, tue, +3d, 2w, 3 dec"
        )
