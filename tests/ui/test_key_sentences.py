"""A sentence that names a key names the one the user has: no key is typed into a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

import infoint_tui
from infoint_tui.bootstrap import build_services
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.commands import COMMANDS, SCREENS
from infoint_tui.ui.keys.keymap import ALWAYS, BACK, Keymap
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.screens.board import BoardScreen
from infoint_tui.ui.widgets.detail import DetailPane
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
HOME = Path(infoint_tui.__file__).parent

FIXED = {"enter", "tab", "home", "end", "f1", "ctrl+p", "ctrl+q", "esc"}
"""Keys that stay, and that fields and dialogs have too."""
WORDS = {"a", "A", "I", ":", "-", "!", "."}
"""Keys that are words or signs of a sentence far more often."""
KEYS = {label for each in COMMANDS for label in each.key_words.split()} - FIXED - WORDS
KEYS -= set("0123456789↑↓←→")
A_KEY = re.compile(r"\ba (on|notes|asks)\b")
"""`a` as a key, not as an article."""
A_TAB = re.compile("|".join(rf"\b{tab.key} {tab.title}\b" for tab in SCREENS.values()))
"""A digit as a key, not as a number."""
PLACE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")

OTHERS = [chr(code) for code in range(0x0430, 0x0430 + 32)]
OTHERS += [chr(code) for code in range(0x03B1, 0x03CA) if code != 0x03C2]
OTHERS += [chr(code) for code in range(0x0561, 0x0587)]
OTHERS += [chr(code) for code in range(0x10D0, 0x10F1)]
"""Letters that no key is declared with."""


def moved() -> Keymap:
    """Every command on another key."""
    meeting = iter(f"alt+{letter}" for letter in "qwertyuiopasdf")
    others = iter(OTHERS)
    return Keymap(
        {
            each.name: next(meeting if each.scope == "meeting" else others)
            for each in COMMANDS
            if each.keys
        }
    )


def keys_in(sentence: str) -> set[str]:
    """The declared keys that a sentence names."""
    bare = PLACE.sub("", sentence).replace("… h ", "")  # so many hours
    words = bare.split()
    found = {word.strip(".,;:()“”") or word for word in words} & KEYS
    found.update(match[0][0] for match in (A_KEY.search(bare), A_TAB.search(bare)) if match)
    return found


def literals(path: Path) -> Iterator[str]:
    """Yield the sentences written in a module, except for docstrings, with … for what is put in."""
    tree = ast.parse(path.read_text("utf-8"))
    inner = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(node.value)
        if isinstance(node, ast.JoinedStr):
            inner.update(ast.walk(node))
            inner.discard(node)
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
            yield node.value


def is_sentence(text: str) -> bool:
    """Whether it reads like one: a line of words, no style sheet and no pattern."""
    return " " in text.strip() and not any(sign in text for sign in ("\\", "{\n", "%"))


OWN_KEYS = ("ui/dialogs", "ui/kit", "ui/keys")
"""Where keys are declared, and the dialogs and fields whose keys cannot be changed."""


def test_no_key_is_typed_into_a_sentence() -> None:
    keymap = Keymap()
    seen, wrong = 0, []
    for path in sorted(HOME.rglob("*.py")):
        where = path.relative_to(HOME).as_posix()
        for text in literals(path):
            for name in PLACE.findall(text):
                assert keymap.key(name), f"{where}: {text}"
                seen += 1
            if not where.startswith(OWN_KEYS) and is_sentence(text):
                wrong += [f"{where}: {text}"] if keys_in(text) else []
    assert wrong == []
    assert seen > 15  # there are such sentences, and they were found


def test_a_key_in_a_sentence_is_noticed() -> None:
    assert keys_in("In Contacts, s sets a time.") == {"s"}
    assert keys_in("Pick five: / filters, space marks, + shortlists.") == {"/", "space", "+"}
    assert keys_in("nothing yet (o)") == {"o"}
    assert keys_in("Nobody asked yet: a on a person saves it.") == {"a"}
    assert keys_in("Nobody asked yet: {contact.ask} on a person logs it.") == set()


def test_what_a_command_does_is_told_without_keys() -> None:
    for each in COMMANDS:
        assert not keys_in(each.help), each


def test_the_way_back_stays_whatever_is_changed() -> None:
    keymap = moved()
    back = [each for each in COMMANDS if BACK in each.every_key]
    assert back
    for each in back:
        assert BACK in keymap.find(each.name).every_key
    assert set(ALWAYS) <= {key for each in keymap.commands for key in each.every_key}


# --- on the screens -------------------------------------------------------------------------------


def sentences(app: InfointApp) -> set[str]:
    """What the panes of the screen in front say."""
    screen = app.screen
    said = {str(each.content) for each in screen.query(Static)}
    said |= {each.empty for each in screen.query(RowList)}
    said |= {each.empty for each in screen.query(DetailPane)}
    if isinstance(screen, BoardScreen):
        said |= {column.empty for column in screen.rows._sight.columns}
    for line in screen.query("HintLine, FittedLines"):
        said.add(str(line.render()))
    for row in (row for each in screen.query(RowList) for row in each.rows):
        said.add(str(getattr(getattr(row, "part", None), "empty", "")))
    return {line.strip() for each in said for line in each.split("\n") if is_sentence(line)}


async def all_sentences(app: InfointApp, keymap: Keymap) -> list[str]:
    found: set[str] = set()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
        for name in SCREENS:
            await pilot.press(keymap.find(f"app.{name}").every_key[0])
            await until(
                pilot,
                lambda it=name: (
                    isinstance(app.screen, TabScreen)
                    and it == app.screen.NAME
                    and app.screen.is_ready
                ),
            )
            await pilot.pause()
            found |= sentences(app)
    return sorted(found)


def in_default_keys(sentence: str, keymap: Keymap) -> str:
    """A sentence with the declared keys in the place of the changed ones."""
    for command in keymap.commands:
        if command.scope != "meeting" and command.keys:
            sentence = sentence.replace(command.first_key, Keymap().key(command.name))
    return sentence


@pytest.mark.parametrize("people", [(), ("Ana Ruiz",)], ids=["nobody", "someone"])
async def test_every_screen_names_the_keys_the_user_has(
    people: tuple[str, ...], services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Bo")
    services.undo()
    for name in people:
        added = services.contacts.add(name)
        services.planning.plan_interview(added.id)
    keymap = moved()
    as_declared = await all_sentences(make_app(services), Keymap())
    as_changed = await all_sentences(make_app(services, keymap=keymap), keymap)
    assert [each for each in as_changed if keys_in(each) or PLACE.search(each)] == []
    assert sorted(in_default_keys(each, keymap) for each in as_changed) == as_declared
    named = [each for each in as_declared if keys_in(each)]
    assert len(named) >= 10  # the test sees them


async def test_the_first_start_and_an_import_name_the_keys_the_user_has(
    services: Services, make_app: MakeApp, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    columns = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    people.write_text(f"{columns}\nAna,Ruiz,,,,,\n")
    keymap = Keymap({"quit": "ж", "contacts.mark": "м", "shortlist": "п"})
    app = make_app(services, keymap=keymap)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "f1 help  ж quit" in text_of(app))
        await pilot.press("q")
        await pilot.press("3", *typing(str(people)), "enter")
        await until(pilot, lambda: "ctrl+s import" in text_of(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Pick five: / filters, м marks, п shortlists." in text_of(app))
    app = make_app(build_services(tmp_path / "none.json"), keymap=keymap)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "ж quit" in text_of(app))
        await pilot.press("ж")
        await until(pilot, lambda: not app.is_running)
