"""The fixed vocabulary of the product: every level, channel, kind, standing, column and action.

Plain literals with their labels. Nothing here is slow to import, so every layer can use it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

# --- people ---------------------------------------------------------------------------------

Level = Literal["does_the_job", "step_above", "manager", "executive", "other"]
"""A person's position, relative to the job the user wants."""

LEVEL_LABELS: dict[Level, str] = {
    "does_the_job": "does the job I want",
    "step_above": "a step above",
    "manager": "manager",
    "executive": "executive",
    "other": "other",
}

Standing = Literal["known", "shortlisted", "set_aside"]
"""In the address book only, on the board, or set aside."""

RECORDS: dict[str, str] = {
    "contacts": "contact",
    "interviews": "conversation",
    "touches": "entry",
    "follow_ups": "to-do",
    "questions": "question",
    "goals": "goal",
    "commitments": "promise",
}
"""What a single record is called, by the name of its table."""

PromiseState = Literal["open", "done", "missed", "let_go", "taken"]
"""How the one thing of a day is going; `taken` is moved to another day."""

# --- what happened --------------------------------------------------------------------------

TouchKind = Literal[
    "follow",
    "congratulate",
    "message",
    "email",
    "call",
    "meeting",
    "thank_you",
    "update",
    "introduction",
    "other",
]
Direction = Literal["out", "in"]
Channel = Literal["email", "handwritten", "message", "call", "in_person", "other"]

TOUCH_WORDS: dict[TouchKind, str] = {
    "follow": "followed them",
    "congratulate": "congratulated them",
    "message": "wrote",
    "email": "wrote an email",
    "call": "called",
    "meeting": "talked",
    "thank_you": "thanked them",
    "update": "reported back",
    "introduction": "introduction",
    "other": "",
}
"""What happened, in words."""
CHANNEL_WORDS: dict[Channel, str] = {
    "email": "by email",
    "handwritten": "by handwritten note",
    "message": "by message",
    "call": "by phone",
    "in_person": "in person",
    "other": "",
}
"""How it happened, in words."""

Intent = Literal["informational", "job_search"]
"""Why the user asks for an interview."""

INTENT_WORDS: dict[Intent, str] = {
    "informational": "not asking for a job",
    "job_search": "job hunting too",
}
"""What the user says of themselves: "I'm not asking for a job"."""

Format = Literal["in_person", "video", "phone"]
FORMAT_WORDS: dict[Format, str] = {
    "in_person": "in person",
    "video": "by video",
    "phone": "by phone",
}
"""Each format in words."""
Ended = Literal["declined", "cancelled", "no_show", "no_reply"]
"""How an interview ended without being held."""
ENDED_WORDS: dict[Ended, str] = {
    "declined": "declined",
    "cancelled": "called off",
    "no_show": "didn't show up",
    "no_reply": "no reply, stopped waiting",
}
"""The endings in words."""
Result = Literal["none", "lead", "introduction", "formal_interview", "offer"]
"""What an interview led to."""
RESULT_WORDS: dict[Result, str] = {
    "none": "nothing yet",
    "lead": "a lead",
    "introduction": "an introduction",
    "formal_interview": "a formal interview",
    "offer": "an offer",
}
"""Each result in words."""
OutcomeMet = Literal["yes", "partly", "no"]
NoteKind = Literal["note", "advice", "name", "skill"]

Phase = Literal["opening", "core", "closing"]
"""The part of a conversation that a question belongs to."""
QuestionState = Literal["planned", "asked", "skipped"]

FollowUpKind = Literal["advice", "learn", "introduction", "promise"]

FOLLOW_UP_LABELS: dict[FollowUpKind, str] = {
    "advice": "advice",
    "learn": "a skill to learn",
    "promise": "a promise",
    "introduction": "a name",
}
"""Every kind of follow-up, the most common kinds first."""
Party = Literal["me", "them"]

Verdict = Literal["closer", "same", "ruled_out", "chosen"]

VERDICT_LABELS: dict[Verdict, str] = {
    "closer": "closer to it",
    "same": "still open",
    "ruled_out": "ruled out, a clear answer",
    "chosen": "chosen, going for it",
}
"""Each verdict in words. Finding out that a job is the wrong one is a result like any other."""

DECISIVE: dict[Result, Verdict] = {"formal_interview": "closer", "offer": "chosen"}
"""The results that may decide a goal, each with the verdict it suggests."""

# --- the board ------------------------------------------------------------------------------

Column = Literal["ask", "waiting", "prepare", "thank", "act", "warm"]
"""The columns of the follow-up board, in the order they are shown."""


class ColumnWords(NamedTuple):
    """What a column of the board is called, and what it says while it is empty."""

    label: str
    short: str
    """The label when space is tight."""
    empty: str
    """The text of an empty column: how a card gets there; {contact.shortlist} is that key."""


COLUMNS: dict[Column, ColumnWords] = {
    "ask": ColumnWords(
        "Ask", "Ask", "Nobody to ask. Shortlist people in Contacts with {contact.shortlist}."
    ),
    "waiting": ColumnWords(
        "Waiting", "Wait", "Nobody to wait for. Once you've asked someone, they wait here."
    ),
    "prepare": ColumnWords(
        "Prepare", "Prep", "Nothing to prepare. When someone says yes, they move here."
    ),
    "thank": ColumnWords(
        "Thank", "Thank", "Nobody to thank. After you talk with someone, they move here."
    ),
    "act": ColumnWords(
        "Act & report", "Act", "Nothing to act on. Advice and suggested people land here."
    ),
    "warm": ColumnWords(
        "Keep in touch", "In touch", "Nobody here yet. After the thank-you, people stay here."
    ),
}

COLUMN_LABELS: dict[Column, str] = {column: words.label for column, words in COLUMNS.items()}

FIRST_COLUMNS: tuple[Column, ...] = ("thank", "prepare", "act", "waiting")
"""The columns that something owed moves a person to; if there are several, the first one wins."""

# --- what is owed ---------------------------------------------------------------------------

Subject = Literal["interview", "follow_up", "contact"]
"""The record that something owed follows from."""

Urgency = Literal["open", "due", "late", "alarm"]
"""How urgent something is, from least to most."""

Action = Literal[
    "answer",
    "message",
    "ask",
    "schedule",
    "confirm",
    "prepare",
    "go_on",
    "met",
    "debrief",
    "thank",
    "finish",
    "follow_up",
    "log",
]
"""What the user does about something that is owed.

"answer" records the reply to a request, "go_on" continues a conversation in progress, "met" says
how a conversation went, "finish" closes a follow-up, and "follow_up" notes one.
"""

Closing = Literal["done", "told", "tell_verdict", "ask_suggested"]
"""How "finish" closes something owed: it is done, they were told, they heard what the user decided
about a goal, or the next person they suggested was asked."""

# --- messages -------------------------------------------------------------------------------

MessageKind = Literal[
    "ask",
    "phone",
    "introduced",
    "nudge",
    "accept_no",
    "settle",
    "confirm",
    "thank",
    "report",
    "introducer",
    "verdict",
    "good_news",
    "remind",
    "congratulate",
    "new_job",
    "keep_in_touch",
    "again",
]
"""Every kind of message, in the order of the method."""


WROTE = "Saved: you wrote to {}"
"""The text that says no more than that a message was sent; {} is the person it went to."""


class MessageWords(NamedTuple):
    """What a message is called, and what is shown and logged once it has been sent."""

    label: str
    sent: str = WROTE
    """The text that says it was sent; {} is the person it went to."""
    touch: TouchKind = "message"
    """The kind of touch it is logged as when nothing owed is settled by it."""


MESSAGES: dict[MessageKind, MessageWords] = {
    "ask": MessageWords("ask to talk", "Asked {}"),
    "phone": MessageWords("opener for a call", "Asked {}"),
    "introduced": MessageWords("reply to an introduction", "Asked {}"),
    "nudge": MessageWords("nudge", "Nudged {}"),
    "accept_no": MessageWords("answer to a no"),
    "settle": MessageWords("agree on a time"),
    "confirm": MessageWords("confirm the time", "Confirmed with {}"),
    "thank": MessageWords("thank-you", "Thanked {}"),
    "report": MessageWords("report back", "Reported back to {}"),
    "introducer": MessageWords("how the introduction went", "Reported back to {}"),
    "verdict": MessageWords("what you decided", "Reported back to {}", "update"),
    "good_news": MessageWords("good news", "Told {} the good news", "update"),
    "remind": MessageWords("what they promised", "Reminded {}"),
    "congratulate": MessageWords("congratulations", "Congratulated {}", "congratulate"),
    "new_job": MessageWords("their new job", "Congratulated {}", "congratulate"),
    "keep_in_touch": MessageWords("keep in touch"),
    "again": MessageWords("ask to talk again", "Asked {}"),
}

# --- screens --------------------------------------------------------------------------------

ScreenName = Literal["today", "contacts", "prep", "board", "insights"]
"""The screens with a tab of their own."""

SCREEN_COMMANDS: dict[str, str] = {
    "today": "infoint today",
    "contacts": "infoint list",
    "prep": "infoint prep NAME",
    "board": "infoint due",
    "insights": "infoint stats",
}
"""For each screen, the command that prints the same information."""

# --- settings -------------------------------------------------------------------------------

ThemeName = Literal[
    "infoint-dark", "infoint-light", "infoint-contrast", "infoint-16", "infoint-mono"
]
