"""What is measured, each beside its floor: by turns, in one run, in a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Literal

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.search.query import parse_query
from infoint_tui.domain.vocabulary import ScreenName
from tests.bench import people
from tests.bench.floors import FOOTER
from tests.bench.table import Row
from tests.terminal import APP, Terminal, terminal

COUNTS = (1_000, 10_000, 50_000)
COMMAND = str(Path(sys.executable).with_name("infoint"))
"""The installed entry point, as a person calls it."""
FLOORS = str(Path(__file__).with_name("floors.py"))
WORDS = ("galo", "berg", "quin", "rail e", "frost", "malmö", "zeb")
"""What is looked for; letters are typed and deleted one by one."""
BACKSPACE = "\x7f"
SHOWN = 10
"""Letters of a name that stand on the list at least."""
STILL = 0.05
"""Seconds without output after which the next key is pressed."""
AT_REST = 1.0
"""Seconds without output after which memory is read."""

CARDS = 30_000
"""vCards in the file that is imported."""

ONCE = 30
"""How often a thing is measured if the command line does not say."""


class Bench:
    """The files in a folder, the number of rounds, and every measurement by name.

    Args:
        folder: an empty folder that is thrown away afterwards.
        runs: how often each program is started; keys and writes are repeated in proportion.
    """

    def __init__(self, folder: Path, runs: int = ONCE) -> None:
        self._folder = folder
        self._runs = runs
        self._env = {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            # As installed: compiled once, by the start that warms up, and outside the source tree.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }

    @cached_property
    def measurements(self) -> dict[str, Callable[[], Iterator[Row]]]:
        """Every measurement by its name, in the order of the table."""
        return {
            "start-1000": lambda: self._start(1_000, 1.2, 1.0),
            "start-10000": lambda: self._start(10_000, 1.3, 1.1),
            "today": self._today,
            "search": self._search,
            "scroll": self._scroll,
            "board-1000": lambda: self._board(self._file(1_000), "1,000 people", 9, 6),
            "board-years": lambda: self._board(self._years, "5,000 people, five years", 18, 9),
            "save-1000": lambda: self._save(1_000),
            "save-10000": lambda: self._save(10_000),
            "cards": self._cards,
            "memory": self._memory,
            "help": self._help,
        }

    # --- starting ----------------------------------------------------------------------------

    def _start(self, count: int, bar: float, goal: float) -> Iterator[Row]:
        first = self._sorted_names(count)[0]
        ours, floor = self._by_turns(
            lambda: self._first_rows(self._file(count), "contacts", first),
            lambda: self._until("empty", FOOTER),
        )
        yield Row(f"first rows, {count:,} contacts", "median", bar, goal, ours, floor)

    def _today(self) -> Iterator[Row]:
        first = people.services_over(self._years).today.agenda().lines[0]
        ours, floor = self._by_turns(
            lambda: self._first_rows(self._years, "today", first.contact.name),
            lambda: self._until("empty", FOOTER),
        )
        yield Row("Today's first line, five years", "median", 1.9, 1.4, ours, floor)

    def _first_rows(self, path: Path, screen: ScreenName, first: str) -> float:
        begin = perf_counter()
        with self._app(path, screen) as app:
            app.wait_for_text(first)
            return _ms(begin)

    def _until(self, floor: str, words: str) -> float:
        begin = perf_counter()
        with self._floor(floor) as app:
            app.wait_for_text(words)
            return _ms(begin)

    # --- keys --------------------------------------------------------------------------------

    def _search(self) -> Iterator[Row]:
        typed = list(self._typed(self._said))
        ours: list[float] = []
        floor: list[float] = []
        for _ in range(max(1, self._runs // 6)):  # each begins before anything is prepared,
            rmtree(self._folder / "state", ignore_errors=True)  # and without the last search
            with self._app(self._said) as app, self._floor("input") as echo:
                app.wait_for_text("10000 of 10000")  # until then keys wait
                app.settle()
                app.press("/")
                app.wait_for_text("earch")  # the field has the focus; its cursor may split the word
                app.settle(STILL)
                echo.wait_for_text("search")
                echo.settle(STILL)
                for key, text, shown in typed:
                    ours.append(_key(app, key, *shown))
                    floor.append(_key(echo, key, text or "search"))
        yield Row("live search, 10,000 and all said", "p95", 4, 2.5, ours, floor)

    def _typed(self, file: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield keys, the text after each, and what the screen then shows: count and cursor.

        A count that stays as it was is not sent again, so it is not waited for.
        """
        services = people.services_over(file)
        entries = services.overview.entries()
        finder = services.searching.finder(entries)
        before = ""
        for text in _texts():
            key = text[-1] if len(text) > len(before) else BACKSPACE
            now, last = (finder.find(parse_query(each)) for each in (text, before))
            cursor = "▸" if now.all else "Nobody matches"
            if len(now.exact) == len(last.exact):
                yield key, text, (cursor,)
            else:
                yield key, text, (f"{len(now.exact)} of {len(entries)}", cursor)
            before = text

    def _scroll(self) -> Iterator[Row]:
        few, many = COUNTS[0], COUNTS[2]
        names = {count: self._sorted_names(count) for count in (few, many)}
        times: dict[int, list[float]] = {few: [], many: []}
        with (
            self._app(self._file(few)) as first,
            self._app(self._file(many)) as second,
        ):
            apps = {few: first, many: second}
            for count, app in apps.items():
                app.wait_for_text(names[count][0])
                app.settle()
            for step in range(1, 1 + self._runs * 5):
                for count, app in apps.items():
                    times[count].append(_key(app, "j", f"▸ {names[count][step][:SHOWN]}"))
        yield Row("scroll key, 50,000 against 1,000", "p95", 1.2, 1.0, times[many], times[few])

    def _board(self, file: Path, what: str, bar: float, goal: float) -> Iterator[Row]:
        """A thank-you by its key, and the key that undoes it, by turns."""
        path = self._folder / "board.json"
        path.write_bytes(file.read_bytes())
        card = people.services_over(path).overview.board().columns["thank"][0]
        name = card.dossier.contact.name
        until_board: list[float] = []
        until_toast: list[float] = []
        floor: list[float] = []
        with self._app(path, "board") as app, self._floor("input") as echo:
            app.wait_for_text("Thank 1")
            app.settle()
            app.press("h" * 6 + "l" * 3)  # from the first column to Thank
            app.settle()
            echo.wait_for_text("search")
            echo.settle(STILL)
            for _ in range(self._runs):
                for key, board, toast, typed, text in (
                    ("t", "Thank 0", f"Thanked {name}", "x", "x"),
                    ("u", "Thank 1", f"Undid: thank {name}", BACKSPACE, "search"),
                ):
                    shown, said = _key_and_toast(app, key, board, toast)
                    until_board.append(shown)
                    until_toast.append(said)
                    floor.append(_key(echo, typed, text))
        yield Row(f"key on the board, {what}", "median", bar, goal, until_board, floor)
        yield Row("the toast with it", "median", bar, goal, until_toast, floor)

    # --- saving ------------------------------------------------------------------------------

    def _save(self, count: int) -> Iterator[Row]:
        path = self._folder / f"save-{count}.json"
        path.write_bytes(self._file(count).read_bytes())
        repository = people.services_over(path).context.repository
        chosen = [contact.id for contact in repository.all(Contact)[:: count // 100]]
        bare = self._folder / "bare.json"
        turn = 0

        def change() -> float:
            nonlocal turn
            contact = repository.get(Contact, chosen[turn % len(chosen)])
            assert contact is not None
            changed = contact.but(notes=f"{contact.notes} {turn}")
            turn += 1
            begin = perf_counter()
            repository.transact("note", lambda tx: tx.put(changed))
            return _ms(begin)

        def write() -> float:
            data = path.read_bytes()
            begin = perf_counter()
            _replace(bare, data)
            return _ms(begin)

        ours, floor = self._by_turns(change, write, times=self._runs * 5)
        yield Row(f"durable change, {count:,} contacts", "p95", 2.5, 1.4, ours, floor)

    def _cards(self) -> Iterator[Row]:
        """Import cards; the floor is vobject, which only parses them."""
        try:
            import vobject  # type: ignore[import-not-found]  # from the extra `clients`
        except ImportError:
            print("cards: not run, vobject is not installed", file=sys.stderr)
            return
        file = self._folder / "people.vcf"
        file.write_text("".join(map(people.card, range(CARDS))))
        turn = 0

        def ours() -> float:
            nonlocal turn
            turn += 1
            services = people.services_over(self._folder / f"cards-{turn}.json")
            begin = perf_counter()
            report = services.importing.run(file)
            taken = _ms(begin)
            assert report.created == CARDS
            return taken

        def floor() -> float:
            begin = perf_counter()
            assert sum(1 for _ in vobject.readComponents(file.read_text())) == CARDS
            return _ms(begin)

        mine, theirs = self._by_turns(ours, floor, times=max(1, self._runs // 10))
        yield Row(f"{CARDS:,} cards in", "median", 0.75, 0.4, mine, theirs)

    # --- memory, help ------------------------------------------------------------------------

    def _memory(self) -> Iterator[Row]:
        first = self._sorted_names(10_000)[0]
        kinds: tuple[tuple[Literal["VmRSS", "VmHWM"], str], ...] = (
            ("VmRSS", "at rest"),
            ("VmHWM", "at its peak"),
        )
        ours: list[dict[str, float]] = []
        floor: list[dict[str, float]] = []
        for _ in range(max(1, self._runs // 10)):
            with ExitStack() as stack:
                for app, words, into in (
                    (stack.enter_context(self._app(self._file(10_000))), first, ours),
                    (stack.enter_context(self._floor("empty")), FOOTER, floor),
                ):
                    app.wait_for_text(words)
                    app.settle(AT_REST)
                    into.append(_memory_of(app.process.pid))
        for key, when in kinds:
            mine, theirs = [each[key] for each in ours], [each[key] for each in floor]
            yield Row(f"memory {when}, 10,000", "median", 2.9, 1.8, mine, theirs, "MiB")

    def _help(self) -> Iterator[Row]:
        ours, floor = self._by_turns(
            lambda: self._ends(COMMAND, "--help"),
            lambda: self._ends(sys.executable, "-c", "import click"),
        )
        yield Row("infoint --help", "median", 1.5, 1.2, ours, floor)

    def _ends(self, *program: str) -> float:
        begin = perf_counter()
        with terminal(program=program, env=self._env) as running:
            assert running.wait_for_end() == 0
            return _ms(begin)

    # --- what they share ---------------------------------------------------------------------

    def _by_turns(
        self, ours: Callable[[], float], floor: Callable[[], float], times: int | None = None
    ) -> tuple[list[float], list[float]]:
        """Measure one after the other, so that whatever else runs here disturbs both alike."""
        ours(), floor()  # the first time warms the disk's cache
        pairs = [(ours(), floor()) for _ in range(times or self._runs)]
        return [mine for mine, _ in pairs], [theirs for _, theirs in pairs]

    def _file(self, count: int) -> Path:
        path = self._folder / f"people-{count}.json"
        if not path.exists():
            people.write(path, count)
        return path

    @cached_property
    def _years(self) -> Path:
        path = self._folder / "years.json"
        people.write(path, 5_000, people.FIVE_YEARS)
        return path

    @cached_property
    def _said(self) -> Path:
        path = self._folder / "said.json"
        people.write(path, 10_000, people.FIVE_YEARS)
        return path

    def _sorted_names(self, count: int) -> list[str]:
        rows = people.services_over(self._file(count)).overview.rows()
        return sorted((row.name for row in rows), key=fold)

    @contextmanager
    def _app(self, path: Path, screen: ScreenName = "contacts") -> Iterator[Terminal]:
        given = ("--db", str(path), "--screen", screen)
        with terminal(*given, program=APP, env=self._env) as running:
            yield running

    @contextmanager
    def _floor(self, name: str) -> Iterator[Terminal]:
        with terminal(name, program=(sys.executable, FLOORS), env=self._env) as running:
            yield running


def _texts() -> Iterator[str]:
    """Yield what stands in the search field as words are typed and deleted letter by letter."""
    for word in WORDS:
        lengths = (*range(1, len(word) + 1), *range(len(word) - 1, -1, -1))
        yield from (word[:length] for length in lengths)


def _key(app: Terminal, key: str, *shown: str) -> float:
    """Return how long it takes until what a key changes is shown; then let the app come to rest."""
    begin = perf_counter()
    app.press(key)
    app.wait_for_text(*shown)
    taken = _ms(begin)
    app.settle(STILL)
    return taken


def _key_and_toast(app: Terminal, key: str, shown: str, said: str) -> tuple[float, float]:
    """Return how long it takes until what a key changes is shown, and until it is said, too."""
    begin = perf_counter()
    app.press(key)
    app.wait_for_text(shown)
    until_shown = _ms(begin)
    app.wait_for_text(shown, said)
    until_said = _ms(begin)
    app.settle(STILL)
    return until_shown, until_said


def _ms(begin: float) -> float:
    return (perf_counter() - begin) * 1000


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _memory_of(pid: int) -> dict[str, float]:
    """Return what Linux says of a process, in MiB."""
    found = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return {key: int(found[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM")}
