from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.follow_through.board import Board
from infoint_tui.domain.insights.afterwards import Names
from infoint_tui.domain.insights.figures import FigureSection, Material, Person, Quote, Share
from infoint_tui.domain.insights.funnel import Results
from infoint_tui.domain.insights.insights import findings
from infoint_tui.domain.insights.parts import Part, parts
from infoint_tui.domain.insights.themes import GoalSaid, Levels, Said, Skill, Skills
from infoint_tui.domain.insights.tree import Node, Tree
from infoint_tui.domain.insights.weeks import Weeks
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.services.sample import fill
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import cell_len
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.screens.insights import InsightsScreen
from infoint_tui.ui.shell.session import SessionFile
from infoint_tui.ui.widgets.insights_find import PartIndex
from infoint_tui.ui.widgets.insights_lines import bar_cells, rows_of, trend
from infoint_tui.ui.widgets.insights_pane import PartLines, PartList, PartRow
from infoint_tui.ui.widgets.top_line import TopLine
from tests.ui.conftest import text_of, until

MakeApp = Callable[..., InfointApp]
TODAY = date(2026, 11, 22)
ANA, BO = Person("a", "Ana Ruiz"), Person("b", "Bo Lindqvist")

RESULTS = Results(Share(0, 11), Share(1, 11), Share(11, 11), Share(3, 11))
SKILLS = Skills(11, (Skill("plain writing", (ANA, BO)), Skill("SQL", (ANA,))))
SAID = Said(
    (
        GoalSaid(
            "Grids",
            (),
            (Quote("calm people", ANA, date(2026, 11, 10)),),
            (),
            (Quote("paper maps on every wall", BO, date(2026, 10, 19)),),
        ),
        GoalSaid("no goal", (), (), (Quote("nights", ANA, date(2026, 11, 10)),), ()),
    )
)


def tree(names: str) -> Tree:
    """A tree of one-letter people, each depth as a digit before the letter: "0A 1B"."""
    return Tree(tuple(Node(Person(n[1:], n[1:]), int(n[0]), "asked") for n in names.split()))


def part_of(*sections: FigureSection) -> Part:
    return Part("What people said", "12 quotes", sections)


def drawn(section: FigureSection, width: int, shown: set[int] | None = None) -> list[str]:
    """The lines of a section as drawn, or those at some places, without its heading."""
    places = range(len(section.lines)) if shown is None else shown
    rows = rows_of(part_of(section), [at + 1 for at in places], TODAY, width)
    lines = ["".join(text for text, _ in row.pieces).rstrip() for row in rows]
    assert all(cell_len(line) <= width for line in lines)
    return lines[next((at for at, row in enumerate(rows) if row.first), 0) :]


# --- parts ----------------------------------------------------------------------------------------


def test_the_list_has_each_part_with_its_finding_or_what_a_search_found() -> None:
    rows = PartList()
    part = part_of(SAID)

    def line(row: PartRow, width: int) -> str:
        return "".join(text for text, _ in rows.draw(row, width))

    assert line(PartRow("said", part), 40) == "   What people said           12 quotes "
    assert line(PartRow("said", part, 3), 40) == "   What people said             3 found "
    assert line(PartRow("said", part), 24) == "   What people said     "


def test_headings_divide_a_part_and_the_cursor_skips_them() -> None:
    part = part_of(SKILLS, SAID)
    rows = rows_of(part, range(len(part.lines)), TODAY, 44)
    lines = ["".join(text for text, _ in row.pieces).rstrip() for row in rows]
    assert lines[:4] == [
        "SKILLS PEOPLE MENTIONED             2 skills",
        "plain writing  █░░░░░  2 of 11 (Ana Ruiz, Bo",
        "                       Lindqvist)",
        "SQL            █░░░░░  1 of 11 (Ana Ruiz)",
    ]
    assert lines[4:7] == ["", "GOOD, BAD, SURPRISING                3 notes", "Grids"]
    assert [row.at for row in rows[:7]] == [None, 1, 1, 2, None, None, 4]
    # only what is to be shown, with its heading
    found = rows_of(part, [2], TODAY, 44)
    assert [row.at for row in found] == [None, 2]
    empty = parts(findings(Material(TODAY, (), (), Board(), (), {})), Keymap().key)
    assert rows_of(empty["said"], [1], TODAY, 44) == ()


def test_weeks_are_small_bars_and_the_same_in_words() -> None:
    weeks = Weeks((0, 0, 1, 4, 2), (0, 0, 0, 0, 0), (1, 1, 0, 0, 1))
    assert drawn(weeks, 60) == [
        "asks           ▁▁▃█▅  7, 2 this week",
        "conversations  ▁▁▁▁▁  0, 0 this week",
        "thank-yous     ██▁▁█  3, 1 this week",
    ]
    assert drawn(weeks, 24)[0] == "asks       7, 2 this"
    assert trend((0, 1, 100)) == "▁▂█"  # only nothing looks like nothing


# --- lines ----------------------------------------------------------------------------------------


def test_figures_stand_in_columns_with_bars_to_scale() -> None:
    assert drawn(RESULTS, 59) == [
        "an offer            ░░░░░░░░░░░░░░░░░░░░  0 of 11",
        "  often quoted, never well sourced: 1 offer in 12; resumes",
        "  1 in 200",
        "a formal interview  ██░░░░░░░░░░░░░░░░░░  1 of 11",
        "an introduction     ████████████████████  11 of 11",
        "a lead              █████░░░░░░░░░░░░░░░  3 of 11",
    ]
    # labels are broken before the bar is lost, and figures before they are cut
    assert drawn(RESULTS, 40, {0, 1, 2}) == [
        "an offer            ░░░░░░░░░░  0 of 11",
        "  often quoted, never well sourced: 1",
        "  offer in 12; resumes 1 in 200",
        "a formal interview  █░░░░░░░░░  1 of 11",
    ]
    assert drawn(RESULTS, 40, {4}) == ["a lead              ███░░░░░░░  3 of 11"]
    assert drawn(RESULTS, 24, {4}) == ["a lead     3 of 11"]
    assert drawn(Names(4, 11, 0.4), 40) == [
        "names per           0.4 (4 names in 11",
        "conversation        conversations)",
    ]
    assert drawn(Names(4, 11, 0.4), 30) == [
        "names per      0.4 (4 names in",
        "conversation   11",
        "               conversations)",
    ]
    assert drawn(SKILLS, 44) == [
        "plain writing  █░░░░░  2 of 11 (Ana Ruiz, Bo",
        "                       Lindqvist)",
        "SQL            █░░░░░  1 of 11 (Ana Ruiz)",
    ]
    assert drawn(Names(4, 11, 0.4), 60) == [
        "names per conversation  0.4 (4 names in 11 conversations)"
    ]
    levels = Levels(2, {"manager": 2, "executive": 0})
    assert drawn(levels, 40) == ["manager  ████████████████████  2 of 2", "no executive yet"]
    assert [bar_cells(Share(n, 1000), 10) for n in (0, 1, 500, 999, 1000)] == [0, 1, 5, 9, 10]


def test_quotes_stand_under_their_heading_with_who_said_them() -> None:
    assert drawn(SAID, 44) == [
        "Grids",
        "  good                        1 conversation",
        "    calm people             Ana Ruiz, 10 Nov",
        "  surprising                  1 conversation",
        "    paper maps on every wall",
        "                        Bo Lindqvist, 19 Oct",
        "",
        "no goal",
        "  bad                         1 conversation",
        "    nights                  Ana Ruiz, 10 Nov",
    ]
    assert drawn(SAID, 24, {0, 3, 4}) == [
        "Grids",
        "  surprising",
        "          1 conversation",
        "    paper maps on every",
        "    wall",
        "    Bo Lindqvist, 19 Oct",
    ]
    assert drawn(SAID, 6, {0}) == ["Grids"]


def test_the_tree_has_thin_lines() -> None:
    assert drawn(tree("0Ana 1Bo 2Chi 2Dana 1Eve 2Farah 0Gus 1Hal"), 60) == [
        "Ana          asked",
        "├ Bo         asked",
        "│ ├ Chi      asked",
        "│ └ Dana     asked",
        "└ Eve        asked",
        "  └ Farah    asked",
        "",
        "Gus          asked",
        "└ Hal        asked",
    ]
    long = tree("0Ana 1Bo 1Chi").people
    named = Node(Person("x", "Maria-Theodora Annunziata"), 1, None)
    assert drawn(Tree((long[0], named, long[2])), 20) == [
        "Ana            asked",
        "├ Maria-Theodora",
        "│ Annunziata",
        "└ Chi          asked",
    ]
    chain = Tree(tuple(Node(Person(str(n), str(n)), n, "asked") for n in range(2000)))
    assert drawn(chain, 30)[-1].endswith(" └ 1999    asked")


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn(Tree(()), 60) == drawn(RESULTS, 60, set()) == drawn(RESULTS, 0) == []
    assert drawn(tree("0\u3164"), 60) == ["    asked"]  # a name without a visible letter


def test_a_search_keeps_the_headings_of_what_it_finds() -> None:
    index = PartIndex(
        {
            "leads": Part("Where it leads", "", (RESULTS,)),
            "said": part_of(SKILLS, SAID),
            "tree": Part("Introductions", "", (tree("0Ana 1Bo 0Gus 1Hal"),)),
        }
    )

    def found(typed: str) -> dict[str, list[int]]:
        return {key: sorted(at) for key, at in index.find(typed).lines.items()}

    assert found("") == {
        "leads": list(range(6)),
        "said": list(range(12)),
        "tree": list(range(5)),
    }
    assert found("NIGHTS") == {"said": [3, 9, 10, 11]}
    assert found("grids maps") == {"said": [3, 4, 7, 8]}  # a heading above, and its own words
    assert found("results offer") == {"leads": [0, 1, 2]}
    assert found("skills") == {"said": [0, 1, 2]}  # the title of a section: the whole of it
    assert found("where leads") == {"leads": list(range(6))}  # that of a part: all of it
    assert found("hal") == {"tree": [0, 3, 4]}
    assert found("nigths") == {"said": [3, 9, 10, 11]}  # spelled alike
    assert found("xyz") == {}
    assert index.find("ruiz").counts == {"said": 4}


def test_the_tabs_give_way_on_a_narrow_terminal() -> None:
    line = TopLine("insights", Keymap(), "")
    line.show_counts({"today": 4, "board": 12})

    def tabs(room: int) -> str:
        lead, found, gap = line._arrange(room)
        cells = (f" {title} {count}".ljust(len(title) + gap + 1) for _, title, count in found)
        return (
            lead
            + "".join(
                cell + " " * gap * bool(count)
                for cell, (*_, count) in zip(cells, found, strict=True)
            ).rstrip()
        )

    assert tabs(90) == " infoint   1 Today 4   2 Contacts   3 Prep   4 Board 12   5 Insights"
    assert tabs(65) == " 1 Today 4   2 Contacts   3 Prep   4 Board 12   5 Insights"
    assert tabs(58) == " 1 Today 4  2 Contacts  3 Prep  4 Board 12  5 Insights"
    assert tabs(53) == " 1 Today  2 Contacts  3 Prep  4 Board  5 Insights"
    assert tabs(33) == " 1  2  3  4  5 Insights"


# --- the screen -----------------------------------------------------------------------------------


def screen(app: InfointApp) -> InsightsScreen:
    assert isinstance(app.screen, InsightsScreen)
    return app.screen


def part(app: InfointApp) -> str | None:
    return screen(app).query_one(PartList).key


def lines(app: InfointApp) -> PartLines:
    return screen(app).query_one(PartLines)


async def ready(pilot: Pilot[None]) -> None:
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, InsightsScreen) and app.screen.is_ready)
    await pilot.pause()


async def test_reading_what_came_of_it(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="insights", hints=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        for words in ("17 of 21 answered", "71 quotes", "1 of 2 ruled out", "9 people, 3 deep"):
            assert words in text_of(app)
        assert "HOW FAR IT WENT" in text_of(app)
        # a line about nobody, then back; the cursor goes from line to line, not to headings
        await pilot.press("enter", "j")
        assert app.focused is lines(app)
        assert "▸  answered, yes or no" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: "This line isn't about one person" in app.messages[0].words)
        await pilot.press("escape")
        assert app.focused is screen(app).query_one(PartList)
        # what they said by organization, and that as plain text
        await pilot.press("v")
        await until(pilot, lambda: "What people said, by organization" in app.messages[0].words)
        assert part(app) == "said"
        assert "Dunmarrow University" in text_of(app)
        await pilot.press("y")
        await until(pilot, lambda: "Copied “What people said”" in app.messages[0].words)
        assert app.clipboard.startswith(
            "What people said: 71 quotes\n"
            "  Good, bad, surprising: 40 notes\n"
            "    Dunmarrow University\n"
        )
        # whoever is under the cursor is opened in Contacts, and the place is kept
        await pilot.press("enter", "j", "j")
        line = lines(app).line
        assert line
        assert line.by
        await pilot.press("full_stop")  # what happened, with them
        await until(pilot, lambda: f"What happened with {line.by.name}?" in text_of(app))  # type: ignore[union-attr]
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_asking)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: app.screen.contact_id == line.by.id)  # type: ignore[attr-defined, union-attr]
        await pilot.press("5")
        await ready(pilot)
        assert (part(app), lines(app).key) == ("said", "3")
        # the tree, from its top, by keys that come faster than the lines can follow
        await pilot.press("escape")
        screen(app).action_cursor_bottom()
        screen(app).action_open()
        screen(app).action_cursor_bottom()
        await until(pilot, lambda: "└ Teo Maran" in text_of(app))
        assert (part(app), lines(app).cursor) == ("introductions", len(lines(app).rows) - 1)
        await pilot.press("g", "escape", "g")
        assert part(app) == "leads"


async def test_searching_parts_and_lines(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="insights", hints=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"vera")
        await until(pilot, lambda: "3 of 4" in text_of(app) and " found" in text_of(app))
        await pilot.press("enter", "enter", "j", "j")
        assert part(app) == "said"
        shown = text_of(app)
        assert "calm people" in shown
        assert "Data work on power grids" in shown
        assert "trust" not in shown  # Teo's
        assert "health care" not in shown
        await pilot.press("escape")  # back to the parts; the filter stays
        assert "3 of 4" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: "4 of 4" in text_of(app))
        assert part(app) == "said"
        await pilot.press("slash", *"zzzz", "enter")
        await until(pilot, lambda: "Nothing matches “zzzz”" in text_of(app))
        await pilot.press("enter", "y", "j")
        assert not app.clipboard
        assert app.focused is screen(app).query_one(PartList)
        # clicks: a part, a line, and the same line again
        await pilot.press("escape")
        await pilot.click(PartList, offset=(8, 2))
        await until(pilot, lambda: part(app) == "goals")
        await pilot.click(PartLines, offset=(8, 4))
        await until(pilot, lambda: app.focused is lines(app) and lines(app).key == "3")
        await pilot.click(PartLines, offset=(8, 4))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_panes_at_every_size_live(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="insights", hints=False)
    async with app.run_test(size=(160, 50)) as pilot:
        await ready(pilot)
        for width, height in ((160, 50), (99, 24), (80, 24), (60, 16), (40, 10)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width: app.screen.size.width == w)
            await pilot.pause()
            # the findings and the first figures are there together
            await until(pilot, lambda: "17 of 21" in text_of(app) and "Goals" in text_of(app))
            assert "HOW FAR" in text_of(app) or height < 16
            await pilot.press("enter")
            is_alone = width < 100 and height < 20
            await until(pilot, lambda one=is_alone: ("Goals" in text_of(app)) != one)
            assert "people asked" in text_of(app)
            await pilot.press("escape")
            await until(pilot, lambda: "Goals" in text_of(app))
            assert all(cell_len(line) <= width for line in text_of(app).split("\n"))
        # a quote on several lines is one row for the mouse, too
        await pilot.resize_terminal(30, 16)
        await pilot.press("slash", *"steady", "enter", "enter", "g")
        await until(pilot, lambda: lines(app).line)
        row = next(y for y, each in enumerate(lines(app).rows) if lines(app).goes_on(each))
        await pilot.click(PartLines, offset=(8, row + 2))
        await until(pilot, lambda: lines(app).line and "steady" in lines(app).line.text)  # type: ignore[union-attr]
        await pilot.click(PartLines, offset=(8, row + 2))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_nobody_yet_and_coming_back(
    tmp_path: Path, services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    sessions = SessionFile(tmp_path / "session.json", services.context.repository.path)
    app = make_app(services, sessions=sessions, start="insights")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        assert "No step taken yet: + on a person is the" in text_of(app)
        await pilot.press("enter", "enter", "y")
        assert app.clipboard.startswith("Where it leads\n  No step taken yet")
        await pilot.press("escape")
        # what changes is seen at once
        fill(services.context)
        screen(app).catch_up()
        await until(pilot, lambda: "17 of 21 answered" in text_of(app))
        await pilot.press("slash", *"talk", "enter", "j", "q")
        await until(pilot, lambda: not app.is_running)
    again = build_services(services.context.repository.path, clock=clock, settings=Settings())
    app = make_app(again, sessions=sessions)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert screen(app).query_one(SearchInput).value == "talk"
        assert part(app) == sessions.read().states["insights"]["part"] != "leads"


def test_hostile_words_stay_literal() -> None:
    evil = "\x1b]52;c;aGk=\x07[/] [@click=app.quit]x[/]\u202e\nnext"
    who = Person("x", evil)
    parts = (
        Skills(3, (Skill(evil, (who,)),)),
        Said((GoalSaid(evil, (), (Quote(evil, who, TODAY),), (), ()),)),
        Tree((Node(who, 0, None),)),
    )
    for each in parts:
        for width in (90, 30):
            shown = " ".join(drawn(each, width))
            assert "[/]" in shown
            assert not [sign for sign in shown if sign < " " or sign == "\u202e"]
