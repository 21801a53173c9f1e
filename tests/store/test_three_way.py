"""The rules of merging two versions, on plain documents."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.store.three_way import Document, Merged, merged

Table = dict[str, dict[str, Document]]


def tables(**documents: list[Document]) -> Table:
    return {
        name: {str(n): {"rev": 1, **each} for n, each in enumerate(found, 1)}
        for name, found in documents.items()
    }


def after(mine: Table, found: Merged) -> dict[str, list[Document]]:
    """The documents of each table once the merge is done, without their revs."""
    result = {name: dict(table) for name, table in mine.items()}
    for number, edit in enumerate(found.edits):
        table = result.setdefault(edit.table, {})
        key = edit.key or f"new {number}"
        if edit.after is None:
            del table[key]
        else:
            table[key] = edit.after
    return {
        name: [{k: v for k, v in each.items() if k != "rev"} for each in table.values()]
        for name, table in result.items()
    }


ANA = {"id": "a", "name": "Ana"}
MISSING = "missing"
ONE_FIELD = {
    # base, mine, theirs -> after, whether it is a conflict
    "only theirs": ("x", "x", "y", "y", False),
    "only mine": ("x", "y", "x", "y", False),
    "both the same": ("x", "y", "y", "y", False),
    "both": ("x", "y", "z", "y", True),
    "cleared there": ("x", "x", MISSING, MISSING, False),
    "cleared there, changed here": ("x", "y", MISSING, "y", True),
    "null is as good as missing": (None, MISSING, "y", "y", False),
    "entries of both": (["o"], ["o", "m"], ["o", "t"], ["o", "m", "t"], False),
    "an entry taken out": (["o", "p"], ["p"], ["o", "p", "t"], ["p", "t"], False),
    "all entries taken out": (["o"], MISSING, ["o", "t"], ["t"], False),
    "a list that was none": ("x", ["y"], ["z"], ["y", "z"], False),
    "parts": ({"l": "x"}, {"l": "y"}, {"l": "x", "g": "z"}, {"l": "y", "g": "z"}, False),
    "one part": ({"l": "x"}, {"l": "y"}, {"l": "z"}, {"l": "y"}, True),
    "answers to two questions": (
        [{"text": "q"}, {"text": "r"}],
        [{"text": "q", "answer": "1"}, {"text": "r"}],
        [{"text": "q"}, {"text": "r", "answer": "2"}],
        [{"text": "q", "answer": "1"}, {"text": "r", "answer": "2"}],
        False,
    ),
    "answers to one question": (
        [{"text": "q"}],
        [{"text": "q", "answer": "1"}],
        [{"text": "q", "answer": "2"}],
        [{"text": "q", "answer": "1"}],
        True,
    ),
    "a question answered there and taken out here": (
        [{"text": "q"}],
        [],
        [{"text": "q", "answer": "2"}],
        [{"text": "q", "answer": "2"}],
        False,
    ),
    "notes of one moment": (
        [],
        [{"at": "9:00", "text": "m"}, {"at": "9:00", "text": "n"}],
        [{"at": "9:00", "text": "t"}],
        [{"at": "9:00", "text": each} for each in "mnt"],
        False,
    ),
}


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "end", "is_both"), ONE_FIELD.values(), ids=ONE_FIELD
)
def test_one_field(was: Any, mine: Any, theirs: Any, end: Any, is_both: bool) -> None:
    def person(value: Any) -> Table:
        return tables(contacts=[ANA | ({} if value == MISSING else {"field": value})])

    found = merged(person(mine), person(theirs), person(was))
    assert after(person(mine), found) == {
        "contacts": [ANA | ({} if end == MISSING else {"field": end})]
    }
    assert len(found.conflicts) == is_both
    if is_both:
        place = found.conflicts[0].place
        assert place[:2] == ("contacts", "a")
        assert place[2].startswith("field")
        again = merged(person(mine), person(theirs), person(was), [place])
        assert after(person(mine), again) != after(person(mine), found)


TOUCH = {"id": "t", "contact_id": "a", "text": "wrote"}


@pytest.mark.parametrize("is_turned", [False, True])
def test_who_was_removed_by_one_and_used_by_the_other_is_a_conflict(is_turned: bool) -> None:
    base = tables(contacts=[ANA], touches=[TOUCH])
    gone = tables(contacts=[], touches=[])
    more = tables(contacts=[ANA], touches=[TOUCH, {"id": "u", "contact_id": "a"}])
    mine, theirs = (more, gone) if is_turned else (gone, more)
    found = merged(mine, theirs, base)
    assert [each.place for each in found.conflicts] == [("contacts", "a", "")]
    assert after(mine, found) == after(mine, Merged((), ()))
    taken = merged(mine, theirs, base, [("contacts", "a", "")])
    documents = after(mine, taken)
    assert len(documents["contacts"]) == (not is_turned)
    assert len(documents["touches"]) == (0 if is_turned else 2)
    assert merged(gone, base, base).edits == ()  # nobody used them


def test_a_goal_that_one_removed_and_the_other_took_up() -> None:
    goal, talk = {"id": "g", "title": "Grids"}, {"id": "i", "contact_id": "a"}
    base = tables(contacts=[ANA], goals=[goal], interviews=[talk])
    mine = tables(contacts=[ANA], goals=[], interviews=[talk])
    theirs = tables(contacts=[ANA], goals=[goal], interviews=[talk | {"goal_id": "g"}])
    found = merged(mine, theirs, base)
    assert [each.place for each in found.conflicts] == [("goals", "g", "")]
    assert after(mine, found)["interviews"] == [talk]
    assert after(mine, merged(mine, theirs, base, [("goals", "g", "")]))["goals"] == [goal]


def test_records_of_someone_who_was_merged_into_another_follow() -> None:
    bo = {"id": "b", "name": "Anna"}
    base = tables(contacts=[ANA, bo])
    mine = tables(contacts=[ANA | {"merged_ids": ["b"]}])
    theirs = tables(contacts=[ANA, bo], touches=[{"id": "t", "contact_id": "b"}])
    found = merged(mine, theirs, base)
    assert found.conflicts == ()
    assert after(mine, found)["touches"] == [{"id": "t", "contact_id": "a"}]


def test_two_who_were_merged_into_each_other_lose_nothing() -> None:
    bo = {"id": "b", "name": "Anna"}
    touch = {"id": "t", "contact_id": "b"}
    base = tables(contacts=[ANA, bo], touches=[TOUCH | {"id": "s"}, touch])
    mine = tables(
        contacts=[ANA | {"merged_ids": ["b"]}],
        touches=[TOUCH | {"id": "s"}, touch | {"contact_id": "a"}],
    )
    theirs = tables(
        contacts=[bo | {"merged_ids": ["a"]}],
        touches=[TOUCH | {"id": "s", "contact_id": "b"}, touch],
    )
    found = merged(mine, theirs, base)
    assert len(after(mine, found)["touches"]) == 2


def test_nobody_introduced_themselves_in_the_end() -> None:
    bo = {"id": "b", "name": "Bo"}
    base = tables(contacts=[ANA, bo])
    mine = tables(contacts=[ANA | {"introduced_by": "b"}, bo])
    theirs = tables(contacts=[ANA, bo | {"introduced_by": "a"}])
    assert after(mine, merged(mine, theirs, base))["contacts"] == [
        ANA | {"introduced_by": "b"},
        bo | {"introducer_name": "Ana"},
    ]


def test_a_mark_on_a_question_and_a_promise_are_recognized_without_their_id() -> None:
    mine = tables(
        questions=[{"id": "1", "bank_id": "q", "favourite": True}],
        commitments=[{"id": "2", "day": "2026-03-02", "text": "call Ana"}],
    )
    theirs = tables(
        questions=[{"id": "8", "bank_id": "q", "hidden": True}],
        commitments=[{"id": "9", "day": "2026-03-02", "partner_text": "run"}],
    )
    for base in (None, tables()):
        found = merged(mine, theirs, base)
        assert found.conflicts == ()
        assert after(mine, found) == {
            "questions": [{"id": "1", "bank_id": "q", "favourite": True, "hidden": True}],
            "commitments": [
                {"id": "2", "day": "2026-03-02", "text": "call Ana", "partner_text": "run"}
            ],
        }


def test_without_a_base_nothing_is_removed_and_blanks_are_filled() -> None:
    mine = tables(contacts=[ANA | {"title": "Planner", "tags": ["m"]}, {"id": "m"}])
    theirs = tables(contacts=[ANA | {"title": "Chief", "tags": ["t"], "call": "A"}, {"id": "t"}])
    found = merged(mine, theirs, None)
    assert [each.field for each in found.conflicts] == ["title"]
    assert after(mine, found)["contacts"] == [
        ANA | {"title": "Planner", "tags": ["m", "t"], "call": "A"},
        {"id": "m"},
        {"id": "t"},
    ]


def test_a_document_without_an_id_is_left_alone() -> None:
    mine = tables(contacts=[{"name": "odd"}, ANA])
    theirs = tables(contacts=[{"name": "other"}, ANA])
    assert merged(mine, theirs, tables(contacts=[])).edits == ()
