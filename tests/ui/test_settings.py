"""The settings are changed in a form, and apply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from infoint_tui.domain.records.mistakes import Mistake
from infoint_tui.domain.records.settings import ROWS, Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.settings import SettingsForm
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import answers, asking, reveal, typing

TODAY = date(2026, 11, 22)


def form(**settings: object) -> SettingsForm:
    return SettingsForm(Settings(**settings), TODAY, "/x/settings.toml")


def test_every_setting_but_the_keys_has_a_row() -> None:
    assert sorted([*ROWS, "keys"]) == sorted(Settings.model_fields)


async def test_what_is_changed_is_read_and_a_default_is_none() -> None:
    christmas = date(2026, 12, 24)
    days = typing("24 dec, 2026-12-31")
    changed = ("right", "tab", "right", "tab", *"UTC", "tab", *days, "tab", "right", "ctrl+s")
    back = (*["tab"] * 3, "ctrl+u", *["tab"] * 2, "ctrl+u", "tab", "ctrl+u", "7", "ctrl+s")
    found = await answers(
        [
            (form, changed),
            (lambda: form(days_off={christmas}, my_name="Sam Field", nudge_after=5), back),
        ]
    )
    assert found == [
        {
            "theme": "infoint-dark",
            "start": "today",
            "zone": "UTC",
            "days_off": {christmas, date(2026, 12, 31)},
            "hints": False,
        },
        {"days_off": None, "my_name": None, "nudge_after": None},
    ]


async def test_what_is_wrong_is_said_at_the_setting() -> None:
    async with asking(form, (100, 40)) as (app, pilot):
        for label, text, words in (
            ("Time zone", "Mars", "There is no time zone “Mars”"),
            ("Days off", "x", "“x”"),
            ("Nudge after", "x", "Nudge after: use a whole number."),
            ("Thank within", "9999", "Thank within: use 3650 or less."),
        ):
            await reveal(pilot, label)
            field = next(each for each in app.screen.fields if each.label == label)  # type: ignore[attr-defined]
            field.control.focus()
            await pilot.press("ctrl+u", *typing(text), "ctrl+s")
            await until(pilot, lambda it=words: it in text_of(app))
            await pilot.press("ctrl+u")
        assert app.answers == []


async def test_the_form_is_in_the_palette_and_a_change_applies_at_once(
    services: Services, make_app: Callable[..., InfointApp]
) -> None:
    ana = services.contacts.add("Ana Ruiz")
    services.scheduling.schedule(ana.id, date(2026, 12, 1), time(15))
    preferences = services.context.preferences
    preferences.mistakes = (Mistake("days_off", "use a list."), Mistake("them", "is unknown."))
    app = make_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        assert "has 2 mistakes; the defaults are used instead." in app.messages[-1].words
        await pilot.press("colon", *"settings", "enter")
        await until(pilot, lambda: isinstance(app.screen, SettingsForm) and app.focused)
        assert "days_off: use a list." in text_of(app)
        assert app.hint() is not None
        await pilot.press("right", "right", *["tab"] * 3, *typing("2026-11-30"), "tab", "right")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.messages and app.messages[0].words == "Saved the settings.")
        assert (app.theme, app.hint()) == ("infoint-light", None)
        assert services.context.settings.days_off == {date(2026, 11, 30)}
        assert [each.name for each in preferences.mistakes] == ["them"]
        card = services.overview.card(ana.id)
        assert card is not None
        assert [item.due for item in card.owed] == [date(2026, 11, 27)]  # before a day off
