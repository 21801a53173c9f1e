"""Lines that say what keys do: their type, the lines for any dialog, and a filter for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.text import clean_line, fold


class KeyLines(Struct, frozen=True):
    """What one or more keys do."""

    keys: str
    """The keys, as shown to the user; "" if there are none here."""
    words: str
    """What they do, in a sentence."""
    label: str = ""
    """What the action is called elsewhere, in a word or two."""
    name: str = ""
    """The command, as "scope.id"; "" for a key that cannot be changed."""
    action: str = ""
    """The action that the app runs; "" if the key does not work now."""


class Group(Struct, frozen=True):
    """Keys under a title."""

    title: str
    lines: tuple[KeyLines, ...]


NEXT_FIELD = KeyLines("tab shift+tab", "The next or previous field.")
DONE_WITH_FIELD = KeyLines("enter", "The next field; on the last one, the same as ctrl+s.")
DO_IT = KeyLines("ctrl+s", "Save, or do what the form is for.")
CHOOSE_VALUE = KeyLines("← → space", "Choose another value on a line.")
NEXT_ROW = KeyLines("↓ ↑ j k", "The next or previous row.")
FIRST_ROW = KeyLines("home end g G", "The first row, the last one.")
PAGES = KeyLines("pagedown pageup", "A page down, a page up.")
LEAVE_FORM = "Leave; asks once more if something was typed."


@runtime_checkable
class Explained(Protocol):
    """A screen that says what its keys do."""

    def key_groups(self) -> tuple[Group, ...]:
        """Return the screen's keys, those that can be run first; empty if no key does anything."""


def in_dialog(
    heading: str,
    hints: Iterable[tuple[str, str, str]],
    sentences: Mapping[str, str],
    kind: Group,
) -> tuple[Group, ...]:
    """Return each key that works in a dialog: its own, which can be run, then the others.

    Args:
        heading: what the dialog is about; untrusted.
        hints: its own keys, each with a short label and its action.
        sentences: what its actions do; an action without a sentence uses its label.
        kind: the other keys that work.
    """
    own = tuple(
        KeyLines(
            keys,
            sentences.get(action) or f"{label[:1].upper()}{label[1:]}.",
            label,
            action=f"screen.{action}",
        )
        for keys, label, action in hints
    )
    told = {line.keys for line in own}
    more = tuple(line for line in kind.lines if line.keys not in told)
    found = (Group(clean_line(heading) or "This dialog", own), replace(kind, lines=more))
    return tuple(group for group in found if group.lines)


def matching(found: Iterable[Group], typed: str) -> tuple[Group, ...]:
    """Return the groups, reduced to lines that contain every word typed, ignoring case."""
    words = fold(typed).split()
    kept = []
    for group in found:
        lines = tuple(
            line
            for line in group.lines
            if all(
                word in fold(f"{line.keys} {line.words} {line.label} {group.title}")
                for word in words
            )
        )
        if lines:
            kept.append(Group(group.title, lines))
    return tuple(kept)
