"""What to do before asking someone is ticked in the details."""

from __future__ import annotations

from collections.abc import Callable

from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screens.contacts import ContactsScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import typing


async def test_each_line_is_ticked_or_asks_for_what_it_needs(
    services: Services, make_app: Callable[..., InfointApp]
) -> None:
    ana = services.contacts.add("Ana Ruiz")
    services.contacts.shortlist([ana.id])
    services.touches.log([ana.id], "", kind="congratulate")  # for what, it does not say
    app = make_app(services, start="contacts", hints=False)

    def done() -> list[tuple[str, str]]:
        return sorted((each.kind, each.text) for each in services.context.repository.all(Touch))

    def said() -> str:
        return app.messages[0].words if app.messages else ""

    async with app.run_test(size=(120, 40), notifications=True) as pilot:

        async def row(words: str) -> None:
            screen = app.screen
            assert isinstance(screen, ContactsScreen)
            await until(pilot, lambda: words in text_of(app) and not screen.is_asking)
            await pilot.press("g")
            for _ in range(9):
                if screen.row is not None and screen.row.warm and words in screen.row.warm.text:
                    return
                await pilot.press("j")
            raise AssertionError(f"there is no such row:\n{text_of(app)}")

        await until(pilot, lambda: "BEFORE YOU ASK" in text_of(app))
        await pilot.press("tab")
        await row("follow their work")
        assert "enter tick" in text_of(app)
        await pilot.press("space")
        await until(pilot, lambda: said() == "You follow Ana Ruiz - u undoes")
        assert done() == [("congratulate", ""), ("follow", "")]
        await row("you follow their work")
        await pilot.press("enter")
        await until(pilot, lambda: "You did this on 22 Nov" in said())
        await pilot.press("u")
        await until(pilot, lambda: "○ follow their work" in text_of(app))

        await row("say what for")
        await pilot.press("m")
        await until(pilot, lambda: "◂ congratulations ▸" in text_of(app))
        await pilot.press("escape")
        await row("say what for")
        await pilot.press("enter")
        await until(pilot, lambda: "congratulate Ana Ruiz on?" in text_of(app) and app.focused)
        await pilot.press(*typing("the award"), "ctrl+s")
        await row("say what for")
        await pilot.press("enter")
        await until(pilot, lambda: "✓ you congratulated them" in text_of(app))
        assert done() == [("congratulate", "congratulated on the award")]

        await row("find out what is unique")
        await pilot.press("space")
        await until(pilot, lambda: "What is special about Ana Ruiz?" in text_of(app))
        await until(pilot, lambda: app.focused)
        await pilot.press(*typing("her talks"), "ctrl+s")
        await until(pilot, lambda: "✓ you know their work" in text_of(app))
        assert services.contacts.get(ana.id).admire == "her talks"
