"""Writing new files: never over another one, never readable by others."""

from __future__ import annotations

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.exchange.files import unused, write_new


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """Modes shall come from the code, not from a careful umask."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_file_and_new_folders_are_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "sheet.md"
    write_new(path, "Zoë?\nYes.\n")
    assert path.read_bytes() == "Zoë?\nYes.\n".encode()
    assert [mode(each) for each in (path, path.parent, path.parent.parent)] == [
        0o600,
        0o700,
        0o700,
    ]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    write_new(tmp_path / "sheet.md", "x")
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "sheet.md", tmp_path / "other"
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("mine")
    else:
        path.symlink_to(other)
        if kind == "link":
            other.write_text("mine")
    with pytest.raises(InfointError, match=r"already exists\. .*another name"):
        write_new(path, "new")
    assert kind != "file" or path.read_text() == "mine"
    assert kind != "link" or other.read_text() == "mine"
    assert kind != "dangling link" or not other.exists()


@pytest.mark.parametrize("name", ["file/sheet.md", "file/deep/sheet.md", "bad\0name", "n" * 300])
def test_a_place_that_cannot_be_written_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InfointError, match=r"cannot be written: .*\. Choose another place"):
        write_new(tmp_path / name, "new")


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def test_half_a_file_is_not_left_behind(tmp_path: Path) -> None:
    with no_room(), pytest.raises(InfointError, match="cannot be written: File too large"):
        write_new(tmp_path / "sheet.md", "new")
    assert list(tmp_path.iterdir()) == []


def test_unused_names_are_counted_on(tmp_path: Path) -> None:
    path = tmp_path / "ana-2026-12-01.md"
    found = []
    for _ in range(3):
        found.append(unused(path).name)
        unused(path).touch()
    assert found == ["ana-2026-12-01.md", "ana-2026-12-01-2.md", "ana-2026-12-01-3.md"]
