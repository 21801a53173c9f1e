"""`infoint stats`: what the interviews led to so far, every figure with its n."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say_json, say_text, wants_json
from infoint_tui.cli.session import factories, pass_services

if TYPE_CHECKING:
    from infoint_tui.domain.insights.figures import Part
    from infoint_tui.services.container import Services


@click.command("stats", epilog="Example: infoint stats")
@json_option
@pass_services
def stats_command(services: Services) -> None:
    """Show where it has led, and what people said.

    Every figure says how many it is out of.
    """
    key_of = factories(click.get_current_context()).key_of
    parts = {
        name: part.with_keys(key_of) if part.is_empty else part
        for name, part in services.insights.findings().parts.items()
    }
    if wants_json():
        _say_json(parts)
        return
    say_text("\n\n".join(map(services.insights.text, parts.values())))


def _say_json(parts: Mapping[str, Part]) -> None:
    from infoint_tui.cli.shapes import PARTS, StatsJson

    shapes = {}
    for name, part in parts.items():
        figures = {each.name: getattr(part, each.name) for each in fields(part)}
        figures["empty"] = part.empty if part.is_empty else ""
        shapes[name] = PARTS[name](title=part.title, **figures)
    say_json(StatsJson(**shapes))
