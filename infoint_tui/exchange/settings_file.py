"""Writing one setting to settings.toml; everything else in it stays as the user wrote it."""

from __future__ import annotations

from pathlib import Path

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.exchange.files import replace_whole


def write_setting(path: Path, name: str, value: str) -> None:
    """Write one setting at the top level of the file; a missing file is created.

    Args:
        path: settings.toml.
        name: the setting.
        value: its new value, written as a string.

    Raises:
        InfointError: the file is not valid TOML, or cannot be read or written; it is left
            unchanged.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_bytes().decode()  # keeps its line ends
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise _not_kept(path, name, error) from None
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise _not_kept(path, name, error) from None
    document[name] = value
    replace_whole(path, tomlkit.dumps(document))


def _not_kept(path: Path, name: str, error: Exception) -> InfointError:
    return InfointError(
        f"{path} cannot be read, so {name} was not saved: {error}.",
        "Fix the file, then choose again.",
    )
