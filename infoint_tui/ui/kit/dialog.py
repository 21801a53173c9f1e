"""What all dialogs share: a quiet frame, a muted title and the keys at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import ClassVar, Generic, TypeVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog_keys import DialogKey, Hints
from infoint_tui.ui.kit.drafts import Draft, changed, type_back
from infoint_tui.ui.kit.drawing import cell_len, plain, wrap
from infoint_tui.ui.kit.fields import AreaField, Field
from infoint_tui.ui.kit.held import Held
from infoint_tui.ui.kit.key_help import (
    DO_IT,
    DONE_WITH_FIELD,
    LEAVE_FORM,
    NEXT_FIELD,
    Group,
    KeyLines,
    in_dialog,
)
from infoint_tui.ui.kit.more_line import MORE_HINT, SECTIONS, More, MoreLine

R = TypeVar("R")

_FRAME = 4
"""The rows a dialog needs besides its body: the frame, the title and the keys."""
_AIR = 2
"""Blank rows around the body."""
_ROOMY = 140
"""On screens at least this many cells wide, some dialogs are wider."""
_SIDES = 6
"""The cells the frame takes up on both sides together."""
_LABEL_ROOM = 18
"""The widest label, in cells, that fits beside its control; a wider one goes above it."""
_NARROW = 70
"""On screens less wide than this, every field has a row of its own, and nothing after it."""
_AGAIN = "esc again to leave"
_SAVES = "ctrl+s again to save"


class Dialog(ModalScreen[R | None], Generic[R]):
    """A question over a screen; its result is an `R`, or None if the user left with esc.

    Args:
        heading: what it is about; the text is literal.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave; nothing is changed.", show=False),
        Binding("f1", "app.help", "Show the keys.", show=False),
    ]
    HINTS: ClassVar[tuple[DialogKey, ...]] = (("esc", "cancel", "cancel"),)
    """The buttons at the bottom, with the most likely first and the way out last."""
    KEYS: ClassVar[Group] = Group("Dialogs", ())
    """The keys that work in addition to the buttons, for the help."""
    HAS_HELP: ClassVar[bool] = True
    """Whether one of the buttons shows the help."""
    WIDTHS: ClassVar[tuple[int, int]] = (78, 78)
    """Its maximum width in cells on a usual screen, and on a roomy one."""
    TIGHT: ClassVar[int] = 14
    """With fewer rows than this, there are no blank rows."""
    KEEPS_HEIGHT: ClassVar[bool] = False
    """If set, the text shown by `tell` uses the blank row above the keys first."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = plain(heading)
        self.hints = self.HINTS
        """The current buttons."""
        self._said = ""
        self.told = 0
        """How many rows the text shown by `tell` takes from the body."""

    def compose(self) -> ComposeResult:
        """Yield the title, the parts of this dialog and the keys."""
        with Vertical(id="panel"):
            yield Static(Content(self.heading), id="heading")
            yield from self.compose_parts()
            said = Static(id="said")
            said.display = False
            yield said
            if self.hints:
                yield Hints(self.hints, has_help=self.HAS_HELP)

    def compose_parts(self) -> Iterable[Widget]:
        """Yield what goes between the title and the keys; the scrolling part has the id `body`."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Fit the screen before anything is drawn."""
        self.fit(self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the screen."""
        self.fit(event.size.height)

    def fit(self, height: int) -> None:
        """Let the body scroll, so that the frame stays within a screen of `height` rows."""
        width, is_tight = self.app.size.width, height < self.TIGHT
        widest = self.WIDTHS[width >= _ROOMY]
        self.query_one("#panel").styles.max_width = widest
        self.set_class(is_tight, "-tight")
        room = height - _FRAME - (0 if is_tight else _AIR)
        lines = wrap(self._said, min(width, widest) - _SIDES, max(1, room - 1))
        said = self.query_one("#said", Static)
        if said.display or lines:  # every update lays the dialog out again
            said.update(Content("\n".join(lines)))
            said.display = bool(lines)
        self.set_class(bool(lines), "-said")
        has_row = bool(lines) and self.KEEPS_HEIGHT and not is_tight
        self.told = len(lines) - has_row
        self.query_one("#body").styles.max_height = max(1, room - self.told)

    def tell(self, words: str) -> None:
        """Show text above the keys until it is replaced; "" hides the line."""
        if words != self._said:
            self._said = words
            self.fit(self.size.height)

    @property
    def keys(self) -> Group:
        """The keys that currently work in addition to the buttons."""
        return self.KEYS

    def key_groups(self) -> tuple[Group, ...]:
        """Return the keys that work here: the buttons', which can be run, then the others."""
        found = [each.binding for each in self.active_bindings.values() if each.node is self]
        sentences = {each.action: each.description for each in found if each.description}
        return in_dialog(self.heading, self.hints, sentences, self.keys)

    def action_cancel(self) -> None:
        """Leave without a result."""
        if self.may_leave():
            self.dismiss(None)

    def may_leave(self, again: str = _AGAIN) -> bool:  # noqa: ARG002 - for those that ask
        """Return whether it is safe to leave now.

        Args:
            again: text that says how to leave anyway, shown if something would be lost.
        """
        return True

    def may_quit(self, again: str) -> bool:
        """Return whether it is safe to quit the whole app now.

        Args:
            again: text that says how to quit anyway, shown if something would be lost.
        """
        return self.may_leave(again)


class FieldDialog(Dialog[R]):
    """A dialog with fields.

    A subclass defines the result. If a field's value cannot be used, the field says why and the
    dialog stays open; it also stays open if submitting the result fails. If something was typed,
    esc asks for confirmation. With a draft, what is typed is kept shortly after and comes back when
    the dialog is opened again, until it is saved or left.

    Args:
        heading: what it is about; the text is literal.
        fields: the fields it shows.
        more: the fields that it adds when they are asked for, below the others.
    """

    AUTO_FOCUS = "#body Input, #body TextArea, #body ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save.", show=False),
        Binding("escape", "cancel", LEAVE_FORM, show=False),
    ]
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "save", "save"),
        ("esc", "cancel", "cancel"),
    )
    KEEP_SECONDS: ClassVar[float] = 1.0
    """How many seconds after a change what was typed is kept, along with any later changes."""

    def __init__(
        self, heading: str, fields: tuple[Field, ...], more: tuple[More, ...] = ()
    ) -> None:
        super().__init__(heading)
        self.fields = fields
        self._every = every = (*fields, *(field for each in more for field in each.fields))
        self._label_cells = max((cell_len(it.label) for it in every if not it.is_below), default=0)
        self._more_line = MoreLine(more) if more else None
        self._starts: list[Widget] = [field.control for field in fields[:1]]
        self.submit: Callable[[R], object] | None = None
        """Submits the result before the dialog closes.

        If it raises an `InfointError`, the error is shown, and the dialog stays open with
        everything that was typed.
        """
        self.warn: Callable[[R], str] | None = None
        """Says what the user should know before the result is submitted, or "".

        It is shown once; saving again submits the result. It may raise an `InfointError`, too.
        """
        self.draft: Draft | None = None
        """Where what is typed is kept; None to keep nothing."""
        self._kept: dict[str, str] = {}
        self._on_disk: Future[None] | None = None
        self._will_keep = self._is_left = False
        self._is_leaving = False
        self._warned = ""
        self._waits: Held | None = None

    def compose(self) -> ComposeResult:
        """Yield everything, with what was typed before."""
        self._bring_back()
        yield from super().compose()

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the fields, and the line that adds more."""
        rows: list[Widget] = []
        for field in self.fields:
            rows.append(Horizontal(rows.pop(), field, classes="pair") if field.is_beside else field)
        if self._more_line is not None:
            rows.append(self._more_line)
        body = VerticalScroll(*rows, id="body", can_focus=False)
        self.watch(body, "virtual_size", self._stay_in_sight, init=False)
        yield body

    @property
    def keys(self) -> Group:
        """The keys that move between fields, and those of each kind of field."""
        lines = [NEXT_FIELD] if len(self.fields) > 1 else []
        lines += [SECTIONS] if self._more_line is not None else []
        lines += [self._enter(), DO_IT, *(line for field in self.fields for line in field.KEYS)]
        return Group("Forms", tuple(dict.fromkeys(lines)))

    def _enter(self) -> KeyLines:
        """Return what enter does, which depends on the number of fields and on the last one."""
        if len(self.fields) <= 1:
            return replace(DONE_WITH_FIELD, words="The same as ctrl+s.")
        areas = [isinstance(field, AreaField) for field in self.fields]
        if not any(areas):
            return DONE_WITH_FIELD
        words = "The next field." if areas[-1] else DONE_WITH_FIELD.words
        return replace(DONE_WITH_FIELD, words=f"{words} In a longer text, a new line.")

    def result(self) -> R:
        """Return the result; called only when no field has a problem."""
        raise NotImplementedError

    def on_mount(self) -> None:  # Textual also calls the one in `Dialog`
        """Line up the controls."""
        self.line_up(self.fields)

    def line_up(self, fields: Iterable[Field]) -> None:
        """Put controls beside their labels, or below them if any label in the dialog is long."""
        widest, is_narrow = self._label_cells, self.has_class("-narrow")
        for field in fields:
            is_above = field.is_below or widest > _LABEL_ROOM
            width = cell_len(field.label) if field.is_beside and not is_narrow else widest
            field.line_up(None if is_above else width + 2)

    def fit(self, height: int) -> None:
        """Fit the screen, and keep the field with the focus visible."""
        is_narrow = self.app.size.width < _NARROW
        if is_narrow != self.has_class("-narrow"):
            self.set_class(is_narrow, "-narrow")
            self.line_up(self.fields)
        super().fit(height)
        self._stay_in_sight()

    def _stay_in_sight(self) -> None:
        field = next((each for each in self.fields if each.control is self.focused), None)
        shown = field or (self._more_line if self._more_line is self.focused else None)
        if shown is not None:
            self.call_after_refresh(shown.scroll_visible, animate=False)

    # --- keeping what is typed ---------------------------------------------------------------

    def _bring_back(self) -> None:
        """Type back what was kept, and show the fields it is in."""
        self._kept = dict(self.draft.read()) if self.draft else {}
        found = type_back(self._every, self._kept)
        for each in self._more_line.more if self._more_line and found else ():
            if any(field in found for field in each.fields):
                self._add(each)
        if found:
            leave = "esc twice" if self.is_typed else "esc"
            words = f"What you typed before is back; {leave} forgets it."
            self.call_after_refresh(self.tell, words)

    def _keep_soon(self) -> None:
        if not self._will_keep and not self._is_left:
            self._will_keep = True
            self.set_timer(self.KEEP_SECONDS, self._keep)

    def _keep(self) -> None:
        self._will_keep = False
        if not self._is_left:
            self.keep_typed()

    def keep_typed(self, *, is_last: bool = False) -> bool:
        """Keep what is typed; called about once a second while it changes.

        Args:
            is_last: whether to wait until it is on disk.

        Returns:
            Whether it can be kept.
        """
        if self.draft is None:
            return False
        typed = changed(self._every)
        if typed != self._kept:
            self._kept = typed
            self._on_disk = self.draft.keep(typed) if typed else self.draft.drop()
        return not (is_last and self._on_disk and self._on_disk.exception())

    def on_unmount(self) -> None:
        """Keep what was typed last, however the program ends."""
        if not self._is_left:
            self.keep_typed(is_last=True)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave the dialog; what was typed is saved or not wanted, so it is not kept."""
        self._is_left = True
        self.forget_typed()
        return super().dismiss(result)

    def forget_typed(self) -> None:
        """Forget what was kept, since it is saved or not wanted."""
        if self.draft is not None:
            self._kept = {}
            self.draft.drop()

    def may_quit(self, again: str) -> bool:
        """Return whether it is safe to quit; what was typed is kept for next time."""
        return self.keep_typed(is_last=True) or self.may_leave(again)

    # --- more fields -------------------------------------------------------------------------

    def action_more(self) -> None:
        """Go to the line that adds fields."""
        if self._more_line is not None and self._more_line.display:
            self._more_line.focus()

    def action_section(self, by: int) -> None:
        """Go to the next or the previous section: the first fields, those added, the last line."""
        line = [self._more_line] if self._more_line is not None and self._more_line.display else []
        order: list[Widget | None] = [*(field.control for field in self.fields), *line]
        starts = [*map(order.index, self._starts), *(order.index(each) for each in line)]
        here = order.index(self.focused) if self.focused in order else 0
        at = sum(start <= here for start in starts) - 1
        wanted = order[starts[(at + by) % len(starts)]]
        if wanted is not None:
            wanted.focus()

    async def on_more_line_chosen(self, event: MoreLine.Chosen) -> None:
        """Add the fields that were chosen above the line, and go to the first of them."""
        line, added = self._more_line, event.more.fields
        if line is None or event.more not in line.more:  # chosen twice, quickly
            return
        self._add(event.more)
        if not line.more:
            self.query_one(Hints).show(self.hints)
        await self.query_one("#body").mount_all(added, before=line)
        self.line_up(added)
        added[0].control.focus()

    def _add(self, more: More) -> None:
        """Count some more fields among those that are shown."""
        assert self._more_line is not None
        self._more_line.take_out(more)
        self.fields += more.fields
        self._starts.append(more.fields[0].control)
        if not self._more_line.more:
            self.hints = tuple(hint for hint in self.hints if hint != MORE_HINT)

    def check(self) -> bool:
        """Show next to each field what is wrong with it; return whether all are valid."""
        wrong = [field for field in self.fields if not field.judge()]
        if wrong:
            wrong[0].control.focus()
        return not wrong

    def action_save(self) -> None:
        """Submit the result and close with it, unless something is wrong or needs a second look.

        If another program holds the file, this is done once the file is free, unless the user goes
        on typing or gives up.
        """
        self._stop_waiting()
        if not self.check():
            return
        answer = self.result()
        try:
            if self._warns(answer):
                return
            if self.submit is not None:
                self.submit(answer)
        except LockedError as error:
            self._waits = Held(error, self.action_save, self.tell)
            self.post_message(self._waits)
        except InfointError as error:
            self._is_leaving = False
            self.tell(f"! {error}")
        else:
            self.dismiss(answer)

    def _warns(self, answer: R) -> bool:
        """Show what the user should know before saving; return whether there is anything new."""
        words = self.warn(answer) if self.warn is not None else ""
        if words in ("", self._warned):
            return False
        self._warned, self._is_leaving = words, False
        self.tell(f"{words} · {_SAVES}")
        return True

    def may_leave(self, again: str = _AGAIN) -> bool:
        """Return whether it is safe to leave; if typing would be lost, warn once, then allow it."""
        if not self.is_typed or self._is_leaving:
            return True
        self._is_leaving = True
        self.tell(f"Not saved: {again}")
        return False

    @property
    def is_typed(self) -> bool:
        """True if leaving would lose something that was typed."""
        return any(field.is_changed for field in self.fields if not isinstance(field, ChoiceField))

    def on_input_changed(self) -> None:
        """Take typing as a sign that the user is staying."""
        self._go_on_typing()

    def on_text_area_changed(self) -> None:
        """Take typing as a sign that the user is staying."""
        self._go_on_typing()

    def on_choice_line_changed(self) -> None:
        """Keep what was chosen."""
        self._keep_soon()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field on enter, or save on the last one."""
        self._go_on(event.input)

    def on_choice_line_entered(self) -> None:
        """Go to the next field on enter, or save on the last one."""
        self._go_on(self.focused)

    def _go_on(self, control: Widget | None) -> None:
        shown = set(self.focus_chain)
        controls = [field.control for field in self.fields if field.control in shown]
        if control is controls[-1]:
            self.action_save()
        else:
            self.focus_next()

    def _go_on_typing(self) -> None:
        self._is_leaving, self._warned = False, ""
        self._stop_waiting()
        self.tell("")
        self._keep_soon()

    def _stop_waiting(self) -> None:
        if self._waits is not None:
            self._waits.is_dropped = True
            self._waits = None
