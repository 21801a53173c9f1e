"""Sixteen weeks by keys alone: after every step all that is shown agrees with a table by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, key_lines
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import COLUMN_LABELS, VERDICT_LABELS
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.fields import Field
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.widgets.today_header import STATES
from infoint_tui.ui.widgets.today_list import READY
from tests.ui.conftest import text_of, until
from tests.ui.host import reveal
from tests.ui.sixteen_weeks import Step, story

CHRISTMAS = frozenset(date(2026, 12, 24) + timedelta(days=n) for n in range(9))
FIGURES = (
    *("people", "steps", "replies", "results"),
    *("thanks", "advice", "introductions", "names"),
)
"""The parts of the insights whose figures are in the table."""


async def test_sixteen_weeks(
    tmp_path: Path, clock: FixedClock, make_app: Callable[..., InfointApp]
) -> None:
    path, settings = tmp_path / "people.json", Settings(days_off=CHRISTMAS)
    services = build_services(path, clock=clock, settings=settings)
    preferences = services.context.preferences
    commands = Factories(
        services=lambda _: build_services(path, clock=clock, settings=preferences.settings),
        app=lambda *_: None,
        demo=lambda _: None,
        edited=lambda text: text,
        keys=key_lines,
    )

    def printed(*command: str) -> Any:
        result = CliRunner().invoke(infoint, (*command, "--json"), obj=commands)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    app = make_app(services, hints=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "WelcomeScreen")
        steps = tuple(story())
        for step in steps:
            clock.instant = step.at
            for command in step.commands:
                printed(*command)
            app.watch_file()  # as it does every second
            for key in step.keys:
                await play(pilot, key)
            questions = compare_commands(step, printed)
            await compare_screens(step, pilot, questions)
    assert steps[-1].at - steps[0].at == timedelta(weeks=16)
    compare_findings(printed("stats"))


# --- keys ---------------------------------------------------------------------------------------


async def play(pilot: Pilot[None], key: str) -> None:
    """Do what one word of the keys of a step says."""
    sign, rest = key[0], key[1:]
    if sign == "?":
        await until(pilot, lambda: is_shown(pilot, rest))
    elif sign == "=":
        await pilot.press(*("space" if each == " " else each for each in rest))
    elif sign == ">":
        await go_to_field(pilot, rest)
    elif sign == "@":
        await go_to_person(pilot, rest)
    else:
        await pilot.press(key)


def is_shown(pilot: Pilot[None], name: str) -> bool:
    screen = pilot.app.screen
    if isinstance(screen, TabScreen):
        return name == screen.NAME and screen.is_ready and not screen.is_asking
    return type(screen).__name__ == name and pilot.app.focused is not None


async def go_to_field(pilot: Pilot[None], label: str) -> None:
    """Go to the field with tab, or with shift+tab where that is nearer; add it if need be."""
    await reveal(pilot, label)
    chain, focused = pilot.app.screen.focus_chain, pilot.app.focused
    assert focused is not None
    labels = [
        each.label
        for control in chain
        for each in control.ancestors
        if isinstance(each, Field) and each.control is control
    ]
    steps = (labels.index(label) - chain.index(focused)) % len(chain)
    is_nearer = steps <= len(chain) // 2
    await pilot.press(*["tab"] * steps if is_nearer else ["shift+tab"] * (len(chain) - steps))


async def go_to_person(pilot: Pilot[None], name: str) -> None:
    """Search them; on Today, go down to them."""
    screen = pilot.app.screen
    assert isinstance(screen, TabScreen)

    def is_there() -> bool:
        dossier = screen.services.overview.dossier(screen.contact_id or "")
        return dossier is not None and dossier.contact.name.lower().startswith(name)

    await until(pilot, lambda: screen.is_ready and not screen.is_asking)
    is_today = screen.NAME == "today"
    await pilot.press(*(("g",) if is_today else ("slash", "ctrl+u")))
    for key in "j" * 8 if is_today else name:
        if not is_there():
            await pilot.press(key)
    await until(pilot, is_there)
    if not is_today:
        await pilot.press("enter")


# --- what is shown ------------------------------------------------------------------------------


def compare_commands(step: Step, printed: Callable[..., Any]) -> list[str]:
    """What the commands print agrees with the table; returns what Today has to ask."""
    listed = printed("list")["contacts"]
    assert {first(each["name"]): each["column"] for each in listed} == {
        name: standing.column for name, standing in step.people.items() if standing.column
    }, step.what

    due: dict[str, list[tuple[str, str]]] = {}
    items = printed("due")["items"]
    for item in items:
        due.setdefault(first(item["contact"]["name"]), []).append((item["kind"], item["due"]))
        assert item["overdue"] == (item["due"] < step.day)
    assert due == {name: each.due for name, each in step.people.items() if each.due}, step.what
    assert [item["due"] for item in items] == sorted(item["due"] for item in items)

    today = printed("today")
    assert [
        (first(line["contact"]["name"]), line["kind"], line["due"], line["more"])
        for line in today["lines"]
    ] == [(name, kind.replace("talk", "prepare"), *rest) for name, kind, *rest in step.lines]
    assert [(first(each["contact"]["name"]), each["new_job"]) for each in today["reconnect"]] == [
        (name, why.partition("new job: ")[2]) for name, why in step.quiet.items()
    ], step.what
    assert first(today["ready"]["contact"]["name"] if today["ready"] else "nobody") == step.ready
    asked = [(each["about"], each["day"]) for each in today["asked"]]
    assert asked == [(about, day or step.day) for about, day in step.asks], step.what
    assert one_thing(today["one_thing"]) == step.one_thing, step.what

    for name, expected in step.drafts.items():
        message = printed("message", name)["message"]
        assert (message["kind"], message["intent"]) == expected, step.what

    stats = printed("stats")
    goals = {goal["title"]: goal["verdict"] or "open" for goal in stats["fits"]["goals"]}
    verdicts = {"open": "open", **VERDICT_LABELS}
    assert goals == {title: verdicts[each] for title, each in step.goals.items()}, step.what
    figures = dict(flat({part: stats[part] for part in FIGURES}))
    columns = [standing.column for standing in step.people.values() if standing.column]
    expected = {f"people.{column}": str(columns.count(column)) for column in COLUMN_LABELS}
    everyone = {"people.on_board": str(len(columns)), "steps.people": str(len(step.people))}
    expected |= everyone | step.stats
    assert {key: value for key, value in figures.items() if value.strip("0/")} == {
        key: value for key, value in expected.items() if value.strip("0/")
    }, step.what
    return [each["question"] for each in today["asked"]]


def one_thing(promised: dict[str, Any] | None) -> str:
    """How the one thing is going, and what it is."""
    if promised is None:
        return ""
    went = (each for each in ("done", "let_go", "taken", "missed") if promised[f"{each}_on"])
    return f"{next(went, 'open')} {promised['text']}"


def compare_findings(stats: dict[str, Any]) -> None:
    """In the end, what was said of the goals and who brought whom is as the debriefs had it."""
    assert [
        (goal["title"], [(each["before"], each["after"]) for each in goal["fits"]])
        for goal in stats["fits"]["goals"]
    ] == [("Grids", [(3, 4)]), ("Maps", [(5, 3), (3, 1)])]
    said = {
        goal["title"]: {
            key: [quote["text"] for quote in found]
            for key, found in goal.items()
            if isinstance(found, list) and found
        }
        for goal in stats["said"]["goals"]
    }
    assert said == {
        "Grids": {"stayed": ["ask operators", "start small"]},
        "Maps": {"good": ["calm"], "bad": ["alone", "lonely"]},
    }
    assert [(each["person"]["name"], each["depth"]) for each in stats["tree"]["people"]] == [
        ("Ana Ruiz", 0),
        ("Teo Maran", 1),
        ("Chidi Eze", 0),
        ("Gus Tarrant", 1),
    ]


async def compare_screens(step: Step, pilot: Pilot[None], questions: list[str]) -> None:
    """Today and the board show what the table says; Today asks the first of the questions."""
    await pilot.press("1")
    await until(pilot, lambda: is_shown(pilot, "today"))
    shown = text_of(pilot.app).splitlines()
    owing = [
        name
        for name, standing in step.people.items()
        if any(due <= step.day for _, due in standing.due)
    ]
    assert f"Today {len(owing)} " in shown[0] or (not owing and "1 Today   " in shown[0])
    names = [*(line[0] for line in step.lines), *step.quiet]
    rows = shown[1:]
    offered = next((at for at, line in enumerate(rows) if line.strip() == READY), None)
    ready = re.search(r"\w+", rows.pop(offered + 1)) if offered is not None else None
    assert (ready[0] if ready else "nobody") == step.ready, step.what
    words = [(word[0], line) for line in rows if (word := re.search(r"\w+", line))]
    people = [(name, line) for name, line in words if name in step.people]
    assert [name for name, _ in people] == names, step.what
    assert all(step.quiet.get(name, "") in line for name, line in people), step.what
    asked = re.findall(r"(?:Did |What's ).+?\?", "\n".join(rows[:3]))
    assert asked == questions[:1], step.what  # one at a time
    state, _, promised = step.one_thing.partition(" ")
    if promised and ("mine", "") not in step.asks:
        assert f"{promised}  {STATES[state]}" in "\n".join(rows), step.what

    await pilot.press("4")
    await until(pilot, lambda: is_shown(pilot, "board"))
    await pilot.press("escape")  # a search may be left
    board = text_of(pilot.app)
    columns = [standing.column for standing in step.people.values()]
    for column, label in COLUMN_LABELS.items():
        assert f"{label} {columns.count(column)}" in board, step.what


def first(name: str) -> str:
    return name.partition(" ")[0]


def flat(figures: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every figure with where it stands; n of n as one, a median with its n likewise."""
    for key, value in figures.items():
        where = f"{path}{key}."
        if isinstance(value, dict) and value.keys() in ({"count", "of"}, {"days", "n"}):
            yield where[:-1], "/".join(f"{each or 0:g}" for each in value.values())
        elif key == "columns":
            yield from flat(value, path)
        elif isinstance(value, dict) and key != "quoted":
            yield from flat(value, where)
        elif isinstance(value, (int, float)):
            yield where[:-1], f"{value:g}"
