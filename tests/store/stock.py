"""Stock TinyDB's own JSON storage behind the repository, to show what it does not promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw
from tinydb.storages import JSONStorage

from infoint_tui.store.storage import State, TransactionalStorage


class StockStorage(TransactionalStorage):
    """`tinydb.JSONStorage` as it is: it reads and writes the same tables, and locks nothing."""

    def __init__(self, path: Path) -> None:
        self._stock = JSONStorage(str(path))
        self._draft: Any = None
        self._depth = 0

    def read(self) -> State | None:
        if self._draft is not None:
            return self._draft
        found = self._stock.read()
        return found and {
            name: {key: Raw(msgspec.json.encode(doc)) for key, doc in table.items()}
            for name, table in found.items()
        }

    def close(self) -> None:
        self._stock.close()

    def __del__(self) -> None:
        with suppress(OSError):  # it may still have something to write, and no room for it
            self.close()

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        self._draft = data

    def put_back(self, state: State) -> Path:
        raise NotImplementedError  # it keeps nothing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._depth += 1
        yield
        self._depth -= 1
        if not self._depth and self._draft is not None:
            self._stock.write(msgspec.json.decode(msgspec.json.encode(self._draft)))
            self._draft = None
