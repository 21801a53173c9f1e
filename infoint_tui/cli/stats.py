"""`infoint stats`: what the interviews led to so far, every figure with its n."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.output import say_json, say_text
from infoint_tui.cli.session import factories, pass_services

if TYPE_CHECKING:
    from infoint_tui.domain.insights.figures import Part
    from infoint_tui.services.container import Services


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_services
def stats_command(services: Services, as_json: bool) -> None:
    """Show where it has led, and what people said.

    Every figure says how many it is out of.
    """
    key_of = factories(click.get_current_context()).key_of
    parts = {
        name: part.with_keys(key_of) if part.is_empty else part
        for name, part in services.insights.findings().parts.items()
    }
    if as_json:
        say_json(**{name: _part_json(part) for name, part in parts.items()})
        return
    say_text("\n\n".join(map(services.insights.text, parts.values())))


def _part_json(part: Part) -> dict[str, Any]:
    figures = asdict(part, dict_factory=_with_plain_days)
    figures["empty"] = part.empty if part.is_empty else ""
    return {"title": part.title, **figures}


def _with_plain_days(items: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: day.isoformat() if isinstance(day, date) else day for key, day in items}
