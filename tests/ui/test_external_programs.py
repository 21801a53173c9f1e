"""Other programs, played by small scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.kit import external_programs
from infoint_tui.ui.kit.external_programs import copied, edited, opens

Script = Callable[[str], Path]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Makes a program of some lines of Python; its argument is `path`."""

    def make(lines: str, name: str = "program") -> Path:
        program = tmp_path / name
        head = f"#!{sys.executable}\nimport sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        program.write_text(head + lines, "utf-8")
        program.chmod(0o700)
        return program

    return make


def test_a_text_is_changed_in_the_editor_of_the_user(
    script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    with pytest.raises(InfointError, match="“no-such-editor-here” cannot be started: No such file"):
        edited("Hi", nullcontext)
    said = script(
        "assert path.stat().st_mode & 0o77 == 0 and path.parent.stat().st_mode & 0o77 == 0"
    )
    monkeypatch.setenv("VISUAL", f"'{said}'")  # it comes before $EDITOR
    assert edited("Hi", nullcontext) == "Hi"
    script("path.write_text(path.read_text() + ' Ana, é\\n')")
    assert edited("Hi", nullcontext) == "Hi Ana, é\n"
    script("path.write_bytes(b'\\xff')")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(InfointError, match="What the editor saved is not UTF-8 text") as error:
        edited("Hi", nullcontext)
    (kept,) = tmp_path.glob("infoint-*.txt")
    assert error.value.hint == f"It is in {kept}."
    assert kept.read_bytes() == b"\xff"
    script("path.unlink(); sys.exit(3)")
    with pytest.raises(InfointError, match=r"ended with an error \(3\)\. The text is unchanged\."):
        edited("Hi", nullcontext)
    monkeypatch.setenv("VISUAL", "it's")
    with pytest.raises(InfointError, match="“it's” is not a command"):
        edited("Hi", nullcontext)
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", str(said.parent))
    script("path.write_text('by vi')", "vi")
    assert edited("Hi", nullcontext) == "by vi"


async def test_an_address_is_opened_where_it_can_be_seen(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not await opens("mailto:ana@example.com")  # nothing to show it on
    monkeypatch.setenv("DISPLAY", ":0")
    assert not await opens("mailto:ana@example.com")  # no opener
    opener = script("pathlib.Path(sys.argv[0] + '.seen').write_text(sys.argv[1])", "xdg-open")
    assert await opens("mailto:ana@example.com?body=a%20b&subject=c")
    seen = opener.with_name("xdg-open.seen").read_text("utf-8")
    assert seen == "mailto:ana@example.com?body=a%20b&subject=c"
    assert not await opens("file:///etc/passwd")
    assert opener.with_name("xdg-open.seen").read_text("utf-8") == seen
    script("sys.exit(3)", "xdg-open")
    assert not await opens("mailto:ana@example.com")
    monkeypatch.setattr(external_programs, "_PATIENCE", 0.01)
    script("sys.stdin.read(); import time; time.sleep(0.2)", "xdg-open")
    assert await opens("mailto:ana@example.com")  # it is left running
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    assert not await opens("mailto:ana@example.com")  # it would open at the other end
    assert copied("the text") == "Sent to your terminal's clipboard, if it allows that: the text"
    monkeypatch.delenv("SSH_TTY")
    assert copied("the text") == "Copied the text"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not await opens("mailto:ana@example.com")  # no `open` on this path
