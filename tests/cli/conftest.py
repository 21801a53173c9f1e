"""The command line over a file of its own and a clock that stands still."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infoint_tui.bootstrap import build_services, edited, key_lines
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from tests.cli.harness import InTerminal, Json, Opened, Run

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, nine in the morning."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW, "UTC")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that does not exist yet, and that $INFOINT_DB names."""
    path = tmp_path / "people.json"
    monkeypatch.setenv("INFOINT_DB", str(path))
    return path


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def factories(db: Path, clock: FixedClock, opened: Opened) -> Factories:  # noqa: ARG001 - env
    """Real services; an app that only notes that it was opened."""
    return Factories(
        services=lambda path: build_services(path, clock=clock, settings=Settings()),
        app=lambda path, screen: opened.apps.append((path, screen)),
        demo=opened.demos.append,
        edited=edited,
        keys=key_lines,
    )


@pytest.fixture
def run(factories: Factories) -> Run:
    def run(*args: str, code: int = 0) -> Result:
        # With color, click takes nothing out of what a command prints.
        result = CliRunner().invoke(infoint, args, obj=factories, color=True)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def answering(factories: Factories) -> Run:
    """Run a command that asks; `typed` is what comes on standard input."""

    def run(*args: str, typed: str = "", code: int = 0) -> Result:
        result = CliRunner().invoke(infoint, args, obj=factories, color=True, input=typed)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def run_json(run: Run) -> Json:
    """Run a command with --json and return the one object it prints."""
    return lambda *args: json.loads(run(*args, "--json").stdout)


@pytest.fixture
def run_in_terminal(factories: Factories, monkeypatch: pytest.MonkeyPatch) -> InTerminal:
    """Run a command in a terminal; returns its exit code and all that it printed, raw."""

    def run(*args: str, typed: str = "") -> tuple[int, str]:
        master, slave = os.openpty()
        os.write(master, typed.encode())
        os.set_blocking(master, False)
        with monkeypatch.context() as patch:
            patch.setenv("TERM", "xterm-256color")
            patch.setenv("COLUMNS", "100")
            for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
                stream = open(slave, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
                patch.setattr(f"sys.{name}", stream)
            with pytest.raises(SystemExit) as exited:
                infoint.main(list(args), prog_name="infoint", obj=factories)
        printed = _drain(master)
        os.close(slave)
        os.close(master)
        assert isinstance(exited.value.code, int)
        return exited.value.code, printed

    return run


def _drain(master: int) -> str:
    chunks: list[bytes] = []
    with suppress(BlockingIOError):
        while chunk := os.read(master, 65536):
            chunks.append(chunk)
    return b"".join(chunks).decode()
