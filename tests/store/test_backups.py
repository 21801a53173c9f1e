"""Backups: made, thinned, and gone back to; a good one is never pushed out by a worse one."""

from __future__ import annotations

import gzip
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    ForeignFileError,
    NewerFileError,
    StoreError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.touch import Touch
from infoint_tui.store import backups as backups_module
from infoint_tui.store.backups import Backup, Backups, dropped, read
from infoint_tui.store.repository import Repository
from infoint_tui.store.storage import decoded

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def add(repository: Repository, *names: str) -> None:
    def change(tx):
        for name in names:
            tx.put(Contact(id=name, name=name))

    repository.transact("add", change)


def people(repository: Repository) -> list[str]:
    return [each.name for each in repository.all(Contact)]


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestMaking:
    def test_it_is_a_private_compressed_copy_beside_the_file(self, repository, path):
        add(repository, "Ana", "Bo")
        made = repository.backups.make("by-hand")
        assert made.path.parent == path.with_name("infoint-backups")
        assert made.path.name == "000001-20260302T090000Z-2-by-hand.json.gz"
        assert gzip.decompress(made.path.read_bytes()) == path.read_bytes()
        assert [mode(made.path), mode(made.path.parent)] == [0o600, 0o700]
        assert repository.backups.all() == (made,)
        assert os.listdir(made.path.parent) == [made.path.name]

    def test_what_the_newest_has_is_not_copied_again(self, repository):
        add(repository, "Ana")
        assert repository.backups.make("by-hand") is not None
        assert repository.backups.make("hourly") is None
        add(repository, "Bo")
        assert repository.backups.make("hourly").number == 2

    def test_there_is_none_of_a_missing_or_damaged_file(self, repository, path):
        assert repository.backups.make("by-hand") is None
        assert not repository.backups.folder.exists()
        path.write_bytes(b"garbage")
        with pytest.raises(DamagedFileError):
            repository.backups.make("by-hand")
        assert repository.backups.all() == ()

    @pytest.mark.parametrize("years", [-50, 50])
    def test_a_clock_that_jumps_neither_stops_them_nor_changes_their_order(
        self, repository, path, years
    ):
        add(repository, "Ana")
        repository.backups.make("hourly")
        jumped = Backups(path, FixedClock(NOW.replace(year=NOW.year + years)))
        assert jumped.is_due()
        add(repository, "Bo")
        assert jumped.make("hourly").number == 2
        assert [each.number for each in repository.backups.all()] == [2, 1]

    def test_one_is_due_after_an_hour(self, repository, path):
        assert repository.backups.is_due()
        add(repository, "Ana")
        repository.backups.make("hourly")
        for minutes, is_due in ((0, False), (59, False), (60, True), (-1, True)):
            clock = FixedClock(NOW + timedelta(minutes=minutes))
            assert Backups(path, clock).is_due() is is_due, minutes

    def test_other_files_in_the_folder_are_left_alone(self, repository):
        folder = repository.backups.folder
        folder.mkdir()
        for name in ("notes.txt", "000001-99999999T000000Z-1-hourly.json.gz", "1.json.gz"):
            (folder / name).write_bytes(b"mine")
        add(repository, "Ana")
        assert repository.backups.make("hourly").number == 1
        assert len(os.listdir(folder)) == 4


def backups(*days_ago: float, people: tuple[int, ...] = ()) -> list[Backup]:
    counts = (*people, *[5] * len(days_ago))
    made = [
        Backup(None, number, NOW - timedelta(days=ago), counts[number], "hourly")  # type: ignore[arg-type]  # no file is needed
        for number, ago in enumerate(sorted(days_ago, reverse=True))
    ]
    return made[::-1]


class TestThinning:
    def test_the_last_ten_then_days_then_weeks(self):
        hourly = [hour / 24 for hour in range(24 * 120)]
        kept = {each.number for each in backups(*hourly)}
        kept -= {each.number for each in dropped(backups(*hourly))}
        ages = [each.at for each in backups(*hourly) if each.number in kept]
        assert ages[:10] == [NOW - timedelta(hours=n) for n in range(10)]
        days = {each.date() for each in ages[10:]}
        assert len(ages) <= 10 + 14 + 8 + 1
        assert min(days) == NOW.date() - timedelta(days=49 + 1)  # the Sunday seven weeks ago
        assert {NOW.date() - timedelta(days=n) for n in range(1, 14)} <= days

    def test_it_reaches_the_same_by_and_by(self):
        kept: list[Backup] = []
        for backup in reversed(backups(*[hour / 24 for hour in range(24 * 70)])):
            kept.insert(0, backup)
            gone = {each.number for each in dropped(kept)}
            kept = [each for each in kept if each.number not in gone]
        assert len(kept) >= 10 + 14 + 5
        assert {each.at.date() for each in kept} >= {
            NOW.date() - timedelta(days=n) for n in range(14)
        }

    def test_the_one_with_the_most_people_stays(self):
        many = backups(*[n / 24 for n in range(300)], people=(5, 900))
        assert 1 not in {each.number for each in dropped(many)}
        assert 0 in {each.number for each in dropped(many)}


class TestGoingBack:
    def test_records_become_what_they_were_as_one_step(self, repository, path, clock):
        add(repository, "Ana", "Bo")
        found = repository.backups.make("by-hand").read()

        def change(tx):
            tx.remove(tx.get(Contact, "Ana"))
            tx.put(tx.get(Contact, "Bo").but(title="Baker"))
            tx.put(Contact(id="Cy", name="Cy"))
            tx.put(Touch(id="t", contact_id="Cy", on=NOW.date(), at=NOW, kind="call"))

        repository.transact("mess", change)
        before = {name: len(rows) for name, rows in repository.compare(found).items()}
        assert before == {"contacts": 3, "touches": 1}
        assert repository.restore(found, "restore a backup")
        assert people(repository) == ["Ana", "Bo"]
        assert repository.get(Contact, "Bo").title == ""
        assert repository.all(Touch) == ()
        assert not repository.restore(found, "again")
        assert Repository(path, clock).undo().label == "restore a backup"
        again = Repository(path, clock)
        assert people(again) == ["Bo", "Cy"]
        assert again.get(Contact, "Bo").title == "Baker"
        assert len(again.all(Touch)) == 1
        again.redo()
        assert people(again) == ["Ana", "Bo"]

    def test_no_key_is_given_out_twice_afterwards(self, repository):
        add(repository, "Ana")
        found = repository.backups.make("by-hand").read()
        add(repository, "Bo")
        repository.restore(found, "restore")
        add(repository, "Cy")
        assert list(repository.backups.make("by-hand").read()["contacts"]) == ["1", "3"]

    def test_what_a_form_still_shows_does_not_overwrite_what_came_back(self, repository):
        add(repository, "Ana")
        found = repository.backups.make("by-hand").read()
        changed = repository.transact(
            "edit", lambda tx: tx.put(tx.get(Contact, "Ana").but(title="Baker"))
        ).value
        repository.restore(found, "restore")
        with pytest.raises(StoreError, match="has been changed"):
            repository.transact("edit", lambda tx: tx.put(changed.but(title="Cook")))

    def test_a_backup_of_what_is_there_is_made_first(self, repository):
        add(repository, "Ana")
        found = repository.backups.make("by-hand").read()
        add(repository, "Bo")
        repository.restore(found, "restore")
        newest = repository.backups.all()[0]
        assert (newest.reason, newest.people) == ("restore", 2)

    def test_a_damaged_file_is_kept_beside_the_one_that_takes_its_place(
        self, repository, path, clock
    ):
        add(repository, "Ana")
        made = repository.backups.make("by-hand")
        path.write_bytes(b"garbage")
        again = Repository(path, clock)
        with pytest.raises(
            DamagedFileError,
            match=r"infoint restore goes back to the backup of 2026-03-02 09:00 UTC, with 1 person",
        ):
            again.refresh()
        kept = again.put_back(made.read())
        assert kept.name == "infoint (damaged).json"
        assert kept.read_bytes() == b"garbage"
        assert people(again) == people(Repository(path, clock)) == ["Ana"]
        path.write_bytes(b"more")
        assert again.put_back(made.read()).name == "infoint (damaged 2).json"

    def test_the_newest_good_backup_is_the_one_named(self, repository, path, clock):
        add(repository, "Ana", "Bo")
        repository.backups.make("by-hand")
        add(repository, "Cy")
        newest = repository.backups.make("by-hand")
        newest.path.write_bytes(newest.path.read_bytes()[:-20])
        with pytest.raises(DamagedFileError, match=r"000002.*is damaged"):
            newest.read()
        path.write_bytes(b"garbage")
        with pytest.raises(DamagedFileError, match="with 2 people"):
            Repository(path, clock).refresh()
        newest.path.with_name("000001-20260302T090000Z-2-by-hand.json.gz").unlink()
        with pytest.raises(DamagedFileError, match="there is no backup"):
            Repository(path, clock).refresh()

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b'{"people":{"1":{}}}', ForeignFileError),
            (b'{"_meta":{"1":{"schema":99,"revision":1}}}', NewerFileError),
        ],
    )
    def test_what_is_no_backup_of_ours_is_refused(self, repository, path, data, error):
        add(repository, "Ana")
        before = path.read_bytes()
        other = path.with_name("other.json")
        other.write_bytes(data)
        for go_back in (repository.compare, repository.put_back):
            with pytest.raises(error):
                go_back(decoded(data, other))
        with pytest.raises(error):
            repository.restore(decoded(data, other), "restore")
        assert path.read_bytes() == before

    def test_an_uncompressed_copy_is_a_backup_too(self, repository, path):
        add(repository, "Ana")
        plain, small = path.with_name("copy.json"), path.with_name("copy.json.gz")
        for copy in (plain, small):
            repository.backups.copy_to(copy)
            assert not repository.compare(read(copy))
            with pytest.raises(StoreError, match="already exists"):
                repository.backups.copy_to(copy)
        assert plain.read_bytes() == path.read_bytes()
        assert small.stat().st_size < plain.stat().st_size


def test_a_change_that_asks_for_a_backup_gets_it_first(repository):
    add(repository, "Ana")
    repository.transact("import", lambda tx: tx.put(Contact(id="Bo", name="Bo")), backup="import")
    (made,) = repository.backups.all()
    assert (made.people, made.reason) == (1, "import")


def test_a_change_whose_backup_cannot_be_made_is_not_made(repository, path):
    add(repository, "Ana")
    before = path.read_bytes()
    repository.backups.folder.write_bytes(b"")
    with pytest.raises(StoreError, match="infoint-backups"):
        repository.transact("import", lambda tx: tx.put(Contact(id="B", name="B")), backup="import")
    assert path.read_bytes() == before


class TestWhatIsNoBackup:
    """Whatever a path leads to: an answer at once, about that path, and nothing is changed."""

    @pytest.fixture
    def odd(self, repository, tmp_path):
        add(repository, "Ana")
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        for name, data in (
            ("foreign.json", b"{}"),
            ("other.json", b'{"_default":{"1":{}}}'),
            ("list.json", b"[]"),
            ("empty.json", b""),
            ("short.json.gz", gzip.compress(b'{"a":{}}')[:-9]),
        ):
            (tmp_path / name).write_bytes(data)
        return [pipe, tmp_path, tmp_path / "none", *tmp_path.glob("*.json*")]

    def test_it_is_named_itself(self, odd, path):
        for other in odd:
            if other != path and not other.name.endswith(".lock"):
                with pytest.raises(StoreError) as caught:
                    read(other)
                assert str(caught.value).startswith(f"{other} "), other
                assert "Name another backup." in str(caught.value)

    def test_what_unpacks_to_more_than_any_file_of_ours_is_not_unpacked(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(backups_module, "LARGEST", 1000)
        bomb = tmp_path / "bomb.gz"
        bomb.write_bytes(gzip.compress(b" " * 100_000))
        with pytest.raises(StoreError, match=r"bomb\.gz is too large"):
            read(bomb)

    def test_a_pipe_among_the_backups_stops_nothing(self, repository):
        add(repository, "Ana")
        good = repository.backups.make("by-hand")
        os.mkfifo(good.path.with_name("000009-20260302T090000Z-1-hourly.json.gz"))
        assert repository.backups.newest_good() == good

    def test_nothing_of_another_program_is_backed_up(self, path, clock):
        path.write_bytes(b"{}")
        with pytest.raises(ForeignFileError):
            Backups(path, clock).make("by-hand")
        assert not Backups(path, clock).folder.exists()

    @pytest.mark.parametrize("way", ["file", "dangling link"])
    def test_what_is_in_the_way_of_the_folder_is_named(self, repository, way):
        add(repository, "Ana")
        folder = repository.backups.folder
        folder.write_bytes(b"") if way == "file" else folder.symlink_to("nowhere")
        with pytest.raises(StoreError, match=r"infoint-backups is in the way"):
            repository.backups.make("hourly")
