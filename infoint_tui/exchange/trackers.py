"""What people write in a tracker of their own about how far they got with someone."""

from __future__ import annotations

import re
from typing import Final

from infoint_tui.domain.basics.text import fold
from infoint_tui.exchange.incoming import Stage

_WORDS: Final[dict[Stage, str]] = {
    "set_aside": (
        "declined|no|said no|not interested|rejected|no reply|no response|ghosted|dropped|skip|"
        "passed|on hold|not now|gave up|dead|abgelehnt"
    ),
    "thanked": "thanked|thank you sent|thank-you sent|thanks sent|keep in touch|closed|all done",
    "talked": (
        "talked|met|done|completed|complete|finished|had coffee|had a coffee|chatted|spoke|spoken|"
        "interviewed|had a call|called|coffee done|thank you due|to thank|erledigt|getroffen|yes"
    ),
    "agreed": (
        "agreed|said yes|scheduled|booked|time set|date set|confirmed|upcoming|planned|set up|"
        "arranged|accepted|vereinbart|geplant"
    ),
    "asked": (
        "asked|messaged|contacted|reached out|emailed|sent|waiting|requested|pending|"
        "awaiting reply|waiting for reply|no answer yet|followed up|written|wrote|message sent|"
        "in progress|angefragt|angeschrieben|nudged"
    ),
    "shortlisted": (
        "to contact|to ask|to do|todo|to message|to reach out|want to talk|wishlist|target|new|"
        "not started|not yet|not contacted|backlog|next|idea|lead|open|offen|someday|"
        "want to ask|should ask|to email|to write"
    ),
}
_STAGES: Final = {word: stage for stage, words in _WORDS.items() for word in words.split("|")}


def stage_of(status: str) -> Stage:
    """Return how far a status says that things are; "" if it says nothing that is known."""
    words = re.sub(r"[\W_]+", " ", fold(status)).strip()
    found = _STAGES.get(words) or _STAGES.get(words.replace("thank you", "thank-you"))
    if found:
        return found
    first = re.split(r"[(:,;/]| - ", fold(status))[0].strip()
    return _STAGES.get(re.sub(r"[\W_]+", " ", first).strip(), "")
