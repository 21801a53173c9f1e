"""Ways to find one's way: hints, keys, help, the palette, and the messages to read again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from textual import events
from textual.notifications import Notify

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import squeeze
from infoint_tui.ui.screen import KeyScreen, TabScreen, way_back
from infoint_tui.ui.shell.lifecycle import LifecycleApp
from infoint_tui.ui.shell.theme import LOOKS

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.hints import Hint
    from infoint_tui.domain.search.listing import ContactRow
    from infoint_tui.services.container import Services
    from infoint_tui.ui.dialogs.palette import PaletteDialog
    from infoint_tui.ui.keys.palette_offers import Offer
    from infoint_tui.ui.shell.session import SessionFile

_RECENT = 5
"""Commands of the palette that stand first the next time."""
_MESSAGES = 50
"""Messages that can be read again."""
_TIME = len("09:00  ")
"""The cells before a message that is read again."""
_LINES, _ERROR_LINES, _TOAST_SIDES = 2, 5, 2
"""The most lines of a message on the screen, and the cells that its sides take."""


@dataclass(frozen=True)
class ShownMessage:
    """Something that was shown for a moment."""

    at: datetime
    words: str
    tone: str
    """"" or "error"."""


class HelpAndPaletteApp(LifecycleApp):
    """An app with the user's keys, that can tell them.

    Args:
        sessions: as for `ReturningApp`.
        keymap: the keys of the commands.
        hints: tell a newcomer the next step.
    """

    services: Services

    def __init__(self, sessions: SessionFile | None, keymap: Keymap, *, hints: bool) -> None:
        super().__init__(sessions)
        self.keymap = keymap
        self._hints = hints
        self.messages: deque[ShownMessage] = deque(maxlen=_MESSAGES)
        """The latest messages, the newest first."""
        self._recent: list[str] = []
        self._theme_before = ""

    def notify(self, message: str, *, severity: Any = "information", **more: Any) -> None:
        """Show a message, and keep it to be read again, once however often it is repeated.

        A long one loses its middle, where the names stand, an error less than what else is said;
        what is kept is whole.
        """
        tone = "error" if severity == "error" else ""
        if not self.messages or self.messages[0].words != message:
            self.messages.appendleft(ShownMessage(self.services.context.clock.now(), message, tone))
        room = max(1, self.size.width - _TOAST_SIDES)
        shown = "\n".join(squeeze(message, room, _ERROR_LINES if tone else _LINES))
        super().notify(shown, severity=severity, **more)

    def on_notify(self, _: Notify) -> None:
        """What was said before gives way to what is said now."""
        self.clear_notifications()

    async def run_action(self, *action: Any, **more: Any) -> bool:
        """Carry out an action; an error of ours, as of a file that is damaged, is shown."""
        try:
            return await super().run_action(*action, **more)
        except InfointError as error:
            if isinstance(self.screen, TabScreen):
                self.screen.show_error(error)
            return True

    def choose_theme(self, name: str) -> None:
        """Change to a theme, and keep it for the next time."""
        raise NotImplementedError

    # --- the next step of a newcomer ---------------------------------------------------------

    def hint(self) -> Hint | None:
        """The next step of a newcomer, unless it was dismissed."""
        if not self._hints:
            return None
        hint = self.services.overview.next_step()
        return hint if hint and hint.id not in self.session.dismissed else None

    def action_hide_hint(self) -> None:
        """Hide the hint that is shown, for good."""
        hint, screen = self.hint(), self.screen
        if not isinstance(screen, TabScreen):
            return
        if hint is None:
            screen.inform("No hint is shown.")
        else:
            self.session.dismissed.add(hint.id)
            screen.show_hint()

    def on_hint_line_dismissed(self) -> None:
        """The way to hide the hint was clicked."""
        self.action_hide_hint()

    # --- help --------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """The keys of the help work above a dialog too, unless a text field took them."""
        is_help = event.key in self.keymap.find("app.help").every_key
        if is_help and not isinstance(self.screen, KeyScreen):
            event.prevent_default()
            self.action_help()

    def action_help(self) -> None:
        """Show the keys that work here; the same key closes them again."""
        from infoint_tui.ui.dialogs.help import HelpScreen
        from infoint_tui.ui.keys.key_help import on_screen
        from infoint_tui.ui.kit.key_help import Explained

        screen = self.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
        elif isinstance(screen, KeyScreen):
            screen.is_asking = True
            self.run_worker(self._help(on_screen(self.keymap, screen.NAME)))
        elif isinstance(screen, Explained) and (groups := screen.key_groups()):
            self.run_worker(self._help(groups))

    async def _help(self, groups: Any) -> None:
        from infoint_tui.ui.dialogs.help import HelpScreen

        action = await self._ask(HelpScreen(groups))
        if action:
            await self.run_action(action)

    async def _ask(self, dialog: Any) -> Any:
        """Ask above the screen in front; when it is answered its keys work again."""
        screen = self.screen
        try:
            return await self.push_screen_wait(dialog)
        finally:
            if isinstance(screen, KeyScreen):
                screen.is_asking = False

    # --- palette -----------------------------------------------------------------------------

    def action_palette(self) -> None:
        """Find any command, person or theme by some letters; above a dialog there is nothing."""
        screen = self.screen
        if isinstance(screen, KeyScreen):
            screen.is_asking = True
            self.run_worker(self._palette(screen))

    async def _palette(self, screen: KeyScreen) -> None:
        from infoint_tui.ui.dialogs.palette import PaletteDialog
        from infoint_tui.ui.keys.palette_offers import PeopleIndex, command_offers, theme_offers

        commands = [
            each for each in self.keymap.on_screen(screen.NAME) if each.name != "app.palette"
        ]
        offers = (
            *command_offers(commands, self._recent),
            *theme_offers(LOOKS),
        )
        self._theme_before = self.theme
        chosen = await self._ask(PaletteDialog(offers, PeopleIndex(self._rows(screen)).find))
        self.theme = self._theme_before
        if chosen is not None:
            await self._take(chosen)

    async def _take(self, chosen: Offer) -> None:
        if chosen.kind == "person":
            self.open_contact(chosen.id)
        elif chosen.kind == "theme":
            self.choose_theme(chosen.id)
        else:
            recent = [chosen.id, *(name for name in self._recent if name != chosen.id)]
            self._recent = recent[:_RECENT]
            await self.run_action(self.keymap.find(chosen.id).action)

    def _rows(self, screen: KeyScreen) -> tuple[ContactRow, ...]:
        """Everybody to go to; nobody while an interview goes on."""
        if not isinstance(screen, TabScreen):
            return ()
        try:
            return self.services.overview.rows()
        except InfointError as error:
            screen.show_error_once(error)
            return ()

    def on_palette_dialog_previewed(self, event: PaletteDialog.Previewed) -> None:
        """Show the theme under the cursor; the one before when it has left."""
        self.theme = event.theme or self._theme_before

    def open_contact(self, contact_id: str) -> None:
        """Go to Contacts with that contact open."""
        raise NotImplementedError

    # --- messages ----------------------------------------------------------------------------

    def action_messages(self) -> None:
        """Show the latest messages, the newest first."""
        from infoint_tui.ui.kit.notice import NoticeDialog

        if isinstance(self.screen, TabScreen):
            zone, end = ZoneInfo(self.services.context.clock.zone), way_back(self.keymap)
            lines = [
                (f"{each.at.astimezone(zone):%H:%M}  {_past(each.words, end)}", each.tone)
                for each in self.messages
            ]
            nothing = [("Nothing yet.", "muted")]
            self.push_screen(NoticeDialog("Messages", lines or nothing, _TIME if lines else 0))


def _past(words: str, end: str) -> str:
    """A message without the key that undoes its step, as other steps may have followed."""
    return clean_line(words).removesuffix(end)
