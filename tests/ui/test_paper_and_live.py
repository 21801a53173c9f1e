"""A conversation, then its write-up, is killed in the middle of a word and goes on.

From paper it leaves the same records.
"""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from infoint_tui.bootstrap import build_services, key_lines
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Impressions, Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.services.sample import fill
from tests.terminal import Terminal, terminal

ADVICE = ("sit in on a shift", "read the grid report")
NAMED = "Wanda Quill"
SAID = ("models are easy", "talking is not", "nights are quiet")
HALF = "half a no"
LEARNED = "it is slow wo"
CTRL_L, CTRL_N, CTRL_R, CTRL_T, ESC = "\x0c", "\x0e", "\x12", "\x14", "\x1b"


def sample(path: Path) -> tuple[Services, Interview]:
    """The sample people in a file of their own, and the conversation that Prep opens with."""
    services = build_services(path, settings=Settings())
    fill(services.context)
    interview = services.planning.upcoming()[0].interview
    assert len(interview.plan) > len(SAID)
    return services, interview


def infoint_on(path: Path, *arguments: str) -> str:
    def use(_: Any) -> Services:
        return build_services(path, settings=Settings())

    nothing: Any = None
    commands = Factories(services=use, app=nothing, demo=nothing, edited=nothing, keys=key_lines)
    result = CliRunner().invoke(infoint, arguments, obj=commands)
    assert result.exit_code == 0, result.output
    return result.stdout


def left(services: Services, interview: Interview) -> dict[str, Any]:
    """What a debrief left: the debrief, its answers, what is to be done, who was named."""
    services.context.repository.refresh()
    now = services.context.repository.get(Interview, interview.id)
    assert now is not None
    assert now.debrief is not None
    person = services.contacts.find(NAMED)
    card = services.overview.card(person.id)
    items = services.context.repository.all(FollowUp)
    return {
        "debrief": {key: getattr(now.debrief, key) for key in Impressions.model_fields},
        "answers": [(each.text, each.answer) for each in now.plan if each.answer],
        "is held": now.held_on is not None,
        "items": sorted(
            (item.kind, item.owed_by, item.text)
            for item in items
            if item.interview_id == interview.id
        ),
        "named": (person.organization, person.introduced_by, card and card.column),
    }


def test_an_interview_survives_a_kill_and_paper_leaves_the_same(tmp_path: Path) -> None:
    path, home = tmp_path / "kept.json", {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    services, interview = sample(path)
    questions = [each.text for each in interview.plan]
    arguments = ("--db", str(path), "--screen", "prep")
    with terminal(*arguments, env=home) as first:
        first.wait_for_text("QUESTION BANK")
        first.settle()
        first.press("b")
        first.wait_for_text(f"1 of {len(questions)}")
        for asked, said in enumerate(SAID, start=1):
            note(first, said, "\r")
            first.press(CTRL_N)
            first.wait_for_text(f"{asked + 1} of {len(questions)}")
        for advice in ADVICE:
            note(first, advice, CTRL_T)
        note(first, f"{NAMED}, Tidewater", CTRL_R)
        note(first, "SQL", CTRL_L)
        first.press(HALF)
        kill_once_kept(first, path, HALF)
    with terminal("--db", str(path), "--screen", "today", env=home) as second:
        go_on(second, services, interview, "talking since")
        second.wait_for_text(f"4 of {len(questions)}", HALF, *SAID, *ADVICE, NAMED, "SQL")
        second.press(ESC)
        second.wait_for_text("Write it up: ")
        second.settle()
        second.press(LEARNED)
        kill_once_kept(second, path, LEARNED)
    with terminal("--db", str(path), "--screen", "today", env=home) as third:
        go_on(third, services, interview, "finish writing it up")
        third.wait_for_text("You started this earlier", LEARNED)
        third.settle()
        third.press("\x13")  # ctrl+s
        third.wait_for_text("Next: thank")
        third.settle()
        third.press(ESC)
        third.settle()
        third.press("q")
        assert third.wait_for_end() == 0

    from_conversation, name = (
        left(services, interview),
        services.contacts.get(interview.contact_id).name,
    )
    assert from_conversation["items"] == sorted(
        [*(("advice", "me", text) for text in ADVICE), ("introduction", "me", NAMED)]
    )
    assert from_conversation["named"] == ("Tidewater", interview.contact_id, "ask")
    assert from_conversation["answers"] == list(zip(questions, (*SAID, HALF), strict=False))
    assert from_conversation["debrief"]["skills"] == ("SQL",)
    assert from_conversation["debrief"]["learned"] == LEARNED
    assert ADVICE[0] in infoint_on(path, "message", name, "--kind", "thank")

    paper = {
        "answers": [
            {"question": question, "answer": answer}
            for question, answer in zip(questions, (*SAID, HALF), strict=False)
        ],
        "learned": LEARNED,
        "advice": ADVICE,
        "names": [{"name": NAMED, "organization": "Tidewater"}],
        "skills": ["SQL"],
    }
    (tmp_path / "paper.json").write_text(json.dumps(paper), "utf-8")
    path = tmp_path / "from_paper.json"
    services, interview = sample(path)
    infoint_on(path, "met", name)
    infoint_on(path, "debrief", name, "--from", str(tmp_path / "paper.json"))
    assert left(services, interview) == from_conversation


def kill_once_kept(at: Terminal, path: Path, words: str) -> None:
    """Kill the program in the middle of a word, some time after `words` are in the file."""
    for _ in range(300):
        if f'"{words}"'.encode() not in path.read_bytes():
            at.settle(0.1)
    at.press("te")
    at.process.send_signal(signal.SIGKILL)
    at.process.wait(30)


def go_on(at: Terminal, services: Services, interview: Interview, words: str) -> None:
    """Press enter on the line of Today that is about the conversation, and says these words."""
    services.context.repository.refresh()
    lines = services.today.agenda().lines
    at.wait_for_text(words)
    at.settle()
    at.press("g" + "j" * [line.subject_id for line in lines].index(interview.id))
    at.settle()
    at.press("\r")


def note(at: Terminal, words: str, key: str) -> None:
    """Type a note, and what makes it one; waits until it stands among the others."""
    at.press(words)
    at.wait_for_text(words[-1])
    at.press(key)
    at.wait_for_text(words)
