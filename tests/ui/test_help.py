from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.keys.key_help import on_screen
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.key_help import Group, KeyLines, in_dialog, matching
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
KEYS = Keymap()


def on_contacts() -> tuple[Group, ...]:
    return on_screen(KEYS, "contacts")


@pytest.mark.parametrize(
    ("screen", "first"),
    [
        ("contacts", ["Contacts", "The contact under the cursor", "Lists", "Everywhere"]),
        ("prep", ["Prep", "Lists", "Everywhere"]),
        ("board", ["Board", "The contact under the cursor", "Everywhere"]),
    ],
)
def test_what_works_here_comes_first(screen: ScreenName, first: list[str]) -> None:
    found = on_screen(KEYS, screen)
    assert [group.title for group in found][: len(first)] == first
    assert all(line.action for group in found[: len(first)] for line in group.lines)
    assert not any(line.action for group in found[len(first) :] for line in group.lines)


def test_the_keys_of_a_dialog_come_first_and_only_they_act() -> None:
    hints = (("ctrl+s", "save", "save"), ("esc", "keep", "cancel"))
    told = {"cancel": "Close; the draft is kept.", "save": ""}
    esc, tab = KeyLines("esc", "Leave."), KeyLines("tab", "The next field.")
    own, others = in_dialog("Edit \x1bAna", hints, told, Group("Forms", (esc, tab)))
    assert own.title == "Edit Ana"
    assert [(line.keys, line.words, line.action) for line in own.lines] == [
        ("ctrl+s", "Save.", "screen.save"),
        ("esc", "Close; the draft is kept.", "screen.cancel"),
    ]
    assert others == Group("Forms", (tab,))  # esc is told already
    nothing = Group("Dialogs", ())
    assert [group.title for group in in_dialog("", hints, {}, nothing)] == ["This dialog"]
    assert in_dialog("Wait", (), {}, nothing) == ()


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_groups_have_the_same_title(screen: ScreenName) -> None:
    titles = [group.title for group in on_screen(KEYS, screen)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("thank", ["t", "T", "f5"]),
        ("THÁNK sent", ["t"]),
        ("shortlist board", ["+"]),
        ("next row", ["j ↓"]),
        ("xyzzy", []),
    ],
)
def test_every_word_typed_has_to_be_found(typed: str, keys: list[str]) -> None:
    assert [line.keys for group in matching(on_contacts(), typed) for line in group.lines] == keys


def test_titles_are_found_too() -> None:
    assert [group.title for group in matching(on_contacts(), "dialogs")] == ["Dialogs"]


async def test_the_help_does_what_a_line_says_and_goes_as_it_came(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        before = app.focused
        await pilot.press("question_mark")
        await until(pilot, lambda: "Open the contact." in text_of(app))
        await pilot.press("pagedown")
        await until(pilot, lambda: "Open the contact." not in text_of(app))
        await pilot.press("pageup", "up")
        await until(pilot, lambda: "▸ enter" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TabScreen))
        assert app.focused is before

        await pilot.press("question_mark", *typing("thank q"))
        await until(pilot, lambda: "No key does that." in text_of(app))
        await pilot.press("enter", "backspace", "backspace", "down")
        await until(pilot, lambda: "▸ T " in text_of(app))
        assert "Open the contact." not in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "heading", "") == "Thank-you to Ana Ruiz")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TabScreen))

        await pilot.press("f1", *typing("go to the board"))
        await until(pilot, lambda: "▸ 4 " in text_of(app))
        lines = text_of(app).split("\n")
        row = next(at for at, line in enumerate(lines) if "▸ 4 " in line)
        await pilot.click(offset=(20, row - 1))  # a title
        await pilot.click(offset=(20, row + 2))  # nothing
        assert isinstance(app.screen, HelpScreen)
        await pilot.click(offset=(20, row))
        await until(pilot, lambda: app.current_mode == "board")

        await pilot.press("f1", *typing("must ask"))
        await until(pilot, lambda: "▸ ! " in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "That key doesn't work on this screen." in text_of(app))
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, TabScreen))


async def test_the_help_works_above_dialogs(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ContactForm) and app.focused)
        await pilot.press(*typing("Noor"), "question_mark")
        form, field = app.screen, app.focused
        assert isinstance(form, ContactForm)
        assert field is not None
        assert field.value == "Noor?"  # type: ignore[attr-defined]  # an Input's
        await pilot.press("backspace", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused)
        await until(pilot, lambda: "Add a contact" in text_of(app) and "▸ ctrl+s" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form)
        assert app.focused is field
        await pilot.press("f1")
        await until(pilot, lambda: "▸ ctrl+s" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Noor" in sample.overview.rows()[-1].name)
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and not app.screen.is_asking)

        await pilot.press("x")
        await until(pilot, lambda: "aside: why?" in getattr(app.screen, "heading", ""))
        chooser = app.screen
        await pilot.press("question_mark")  # no text field has the focus
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is not chooser and isinstance(app.screen, TabScreen))


async def test_sentences_wrap_where_there_is_no_room(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        await pilot.press("f1")
        whole = "Sort by name, organization, due date or last contact."
        await until(pilot, lambda: whole in text_of(app))
        await pilot.resize_terminal(60, 20)

        def hangs() -> bool:
            lines = text_of(app).split("\n")
            for first, second in pairwise(lines):
                if "Sort by name, organization," in first:
                    return first.find("Sort") == second.find("date or last contact.")
            return False

        await until(pilot, hangs)
        assert "esc close" in text_of(app)
