"""The colours: one accent, one muted tone, one warning and one alert tone."""

from __future__ import annotations

from textual.theme import Theme

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
        "muted": "#8f96a3",
        "line": "#343a45",
        "cursor-line": "#29303b",
        "block-cursor-foreground": "#d8dbe0",
        "block-cursor-background": "#29303b",
        "input-selection-background": "#3d4b5c",
        "footer-key-foreground": "#7fb4ca",
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
        "muted": "#646b75",
        "line": "#d2cfc8",
        "cursor-line": "#e3e8ea",
        "block-cursor-foreground": "#22262c",
        "block-cursor-background": "#e3e8ea",
        "input-selection-background": "#bcd3dd",
        "footer-key-foreground": "#1f6480",
    },
)
THEMES = (DARK, LIGHT)
