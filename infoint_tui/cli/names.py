"""NAME on the command line: a shell completes it from the people in the file."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import CompletionItem

from infoint_tui.cli.session import factories
from infoint_tui.cli.typed import TypedText
from infoint_tui.domain.basics.errors import InfointError


class _PersonName(TypedText):
    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the names that begin like this; none if the file cannot be read."""
        try:
            services = factories(ctx).services(ctx.find_root().params["db"])
            return [CompletionItem(name) for name in services.completing.names(incomplete)]
        except InfointError:
            return []


NAME: Final = _PersonName()
"""The type of an argument or option that says who is meant."""
