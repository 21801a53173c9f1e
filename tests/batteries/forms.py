"""Every form in a real terminal, ended in every way while something is typed in it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from infoint_tui.bootstrap import build_services
from tests.batteries.table import Terms
from tests.terminal import Terminal, terminal

ESC = "\x1b"
BACK = "typed before is back"
BEGUN = "You started this earlier"
SOON = 2.0
"""The most seconds until what was typed is on disk."""
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
"""What gives back the screen, the cursor, the mouse and pasting."""
CLOSED, KILL = "the terminal is closed", int(signal.SIGKILL)
WAYS: tuple[int | str, ...] = (
    *map(int, (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)),
    CLOSED,
    KILL,
)


class Form(NamedTuple):
    """How a form is opened."""

    keys: str
    heading: str
    back: str = BACK
    """What it says when it has something that was typed before."""
    tabs: int = 0
    """How many fields come before the first that takes text."""


FORMS = (
    Form("2gn", "Add a contact"),
    Form("2gc", "What happened with Ana Ruiz"),
    Form("2gs", "New time with Ana Ruiz"),
    Form("2gf", "To-do with Ana Ruiz"),
    Form("2*n", "A goal: work you're curious about"),
    Form("1i", "One thing for today"),
    Form("3a", "A question of your own"),
    Form("3o", "Talk with Ana Ruiz"),
    Form("2:settings\r", "Settings", tabs=3),
    Form("2:about you\r", "About you"),
    Form("2:partner\r", "One thing a day"),
    Form("2gr", "Who did Ana Ruiz suggest?"),
    Form("2gjw", "Write it up: Bo Lindqvist", BEGUN),
    Form("2gm", "To Ana Ruiz", BEGUN, tabs=2),
    Form("2ge", "Edit Ana Ruiz"),
    Form("2gjz", "Snooze"),
)


def run(terms: Terms) -> Iterator[str]:
    """Type in a form, end the program, and look for it there the next time; one form after another.

    The short form ends every form in one way, by turns; the long one in each.
    """
    home = terms.new_folder("home")
    path = home / "people.json"
    _fill(path, home)
    cases = list(zip(FORMS, cycle(WAYS), strict=False))
    if terms.is_long:
        cases = [(form, way) for form in FORMS for way in WAYS]
    before: tuple[Form, str] | None = None
    for number, (form, way) in enumerate(cases):
        words = f"Kept{number}x"
        yield (wrong := _outcome(home, path, before, (form, words), way))
        before = None if wrong else (form, words)
    yield _outcome(home, path, before, None, int(signal.SIGTERM))


def _fill(path: Path, home: Path) -> None:
    settings = home / "config" / "infoint-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('my_name = "Kit"\nabout_me = "I teach."\nzone = "UTC"\nhints = false\n')
    services = build_services(path)
    today = services.context.today
    ana, bo = (services.contacts.add(name) for name in ("Ana Ruiz", "Bo Lindqvist"))
    services.contacts.shortlist([ana.id, bo.id])
    services.scheduling.schedule(ana.id, _workday(today), datetime.min.time())
    services.interviews.met(bo.id)


def _workday(today: date) -> date:
    return today + timedelta(days=7)


def _outcome(
    home: Path,
    path: Path,
    before: tuple[Form, str] | None,
    now: tuple[Form, str] | None,
    way: int | str,
) -> str:
    """Return what went wrong: with what the run before left, or in this one."""
    folders = {
        "HOME": home,
        "XDG_STATE_HOME": home / "state",
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
    }
    env = {name: str(folder) for name, folder in folders.items()}
    try:
        with terminal("--db", str(path), "--screen", "contacts", env=env) as shown:
            settings = shown.settings()
            shown.wait_for_text("Ana Ruiz")
            shown.settle(0.2)
            if before is not None:
                _comes_back(shown, *before)
            if now is not None:
                _type(shown, home, *now)
            _end(shown, way, settings)
    except AssertionError as error:
        return f"{before and before[0].heading}, {now and now[0].heading}, {way}: {error}"
    return ""


def _open(shown: Terminal, form: Form) -> None:
    shown.press(form.keys)
    shown.wait_for_text(form.heading)
    shown.settle(0.2)


def _comes_back(shown: Terminal, form: Form, words: str) -> None:
    """Open a form, find there what was typed, and leave it for good."""
    shown.press(form.keys)
    shown.wait_for_text(form.heading, form.back, words)
    shown.settle(0.2)
    for _ in range(3 if form.keys == "2*n" else 2):  # the list of goals is behind it
        shown.press(ESC)
        shown.settle(0.2)


def _type(shown: Terminal, home: Path, form: Form, words: str) -> None:
    """Type into a form; fails unless it is on disk soon."""
    _open(shown, form)
    shown.press("\t" * form.tabs + words + " ")  # where a line may end
    typed = time.monotonic()
    while not _is_on_disk(home, words.encode()):
        shown.settle(0.05)
        assert time.monotonic() < typed + SOON, f"{words} is not on disk after {SOON} s"


def _is_on_disk(home: Path, words: bytes) -> bool:
    files = [home / "people.json", *home.glob("state/**/drafts/*")]
    return any(words in each.read_bytes() for each in files if each.is_file())


def _end(shown: Terminal, way: int | str, settings: list[object]) -> None:
    if way == CLOSED:
        shown.hang_up()
        shown.process.wait(30)
        return
    assert isinstance(way, int)
    os.kill(shown.process.pid, way)
    code = shown.wait_for_end()
    if way == KILL:
        return
    assert code == 128 + way, f"it ended with {code}"
    assert shown.settings() == settings, "the terminal is not as it was"
    for each in RESTORED:
        assert each in shown.sent, f"{each!r} was not sent"
