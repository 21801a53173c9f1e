"""Isolation: no test reads or writes the files of whoever runs it, or uses a network."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage

import pytest
from hypothesis import settings

from infoint_tui.domain.basics import local_forms
from tests import network

MEMORY = Path("/dev/shm")
ENOUGH = 2**30
"""How many bytes must be free there."""
LONGEST = ("::test_sixteen_weeks", "[forms]", "[faults]")
"""How the names of the tests end that take half a minute and more."""


def pytest_configure() -> None:
    """Collect garbage less often, give random cases the time they need, and keep files in memory.

    An app leaves much garbage, and each search for it walks all modules. How long a case takes says
    more about the machine than about the code. Thousands of small files that are made durable, and
    removed in the end, wait for a disk for longer than all else takes.
    """
    gc.set_threshold(100_000, 50, 100)
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """Two at once on each core: a test of a screen waits for its frames half of the time."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest ones, so that no core waits for them at the end."""
    items.sort(key=lambda item: not item.nodeid.endswith(LONGEST))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the seams to the user's folders and locale, which come from the environment."""
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("LC_TIME", "C")
    local_forms.use(local_forms.LocalForms())
    for name in ("INFOINT_DB", "SSH_CONNECTION", "SSH_TTY", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_network(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Fail a test in which anything uses a network; one marked `loopback` may use this computer."""
    notes: Path = tmp_path_factory.getbasetemp() / "network.txt"
    monkeypatch.setenv(network.NOTES, str(notes))
    monkeypatch.setenv("PYTHONPATH", network.IN_PROGRAMS, prepend=os.pathsep)
    if request.node.get_closest_marker("loopback") is not None:
        monkeypatch.setenv(network.LOOPBACK, "1")
    yield
    if notes.exists():
        tried = notes.read_text("utf-8")
        notes.unlink()
        pytest.fail(f"it tried to use a network: {tried}")
