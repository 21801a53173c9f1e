"""Every action, declared once: keys, footer, palette and help all derive from this table.

A command `thank` is carried out by the method `action_thank` of the screen that it applies to.
A capital letter is the same verb, longer or backwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from textual.binding import Binding

Scope = Literal["app", "list", "contact", "contacts", "prep", "board"]
"""Where a command applies."""

ScreenName = Literal["contacts", "prep", "board"]

SCREENS: dict[ScreenName, tuple[str, str]] = {
    "contacts": ("2", "Contacts"),
    "prep": ("3", "Prep"),
    "board": ("4", "Board"),
}
"""Every screen with its number and name, in the order of the tabs."""

SCOPES: dict[ScreenName, tuple[Scope, ...]] = {
    "contacts": ("contacts", "contact", "list", "app"),
    "prep": ("prep", "list", "app"),
    "board": ("board", "contact", "app"),
}
"""The scopes whose commands work on a screen, the most particular first."""

SCOPE_TITLES: dict[Scope, str] = {
    "app": "Everywhere",
    "list": "Lists",
    "contact": "The contact under the cursor",
    "contacts": "Contacts",
    "prep": "Prep",
    "board": "Board",
}


@dataclass(frozen=True)
class Command:
    """One thing a person can do with a key."""

    id: str
    """The name of the action."""
    keys: str
    """The keys, by Textual's names, separated by commas; the first one is shown."""
    label: str
    """What the bottom line says, in a word or two."""
    help: str
    """What it does, in a sentence for the help and the palette."""
    scope: Scope
    rank: int = 9
    """The lower, the earlier it stands on the bottom line; 9 is for the help alone."""
    shown: str = ""
    """The key as the bottom line has it, where that is not simply the first one."""


COMMANDS: tuple[Command, ...] = (
    # everywhere
    Command("contacts", "2", "Contacts", "Go to the contacts.", "app"),
    Command("prep", "3", "Prep", "Go to the preparation of a talk.", "app"),
    Command("board", "4", "Board", "Go to the follow-up board.", "app"),
    Command("palette", "colon,ctrl+p", "commands", "Find any command by name.", "app", 0),
    Command("help", "question_mark,f1", "help", "Show the keys that work here.", "app", 0),
    Command("undo", "u", "undo", "Take back the latest change.", "app", 0),
    Command("redo", "U", "redo", "Do again what was taken back.", "app"),
    Command("import_file", "I", "import", "Import people from a file.", "app"),
    Command("quit", "q,ctrl+q", "quit", "Leave; nothing is ever unsaved.", "app"),
    # the contact under the cursor
    Command(
        "thank", "t", "thank-you sent", "Note that the thank-you was sent today.", "contact", 2
    ),
    Command("thank_how", "T", "thanked how", "The same, asking for channel and day.", "contact"),
    Command("schedule", "s", "schedule", "Schedule a talk, or move the one planned.", "contact", 3),
    Command("prepare", "p", "prepare", "Prepare the talk with this contact.", "contact", 3),
    Command("log", "c", "log contact", "Log that something happened.", "contact", 4),
    Command("ask", "a", "asked", "Note that you asked for a talk today.", "contact", 4),
    Command("met", "h", "held", "Say how the talk went: held, moved, cancelled.", "contact", 6),
    Command("follow_up", "f", "follow-up", "Note advice, a promise or a skill.", "contact", 6),
    Command("confirm", "C", "confirmed", "Note that the talk was confirmed.", "contact", 7),
    Command("finish", "F", "done", "Finish the soonest follow-up: done, or told.", "contact", 6),
    Command("introduced", "r", "named", "Add somebody this contact named.", "contact", 7),
    Command("learned", "w", "learned", "Write down what you learned in the talk.", "contact", 7),
    Command("snooze", "z", "snooze", "Put off the next thing owed.", "contact", 6),
    Command("due", "d", "due date", "Set the day a follow-up is due.", "contact", 7),
    Command("edit", "e", "edit", "Edit this contact.", "contact", 5),
    Command("set_aside", "x", "set aside", "Take off the board, with a reason.", "contact", 6),
    Command("shortlist", "plus", "shortlist", "Put in play, on the board.", "contact", 4),
    Command("copy", "y", "copy", "Copy name and address.", "contact"),
    Command("open_link", "o", "open", "Open the profile or a new mail.", "contact"),
    # lists
    Command("cursor_down", "j,down", "down", "The next row.", "list"),
    Command("cursor_up", "k,up", "up", "The row before.", "list"),
    Command("cursor_top", "g,home", "top", "The first row.", "list"),
    Command("cursor_bottom", "G,end", "bottom", "The last row.", "list"),
    # contacts
    Command("open", "enter", "open", "Open the contact.", "contacts", 1),
    Command("search", "slash", "search", "Search and filter as you type.", "contacts", 2),
    Command("new", "n", "new", "Add a contact.", "contacts", 5),
    Command("mark", "space", "mark", "Mark several for + and x.", "contacts", 5),
    Command(
        "sort", "v", "sort", "Sort by name, organization, due date or latest touch.", "contacts"
    ),
    Command("back", "escape", "back", "Close the detail, the marks, the filter.", "contacts"),
    # prep
    Command("pick", "space,enter", "pick", "Pick the question, or take it out again.", "prep", 1),
    Command("suggest", "i", "suggest", "Fill the time left with fitting questions.", "prep", 2),
    Command("move_down", "J,shift+down", "down", "Move the question down.", "prep"),
    Command("move_up", "K,shift+up", "reorder", "Move the question up.", "prep", 3, "J/K"),
    Command("must_ask", "exclamation_mark", "must ask", "Mark as one you must ask.", "prep", 4),
    Command("own", "a", "own question", "Add a question of your own.", "prep", 4),
    Command("edit_question", "e", "edit", "Edit the question.", "prep", 6),
    Command("remove", "x", "remove", "Take the question out of the plan.", "prep", 6),
    Command("more_minutes", "plus", "longer", "Give the question a minute more.", "prep"),
    Command("fewer_minutes", "minus", "shorter", "Give the question a minute less.", "prep"),
    Command("outcome", "o", "outcome", "Say what you want, believe and found out.", "prep", 5),
    Command("write_sheet", "w", "write sheet", "Write the sheet to a file.", "prep", 5),
    Command("copy_sheet", "y", "copy sheet", "Copy the sheet.", "prep"),
    Command("choose_talk", "t", "choose talk", "Choose or schedule the talk.", "prep", 6),
    Command("reschedule", "s", "schedule", "Move the talk, its place or its length.", "prep", 7),
    Command("filter_bank", "slash", "search", "Search the question bank.", "prep", 5),
    Command("other_pane", "tab", "other pane", "Change between bank and plan.", "prep", 6),
    Command("leave", "escape", "back", "Clear the search, go back to the bank.", "prep"),
    # board
    Command("open", "enter", "open", "Open the contact.", "board", 3),
    Command("right", "l,right", "right", "The column to the right.", "board"),
    Command("left", "h,left", "left", "The column to the left.", "board"),
    Command("down", "j,down", "down", "The next card.", "board"),
    Command("up", "k,up", "up", "The card before.", "board"),
    Command("top", "g,home", "top", "The first card of the column.", "board"),
    Command("bottom", "G,end", "bottom", "The last card of the column.", "board"),
    Command(
        "move_right", "L,shift+right", "move", "Do the step: move the card on.", "board", 2, "H/L"
    ),
    Command("move_left", "H,shift+left", "move back", "Take the step back.", "board"),
)

KEY_LABELS = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "escape": "esc",
    "shift+down": "shift+↓",
    "shift+up": "shift+↑",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def on_screen(screen: ScreenName) -> tuple[Command, ...]:
    """Return the commands that work on a screen, the most particular first.

    Where a key is declared in two of the screen's scopes, the more particular command has it:
    on the board `h` moves between columns, and its "how did it go?" is reached by `L`.
    """
    taken: set[str] = set()
    found: list[Command] = []
    for scope in SCOPES[screen]:
        mine = [command for command in COMMANDS if command.scope == scope]
        for command in mine:
            free = [key for key in command.keys.split(",") if key not in taken]
            if free:
                found.append(replace(command, keys=",".join(free)))
        taken.update(key for command in mine for key in command.keys.split(","))
    return tuple(found)


def bindings(screen: ScreenName) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Return Textual's bindings for a screen."""
    return [
        Binding(
            command.keys,
            f"app.{command.id}" if command.scope == "app" else command.id,
            command.label,
            show=False,
            id=f"{command.scope}.{command.id}",
        )
        for command in on_screen(screen)
    ]


def key_label(key: str) -> str:
    """Return a key as people write it."""
    return KEY_LABELS.get(key, key)


def first_key(command: Command) -> str:
    """Return the key that is shown for a command, as people write it."""
    return key_label(command.keys.split(",")[0])
