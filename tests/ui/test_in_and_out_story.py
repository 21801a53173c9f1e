"""In and out by keys: from Google, two doubles decided, a time and its file, an export, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.import_preview import ImportPreview
from infoint_tui.ui.dialogs.path import PathDialog
from infoint_tui.ui.kit.notice import NoticeDialog
from tests.services.test_removing import tables
from tests.ui.conftest import text_of, until
from tests.ui.host import typing
from tests.ui.test_removing import choose, is_home

MakeApp = Callable[..., InfointApp]

GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Value\n"
    'Ana,Ruiz,Lumen Energy GmbH,Planner,"two\nlines",* myContacts ::: grid,ana@example.com\n'
    "Bo,Lindqvist,Tide Power,,,,\n"
    "Cora,Penhallow,Brindle Rail,,,,cora@example.com\n"
)


async def test_people_come_in_and_go_out_and_everything_is_taken_back(
    services: Services, make_app: MakeApp, tmp_path: Path
) -> None:
    for name, organization in (("Ana Ruiz", "Lumen Energy"), ("Bo Lindqvist", "Tide Power Inc.")):
        services.contacts.add(name, organization=organization)
    before = tables(services)
    file = tmp_path / "contacts.csv"
    file.write_text(GOOGLE)
    exports = services.context.repository.path.parent / "exports"
    app = make_app(services, start="contacts")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Bo Lindqvist" in text_of(app))
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, PathDialog) and app.focused)
        app.post_message(events.Paste(file.as_uri()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        await pilot.press("y", "n", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, NoticeDialog))
        await pilot.press("enter")
        await until(pilot, lambda: is_home(app) and "Cora Penhallow" in text_of(app))
        names = sorted(row.name for row in services.overview.rows())
        assert names == ["Ana Ruiz", "Bo Lindqvist", "Bo Lindqvist", "Cora Penhallow"]
        ana = services.contacts.find("Ana Ruiz")
        assert (ana.organization, ana.title) == ("Lumen Energy", "Planner")

        await pilot.press("g", "plus")
        await until(pilot, lambda: services.contacts.get(ana.id).standing == "shortlisted")
        await pilot.press("s")
        await until(pilot, lambda: "Set a time with Ana Ruiz" in text_of(app))
        await pilot.press(*typing("3 dec 3pm"), "ctrl+s")
        await until(pilot, lambda: bool(services.planning.upcoming()))
        await pilot.press("3")
        await until(pilot, lambda: "QUESTION BANK" in text_of(app))
        await choose(app, pilot, "calendar", "Write the time with Ana Ruiz")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: list(exports.glob("ana-ruiz-*.ics")))

        await pilot.press("2", "g", "space", "space")
        await until(pilot, lambda: "2 marked" in text_of(app))
        await choose(app, pilot, "export", "Export 2 people as")
        await pilot.press("enter")
        await until(pilot, lambda: "Write 2 people" in text_of(app))
        await pilot.press("ctrl+s")
        await until(pilot, (exports / "2-people.vcf").exists)
        assert "TITLE:Planner" in (exports / "2-people.vcf").read_text()

        while tables(services) != before:
            revision = services.overview.revision
            await pilot.press("u")
            await until(pilot, lambda: services.overview.revision != revision)  # noqa: B023
