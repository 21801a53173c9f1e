"""Every verb on a contact, by its key, with what it leaves in the file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import COLUMN_LABELS
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit import external_programs
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.board_card import columns_of
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@dataclass
class UseCaseContext:
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

    async def open(self, key: str, dialog: str) -> None:
        await self.press(key)
        await self.dialog(dialog)

    async def save(self, key: str, dialog: str, *keys: str) -> None:
        """Open a dialog by its key, press others in it, and save it."""
        await self.open(key, dialog)
        await self.press(*keys, "ctrl+s")
        await self.back()

    async def leave(self, key: str, dialog: str) -> None:
        """Open a dialog by its key, and leave it as it is."""
        await self.open(key, dialog)
        await self.press("escape")
        await self.back()

    async def afresh(self) -> None:
        """Take back all but the first change: there is Ana, and nothing has happened with her."""
        while self.services.undo():
            pass
        self.services.redo()
        self.app.clear_notifications()
        self.app.watch_file()
        await self.pilot.pause()

    async def says(self, words: str) -> None:
        await until(self.pilot, lambda: words in " ".join(text_of(self.app).split()))

    def now(self) -> Contact:
        return self.services.contacts.get(self.ana.id)

    def interview(self) -> Interview:
        return self.services.context.repository.all(Interview)[-1]

    def column(self) -> str | None:
        card = self.services.overview.card(self.ana.id)
        return card.column if card else None


OpenDesk = Callable[[], AbstractAsyncContextManager[UseCaseContext]]


@pytest.fixture
def context(services: Services, make_app: Callable[..., InfointApp]) -> OpenDesk:
    ana = services.contacts.add("Ana Ruiz", emails=("ana@example.com",))

    @asynccontextmanager
    async def open_desk() -> AsyncIterator[UseCaseContext]:
        app = make_app(services)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
            await pilot.pause()
            yield UseCaseContext(app, pilot, services, ana)

    return open_desk


async def test_asked_and_snoozed(context: OpenDesk) -> None:
    async with context() as at:
        await at.press("z")
        await at.says("Nothing is due here")
        await at.press("a")
        await at.says("Sent. That was the hard part - u undoes")  # the first request ever
        assert at.column() == "waiting"
        await at.press("a")
        await at.says("You already asked Ana Ruiz")

        await at.afresh()
        at.services.requests.ask(at.ana.id, TODAY - 20 * DAY)
        await at.leave("z", "DayDialog")
        assert at.interview().snoozed_until is None
        await at.save("z", "DayDialog")
        assert at.interview().snoozed_until == TODAY + 7 * DAY
        await at.open("z", "DayDialog")  # no day before the one it is due on by now
        assert at.app.screen.query_one(Input).value == "2026-12-06"
        await at.press("ctrl+u", *typing("tomorrow"), "ctrl+s")
        await at.says("! It's due Sun 29 Nov; a snooze has to end later. Give a later day")
        await at.press("ctrl+u", *typing("+3w"), "ctrl+s")
        await at.back()
        assert at.interview().snoozed_until == TODAY + 21 * DAY


async def test_thanked_at_once_or_by_another_channel_on_another_day(context: OpenDesk) -> None:
    async with context() as at:
        await at.press("t")
        await at.says("Saved a thank-you to Ana Ruiz by email")

        await at.afresh()
        at.services.interviews.met(at.ana.id, TODAY - 3 * DAY)
        at.services.touches.log([at.ana.id], "hello", channel="message")
        await at.leave("T", "ThankDialog")
        assert at.interview().thanked_on is None
        await at.save("T", "ThankDialog")
        await at.says("Thanked Ana Ruiz by message")
        assert at.interview().thanked_on == TODAY


async def test_an_interview_far_away_is_shown_by_the_clock_of_the_user(context: OpenDesk) -> None:
    async with context() as at:
        at.services.scheduling.schedule(at.ana.id, TODAY + DAY, time(3), "Asia/Tokyo")
        await at.says("· talk today 18:00")
        shown = " ".join(text_of(at.app).split())
        assert shown.count("today 18:00") == 2  # in the list, too
        await at.save("s", "ScheduleDialog")
        await at.says("Ana Ruiz: Sun 22 Nov, 18:00 - today")
        overview = at.services.overview
        columns = columns_of(overview.board(), overview.today, "UTC", 10)
        (face,) = columns[list(COLUMN_LABELS).index("prepare")].faces
        assert "today 18:00" in [words.text for words in face.words]

        await at.afresh()  # scheduling again begins with the time that was set, and can be left
        at.services.scheduling.schedule(at.ana.id, TODAY, time(8), place="Cafe Lumen", minutes=35)
        at.services.interviews.fell_through(at.ana.id, "no_show")
        await at.open("s", "ScheduleDialog")
        await at.says("Place Cafe Lumen")
        await at.says("Minutes 35")
        await at.press("escape")
        await at.back()
        assert len(at.services.context.repository.all(Interview)) == 1


async def test_how_it_went(context: OpenDesk) -> None:
    then = {
        "1": ("thank", "TextDialog", ("ctrl+s",)),
        "2": ("prepare", "ScheduleDialog", ("ctrl+u", *typing("tomorrow 3pm"), "ctrl+s")),
        "3": ("ask", "", ()),
        "4": ("ask", "", ()),
    }
    async with context() as at:
        for choice, (column, dialog, keys) in then.items():
            await at.afresh()
            at.services.scheduling.schedule(at.ana.id, TODAY - DAY, time(10))
            await at.open("h", "ChoiceDialog")
            await at.press(choice)
            if dialog:
                await at.dialog(dialog)
                await at.press(*keys)
            await at.back()
            await until(at.pilot, lambda it=column: at.column() == it)

        await at.afresh()  # it can be left at every step
        at.services.scheduling.schedule(at.ana.id, TODAY - DAY, time(10))
        await at.leave("h", "ChoiceDialog")
        await at.open("h", "ChoiceDialog")
        await at.leave("1", "TextDialog")
        assert at.interview().held_on is None

        await at.afresh()  # so is a time that is set after it has passed
        await at.open("s", "ScheduleDialog")
        await at.press(*typing("today 8:00"), "ctrl+s")
        await at.dialog("ChoiceDialog")
        await at.says("How did it go with Ana Ruiz?")
        await at.press("4")
        await at.back()
        await until(at.pilot, lambda: at.column() == "ask")

        await at.afresh()  # a conversation without a time can only have taken place
        at.services.requests.ask(at.ana.id)
        await at.save("h", "TextDialog", *typing("measure first"))
        await at.says("Saved: you talked with Ana Ruiz")
        assert at.interview().held_on == TODAY


async def test_how_it_went_is_asked_once(context: OpenDesk) -> None:
    async with context() as at:
        at.services.interviews.met(at.ana.id)
        at.app.watch_file()
        await at.open("h", "TextDialog")
        await at.says("You already logged today's conversation with Ana Ruiz")
        await at.press("ctrl+s")  # nothing is typed, so there is nothing to save
        await at.press(*typing("measure first"), "ctrl+s")
        await at.back()
        await at.says("Saved what you learned from Ana Ruiz")
        debrief = at.interview().debrief
        assert debrief is not None
        assert debrief.learned == "measure first"
        await at.press("h")
        await at.says("Today's conversation with Ana Ruiz is already written up. w corrects it.")
        assert isinstance(at.app.screen, ContactsScreen)
        await at.open("w", "DebriefForm")
        await at.press("escape")
        await at.back()


async def test_confirmed_learned_from_and_prepared(context: OpenDesk) -> None:
    async with context() as at:
        await at.press("C")
        await at.says("No time with Ana Ruiz is set.")
        await at.press("w")
        await at.says("You haven't talked with Ana Ruiz yet.")
        at.services.scheduling.schedule(at.ana.id, TODAY + DAY, time(10))
        await at.press("C")
        await at.says("Confirmed with Ana Ruiz")
        assert at.interview().confirmed_on == TODAY

        await at.afresh()
        at.services.interviews.met(at.ana.id)
        await at.leave("w", "DebriefForm")
        await at.open("w", "DebriefForm")
        await at.press(*typing("patience"), "ctrl+s")
        await at.dialog("ChoiceDialog")
        await at.press("escape")
        await at.back()
        debrief = at.interview().debrief
        assert debrief is not None
        assert debrief.learned == "patience"
        await at.says("22 Nov in person, 20 min: “patience”")

        await at.afresh()
        await at.press("p")
        await until(at.pilot, lambda: getattr(at.app.screen, "NAME", "") == "prep")
        await at.says("Ana Ruiz")
        assert at.interview().contact_id == at.ana.id


async def test_a_follow_up_from_noting_to_telling(context: OpenDesk) -> None:
    async with context() as at:
        await at.press("F")
        await at.says("No open to-do here. f adds one.")
        await at.press("d")
        await at.says("No open to-do here. f adds one;")
        await at.leave("f", "FollowUpDialog")
        await at.save("f", "FollowUpDialog", *typing("read on"))
        await until(at.pilot, lambda: at.column() == "act")
        await at.open("d", "DayDialog")
        await at.says("“read on” is due on")
        assert at.app.screen.query_one(Input).value == "2026-12-06"
        await at.press(*typing("tomorrow"), "ctrl+s")
        await at.says("Due tomorrow")
        await at.leave("d", "DayDialog")
        (item,) = at.services.context.repository.all(FollowUp)
        assert item.due == TODAY + DAY
        await at.open("d", "DayDialog")
        at.services.follow_ups.due_saver(item)(TODAY + 9 * DAY)
        await at.press(*typing("tomorrow"), "ctrl+s")
        await at.says("Changed elsewhere: due to “2026-12-01”. Save again to replace it.")
        await at.press("ctrl+s")
        await at.back()
        assert at.services.context.repository.all(FollowUp)[0].due == TODAY + DAY
        await at.press("F")
        await at.says("Done: read on")
        await at.press("F")
        await at.says("Reported back to Ana Ruiz")


async def test_somebody_named_and_what_happened(context: OpenDesk) -> None:
    async with context() as at:
        await at.leave("r", "IntroducedDialog")
        await at.save("r", "IntroducedDialog", *typing("Teo Maran"))
        await at.says("Added Teo Maran to Ask, suggested by Ana Ruiz")
        assert at.services.contacts.find("Teo").introduced_by == at.ana.id
        at.services.contacts.add("Bo Lind")
        await at.save("r", "IntroducedDialog", *typing("bo lind"))
        await at.says("Bo Lind, already in your contacts, suggested by Ana Ruiz")
        assert at.services.contacts.find("Bo").introduced_by == at.ana.id

        await at.afresh()
        await at.leave("c", "LogDialog")
        await at.save("c", "LogDialog", *typing("at a fair"))
        assert [touch.text for touch in at.services.context.repository.all(Touch)] == ["at a fair"]


async def test_editing_and_adding(context: OpenDesk) -> None:
    async with context() as at:
        await at.leave("n", "ContactForm")
        assert len(at.services.overview.rows()) == 1

        await at.leave("e", "ContactForm")
        await at.save("e", "ContactForm", "tab", "tab", *typing("Lumen"))
        assert at.now().organization == "Lumen"
        await at.open("e", "ContactForm")
        at.services.contacts.edit(at.ana.id, organization="Opal", title="Planner")
        await at.press("tab", "tab", "end", *typing(" Ltd"), "ctrl+s")
        await at.says("Changed elsewhere: organization to “Opal”. Save again to replace it.")
        assert at.now().organization == "Opal"
        await at.press("ctrl+s")
        await at.back()
        assert (at.now().organization, at.now().title) == ("Lumen Ltd", "Planner")


async def test_what_was_typed_survives_a_save_that_fails(context: OpenDesk) -> None:
    async with context() as at:
        path = at.services.context.repository.path
        for key, name in (("e", "Ana RuizZed"), ("n", "Zed")):
            good = path.read_bytes()
            await at.open(key, "ContactForm")
            await at.press("end", *typing("Zed"))
            path.write_bytes(b"{ broken")
            await at.press("ctrl+s")
            await at.says("is damaged")
            await at.dialog("ContactForm")
            path.write_bytes(good)
            await at.press("ctrl+s")
            await at.back()
            await until(
                at.pilot,
                lambda it=name: it in [row.name for row in at.services.overview.rows()],
            )


async def test_setting_aside(context: OpenDesk) -> None:
    async with context() as at:
        await at.leave("x", "ChoiceDialog")
        assert at.now().standing == "known"
        await at.open("x", "ChoiceDialog")
        await at.press("2")
        await at.back()
        await at.says("Set Ana Ruiz aside: no reply")
        assert (at.now().standing, at.now().aside_why) == ("set_aside", "no reply")

        await at.afresh()  # later: when?
        await at.open("x", "ChoiceDialog")
        await at.leave("4", "DayDialog")
        assert at.now().standing == "known"
        await at.open("x", "ChoiceDialog")
        await at.save("4", "DayDialog")
        await until(at.pilot, lambda: at.now().aside_until == TODAY + 21 * DAY)


async def test_copying_and_opening_a_page_or_a_mail(
    context: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    works = [True, True, False, False]

    async def opens(address: str) -> bool:
        opened.append(address)
        return works.pop(0)

    monkeypatch.setattr(external_programs, "opens", opens)
    async with context() as at:
        await at.press("o")
        await at.says("Opened ana@example.com")
        at.services.contacts.edit(at.ana.id, links=("javascript:x", "https://example.com/ana"))
        await at.press("o")
        await at.says("Opened https://example.com/ana")
        assert at.app.clipboard == ""
        await at.press("o")
        await at.says("No browser opens from here. Copied https://example.com/ana")
        assert at.app.clipboard == "https://example.com/ana"
        at.services.contacts.edit(at.ana.id, links=("file:///etc/hosts",))
        await at.press("o")
        await at.says("No mail program opens from here. Copied ana@example.com")
        assert at.app.clipboard == "ana@example.com"
        at.services.contacts.edit(at.ana.id, emails=())
        await at.press("o")
        await at.says("has no web address, email or phone")
        await at.press("y")
        await at.says("Copied the name of Ana Ruiz; there is no email address.")

        await at.afresh()
        await at.press("y")
        await at.says("Copied the name and email of Ana Ruiz")
        assert at.app.clipboard == "Ana Ruiz\nana@example.com"
    mail, page = "ana@example.com", "https://example.com/ana"
    assert opened == [mail, page, page, mail]


async def test_keys_typed_ahead_of_a_form_are_no_commands(context: OpenDesk) -> None:
    async with context() as at:
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


async def test_the_likeliest_key_stands_first(context: OpenDesk) -> None:
    def first(at: UseCaseContext) -> str:
        return text_of(at.app).splitlines()[-1].split()[0]

    async with context() as at:
        assert first(at) == "m"
        await at.press("A")
        await at.says("Ana Ruiz hasn't been asked yet. a logs that you asked.")
        await at.press("plus")
        await until(at.pilot, lambda: at.column() == "ask")
        assert first(at) == "m"
        at.services.interviews.met(at.ana.id)
        at.app.watch_file()
        await until(at.pilot, lambda: first(at) == "w")
        await at.press("u", "u", "u", "u")
        await until(at.pilot, lambda: first(at) == "n")
