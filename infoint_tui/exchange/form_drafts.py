"""What is being typed into forms, kept on disk until it is saved or left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from infoint_tui.exchange.files import remove, replace_whole

FORM = ".json"
"""How the name of a file with what was typed into a form ends."""


class FormDrafts:
    """Keeps what is typed into forms: a file for each form, which only the user can read.

    Files are written and removed one after another in a thread, so nobody waits for the disk.

    Args:
        folder: where the files are; it does not have to exist.
        database: the database that the forms belong to.
    """

    def __init__(self, folder: Path, database: Path) -> None:
        self._folder = folder
        self._database = str(database.resolve())
        self._thread: ThreadPoolExecutor | None = None

    def of(self, about: str, form: str) -> FormDraft:
        """Return the place for what is typed into one form.

        Args:
            about: the id of the person it is about; "" for none.
            form: tells it apart from other forms about the same person.
        """
        whose, which = about or self._database, f"{self._database}\n{form}"
        return FormDraft(self._folder / f"{digest(whose)}-{digest(which)}{FORM}", self._run)

    def _run(self, step: Callable[[], None]) -> Future[None]:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "drafts")
        return self._thread.submit(step)


class FormDraft:
    """What is being typed into one form.

    Args:
        path: the file.
        run: runs steps one after another in a thread.
    """

    def __init__(self, path: Path, run: Callable[[Callable[[], None]], Future[None]]) -> None:
        self._path = path
        self._run = run
        self._last: Future[None] | None = None

    def read(self) -> Mapping[str, str]:
        """Return what was typed, by the names of the fields; nothing if that is not known."""
        if self._last is not None:
            self._last.exception()  # waits
        with suppress(OSError):
            return typed_in(self._path)
        return {}

    def keep(self, typed: Mapping[str, str]) -> Future[None]:
        """Keep what is typed in place of what was kept before.

        Args:
            typed: the texts by the names of their fields.

        Returns:
            What to wait for until it is on disk; an `InfointError` is in it if that failed.
        """
        text = msgspec.json.encode(typed).decode()
        self._last = self._run(lambda: replace_whole(self._path, text))
        return self._last

    def drop(self) -> Future[None] | None:
        """Forget what was typed; return what to wait for until that is done, if anything."""
        if self._last is not None or self._path.exists():
            self._last = self._run(lambda: remove(self._path))
        return self._last


def typed_in(path: Path) -> Mapping[str, str]:
    """Return the texts in a file by the names of their fields; none if it is damaged.

    Raises:
        OSError: it cannot be read.
    """
    with suppress(ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    return {}


def digest(text: str) -> str:
    """Return what stands for a text in the name of a file; an id comes from the data."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
