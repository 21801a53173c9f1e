from __future__ import annotations

import pytest

from infoint_tui.domain.messages.checks import MOST_WORDS, check
from infoint_tui.domain.messages.message import Message, Occasion, occasion
from infoint_tui.domain.records.interview import Debrief, TimedNote
from infoint_tui.domain.vocabulary import MessageKind
from tests.builders import PLAN, contact, follow_up, held, interview, moment, situation

ADMIRED = contact(admire="explains a control chart\nher flood maps", milestone="an award")
GOOD = "You explain control charts. I'm not asking for a job. Could you spare twenty minutes?"
NAME = "\n\nSam Field"


def failing(
    body: str, kind: MessageKind = "ask", on: Occasion | None = None, subject: str = ""
) -> dict[str, str]:
    """The checks that fail, of a message that is signed."""
    message = Message(on or occasion(situation(of=ADMIRED), kind), "", subject, body + NAME)
    found = check(message)
    assert [each.ok for each in found] == sorted(each.ok for each in found)
    return {each.key: each.text for each in found if not each.ok}


def passed(body: str, kind: MessageKind, **settings: str) -> set[str]:
    message = Message(occasion(situation(of=ADMIRED, **settings), kind), "", "", body)
    return {each.key for each in check(message) if each.ok}


def test_a_good_ask_has_nothing_to_look_at() -> None:
    assert failing(GOOD) == {}
    assert failing(GOOD, "phone") == {}


@pytest.mark.parametrize(
    ("body", "key", "text"),
    [
        (
            f"{GOOD} {'word ' * (MOST_WORDS - 17)}?",
            "words",
            f"{MOST_WORDS + 1} words; {MOST_WORDS} is enough",
        ),
        (
            f"{GOOD} Are you hiring?",
            "job_words",
            "“are you hiring” is about a job; you say you're not asking",
        ),
        (f"{GOOD} Could you refer me?", "favor", "“refer me” asks for a favor"),
        (
            f"{GOOD} I am looking for a new job.",
            "job_words",
            "“looking for a new job” is about a job; you say you're not asking",
        ),
        (
            "Your work is great. Would you talk?",
            "specific",
            "not said yet: explains a control chart",
        ),
        (GOOD.replace("?", "."), "question", "no question in it"),
        (
            f"{GOOD} I'm me, and my own; I, me, my, mine, I.",
            "about_them",
            "more about you than about them: I, me, my 9; you, your 2",
        ),
        (f"{GOOD} [place] [day]", "gap", "a blank to fill: [place] and 1 more"),
    ],
)
def test_each_check_of_an_ask(body: str, key: str, text: str) -> None:
    assert failing(body) == {key: text}


def test_as_many_words_as_are_enough_are_not_too_many_and_a_subject_may_have_a_blank() -> None:
    assert failing(f"{GOOD} {'word ' * (MOST_WORDS - 17)}") == {}
    assert failing(GOOD, subject="At [place]") == {"gap": "a blank to fill: [place]"}


def test_a_note_to_be_put_into_words_is_a_gap_and_says_nothing_yet() -> None:
    noted = contact(unique="a job as a ship's cook, before forecasting floods")
    on = occasion(situation(of=noted), "ask")
    gap = f'[One thing about their work, in your words: "{noted.unique}".]'
    assert failing(f"{gap} Could you talk?", on=on, subject=gap) == {
        "gap": f"a blank to fill: {gap} and 1 more"
    }
    assert failing("I see. Could you talk?", on=on) == {"specific": f"not said yet: {noted.unique}"}
    assert failing("From a ship to floods! Could you talk?", on=on) == {}


def test_a_tick_is_shown_only_for_what_is_there() -> None:
    blank = "Hi Ana, [one thing about your flood maps]. Could you talk? I'd be glad.\n\n[your name]"
    assert passed(blank, "ask") == {"words", "job_words", "question"}
    said = blank.replace("[one thing about", "I use").replace("maps]", "maps").replace("[", "")
    assert passed(said, "ask") >= {"gap", "specific", "about_them"}
    assert "about_them" not in passed("Hello there.\n\nSam", "keep_in_touch")


@pytest.mark.parametrize(
    ("end", "name", "ok"),
    [
        ("Sam Field", "Sam Field", True),
        ("Best, Sam", "Sam Field", True),
        ("See you soon.", "Sam Field", False),
        ("Best", "Sam Field", False),
        ("Sam", "", True),
        ("Thank you!", "", False),
        ("I look forward to all of it", "", False),
        ("", "Sam Field", False),
    ],
)
def test_a_message_ends_with_a_name(end: str, name: str, ok: bool) -> None:
    assert ("signed" in passed(f"How are you?\n\n{end}", "nudge", my_name=name)) is ok
    assert "signed" not in passed(f"How are you?\n\n{end}", "phone", my_name=name)  # it is spoken


def test_who_looks_for_work_may_say_so() -> None:
    on = occasion(situation(of=ADMIRED), "ask", intent="job_search")
    assert failing(f"{GOOD} Are you hiring?", on=on) == {}


def test_something_specific_is_two_telling_words_or_all_there_are() -> None:
    assert failing("Your flood maps! Could you?") == {}
    assert "specific" in failing("Your maps! Could you?")
    assert failing("Congratulations on the award, you!", "congratulate") == {}
    blank = occasion(situation(), "congratulate")
    assert failing("You!", on=blank)["specific"].startswith("nothing yet")
    short = occasion(situation(of=contact(unique="with you")), "ask")
    assert failing("Could you talk with me?", on=short) == {}


@pytest.mark.parametrize("body", ["You said that models are easy.", "Be kind, as you said."])
def test_a_thank_you_takes_up_the_interview(body: str) -> None:
    heard = held(
        "13 nov",
        debrief=Debrief(learned="Models are the easy half", skills=("SQL",)),
        plan=(PLAN[0].but(answer="reading maps"),),
        notes=(TimedNote(at=moment("13 nov"), text="be kind"),),
    )
    on = occasion(situation("16 nov", heard, follow_up(noted_on="13 nov")), "thank")
    assert failing(body, on=on) == {}
    for taken_up in ("You read a paper.", "SQL for you!", "You were reading maps."):
        assert failing(taken_up, on=on) == {}
    empty = {"talk": "nothing they said is in it"}
    assert failing("Thank you for your time.", on=on) == empty
    bare = occasion(situation("16 nov", interview(held_on="13 nov")), "thank")
    assert failing("Thank you for your time.", on=bare) == empty
    assert failing("Thank you for your time.", "thank") == empty


def test_other_kinds_are_left_in_peace() -> None:
    assert failing("I, me, my. Are you hiring", "report") == {}
    assert set(failing("Hello.", "settle")) == {"question"}
    assert set(failing("Any jobs?", "confirm")) == {"job_words"}
    assert set(failing("I did.", "keep_in_touch")) == {"about_them"}
