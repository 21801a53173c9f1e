"""`infoint stats`: where it leads and what people said, every figure with its n."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say_json, say_text, wants_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.domain.insights.figures import FigureSection
    from infoint_tui.domain.insights.parts import Grouping
    from infoint_tui.services.container import Services

VERBS: Mapping[str, str] = {
    "contact.ask": "infoint ask NAME",
    "contact.edit": "infoint edit NAME --level LEVEL",
    "contact.follow_up": "infoint note NAME TEXT",
    "contact.introduced": "infoint note NAME TEXT --kind introduction",
    "contact.met": "infoint met NAME",
    "contact.shortlist": "infoint shortlist NAME",
    "contact.thank": "infoint thank NAME",
    "app.goals": "infoint goal add TITLE",
}
"""What to type instead of the keys of these commands, where a figure says what it waits for."""


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

    found = services.insights.findings()
    if wants_json():
        _say_json(found.sections)
        return
    say_text(
        "\n\n".join(map(services.insights.text, parts(found, VERBS.__getitem__, grouping).values()))
    )


def _say_json(sections: Mapping[str, FigureSection]) -> None:
    from infoint_tui.cli.shapes import SECTIONS, StatsJson

    shapes = {}
    for name, section in sections.items():
        figures = {each.name: getattr(section, each.name) for each in fields(section)}
        figures["empty"] = section.with_keys(VERBS.__getitem__).empty if section.is_empty else ""
        shapes[name] = SECTIONS[name](title=section.title, **figures)
    say_json(StatsJson(**shapes))
