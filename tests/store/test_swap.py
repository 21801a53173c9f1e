"""A program that replaces the whole file without our lock, at the worst moments: it loses nothing.

Sync programs do so. Every test also runs as on systems where two files cannot swap names, where the
file is looked at once more just before it is replaced.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infoint_tui.domain.basics.errors import (
    MissingFileError,
    OvertakenError,
    ReadOnlyError,
    StoreError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import repository as repository_module
from infoint_tui.store import storage as storage_module
from infoint_tui.store import swap
from infoint_tui.store.repository import Repository
from tests.store.stock import StockStorage

SWAPS = pytest.mark.skipif(swap._renameat2() is None, reason="this system cannot swap files")


@pytest.fixture(params=["swaps", "looks"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "looks":
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    elif swap._renameat2() is None:
        pytest.skip("this system cannot swap files")


def add(repository: Repository, name: str) -> None:
    repository.transact(f"add {name}", lambda tx: tx.put(Contact(id=name, name=name)))


def names(path: Path, clock) -> list[str]:
    return [each.name for each in Repository(path, clock).all(Contact)]


@pytest.fixture
def replace(path: Path, clock) -> Callable[[str], None]:
    """Replaces the file as a sync program does: with one from elsewhere that has one row more."""

    def replace(name: str) -> None:
        other = path.with_name(f"from-elsewhere-{name}.json")
        other.write_bytes(path.read_bytes())
        add(Repository(other, clock), name)
        other.with_name(f"{other.name}.lock").unlink()
        os.replace(other, path)

    return replace


def at_the_last_moment(
    monkeypatch: pytest.MonkeyPatch, path: Path, do: Callable[[], object], times: int = 1
) -> None:
    """Let something happen between the last look at the file and its replacement."""
    left = [times]

    def late(new: Path, place: Path, expected: object) -> None:
        if left[0] and place == path:
            left[0] -= 1
            do()
        swap.take_place(new, place, expected)

    monkeypatch.setattr(storage_module, "take_place", late)


@pytest.mark.usefixtures("both_ways")
def test_what_comes_in_at_the_last_moment_is_kept_and_the_change_made_again(
    repository, path, clock, replace, monkeypatch
):
    add(repository, "Ana")
    at_the_last_moment(monkeypatch, path, lambda: replace("Peer"))
    add(repository, "Bo")
    assert names(path, clock) == ["Ana", "Peer", "Bo"]
    assert [each.name for each in repository.all(Contact)] == ["Ana", "Peer", "Bo"]
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "infoint.json",
        "infoint.json.lock",
    ]
    undone = repository.undo()
    assert undone is not None
    assert undone.label == "add Bo"


def test_stock_storage_loses_it(path, clock, replace):
    stock = StockStorage(path)
    repository = Repository(path, clock, storage=lambda _: stock)
    add(repository, "Ana")

    def change(tx):
        replace("Peer")
        tx.put(Contact(id="Bo", name="Bo"))

    repository.transact("add Bo", change)
    stock.close()
    with pytest.raises(AssertionError):
        assert names(path, clock) == ["Ana", "Peer", "Bo"]


@pytest.mark.usefixtures("both_ways")
def test_undo_starts_again_from_what_came_in(repository, path, clock, replace, monkeypatch):
    add(repository, "Ana")
    add(repository, "Bo")
    at_the_last_moment(monkeypatch, path, lambda: replace("Peer"))
    repository.undo()
    assert names(path, clock) == ["Ana", "Bo"]  # the newest step was the other program's


def test_a_file_that_appears_before_the_first_save_is_not_replaced(
    repository, path, clock, monkeypatch
):
    other = path.with_name("other.json")
    add(Repository(other, clock), "Peer")
    real = os.link

    def late(*args):
        if other.exists():
            os.replace(other, path)
        return real(*args)

    monkeypatch.setattr(os, "link", late)
    add(repository, "Ana")
    assert names(path, clock) == ["Peer", "Ana"]


def test_a_disk_without_second_names_gets_its_first_file(repository, path, clock, monkeypatch):
    def cannot(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", cannot)
    add(repository, "Ana")
    assert names(path, clock) == ["Ana"]


@pytest.mark.usefixtures("both_ways")
def test_a_program_that_never_stops_wins_and_nothing_is_called_saved(
    repository, path, clock, replace, monkeypatch
):
    add(repository, "Ana")
    monkeypatch.setattr(repository_module, "MOST_TRIES", 3)
    peers = iter(["P1", "P2", "P3"])
    at_the_last_moment(monkeypatch, path, lambda: replace(next(peers)), times=3)
    with pytest.raises(OvertakenError, match="keeps replacing"):
        add(repository, "Bo")
    assert names(path, clock) == ["Ana", "P1", "P2", "P3"]
    add(repository, "Bo")
    assert names(path, clock) == ["Ana", "P1", "P2", "P3", "Bo"]


@pytest.mark.usefixtures("both_ways")
def test_a_file_that_is_gone_at_the_last_moment_is_not_made_again(repository, path, monkeypatch):
    add(repository, "Ana")
    at_the_last_moment(monkeypatch, path, path.unlink)
    with pytest.raises(MissingFileError):
        add(repository, "Bo")
    assert not path.exists()


@SWAPS
def test_two_programs_in_a_row_keep_the_later_file_and_the_earlier_beside_it(
    repository, path, clock, monkeypatch
):
    add(repository, "Ana")
    peers = [path.with_name(f"P{n}.json") for n in (1, 2)]
    for peer in peers:
        peer.write_bytes(path.read_bytes())
        add(Repository(peer, clock), peer.stem)
    real = swap._swap

    def late(one, other):
        if other == path and peers:
            os.replace(peers.pop(0), path)
        return real(one, other)

    monkeypatch.setattr(swap, "_swap", late)
    add(repository, "Bo")
    assert names(path, clock) == ["Ana", "P2", "Bo"]
    assert names(path.with_name("infoint (conflicted copy).json"), clock) == ["Ana", "P1"]


@SWAPS
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_a_disk_that_cannot_swap_gets_the_other_way(repository, path, clock, monkeypatch, number):
    import ctypes

    def cannot(*_):
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(swap, "_renameat2", lambda: cannot)
    add(repository, "Ana")
    add(repository, "Bo")
    assert names(path, clock) == ["Ana", "Bo"]


@SWAPS
def test_a_swap_that_fails_changes_nothing(repository, path, monkeypatch):
    import ctypes

    add(repository, "Ana")
    before = path.read_bytes()

    def fails(*_):
        ctypes.set_errno(errno.EIO)
        return -1

    with monkeypatch.context() as patch:
        patch.setattr(swap, "_renameat2", lambda: fails)
        with pytest.raises(StoreError, match=r"cannot be written.*Nothing was changed"):
            add(repository, "Bo")
    assert path.read_bytes() == before
    assert not path.with_name("infoint.json.tmp").exists()


def test_another_file_with_the_same_revision_is_noticed(repository, path, clock):
    add(repository, "Ana")
    other = path.with_name("other.json")
    add(Repository(other, clock), "Bo")
    assert Repository(other, clock).revision == repository.revision
    before = repository.version
    os.replace(other, path)
    assert repository.refresh()
    assert repository.version != before
    assert [each.name for each in repository.all(Contact)] == ["Bo"]
    assert not repository.refresh()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_read_only_and_says_so(
    repository, path, clock, monkeypatch, what
):
    add(repository, "Ana")
    assert not repository.is_read_only
    before, real = path.read_bytes(), os.access

    def access(place, mode):
        is_it = os.fspath(place) == os.fspath(path if what == "file" else path.parent)
        return real(place, mode) and not is_it

    monkeypatch.setattr(os, "access", access)
    opened = Repository(path, clock)
    assert opened.is_read_only
    assert [each.name for each in opened.all(Contact)] == ["Ana"]
    with pytest.raises(ReadOnlyError, match=r"can only be read\. Nothing was changed"):
        add(opened, "Bo")
    assert path.read_bytes() == before
    assert not repository.path.with_name("infoint.json.tmp").exists()


def left_over(path: Path) -> Path:
    return path.with_name("infoint.json.tmp")


class Killed(BaseException):
    """Stands for a kill: nothing tidies up after it."""


@SWAPS
def test_a_version_that_was_displaced_and_never_looked_at_is_kept_by_the_next_save(
    repository, path, clock, replace, monkeypatch
):
    add(repository, "Ana")
    said = []

    def killed(*_, **__):
        raise Killed

    def swapped(new, place, expected):
        if place != path:
            return swap.take_place(new, place, expected)
        replace("Peer")
        swap._swap(new, place)
        patch.setattr(Path, "unlink", killed)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(storage_module, "take_place", swapped)
        with pytest.raises(Killed):
            add(repository, "Bo")
    assert names(left_over(path), clock) == ["Ana", "Peer"]
    again = Repository(path, clock)
    again.notify(said.append)
    add(again, "Cora")
    kept = path.with_name("infoint (conflicted copy).json")
    assert names(kept, clock) == ["Ana", "Peer"]
    assert "infoint merge-file" in said[0]
    assert str(kept) in said[0]
    assert names(path, clock) == ["Ana", "Bo", "Cora"]
    add(again, "Dee")
    assert len(said) == 1


@pytest.mark.parametrize("left", ["the version before", "one before that", "never told as saved"])
def test_a_version_that_the_history_knows_is_not_kept(repository, path, left):
    add(repository, "Ana")
    older = path.read_bytes()
    add(repository, "Bo")
    before = path.read_bytes()
    add(repository, "Cora")
    newer = path.read_bytes()
    if left == "never told as saved":
        path.write_bytes(before)
        repository.refresh()
    kept = {"the version before": before, "one before that": older, "never told as saved": newer}
    left_over(path).write_bytes(kept[left])
    add(repository, "Dee")
    assert sorted(each.name for each in path.parent.glob("*.json*")) == [
        "infoint.json",
        "infoint.json.lock",
    ]


def test_a_version_with_a_known_id_that_was_changed_by_something_else_is_kept(
    repository, path, clock
):
    add(repository, "Ana")
    tables = json.loads(path.read_bytes())
    add(repository, "Bo")
    tables["contacts"]["1"]["name"] = "Anna"
    left_over(path).write_text(json.dumps(tables))
    add(repository, "Cora")
    assert names(path.with_name("infoint (conflicted copy).json"), clock) == ["Anna"]
