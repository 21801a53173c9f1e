"""Goals: added, edited, given conversations, decided and reopened, from whatever screen is up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from textual.pilot import Pilot

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
TODAY = date(2026, 11, 22)
GRID = "[/x] Grids 小川"


async def asked(pilot: Pilot[None], heading: str) -> None:
    await until(pilot, lambda: heading in getattr(pilot.app.screen, "heading", ""))
    await pilot.pause()


async def told(pilot: Pilot[None], app: InfointApp, words: str) -> None:
    await until(pilot, lambda: app.messages and words in app.messages[0].words)
    app.messages.clear()


async def on(pilot: Pilot[None], name: str) -> None:
    def is_there() -> bool:
        screen = pilot.app.screen
        return isinstance(screen, TabScreen) and name == screen.NAME and not screen.is_asking

    await until(pilot, is_there)


def shown(app: InfointApp) -> str:
    """What stands on the terminal, every gap as one space."""
    return " ".join(text_of(app).replace("│", " ").split())


async def test_a_goal_from_the_first_thought_to_the_verdict(
    services: Services, make_app: MakeApp
) -> None:
    for name in ("Ana Ruiz", "Bo Lindqvist"):
        contact = services.contacts.add(name).id
        services.interviews.met(contact, on=TODAY - timedelta(days=1))
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "contacts")
        await pilot.press("equals_sign")
        await told(pilot, app, "No open goal yet. * adds one.")

        # the first one
        await pilot.press("asterisk")
        await asked(pilot, "Goals")
        assert "No goals yet. n adds one" in shown(app)
        await pilot.press("e", "d", "n")
        await asked(pilot, "A goal: work you're curious about")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Title: this cannot be blank." in text_of(app))
        await pilot.press("escape")
        await asked(pilot, "Goals")
        await pilot.press("n")
        await asked(pilot, "A goal")
        await pilot.press(*typing("[/x] Grids 小川"), "tab", *typing("people I like"), "ctrl+s")
        await told(pilot, app, f"Added the goal “{GRID}”")
        await asked(pilot, "Goals")
        await until(pilot, lambda: f"▸ ○ {GRID} none yet open WHY people I like" in shown(app))
        assert "DECIDES - TALKED none yet" in shown(app)
        await pilot.press("e")
        await asked(pilot, "Edit the goal")
        await pilot.press("tab", "tab", *typing("a day at a desk"), "ctrl+s")
        await told(pilot, app, "Saved the goal")
        await asked(pilot, "Goals")
        await until(pilot, lambda: "DECIDES a day at a desk" in shown(app))

        # one made by mistake goes again, and comes back with u
        await pilot.press("x")
        await told(pilot, app, f"Removed the goal “{GRID}”")
        await asked(pilot, "Goals")
        assert services.goals.all() == ()
        await pilot.press("u")
        await told(pilot, app, "Undid: remove the goal")
        await asked(pilot, "Goals")
        await until(pilot, lambda: f"▸ ○ {GRID} none yet open" in shown(app))
        await pilot.press("escape")
        await on(pilot, "contacts")

        # its conversations, with how well it seemed to fit
        for key, before, after in (("g", 4, 2), ("j", 3, 5)):
            await pilot.press(key, "equals_sign")
            await asked(pilot, "help decide?")
            await pilot.press("tab", *["right"] * before, "tab", *["right"] * after, "ctrl+s")
            await told(pilot, app, f"helps decide “{GRID}”")
            await on(pilot, "contacts")
        await pilot.press("4")
        await on(pilot, "board")
        await pilot.press("asterisk")
        await asked(pilot, "Goals")
        await until(pilot, lambda: "Ana Ruiz, 21 Nov ████░ → ██░░░ fit 4 → 2" in shown(app))
        assert "Bo Lindqvist, 21 Nov ███░░ → █████ fit 3 → 5" in shown(app)
        await pilot.press("x")
        await told(pilot, app, f"2 conversations are linked to “{GRID}”. Decide about it instead.")
        await asked(pilot, "Goals")

        # the verdict: everyone who helped should hear from you
        await pilot.press("d")
        await asked(pilot, "what do you think now?")
        await pilot.press("right", "right", "ctrl+s")
        await told(
            pilot,
            app,
            f"“{GRID}”: ruled out, a clear answer; 2 people should hear from you by Sun 29 Nov",
        )
        assert len(services.overview.to_tell(services.goals.all()[0].goal.id)) == 2
        await asked(pilot, "Goals")
        await until(
            pilot,
            lambda: "VERDICT ruled out, a clear answer, 22 Nov; d opens it again" in shown(app),
        )
        await pilot.press("d")
        await told(pilot, app, "is open again")
        assert services.overview.to_tell(services.goals.all()[0].goal.id) == ()
        await asked(pilot, "Goals")
        await pilot.press("u")
        await told(pilot, app, "Undid: reopen the goal")
        await asked(pilot, "Goals")
        await until(pilot, lambda: f"✓ {GRID} 2 conversations ruled out" in shown(app))
        await pilot.press("escape")
        await on(pilot, "board")

        # an offer asks for the goal it decides; left, it says what is there for everyone who helped
        cy = services.contacts.add("Cy Cedar").id
        services.interviews.met(cy)
        await pilot.press("2", "G", "W")
        await asked(pilot, "Talking with Cy Cedar led to")
        await pilot.press("5")
        await asked(pilot, "An offer through Cy Cedar: does that decide it?")
        assert "chosen, going for it" in shown(app)
        assert "Who helped" not in shown(app)  # nobody else is without a goal
        await pilot.press("escape")
        await told(pilot, app, "Not decided. m on a person has “good news”")
        await pilot.press("W")
        await asked(pilot, "Talking with Cy Cedar led to")
        await pilot.press("4")
        await asked(pilot, "A formal interview through Cy Cedar")
        await pilot.press(*typing("Maps"), "ctrl+s")
        await told(pilot, app, "“Maps”: closer to it; 1 person should hear from you")


async def test_goals_at_every_size_and_an_interview_that_leaves_its_goal(
    sample: Services, make_app: MakeApp
) -> None:
    for number in range(6):
        sample.goals.add(f"Goal {number} " + "long " * 20, why="why " * 90)
    app = make_app(sample, start="prep")
    async with app.run_test(size=(160, 50)) as pilot:
        await on(pilot, "prep")
        await pilot.press("equals_sign")
        await asked(pilot, "Which goal does talking with Ana Ruiz help decide?")
        assert text_of(app).count("Fit now") == 1  # it is still to come
        await until(pilot, lambda: "1 hardly" in text_of(app) and "5 very well" in text_of(app))
        await pilot.resize_terminal(60, 16)  # a number is its own place among them
        await until(pilot, lambda: "◂ 4 ▸ 1 hardly, 5 very well" in shown(app))
        await pilot.resize_terminal(160, 50)
        await pilot.press("left", "ctrl+s")
        await told(pilot, app, "Your conversation with Ana Ruiz (Tue 1 Dec) isn't linked to a goal")
        await on(pilot, "prep")
        await pilot.press("asterisk")
        await asked(pilot, "Goals")
        for size in ((160, 50), (120, 40), (80, 24), (60, 16), (40, 10)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda it=size: app.screen.size == it)
            await until(pilot, lambda: "WHY" in text_of(app) or app.size.height < 16)
            assert "esc" in text_of(app)
            assert len(text_of(app).splitlines()) <= size[1]
        await pilot.resize_terminal(60, 16)
        await pilot.press("k", "j", "G", "g", "j", "pagedown")
        body = app.screen.query_one("#body")
        await until(pilot, lambda: body.scroll_offset.y == 5)
        await pilot.press("pageup")
        await until(pilot, lambda: body.scroll_offset.y == 0)
        # the last goal by the end key: decided, with the conversation of someone who helped
        await pilot.press("end")
        await until(pilot, lambda: "▸ ✓ Data work" in text_of(app))
        await until(pilot, lambda: "Hugo Brandt, 6 Nov ████░ → ██░░░ fit 4 → 2" in shown(app))
        assert "1 done ruled out" in shown(app)
        await pilot.resize_terminal(100, 40)
        await until(pilot, lambda: "1 conversation ruled out, a clear answer" in shown(app))
        await until(pilot, lambda: "Hugo Brandt, 6 Nov ████░ → ██░░░ fit 4 → 2" in shown(app))
        await pilot.press("escape")
        await on(pilot, "prep")
        await pilot.press("2")
        await on(pilot, "contacts")
        await pilot.press("slash", *"beck", "enter", "equals_sign")
        await told(pilot, app, "You haven't talked with")
