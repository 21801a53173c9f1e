from __future__ import annotations

from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.warmup import warm_up
from tests.builders import contact, day, interview, touch


def test_nothing_is_done_yet_and_each_line_says_what_to_do() -> None:
    steps = warm_up(Dossier(contact(milestone="the award\nof 2026")))
    assert [(step.key, step.done, step.text) for step in steps] == [
        ("research", False, "find out what is unique about their work"),
        ("follow", False, "follow their work"),
        ("congratulate", False, "congratulate them on the award"),
    ]
    assert warm_up(Dossier(contact()))[2].text == "congratulate them on something specific"


def test_what_is_done_follows_from_the_records() -> None:
    followed = touch("3 nov", kind="follow")
    vague = touch("4 nov", kind="congratulate")
    said = touch("6 nov", kind="congratulate", text="on the award")
    steps = warm_up(
        Dossier(contact(), (interview(research="her paper"),), touches=(said, vague, followed))
    )
    assert [(step.done, step.on) for step in steps] == [
        (True, None),
        (True, day("3 nov")),
        (True, day("6 nov")),
    ]
    vaguely = warm_up(Dossier(contact(admire="her talks"), touches=(vague,)))
    assert [step.done for step in vaguely] == [True, False, False]
    assert vaguely[2].text == "you congratulated them: say what for"
