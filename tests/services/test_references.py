"""Whatever is deleted, merged, undone and redone, no record refers to someone who is gone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from tests.services.conftest import NOW
from tests.services.test_removing import tables

NAMES = ("Ana Ruiz", "Bo Lindqvist", "Kit Marlow", "Teo Maran")
WHO = st.integers(0, 7)


class Notebook(RuleBasedStateMachine):
    """A person who adds, joins and removes people, and often thinks better of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name)
        self.services = build_services(
            path / "people.json", clock=FixedClock(NOW), settings=Settings(), drafts=path / "drafts"
        )
        self.services.contacts.add("Mira Okafor")

    def teardown(self) -> None:
        self.folder.cleanup()

    @property
    def people(self) -> list[str]:
        return [row.id for row in self.services.overview.rows()]

    def who(self, place: int) -> str:
        return self.people[place % len(self.people)]

    def try_and_take_back(self, step: Any) -> None:
        """Take a step; undo is then identity, and so is redo."""
        before, revision = tables(self.services), self.services.overview.revision
        step()
        after = tables(self.services)
        if self.services.overview.revision == revision:
            return
        self.services.undo()
        assert tables(self.services) == before
        self.services.redo()
        assert tables(self.services) == after

    @rule(name=st.sampled_from(NAMES))
    def add(self, name: str) -> None:
        self.services.contacts.add(name)

    @precondition(lambda self: self.people)
    @rule(giver=WHO, name=st.sampled_from(NAMES))
    def introduce(self, giver: int, name: str) -> None:
        with suppress(InfointError):  # themselves, or a name they gave before
            self.services.contacts.introduce(self.who(giver), SuggestedPerson(name=name))

    @precondition(lambda self: self.people)
    @rule(one=WHO, other=WHO)
    def choose_introducer(self, one: int, other: int) -> None:
        with suppress(InfointError):
            self.services.contacts.edit(self.who(one), introduced_by=self.who(other))

    @precondition(lambda self: self.people)
    @rule(one=WHO)
    def talk(self, one: int) -> None:
        with suppress(InfointError):
            self.services.interviews.met(self.who(one), learned="the easy half")
        self.services.follow_ups.note(self.who(one), "read the paper")

    @precondition(lambda self: self.people)
    @rule(several=st.lists(WHO, min_size=1, max_size=3))
    def delete(self, several: list[int]) -> None:
        ids = [self.who(each) for each in several]
        self.try_and_take_back(lambda: self.services.removing.delete(ids))

    @precondition(lambda self: len(self.people) > 1)
    @rule(one=WHO, other=WHO)
    def merge(self, one: int, other: int) -> None:
        first, second = self.who(one), self.who(other)
        if first != second:
            self.try_and_take_back(lambda: self.services.merging.merge(first, second, ["name"]))

    @precondition(lambda self: self.people)
    @rule(one=WHO)
    def purge(self, one: int) -> None:
        contact = self.services.contacts.get(self.who(one))
        self.services.purging.purge(contact.id, contact.name)
        assert contact.id.encode() not in self.services.context.repository.path.read_bytes()

    @rule()
    def undo(self) -> None:
        self.services.undo()

    @rule()
    def redo(self) -> None:
        self.services.redo()

    @invariant()
    def every_reference_is_valid(self) -> None:
        repository = self.services.context.repository
        people = {each.id: each for each in repository.all(Contact)}
        interviews = {each.id for each in repository.all(Interview)}
        items = repository.all(FollowUp)
        records = {each.id for each in items} | interviews
        for record in (*repository.all(Interview), *items, *repository.all(Touch)):
            assert record.contact_id in people
        for item in items:
            assert item.led_to is None or item.led_to in people
            assert item.led_to != item.contact_id
            assert item.interview_id is None or item.interview_id in interviews
        for touch in repository.all(Touch):
            assert touch.about is None or touch.about in records
        for person in people.values():
            assert person.introduced_by is None or person.introduced_by in people
            assert person.introduced_by != person.id
        self.services.overview.board()


TestNotebook = Notebook.TestCase
TestNotebook.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, derandomize=True
)
