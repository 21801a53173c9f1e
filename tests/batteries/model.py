"""A file and a plain dict go through the same changes, faults, undo, other programs and merges."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from infoint_tui.domain.basics.errors import StoreError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import storage as storage_module
from infoint_tui.store.repository import Repository
from tests.batteries.children import opened
from tests.batteries.table import Terms

Model = dict[str, str]
"""The title of each person, by id."""

PEOPLE = st.sampled_from("abc")
TITLES = st.sampled_from(["", "x", "y", "z"])


def run(terms: Terms) -> Iterator[str]:
    """Let Hypothesis look for an order of changes after which file and dict differ."""
    folders = iter(range(10**9))
    done: list[None] = []

    class Here(_FileAndDict):
        def new_folder(self) -> Path:
            return terms.new_folder(next(folders))

        def teardown(self) -> None:
            done.append(None)
            shutil.rmtree(self.path.parent)

    how = settings(
        max_examples=terms.amount(200, 5000),
        stateful_step_count=12,
        deadline=None,
        database=None,
        derandomize=not terms.is_long,
        phases=(Phase.generate, Phase.shrink) if terms.is_long else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    wrong = ""
    try:
        run_state_machine_as_test(Here, settings=how)
    except (AssertionError, StoreError) as error:
        wrong = f"{type(error).__name__}: {error}"
    yield from ("" for _ in done[bool(wrong) :])
    if wrong:
        yield wrong


class _FileAndDict(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.path = self.new_folder() / "infoint.json"
        self.states: list[Model] = [{}]
        self.at = 0
        self.repository = opened(self.path, "ours")
        self.fork: tuple[Model, Model] | None = None
        """What was in the file when it was copied, and what is in the copy."""

    def new_folder(self) -> Path:
        raise NotImplementedError

    @property
    def now(self) -> Model:
        return self.states[self.at]

    @property
    def other(self) -> Path:
        return self.path.with_name("other.json")

    def changed(self, model: Model) -> None:
        if model != self.now:
            self.states = [*self.states[: self.at + 1], model]
            self.at += 1

    # --- what can happen -------------------------------------------------------------------------

    @rule(id=PEOPLE, title=TITLES)
    def put(self, id: str, title: str) -> None:
        _put(self.repository, id, title)
        self.changed({**self.now, id: title})

    @rule(id=PEOPLE)
    def remove(self, id: str) -> None:
        _remove(self.repository, id)
        self.changed({key: title for key, title in self.now.items() if key != id})

    @rule(id=PEOPLE, title=TITLES)
    def fail(self, id: str, title: str) -> None:
        full = OSError(errno.ENOSPC, "full")
        if self.now.get(id) != title:
            with (
                mock.patch.object(storage_module, "take_place", side_effect=full),
                pytest.raises(StoreError, match="the disk is full"),
            ):
                _put(self.repository, id, title)

    @rule(id=PEOPLE, title=TITLES)
    def another_program(self, id: str, title: str) -> None:
        _put(opened(self.path, "ours"), id, title)
        self.changed({**self.now, id: title})

    @rule()
    def reopen(self) -> None:
        self.repository = opened(self.path, "ours")

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.repository.undo() is not None
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.repository.redo() is not None
        self.at += 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def copy(self) -> None:
        shutil.copy(self.path, self.other)
        self.fork = dict(self.now), dict(self.now)

    @precondition(lambda self: self.fork)
    @rule(id=PEOPLE, title=TITLES, is_removed=st.booleans())
    def elsewhere(self, id: str, title: str, is_removed: bool) -> None:
        assert self.fork is not None
        there = opened(self.other, "ours")
        if is_removed:
            _remove(there, id)
            self.fork[1].pop(id, None)
        else:
            _put(there, id, title)
            self.fork[1][id] = title

    @precondition(lambda self: self.fork)
    @rule()
    def merge(self) -> None:
        assert self.fork is not None
        found = self.repository.other(opened(self.other, "ours").read_all())
        assert found.base is not None
        self.repository.merge("merge", found, ())
        base, there = self.fork
        self.changed(_merged(base, self.now, there))
        self.fork = None

    @invariant()
    def the_file_is_the_dict(self) -> None:
        self.repository.refresh()
        for each in (self.repository, opened(self.path, "ours")):
            assert {one.id: one.title for one in each.all(Contact)} == self.now


def _put(repository: Repository, id: str, title: str) -> None:
    def change(tx):
        known = tx.get(Contact, id)
        tx.put(known.but(title=title) if known else Contact(id=id, name=id, title=title))

    repository.transact("put", change)


def _remove(repository: Repository, id: str) -> None:
    def change(tx):
        if known := tx.get(Contact, id):
            tx.remove(known)

    repository.transact("remove", change)


def _merged(base: Model, mine: Model, theirs: Model) -> Model:
    """Return what a merge makes, where mine stays if both changed the same."""
    found = {}
    for id in {**mine, **theirs}:
        was, one, other = base.get(id), mine.get(id), theirs.get(id)
        if was is None and one is not None and other is not None:
            title: str | None = one or other
        else:
            title = other if one == was else one
        if title is not None:
            found[id] = title
    return found
