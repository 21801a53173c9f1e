"""The colors: one accent, one muted tone, one warning and one alert tone.

The variables ending in "style" express with attributes what color expresses elsewhere; they are
what matters with few colors or none. `key` is how a key is written in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

_PLAIN_STYLES = {
    "cursor-style": "bold",
    "focus-style": "none",
    "accent-style": "none",
    "active-style": "bold",
    "key-style": "none",
    "warning-style": "none",
    "field-style": "none",
    "hint-style": "none",
    "veil": "60%",
}
"""The styles for themes where colors do the work.

They are for the cursor's row, what has the focus, what a search matched, what is active, the keys
of the bottom line, what is late, where the user can type, and the hint in an empty field. The
veil is how much of the screen below a dialog is hidden.
"""

DARK = Theme(
    name="infoint-dark",
    primary="#7fb4ca",
    accent="#7fb4ca",
    secondary="#8ba4b0",
    warning="#e0b566",
    error="#f08a7e",
    success="#98bb7c",
    foreground="#d8dbe0",
    background="#16181d",
    surface="#16181d",
    panel="#22262e",
    dark=True,
    variables={
        **_PLAIN_STYLES,
        "muted": "#9299a6",
        "line": "#343a45",
        "cursor-line": "#29303b",
        "block-cursor-foreground": "#d8dbe0",
        "block-cursor-background": "#29303b",
        "input-selection-background": "#3d4b5c",
        "key": "#7fb4ca",
    },
)
LIGHT = Theme(
    name="infoint-light",
    primary="#1f6480",
    accent="#1f6480",
    secondary="#4a5c66",
    warning="#805400",
    error="#a8281c",
    success="#35660f",
    foreground="#22262c",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efece6",
    dark=False,
    variables={
        **_PLAIN_STYLES,
        "muted": "#5f6670",
        "line": "#d2cfc8",
        "cursor-line": "#e3e8ea",
        "block-cursor-foreground": "#22262c",
        "block-cursor-background": "#e3e8ea",
        "input-selection-background": "#bcd3dd",
        "key": "#1f6480",
    },
)
CONTRAST = Theme(
    name="infoint-contrast",
    primary="#8fe3ff",
    accent="#8fe3ff",
    secondary="#d6d6d6",
    warning="#ffd866",
    error="#ffab9f",
    success="#a6f58d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        **_PLAIN_STYLES,
        "accent-style": "bold",
        "muted": "#d6d6d6",
        "line": "#a0a0a0",
        "cursor-line": "#00304d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#00304d",
        "input-selection-background": "#004a6b",
        "key": "#8fe3ff",
    },
)
SIXTEEN = Theme(
    # Exactly the colors of a 16-color terminal, so that none is replaced by another there. Few
    # pairs are sure to differ, so the cursor's row is reversed instead.
    name="infoint-16",
    primary="#55ffff",
    accent="#55ffff",
    secondary="#aaaaaa",
    warning="#ffff55",
    error="#ff5555",
    success="#55ff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        **_PLAIN_STYLES,
        "cursor-style": "reverse",
        "focus-style": "reverse",
        "accent-style": "underline",
        "field-style": "underline",
        "muted": "#aaaaaa",
        "line": "#aaaaaa",
        "cursor-line": "#000000",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffffff",
        "input-selection-background": "#0000aa",
        "key": "#55ffff",
    },
)
MONO = Theme(
    name="infoint-mono",
    primary="#ffffff",
    accent="#ffffff",
    secondary="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "cursor-style": "bold reverse",
        "focus-style": "reverse",
        "accent-style": "underline",
        "active-style": "bold underline",
        "key-style": "bold",
        "warning-style": "bold",
        "field-style": "underline",
        "hint-style": "dim",
        "veil": "100%",  # there is no fainter way to draw
        "input-cursor-text-style": "reverse",
        "muted": "#ffffff",
        "line": "#ffffff",
        "cursor-line": "#000000",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#000000",
        "input-selection-background": "#000000",
        "key": "bold #ffffff",
    },
)
"""Only this theme's text attributes are shown, in the terminal's own colors."""

THEMES = (DARK, LIGHT, CONTRAST, SIXTEEN, MONO)

LOOKS = {
    DARK.name: "Light text on dark.",
    LIGHT.name: "Dark text on light.",
    CONTRAST.name: "White on black.",
    SIXTEEN.name: "For 16 colors.",
    MONO.name: "Without colors.",
}
"""What each theme looks like, by its name."""


def first_theme(wanted: str | None, environment: Mapping[str, str]) -> str:
    """Return the name of the theme to start with.

    Args:
        wanted: the one in the settings, if there is one.
        environment: NO_COLOR, if not empty, overrides the settings (no-color.org); COLORTERM and
            TERM say how many colors there are, read as Rich reads them, and so does
            TEXTUAL_COLOR_SYSTEM if a browser shows the app.
    """
    if environment.get("NO_COLOR"):
        return MONO.name
    if wanted:
        return wanted
    kind = environment.get("TERM", "").lower().rpartition("-")[2]
    said = (environment.get(name, "") for name in ("COLORTERM", "TEXTUAL_COLOR_SYSTEM"))
    rich = any(each.strip().lower() in ("truecolor", "24bit") for each in said)
    return DARK.name if rich or kind in ("256color", "kitty") else SIXTEEN.name


class Colourless(LineFilter):
    """Removes all colors from what is drawn; bold, reverse and underline stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without colors."""
        return [
            Segment(text, _colourless(style) if style else None, control)
            for text, style, control in segments
        ]


COLOURLESS = Colourless()


@lru_cache(maxsize=1024)
def _colourless(style: Style) -> Style:
    return style.without_color + Style.from_meta(style.meta)
