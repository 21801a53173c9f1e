"""Every field of a contact can be typed in the form, and is shown in the detail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from infoint_tui.domain.contact_fields import FIELDS, ContactField, phrases
from infoint_tui.domain.search.completion import Candidate
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.completing_field import Completions
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.fields import Field
from tests.builders import field_value, filled
from tests.ui.conftest import text_in, text_of, until
from tests.ui.host import asking, reveal

MakeApp = Callable[..., InfointApp]
MIRA = Candidate("Mira", key="mira")


def put(shown: Field, field: ContactField) -> None:
    """Put a value in a field of the form, as a person would."""
    value = field_value(field, MIRA.text)
    if isinstance(shown, ChoiceField):
        shown.control.place = [key for key, _ in shown.control._options].index(value)
    elif isinstance(shown.control, TextArea):
        shown.control.text = value
    else:
        assert isinstance(shown.control, Input)
        shown.control.value = ", ".join(value) if isinstance(value, tuple) else str(value)


async def test_every_field_is_typed_in_the_form_and_found_there_again(services: Services) -> None:
    known = Completions(people=lambda: (MIRA,))
    async with asking(lambda: ContactForm(None, known), (100, 60)) as (app, pilot):
        form = app.screen
        assert isinstance(form, ContactForm)
        usual = [field.form_label for field in FIELDS if field.is_usual]
        assert [shown.label for shown in form.fields] == usual
        for field in FIELDS:
            await reveal(pilot, field.form_label)
        by_label = {shown.label: shown for shown in form.fields}
        for field in FIELDS:
            put(by_label[field.form_label], field)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
        answer: dict[str, Any] = app.answers[0]
        assert answer == filled(MIRA.key)

        mira = services.contacts.add(MIRA.text)
        made = services.contacts.add(**answer | {"introduced_by": mira.id})
        candidates = (Candidate(MIRA.text, key=mira.id),)
        again = await app.show(
            lambda: ContactForm(made, Completions(people=lambda: candidates)), pilot
        )
        labels = [field.form_label for field in FIELDS]
        assert [shown.label for shown in again.fields] == labels  # what has a value is shown
        assert [shown.label for shown in again.fields if shown.is_changed] == []
        for shown in again.fields:
            assert shown.value not in ("", False, None, "other")


@pytest.fixture
def everything(services: Services) -> dict[str, Any]:
    """Someone with a value in every field is there, introduced by Mira."""
    values = filled(services.contacts.add("Mira").id)
    services.contacts.add(**values)
    return values


async def test_every_field_is_shown_in_the_detail(
    services: Services, make_app: MakeApp, everything: dict[str, Any]
) -> None:
    app = make_app(services, start="contacts")
    async with app.run_test(size=(160, 60)) as pilot:
        await until(pilot, lambda: everything["name"] in text_of(app))
        await pilot.press("G")
        await until(pilot, lambda: "IN COMMON" in text_of(app))
        panes = (text_in(app, pane).splitlines() for pane in ("#detail-pane", "#story-pane"))
        shown = " ".join(" ".join(map(str.strip, pane)) for pane in panes)
        for field in FIELDS:
            said = phrases(field, field_value(field, "Mira"))
            if field.kind == "zone":
                said = ("(9 h ahead)",)
            elif field.group in ("why", "notes"):  # broken as they were typed, or not at all
                said = (field.heading, *everything[field.key].split("\n"))
            for words in said:
                assert words in shown, field.key


async def test_how_to_say_a_name_has_a_line_where_there_is_no_room_beside_it(
    services: Services, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana Ruiz", pronunciation="AH-na roo-EETH, with a soft th")
    services.contacts.shortlist([ana.id])
    app = make_app(services, start="contacts")
    async with app.run_test(size=(40, 24)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "say:" in text_of(app))
        lines = [" ".join(line.strip("▌").split()) for line in text_of(app).splitlines()]
        at = next(number for number, line in enumerate(lines) if line.startswith("Ana Ruiz"))
        assert lines[at : at + 2] == ["Ana Ruiz Ask", "say: AH-na roo-EETH, with a soft th"]


async def test_how_to_say_a_name_is_told_in_the_conversation(
    services: Services, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana Ruiz", pronunciation="AH-na roo-EETH")
    services.scheduling.schedule(ana.id, date(2026, 12, 1), time(15))
    app = make_app(services, start="prep")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("b")
        await until(pilot, lambda: "Ana Ruiz  say: AH-na roo-EETH  " in text_of(app))
        await pilot.resize_terminal(48, 24)
        await until(pilot, lambda: "Ana Ruiz  say: " in text_of(app))
        assert "20 min left of 20" in text_of(app)
