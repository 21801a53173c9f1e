"""What happened? The menu: what it offers for whom, in which order, and that it does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infoint_tui.domain.follow_through.owed import RULES
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.flows.happened import FINISHED, HAPPENINGS, Moment, rows
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import text_of, until

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
ALWAYS = ["introduced", "follow_up", "log"]

# --- what it offers -------------------------------------------------------------------------------


def asked(use: Services, ana: str) -> None:
    use.requests.ask(ana)


def agreed(use: Services, ana: str) -> None:
    use.requests.ask(ana)
    use.requests.agree(ana)


def planned(use: Services, ana: str) -> None:
    use.scheduling.schedule(ana, TODAY + DAY, time(15))


def confirmed(use: Services, ana: str) -> None:
    planned(use, ana)
    use.interviews.confirm(ana)


def over(use: Services, ana: str) -> None:
    use.scheduling.schedule(ana, TODAY, time(7))


def talked(use: Services, ana: str) -> None:
    use.interviews.met(ana, learned="start small")


def thanked(use: Services, ana: str) -> None:
    talked(use, ana)
    use.interviews.thank(ana, "email")


def advised(use: Services, ana: str) -> None:
    thanked(use, ana)
    use.follow_ups.note(ana, "read the paper")


def followed(use: Services, ana: str) -> None:
    thanked(use, ana)
    use.follow_ups.done(use.follow_ups.note(ana, "read the paper").id)


def both(use: Services, ana: str) -> None:
    followed(use, ana)
    use.follow_ups.note(ana, "learn SQL", kind="learn")


OFFERED: dict[Callable[[Services, str], None] | None, tuple[list[str], str]] = {
    None: (["ask", "schedule", "met", *ALWAYS], "I asked them"),
    asked: (["answer", "schedule", "met", *ALWAYS], "They answered, or didn't"),
    agreed: (["schedule", "met", *ALWAYS], "We set a time"),
    planned: (["confirm", "schedule", "met", *ALWAYS], "We changed the time"),
    confirmed: (["schedule", "met", *ALWAYS], "We talked, or it fell through"),
    over: (["met", "thank", *ALWAYS], "We talked, or it fell through"),
    talked: (["thank", "ask", "schedule", "met", *ALWAYS], "I thanked them"),
    thanked: (["ask", "schedule", "met", *ALWAYS], "Something else"),
    advised: (["finish", "follow_up", "ask", "schedule", "met", "introduced", "log"],
              "I did it: read the paper"),
    followed: (["finish", "ask", "schedule", "met", *ALWAYS], "I reported back: read the paper"),
    both: (["finish", "ask", "schedule", "met", *ALWAYS], "One of 2 to-dos is done"),
}  # fmt: skip


@pytest.mark.parametrize("before", OFFERED, ids=lambda each: each.__name__ if each else "new")
def test_it_offers_what_can_have_happened_the_likeliest_first(
    before: Callable[[Services, str], None] | None, services: Services
) -> None:
    ana = services.contacts.add("Ana Ruiz").id
    services.contacts.shortlist([ana])
    if before:
        before(services, ana)
    dossier = services.overview.dossier(ana)
    assert dossier is not None
    screen: Any = SimpleNamespace(
        services=services, contact_id=ana, subject_id="", owed_here=None, keymap=Keymap()
    )
    found = rows(Moment(cast("TabScreen", screen), dossier))
    commands, words = OFFERED[before]
    assert [command for command, _ in found] == commands
    assert words in [each for _, each in found]
    assert len(found) <= 9  # each has a number


def test_every_row_is_a_command_with_a_key_of_its_own() -> None:
    keys = Keymap()
    letters = [keys.key(f"contact.{each.command}") for each in HAPPENINGS]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert set(FINISHED) == {rule.kind for rule in RULES.values() if rule.closes}


# --- how it is used -------------------------------------------------------------------------------


async def test_a_row_is_taken_by_its_letter_by_its_number_or_by_enter(
    services: Services, make_app: Callable[..., InfointApp]
) -> None:
    ana = services.contacts.add("[/x] Ana").id
    services.contacts.shortlist([ana])
    app = make_app(services, start="board", hints=False)

    async def menu(first: str) -> None:
        await pilot.press("full_stop")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await until(pilot, lambda: f"▸ 1  {first}" in text_of(app))
        assert "What happened with [/x] Ana?" in text_of(app)

    async def told(words: str) -> None:
        await until(pilot, lambda: app.messages and words in app.messages[0].words)
        app.messages.clear()
        await until(pilot, lambda: not getattr(app.screen, "is_asking", True))

    async with app.run_test(size=(60, 16)) as pilot:
        await until(pilot, lambda: "[/x] Ana" in text_of(app))
        await menu("a  I asked them")
        assert "h  We talked" in text_of(app)  # on the board itself, h goes left
        assert "c  Something else" in text_of(app)
        await pilot.press("a")
        await told("Sent. That was the hard part")
        await menu("A  They answered, or didn't")
        await pilot.press("1")
        await until(pilot, lambda: "What did [/x] Ana say?" in text_of(app))
        await pilot.press("2")
        await told("[/x] Ana said yes")
        await menu("s  We set a time")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "You talked with [/x] Ana" in text_of(app))
        await pilot.press("ctrl+s")
        await told("Saved: you talked with [/x] Ana")
        await menu("t  I thanked them")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_asking)  # type: ignore[attr-defined]

        # of several to-dos, it asks which one
        for number, text in enumerate(("[b] SQL", "read the paper"), 1):
            services.follow_ups.note(ana, text, due=TODAY + number * DAY)
        await pilot.press("full_stop", "F")
        await until(pilot, lambda: "What is done with [/x] Ana?" in text_of(app))
        await until(pilot, lambda: "1  I did it: [b] SQL" in text_of(app))
        await pilot.press("1")
        await told("Done: [b] SQL")

        # a screen that has other meanings for the same letters, and one without a person
        services.scheduling.schedule(ana, TODAY + DAY, time(15))
        await pilot.press("3")
        await until(pilot, lambda: "QUESTION BANK" in text_of(app))
        await menu("C  We confirmed the time")
        await pilot.press("t")
        await told("Thanked [/x] Ana")
        await pilot.press("5", "full_stop")
        await told("This line isn't about one person.")
