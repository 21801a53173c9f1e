"""People in and out by keys alone: from Google, onto the board, into calendar and address book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events

from infoint_tui.domain.records.contact import Contact
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from tests.ui.conftest import text_of, until
from tests.ui.test_removing import choose, is_home

GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value\n"
    "Ana,Ruiz,Lumen Energy,Data lead,ana@example.com\n"
    "Bo,Lindqvist,Tide Power,Planner,bo@example.com\n"
    "Cora,Penhallow,Quarry,Director,cora@example.com\n"
)


async def test_from_google_to_the_calendar_and_out_again(
    services: Services, make_app: Callable[..., InfointApp], tmp_path: Path
) -> None:
    services.contacts.add("Ana Ruiz", organization="Lumen Energy GmbH")
    services.contacts.add("Bo Lindqvist", organization="Tide Power Ltd")
    steps = len(services.context.repository.history())
    file = tmp_path / "contacts.csv"
    file.write_text(GOOGLE)
    exports = services.context.repository.path.parent / "exports"
    app = make_app(services, start="contacts")

    def says(words: str) -> Callable[[], bool]:
        return lambda: words in text_of(app)

    async with app.run_test(size=(110, 30), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Ana Ruiz" in text_of(app))
        await pilot.press("I")
        await until(pilot, says("Import people"))
        app.post_message(events.Paste(str(file)))
        await pilot.press("enter")
        await until(pilot, says("contacts.csv · Google Contacts · new 3 · ask 2"))
        await pilot.press("y", "y", "ctrl+s")  # both doubles are joined
        await until(pilot, says("1 added."))
        await pilot.press("enter")
        await until(pilot, lambda: is_home(app) and "3 of 3" in text_of(app))
        people = {each.name: each for each in services.context.repository.all(Contact)}
        assert people["Ana Ruiz"].emails == ("ana@example.com",)
        assert people["Ana Ruiz"].title == "Data lead"

        await pilot.press("g", "plus")
        await until(pilot, says("Shortlisted"))
        await pilot.press("s", *"tomorrow", "space", *"3pm", "ctrl+s")
        await until(pilot, lambda: is_home(app) and services.overview.board().columns["prepare"])
        await pilot.press("g", "space", "space")
        await choose(app, pilot, "export", "Export 2 people as")
        await pilot.press("enter")
        await until(pilot, says("Write 2 people to a file or a folder"))
        await pilot.press("ctrl+s")
        await until(pilot, (exports / "2-people.vcf").exists)
        await pilot.press("3")
        await until(pilot, says("QUESTION BANK"))
        await choose(app, pilot, "calendar", "Write the time with Ana Ruiz")
        await pilot.press("ctrl+s")
        await until(pilot, (exports / "ana-ruiz-2026-11-23.ics").exists)
        await until(pilot, lambda: not app.screen.is_modal)

        for _ in range(len(services.context.repository.history()) - steps):
            await pilot.press("u")
        await until(pilot, lambda: len(services.overview.rows()) == 2)
        assert all(not each.emails for each in services.context.repository.all(Contact))
