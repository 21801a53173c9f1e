"""Programs of their own, which a battery kills, races or fills the disk of.

They are forked from a server that has imported what they need, so that one starts in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import StoreError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store.repository import Repository
from infoint_tui.store.storage import AtomicJSONStorage, TransactionalStorage
from tests.batteries.table import Kind
from tests.store.stock import StockStorage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STORAGES: dict[Kind, Callable[[Path], TransactionalStorage]] = {
    "ours": AtomicJSONStorage,
    "stock": StockStorage,
}

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.batteries.children"])


def opened(path: Path, storage: Kind) -> Repository:
    """Open a file with one of the two storages, and a clock that stands still."""
    return Repository(path, FixedClock(NOW), storage=STORAGES[storage])


def contacts(path: Path) -> tuple[Contact, ...]:
    """Return the people in a file as the program reads it when it is opened.

    Raises:
        AssertionError: it cannot be opened, or is gone.
    """
    assert path.exists(), "the file is gone"
    try:
        return opened(path, "ours").all(Contact)
    except StoreError as error:
        raise AssertionError(f"the file is lost: {error}") from None


def add(repository: Repository, name: str) -> None:
    """Add someone whose id is their name."""
    repository.transact(f"add {name}", lambda tx: tx.put(Contact(id=name, name=name)))


def adds(connection: Connection, path: Path, storage: Kind, prefix: str, number: int) -> None:
    """As a program of its own: once told to begin, add people and say whom, or "!" and an error."""
    connection.recv()
    try:
        repository = opened(path, storage)
        for each in range(number):
            add(repository, f"{prefix} {each}")
            connection.send(f"{prefix} {each}")
    except Exception as error:  # noqa: BLE001 - stock storage has some of its own
        connection.send(f"! {type(error).__name__}: {error}")


@contextmanager
def child(work: Callable[..., None], *args: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """Start `work(connection, *args)` as a program of its own, and kill it in the end.

    Args:
        work: a function of a module.
        args: what it takes besides its end of the connection.

    Yields:
        The process, and the other end of its connection.
    """
    ours, theirs = _SERVER.Pipe()
    process = _SERVER.Process(target=work, args=(theirs, *args))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def said(connection: Connection) -> list[str]:
    """Return all that a child still says until its end."""
    words = []
    try:
        while True:
            words.append(connection.recv())
    except (EOFError, OSError):
        return words


def was_killed(process: BaseProcess) -> bool:
    """Return whether a child was killed, rather than having ended by itself."""
    process.join()
    return process.exitcode == -signal.SIGKILL
