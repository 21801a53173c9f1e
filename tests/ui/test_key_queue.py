"""Keys that a real terminal sends in one go, as on a slow line or when someone types fast."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widgets import Input

from infoint_tui.bootstrap import build_services
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField
from tests.terminal import terminal
from tests.ui.conftest import until
from tests.ui.host import asking


def test_letters_sent_along_with_a_key_go_where_it_leads(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    contacts = build_services(path).contacts
    contacts.add("Ana Ruiz")
    contacts.add("Jun Kovac")
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with terminal("--db", str(path), "--screen", "contacts", env=home) as app:
        app.wait_for_text("2 of 2")
        app.settle()
        app.press("/junq\x7f\rj")  # once in the list again, j is a command
        app.wait_for_text("1 of 2")
        app.settle()
        app.press("\x1b")
        app.wait_for_text("2 of 2")
        app.settle()
        app.press("nGalo Quist\x13")
        app.wait_for_text("Added Galo Quist")
        app.settle()
        app.press("/juxgu\x11")  # leaving waits for nothing
        assert app.wait_for_end() == 0
    names = [row.name for row in build_services(path).overview.rows()]
    assert names == ["Ana Ruiz", "Jun Kovac", "Galo Quist"]


async def test_a_key_waits_for_the_focus_of_a_screen_that_has_just_opened() -> None:
    """While the program starts, a dialog may open between two keys and need a while to be ready."""

    def dialog() -> FieldDialog[str]:
        return FieldDialog("A name", (LineField("Name"),))

    async with asking(dialog) as (app, pilot):
        app.push_screen(dialog())
        assert app.focused is None
        for letter in "Zo":
            await app.key_queue.put(events.Key(letter, letter))
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "Zo")
