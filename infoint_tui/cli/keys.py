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

    Commands marked "palette" have no key and are chosen there by name. To change
    keys, edit [keys] in settings.toml: thank = "f5, X".
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
    every = [line for _, lines in places for line in lines]
    rows = iter(align([(name, keys or "palette", words) for name, keys, words in every]))
    for place, (title, lines) in enumerate(places):
        if place:
            say("")
        say(title)
        for _ in lines:
            click.echo(f"  {next(rows)}")
