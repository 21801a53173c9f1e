"""The shapes of `--json`: one struct for each kind of object that is printed.

Each printed object starts with its `version`, which goes up when the meaning of a key changes. A
record of the file is printed with all its fields; its class says what they are. Days are written
like 2026-12-24.

A command that changes something prints a `ChangedJson`; the others print the shape in `SHAPES`.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct, defstruct
from pydantic import BaseModel

from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.follow_through.accountability import About
from infoint_tui.domain.insights.insights import Findings
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import Action, Column, Intent, MessageKind

VERSION = 1
"""The version of all shapes."""


class Shape(Struct, frozen=True, tag_field="version", tag=VERSION, forbid_unknown_fields=True):
    """What one printed object consists of, besides its version."""


class ShapePart(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a printed object."""


# --- parts ----------------------------------------------------------------------------------


class PersonJson(ShapePart, frozen=True):
    """A person, by id and name."""

    id: str
    name: str

    @classmethod
    def of(cls, contact: Contact) -> PersonJson:
        """Return a contact as a `PersonJson`."""
        return cls(contact.id, contact.name)


class OwedJson(ShapePart, frozen=True):
    """One thing that is due."""

    kind: str
    due: date
    overdue: bool
    title: str
    contact: PersonJson


class CheckJson(ShapePart, frozen=True):
    """One line of a list of checks."""

    key: str
    ok: bool
    text: str


class DeletedJson(ShapePart, frozen=True):
    """Who was deleted, and how many of their records."""

    people: tuple[str, ...]
    conversations: int
    entries: int
    to_dos: int


class MentionJson(ShapePart, frozen=True):
    """A text that still has the name of someone who was purged."""

    record: str
    whose: str
    on: date | None
    field: str
    text: str


# --- what changed ---------------------------------------------------------------------------


class ChangedJson(Shape, frozen=True, omit_defaults=True):
    """What a command did. Of the records, only the one it was about is there, as it is now."""

    changed: bool
    """Whether anything in the file is different now."""
    said: str
    """What happened, and what is next, in words."""
    person: PersonJson | None = None
    """Who it was about."""
    contact: Contact | None = None
    """The person, where their own details changed."""
    interview: Interview | None = None
    follow_up: FollowUp | None = None
    touch: Touch | None = None
    goal: Goal | None = None
    deleted: DeletedJson | None = None
    made: tuple[str, ...] = ()
    """What else was made, changed or removed, a line each."""


class PurgedJson(Shape, frozen=True):
    """Who was removed for good, the texts that still have the name, and the backups."""

    purged: DeletedJson
    mentions: tuple[MentionJson, ...]
    backups: tuple[str, ...]
    """The paths of the backups that still hold them."""


# --- what is looked at ----------------------------------------------------------------------


class FoundJson(ShapePart, frozen=True):
    """The words that a search found in what someone said or the user wrote."""

    where: str | None
    on: str | None
    """The day they are from, if that is known."""
    text: str


class ListedJson(ShapePart, frozen=True):
    """Someone in a list of people."""

    id: str
    name: str
    organization: str
    title: str
    level: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    standing: str
    column: Column | None
    due: date | None
    next: str
    last_touch: date | None
    found: FoundJson | None


class ListJson(Shape, frozen=True):
    """The people that a filter matches."""

    contacts: tuple[ListedJson, ...]


class ShowJson(Shape, frozen=True):
    """Everything that is kept about someone."""

    contact: Contact
    touches: tuple[Touch, ...]
    """The timeline, latest first; `infoint entry` counts in this order."""
    interviews: tuple[Interview, ...]
    follow_ups: tuple[FollowUp, ...]
    """Their to-dos; `infoint done` and the like count in this order."""
    owed: tuple[OwedJson, ...]


class SuspectJson(ShapePart, frozen=True):
    """One of two people who may be the same."""

    id: str
    name: str
    organization: str


class SuspectsJson(ShapePart, frozen=True):
    """Two people who may be the same, and why."""

    first: SuspectJson
    second: SuspectJson
    reasons: tuple[str, ...]


class DupesJson(Shape, frozen=True):
    """People who may have been added twice."""

    pairs: tuple[SuspectsJson, ...]


class DueJson(Shape, frozen=True):
    """Everything that is due."""

    items: tuple[OwedJson, ...]


class NextJson(ShapePart, frozen=True):
    """What to do about a line of today's list."""

    action: Action
    message: str
    """The kind of message that settles it; empty if no message does."""


class LineJson(ShapePart, frozen=True):
    """A line of today's list."""

    kind: str
    due: date
    overdue: bool
    title: str
    next: NextJson
    more: int
    contact: PersonJson


class ReadyJson(ShapePart, frozen=True):
    """The person who is easiest to ask next."""

    contact: PersonJson
    missing: str
    """What to do first; empty if the draft is as good as ready."""
    blanks: int | None
    """How many blanks are left in the draft; null if that is not known."""


class ReconnectJson(ShapePart, frozen=True):
    """Someone to say hello to."""

    contact: PersonJson
    last_touch: date | None
    new_job: str
    """Where they work now, if that is new; empty otherwise."""


class AskedJson(ShapePart, frozen=True):
    """A question about the one thing of a day."""

    about: About
    day: date
    text: str
    """What was promised; empty if the question is what to promise."""
    question: str


class TodayJson(Shape, frozen=True):
    """What there is to do today."""

    day: date
    one_thing: Commitment | None
    asked: tuple[AskedJson, ...]
    """What Today asks about the user's one thing and the partner's, and about earlier ones."""
    lines: tuple[LineJson, ...]
    later: int
    ready: ReadyJson | None
    reconnect: tuple[ReconnectJson, ...]


class PromiseJson(Shape, frozen=True):
    """What was promised for a day, and the message to send about it."""

    changed: bool
    said: str
    """What was saved; empty if nothing was."""
    commitment: Commitment | None
    message: str


class PartnerJson(Shape, frozen=True):
    """The partner, what was agreed on with them, and the message that asks them to agree."""

    changed: bool
    name: str
    """Empty without a partner, and so is everything else."""
    reach: str
    first: str
    second: str
    """The two times of the day, like 18:00."""
    line: str
    message: str


class DraftJson(ShapePart, frozen=True):
    """A message, ready to be looked over."""

    contact: PersonJson
    kind: MessageKind
    intent: Intent
    to: str
    subject: str
    body: str
    words: int
    mailto: str | None
    """None for what is said on the phone."""
    checks: tuple[CheckJson, ...]


class MessageJson(Shape, frozen=True, omit_defaults=True):
    """A message, or the templates that were written."""

    message: DraftJson | None = None
    said: str = ""
    """What was saved, if it was sent."""
    written: tuple[str, ...] | None = None


class AskJson(ShapePart, frozen=True):
    """A question on the sheet."""

    text: str
    minutes: int
    must_ask: bool


class SheetJson(Shape, frozen=True):
    """The sheet to take along."""

    contact: PersonJson
    when: str | None
    """When it starts, in the zone of the conversation, as ISO 8601."""
    place: str
    minutes: int
    outcome: str
    questions: tuple[AskJson, ...]
    checks: tuple[CheckJson, ...]


class QuestionsJson(Shape, frozen=True):
    """The questions to choose from."""

    questions: tuple[BankQuestion, ...]


class AboutJson(Shape, frozen=True):
    """What you say about yourself."""

    changed: bool
    name: str
    lines: tuple[str, ...]


class PlanJson(Shape, frozen=True):
    """A conversation with its plan and notes."""

    contact: PersonJson
    interview: Interview


class HeldJson(ShapePart, frozen=True):
    """A conversation that helps decide a goal."""

    id: str
    contact_id: str
    before: int | None
    after: int | None


class ProblemJson(ShapePart, frozen=True):
    """A line of a file that could not be imported as it is."""

    file: str
    line: int
    reason: str


class ImportedJson(Shape, frozen=True):
    """What an import did, or would do."""

    created: int
    updated: int
    unchanged: int
    ambiguous: int
    failed: int
    skipped: int
    """Records that are no people, such as hidden profiles."""
    alike: int
    """People who were added and may be the same as someone who was there."""
    offered: int
    """New jobs that were not taken over."""
    entries: int
    """Conversations and entries added to the timeline."""
    problems: tuple[ProblemJson, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    """How the files were read, and what in them was not used."""


class ExportedJson(Shape, frozen=True):
    """What an export wrote."""

    path: str
    people: int
    written: int
    """The files that were written, because they are new or something changed."""
    unchanged: int
    removed: int
    elsewhere: tuple[str, ...]
    """The files that another program changed or removed; they were left alone."""


class BackupJson(ShapePart, frozen=True):
    """A backup."""

    path: str
    at: datetime
    people: int
    reason: str
    """Why it was made."""


class BackupsJson(Shape, frozen=True):
    """The backups, the newest first."""

    backups: tuple[BackupJson, ...]


class FindingJson(ShapePart, frozen=True):
    """Something that is wrong, and what to do about it."""

    what: str
    todo: str
    fixable: bool


class DoctorJson(Shape, frozen=True):
    """What the doctor mended, and what is wrong."""

    changed: bool
    done: tuple[str, ...]
    findings: tuple[FindingJson, ...]


class ClashJson(ShapePart, frozen=True):
    """Something that both versions of the data changed, and which is kept."""

    what: str
    mine: str
    theirs: str
    takes_theirs: bool


class MergedFileJson(Shape, frozen=True):
    """What another version of the data brings, and what had to be chosen."""

    changed: bool
    base_known: bool
    """Whether what both came from is known; if not, nothing counts as removed."""
    lines: tuple[str, ...]
    clashes: tuple[ClashJson, ...]


class PathJson(ShapePart, frozen=True):
    """Where something is on this computer, and what chose the place."""

    name: str
    path: str
    exists: bool
    chosen_by: str


class SettingJson(ShapePart, frozen=True):
    """A setting as it is, its default, and whether it is from the file or the default."""

    name: str
    value: str
    default: str
    place: str


class WhereJson(Shape, frozen=True):
    """Where everything is, the settings, and what in settings.toml cannot be used."""

    paths: tuple[PathJson, ...]
    settings: tuple[SettingJson, ...]
    mistakes: tuple[str, ...]


class KeyJson(ShapePart, frozen=True):
    """A command of the app, and its keys."""

    command: str
    keys: tuple[str, ...]
    does: str


class PlaceJson(ShapePart, frozen=True):
    """A place in the app, with the keys that work there."""

    place: str
    keys: tuple[KeyJson, ...]


class KeysJson(Shape, frozen=True):
    """Every key of the app."""

    places: tuple[PlaceJson, ...]


class WhyJson(Shape, frozen=True):
    """Why these conversations work."""

    lines: tuple[str, ...]


# --- shapes that follow what they print ------------------------------------------------------


def _of_record(name: str, record: type[BaseModel], base: type[Struct], **more: Any) -> type[Struct]:
    """Return a shape with every field of a record, and `more` of them by name."""
    own = [(key, field.annotation) for key, field in record.model_fields.items()]
    return defstruct(name, [*own, *more.items()], bases=(base,), frozen=True)


def _of_section(section: type[Any]) -> type[Struct]:
    """Return the shape of one section of the insights: its figures, and what it is called."""
    hints = get_type_hints(section)
    figures = [(each.name, hints[each.name]) for each in fields(section)]
    return defstruct(
        f"{section.__name__}Json", [("title", str), *figures], bases=(ShapePart,), frozen=True
    )


_FINDINGS = get_type_hints(Findings)
SECTIONS = {each.name: _of_section(_FINDINGS[each.name]) for each in fields(Findings)}
"""The shape of each section of the insights, by name."""

StatsJson = defstruct("StatsJson", list(SECTIONS.items()), bases=(Shape,), frozen=True)
"""All the insights."""

GoalJson: Any = _of_record(
    "GoalJson", Goal, ShapePart, planned=tuple[str, ...], held=tuple[HeldJson, ...]
)
"""A goal, and the conversations linked to it: the ids of those planned, and those held."""

GoalsJson = defstruct("GoalsJson", [("goals", tuple[GoalJson, ...])], bases=(Shape,), frozen=True)
"""Every goal."""

WriteUpJson = _of_record("WriteUpJson", DebriefDraft, Shape)
"""A write-up to fill in."""

SHAPES: dict[str, type[Struct]] = {
    "about": AboutJson,
    "list": ListJson,
    "show": ShowJson,
    "due": DueJson,
    "today": TodayJson,
    "dupes": DupesJson,
    "stats": StatsJson,
    "questions": QuestionsJson,
    "plan": PlanJson,
    "jot": PlanJson,
    "prep": SheetJson,
    "message": MessageJson,
    "debrief": WriteUpJson,
    "goal": GoalsJson,
    "commit": PromiseJson,
    "checkin": PromiseJson,
    "partner": PartnerJson,
    "purge": PurgedJson,
    "import": ImportedJson,
    "export": ExportedJson,
    "backup": BackupsJson,
    "doctor": DoctorJson,
    "merge-file": MergedFileJson,
    "where": WhereJson,
    "keys": KeysJson,
    "why": WhyJson,
}
"""What a command prints when it changes nothing, or more than a `ChangedJson` can say."""


# --- in and out -----------------------------------------------------------------------------


def plain(shape: Struct) -> Any:
    """Return a shape as what JSON can hold: dicts, lists, texts and numbers."""
    return msgspec.to_builtins(shape, enc_hook=_dumped)


def decoded(text: str | bytes, shape: type[Struct]) -> Any:
    """Return what a printed object says, if it has exactly this shape.

    Raises:
        msgspec.ValidationError: it does not.
    """
    return msgspec.json.decode(text, type=shape, dec_hook=_validated)


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"no shape declares {type(value).__name__}")


def _validated(kind: type[Any], value: Any) -> Any:
    if not issubclass(kind, BaseModel):
        raise TypeError(f"no shape declares {kind.__name__}")
    read = kind.model_validate_json(msgspec.json.encode(value), strict=True)
    if read.model_dump(mode="json") != value or read.model_extra:
        raise ValueError(f"not all of it is a {kind.__name__}")
    return read
