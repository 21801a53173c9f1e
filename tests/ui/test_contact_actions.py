"""Every verb on a contact, by its key, with what it leaves in the file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from textual.pilot import Pilot

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.follow_up import FollowUp
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.listing import COLUMN_LABELS
from infoint_tui.domain.touch import Touch
from infoint_tui.services.suite import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.board_card import columns_of
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@dataclass
class Desk:
    """The app with one contact under the cursor."""

    app: InfointApp
    pilot: Pilot[None]
    services: Services
    ana: Contact

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def dialog(self, name: str) -> None:
        await until(self.pilot, lambda: type(self.app.screen).__name__ == name)

    async def back(self) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, ContactsScreen))

    async def says(self, words: str) -> None:
        await until(self.pilot, lambda: words in " ".join(text_of(self.app).split()))

    def now(self) -> Contact:
        return self.services.contacts.get(self.ana.id)

    def talk(self) -> Interview:
        return self.services.desk.repository.all(Interview)[-1]

    def column(self) -> str | None:
        card = self.services.overview.card(self.ana.id)
        return card.column if card else None


OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk(services: Services, make_app: Callable[..., InfointApp]) -> OpenDesk:
    ana = services.contacts.add("Ana Ruiz", emails=("ana@example.com",))

    @asynccontextmanager
    async def open_desk() -> AsyncIterator[Desk]:
        app = make_app(services)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
            await pilot.pause()
            yield Desk(app, pilot, services, ana)

    return open_desk


async def test_asked_and_asked_again(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("a")
        await at.says("Asked Ana Ruiz - u undoes")
        assert at.column() == "waiting"
        await at.press("a")
        await at.says("Ana Ruiz was asked already")


async def test_thanked_by_another_channel_on_another_day(desk: OpenDesk) -> None:
    async with desk() as at:
        at.services.interviews.met(at.ana.id, TODAY - 3 * DAY)
        await at.press("T")
        await at.dialog("ThankDialog")
        await at.press("escape")
        await at.back()
        assert at.talk().thanked_on is None
        await at.press("T")
        await at.dialog("ThankDialog")
        await at.press("ctrl+s")
        await at.back()
        await at.says("Thanked Ana Ruiz by email")
        assert at.talk().thanked_on == TODAY


async def test_thanks_with_nothing_owed_are_said_so(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("t")
        await at.says("Nothing was owed; logged a thank-you to Ana Ruiz by email")


async def test_a_talk_far_away_is_shown_by_the_clock_of_the_user(desk: OpenDesk) -> None:
    async with desk() as at:
        at.services.interviews.schedule(at.ana.id, TODAY + DAY, time(3), "Asia/Tokyo")
        await at.says("▸ talk today 18:00")
        shown = " ".join(text_of(at.app).split())
        assert shown.count("today 18:00") == 2  # in the list, too
        await at.press("s")
        await at.dialog("ScheduleDialog")
        await at.press("ctrl+s")
        await at.back()
        await at.says("Ana Ruiz: Sun 22 Nov, 18:00 - today")
    overview = at.services.overview
    columns = columns_of(overview.board(), overview.today, "UTC", 10)
    (face,) = columns[list(COLUMN_LABELS).index("prepare")].faces
    assert "today 18:00" in [words.text for words in face.words]


async def test_scheduling_can_be_left(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("s")
        await at.dialog("ScheduleDialog")
        await at.press("escape")
        await at.back()
        assert at.services.desk.repository.all(Interview) == ()


@pytest.mark.parametrize(
    ("choice", "column"), [("1", "thank"), ("2", "prepare"), ("3", "ask"), ("4", "ask")]
)
async def test_how_it_went(desk: OpenDesk, choice: str, column: str) -> None:
    async with desk() as at:
        at.services.interviews.schedule(at.ana.id, TODAY - DAY, time(10))
        await at.press("h")
        await at.dialog("ChoiceDialog")
        await at.press(choice)
        if choice == "1":
            await at.dialog("TextDialog")
            await at.press("ctrl+s")
        elif choice == "2":
            await at.dialog("ScheduleDialog")
            await at.press("ctrl+u", *typing("tomorrow 3pm"), "ctrl+s")
        await at.back()
        await until(at.pilot, lambda: at.column() == column)


async def test_held_can_be_left_at_every_step(desk: OpenDesk) -> None:
    async with desk() as at:
        at.services.interviews.schedule(at.ana.id, TODAY - DAY, time(10))
        await at.press("h")
        await at.dialog("ChoiceDialog")
        await at.press("escape")
        await at.back()
        await at.press("h")
        await at.dialog("ChoiceDialog")
        await at.press("1")
        await at.dialog("TextDialog")
        await at.press("escape")
        await at.back()
        assert at.talk().held_on is None


async def test_confirmed(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("C")
        await at.says("No talk with Ana Ruiz is agreed.")
        at.services.interviews.schedule(at.ana.id, TODAY + DAY, time(10))
        await at.press("C")
        await at.says("Talk with Ana Ruiz confirmed")
        assert at.talk().confirmed_on == TODAY


async def test_what_was_learned(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("w")
        await at.says("No talk with Ana Ruiz took place yet.")
        at.services.interviews.met(at.ana.id)
        await at.press("w")
        await at.dialog("DebriefForm")
        await at.press("escape")
        await at.back()
        await at.press("w")
        await at.dialog("DebriefForm")
        await at.press(*typing("patience"), "ctrl+s")
        await at.dialog("ChoiceDialog")
        await at.press("escape")
        await at.back()
        debrief = at.talk().debrief
        assert debrief is not None
        assert debrief.learned == "patience"
        await at.says("LEARNED 22 Nov")


async def test_preparing_opens_prep_on_the_talk(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("p")
        await until(at.pilot, lambda: getattr(at.app.screen, "NAME", "") == "prep")
        await at.says("Ana Ruiz")
        assert at.talk().contact_id == at.ana.id


async def test_logging(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("c")
        await at.dialog("LogDialog")
        await at.press("escape")
        await at.back()
        await at.press("c")
        await at.dialog("LogDialog")
        await at.press(*typing("met at a fair"), "ctrl+s")
        await at.back()
        assert [touch.text for touch in at.services.desk.repository.all(Touch)] == ["met at a fair"]


async def test_a_follow_up_from_noting_to_telling(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("F")
        await at.says("No follow-up is open here. f notes one.")
        await at.press("d")
        await at.says("No follow-up is open here. f notes one;")
        await at.press("f")
        await at.dialog("FollowUpDialog")
        await at.press("escape")
        await at.back()
        await at.press("f")
        await at.dialog("FollowUpDialog")
        await at.press(*typing("read the paper"), "ctrl+s")
        await at.back()
        await until(at.pilot, lambda: at.column() == "act")
        await at.press("d")
        await at.dialog("DayDialog")
        await at.press(*typing("tomorrow"), "ctrl+s")
        await at.back()
        await at.says("Due tomorrow")
        await at.press("d")
        await at.dialog("DayDialog")
        await at.press("escape")
        await at.back()
        (item,) = at.services.desk.repository.all(FollowUp)
        assert item.due == TODAY + DAY
        await at.press("F")
        await at.says("Done: read the paper")
        await at.press("F")
        await at.says("Told Ana Ruiz")


async def test_somebody_named(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("r")
        await at.dialog("IntroducedDialog")
        await at.press("escape")
        await at.back()
        await at.press("r")
        await at.dialog("IntroducedDialog")
        await at.press(*typing("Teo Maran"), "ctrl+s")
        await at.back()
        await at.says("Added Teo Maran, named by Ana Ruiz")
        assert at.services.contacts.find("Teo").introduced_by == at.ana.id


async def test_snoozing(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("z")
        await at.says("Nothing is owed here")
        at.services.interviews.ask(at.ana.id, TODAY - 20 * DAY)
        await at.press("z")
        await at.dialog("DayDialog")
        await at.press("escape")
        await at.back()
        await at.press("z")
        await at.dialog("DayDialog")
        await at.press("ctrl+s")
        await at.back()
        assert at.talk().snoozed_until == TODAY + 7 * DAY


async def test_editing(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("e")
        await at.dialog("ContactForm")
        await at.press("escape")
        await at.back()
        await at.press("e")
        await at.dialog("ContactForm")
        await at.press("tab", *typing("Lumen Energy"), "ctrl+s")
        await at.back()
        assert at.now().organization == "Lumen Energy"


async def test_adding_can_be_left(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("n")
        await at.dialog("ContactForm")
        await at.press("escape")
        await at.back()
        assert len(at.services.overview.rows()) == 1


async def test_setting_aside(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("x")
        await at.dialog("ChoiceDialog")
        await at.press("escape")
        await at.back()
        assert at.now().standing == "known"
        await at.press("x")
        await at.dialog("ChoiceDialog")
        await at.press("2")
        await at.back()
        await at.says("Set Ana Ruiz aside: no reply")
        assert (at.now().standing, at.now().aside_why) == ("set_aside", "no reply")


async def test_copying(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("y")
        await at.says("Copied Ana Ruiz")
        assert at.app.clipboard == "Ana Ruiz\nana@example.com"


async def test_opening_a_page_or_a_mail(desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with desk() as at:
        monkeypatch.setattr(at.app, "open_url", opened.append)
        await at.press("o")
        at.services.contacts.edit(at.ana.id, links=("javascript:x", "https://example.com/ana"))
        await at.press("o")
        at.services.contacts.edit(at.ana.id, links=("file:///etc/hosts",), emails=())
        await at.press("o")
        await at.says("has no web address and no email")
    assert opened == ["mailto:ana@example.com", "https://example.com/ana"]


async def test_later_asks_when(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("x")
        await at.dialog("ChoiceDialog")
        await at.press("4")
        await at.dialog("DayDialog")
        await at.press("escape")
        await at.back()
        assert at.now().standing == "known"
        await at.press("x")
        await at.dialog("ChoiceDialog")
        await at.press("4")
        await at.dialog("DayDialog")
        await at.press("ctrl+s")
        await at.back()
        await until(at.pilot, lambda: at.now().aside_until == TODAY + 21 * DAY)


@pytest.mark.parametrize(("key", "name"), [("n", "Zed"), ("e", "Ana RuizZed")])
async def test_what_was_typed_survives_a_save_that_fails(
    desk: OpenDesk, key: str, name: str
) -> None:
    async with desk() as at:
        path = at.services.desk.repository.path
        good = path.read_bytes()
        await at.press(key)
        await at.dialog("ContactForm")
        await at.press("end", *typing("Zed"))
        path.write_bytes(b"{ broken")
        await at.press("ctrl+s")
        await at.says("is damaged")
        await at.dialog("ContactForm")
        path.write_bytes(good)
        await at.press("ctrl+s")
        await at.back()
        await until(at.pilot, lambda: at.services.contacts.find(name))


async def test_keys_typed_ahead_of_a_form_are_no_commands(desk: OpenDesk) -> None:
    async with desk() as at:
        revision = at.services.overview.revision
        for key in ("n", "u", "t", "x"):
            at.app.simulate_key(key)
        await at.dialog("ContactForm")
        await at.pilot.pause()
        assert len(at.app.screen_stack) == 2
        assert at.services.overview.revision == revision
        await at.press("escape", "escape")
        await at.back()
        await at.press("a")
        await until(at.pilot, lambda: at.column() == "waiting")


async def test_the_likeliest_key_stands_first(desk: OpenDesk) -> None:
    def first(at: Desk) -> str:
        return text_of(at.app).splitlines()[-1].split()[0]

    async with desk() as at:
        assert first(at) == "+"
        await at.press("plus")
        await until(at.pilot, lambda: first(at) == "a")
        at.services.interviews.met(at.ana.id)
        at.app.watch_file()
        await until(at.pilot, lambda: first(at) == "t")
        await at.press("u", "u", "u", "u")
        await until(at.pilot, lambda: first(at) == "n")
