"""What the keys do, grouped by place: for the help, and for `infoint keys`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.ui.keys.commands import SCOPE_TITLES, Command, PlaceName
from infoint_tui.ui.keys.keymap import Keymap


@dataclass(frozen=True)
class KeyLines:
    """What one key, or a few, do."""

    keys: str
    """The keys, as people write them; empty when there is none here."""
    words: str
    """What they do, in a sentence."""
    label: str = ""
    """What it is called elsewhere, in a word or two."""
    name: str = ""
    """The command, as "scope.id"; empty for a key that cannot be changed."""
    action: str = ""
    """What the app runs to do it; empty where it does not work now."""


@dataclass(frozen=True)
class Group:
    """Keys under a title."""

    title: str
    lines: tuple[KeyLines, ...]


NEXT_FIELD = KeyLines("tab shift+tab", "The next field, the one before.")
DONE_WITH_FIELD = KeyLines("enter", "The next field; on the last one, the same as ctrl+s.")
DO_IT = KeyLines("ctrl+s", "Save, or do what the form is for.")
CHOOSE_VALUE = KeyLines("← → space", "Choose another of the values shown on a line.")
NEXT_ROW = KeyLines("↓ ↑ j k", "The next row, the one before.")
FIRST_ROW = KeyLines("home end g G", "The first row, the last one.")
PAGES = KeyLines("pagedown pageup", "A page down, a page up.")
LEAVE_FORM = "Leave; asks once more if something was typed."

FORMS = Group(
    "Dialogs",
    (
        NEXT_FIELD,
        DONE_WITH_FIELD,
        DO_IT,
        CHOOSE_VALUE,
        KeyLines("ctrl+o", "Show all fields of a contact; open a message as mail."),
        KeyLines("ctrl+y ctrl+g", "Copy a message; change it in your editor."),
        KeyLines("esc", LEAVE_FORM),
    ),
)
"""What the keys do in most dialogs, told where none is open; these cannot be changed."""


@runtime_checkable
class Explained(Protocol):
    """A screen that tells what its keys do."""

    def key_groups(self) -> tuple[Group, ...]:
        """Return its keys, those that act first; none where no key does anything."""


def by_place(keymap: Keymap) -> tuple[Group, ...]:
    """Return every key there is, place by place; none of them acts."""
    return (*_by_scope(keymap.commands), FORMS)


def on_screen(keymap: Keymap, screen: PlaceName) -> tuple[Group, ...]:
    """Return every key there is: first those of this screen, which act, then the others."""
    here = keymap.on_screen(screen)
    acting = {command.name for command in here}
    there = (command for command in keymap.commands if command.name not in acting)
    return (*_by_scope((*here, *there), acting, keymap.key("app.palette")), FORMS)


def in_dialog(
    heading: str,
    hints: Iterable[tuple[str, str, str]],
    sentences: Mapping[str, str],
    kind: Group,
) -> tuple[Group, ...]:
    """Return the keys that work in a dialog, each once: its own, which act, then the others.

    Args:
        heading: what the dialog is about; untrusted.
        hints: its own keys: each with what it does in a word, and its action.
        sentences: what its actions do; an action without one is told in its word.
        kind: the keys that work besides.
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
    """Return the groups with the lines that hold every word typed, in any case."""
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


def _by_scope(
    commands: Iterable[Command], acting: Collection[str] = (), palette: str = ""
) -> list[Group]:
    """Return commands under the titles of their scopes.

    Args:
        commands: what to tell of.
        acting: the names of those that work now.
        palette: the key of the palette, by which those are reached whose key means another here.
    """
    titled: dict[str, list[KeyLines]] = {}
    for each in commands:
        action = each.action if each.name in acting else ""
        keys = each.key_words or f"{palette} {each.label}".strip()
        titled.setdefault(SCOPE_TITLES[each.scope], []).append(
            KeyLines(keys, each.help, each.label, each.name, action)
        )
    return [Group(title, tuple(lines)) for title, lines in titled.items()]
