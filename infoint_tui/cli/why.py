"""`infoint why`: why these conversations work."""

from __future__ import annotations

import click

from infoint_tui.cli.output import json_option, say_json, say_text, wants_json


@click.command("why", epilog="Example: infoint why")
@json_option
def why_command() -> None:
    """Read why these conversations work."""
    from infoint_tui.domain.why import WHY

    if wants_json():
        from infoint_tui.cli.shapes import WhyJson

        say_json(WhyJson(WHY))
    else:
        say_text("\n".join(click.wrap_text(line, 80, "", "  ") for line in WHY))
