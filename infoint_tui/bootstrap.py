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
    from infoint_tui.domain.records.mistakes import Mistake
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.services.container import Services
    from infoint_tui.services.preferences import Preferences
    from infoint_tui.ui.app import InfointApp
    from infoint_tui.ui.keys.keymap import Keymap


def load_settings(path: Path) -> tuple[Settings, list[Mistake]]:
    """Return the settings in settings.toml, and what in it cannot be used.

    For that, and if there is no file, the defaults are used.
    """
    from infoint_tui.domain.records.mistakes import Mistake
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.exchange.settings_file import read_settings
    from infoint_tui.ui.keys import keymap

    try:
        found, mistakes = read_settings(path)
    except FileNotFoundError:
        return Settings(), []
    settings, wrong = _checked(found)
    mistakes += wrong
    keys, clashes = keymap.usable(settings.keys)
    mistakes += (Mistake("keys", each.message, each.hint) for each in clashes)
    return _but(settings, keys=keys) if clashes else settings, mistakes


def _but(settings: Settings, **changes: object) -> Settings:
    """Return the settings with some changed; None leaves one at its default."""
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    wanted = {name: value for name, value in {**given, **changes}.items() if value is not None}
    return settings.model_validate(wanted)


def _checked(found: dict[str, Any]) -> tuple[Settings, list[Mistake]]:
    """Return the settings that can be used, and a mistake for each of the others."""
    from pydantic import ValidationError

    from infoint_tui.domain.basics.errors import InvalidInputError
    from infoint_tui.domain.follow_through.accountability import check_times
    from infoint_tui.domain.records.mistakes import Mistake, reason
    from infoint_tui.domain.records.settings import Settings

    mistakes = []
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        for each in error.errors():
            name = str(each["loc"][0])
            if each["type"] == "extra_forbidden":
                mistakes.append(
                    Mistake(name, "there is no such setting.", _nearest(name, Settings))
                )
            else:
                where = "".join(f"{_place(part)}: " for part in each["loc"][1:])
                mistakes.append(Mistake(name, f"{where}{reason(each)}."))
        wrong = {each.name for each in mistakes}
        settings = Settings.model_validate({k: v for k, v in found.items() if k not in wrong})
    for name in ("partner_second", "partner_first"):
        if name not in settings.model_fields_set:
            continue
        try:
            check_times(settings)
        except InvalidInputError as error:
            mistakes.append(Mistake(name, error.message, error.hint))
            settings = _but(settings, **{name: None})
    return settings, mistakes


def _place(part: int | str) -> str:
    return f"entry {part + 1}" if isinstance(part, int) else part


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
        for group in by_place(keymap_of(_told_preferences().given))
    ]


def own_preferences() -> Preferences:
    """Return the user's settings, which write their changes to settings.toml."""
    from infoint_tui.services.preferences import Preferences

    path = paths.settings_file()
    if not os.path.lexists(path):  # saves slow imports
        _use_forms(None)
        return Preferences(None, _write_settings)
    settings, mistakes = load_settings(path)
    _use_forms(settings)
    return Preferences(settings, _write_settings, mistakes)


def _use_forms(settings: Settings | None) -> None:
    """Write days and times as the locale has them, or else as the settings do."""
    from infoint_tui.domain.basics.local_forms import WEEK_STARTS, forms_of, locale_of, use

    forms = forms_of(locale_of(os.environ))
    if settings is None:
        use(forms)
    else:
        week = settings.week_starts
        start = WEEK_STARTS[week] if week else None
        use(forms, hours=settings.clock, order=settings.date_order, week_start=start)


def _told_preferences() -> Preferences:
    """Return the user's settings, after saying what cannot be used; for what needs no services."""
    from infoint_tui.cli.output import warn

    preferences = own_preferences()
    if preferences.note:
        warn(f"Note: {preferences.note}")
    return preferences


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

    given = _told_preferences().given
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
