"""Every kind of record, for what has to go through all of them."""

from __future__ import annotations

from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import Question
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.touch import Touch

EVERY_KIND: tuple[type[Record], ...] = (
    *(Contact, Interview, Touch, FollowUp),
    *(Question, Goal, Commitment),
)
"""Each has a table of its own."""
