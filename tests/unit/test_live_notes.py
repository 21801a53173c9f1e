"""An interview while it goes on, as pure rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from infoint_tui.domain.basics.errors import ConflictError, InvalidInputError, RuleError
from infoint_tui.domain.conversation import live_notes
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion
from tests.builders import day, interview, moment

FIRST, SECOND, THIRD = (PlannedQuestion(text=text) for text in ("First?", "Second?", "Third?"))
NOON = moment("1 dec", 12)
TODAY = day("1 dec")
MINUTE = timedelta(minutes=1)


def planned(**fields: Any) -> Interview:
    return interview(**{"plan": (FIRST, SECOND, THIRD), "minutes": 20, **fields})


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-60, "20 min left of 20"),  # the clock was put back
        (0, "20 min left of 20"),
        (8 * 60, "12 min left of 20"),
        (14 * 60, "6 min left of 20"),
        (14 * 60 + 1, "6 min left of 20"),
        (15 * 60, "5 min left"),
        (19 * 60 + 59, "1 min left"),
        (20 * 60, "time is up"),
        (20 * 60 + 59, "time is up"),
        (22 * 60, "time: 2 min over"),
    ],
)
def test_the_time_left_in_words(seconds: int, words: str) -> None:
    assert live_notes.remaining(20, NOON, NOON + timedelta(seconds=seconds)) == words


def test_the_clock_goes_on_after_an_interruption_and_starts_anew_long_after() -> None:
    begun = live_notes.begun(planned(), NOON, TODAY)
    assert (begun.begun_at, begun.start, begun.agreed_on) == (NOON, NOON, TODAY)
    assert begun.held_on is None
    assert live_notes.begun(begun, NOON + 49 * MINUTE, TODAY).begun_at == NOON
    later = live_notes.begun(begun, NOON + 50 * MINUTE, TODAY)
    assert (later.begun_at, later.start) == (NOON + 50 * MINUTE, NOON)


@pytest.mark.parametrize(
    ("past", "words"),
    [
        ({"held_on": "30 nov"}, "You already talked"),
        ({"ended": "cancelled"}, "You did not talk"),
    ],
)
def test_an_interview_that_is_past_is_not_begun(past: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleError, match=words):
        live_notes.begun(planned(**past), NOON, TODAY)


def test_a_note_belongs_to_the_question_it_was_taken_under() -> None:
    first = live_notes.noted(planned(unfinished_note="hal"), "note", "half\nof it \x1b[2J", NOON)
    note = first.notes[0]
    assert (note.text, note.question, note.at) == ("half\nof it [2J", "First?", NOON)
    assert first.unfinished_note == ""
    asked = live_notes.marked(first, FIRST, "asked")
    second = live_notes.noted(asked, "advice", "read", NOON)
    assert [(each.kind, each.question) for each in second.notes][1] == ("advice", "Second?")
    assert live_notes.noted(interview(), "note", "x", NOON).notes[0].question == ""
    with pytest.raises(InvalidInputError, match="note is empty"):
        live_notes.noted(interview(), "note", " \n\x07", NOON)


def test_a_note_is_corrected_or_taken_out() -> None:
    noted = live_notes.noted(planned(), "note", "one", NOON)
    note = noted.notes[0]
    mended = live_notes.corrected(noted, note, "two")
    assert [each.text for each in mended.notes] == ["two"]
    assert live_notes.corrected(noted, note, " ").notes == ()
    with pytest.raises(ConflictError, match="another window"):
        live_notes.corrected(mended, note, "three")


def test_questions_come_one_after_the_other() -> None:
    state = live_notes.marked(planned(), FIRST, "asked")
    assert live_notes.current(state.plan) == SECOND
    state = live_notes.marked(state, SECOND, "skipped")
    state = live_notes.answered(state, THIRD, "yes")
    assert live_notes.current(state.plan) is None
    assert [each.state for each in state.plan] == ["asked", "skipped", "asked"]
    again = live_notes.marked(state, state.plan[1], "planned")
    assert live_notes.current(again.plan) == SECOND
    assert live_notes.answered(again, SECOND, "").plan[1].state == "planned"
    with pytest.raises(ConflictError, match="another window"):
        live_notes.marked(state, FIRST, "asked")


def test_what_was_before_and_what_follows() -> None:
    asked = FIRST.but(state="asked")
    for plan, before, now, after in (
        ((FIRST, SECOND, THIRD), None, FIRST, SECOND),
        ((asked, SECOND, THIRD), asked, SECOND, THIRD),
        ((asked, SECOND, asked, THIRD), asked, SECOND, THIRD),
        ((asked, SECOND), asked, SECOND, None),
        ((asked,), asked, None, None),
        ((), None, None, None),
    ):
        found = (live_notes.previous(plan), live_notes.current(plan), live_notes.following(plan))
        assert found == (before, now, after)


def test_questions_move_and_new_ones_come_next() -> None:
    moved = live_notes.shifted(planned(), THIRD, -2)
    assert [each.text for each in moved.plan] == ["Third?", "First?", "Second?"]
    own = live_notes.with_own(live_notes.marked(moved, THIRD, "asked"), " And \n why? ")
    assert [each.text for each in own.plan] == ["Third?", "First?", "And why?", "Second?"]
    assert [each.text for each in live_notes.with_own(interview(), "Why?").plan] == ["Why?"]
    with pytest.raises(InvalidInputError, match="question is empty"):
        live_notes.with_own(interview(), " ")
