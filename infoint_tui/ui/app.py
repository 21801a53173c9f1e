"""The app: one mode per screen, the palette, help, undo and redo, and watching the file."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen

from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import plain
from infoint_tui.ui.kit.held import Held
from infoint_tui.ui.kit.textual_private import end_with, show_toast
from infoint_tui.ui.screen import KeyScreen, MainApp, TabScreen, way_back
from infoint_tui.ui.shell.appearance import QUICK, Appearance
from infoint_tui.ui.shell.help_and_palette import HelpAndPalette
from infoint_tui.ui.shell.key_queue import KeyQueue
from infoint_tui.ui.shell.lifecycle import Lifecycle, terminal_may_close
from infoint_tui.ui.shell.message_log import TIME_CELLS, MessageLog, ShownMessage, shortened
from infoint_tui.ui.shell.screen_factory import make_screen
from infoint_tui.ui.shell.versions import VersionWatch
from infoint_tui.ui.shell.waiting import Waiting
from infoint_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.hints import Hint
    from infoint_tui.services.container import Services
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.ui.dialogs.palette import PaletteDialog
    from infoint_tui.ui.shell.session import Session, SessionFile

SampleFactory = Callable[[], AbstractContextManager["Services"]]


class InfointApp(App[None]):
    """The infoint-tui app.

    Args:
        services: the use cases, over the user's file or over a sample.
        samples: opens services over throwaway sample people.
        start: the screen to start on; None for the last one used, or Today, or Contacts if nobody
            is on the board.
        is_sample: whether the services are over a sample, which every screen then points out.
        sessions: where the user's place is kept; None to remember nothing.
        theme: the theme's name; None for the dark one.
        keep_theme: saves the chosen theme; may raise an `InfointError`.
        hints: whether to show newcomers the next step, unless the settings say no.
        keymap: the keys of the commands; None for the declared ones.
    """

    TITLE = "infoint"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["styles/app.tcss"]
    ENABLE_COMMAND_PALETTE = False  # the app has its own palette
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        Binding("f1", "help", "Help", show=False),
        Binding("escape", "stop_waiting", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False),
    ]
    WATCH_SECONDS = 1.0
    """How often, in seconds, the app checks whether another program has changed the file."""
    BACKUP_SECONDS = (5.0, 300.0)
    """After how many seconds the app first checks whether a backup is due, and how often then."""

    def __init__(
        self,
        services: Services,
        samples: SampleFactory,
        *,
        start: str | None = None,
        is_sample: bool = False,
        sessions: SessionFile | None = None,
        theme: str | None = None,
        keep_theme: Callable[[str], object] | None = None,
        hints: bool = True,
        keymap: Keymap | None = None,
    ) -> None:
        self.services = services
        self.keymap = keymap or Keymap()
        self.lifecycle = Lifecycle(self, sessions)
        self._wanted = start or self.session.screen
        if services.overview.revision:  # App's constructor reads this
            self.DEFAULT_MODE = self._first  # type: ignore[misc]
        super().__init__()
        self.appearance = Appearance(self, theme, keep_theme)
        self.key_queue = KeyQueue(self, super().on_event)
        self.help_and_palette = HelpAndPalette(
            self,
            self.keymap,
            people=lambda: self.services.overview.rows(),
            open_contact=self.open_contact,
            choose_theme=self.choose_theme,
        )
        self.message_log = MessageLog()
        self.waiting = Waiting(self, lambda: self.services.context.repository.is_free)
        self._samples = samples
        self._is_sample = is_sample
        self._hints = hints
        self._opened: tuple[ScreenName, str] | None = None
        """The screen a contact was opened from, and who that is, until the user goes elsewhere."""
        self._unreadable = ""
        """What was last said about records that cannot be read."""
        self._versions = VersionWatch()
        self._open = ExitStack()
        end_with(self, _reported)

    @property
    def session(self) -> Session:
        """Where the user was, and the hints they do not want to see again."""
        return self.lifecycle.session

    @property
    def messages(self) -> Sequence[ShownMessage]:
        """The latest messages, newest first."""
        return self.message_log.latest

    # --- starting and stopping ---------------------------------------------------------------

    def run(self, **more: Any) -> None:
        """Run the app until the user quits or the terminal is closed."""
        with terminal_may_close():
            super().run(**more)

    def on_mount(self) -> None:
        """Open the first screen, or, on the very first launch, offer the three ways to start."""
        self.set_timer(self.WATCH_SECONDS, _collect_again)
        if self.services.overview.revision:
            self.begin()
            if self.current_mode in QUICK:
                self.screen.call_after_refresh(self.appearance.read_rest, self.screen)
        else:
            self.welcome()
        self.lifecycle.listen()
        # The terminal forgets the screen while the shell has it.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    @work
    async def welcome(self) -> None:
        """Ask how to start: with sample people, a first person, or a file."""
        from infoint_tui.ui.dialogs.welcome import WelcomeScreen

        choice = await self.push_screen_wait(
            WelcomeScreen(str(self.services.context.repository.path), self.keymap)
        )
        if choice == "sample":
            self.services = self._open.enter_context(self._samples())
            self._is_sample = True
            self.lifecycle.forget()
        self.begin()
        first = {"add": "new", "import": "import_file"}.get(choice or "")
        if first:
            self.switch_mode("contacts")
            if isinstance(self.screen, TabScreen):
                self.screen.is_asking = True  # what is typed ahead is meant for the dialog
                self.call_later(self._begin_with, self.screen, first)

    async def _begin_with(self, screen: TabScreen, action: str) -> None:
        screen.is_asking = False
        await self.run_action(action)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Remove all colors if the theme has none."""
        return self.appearance.line_filters(super().get_line_filters())

    def get_default_screen(self) -> Screen[None]:
        """Return the first tab if it has anything to show; a switch would parse styles twice."""
        name = self.current_mode
        self.appearance.read_first(name)
        return self._open_tab(name) if name in SCREENS else super().get_default_screen()

    @property
    def _first(self) -> ScreenName:
        """The screen to start on; Today has nothing to show until someone is on the board."""
        if self._wanted in SCREENS:
            return self._wanted
        try:
            people = self.services.overview.previews()
        except InfointError:  # the screen reports it when it loads everything
            people = ()
        in_play = any(entry.row.standing == "shortlisted" for entry in people)
        return "today" if in_play else "contacts"

    def begin(self) -> None:
        """Set up a mode for each screen, and open the first one."""
        for name in SCREENS:
            self.add_mode(name, partial(self._open_tab, name))
        self.services.context.repository.notify(self._warn)
        self.switch_mode(self._first)
        self.set_interval(self.WATCH_SECONDS, self.watch_file)
        if not self._is_sample:
            first, then = self.BACKUP_SECONDS
            self.set_timer(first, self.back_up)
            self.set_interval(then, self.back_up)
        context = self.services.context
        for note in filter(None, (context.clock.zone_note, context.preferences.note)):
            self.notify(plain(note), markup=False, timeout=20)

    def _warn(self, words: str) -> None:
        """Say what the user should know about the file; it stays until it has been read."""
        self.notify(plain(words), markup=False, severity="error", timeout=60)

    def _warn_of_unreadable(self) -> None:
        """Say once how many records cannot be read, and again if the number changes."""
        words = self.services.overview.unreadable
        if words != self._unreadable:
            self._unreadable = words
            if words:
                self._warn(words)

    @work(thread=True, exclusive=True, group="backup")
    def back_up(self) -> None:
        """Make the hourly backup, if one is due, while the app goes on."""
        if self.services.context.repository.is_read_only:
            return
        try:
            self.services.backing_up.make_if_due()
        except InfointError as error:
            self.call_from_thread(self._warn, str(error))

    @property
    def _badge(self) -> str:
        """What every screen points out at the right of its top line."""
        if self._is_sample:
            return "SAMPLE"
        return "READ-ONLY" if self.services.context.repository.is_read_only else ""

    def _open_tab(self, name: ScreenName) -> TabScreen:
        tab = make_screen(name, self.services, self._badge)
        tab.use_keys(self.keymap)
        tab.saved_state = dict(self.session.states.get(name, {}))
        self.lifecycle.tabs.append(tab)
        return tab

    def on_unmount(self) -> None:
        """Discard the sample, if there was one, and remember where the user was."""
        self._open.close()
        self.lifecycle.stop()

    async def action_quit(self) -> None:
        """Quit; what is typed in a form is kept for next time."""
        self.lifecycle.leave(is_kept=not self._is_sample)

    def watch_file(self) -> None:
        """Show what another program has changed in the file, and what has become due since."""
        screen = self.screen if self.screen_stack else None  # it may be shutting down
        if not isinstance(screen, TabScreen):
            return
        self.lifecycle.keep_soon()
        try:
            self.services.context.repository.refresh()
        except InfointError as error:
            screen.show_error_once(error)
        else:
            with suppress(NoMatches):  # the app is exiting, and its widgets are gone
                screen.catch_up()
            self._warn_of_unreadable()
            if not self._is_sample:
                self._versions.look(screen)

    # --- commands that work everywhere -------------------------------------------------------

    def action_go(self, name: ScreenName) -> None:
        """Go to a screen."""
        self._opened = None
        self.switch_mode(name)

    def go_back(self, contact_id: str) -> None:
        """Go back to the screen that this contact was opened from, if it was another one."""
        opened, self._opened = self._opened, None
        if opened is not None and opened[1] == contact_id:
            self.switch_mode(opened[0])

    def choose_theme(self, name: str) -> None:
        """Switch to a theme, and remember it for next time."""
        try:
            self.appearance.choose(name)
        except InfointError as error:
            self._show_error(error)

    def action_help(self) -> None:
        """Show the keys that work here; pressing the same key again closes them."""
        self.help_and_palette.show_help()

    def action_palette(self) -> None:
        """Find any command, person or theme by a few letters of its name."""
        self.help_and_palette.show_palette()

    def on_palette_dialog_previewed(self, event: PaletteDialog.Previewed) -> None:
        """Preview the theme under the cursor."""
        self.help_and_palette.preview(event.theme)

    def action_happened(self) -> None:
        """Ask what happened with the person under the cursor, and do that command."""
        from infoint_tui.ui.flows.happened import happened

        if isinstance(self.screen, TabScreen):
            happened(self.screen)

    def action_goals(self) -> None:
        """Show the goals."""
        from infoint_tui.ui.flows.goal import goals

        if isinstance(self.screen, TabScreen):
            goals(self.screen)

    def action_new(self) -> None:
        """Add a contact, and show them."""
        from infoint_tui.ui.flows.contact import new

        if isinstance(self.screen, TabScreen):
            new(self.screen)

    def action_undo(self) -> None:
        """Undo the latest change."""
        self._turn(self.services.undo, "Undid", "Nothing to undo.")

    def action_redo(self) -> None:
        """Redo the latest change that was undone."""
        self._turn(self.services.redo, "Redid", "Nothing to redo.")

    def action_import_file(self) -> None:
        """Import people from a file, then go to Contacts to pick some of them."""
        from infoint_tui.ui.flows.import_people import import_file

        if isinstance(self.screen, TabScreen):
            import_file(self.screen)

    def action_duplicates(self) -> None:
        """Find people who may have been added twice, and merge them."""
        from infoint_tui.ui.flows.merging import duplicates

        if isinstance(self.screen, TabScreen):
            duplicates(self.screen)

    def action_merge_file(self) -> None:
        """Merge another version of the file into it."""
        from infoint_tui.ui.flows.other_versions import merge_file

        if isinstance(self.screen, TabScreen):
            merge_file(self.screen)

    def action_partner(self) -> None:
        """Set up a friend who promises one thing a day, too."""
        from infoint_tui.ui.flows.promise import partner

        if isinstance(self.screen, TabScreen):
            partner(self.screen)

    def action_about_you(self) -> None:
        """Ask what the user says about themselves."""
        from infoint_tui.ui.flows.about_you import about_you

        if isinstance(self.screen, TabScreen):
            about_you(self.screen)

    def forget(self, is_trace: Callable[[str], bool]) -> None:
        """Forget what gives someone away: what was searched for, and where the user was."""
        self.lifecycle.forget_traces(is_trace)

    def open_prep(self, interview_id: str) -> None:
        """Go to Prep with this interview selected."""
        from infoint_tui.ui.screens.prep import PrepScreen

        self.action_go("prep")
        if isinstance(self.screen, PrepScreen):
            self.screen.choose(interview_id)

    def open_contact(self, contact_id: str) -> None:
        """Go to Contacts with this contact open."""
        from infoint_tui.ui.screens.contacts import ContactsScreen

        before = self.screen.NAME if isinstance(self.screen, TabScreen) else None
        self.switch_mode("contacts")
        if isinstance(self.screen, ContactsScreen):
            if before == "contacts":  # from one person's details to another's
                before = self._opened and self._opened[0]
            self._opened = (before, contact_id) if before else None
            self.screen.show(contact_id)

    def select_contact(self, contact_id: str) -> None:
        """Go to Contacts with the cursor on this contact; see `ContactsScreen.select`."""
        from infoint_tui.ui.screens.contacts import ContactsScreen

        self.action_go("contacts")
        if isinstance(self.screen, ContactsScreen):
            self.screen.select(contact_id)

    async def open_conversation(self, conversation: LiveConversation) -> None:
        """Show a live conversation until the user leaves it."""
        from infoint_tui.ui.screens.live import LiveScreen

        screen = LiveScreen(self.services, conversation, self.keymap, self._badge)
        await self.push_screen_wait(screen)

    def _turn(self, step: Callable[[], str | None], said: str, nothing: str) -> None:
        screen = self.screen
        if not isinstance(screen, TabScreen):
            return
        try:
            label = step()
        except LockedError as error:
            again = partial(self._turn, step, said, nothing)
            self.waiting.add(Held(error, again, screen.show_waiting))
            return
        except InfointError as error:
            self._show_error(error)
            return
        screen.reload()
        screen.inform(nothing if label is None else f"{said}: {label}")

    def _show_error(self, error: InfointError) -> None:
        if isinstance(self.screen, TabScreen):
            self.screen.show_error(error)

    # --- keys and actions --------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Put a key in the queue to wait for its turn; ctrl+q never waits."""
        if isinstance(event, events.Key) and not event.is_forwarded and event.key != "ctrl+q":
            await self.key_queue.put(event)
        else:
            await super().on_event(event)

    async def on_key_queue_handled(self, event: KeyQueue.Handled) -> None:
        """Tell the queue that a key has been handled."""
        await self.key_queue.follow_up(event)

    def on_key(self, event: events.Key) -> None:
        """Make the help keys work in a dialog too, unless a text field has used them."""
        is_help = event.key in self.keymap.find("app.help").every_key
        if is_help and not isinstance(self.screen, KeyScreen):
            event.prevent_default()
            self.action_help()

    async def run_action(self, *action: Any, **more: Any) -> bool:
        """Run an action; show an `InfointError`, such as one about a damaged file."""
        try:
            return await super().run_action(*action, **more)
        except InfointError as error:
            self._show_error(error)
            return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow nothing but quitting while a screen is about to ask something."""
        if action == "stop_waiting":
            return bool(self.waiting)
        screen = self.screen
        if isinstance(screen, KeyScreen) and screen.is_asking and action != "quit":
            return False
        return super().check_action(action, parameters)

    def on_held(self, event: Held) -> None:
        """Make a change once no other program holds the file."""
        self.waiting.add(event)

    def action_stop_waiting(self) -> None:
        """Give up the changes that wait for the file."""
        self.waiting.stop()

    def on_top_line_tab_clicked(self, event: TopLine.TabClicked) -> None:
        """Go to the tab that was clicked."""
        self.action_go(event.screen_name)

    # --- messages ----------------------------------------------------------------------------

    def notify(self, message: str, *, severity: Any = "information", **more: Any) -> None:
        """Show a message, and keep its full text so it can be read again."""
        tone = "error" if severity == "error" else ""
        self.message_log.keep(message, tone, self.services.context.clock)
        super().notify(shortened(message, tone, self.size.width), severity=severity, **more)

    async def on_notify(self, event: Notify) -> None:
        """Show this message in place of the previous one."""
        event.prevent_default()  # Textual would show it later, below the previous one
        await show_toast(self, event.notification)

    def action_messages(self) -> None:
        """Show the latest messages, newest first."""
        from infoint_tui.ui.kit.notice import NoticeDialog

        if isinstance(self.screen, TabScreen):
            lines = self.message_log.lines(self.services.context.clock, way_back(self.keymap))
            nothing = [("Nothing yet.", "muted")]
            self.push_screen(NoticeDialog("Messages", lines or nothing, TIME_CELLS if lines else 0))

    def action_why(self) -> None:
        """Show why these conversations work."""
        from infoint_tui.domain.why import WHY
        from infoint_tui.ui.kit.notice import NoticeDialog

        if isinstance(self.screen, TabScreen):
            lines = [line for text in WHY for line in ((text, ""), ("", ""))]
            self.push_screen(NoticeDialog("Why this works", lines[:-1]))

    def show_theme(self, name: str | None) -> None:
        """Switch to a theme that is saved already; None for the default."""
        self.appearance.show(name)

    def action_settings(self) -> None:
        """Change the settings."""
        from infoint_tui.ui.flows.settings import settings

        if isinstance(self.screen, TabScreen):
            settings(self.screen)

    def hint(self) -> Hint | None:
        """Return what to point out, unless it was dismissed."""
        return self.services.overview.hint(self.session.dismissed) if self._shows_hints else None

    @property
    def _shows_hints(self) -> bool:
        given = self.services.context.preferences.given
        return self._hints and (given is None or given.hints)

    def shows(self, hint_id: str) -> bool:
        """Tell whether this hint is shown: hints are on, and the user has not hidden it."""
        return self._shows_hints and hint_id not in self.session.dismissed

    def is_new(self, offer: str) -> bool:
        """Return whether something is offered for the first time; from now on it is not."""
        is_new = offer not in self.session.dismissed
        self.session.dismissed.add(offer)
        return is_new

    def action_hide_hint(self) -> None:
        """Hide the current hint for good; without one, the quiet line in a request."""
        hint, screen = self.hint(), self.screen
        if not isinstance(screen, TabScreen):
            return
        if hint is not None:
            self.session.dismissed.add(hint.id)
            screen.show_hint()
        elif self.shows("courage"):
            self.session.dismissed.add("courage")
            screen.inform("Hid the line in a request")
        else:
            screen.inform("No hint is shown.")

    def on_hint_line_dismissed(self) -> None:
        """Hide the hint, since its text was clicked."""
        self.action_hide_hint()


_AS_ITS_SCREENS_SEE_IT: type[MainApp] = InfointApp  # for mypy, since the screens only cast


def _collect_again() -> None:
    """Turn garbage collection back on, for new objects, if the app started without it."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _reported(error: BaseException) -> str:
    """Write the report of an error that nobody expected; return what to tell the user."""
    from infoint_tui import paths
    from infoint_tui.exchange.error_report import report

    return report(error, paths.error_report())
