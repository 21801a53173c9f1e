"""The command group: loads a command when it is called, and reports every error in words."""

from __future__ import annotations

import codecs
import io
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from infoint_tui.cli.output import warn
from infoint_tui.cli.typed import read_as_typed
from infoint_tui.domain.basics.errors import AmbiguousError, InfointError

_ENDLESS = re.compile(r"\S{1000,}")
_SHOWN = 100
"""How many characters are shown of a word that is longer than any path."""

INTERRUPTED = 130
"""The exit code a shell expects from a program that Ctrl-C ended."""


class LazyGroup(click.Group):
    """A group that lists its commands by name and summary, and imports one only when called.

    Args:
        sections: the list of commands, section by section: for each command, the module that
            defines it (as NAME_command) and its summary.
        attrs: what `click.Group` takes.
    """

    def __init__(
        self,
        *args: Any,
        sections: Mapping[str, Mapping[str, tuple[str, str]]] | None = None,
        **attrs: Any,
    ) -> None:
        super().__init__(*args, **attrs)
        self.sections = sections or {}
        self.lazy = {name: row for rows in self.sections.values() for name, row in rows.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order they were declared."""
        return list(self.lazy)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command and return it; None if no command has this name."""
        if cmd_name not in self.lazy:
            return None
        command = getattr(
            import_module(self.lazy[cmd_name][0]), f"{cmd_name.replace('-', '_')}_command"
        )
        assert isinstance(command, click.Command)
        read_as_typed(command)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands without importing any of them."""
        widest = max(map(len, self.lazy), default=0)
        for title, rows in self.sections.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name.ljust(widest), summary) for name, (_, summary) in rows.items()]
                )

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command line and exit; errors go to stderr, without a traceback.

        Exit codes: 0 done, 1 error, 2 usage, 3 not found, 4 ambiguous, 130 interrupted.
        """
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors=_MARKED)
        sys.exit(self._outcome(args, {**extra, "standalone_mode": False}))

    def _outcome(self, args: tuple[Any, ...], extra: dict[str, Any]) -> int:
        try:
            return super().main(*args, **extra) or 0
        except click.Abort:
            return INTERRUPTED
        except click.ClickException as error:
            _report_usage(error)
            return error.exit_code
        except InfointError as error:
            _report(error)
            return error.exit_code
        except OSError as error:
            warn(f"Error: {error.strerror or error}.")
            return 1
        except Exception as error:  # noqa: BLE001 - a traceback would quote people's notes
            from infoint_tui import paths
            from infoint_tui.exchange.error_report import report

            warn(report(error, paths.error_report()))
            return 1


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Print a question mark for each cell of what the terminal cannot show, so columns stay."""
    from rich.cells import cell_len

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


_MARKED = "infoint-marked"
codecs.register_error(_MARKED, _marked)


def _report_usage(error: click.ClickException) -> None:
    """Print click's error message, cleaned because it may quote what was typed."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        warn(error.ctx.get_usage())
        warn(f"Try '{error.ctx.command_path} --help' for help.")
    warn(f"Error: {_short(error.format_message())}")


def _report(error: InfointError) -> None:
    warn(f"Error: {_short(error.message)}")
    for candidate in error.candidates if isinstance(error, AmbiguousError) else ():
        warn(candidate, indent=2)
    if error.hint:
        warn(error.hint)


def _short(message: str) -> str:
    """Return a message without most of an endless word that someone typed or a file has."""
    return _ENDLESS.sub(lambda word: f"{word[0][:_SHOWN]}…", message)
