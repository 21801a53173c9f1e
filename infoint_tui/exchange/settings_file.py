"""Writing settings to settings.toml; everything else in it stays as the user wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.exchange.files import replace_whole


def write_settings(path: Path, values: Mapping[str, object]) -> None:
    """Write settings at the top level of the file; a missing file is created.

    Args:
        path: settings.toml.
        values: the new values, by the settings' names; None takes a setting out.

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
        raise _not_kept(path, values, error) from None
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise _not_kept(path, values, error) from None
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = _written(value)
    replace_whole(path, tomlkit.dumps(document))


def _written(value: object) -> object:
    """Return a value as TOML writes it: text of several lines as such, sets as sorted lists."""
    import tomlkit

    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    return sorted(value) if isinstance(value, (set, frozenset)) else value


def _not_kept(path: Path, values: Mapping[str, object], error: Exception) -> InfointError:
    return InfointError(
        f"{path} cannot be read, so {' and '.join(values)} was not saved: {error}.",
        "Fix the file, then choose again.",
    )
