"""A change that waits for another program to let go of the file."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from infoint_tui.domain.basics.errors import LockedError


class Held(Message):
    """Asks the app to try a change again once the file is free.

    Args:
        error: says who holds the file.
        again: makes the change; it may find the file held once more.
        tell: shows why it takes a while; "" hides it.
    """

    def __init__(
        self, error: LockedError, again: Callable[[], object], tell: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.error = error
        self.again = again
        self.tell = tell
        self.is_dropped = False
        """Whether it is not to be made anymore."""
        self._is_explained = False

    def explain(self, words: str) -> None:
        """Show why it takes a while, unless that was shown already."""
        if not self._is_explained:
            self._is_explained = True
            self.tell(words)
