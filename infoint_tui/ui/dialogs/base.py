"""What all dialogs share: one quiet frame, a muted title, the keys at the bottom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from infoint_tui.domain.text import clean_line
from infoint_tui.ui.dialogs.choice_field import ChoiceField
from infoint_tui.ui.dialogs.fields import Field
from infoint_tui.ui.drawing import cell_len

R = TypeVar("R")

_FRAME = 6
"""Rows a dialog needs besides its body: the frame, the title, the keys, and air."""
_LABEL_ROOM = 18
"""The widest label, in cells, that stands beside its control; above it if one is wider."""
_LEAVING = "Typed text will be lost: esc again to leave, or go on"


class LineButton(Static, can_focus=True):
    """A key and what it does; a click, or enter on it, does it too.

    Args:
        key: the key as people write it.
        label: what it does, in a word or two.
        action: the action of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    def __init__(self, key: str, label: str, action: str) -> None:
        super().__init__(Content.assemble((key, "$accent"), f" {label}"), classes="button")
        self._action = action

    async def action_press(self) -> None:
        """Do it."""
        await self.run_action(f"screen.{self._action}")

    async def on_click(self) -> None:
        """Do it."""
        await self.action_press()


class Dialog(ModalScreen[R | None], Generic[R]):
    """A question above a screen; its answer is an `R`, or None when it was left with esc.

    Args:
        heading: what it is about; the text is literal.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave without saving.", show=False),
        Binding("f1", "app.help", "Show the keys.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (("esc", "cancel", "cancel"),)
    """Key, words and action of the buttons at the bottom."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = clean_line(heading)

    def compose(self) -> ComposeResult:
        """The title, the parts of this dialog, the keys."""
        with Vertical(id="panel"):
            yield Static(Content(self._heading), id="heading")
            yield from self.compose_parts()
            if self.HINTS:
                yield Horizontal(*(LineButton(*hint) for hint in self.HINTS), id="hints")

    def compose_parts(self) -> Iterable[Widget]:
        """Yield what stands between title and keys; the part that scrolls has the id `body`."""
        raise NotImplementedError

    def on_resize(self, event: events.Resize) -> None:
        """Fit the screen."""
        self.fit(event.size.height)

    def fit(self, height: int) -> None:
        """Let the body scroll rather than the frame leave a screen of so many rows."""
        self.query_one("#body").styles.max_height = max(1, height - _FRAME)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class FieldDialog(Dialog[R]):
    """A dialog with fields.

    A subclass says what its answer is. What cannot be used is said at the field, and the dialog
    stays; esc asks again once if something was typed.
    """

    AUTO_FOCUS = "#body Input, #body TextArea, #body ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, heading: str, fields: tuple[Field, ...]) -> None:
        super().__init__(heading)
        self.fields = fields
        self._is_leaving = False

    def compose_parts(self) -> Iterable[Widget]:
        """The fields, and what esc says, in the place of the keys."""
        yield VerticalScroll(*self.compose_fields(), id="body", can_focus=False)
        warning = Static(_LEAVING, id="leaving")
        warning.display = False
        yield warning

    def compose_fields(self) -> Iterable[Widget]:
        """Yield what the body holds."""
        return self.fields

    def result(self) -> R:
        """The answer; asked for when no field has a problem."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Line the controls up, or put them below their labels when one of these is long."""
        widest = max(cell_len(field.label) for field in self.fields)
        for field in self.fields:
            if widest > _LABEL_ROOM:
                field.add_class("-stacked")
                continue
            field.query_one(".label").styles.width = widest + 2
            field.query_one(".note").styles.padding = (0, 0, 0, widest + 3)

    def check(self) -> bool:
        """Say at each field what is wrong with it; tells whether all can be used."""
        wrong = []
        for field in self.fields:
            problem = field.problem()
            if problem:
                field.say(problem, "error")
                wrong.append(field)
        if wrong:
            wrong[0].control.focus()
        return not wrong

    def action_save(self) -> None:
        """Give the answer, unless something is wrong."""
        if self.check():
            self.dismiss(self.result())

    def action_cancel(self) -> None:
        """Leave without an answer; asks once more if something was typed."""
        typed = any(field.is_changed for field in self.fields if not isinstance(field, ChoiceField))
        if typed and not self._is_leaving:
            self._show_leaving(True)
        else:
            self.dismiss(None)

    def on_input_changed(self) -> None:
        """Typing on means not leaving."""
        self._show_leaving(False)

    def on_text_area_changed(self) -> None:
        """Typing on means not leaving."""
        self._show_leaving(False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and saves on the last."""
        self._go_on(event.input)

    def on_choice_line_entered(self) -> None:
        """Enter goes to the next field, and saves on the last."""
        self._go_on(self.focused)

    def _go_on(self, control: Widget | None) -> None:
        shown = set(self.focus_chain)
        controls = [field.control for field in self.fields if field.control in shown]
        if control is controls[-1]:
            self.action_save()
        else:
            self.focus_next()

    def _show_leaving(self, is_leaving: bool) -> None:
        if is_leaving == self._is_leaving:
            return
        self._is_leaving = is_leaving
        self.query_one("#leaving").display = is_leaving
        self.query_one("#hints").display = not is_leaving
