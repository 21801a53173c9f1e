from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

from infoint_tui import bootstrap, paths
from infoint_tui.bootstrap import build_services, load_settings, run_app, run_demo
from infoint_tui.domain.basics.clock import SystemClock, today
from infoint_tui.domain.basics.errors import InvalidInputError
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
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("nudge_after = 5\ndays_off = [2026-12-25]\n")
    found = load_settings(path)
    assert (found.nudge_after, len(found.days_off)) == (5, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nudge_after = -1", "nudge_after: use 0 or more"),
        (b"nudge_after = ", "is not valid TOML"),
        (b"nudge_aftr = 5", "nudge_aftr: there is no such setting."),
        (b"\xff\xfe", "cannot be read"),
        (b'zone = "Nowhere/Else"', "zone: "),
    ],
)
def test_bad_settings_are_told_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        load_settings(path)
    assert str(path) in caught.value.message
    assert said in caught.value.message


def test_all_that_is_wrong_with_the_settings_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'nudge_after = -1\nthem = "x"\ndays_off = [5, "2026-12-25"]\npartner = "Kim"\n'
        '[keys]\nthnak = "w"\nlog = "ctrl+h"\n'
    )
    with pytest.raises(InvalidInputError) as caught:
        load_settings(path)
    assert str(caught.value).splitlines() == [
        f"{path} has 5 mistakes:",
        "  nudge_after: use 0 or more.",
        "  days_off.0: use a day such as 2026-12-24.",
        "  them: there is no such setting. Did you mean theme?",
        "  [keys] there is no command “thnak”. Did you mean thank?",
        "  [keys] contact.log: ctrl+h cannot be used: terminals read it as backspace.",
    ]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("partner_first = 19:00:00", "18:00 is not later than 19:00"),
        ('partner_second = "09:00"', "09:00 is not later than 09:00"),
        ("partner_first = 20:00:00\npartner_second = 08:00:00", "08:00 is not later than 20:00"),
    ],
)
def test_the_partner_s_second_time_comes_later(tmp_path: Path, text: str, later: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load_settings(path)
    assert str(caught.value) == (
        f"{path}: partner_second: {later}. Give a second time that is later the same day."
    )


def test_every_key_that_cannot_be_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\nthnak = "f5"\nlearned = "t"\n"board.left" = "z"\n')
    with pytest.raises(InvalidInputError) as caught:
        load_settings(path)
    assert str(caught.value) == (
        f"{path} has 3 mistakes:"
        "\n  [keys] there is no command “thnak”. Did you mean thank?"
        "\n  [keys] the key t would mean both contact.thank (thank-you sent) and contact.learned"
        " (write it up) on Today, Contacts, Board. Give one of them another key."
        "\n  [keys] the key z would mean both board.left (left) and contact.snooze (snooze) on"
        " Board. Give one of them another key."
    )


def test_a_setting_that_is_not_there_names_the_nearest_or_all(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for name, said in (("them", "Did you mean theme?"), ("colour", "Choose from: nudge_after, ")):
        path.write_text(f"{name} = 5")
        with pytest.raises(InvalidInputError, match=f"{name}: there is no such setting") as caught:
            load_settings(path)
        assert said in caught.value.hint


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
    settings = load_settings(path)
    assert settings.start == "board"
    assert bootstrap.keymap_of(settings).key("thank") == "f5"
