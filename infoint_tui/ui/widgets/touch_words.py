"""What happened with a contact, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.vocabulary import CHANNEL_WORDS, TOUCH_WORDS
from infoint_tui.ui.kit.drawing import plain

if TYPE_CHECKING:  # slow to import, and not needed to draw the first rows
    from infoint_tui.domain.records.touch import Touch


def touch_parts(touch: Touch) -> tuple[str, str, str]:
    """Return what happened, the words that were said or sent if any, and how: "by phone", or "".

    The words may have several lines.
    """
    verb = TOUCH_WORDS[touch.kind]
    channel = CHANNEL_WORDS[touch.channel] if touch.channel else ""
    first, _, rest = touch.text.partition("\n")
    if rest and first.endswith(":"):  # a message below its purpose
        return first[:-1], rest, channel
    if rest or touch.kind == "thank_you":
        return verb, touch.text, channel
    return touch.text or verb, "", channel


def touch_words(touch: Touch) -> tuple[str, str]:
    """Return what happened, as text on one line, and how: "by phone", or ""."""
    what, said, channel = touch_parts(touch)
    words = ": ".join(part for part in (plain(what), plain(said)) if part)
    return words or "in touch", channel
