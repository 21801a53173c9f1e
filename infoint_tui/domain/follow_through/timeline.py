"""A timeline: what happened with one contact, read only when it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, overload

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.records.touch import Touch


class UnreadTouches(Protocol):
    """The touches of a contact, in the order logged; two are equal as long as no touch changes."""

    def __iter__(self) -> Iterator[Touch]:
        """Iterate over the touches."""

    def last_on(self) -> date | None:
        """Return the day of the latest touch, reading nothing but the days."""


class Timeline(Sequence["Touch"]):
    """The touches of a contact, latest first; two timelines are equal as long as no touch changes.

    After a few years there are thousands, and for most contacts only the latest day matters.
    """

    def __init__(self, unread: UnreadTouches) -> None:
        self._unread = unread

    def __eq__(self, other: object) -> bool:
        return self._unread == other._unread if isinstance(other, Timeline) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._unread)

    @cached_property
    def last_on(self) -> date | None:
        """The day of the latest touch."""
        return self._unread.last_on()

    @cached_property
    def _touches(self) -> tuple[Touch, ...]:
        return latest_first(self._unread)

    def __len__(self) -> int:
        return len(self._touches)

    @overload
    def __getitem__(self, at: int) -> Touch: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Touch]: ...
    def __getitem__(self, at: int | slice) -> Touch | Sequence[Touch]:
        return self._touches[at]


def latest_first(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """Return touches, latest first; of two at the same moment, the one logged later comes first."""
    newest = reversed(tuple(touches))
    return tuple(sorted(newest, key=lambda touch: (touch.on, touch.at), reverse=True))


def last_on(touches: Sequence[Touch]) -> date | None:
    """Return the day of the latest of these touches, or None if there are none."""
    if isinstance(touches, Timeline):
        return touches.last_on
    return max((touch.on for touch in touches), default=None)
