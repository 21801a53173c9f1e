"""Every command has a help line, a palette entry, and a step here that presses its key.

A command without a key is chosen in the palette instead.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from textual._compositor import Compositor
from textual.keys import _character_to_key
from textual.pilot import Pilot

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.follow_through.owed import RULES
from infoint_tui.domain.vocabulary import Action
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.commands import (
    COMMANDS,
    COMMANDS_FOR,
    PLACES,
    SCOPE_TITLES,
    SCREENS,
    Command,
    PlaceName,
    ScreenName,
    key_label,
    sign_key,
)
from infoint_tui.ui.keys.key_help import by_place, on_screen
from infoint_tui.ui.keys.keymap import ALWAYS, TAKEN, Keymap, read_key
from infoint_tui.ui.keys.palette_offers import command_offers
from infoint_tui.ui.kit import external_programs
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import KeyScreen, TabScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.today_list import ONE_THING
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
KEYS = Keymap()

# --- the declaration ------------------------------------------------------------------------------


def test_every_command_explains_itself_and_has_its_key_on_some_screen() -> None:
    found = [command for place in PLACES for command in KEYS.on_screen(place)]
    assert {command.name for command in found} == {command.name for command in COMMANDS}
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    with_key = {command.name for command in found if command.keys}
    assert with_key == {command.name for command in COMMANDS if command.keys}
    for command in COMMANDS:
        assert command.label
        assert command.help.endswith(".")
        assert not command.partner or KEYS.find(f"{command.scope}.{command.partner}")


def test_what_settles_each_thing_owed_is_a_command_on_a_contact() -> None:
    assert set(COMMANDS_FOR) == set(get_args(Action))
    for rule in RULES.values():
        wanted = {command for action in rule.settled_by for command in COMMANDS_FOR[action]}
        for place in ("contacts", "board"):
            here = {command.id for command in KEYS.on_screen(place)}  # type: ignore[arg-type]
            assert here & wanted, rule.kind


def test_every_command_has_a_line_in_the_help_and_in_the_palette() -> None:
    listed = {line.name: line for group in by_place(KEYS) for line in group.lines if line.name}
    assert [listed[command.name].keys for command in COMMANDS] == [
        command.key_words for command in COMMANDS
    ]
    for place in PLACES:
        here = KEYS.on_screen(place)
        told = {line.name for group in on_screen(KEYS, place) for line in group.lines}
        acts = {
            line.action for group in on_screen(KEYS, place) for line in group.lines if line.action
        }
        assert {command.name for command in COMMANDS} <= told
        assert all(line.keys for group in on_screen(KEYS, place) for line in group.lines)
        assert acts == {command.action for command in here}
        assert {offer.id for offer in command_offers(here, ())} == {each.name for each in here}


def test_no_key_has_two_meanings_in_one_place() -> None:
    for place in PLACES:
        keys = [key for command in KEYS.on_screen(place) for key in command.every_key]
        assert len(keys) == len(set(keys))
    for scope in SCOPE_TITLES:
        mine = [command for command in COMMANDS if command.scope == scope]
        keys = [key for command in mine for key in command.every_key]
        assert len(keys) == len(set(keys)), scope


def test_every_key_can_be_read_as_it_is_shown_and_is_sent_by_every_terminal() -> None:
    for command in COMMANDS:
        for key in command.every_key:
            assert read_key(key) == read_key(key_label(key)) == key
    assert set(SCREENS) == set(get_args(ScreenName))
    assert set(SCOPE_TITLES) == {scope for scopes in PLACES.values() for scope in scopes}


# --- changed keys ---------------------------------------------------------------------------------


def test_keys_are_named_as_textual_names_them() -> None:
    signs = [chr(code) for code in range(33, 127)] + ["é", "ß", "§", "€"]
    for sign in signs:
        assert read_key(sign) == sign_key(sign) == _character_to_key(sign)
    assert [
        read_key(text) for text in ("Esc", "↑", "F5", "CTRL+T", "shift+up", "question_mark")
    ] == [
        "escape",
        "up",
        "f5",
        "ctrl+t",
        "shift+up",
        "question_mark",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ctrl+i", "terminals read it as tab"),
        ("ctrl+b", "tmux takes it"),
        ("pagedown", "it pages through lists"),
        ("ctrl+[", "terminals do not agree on it"),
        ("ctrl+space", "terminals do not agree on it"),
        ("ctrl+enter", "terminals do not agree on it"),
        ("ctrl+question_mark", "terminals do not agree on it"),
        ("alt+1", "terminals do not agree on it"),
        ("ctrl+shift+x", "terminals do not agree on it"),
        ("ctrl+foo", "there is no key “ctrl+foo”"),
        ("", "there is no key “”"),
        ("\x07", "there is no key"),
    ],
)
def test_a_key_that_cannot_be_used_says_why(text: str, says: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_key(text)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"thnak": "w"}, ["“thnak”", "Did you mean thank?"]),
        ({"zzzzzz": "w"}, ["no command “zzzzzz”", "Use a name such as contact.thank."]),
        ({"open": "f5"}, ["“open”", "contacts.open or board.open"]),
        ({"thank": "ctrl+m"}, ["contact.thank: ctrl+m", "enter"]),
        ({"thank": "f5,f1"}, ["contact.thank: f1 always means app.help"]),
        (
            {"thank": "w"},
            ["on Today, ", "key w", "contact.thank (thank-you sent)", "contact.learned"],
        ),
        ({"undo": "h"}, ["on Today, ", "key h", "contact.met", "app.undo"]),
        ({"board.left": "z"}, ["on Board.", "key z", "board.left", "contact.snooze"]),
        ({"undo": "!"}, ["on Prep.", "key !", "prep.must_ask", "app.undo"]),
    ],
)
def test_what_cannot_be_is_refused_and_named(changed: dict[str, str], says: list[str]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Keymap(changed)
    assert not [words for words in says if words not in str(caught.value)]


def test_keys_can_be_swapped_and_the_ways_out_stay() -> None:
    keys = Keymap({"thank": "w", "contact.learned": "t", "help": "é", "palette": ";", "quit": "f9"})
    assert (keys.key("thank"), keys.key("learned")) == ("w", "t")
    assert keys.find("help").key_words == "é f1"
    assert keys.find("palette").key_words == "; ctrl+p"
    assert keys.find("quit").key_words == "f9 ctrl+q"
    assert {
        key: name for name in ALWAYS.values() for key in keys.find(name).every_key[1:]
    } == ALWAYS
    assert not set(TAKEN) & {key for command in COMMANDS for key in command.every_key}


def test_a_key_can_still_be_changed_by_the_name_its_command_once_had() -> None:
    for name in ("new", "app.new", "contacts.new"):
        keys = Keymap({name: "f6"})
        assert keys.key("app.new") == "f6"
        assert {each.keys for each in keys.on_screen("board") if each.id == "new"} == {"f6"}


def test_a_command_without_a_key_of_its_own_gets_one_when_it_is_changed() -> None:
    def met(keys: Keymap) -> str:
        return next(each.keys for each in keys.on_screen("board") if each.id == "met")

    assert met(KEYS) == ""  # on the board `h` goes to another column
    assert met(Keymap({"met": "f6"})) == "f6"
    assert met(Keymap({"board.left": "left"})) == "h"


async def test_changed_keys_act_and_are_shown_everywhere(
    sample: Services, make_app: MakeApp
) -> None:
    keymap = Keymap({"thank": "f5, ]", "undo": "ctrl+t", "board": "f4", "help": ";", "log": "F7"})
    app = make_app(sample, start="contacts", keymap=keymap)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app, "contacts") and "f4 Board" in text_of(app))
        line = text_of(app).split("\n")[-1]
        assert "; help" in line
        assert "ctrl+t undo" in line
        await pilot.press("t", "u", "right_square_bracket")
        await until(pilot, lambda: app.messages)
        assert "Saved a thank-you to Ana Ruiz" in app.messages[0].words
        assert app.messages[0].words.endswith("- ctrl+t undoes")
        assert len(app.messages) == 1  # the keys it had before do nothing
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Undid" in app.messages[0].words)
        await pilot.press(";", *"log thank")
        await until(pilot, lambda: "f5 ] " in text_of(app))
        await pilot.press("f1", "f4")
        await until(pilot, lambda: is_home(app, "board"))


# --- every command pressed ------------------------------------------------------------------------

Sees = str | Callable[[InfointApp], object]


@dataclass(frozen=True)
class Step:
    """Press the key of a command on its screen, or choose it in the palette if it has none."""

    name: str
    sees: Sees
    """A part of the dialog's heading or of the message that follows, or what holds then."""


def is_home(app: InfointApp, name: str) -> bool:
    screen = app.screen
    if not isinstance(screen, KeyScreen) or screen.is_asking:
        return False
    return name in (screen.NAME, screen.place)


def focus(name: str) -> Callable[[InfointApp], bool]:
    return lambda app: app.focused is not None and app.focused.id == name


def at(name: str) -> Callable[[InfointApp], bool]:
    return lambda app: is_home(app, name)


def on_card(name: str) -> Callable[[InfointApp], bool]:
    def is_there(app: InfointApp) -> bool:
        contact = app.screen.chosen()  # type: ignore[attr-defined]  # a screen with contacts
        return bool(contact.name == name)

    return is_there


def says(words: str) -> Callable[[InfointApp], bool]:
    return lambda app: words in text_of(app)


def marked(count: int) -> Callable[[InfointApp], bool]:
    return lambda app: (
        isinstance(app.screen, ContactsScreen) and (len(app.screen.contact_ids) == count)
    )


def plan(app: InfointApp) -> list[tuple[int, bool]]:
    """The minutes of each question planned with Ana, and whether it must be asked."""
    dossiers = [app.services.overview.dossier(row.id) for row in app.services.overview.rows()]
    ana = next(each for each in dossiers if each and each.contact.name == "Ana Ruiz")
    interview = next(interview for interview in ana.interviews if interview.plan)
    return [(item.minutes, item.must_ask) for item in interview.plan]


EVERYWHERE = (
    Step("app.happened", "What happened with "),
    Step("app.palette", "Commands"),
    Step("app.help", "Help"),
    Step("app.messages", "Messages"),
    Step("app.goals", "Goals"),
    Step("app.import_file", "Import people"),
    Step("app.new", "Add a contact"),
    Step("app.partner", "One thing a day, with a partner"),
    Step("app.why", "Why this works"),
    Step("app.settings", "Settings"),
    Step("app.duplicates", "Nobody seems to have been added twice."),
    Step("app.merge_file", "Merge another version"),
    Step("app.about_you", "About you"),
)

DIFFERENT = EVERYWHERE[:3]
"""Those that show something else in each place; what the others do, they do alike."""

SCRIPT: dict[PlaceName, tuple[Step, ...]] = {
    "today": (
        Step("list.cursor_down", on_card("Farah Quint")),
        Step("list.cursor_up", on_card("Chidi Eze")),
        Step("list.cursor_bottom", lambda app: app.screen.rows.key == ONE_THING),
        Step("list.cursor_top", on_card("Chidi Eze")),
        Step("today.next_step", "To Chidi Eze"),
        Step("contact.answer", "What did Chidi Eze say?"),
        Step("today.promise", "One thing for today"),
        Step("today.promise_kept", "Done: write to Bo before noon"),
        Step("today.promise_missed", "Sam says"),
        Step("today.promise_message", "Copy which message for Sam?"),
        Step("today.spread", "Spread 2 overdue items: Zoë Künneth-Faß, Chidi Eze?"),
        Step("today.open", at("contacts")),
        Step("today.search", focus("search")),
        *EVERYWHERE,
    ),
    "contacts": (
        Step("list.cursor_down", on_card("Anaïs Perrot")),
        Step("list.cursor_up", on_card("Ana Ruiz")),
        Step("list.cursor_bottom", lambda app: app.focused.cursor > 30),
        Step("list.cursor_top", on_card("Ana Ruiz")),
        Step("contacts.search", focus("search")),
        Step("contacts.mark", lambda app: len(app.screen.rows.marked) == 1),
        Step("contacts.merge", "First mark the two who are the same person"),
        Step("contacts.back", lambda app: not app.screen.rows.marked),
        Step("list.cursor_top", on_card("Ana Ruiz")),
        Step("contacts.open", focus("detail")),
        Step("contacts.back", focus("people")),
        Step("contacts.next_pane", focus("detail")),
        Step("contacts.back", focus("people")),
        Step("contact.thank", "Saved a thank-you to Ana Ruiz"),
        Step("app.undo", "Undid"),
        Step("app.redo", "Redid"),
        Step("contact.thank_how", "Thank-you to Ana Ruiz"),
        Step("contact.schedule", "New time with Ana Ruiz"),
        Step("contact.prepare", at("prep")),
        Step("contact.log", "What happened with Ana Ruiz"),
        Step("contact.ask", "A time with Ana Ruiz is already set"),
        Step("contact.met", "How did it go with Ana Ruiz?"),
        Step("contact.message", "To Ana Ruiz"),
        Step("contact.follow_up", "To-do with Ana Ruiz"),
        Step("contact.confirm", "Confirmed with Ana Ruiz"),
        Step("contact.due", "is due"),
        Step("contact.finish", "Asked Gus Tarrant"),
        Step("contact.introduced", "Who did Ana Ruiz suggest?"),
        Step("contact.learned", "You haven't talked with Ana Ruiz yet."),
        Step("contact.result", "You haven't talked with Ana Ruiz yet."),
        Step("contact.goal", "Which goal does talking with Ana Ruiz help decide?"),
        Step("contact.snooze", "Snooze"),
        Step("contact.edit", "Edit Ana Ruiz"),
        Step("contact.set_aside", "Set Ana Ruiz aside: why?"),
        Step("contact.shortlist", "Ana Ruiz is already shortlisted."),
        Step("contact.export", "Export Ana Ruiz as"),
        Step("contact.delete", "Delete Ana Ruiz?"),
        Step("contact.purge", "Purge Ana Ruiz?"),
        Step("contact.copy", "Copied the name and email of Ana Ruiz"),
        Step("contact.open_link", "https://example.com/people/ana-ruiz"),
        Step("contacts.sort", says("by organization")),
        Step("app.today", at("today")),
        Step("app.prep", at("prep")),
        Step("app.board", at("board")),
        Step("app.insights", at("insights")),
        *DIFFERENT,
    ),
    "detail": (
        Step("detail.open_row", "Edit Ana Ruiz"),
        Step("detail.edit_row", "Edit Ana Ruiz"),
        Step("detail.remove_row", "Set Ana Ruiz aside: why?"),
        Step("list.cursor_down", lambda app: app.screen.row.kind == "ahead"),
        Step("detail.edit_row", "Your conversation with Ana Ruiz"),
        Step("detail.remove_row", "Remove this conversation and its notes?"),
        Step("contact.log", "What happened with Ana Ruiz"),
        Step("list.cursor_bottom", lambda app: app.screen.row.kind == "touch"),
        Step("detail.edit_row", "An entry for Ana Ruiz"),
        Step("list.cursor_top", lambda app: app.screen.row.kind == "person"),
    ),
    "prep": (
        Step("prep.filter_bank", focus("bank-search")),
        Step("prep.leave", focus("bank-list")),
        Step("prep.pick", lambda app: len(plan(app)) == 7),
        Step("prep.suggest", "Added"),
        Step("prep.own", "A question of your own"),
        Step("prep.outcome", "Talk with Ana Ruiz"),
        Step("prep.goal", "Which goal does talking with Ana Ruiz help decide?"),
        Step("prep.write_sheet", "Write the sheet to a file"),
        Step("prep.calendar", "Write the time with Ana Ruiz for your calendar"),
        Step("prep.copy_sheet", "Copied the sheet for Ana Ruiz"),
        Step("prep.choose_talk", "Which conversation?"),
        Step("prep.reschedule", "New time with Ana Ruiz"),
        Step("prep.other_pane", focus("plan-list")),
        Step("prep.move_down", says("3  What fills")),
        Step("prep.move_up", says("2  What fills")),
        Step("prep.must_ask", lambda app: plan(app)[1][1]),
        Step("prep.more_minutes", lambda app: plan(app)[1][0] == 3),
        Step("prep.fewer_minutes", lambda app: plan(app)[1][0] == 2),
        Step("prep.edit_question", "Edit the question"),
        Step("prep.remove", lambda app: len(plan(app)) == 7),
        Step("prep.rehearse", at("meeting")),
        Step("prep.begin", at("meeting")),
        *DIFFERENT,
        Step("app.contacts", at("contacts")),
    ),
    "board": (
        Step("board.right", on_card("Chidi Eze")),
        Step("board.left", on_card("Bo Lindqvist")),
        Step("board.down", on_card("Gus Tarrant")),
        Step("board.up", on_card("Bo Lindqvist")),
        Step("board.bottom", lambda app: not on_card("Bo Lindqvist")(app)),
        Step("board.top", on_card("Bo Lindqvist")),
        Step("board.search", focus("board-search")),
        Step("board.back", lambda app: type(app.focused).__name__ == "BoardView"),
        Step("board.open", at("contacts")),
        Step("board.move_right", "Asked Bo Lindqvist"),
        Step("board.move_left", "Bo Lindqvist"),
        *DIFFERENT,
    ),
    "insights": (
        Step("list.cursor_down", says("GOOD, BAD, SURPRISING")),
        Step("list.cursor_up", says("HOW FAR IT WENT")),
        Step("list.cursor_bottom", says("WHO INTRODUCED WHOM")),
        Step("list.cursor_top", says("HOW FAR IT WENT")),
        Step("insights.copy", "Copied “Where it leads”"),
        Step("insights.group", "What people said, by organization"),
        Step("insights.open", focus("part-lines")),
        Step("insights.back", focus("insights-parts")),
        Step("insights.search", focus("insights-search")),
        Step("app.happened", "This line isn't about one person."),
        *DIFFERENT[1:],
    ),
    "meeting": (
        Step("meeting.asked_next", says("2 of 6")),
        Step("meeting.previous", says("1 of 6")),
        Step("meeting.later", says("○  2  What fills")),
        Step("meeting.skip", says("2 of 6")),
        Step("meeting.advice", says("ADVICE >")),
        Step("meeting.name", says("NAME >")),
        Step("meeting.skill", says("SKILL >")),
        Step("meeting.fix_note", "There is no note before."),
        Step("meeting.note_after", "There is no note after."),
        Step("meeting.own_now", "A question that came up"),
        Step("meeting.about_me", "About me"),
        Step("meeting.done", "Write it up: Ana Ruiz"),
    ),
}
"""For each screen, commands pressed one after another on the sample people."""


def test_every_command_is_pressed_in_a_test() -> None:
    pressed = {step.name for steps in SCRIPT.values() for step in steps}
    own_tests = {"app.hide_hint", "app.quit"}
    assert pressed | own_tests == {command.name for command in COMMANDS}
    assert not pressed & own_tests


async def call(app: InfointApp, pilot: Pilot[None], command: Command) -> None:
    if command.keys:
        await pilot.press(command.every_key[0])
        return
    await pilot.press(KEYS.find("palette").every_key[0])
    await until(pilot, lambda: getattr(app.screen, "heading", "") == "Commands")
    await pilot.press(*typing(command.label), "enter")


async def take(app: InfointApp, pilot: Pilot[None], home: PlaceName, step: Step) -> None:
    """Press the key, see what follows, and come back to the screen."""
    app.messages.clear()
    await call(app, pilot, next(c for c in KEYS.on_screen(home) if c.name == step.name))

    def is_seen() -> object:
        if callable(step.sees):
            return step.sees(app)
        heading: str = getattr(app.screen, "heading", "")
        return step.sees in heading or any(step.sees in each.words for each in app.messages)

    await until(pilot, is_seen, 8)
    while not is_home(app, home) and not isinstance(app.screen, TabScreen):
        above = app.screen
        await pilot.press("escape")
        await until(pilot, lambda it=above: app.screen is not it)
        await until(pilot, lambda: not getattr(app.screen, "is_asking", False))
    if isinstance(app.focused, SearchInput):
        await pilot.press("escape")
    if not is_home(app, home):
        await pilot.press(key_to(home))
    await until(pilot, lambda: is_home(app, home))


def key_to(place: PlaceName) -> str:
    within = {"meeting": "b", "detail": "enter"}
    return within.get(place) or SCREENS[place].key  # type: ignore[index]  # the others are screens


async def _opens(_: str) -> bool:
    return True


@pytest.mark.parametrize("home", PLACES)
async def test_every_command_does_what_it_says(
    home: PlaceName, sample: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    within: dict[PlaceName, ScreenName] = {"meeting": "prep", "detail": "contacts"}
    first: ScreenName = within.get(home) or home  # type: ignore[assignment]  # a screen
    app = make_app(sample, start=first)
    monkeypatch.setattr(external_programs, "opens", _opens)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: is_home(app, first))
        if home != first:
            await pilot.press(key_to(home))
        await until(pilot, lambda: is_home(app, home))
        for command in KEYS.on_screen(home):
            owner: Any = app if command.scope == "app" else app.screen
            name = "go" if command.id in SCREENS else command.id
            assert callable(getattr(owner, f"action_{name}", None)), command
        bound = {key: each.binding.action for key, each in app.screen.active_bindings.items()}
        for each in EVERYWHERE if home != "meeting" else ():  # where every letter is a note's
            command = KEYS.find(each.name)
            assert all(command.action.endswith(bound[key]) for key in command.every_key), command
        for step in SCRIPT[home]:
            try:
                await take(app, pilot, home, step)
            except AssertionError as error:
                raise AssertionError(f"{step.name}: {error}") from error


async def test_the_hint_is_hidden_and_quit_quits(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("Ana Ruiz")
    app = make_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Who to ask first?" in text_of(app))
        await pilot.press(KEYS.find("hide_hint").every_key[0])
        await until(pilot, lambda: "Who to ask first?" not in text_of(app))
        await pilot.press(KEYS.find("quit").every_key[0])
        await until(pilot, lambda: not app.is_running)


# --- the bottom line ------------------------------------------------------------------------------


async def test_every_key_on_the_bottom_line_is_a_button(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: is_home(app, "contacts") and "\n p prepare" in text_of(app))

        async def click(words: str) -> None:
            x = text_of(app).split("\n")[-1].index(words)
            await pilot.hover("KeyLine", offset=(x, 0))
            await pilot.click("KeyLine", offset=(x, 0))

        await click("C confirmed")
        await until(pilot, lambda: app.messages and "onfirmed" in app.messages[0].words)
        await click("u undo")
        await until(pilot, lambda: "Undid" in app.messages[0].words)
        opens = (("? help", "Help"), (": commands", "Commands"))
        for words, heading in (
            (" search", ""),
            (". what happened", "What happened with Ana Ruiz?"),
            *opens,
        ):
            await click(words)
            if heading:
                await until(pilot, lambda it=heading: getattr(app.screen, "heading", "") == it)
            else:
                await until(pilot, lambda: focus("search")(app))
            await pilot.press("escape")
            await until(pilot, lambda: is_home(app, "contacts"))
        line = app.screen.query_one("KeyLine")
        await pilot.hover("TopLine")
        await until(pilot, lambda: line.hovered == -1)  # type: ignore[attr-defined]  # KeyLine's
        before = list(app.messages)
        await pilot.click("KeyLine", offset=(0, 0))  # beside the buttons
        assert list(app.messages) == before


async def test_the_bottom_line_has_five_keys_at_most_and_then_the_same_four_everywhere(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="today")

    def keys(width: int) -> list[str]:
        line = app.screen.query_one(KeyLine)
        return [button.text for button in line.buttons(width)]

    always = [". what happened", ": commands", "? help", "u undo"]
    places = [SCREENS[name].key for name in SCREENS] + ["2 enter", "3 tab", "5 enter"]
    async with app.run_test(size=(120, 30)) as pilot:
        for place in places:
            await pilot.press(*place.split())
            await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
            await until(pilot, lambda: "u undo" in text_of(app).split("\n")[-1])
            for width in (400, 120):
                assert keys(width)[-4:] == always
                assert 3 <= len(keys(width)) - 4 <= 5
            assert keys(80)[-4:] == always
            assert keys(60)[-3:] == [". what happened", "? help", "u undo"]
            assert len(keys(60)) < len(keys(120))
            assert keys(30)[-1] == "? help"
            for width in (120, 80, 60, 30):
                line = app.screen.query_one(KeyLine).buttons(width)
                assert line[-1].end < width
                assert all(a.end < b.start for a, b in itertools.pairwise(line))
                assert not any(" more" in button.text for button in line)


async def test_the_bottom_line_names_only_what_works(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts")

    def line() -> str:
        return text_of(app).split("\n")[-1]

    async with app.run_test(size=(80, 24)) as pilot:
        for key in "2345":
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
            await until(pilot, lambda: "u undo" in line())
            await pilot.press("slash")
            await until(pilot, lambda: isinstance(app.focused, SearchInput))
            left, right = line().split("clear")
            assert left == " enter to the list  esc "
            assert right.strip() == "ctrl+p commands  f1 help"
            await pilot.press("x")
            await pilot.click("KeyLine", offset=(22, 0))  # esc clear
            await until(pilot, lambda: not isinstance(app.focused, SearchInput))
            assert "u undo" in line()
            assert app.screen.query_one(SearchInput).value == ""
        await pilot.press("2")
        await until(pilot, lambda: is_home(app, "contacts") and "enter open" in line())
        await pilot.press("g", "enter")
        await until(pilot, lambda: "esc back" in line())
        assert line().startswith(" p prepare  C confirmed  ")
        assert line().endswith("esc back  . what happened  : commands  ? help  u undo")
        assert "enter open" not in line()
        await pilot.press("escape")
        await until(pilot, lambda: "enter open" in line() and "esc back" not in line())

        # first what settles the next thing owed, whatever column someone is in
        await pilot.press("4")
        for name, first in (
            ("Kit Marlow", " H/L move  "),
            ("Rosa Dunne", " s schedule  m message  "),
            ("Dana Plume", " m message  F done  "),
            ("Chidi Eze", " A answered  m message  "),
        ):
            await pilot.press("slash", *name.split()[0], "enter")
            await until(pilot, lambda it=name: it in text_of(app) and is_home(app, "board"))
            await until(pilot, lambda it=first: line().startswith(it))
        await pilot.press("escape")


async def test_a_new_person_is_on_the_bottom_line_of_contacts_where_there_is_room(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(300, 30)) as pilot:
        await pilot.press("G", "k")  # someone in the address book
        line = " m message  + shortlist  enter open  / search  n new   "
        await until(pilot, lambda: text_of(app).split("\n")[-1].startswith(line))
        await pilot.press("5")
        await until(pilot, lambda: is_home(app, "insights") and "y copy" in text_of(app))
        assert "n new" not in text_of(app)  # it works, but says little here


async def test_where_nobody_is_the_bottom_line_names_the_ways_to_someone(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Bo")
    services.undo()
    app = make_app(services, start="contacts")

    async def begins(key: str, words: str) -> None:
        await pilot.press(key)
        await until(pilot, lambda: text_of(app).split("\n")[-1].startswith(words))

    async with app.run_test(size=(80, 24)) as pilot:
        await begins("2", " n new  I import   ")
        for key in "134":
            await begins(key, " 2 Contacts  I import  ")
        services.contacts.add("Bo")
        await begins("3", " 2 Contacts   ")
        await begins("4", " / search   ")
        await begins("2", " m message  + shortlist  ")
        await pilot.press("slash", "x", "enter")
        await begins("j", " n new  / search   ")


async def test_the_way_back_is_named_while_there_is_one(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")

    def line() -> str:
        return text_of(app).split("\n")[-1]

    async with app.run_test(size=(60, 16)) as pilot:
        steps = (
            *((home, ("slash", *"an", "enter")) for home in ("contacts", "prep", "board")),
            ("insights", ("slash", *"an", "enter")),
            ("contacts", ("space",)),
            ("prep", ("tab",)),
            ("insights", ("enter",)),
        )
        for home, keys in steps:
            await pilot.press(SCREENS[home].key)
            await until(pilot, lambda it=home: is_home(app, it) and "u undo" in line())
            assert "esc back" not in line()
            await pilot.press(*keys)
            await until(pilot, lambda: line().endswith("esc back  . what happened  ? help  u undo"))
            await pilot.press("escape")
            await until(pilot, lambda: "esc back" not in line())
        await pilot.press("3", "b")
        await until(pilot, lambda: "esc leave  ctrl+p commands  f1 help" in line())
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: line().startswith(" ctrl+n next   "))
        assert line().endswith(" esc leave  f1 help")


async def test_one_toast_at_a_time_stands_above_the_keys_and_keeps_its_end(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")

    def told() -> list[str]:
        """The lines of what is told, if that is one thing, and nothing of the keys is covered."""
        toasts, rows = [each.region for each in app.screen.query("Toast")], text_of(app).split("\n")
        assert "u undo" in rows[-1]
        if len(toasts) != 1 or toasts[0].bottom != len(rows) - 1:
            return []
        return [row.strip("▌ ") for row in rows[toasts[0].y : toasts[0].bottom]]

    async with app.run_test(size=(60, 16), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app, "contacts"))
        app.notify("Shortlisted Ana Ruiz - u undoes", markup=False)
        app.notify("Shortlisted Bo Lindqvist - u undoes", markup=False)
        await until(pilot, lambda: told() == ["Shortlisted Bo Lindqvist - u undoes"])
        words = f"Added {'a name ' * 100}- u undoes"
        for _ in range(2):
            app.notify(words, markup=False)
        await until(pilot, lambda: len(told()) == 2)
        first, last = told()
        assert first.startswith("Added a name")
        assert last.endswith("… a name a name - u undoes")
        assert [each.words for each in app.messages][:2] == [
            words,
            "Shortlisted Bo Lindqvist - u undoes",
        ]
        app.notify(f"No {'room ' * 100}here. Free some.", severity="error", markup=False)
        await until(pilot, lambda: len(told()) == 5 and told()[-1].endswith("here. Free some."))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FieldDialog))
        await until(pilot, lambda: any(each.region.y == 1 for each in app.screen.query("Toast")))


async def test_a_toast_comes_in_one_frame_with_what_it_tells_of(
    sample: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(sample, start="board", hints=False)
    frames: list[str] = []
    draw = Compositor.render_update

    def record(*given: Any, **more: Any) -> Any:
        frames.append(text_of(app))
        return draw(*given, **more)

    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app, "board") and "Thank 2" in text_of(app))
        await pilot.press("l", "l", "l")
        monkeypatch.setattr(Compositor, "render_update", record)
        for key, column, words in (("t", "Thank 1", "Thanked"), ("u", "Thank 2", "Undid: thank")):
            frames.clear()
            await pilot.press(key)
            await until(pilot, lambda it=words: any(it in frame for frame in frames))
            changed = [frame for frame in frames if column in frame]
            assert f"▌{words}" in changed[0]
            toasts = [sum(row.startswith("▌") for row in each.split("\n")) for each in changed]
            assert set(toasts) == {1}
