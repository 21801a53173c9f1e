"""Watching the calls to the system that touch a folder, and making one of them fail."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from msgspec import Struct

from infoint_tui.store import swap

BY_PATH = ("stat", "lstat", "link", "unlink", "rename", "replace", "mkdir", "listdir", "utime")
BY_HANDLE = ("fsync", "fstat", "chmod", "fchmod")
"""The calls that can be given a path, or the number of an open file."""


class Fault(Struct, frozen=True):
    """What happens at a call.

    Before it, unless it says otherwise.
    """

    name: str
    number: int = 0
    """The number of the error that the call reports; 0 if it reports none."""
    is_done: bool = False
    """Whether the call does its work all the same."""
    lasts: bool = False
    """Whether every later call fails, too."""
    ends: bool = False
    """Whether the program ends: nothing that it does later reaches the disk."""
    is_short: bool = False
    """Whether a write takes only half of the bytes, and says so."""


def error(name: str) -> Fault:
    """Return the fault of a call that fails with an error, by its name in `errno`."""
    return Fault(name, getattr(errno, name))


ERRORS = tuple(map(error, ("ENOSPC", "EIO", "EINTR", "EACCES", "EMFILE")))
OTHERS = (
    Fault("EIO, though it is done", errno.EIO, is_done=True),
    Fault("EIO from here on", errno.EIO, lasts=True),
    Fault("a short write", is_short=True),
    Fault("exit", ends=True, is_done=True),
)


class EndOfProgram(BaseException):
    """The program has ended; raised instead of ending the one that runs the battery."""


class SystemCalls:
    """Counts the calls that touch a folder, once `is_armed`, and lets one of them fail.

    Args:
        folder: the folder; calls that touch nothing in it are left alone.
        fail_at: the call that fails, counted from 0; None means none.
        fault: how it fails.
    """

    def __init__(
        self, folder: Path, fail_at: int | None = None, fault: Fault | None = None
    ) -> None:
        self._folder = os.fspath(folder)
        self._fail_at, self._fault = fail_at, fault
        self._handles: dict[int, str] = {}
        self._owned: set[int] = set()
        self.is_armed = False
        self.seen: list[str] = []
        """What was called, such as "fsync infoint.json.tmp"."""

    def call(self, name: str, what: object, do: Callable[[], Any]) -> Any:
        """Make a call, or let it fail."""
        if not self.is_armed:
            return do()
        self.seen.append(f"{name} {what}")
        fault, past = self._fault, len(self.seen) - 1 - (self._fail_at or 0)
        if name == "unlock" and past > 0:  # the end of a program does so, too
            return do()
        is_hit = fault and self._fail_at is not None and (past == 0 or (past > 0 and _lasts(fault)))
        if not fault or not is_hit or fault.is_short:
            return do()
        if fault.is_done and past == 0:
            do()
        if fault.ends:
            raise EndOfProgram
        raise OSError(fault.number, os.strerror(fault.number))

    def is_short(self) -> bool:
        """Return whether the write that was just begun takes only half of the bytes."""
        return bool(
            self.is_armed
            and self._fault
            and self._fault.is_short
            and len(self.seen) - 1 == self._fail_at
        )

    def name_of(self, place: object) -> str | None:
        """Return the name of a file in the folder, by its path or its number; None if elsewhere."""
        if isinstance(place, int):
            return self._handles.get(place)
        with suppress(TypeError):
            path = os.path.abspath(os.fsdecode(place))  # type: ignore[arg-type]  # tried
            if path == self._folder or path.startswith(self._folder + os.sep):
                return os.path.basename(path)
        return None

    def opened(self, handle: int, name: str, *, is_owned: bool = False) -> int:
        """Remember what a number stands for, and whether an object will close it."""
        self._handles[handle] = name
        if is_owned:
            self._owned.add(handle)
        return handle

    def closed(self, handle: int) -> None:
        """Forget it."""
        self._handles.pop(handle, None)
        self._owned.discard(handle)

    def left_open(self) -> tuple[int, ...]:
        """Return the numbers of the files that nobody will close any more."""
        return tuple(self._handles.keys() - self._owned)


def _lasts(fault: Fault) -> bool:
    return fault.lasts or fault.ends


@contextmanager
def watched(calls: SystemCalls) -> Iterator[None]:
    """Send what the program asks the system for through `calls` while the block runs."""
    close = os.close
    with mock.patch.multiple(os, **_os_calls(calls)), _files(calls), _locks(calls), _swaps(calls):
        try:
            yield
        finally:
            calls.is_armed = False
            for handle in calls.left_open():  # the end of a program closes them
                close(handle)


def _os_calls(calls: SystemCalls) -> dict[str, Any]:
    found = {name: _watching(calls, name) for name in (*BY_PATH, *BY_HANDLE)}
    by_handle = {call for name, call in found.items() if getattr(os, name) in os.supports_fd}
    return {
        "open": _watching_open(calls),
        "close": _watching_close(calls),
        "supports_fd": os.supports_fd | by_handle,
        **found,
    }


def _watching(calls: SystemCalls, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def call(place: Any = ".", *args: Any, **options: Any) -> Any:
        found = calls.name_of(place)
        if found is None:
            return real(place, *args, **options)
        return calls.call(name, found, lambda: real(place, *args, **options))

    return call


def _watching_open(calls: SystemCalls) -> Callable[..., int]:
    real, close = os.open, os.close

    def call(path: Any, *args: Any, **options: Any) -> int:
        found = calls.name_of(path)
        if found is None:
            return real(path, *args, **options)
        made: list[int] = []
        try:
            calls.call("open", found, lambda: made.append(real(path, *args, **options)))
        except BaseException:
            for handle in made:  # it is done all the same, but nobody gets to know its number
                close(handle)
            raise
        return calls.opened(made[0], found)

    return call


def _watching_close(calls: SystemCalls) -> Callable[[int], None]:
    real = os.close

    def call(handle: int) -> None:
        found = calls.name_of(handle)
        try:
            if found is not None:
                calls.closed(handle)
                calls.call("close", found, lambda: None)
        finally:
            real(handle)  # Linux closes it, whatever it reports

    return call


class _Raw(io.FileIO):
    """A file whose reads, writes and end are calls of their own."""

    def __init__(self, calls: SystemCalls, name: str, *args: Any, **options: Any) -> None:
        self._calls, self._what = calls, name
        super().__init__(*args, **options)
        calls.opened(self.fileno(), name, is_owned=True)

    def write(self, data: Any) -> int:
        def do() -> int:
            half = max(len(data) // 2, 1) if self._calls.is_short() else len(data)
            return super(_Raw, self).write(memoryview(data)[:half])

        return self._calls.call("write", self._what, do)

    def readinto(self, buffer: Any) -> int:
        return self._calls.call("read", self._what, lambda: super(_Raw, self).readinto(buffer))

    def readall(self) -> bytes:
        return self._calls.call("read", self._what, super().readall)

    def truncate(self, size: int | None = None) -> int:
        return self._calls.call("truncate", self._what, lambda: super(_Raw, self).truncate(size))

    def close(self) -> None:
        if self.closed:
            return
        self._calls.closed(self.fileno())
        try:
            self._calls.call("close", self._what, lambda: None)
        finally:
            super().close()


@contextmanager
def _files(calls: SystemCalls) -> Iterator[None]:
    real = builtins.open

    def open_(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Callable[[str, int], int] | None = None,
    ) -> Any:
        found = None if isinstance(file, int) else calls.name_of(file)
        if found is None:
            return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
        raw_mode = mode.replace("b", "").replace("t", "")
        raw = _Raw(calls, found, file, raw_mode, opener=opener or os.open)
        kinds = {"r": io.BufferedReader, "r+": io.BufferedRandom}
        buffered = kinds.get(raw_mode, io.BufferedWriter)(raw)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)  # type: ignore[type-var]  # one of them

    with mock.patch.object(builtins, "open", open_), mock.patch.object(io, "open", open_):
        yield


@contextmanager
def _locks(calls: SystemCalls) -> Iterator[None]:
    real = fcntl.flock

    def flock(handle: int, operation: int) -> None:
        found = calls.name_of(handle)
        if found is None:
            return real(handle, operation)
        kind = "unlock" if operation & fcntl.LOCK_UN else "lock"
        return calls.call(kind, found, lambda: real(handle, operation))

    with mock.patch.object(fcntl, "flock", flock):
        yield


@contextmanager
def _swaps(calls: SystemCalls) -> Iterator[None]:
    import ctypes

    real = swap._renameat2()
    if real is None:
        yield
        return

    def renameat2(*args: Any) -> int:
        found = calls.name_of(args[3])
        if found is None:
            return real(*args)
        try:
            return calls.call("swap", found, lambda: real(*args))
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1

    with mock.patch.object(swap, "_renameat2", return_value=renameat2):
        yield
