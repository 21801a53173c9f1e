"""What the user says about themselves, and the offer to go both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.basics.text import clean_line

if TYPE_CHECKING:
    from infoint_tui.domain.records.interview import Interview

OFFER = "Shall we go both ways? I'm glad to tell you about myself."
"""What to say when the other person asks about the user."""


def about_me(interview: Interview | None, usual: str) -> str:
    """Return what the user says about themselves to one person.

    Args:
        interview: the conversation with that person, if there is one.
        usual: what they say unless the conversation has words of its own.
    """
    return (interview.about_me if interview else "") or usual


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, cleaned and without blank ones."""
    return tuple(filter(None, map(clean_line, text.splitlines())))
