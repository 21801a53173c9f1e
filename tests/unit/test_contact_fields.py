"""The table of a contact's fields, beside the record that types them."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.contact_fields import (
    FIELDS,
    READ,
    READERS,
    UNSAID,
    ContactField,
    Group,
    Kind,
    parts,
    phrases,
)
from infoint_tui.domain.records.contact import Contact
from tests.builders import field_value

NOT_TYPED = {
    "id": "given once, by the program",
    "rev": "raised by the store",
    "standing": "changed by shortlisting, setting aside and talking to them",
    "shortlisted_on": "the day of shortlisting",
    "aside_why": "asked for when they are set aside",
    "aside_until": "asked for when they are set aside",
    "snoozed_until": "changed by snoozing",
    "new_job_on": "written when an edit gives them a new job",
    "added_on": "written when they are added",
    "uid": "written by an import",
    "kept": "written by an import",
    "fingerprint": "written by an import",
    "introducer_name": "written when the introducer is deleted",
    "merged_fingerprints": "written by a merge",
    "merged_ids": "written by a merge",
}
"""The fields of the record that no form asks for, each with the reason."""

BLANK = Contact(id="a", name="Ana")


def test_every_field_of_the_record_has_one_row_or_a_reason() -> None:
    rows = [field.key for field in FIELDS]
    assert sorted([*rows, *NOT_TYPED]) == sorted(Contact.model_fields)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
class TestEveryRow:
    def test_the_record_holds_what_its_kind_gives(self, field: ContactField) -> None:
        value = field_value(field, "mira")
        assert getattr(BLANK.but(**{field.key: value}), field.key) == value

    def test_a_line_is_one_line_and_a_text_is_several(self, field: ContactField) -> None:
        if Contact.model_fields[field.key].annotation is str:
            held = getattr(BLANK.but(**{field.key: "a\nb"}), field.key)
            assert held == ("a\nb" if field.kind == "text" else "a b")

    def test_a_choice_has_the_values_of_the_record_and_begins_unsaid(
        self, field: ContactField
    ) -> None:
        values = get_args(Contact.model_fields[field.key].annotation)
        assert (field.kind == "choice") == (UNSAID in values)
        if field.kind == "choice":
            assert [key for key, _ in field.choices] == list(values)
            assert Contact.model_fields[field.key].default == UNSAID

    def test_nothing_is_said_of_a_blank_one(self, field: ContactField) -> None:
        if field.kind != "name":
            assert parts(field, getattr(BLANK, field.key)) == ()

    def test_it_has_words_wherever_it_is_read(self, field: ContactField) -> None:
        value = field_value(field, "Mira")
        assert all(parts(field, value))
        assert all(phrases(field, value))
        assert len(set(phrases(field, value))) == len(parts(field, value))
        assert field.option_help.endswith(".")
        assert bool(field.heading) == (field.group in ("why", "notes"))

    def test_a_search_finds_only_words(self, field: ContactField) -> None:
        if field.searched or field.filter or field.has:
            assert field.kind not in ("days", "yes_no", "person")


@pytest.mark.parametrize("what", ["key", "label", "option_name", "filter", "has"])
def test_no_two_rows_share_a_word(what: str) -> None:
    words = [word for field in FIELDS if (word := getattr(field, what))]
    assert len(set(words)) == len(words)


def test_every_kind_and_group_is_used() -> None:
    assert {field.kind for field in FIELDS} == set(get_args(Kind))
    assert {field.group for field in FIELDS} == set(get_args(Group))
    assert set(READ) == set(FIELDS)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("list", " a, b ,, c", ("a", "b", "c")),
        ("emails", "a@b.org, c@d.org", ("a@b.org", "c@d.org")),
        ("emails", "", ()),
        ("zone", "Europe/Lisbon", "Europe/Lisbon"),
        ("zone", "", ""),
        ("days", "90", 90),
        ("days", "", None),
    ],
)
def test_what_is_typed_is_read(kind: Kind, text: str, value: object) -> None:
    assert READERS[kind](text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("emails", "ana"),
        ("emails", "a b@c.org"),
        ("zone", "Atlantis"),
        ("days", "0"),
        ("days", "x"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(kind: Kind, text: str) -> None:
    with pytest.raises(InvalidInputError):
        READERS[kind](text)


def test_the_table_needs_no_slow_import() -> None:
    code = "import sys, infoint_tui.domain.contact_fields; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pydantic", "tinydb", "click", "rich", "textual"} & set(done.stdout.split())
