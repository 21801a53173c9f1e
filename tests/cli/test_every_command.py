"""Every command: `--help` with an example that works, and JSON of a declared shape."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

from infoint_tui.bootstrap import build_services
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.cli.shapes import SHAPES, ChangedJson, decoded
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.sample import fill
from tests.cli.conftest import NOW
from tests.cli.test_command import HEAVY

NO_JSON = {"", "demo", "completion"}
"""What only opens the app, or prints a script."""

NOT_RUN = {
    "": "it opens the app",
    "demo": "it opens the app",
    "import": "it needs a file",
    "merge-file": "it needs a file",
    "goal remove": "such a goal has to be added first",
}
"""The commands whose example cannot simply be run on the sample data, with the reason."""

OTHER_CALLS = [
    ["message", "--write-templates"],
    ["plan", "Ana Ruiz"],
    ["plan", "Ana Ruiz", "--must-ask", "1"],
    ["jot", "Kit"],
    ["debrief", "Lou", "--from", "write-up.txt"],
    ["checkin"],
    ["partner"],
    ["list", "nobody at all"],
    ["import", "Connections.csv"],
    ["import", "Connections.csv", "--dry-run"],
    ["goal", "remove", "robots"],
    ["today", "--spread"],
    ["prep", "Ana Ruiz", "-o", "sheet.md"],
    ["shortlist", "Wren"],
    ["merge-file", "copy.json", "--dry-run"],
    ["merge-file", "copy.json", "--yes"],
]
"""What the examples leave out."""

FILES = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Lena,Ortiz,,lena@example.com,Lumen,Planner,03 Nov 2026\nBad,Line,,,,,35 Nov 2026\n",
    "write-up.txt": "== Advice ==\nread the grid code\n== People they suggested ==\nKim Sand\n",
}


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with what is typed for it, without "infoint"."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from walk(found, (*path, name))


EVERY = dict(walk(infoint))
EXAMPLES = {
    name: (command.epilog or "").removeprefix("Example: ") for name, command in EVERY.items()
}


HELP_OF_EVERYTHING = f"""
import sys
import click
from infoint_tui.cli.main import infoint

def walk(command):
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from walk(command.get_command(context, name))

for number, command in enumerate(walk(infoint)):
    assert "Usage: " in command.get_help(click.Context(command))
    print(number)
print([name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the sample people on the day of the tests."""
    path = tmp_path_factory.mktemp("sample") / "sample.json"
    fill(build_services(path, clock=FixedClock(NOW, "UTC"), settings=Settings()).context)
    return path.read_bytes()


@pytest.mark.parametrize("name", EXAMPLES)
def test_help_ends_with_an_example_of_the_command(name: str) -> None:
    assert EXAMPLES[name].startswith(f"infoint {name}".strip())
    assert len(EXAMPLES[name]) < 70  # so that it is not broken


def test_no_help_imports_anything_slow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP_OF_EVERYTHING], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [*map(str, range(len(EVERY))), "[]"]


@pytest.mark.parametrize("name", [name for name in EVERY if name not in NO_JSON])
def test_every_command_prints_json(name: str) -> None:
    assert "--json" in [option for each in EVERY[name].params for option in each.opts]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in NOT_RUN])
def test_the_example_works_on_the_sample_data(
    factories: Factories,
    db: Path,
    sample: bytes,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It works as printed, and again with --json, which prints one object of a declared shape."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(EXAMPLES[name])[1:]
    for more in ([], ["--json"])[: 1 if name in NO_JSON else 2]:
        db.write_bytes(sample)
        result = CliRunner().invoke(infoint, [*words, *more], obj=factories)
        assert result.exit_code == 0, result.output
        assert result.stdout
        assert "No change." not in result.stdout
    assert name in NO_JSON or fits(result.stdout, name)


@pytest.mark.parametrize("call", OTHER_CALLS, ids=" ".join)
def test_the_json_of_other_calls_has_a_declared_shape(
    factories: Factories,
    db: Path,
    sample: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: list[str],
) -> None:
    db.write_bytes(sample)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "copy.json").write_bytes(sample.replace(b'"Lumen', b'"Lumen Grid'))
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    if call[0] == "goal":
        CliRunner().invoke(infoint, ["goal", "add", "Teaching robots"], obj=factories)
    result = CliRunner().invoke(infoint, [*call, "--json"], obj=factories)
    assert result.exit_code == 0, result.output
    assert fits(result.stdout, " ".join(call[:2]) if call[0] == "goal" else call[0])


def test_a_shape_is_strict() -> None:
    shape = '{"version": 1, "changed": true, "said": "x"%s}'
    assert fits(shape % "", "ask")
    assert not fits(shape % ', "more": 1', "ask")
    assert not fits(shape.replace("1", "2", 1) % "", "ask")
    assert not fits(shape % ', "goal": {"id": "g", "rev": 0, "title": "x", "size": 1}', "ask")
    assert not fits(shape.replace("true", '"true"') % "", "ask")


def fits(printed: str, name: str) -> bool:
    """Tell whether an object has one of the shapes that a command is declared to print."""
    assert next(iter(json.loads(printed))) == "version"
    shape: type[msgspec.Struct]
    for shape in (SHAPES.get(name, ChangedJson), ChangedJson):
        with suppress(msgspec.ValidationError, ValueError):
            decoded(printed, shape)
            return True
    return False
