"""Whatever is corrected, removed, merged, undone and redone: nothing refers to what is gone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from tests.services.conftest import NOW

REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("contacts", "introduced_by", ("contacts",)),
    ("interviews", "contact_id", ("contacts",)),
    ("interviews", "goal_id", ("goals",)),
    ("touches", "contact_id", ("contacts",)),
    ("touches", "about", ("interviews", "follow_ups")),
    ("follow_ups", "contact_id", ("contacts",)),
    ("follow_ups", "interview_id", ("interviews",)),
    ("follow_ups", "led_to", ("contacts",)),
)
"""Each field that holds an id, and the tables that the id is looked for in."""

NAMES = st.sampled_from(["Teo Maran", "Teo Marran", "Ana Ruiz", "Gus", "Kim Doe"])
WORDS = st.sampled_from(["read the paper", "read the papers", "call Lou", "GIS"])
DRAFTS = st.builds(
    DebriefDraft,
    learned=st.sampled_from(["", "half of it is calls"]),
    advice=st.lists(WORDS, max_size=2).map(tuple),
    learn=st.lists(WORDS, max_size=1).map(tuple),
    names=st.lists(st.builds(SuggestedPerson, name=NAMES), max_size=2).map(tuple),
    promises=st.lists(st.builds(Promise, text=WORDS), max_size=1).map(tuple),
    answers=st.lists(
        st.builds(Answer, question=st.just("What fills a Tuesday?"), answer=WORDS), max_size=1
    ).map(tuple),
)
PICK = st.integers(0, 9)
"""Picks one of the records there are, whatever their number."""

Tables = dict[str, Any]


class References(RuleBasedStateMachine):
    """Random changes, each checked for what it leaves behind, and for the way back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "people.json"
        self.clock = FixedClock(NOW)
        self.services = build_services(
            self.path,
            clock=self.clock,
            settings=Settings(),
            drafts=Path(self._folder.name, "drafts"),
        )
        self.services.contacts.add("Ana Ruiz")
        self.before: list[Tables] = []
        """The tables before each change that can be undone, oldest first."""
        self.undone: list[Tables] = []
        """The tables after each change that was undone, the one to redo next last."""

    def teardown(self) -> None:
        self._folder.cleanup()

    # --- helpers -----------------------------------------------------------------------------

    def tables(self) -> Tables:
        """Everything in the file but the history and what the file says about itself."""
        found: Tables = json.loads(self.path.read_text("utf-8"))
        return {name: table for name, table in found.items() if name not in ("history", "_meta")}

    def do(self, step: Callable[[], object]) -> None:
        """Take a step; one that is refused changes nothing."""
        before, revision = self.tables(), self.services.overview.revision
        with suppress(InfointError):
            step()
        if self.services.overview.revision != revision:
            self.before.append(before)
            self.undone.clear()
        else:
            assert self.tables() == before
        self.clock.instant += timedelta(hours=5)

    def one(self, kind: type[Record], pick: int) -> str:
        """The id of one of the records of a kind; one that does not exist if there are none."""
        found = self.services.context.repository.all(kind)
        return found[pick % len(found)].id if found else "nobody"

    # --- what a person does ------------------------------------------------------------------

    @rule(name=NAMES)
    def add(self, name: str) -> None:
        self.do(lambda: self.services.contacts.add(name))

    @rule(pick=PICK)
    def ask(self, pick: int) -> None:
        self.do(lambda: self.services.requests.ask(self.one(Contact, pick)))

    @rule(pick=PICK)
    def meet(self, pick: int) -> None:
        self.do(lambda: self.services.interviews.met(self.one(Contact, pick)))

    @rule(pick=PICK)
    def thank(self, pick: int) -> None:
        self.do(lambda: self.services.interviews.thank(self.one(Contact, pick)))

    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        self.do(lambda: self.services.interviews.take_back(self.one(Contact, pick)))

    @rule(pick=PICK, draft=DRAFTS)
    def write_up(self, pick: int, draft: DebriefDraft) -> None:
        self.do(lambda: self.services.debriefing.save(self.one(Interview, pick), draft))

    @rule(pick=PICK, name=NAMES)
    def suggest(self, pick: int, name: str) -> None:
        person = SuggestedPerson(name=name)
        self.do(lambda: self.services.contacts.introduce(self.one(Contact, pick), person))

    @rule(pick=PICK, by=PICK)
    def introduce(self, pick: int, by: int) -> None:
        giver = self.one(Contact, by)
        self.do(lambda: self.services.contacts.edit(self.one(Contact, pick), introduced_by=giver))

    @rule(pick=PICK)
    def finish(self, pick: int) -> None:
        self.do(lambda: self.services.follow_ups.told(self.one(FollowUp, pick)))

    @rule(pick=PICK)
    def remove_to_do(self, pick: int) -> None:
        self.do(lambda: self.services.follow_ups.remove(self.one(FollowUp, pick)))

    @rule(pick=PICK)
    def remove_entry(self, pick: int) -> None:
        self.do(lambda: self.services.touches.remove(self.one(Touch, pick)))

    @rule(pick=PICK)
    def remove_conversation(self, pick: int) -> None:
        self.do(lambda: self.services.interviews.remove(self.one(Interview, pick)))

    @rule(pick=PICK, other=PICK)
    def delete(self, pick: int, other: int) -> None:
        people = {self.one(Contact, pick), self.one(Contact, other)}
        self.do(lambda: self.services.removing.delete(people))

    @rule(pick=PICK, other=PICK)
    def merge(self, pick: int, other: int) -> None:
        first, second = self.one(Contact, pick), self.one(Contact, other)
        self.do(lambda: self.services.merging.merge(first, second))

    @rule(pick=PICK)
    def write_up_again(self, pick: int) -> None:
        """Saving a write-up as it is corrects nothing, unless "we talked" was taken back."""
        interview_id = self.one(Interview, pick)
        interview = self.services.context.repository.get(Interview, interview_id)
        debrief = interview and interview.held_on and interview.debrief
        if debrief and debrief.written_on:
            before = self.tables()
            draft = self.services.debriefing.draft(interview_id)
            self.services.debriefing.save(interview_id, draft)
            assert self.tables() == before

    @rule(pick=PICK)
    def purge(self, pick: int) -> None:
        contact = self.services.context.repository.get(Contact, self.one(Contact, pick))
        if contact is not None:
            self.services.purging.purge(contact.id, contact.name)
            assert contact.id.encode() not in self.path.read_bytes()
            self.before.clear()
            self.undone.clear()

    # --- and back ----------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        if not self.before:  # nobody knows what a purge left to undo
            self.services.undo()
            self.undone.clear()
            return
        now = self.tables()
        assert self.services.undo() is not None
        assert self.tables() == self.before.pop()
        self.undone.append(now)

    @rule()
    def redo(self) -> None:
        if not self.undone:
            self.services.redo()
            self.before.clear()
            return
        now = self.tables()
        assert self.services.redo() is not None
        assert self.tables() == self.undone.pop()
        self.before.append(now)

    @invariant()
    def every_reference_leads_somewhere(self) -> None:
        tables = self.tables()
        assert list(dangling(tables)) == []
        for item in tables["follow_ups"].values():
            assert item["contact_id"] != item.get("led_to")
        for contact in tables["contacts"].values():
            assert contact["id"] != contact.get("introduced_by")
        self.services.overview.board()


def dangling(tables: Tables) -> Iterator[str]:
    """Yield each field that holds the id of a record that is not there."""
    ids = {name: {each["id"] for each in table.values()} for name, table in tables.items()}
    for name, field, targets in REFERENCES:
        for each in tables[name].values():
            wanted = each.get(field)
            if wanted is not None and not any(wanted in ids[target] for target in targets):
                yield f"{name}.{field}: {wanted}"


def test_every_field_that_holds_an_id_is_looked_at() -> None:
    held = {
        (kind.table, name)
        for kind in (Contact, FollowUp, Interview, Touch)
        for name in kind.model_fields
        if name.endswith("_id") or name in ("about", "led_to", "introduced_by")
    }
    assert held == {(table, field) for table, field, _ in REFERENCES}


TestReferences = References.TestCase
TestReferences.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)
