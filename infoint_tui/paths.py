"""Where the program's files are on this computer. Importing this module creates nothing."""

from __future__ import annotations

import os
from pathlib import Path

APP = "infoint-tui"


def database(given: Path | None = None) -> Path:
    """Return the path of the database: the one given, else $INFOINT_DB, else the user's own.

    Raises:
        InvalidInputError: the name begins with ~ and a user who is not there.
    """
    named = given or os.environ.get("INFOINT_DB")
    if named:
        return expanded(Path(named))
    from platformdirs import user_data_path

    return user_data_path(APP) / "infoint.json"


def expanded(path: Path) -> Path:
    """Return a path with the folder that ~ stands for.

    Raises:
        InvalidInputError: there is no such user.
    """
    try:
        return path.expanduser()
    except RuntimeError:
        from infoint_tui.domain.basics.errors import InvalidInputError

        name = path.parts[0]
        raise InvalidInputError(
            f"{path} cannot be found: there is no user {name[1:]}, or no home folder.",
            f"Write the path in full, or ./{path} for something called {name}.",
        ) from None


def settings_file() -> Path:
    """Return the path of settings.toml."""
    from platformdirs import user_config_path

    return user_config_path(APP) / "settings.toml"


def messages_folder() -> Path:
    """Return the folder of the user's own message templates."""
    return settings_file().with_name("messages")


def drafts_folder() -> Path:
    """Return the folder of messages that were started but not sent."""
    return session_file().with_name("drafts")


def session_file() -> Path:
    """Return the path of the file that remembers where the user left off."""
    from platformdirs import user_state_path

    return user_state_path(APP) / "session.json"


def seen_file() -> Path:
    """Return the path of the file that remembers which state each database was last seen in."""
    return session_file().with_name("seen.json")


def error_report() -> Path:
    """Return the path of the report of the latest error that nobody expected."""
    return session_file().with_name("error-report.txt")
