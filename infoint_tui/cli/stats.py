"""`infoint stats`: where it leads and what people said, every figure with its n."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say_json, say_text, wants_json
from infoint_tui.cli.session import factories, pass_services

if TYPE_CHECKING:
    from infoint_tui.domain.insights.figures import FigureSection
    from infoint_tui.domain.insights.parts import Grouping
    from infoint_tui.services.container import Services


@click.command("stats", epilog="Example: infoint stats --by organization")
@click.option(
    "--by",
    "grouping",
    type=click.Choice(("goal", "organization")),
    default="goal",
    help="How to group what was good, bad and surprising.",
)
@json_option
@pass_services
def stats_command(services: Services, grouping: Grouping) -> None:
    """Show where it leads and what people said, with your goals.

    Every figure says how many it is out of.
    """
    from infoint_tui.domain.insights.parts import parts

    key_of = factories(click.get_current_context()).key_of
    found = services.insights.findings()
    if wants_json():
        _say_json(found.sections, key_of)
        return
    say_text("\n\n".join(map(services.insights.text, parts(found, key_of, grouping).values())))


def _say_json(sections: Mapping[str, FigureSection], key_of: Callable[[str], str]) -> None:
    from infoint_tui.cli.shapes import SECTIONS, StatsJson

    shapes = {}
    for name, section in sections.items():
        figures = {each.name: getattr(section, each.name) for each in fields(section)}
        figures["empty"] = section.with_keys(key_of).empty if section.is_empty else ""
        shapes[name] = SECTIONS[name](title=section.title, **figures)
    say_json(StatsJson(**shapes))
