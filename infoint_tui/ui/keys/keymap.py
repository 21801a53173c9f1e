"""The user's keys: the declared ones, with the changes from settings.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import fill_places
from infoint_tui.ui.keys.commands import (
    COMMANDS,
    KEY_LABELS,
    PLACES,
    SCOPE_TITLES,
    SCREENS,
    WITHIN,
    Command,
    PlaceName,
    key_label,
    sign_key,
)

ALWAYS = {"ctrl+p": "app.palette", "f1": "app.help", "ctrl+q": "app.quit"}
"""The keys for the palette, help and quitting; they always work, whatever else is changed."""

BACK = "escape"
"""The key that goes back wherever possible, in addition to the keys given to that command."""

TAKEN = {
    "ctrl+a": "GNU screen takes it",
    "ctrl+b": "tmux takes it",
    "ctrl+c": "it copies, and ends other programs",
    "ctrl+h": "terminals read it as backspace",
    "ctrl+i": "terminals read it as tab",
    "ctrl+j": "terminals read it as enter",
    "ctrl+m": "terminals read it as enter",
    "ctrl+z": "it goes back to the shell",
    "pagedown": "it pages through lists",
    "pageup": "it pages through lists",
}
"""Keys that cannot be given to a command, and why."""

_NAMED = frozenset(
    (
        *("backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left"),
        *("right", "space", "tab", "up", *(f"f{number}" for number in range(1, 13))),
    )
)
_SURE = r"(ctrl|alt)\+[a-z]|shift\+(up|down|left|right|tab)"
"""Combinations that every terminal sends in the same way."""
_WHILE_TYPING = r"ctrl\+[a-z]|alt\+[a-z]|shift\+(up|down)|up|down|escape|f\d+"
"""Keys that can have a meaning while a line is being typed."""
_HELD = r"(?:(?:ctrl|alt|shift|super|meta|hyper)\+)+(.+)"
_WRITTEN = {label: key for key, label in KEY_LABELS.items()}


def read_key(text: str) -> str:
    """Return Textual's name for the key that `text` means: "?", "w", "f5", "ctrl+t", "shift+up".

    Raises:
        InvalidInputError: there is no such key, or terminals do not agree on it.
    """
    if len(text) == 1 and text.isprintable():
        return _WRITTEN.get(text) or sign_key(text)
    *held, last = text.lower().split("+")
    key = "+".join((*held, _WRITTEN.get(last, last)))
    if key in TAKEN:
        raise InvalidInputError(f"{text} cannot be used: {TAKEN[key]}.")
    if key in _NAMED or key in KEY_LABELS or re.fullmatch(_SURE, key):
        return key
    together = re.fullmatch(_HELD, key)
    if together and (len(last) == 1 or together[1] in _NAMED or together[1] in KEY_LABELS):
        raise InvalidInputError(f"{text} cannot be used: terminals do not agree on it.")
    raise InvalidInputError(
        f"there is no key “{text}”.", "Write keys like w, W, ?, f5, ctrl+t, shift+up."
    )


class Keymap:
    """Every command with the keys it has for this user.

    Args:
        changed: for each command, by its id or as "scope.id", the keys to use instead of its own,
            separated by commas.

    Raises:
        InvalidInputError: a key cannot be used, or two commands want it; the error says which.
    """

    def __init__(self, changed: Mapping[str, str] | None = None) -> None:
        found, wrong = _changed(changed or {})
        if wrong:
            raise wrong[0]
        self.commands = _commands(found.values())

    def on_screen(self, screen: PlaceName) -> tuple[Command, ...]:
        """Return the commands that work on a screen, the most specific first.

        If two of the screen's scopes declare the same key, the more specific command gets it: on
        the board `h` moves between columns, and the other command has no key. A place without the
        commands for everywhere has only its own and those that always work.
        """
        taken: set[str] = set()
        found: list[Command] = []
        ranks = SCREENS[screen].ranks if screen in SCREENS else {}
        for scope in PLACES[screen]:
            mine = [command for command in self.commands if command.scope == scope]
            for command in mine:
                free = ",".join(key for key in command.every_key if key not in taken)
                rank = ranks.get(command.id, command.rank)
                found.append(replace(command, keys=free, rank=rank))
            taken.update(key for command in mine for key in command.every_key)
        if "app" not in PLACES[screen]:
            found += [replace(self.find(name), keys=key) for key, name in ALWAYS.items()]
        return tuple(found)

    def find(self, name: str) -> Command:
        """Return the command with this id, or with this "scope.id" if several share the id.

        Raises:
            InvalidInputError: there is none, or more than one.
        """
        return _find(self.commands, name)

    def key(self, name: str) -> str:
        """Return a command's key, written the way it appears in a sentence.

        Args:
            name: as for `find`.
        """
        return self.find(name).first_key

    def fill(self, text: str) -> str:
        """Return a sentence with each command, such as {contact.thank}, replaced by its key."""
        return fill_places(text, self.key)


def usable(
    changed: Mapping[str, str],
) -> tuple[dict[str, str], tuple[InvalidInputError, ...]]:
    """Return those of the changed keys that can be used, and everything that is wrong.

    Wrong are commands and keys that do not exist or cannot be used, and each pair of commands that
    share a key, with the screens where they clash. What was changed of such a pair is left out.

    Args:
        changed: as for `Keymap`.
    """
    found, wrong = _changed(changed)
    return {name: changed[name] for name in found}, tuple(wrong)


def _changed(
    changed: Mapping[str, str],
) -> tuple[dict[str, Command], list[InvalidInputError]]:
    """Return the changed commands that can be used, by the names given, and what is wrong."""
    fine: dict[str, Command] = {}
    wrong: list[InvalidInputError] = []
    for name, keys in changed.items():
        try:
            command = _find(COMMANDS, name)
            fine[name] = replace(command, keys=_keys(command, keys))
        except InvalidInputError as error:
            wrong.append(error)
    while clashes := tuple(_clashes(_commands(fine.values())) if fine else ()):
        wrong += (error for error, _ in clashes)
        both = {name for _, names in clashes for name in names}
        fine = {name: command for name, command in fine.items() if command.name not in both}
    return fine, wrong


def _commands(changed: Iterable[Command]) -> tuple[Command, ...]:
    """Return all commands, with some of them changed."""
    new = {command.name: command for command in changed}
    return tuple(new.get(command.name, command) for command in COMMANDS)


def _clashes(
    commands: Sequence[Command],
) -> Iterator[tuple[InvalidInputError, tuple[str, str]]]:
    """Yield each pair of commands that share a key but were not declared that way, and an error."""
    declared = {command.name: command.every_key for command in COMMANDS}
    screens: dict[tuple[str, Command, Command], list[str]] = {}
    for screen in PLACES:
        whole = SCOPE_TITLES[WITHIN.get(screen, screen)]
        for key, first, second in _on_one_key(commands, screen):
            if key in declared[first.name] and key in declared[second.name]:
                continue
            titles = screens.setdefault((key, first, second), [])
            if whole not in titles:
                titles.append(SCOPE_TITLES[screen])
    for (key, first, second), titles in screens.items():
        error = InvalidInputError(
            f"the key {key_label(key)} would mean both {first.name} ({first.label}) and"
            f" {second.name} ({second.label}) on {', '.join(titles)}.",
            "Give one of them another key.",
        )
        yield error, (first.name, second.name)


def _on_one_key(
    commands: Sequence[Command], screen: PlaceName
) -> Iterator[tuple[str, Command, Command]]:
    """Yield each key that two commands have on a screen, the more specific of them first."""
    owners: dict[str, Command] = {}
    for scope in PLACES[screen]:
        for command in (each for each in commands if each.scope == scope):
            for key in command.every_key:
                owner = owners.setdefault(key, command)
                if owner is not command:
                    yield key, owner, command


def _find(commands: Iterable[Command], name: str) -> Command:
    found = [
        command for command in commands if name in (command.id, command.name, command.former_name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(command.name for command in found)
        raise InvalidInputError(f"“{name}” is in several places: write {names}, in quotes.")
    from difflib import get_close_matches

    known = [word for command in COMMANDS for word in (command.id, command.name)]
    near = get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]}?" if near else "Use a name such as contact.thank."
    raise InvalidInputError(f"there is no command “{name}”.", hint)


def _keys(command: Command, text: str) -> str:
    """Return the keys given to a command, plus its own keys that can never be taken away."""
    try:
        keys = [read_key(part.strip()) for part in text.split(",")]
    except InvalidInputError as error:
        raise InvalidInputError(f"{command.name}: {error.message}", error.hint) from None
    for key in keys:
        if command.scope == "meeting" and not re.fullmatch(_WHILE_TYPING, key):
            raise InvalidInputError(
                f"{command.name}: {key_label(key)} is for typing notes.",
                "Use ctrl+ and a letter, shift+ and an arrow, or a function key.",
            )
        if ALWAYS.get(key, command.name) != command.name:
            raise InvalidInputError(
                f"{command.name}: {key} always means {ALWAYS[key]}.", "Choose another key."
            )
    kept = [key for key in command.every_key if key in ALWAYS or key == BACK]
    return ",".join(dict.fromkeys((*keys, *kept)))
