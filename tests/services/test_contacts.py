from __future__ import annotations

from datetime import date

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import (
    AmbiguousError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
)
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import TouchKind
from infoint_tui.services.contacts import MOST_CANDIDATES
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


def column(services: Services, contact: Contact) -> str | None:
    card = services.overview.card(contact.id)
    return card.column if card else None


def test_somebody_added_is_only_known_and_owes_nothing(services: Services, ana: Contact) -> None:
    assert ana.standing == "known"
    assert column(services, ana) is None
    assert services.overview.owed() == ()


def test_a_blank_name_is_refused_in_words(services: Services) -> None:
    with pytest.raises(InvalidInputError, match="name: a contact needs a name"):
        services.contacts.add("  \x1b ")


def test_a_field_that_does_not_fit_is_named(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="cadence days"):
        services.contacts.edit(ana.id, cadence_days="soon")


def test_a_name_that_is_no_field_is_refused(services: Services, ana: Contact) -> None:
    with pytest.raises(TypeError, match="organisation"):
        services.contacts.add("Bo", organisation="Acme")
    with pytest.raises(TypeError, match="organisation"):
        services.contacts.edit(ana.id, organisation="Acme")


def test_a_tag_is_kept_without_its_sign(services: Services, ana: Contact) -> None:
    tagged = services.contacts.edit(ana.id, tags=("#grid", "grid", " # sea", "C#", "#"))
    assert tagged.tags == ("grid", "sea", "C#")


def test_a_name_in_a_message_is_harmless(services: Services) -> None:
    with pytest.raises(NotFoundError, match="Nobody here is called “x 'y'”"):
        services.contacts.find("x\n \x1b'y'")


def test_editing_changes_only_the_fields_named(services: Services, ana: Contact) -> None:
    services.contacts.edit(ana.id, title="Data lead")
    edited = services.contacts.edit(ana.id, tags=("grid",))
    assert (edited.title, edited.tags, edited.organization) == (
        "Data lead",
        ("grid",),
        "Lumen Energy",
    )


def test_a_form_says_once_what_another_program_made_of_its_fields(
    services: Services, ana: Contact
) -> None:
    teo = services.contacts.add("Teo Maran")
    save = services.contacts.saver(ana)
    # what the form left as it was is not touched, and the same change twice is no conflict
    services.contacts.edit(ana.id, title="Planner", location="Porto", introduced_by=teo.id)
    saved = save({"title": "", "introduced_by": None, "location": "Porto", "notes": "mine"})
    assert (saved.title, saved.introduced_by, saved.notes) == ("Planner", teo.id, "mine")

    save = services.contacts.saver(saved)
    others = {"organization": "", "notes": "long " * 40, "tags": ("x", "y"), "mentor": True}
    theirs = services.contacts.edit(ana.id, introduced_by=services.contacts.add("Bo").id, **others)
    mine = {"organization": "Acme", "notes": "short", "tags": ("z",), "title": "Head"}
    with pytest.raises(ConflictError) as caught:
        save({**mine, "mentor": None, "introduced_by": "someone"})
    said = caught.value.message
    assert said.startswith("Changed elsewhere: organization to blank, notes to “long long")
    assert said.endswith("long…”, tags to “x, y”, mentor to yes, introduced by to someone else.")
    assert caught.value.hint == "Save again to replace it."
    assert services.contacts.get(ana.id) == theirs
    saved = save(mine)
    assert (saved.organization, saved.notes, saved.title) == ("Acme", "short", "Head")
    assert saved.mentor


def test_somebody_gone_cannot_be_edited(services: Services, ana: Contact) -> None:
    services.undo()
    with pytest.raises(NotFoundError):
        services.contacts.edit(ana.id, title="x")
    with pytest.raises(NotFoundError):
        services.touches.log([ana.id], "x")


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana ruiz", "ÁNA", "ruiz", "  Ana   Ruiz "], ids=repr)
def test_a_name_is_found_whole_or_in_part(services: Services, ana: Contact, name: str) -> None:
    services.contacts.add("Bo Lindqvist")
    assert services.contacts.find(name).id == ana.id


def test_an_id_is_a_name_too(services: Services, ana: Contact) -> None:
    assert services.contacts.find(ana.id) == ana


def test_a_full_name_wins_over_a_part_of_another(services: Services, ana: Contact) -> None:
    services.contacts.add("Ana Ruiz Soto")
    assert services.contacts.find("Ana Ruiz").id == ana.id


def test_several_are_named_as_candidates(services: Services, ana: Contact) -> None:
    services.contacts.add("Ana Vale")
    with pytest.raises(AmbiguousError) as caught:
        services.contacts.find("ana")
    assert caught.value.candidates == ('"Ana Ruiz, Lumen Energy"', '"Ana Vale"')
    assert caught.value.hint == "Type one of these instead."
    services.contacts.shortlist([ana.id])
    assert services.contacts.find("ana").id == ana.id


def test_of_very_many_only_some_are_named(services: Services) -> None:
    for at in range(MOST_CANDIDATES + 3):
        services.contacts.add(f"Ana {at}")
    with pytest.raises(AmbiguousError, match="could be any of 23 people") as caught:
        services.contacts.find("ana")
    assert caught.value.candidates[-2:] == ('"Ana 19"', "and 3 more")


def test_whom_a_name_was_taken_to_mean_is_told(services: Services, ana: Contact) -> None:
    told: list[str] = []
    services.tell = told.append
    for name in ("Ana Ruiz", "ana ruiz, lumen energy", ana.id, ana.id[:20], "ana"):
        assert services.contacts.find(name) == ana
    assert told == ["“ana” means Ana Ruiz, Lumen Energy."]


@pytest.mark.parametrize("name", ["Zed", "", "  "])
@pytest.mark.usefixtures("ana")
def test_nobody_is_not_found(services: Services, name: str) -> None:
    with pytest.raises(NotFoundError):
        services.contacts.find(name)


def test_shortlisting_puts_people_in_ask_once(services: Services, ana: Contact) -> None:
    bo = services.contacts.add("Bo")
    assert services.contacts.shortlist([ana.id, bo.id]) == 2
    assert services.contacts.shortlist([ana.id]) == 0
    assert column(services, ana) == "ask"


def test_setting_aside_takes_off_the_board_until_the_day(services: Services, ana: Contact) -> None:
    services.contacts.shortlist([ana.id])
    services.contacts.set_aside([ana.id], "later", TODAY + DAY)
    assert column(services, ana) is None
    services.context.clock.instant += DAY  # type: ignore[attr-defined]  # a FixedClock
    assert column(services, ana) == "ask"
    services.contacts.shortlist([ana.id])
    back = services.contacts.get(ana.id)
    assert (back.standing, back.aside_why, back.aside_until) == ("shortlisted", "", None)


def test_logging_goes_to_the_timeline(services: Services, ana: Contact) -> None:
    services.touches.log([ana.id], "met at a fair", kind="meeting", on=date(2026, 11, 2))
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert [(touch.on, touch.text) for touch in dossier.touches] == [
        (date(2026, 11, 2), "met at a fair")
    ]


def test_nothing_is_logged_for_tomorrow(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="is in the future"):
        services.touches.log([ana.id], "x", on=TODAY + DAY)


def test_somebody_named_is_ready_to_be_asked(services: Services, ana: Contact) -> None:
    teo = services.contacts.introduce(
        ana.id, SuggestedPerson(name="Teo Maran", organization="Lumen Grid")
    ).contact
    assert teo.introduced_by == ana.id
    assert column(services, teo) == "ask"
    assert column(services, ana) == "act"
    assert [line.owed.kind for line in services.overview.owed()] == ["reach_out"]
    assert services.undo() == "Ana Ruiz suggested Teo Maran"
    assert column(services, ana) is None
    assert services.context.repository.all(FollowUp) == ()
    assert services.context.repository.all(Touch) == ()


def test_naming_an_introducer_notes_the_introduction_once(services: Services, ana: Contact) -> None:
    bo = services.contacts.add("Bo", introduced_by=ana.id)
    services.contacts.edit(bo.id, introduced_by=None)
    services.contacts.edit(bo.id, introduced_by=ana.id)
    assert [item.led_to for item in services.context.repository.all(FollowUp)] == [bo.id]


def test_nobody_introduces_themselves(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="Nobody can be their own introducer"):
        services.contacts.edit(ana.id, introduced_by=ana.id)


def test_an_introducer_has_to_exist(services: Services) -> None:
    with pytest.raises(NotFoundError):
        services.contacts.add("Bo", introduced_by="nobody")
    assert services.overview.rows() == ()


def test_another_introducer_takes_the_open_introduction_along(
    services: Services, ana: Contact
) -> None:
    mira = services.contacts.add("Mira")
    bo = services.contacts.add("Bo", introduced_by=ana.id)
    services.contacts.edit(bo.id, introduced_by=mira.id)
    assert [item.contact_id for item in services.context.repository.all(FollowUp)] == [mira.id]
    services.contacts.edit(bo.id, introduced_by=None)
    assert services.context.repository.all(FollowUp) == ()


def test_coming_back_is_in_the_future(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="is not in the future"):
        services.contacts.set_aside([ana.id], "later", TODAY)


@pytest.mark.parametrize(("kind", "standing"), [("meeting", "shortlisted"), ("email", "known")])
def test_talking_to_somebody_shortlists_them(
    services: Services, ana: Contact, kind: TouchKind, standing: str
) -> None:
    services.touches.log([ana.id], "x", kind=kind)
    assert services.contacts.get(ana.id).standing == standing


def test_accents_tell_two_people_apart(services: Services) -> None:
    plain, accented = services.contacts.add("Jose Nunez"), services.contacts.add("José Núñez")
    assert services.contacts.find("Jose Nunez").id == plain.id
    assert services.contacts.find("José Núñez").id == accented.id


def test_a_new_job_keeps_the_one_before_and_is_said_hello_to(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.contacts.shortlist([ana.id])
    services.contacts.edit(ana.id, organization="Quarry")  # added today: a correction
    assert services.contacts.get(ana.id).former_jobs == ""
    clock.instant += 30 * DAY
    services.contacts.saver(services.contacts.get(ana.id))({"organization": "Tide Power"})
    moved = services.contacts.get(ana.id)
    assert moved.former_jobs == "at Quarry (until 23 Dec 2026)"
    assert [line.owed.kind for line in services.overview.owed()] == []
    (hello,) = services.today.agenda().reconnect
    assert (hello.contact, hello.why(TODAY)) == (moved, "new job: Tide Power")
    services.touches.log([ana.id], "congratulated her", kind="congratulate")
    assert services.today.agenda().reconnect == ()

    # two who are one keep the jobs of both
    other = services.contacts.add("A. Ruiz", former_jobs="Clerk, Lund")
    kept = services.merging.merge(ana.id, other.id, ()).former_jobs
    assert kept == "at Quarry (until 23 Dec 2026)\nClerk, Lund"
    # a wrong one is taken out
    services.contacts.edit(ana.id, former_jobs="Clerk, Lund")
    assert services.contacts.get(ana.id).former_jobs == "Clerk, Lund"
