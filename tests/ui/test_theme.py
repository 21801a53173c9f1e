"""The colours can be told apart and read, and where there are none nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.theme import Theme

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.shell.theme import (
    COLOURLESS,
    CONTRAST,
    DARK,
    LIGHT,
    LOOKS,
    MONO,
    SIXTEEN,
    THEMES,
    first_theme,
)
from infoint_tui.ui.widgets.detail import Detail
from tests.terminal import terminal
from tests.ui.conftest import text_of, until
from tests.ui.host import Host
from tests.ui.private_textual import strips_of

MakeApp = Callable[..., InfointApp]
COLOURED = (DARK, LIGHT, CONTRAST, SIXTEEN)
TEXTS = ("foreground", "muted", "accent", "secondary", "warning", "error", "success")
TONES = ("foreground", "muted", "accent", "warning", "error", "success")
"""What is told apart by its color alone beside other text."""
GROUNDS = ("background", "surface", "panel", "cursor-line", "field")
FILLED = (("chip-text", "chip"), ("badge-text", "badge"))
TINT = 0.05
"""Textual blends so much of the foreground into a field that has the focus."""
COLOUR = re.compile(r"\x1b\[(?:[\d:]*;)*(?:[34]\d|9\d|10\d)(?:[;:][\d:]*)*m")
"""An escape sequence that sets a colour, be it the default one."""


def luminance(color: Color) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [each / 255 for each in color.rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def test_the_formula() -> None:
    assert contrast(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    found = variables(theme)
    grounds = {name: Color.parse(found[name]) for name in GROUNDS}
    grounds["focused field"] = grounds["background"].blend(Color.parse(found["foreground"]), TINT)
    least = 7 if theme is CONTRAST else 4.5
    for text, (name, ground) in product(TEXTS, grounds.items()):
        ratio = contrast(Color.parse(found[text]), ground)
        assert ratio >= least, f"{theme.name}: {text} on {name} is {ratio:.2f}"
    filled = [tuple(Color.parse(found[name]) for name in pair) for pair in FILLED]
    filled.append((filled[0][0], Color.parse(found["secondary"])))  # on what is offered
    if theme is not SIXTEEN:  # there, letters and ground change places
        assert all(contrast(*pair) >= least for pair in filled)
    selected = Color.parse(found["input-selection-background"])
    assert contrast(Color.parse(found["foreground"]), selected) >= least


def drawn(app: InfointApp, within: Region) -> Iterator[tuple[str, Style]]:
    """The words that stand within a part of the terminal, each with its style."""
    for line in strips_of(app)[within.y : within.bottom]:
        for segment in line.crop(within.x, within.right):
            if segment.style and any(map(str.isalnum, segment.text)):
                yield segment.text.strip(), segment.style


def readable(style: Style) -> bool:
    """Whether the letters stand out enough; without colours they are as the terminal has them."""
    if not (style.color and style.color.triplet and style.bgcolor and style.bgcolor.triplet):
        return not (style.color or style.bgcolor)
    return contrast(Color(*style.color.triplet), Color(*style.bgcolor.triplet)) >= 4.5


async def test_what_is_drawn_can_be_read_with_colours_and_without(
    sample: Services, make_app: MakeApp
) -> None:
    app = make_app(sample, start="contacts")

    async def check(region: Region) -> None:
        for theme in (LIGHT, MONO):
            app.theme = theme.name
            await pilot.pause()
            assert not [text for text, style in drawn(app, region) if not readable(style)]

    async with app.run_test(size=(112, 40)) as pilot:
        await until(pilot, lambda: "Data lead" in text_of(app))
        await pilot.mouse_down(Detail, offset=(2, 0))
        await pilot.hover(Detail, offset=(13, 0))
        await pilot.mouse_up(Detail, offset=(13, 0))
        await check(app.screen.region)
        assert app.theme == MONO.name
        assert dict(drawn(app, app.screen.region))["ay: AH-na ro"].reverse

        await pilot.press("slash", *"lum", "enter")
        await until(pilot, lambda: "4 of 44" in text_of(app))
        await check(app.screen.region)
        matched = [style for text, style in drawn(app, app.screen.region) if text == "Lum"]
        assert all(style.underline for style in matched)
        assert len(matched) == 3

        await pilot.press("n", "ctrl+o")
        await until(pilot, lambda: "what you admire" in text_of(app))
        panel = app.screen.query_one("#panel").region
        await check(panel)
        words = dict(drawn(app, panel))
        assert words["what you admire about their work"].dim  # or it would look like an answer
        assert not {"Ana Ruiz"} & {text for text, _ in drawn(app, app.screen.region)}


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
def test_grounds_and_tones_differ_in_256_colours(theme: Theme) -> None:
    found = variables(theme)
    for names in (TONES, ("background", "panel"), ("background", "cursor-line")):
        mapped = {down(found[name], ColorSystem.EIGHT_BIT) for name in names}
        assert len(mapped) == len(names)


def test_sixteen_colours_stay_what_they_are() -> None:
    found = variables(SIXTEEN)
    mapped = {name: down(found[name], ColorSystem.STANDARD) for name in (*TONES, "background")}
    assert mapped == {
        "foreground": 15,
        "muted": 7,
        "accent": 14,
        "warning": 11,
        "error": 9,
        "success": 10,
        "background": 0,
    }


def down(color: str, system: ColorSystem) -> int | None:
    return RichColor.from_rgb(*Color.parse(color).rgb).downgrade(system).number


def test_every_theme_says_in_attributes_what_it_does_not_say_in_colours() -> None:
    for theme in (SIXTEEN, MONO):
        assert "reverse" in theme.variables["cursor-style"]
        assert "reverse" in theme.variables["focus-style"]
        assert theme.variables["accent-style"] != "none"
        assert theme.variables["field-style"] != "none"  # a field has no ground of its own
    assert all(theme.variables.keys() >= DARK.variables.keys() for theme in THEMES)
    assert list(LOOKS) == [theme.name for theme in THEMES]


@pytest.mark.parametrize(
    ("wanted", "environment", "theme"),
    [
        (None, {"TERM": "xterm-256color"}, DARK),
        (None, {"TERM": "xterm-kitty"}, DARK),
        (None, {"TERM": "xterm", "COLORTERM": "truecolor"}, DARK),
        (None, {"TERM": "xterm"}, SIXTEEN),
        (None, {}, SIXTEEN),
        ("infoint-light", {"TERM": "xterm"}, LIGHT),
        ("infoint-light", {"NO_COLOR": "1"}, MONO),
        (None, {"NO_COLOR": "", "COLORTERM": "24bit"}, DARK),
    ],
)
def test_the_theme_to_begin_with(
    wanted: str | None, environment: dict[str, str], theme: Theme
) -> None:
    assert first_theme(wanted, environment) == theme.name


def test_without_colours_the_attributes_stay() -> None:
    style = Style(color="red", bgcolor="blue", bold=True, reverse=True, meta={"@click": "go"})
    left, bare = COLOURLESS.apply([Segment("a", style), Segment("b")], Color(0, 0, 0))
    assert left.style == Style(bold=True, reverse=True, meta={"@click": "go"})
    assert (left.text, bare) == ("a", Segment("b"))


def test_only_the_theme_without_colours_leaves_them_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")  # set, but empty: nothing is asked for
    app: InfointApp = Host(lambda: None)  # type: ignore[arg-type, return-value]  # it is not run
    assert not [each for each in app.get_line_filters() if "Mono" in type(each).__name__]
    app.theme = MONO.name
    assert app.get_line_filters() == (COLOURLESS,)


def test_no_color_sends_no_colour_and_shows_the_cursor(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "NO_COLOR": "1"}
    with terminal("demo", "--screen", "contacts", env=env) as app:
        app.wait_for_text("Ana Ruiz", "commands")
        app.settle()
        app.press("/")
        app.wait_for_text("search")
        app.press("lum")
        app.wait_for_text("of 44")
        app.press("\r")
        app.settle(0.2)
        app.press("?")
        app.wait_for_text("Open the contact.")
        sent = app.sent.decode(errors="replace")
    assert not COLOUR.search(sent), COLOUR.search(sent)
    assert re.search(r"\x1b\[[\d;]*\b7m[^\x1b]*▸", sent) or re.search(r"\x1b\[[\d;]*;7m", sent)
    assert re.search(r"\x1b\[[\d;]*\b4[;m][^\x1b]*Lum", sent)  # what matched is underlined


def test_sixteen_colours_are_chosen_where_there_are_no_more(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TERM": "xterm"}
    with terminal("demo", "--screen", "contacts", env={**env, "COLORTERM": ""}) as app:
        app.wait_for_text("Ana Ruiz", "commands")
        app.settle()
        sent = app.sent.decode(errors="replace")
    assert "[38;" not in sent
    assert "[48;" not in sent
    assert re.search(r"\x1b\[[\d;]*\b7;?[\d;]*m", sent)  # the cursor's row is reversed
