"""The report of an error that nobody expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from infoint_tui import __version__, paths
from infoint_tui.bootstrap import build_services, edited, key_lines
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.exchange.error_report import report


def fails(secret: str = "Ana Ruiz") -> None:
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError(f"{secret} is not a number") from error


def test_it_says_where_and_nothing_of_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "state" / "error-report.txt"
    with pytest.raises(ValueError, match="Ana Ruiz") as found:
        fails()
    assert str(path) in report(found.value, path)
    text = path.read_text()
    for words in (__version__, "builtins.ValueError", "builtins.KeyError", "test_error_report.py:"):
        assert words in text
    assert "Ana" not in text
    assert str(Path.home()) not in text
    path.unlink()
    path.mkdir()
    assert "test_error_report.py:" in report(found.value, path)  # where there is no place for it


def test_a_command_ends_with_a_report_instead_of_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = build_services(tmp_path / "people.json")
    monkeypatch.setattr(services.contacts, "add", lambda *_, **__: fails())
    made = Factories(lambda _: services, fails, fails, edited, key_lines)  # type: ignore[arg-type]
    done = CliRunner().invoke(infoint, ["add", "Ana Ruiz"], obj=made)
    assert done.exit_code == 1
    assert str(paths.error_report()) in done.output
    assert "Traceback" not in done.output
    assert "Ana" not in done.output + paths.error_report().read_text()
