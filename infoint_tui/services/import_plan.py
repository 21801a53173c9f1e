"""What an import will do with each record: pure, so that it can be shown before anything is saved.

Each person in a file becomes one row with an outcome. Two kinds of rows are questions, which the
user may answer: whether someone is the same person as a contact, and whether a new job is taken
over. Unanswered, nobody is joined and no job is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID, uuid5

from msgspec import Struct, field
from msgspec.structs import replace

from infoint_tui.domain.basics.progress import Progress, counted
from infoint_tui.domain.people.jobs import is_new_job, with_former_job
from infoint_tui.domain.people.matching import (
    Match,
    MatchIndex,
    differences,
    fill_blanks,
    linkedin_slug,
    print_keys,
)
from infoint_tui.domain.records.contact import Contact, without_name
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.exchange.incoming import Incoming
from infoint_tui.services.interviews.steps import ASKED, SAID_YES

if TYPE_CHECKING:
    from infoint_tui.exchange.linkedin_messages import LastMessages

Outcome = Literal["new", "updated", "same", "ask", "job", "failed"]
"""What becomes of a record: "ask" is about who it is, "job" about a title or an organization."""

_ABOUT_IDS: Final = UUID("6f1c0f4e-5b0e-4f0c-9d0a-1d9b3a5f7c21")
"""What the ids of records that come with a person are made from."""


class Row(Struct, frozen=True):
    """One record of a file, and what becomes of it."""

    key: int
    """Its number among the people; what an answer refers to. Failed records have none: -1."""
    outcome: Outcome
    name: str
    line: int
    file: str
    words: str
    """What becomes of it, in words."""
    is_answered: bool = False
    """Whether it is a question that was answered with yes."""
    is_changed: bool = False
    """Whether a contact who was there changes."""
    is_left_out: bool = False
    """Whether they are not imported, since they may be somebody else who is there."""

    @property
    def is_question(self) -> bool:
        """Whether the user can answer it."""
        return self.outcome in ("ask", "job")


class Surroundings(Struct, frozen=True):
    """What a plan takes into account besides the file."""

    contacts: Sequence[Contact]
    touches: Callable[[str], Sequence[Touch]]
    """Returns the entries of a contact's timeline."""
    interviews: Callable[[str], Sequence[Interview]]
    """Returns a contact's conversations."""
    now: datetime
    """The instant, in the user's zone."""

    @property
    def today(self) -> date:
        """The user's day."""
        return self.now.date()


class Plan(Struct):
    """What an import will do, row by row."""

    rows: list[Row] = field(default_factory=list)
    changed: dict[str, Contact] = field(default_factory=dict)
    beside: list[Interview | Touch] = field(default_factory=list)
    """Conversations and entries of the timeline that come with the people."""
    ids: dict[str, str] = field(default_factory=dict)
    """The contact that each person in our own JSON became, by their id there."""
    remarks: list[str] = field(default_factory=list)

    def count(self, *outcomes: Outcome) -> int:
        """Return how many rows have one of these outcomes."""
        return sum(row.outcome in outcomes for row in self.rows)


def planned(
    people: Sequence[Incoming],
    ids: Sequence[str],
    around: Surroundings,
    answers: Mapping[int, bool],
    progress: Progress | None = None,
) -> Plan:
    """Match each person against the contacts and the people before them.

    Args:
        people: the people in the files.
        ids: an id for each of them, in case they are new.
        around: what is there already.
        answers: the user's answers, by the number of the row.
        progress: called every so often with how many are done.
    """
    plan = Plan()
    planner = _Planner(around, answers, plan)
    both = zip(people, ids, strict=True)
    for at, (incoming, new_id) in enumerate(counted(both, len(people), progress)):
        planner.place(at, incoming, new_id)
    return plan


def message_touches(plan: Plan, messages: LastMessages, around: Surroundings) -> None:
    """Add the last message each way with people who are known, unless it is on record."""
    known = {each.id: each for each in around.contacts} | plan.changed
    by_slug: dict[str, str] = {}
    for contact in known.values():
        for link in contact.links:
            if slug := linkedin_slug(link):
                by_slug.setdefault(slug, contact.id)
    for (slug, direction), at in sorted(messages.of(by_slug).items()):
        contact_id = by_slug[slug]
        on = at.astimezone(around.now.tzinfo).date()
        there = around.touches(contact_id)
        if any(
            (each.on, each.direction, each.kind) == (on, direction, "message") for each in there
        ):
            continue
        plan.beside.append(
            Touch(
                id=str(uuid5(_ABOUT_IDS, f"{contact_id}|{direction}|{at.isoformat()}")),
                contact_id=contact_id,
                on=on,
                at=around.now,
                kind="message",
                direction="in" if direction == "in" else "out",
                channel="message",
                text="on LinkedIn",
            )
        )


class _Planner:
    """Places one person after another.

    Args:
        around: what is there already.
        answers: the user's answers.
        plan: what to add to.
    """

    def __init__(self, around: Surroundings, answers: Mapping[int, bool], plan: Plan) -> None:
        self._around = around
        self._answers = answers
        self._plan = plan
        self._known = {contact.id: contact for contact in around.contacts}
        self._index = MatchIndex(around.contacts)
        self._new: set[str] = set()

    def place(self, at: int, incoming: Incoming, new_id: str) -> None:
        """Decide what becomes of a person."""
        where = f"line {incoming.line}, {incoming.name}"
        self._plan.remarks.extend(f"{where}: {doubt}" for doubt in incoming.doubts)
        match = self._match(incoming)
        if match.kind == "same" and match.contact_id:
            self._update(at, incoming, self._known[match.contact_id], where)
        elif match.contact_id and self._answers.get(at):
            contact = self._known[match.contact_id]
            self._row(
                at,
                "ask",
                incoming,
                f"the same person as {_called(contact)}",
                answered=True,
                changed=True,
            )
            self._join(incoming, contact)
        elif match.kind == "ambiguous":
            outcome: Outcome = "ask" if match.contact_id else "failed"
            self._row(at, outcome, incoming, match.why, left_out=True)
        else:
            if match.contact_id:
                alike = self._known[match.contact_id]
                self._row(at, "ask", incoming, f"the same person as {_called(alike)}?")
            else:
                self._row(at, "new", incoming, "new")
            self._add(incoming, new_id)

    def _match(self, incoming: Incoming) -> Match:
        fields = incoming.fields
        return self._index.match(
            incoming.name,
            fields.get("organization", ""),
            fields.get("emails", ()),
            fields.get("links", ()),
            incoming.fingerprint,
            incoming.uid or incoming.id,
        )

    def _row(
        self,
        at: int,
        outcome: Outcome,
        incoming: Incoming,
        words: str,
        *,
        answered: bool = False,
        changed: bool = False,
        left_out: bool = False,
    ) -> None:
        organization = incoming.fields.get("organization", "")
        name = f"{incoming.name}, {organization}" if organization else incoming.name
        row = Row(at, outcome, name, incoming.line, incoming.file, words)
        self._plan.rows.append(
            replace(row, is_answered=answered, is_changed=changed, is_left_out=left_out)
        )

    def _keep(self, contact: Contact) -> None:
        self._index.add(contact)
        self._known[contact.id] = self._plan.changed[contact.id] = contact

    def _add(self, incoming: Incoming, new_id: str) -> None:
        contact = Contact(
            id=incoming.id or new_id,
            name=incoming.name,
            fingerprint=incoming.fingerprint,
            uid=incoming.uid,
            kept=incoming.kept,
            **({} if incoming.id else {"added_on": self._around.today}),
            **incoming.fields,
        )
        self._new.add(contact.id)
        self._noted(incoming, contact)
        self._keep(self._staged(incoming, contact))

    def _join(self, incoming: Incoming, contact: Contact) -> None:
        """Fill in what the record adds; later imports of it will know who it is."""
        self._noted(incoming, contact)
        joined = contact.but(**self._gains(incoming, contact))
        known = {key for each in _prints(joined) for key in print_keys(each)}
        if incoming.fingerprint and incoming.fingerprint not in known:
            prints = (*joined.merged_fingerprints, incoming.fingerprint)
            joined = joined.but(merged_fingerprints=prints)
        self._keep(self._staged(incoming, joined))

    def _update(self, at: int, incoming: Incoming, contact: Contact, where: str) -> None:
        self._noted(incoming, contact)
        said = {"name": incoming.name, **incoming.fields}
        job = _new_job(contact, incoming)
        gains = self._gains(incoming, contact)
        filled = {key: value for key, value in gains.items() if key not in job}
        after = contact.but(**filled) if filled else contact
        is_taken = bool(job) and bool(self._answers.get(at))
        if is_taken:
            after = with_former_job(after, after.but(**job), self._around.today)
        skipped = set(job)
        if contact.how_we_know.startswith("LinkedIn"):  # it is written by an import
            skipped.add("how_we_know")
        rest = {key: value for key, value in said.items() if key not in skipped}
        self._plan.remarks.extend(f"{where}: {each}" for each in differences(vars(after), rest))
        after = self._staged(incoming, after)
        is_changed = after != contact
        if job:
            words = _moved(contact, job)
            self._row(at, "job", incoming, words, answered=is_taken, changed=is_changed)
        elif is_changed:
            self._row(at, "updated", incoming, _filled(contact, after), changed=True)
        else:
            self._row(at, "same", incoming, "unchanged")
        if is_changed:
            self._keep(after)

    def _gains(self, incoming: Incoming, contact: Contact) -> dict[str, Any]:
        is_same_name = incoming.name == contact.name
        kept = incoming.kept if is_same_name else without_name(incoming.kept)
        said = {**incoming.fields, "uid": incoming.uid, "kept": kept}
        if incoming.uid and contact.id == incoming.uid:
            said["uid"] = ""
        return fill_blanks(vars(contact), said)

    def _noted(self, incoming: Incoming, contact: Contact) -> None:
        if incoming.id:
            self._plan.ids[incoming.id] = contact.id

    # --- what a tracker says ----------------------------------------------------------------

    def _staged(self, incoming: Incoming, contact: Contact) -> Contact:
        """Return a contact as far along as a tracker says, if nothing is on record about them."""
        stage, on = incoming.stage, incoming.last_contact
        where = f"line {incoming.line}, {incoming.name}"
        if on and on > self._around.today:
            self._plan.remarks.append(f"{where}: {on.isoformat()} is still to come: schedule it")
            on = None
        is_blank = contact.standing == "known" and not self._around.interviews(contact.id)
        if stage and is_blank:
            contact = self._with_standing(incoming, contact, on, where)
        elif on and not any(each.on == on for each in self._around.touches(contact.id)):
            is_new = contact.id in self._new or not self._is_beside(contact.id, on)
            if is_new:
                self._plan.beside.append(self._touch(contact, "other", "last contact", on))
        return contact

    def _is_beside(self, contact_id: str, on: date) -> bool:
        return any(
            isinstance(each, Touch) and (each.contact_id, each.on) == (contact_id, on)
            for each in self._plan.beside
        )

    def _with_standing(
        self, incoming: Incoming, contact: Contact, on: date | None, where: str
    ) -> Contact:
        stage, today = incoming.stage, self._around.today
        if stage in ("shortlisted", "set_aside"):
            if on:
                self._plan.beside.append(self._touch(contact, "other", "last contact", on))
            if stage == "set_aside":
                return contact.but(standing="set_aside", aside_why="said no")
            return contact.but(standing="shortlisted", shortlisted_on=today)
        if on is None:
            self._plan.remarks.append(f"{where}: no day is given, so it counts from today")
            on = today
        days: dict[str, Any] = {
            "asked": {"requested_on": on},
            "agreed": {"requested_on": on, "agreed_on": on},
            "talked": {"held_on": on},
            "thanked": {"held_on": on, "thanked_on": on},
        }[stage]
        interview = Interview(
            id=str(uuid5(_ABOUT_IDS, f"{contact.id}|{stage}")), contact_id=contact.id, **days
        )
        kind, words = {
            "asked": ("message", ASKED),
            "agreed": ("message", SAID_YES),
            "talked": ("meeting", ""),
            "thanked": ("meeting", ""),
        }[stage]
        self._plan.beside += (interview, self._touch(contact, kind, words, on, interview.id))
        return contact.but(standing="shortlisted")

    def _touch(
        self, contact: Contact, kind: Any, text: str, on: date, about: str | None = None
    ) -> Touch:
        return Touch(
            id=str(uuid5(_ABOUT_IDS, f"{contact.id}|{kind}|{on.isoformat()}")),
            contact_id=contact.id,
            on=on,
            at=self._around.now,
            kind=kind,
            direction="in" if text == SAID_YES else "out",
            text=text,
            about=about,
        )


def _prints(contact: Contact) -> Iterator[str]:
    yield contact.fingerprint
    yield from contact.merged_fingerprints


def _called(contact: Contact) -> str:
    at = f", {contact.organization}" if contact.organization else ""
    on_board = " (on the board)" if contact.standing == "shortlisted" else ""
    return f"{contact.name}{at}{on_board}"


def _new_job(contact: Contact, incoming: Incoming) -> dict[str, str]:
    """Return the title and the organization that a record says, if they are of a new job."""
    said = {key: incoming.fields.get(key, "") for key in ("title", "organization")}
    if all(not new or new == getattr(contact, key) for key, new in said.items()):
        return {}
    if not said["organization"]:
        said["organization"] = contact.organization
    if not said["title"] and said["organization"] == contact.organization:
        said["title"] = contact.title
    return said if is_new_job(contact, contact.but(**said)) else {}


def _moved(contact: Contact, job: Mapping[str, str]) -> str:
    before, after = (
        " at ".join(filter(None, each))
        for each in ((contact.title, contact.organization), (job["title"], job["organization"]))
    )
    return f"new job: {before} → {after}"


def _filled(before: Contact, after: Contact) -> str:
    old, new = vars(before), vars(after)
    keys = [key.replace("_", " ") for key in new if old[key] != new[key]]
    return f"filled in: {', '.join(keys)}"
