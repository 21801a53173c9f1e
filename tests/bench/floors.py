"""What Textual takes with nothing in it: the smallest apps that ours are compared with.

Run as a script: `python tests/bench/floors.py empty` or `... input`.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header, Input

FOOTER = "Leave"
"""The footer's only word: once it is there, so is everything."""


class Empty(App[None]):
    BINDINGS = [("q", "quit", FOOTER)]  # noqa: RUF012 - as Textual's own examples have it

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable()
        yield Footer()


class Echo(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="search")


if __name__ == "__main__":
    {"empty": Empty, "input": Echo}[sys.argv[1]]().run()
