"""The panes at every size, live, with names whose letters are not all one cell wide."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from itertools import pairwise

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.widget import Widget

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.drawing import cell_len
from infoint_tui.ui.widgets.detail import Detail, DetailPane
from infoint_tui.ui.widgets.insights_pane import PartLines
from tests.ui.conftest import text_of, until
from tests.ui.private_textual import strips_of

MakeApp = Callable[..., InfointApp]
SIZES = ((160, 50), (120, 40), (80, 24), (60, 16), (160, 50))
NAMES = (
    "小川 あおい 小川 あおい 小川 あおい",
    "Zoe\u0301 Ku\u0308nneth q\u0323\u0307",
    "👨\u200d👩\u200d👧 Family ❤\ufe0f\u200d🔥",
    "\U0001f1e9\U0001f1ea Flag 1\ufe0f\u20e3 👩🏽\u200d💻",
    "נועה שקד",
    "مُحَمَّد",
    "Maria-Theodora Annunziata Wolkenhorst-Achterlund van der Aa",
)
DISAGREED = re.compile("[\u200d\ufe00-\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""What terminals give different widths to."""


@pytest.fixture
def people(services: Services) -> Services:
    """A conversation planned with the first, all others on the board."""
    ids = []
    for name in NAMES:
        contact = services.contacts.add(
            name, organization=name, title=name, admire=name, how_we_know=name, notes=name
        )
        services.touches.log([contact.id], text=name, kind="message")
        services.follow_ups.note(contact.id, name)
        ids.append(contact.id)
    services.contacts.shortlist(ids)
    services.scheduling.schedule(ids[0], date(2026, 11, 24), time(15), place=NAMES[2])
    services.planning.plan_interview(ids[0])
    return services


def bars(app: InfointApp) -> list[tuple[int, ...]]:
    """For each line between the top and the bottom one, the cells where a bar stands."""
    found = []
    for line in text_of(app).splitlines()[1:-1]:
        assert not DISAGREED.search(line), ascii(line)
        at, cells = 0, []
        for sign in line:
            if sign == "│":
                cells.append(at)
            at += cell_len(sign)
        found.append(tuple(cells))
    return found


def edges(app: InfointApp) -> list[tuple[int, ...]]:
    """For each line between the top and the bottom one, the cells where another ground begins."""
    colors = app.get_css_variables()
    grounds = {Color.parse(colors[name]).rgb for name in ("background", "surface")}
    found = []
    for strip in strips_of(app)[1:-1]:
        assert not DISAGREED.search(strip.text), ascii(strip.text)
        at, before, cells = 0, None, []
        for text, style, _ in strip:
            ground = style.bgcolor.triplet if style and style.bgcolor else None
            if ground in grounds:
                if before not in (None, ground):
                    cells.append(at)
                before = ground
            at += cell_len(text)
        found.append(tuple(cells))
    return found


def parted(app: InfointApp, panes: int) -> tuple[int, ...]:
    """Where so many panes begin: in the same cells on every line."""
    found = [cells for cells in edges(app) if cells]
    if panes == 1:
        assert not found
        return ()
    whole = [cells for cells in found if len(cells) == panes - 1]  # others have a cursor's ground
    assert len(set(whole)) == 1, text_of(app)
    assert all(set(cells) <= set(whole[0]) for cells in found)
    assert len(whole) >= app.size.height * 2 // 3
    return whole[0]


def framed(app: InfointApp) -> None:
    """The sides of a dialog stand below its corners, on every line."""
    lines = text_of(app).splitlines()
    top, bottom = (next(y for y, line in enumerate(lines) if sign in line) for sign in "╭╰")
    corners = [cell_len(lines[top].split(sign)[0]) for sign in "╭╮"]
    for cells in bars(app)[top : bottom - 1]:  # which leaves out the first line
        assert set(corners) <= set(cells), text_of(app)


async def go(pilot: Pilot[None], key: str, name: str) -> None:
    await pilot.press(key)
    await until(pilot, lambda: getattr(pilot.app.screen, "NAME", "") == name)
    await pilot.pause()


async def test_panes_fit_and_begin_in_one_column(people: Services, make_app: MakeApp) -> None:
    app = make_app(people, start="contacts")
    async with app.run_test(size=SIZES[0]) as pilot:
        await until(pilot, lambda: "Maria-Theodora" in text_of(app))
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            panes = 3 if width >= 156 else 2 if width >= 100 else 1
            await go(pilot, "2", "contacts")
            at = parted(app, panes)
            widest = max(end - start for start, end in pairwise((-1, *at, width))) - 1
            assert widest <= width * (1, 1, 0.6, 0.47)[panes]

            await go(pilot, "3", "prep")
            panes = min(panes, 2)
            parted(app, panes)
            assert "QUESTION BANK" in text_of(app)
            assert ("PLAN" in text_of(app)) == (panes > 1)
            assert not app.screen.query_one(DetailPane).display
            assert not app.screen.query_one(Detail).can_focus  # the keys are the lists'

            await go(pilot, "5", "insights")
            parted(app, panes)

            await go(pilot, "4", "board")
            for line in text_of(app).splitlines():
                assert cell_len(line) <= width
        await go(pilot, "2", "contacts")
        await pilot.press("slash", *"family", "enter", "s")
        await until(pilot, lambda: "When" in text_of(app))
        for width, height in SIZES[:4]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            framed(app)


async def test_a_wider_terminal_cuts_nothing_that_a_narrower_one_shows_whole(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 50)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        cut: dict[str, list[int]] = {"contacts": [], "prep": [], "today": []}
        panes: dict[str, list[int]] = {name: [] for name in cut}
        for width in (100, 110, 120, 139, 140, 156, 160, 180):
            await pilot.resize_terminal(width, 50)
            for key, name in (("2", "contacts"), ("3", "prep"), ("1", "today")):
                await go(pilot, key, name)
                cut[name].append(text_of(app).count("…"))
                panes[name].append(max(map(len, edges(app))) + 1)
        for counts in cut.values():
            assert counts == sorted(counts, reverse=True)
        assert cut["contacts"][0] <= 3  # those no column has room for
        assert not any(cut["today"][-2:])
        assert panes == {
            "contacts": [1, 2, 2, 2, 2, 3, 3, 3],
            "prep": [2, 2, 2, 2, 2, 2, 2, 3],
            "today": [2, 2, 2, 2, 2, 2, 2, 2],
        }


async def test_the_third_pane_of_contacts_tells_the_story_and_scrolls(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(160, 30)) as pilot:
        await until(pilot, lambda: "TIMELINE" in text_of(app))
        person, story = app.screen.query(Detail)
        line = next(line for line in text_of(app).splitlines() if "CONVERSATIONS" in line)
        assert "Ana Ruiz" in line  # the panes begin on one line
        for words in ("NEXT", "CONVERSATIONS", "TIMELINE", "INTRODUCED YOU TO", "NOTES"):
            assert text_of(app).count(words) == 1
        await pilot.press("tab")
        assert app.focused is person
        await pilot.press("tab")
        assert app.focused is story
        await pilot.resize_terminal(160, 10)
        await until(pilot, lambda: story.max_scroll_y > 1)
        await pilot.press("G")
        assert story.scroll_offset.y == story.max_scroll_y
        assert person.scroll_offset.y == 0
        await pilot.press("tab")
        assert app.focused is app.screen.query_one("#people")
        await pilot.press("tab", "tab", "escape")
        assert app.focused is app.screen.query_one("#people")
        await pilot.press("tab", "tab")  # without a pane of its own, it goes on in the other
        await pilot.resize_terminal(120, 20)
        await until(pilot, lambda: app.focused is person)
        await pilot.press("escape")
        # someone with whom nothing has happened: the pane says so
        await pilot.press("slash", *"beck t")
        await until(pilot, lambda: "Nothing has happened yet" in text_of(app))


async def test_no_text_touches_a_bar_and_the_name_stays(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(60, 16)) as pilot:

        def beside(pane: Widget) -> set[str]:
            """What stands in the column before the bar of a pane that has more to show."""
            assert pane.max_scroll_y > 0
            lines = text_of(app).splitlines()[pane.region.y : pane.region.bottom]
            return {line.ljust(60)[pane.region.right - 2] for line in lines}

        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "NEWS" in text_of(app))
        detail, pane = app.screen.query_one("#detail", Detail), app.screen.query(DetailPane).first()
        name = text_of(app).splitlines()[pane.region.y]
        assert name.split() == ["Ana", "Ruiz", "say:", "AH-na", "roo-EETH", "Prepare"]
        while detail.cursor < len(detail.rows) - 1:
            assert beside(detail) == {" "}
            assert text_of(app).splitlines()[pane.region.y] == name
            before = detail.cursor, detail.scroll_y
            await pilot.press("j")
            await until(pilot, lambda it=before: (detail.cursor, detail.scroll_y) != it)
        assert detail.scroll_y == detail.max_scroll_y
        assert "followed her work" in text_of(app)
        await pilot.press("escape")
        await go(pilot, "5", "insights")
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Teo Maran, 19 Nov" in text_of(app))
        assert beside(app.screen.query_one(PartLines)) == {" "}


async def test_even_the_smallest_terminal_shows_the_way_out(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(40, 10)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        for key, name in (("2", "contacts"), ("3", "prep"), ("4", "board")):
            await go(pilot, key, name)
            assert "? help" in text_of(app).splitlines()[-1]
            assert "Ana" in text_of(app) or "Bo" in text_of(app)
        for size in ((20, 4), (8, 2), (1, 1), (40, 10)):
            await pilot.resize_terminal(*size)
            for key, name in (("2", "contacts"), ("3", "prep"), ("4", "board"), ("5", "insights")):
                await go(pilot, key, name)
        await go(pilot, "2", "contacts")
        for key in ("s", "e", "c", "question_mark"):
            await pilot.press(key)
            await until(pilot, lambda: app.screen.is_modal)
            await pilot.pause()
            assert "esc" in text_of(app).lower()
            await pilot.press("escape")
            await until(pilot, lambda: not app.screen.is_modal)


async def test_a_resize_under_a_dialog_leaves_no_stale_line(
    sample: Services, make_app: MakeApp
) -> None:
    last = (100, 30)
    screens = (("1", "today"), ("2", "contacts"), ("3", "prep"), ("4", "board"), ("5", "insights"))
    fresh = make_app(sample, start="contacts")
    async with fresh.run_test(size=last) as pilot:
        wanted = []
        for key, name in screens:
            await go(pilot, key, name)
            wanted.append(text_of(fresh))
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        for (key, name), text in zip(screens, wanted, strict=True):
            await pilot.resize_terminal(120, 40)
            await go(pilot, key, name)
            await pilot.press("question_mark")
            await until(pilot, lambda: app.screen.is_modal)
            for size in ((60, 16), last):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            await pilot.press("escape")
            await until(pilot, lambda: not app.screen.is_modal)
            await until(pilot, lambda it=text: text_of(app) == it)
