"""What the tabbed screens share: the top and bottom lines, reloading, messages, undo."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import isfunction
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.keys.commands import COMMANDS, PLACES, WITHIN, PlaceName
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import plain
from infoint_tui.ui.kit.held import Held
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.textual_private import bind
from infoint_tui.ui.widgets.hint_line import HintLine
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.hints import Hint
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.vocabulary import MessageKind
    from infoint_tui.services.container import Services
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.services.overview import Version
    from infoint_tui.ui.kit.dialog import FieldDialog

SavedState = dict[str, str]
"""What a screen remembers: its filter, its sort order, and the row under its cursor."""

R = TypeVar("R")
T = TypeVar("T")
S = TypeVar("S", bound="KeyScreen")


def asking(method: Callable[[S], Coroutine[Any, Any, None]]) -> Callable[[S], object]:
    """Turn a method that asks something into an action, and run it as a worker.

    No other key works until its dialog is open: a word typed fast is meant for the dialog, and its
    letters must not become commands.
    """

    @wraps(method)
    async def alone(screen: S) -> None:
        try:
            await method(screen)
        except InfointError as error:
            screen.show_error(error)
        finally:
            screen.is_asking = False

    @wraps(method)
    def action(screen: S) -> None:
        screen.is_asking = True
        screen.run_worker(alone(screen), exit_on_error=True)

    return action


def way_back(keymap: Keymap) -> str:
    """Return how a message about a step ends: with the key that undoes it."""
    return f" - {keymap.key('undo')} undoes"


class MainApp(Protocol):
    """The app as its screens see it."""

    def hint(self) -> Hint | None:
        """Return a newcomer's next step, unless hints are hidden."""

    def shows(self, hint_id: str) -> bool:
        """Tell whether this hint is shown: hints are on, and the user has not hidden it."""

    def is_new(self, offer: str) -> bool:
        """Return whether something is offered for the first time; from now on it is not."""

    def open_contact(self, contact_id: str) -> None:
        """Go to Contacts with this contact open."""

    def go_back(self, contact_id: str) -> None:
        """Go back to the screen that this contact was opened from, if it was another one."""

    def select_contact(self, contact_id: str) -> None:
        """Go to Contacts with the cursor on this contact."""

    def open_prep(self, interview_id: str) -> None:
        """Go to Prep with this interview selected."""

    async def open_conversation(self, conversation: LiveConversation) -> None:
        """Show a live conversation until the user leaves it."""

    def forget(self, is_trace: Callable[[str], bool]) -> None:
        """Forget what gives someone away: what was searched for, and where the user was."""

    def show_theme(self, name: str | None) -> None:
        """Switch to a theme that is saved already; None for the default."""

    def action_undo(self) -> None:
        """Undo the latest change."""


class KeyScreen(Screen[None]):
    """A screen with its own keys, which turns what the user asks for into service calls.

    A command `thank` is carried out by the screen's method `action_thank`, or, failing that, by the
    function `thank` in one of its flows, which takes the screen.
    """

    NAME: ClassVar[PlaceName]
    FLOWS: ClassVar[tuple[ModuleType, ...]] = ()
    """The modules whose functions carry out this screen's commands."""

    def __init_subclass__(cls, **more: Any) -> None:
        """Turn each flow function named after a command into the screen's action for it."""
        super().__init_subclass__(**more)
        places = PLACES if cls.FLOWS else ()
        here = [place for place in places if WITHIN.get(place, place) == cls.NAME]
        scopes = {scope for place in here for scope in PLACES[place]}
        for command in (each for each in COMMANDS if each.scope in scopes):
            for flow in cls.FLOWS:
                function = vars(flow).get(command.id)
                is_its_own = isfunction(function) and function.__module__ == flow.__name__
                if is_its_own and f"action_{command.id}" not in vars(cls):
                    setattr(cls, f"action_{command.id}", function)

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__()
        self.services = services
        self.badge = badge
        self.is_asking = False
        """True while a dialog of this screen is open, or is about to open."""
        self.keymap = Keymap()
        self._last_error = ""

    @property
    def main_app(self) -> MainApp:
        """The app, with everything the screens need from it."""
        return cast("MainApp", self.app)

    @property
    def place(self) -> PlaceName:
        """Where the user is: the screen, or a place within it that has the focus."""
        return self.NAME

    def use_keys(self, keymap: Keymap) -> None:
        """Make the keys in `keymap` work here; called once, before the screen is shown."""
        self.keymap = keymap
        for command in keymap.on_screen(self.NAME):
            for key in command.every_key:
                bind(self, key, command.action, command.label)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow none of this screen's actions while it is asking something."""
        return not self.is_asking and super().check_action(action, parameters)

    def reload(self) -> None:
        """Show the current state."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show the current state, if it may have changed."""
        self.reload()

    def do(self, step: Callable[[], T], said: str | Callable[[T], str] = "") -> T | None:
        """Carry out a use case, show the new state, and say what was done.

        Args:
            step: the use case; an `InfointError` is shown and leaves everything as it was. If
                another program holds the file, the step is carried out once the file is free.
            said: the toast, or a function that makes it from the result; "" shows none.

        Returns:
            What the use case returned; None after an error, or if it has to wait.
        """
        try:
            result = step()
        except LockedError as error:
            self.post_message(Held(error, lambda: self.do(step, said), self.show_waiting))
            return None
        except InfointError as error:
            self.show_error(error)
            return None
        self.reload()
        self._said(result, said)
        return result

    async def ask(
        self,
        dialog: FieldDialog[R],
        step: Callable[[R], T],
        said: str | Callable[[T], str] = "",
        *,
        about: str,
        part: str = "",
    ) -> T | None:
        """Ask, carry out a use case with the answer, show the new state, and say what was done.

        An `InfointError` is shown in the dialog, which stays open. What is typed is kept on disk
        until it is saved or left, so nothing is lost.

        Args:
            dialog: what to ask.
            step: the use case; it takes the answer.
            said: the toast, or a function that makes it from the result; "" shows none.
            about: the id of the contact it is about; "" if it is about none.
            part: tells it apart from other dialogs of its kind about the same contact.

        Returns:
            What the use case returned; None if the user left the dialog.
        """
        done: list[T] = []
        dialog.submit = lambda answer: done.append(step(answer))
        dialog.draft = self.services.form_drafts.of(about, f"{type(dialog).__name__} {part}")
        await self.app.push_screen_wait(dialog)
        if not done:
            return None
        self.catch_up()
        self._said(done[0], said)
        return done[0]

    def _said(self, result: T, said: str | Callable[[T], str]) -> None:
        words = said(result) if callable(said) else said
        if words:
            self.inform(words + way_back(self.keymap))

    def inform(self, words: str) -> None:
        """Show a toast; its text is literal."""
        self.notify(plain(words), markup=False, timeout=5)

    def show_waiting(self, words: str) -> None:
        """Show why a change takes a while, until the next toast; "" hides it."""
        if words:
            self.notify(plain(words), markup=False, timeout=3600)
        else:
            self.app.clear_notifications()

    def attempt(self, show: Callable[[], None]) -> None:
        """Show something; if it cannot be read, say why and leave the screen as it is."""
        try:
            show()
        except InfointError as error:
            self.show_error_once(error)

    def show_error_once(self, error: InfointError) -> None:
        """Show a lasting error, such as a damaged file, only the first time."""
        if str(error) != self._last_error:
            self._last_error = str(error)
            self.show_error(error)

    def show_error(self, error: InfointError) -> None:
        """Show an error for long enough to read it; its text is literal."""
        self.notify(plain(str(error)), markup=False, severity="error", timeout=20)


class TabScreen(KeyScreen):
    """A screen that has its own tab.

    It shows an immutable state, and reloads if the data changed in the meantime.
    """

    NAME: ClassVar[ScreenName]

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__(services, badge)
        self._seen: Version | None = None
        self.is_ready = False
        """True once its widgets exist and its state is loaded; until then it may show a preview."""
        self.saved_state: SavedState = {}
        """What the screen remembered when the user last left it; set before it is shown."""

    def compose(self) -> ComposeResult:
        """Yield the top line, the screen's own content, and the bottom line."""
        yield TopLine(self.NAME, self.keymap, self.badge)
        yield from self.compose_body()
        yield HintLine(self.NAME, self.keymap)
        yield KeyLine(self.keymap.on_screen(self.NAME))

    def compose_body(self) -> ComposeResult:
        """Yield what goes between the top line and the bottom line."""
        raise NotImplementedError

    def load(self) -> None:
        """Load the state from the services and show it."""
        raise NotImplementedError

    def state(self) -> SavedState:
        """Return what should be restored the next time the app is opened."""
        return {}

    def restore_state(self) -> None:
        """Restore the screen as it was left, before its state is loaded; ignore what is gone."""

    def preview(self) -> bool:
        """Show what needs no rules, as importing them is slow; return whether anything was shown.

        Raises:
            StoreError: the file cannot be read.
        """
        return False

    def on_mount(self) -> None:
        """Show the state for the first time: right away, or as soon as a preview has been drawn."""
        self.restore_state()
        try:
            is_shown = self.preview()
        except InfointError:  # the full load reports it
            is_shown = False
        if is_shown:
            self.call_after_refresh(self.begin)
        else:
            self.begin()

    def begin(self) -> None:
        """Show the whole state."""
        self.is_ready = True
        self.reload()

    def on_screen_resume(self) -> None:
        """Reload, on returning to the screen, if something changed in the meantime."""
        self.catch_up()

    def catch_up(self) -> None:
        """Reload if what is shown may have changed."""
        if not self.is_ready:
            return
        try:
            is_new = self._seen != self.services.overview.version
        except InfointError as error:
            self.show_error_once(error)
            return
        if is_new:
            self.reload()

    def reload(self) -> None:
        """Show the current state; if it cannot be read, keep the previous one."""
        if not self.is_ready:
            return
        overview = self.services.overview
        try:
            self._seen = overview.version
            due = {line.contact.id for line in overview.owed() if line.owed.due <= overview.today}
            self.query_one(TopLine).show_counts({"today": len(due)})
            self.load()
            self.show_hint()
            self._last_error = ""
        except InfointError as error:
            self.show_error_once(error)

    def show_hint(self) -> None:
        """Show newcomers the next step, unless hints are hidden."""
        self.query_one(HintLine).show(self.main_app.hint())
        self.follow_cursor()

    @on(RowList.Highlighted)
    def follow_cursor(self) -> None:
        """Let the hint use the name of the contact under the cursor."""
        self.query_one(HintLine).follow(self.contact_id)

    # --- what the keys act on: nobody, unless a subclass says otherwise -----------------------

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor, which the keys act on; None if there is none."""
        return None

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The ids of everyone a command can act on at once: the marked contacts, or this one."""
        return (self.contact_id,) if self.contact_id else ()

    @property
    def subject_id(self) -> str:
        """The id of the record that the line under the cursor is about; "" if there is none."""
        return ""

    @property
    def owed_here(self) -> Owed | None:
        """What the line under the cursor says is owed; None if it says nothing of the kind."""
        return None

    @property
    def kind_here(self) -> MessageKind | None:
        """The kind of message that the line under the cursor is for; None for what is due."""
        return None

    def to_write(self) -> tuple[str, str]:
        """Return who to write to here, and the id of the record that owes the message, or ""."""
        return self.contact_id or "", self.subject_id

    def chosen(self) -> Contact | None:
        """Return the contact under the cursor; if there is none, tell the user."""
        dossier = self.services.overview.dossier(self.contact_id) if self.contact_id else None
        if dossier is None:
            self.say_nobody()
            return None
        return dossier.contact

    def say_nobody(self) -> None:
        """Tell the user that there is nobody to act on."""
        self.inform("Nobody is selected.")

    def settled(self, contact_ids: tuple[str, ...]) -> None:
        """Called after a step has been carried out on these contacts, to clear their marks."""
