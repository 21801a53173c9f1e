"""What is kept from one start to the next: the session, and the setting of the theme."""

from __future__ import annotations

import os
import stat
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from infoint_tui import paths
from infoint_tui.bootstrap import load_settings
from infoint_tui.domain.basics.errors import InfointError, InvalidInputError
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import SCREEN_COMMANDS, ScreenName, ThemeName
from infoint_tui.exchange.settings_file import write_settings
from infoint_tui.services.preferences import Preferences
from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.shell.session import MOST_DATABASES, Session, SessionFile
from infoint_tui.ui.shell.theme import THEMES

LEFT = Session("board", {"contacts": {"filter": "org:lum", "contact": "1"}}, {"pick"})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_database_has_its_own_session_and_dismissals_are_shared(tmp_path: Path) -> None:
    path = tmp_path / "state" / "infoint" / "session.json"
    mine = SessionFile(path, tmp_path / "mine.json")
    other = SessionFile(path, tmp_path / "other.json")
    assert mine.read() == Session()
    assert not path.parent.exists()
    mine.keep(LEFT)
    other.keep(Session("prep", {}, {"ask"}))
    assert mine.read() == Session("board", LEFT.states, {"ask", "pick"})
    assert other.read() == Session("prep", {}, {"ask", "pick"})
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)
    assert list(path.parent.iterdir()) == [path]


def test_the_same_file_by_another_name_has_the_same_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SessionFile(tmp_path / "session.json", tmp_path / "mine.json").keep(LEFT)
    monkeypatch.chdir(tmp_path)
    assert SessionFile(tmp_path / "session.json", Path("mine.json")).read() == LEFT


def test_the_database_left_longest_ago_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    files = [SessionFile(path, tmp_path / f"{n}.json") for n in range(MOST_DATABASES + 1)]
    for each in files:
        each.keep(LEFT)
    assert [each.read().screen for each in files] == ["", *["board"] * MOST_DATABASES]


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"[]", b'{"databases": 1}', b'{"dismissed": [1]}', b"\xff\xfe", b"[" * 99_999],
)
def test_a_damaged_file_is_an_empty_session_and_mends(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(damaged)
    file = SessionFile(path, tmp_path / "mine.json")
    assert file.read() == Session()
    file.keep(LEFT)
    assert file.read() == LEFT


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    in_a_file = SessionFile(tmp_path / "file" / "session.json", tmp_path / "mine.json")
    in_a_file.keep(LEFT)
    (tmp_path / "session.json" / "folder").mkdir(parents=True)
    a_folder = SessionFile(tmp_path / "session.json", tmp_path / "mine.json")
    a_folder.keep(LEFT)
    assert in_a_file.read() == a_folder.read() == Session()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "session.json"]


def test_the_session_lies_in_the_state_folder_which_is_not_made_by_asking() -> None:
    path = paths.session_file()
    assert path.name == "session.json"
    assert str(path).startswith(os.environ["HOME"])
    assert not path.parent.exists()


SETTINGS = "# mine\nnudge_after = 5  # business days\n\n[keys]\nthank = 'f9'\n"


def test_a_setting_is_written_between_what_the_user_wrote(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    write_settings(path, {"theme": "infoint-light"})
    assert path.read_text() == 'theme = "infoint-light"\n'
    path.write_text(SETTINGS)
    write_settings(path, {"theme": "infoint-light"})
    assert path.read_text() == SETTINGS.replace("\n\n[", '\ntheme = "infoint-light"\n\n[')
    write_settings(path, {"theme": "infoint-dark"})
    assert path.read_text() == SETTINGS.replace("\n\n[", '\ntheme = "infoint-dark"\n\n[')


def test_a_setting_is_written_through_a_link_with_its_line_ends(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_bytes(b"hints = false\r\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    write_settings(link, {"theme": "infoint-dark"})
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"hints = false\r\ntheme = ")
    assert load_settings(link)[0].theme == "infoint-dark"


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff"])
def test_a_setting_is_not_written_into_what_cannot_be_read(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(broken)
    with pytest.raises(InfointError, match="theme was not saved"):
        write_settings(path, {"theme": "infoint-dark"})
    assert path.read_bytes() == broken


@pytest.mark.parametrize(("name", "known"), [("theme", ThemeName), ("start", ScreenName)])
def test_what_is_unknown_is_refused_with_all_that_is_known(
    tmp_path: Path, name: str, known: object
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'{name} = "neon"\n')
    (mistake,) = load_settings(path)[1]
    assert mistake.name == name
    assert all(f"'{word}'" in mistake.what for word in get_args(known))


def test_the_settings_know_every_screen_and_theme() -> None:
    assert set(get_args(ScreenName)) == set(SCREENS) == set(SCREEN_COMMANDS)
    assert set(get_args(ThemeName)) == {theme.name for theme in THEMES}


def test_settings_change_at_once_and_for_good_and_the_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS)
    preferences = Preferences(load_settings(path)[0], partial(write_settings, path))
    day = date(2026, 12, 24)
    about = "I teach maths.\nI sail."
    assert preferences.change(nudge_after=6, days_off=[day], about_me=about).nudge_after == 6
    assert preferences.changes == 1
    assert load_settings(path) == (preferences.settings, [])
    assert preferences.settings.days_off == {day}
    assert "# mine\nnudge_after = 6  # business days\n" in path.read_text()
    assert "\n\n[keys]\nthank = 'f9'\n" in path.read_text()
    assert 'about_me = """I teach maths.\nI sail."""' in path.read_text()
    before = path.read_bytes()
    preferences.change(about_me=about)
    assert (path.read_bytes(), preferences.changes) == (before, 1)
    preferences.change(about_me=None, days_off=None, nudge_after=5)
    assert path.read_text() == SETTINGS
    assert load_settings(path) == (preferences.settings, [])


def test_a_setting_that_is_refused_or_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    preferences = Preferences(None, partial(write_settings, path))
    with pytest.raises(InvalidInputError, match="nudge after: "):
        preferences.change(nudge_after=-1)
    path.write_text("theme =")
    with pytest.raises(InfointError, match="my_name and nudge_after was not saved"):
        preferences.change(my_name="Sam Field", nudge_after=3)
    assert (preferences.settings, preferences.changes) == (Settings(), 0)
