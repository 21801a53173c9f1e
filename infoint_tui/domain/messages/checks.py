"""The checks on a message: a quiet list of things to look at before sending it. None blocks it.

They follow what experienced practitioners advise: ask briefly, say something specific about the
other person, and ask a question. Be honest about the intent, and do not write of yourself alone.
Let a thank-you show what you heard, and sign with your name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.conversation.plan import Check, honesty
from infoint_tui.domain.messages.message import ASKS, BEFORE, FIRST_ASKS, Message
from infoint_tui.domain.messages.template import GAP
from infoint_tui.domain.vocabulary import MessageKind

MOST_WORDS = 90
"""How many words are enough to ask for an interview, greeting and name included."""

_ABOUT_THEM: frozenset[MessageKind] = ASKS | {"thank", "congratulate", "new_job", "keep_in_touch"}
_SPARE = 2
"""How many more times "you" counts as said; a short request needs to say "I" a few times."""

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
    """Return the blanks, in brackets, that still have to be filled in; repeats are kept.

    A note inside a blank, waiting to be put into words, does not count as said.
    """
    return GAP.findall(f"{message.subject}\n{message.body}")


def _checks(message: Message) -> Iterator[Check]:
    left = gaps(message)
    more = f" and {len(left) - 1} more" if len(left) > 1 else ""
    yield Check(not left, f"a blank to fill: {left[0]}{more}" if left else "no blanks left", "gap")
    if message.kind in ASKS:
        words = f"{message.words} words"
        short = message.words <= MOST_WORDS
        yield Check(short, words if short else f"{words}; {MOST_WORDS} is enough", "words")
    body = _said(message.body, left)
    yield from _honest(message, f"{_said(message.subject, left)}\n{body}")
    # What is missing may be what goes into a blank, so it is told once there is none.
    yield from (each for each in _content(message, body) if each.ok or not left)


def _honest(message: Message, text: str) -> Iterator[Check]:
    """Yield what the text of a message says about a job, against what it is said to be for."""
    if message.kind in BEFORE | {"thank", "keep_in_touch"}:
        found = honesty(text, message.occasion.intent)
        yield from (each for each in found if message.kind != "keep_in_touch" or not each.ok)


def _content(message: Message, body: str) -> Iterator[Check]:
    """Yield the checks on what is really said in a message, without its blanks."""
    kind = message.kind
    if kind in FIRST_ASKS | {"congratulate"}:
        yield _specific(message, body)
    if kind in ASKS | {"settle"}:
        asks = "?" in body
        yield Check(asks, "asks a question" if asks else "no question in it", "question")
    if kind in _ABOUT_THEM and not GAP.search(message.body):
        yield _about_them(body)
    if kind == "thank":
        yield _from_the_interview(message, body)
    if kind != "phone":
        signed = _is_signed(body, message.occasion.situation.settings.my_name)
        yield Check(signed, "signed" if signed else "your name is missing at the end", "signed")


def _is_signed(body: str, name: str) -> bool:
    """Tell whether a message ends with a name: the user's own, or what looks like one."""
    last = fold(body.rstrip().rpartition("\n")[2])
    words = _WORD.findall(last)
    if name:
        return bool(set(words) & set(_WORD.findall(fold(name))))
    return 0 < len(words) <= _NAME_WORDS and last[-1] not in ".,;:!?"


_NAME_WORDS = 4
"""How many words a name at the end has, at most."""


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
    ok = you > 0 and me <= 2 * (you + _SPARE)
    failed = f"more about you than about them: I, me, my {me}; you, your {you}"
    return Check(ok, "about them" if ok else failed, "about_them")


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
