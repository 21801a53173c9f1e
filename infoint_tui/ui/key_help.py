"""What the keys do, grouped by place: for the help, and for `infoint keys`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from infoint_tui.domain.text import clean_line, fold
from infoint_tui.ui.commands import FORM_KEYS, SCOPE_TITLES, Command, PlaceName
from infoint_tui.ui.keymap import Keymap


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


FORMS = Group("Dialogs", tuple(KeyLines(keys, words) for keys, words in FORM_KEYS))


def by_place(keymap: Keymap) -> tuple[Group, ...]:
    """Return every key there is, place by place; none of them acts."""
    return (*_by_scope(keymap.commands), FORMS)


def on_screen(keymap: Keymap, screen: PlaceName) -> tuple[Group, ...]:
    """Return every key there is: first those of this screen, which act, then the others."""
    here = keymap.on_screen(screen)
    acting = {command.name for command in here}
    there = (command for command in keymap.commands if command.name not in acting)
    return (*_by_scope((*here, *there), acting), FORMS)


def above_dialog(
    heading: str, hints: Iterable[tuple[str, str, str]], sentences: Mapping[str, str]
) -> tuple[Group, ...]:
    """Return the keys that work in a dialog: first its own, which act.

    Args:
        heading: what the dialog is about; untrusted.
        hints: its own keys: each with what it does in a word, and its action.
        sentences: what its actions do; an action without one is told in its word.
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
    mine = [Group(clean_line(heading) or "This dialog", own)] if own else []
    return (*mine, FORMS)


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


def _by_scope(commands: Iterable[Command], acting: Collection[str] = ()) -> list[Group]:
    titled: dict[str, list[KeyLines]] = {}
    for each in commands:
        action = each.action if each.name in acting else ""
        titled.setdefault(SCOPE_TITLES[each.scope], []).append(
            KeyLines(each.key_words, each.help, each.label, each.name, action)
        )
    return [Group(title, tuple(lines)) for title, lines in titled.items()]
