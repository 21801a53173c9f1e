"""`infoint demo`: the app with sample people."""

from __future__ import annotations

import click

from infoint_tui.cli.screens import require_terminal, screen_option
from infoint_tui.cli.session import factories


@click.command("demo", epilog="Example: infoint demo")
@screen_option
@click.pass_context
def demo_command(ctx: click.Context, screen: str | None) -> None:
    """Open the app with sample people; nothing is saved."""
    screen = screen or ctx.find_root().params["screen"]
    require_terminal(screen)
    factories(ctx).demo(screen)
