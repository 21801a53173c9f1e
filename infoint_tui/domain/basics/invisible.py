"""Characters that nobody sees, and letters that look like others.

With either, two names that look alike are not the same, so that nobody finds the second one.
"""

from __future__ import annotations

import re
import unicodedata

_NEVER = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Invisible signs that no name or note needs."""
_BLANK = "\u2800"
"""A sign of Braille without dots: it looks like a space."""
_JOINERS = "\u200c\u200d"
_VARIANTS = "\ufe00-\ufe0f"
_RUN = re.compile(f"[{_JOINERS}{_VARIANTS}]+")
"""Invisible signs that some scripts and emoji need between their characters, or after them."""
_SCRIPTS = "\u0600"
"""From here on are the scripts and emoji that need them; Latin, Greek and Cyrillic do not."""

_STYLED = re.compile("[\u24b6-\u24e9\uff01-\uff5e\U0001d400-\U0001d7ff]+")
"""Letters in a style, as some write their names with, such as bold or wide ones."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",  # noqa: RUF001 - these are what is meant
        "ABESIJKMHOPCTYXaesijopcyxdhqwABEZHIKMNOPTYXoa",
        strict=True,
    )
)
"""Cyrillic and Greek letters, each with the Latin one that it looks like."""


def visible(value: str) -> str:
    """Return a text without the characters in it that nobody sees.

    Those that a script or an emoji needs stay where it needs them. Cleaning a clean text changes
    nothing.
    """
    return _RUN.sub(_needed, _NEVER.sub("", value.replace(_BLANK, " ")))


def _needed(run: re.Match[str]) -> str:
    """Return what is needed of a run of joiners and variants, given what is around it."""
    before = run.string[run.start() - 1 : run.start()]
    after = run.string[run.end() : run.end() + 1]
    if before < _SCRIPTS:
        return ""
    return run[0] if after >= _SCRIPTS else run[0].translate(dict.fromkeys(map(ord, _JOINERS)))


def plain_letters(name: str) -> str:
    """Return a name in plain letters: "Ana" for one in bold, or one with a Cyrillic letter in it.

    A letter is replaced only in a word that mixes it with Latin ones.
    """
    styled = _STYLED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), name)
    return _WORD.sub(lambda word: _unmixed(word[0]), styled)


def _unmixed(word: str) -> str:
    if word.isascii() or not _LATIN.search(word):
        return word
    return "".join(_TWINS.get(letter, letter) for letter in word)
