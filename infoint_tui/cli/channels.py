"""Channels on the command line: how someone was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Channel

CHANNELS = "email, note (handwritten), message, call, in_person, other."
"""What can be typed, for `--help`."""


def read_channel(word: str | None) -> Channel | None:
    """Return the channel that was typed; None stays None.

    Raises:
        InvalidInputError: no channel is called that.
    """
    if word is None:
        return None
    from infoint_tui.domain.records.touch import channel

    return channel(word)
