"""Files that are damaged, foreign, newer or odd: sound records are there, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from infoint_tui.bootstrap import build_services, edited, key_lines, sample_services
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screen import TabScreen
from tests.bad_files import SOUND as GOOD
from tests.bad_files import BadFile, bad_files
from tests.batteries.children import NOW, add, opened
from tests.batteries.table import Kind, Terms
from tests.calls import READING, WRITING
from tests.ui.conftest import text_of, until

SOUND = {"Ana Ruiz", "Teo Marran"}
"""Who can be read in every file that is not refused, but for the one that is damaged."""


def run(terms: Terms) -> Iterator[str]:
    """Open each file; in the long form, run every command and open every screen over it as well."""
    tries = [_in_store]
    if terms.is_long and terms.storage == "ours":
        tries += [_by_command, _on_screen]
    for number, bad in enumerate(bad_files()):
        for attempt in tries:
            path = terms.new_folder(f"{number}{attempt.__name__}") / "infoint.json"
            path.write_bytes(bad.data)
            try:
                attempt(path, bad, terms.storage)
            except Exception as error:  # noqa: BLE001 - a traceback is what is looked for
                words = " ".join(str(error).split())[:300]
                yield f"{bad.name}{attempt.__name__}: {type(error).__name__} {words}"
            else:
                yield ""


def _in_store(path: Path, bad: BadFile, storage: Kind) -> None:
    """Read the file, and add someone."""
    repository = opened(path, storage)
    try:
        found = {each.name for each in repository.all(Contact)}
        repository.read_all()
        is_refused = False
    except InfointError:
        found, is_refused = set(), True
    assert is_refused == (bad.outcome == "refused"), "refused" if is_refused else "not refused"
    assert path.read_bytes() == bad.data, "reading changes it"
    assert is_refused or found >= SOUND - {bad.lost}, "a sound record is hidden"
    try:
        add(repository, "Xo Yi")
    except InfointError:
        assert is_refused, "nothing can be added"
    assert (path.read_bytes() == bad.data) == is_refused, "overwritten" if is_refused else "?"


def _by_command(path: Path, bad: BadFile, _: Kind) -> None:
    """Run every command: those that only read first."""
    factories = Factories(
        services=lambda _: _services(path),
        app=lambda *_: None,
        demo=lambda _: None,
        edited=edited,
        keys=key_lines,
    )
    os.environ["INFOINT_DB"] = str(path)
    for args in (*READING, *WRITING):
        result = CliRunner().invoke(infoint, args, obj=factories)
        is_fine = result.exception is None or isinstance(result.exception, SystemExit)
        assert is_fine, f"{args}: {result.exception!r}"
        assert result.exit_code in range(5), f"{args}: exit {result.exit_code}"
        may_change = args in WRITING and bad.outcome != "refused"
        assert may_change or path.read_bytes() == bad.data, f"{args} changes it"


def _on_screen(path: Path, bad: BadFile, _: Kind) -> None:
    """Open every screen; a file that is refused takes a good one's place while the app runs."""
    people = SOUND - {bad.lost} if bad.outcome != "refused" else ()
    if bad.outcome == "refused":
        path.write_bytes(GOOD)

    async def look() -> None:
        app = InfointApp(_services(path), sample_services, start="contacts")
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, TabScreen))
            path.write_bytes(bad.data)
            for key in "13452":
                await pilot.press(key)
            await until(pilot, lambda: all(name in text_of(app) for name in people), 5)
            assert app.is_running, "the app is gone"

    asyncio.run(look())
    assert path.read_bytes() == bad.data, "looking at it changes it"


def _services(path: Path) -> Services:
    return build_services(path, clock=FixedClock(NOW, "UTC"), settings=Settings())
