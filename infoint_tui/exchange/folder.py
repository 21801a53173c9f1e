"""A folder that other programs carry to a phone or a server: one file per item, kept up to date.

What was written is listed in a manifest with a checksum. A file that is not listed is never
touched, and one that another program changed or removed is left alone until the user decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_line, slug
from infoint_tui.exchange.files import replace_whole
from infoint_tui.exchange.outgoing import ItemFile

MANIFEST: Final = ".infoint.json"
"""The file that lists what was written; programs that carry folders skip names with a dot."""


class Listed(Struct, frozen=True):
    """A file that was written earlier."""

    file: str
    sum: str
    """The checksum of what was written."""


Manifest = dict[str, dict[str, Listed]]
"""What was written in each format, by item."""


class FolderReport(Struct, frozen=True):
    """What happened to the files of a folder."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    elsewhere: tuple[str, ...] = ()
    """The files that another program changed or removed since; they were left alone."""


class _Files:
    """The files of one format in a folder.

    Args:
        folder: the folder.
        listed: what was written earlier, by item.
        is_covered: tells whether all that a file says is in a text that would replace it.
        may_overwrite: whether to replace what another program changed.
    """

    def __init__(
        self,
        folder: Path,
        listed: dict[str, Listed],
        is_covered: Callable[[bytes, str], bool],
        may_overwrite: bool,
    ) -> None:
        self._folder = folder
        self._before = listed
        self._is_covered = is_covered
        self._may_overwrite = may_overwrite
        self._names = {each.file.lower() for each in listed.values()}
        self.now: dict[str, Listed] = {}
        self.written = self.unchanged = self.removed = 0
        self.elsewhere: list[str] = []

    def put(self, item: ItemFile, suffix: str) -> None:
        """Write an item, unless its file is as it should be or was changed elsewhere."""
        data = item.text.encode()
        was = self._before.get(item.id)
        listed = Listed(was.file if was else self._new_name(item, suffix, data), _sum(data))
        path = self._folder / listed.file
        there = _content(path)
        if there == data:
            self.unchanged += 1
        elif was is None or self._may_replace(was, there, item.text):
            replace_whole(path, item.text)
            self.written += 1
        else:
            self.elsewhere.append(listed.file)
            listed = was
        self.now[item.id] = listed

    def _may_replace(self, was: Listed, there: bytes | None, text: str) -> bool:
        if self._may_overwrite:
            return True
        is_changed_here = was.sum != _sum(text.encode())
        if there is None:
            return is_changed_here
        return is_changed_here and (_sum(there) == was.sum or self._is_covered(there, text))

    def _new_name(self, item: ItemFile, suffix: str, data: bytes) -> str:
        base = slug(item.name)[:80]
        number = 1
        while True:
            name = f"{base}{f'-{number}' if number > 1 else ''}{suffix}"
            there = _content(self._folder / name)
            if name not in self._names and there in (None, data):
                self._names.add(name)
                return name
            number += 1

    def drop_others(self) -> None:
        """Remove the files of items that are gone, unless another program changed them."""
        for item_id, was in self._before.items():
            if item_id in self.now:
                continue
            path = self._folder / was.file
            there = _content(path)
            if there is not None and _sum(there) != was.sum and not self._may_overwrite:
                self.elsewhere.append(was.file)
                self.now[item_id] = was
            elif there is not None:
                path.unlink()
                self.removed += 1


def keep_folder(
    folder: Path,
    format: str,
    suffix: str,
    items: Iterable[ItemFile],
    *,
    is_covered: Callable[[bytes, str], bool] = lambda _, __: False,
    may_overwrite: bool = False,
) -> FolderReport:
    """Bring the files of one format in a folder up to date.

    Args:
        folder: the folder; it is created if it is missing.
        format: the key of the format.
        suffix: how the files end.
        items: everything that should be there.
        is_covered: tells whether all that a changed file says is in a text that would replace it.
        may_overwrite: whether to replace or remove what another program changed.

    Raises:
        InfointError: the manifest cannot be read, or a file cannot be written.
    """
    manifest = _read(folder / MANIFEST)
    files = _Files(folder, manifest.get(format, {}), is_covered, may_overwrite)
    listed = manifest.get(format, {})
    try:
        for item in items:
            files.put(item, suffix)
        files.drop_others()
        left = files.now
    except BaseException as error:
        left = {**listed, **files.now}
        if isinstance(error, OSError):
            raise InfointError(f"{folder} cannot be written: {error.strerror}.") from None
        raise
    finally:
        if left != listed:
            replace_whole(folder / MANIFEST, _manifest_text({**manifest, format: left}))
    return FolderReport(files.written, files.unchanged, files.removed, tuple(files.elsewhere))


def _read(path: Path) -> Manifest:
    class _Found(Struct):
        version: int
        formats: dict[str, dict[str, Listed]]

    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Found)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InfointError(
            f"{path} cannot be read: {clean_line(str(error))}.",
            "Name another folder, or move that file away to start again.",
        ) from None
    for listed in found.formats.values():
        for each in listed.values():
            if Path(each.file).name != each.file or each.file.startswith("."):
                raise InfointError(f"{path} lists a file outside of its folder.")
    return found.formats


def _manifest_text(manifest: Manifest) -> str:
    found = {"version": 1, "formats": msgspec.to_builtins(manifest)}
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _content(path: Path) -> bytes | None:
    """Return what is in a file; None if there is none. What is no plain file is never ours."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return b"\x00no plain file"
    return path.read_bytes() if path.exists() else None


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
