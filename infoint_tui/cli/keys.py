"""`infoint keys`: every key of the app, as in its help."""

from __future__ import annotations

import click

from infoint_tui.cli.output import align, say, say_json
from infoint_tui.cli.session import factories


@click.command("keys")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def keys_command(ctx: click.Context, as_json: bool) -> None:
    """List every key, screen by screen.

    To change them, edit [keys] in settings.toml: thank = "f5, X".
    """
    places = factories(ctx).keys()
    if as_json:
        say_json(
            places=[
                {
                    "place": title,
                    "keys": [
                        {"command": name, "keys": keys.split(), "does": words}
                        for name, keys, words in lines
                    ],
                }
                for title, lines in places
            ]
        )
        return
    rows = iter(align([line for _, lines in places for line in lines]))
    for place, (title, lines) in enumerate(places):
        if place:
            say("")
        say(title)
        for _ in lines:
            click.echo(f"  {next(rows)}")
