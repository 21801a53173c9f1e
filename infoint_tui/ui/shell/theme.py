"""The colors: coffee on charcoal or paper, and a tone for what is offered, due, late and done.

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
    "chip-style": "bold",
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

They are for words on a ground of their own, the cursor's row, what has the focus, what a search
matched, what is active, the keys of the bottom line, what is late, where the user can type, and the
hint in an empty field. The veil is how much of the screen below a dialog is hidden.
"""


def _filled(accent: str, second: str, warning: str, text: str) -> dict[str, str]:
    """Return the colors of words on a filled ground, and of the edge of the cursor's row.

    "filled" is how such a word is written in a sentence, as `key` is for a key.
    """
    return {
        "chip": accent,
        "chip-text": text,
        "badge": warning,
        "badge-text": text,
        "edge": accent,
        "edge-text": accent,
        "filled": f"bold {text} on {accent}",
        "filled-offer": f"bold {text} on {second}",
        "filled-badge": f"bold {text} on {warning}",
    }


def _reversed(accent: str, second: str, warning: str, ground: str) -> dict[str, str]:
    """Return the same for few colors or none, where the letters and their ground change places."""
    return {
        "chip": ground,
        "chip-text": accent,
        "badge": ground,
        "badge-text": warning,
        "edge": ground,
        "edge-text": accent,
        "filled": f"bold reverse {accent}",
        "filled-offer": f"bold reverse {second}",
        "filled-badge": f"bold reverse {warning}",
    }


DARK = Theme(
    name="infoint-dark",
    primary="#e8a66a",
    accent="#e8a66a",
    secondary="#86bfb1",
    warning="#edbd5b",
    error="#f28f7c",
    success="#9cc484",
    foreground="#ece6dd",
    background="#171513",
    surface="#1f1c19",
    panel="#28241f",
    dark=True,
    variables={
        **_PLAIN_STYLES,
        **_filled("#e8a66a", "#86bfb1", "#edbd5b", "#171513"),
        "key-style": "bold",
        "muted": "#a79d90",
        "line": "#4a4239",
        "cursor-line": "#3a332b",
        "field": "#332d26",
        "block-cursor-foreground": "#ece6dd",
        "block-cursor-background": "#3a332b",
        "input-selection-background": "#5a4a38",
        "key": "bold #e8a66a",
    },
)
LIGHT = Theme(
    name="infoint-light",
    primary="#82440c",
    accent="#82440c",
    secondary="#1a5f56",
    warning="#714c00",
    error="#a5281b",
    success="#2e600f",
    foreground="#2b2620",
    background="#fbf8f3",
    surface="#f4efe7",
    panel="#ebe4d8",
    dark=False,
    variables={
        **_PLAIN_STYLES,
        **_filled("#82440c", "#1a5f56", "#714c00", "#fbf8f3"),
        "key-style": "bold",
        "muted": "#5c5349",
        "line": "#c4b8a5",
        "cursor-line": "#d9cdbb",
        "field": "#e3dacb",
        "block-cursor-foreground": "#2b2620",
        "block-cursor-background": "#d9cdbb",
        "input-selection-background": "#d2b894",
        "key": "bold #82440c",
    },
)
CONTRAST = Theme(
    name="infoint-contrast",
    primary="#8fe3ff",
    accent="#8fe3ff",
    secondary="#9ff0dc",
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
        **_filled("#8fe3ff", "#9ff0dc", "#ffd866", "#000000"),
        "accent-style": "bold",
        "muted": "#d6d6d6",
        "line": "#a0a0a0",
        "cursor-line": "#00304d",
        "field": "#1c1c1c",
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
    secondary="#55ff55",
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
        **_reversed("#55ffff", "#55ff55", "#ffff55", "#000000"),
        "chip-style": "bold reverse",
        "cursor-style": "reverse",
        "focus-style": "reverse",
        "accent-style": "underline",
        "field-style": "underline",
        "muted": "#aaaaaa",
        "line": "#aaaaaa",
        "cursor-line": "#000000",
        "field": "#000000",
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
        **_reversed("#ffffff", "#ffffff", "#ffffff", "#000000"),
        "chip-style": "bold reverse",
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
        "field": "#000000",
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
