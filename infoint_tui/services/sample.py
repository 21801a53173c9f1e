"""The sample people: made-up records with dates relative to today, so every screen has content.

They come from `data/sample.toml`, which explains its keys at the top. The same file always produces
the same ids, so two copies differ only in their dates.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from msgspec import Struct

from infoint_tui.domain.basics.calendar import add_business_days, at_zone
from infoint_tui.domain.people.jobs import with_former_job
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion, Question
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.bank import load_bank
from infoint_tui.services.context import UseCaseContext

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.store.repository import Transaction

Table = Mapping[str, Any]

_NAMESPACE = UUID("6a1f3c1e-52d7-4c53-9a3e-0d1c8f2b7e44")
_ABOUT = """\
I teach math, and I'm thinking about moving into data work.
I built our school's timetable: forty teachers, one spreadsheet, no clashes.
I'd like to know what the work is really like before I decide."""
"""What they say about themselves."""

_DAYS = frozenset(
    {
        *("on", "noted_on", "due", "done_on", "told_on", "aside_until"),
        *("requested_on", "nudged_on", "agreed_on", "confirmed_on"),
        *("held_on", "thanked_on", "ended_on", "verdict_told_on"),
        *("decided_on", "day", "partner_done_on", "new_job_on"),
    }
)
"""The keys whose value is a day, counted from today."""
_LOGGED = time(12)
"""The time of day at which all touches were logged."""


def sample_settings() -> Settings:
    """Return the settings of the person the sample data belongs to."""
    from infoint_tui.domain.records.settings import Settings

    return Settings(my_name="Robin Field", about_me=_ABOUT, partner="Sam")


def fill(context: UseCaseContext) -> None:
    """Write the sample people, as one change that cannot be undone.

    Raises:
        StoreError: the file cannot be written.
    """
    records = tuple(_Sample.of(context).records())

    def change(tx: Transaction) -> None:
        for record in records:
            tx.put(record)

    context.repository.transact("sample people", change, is_step=False)


class _Sample(Struct, frozen=True):
    """The sample file, and the context its days are counted from."""

    context: UseCaseContext
    people: tuple[Table, ...]
    questions: tuple[Table, ...]
    goals: tuple[Table, ...]
    commitments: tuple[Table, ...]
    bank: Mapping[str, PlannedQuestion]
    """The questions a plan can refer to: built-in ones by id, the user's own by key."""

    @classmethod
    def of(cls, context: UseCaseContext) -> _Sample:
        """Read the sample file for `context`."""
        source = files("infoint_tui.data").joinpath("sample.toml").read_text(encoding="utf-8")
        found = tomllib.loads(source)
        own = {
            each["key"]: PlannedQuestion(
                text=each["text"], minutes=each["minutes"], bank_id=_id("question", each["key"])
            )
            for each in found["question"]
            if "bank_id" not in each
        }
        built_in = {
            each.id: PlannedQuestion(text=each.text, minutes=each.minutes, bank_id=each.id)
            for each in load_bank()
        }
        return cls(
            context,
            tuple(found["person"]),
            tuple(found["question"]),
            tuple(found["goal"]),
            tuple(found["commitment"]),
            built_in | own,
        )

    def records(self) -> Iterator[Record]:
        """Yield every record of the sample."""
        for question in self.questions:
            fields = _without(question, "key")
            yield Question(id=_id("question", question["key"]), **fields)
        for goal in self.goals:
            yield Goal(id=_id("goal", goal["key"]), **self._dated(_without(goal, "key")))
        for place, each in enumerate(self.commitments):
            yield Commitment(id=_id("commitment", place), **self._dated(each))
        for person in self.people:
            yield self._contact(person)
            for place, each in enumerate(person.get("talk", ())):
                yield self._interview(person["name"], place, each)
            for place, each in enumerate(person.get("touches", ())):
                yield self._touch(person["name"], place, each)
            for place, each in enumerate(person.get("follow_ups", ())):
                yield self._follow_up(person["name"], place, each)

    def _contact(self, person: Table) -> Contact:
        fields = self._dated(_without(person, "talk", "touches", "follow_ups", "before"))
        if "introduced_by" in fields:
            fields["introduced_by"] = _id("contact", fields["introduced_by"])
        contact = Contact(id=_id("contact", person["name"]), **fields)
        if contact.new_job_on is None:
            return contact
        now = contact.but(new_job_on=None)
        return with_former_job(now.but(**person["before"]), now, contact.new_job_on)

    def _interview(self, name: str, place: int, interview: Table) -> Interview:
        fields = self._dated(_without(interview, "day", "time", "plan", "goal"))
        if "goal" in interview:
            fields["goal_id"] = _id("goal", interview["goal"])
        return Interview(
            id=_id("interview", name, place),
            contact_id=_id("contact", name),
            zone=self.context.clock.zone,
            start=self._start(interview["day"], interview["time"]) if "day" in interview else None,
            plan=tuple(self._planned(each) for each in interview.get("plan", ())),
            **fields,
        )

    def _touch(self, name: str, place: int, touch: Table) -> Touch:
        fields = self._dated(touch)
        logged = at_zone(fields["on"], _LOGGED, self.context.clock.zone)
        return Touch(
            id=_id("touch", name, place),
            contact_id=_id("contact", name),
            at=min(logged + timedelta(minutes=place), self.context.clock.now()),
            **fields,
        )

    def _follow_up(self, name: str, place: int, item: Table) -> FollowUp:
        fields = self._dated(item)
        if "led_to" in fields:
            fields["led_to"] = _id("contact", fields["led_to"])
        return FollowUp(id=_id("follow_up", name, place), contact_id=_id("contact", name), **fields)

    def _planned(self, question: Table) -> PlannedQuestion:
        known = self.bank[question.get("id") or question["key"]]
        return known.but(**_without(question, "id", "key"))

    def _start(self, offset: int, clock: str) -> datetime:
        """Return when an interview starts; a future day off is moved to the next business day."""
        day = self._day(offset)
        if offset > 0:
            eve = day - timedelta(days=1)
            day = add_business_days(eve, 1, self.context.settings.all_days_off)
        return at_zone(day, time.fromisoformat(clock), self.context.clock.zone)

    def _dated(self, fields: Table) -> dict[str, Any]:
        return {key: self._day(value) if key in _DAYS else value for key, value in fields.items()}

    def _day(self, offset: int) -> date:
        return self.context.today + timedelta(days=offset)


def _id(*parts: object) -> str:
    return str(uuid5(_NAMESPACE, ":".join(map(str, parts))))


def _without(fields: Table, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key not in keys}
