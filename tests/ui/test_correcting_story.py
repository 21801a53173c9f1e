"""Three conversations with two people; the first write-up is corrected, by keys and by command."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, edited, key_lines
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screens.contacts import ContactsScreen
from tests.ui.conftest import NOW, text_of, until
from tests.ui.test_sixteen_weeks import play

DAY = timedelta(days=1)
STORY: tuple[tuple[int, str, str, tuple[str, ...]], ...] = (
    (
        0,
        '2 ?ContactForm "=Ana Ruiz" ctrl+s ?contacts',
        "",
        ("add 'Ana Ruiz'",),
    ),
    (
        0,
        'n ?ContactForm "=Kit Marlow" ctrl+s ?contacts',
        "",
        ("add 'Kit Marlow'",),
    ),
    (
        0,
        "@ana p ?prep a ?OwnQuestionDialog '=How did you start?' ctrl+s ?prep 2 ?contacts",
        "",
        ("plan Ana --own 'How did you start?'",),
    ),
    (
        1,
        "@ana h ?TextDialog '=models are half' ctrl+s ?contacts",
        "",
        ("met Ana --learned 'models are half'",),
    ),
    (
        0,
        "@ana w ?DebriefForm '>How did you start?' '=by bus' '>I will' '=read the grit code'"
        " '>They suggested' '=Teo Marran, grid operations' ctrl+s ?ChoiceDialog escape ?contacts",
        "== What they said ==\nQ: How did you start?\nby bus\n== Advice ==\nread the grit code\n"
        "== People they suggested ==\nTeo Marran, grid operations\n",
        ("debrief Ana --from {form}",),
    ),
    (2, "@kit h ?TextDialog ctrl+s ?contacts", "", ("met Kit",)),
    (
        5,
        "@ana h ?TextDialog '=be early' ctrl+s ?contacts",
        "",
        ("met Ana --learned 'be early'",),
    ),
    (
        0,
        "@ana w ?ChoiceDialog 1 ?DebriefForm '>I will' '=visit the plant' ctrl+s"
        " ?ChoiceDialog escape ?contacts",
        "== Advice ==\nvisit the plant\n",
        ("debrief Ana --from {form}",),
    ),
)
"""Days that pass, keys, the text form of a write-up, and the commands that do the same."""

RIGHT = (
    "@ana first w ?DebriefForm '>How did you start?' end ctrl+u '=by accident'"
    " '>I will' end ctrl+u '=read the grid code'"
    " '>They suggested' end ctrl+u '=Teo Maran, grid operations'"
    " ctrl+s ctrl+s ?ChoiceDialog escape ?contacts"
)
"""The keys that correct an answer, a piece of advice and a name in the first write-up."""

RIGHT_FORM = (
    "== What they said ==\nQ: How did you start?\nby accident\n== Advice ==\nread the grid code\n"
    "== People they suggested ==\nTeo Maran, grid operations\n"
)


def tables(path: Path) -> dict[str, bytes]:
    """Everything in the file but its history and what it says about itself, byte for byte."""
    found = msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    return {name: bytes(table) for name, table in found.items() if name not in ("history", "_meta")}


class Commands:
    """The command line over a file, without a terminal."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        self.form = path.with_suffix(".txt")
        self._factories = Factories(
            services=lambda _: build_services(path, clock=clock, settings=Settings()),
            app=lambda *_: None,
            demo=lambda _: None,
            edited=edited,
            keys=key_lines,
        )

    def run(self, line: str, form: str = "") -> str:
        self.form.write_text(form)
        args = shlex.split(line.format(form=self.form))
        result = CliRunner().invoke(infoint, args, obj=self._factories)
        assert result.exit_code == 0, result.output
        return result.stdout

    def all_shown(self) -> Any:
        """What `show --json` says of everyone: ids as numbers, and not how often it changed."""
        everyone = json.loads(self.run("list --json standing:address"))["contacts"]
        everyone += json.loads(self.run("list --json"))["contacts"]
        names = sorted({each["name"] for each in everyone})
        shown = [json.loads(self.run(f"show --json {shlex.quote(name)}")) for name in names]
        text = json.dumps(shown)
        for number, found in enumerate(
            dict.fromkeys(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text))
        ):
            text = text.replace(found, f"#{number}")
        return json.loads(re.sub(r'"rev": \d+, ', "", text))


async def press(pilot: Pilot[None], keys: str) -> None:
    for key in shlex.split(keys):
        if key == "first":
            await to_the_first_conversation(pilot)
        else:
            await play(pilot, key)


async def to_the_first_conversation(pilot: Pilot[None]) -> None:
    """Go down in the details to the conversation that was held first."""
    screen = pilot.app.screen
    assert isinstance(screen, ContactsScreen)
    await pilot.press("tab")
    dossier = screen.services.overview.dossier(screen.contact_id or "")
    assert dossier is not None
    first = min(dossier.interviews, key=lambda each: str(each.held_on))
    for _ in range(20):
        if screen.subject_id == first.id:
            return
        await pilot.press("j")
    raise AssertionError(f"no line is about it:\n{text_of(pilot.app)}")


async def test_the_first_write_up_is_corrected_by_keys_and_by_command_alike(
    tmp_path: Path, clock: FixedClock, make_app: Callable[..., InfointApp]
) -> None:
    path = tmp_path / "keys" / "people.json"
    services = build_services(path, clock=clock, settings=Settings())
    app = make_app(services, hints=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "WelcomeScreen")
        for days, keys, _, _ in STORY:
            clock.instant += days * DAY
            await press(pilot, keys)
        mistaken = tables(path)
        await press(pilot, RIGHT)
        await until(pilot, lambda: "changes" not in text_of(app))
        corrected = tables(path)
        names = {row.name for row in services.overview.rows()}
        assert names == {"Ana Ruiz", "Kit Marlow", "Teo Maran"}
        teo, ana = services.contacts.find("Teo"), services.contacts.find("Ana")
        assert teo.introduced_by == ana.id
        card = services.overview.card(teo.id)
        assert card is not None
        assert card.column == "ask"
        owed = [(line.owed.kind, line.owed.subject_id) for line in services.overview.owed()]
        assert len(owed) == len(set(owed))
        for wrong in (b"Marran", b"grit", b"by bus"):
            assert not any(wrong in table for table in corrected.values())

        await pilot.press("u")
        await until(pilot, lambda: tables(path) == mistaken)
        changes = len(services.context.repository.history()) - 1
        await pilot.press(*"u" * changes)
        await until(pilot, lambda: set(tables(path).values()) == {b"{}"})
        await pilot.press(*"U" * (changes + 1))
        await until(pilot, lambda: tables(path) == corrected)

    clock.instant = NOW
    by_command = tmp_path / "command" / "people.json"
    by_command.parent.mkdir()
    commands = Commands(by_command, clock)
    for days, _, form, lines in STORY:
        clock.instant += days * DAY
        for line in lines:
            commands.run(line, form)
    before = tables(by_command)
    commands.run("debrief Ana --on '23 nov' --from {form} --yes", RIGHT_FORM)
    shown = commands.all_shown()
    after = tables(by_command)
    commands.run("undo")
    assert tables(by_command) == before
    commands.run("redo")
    assert tables(by_command) == after
    assert shown == Commands(path, clock).all_shown()
