from __future__ import annotations

import pytest

from infoint_tui.domain.messages.checks import MOST_WORDS, check
from infoint_tui.domain.messages.message import Message, Occasion, occasion
from infoint_tui.domain.records.interview import Debrief, TimedNote
from infoint_tui.domain.vocabulary import MessageKind
from tests.builders import PLAN, contact, follow_up, held, interview, moment, situation

ADMIRED = contact(admire="explains a control chart\nher flood maps", milestone="an award")
GOOD = "You explain control charts. I'm not asking for a job. Could you spare twenty minutes?"


def failing(
    body: str, kind: MessageKind = "ask", on: Occasion | None = None, subject: str = ""
) -> dict[str, str]:
    message = Message(on or occasion(situation(of=ADMIRED), kind), "", subject, body)
    found = check(message)
    assert [each.ok for each in found] == sorted(each.ok for each in found)
    return {each.key: each.text for each in found if not each.ok}


def test_a_good_ask_has_nothing_to_look_at() -> None:
    assert failing(GOOD) == {}
    assert failing(GOOD, "phone") == {}


@pytest.mark.parametrize(
    ("body", "key", "text"),
    [
        (f"{GOOD} {'word ' * 60}?", "words", f"76 words; {MOST_WORDS} is enough"),
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
            f"{GOOD} I'm me, and my own.",
            "about_them",
            "more about you than about them: I, me, my 4; you, your 2",
        ),
        (f"{GOOD} [place] [day]", "gap", "a blank to fill: [place] and 1 more"),
    ],
)
def test_each_check_of_an_ask(body: str, key: str, text: str) -> None:
    assert failing(body) == {key: text}


def test_75_words_are_not_too_many_and_a_gap_may_stand_in_the_subject() -> None:
    assert failing(f"{GOOD} {'word ' * (MOST_WORDS - len(GOOD.split()))}") == {}
    assert failing(GOOD, subject="At [place]") == {"gap": "a blank to fill: [place]"}


def test_brackets_in_what_they_said_are_no_gap() -> None:
    advised = follow_up(text="write [/] as a slash, [sic].", interview_id="talk", noted_on="19 nov")
    on = occasion(situation("20 nov", held("19 nov"), advised), "thank")
    quoted = "Thank you for your time! write [/] as a slash, [sic]. Your words stay with me."
    assert failing(quoted, "thank", on) == {}
    assert failing(f"{quoted} [More] [1]", "thank", on) == {
        "gap": "a blank to fill: [More] and 1 more"
    }


def test_a_note_to_be_put_into_words_is_a_gap_and_says_nothing_yet() -> None:
    noted = contact(unique="a job as [ship's] cook, before forecasting floods")
    on = occasion(situation(of=noted), "ask")
    gap = f"[Say in your words: {noted.unique}.]"
    assert failing(f"{gap} Could you talk?", on=on, subject=gap) == {
        "gap": f"a blank to fill: {gap} and 1 more",
        "specific": f"not said yet: {noted.unique}",
    }
    assert failing("From a ship to floods! Could you talk?", on=on) == {}


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
    assert set(failing("Hello.", "nudge")) == {"question"}
    assert set(failing("Any jobs?", "confirm")) == {"job_words"}
    assert set(failing("I did.", "keep_in_touch")) == {"about_them"}
