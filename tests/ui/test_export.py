"""Exporting by keys: the marked people to a file, and a conversation to the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from tests.ui.conftest import text_of, until
from tests.ui.test_removing import choose, is_home

MakeApp = Callable[..., InfointApp]


async def test_marked_people_go_to_a_file_and_a_conversation_to_the_calendar(
    services: Services, make_app: MakeApp
) -> None:
    folder = services.context.repository.path.parent / "exports"
    for name in ("Ana Ruiz", "Bo Lindqvist", "Cy Moss"):
        services.contacts.add(name)
    ana = services.contacts.find("Ana Ruiz")
    services.scheduling.schedule(ana.id, date(2026, 12, 3), time(15), None)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Cy Moss" in text_of(app))
        await pilot.press("g", "space", "space")
        await choose(app, pilot, "export", "Export 2 people as")
        await pilot.press("enter")
        await until(pilot, lambda: "Write 2 people to a file or a folder" in text_of(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Wrote 2 people to" in text_of(app))
        assert "2 marked" not in text_of(app)
        await pilot.press("3")
        await until(pilot, lambda: "QUESTION BANK" in text_of(app))
        await choose(app, pilot, "calendar", "Write the time with Ana Ruiz")
        await pilot.press("ctrl+s")
        await until(pilot, (folder / "ana-ruiz-2026-12-03.ics").exists)
    assert (folder / "2-people.vcf").read_text().count("BEGIN:VCARD") == 2
    assert "SUMMARY:Talk with Ana Ruiz" in (folder / "ana-ruiz-2026-12-03.ics").read_text()
