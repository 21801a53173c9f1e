"""The words that nobody should read any more, in everything that is printed."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from tests import words
from tests.words import Printed

_NOUN = r"(?:an?|the|this|that|each|every|which|no|one|any|your|our|of|next|last|planned)"
"""A word before "talk" that makes a noun of it."""

RETIRED = {
    "talk": rf"\b{_NOUN} talk\b|\d+ talks?\b|\btalks (?:and|or|with|held|led|to|for)\b|\bTALKS?\b",
    "meeting": r"\bmeetings?\b",
    "held": r"\btalk held\b|\bheld,|\bwas held\b",
    "debrief": r"\bdebriefs?\b",
    "follow-up": r"\bfollow-ups?\b",
    "keep warm": r"\bkeep warm\b|\bwarm(?:ing)? up\b",
    "in play": r"\bin play\b",
    "named": r"\bnamed\b(?! (?:in|after))|\bwhom? (?:they|you|he|she) named\b",
    "owed": r"\bowed a word\b|\bOWED\b|\b(?:is|are|was) owed\b",
    "noted, written": r"^(?:Noted|Written)\b",
    "half within": r"\bhalf (?:with)?in\b",
    "a bare number": r"(?<![\w+-])\+\d+ ?(?:more|later)?\b(?! ?\d)(?!d\b|w\b)",
    "translated": (
        r"\banew\b|\bwhoever\b|\bso many\b|\bparted by\b|\bof ours\b|\b(?:some|every|any)body\b"
        r"|\bwhat came of\b|\bto make of it\b|\bput (?:it|them) right\b|\bnobody fits\b"
    ),
    "British": r"\b(?:colour|favour|behaviour|cancelled|maths|centre|(?:recogn|organ|real)is[ei])",
}
"""What VOICE retired, by the word; each a pattern without regard to case but for capitals in it."""

ALLOWED = (
    r"infoint (?:debrief|commit|met|note|done)\b",  # command-line verbs keep their names
    r"\bfollow-up board\b",  # what such a board is called
    r"--?\w[\w-]*",  # options
    r"https?://\S+|\+\d[\d ]{6,}",  # addresses and phone numbers
    r"^(?:debrief|meeting) {…}$|^meeting-panes$",  # names of drafts, steps and styles
    r"^in play$|^follow-up$",  # filter words of earlier versions
    r"\[follow\|.*\]|^ +debrief  ",  # choices and verbs in the help
    r"Usage: .*",
)
"""What is cut out before looking."""


def found(each: Printed, pattern: str) -> list[str]:
    text = re.sub("|".join(ALLOWED), " ", each.text, flags=re.MULTILINE)
    flags = re.MULTILINE if re.search("[A-Z]{2}|^\\^", pattern) else re.MULTILINE | re.IGNORECASE
    return [f"{each.where}: {match[0]}" for match in re.finditer(pattern, text, flags)]


@pytest.fixture(scope="module")
def printed() -> tuple[Printed, ...]:
    return tuple(words.printed())


@pytest.mark.parametrize("word", RETIRED)
def test_a_retired_word_is_printed_nowhere(word: str, printed: tuple[Printed, ...]) -> None:
    assert list(chain.from_iterable(found(each, RETIRED[word]) for each in printed)) == []


def test_everything_is_looked_at(printed: tuple[Printed, ...]) -> None:
    """One text of each kind is there, so that none is empty by mistake."""
    all_of_it = {each.where: each.text for each in printed}
    assert "Nobody is selected." in all_of_it.values()
    assert "Undo the latest change." in all_of_it["infoint --help"]
    assert any(where.startswith("data/questions.toml") for where in all_of_it)
    assert any("Nobody here yet" in text for text in all_of_it.values())
    assert "Hi Ana" in all_of_it["message ask to talk: to Ana Ruiz"]
    assert any(where.startswith("README.md") for where in all_of_it)


def test_every_line_of_the_messages_is_drafted_for_someone(printed: tuple[Printed, ...]) -> None:
    drafted = "\n".join(each.text for each in printed if each.where.startswith("message "))
    lines = [each for each in printed if each.where.startswith("data/messages/")]
    assert lines
    for where, line in lines:
        parts = re.split(r"\{\??\w+\}", line.strip("| ").removeprefix("Subject:"))
        assert line.startswith("#") or max(parts, key=len).strip() in drafted, where
