"""`infoint about`: what you say about yourself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, note_unsafe, say, say_json, wants_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("about", epilog='Example: infoint about --name "Mira Sol" --line "I teach math."')
@click.option("--name", help="Your name, which goes below your messages; blank removes it.")
@click.option(
    "--line",
    "lines",
    metavar="TEXT",
    multiple=True,
    help="A line about you; give it once for each line. Blank removes them all.",
)
@json_option
@pass_services
def about_command(services: Services, name: str | None, lines: tuple[str, ...]) -> None:
    """Show or change what you say about yourself.

    Three lines are enough: your messages, the sheet and the live conversation use them. For one
    person only, use infoint conversation --about. The lines you give replace the ones before.
    """
    note_unsafe(name, *lines)
    about = services.about_you
    changed = False
    if name is not None or lines:
        changed = about.change(name, lines or None)
    if wants_json():
        from infoint_tui.cli.shapes import AboutJson

        say_json(AboutJson(changed, about.name, about.lines))
        return
    for line in filter(None, (about.name, *about.lines)):
        say(line)
    if not (about.name or about.lines):
        say('Nothing about you yet. infoint about --name "Your Name" --line "What you do."')
