from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any, get_args

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.touch import Channel, TouchKind
from infoint_tui.services.suite import Services
from infoint_tui.ui.dialogs.ask_text import TextDialog
from infoint_tui.ui.dialogs.ask_when import DayDialog
from infoint_tui.ui.dialogs.base import FieldDialog, LineButton
from infoint_tui.ui.dialogs.choice_field import ChoiceLine
from infoint_tui.ui.dialogs.choose import ChoiceDialog
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.fields import Field, LineInput, TextBox
from infoint_tui.ui.dialogs.follow_up import FollowUpDialog, FollowUpEntry
from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog
from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.dialogs.log import KINDS, LogDialog, LogEntry
from infoint_tui.ui.dialogs.notice import NoticeDialog
from infoint_tui.ui.dialogs.schedule import ScheduleDialog, Slot
from infoint_tui.ui.dialogs.thank import CHANNELS, ThankDialog, Thanks
from tests.ui.conftest import text_of, until
from tests.ui.host import Host, answer, answers, asking, typing

TODAY = date(2026, 11, 22)
"""A Sunday."""
WAYS = (("held", "We talked"), ("moved", "It was moved"), ("off", "It was cancelled"))
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


def slot(talk: Interview | None = None) -> ScheduleDialog:
    return ScheduleDialog("Ana Ruiz", TODAY, "Europe/Lisbon", talk)


def form() -> FormDialog:
    return FormDialog(
        "Somebody new",
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
    """Focus a field, wherever it is."""
    next(field for field in app.screen.query(Field) if field.label == label).control.focus()
    await pilot.pause()


def focused_input(app: Host) -> Input:
    assert isinstance(app.focused, Input)
    return app.focused


# --- all dialogs -----------------------------------------------------------------------------

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
}


async def test_help_shows_above_every_dialog_and_q_leaves_none() -> None:
    async with asking(EVERY["choice"]) as (app, pilot):
        for count, make in enumerate(EVERY.values()):
            dialog = app.screen if not count else await app.show(make, pilot)
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is dialog)  # noqa: B023
            await pilot.press("q")
            assert app.screen is dialog
            await pilot.press("backspace", "escape")
            await until(pilot, lambda: len(app.answers) > count)  # noqa: B023
    assert app.answers == [None] * len(EVERY)


@pytest.mark.parametrize("make", [choice, line])
async def test_ctrl_q_quits_from_a_dialog(make: Callable[[], Screen[Any]]) -> None:
    async with asking(make) as (app, pilot):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


async def test_frame_and_keys_stay_in_sight() -> None:
    sizes = ((120, 40), (80, 24), (60, 16), (40, 12))
    async with asking(EVERY["choice"], sizes[0]) as (app, pilot):
        for count, make in enumerate(EVERY.values()):
            if count:
                await app.show(make, pilot)
            await pilot.press("ctrl+o")
            for width, height in sizes:
                await pilot.resize_terminal(width, height)
                await until(pilot, lambda: app.screen.size == (width, height))  # noqa: B023
                await until(
                    pilot, lambda: all(text_of(app).count(corner) == 1 for corner in "╭╮╰╯")
                )
                assert "esc cancel" in text_of(app) or "enter close" in text_of(app)
                if isinstance(app.screen, FieldDialog):
                    assert "ctrl+s save" in text_of(app)
                    assert app.focused is not None
                    await until(pilot, lambda: app.screen.region.overlaps(app.focused.region))  # type: ignore[union-attr]
            await pilot.press("escape")
            await until(pilot, lambda: len(app.answers) > count)  # noqa: B023


@pytest.mark.parametrize(
    "make",
    [
        lambda: ChoiceDialog("Ana [/x] [b]Ruiz[/b]", ((1, "[@click=app.quit]go"), (2, "[/]"))),
        lambda: TextDialog("Ana [/x] [b]Ruiz[/b]", "[/] [@click=app.quit]go", "[/x]"),
        lambda: NoticeDialog("Ana [/x] [b]Ruiz[/b]", [("[/] [@click=app.quit]go", "error")]),
    ],
)
async def test_text_from_data_is_literal(make: Callable[[], Screen[Any]]) -> None:
    async with asking(make) as (app, _):
        assert "Ana [/x] [b]Ruiz[/b]" in text_of(app)
        assert "[@click=app.quit]go" in text_of(app)


async def test_control_characters_in_a_title_are_dropped() -> None:
    async with asking(lambda: TextDialog("A\x1b]52;c;eA==\x07na", "Words")) as (app, _):
        assert "A]52;c;eA==na" in text_of(app)
        assert "\x1b" not in text_of(app)


async def test_long_title_ends_with_an_ellipsis() -> None:
    async with asking(lambda: TextDialog("Snooze " + "x" * 200, "Words"), (60, 16)) as (app, _):
        assert "xxx…" in text_of(app)


# --- leaving ---------------------------------------------------------------------------------


async def test_escape_asks_once_when_something_was_typed() -> None:
    async with asking(line) as (app, pilot):
        await pilot.press("a", "escape")
        assert "Not saved: same key again to leave" in text_of(app)
        assert app.answers == []
        await pilot.press("b", "ctrl+q")
        assert "Not saved: ctrl+q again to quit" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)
        assert app.answers == [None]


@pytest.mark.parametrize(
    "make", [line, lambda: FormDialog("T", (FieldSpec("a", "A", "", False, True),))]
)
async def test_typing_on_takes_the_question_back(make: Callable[[], Screen[Any]]) -> None:
    async with asking(make) as (app, pilot):
        await pilot.press("a", "escape", "b")
        assert "Not saved" not in text_of(app)
        await pilot.press("escape")
        assert "Not saved" in text_of(app)
        assert "ctrl+s save" in text_of(app)


async def test_escape_leaves_at_once_when_the_text_is_as_it_was() -> None:
    assert await answer(line, "a", "backspace", "escape") is None


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
        ("tab", "tab", "space"): None,
    }
    assert await answers((choice, keys) for keys in cases) == list(cases.values())


async def test_one_click_chooses() -> None:
    async with asking(choice) as (app, pilot):
        await pilot.click("#body", offset=(8, 2))
        await until(pilot, lambda: app.answers)
        assert app.answers == ["off"]


async def test_a_long_list_scrolls_with_the_cursor() -> None:
    options = tuple((number, f"person {number}") for number in range(40))
    async with asking(lambda: ChoiceDialog("Who?", options), (60, 16)) as (app, pilot):
        await pilot.press("G")
        assert "▸    person 39" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
        assert app.answers == [39]


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


async def test_save_button_saves() -> None:
    async with asking(line) as (app, pilot):
        await pilot.press("a")
        await pilot.click(LineButton)
        await until(pilot, lambda: app.answers)
        assert app.answers == ["a"]


async def test_blank_line_is_refused_in_words_until_it_is_filled() -> None:
    async with asking(line) as (app, pilot):
        await pilot.press("space", "enter")
        await until(pilot, lambda: "Words: this cannot be blank." in text_of(app))
        await pilot.press("a")
        await until(pilot, lambda: "blank" not in text_of(app))


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
    "": "tomorrow 3pm, tue 15:00, 3 dec 14:00",
}


@pytest.mark.parametrize(("make", "table"), [(when, DAYS), (slot, TIMES)])
async def test_what_was_understood_is_shown_as_it_is_typed(
    make: Callable[[], Screen[Any]], table: dict[str, str]
) -> None:
    async with asking(make) as (app, pilot):
        for typed, shown in table.items():
            await replace(app, pilot, typed)
            await until(pilot, lambda: shown in text_of(app))  # noqa: B023
        await replace(app, pilot, "3/12")
        assert "can be read" not in text_of(app)
        await pilot.press("tab")
        await until(
            pilot, lambda: "'3/12' can be read in two ways. Write the month" in text_of(app)
        )


async def test_initial_day_is_understood_and_replaced_by_typing() -> None:
    async with asking(lambda: when(initial="+1w")) as (app, pilot):
        assert "Sun 29 Nov - in 7 days" in text_of(app)
        await pilot.press(*typing("+2d"), "enter")
        await until(pilot, lambda: app.answers)
        assert app.answers == [date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("soonish", "Use a day such as today"), ("", "A day is missing.")],
)
async def test_day_that_is_not_understood_stays_with_words(typed: str, words: str) -> None:
    async with asking(when) as (app, pilot):
        await pilot.press(*typing(typed), "enter")
        assert words in text_of(app)
        assert app.answers == []


async def test_days_are_looked_for_where_they_belong() -> None:
    assert await answers(
        [
            (when, [*typing("-3d"), "enter"]),
            (lambda: when(toward="past"), [*typing("tue"), "enter"]),
        ]
    ) == [date(2026, 11, 19), date(2026, 11, 17)]


async def test_day_on_which_something_happened_cannot_be_still_to_come() -> None:
    async with asking(lambda: when(toward="past")) as (app, pilot):
        assert "today, yesterday, mon" in text_of(app)
        await pilot.press(*typing("tomorrow"), "enter")
        assert "Mon 23 Nov - tomorrow: that day is still to come." in text_of(app)
        assert app.answers == []


# --- thank-you -------------------------------------------------------------------------------


async def test_thanks() -> None:
    cases = (
        (["ctrl+s"], Thanks("message", TODAY)),
        (["left", "ctrl+s"], Thanks("handwritten", TODAY)),
        (["right", "space", "ctrl+s"], Thanks("in_person", TODAY)),
        (["enter", *"yesterday", "enter"], Thanks("message", date(2026, 11, 21))),
        (["right", "right", "right", "right", "ctrl+s"], Thanks("email", TODAY)),
        (["right", "escape"], None),  # a choice is no typed text
    )
    found = await answers((lambda: ThankDialog("Ana", "message", TODAY), keys) for keys, _ in cases)
    assert found == [expected for _, expected in cases]


async def test_every_channel_is_offered() -> None:
    assert {value for value, _ in CHANNELS} == set(get_args(Channel))
    assert {value for value, _ in KINDS} == set(get_args(TouchKind))


@pytest.mark.parametrize(
    ("size", "at", "expected"),
    [((100, 24), 14, "handwritten"), ((60, 16), 14, "handwritten"), ((100, 24), 65, "email")],
)
async def test_a_click_chooses_a_value_or_the_next(
    size: tuple[int, int], at: int, expected: str
) -> None:
    async with asking(lambda: ThankDialog("Ana", "other", TODAY), size) as (app, pilot):
        if size[0] == 60:
            await pilot.press("right")
        await pilot.click(ChoiceLine, offset=(at, 0))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
        assert app.answers[0].channel == expected


async def test_values_fold_to_one_and_its_place_where_there_is_no_room() -> None:
    async with asking(lambda: ThankDialog("Ana", "call", TODAY), (100, 24)) as (app, pilot):
        assert "▸ call" in text_of(app)
        assert "handwritten" in text_of(app)
        await pilot.resize_terminal(60, 16)
        await until(pilot, lambda: "4 of 6" in text_of(app))
        assert "◂ call ▸" in text_of(app)
        assert "handwritten" not in text_of(app)


# --- a talk ----------------------------------------------------------------------------------


async def test_a_talk_is_scheduled_with_the_usual_details() -> None:
    assert await answer(slot, *typing("tue 1 dec 3pm"), "ctrl+s") == Slot(
        date(2026, 12, 1), time(15), "Europe/Lisbon", 20, "in_person", "", True
    )


async def test_enter_goes_from_field_to_field_and_saves_on_the_last() -> None:
    keys = [
        *(*typing("mon 10:00"), "enter"),
        *("ctrl+u", *"Europe/Madrid", "enter"),
        *("ctrl+u", *"45", "enter"),
        *("right", "enter"),
        *(*typing("a link"), "enter"),
        *("right", "enter"),
    ]
    assert await answer(slot, *keys) == Slot(
        date(2026, 11, 23), time(10), "Europe/Madrid", 45, "video", "a link", False
    )


async def test_moving_a_talk_begins_with_what_is_agreed() -> None:
    talk = Interview(
        id="t",
        contact_id="ana",
        start=datetime(2026, 12, 1, 14, tzinfo=UTC),
        zone="Europe/Madrid",
        minutes=30,
        format="phone",
        place="+34 555 0100",
        i_pay=False,
    )
    async with asking(lambda: slot(talk)) as (app, pilot):
        assert "Move the talk with Ana Ruiz" in text_of(app)
        await pilot.press(*typing("2 dec 16:00"), "ctrl+s")
        await until(pilot, lambda: app.answers)
    assert app.answers == [
        Slot(date(2026, 12, 2), time(16), "Europe/Madrid", 30, "phone", "+34 555 0100", False)
    ]


async def test_clocks_elsewhere_are_told_while_the_time_is_typed() -> None:
    def make() -> ScheduleDialog:
        return ScheduleDialog("Ana Ruiz", TODAY, "Europe/Madrid", None, "Europe/Lisbon")

    async with asking(make) as (app, pilot):
        assert "for them" not in text_of(app)
        await pilot.press(*typing("1 dec 16:00"))
        await until(pilot, lambda: "16:00 Madrid, 15:00 for them" in text_of(app))
        await pilot.press("tab", "end", *["backspace"] * 6, *typing("Lisbon"))
        await until(pilot, lambda: "16:00 Lisbon, 17:00 for you" in text_of(app))
        await pilot.press("x")
        await until(pilot, lambda: "for you" not in text_of(app))


async def test_request_without_a_time_takes_the_zone_given() -> None:
    talk = Interview(id="t", contact_id="ana", minutes=30)
    found = await answer(lambda: slot(talk), *typing("mon 9:00"), "ctrl+s")
    assert (found.zone, found.minutes) == ("Europe/Lisbon", 30)


WRONG_TALKS = (
    ("When", "tomorrow", "at what time? Add 15:00 or 3pm."),
    ("When", "28 mar 2027 1:30", "does not exist in Europe/Lisbon"),
    ("Time zone", "Mars/Base", "There is no time zone 'Mars/Base'."),
    ("Minutes", "4", "'4' is not a length. Use whole minutes"),
    ("Minutes", "481", "'481' is not a length."),
    ("Minutes", "1h", "'1h' is not a length."),
    ("Minutes", "9" * 20, "is not a length."),
    ("Minutes", "", "Minutes: this cannot be blank."),
)
WRONG_CONTACTS = (
    ("Name", "", "Name: this cannot be blank."),
    ("Email", "ana@example.org, bo", "'bo' is not an email address."),
    ("Email", "@example.org", "'@example.org' is not an email address."),
    ("Email", "ana@", "'ana@' is not an email address."),
    ("Email", "ana r@example.org", "'ana r@example.org' is not an email address."),
    ("Time zone", "Porto", "There is no time zone 'Porto'."),
    ("In touch every", "often", "'often' is not a number of days."),
    ("In touch every", "0", "'0' is not a number of days."),
    ("In touch every", "9" * 20, "is not a number of days."),
)


@pytest.mark.parametrize(
    ("make", "table"), [(slot, WRONG_TALKS), (lambda: ContactForm(ANA), WRONG_CONTACTS)]
)
async def test_what_is_wrong_is_said_at_the_field_in_words(
    make: Callable[[], Screen[Any]], table: tuple[tuple[str, str, str], ...]
) -> None:
    async with asking(make) as (app, pilot):
        await pilot.press("ctrl+o")
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
                lambda: words in " ".join(text_of(app).replace("│", "").split()),  # noqa: B023
            )
            assert app.answers == []
            await replace(app, pilot, before)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)


async def test_the_first_field_that_is_wrong_gets_the_focus() -> None:
    async with asking(slot) as (app, pilot):
        first = app.focused
        await pilot.press("tab", "x", "ctrl+s")
        assert app.focused is first


async def test_services_take_a_slot_as_it_is(services: Services) -> None:
    ana = services.contacts.add("Ana Ruiz")
    given = await answer(slot, *typing("tue 1 dec 3pm"), "ctrl+s")
    talk = services.interviews.schedule(ana.id, **asdict(given))
    assert talk.start == datetime(2026, 12, 1, 15, tzinfo=UTC)


# --- forms -----------------------------------------------------------------------------------


async def test_form_gives_all_texts() -> None:
    assert await answer(form, *"Bo", "ctrl+s") == {"name": "Bo", "notes": "first", "place": "Porto"}


async def test_form_says_what_is_missing_and_stays() -> None:
    async with asking(form) as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Name: this cannot be blank." in text_of(app))
        assert app.answers == []


async def test_tab_leaves_a_text_of_several_lines_and_enter_does_not() -> None:
    keys = [*"Bo", "tab", "enter", *"second", "tab", "ctrl+u", *"Faro", "enter"]
    assert await answer(form, *keys) == {"name": "Bo", "notes": "first\nsecond", "place": "Faro"}


async def test_required_text_of_several_lines() -> None:
    spec = FieldSpec("notes", "Notes", required=True, multiline=True)
    async with asking(lambda: FormDialog("T", (spec,))) as (app, pilot):
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: "Notes: this cannot be blank." in text_of(app))
        await pilot.press("a", "ctrl+s")
        await until(pilot, lambda: app.answers)
        assert app.answers == [{"notes": " a"}]


async def test_paste_into_a_text_of_several_lines_is_harmless() -> None:
    async with asking(form) as (app, pilot):
        await pilot.press("tab")
        await paste(app, pilot, "\x1b[2J one\r\ntwo\x00")
        assert isinstance(app.focused, TextArea)
        assert app.focused.text == "first[2J one\ntwo"


async def test_a_long_label_stands_above_its_control() -> None:
    async with asking(lambda: TextDialog("T", "One thing you learned (optional)")) as (app, _):
        shown = app.screen.query_one
        assert shown(LineInput).region.y == shown(".label").region.y + 1


async def test_focused_label_is_marked_and_only_that() -> None:
    async with asking(form) as (app, pilot):
        await pilot.press("tab")
        assert [field.label for field in app.screen.query(".-focused")] == ["Notes"]  # type: ignore[attr-defined]


# --- a contact -------------------------------------------------------------------------------


async def test_new_contact_gives_only_what_was_filled() -> None:
    assert await answer(lambda: ContactForm(None), *typing("Ana Ruiz"), "ctrl+s") == {
        "name": "Ana Ruiz"
    }


async def test_enter_walks_the_six_fields_and_saves_on_the_last() -> None:
    async with asking(lambda: ContactForm(None)) as (app, pilot):
        for words in (
            *("Ana", "Lumen", "Lead", "a@example.org, b@example.org"),
            *("grid,, data ,grid", "a course"),
        ):
            await paste(app, pilot, words)
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


async def test_unchanged_contact_gives_nothing() -> None:
    assert await answer(lambda: ContactForm(ANA), "ctrl+o", "ctrl+s") == {}


async def test_only_changed_fields_are_given() -> None:
    keys = ["tab", "ctrl+u", *"Vireo", "tab", "tab", "ctrl+u", "tab", *", sea", "ctrl+s"]
    assert await answer(lambda: ContactForm(ANA), *keys) == {
        "organization": "Vireo",
        "emails": (),
        "tags": ("grid", "sea"),
    }


async def test_all_other_fields_are_under_more(services: Services) -> None:
    async with asking(lambda: ContactForm(None)) as (app, pilot):
        await pilot.press(*"Ana")
        assert "Pronunciation" not in text_of(app)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Introduced by" in text_of(app))
        await pilot.press("tab", "right", "tab")
        for words in (
            *("555 0100, 555 0101", "https://example.org/ana", "Porto", "Europe/Lisbon"),
            *("energy", "AH-na", "her talk", "built it", "award", "both sail", "tea"),
            "30",
        ):
            await paste(app, pilot, words)
            await pilot.press("tab")
        await pilot.press("left", "tab", "left", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [
        {
            "name": "Ana",
            "level": "does_the_job",
            "phones": ("555 0100", "555 0101"),
            "links": ("https://example.org/ana",),
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
        }
    ]
    assert services.contacts.add(**app.answers[0]).cadence_days == 30


async def test_cadence_can_be_taken_back() -> None:
    async with asking(lambda: ContactForm(ANA.but(cadence_days=30))) as (app, pilot):
        await pilot.press("ctrl+o")
        await go_to(app, pilot, "In touch every")
        await pilot.press("ctrl+u", "ctrl+s")
        await until(pilot, lambda: app.answers)
    assert app.answers == [{"cadence_days": None}]


async def test_an_odd_address_that_is_there_already_does_not_stand_in_the_way() -> None:
    odd = ANA.but(emails=("ana at example",))
    assert await answer(lambda: ContactForm(odd), "!", "ctrl+s") == {"name": "Ana Ruiz!"}


# --- what happened, what is to be done -------------------------------------------------------


async def test_log_entry(services: Services) -> None:
    keys = [*typing("said hello"), "tab", "right", "tab", *"tue", "tab", "right", "tab", "right"]
    found = await answer(lambda: LogDialog("Ana", TODAY), *keys, "ctrl+s")
    assert found == LogEntry("said hello", "email", date(2026, 11, 17), "in", "email")
    ana = services.contacts.add("Ana Ruiz")
    services.contacts.log(ana.id, **asdict(found))


async def test_log_entry_needs_no_words() -> None:
    found = await answer(lambda: LogDialog("Ana", TODAY), "ctrl+s")
    assert found == LogEntry("", "message", TODAY, "out", None)


async def test_follow_up_with_a_day(services: Services) -> None:
    keys = [*typing("read it"), "tab", "right", "right", "tab", "right", "tab", *"2w", "enter"]
    found = await answer(lambda: FollowUpDialog("Ana", TODAY), *keys)
    assert found == FollowUpEntry("read it", "promise", "them", date(2026, 12, 6))
    ana = services.contacts.add("Ana Ruiz")
    assert services.follow_ups.note(ana.id, **asdict(found)).due == date(2026, 12, 6)


async def test_follow_up_without_a_day_leaves_it_to_the_rules() -> None:
    found = await answer(lambda: FollowUpDialog("Ana", TODAY), *"call", "ctrl+s")
    assert found == FollowUpEntry("call", "advice", "me", None)


async def test_follow_up_needs_words() -> None:
    async with asking(lambda: FollowUpDialog("Ana", TODAY)) as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "What: this cannot be blank." in text_of(app))
        assert app.answers == []


# --- something to read -----------------------------------------------------------------------


async def test_notice_scrolls_and_enter_closes_it() -> None:
    lines = [(f"line {number}", "") for number in range(60)]
    async with asking(lambda: NoticeDialog("Imported", lines), (60, 16)) as (app, pilot):
        assert "line 12" not in text_of(app)
        await pilot.press("j", "j", "j", "k", "down")
        await until(pilot, lambda: "line 12" in text_of(app) and "line 2" not in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)


async def test_boxes_keep_no_control_characters_given_at_first() -> None:
    async with asking(lambda: form()):
        assert LineInput("a\x1bb\nc").value == "ab c"
        assert TextBox("a\x1b\nb").text == "a\nb"
