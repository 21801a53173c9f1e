"""What happened with a contact, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.vocabulary import CHANNEL_WORDS, TOUCH_WORDS
from infoint_tui.ui.kit.drawing import plain

if TYPE_CHECKING:  # the records are slow to import, and the first rows are drawn without them
    from infoint_tui.domain.records.touch import Touch


def touch_words(touch: Touch) -> tuple[str, str]:
    """Return what happened, in words and on one line, and how: "by phone", or ""."""
    verb = TOUCH_WORDS[touch.kind]
    channel = CHANNEL_WORDS[touch.channel] if touch.channel else ""
    first, _, rest = touch.text.partition("\n")
    if rest and first.endswith(":"):  # a message after what it was for
        what, said = first[:-1], rest
    elif rest or touch.kind == "thank_you":
        what, said = verb, touch.text
    else:
        what, said = touch.text or verb, ""
    words = ": ".join(part for part in (plain(what), plain(said)) if part)
    return words or "in touch", channel
