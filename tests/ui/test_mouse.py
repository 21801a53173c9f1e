"""Everything can be done by mouse alone, with the same result as by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from infoint_tui.bootstrap import sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.record import Record
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.drawing import cell_len
from tests.ui.conftest import text_of, until

MakeApp = Callable[..., InfointApp]
BO, FARAH, TEO = "Bo Lindqvist", "Farah Quint", "Teo Maran"
QUESTION = "What made you say yes to talking with me?"


class Mouse:
    """Moves and presses as a terminal reports them, so that the app makes its own clicks."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self._app = pilot.app

    def place(self, words: str) -> Offset:
        """Where those words are on the terminal, the first time."""
        for y, line in enumerate(text_of(self._app).splitlines()):
            if words in line:
                return Offset(cell_len(line[: line.index(words)]) + 1, y)
        raise AssertionError(f"no {words!r} in:\n{text_of(self._app)}")

    async def click(self, words: str) -> None:
        """Click on those words as soon as they are there."""
        await until(self._pilot, lambda: words in text_of(self._app))
        at = self.place(words)
        await self.send(events.MouseDown, at)
        await self.send(events.MouseUp, at)

    async def hold(self, words: str, to: Offset, button: int = 1) -> None:
        """Press on those words, not on a message that has them too, and move to a place."""
        self._app.clear_notifications()
        await until(self._pilot, lambda: not self._app.screen.query("Toast"))
        at = self.place(words)
        await self.send(events.MouseDown, at, button)
        await self.send(events.MouseMove, Offset(at.x + 2, at.y), button)
        await self.send(events.MouseMove, to, button)

    async def send(self, kind: type[events.MouseEvent], at: Offset, button: int = 1) -> None:
        """Report one event."""
        x, y = at
        self._app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))
        await self._pilot.pause()


async def by_keys(pilot: Pilot[None]) -> None:
    """Set a time with Bo, pick a question for Ana, thank Farah."""
    await pilot.press("slash", *"bo l", "enter", "s")
    await until(pilot, lambda: "When" in text_of(pilot.app))
    await pilot.press(*"tue 15:00", "ctrl+s")
    await until(pilot, lambda: "agreed: Tue 24 Nov, 15:00" in text_of(pilot.app))
    await pilot.press("3")
    await until(pilot, lambda: QUESTION in text_of(pilot.app))
    await pilot.press("j", "j", "space", "4")
    await until(pilot, lambda: FARAH in text_of(pilot.app))
    await pilot.press("l", "l", "l", "t")


async def by_mouse(pilot: Pilot[None]) -> None:
    """The same; only the time is typed, into the field that was clicked."""
    mouse = Mouse(pilot)
    await mouse.click(BO)
    await mouse.click(". what happened")
    await mouse.click("We set a time")
    await mouse.click("When")
    await pilot.press(*"tue 15:00")
    await mouse.click("save")
    await until(pilot, lambda: "agreed: Tue 24 Nov, 15:00" in text_of(pilot.app))
    await mouse.click("3 Prep")
    await mouse.click(QUESTION)
    await mouse.click(QUESTION)
    await mouse.click("4 Board")
    await mouse.click(FARAH)
    await mouse.click("t thank-you sent")


def records(services: Services) -> set[str]:
    """What the file says, without what is drawn by lot."""

    def said(record: Record) -> str:
        return record.model_dump_json(exclude={"id", "rev", "contact_id", "interview_id", "about"})

    overview = services.overview
    found: set[str] = set()
    for row in overview.rows():
        dossier = overview.dossier(row.id)
        assert dossier is not None
        found |= {f"{row.name}: {said(interview)}" for interview in dossier.interviews}
        found |= {f"{row.name}: {said(touch)}" for touch in dossier.touches}
        found |= {f"{row.name}: {said(item)}" for item in dossier.follow_ups}
    return found


@pytest.fixture
def two(clock: FixedClock) -> Iterator[tuple[Services, Services]]:
    """The sample people twice."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(sample_services(clock)) for _ in range(2))
        yield one, other


async def test_schedule_pick_and_thank_leave_the_same_records_as_by_keys(
    two: tuple[Services, Services], make_app: MakeApp
) -> None:
    before = records(two[0])
    for services, drive in zip(two, (by_keys, by_mouse), strict=True):
        app = make_app(services, start="contacts")
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda app=app: BO in text_of(app))  # type: ignore[misc]
            await drive(pilot)
            await until(pilot, lambda app=app: f"Thanked {FARAH}" in text_of(app))  # type: ignore[misc]
    by_key, with_mouse = map(records, two)
    assert with_mouse == by_key
    assert len(by_key - before) >= 4  # Bo's time, Ana's plan, Farah's conversation and thank-you


async def test_a_card_is_dragged(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="board")
    revision = partial(getattr, sample.overview, "revision")

    def column(name: str) -> Any:
        card = sample.overview.card(sample.contacts.find(name).id)
        return card.column if card else None

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: BO in text_of(app))
        mouse, first = Mouse(pilot), revision()
        waiting, below = mouse.place("Waiting 3"), Offset(25, 36)

        # esc, the own column, a column too far, the last one, the right button: nothing happens
        await mouse.hold(BO, waiting)
        assert "→Waiting 3" in text_of(app)
        await pilot.press("escape")
        assert "→Waiting" not in text_of(app)
        await mouse.send(events.MouseUp, waiting)
        await mouse.hold(BO, waiting)
        await mouse.send(events.MouseMove, mouse.place(BO))
        assert "→Waiting" not in text_of(app)
        await mouse.send(events.MouseUp, mouse.place(BO))
        await mouse.send(events.MouseMove, waiting)  # nothing is held any more
        assert "One step" not in text_of(app)
        await mouse.hold(BO, waiting, button=3)
        assert "→Waiting" not in text_of(app)
        await mouse.send(events.MouseUp, waiting)
        prepare = mouse.place("Prepare 3")
        await mouse.hold(BO, prepare)
        await mouse.send(events.MouseUp, prepare)
        await until(pilot, lambda: f"{BO} goes to Waiting first." in text_of(app))
        assert (revision(), column(BO)) == (first, "ask")
        assert app.screen.contact_id == sample.contacts.find(BO).id  # type: ignore[attr-defined]

        # to the right it is the step, to the left it is taken back
        await mouse.hold(BO, below)
        await mouse.send(events.MouseUp, below)
        await until(pilot, lambda: f"Asked {BO} - u undoes" in text_of(app))
        assert column(BO) == "waiting"
        ask = mouse.place("Ask 4")
        await mouse.hold(BO, ask)
        assert "←Ask 4" in text_of(app)
        await mouse.send(events.MouseUp, ask)
        await until(pilot, lambda: f"Moved back: {BO} to Ask" in text_of(app))
        assert column(BO) == "ask"

        # a step that asks, asks; on a smaller terminal the strip of all columns is there to drop on
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Chidi Eze" in text_of(app))
        await mouse.hold("Chidi Eze", mouse.place("Prepare 3"))
        await mouse.send(events.MouseUp, mouse.place("Prepare 3"))
        await until(pilot, lambda: "What did Chidi Eze say?" in text_of(app))
        await mouse.click("cancel")
        await until(pilot, lambda: "What did" not in text_of(app))
        await mouse.hold("Chidi Eze", mouse.place("Keep in touch 6"))
        await mouse.send(events.MouseUp, mouse.place("Keep in touch 6"))
        await until(pilot, lambda: "Chidi Eze goes to Prepare first." in text_of(app))
        assert column("Chidi Eze") == "waiting"
