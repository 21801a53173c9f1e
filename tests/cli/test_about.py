"""`infoint about`, with a settings file as the user has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infoint_tui import paths
from infoint_tui.bootstrap import build_services
from infoint_tui.cli.main import Factories, infoint


@pytest.fixture
def about(db: Path, factories: Factories) -> object:  # noqa: ARG001 - the database's path
    own = Factories(build_services, factories.app, factories.demo, factories.edited, factories.keys)

    def run(*args: str) -> Result:
        return CliRunner().invoke(infoint, ["about", *args], obj=own, catch_exceptions=False)

    return run


def test_it_is_kept_in_the_settings_and_printed(about: object) -> None:
    assert callable(about)
    assert about().stdout.startswith("Nothing about you yet. infoint about --name")
    said = about("--name", "Mira Sol", "--line", "I teach math.", "--line", "I wonder about grids.")
    assert said.stdout == about().stdout == "Mira Sol\nI teach math.\nI wonder about grids.\n"
    assert 'my_name = "Mira Sol"' in paths.settings_file().read_text("utf-8")
    printed = {"version": 1, "changed": False, "name": "Mira Sol"}
    lines = ["I teach math.", "I wonder about grids."]
    assert json.loads(about("--json").stdout) == printed | {"lines": lines}
    assert about("--line", "").stdout == "Mira Sol\n"
    assert json.loads(about("--name", "", "--json").stdout)["changed"] is True
    assert "my_name" not in paths.settings_file().read_text("utf-8")
