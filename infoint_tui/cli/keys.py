"""`infoint keys`: every key of the app, as in its help."""

from __future__ import annotations

import click

from infoint_tui.cli.output import align, json_option, say, say_json, wants_json
from infoint_tui.cli.session import Places, factories


@click.command("keys", epilog="Example: infoint keys")
@json_option
@click.pass_context
def keys_command(ctx: click.Context) -> None:
    """List every key, screen by screen.

    Commands marked "palette" have no key; choose them there by name. To change
    keys, edit [keys] in settings.toml: thank = "f5, X".
    """
    places = factories(ctx).keys()
    if wants_json():
        _say_json(places)
        return
    every = [line for _, lines in places for line in lines]
    rows = iter(align([(name, keys or "palette", words) for name, keys, words in every]))
    for place, (title, lines) in enumerate(places):
        if place:
            say("")
        say(title)
        for _ in lines:
            click.echo(f"  {next(rows)}")


def _say_json(places: Places) -> None:
    from infoint_tui.cli.shapes import KeyJson, KeysJson, PlaceJson

    say_json(
        KeysJson(
            tuple(
                PlaceJson(
                    title,
                    tuple(KeyJson(name, tuple(keys.split()), does) for name, keys, does in lines),
                )
                for title, lines in places
            )
        )
    )
