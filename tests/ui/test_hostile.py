"""Text from data that would drive the terminal or the app, on every screen and dialog."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock, SystemClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from tests.terminal import Terminal, terminal
from tests.ui.conftest import text_of, until

LITERAL = "[/] [@click=app.quit]x[/]"
CONTROLS = "\x1b]52;c;aGk=\x07\x1b]0;owned\x07\x1b[31m\x9b2J\x85\u202e"
EVIL = f"\x1b]52;c;aGk=\x07{LITERAL}{CONTROLS}"
PAYLOADS = (b"\x1b]52;c;aGk=", b"\x1b]0;owned", b"\x1b[31m]", "\x9b2J".encode(), b"\x9b2J")


def write_evil(path: Path, now: datetime) -> None:
    """A file that someone else wrote, with controls and markup in every field of text."""
    day, soon = now.date().isoformat(), (now + timedelta(days=1)).isoformat()
    contact = {
        "id": "c1",
        "rev": 1,
        "name": EVIL,
        "standing": "shortlisted",
        "tags": [EVIL],
        "emails": [f"{EVIL}@example.com"],
        "links": [f"https://example.com/{EVIL}"],
    }
    words = ("title", "organization", "field", "location", "timezone", "how_we_know", "admire")
    contact |= dict.fromkeys(
        (*words, "unique", "milestone", "common_ground", "notes", "aside_why"), EVIL
    )
    question = {"text": EVIL, "answer": EVIL, "minutes": 2}
    interview = {"id": "i1", "rev": 1, "contact_id": "c1", "start": soon, "agreed_on": day}
    interview |= dict.fromkeys(("outcome", "belief", "research", "place"), EVIL)
    interview |= {"plan": [question]}
    waiting = {"id": "c2", "rev": 1, "name": f"Bo {EVIL}", "standing": "shortlisted"}
    named = {"id": "c3", "rev": 1, "name": f"Cy {EVIL}", "introduced_by": "c2"}
    asked = {"id": "i2", "rev": 1, "contact_id": "c2", "requested_on": day}
    told = {"id": "i3", "rev": 1, "contact_id": "c2", "held_on": day, "thanked_on": day}
    told |= {"plan": [question], "debrief": {"good": EVIL, "skills": [EVIL]}}
    item = {"id": "f1", "rev": 1, "contact_id": "c1", "text": EVIL, "noted_on": day}
    intro = {"id": "f2", "rev": 1, "contact_id": "c2", "text": EVIL, "noted_on": day}
    intro |= {"kind": "introduction", "led_to": "c3"}
    touch = {"id": "t1", "rev": 1, "contact_id": "c1", "on": day, "at": now.isoformat()}
    touch |= {"text": EVIL}
    own = {"id": "q1", "rev": 1, "text": EVIL, "category": EVIL}
    tables: dict[str, list[dict[str, object]]] = {
        "contacts": [contact, waiting, named],
        "interviews": [interview, asked, told],
        "follow_ups": [item, intro],
        "touches": [touch],
        "questions": [own],
    }
    for name in ("goals", "commitments", "history"):
        tables[name] = []
    data: dict[str, object] = {
        name: {str(at + 1): record for at, record in enumerate(records)}
        for name, records in tables.items()
    }
    counters = {name: len(records) for name, records in tables.items()}
    data["_meta"] = {"1": {"schema": 1, "revision": 1, "counters": counters}}
    path.write_text(json.dumps(data), "utf-8")


@pytest.fixture
def evil(tmp_path: Path, clock: FixedClock) -> Services:
    path = tmp_path / "people.json"
    write_evil(path, clock.now())
    return build_services(path, clock=clock, settings=Settings())


CONTACT_DIALOGS = ("T", "s", "h", "c", "f", "r", "z", "d", "e", "x", "question_mark", "colon")
PREP_DIALOGS = ("a", "o", "w", "t", "s")
LARGE, SMALL = (120, 40), (60, 16)


async def test_names_stand_literally_on_every_screen_and_dialog(
    evil: Services, make_app: Callable[..., InfointApp]
) -> None:
    app = make_app(evil)
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await until(pilot, lambda: "[/]" in text_of(app))
        for key in CONTACT_DIALOGS:
            await open_and_close(pilot, key)
        await pilot.press("enter")
        await at_both_sizes(pilot)
        await pilot.press("escape", "t")
        await until(pilot, lambda: "saved a thank-you" in text_of(app).lower())
        await pilot.press("3")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "prep")
        await at_both_sizes(pilot)
        for key in (*PREP_DIALOGS, "tab", "e"):
            await open_and_close(pilot, key)
        await pilot.press("x", "u")
        await pilot.press("4")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "board")
        await at_both_sizes(pilot)
        await pilot.press("l", "L")
        await pilot.pause()
        await resize(pilot)
        await pilot.press("5")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "insights")
        await pilot.press("slash", *"quit", "enter", "enter")
        await at_both_sizes(pilot)
        assert app.is_running


async def at_both_sizes(pilot: Pilot[None]) -> None:
    """A name is shown literally, and nothing that drives a terminal, at one size and the other."""
    for _ in range(2):
        await resize(pilot)
        await until(pilot, lambda: "[/]" in text_of(pilot.app))
        shown = text_of(pilot.app).replace("\n", "")
        assert not [char for char in shown if char < " " or "\x7f" <= char < "\xa0"]


async def resize(pilot: Pilot[None]) -> None:
    """Go to the other size."""
    await pilot.resize_terminal(*(SMALL if pilot.app.size == LARGE else LARGE))
    await pilot.pause()


async def open_and_close(pilot: Pilot[None], key: str) -> None:
    """Open what a key opens, let it draw at both sizes, and leave it."""
    app = pilot.app
    before = app.screen
    await pilot.press(key)
    await pilot.pause()
    await resize(pilot)
    for _ in range(4):
        if app.screen is before:
            break
        await pilot.press("escape")
        await pilot.pause()
    await until(pilot, lambda: app.screen is before)


@pytest.fixture
def evil_terminal(tmp_path: Path) -> Iterator[Terminal]:
    path = tmp_path / "people.json"
    write_evil(path, SystemClock("UTC").now())
    with terminal("--db", str(path), columns=110, lines=34) as running:
        yield running


def test_no_control_byte_from_data_reaches_the_terminal(evil_terminal: Terminal) -> None:
    running = evil_terminal
    running.wait_for("Contacts")
    running.wait_for("[/]")
    for keys, seen in (
        ("s", "When"),
        ("\x1b", "undo"),
        ("e", "Works as"),
        ("\x1b", "undo"),
        ("t", "thank"),
        ("3", "PLAN"),
        ("4", "Keep in touch"),
        ("5", "Where it leads"),
        ("G", "[/]"),
    ):
        running.press(keys)
        running.wait_for(seen)
        running.settle()
    running.press("q")
    assert running.wait_for_end() == 0
    for payload in PAYLOADS:
        assert payload not in running.sent
