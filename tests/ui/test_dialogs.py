from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, get_args

import pytest
from msgspec.structs import asdict
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from infoint_tui.domain.contact_fields import FIELDS
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal, progress
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Channel, TouchKind
from infoint_tui.services.container import Services
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.follow_up import FollowUpDialog, FollowUpEntry
from infoint_tui.ui.dialogs.goal import GoalsDialog
from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.dialogs.log import KINDS, LogDialog, LogEntry
from infoint_tui.ui.dialogs.palette import PaletteDialog
from infoint_tui.ui.dialogs.path import PathDialog
from infoint_tui.ui.dialogs.schedule import ScheduleDialog, Slot
from infoint_tui.ui.dialogs.thank import CHANNELS, ThankDialog, ThankYouSent
from infoint_tui.ui.keys.commands import COMMANDS, KEY_LABELS
from infoint_tui.ui.keys.palette_offers import command_offers
from infoint_tui.ui.kit.ask_text import TextDialog
from infoint_tui.ui.kit.ask_when import DayDialog
from infoint_tui.ui.kit.choice_field import ChoiceField, ChoiceLine
from infoint_tui.ui.kit.choose import ChoiceDialog, Choices
from infoint_tui.ui.kit.dialog import Dialog, FieldDialog
from infoint_tui.ui.kit.dialog_keys import Hints
from infoint_tui.ui.kit.fields import Field, LineInput, TextBox
from infoint_tui.ui.kit.form import FieldSpec, FormDialog
from infoint_tui.ui.kit.more_line import MoreLine
from infoint_tui.ui.kit.notice import NoticeDialog
from tests.builders import filled
from tests.ui.conftest import text_of, until
from tests.ui.host import Host, answers, asking, reveal, typing

TODAY = date(2026, 11, 22)
"""A Sunday."""
WAYS = (("held", "We talked"), ("moved", "It was moved"), ("off", "It's off"))
ANA = Contact(
    id="ana",
    name="Ana Ruiz",
    organization="Lumen Energy",
    emails=("ana@example.org",),
    tags=("grid",),
    links=("https://example.org/a,b",),
    notes="sails\nand teaches",
    mentor=True,
)


def choice() -> ChoiceDialog[str]:
    return ChoiceDialog("How did it go?", WAYS)


def line() -> TextDialog:
    return TextDialog("Question", "Words")


def when(**more: Any) -> DayDialog:
    return DayDialog("Snooze until", TODAY, **more)


def slot(interview: Interview | None = None) -> ScheduleDialog:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    return ScheduleDialog("Ana Ruiz", TODAY, "Europe/Lisbon", interview, now=lambda: now)


def form() -> FormDialog:
    return FormDialog(
        "Someone new",
        (
            FieldSpec("name", "Name", required=True),
            FieldSpec("notes", "Notes", "first", multiline=True),
            FieldSpec("place", "Place", "Porto"),
        ),
    )


async def paste(app: Host, pilot: Pilot[None], text: str) -> None:
    app.post_message(events.Paste(text))  # as from the terminal
    await pilot.pause()


async def replace(app: Host, pilot: Pilot[None], text: str) -> None:
    """Put another text into the input that has the focus."""
    focused_input(app).value = text
    await pilot.pause()


async def go_to(app: Host, pilot: Pilot[None], label: str) -> None:
    """Focus a field, wherever it is; it is added if the form does not show it."""
    await reveal(pilot, label)
    next(field for field in app.screen.query(Field) if field.label == label).control.focus()
    await pilot.pause()


def focused_input(app: Host) -> Input:
    assert isinstance(app.focused, Input)
    return app.focused


async def another(app: Host, pilot: Pilot[None], make: Callable[[], Screen[Any]]) -> None:
    """Leave a dialog, typed in or not, and show another."""
    count = len(app.answers) + 1
    dialog = app.screen
    await pilot.press("escape")
    if app.screen is dialog:
        await pilot.press("escape")
    await until(pilot, lambda: len(app.answers) == count)
    await app.show(make, pilot)


# --- all dialogs -----------------------------------------------------------------------------

CORNERS = sorted("╭╮╰╯")
EVERY: dict[str, Callable[[], Screen[Any]]] = {
    "choice": choice,
    "text": line,
    "day": when,
    "schedule": slot,
    "form": form,
    "thank": lambda: ThankDialog("Ana Ruiz", "email", TODAY),
    "log": lambda: LogDialog("Ana Ruiz", TODAY),
    "follow-up": lambda: FollowUpDialog("Ana Ruiz", TODAY),
    "contact": lambda: ContactForm(ANA),
    "notice": lambda: NoticeDialog("Imported", [("800 added.", "")]),
    "goals": lambda: GoalsDialog((progress(Goal(id="g", title="Grids"), ()),), {}, TODAY),
    "many": lambda: ChoiceDialog("Whom?", tuple((n, f"person {n}") for n in range(12))),
    "path": PathDialog,
    "palette": lambda: PaletteDialog(command_offers(COMMANDS, ()), lambda _: ()),
}


def told(dialog: Dialog[Any]) -> list[str]:
    """Every key that the help of a dialog tells, by Textual's name."""
    names = {sign: key for key, sign in KEY_LABELS.items()}
    words = [line.keys.split() for group in dialog.key_groups() for line in group.lines]
    signs = [["↑", "↓"] if word == "↑↓" else [word] for line in words for word in line]
    return [names.get(sign, sign) for each in signs for sign in each]


def bound(node: object) -> set[str]:
    """Every key that our own classes give something of the dialog, by Textual's name."""
    return {
        key
        for kind in type(node).__mro__
        if kind.__module__.startswith("infoint_tui")
        for binding in kind.__dict__.get("BINDINGS", ())
        for key in binding.key.split(",")
    }


def tells_its_keys(dialog: Screen[Any]) -> None:
    """The help of a dialog tells every key that works in it, and each of them once."""
    assert isinstance(dialog, Dialog)
    keys = told(dialog)
    assert len(keys) == len(set(keys)), keys
    has_pages = isinstance(dialog.focused, Choices) and dialog.focused.virtual_size.height < 10
    few = {"home", "end", "g", "G", "pagedown", "pageup"} if has_pages else set()
    search = {"slash"} if has_pages or not isinstance(dialog, ChoiceDialog) else set()
    assert bound(dialog) | bound(dialog.focused) <= {*keys, "f1", *few, *search}, keys
    is_form = isinstance(dialog, FieldDialog)
    assert ("tab" in keys) == (is_form and len(dialog.fields) > 1)
    assert ("space" in keys) == any(isinstance(each, ChoiceField) for each in dialog.query(Field))


async def test_frame_keys_and_help_are_there_for_every_dialog_and_q_leaves_none() -> None:
    async with asking(EVERY["choice"]) as (app, pilot):
        for count, make in enumerate(EVERY.values()):
            dialog = app.screen if not count else await app.show(make, pilot)
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await pilot.press("escape")
            await until(pilot, lambda it=dialog: app.screen is it)
            tells_its_keys(dialog)
            await pilot.press("q")
            assert app.screen is dialog
            await pilot.press("backspace")
            await fits_every_size(app, pilot)
            await pilot.press("escape")
            await until(pilot, lambda it=count: len(app.answers) > it)
    assert app.answers == [None] * len(EVERY)


async def fits_every_size(app: Host, pilot: Pilot[None]) -> None:
    """The frame of a dialog, its keys, and the field with the focus stay in sight."""
    await pilot.press("ctrl+o")
    for width, height in ((60, 16), (40, 12), (120, 40), (80, 24)):
        await pilot.resize_terminal(width, height)
        await until(pilot, lambda it=(width, height): app.screen.size == it)
        await until(pilot, lambda: sorted(c for c in text_of(app) if c in "╭╮╰╯") == CORNERS)
        assert "esc cancel" in text_of(app) or "esc close" in text_of(app)
        if isinstance(app.screen, FieldDialog):
            assert "ctrl+s save" in text_of(app) or "enter import" in text_of(app)
            assert app.focused is not None
            await until(pilot, lambda: app.screen.region.overlaps(app.focused.region))  # type: ignore[union-attr]


@pytest.mark.parametrize("make", [choice, line])
async def test_ctrl_q_quits_from_a_dialog(make: Callable[[], Screen[Any]]) -> None:
    async with asking(make) as (app, pilot):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


LITERAL = (
    lambda: ChoiceDialog("Ana [/x] [b]Ruiz[/b]", ((1, "[@click=app.quit]go"), (2, "[/]"))),
    lambda: TextDialog("Ana [/x] [b]Ruiz[/b]", "[/] [@click=app.quit]go", "[/x]"),
    lambda: NoticeDialog("Ana [/x] [b]Ruiz[/b]", [("[/] [@click=app.quit]go", "error")]),
)


async def test_text_from_data_is_literal_clean_and_cut() -> None:
    async with asking(LITERAL[0], (60, 16)) as (app, pilot):
        for make in LITERAL:
            await another(app, pilot, make)
            assert "Ana [/x] [b]Ruiz[/b]" in text_of(app)
            assert "[@click=app.quit]go" in text_of(app)
        await another(app, pilot, lambda: TextDialog("A\x1b]52;c;eA==\x07na", "Words"))
        assert "A]52;c;eA==na" in text_of(app)
        assert "\x1b" not in text_of(app)
        await another(app, pilot, lambda: TextDialog("Snooze " + "x" * 200, "Words"))
        assert "xxx…" in text_of(app)


# --- leaving ---------------------------------------------------------------------------------


async def test_escape_asks_once_when_something_was_typed() -> None:
    async with asking(line) as (app, pilot):
        await pilot.press("a", "backspace", "escape")  # as it was: at once
        await until(pilot, lambda: app.answers == [None])
        await app.show(line, pilot)
        await pilot.press("a", "escape")
        assert "Not saved: esc again to leave" in text_of(app)
        assert app.answers == [None]
        await pilot.press("b", "ctrl+q")
        assert "Not saved: ctrl+q again to quit" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.answers == [None, None])

        for make in (line, lambda: FormDialog("T", (FieldSpec("a", "A", "", False, True),))):
            await app.show(make, pilot)
            await pilot.press("a", "escape", "b")  # typing on takes the question back
            assert "Not saved" not in text_of(app)
            await pilot.press("escape")
            assert "Not saved" in text_of(app)
            assert "ctrl+s save" in text_of(app) or "enter import" in text_of(app)
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


# --- choosing one ----------------------------------------------------------------------------


async def test_choosing_by_keys() -> None:
    cases: dict[tuple[str, ...], str | None] = {
        ("enter",): "held",
        ("j", "enter"): "moved",
        ("down", "down", "enter"): "off",
        ("G", "k", "enter"): "moved",
        ("end", "up", "enter"): "moved",
        ("G", "g", "enter"): "held",
        ("end", "home", "enter"): "held",
        ("3",): "off",
        ("9", "2"): "moved",
        ("tab", "enter"): "held",
    }
    assert await answers((choice, keys) for keys in cases) == list(cases.values())


async def test_one_click_chooses_and_a_long_list_scrolls_with_the_cursor() -> None:
    options = tuple((number, f"person {number}") for number in range(40))
    async with asking(choice) as (app, pilot):
        await pilot.click("#body", offset=(8, 2))
        await until(pilot, lambda: app.answers == ["off"])
        await pilot.resize_terminal(60, 16)
        await app.show(lambda: ChoiceDialog("Who?", options), pilot)
        await pilot.press("G")
        assert "▸    person 39" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.answers == ["off", 39])


# --- a line of text --------------------------------------------------------------------------


async def test_a_line_is_saved_clean() -> None:
    def optional() -> TextDialog:
        return TextDialog("T", "L", optional=True)

    cases: list[tuple[Callable[[], Screen[Any]], list[str], str]] = [
        (line, [*typing("  who  else "), "enter"], "who else"),
        (line, [*typing("  who  else "), "ctrl+s"], "who else"),
        (line, ["a", "tab", "enter"], "a"),
        (lambda: TextDialog("T", "L", "Why"), ["?", "enter"], "Why?"),
        (optional, ["enter"], ""),
    ]
    found = await answers((make, keys) for make, keys, _ in cases)
    assert found == [expected for _, _, expected in cases]


async def test_blank_line_is_refused_in_words_until_it_is_filled_and_the_button_saves() -> None:
    async with asking(line) as (app, pilot):
        await pilot.press("space", "enter")
        await until(pilot, lambda: "Words: this cannot be blank." in text_of(app))
        await pilot.press("a")
        await until(pilot, lambda: "blank" not in text_of(app))
        await pilot.click(Hints, offset=(1, 0))
        await until(pilot, lambda: app.answers == ["a"])


async def test_paste_into_a_line_is_harmless() -> None:
    cases = {
        "one\ntwo\r\nthree": "one two three",
        "\x1b[31mred\x07\u202e": "[31mred",
        "tab\there": "tab here",
        "\n": "",
    }

    def optional() -> TextDialog:
        return TextDialog("T", "L", optional=True)

    async with asking(optional) as (app, pilot):
        for count, pasted in enumerate(cases):
            if count:
                await app.show(optional, pilot)
            await paste(app, pilot, pasted)
            assert not set(focused_input(app).value) & set("\x1b\x07\u202e\n\r\t")
            await pilot.press("enter")
            await until(pilot, lambda: len(app.answers) > count)  # noqa: B023
    assert app.answers == list(cases.values())


# --- a day -----------------------------------------------------------------------------------


DAYS = {
    "tue 1 dec": "Tue 1 Dec - in 9 days",
    "mon": "Mon 23 Nov - tomorrow",
    "-3d": "Thu 19 Nov - 3 days ago; that is in the past",
    "in a": "tomorrow, tue, in 3 days, 2w, 3 dec",
    "in a week": "Sun 29 Nov - in 7 days",
    "": "tomorrow, tue, in 3 days, 2w, 3 dec",
}
TIMES = {
    "tue 1 dec 15:00": "Tue 1 Dec, 15:00 - in 9 days",
    "tomorrow": "Mon 23 Nov - tomorrow; at what time?",
    "yesterday 9:00": "Sat 21 Nov, 09:00 - yesterday; that is in the past",
    "15:30": "Sun 22 Nov, 15:30 - today",
    "9:00": "Sun 22 Nov, 09:00 - today; that is in the past",
    "30 feb 3pm": "“30 feb” is not a real date.",
    "": "tomorrow 3pm, tue 15:00, 3 dec 14:00",
}


async def test_what_was_understood_is_shown_as_it_is_typed() -> None:
    async with asking(when) as (app, pilot):
        for make, table in ((when, DAYS), (slot, TIMES)):
            await another(app, pilot, make)
            for typed, shown in table.items():
                await replace(app, pilot, typed)
                await until(pilot, lambda it=shown: it in text_of(app))
            await replace(app, pilot, "3/12")
            assert "can mean" not in text_of(app)
            await pilot.press("tab", "enter")
            await until(
                pilot, lambda: "“3/12” can mean two things. Write the month" in text_of(app)
            )


async def test_day_that_cannot_be_stays_with_words() -> None:
    async with asking(when) as (app, pilot):
        await pilot.press("enter")
        assert "A day is missing." in text_of(app)
        await pilot.press(*typing("soonish"), "enter")
        assert "Use a day such as today" in text_of(app)
        assert "in a month" in text_of(app)
        assert "ago" not in text_of(app)
        assert app.answers == []

        await another(app, pilot, lambda: when(toward="past"))
        assert "today, yesterday, mon" in text_of(app)
        await pilot.press(*typing("tomorrow"), "enter")
        assert "Mon 23 Nov - tomorrow: that day is in the future." in text_of(app)
        assert app.answers == [None]

        await another(app, pilot, lambda: when(initial="+1w"))
        assert "Sun 29 Nov - in 7 days" in text_of(app)
        await pilot.press(*typing("+2d"), "enter")  # takes its place
        await until(pilot, lambda: app.answers == [None, None, date(2026, 11, 24)])


async def test_days_are_looked_for_where_they_belong() -> None:
    assert await answers(
        [
            (when, [*typing("-3d"), "enter"]),
            (lambda: when(toward="past"), [*typing("tue"), "enter"]),
        ]
    ) == [date(2026, 11, 19), date(2026, 11, 17)]


# --- thank-you -------------------------------------------------------------------------------


async def test_thanks() -> None:
    cases = (
        (["ctrl+s"], ThankYouSent("message", TODAY)),
        (["left", "ctrl+s"], ThankYouSent("handwritten", TODAY)),
        (["right", "space", "ctrl+s"], ThankYouSent("in_person", TODAY)),
        (["enter", *"yesterday", "enter"], ThankYouSent("message", date(2026, 11, 21))),
        (["right", "right", "right", "right", "ctrl+s"], ThankYouSent("email", TODAY)),
        (["right", "escape"], None),  # a choice is no typed text
    )
    found = await answers((lambda: ThankDialog("Ana", "message", TODAY), keys) for keys, _ in cases)
    assert found == [expected for _, expected in cases]


async def test_every_channel_is_offered() -> None:
    assert {value for value, _ in CHANNELS} == set(get_args(Channel))
    assert {value for value, _ in KINDS} == set(get_args(TouchKind))


async def test_a_click_chooses_a_value_or_the_next() -> None:
    def make() -> ThankDialog:
        return ThankDialog("Ana", "other", TODAY)

    async with asking(make) as (app, pilot):
        for size, keys, at, expected in (
            ((100, 24), (), 14, "handwritten"),
            ((60, 16), ("right",), 14, "handwritten"),
            ((100, 24), (), 65, "email"),
        ):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda it=size: ("of 6" in text_of(app)) == (it == (60, 16)))
            await pilot.press(*keys)
            await pilot.click(ChoiceLine, offset=(at, 0))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(app.screen_stack) == 1)
            assert app.answers[-1].channel == expected
            await app.show(make, pilot)

        await another(app, pilot, lambda: ThankDialog("Ana", "call", TODAY))
        assert "▸ call" in text_of(app)
        assert "handwritten" in text_of(app)
        await pilot.resize_terminal(60, 16)  # values fold to one and its place
        await until(pilot, lambda: "4 of 6" in text_of(app))
        assert "◂ call ▸" in text_of(app)
        assert "handwritten" not in text_of(app)


# --- a time ----------------------------------------------------------------------------------


async def test_an_interview_is_scheduled(services: Services) -> None:
    every = (
        *(*typing("mon 10:00"), "enter"),
        *("ctrl+u", *"Europe/Madrid", "enter"),
        *("ctrl+u", *"45", "enter"),
        *("right", "enter"),
        *(*typing("a link"), "enter"),
        *("right", "enter"),
        *("right", "enter"),
    )
    requested = Interview(id="t", contact_id="ana", minutes=30)
    usual, detailed, zoned = await answers(
        (
            (slot, (*typing("1 dec 3pm"), "ctrl+s")),
            (slot, every),  # enter goes from field to field and saves on the last
            (lambda: slot(requested), (*typing("mon 9:00"), "ctrl+s")),
        )
    )
    assert usual == Slot(
        *(date(2026, 12, 1), time(15), "Europe/Lisbon", 20, "in_person", "", True),
        "informational",
    )
    assert detailed == Slot(
        *(date(2026, 11, 23), time(10), "Europe/Madrid", 45, "video", "a link", False),
        "job_search",
    )
    assert (zoned.zone, zoned.minutes) == ("Europe/Lisbon", 30)
    ana = services.contacts.add("Ana Ruiz")
    interview = services.scheduling.schedule(ana.id, **asdict(usual))  # a slot is taken as it is
    assert interview.start == datetime(2026, 12, 1, 15, tzinfo=UTC)


async def test_moving_an_interview_begins_with_what_is_agreed() -> None:
    interview = Interview(
        id="t",
        contact_id="ana",
        start=datetime(2026, 12, 1, 14, tzinfo=UTC),
        zone="Europe/Madrid",
        minutes=30,
        format="phone",
        place="+34 555 0100",
        i_pay=False,
        intent="job_search",
    )
    async with asking(lambda: slot(interview)) as (app, pilot):
        assert "New time with Ana Ruiz" in text_of(app)
        await pilot.press(*typing("2 dec 16:00"), "ctrl+s")
        await until(pilot, lambda: app.answers)
        assert app.answers == [
            Slot(
                *(date(2026, 12, 2), time(16), "Europe/Madrid", 30, "phone", "+34 555 0100", False),
                "job_search",
            )
        ]
        await app.show(slot, pilot)
        first = app.focused
        await pilot.press("tab", "x", "ctrl+s")
        assert app.focused is first  # of the fields that are wrong


async def test_clocks_elsewhere_are_told_while_the_time_is_typed() -> None:
    def make() -> ScheduleDialog:
        return ScheduleDialog("Ana Ruiz", TODAY, "Europe/Madrid", None, "Europe/Lisbon")

    async with asking(make) as (app, pilot):
        assert "for them" not in text_of(app)
        await pilot.press(*typing("20 nov 16:00"))
        doubt = "Sat 20 Nov 2027, 16:00: that is next year; for this year type 2026-11-20"
        await until(pilot, lambda: doubt in " ".join(text_of(app).replace("│", "").split()))
        await replace(app, pilot, "1 dec 16:00")
        await until(pilot, lambda: "16:00 Madrid, 15:00 for them" in text_of(app))
        await pilot.press("tab", "end", *["backspace"] * 6, *typing("Lisbon"))
        await until(pilot, lambda: "16:00 Lisbon, 17:00 for you" in text_of(app))
        await pilot.press("x")
        await until(pilot, lambda: "for you" not in text_of(app))


async def test_a_zone_behind_the_time_counts_unless_another_was_chosen() -> None:
    async with asking(slot) as (app, pilot):
        await pilot.press(*typing("1 dec 15:00 CET"))
        await until(pilot, lambda: "Tue 1 Dec, 15:00 CET" in text_of(app))
        await until(pilot, lambda: "15:00 CET, 14:00 for you" in text_of(app))
        await pilot.press("tab", "ctrl+u", *typing("Asia/Tokyo"), "ctrl+s")
        await until(pilot, lambda: "two time zones: Asia/Tokyo and CET" in text_of(app))
        await pilot.press("tab", "ctrl+u", *typing("Europe/Lisbon"), "ctrl+s")
        await until(pilot, lambda: app.answers)
        assert app.answers[0].zone == "CET"


WRONG_INTERVIEWS = (
    ("When", "tomorrow", "at what time? Add 15:00 or 3pm."),
    ("When", "28 mar 2027 1:30", "does not exist in Europe/Lisbon"),
    ("Time zone", "Mars/Base", "There is no time zone “Mars/Base”. Use a name like Europe/Lisbon."),
    ("Minutes", "4", "“4” is not a number of minutes. Use whole minutes"),
    ("Minutes", "481", "“481” is not a number of minutes."),
    ("Minutes", "1h", "“1h” is not a number of minutes."),
    ("Minutes", "9" * 20, "is not a number of minutes."),
    ("Minutes", "", "Minutes: this cannot be blank."),
)
WRONG_CONTACTS = (
    ("Name", "", "Name: this cannot be blank."),
    ("Reach at", "ana@example.org, bo", "“bo” is not an email address."),
    ("Reach at", "@example.org", "“@example.org” is not an email address."),
    ("Reach at", "ana@", "“ana@” is not an email address."),
    ("Reach at", "ana r@example.org", "“ana r@example.org” is not an email address."),
    ("Time zone", "Porto", "There is no time zone “Porto”. Use a name like Europe/Lisbon."),
    ("In touch every", "often", "“often” is not a number of days."),
    ("In touch every", "0", "“0” is not a number of days."),
    ("In touch every", "9" * 20, "is not a number of days."),
)


async def test_what_is_wrong_is_said_at_the_field_in_words() -> None:
    tables: dict[Callable[[], Screen[Any]], tuple[tuple[str, str, str], ...]] = {
        slot: WRONG_INTERVIEWS,
        lambda: ContactForm(ANA): WRONG_CONTACTS,
    }
    async with asking(slot) as (app, pilot):
        for count, (make, table) in enumerate(tables.items(), start=1):
            if count > 1:
                await app.show(make, pilot)
            if isinstance(app.screen, ScheduleDialog):
                await go_to(app, pilot, "When")
                await replace(app, pilot, "tue 1 dec 15:00")
            for label, text, words in table:
                await go_to(app, pilot, label)
                before = focused_input(app).value
                await replace(app, pilot, text)
                await pilot.press("ctrl+s")
                await until(
                    pilot,
                    lambda it=words: it in " ".join(text_of(app).replace("│", "").split()),
                )
                assert len(app.answers) < count
                await replace(app, pilot, before)
            await pilot.press("ctrl+s")
            await until(pilot, lambda it=count: len(app.answers) == it)


# --- forms -----------------------------------------------------------------------------------


async def test_form_gives_all_texts() -> None:
    keys = (*"Bo", "tab", "enter", *"second", "tab", "ctrl+u", *"Faro", "enter")
    assert await answers(((form, (*"Bo", "ctrl+s")), (form, keys))) == [
        {"name": "Bo", "notes": "first", "place": "Porto"},
        {"name": "Bo", "notes": "first\nsecond", "place": "Faro"},  # tab leaves, enter does not
    ]


async def test_form_says_what_is_missing_and_stays() -> None:
    spec = FieldSpec("notes", "Notes", required=True, multiline=True)
    async with asking(lambda: FormDialog("T", (spec,))) as (app, pilot):
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: "Notes: this cannot be blank." in text_of(app))
        await pilot.press("a", "ctrl+s")
        await until(pilot, lambda: app.answers == [{"notes": " a"}])

        await app.show(form, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Name: this cannot be blank." in text_of(app))
        assert len(app.answers) == 1


async def test_form_marks_its_field_and_takes_a_paste_without_harm() -> None:
    async with asking(form) as (app, pilot):
        await pilot.press("tab")
        assert [field.label for field in app.screen.query(".-focused")] == ["Notes"]  # type: ignore[attr-defined]
        await paste(app, pilot, "\x1b[2J one\r\ntwo\x00")
        assert isinstance(app.focused, TextArea)
        assert app.focused.text == "first[2J one\ntwo"
        assert LineInput("a\x1bb\nc").value == "ab c"  # nor what is given at first
        assert TextBox("a\x1b\nb").text == "a\nb"

        await another(app, pilot, lambda: TextDialog("T", "One thing you learned (optional)"))
        shown = app.screen.query_one  # a long label stands above its control
        assert shown(LineInput).region.y == shown(".label").region.y + 1


# --- a contact -------------------------------------------------------------------------------


async def test_contact_gives_only_what_was_changed() -> None:
    def ana(**more: Any) -> Callable[[], Screen[Any]]:
        return lambda: ContactForm(ANA.but(**more))

    odd = ana(emails=("ana at example",))  # was there already, and does not stand in the way
    others = (*("tab",) * 2, "ctrl+u", *"Vireo", "tab", "ctrl+u", "tab", "tab", *", sea")
    assert await answers(
        (
            (lambda: ContactForm(None), (*typing("Ana Ruiz"), "ctrl+s")),
            (ana(), ("ctrl+o", "ctrl+s")),
            (ana(), (*others, "ctrl+s")),
            (odd, ("!", "ctrl+s")),
        )
    ) == [
        {"name": "Ana Ruiz"},
        {},
        {"organization": "Vireo", "emails": (), "tags": ("grid", "sea")},
        {"name": "Ana Ruiz!"},
    ]


async def test_enter_walks_the_fields_and_saves_on_the_last() -> None:
    async with asking(lambda: ContactForm(None)) as (app, pilot):
        for words in ("Ana", "Lead", "Lumen", "a@example.org, b@example.org", "a course"):
            await paste(app, pilot, words)
            await pilot.press("enter")
        await pilot.press("tab", "tab", "t", "t", "enter")  # time zone, tags
        await until(pilot, lambda: "separated by commas" in text_of(app))
        await paste(app, pilot, "grid,, data ,grid")
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [
        {
            "name": "Ana",
            "organization": "Lumen",
            "title": "Lead",
            "emails": ("a@example.org", "b@example.org"),
            "tags": ("grid", "data", "grid"),
            "how_we_know": "a course",
        }
    ]


async def test_what_is_used_rarely_is_added_by_the_last_line() -> None:
    blank = {"phones": (), "links": (), "level": "other", "introduced_by": None}
    made = Contact(id="kim", **{**filled("mira"), **blank})
    async with asking(lambda: ContactForm(made), (80, 40)) as (app, pilot):
        form, line = app.screen, app.screen.query_one(MoreLine)
        assert isinstance(form, ContactForm)
        shown = {field.form_label for field in FIELDS if field.key not in blank}
        assert {field.label for field in form.fields} == shown  # whatever has a value
        assert "+ phone  link  introduced by  level" in text_of(app)
        title, at = (next(it for it in form.fields if it.label == w) for w in ("Works as", "at"))
        assert title.region.y == at.region.y
        await pilot.press("ctrl+o", "l", "l", "i", "enter")  # link, level, and this
        await until(pilot, lambda: "introduced by" not in text_of(app))
        assert form.fields[-1].label == "Introduced by"
        assert app.focused is form.fields[-1].control
        assert line.region.y > form.fields[-1].region.y
        await pilot.resize_terminal(60, 40)
        await until(pilot, lambda: title.region.y < at.region.y)
        await pilot.click(line, offset=(len("+ phone  "), 0))
        await until(pilot, lambda: form.fields[-1].label == "Link" and app.focused is not line)
        for added in ("Level", "Phone"):
            await pilot.press("ctrl+o", "enter")
            await until(pilot, lambda it=added: form.fields[-1].label == it)
            await until(pilot, lambda: app.focused is form.fields[-1].control)
        assert "ctrl+o" not in text_of(app)
        await pilot.press("f7", "ctrl+down")  # the section before, and back
        assert app.focused is form.fields[-1].control
        await pilot.press("f8")
        assert app.focused is form.fields[0].control
        await pilot.press("ctrl+o", "ctrl+s")  # nothing is left to add
        await until(pilot, lambda: app.answers == [{}])


async def test_every_field_of_a_contact_is_saved(services: Services) -> None:
    async with asking(lambda: ContactForm(None)) as (app, pilot):
        await pilot.press(*"Ana")
        await go_to(app, pilot, "Level")
        await pilot.press("right")
        for label, words in (
            ("Phone", "555 0100, 555 0101"),
            ("Link", "https://example.org/ana"),
            ("Address", "7 Harbour Steps"),
            ("Location", "Porto"),
            ("Time zone", "Europe/Lisbon"),
            ("Field of work", "energy"),
            ("Say it like", "AH-na"),
            ("Why them", "her talk"),
            ("Unique", "built it"),
            ("News", "award"),
            ("In common", "both sail"),
            ("Notes", "tea"),
            ("In touch every", "30"),
        ):
            await go_to(app, pilot, label)
            await paste(app, pilot, words)
        for label in ("Wants updates", "Mentor"):
            await go_to(app, pilot, label)
            await pilot.press("left")
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
        await app.show(lambda: ContactForm(ANA.but(cadence_days=30)), pilot)
        await go_to(app, pilot, "In touch every")
        await pilot.press("ctrl+u", "ctrl+s")  # it can be taken back
        await until(pilot, lambda: len(app.answers) == 2)
    assert app.answers == [
        {
            "name": "Ana",
            "level": "does_the_job",
            "phones": ("555 0100", "555 0101"),
            "links": ("https://example.org/ana",),
            "address": "7 Harbour Steps",
            "location": "Porto",
            "timezone": "Europe/Lisbon",
            "field": "energy",
            "pronunciation": "AH-na",
            "admire": "her talk",
            "unique": "built it",
            "milestone": "award",
            "common_ground": "both sail",
            "notes": "tea",
            "cadence_days": 30,
            "wants_updates": True,
            "mentor": True,
        },
        {"cadence_days": None},
    ]
    assert services.contacts.add(**app.answers[0]).cadence_days == 30


# --- what happened, what is to be done -------------------------------------------------------


async def test_log_entry(services: Services) -> None:
    keys = [*typing("hi"), "tab", "right", "tab", *"tue", "tab", "right", "tab", "right", "ctrl+s"]
    found, wordless = await answers(
        (lambda: LogDialog("Ana", TODAY), it) for it in (keys, ["ctrl+s"])
    )
    assert found == LogEntry("hi", "email", date(2026, 11, 17), "in", "email")
    assert wordless == LogEntry("", "message", TODAY, "out", None)
    ana = services.contacts.add("Ana Ruiz")
    services.touches.log([ana.id], **asdict(found))


async def test_follow_up(services: Services) -> None:
    keys = (*typing("read it"), "tab", "right", "right", "tab", "right", "tab", *"2w", "enter")
    async with asking(lambda: FollowUpDialog("Ana", TODAY)) as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "What: this cannot be blank." in text_of(app))
        assert app.answers == []
        await pilot.press(*"call", "ctrl+s")
        await until(pilot, lambda: app.answers)
        await app.show(lambda: FollowUpDialog("Ana", TODAY), pilot)
        await pilot.press(*keys)
        await until(pilot, lambda: len(app.answers) == 2)
    dayless, found = app.answers
    assert dayless == FollowUpEntry("call", "advice", "me", None)  # the rules will say when
    assert found == FollowUpEntry("read it", "promise", "them", date(2026, 12, 6))
    ana = services.contacts.add("Ana Ruiz")
    assert services.follow_ups.note(ana.id, **asdict(found)).due == date(2026, 12, 6)


# --- something to read -----------------------------------------------------------------------


async def test_notice_scrolls_and_enter_closes_it() -> None:
    lines = [(f"line {number}", "") for number in range(60)]
    async with asking(lambda: NoticeDialog("Imported", lines), (60, 16)) as (app, pilot):
        assert "line 12" not in text_of(app)
        await pilot.press("j", "j", "j", "k", "down")
        await until(pilot, lambda: "line 12" in text_of(app) and "line 2" not in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
