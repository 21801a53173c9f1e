from __future__ import annotations

from typing import get_args

from infoint_tui import paths
from infoint_tui.cli.message import INTENTS, KINDS
from infoint_tui.domain.messages.template import GAP
from infoint_tui.domain.vocabulary import Intent, MessageKind
from tests.cli.harness import Json, Run

BLANK = "[One thing you like about Ana's work.]"


def test_kinds_and_intents_are_those_of_the_domain() -> None:
    assert get_args(MessageKind) == KINDS
    assert get_args(Intent) == INTENTS


def test_a_message_goes_to_stdout_and_what_to_look_at_to_stderr(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy", "--email", "ana@example.com")
    result = run("message", "Ana")
    assert result.stdout.startswith(
        "Subject: Could I ask you about your work at Lumen Energy?\n\nHi Ana,\n\n"
    )
    assert "I'm not asking for a job" in result.stdout
    assert result.stderr == (
        "To Ana Ruiz (ana@example.com): ask to talk\n"
        f"Worth a look: a blank to fill: {BLANK} and 2 more.\n"
    )
    found = run_json("message", "Ana", "--intent", "job_search")["message"]
    assert (found["kind"], found["intent"], found["to"]) == ("ask", "job_search", "ana@example.com")
    assert "job hunting" in found["body"]
    assert found["words"] == len(GAP.sub("", found["body"]).split())
    assert {"key": "question", "ok": True, "text": "asks a question"} in found["checks"]
    assert found["mailto"] is None  # while there is a blank
    refused = run("message", "Ana", "--mailto", code=1)
    assert (refused.stdout, refused.stderr.splitlines()[0]) == (
        "",
        f"Error: There is a blank to fill: {BLANK}.",
    )
    (paths.messages_folder()).mkdir(parents=True)
    (paths.messages_folder() / "nudge.txt").write_text("Subject: A nudge\n\nSam", "utf-8")
    address = run("message", "Ana", "--kind", "nudge", "--mailto").stdout
    assert address == "mailto:ana@example.com?subject=A%20nudge&body=Sam\n"
    opener = run("message", "Ana", "--kind", "phone")
    assert opener.stdout.startswith("Hi Ana, my name is [your name].")
    assert run_json("message", "Ana", "--kind", "phone")["message"]["mailto"] is None


def test_sent_logs_it_and_sets_the_dates(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    refused = run("message", "Ana", "--sent", "--by", "mail", code=1)
    assert refused.stdout == ""  # a pipe into a mail program sends nothing with a gap in it
    assert refused.stderr == (
        "Error: Not saved as sent: there is a blank to fill:"
        f" {BLANK} and 2 more.\n"
        "Use the app to fill it in, or add --as-is if you sent it like this.\n"
    )
    assert run_json("show", "Ana")["interviews"] == []
    result = run("message", "Ana", "--sent", "--as-is", "--by", "mail")
    assert result.stdout.startswith("Subject: ")
    assert result.stderr.endswith(
        "Asked Ana Ruiz. Next: nudge once, on Thu 3 Dec. (infoint undo takes it back)\n"
    )
    shown = run_json("show", "Ana")
    assert shown["interviews"][0]["requested_on"] == "2026-11-24"
    assert shown["touches"][0]["channel"] == "email"
    assert shown["touches"][0]["text"].startswith("asked to talk:\nHi Ana,")
    assert "nudge" in run("message", "Ana").stderr
    again = run("message", "Ana", "--kind", "ask", "--sent", "--as-is", code=1)
    assert "You already asked" in again.stderr
    run("undo")
    assert run_json("show", "Ana")["interviews"] == []


def test_a_thank_you_that_nobody_was_owed_is_logged_and_says_so(run: Run, run_json: Json) -> None:
    run("add", "Ana {0}")
    assert "Saved: you wrote to Ana {0}. (infoint undo" in (
        run("message", "Ana", "--kind", "thank", "--sent", "--as-is").stderr
    )
    assert run_json("show", "Ana")["touches"][0]["kind"] == "message"
    run("met", "Ana", "--learned", "grids are slow")
    assert "By hand is better still.\n" in run("message", "Ana", "--kind", "thank").stderr
    run("edit", "Ana", "--address", "Harbor Road 4\nKiel")
    assert "better still: Harbor Road 4, Kiel.\n" in run("message", "Ana", "--kind", "thank").stderr
    thanks = run("message", "Ana", "--kind", "thank", "--sent", "--as-is", "--by", "note")
    assert "Thanked Ana {0}. Next:" in thanks.stderr
    assert '[What stayed with you: "grids are slow"]' in thanks.stdout
    assert run_json("show", "Ana")["interviews"][0]["thanked_by"] == "handwritten"
    assert "Saved a thank-you to Ana {0}." in (
        run("message", "Ana", "--kind", "thank", "--sent", "--as-is").stderr
    )
    assert run_json("show", "Ana")["touches"][0]["kind"] == "thank_you"


def test_what_does_not_go_together(run: Run) -> None:
    run("add", "Ana Ruiz")
    assert "Give a NAME, or --write-templates" in run("message", code=2).stderr
    assert "Give a NAME" in run("message", "Ana", "--write-templates", code=2).stderr
    assert "give --sent too" in run("message", "Ana", "--by", "email", code=2).stderr
    assert "give --sent too" in run("message", "Ana", "--as-is", code=2).stderr
    opener = ("message", "Ana", "--kind", "phone", "--sent", "--as-is", "--by")
    assert "An opener is for the phone only" in run(*opener, "email", code=1).stderr
    assert "no channel “owl”" in run("message", "Ana", "--sent", "--by", "owl", code=2).stderr
    run("message", "nobody", code=3)


def test_templates_can_be_changed(run: Run) -> None:
    run("add", "Ana Ruiz")
    folder = paths.messages_folder()
    written = run("message", "--write-templates").stdout.splitlines()
    assert written[0] == f"Wrote {folder / 'ask.txt'}"
    assert len(written) == len(KINDS)
    (folder / "ask.txt").write_text("Dear {first_name}!", "utf-8")
    assert run("message", "--write-templates").stdout == (
        "All templates already exist; none was changed.\n"
    )
    result = run("message", "Ana")
    assert result.stdout == "Dear Ana!\n"
    assert "no question in it" in result.stderr
    (folder / "ask.txt").write_text("Dear {frist_name}!", "utf-8")
    error = run("message", "Ana", code=1).stderr
    assert f"Error: {folder / 'ask.txt'}, line 1: there is no field {{frist_name}}." in error
    assert "Choose from: first_name, name" in error
