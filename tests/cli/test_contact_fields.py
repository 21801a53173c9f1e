"""Every field of a contact has its option of `add` and `edit`, and is shown by `show`."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.cli.people import add_command, edit_command
from infoint_tui.domain.contact_fields import FIELDS, UNSAID, ContactField, parts
from infoint_tui.domain.records.contact import Contact
from tests.builders import field_value
from tests.cli.harness import Json, Run

BLANK = Contact(id="a", name="Ana").model_dump(mode="json")
TYPED = [field for field in FIELDS if field.kind != "name"]


def options(field: ContactField, value: Any) -> list[str]:
    """What is typed for a value of a field."""
    if field.kind == "yes_no":
        return [field.option_name if value else f"--no-{field.option_name[2:]}"]
    values = value if isinstance(value, tuple) else (value,)
    return [word for each in values for word in (field.option_name, str(each))]


def test_the_options_are_the_rows() -> None:
    keys = [field.key for field in TYPED]
    assert [each.name for each in add_command.params] == ["name", *keys, "as_json"]
    assert [each.name for each in edit_command.params] == ["name", "new_name", *keys, "as_json"]


def test_everything_typed_at_once(run: Run, run_json: Json) -> None:
    mira = run_json("add", "Mira")["contact"]["id"]
    words = [word for each in TYPED for word in options(each, field_value(each, "Mira"))]
    added = run_json("add", "Ana", *words)["contact"]
    for field in TYPED:
        value = field_value(field, mira)
        assert added[field.key] == (list(value) if isinstance(value, tuple) else value)
    assert run("edit", "Ana", *words).stdout == "No change.\n"


@pytest.mark.parametrize("field", TYPED, ids=lambda field: field.key)
class TestEveryField:
    def test_it_is_added_and_shown(self, run: Run, field: ContactField) -> None:
        run("add", "Mira")
        value = field_value(field, "Mira")
        run("add", "Ana", *options(field, value))
        page = run("show", "Ana").stdout
        for line in (line for part in parts(field, value) for line in part.splitlines()):
            assert line in page
        if field.group != "role":  # that is the line below the name
            assert f"\n  {field.name}  " in page

    def test_it_is_changed_and_cleared(self, run: Run, run_json: Json, field: ContactField) -> None:
        mira = run_json("add", "Mira")["contact"]["id"]
        run("add", "Ana")
        assert f"  {field.name}  " not in run("show", "Ana").stdout
        run("edit", "Ana", *options(field, field_value(field, "Mira")))
        value = field_value(field, mira)
        held = run_json("show", "Ana")["contact"][field.key]
        assert held == (list(value) if isinstance(value, tuple) else value)
        cleared = {"yes_no": False, "choice": UNSAID}.get(field.kind, "")
        run("edit", "Ana", *options(field, cleared))
        assert run_json("show", "Ana")["contact"][field.key] == BLANK[field.key]


def test_what_cannot_be_used_is_refused(run: Run) -> None:
    run("add", "Ana")
    refused = run("edit", "Ana", "--timezone", "Atlantis", code=2)
    assert "There is no time zone “Atlantis”." in refused.stderr
    refused = run("add", "Bo", "--in-touch-every", "soon", code=2)
    assert "“soon” is not a number of days." in refused.stderr
