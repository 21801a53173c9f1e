"""A field for one of a few values, on one line."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.kit.drawing import cell_len, fit
from infoint_tui.ui.kit.fields import Field
from infoint_tui.ui.kit.key_help import CHOOSE_VALUE, KeyLines

T = TypeVar("T")


class ChoiceLine(Widget, Generic[T], can_focus=True):
    """A choice of one value out of a few, on one line; arrows or space change it.

    All values are shown if they fit. Otherwise the chosen one is shown and, if there is room, its
    position; for numbers, which already say their position, the meaning of both ends.
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

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, options: tuple[tuple[T, str], ...], value: T) -> None:
        super().__init__()
        self._options = options
        self.set_reactive(ChoiceLine.place, [each for each, _ in options].index(value))

    @property
    def value(self) -> T:
        """The chosen value."""
        return self._options[self.place][0]

    @property
    def label(self) -> str:
        """What the chosen value is called."""
        return self._options[self.place][1]

    def choose(self, label: str) -> None:
        """Choose the value that is called this; do nothing if none is."""
        labels = [each for _, each in self._options]
        if label in labels:
            self.place = labels.index(label)

    def watch_place(self) -> None:
        """Report the change."""
        self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        """Choose the next or the previous value, wrapping around at the ends."""
        self.place = (self.place + by) % len(self._options)

    def action_enter(self) -> None:
        """Report that the user is done with this field."""
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
            label, place = f"◂ {self.label} ▸", f"  {self._place_in_words()}"
            room = max(0, width - len(place) - 1)
            if cell_len(label) > room:
                room, place = width, ""
            segments = [Segment(fit(label, room), chosen), Segment(place, other)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the value that was clicked, or the next one if only one is shown."""
        at = 0
        for place, (_, label) in enumerate(self._options if self._fits(self.size.width) else ()):
            at += cell_len(label) + 4
            if event.x < at:
                self.place = place
                return
        self.action_step(1)

    def _place_in_words(self) -> str:
        numbers = [
            label for value, label in self._options if type(value) is int and label[:1].isdigit()
        ]
        if numbers:
            return f"{numbers[0]}, {numbers[-1]}"
        return f"{self.place + 1} of {len(self._options)}"

    def _fits(self, width: int) -> bool:
        return sum(cell_len(label) + 4 for _, label in self._options) - 2 <= width

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"choice--{part}", partial=True)


class ChoiceField(Field, Generic[T]):
    """A field for one of a few values."""

    KEYS: ClassVar[tuple[KeyLines, ...]] = (CHOOSE_VALUE,)

    control: ChoiceLine[T]

    def __init__(self, label: str, options: tuple[tuple[T, str], ...], value: T) -> None:
        super().__init__(label, ChoiceLine(options, value))
        self._before = value

    @property
    def value(self) -> T:
        """The chosen value."""
        return self.control.value

    @property
    def typed(self) -> str:
        """What the chosen value is called."""
        return self.control.label

    def type_back(self, text: str) -> None:
        """Choose the value that is called this, if there still is one."""
        self.control.choose(text)

    @property
    def is_changed(self) -> bool:
        """True if the chosen value differs from the initial one."""
        return self.value != self._before


def yes_no(label: str, value: bool) -> ChoiceField[bool]:
    """Return a yes-or-no field."""
    return ChoiceField(label, ((True, "yes"), (False, "no")), value)
