"""The composition root: settings and paths -> store -> services -> the app or a command."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoint_tui import paths

if TYPE_CHECKING:
    from infoint_tui.cli.session import Places
    from infoint_tui.domain.basics.clock import Clock
    from infoint_tui.domain.basics.errors import InvalidInputError
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.services.container import Services
    from infoint_tui.services.preferences import Preferences
    from infoint_tui.ui.app import InfointApp
    from infoint_tui.ui.keys.keymap import Keymap


def load_settings(path: Path) -> Settings:
    """Return the settings in settings.toml; a missing file means the defaults.

    Raises:
        SettingsError: the file cannot be read, or some values are invalid; the error lists them.
    """
    from infoint_tui.domain.basics.errors import SettingsError
    from infoint_tui.domain.records.settings import Settings

    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from None
    import tomllib

    try:
        settings, mistakes = _checked(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from None
    if len(mistakes) == 1:
        raise SettingsError(f"{path}: {mistakes[0].message}", mistakes[0].hint)
    if mistakes:
        lines = "".join(f"\n  {mistake}" for mistake in mistakes)
        raise SettingsError(f"{path} has {len(mistakes)} mistakes:{lines}")
    return settings


def _checked(found: dict[str, Any]) -> tuple[Settings, list[InvalidInputError]]:
    """Return the settings that can be used, and an error for each of the others."""
    from pydantic import ValidationError

    from infoint_tui.domain.basics.errors import InvalidInputError
    from infoint_tui.domain.follow_through.accountability import check_times
    from infoint_tui.domain.records.mistakes import reason
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.ui.keys import keymap

    mistakes = []
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        wrong = {each["loc"][0] for each in error.errors()}
        settings = Settings.model_validate({k: v for k, v in found.items() if k not in wrong})
        for each in error.errors():
            where = ".".join(str(part) for part in each["loc"])
            if each["type"] == "extra_forbidden":
                said = "there is no such setting", _nearest(where, Settings)
            else:
                said = reason(each), ""
            mistakes.append(InvalidInputError(f"{where}: {said[0]}.", said[1]))
    try:
        check_times(settings)
    except InvalidInputError as error:
        mistakes.append(InvalidInputError(f"partner_second: {error.message}", error.hint))
    mistakes += (
        InvalidInputError(f"[keys] {each.message}", each.hint)
        for each in keymap.mistakes(settings.keys)
    )
    return settings, mistakes


def _nearest(name: str, settings: type[Settings]) -> str:
    """Return a hint: the setting with the most similar name, or a list of all settings."""
    from difflib import get_close_matches

    known = list(settings.model_fields)
    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]}?" if near else f"Choose from: {', '.join(known)}."


def keymap_of(settings: Settings | None) -> Keymap:
    """Return the commands' keys, including the user's changes from the settings.

    Raises:
        InvalidInputError: a key cannot be used, or two commands want it; the error says which.
    """
    from infoint_tui.ui.keys.keymap import Keymap

    return Keymap(settings.keys if settings else None)


def key_lines() -> Places:
    """Return every key, including the user's changes, grouped by where it works."""
    from infoint_tui.ui.keys.key_help import by_place

    return [
        (group.title, [(line.name, line.keys, line.words) for line in group.lines])
        for group in by_place(keymap_of(own_settings()))
    ]


def own_settings() -> Settings | None:
    """Return the user's settings, or None if there is no file, which saves a slow import.

    Raises:
        InvalidInputError: as for `load_settings`.
    """
    path = paths.settings_file()
    return load_settings(path) if path.exists() else None


def own_preferences() -> Preferences:
    """Return the user's settings, which write their changes to settings.toml.

    Raises:
        InvalidInputError: as for `load_settings`.
    """
    from infoint_tui.services.preferences import Preferences

    return Preferences(own_settings(), _write_settings)


def _write_settings(values: Mapping[str, object]) -> None:
    from infoint_tui.exchange.settings_file import write_settings  # imports tomlkit

    write_settings(paths.settings_file(), values)


def build_services(
    db: Path | None = None,
    *,
    clock: Clock | None = None,
    settings: Settings | None = None,
    drafts: Path | None = None,
    is_patient: bool = True,
) -> Services:
    """Return the services for one database file.

    Args:
        db: the database; None means $INFOINT_DB or the user's own.
        clock: the clock; None means the computer's, in the home zone from the settings.
        settings: the settings; None means settings.toml, where changes are also kept.
        drafts: the folder for unfinished messages and forms; None means the user's own.
        is_patient: whether a change waits a few seconds while another program holds the file; if
            not, it fails at once.

    Raises:
        StoreError: the file cannot be used; it is left unchanged.
        InvalidInputError: the settings cannot be used.
    """
    from uuid import uuid4

    from infoint_tui.services.container import Services
    from infoint_tui.services.context import UseCaseContext
    from infoint_tui.services.preferences import Preferences
    from infoint_tui.store.repository import Repository
    from infoint_tui.store.storage import LOCK_TIMEOUT, AtomicJSONStorage

    preferences = Preferences(settings) if settings else own_preferences()
    clock = clock or _system_clock(preferences.given)
    storage = partial(AtomicJSONStorage, lock_timeout=LOCK_TIMEOUT if is_patient else 0.0)
    repository = Repository(paths.database(db), clock, storage=storage)
    context = UseCaseContext(repository, clock, preferences, lambda: str(uuid4()))
    return Services(context, drafts)


def _system_clock(settings: Settings | None) -> Clock:
    """Return the computer's clock, in the home zone from the settings or else the computer's."""
    from infoint_tui.domain.basics.clock import SystemClock

    if settings and settings.zone:
        return SystemClock(settings.zone)
    from infoint_tui.domain.basics.system_zone import system_zone

    found = system_zone(SystemClock("UTC").now())
    way = f'To choose another, set zone in {paths.settings_file()}, for example to "Europe/Lisbon".'
    return SystemClock(found.name, f"{found.note} {way}" if found.note else "")


@contextmanager
def sample_services(clock: Clock | None = None) -> Iterator[Services]:
    """Yield services for a throwaway copy of the sample data."""
    import tempfile

    from infoint_tui.services.sample import fill, sample_settings

    with tempfile.TemporaryDirectory(prefix="infoint-sample-") as folder:
        services = build_services(
            Path(folder) / "sample.json",
            clock=clock,
            settings=sample_settings(),
            drafts=Path(folder) / "drafts",
        )
        fill(services.context)
        yield services


def run_app(db: Path | None, screen: str | None) -> None:
    """Open the app on the user's database, picking up where they left off.

    Args:
        db: the database; None means $INFOINT_DB or the user's own.
        screen: the screen to start on; None leaves it to the settings and the last session.

    Raises:
        StoreError: the file cannot be used; it is left unchanged.
        InvalidInputError: the settings cannot be used.
        SystemExit: a signal ended the app, or it failed; the exit code says which.
    """
    _trust_terminal()
    gc.disable()  # it would take a tenth of the start-up time; the app turns it on again
    from infoint_tui.ui.app import InfointApp
    from infoint_tui.ui.shell.session import SessionFile
    from infoint_tui.ui.shell.theme import first_theme

    services = build_services(db, is_patient=False)  # the app goes on meanwhile
    preferences = services.context.preferences
    given = preferences.given
    services.context.repository.refresh()  # refuses a file before the app takes over the screen
    database = services.context.repository.path
    app = InfointApp(
        services,
        sample_services,
        start=screen or (given.start if given else None),
        sessions=SessionFile(paths.session_file(), database),
        theme=first_theme(given.theme if given else None, os.environ),
        keep_theme=lambda name: preferences.change(theme=name),
        keymap=keymap_of(given),
    )
    _run(app)


def run_demo(screen: str | None) -> None:
    """Open the app with throwaway sample data, on `screen` if one is given."""
    _trust_terminal()
    from infoint_tui.ui.app import InfointApp
    from infoint_tui.ui.shell.theme import first_theme

    given = own_settings()
    with sample_services() as services:
        app = InfointApp(
            services,
            sample_services,
            start=screen,
            is_sample=True,
            theme=first_theme(given.theme if given else None, os.environ),
            keymap=keymap_of(given),
        )
        _run(app)


def edited(text: str) -> str:
    """Return `text` as the user leaves it in $VISUAL or $EDITOR.

    Raises:
        InfointError: the editor cannot be started, fails, or leaves something that is not text.
    """
    from contextlib import nullcontext

    from infoint_tui.ui.kit import external_programs

    return external_programs.edited(text, nullcontext)


def _run(app: InfointApp) -> None:
    try:
        app.run()
    finally:
        gc.enable()
    if app.return_code:
        raise SystemExit(app.return_code)


def _trust_terminal() -> None:
    """Let the terminal say how large it is, and draw with all its letters.

    Textual would believe COLUMNS and LINES, which are as old as the shell that exported them, and
    write in the encoding of the locale, which has no lines and arrows if it is an old one.
    """
    if "TEXTUAL_DRIVER" in os.environ:  # a browser is told its size in them
        return
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    if isinstance(sys.__stderr__, io.TextIOWrapper):  # the file Textual draws to
        sys.__stderr__.reconfigure(encoding="utf-8")


def main() -> None:
    """Run the `infoint` command."""
    from infoint_tui.cli.main import Factories, infoint

    infoint(
        obj=Factories(
            services=build_services, app=run_app, demo=run_demo, edited=edited, keys=key_lines
        ),
        prog_name="infoint",
    )
