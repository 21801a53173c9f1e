"""Each call to the system that a change makes fails in every way, and what is said is true."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from unittest import mock

from msgspec import Struct

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.services.context import UseCaseContext
from infoint_tui.services.preferences import Preferences
from infoint_tui.store import swap
from infoint_tui.store.repository import Repository
from tests.batteries.children import NOW, STORAGES
from tests.batteries.system_calls import (
    ERRORS,
    OTHERS,
    EndOfProgram,
    Fault,
    SystemCalls,
    watched,
)
from tests.batteries.table import Kind, Terms

UNCHANGED = ("Nothing was changed", "No backup was made", "left as is", "cannot be read")
"""What an error says if the file is as it was."""
UNCONFIRMED = ", but the disk has not confirmed it"
"""What is said if it is done, and may yet be gone after a power failure."""
PARTLY = "Purged Bo Lindqvist from the file, but"
"""What an error says if the file is as it should be, and something beside it is not."""
CONNECTIONS = "connections.csv"
PEOPLE = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Eva,Lind,https://www.linkedin.com/in/eva-lind,,Tide Power,Data lead,01 Dec 2025\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Lumen Energy,Data lead,01 Dec 2025\n"
)


def _person(at: Services, name: str) -> str:
    return next(each.id for each in at.context.repository.all(Contact) if each.name == name)


def _import(at: Services) -> object:
    return at.importing.run(at.context.repository.path.parents[3] / CONNECTIONS)


def _write_up(at: Services) -> object:
    draft = DebriefDraft(
        learned="models are the easy half",
        advice=("read the paper",),
        names=(SuggestedPerson(name="Teo Maran"),),
    )
    return at.debriefing.save(at.debriefing.interview_of(_person(at, "Ana Ruiz")).id, draft)


def _restore(at: Services) -> object:
    found = at.backing_up.all()[-1]
    return at.backing_up.restore(found.read(), found.path.name)


def _add_by_renaming(at: Services) -> object:
    """Add someone as on systems where two files cannot swap names."""
    with mock.patch.object(swap, "_renameat2", return_value=None):
        return at.contacts.add("Cy Moss")


ACTS: dict[str, Callable[[Services], object]] = {
    "add": lambda at: at.contacts.add("Cy Moss", organization="Tide"),
    "add by renaming": _add_by_renaming,
    "import": _import,
    "write up": _write_up,
    "undo": lambda at: at.undo(),
    "merge": lambda at: at.merging.merge(_person(at, "Ana Ruiz"), _person(at, "Ana R.")),
    "purge": lambda at: at.purging.purge(_person(at, "Bo Lindqvist"), "Bo Lindqvist"),
    "restore": _restore,
    "back up": lambda at: at.backing_up.make(),
    "first add": lambda at: at.contacts.add("Cy Moss"),
    "restore a damaged file": _restore,
}
ONLY_OURS = {"add by renaming", "first add", "restore a damaged file"}
"""What stock storage cannot do: it makes no folder, and keeps nothing."""


def run(terms: Terms) -> Iterator[str]:
    """Do each thing with each fault at each of its calls."""
    (terms.folder / CONNECTIONS).write_text(PEOPLE, "utf-8")
    for act in ACTS:
        if terms.storage == "ours" or act not in ONLY_OURS:
            yield from _Trials(terms, act).run()


class Seen(Struct, frozen=True):
    """What is kept, as it is compared."""

    records: str = ""
    steps: tuple[str, ...] = ()
    """The labels of the history."""
    backups: int = 0


class _Trials:
    """One thing, done to a copy of the same files over and over."""

    def __init__(self, terms: Terms, act: str) -> None:
        self._act, self._storage = act, terms.storage
        self._is_whole = terms.is_long or act == "add"
        self._folder = terms.new_folder(act.replace(" ", "-"))
        self._start = self._folder / "start"
        self._numbers = count()
        self._prepare()
        self._before = self._seen(self._start)
        folder = self._copy()
        self._calls = SystemCalls(folder)
        assert self._watched(folder, self._calls)[1:] == ("", [])
        self._after = self._seen(folder)
        assert self._before != self._after

    def run(self) -> Iterator[str]:
        for fail_at, call in enumerate(self._calls.seen):
            for fault in self._faults(fail_at, call):
                folder = self._copy()
                try:
                    self._check(folder, SystemCalls(folder, fail_at, fault), fault, call)
                except (AssertionError, InfointError, OSError, ValueError) as error:
                    broken = f"{type(error).__name__}: {error}"
                    yield f"{self._act}, {fault.name} at {fail_at} ({call}): {broken}"
                else:
                    yield ""
                shutil.rmtree(folder)

    def _faults(self, at: int, call: str) -> Iterator[Fault]:
        """Yield the faults of a call; the short form takes one by turns, but all for "add"."""
        others = (each for each in OTHERS if call.startswith("write") or not each.is_short)
        every = (*ERRORS, *others)
        yield from every if self._is_whole else (every[at % len(every)],)

    def _check(self, folder: Path, calls: SystemCalls, fault: Fault, call: str) -> None:
        at, said, told = self._watched(folder, calls)
        now = self._seen(folder)
        if fault.ends:
            assert now in (self._before, self._after), "neither old nor new"
            at = self._opened(folder, 700)
        elif (
            said
            and not said.startswith(PARTLY)
            and (UNCONFIRMED not in said or "Nothing was changed" in said)
        ):
            assert now == self._before, f"changed, though it says: {said}"
            assert any(words in said for words in UNCHANGED), f"does not say if it changed: {said}"
        else:
            assert now == self._after, "said to be done, and is not"
            if call == "fsync data" and fault.number:
                assert any(UNCONFIRMED in each for each in (*told, said)), "not told"
        if now == self._before:
            again = self._attempt(at)
            assert again == "", f"a second time it says: {again}"
            assert self._seen(folder) == self._after, "the second time does something else"
        at.contacts.add("Dee Park")
        assert not [*folder.rglob("*.tmp")], "a temporary file is left"

    def _watched(self, folder: Path, calls: SystemCalls) -> tuple[Services, str, list[str]]:
        """Do it while calls are watched; return also how it ends, and what is told besides."""
        told: list[str] = []
        said = "the program has ended"
        with watched(calls), suppress(EndOfProgram):
            at = self._opened(folder, 500)
            at.context.repository.notify(told.append)
            calls.is_armed = True
            said = self._attempt(at)
            calls.is_armed = False
            if self._act != "restore a damaged file" or not said:
                assert self._records(at.context.repository) == self._seen(folder).records, "memory"
        return at, said, told

    def _attempt(self, at: Services) -> str:
        """Do it; return the error it ends with, or "" if it is done."""
        try:
            ACTS[self._act](at)
        except InfointError as error:
            return str(error)
        except OSError as error:
            if self._storage == "ours":  # that is nothing to show anyone
                raise AssertionError(f"{type(error).__name__}: {error}") from None
            return f"{error}. {UNCHANGED[0]}"
        return ""

    def _prepare(self) -> None:
        folder = self._start / "data"
        if self._act == "first add":
            self._start.mkdir()
            return
        folder.mkdir(parents=True)
        at = self._opened(folder.parent)
        ana = at.contacts.add("Ana Ruiz", organization="Lumen Energy")
        at.backing_up.make()
        at.contacts.add("Ana R.", title="Data lead")
        at.contacts.add("Bo Lindqvist")
        met = Interview(id="talk", contact_id=ana.id, held_on=date(2026, 2, 27), zone="UTC")
        at.context.repository.transact("meet", lambda tx: tx.put(met))
        if self._act == "restore a damaged file":
            (folder / "infoint.json").write_bytes(b"garbage")

    def _copy(self) -> Path:
        folder = self._folder / str(next(self._numbers))
        shutil.copytree(self._start, folder)
        return folder

    def _opened(self, folder: Path, first_id: int = 1) -> Services:
        """Open the file; new ids are numbers, so that what is made twice can be compared."""
        return services(folder / "data" / "infoint.json", self._storage, first_id)

    def _seen(self, folder: Path) -> Seen:
        path = folder / "data" / "infoint.json"
        repository = services(path, "ours").context.repository
        backups = repository.backups.all()
        for each in backups:
            each.read()
        made = len(backups) if self._act == "back up" else 0
        if not path.exists():
            return Seen("{}", backups=made)
        if self._act == "restore a damaged file" and path.read_bytes() == b"garbage":
            return Seen("garbage")
        return Seen(
            self._records(repository), tuple(each.label for each in repository.history()), made
        )

    def _records(self, repository: Repository) -> str:
        """Return all records as text, with ids numbered in the order they come in."""
        state = repository.read_all()
        records = {
            name: {key: json.loads(bytes(raw)) for key, raw in table.items()}
            for name, table in state.items()
            if not name.startswith("_")
        }
        ids: dict[str, str] = {}
        return re.sub(
            r"id-\d{5}|\b[0-9a-f]{12}\b",
            lambda found: ids.setdefault(found[0], f"id {len(ids)}"),
            json.dumps(records),
        )


def services(path: Path, storage: Kind, first_id: int = 1) -> Services:
    """Return the services over a file, with ids that count up and a clock that stands still."""
    numbers, clock = count(first_id), FixedClock(NOW)
    repository = Repository(path, clock, storage=STORAGES[storage])
    context = UseCaseContext(
        repository, clock, Preferences(Settings()), lambda: f"id-{next(numbers):05}"
    )
    return Services(context, path.parents[1] / "drafts")
