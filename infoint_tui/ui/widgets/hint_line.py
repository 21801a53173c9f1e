"""The line above the bottom line that shows a newcomer the next step; it can be hidden for good."""

from __future__ import annotations

import re

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from infoint_tui.domain.follow_through.hints import Hint
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import cut

_PLACE = re.compile(r"\{([a-z_.]+)\}")
_GAP = 2
_SOMEBODY = "someone"
"""The name to use when the keys would act on someone else, or on nobody."""


class HintLine(Widget):
    """One quiet sentence with its keys in the accent color, and the key that hides it.

    Args:
        screen: the screen it is on.
        keymap: the keys of the commands.
    """

    DEFAULT_CSS = """
    HintLine {
        height: 1;
        padding: 0 1;
        color: $muted;
        display: none;
        &.-shown { display: block; }
    }
    """

    class Dismissed(Message):
        """The text that hides the line was clicked."""

    def __init__(self, screen: ScreenName, keymap: Keymap) -> None:
        super().__init__()
        self._screen: ScreenName = screen
        self._keymap = keymap
        self.hint: Hint | None = None
        """The hint to show; None if there is none."""
        self._contact_id: str | None = None

    def show(self, hint: Hint | None) -> None:
        """Show a hint; None hides the line."""
        if hint is not None and self._screen in hint.unless:
            hint = None
        self.hint = hint
        self.set_class(hint is not None, "-shown")
        self.refresh()

    def follow(self, contact_id: str | None) -> None:
        """Use this contact's name if the hint is about them, since its keys would act on them."""
        self._contact_id = contact_id
        self.refresh()

    def render(self) -> Content:
        """Return the sentence, cut off with an ellipsis if needed, and how to hide it."""
        if self.hint is None:
            return Content("")
        width, way_out = self.content_size.width, self._way_out
        room = max(width - way_out.cell_length - _GAP, 0)
        words = self._words(self.hint).truncate(room, ellipsis=True, pad=True)
        return Content.assemble(words, " " * _GAP, way_out)

    @property
    def _way_out(self) -> Content:
        return Content.assemble((self._keymap.key("app.hide_hint"), "$key"), " hides it")

    def _words(self, hint: Hint) -> Content:
        """Return the sentence; on another screen, start with how to get to where its keys work."""
        words, who = hint.words, hint.people.get(self._contact_id or "", _SOMEBODY)
        if self._screen not in hint.screens:
            who = _SOMEBODY
            there = hint.screens[0]
            words = f"{{app.{there}}} {SCREENS[there].title}: {words}"  # type: ignore[index]
        pieces = []
        for place, text in enumerate(_PLACE.split(words)):
            if place % 2 == 0:
                pieces.append(Content(text))
            elif text == "who":
                pieces.append(Content(cut(who, self.content_size.width // 3)))
            else:
                pieces.append(Content.styled(self._keymap.key(text), "$key"))
        return Content("").join(pieces)

    def on_click(self, event: events.Click) -> None:
        """Hide the line when the text that offers it is clicked."""
        if self.hint is not None and event.x > self.size.width - 2 - self._way_out.cell_length:
            self.post_message(self.Dismissed())
