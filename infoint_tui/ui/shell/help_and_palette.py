"""Help and palette: what the keys do here, and everything the user can do, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screen import KeyScreen, TabScreen
from infoint_tui.ui.shell.theme import LOOKS

if TYPE_CHECKING:
    from infoint_tui.domain.search.listing import ContactRow
    from infoint_tui.ui.keys.palette_offers import Offer
    from infoint_tui.ui.kit.key_help import Group

_RECENT = 5
"""How many commands recently used in the palette are listed first next time."""


class HelpAndPalette:
    """Shows the help and the palette over a screen, and runs what is chosen in them.

    Args:
        app: the app to show them in.
        keymap: the keys of the commands.
        people: returns the people the user can go to; may raise an `InfointError`.
        open_contact: goes to the contact with that id.
        choose_theme: changes to the theme with that name, and keeps it.
    """

    def __init__(
        self,
        app: App[None],
        keymap: Keymap,
        *,
        people: Callable[[], tuple[ContactRow, ...]],
        open_contact: Callable[[str], None],
        choose_theme: Callable[[str], None],
    ) -> None:
        self._app = app
        self._keymap = keymap
        self._people = people
        self._open_contact = open_contact
        self._choose_theme = choose_theme
        self._recent: list[str] = []
        self._theme_before = ""

    # --- help --------------------------------------------------------------------------------

    def show_help(self) -> None:
        """Show the keys that work here, or close the help if it is open."""
        from infoint_tui.ui.dialogs.help import HelpScreen
        from infoint_tui.ui.keys.key_help import on_screen
        from infoint_tui.ui.kit.key_help import Explained

        screen = self._app.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
        elif isinstance(screen, KeyScreen):
            screen.is_asking = True
            self._app.run_worker(self._help(on_screen(self._keymap, screen.place)))
        elif isinstance(screen, Explained) and (groups := screen.key_groups()):
            self._app.run_worker(self._help(groups))

    async def _help(self, groups: tuple[Group, ...]) -> None:
        from infoint_tui.ui.dialogs.help import HelpScreen

        action = await self._ask(HelpScreen(groups))
        if action:
            await self._app.run_action(action)

    async def _ask(self, dialog: Any) -> Any:
        """Show a dialog over the current screen; the screen's keys work again once it closes."""
        screen = self._app.screen
        try:
            return await self._app.push_screen_wait(dialog)
        finally:
            if isinstance(screen, KeyScreen):
                screen.is_asking = False

    # --- palette -----------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Find any command, person or theme by a few letters; over a dialog, do nothing."""
        screen = self._app.screen
        if isinstance(screen, KeyScreen):
            screen.is_asking = True
            self._app.run_worker(self._palette(screen))

    def preview(self, theme: str | None) -> None:
        """Show the theme under the palette's cursor; None goes back to the previous theme."""
        self._app.theme = theme or self._theme_before

    async def _palette(self, screen: KeyScreen) -> None:
        from infoint_tui.ui.dialogs.palette import PaletteDialog
        from infoint_tui.ui.keys.palette_offers import PeopleIndex, command_offers, theme_offers

        here = self._keymap.on_screen(screen.place)
        commands = [each for each in here if each.name != "app.palette"]
        offers = (*command_offers(commands, self._recent), *theme_offers(LOOKS))
        self._theme_before = self._app.theme
        chosen = await self._ask(PaletteDialog(offers, PeopleIndex(self._rows(screen)).find))
        self._app.theme = self._theme_before
        if chosen is not None:
            await self._take(chosen)

    async def _take(self, chosen: Offer) -> None:
        if chosen.kind == "person":
            self._open_contact(chosen.id)
        elif chosen.kind == "theme":
            self._choose_theme(chosen.id)
        else:
            recent = [chosen.id, *(name for name in self._recent if name != chosen.id)]
            self._recent = recent[:_RECENT]
            await self._app.run_action(self._keymap.find(chosen.id).action)

    def _rows(self, screen: KeyScreen) -> tuple[ContactRow, ...]:
        """Return the people the user can go to; nobody during a live conversation."""
        if not isinstance(screen, TabScreen):
            return ()
        try:
            return self._people()
        except InfointError as error:
            screen.show_error_once(error)
            return ()
