"""A program of its own that changes a file, to be killed, starved or raced by the tests.

    worker.py STORAGE FILE once LIMIT ACT  add a contact; past LIMIT bytes the kernel will "kill"
    worker.py STORAGE FILE race NAME N     add N contacts; the first waits between read and write

It speaks on stdout, a line at a time, and waits for lines on stdin.
"""

from __future__ import annotations

import resource
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from stock import StockStorage

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store.repository import Repository, Transaction
from infoint_tui.store.storage import AtomicJSONStorage


def say(line: str) -> None:
    print(line, flush=True)


def once(repository: Repository, limit: str, on_limit: str) -> None:
    if limit != "none":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        action = signal.SIG_DFL if on_limit == "kill" else signal.SIG_IGN
        signal.signal(signal.SIGXFSZ, action)

    def change(tx: Transaction) -> None:
        tx.put(Contact(id="new", name="Ana Ruiz"))

    try:
        repository.transact("add Ana Ruiz", change)
    except (InfointError, OSError, ValueError) as error:
        say(f"{type(error).__name__}: {error}")
    else:
        say("saved")


def race(repository: Repository, name: str, number: str) -> None:
    say("ready")
    sys.stdin.readline()
    for n in range(int(number)):

        def change(tx: Transaction, n: int = n) -> None:
            if n == 0:
                say("read")
                sys.stdin.readline()
            tx.put(Contact(id=f"{name}-{n}", name=f"Person {name}-{n}"))

        repository.transact("add", change)


if __name__ == "__main__":
    storage = {"ours": AtomicJSONStorage, "stock": StockStorage}[sys.argv[1]]
    clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    opened = Repository(Path(sys.argv[2]), clock, storage=storage)
    {"once": once, "race": race}[sys.argv[3]](opened, *sys.argv[4:])
