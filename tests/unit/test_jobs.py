"""New jobs: which edits keep the job before, and which only correct it. The day is 16 Nov 2026."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.people.jobs import organization_on, with_former_job
from tests.builders import contact, day

TODAY = day("16 nov")
LEAD = {"title": "Data lead", "organization": "Lumen Energy"}
KEPT = "Data lead at Lumen Energy (until 16 Nov 2026)"

EDITS: dict[str, tuple[dict[str, Any], str]] = {
    "another organization": ({"organization": "Tide Power"}, KEPT),
    "another title": ({"title": "Head of grid operations"}, KEPT),
    "both": ({"title": "Teacher", "organization": "Harbor School"}, KEPT),
    "a promotion": ({"title": "Senior data lead"}, KEPT),
    "nowhere for now": ({"title": "", "organization": ""}, KEPT),
    "a letter corrected": ({"organization": "Lumen Enregy"}, ""),
    "a capital and an accent": ({"title": "Dáta Lead"}, ""),
    "the legal form": ({"organization": "Lumen Energy International GmbH & Co. KG"}, KEPT),
    "only a legal form": ({"organization": "Lumen Energy GmbH"}, ""),
    "nothing about the job": ({"notes": "sails"}, ""),
}


@pytest.mark.parametrize(("changes", "kept"), EDITS.values(), ids=EDITS)
def test_an_edit_keeps_the_job_before_only_if_it_is_another_one(
    changes: dict[str, Any], kept: str
) -> None:
    before = contact(**LEAD)
    found = with_former_job(before, before.but(**changes), TODAY)
    assert (found.former_jobs, found.new_job_on) == (kept, TODAY if kept else None)


def test_filling_in_a_blank_is_no_new_job_nor_is_a_correction_on_the_day_they_were_added() -> None:
    blank = contact()
    assert with_former_job(blank, blank.but(**LEAD), TODAY) == blank.but(**LEAD)
    fresh = contact(**LEAD, added_on="16 nov")
    moved = fresh.but(organization="Tide Power")
    assert with_former_job(fresh, moved, TODAY) == moved
    assert with_former_job(fresh, moved, day("17 nov")).former_jobs


def test_jobs_add_up_latest_first_and_a_change_of_mind_leaves_no_trace() -> None:
    first = contact(**LEAD)
    second = with_former_job(first, first.but(organization="Tide Power"), day("2 nov"))
    third = with_former_job(second, second.but(title="Teacher"), TODAY)
    assert third.former_jobs == (
        "Data lead at Tide Power (until 16 Nov 2026)\nData lead at Lumen Energy (until 2 Nov 2026)"
    )
    # on the same day: mended once more, and back to where it was
    again = with_former_job(third, third.but(title="Professor"), TODAY)
    assert again.former_jobs == third.former_jobs
    back = with_former_job(again, again.but(title="Data lead"), TODAY)
    assert (back.former_jobs, back.new_job_on) == (second.former_jobs, None)


def test_what_is_typed_in_the_list_stays_as_it_was_typed() -> None:
    before = contact(**LEAD, former_jobs="Clerk, Quarry")
    after = before.but(organization="Tide Power", former_jobs="Clerk, the quarry at Lund")
    assert with_former_job(before, after, TODAY) == after


def test_where_someone_worked_on_a_day() -> None:
    jo = contact(organization="Vireo, Inc. at Sea")
    jo = with_former_job(jo, jo.but(organization="Quarry"), day("2 nov"))
    jo = with_former_job(jo, jo.but(title="Buyer"), day("3 nov"))
    jo = with_former_job(jo, jo.but(organization="Tide Power", title="Clerk"), TODAY)
    days = {"1 nov": "Vireo, Inc. at Sea", "2 nov": "Quarry", "15 nov": "Quarry"}
    assert {when: organization_on(jo, day(when)) for when in days} == days
    assert organization_on(jo, TODAY) == "Tide Power"
    # a line in the user's own words says nothing, and spoils nothing
    typed = jo.but(former_jobs=f"Clerk, Lund\nx at y (until 31 Feb 2026)\n{jo.former_jobs}")
    assert organization_on(typed, day("1 nov")) == "Vireo, Inc. at Sea"
