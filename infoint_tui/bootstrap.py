"""The composition root: settings and paths -> store -> services -> the app or a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infoint_tui import paths

if TYPE_CHECKING:
    from infoint_tui.domain.clock import Clock
    from infoint_tui.domain.settings import Settings
    from infoint_tui.services.suite import Services


def load_settings(path: Path) -> Settings:
    """Read settings.toml; a missing file means the defaults.

    Raises:
        InvalidInputError: the file cannot be read, or a value does not fit; says which.
    """
    from pydantic import ValidationError

    from infoint_tui.domain.errors import InvalidInputError
    from infoint_tui.domain.settings import Settings

    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{path} cannot be read: {error}.") from None
    import tomllib

    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(f"{path} is not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ").rstrip(".")
        raise InvalidInputError(f"{path}: {where}: {reason}.") from None


def build_services(
    db: Path | None = None, *, clock: Clock | None = None, settings: Settings | None = None
) -> Services:
    """Put the services together over one database file.

    Args:
        db: the database; None takes $INFOINT_DB or the user's own.
        clock: the clock; None takes the computer's, in the home zone of the settings.
        settings: the settings; None reads settings.toml.

    Raises:
        StoreError: the file cannot be used; it is left as it was.
        InvalidInputError: the settings cannot be used.
    """
    from uuid import uuid4

    from infoint_tui.domain.clock import SystemClock, system_zone
    from infoint_tui.services.desk import Desk
    from infoint_tui.services.suite import Services
    from infoint_tui.store.repository import Repository

    settings = settings or load_settings(paths.settings_file())
    clock = clock or SystemClock(settings.zone or system_zone())
    repository = Repository(paths.database(db), clock)
    return Services(Desk(repository, clock, settings, lambda: str(uuid4())))


@contextmanager
def sample_services(clock: Clock | None = None) -> Iterator[Services]:
    """Yield services over a throwaway copy of the sample people."""
    import tempfile

    from infoint_tui.domain.settings import Settings
    from infoint_tui.services.sample import fill

    with tempfile.TemporaryDirectory(prefix="infoint-sample-") as folder:
        services = build_services(Path(folder) / "sample.json", clock=clock, settings=Settings())
        fill(services.desk)
        yield services


def run_app(db: Path | None, screen: str | None) -> None:
    """Open the app on the user's database.

    Raises:
        StoreError: the file cannot be used; it is left as it was.
    """
    from infoint_tui.ui.app import InfointApp

    services = build_services(db)
    services.overview.rows()  # a file that cannot be read is refused before the screen is taken
    InfointApp(services, sample_services, start=screen).run()


def run_demo(screen: str | None) -> None:
    """Open the app on throwaway sample data."""
    from infoint_tui.ui.app import InfointApp

    with sample_services() as services:
        InfointApp(services, sample_services, start=screen, is_sample=True).run()


def main() -> None:
    """The `infoint` command."""
    from infoint_tui.cli.main import Factories, infoint

    infoint(
        obj=Factories(services=build_services, app=run_app, demo=run_demo),
        prog_name="infoint",
    )
