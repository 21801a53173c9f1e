from __future__ import annotations

import os
import re
import runpy
import sys
from pathlib import Path

import pytest

from infoint_tui import bootstrap, paths
from infoint_tui.bootstrap import build_services, load_settings, run_app, run_demo
from infoint_tui.domain.basics.clock import SystemClock, today
from infoint_tui.domain.basics.system_zone import SystemZone, system_zone
from infoint_tui.domain.records.settings import Settings
from infoint_tui.ui.app import InfointApp


def test_a_database_given_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOINT_DB", "~/mine.json")
    assert paths.database(tmp_path) == tmp_path
    assert paths.database() == Path.home() / "mine.json"


def test_the_user_s_own_file_is_the_last_choice_and_nothing_is_created() -> None:
    assert paths.database().name == "infoint.json"
    assert paths.settings_file().name == "settings.toml"
    assert not paths.database().parent.exists()


def test_no_settings_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), [])


def mistakes(tmp_path: Path, content: str | bytes) -> tuple[Settings, list[str]]:
    """The settings that are used for a file, and what is said about it."""
    path = tmp_path / "settings.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings, found = load_settings(path)
    return settings, [str(each) for each in found]


GOOD = 'partner = "Kim"\nabout_me = """\nI teach.\nI sail.\n"""\n'
"""Three lines and more that stay, whatever is around them."""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", None),
        ("nudge_after = 5", None),
        ("nudge_after = -1", "nudge_after: use 0 or more."),
        (f"nudge_after = {'9' * 5000}", "line 1: Exceeds the limit"),
        (f"nudge_after = {'9' * 4000}", "nudge_after: use 3650 or less."),
        ("nudge_after = ", "line 1: Invalid value."),
        ("nudge_after = [1,", "line 1: Invalid value."),
        (f"nudge_after = {'[' * 100_000}", "line 1: its brackets are too deep."),
        ('theme = "infoint-light', "line 1: Illegal character"),
        ("days_off = [2026-12-24", "line 1: Unclosed array."),
        ("days_off = [2026-13-24]", "line 1: "),
        ('days_off = [5, "2026-12-25"]', "days_off: entry 1: use a day such as 2026-12-24."),
        ('partner = "Sam"', "line 2: Cannot overwrite a value."),
        ("nudge_aftr = 5", "nudge_aftr: there is no such setting. Did you mean nudge_after?"),
        ("shoes = 5", "shoes: there is no such setting. Choose from: nudge_after, "),
        ('zone = "Nowhere/Else"', "zone: "),
        ("partner_first = 19:00:00", "partner_first: 18:00 is not later than 19:00. Give a"),
        ('partner_second = "09:00"', "partner_second: 09:00 is not later than 09:00. Give a"),
        ('keys.thnak = "w"', "keys: there is no command “thnak”. Did you mean thank?"),
        ('keys.log = "ctrl+h"', "keys: contact.log: ctrl+h cannot be used: terminals read it as"),
        (
            'keys.learned = "t"',
            "keys: the key t would mean both contact.thank (thank-you sent) and",
        ),
        ("nudge_after = 1 # \x00", "line 1: "),
        ("???", "line 1: Invalid statement."),
    ],
    ids=lambda value: (value or "fine")[:30],
)
def test_one_mistake_costs_its_own_line_only(tmp_path: Path, line: str, said: str | None) -> None:
    settings, found = mistakes(tmp_path, f"{line}\n{GOOD}")
    assert len(found) == (said is not None)
    assert said is None or found[0].startswith(said)
    assert settings.about_me == "I teach.\nI sail."
    assert settings.partner == ("Sam" if "Sam" in line else "Kim")
    assert settings.nudge_after == (5 if line == "nudge_after = 5" else 7)


def test_every_mistake_is_told_and_what_is_right_is_used(tmp_path: Path) -> None:
    settings, found = mistakes(
        tmp_path,
        'nudge_after = -1\nthem = "x"\n!\npartner_first = 20:00:00\npartner_second = 08:00:00\n'
        '[keys]\nthnak = "f5"\nlearned = "t"\n"board.left" = "z"\nthank = "f6"\n',
    )
    assert [each.partition(":")[0] for each in found] == [
        *("line 3", "nudge_after", "them", "partner_second", "partner_first"),
        *("keys", "keys"),
    ]
    assert settings.keys == {"learned": "t", "thank": "f6"}
    assert (settings.partner_first, settings.partner_second) == (None, None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\ufeffnudge_after = 5\r\n".encode(), ""),
        ("nudge_after = 5\n".encode("utf-16"), ""),
        ("nudge_after = 5\n".encode("utf-32"), ""),
        ("nudge_after = 5\n".encode("utf-16-le"), "line 1: "),
        (b"nudge_after = 5\n# Jos\xe9\n", "the whole file: PATH is not UTF-8 text (byte 21)."),
        (b"\x00" * 100, "line 1: Invalid statement."),
        (b"!\n" * 5000, "the whole file: it is not valid TOML."),
    ],
)
def test_settings_in_any_encoding_are_read_or_told(
    tmp_path: Path, content: bytes, said: str
) -> None:
    settings, found = mistakes(tmp_path, content)
    told = found[0].replace(str(tmp_path / "settings.toml"), "PATH") if found else ""
    assert told.startswith(said)
    assert (settings.nudge_after == 5) == (not said)


def test_settings_that_are_no_file_are_told_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert str(load_settings(path)[1][0]) == f"the whole file: {path} is not a file."
    path.rmdir()
    os.mkfifo(path)
    assert str(load_settings(path)[1][0]) == f"the whole file: {path} is not a file."
    path.unlink()
    path.symlink_to(path)
    assert "symbolic links" in str(load_settings(path)[1][0])


def test_the_home_zone_is_the_settings_or_the_computer_s(tmp_path: Path) -> None:
    def zone(**settings: str) -> str:
        return build_services(tmp_path / "x", settings=Settings(**settings)).context.clock.zone  # type: ignore[arg-type]  # a str

    assert zone(zone="Asia/Tokyo") == "Asia/Tokyo"
    assert zone() == system_zone(SystemClock("UTC").now()).name


def test_the_settings_are_the_user_s_or_else_the_defaults(tmp_path: Path) -> None:
    defaults = build_services(tmp_path / "x").context.settings
    assert defaults == Settings()
    path = paths.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text('nudge_after = 5\nzone = "Asia/Tokyo"\n')
    context = build_services(tmp_path / "x").context
    assert context.settings.nudge_after == 5
    assert context.clock.zone == "Asia/Tokyo"


def test_a_zone_that_had_to_be_worked_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seam cut is the computer's own answer."""
    monkeypatch.setattr(
        "infoint_tui.domain.basics.system_zone.system_zone", lambda _: SystemZone("CET", "A guess.")
    )
    folder = paths.settings_file().parent
    clock = build_services(tmp_path / "x").context.clock
    assert clock.zone == "CET"
    assert clock.zone_note.startswith(f"A guess. To choose another, set zone in {folder}")
    own = build_services(tmp_path / "x", settings=Settings(zone="Asia/Tokyo")).context.clock
    assert (own.zone, own.zone_note) == ("Asia/Tokyo", "")


def test_the_system_s_clock_tells_the_day_at_home() -> None:
    clock = SystemClock("UTC")
    assert today(clock) == clock.now().date()


def test_the_app_is_opened_on_the_file_and_the_demo_on_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seam cut is the running of the app: it would take over the terminal."""
    opened: list[tuple[Path, bool]] = []
    monkeypatch.setattr(
        InfointApp,
        "run",
        lambda app: opened.append(
            (app.services.context.repository.path, app.services.overview.revision > 0)
        ),
    )
    run_app(tmp_path / "mine.json", "board")
    run_demo(None)
    assert opened[0] == (tmp_path / "mine.json", False)
    assert opened[1][0] != opened[0][0]
    assert opened[1][1]
    assert not opened[1][0].exists()
    assert not opened[0][0].exists()


def test_the_command_and_the_module_are_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["infoint", "--version"])
    with pytest.raises(SystemExit) as first:
        bootstrap.main()
    with pytest.raises(SystemExit) as second:
        runpy.run_module("infoint_tui", run_name="__main__")
    assert (first.value.code, second.value.code) == (0, 0)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == lines[1]


def test_the_settings_in_the_readme_can_be_used(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert shown
    path = tmp_path / "settings.toml"
    path.write_text(shown[1])
    settings, mistaken = load_settings(path)
    assert not mistaken
    assert settings.start == "board"
    assert bootstrap.keymap_of(settings).key("thank") == "f5"
