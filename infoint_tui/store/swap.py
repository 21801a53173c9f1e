"""Putting a new file in the place of the one that was read, unless that one is gone by then."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from infoint_tui.domain.basics.errors import OvertakenError

_IN_THIS_FOLDER = -100
_EXCHANGE = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
"""What the system says if it does not know the call, or if the disk cannot do it."""


class Identity(NamedTuple):
    """What tells one version of a file from another."""

    device: int
    inode: int
    size: int
    mtime: int
    """In nanoseconds."""
    ctime: int
    """In nanoseconds; a new name changes this, too."""

    @property
    def content(self) -> tuple[int, ...]:
        """The same without what a new name changes."""
        return self[:-1]


def beside(path: Path, what: str) -> Path:
    """Return a free name beside a file that says what is kept there, as sync programs do."""
    numbers = ("", *(f" {number}" for number in range(2, 1000)))
    places = (path.with_stem(f"{path.stem} ({what}{number})") for number in numbers)
    return next(place for place in places if not os.path.lexists(place))


def identity(found: os.stat_result) -> Identity:
    """Return the identity of a file."""
    times = found.st_mtime_ns, found.st_ctime_ns
    return Identity(found.st_dev, found.st_ino, found.st_size, *times)


def take_place(new: Path, path: Path, expected: Identity | None) -> None:
    """Put the file `new` in the place of the file at `path`, in one step.

    On Linux, the two swap names, and what was displaced is looked at: if another program put it
    there since the last look, they swap back. Elsewhere, and on disks that cannot swap, a file that
    another program puts there between the last look and the new name is lost.

    Args:
        new: a file in the same folder; on success it is gone.
        path: its new name.
        expected: what was last read there; None if there was no file.

    Raises:
        OvertakenError: there is something else now, and it is still there.
        OSError: it cannot be done, and nothing was changed.
    """
    ours = os.lstat(new).st_ino
    if expected is None:
        _take_free_place(new, path, ours)
        return
    _check(path, expected)  # so that hardly anyone sees the new file before it is taken back
    try:
        is_swapped = _swap(new, path)
    except OSError:
        if not _is_at(path, ours):
            raise
        is_swapped = True
    if not is_swapped:
        rename(new, path)
    elif _content(new) == expected.content:
        with suppress(OSError):  # the new file has its place, whatever becomes of the old one
            new.unlink()
    elif _give_back(new, path, ours):
        raise _overtaken(path)


def _take_free_place(new: Path, path: Path, ours: int) -> None:
    try:
        os.link(new, path)
    except OSError as error:
        if not _is_at(path, ours):
            if isinstance(error, FileExistsError):
                raise _overtaken(path) from None
            _check(path, None)  # some disks cannot give a file two names
            rename(new, path)
            return
    with suppress(OSError):
        new.unlink()


def rename(new: Path, path: Path) -> None:
    """Give a file another name, replacing what has it.

    Raises:
        OSError: it cannot be done, and nothing was changed.
    """
    ours = os.lstat(new).st_ino
    try:
        os.replace(new, path)
    except OSError:
        if not _is_at(path, ours):
            raise


def _is_at(path: Path, inode: int) -> bool:
    """Return whether a file got a name all the same: network disks may not hear that it has."""
    try:
        return os.lstat(path).st_ino == inode
    except OSError:
        return False


def _content(path: Path) -> tuple[int, ...] | None:
    """Return the identity of what was displaced; None if it cannot be looked at."""
    try:
        return identity(os.lstat(path)).content
    except OSError:
        return None


def _check(path: Path, expected: Identity | None) -> None:
    try:
        found = identity(os.stat(path))
    except FileNotFoundError:
        found = None
    if found != expected:
        raise _overtaken(path)


def _swap(one: Path, other: Path) -> bool:
    """Let two files swap names in one step; return False if this system or disk cannot."""
    call = _renameat2()
    if call is None:
        return False
    import ctypes

    names = os.fsencode(one), os.fsencode(other)
    if call(_IN_THIS_FOLDER, names[0], _IN_THIS_FOLDER, names[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    if number == errno.ENOENT:
        raise _overtaken(other)
    raise OSError(number, os.strerror(number))


@cache
def _renameat2() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def _give_back(new: Path, path: Path, ours: int) -> bool:
    """Swap again: what was displaced gets its name back. Return whether it has.

    If yet another program has replaced the file in between, that program's file keeps the name, and
    the displaced one is kept beside it, under a name that sync programs use for this, too. It is
    also kept there if they cannot swap again.
    """
    try:
        _swap(new, path)
    except OSError:
        _keep_beside(new, path)
        return False
    except OvertakenError:  # the new file was taken away
        _keep_beside(new, path)
        return True
    if (found := _content(new)) is not None and found[1] != ours:
        with suppress(OSError):
            _swap(new, path)
        _keep_beside(new, path)
    return True


def _keep_beside(new: Path, path: Path) -> None:
    with suppress(OSError):
        os.rename(new, beside(path, "conflicted copy"))


def _overtaken(path: Path) -> OvertakenError:
    return OvertakenError(
        f"Another program keeps replacing {path}.", "Nothing was changed. Try again."
    )
