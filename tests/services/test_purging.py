"""Purging someone: no byte of them is left, nothing brings them back, and the rest is told."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from infoint_tui import paths
from infoint_tui.domain.basics.errors import InvalidInputError, NotFoundError
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.store.backups import Backup
from tests.services.conftest import DAY, TODAY


def kept_bytes(services: Services) -> Iterator[bytes]:
    """Everything in the folders of the data, the state and the drafts."""
    folders = {services.context.repository.path.parent, paths.session_file().parent}
    for folder in folders:
        yield from (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def is_kept(services: Services, words: str) -> bool:
    spellings = (words.encode(), json.dumps(words)[1:-1].encode())
    return any(each in data for data in kept_bytes(services) for each in spellings)


def draft(services: Services, contact: Contact, words: str) -> None:
    message = services.messages.draft(contact.id, "ask")
    services.messages.keep(replace(message, body=words))


def left_off(services: Services, **places: str) -> None:
    path = paths.session_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    database = str(services.context.repository.path.resolve())
    found = {"screen": "board", "places": {"contacts": places}}
    path.write_text(json.dumps({"dismissed": ["pick"], "databases": {database: found}}), "utf-8")


@pytest.fixture
def teo(services: Services, ana: Contact) -> Contact:
    """Someone who left traces everywhere: renamed once, suggested, talked with, introducing."""
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Marän")).contact
    services.contacts.edit(teo.id, name="Teo Maran-Vidal", emails=("tmv@example.com",))
    services.requests.ask(teo.id, TODAY - 3 * DAY)
    services.interviews.met(teo.id, TODAY - DAY, "models are the easy half")
    services.contacts.introduce(teo.id, SuggestedPerson(name="Kit Marlow"))
    services.follow_ups.note(teo.id, "read the paper")
    services.undo()
    draft(services, teo, "Hi Teo, a draft with a zebra in it")
    draft(services, ana, "Hi Ana, Teo Maran-Vidal told me about an okapi")
    left_off(services, filter="teo mar", contact=teo.id)
    return services.contacts.get(teo.id)


def test_no_byte_of_someone_quoted_nowhere_else_is_left(
    services: Services, ana: Contact, teo: Contact
) -> None:
    traces = ("Teo", "Maran", "Marän", "teo mar", "tmv@", "easy half", "zebra", "okapi", teo.id)
    assert all(is_kept(services, each) for each in traces)
    told = services.purging.what_goes(teo.id)
    assert all(is_kept(services, each) for each in traces)
    purged = services.purging.purge(teo.id, "teo maran vidal")
    assert (purged.name, purged.removed, purged.mentions) == (told.name, told.removed, ())
    assert [each for each in traces if is_kept(services, each)] == []
    assert {row.name for row in services.overview.rows()} == {"Ana Ruiz", "Kit Marlow"}
    assert services.context.repository.all(FollowUp)[0].text == "someone"
    texts = [each.text for each in services.context.repository.by(Touch, "contact_id")[ana.id]]
    assert texts == ["suggested someone"]
    assert services.overview.owed() == ()  # nothing is owed about someone who is gone
    kit = services.contacts.find("Kit")
    assert (kit.introduced_by, kit.introducer_name) == (None, "")
    session = json.loads(paths.session_file().read_text("utf-8"))
    (place,) = session["databases"].values()
    assert (place["screen"], session["dismissed"]) == ("board", ["pick"])


def test_neither_undo_nor_redo_brings_them_back(services: Services, teo: Contact) -> None:
    services.purging.purge(teo.id, teo.name)
    before = {row.name for row in services.overview.rows()}
    assert services.redo() is None
    assert services.undo() is None  # all the earlier steps had to do with them, or came before
    assert {row.name for row in services.overview.rows()} == before
    bo = services.contacts.add("Bo Lindqvist")
    assert services.undo() == "add Bo Lindqvist"
    assert services.redo() == "add Bo Lindqvist"
    assert services.contacts.get(bo.id) == bo


def test_later_steps_that_have_nothing_of_them_can_still_be_undone(
    services: Services, ana: Contact, teo: Contact
) -> None:
    services.touches.log([ana.id], "coffee")
    services.contacts.add("Bo Lindqvist")
    services.undo()
    services.purging.purge(teo.id, teo.name)
    assert services.redo() == "add Bo Lindqvist"
    assert services.undo() == "add Bo Lindqvist"
    assert services.undo() == "log contact with Ana Ruiz"
    assert services.undo() is None


def test_what_others_say_of_them_is_told_with_its_place_and_stays(
    services: Services, ana: Contact, teo: Contact
) -> None:
    services.contacts.edit(ana.id, notes="Sails with TEO  MARAN-VIDAL on Sundays")
    services.follow_ups.note(ana.id, "write to tmv@example.com")
    services.goals.add("Grids", why="Teo Maran-Vidal likes it")
    services.accountability.promise("call Teo Maran-Vidal")
    told = services.purging.what_goes(teo.id).mentions
    purged = services.purging.purge(teo.id, teo.name)
    assert purged.mentions == told
    assert [each.in_words("today" if each.on else "") for each in told] == [
        "contact Ana Ruiz, notes: Sails with TEO MARAN-VIDAL on Sundays",
        "to-do Ana Ruiz, today, text: write to tmv@example.com",
        "goal, why: Teo Maran-Vidal likes it",
        "promise, today, text: call Teo Maran-Vidal",
    ]
    # Once they are edited, an older version of theirs is nowhere either.
    services.contacts.edit(ana.id, notes="")
    assert services.contacts.get(ana.id).notes == ""


def test_the_name_that_others_kept_when_a_namesake_was_deleted_goes_too(
    services: Services, ana: Contact
) -> None:
    first = services.contacts.introduce(ana.id, SuggestedPerson(name="Lou Field")).contact
    services.contacts.introduce(first.id, SuggestedPerson(name="Kit Marlow"))
    services.removing.delete([first.id])
    again = services.contacts.add("Lou Field")
    services.purging.purge(again.id, "Lou Field")
    assert not is_kept(services, "Lou Field")
    assert services.contacts.find("Kit").introducer_name == ""


def test_someone_who_was_merged_leaves_nothing_of_either(services: Services, ana: Contact) -> None:
    other = services.contacts.add("Anita Quince", notes="has a zebra")
    draft(services, other, "Hi Anita, words of mine")
    services.merging.merge(ana.id, other.id)
    draft(services, ana, "Hi Ana, more of them")
    services.purging.purge(ana.id, "Ana Ruiz")
    for words in ("Ana Ruiz", "Anita Quince", "zebra", "words of mine", "more of them", other.id):
        assert not is_kept(services, words), words


@pytest.mark.parametrize("name", ["Will", "Mark"])
def test_someone_named_like_a_common_word(services: Services, ana: Contact, name: str) -> None:
    word = name.lower()
    someone = services.contacts.introduce(ana.id, SuggestedPerson(name=name)).contact
    services.contacts.edit(ana.id, notes=f"{word} it be so; {word}power, Good{word}")
    bo = services.contacts.add("Bo Lindqvist", notes=f"knows {name} well")
    draft(services, bo, f"{name} you have time?")
    services.touches.log([ana.id], f"{word} call")
    purged = services.purging.purge(someone.id, name)
    assert [(each.record, each.whose) for each in purged.mentions] == [
        ("contact", "Bo Lindqvist"),
        ("unsent message", "Bo Lindqvist"),
    ]
    assert services.contacts.get(ana.id).notes == f"{word} it be so; {word}power, Good{word}"
    assert services.messages.draft(bo.id, "ask").body == f"{name} you have time?"
    texts = {each.text for each in services.context.repository.all(Touch)}
    assert texts == {"suggested someone", f"{word} call"}


@pytest.mark.parametrize("name", ["[/b] (x) .*", "🌍", "Ana\x1b[2J Ruiz+", 'Q"uo\\te'])
def test_a_hostile_name(services: Services, name: str) -> None:
    mira = services.contacts.add("Mira Okafor")
    someone = services.contacts.introduce(mira.id, SuggestedPerson(name=name)).contact
    services.purging.purge(someone.id, someone.name)
    assert not is_kept(services, someone.name)
    assert [row.name for row in services.overview.rows()] == ["Mira Okafor"]


@pytest.mark.parametrize("typed", ["", "Teo", "Teo Maran", "yes", "Ana Ruiz", "🌍"])
def test_another_name_than_theirs_changes_nothing(
    services: Services, teo: Contact, typed: str
) -> None:
    before = list(kept_bytes(services))
    with pytest.raises(InvalidInputError, match="That doesn't match the name “Teo Maran-Vidal”"):
        services.purging.purge(teo.id, typed)
    assert list(kept_bytes(services)) == before


def test_someone_who_is_gone_cannot_be_purged(services: Services, ana: Contact) -> None:
    services.removing.delete([ana.id])
    with pytest.raises(NotFoundError):
        services.purging.what_goes(ana.id)


def test_a_damaged_place_in_the_app_is_left_alone(
    services: Services, ana: Contact, tmp_path: Path
) -> None:
    path = paths.session_file()
    path.parent.mkdir(parents=True)
    for data in (b"", b"{", b'{"databases": 1}', b"\xff\xfe"):
        path.write_bytes(data)
        services.purging.purge(ana.id, "Ana Ruiz")
        assert path.read_bytes() == data
        ana = services.contacts.add("Ana Ruiz")
    assert tmp_path.exists()


def test_what_another_program_wrote_in_its_own_way_is_found(
    services: Services, ana: Contact
) -> None:
    """TinyDB itself escapes every letter that is not ASCII."""
    zoe = services.contacts.introduce(ana.id, SuggestedPerson(name="Zoë Künneth")).contact
    services.contacts.edit(ana.id, notes="a line\nwith Zoë Künneth")
    path = services.context.repository.path
    path.write_text(json.dumps(json.loads(path.read_bytes())), "ascii")
    services.context.repository.refresh()
    (mention,) = services.purging.purge(zoe.id, "zoe kuenneth").mentions
    assert mention.in_words() == "contact Ana Ruiz, notes: a line with Zoë Künneth"
    services.contacts.edit(ana.id, notes="")
    assert services.context.repository.all(FollowUp)[0].text == "someone"


def test_the_backups_that_still_hold_them_are_named(services: Services, teo: Contact) -> None:
    backups = services.context.repository.backups
    services.removing.delete([teo.id])
    without = backups.make("by-hand")
    services.undo()
    held = backups.make("by-hand")
    assert without is not None
    assert held is not None
    broken = held.path.with_name("000009-20260302T090000Z-1-hourly.json.gz")
    broken.write_bytes(b"no telling")
    purged = services.purging.purge(teo.id, teo.name)
    assert broken in purged.backups
    assert held.path in purged.backups
    assert services.purging.purge_backups(purged).backups == (broken,)
    broken.unlink()
    assert backups.holding(purged.ids) == ()


def test_backups_are_rewritten_with_everyone_else_as_they_were(
    services: Services, teo: Contact
) -> None:
    """Backups from before a merge, from after it, and from after they were deleted."""
    backups = services.context.repository.backups

    def make() -> Backup:
        made = backups.make("by-hand")
        assert made is not None
        return made

    twin = services.contacts.add("T. Maran", notes="the same Teo")
    made = [make()]
    services.merging.merge(teo.id, twin.id)
    made = [*reversed(backups.all()), make()]
    services.removing.delete([teo.id])
    made.append(make())
    services.undo()
    anas = [each.read()["contacts"]["1"] for each in made]
    purged = services.purging.purge(teo.id, teo.name)
    assert set(purged.backups) == {each.path for each in made}
    assert services.purging.purge_backups(purged).backups == ()
    after = tuple(reversed(backups.all()))
    assert [(each.number, each.at) for each in after] == [(each.number, each.at) for each in made]
    assert [each.read()["contacts"]["1"] for each in after] == anas
    assert {each.people for each in after} == {2}
    for each in after:
        held = b"".join(bytes(raw) for table in each.read().values() for raw in table.values())
        traces = ("Maran", "Marän", "easy half", "the same Teo", teo.id, twin.id)
        assert [word for word in traces if word.encode() in held] == []
    services.backing_up.restore(after[0].read(), "x")
    assert {each.name for each in services.context.repository.all(Contact)} == {
        "Ana Ruiz",
        "Kit Marlow",
    }


def test_a_backup_that_cannot_be_written_stays_and_is_named(
    services: Services, teo: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.backing_up.make()
    purged = services.purging.purge(teo.id, teo.name)
    before = [path.read_bytes() for path in purged.backups]

    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("infoint_tui.store.rewrite.write_new", full)
        assert services.purging.purge_backups(purged) == purged
    assert [path.read_bytes() for path in purged.backups] == before
    folder = services.backing_up.folder
    assert sorted(folder.iterdir()) == sorted(purged.backups)
    assert services.purging.purge_backups(purged).backups == ()
