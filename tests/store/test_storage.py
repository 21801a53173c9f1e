from __future__ import annotations

import errno
import os
import resource
import signal
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import msgspec
import pytest
from filelock import FileLock
from msgspec import Raw

from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    LockedError,
    StoreError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import storage as storage_module
from infoint_tui.store import swap
from infoint_tui.store.repository import Repository
from infoint_tui.store.storage import AtomicJSONStorage

STATE = {"people": {"1": {"name": "Ana Ruiz"}}}


@pytest.fixture
def storage(path):
    return AtomicJSONStorage(path)


def plain(state):
    return msgspec.json.decode(msgspec.json.encode(state))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_written_is_read_by_this_and_by_another(storage, path):
    storage.write(STATE)
    assert plain(storage.read()) == STATE
    assert plain(AtomicJSONStorage(path).read()) == STATE
    assert path.read_bytes() == b'{"people":{"1":{"name":"Ana Ruiz"}}}'


def test_keys_may_be_numbers_and_documents_raw(storage):
    storage.write({"people": {1: Raw(b'{"name":"Ana"}'), 2: {"name": "Ben"}}})
    assert plain(storage.read()) == {"people": {"1": {"name": "Ana"}, "2": {"name": "Ben"}}}


def test_reading_a_missing_file_creates_nothing(tmp_path):
    assert AtomicJSONStorage(tmp_path / "not" / "there.json").read() is None
    assert list(tmp_path.iterdir()) == []


def test_files_are_private_and_so_are_folders_made_for_them(tmp_path):
    path = tmp_path / "a" / "b" / "infoint.json"
    AtomicJSONStorage(path).write(STATE)
    assert [mode(path), mode(path.with_name("infoint.json.lock"))] == [0o600, 0o600]
    assert [mode(tmp_path / "a"), mode(tmp_path / "a" / "b")] == [0o700, 0o700]
    assert {p.name for p in path.parent.iterdir()} == {"infoint.json", "infoint.json.lock"}


@pytest.mark.parametrize("before", [0o600, 0o640, 0o644])
def test_a_file_keeps_its_mode(storage, path, before):
    path.write_bytes(b"{}")
    path.chmod(before)
    storage.write(STATE)
    assert mode(path) == before


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "link.json", tmp_path / "real" / "data.json"
    link.symlink_to(real)
    AtomicJSONStorage(link).write(STATE)
    assert link.is_symlink()
    assert plain(AtomicJSONStorage(real).read()) == STATE


def test_a_link_planted_in_place_of_the_temporary_file_is_not_followed(storage, path, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    path.with_name("infoint.json.tmp").symlink_to(victim)
    storage.write(STATE)
    assert victim.read_text() == "precious"
    assert plain(storage.read()) == STATE


def test_what_another_program_wrote_is_seen(storage, path):
    storage.write(STATE)
    AtomicJSONStorage(path).write({"people": {}})
    assert storage.read() == {"people": {}}
    path.unlink()
    assert storage.read() is None


def test_a_file_that_did_not_move_is_not_read_again(storage):
    storage.write(STATE)
    assert storage.read() is storage.read()


def test_two_saves_within_one_tick_of_the_clock_still_differ(storage, path):
    storage.write(STATE)
    later = path.stat().st_mtime_ns + 10**12
    os.utime(path, ns=(later, later))
    AtomicJSONStorage(path).write(STATE)
    assert path.stat().st_mtime_ns > later


def test_a_save_is_on_the_disk_before_it_takes_the_place_of_the_old_one(storage, path, monkeypatch):
    storage.write({})
    calls = []

    def watched(name, real, module=os):
        def call(*args, **kwargs):
            handle = args[0]
            kind = "folder" if isinstance(handle, int) and os.path.isdir(handle) else "file"
            calls.append((name, kind, path.read_bytes()))
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, call)

    watched("fsync", os.fsync)
    monkeypatch.setattr(storage_module, "take_place", swap.take_place)
    watched("take_place", storage_module.take_place, storage_module)
    storage.write(STATE)
    new = path.read_bytes()
    in_order = [("fsync", "file", b"{}"), ("take_place", "file", b"{}"), ("fsync", "folder", new)]
    assert calls == in_order


class TestTransactions:
    def test_all_writes_become_one_at_the_end(self, storage, path):
        with storage.transaction():
            storage.write(STATE)
            assert not path.exists()
            with storage.transaction():
                storage.write({**storage.read(), "more": {}})
        assert plain(AtomicJSONStorage(path).read()) == {**STATE, "more": {}}

    def test_nothing_written_leaves_the_file_alone(self, storage, path):
        with storage.transaction():
            assert storage.read() is None
        assert not path.exists()

    def test_an_exception_drops_what_was_written(self, storage, path):
        storage.write(STATE)
        before = path.read_bytes()

        def write_and_fail():
            with storage.transaction():
                storage.write({})
                raise KeyError

        with pytest.raises(KeyError):
            write_and_fail()
        assert path.read_bytes() == before
        assert plain(storage.read()) == STATE
        storage.write({})
        assert storage.read() == {}

    def test_it_starts_from_what_another_program_wrote(self, storage, path):
        storage.write({})
        AtomicJSONStorage(path).write(STATE)
        with storage.transaction():
            assert plain(storage.read()) == STATE

    def test_others_are_kept_out_and_told_so(self, storage, path):
        impatient = AtomicJSONStorage(path, lock_timeout=0)
        with storage.transaction():
            with pytest.raises(
                LockedError,
                match=r"Another program \(.+, process \d+\) is writing to .*infoint\.json\. Close",
            ):
                impatient.write(STATE)
            storage.write({})
        impatient.write(STATE)
        assert plain(storage.read()) == STATE

    @pytest.mark.parametrize("signed", [b"", b"\xff", b"0", b"999999999 gone", b"x y", b"-1 z"])
    def test_a_lock_that_is_not_signed_or_by_someone_who_is_gone_names_nobody(self, path, signed):
        impatient = AtomicJSONStorage(path, lock_timeout=0)
        with FileLock(f"{path}.lock"):
            path.with_name("infoint.json.lock").write_bytes(signed)
            with pytest.raises(LockedError, match="Another program is writing"):
                impatient.write(STATE)

    def test_reading_needs_no_lock(self, storage, path):
        storage.write(STATE)
        with FileLock(f"{path}.lock"):
            assert plain(AtomicJSONStorage(path).read()) == STATE


DAMAGED = {
    "empty": (b"", "empty"),
    "truncated": (b'{"people":{"1":{"name":"An', r"cut off at the end \(byte 26\)"),
    "not JSON": (b"hello", r"byte 0"),
    "trailing text": (b'{"people":{}} x', r"trailing characters \(byte 15\)"),
    "NaN": (b'{"people":{"1":{"n":NaN}}}', r"byte 20"),
    "not UTF-8 far on": (
        b'{"people":{"1":{"n":"' + 8191 * "é".encode() + b'\xff"}}}',
        r"not UTF-8 \(byte 16403\)",
    ),
    "cut within a letter": (b'{"people":{"1":{"n":"\xc3', r"not UTF-8 \(byte 21\)"),
    "not UTF-8": (b'{"people":{"1":{"n":"\xff"}}}', r"not UTF-8 \(byte 21\)"),
    "a list": (b"[]", "Expected `object`"),
    "a table twice": (b'{"people":{"1":{}},"people":{}}', "'people' appears twice"),
    "a document twice": (b'{"people":{"1":{}, "1":{}}}', "'1' appears twice"),
    "nested without end": (b'{"people":{"1":' + b"[" * 100_000, "damaged"),
}


@pytest.mark.parametrize(("data", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused_and_left_alone(storage, path, data, reason):
    path.write_bytes(data)
    with pytest.raises(DamagedFileError, match=reason) as caught:
        storage.read()
    assert str(path) in str(caught.value)
    with pytest.raises(DamagedFileError):
        storage.write(STATE)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [b"{}", b'{"a":{}}', b'{"a":{},"b":{"1":{}}}', b'{ "a": {"1": {"x": [1, 2]}, "2": {}} }\n'],
)
def test_files_laid_out_in_any_way_are_read(storage, path, data):
    path.write_bytes(data)
    assert plain(storage.read()) == msgspec.json.decode(data)


ODD = {
    "a table that is a list": (b'"contacts":[1,2]', b""),
    "a document that is a number": (b'"contacts":{"1":%s,"9":5}', b'"9":5'),
    "one whose key is needed": (b'"contacts":{"1":%s,"2":5}', b'"2 (set apart)":5'),
    "a key that is a word": (b'"contacts":{"1":%s,"ana":{"id":"x"}}', b'"ana":{"id":"x"}'),
    "a key that needs quoting": (b'"contacts":{"1":%s,"\xc3\xa9\\"":{}}', b'"\xc3\xa9\\"":{}'),
    "an empty key": (b'"contacts":{"1":%s,"":{}}', b'"":{}'),
    "a key with zeros": (b'"contacts":{"1":%s,"007":{}}', b'"007":{}'),
    "a key in other digits": ('"contacts":{"1":%s,"٣":{}}'.encode(), '"٣":{}'.encode()),
    "a key of 5,000 digits": (b'"contacts":{"1":%s,"' + b"9" * 5000 + b'":{}}', b"9" * 5000),
    "another table that is text": (b'"contacts":{"1":%s},"caf\xc3\xa9":"x"', b'"caf\xc3\xa9":"x"'),
}


@pytest.mark.parametrize(("part", "kept"), ODD.values(), ids=ODD)
def test_what_is_no_document_hides_no_other_and_stays_in_the_file(path, clock, part, kept):
    person = b'{"id":"a","rev":1,"name":"Ana Ruiz"}'
    part = part.replace(b"%s", person)
    path.write_bytes(b'{"_meta":{"1":{"schema":1,"revision":1}},' + part + b"}")
    before = path.read_bytes()
    repository = Repository(path, clock)
    people = [each.name for each in repository.all(Contact)]
    assert people == (["Ana Ruiz"] if person in part else [])
    assert len(repository.unreadable) == (b'"contacts":{"1":%s}' % person not in part)
    assert path.read_bytes() == before
    repository.transact("add", lambda tx: tx.put(Contact(id="b", name="Bo")))
    again = Repository(path, clock)
    assert [each.name for each in again.all(Contact)] == [*people, "Bo"]
    assert kept in path.read_bytes()
    if not kept:
        assert b'"contacts (set apart)":[1,2]' in path.read_bytes()
    again.undo()
    assert [each.name for each in Repository(path, clock).all(Contact)] == people


def test_documents_come_in_the_order_of_their_keys(storage, path):
    path.write_bytes(b'{"a":{"10":{},"9":{}}}')
    assert list(storage.read()["a"]) == ["9", "10"]


def test_a_file_damaged_while_it_is_open_leaves_memory_as_it_was(storage, path):
    storage.write(STATE)
    good = path.read_bytes()
    path.write_bytes(b"{")
    with pytest.raises(DamagedFileError):
        storage.read()
    path.write_bytes(good)
    assert plain(storage.read()) == STATE


class TestRefusals:
    @pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
    def test_what_is_not_a_file(self, storage, path, make):
        make(path)
        with pytest.raises(StoreError, match="is not a file"):
            storage.read()
        with pytest.raises(StoreError, match="is not a file"):
            storage.write(STATE)

    def test_a_file_in_place_of_a_folder(self, tmp_path):
        (tmp_path / "file").write_text("")
        storage = AtomicJSONStorage(tmp_path / "file" / "infoint.json")
        with pytest.raises(StoreError, match="cannot be read: part of its path is not a folder"):
            storage.read()
        with pytest.raises(StoreError, match="cannot be written"):
            storage.write(STATE)

    def test_links_in_a_circle(self, path):
        path.symlink_to(path)
        with pytest.raises(StoreError, match="go in a circle"):
            AtomicJSONStorage(path).read()

    def test_no_permission_to_read(self, storage, path, monkeypatch):
        path.write_bytes(b"{}")
        monkeypatch.setattr("builtins.open", failing(errno.EACCES))
        with pytest.raises(StoreError, match="cannot be read: permission denied"):
            storage.read()

    @pytest.mark.parametrize(
        ("step", "error", "reason"),
        [
            ("open", errno.EROFS, "the disk is read-only"),
            ("fsync", errno.ENOSPC, "the disk is full"),
            ("fsync", errno.EIO, os.strerror(errno.EIO)),
            ("replace", errno.EACCES, "permission denied"),
        ],
    )
    @pytest.mark.usefixtures("cannot_swap")
    def test_a_save_that_fails_changes_nothing(
        self, storage, path, monkeypatch, step, error, reason
    ):
        storage.write(STATE)
        before = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, step, failing(error))
            with pytest.raises(StoreError, match=f"cannot be written: {reason}"):
                storage.write({})
        assert path.read_bytes() == before
        assert plain(storage.read()) == STATE
        storage.write({})
        assert storage.read() == {}

    def test_a_leftover_that_cannot_be_removed_is_no_reason_to_lose_it(
        self, storage, path, monkeypatch
    ):
        storage.write(STATE)
        path.with_name("infoint.json.tmp").write_bytes(b"half")
        monkeypatch.setattr(os, "unlink", failing(errno.EPERM))
        with pytest.raises(StoreError, match="cannot be written: permission denied"):
            storage.write({})
        assert plain(AtomicJSONStorage(path).read()) == STATE

    def test_a_full_disk_leaves_no_half_file_behind(self, storage, path):
        storage.write(STATE)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        try:
            with pytest.raises(StoreError, match="larger than this system allows"):
                storage.write({"people": {"1": {"name": "n" * 50_000}}})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, handler)
        assert not path.with_name("infoint.json.tmp").exists()
        assert plain(storage.read()) == STATE


class TestFolders:
    """Making the new name durable, on systems that can and on those that cannot."""

    @pytest.fixture
    def refusing(self, monkeypatch):
        def arrange(error):
            real = os.fsync

            def fsync(handle):
                if os.path.isdir(handle):
                    raise OSError(error, os.strerror(error))
                real(handle)

            monkeypatch.setattr(os, "fsync", fsync)

        return arrange

    def test_a_disk_that_cannot_sync_folders_will_do(self, storage, refusing):
        refusing(errno.EINVAL)
        storage.write(STATE)
        assert plain(storage.read()) == STATE

    def test_a_disk_that_fails_to_is_told_about_since_the_file_is_written(
        self, storage, path, refusing
    ):
        told = []
        storage.tell = told.append
        refusing(errno.EIO)
        storage.write(STATE)
        assert plain(storage.read()) == STATE
        assert plain(AtomicJSONStorage(path).read()) == STATE
        (said,) = told
        assert "is written, but the disk has not confirmed it: " in said

    def test_a_system_without_folder_handles(self, storage, monkeypatch):
        monkeypatch.delattr(os, "O_DIRECTORY")
        storage.write(STATE)
        assert plain(storage.read()) == STATE


def failing(error):
    def fail(*_args, **_kwargs):
        raise OSError(error, os.strerror(error))

    return fail


def test_a_thread_that_makes_a_change_shows_it_to_no_other_before_it_is_made(path):
    storage = AtomicJSONStorage(path, lock_timeout=0)
    storage.write(STATE)
    begun, may_end = Event(), Event()

    def change():
        with storage.transaction():
            storage.write({"people": {}})
            assert plain(storage.read()) == plain(storage.known()) == {"people": {}}
            begun.set()
            may_end.wait(20)

    with ThreadPoolExecutor() as pool:
        done = pool.submit(change)
        assert begun.wait(20)
        assert plain(storage.read()) == plain(storage.known()) == STATE
        with pytest.raises(LockedError):
            storage.write({"people": {}})
        may_end.set()
        done.result()
    assert plain(storage.read()) == {"people": {}}
