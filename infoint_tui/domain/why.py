"""Why these conversations work: one page, for those who ask."""

from __future__ import annotations

from typing import Final

WHY: Final[tuple[str, ...]] = (
    "People like to tell how they got where they are. Some want to give something back, some like"
    " to be admired for what they do, and some want to meet someone with a plan.",
    "They get a lot out of it, too. It feels good when someone values what you know.",
    "Curiosity does most of the work. Be curious about them, and they will be curious about you.",
    "It's less formal than a job interview. You can be yourself.",
    "If you don't ask, you get nothing.",
    "A no leaves you where you were before.",
    "Don't hide a job search. When it comes out, the other person feels guilty, or tricked. If you"
    " are looking for work, say so; if you aren't, say that.",
    "Ask for no favors and no promises, as on a first date.",
    "Afterward you know someone who likes you.",
    "It isn't only for job seekers. Any time in a career is a good time.",
    "Build a network before you need one.",
    "Asking people about their work serves you for a whole career.",
)
"""What experienced practitioners say, a thought each."""
