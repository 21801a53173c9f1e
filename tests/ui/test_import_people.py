from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock
from textual import events, work
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.progress import Progress
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.services.importing import Importing as ImportingService
from infoint_tui.services.importing import Preview, Report, ReportedProblem
from infoint_tui.ui.dialogs.columns import ColumnsDialog
from infoint_tui.ui.dialogs.import_preview import ImportPreview
from infoint_tui.ui.dialogs.path import PathDialog, typed_path
from infoint_tui.ui.flows.import_people import import_people, report_lines
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.notice import NoticeDialog
from infoint_tui.ui.kit.progress import ProgressDialog
from tests.ui.conftest import text_of, until
from tests.ui.host import Host, asking

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://example.com/in/ana,ana@example.org,Lumen Energy,Data lead,1 Dec 2025\n"
BO = "Bo,Lindqvist,,,Lumen Energy,Planner,2 Dec 2025\n"
NAMELESS = ",,,,Quarry,Planner,2 Dec 2025\n"


class Importing(Host):
    """Imports as soon as it runs."""

    def __init__(self, services: Services) -> None:
        super().__init__(lambda: PathDialog())
        self.services = services

    @work
    async def ask(self) -> None:
        await import_people(self, self.services)
        self.answers.append("done")


@asynccontextmanager
async def importing(
    services: Services, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    app = Importing(services)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PathDialog) and app.focused)
        yield app, pilot


async def give(app: Host, pilot: Pilot[None], path: Path | str) -> None:
    """Drop a path on the dialog and wait for what comes of it."""
    await pilot.press("ctrl+u")
    app.post_message(events.Paste(str(path)))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, NoticeDialog | ImportPreview))
    if isinstance(app.screen, ImportPreview):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, NoticeDialog))


async def preview(app: Host, pilot: Pilot[None], path: Path) -> None:
    """Drop a path on the dialog and wait until what is in the file is shown."""
    await pilot.press("ctrl+u")
    app.post_message(events.Paste(str(path)))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ImportPreview))


async def close(app: Host, pilot: Pilot[None]) -> None:
    """Read the report of an import to its end, and begin another."""
    done = len(app.answers) + 1
    await pilot.press("enter")
    await until(pilot, lambda: len(app.answers) == done)
    await app.show(PathDialog, pilot)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "My  Connections.csv"
    file.write_text(HEADER + ANA + BO + NAMELESS)
    return file


async def test_import_reports_says_what_to_do_next_and_is_one_undo(
    services: Services, people: Path
) -> None:
    escaped = str(people).replace(" ", r"\ ")
    async with importing(services) as (app, pilot):
        for path in (f"'{people}'", escaped):
            await give(app, pilot, path)
            shown = text_of(app)
            assert "2 added. Pick five: / filters, space marks, + shortlists." in shown
            assert "0 filled in, 0 unchanged." in shown
            assert "1 not imported" in shown
            assert "line 4: " in shown
            names = {contact.name for contact in services.context.repository.all(Contact)}
            assert names == {"Ana Ruiz", "Bo Lindqvist"}
            assert services.undo() == "import 2 people"
            assert not services.context.repository.all(Contact)
            await close(app, pilot)

        services.importing.run(people)
        before = services.overview.revision
        await give(app, pilot, people)  # again: it changes nothing and says so
        assert "0 added." in text_of(app)
        assert "Pick five" not in text_of(app)
        assert "2 unchanged." in text_of(app)
        assert services.overview.revision == before


async def test_what_is_wrong_is_said_until_it_is_read_and_can_be_put_right(
    services: Services, people: Path, tmp_path: Path
) -> None:
    other = tmp_path / "list.csv"
    refused = {b"hello\n": "no row has column names", HEADER.encode(): "Nobody can be imported"}
    async with importing(services, (120, 40)) as (app, pilot):
        await pilot.press("enter")
        assert "File: this cannot be blank." in text_of(app)
        for content, words in refused.items():
            other.write_bytes(content)
            await give(app, pilot, other)
            assert words in text_of(app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, PathDialog) and app.focused)

        await pilot.resize_terminal(80, 24)
        await give(app, pilot, f"{people}x")
        shown = " ".join(text_of(app).split())
        assert "Not imported" in shown
        assert "There is no file" in shown
        assert "Check the path." in shown
        assert services.overview.revision == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PathDialog) and app.focused)
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 added." in text_of(app))
        revision = services.overview.revision
        await close(app, pilot)
        await pilot.press("escape")  # imports nothing
        await until(pilot, lambda: app.answers == ["done"] * 2)
        assert services.overview.revision == revision


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/data/a.csv", "/data/a.csv"),
        ("  /data/a b.csv ", "/data/a b.csv"),
        ("'/data/a b.csv'", "/data/a b.csv"),
        ('"/data/a.csv"', "/data/a.csv"),
        (r"/data/a\ b\(1\).csv", "/data/a b(1).csv"),
        ("'", "'"),
        ("~/a.csv", "HOME/a.csv"),
        ("'~/a.csv'", "HOME/a.csv"),
        ("file:///data/My%20Export.csv", "/data/My Export.csv"),
    ],
)
def test_path_as_typed_or_dropped(
    typed: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "HOME")
    assert typed_path(typed) == Path(expected)


class Held:
    """Imports that save only when they may, as a large one takes a while."""

    def __init__(self, real: ImportingService) -> None:
        self._real = real
        self.may_go_on = Event()
        self.names: tuple[str, ...] = ("People", "Other")

    def sheets(self, _: Path) -> tuple[str, ...]:
        return self.names

    def apply(self, preview: Preview, progress: Progress) -> Report:
        assert self.may_go_on.wait(20)
        return self._real.apply(preview, progress)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


async def test_the_app_goes_on_while_people_are_saved_and_esc_leaves_all_as_it_was(
    clock: FixedClock, people: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.json"
    services = build_services(path, clock=clock, settings=Settings(), is_patient=False)
    held = Held(services.importing)
    services.__dict__["importing"] = held
    async with importing(services, (70, 16)) as (app, pilot):
        app.post_message(events.Paste(str(people)))
        await pilot.press("enter")
        await until(pilot, lambda: "Which sheet?" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PathDialog))
        held.names = ()
        await preview(app, pilot, people)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PathDialog))
        await preview(app, pilot, people)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Saving 2 people" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopping" in text_of(app))
        held.may_go_on.set()
        await until(pilot, lambda: isinstance(app.screen, PathDialog))
        assert services.overview.revision == 0

        with FileLock(f"{path}.lock"):
            await preview(app, pilot, people)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "to let go of the file" in text_of(app))
            assert services.overview.revision == 0
        await until(pilot, lambda: "2 added." in text_of(app))


async def test_a_bar_shows_how_much_is_done_and_what_is_done_cannot_be_stopped() -> None:
    async with asking(lambda: PathDialog()) as (app, pilot):
        stopped: list[bool] = []
        progress = ProgressDialog("Import people", "Reading [/x]", lambda: stopped.append(True))
        await app.push_screen(progress)
        await until(pilot, lambda: "Reading [/x]" in text_of(app))
        assert "█" not in text_of(app)
        progress.show(0.5)
        await until(pilot, lambda: text_of(app).count("█") == text_of(app).count("░") > 10)
        progress.show(1)
        await until(pilot, lambda: "esc cancel" not in text_of(app))
        await pilot.press("escape", "enter", "q")
        assert app.screen is progress
        assert not stopped


STATUSES = ("Messaged", "Had coffee", "To contact", "Declined", "Booked", "")
TRACKER = "Who,Where they work,How is it going,Last chat,Thoughts\n" + "".join(
    f"Person {n},Lumen {n},{STATUSES[n % 6]},{n} Oct 2026,likes {n}\n" for n in range(1, 31)
)


async def test_a_tracker_of_ones_own_comes_in_by_keys_and_is_remembered(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "chats.csv"
    file.write_text(TRACKER)
    monkeypatch.chdir(tmp_path)
    async with importing(services, (120, 40)) as (app, pilot):
        await pilot.press("c", "h")
        await until(pilot, lambda: "chats.csv" in text_of(app))  # offered as it is typed
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, ColumnsDialog))
        assert "likes 1" in text_of(app)
        for _ in range(2):
            await pilot.press("tab")
        await pilot.press("ctrl+u", *"how far", "down", "enter", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        assert "chats.csv · CSV or spreadsheet · new 30" in text_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "30 added." in text_of(app))
        board = services.overview.board().columns
        assert {name: len(cards) for name, cards in board.items() if cards} == {
            **{"ask": 5, "waiting": 5, "prepare": 5, "thank": 5}
        }
        people = {each.name: each for each in services.context.repository.all(Contact)}
        standings = Counter(each.standing for each in people.values())
        assert standings == {"shortlisted": 20, "set_aside": 5, "known": 5}
        assert all(each.notes == f"likes {each.name[7:]}" for each in people.values())
        touches = services.context.repository.all(Touch)
        assert {each.on.day for each in touches} == set(range(1, 31))

        await close(app, pilot)
        await give(app, pilot, file)  # again: nothing is asked, and nothing changes
        assert "0 added." in text_of(app)
        assert "30 unchanged." in text_of(app)


async def test_each_table_of_a_folder_is_asked_about_and_remembered(
    services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "chats"
    folder.mkdir()
    (folder / "a.csv").write_text("Who,Where,Mood\nAna Ruiz,Lumen,fine\n")
    (folder / "b.csv").write_text("Who,Firm,Mood\nBo Lind,Tide,calm\n")
    async with importing(services, (120, 40)) as (app, pilot):
        app.post_message(events.Paste(str(folder)))
        await pilot.press("enter")
        for name in ("a.csv", "b.csv"):
            await until(pilot, lambda: f"What are the columns of {name}?" in text_of(app))  # noqa: B023
            await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 added." in text_of(app))
        people = services.context.repository.all(Contact)
        assert [each.organization for each in people] == ["Lumen", "Tide"]
        await close(app, pilot)
        await give(app, pilot, folder)  # again: nothing is asked
        assert "2 unchanged." in text_of(app)


async def test_questions_are_answered_in_the_preview_one_by_one_or_all_at_once(
    services: Services, people: Path
) -> None:
    for name in ("Ana Ruiz", "Bo Lindqvist"):
        services.contacts.add(name, organization="Lumen Energy GmbH")
    async with importing(services, (120, 40)) as (app, pilot):
        await preview(app, pilot, people)
        assert "the same person as Ana Ruiz, Lumen Energy GmbH?" in text_of(app)
        assert "y join   n keep both" in text_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 people may be here already" in text_of(app))
        await pilot.press("enter")  # the whole record
        await until(pilot, lambda: "emails: ana@example.org" in text_of(app))
        await pilot.press("escape", "n", "Y")
        await until(pilot, lambda: text_of(app).count("joined") == 2)
        await pilot.press("k", "n", "ctrl+s")
        await until(pilot, lambda: "1 added." in text_of(app))
        names = sorted(each.name for each in services.context.repository.all(Contact))
        assert names == ["Ana Ruiz", "Ana Ruiz", "Bo Lindqvist"]


def report(**fields: object) -> Report:
    none = dict.fromkeys(("created", "updated", "unchanged", "ambiguous", "failed", "cleaned"), 0)
    values = {"problems": (), "differences": (), "label": "import", "dry_run": False}
    return Report(**{**none, **values, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"failed_file": Path("/data/a.failed.csv")}, "Fix them in /data/a.failed.csv"),
        ({"notice": "could not be saved"}, "could not be saved"),
        ({"differences": ("line 2, Ana: title",)}, "nothing was overwritten"),
        ({"differences": ("line 2, Ana: title",)}, "line 2, Ana: title"),
        ({"cleaned": 3}, "Invisible characters were removed from 3 records."),
        ({"updated": 4, "unchanged": 5}, "4 filled in, 5 unchanged."),
    ],
)
def test_report_tells_everything(fields: dict[str, object], words: str) -> None:
    assert any(words in line for line, _ in report_lines(report(**fields)))


def test_a_report_tells_of_people_who_may_be_there_twice() -> None:
    lines = [line for line, _ in report_lines(report(created=3), pairs=2)]
    assert "2 possible duplicates. See more with : duplicates." in lines
    lines = [line for line, _ in report_lines(report(), Keymap({"palette": "f5"}), pairs=1)]
    assert "1 possible duplicate. See more with f5 duplicates." in lines


def test_a_very_long_report_says_how_much_more_there_is() -> None:
    problems = tuple(ReportedProblem("a.csv", line, "no name") for line in range(1, 602))
    lines = [line for line, _ in report_lines(report(problems=problems))]
    assert "601 not imported" in lines
    assert lines[-1] == "and 101 more"
