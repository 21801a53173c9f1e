"""The app: one mode a screen, the palette, help, undo and redo, and an eye on the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from infoint_tui.domain.errors import InfointError
from infoint_tui.ui.commands import SCREENS, ScreenName
from infoint_tui.ui.palette import commands_for
from infoint_tui.ui.screens.base import TabScreen
from infoint_tui.ui.screens.opening import make_screen
from infoint_tui.ui.theme import DARK, THEMES
from infoint_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from infoint_tui.services.suite import Services

SampleFactory = Callable[[], AbstractContextManager["Services"]]


class InfointApp(App[None]):
    """infoint-tui.

    Args:
        services: the use cases, over the user's file or over a sample.
        samples: opens services over throwaway sample people.
        start: the screen to begin with; Contacts if left out.
        is_sample: the services given are a sample: say so on every screen.
    """

    TITLE = "infoint"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "styles/app.tcss",
        "styles/contacts.tcss",
        "styles/prep.tcss",
        "styles/board.tcss",
        "styles/dialogs.tcss",
    ]
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
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
    ) -> None:
        super().__init__()
        self.services = services
        self._samples = samples
        self._start: ScreenName = start if start in SCREENS else "contacts"
        self._is_sample = is_sample
        self._open = ExitStack()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.animation_level = "none"

    # --- starting and stopping ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first screen, or the three choices of a first start."""
        if self.services.overview.revision:
            self.begin()
        else:
            self.welcome()

    @work
    async def welcome(self) -> None:
        """Ask how to begin: with sample people, a first person, or a file."""
        from infoint_tui.ui.dialogs.welcome import WelcomeScreen

        choice = await self.push_screen_wait(WelcomeScreen(str(self.services.desk.repository.path)))
        if choice == "sample":
            self.services = self._open.enter_context(self._samples())
            self._is_sample = True
        self.begin()
        if choice == "add":
            self.call_later(self.run_action, "screen.new")
        elif choice == "import":
            self.call_later(self.run_action, "import_file")

    def begin(self) -> None:
        """Set up the screens over the services and open the first one."""
        for name in SCREENS:
            badge = "SAMPLE" if self._is_sample else ""
            self.add_mode(name, partial(make_screen, name, self.services, badge))
        self.switch_mode(self._start)
        self.set_interval(self.WATCH_SECONDS, self.watch_file)

    async def on_unmount(self) -> None:
        """Throw the sample away, if there was one."""
        self._open.close()

    def watch_file(self) -> None:
        """Show what another program changed in the file, and what time has changed."""
        screen = self.screen
        if not isinstance(screen, TabScreen):
            return
        try:
            self.services.desk.repository.refresh()
        except InfointError as error:
            screen.complain_once(error)
        else:
            screen.catch_up()

    # --- commands that work everywhere -------------------------------------------------------

    def action_contacts(self) -> None:
        """Go to the contacts."""
        self.switch_mode("contacts")

    def action_prep(self) -> None:
        """Go to the preparation of a talk."""
        self.switch_mode("prep")

    def action_board(self) -> None:
        """Go to the follow-up board."""
        self.switch_mode("board")

    def action_palette(self) -> None:
        """Find any command by name; there is nothing to find above a dialog."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette, unless a dialog is in front."""
        if isinstance(self.screen, TabScreen):
            super().action_command_palette()

    def action_help(self) -> None:
        """Show the keys that work here."""
        from infoint_tui.ui.dialogs.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            name = self.screen.NAME if isinstance(self.screen, TabScreen) else None
            self.push_screen(HelpScreen(name))

    def action_undo(self) -> None:
        """Take back the latest change."""
        self._turn(self.services.undo, "Undid", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.services.redo, "Did again", "Nothing to do again.")

    @work
    async def action_import_file(self) -> None:
        """Import people from a file."""
        from infoint_tui.ui.import_people import import_people

        await import_people(self, self.services)
        if isinstance(self.screen, TabScreen):
            self.screen.reload()

    def open_prep(self, interview_id: str) -> None:
        """Go to Prep with that talk chosen."""
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

    def _turn(self, step: Callable[[], str | None], said: str, nothing: str) -> None:
        screen = self.screen
        if not isinstance(screen, TabScreen):
            return
        try:
            label = step()
        except InfointError as error:
            self._complain(error)
            return
        screen.reload()
        screen.say(nothing if label is None else f"{said}: {label}")

    def _complain(self, error: InfointError) -> None:
        if isinstance(self.screen, TabScreen):
            self.screen.complain(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a screen is about to ask something, only leaving is possible."""
        screen = self.screen
        if isinstance(screen, TabScreen) and screen.is_asking and action != "quit":
            return False
        return super().check_action(action, parameters)

    def on_top_line_tab_clicked(self, event: TopLine.TabClicked) -> None:
        """A tab was clicked."""
        self.switch_mode(event.screen_name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of this screen, for the palette."""
        return commands_for(self, screen)
