"""Every action, declared once for the keys, bottom line, palette, help and `infoint keys`.

A command `thank` is carried out by the function `thank` in one of the modules of `ui/flows`, or by
the method `action_thank` of a screen if only that screen does it, or of the app if it works
everywhere. A capital letter is the same verb, longer or in reverse. Nothing here needs Textual, so
that the command line can print it; keys have Textual's names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from string import punctuation
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from infoint_tui.domain.vocabulary import ScreenName

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.vocabulary import Action

Scope = ScreenName | Literal["app", "list", "contact", "meeting", "detail"]
"""Where a command applies."""

PlaceName = ScreenName | Literal["meeting", "detail"]
"""A place with its own keys: a screen with a tab, the live conversation, or the details of a
contact, where some keys act on the line under the cursor."""

RowKind = Literal[
    "person",
    "ahead",
    "owed",
    "draft",
    "warm",
    "to_do",
    "conversation",
    "said",
    "introduced",
    "notes",
    "touch",
]
"""What a line of the details is about."""


class Tab(Struct, frozen=True):
    """A screen with its own tab."""

    key: str
    """The key that opens the screen; the tab shows this key."""
    title: str
    help: str
    """What the user finds there, in a sentence."""
    scopes: tuple[Scope, ...]
    """The scopes whose commands work there, the most specific first."""
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The ranks of commands whose rank is different there, by command id."""


SCREENS: dict[ScreenName, Tab] = {
    "today": Tab(
        "1",
        "Today",
        "Go to what is due today.",
        ("today", "contact", "list", "app"),
        ranks={"snooze": 4, "new": 4},
    ),
    "contacts": Tab(
        "2",
        "Contacts",
        "Go to the contacts.",
        ("contacts", "contact", "list", "app"),
        ranks={"new": 4},
    ),
    "prep": Tab("3", "Prep", "Go to conversation prep.", ("prep", "list", "app")),
    "board": Tab("4", "Board", "Go to the board.", ("board", "contact", "app")),
    "insights": Tab(
        "5", "Insights", "See where it leads, and what people said.", ("insights", "list", "app")
    ),
}
"""Every screen, in the order of the tabs."""

PLACES: dict[PlaceName, tuple[Scope, ...]] = {
    **{name: tab.scopes for name, tab in SCREENS.items()},
    "meeting": ("meeting",),
    "detail": ("detail", *SCREENS["contacts"].scopes),
}
"""The scopes whose commands work in each place, the most specific first."""

WITHIN: dict[PlaceName, PlaceName] = {"detail": "contacts"}
"""The places that are a part of a screen, and that screen."""

SCOPE_TITLES: dict[Scope, str] = {
    "app": "Everywhere",
    "list": "Lists",
    "contact": "The contact under the cursor",
    **{name: tab.title for name, tab in SCREENS.items()},
    "meeting": "Conversation",
    "detail": "The line under the cursor",
}


class Command(Struct, frozen=True):
    """One thing the user can do, with a key or only by name in the palette."""

    id: str
    """The name of the action."""
    keys: str
    """The keys, by Textual's names, separated by commas; the first one is shown.

    "" for a command that only the palette offers, unless the user gives it a key.
    """
    label: str
    """What the bottom line says, in a word or two."""
    help: str
    """What it does, in a sentence for the help and the palette."""
    scope: Scope
    rank: int = 9
    """Lower ranks come first on the bottom line, which shows a few; rank 9 is only in the help."""
    partner: str = ""
    """The command in the same scope, if any, whose key comes before this one on the bottom line."""
    former_name: str = ""
    """Its old name, by which its key can still be changed."""

    @property
    def name(self) -> str:
        """The name by which its key can be changed; no two commands share one."""
        return f"{self.scope}.{self.id}"

    @property
    def action(self) -> str:
        """The action that the app runs for the command."""
        if self.scope != "app":
            return f"screen.{self.id}"
        return f"app.go('{self.id}')" if self.id in SCREENS else f"app.{self.id}"

    @property
    def every_key(self) -> tuple[str, ...]:
        """Its keys, by Textual's names."""
        return tuple(self.keys.split(",")) if self.keys else ()

    @property
    def first_key(self) -> str:
        """Its first key, as shown to the user; "" if it has none."""
        return key_label(self.keys.split(",")[0])

    @property
    def key_words(self) -> str:
        """All its keys, as shown to the user."""
        return " ".join(map(key_label, self.every_key))


COMMANDS: tuple[Command, ...] = (
    # everywhere
    *(Command(name, to.key, to.title, to.help, "app") for name, to in SCREENS.items()),
    Command(
        "happened", "full_stop", "what happened", "Say what happened with this person.", "app", 0
    ),
    Command("palette", "colon,ctrl+p", "commands", "Find any command by name.", "app", 0),
    Command("help", "question_mark,f1", "help", "Show the keys that work here.", "app", 0),
    Command("undo", "u", "undo", "Undo the latest change.", "app", 0),
    Command("redo", "U", "redo", "Redo what was undone.", "app"),
    Command("goals", "asterisk", "goals", "Show your goals, and decide.", "app"),
    Command("new", "n", "new", "Add a contact.", "app", former_name="contacts.new"),
    Command("import_file", "I", "import", "Import people from a file.", "app"),
    Command("duplicates", "", "duplicates", "Find people who may have been added twice.", "app"),
    Command("merge_file", "", "merge a file", "Merge another version of your data.", "app"),
    Command("about_you", "", "about you", "Say who you are, in three lines.", "app"),
    Command("partner", "", "partner", "Set up a friend to promise one thing with.", "app"),
    Command("why", "", "why this works", "Read why these conversations work.", "app"),
    Command("settings", "", "settings", "Change the settings.", "app"),
    Command("hide_hint", "0", "hide hint", "Hide the hint; then, the line in a request.", "app"),
    Command("messages", "f2", "messages", "Read the latest messages again.", "app"),
    Command("quit", "q,ctrl+q", "quit", "Leave; everything is saved.", "app"),
    # the contact under the cursor
    Command("thank", "t", "thank-you sent", "Log that you sent the thank-you today.", "contact"),
    Command("thank_how", "T", "log thank-you", "Log a thank-you; asks how and when.", "contact"),
    Command("message", "m", "message", "Write the next message.", "contact", 3),
    Command("schedule", "s", "schedule", "Set a time to talk, or change it.", "contact", 5),
    Command("prepare", "p", "prepare", "Prepare to talk with them.", "contact"),
    Command("log", "c", "log", "Log that you were in touch; works for all marked.", "contact", 5),
    Command("ask", "a", "asked", "Log that you asked them today.", "contact"),
    Command("answer", "A", "answered", "Save their answer.", "contact"),
    Command(
        "met",
        "h",
        "how did it go?",
        "Say how it went: you talked, it moved, it's off.",
        "contact",
    ),
    Command("follow_up", "f", "to-do", "Add a to-do: advice, a promise or a skill.", "contact"),
    Command("confirm", "C", "confirmed", "Log that the time was confirmed.", "contact"),
    Command("finish", "F", "done", "Finish the next to-do: done, or reported back.", "contact"),
    Command("introduced", "r", "suggested", "Add someone they suggested.", "contact"),
    Command("learned", "w", "write it up", "Write up or correct what you learned.", "contact"),
    Command("result", "W", "result", "Say where it led in the end.", "contact"),
    Command("goal", "equals_sign", "goal", "Say which goal it helps decide.", "contact"),
    Command("snooze", "z", "snooze", "Snooze what is next.", "contact"),
    Command("due", "d", "due date", "Set the day a to-do is due.", "contact"),
    Command("edit", "e", "edit", "Edit this contact.", "contact"),
    Command("set_aside", "x", "set aside", "Take off the board, with a reason.", "contact"),
    Command("shortlist", "plus", "shortlist", "Put on the board.", "contact"),
    Command("copy", "y", "copy", "Copy name and email.", "contact"),
    Command("open_link", "o", "open", "Open their profile, a new email, or a call.", "contact"),
    Command("export", "", "export", "Write them to a file for other programs.", "contact"),
    Command("delete", "", "delete", "Delete them and all their records.", "contact"),
    Command("purge", "", "purge", "Remove them for good; this can't be undone.", "contact"),
    # lists
    Command("cursor_down", "j,down", "down", "The next row.", "list"),
    Command("cursor_up", "k,up", "up", "The previous row.", "list"),
    Command("cursor_top", "g,home", "top", "The first row.", "list"),
    Command("cursor_bottom", "G,end", "bottom", "The last row.", "list"),
    # today
    Command("next_step", "enter", "next step", "Do the next step on this line.", "today", 1),
    Command("open", "l,right", "open", "Open the contact.", "today", 2),
    Command("promise", "i", "one thing", "Promise one thing for today.", "today"),
    Command("promise_kept", "v", "did it", "Say that your one thing is done.", "today"),
    Command("promise_missed", "V", "not yet", "Say that your one thing isn't done yet.", "today"),
    Command("promise_message", "Y", "tell partner", "Copy a message for your partner.", "today"),
    Command("spread", "Z", "spread", "Spread overdue items over five business days.", "today"),
    Command("search", "slash", "search", "Search everyone, in Contacts.", "today", 5),
    # contacts
    Command("open", "enter", "open", "Open the contact.", "contacts", 1),
    Command("search", "slash", "search", "Search and filter as you type.", "contacts", 2),
    Command("mark", "space", "mark", "Mark several, to act on them all.", "contacts", 5),
    Command("merge", "", "merge", "Merge the two marked people into one.", "contacts"),
    Command(
        "sort", "v", "sort", "Sort by name, organization, due date or last contact.", "contacts"
    ),
    Command("next_pane", "tab", "details", "Go to the details, and back.", "contacts"),
    Command("back", "escape", "back", "Leave the details; clear marks and filter.", "contacts"),
    # a line of the details of a contact
    Command("open_row", "enter,space", "open", "Unfold the line, or do or tick it.", "detail", 1),
    Command("edit_row", "e", "edit", "Correct what the line says.", "detail", 2),
    Command("remove_row", "x", "remove", "Remove what the line is about.", "detail", 4),
    # prep
    Command("pick", "space,enter", "pick", "Add the question, or take it out.", "prep", 1),
    Command("suggest", "i", "suggest", "Fill the time left with suggested questions.", "prep", 2),
    Command("move_down", "J,shift+down", "down", "Move the question down.", "prep"),
    Command("move_up", "K,shift+up", "reorder", "Move the question up.", "prep", 3, "move_down"),
    Command("must_ask", "exclamation_mark", "must ask", "Mark as one you must ask.", "prep"),
    Command("own", "a", "own question", "Add a question of your own.", "prep"),
    Command("edit_question", "e", "edit", "Edit the question.", "prep"),
    Command("remove", "x", "remove", "Remove the question from the plan.", "prep"),
    Command("more_minutes", "plus", "longer", "Give the question one more minute.", "prep"),
    Command("fewer_minutes", "minus", "shorter", "Take a minute off the question.", "prep"),
    Command("outcome", "o", "outcome", "Write your outcome, view and research.", "prep"),
    Command("goal", "equals_sign", "goal", "Say which goal it helps decide.", "prep"),
    Command("write_sheet", "w", "write sheet", "Write the sheet to a file.", "prep", 4),
    Command("calendar", "", "calendar", "Write the time to a file for your calendar.", "prep"),
    Command("copy_sheet", "y", "copy sheet", "Copy the sheet.", "prep"),
    Command("choose_talk", "t", "choose", "Choose which conversation to prepare for.", "prep"),
    Command("reschedule", "s", "schedule", "Change the time, place or length.", "prep"),
    Command("begin", "b", "begin", "Start or continue, and take notes.", "prep", 5),
    Command("rehearse", "B", "rehearse", "Practice it; nothing is saved.", "prep"),
    Command("filter_bank", "slash", "search", "Search the question bank.", "prep"),
    Command("other_pane", "tab", "other pane", "Switch between bank and plan.", "prep"),
    Command("leave", "escape", "back", "Clear the search, go back to the bank.", "prep"),
    # board
    Command("open", "enter", "open", "Open the contact.", "board", 3),
    Command("search", "slash", "search", "Search and filter as you type.", "board", 4),
    Command("back", "escape", "back", "Clear the search.", "board"),
    Command("right", "l,right", "right", "The column to the right.", "board"),
    Command("left", "h,left", "left", "The column to the left.", "board"),
    Command("down", "j,down", "down", "The next card.", "board"),
    Command("up", "k,up", "up", "The previous card.", "board"),
    Command("top", "g,home", "top", "The first card of the column.", "board"),
    Command("bottom", "G,end", "bottom", "The last card of the column.", "board"),
    Command(
        "move_right",
        "L,shift+right",
        "move",
        "Do the step: move the card on.",
        "board",
        2,
        "move_left",
    ),
    Command("move_left", "H,shift+left", "move back", "Move the card back.", "board"),
    # insights
    Command("open", "enter", "open", "Open the part, then the person.", "insights", 1),
    Command("search", "slash", "search", "Search the figures and what people said.", "insights", 2),
    Command("copy", "y", "copy", "Copy the part as plain text.", "insights", 3),
    Command(
        "group",
        "v",
        "group",
        "Group what people said by goal or organization.",
        "insights",
        4,
    ),
    Command("back", "escape", "back", "Back to the parts; clear the search.", "insights"),
    # the live conversation: a note is always being typed, so a key cannot be a letter alone
    Command("asked_next", "ctrl+n", "next", "Asked; on to the next question.", "meeting", 1),
    Command("advice", "ctrl+t", "advice", "Save what is typed as advice.", "meeting", 2),
    Command("name", "ctrl+r", "name", "Save someone they suggested.", "meeting", 2),
    Command("skill", "ctrl+l", "skill", "Save a skill they wish they had.", "meeting", 2),
    Command("skip", "ctrl+s", "skip", "Skip the question.", "meeting", 3),
    Command("later", "shift+down", "later", "Ask this question later.", "meeting", 5),
    Command("previous", "shift+up", "previous", "Back to the previous question.", "meeting", 5),
    Command("own_now", "ctrl+o", "own question", "Add a question that came up.", "meeting", 6),
    Command("fix_note", "up", "fix a note", "Change the previous note, or empty it.", "meeting", 7),
    Command("note_after", "down", "note after", "Back to the note you are typing.", "meeting"),
    Command("about_me", "f4", "about me", "See what you say about yourself.", "meeting", 4),
    Command("done", "escape", "write it up", "Leave, and write it up.", "meeting", 3),
)

WAYS_IN = ("contacts", "import_file")
"""The commands to start with while there are no people yet."""

COMMANDS_FOR: dict[Action, tuple[str, ...]] = {
    "answer": ("answer",),
    "message": ("message",),
    "ask": ("ask",),
    "schedule": ("schedule",),
    "confirm": ("confirm",),
    "prepare": ("prepare",),
    "go_on": ("next_step",),
    "met": ("met", "move_right"),  # on the board, h is the column to the left
    "debrief": ("learned",),
    "thank": ("thank",),
    "finish": ("finish",),
    "follow_up": ("follow_up",),
    "log": ("log",),
}
"""The commands that carry out each action; the first one that works in a place is used."""


ON_ROW: dict[RowKind, tuple[str, ...]] = {
    "person": ("edit_row",),
    "ahead": ("open_row", "edit_row", "schedule", "remove_row"),
    "owed": ("open_row", "finish", "snooze", "edit_row"),
    "draft": ("open_row",),
    "warm": ("open_row", "message"),
    "to_do": ("finish", "edit_row", "due", "remove_row"),
    "conversation": ("open_row", "edit_row", "learned", "remove_row"),
    "said": ("edit_row", "remove_row", "learned"),
    "introduced": ("open_row", "finish", "remove_row"),
    "notes": ("edit_row",),
    "touch": ("open_row", "edit_row", "remove_row"),
}
"""The commands most likely to come next for each kind of line of the details, in this order."""

ROW_LABELS: dict[RowKind, dict[str, str]] = {
    "person": {"remove_row": "set aside"},
    "ahead": {"open_row": "prepare"},
    "owed": {"open_row": "do it"},
    "draft": {"open_row": "write it"},
    "warm": {"open_row": "tick"},
}
"""What commands are called on some kinds of lines, where that says more than their usual label."""


def likeliest(card: Card) -> tuple[str, ...]:
    """Return the commands most likely to come next for someone on the board, in this order."""
    from infoint_tui.domain.follow_through.owed import RULES

    actions: tuple[Action, ...] = RULES[card.next.kind].settled_by if card.next else _NOTHING_OWED
    return tuple(command for action in actions for command in COMMANDS_FOR[action])


_NOTHING_OWED: tuple[Action, ...] = ("message", "ask")


_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's own names for characters that Unicode calls something else."""


def sign_key(sign: str) -> str:
    """Return Textual's name for the key that types the single character `sign`."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


KEY_LABELS = {
    **{sign_key(sign): sign for sign in punctuation},
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
"""Keys whose usual spelling differs from Textual's names."""


def key_label(key: str) -> str:
    """Return a key as it is shown to the user."""
    *held, last = key.split("+")
    return "+".join((*held, KEY_LABELS.get(last, last)))
