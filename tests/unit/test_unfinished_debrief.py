"""What is typed into a debrief before it is saved: what is kept of it, and how it comes back."""

from __future__ import annotations

from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.conversation.unfinished_debrief import sit_down, unfinished
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.interview import UnfinishedDebrief
from tests.builders import day, interview

START = DebriefDraft(
    learned="be kind",
    answers=(Answer(question="First?", answer="a lot"), Answer(question="Second?")),
    advice=("read",),
)
TYPED = START.but(
    learned="",
    answers=(START.answers[0], Answer(question="Second?", answer="nights\nare quiet")),
    names=(SuggestedPerson(name="Teo Maran", organization="Lumen"),),
    promises=(Promise(text="my slides", due=day("30 nov")),),
    mentor=True,
    cadence_days=30,
)


def left(typed: object, start: DebriefDraft = START) -> DebriefDraft:
    """The draft of a sitting that goes on with what was typed."""
    begun = UnfinishedDebrief(sitting="one", typed=typed)  # type: ignore[arg-type]  # as in a file
    sitting = sit_down(interview(unfinished_debrief=begun), start, "two")
    assert (sitting.id, sitting.is_resumed, sitting.start) == ("one", True, start)
    return sitting.draft


def test_only_what_was_typed_is_kept_and_it_comes_back() -> None:
    sitting = sit_down(interview(), START, "one")
    assert (sitting.draft, sitting.is_resumed) == (START, False)
    assert unfinished(sitting, START) is None
    kept = unfinished(sitting, TYPED)
    assert kept is not None
    assert kept.sitting == "one"
    assert kept.typed.keys() == {
        "learned",
        "answers",
        "names",
        "promises",
        "mentor",
        "cadence_days",
    }
    assert kept.typed["answers"] == [{"question": "Second?", "answer": "nights\nare quiet"}]
    assert left(kept.typed) == TYPED

    # What is noted meanwhile comes in beside it; a question that is gone keeps its answer.
    later = START.but(advice=("read", "sail"), answers=(Answer(question="Third?", answer="pay"),))
    assert left(kept.typed, later) == TYPED.but(
        advice=("read", "sail"), answers=(*later.answers, TYPED.answers[1])
    )


def test_contents_that_fit_no_field_are_left_out() -> None:
    found = left(
        {
            "self": 1,
            "of a later version": {},
            "learned": ["no", "text"],
            "answers": [{"question": "Gone?", "answer": ""}, {"question": "Second?"}],
            "names": [{"name": ""}],
            "clicked": 4,
            "cadence_days": 0,
            "promises": "x",
            "good": "the\x1b[2J quiet",
        }
    )
    assert found == START.but(good="the[2J quiet")
