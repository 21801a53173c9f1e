"""Doing something that takes a while in a thread, and showing its progress."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from threading import Event
from typing import TypeVar

from textual.app import App
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.dialog_keys import Hints

R = TypeVar("R")

_CELLS = 40


class ProgressDialog(Dialog[None]):
    """A progress bar with text. It closes by itself.

    Args:
        title: what it is about.
        words: what is being done.
        cancel: called by esc.
    """

    def __init__(self, title: str, words: str, cancel: Callable[[], object]) -> None:
        super().__init__(title)
        self._words = words
        self._text = Static(_bar(words, 0), id="body")
        self._cancel: Callable[[], object] | None = cancel

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the bar and the text."""
        yield self._text

    def show(self, share: float) -> None:
        """Show how much is done, from 0 to 1; once it is all, it can no longer be stopped."""
        self._text.update(_bar(self._words, share))
        if share >= 1:
            self._cancel = None
            self.query_one(Hints).visible = False

    def action_cancel(self) -> None:
        """Stop the work, if that is still possible."""
        if self._cancel:
            self._cancel()
            self._text.update(_bar("Stopping", 0))


class _StoppedError(InfointError):
    """The user stopped the work."""


async def with_progress(
    app: App[object], title: str, words: str, work: Callable[..., R]
) -> R | None:
    """Do something in a thread, showing the progress; the app goes on meanwhile.

    Args:
        app: the app.
        title: what it is about.
        words: what is being done.
        work: does it. Its argument `progress` is called with how much is done and how much there
            is; when the user stops the work, that raises, unless all was done already.

    Returns:
        What the work returned; None if the user stopped it.
    """
    is_stopped = Event()
    dialog = ProgressDialog(title, words, is_stopped.set)

    def tell(done: int, total: int) -> None:
        if is_stopped.is_set():
            raise _StoppedError("Stopped.")
        app.call_from_thread(dialog.show, done / max(total, 1))

    await app.push_screen(dialog)
    try:
        return await asyncio.to_thread(partial(work, progress=tell))
    except _StoppedError:
        return None
    finally:
        is_stopped.set()  # it may be the app that ends
        await dialog.dismiss()


def _bar(words: str, share: float) -> Content:
    full = round(_CELLS * share)
    return Content.assemble(
        ("█" * full, "$accent"), ("░" * (_CELLS - full), "$line"), f"\n{clean_line(words)}"
    )
