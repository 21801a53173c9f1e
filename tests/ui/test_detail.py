"""The details of a contact: every line is a row that can be read, corrected and removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, get_args

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.flows.detail_rows import EDITING, OPENING, REMOVING, goes_along
from infoint_tui.ui.keys.commands import ON_ROW, ROW_LABELS, RowKind
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.detail import Detail
from infoint_tui.ui.widgets.detail_lines import DetailRow
from infoint_tui.ui.widgets.key_line import KeyLine
from tests.ui.conftest import NOW, says, text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
DAY = timedelta(days=1)
TODAY = NOW.date()
SIZES = [(120, 40), (80, 24), (60, 16)]
QUESTION = PlannedQuestion(text="What fills a normal Tuesday for you?")
WORDS = "Hi Ana,\n\nthank you for making time.\nThe shift idea is great.\n\nMira"


@pytest.fixture
def ana(services: Services) -> Contact:
    """Someone with three conversations, five to-dos and two hundred entries."""
    ana = services.contacts.add(
        "Ana Ruiz",
        organization="Lumen Energy",
        address="Harbor Road 4\nLund",
        admire="the forecast",
    )
    context = services.context
    entries = [
        context.touch(ana.id, "other", f"entry {number}", TODAY - (number + 2) * DAY)
        for number in range(195)
    ]
    context.repository.transact("entries", lambda tx: [tx.put(each) for each in entries])
    for number, ago in enumerate((200, 90, 20)):
        held = services.interviews.met(ana.id, TODAY - ago * DAY)
        note = TimedNote(at=NOW - ago * DAY, kind="advice", text=f"sit in on shift {number}")
        services.interviews.edit(held.id, "x", plan=(QUESTION,), notes=(note,), minutes=25)
        answer = Answer(question=QUESTION.text, answer=f"calls {number}")
        draft = DebriefDraft(learned=f"start smaller {number}", bad="on call", answers=(answer,))
        services.debriefing.save(held.id, draft)
        services.interviews.thank(ana.id, words=WORDS)
    for text in ("first", "second", "third"):
        services.follow_ups.note(ana.id, f"read the {text} paper")
    services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Marran"))
    done = services.follow_ups.note(ana.id, "an old one")
    services.follow_ups.told(services.follow_ups.done(done.id).id)
    return ana


class Desk:
    """The details of Ana, opened; what is pressed and seen there."""

    def __init__(self, app: InfointApp, pilot: Pilot[None], services: Services) -> None:
        self.app, self.pilot, self.services = app, pilot, services

    @property
    def screen(self) -> ContactsScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ContactsScreen)
        return screen

    @property
    def detail(self) -> Detail:
        return self.screen.query_one("#detail", Detail)

    @property
    def here(self) -> str:
        """The lines of the row under the cursor, as one text."""
        return self.text_of(self.detail.row)

    def text_of(self, row: DetailRow | None) -> str:
        lines = [line for line in self.detail.rows if line.row is row and row is not None]
        return " ".join(" ".join(text for text, _ in line.pieces) for line in lines)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def go_to(self, words: str) -> None:
        """Put the cursor on the first row that has these words."""
        await self.press("g")  # then all lines are drawn
        for place, line in enumerate(self.detail.rows):
            said = " ".join(self.text_of(line.row).split())
            if self.detail.key_of(line) is not None and words in said:
                self.detail.cursor = place
                await self.pilot.pause()
                return
        raise AssertionError(f"no row says {words!r}")

    async def opens(self, heading: str) -> None:
        await until(self.pilot, lambda: heading in getattr(self.app.screen, "heading", ""))

    async def back(self) -> None:
        await until(self.pilot, lambda: self.app.screen is self.screen)
        await until(self.pilot, lambda: not self.screen.is_asking)

    async def saves(self, *keys: str) -> None:
        """Type, save, and come back."""
        await self.press(*keys, "ctrl+s")
        await self.back()

    async def says(self, words: str) -> None:
        await until(self.pilot, lambda: any(words in each.words for each in self.app.messages))
        self.app.messages.clear()

    @property
    def line(self) -> str:
        """The bottom line."""
        return text_of(self.app).split("\n")[-1]

    def all(self, kind: Any) -> Any:
        return self.services.context.repository.all(kind)

    def held(self, number: int) -> Interview:
        """A conversation, the oldest first."""
        found = sorted(self.all(Interview), key=lambda each: each.held_on)
        assert isinstance(found[number], Interview)
        return found[number]


@pytest.fixture
def desk(services: Services, ana: Contact, make_app: MakeApp) -> Callable[..., Awaitable[None]]:
    """Run a test on Ana's details, on a terminal of some size."""

    async def run(
        test: Callable[[Desk], Awaitable[None]], size: tuple[int, int] = (120, 40)
    ) -> None:
        app = make_app(services, start="contacts", hints=False)
        async with app.run_test(size=size) as pilot:
            at = Desk(app, pilot, services)
            await until(
                pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.is_ready
            )
            await until(pilot, lambda: at.screen.contact_id == ana.id)
            await pilot.press("enter")
            await until(pilot, lambda: app.focused is at.detail)
            await test(at)

    return run


Run = Callable[..., Awaitable[None]]


def labels(at: Desk) -> set[str]:
    """What the bottom line offers."""
    return {button.label for button in at.screen.query_one(KeyLine).buttons(400)}


# --- the declaration ------------------------------------------------------------------------------


def test_every_kind_of_line_says_what_its_keys_do() -> None:
    kinds = set(get_args(RowKind))
    assert set(OPENING) == set(EDITING) == set(ON_ROW) == kinds
    assert set(REMOVING) == kinds - {"warm", "notes", "draft"}
    works = {command.id for command in Keymap().on_screen("detail") if command.keys}
    assert {each for ids in ON_ROW.values() for each in ids} <= works
    assert {each for labels in ROW_LABELS.values() for each in labels} <= works


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_and_tab_lead_there_and_esc_and_tab_back(
    desk: Run, size: tuple[int, int]
) -> None:
    async def test(at: Desk) -> None:
        people = at.screen.rows
        for there, back in (("", "escape"), ("tab", "tab"), ("enter", "escape")):
            if there:
                await at.press(there)
            await until(at.pilot, lambda: at.app.focused is at.detail)
            await until(at.pilot, lambda: "esc back" in at.line)
            assert "Ana Ruiz" in text_of(at.app)
            await at.press(back)
            await until(at.pilot, lambda: at.app.focused is people)
            await until(at.pilot, lambda: "esc back" not in at.line)
            assert people.display

    await desk(test, size)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_conversation_unfolds_whole_and_folds_again(
    desk: Run, size: tuple[int, int]
) -> None:
    async def test(at: Desk) -> None:
        folded = [line.key for line in at.detail.rows if line.key]
        held = [key for key in folded if key.startswith("conversation")]
        assert [at.held(n).id in held[2 - n] for n in range(3)] == [True] * 3  # newest first
        await at.go_to("start smaller 0")
        await until(at.pilot, lambda: "enter unfold" in at.line)
        await at.press("enter")
        await until(at.pilot, lambda: "enter fold" in at.line)
        assert "start smaller 0" in at.here  # the cursor stays
        seen = []
        for _ in range(8):
            await at.press("j")
            seen.append(" ".join(at.here.split()))
        assert seen[:3] == [
            "DAYS talked 6 May, written up today, thanked today by email",
            "HOW in person, 25 min, I pay",
            "INTENT not asking for a job",
        ]
        assert seen[3:7] == [
            "Q What fills a normal Tuesday for you? 2 min calls 0",
            "09:00 ADVICE sit in on shift 0",
            "STAYED start smaller 0",
            "BAD on call",
        ]
        await at.go_to("6 May in person")
        await at.press("enter")
        assert [line.key for line in at.detail.rows if line.key] == folded

    await desk(test, size)


async def test_a_message_that_was_sent_unfolds_with_its_words(desk: Run) -> None:
    async def test(at: Desk) -> None:
        await at.go_to("thanked them: Hi Ana,")
        await at.press("enter")
        lines = at.here.split("  ")
        assert "Hi Ana," in at.here
        assert "The shift idea is great." in at.here
        assert "Mira" in [each.strip() for each in lines]
        await until(at.pilot, lambda: "enter fold" in at.line)
        await at.press("enter")
        await until(at.pilot, lambda: "enter unfold" in at.line)

    await desk(test)


async def test_only_what_is_seen_is_drawn_until_the_pane_is_entered(desk: Run) -> None:
    async def test(at: Desk) -> None:
        whole = len(at.detail.rows)
        assert whole > 220
        bo = at.services.contacts.add("Bo Lind")
        await at.press("escape")
        at.app.open_contact(bo.id)
        await until(at.pilot, lambda: at.screen.contact_id == bo.id)
        await at.press("escape")
        at.screen.rows.to_top()
        at.screen.show_detail()
        assert len(at.detail.rows) <= 80
        await until(at.pilot, lambda: len(at.detail.rows) == whole)  # once the cursor rests
        await at.press("escape", "G", "g", "enter", "G")
        assert len(at.detail.rows) == whole
        await until(at.pilot, lambda: "entry 194" in text_of(at.app))

    await desk(test)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_j_and_k_pass_no_line_unseen(
    services: Services, make_app: MakeApp, size: tuple[int, int]
) -> None:
    notes = "\n".join(f"line {number} of the notes" for number in range(60))
    ana = services.contacts.add("Ana Ruiz", notes=notes, admire=" ".join(["admired"] * 150))
    services.touches.log([ana.id], "asked to talk:\n" + "\n".join(f"word {n}" for n in range(50)))
    services.touches.log([ana.id], " ".join(["long"] * 300))
    services.follow_ups.note(ana.id, "read the paper")
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("enter")
        detail = app.screen.query_one("#detail", Detail)
        await until(pilot, lambda: app.focused is detail)
        await pilot.press("G", "k")
        while "asked to talk" not in text_of(app):
            await pilot.press("j")
        detail.toggle(
            next(line.row for line in detail.rows if line.row and line.row.is_open is False)
        )
        await pilot.press("g")
        for key in "jk":
            seen: set[int] = set()
            before = None
            while before != (detail.cursor, detail.scroll_y):
                before = detail.cursor, detail.scroll_y
                top = int(detail.scroll_y)
                seen |= set(range(top, min(top + detail.size.height, len(detail.rows))))
                await pilot.press(key)
            assert seen == set(range(len(detail.rows)))


async def test_the_bottom_line_follows_the_line_under_the_cursor(desk: Run) -> None:
    async def test(at: Desk) -> None:
        for words, line in (
            ("Harbor Road 4", " e edit"),
            ("read the second paper", " enter do it  F done  z snooze  e edit"),
            ("an old one", " e edit  x remove"),
            ("start smaller 1", " enter unfold  e edit  w write it up  x remove"),
            ("Teo Marran not asked", " enter open  F done  x remove"),
            ("thanked them", " enter unfold  e edit  x remove"),
            ("entry 3", " e edit  x remove"),
        ):
            await at.go_to(words)
            await until(at.pilot, lambda it=line: it in at.line)
        await at.press("question_mark")
        await at.opens("Help")
        await at.press(*"correct what")
        await until(at.pilot, lambda: "Correct what the line says." in text_of(at.app))
        await at.press("escape")
        await at.back()
        await at.press("colon", *"remove what", "enter")
        await at.says("Removed the entry")

    await desk(test)


async def test_the_bottom_line_offers_nothing_that_the_line_refuses(desk: Run) -> None:
    async def test(at: Desk) -> None:
        ana = at.services.contacts.find("Ana Ruiz")
        at.services.interviews.met(ana.id, TODAY)
        at.services.contacts.add("Wren Castell", introduced_by=ana.id)
        at.screen.reload()
        for words, offered, refused in (
            ("thank-you", {"do it", "snooze"}, {"done", "remove"}),
            ("write it up", {"do it", "snooze"}, {"done", "remove"}),
            ("read the second paper", {"do it", "done", "snooze", "edit"}, set()),
            ("an old one", {"edit", "remove"}, {"done", "snooze", "due date"}),
            ("start smaller 1", {"write it up"}, {"done", "snooze"}),
            ("Wren Castell", {"open", "done", "remove"}, {"edit", "snooze"}),
            ("DAYS talked", {"edit", "write it up"}, {"done", "snooze", "remove"}),
            ("entry 3", {"edit", "remove"}, set()),
        ):
            if words == "DAYS talked":
                await at.go_to("start smaller 0")
                await at.press("enter")
            await at.go_to(words)
            await until(at.pilot, lambda it=offered: it <= labels(at))
            assert not refused & labels(at), (at.here, sorted(labels(at)))

    await desk(test, (150, 40))


async def test_the_history_has_rows_of_its_own_in_the_third_pane(desk: Run) -> None:
    async def test(at: Desk) -> None:
        story = at.screen.query_one("#story", Detail)
        assert not [line for line in at.detail.rows if line.row and line.row.kind == "touch"]
        await at.press("tab", "g")
        await until(at.pilot, lambda: at.app.focused is story and "enter unfold" in at.line)
        await at.press("enter", "j", "j", "e")
        await at.opens("Your conversation with Ana Ruiz")
        await at.press("escape")
        await at.back()
        await at.press("G", "x")
        await at.says("Removed the entry")
        assert TODAY - 200 * DAY not in {
            each.on for each in at.all(Touch) if each.kind == "meeting"
        }
        await at.press("escape", "enter")
        await until(at.pilot, lambda: at.app.focused is at.detail)

    await desk(test, (170, 40))


# --- to-dos ---------------------------------------------------------------------------------------


async def test_the_second_to_do_is_finished_dated_and_snoozed(desk: Run) -> None:
    async def test(at: Desk) -> None:
        def item(text: str) -> FollowUp:
            found: FollowUp = next(each for each in at.all(FollowUp) if text in each.text)
            return found

        await at.go_to("read the second paper")
        await at.press("d")
        await at.opens("“read the second paper” is due on")
        await at.saves(*typing("3 dec"))
        await at.says("Due Thu 3 Dec")
        assert (item("second").due, item("first").due) == (TODAY + 11 * DAY, None)
        await at.go_to("read the second paper")
        await at.press("z")
        await at.opens("Snooze “read the second paper” until")
        await at.saves(*typing("9 dec"))
        assert item("second").snoozed_until == TODAY + 17 * DAY
        await at.go_to("read the second paper")
        await at.press("F")
        await at.says("Done: read the second paper")
        assert [item(text).done_on for text in ("first", "second", "third")] == [None, TODAY, None]

        await at.go_to("an old one")
        await at.press("F")
        await at.says("“an old one” is already done.")
        await at.press("z")
        await at.says("Nothing is due here, so there is nothing to snooze.")
        await at.go_to("start smaller 2")
        await at.press("F")
        await at.says("This line is not a to-do.")
        await at.go_to("Teo Marran not asked")
        await at.press("F")
        await at.says("Asked Teo Marran")
        assert not [each for each in at.all(FollowUp) if "first" in each.text and each.done_on]

    await desk(test)


async def test_of_two_names_the_second_is_asked(desk: Run) -> None:
    async def test(at: Desk) -> None:
        ana = at.services.contacts.find("Ana Ruiz")
        at.services.contacts.introduce(ana.id, SuggestedPerson(name="Wren Castell"))
        at.screen.reload()
        await at.go_to("Wren Castell not asked")
        await at.press("F")
        await at.says("Asked Wren Castell")

    await desk(test)


async def test_a_to_do_is_finished_even_off_the_board(desk: Run) -> None:
    async def test(at: Desk) -> None:
        at.services.contacts.set_aside([at.services.contacts.find("Ana").id], "later")
        at.screen.reload()
        at.app.open_contact(at.services.contacts.find("Ana").id)
        await until(at.pilot, lambda: "SET ASIDE" in text_of(at.app))
        await at.go_to("read the third paper")
        await at.press("F")
        await at.says("Done: read the third paper")
        await at.press("e")
        await at.opens("To-do with Ana Ruiz")
        await at.press("escape")
        await at.back()

    await desk(test)


# --- correcting -----------------------------------------------------------------------------------


async def test_an_entry_and_a_to_do_are_corrected(desk: Run) -> None:
    async def test(at: Desk) -> None:
        await at.go_to("entry 3")
        await at.press("e")
        await at.opens("An entry for Ana Ruiz")
        await at.saves("ctrl+u", *typing("a letter"), "tab", "tab", *typing("1 nov"))
        await at.says("Corrected the entry")
        await at.go_to("1 Nov a letter")
        await at.go_to("thanked them: Hi Ana")
        await at.press("e")
        await at.opens("An entry for Ana Ruiz")
        assert at.app.screen.query_one(TextArea).text == WORDS  # of a message, every line
        await at.saves()
        assert WORDS in {each.text for each in at.all(Touch)}

        await at.go_to("read the third paper")
        await at.press("e")
        await at.opens("To-do with Ana Ruiz")
        await at.saves("ctrl+u", *typing("read the 3rd paper"))
        await at.says("Saved: read the 3rd paper")
        await at.go_to("read the 3rd paper")
        assert at.services.undo() == "correct: read the third paper"

    await desk(test)


async def test_what_was_said_in_the_first_conversation_is_corrected(desk: Run) -> None:
    async def test(at: Desk) -> None:
        await at.go_to("start smaller 0")
        await at.press("e")
        await at.opens("Your conversation with Ana Ruiz")
        await at.saves(*typing("5 may"), "tab", "ctrl+u", *"40")
        await at.says("Corrected the conversation with Ana Ruiz")
        assert (at.held(0).held_on, at.held(0).minutes) == (TODAY - 201 * DAY, 40)
        assert {each.on for each in at.all(Touch) if each.kind == "meeting"} == {
            TODAY - ago * DAY for ago in (201, 90, 20)
        }
        await at.press("enter")
        for words, opens, before, after in (
            ("calls 0", QUESTION.text, "calls 0", "talking"),
            ("sit in on shift 0", "A note from", "sit in on shift 0", "sit in twice"),
            ("BAD on call", "Your conversation with", "on call", "nights"),
            ("STAYED start smaller 0", "Your conversation with", "start smaller 0", "start now"),
        ):
            await at.go_to(words)
            await at.press("e")
            await at.opens(opens)
            assert at.app.screen.query_one(TextArea).text == before
            await at.saves("ctrl+u", *typing(after))
            await at.says("Saved your correction")
            await at.go_to(after)
        held = at.held(0)
        assert held.plan[0].answer == "talking"
        assert held.notes[0].text == "sit in twice"
        assert held.debrief is not None
        assert (held.debrief.bad, held.debrief.learned) == ("nights", "start now")
        assert at.held(1).plan[0].answer == "calls 1"

        await at.go_to("HOW")
        await at.press("e")
        await at.opens("Your conversation with Ana Ruiz")
        await at.press("escape")
        await at.back()
        for _ in range(5):
            at.services.undo()
        assert at.held(0).debrief.learned == "start smaller 0"  # type: ignore[union-attr]

    await desk(test)


async def test_w_writes_up_the_conversation_under_the_cursor(desk: Run) -> None:
    async def test(at: Desk) -> None:
        await at.go_to("start smaller 1")
        await at.press("w")
        await at.opens("Write it up: Ana Ruiz")
        assert "start smaller 1" in {each.text for each in at.app.screen.query(TextArea)}
        await at.press("escape")
        await at.back()

    await desk(test)


async def test_a_change_made_elsewhere_is_told_before_it_is_replaced(desk: Run) -> None:
    async def test(at: Desk) -> None:
        path = at.services.context.repository.path
        other = build_services(path, clock=at.services.context.clock, settings=Settings())
        await at.go_to("start smaller 0")
        await at.press("e")
        await at.opens("Your conversation with Ana Ruiz")
        other.interviews.edit(at.held(0).id, "x", minutes=33)
        await at.press("tab", "ctrl+u", *"40", "ctrl+s")
        await until(at.pilot, lambda: "Changed elsewhere: minutes to “33”" in text_of(at.app))
        await at.saves()
        assert at.held(0).minutes == 40

    await desk(test)


# --- removing -------------------------------------------------------------------------------------


async def test_what_is_removed_comes_back_with_undo(desk: Run) -> None:
    async def test(at: Desk) -> None:
        def tables() -> dict[str, set[str]]:
            kinds = (Contact, Interview, FollowUp, Touch)
            return {
                kind.table: {each.model_dump_json(exclude={"rev"}) for each in at.all(kind)}
                for kind in kinds
            }

        before = tables()
        await at.go_to("start smaller 0")
        await at.press("enter")
        for words, said in (
            ("entry 5", "Removed the entry"),
            ("read the second paper", "Removed: read the second paper"),
            ("Teo Marran not asked", "Removed: Teo Marran, and Teo Marran with it"),
            ("calls 0", "Removed the answer"),
            ("What fills a normal Tuesday", "Removed the question"),
            ("sit in on shift 0", "Removed the note"),
            ("BAD on call", "Removed “on call”"),
        ):
            await at.go_to(words)
            await at.press("x")
            await at.says(f"{said} - u undoes")
            assert words not in " ".join(text_of(at.app).split())
        removed = tables()
        assert {table: len(before[table]) - len(removed[table]) for table in before} == {
            "contacts": 1,
            "interviews": 0,
            "follow_ups": 2,
            "touches": 2,
        }
        for _ in range(7):
            await at.press("u")
            await at.says("Undid")
        assert tables() == before
        for _ in range(7):
            await at.press("U")
            await at.says("Redid")
        assert tables() == removed

        await at.go_to("HOW")
        await at.press("x")
        await at.says("Every conversation has this line")
        await at.go_to("Harbor Road 4")
        await at.press("x")
        await at.opens("Set Ana Ruiz aside: why?")
        await at.press("escape")
        await at.back()

    await desk(test)


async def test_a_conversation_goes_once_what_goes_along_was_told(desk: Run) -> None:
    async def test(at: Desk) -> None:
        draft = DebriefDraft(names=(SuggestedPerson(name="Wren Castell"),), advice=("ask Bo",))
        at.services.debriefing.save(at.held(2).id, draft.but(learned="start smaller 2"))
        at.screen.reload()
        await at.go_to("start smaller 2")
        await at.press("x")
        await at.opens("Remove this conversation and its notes?")
        await until(at.pilot, lambda: says(at.app, "2 entries and 2 to-dos go too."))
        assert says(at.app, "Wren Castell, known only from this conversation, goes too. u undoes.")
        await at.press("j", "enter")
        await at.back()
        assert len(at.all(Interview)) == 3
        await at.press("x")
        await at.opens("Remove this conversation and its notes?")
        await at.press("enter")
        await at.says("Removed the conversation with Ana Ruiz")
        assert len(at.all(Interview)) == 2
        assert "Wren Castell" not in {row.name for row in at.services.overview.rows()}
        await at.press("u")
        await until(at.pilot, lambda: len(at.all(Interview)) == 3)

    await desk(test)


def test_what_goes_along_is_counted(ana: Contact, services: Services) -> None:
    touches = services.context.repository.all(Touch)
    assert goes_along(()) == ""
    assert goes_along(touches[:1]) == "1 entry goes too."
    two = (*touches[:2], ana, ana.but(name="Bo Lind"))
    assert goes_along(two) == (
        "2 entries go too. Ana Ruiz and Bo Lind, known only from this conversation, go too."
    )


# --- enter does -----------------------------------------------------------------------------------


async def test_enter_does_what_the_line_says(desk: Run) -> None:
    async def test(at: Desk) -> None:
        await at.go_to("write to Teo Marran")
        await at.press("enter")
        await at.opens("To Teo Marran")
        await at.press("escape")
        await at.back()
        await at.go_to("read the first paper")
        await at.press("enter")
        await at.says("Done: read the first paper")
        await at.go_to("report back: read the first paper")
        await at.press("enter")
        await at.opens("To Ana Ruiz")
        await at.press("escape")
        await at.back()

        at.services.scheduling.schedule(
            at.services.contacts.find("Ana").id, TODAY + DAY, NOW.time()
        )
        at.screen.reload()
        await at.go_to("talk tomorrow 09:00")
        await at.press("enter")
        await until(at.pilot, lambda: getattr(at.app.screen, "NAME", "") == "prep")
        await at.press("2")
        await until(at.pilot, lambda: at.app.screen is at.screen)

        teo = at.services.contacts.find("Teo Marran")
        await at.go_to("Teo Marran not asked")
        await at.press("e")
        await at.says("enter opens this person; edit them there.")
        await at.press("enter")
        await until(at.pilot, lambda: at.screen.contact_id == teo.id)
        await until(at.pilot, lambda: "BEFORE YOU ASK" in text_of(at.app))
        await at.go_to("follow their work")
        await at.press("enter")
        await at.says("You follow Teo Marran")
        await at.go_to("you follow their work")
        await at.press("x")
        await at.says("This line can't be removed.")

    await desk(test)


async def test_a_thank_you_that_is_due_is_offered(services: Services, make_app: MakeApp) -> None:
    bo = services.contacts.add("Bo Lind")
    services.interviews.met(bo.id, learned="be kind")
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "thank-you" in text_of(app))
        await pilot.press("tab", "g", "enter")
        heading = "Next: thank Bo Lind"
        await until(pilot, lambda: heading in getattr(app.screen, "heading", ""))


# --- hostile text, and the mouse ------------------------------------------------------------------


async def test_hostile_text_is_literal_on_every_line(services: Services, make_app: MakeApp) -> None:
    evil = "[red]x[/] [@click=app.quit]y[/] \x1b]0;z\x07 [/]"
    shown = "[red]x[/] [@click=app.quit]y[/]"
    ana = services.contacts.add("Ana Ruiz", notes=evil, admire=evil, address=evil)
    held = services.interviews.met(ana.id, learned=evil)
    services.interviews.edit(
        held.id,
        "x",
        plan=(PlannedQuestion(text=evil, answer=evil),),
        notes=(TimedNote(at=NOW, text=evil, question=evil),),
        place=evil,
    )
    services.follow_ups.note(ana.id, evil)
    services.touches.log([ana.id], f"{evil}:\n{evil}\n{evil}")
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        for pane in app.screen.query(Detail):
            for line in [each for each in pane.rows if each.row and each.row.is_open is False]:
                assert line.row is not None
                if line.key:
                    pane.toggle(line.row)
        await pilot.pause()
        assert "\x1b" not in text_of(app)
        assert text_of(app).count(shown) >= 12
        assert app.is_running


async def test_text_is_selected_with_the_mouse_and_opens_nothing(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz", emails=("ana@example.com",), title="小川 lead")
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "ana@example.com" in text_of(app))
        for line, end, words in ((1, 16, "ana@example.com"), (0, 10, "小川 lead")):
            await pilot.mouse_down("#detail", offset=(1, line))
            await pilot.hover("#detail", offset=(end - 1, line))
            await pilot.mouse_up("#detail", offset=(end - 1, line))
            await until(pilot, lambda it=words: app.screen.get_selected_text() == it)
            assert isinstance(app.screen, ContactsScreen)


async def test_beside_today_the_latest_conversation_is_unfolded_and_a_click_does_nothing(
    services: Services, make_app: MakeApp
) -> None:
    bo = services.contacts.add("Bo Lind")
    for ago, learned in ((9, "be kind"), (1, "be quick")):
        services.interviews.met(bo.id, TODAY - ago * DAY, learned=learned)
    app = make_app(services, start="today")
    async with app.run_test(size=(180, 40)) as pilot:
        await until(pilot, lambda: "TIMELINE" in text_of(app))
        assert "STAYED        be quick" in text_of(app)
        assert "STAYED        be kind" not in text_of(app)
        for _ in range(2):
            await pilot.click("#today-person", offset=(5, 0))
            await pilot.pause()
            assert getattr(app.screen, "NAME", "") == "today"


async def test_the_first_click_enters_and_the_next_one_unfolds(
    services: Services, make_app: MakeApp
) -> None:
    services.interviews.met(services.contacts.add("Ana Ruiz").id, learned="be kind")
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "CONVERSATIONS" in text_of(app))
        detail = app.screen.query_one("#detail", Detail)

        def place() -> int:
            return next(
                y
                for y, line in enumerate(detail.rows)
                if line.key and line.key.startswith("conversation")
            )

        await pilot.click("#detail", offset=(6, place()))
        await until(pilot, lambda: detail.cursor == place() and app.focused is detail)
        assert detail.row is not None
        assert detail.row.is_open is False
        await pilot.click("#detail", offset=(6, place()))
        await until(pilot, lambda: detail.row is not None and detail.row.is_open)
