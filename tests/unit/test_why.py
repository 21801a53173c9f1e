"""Why these conversations work: what the page says."""

from __future__ import annotations

import pytest

from infoint_tui.domain.why import WHY

THOUGHTS = (
    "to tell how they got where they are",
    "to give something back",
    "to be admired",
    "to meet someone with a plan",
    "values what you know",
    "they will be curious about you",
    "You can be yourself",
    "If you don't ask, you get nothing",
    "A no leaves you where you were",
    "Don't hide a job search",
    "no favors and no promises",
    "someone who likes you",
    "Any time in a career",
    "before you need one",
    "for a whole career",
)


@pytest.mark.parametrize("thought", THOUGHTS)
def test_each_thought_is_on_the_page(thought: str) -> None:
    assert [line for line in WHY if thought in line]
