"""The checks on a message: a quiet list of things to look at before sending it. None blocks it.

They follow what experienced practitioners advise: ask in at most 75 words, say something specific
about the other person, and end in a question. Be honest about the intent, and write more about them
than about yourself. Let a thank-you show what you heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.conversation.plan import Check, honesty
from infoint_tui.domain.messages.fields import facts
from infoint_tui.domain.messages.message import ASKS, BEFORE, Message
from infoint_tui.domain.vocabulary import MessageKind

MOST_WORDS = 75
"""How many words are enough to ask for an interview."""

_ABOUT_THEM: frozenset[MessageKind] = ASKS | {"thank", "congratulate", "keep_in_touch"}

_GAP = re.compile(r"\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]")
"""A gap; it may contain a note that has brackets of its own."""
_ME = re.compile(r"\b(?:i|me|my|mine|myself)\b")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b")
_WORD = re.compile(r"\w+")
_TELLING = 4
"""Words of at least this many letters are telling; two that start with the same letters match."""
_COMMON = frozenset(
    (
        *("abou", "also", "been", "from", "have", "into", "just", "like", "more", "most", "much"),
        *("some", "talk", "than", "that", "them", "then", "ther", "they", "this", "time", "very"),
        *("were", "what", "when", "wher", "whic", "with", "work", "woul", "your"),
    )
)
"""The beginnings of words that occur in any message."""


def check(message: Message) -> tuple[Check, ...]:
    """Return the checks that apply to this kind of message, failed ones first."""
    return tuple(sorted(_checks(message), key=lambda found: found.ok))


def gaps(message: Message) -> list[str]:
    """Return the gaps, in brackets, that still have to be filled in; repeats are kept.

    Brackets inside known facts, such as quoted advice, are not gaps. A note inside a gap, waiting
    to be put into words, does not count as said.
    """
    found = _GAP.findall(f"{message.subject}\n{message.body}")
    known = facts(message.occasion).values() if found else ()
    return [gap for gap in found if not any(gap in value for value in known)]


def _checks(message: Message) -> Iterator[Check]:
    kind, left = message.kind, gaps(message)
    body = _said(message.body, left)
    more = f" and {len(left) - 1} more" if len(left) > 1 else ""
    yield Check(not left, f"a blank to fill: {left[0]}{more}" if left else "no blanks left", "gap")
    if kind in ASKS:
        words = f"{message.words} words"
        short = message.words <= MOST_WORDS
        yield Check(short, words if short else f"{words}; {MOST_WORDS} is enough", "words")
    if kind in ASKS | {"congratulate"}:
        yield _specific(message, body)
    if kind in ASKS | {"nudge", "settle"}:
        asks = "?" in body
        yield Check(asks, "asks a question" if asks else "no question in it", "question")
    if kind in BEFORE | {"thank", "keep_in_touch"}:
        found = honesty(f"{_said(message.subject, left)}\n{body}", message.occasion.intent)
        yield from (each for each in found if kind != "keep_in_touch" or not each.ok)
    if kind in _ABOUT_THEM:
        yield _about_them(body)
    if kind == "thank":
        yield _from_the_interview(message, body)


def _said(text: str, left: list[str]) -> str:
    """Return the text without its remaining gaps."""
    for gap in left:
        text = text.replace(gap, "", 1)
    return text


def _specific(message: Message, body: str) -> Check:
    contact = message.occasion.situation.dossier.contact
    known = [text for text in (contact.admire, contact.unique, contact.milestone) if text]
    if not known:
        return Check(False, "nothing yet on what you admire", "specific")
    ok = any(_takes_up(body, text) for text in known)
    first = clean_line(known[0].partition("\n")[0])
    missing = f"not said yet: {first}"
    return Check(ok, "says what you admire" if ok else missing, "specific")


def _about_them(body: str) -> Check:
    folded = fold(body)
    me, you = len(_ME.findall(folded)), len(_YOU.findall(folded))
    failed = f"more about you than about them: I, me, my {me}; you, your {you}"
    return Check(me <= you, "about them" if me <= you else failed, "about_them")


def _from_the_interview(message: Message, body: str) -> Check:
    ok = any(_takes_up(body, text) for text in _heard(message))
    return Check(ok, "picks up something they said" if ok else "nothing they said is in it", "talk")


def _heard(message: Message) -> Iterator[str]:
    """Yield what was noted about the interview that the message is about."""
    yield from (item.text for item in message.occasion.noted)
    interview = message.occasion.interview
    if interview is None:
        return
    yield from (note.text for note in interview.notes)
    yield from (question.answer for question in interview.plan)
    if interview.debrief is not None:
        said = interview.debrief
        yield from (said.learned, said.good, said.bad, said.surprising, said.think_now)
        yield from said.skills


def _takes_up(body: str, source: str) -> bool:
    """Tell whether `body` repeats two telling words from a line of `source`, or the only one."""
    said = {word[:_TELLING] for word in _WORD.findall(fold(body))}
    for line in source.split("\n"):
        words = _WORD.findall(fold(clean_line(line)))
        long = {word[:_TELLING] for word in words if len(word) >= _TELLING}
        telling = long - _COMMON or {word[:_TELLING] for word in words}
        if telling and len(telling & said) >= min(2, len(telling)):
            return True
    return False
