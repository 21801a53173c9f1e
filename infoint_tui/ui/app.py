"""The app: one mode a screen, the palette, help, undo and redo, and an eye on the file."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, DimFilter, LineFilter, Monochrome
from textual.screen import Screen

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.keys.commands import SCREENS, ScreenName
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screen import KeyScreen, TabScreen
from infoint_tui.ui.shell.help_and_palette import HelpAndPaletteApp
from infoint_tui.ui.shell.screen_factory import make_screen
from infoint_tui.ui.shell.theme import COLOURLESS, DARK, MONO, THEMES
from infoint_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.ui.shell.session import SessionFile

SampleFactory = Callable[[], AbstractContextManager["Services"]]


class InfointApp(HelpAndPaletteApp):
    """infoint-tui.

    Args:
        services: the use cases, over the user's file or over a sample.
        samples: opens services over throwaway sample people.
        start: the screen to begin with; left out, the one that was left last, else Today, or
            Contacts while nobody is in play.
        is_sample: the services given are a sample: say so on every screen.
        sessions: where it is kept where the user was; left out, nothing is remembered.
        theme: the theme by name; left out, the dark one.
        keep_theme: keeps the theme that was chosen; it may raise an `InfointError`.
        hints: tell a newcomer the next step.
        keymap: the keys of the commands; left out, those they are declared with.
    """

    TITLE = "infoint"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = ["styles/app.tcss"]
    QUICK: ClassVar[tuple[ScreenName, ...]] = ("today", "contacts")
    """Screens that show something before all is read; so their own styles are read first."""
    STYLES = ("contacts", "today", "prep", "board", "insights", "live", "dialogs")
    """Parsing those that the first frame does not need takes a tenth of the whole start."""
    ENABLE_COMMAND_PALETTE = False  # the palette is our own
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        Binding("f1", "help", "Help", show=False),
    ]
    WATCH_SECONDS = 1.0
    """How often the file is looked at for changes by another program."""

    def __init__(
        self,
        services: Services,
        samples: SampleFactory,
        *,
        start: str | None = None,
        is_sample: bool = False,
        sessions: SessionFile | None = None,
        theme: str | None = None,
        keep_theme: Callable[[str], None] | None = None,
        hints: bool = True,
        keymap: Keymap | None = None,
    ) -> None:
        self.services = services
        self._wanted = start or (sessions.read().screen if sessions else "")
        if services.overview.revision:  # App's constructor looks at it
            self.DEFAULT_MODE = self._first  # type: ignore[misc]
        super().__init__(sessions, keymap or Keymap(), hints=hints)
        self._samples = samples
        self._is_sample = is_sample
        self._keep_theme = keep_theme
        self._open = ExitStack()
        for each in THEMES:
            self.register_theme(each)
        self._begin_in(theme or DARK.name)
        self.animation_level = "none"

    # --- starting and stopping ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first screen, or the three choices of a first start."""
        self.set_timer(self.WATCH_SECONDS, _collect_again)
        if self.services.overview.revision:
            self.begin()
            if self.current_mode in self.QUICK:
                self.screen.call_after_refresh(self._complete_styles, self.screen)
        else:
            self.welcome()

    @work
    async def welcome(self) -> None:
        """Ask how to begin: with sample people, a first person, or a file."""
        from infoint_tui.ui.dialogs.welcome import WelcomeScreen

        choice = await self.push_screen_wait(
            WelcomeScreen(str(self.services.context.repository.path))
        )
        if choice == "sample":
            self.services = self._open.enter_context(self._samples())
            self._is_sample = True
            self.forget()
        self.begin()
        first = {"add": "screen.new", "import": "import_file"}.get(choice or "")
        if first:
            self.switch_mode("contacts")
            if isinstance(self.screen, TabScreen):
                self.screen.is_asking = True  # what is typed ahead is for the dialog
                self.call_later(self._begin_with, self.screen, first)

    async def _begin_with(self, screen: TabScreen, action: str) -> None:
        screen.is_asking = False
        await self.run_action(action)

    def _begin_in(self, theme: str) -> None:
        """Set the theme; its watcher would have all styles parsed three times before a frame."""
        self.set_reactive(InfointApp.theme, theme)
        dark = self.current_theme.dark
        classes = {f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out all colours in the theme that has none; Textual's own way leaves greys."""
        if self.theme == MONO.name:
            return (COLOURLESS,)
        needless = (Monochrome, ANSIToTruecolor, DimFilter)  # no style here is dim or ANSI's
        return [each for each in super().get_line_filters() if not isinstance(each, needless)]

    def get_default_screen(self) -> Screen[None]:
        """The first tab, if there is anything to show: to switch to it would parse styles twice."""
        name = self.current_mode
        self._read_styles(*((name,) if name in self.QUICK else self.STYLES))
        return self._open_tab(name) if name in SCREENS else super().get_default_screen()

    @property
    def _first(self) -> ScreenName:
        """The screen to begin with; Today has nothing to say before anybody is in play."""
        if self._wanted in SCREENS:
            return self._wanted
        people = self.services.overview.previews()
        in_play = any(entry.row.standing == "shortlisted" for entry in people)
        return "today" if in_play else "contacts"

    def _read_styles(self, *names: str) -> None:
        styles = Path(__file__).with_name("styles")
        self.stylesheet.read_all([styles / f"{name}.tcss" for name in names])

    def _complete_styles(self, first: Screen[object]) -> None:
        self._read_styles(*self.STYLES)
        if self.screen is not first:  # a key was quicker
            self.refresh_css(animate=False)

    def begin(self) -> None:
        """Set up the screens over the services and open the first one."""
        for name in SCREENS:
            self.add_mode(name, partial(self._open_tab, name))
        self.switch_mode(self._first)
        self.set_interval(self.WATCH_SECONDS, self.watch_file)

    def _open_tab(self, name: ScreenName) -> TabScreen:
        tab = make_screen(name, self.services, "SAMPLE" if self._is_sample else "")
        tab.use_keys(self.keymap)
        tab.saved_state = dict(self.session.states.get(name, {}))
        self.tabs.append(tab)
        return tab

    def on_unmount(self) -> None:
        """Throw the sample away, if there was one."""
        self._open.close()

    def watch_file(self) -> None:
        """Show what another program changed in the file, and what time has changed."""
        screen = self.screen if self.screen_stack else None  # it may be ending
        if not isinstance(screen, TabScreen):
            return
        self.note()
        try:
            self.services.context.repository.refresh()
        except InfointError as error:
            screen.show_error_once(error)
        else:
            screen.catch_up()

    # --- commands that work everywhere -------------------------------------------------------

    def action_go(self, name: ScreenName) -> None:
        """Go to a screen."""
        self.switch_mode(name)

    def choose_theme(self, name: str) -> None:
        """Change to a theme, and keep it for the next time."""
        self.theme = name
        if self._keep_theme is None:
            return
        try:
            self._keep_theme(name)
        except InfointError as error:
            self._show_error(error)

    def action_goals(self) -> None:
        """Show the goals."""
        from infoint_tui.ui.flows.goal import goals

        if isinstance(self.screen, TabScreen):
            goals(self.screen)

    def action_undo(self) -> None:
        """Take back the latest change."""
        self._turn(self.services.undo, "Undid", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.services.redo, "Did again", "Nothing to do again.")

    def action_import_file(self) -> None:
        """Import people from a file, and go to where some of them are picked."""
        screen = self.screen
        if isinstance(screen, TabScreen):
            screen.is_asking = True
            self.run_worker(self._import(screen))

    async def _import(self, screen: TabScreen) -> None:
        from infoint_tui.ui.flows.import_people import import_people

        try:
            is_new = await import_people(self, self.services)
        finally:
            screen.is_asking = False
        if is_new:
            self.switch_mode("contacts")
        if isinstance(self.screen, TabScreen):
            self.screen.reload()

    def open_prep(self, interview_id: str) -> None:
        """Go to Prep with that interview chosen."""
        from infoint_tui.ui.screens.prep import PrepScreen

        self.switch_mode("prep")
        if isinstance(self.screen, PrepScreen):
            self.screen.choose(interview_id)

    def open_contact(self, contact_id: str) -> None:
        """Go to Contacts with that contact open."""
        from infoint_tui.ui.screens.contacts import ContactsScreen

        self.switch_mode("contacts")
        if isinstance(self.screen, ContactsScreen):
            self.screen.show(contact_id)

    async def open_conversation(self, conversation: LiveConversation) -> None:
        """Show an interview while it goes on, until it is left."""
        from infoint_tui.ui.screens.live import LiveScreen

        badge = "SAMPLE" if self._is_sample else ""
        screen = LiveScreen(self.services, conversation, self.keymap, badge)
        await self.push_screen_wait(screen)

    def _turn(self, step: Callable[[], str | None], said: str, nothing: str) -> None:
        screen = self.screen
        if not isinstance(screen, TabScreen):
            return
        try:
            label = step()
        except InfointError as error:
            self._show_error(error)
            return
        screen.reload()
        screen.inform(nothing if label is None else f"{said}: {label}")

    def _show_error(self, error: InfointError) -> None:
        if isinstance(self.screen, TabScreen):
            self.screen.show_error(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a screen is about to ask something, only leaving is possible."""
        screen = self.screen
        if isinstance(screen, KeyScreen) and screen.is_asking and action != "quit":
            return False
        return super().check_action(action, parameters)

    def on_top_line_tab_clicked(self, event: TopLine.TabClicked) -> None:
        """A tab was clicked."""
        self.switch_mode(event.screen_name)


def _collect_again() -> None:
    """Turn the garbage collector on again, if the start went without it, for what is new."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
