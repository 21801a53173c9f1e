"""Writing a message: it starts as a draft, is checked as you type, and is sent from another app.

Only the user knows whether it was sent, so after copying or mailing it they are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import ClassVar, Final, Literal

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.messages.checks import gaps
from infoint_tui.domain.messages.message import ASKS, Message
from infoint_tui.domain.vocabulary import MESSAGES, Channel, Intent, MessageKind
from infoint_tui.ui.dialogs.intent import INTENTS, intent_field
from infoint_tui.ui.dialogs.message_text import MessageText
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import DialogKey, Hints
from infoint_tui.ui.kit.drawing import wrap
from infoint_tui.ui.kit.external_programs import copied, opens
from infoint_tui.ui.widgets.message_notes import MessageNotes

ROWS = 19
"""The most rows that the fields and the text can have."""

SENT: Final = "Did you send it?"
_WAYS: Final[Mapping[Channel, str]] = {
    "email": "Yes, by email",
    "message": "Yes, by message",
    "handwritten": "Yes, by hand",
}
"""The ways in which a message that was copied may have been sent."""
_SUBJECT: Final = "subject"
_Answer = Channel | Literal["subject"] | None
"""What was said to that question: how it was sent, to copy the subject too, or that it was not."""
_CALL: Final[Mapping[Channel, str]] = {"call": "Yes"}
_MORE_KEYS: Final[Mapping[MessageKind, tuple[DialogKey, ...]]] = {
    "thank": (("f5", "by hand", "by_hand"),),
}
"""The keys that only some kinds of message have."""


class Writing(Struct, frozen=True):
    """How a message is drafted, saved and addressed; each function may raise an `InfointError`."""

    draft: Callable[[MessageKind, Intent | None, bool], Message]
    """Returns a message of a kind and intent: a new draft if the flag is set, or the saved one."""
    keep: Callable[[Message], bool]
    """Saves a message for next time; returns whether it differs from its draft."""
    mailto: Callable[[Message], str]
    """Returns the link that opens a message in a mail program."""


class Sent(Struct, frozen=True):
    """A message that was sent."""

    message: Message
    channel: Channel | None
    """The channel it was sent through."""


class MessageDialog(FieldDialog[Sent]):
    """Ask for the text of a message; the result is what was sent.

    Args:
        message: what to start with.
        writing: how it is drafted, kept and addressed.
        aside: a quiet line under the title, shown while the message asks for a conversation.
    """

    AUTO_FOCUS = "#body TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy", "Copy it.", show=False, priority=True),  # not the text's "redo"
        Binding("ctrl+o", "open_mail", "Open it in the mail program.", show=False),
        Binding("ctrl+g", "edit", "Change it in the editor.", show=False),
        Binding("f6", "say_so", "Say if it is about a job too.", show=False, priority=True),
        Binding("ctrl+r", "anew", "Draft it again.", show=False),
        Binding("f5", "by_hand", "Send a thank-you by hand.", show=False),
        Binding("ctrl+s", "save", "Keep the draft and leave.", show=False),
        Binding("escape", "cancel", "Leave; the draft is kept.", show=False),
    ]
    WIDTHS = (90, 118)
    KEEPS_HEIGHT = True
    TIGHT = 18  # not counting the notes
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+y", "copy, send", "copy"),
        ("ctrl+o", "mail", "open_mail"),
        ("ctrl+s", "keep draft", "save"),
        ("ctrl+g", "editor", "edit"),
        ("ctrl+r", "draft it again", "anew"),
        ("esc", "leave", "cancel"),
    )

    def __init__(self, message: Message, writing: Writing, aside: str = "") -> None:
        contact = message.occasion.situation.dossier.contact
        self._kind = ChoiceField(
            "Kind", tuple((kind, words.label) for kind, words in MESSAGES.items()), message.kind
        )
        self._intent = intent_field(message.occasion.intent)
        self._text = MessageText(message.subject, message.body, lambda: gaps(self.message))
        self._notes = MessageNotes("f5", id="notes")
        self._words = aside
        self._aside = Static(id="aside", classes="muted", markup=False)
        fields = (self._kind, self._intent, self._text.subject, self._text.body)
        super().__init__(" · ".join(filter(None, (f"To {contact.name}", message.to))), fields)
        self._drafted = message
        self._writing = writing
        self._channel: Channel | None = None
        self._chosen = (message.kind, message.occasion.intent)
        self._gaps_told: tuple[str, ...] = ()
        self._most, self._taken = 0, 0
        """The most rows the notes may take, and how many they take now."""
        self.is_kept = False
        """True if there is a draft to come back to."""
        self.asks_address = False
        """True if the user left in order to add their postal address."""

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the quiet line, the fields, and what to check below them."""
        yield self._aside
        yield from super().compose_parts()
        yield self._notes

    def on_mount(self) -> None:
        """Show the fields the kind needs."""
        self._text.body.add_class("-wide")
        for field in (self._kind, self._intent):
            self.watch(field.control, "place", self._choose, init=False)
        self._show(self._drafted)
        self.call_after_refresh(self._say_if_begun)  # changing the text hides this notice

    def on_resize(self, _: events.Resize) -> None:  # Textual also calls the one in `Dialog`
        """Check the message again, once the width is known."""
        self.call_after_refresh(self._look)

    # --- the message -------------------------------------------------------------------------

    @property
    def message(self) -> Message:
        """The message in its current form."""
        text = self._text
        return replace(self._drafted, subject=text.subject.value, body=text.body.value)

    def result(self) -> Sent:
        """Return the message as it was sent."""
        return Sent(self.message, self._channel)

    def action_save(self) -> None:
        """Keep the draft and leave; it does not count as sent."""
        if self.may_leave("press ctrl+s again to leave"):
            self.is_kept = True
            self.dismiss(None)

    def _may_use(self, key: str) -> bool:
        """Return whether it may be used like this; a blank is told first, and then accepted."""
        left = tuple(gaps(self.message))
        if not left or left == self._gaps_told:
            return True
        self._gaps_told = left
        self.tell(f"! A blank is left: {left[0]} Press {key} again to use it like this.")
        self._text.to_gap()
        return False

    def _ask_if_sent(self, question: str, ways: Mapping[Channel, str]) -> None:
        """Ask whether it was sent, and in which of several ways; only a yes notes it as sent."""
        has_subject = ways is _WAYS and bool(self._text.subject.value)
        subject = ((_SUBJECT, "Copy the subject, for an email"),) if has_subject else ()
        options = (*ways.items(), (None, "Not yet"), *subject)
        touches = self._drafted.occasion.situation.dossier.touches
        last = next((each.channel for each in touches if each.channel in ways), None)
        at = list(ways).index(last) if last else 0
        dialog: ChoiceDialog[_Answer] = ChoiceDialog(question, options, at)
        self.app.push_screen(dialog, self._note)

    def _note(self, channel: _Answer) -> None:
        if channel == _SUBJECT:
            self.app.copy_to_clipboard(self._text.subject.value)
            self.tell(copied("the subject."))
            self._ask_if_sent(SENT, _WAYS)
        elif channel is not None:
            self._channel = channel
            super().action_save()

    def _choose(self) -> None:
        """Save this message and show the one for the chosen kind and intent."""
        wanted = (self._kind.value, self._intent.value)
        if wanted == self._chosen:
            return
        intent = wanted[1] if wanted[0] in ASKS else None
        try:
            self._writing.keep(self.message)
            self._show(self._writing.draft(wanted[0], intent, False))
        except InfointError as error:
            self.tell(f"! {error}")
            self._kind.control.place = list(MESSAGES).index(self._chosen[0])
            self._intent.control.place = [each for each, _ in INTENTS].index(self._chosen[1])
        else:
            self._chosen = wanted
            self._channel = None
            self.tell("")
            self.call_after_refresh(self._say_if_begun)

    def _show(self, message: Message) -> None:
        """Show a different message."""
        self._drafted = message
        self._text.show(message.subject, message.body)
        self._text.subject.display = message.kind != "phone"
        self._intent.display = message.kind in ASKS
        more = _MORE_KEYS.get(message.kind, ())
        self.hints = (*self.HINTS[:-1], *more, self.HINTS[-1])
        self.query_one(Hints).show(self.hints)
        self.fit(self.size.height)

    def _say_if_begun(self) -> None:
        with suppress(InfointError):  # a broken template is not a problem here
            self.is_kept = self._writing.keep(self.message)
            if self.is_kept:
                self.tell("You started this earlier. ctrl+r drafts it again.")

    def keep_typed(self, *, is_last: bool = False) -> bool:  # noqa: ARG002 - it is on disk at once
        """Keep the draft; return whether it could be kept."""
        try:
            self._writing.keep(self.message)
        except InfointError:  # leaving reports errors
            return False
        return True

    def may_leave(self, again: str = "press the same key again to leave") -> bool:
        """Save the draft and allow leaving; if that fails, warn once and allow it next time."""
        if self._is_leaving:
            return True
        try:
            self.is_kept = self._writing.keep(self.message)
        except InfointError as error:
            self._is_leaving = True
            self.tell(f"! Draft not saved: {error} {again[:1].upper()}{again[1:]}.")
            return False
        return True

    # --- looking it over ---------------------------------------------------------------------

    def on_input_changed(self) -> None:
        """Check the message again."""
        self._look()

    def on_text_area_changed(self) -> None:
        """Check the message again."""
        self._look()

    def fit(self, height: int) -> None:
        """Fit the dialog to the screen: the text gets the space that the fields and notes leave."""
        roomy = height >= 30
        self._most = 7 if roomy else 4 if height >= 20 else 2
        self._taken = self._notes.show(self.message, self._most)
        rows = 8 if roomy else self._taken
        self._notes.styles.height = rows
        self._notes.styles.padding = (1 if roomy else 0, 0, 0, 0)
        super().fit(height - rows - self._fit_aside(height))
        room = self.query_one("#body").styles.max_height
        above = sum(field.display for field in self.fields[:-1])
        rows = min(int(room.value if room else 0), ROWS - self.told)
        self._text.body.control.styles.height = max(1, rows - above)

    def _fit_aside(self, height: int) -> int:
        """Show the quiet line if it applies and there is room; return how many rows it takes."""
        widest = min(self.app.size.width, self.WIDTHS[0]) - 6
        fits = self._drafted.kind in ASKS and height >= 20
        lines = wrap(self._words, widest, 2) if fits else []
        self._aside.display = bool(lines)
        self._aside.update("\n".join(lines))
        below = int(bool(lines) and height >= 30)
        self._aside.styles.margin = (0, 0, below, 0)
        return len(lines) + below

    def _look(self) -> None:
        if self._notes.show(self.message, self._most) != self._taken:
            self.fit(self.size.height)

    # --- other programs ----------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the text, or the subject if that has the focus."""
        text = self._text
        if text.subject.control.has_focus:
            self.app.copy_to_clipboard(text.subject.value)
            self.tell(copied("the subject."))
        elif self._may_use("ctrl+y"):
            self.app.copy_to_clipboard(text.body.value)
            self.tell(copied("the text, without the subject."))
            is_call = self._drafted.kind == "phone"
            self._ask_if_sent("Did you call?" if is_call else SENT, _CALL if is_call else _WAYS)

    async def action_open_mail(self) -> None:
        """Open the message in the mail program; if there is none, copy its mailto link."""
        try:
            address = self._writing.mailto(self.message)
        except InfointError as error:
            self.tell(f"! {error}")
            self._text.to_gap()
            return
        if await opens(address):
            self.tell("Opened in your mail program.")
        else:
            self.app.copy_to_clipboard(address)
            self.tell(f"No mail program opens from here. {copied('a mailto: address.')}")
        self._ask_if_sent(SENT, {"email": "Yes"})

    def action_by_hand(self) -> None:
        """Note a thank-you that was written by hand, or add the address to send it to."""
        if self._drafted.kind != "thank":
            return
        if not self._drafted.address:
            self.asks_address = True
            self.action_cancel()
        elif self._may_use("f5"):
            self._ask_if_sent(SENT, {"handwritten": "Yes, by hand"})

    def action_edit(self) -> None:
        """Edit the message in the user's own editor."""
        try:
            self._text.edit(self.app.suspend)
        except SuspendNotSupported:
            self.tell("! An editor can't run in this terminal.")
        except InfointError as error:
            self.tell(f"! {error}")
        else:
            self._look()
            self._keep_soon()

    def action_say_so(self) -> None:
        """Switch between asking for no job and saying that it is about one too."""
        if self._intent.display:
            line = self._intent.control
            line.place = (line.place + 1) % len(INTENTS)

    def action_anew(self) -> None:
        """Draft the message again from what is known now."""
        on = self._drafted.occasion
        try:
            fresh = self._writing.draft(on.kind, on.intent, True)
        except InfointError as error:
            self.tell(f"! {error}")
        else:
            self._drafted = fresh
            self._text.put(fresh.subject, fresh.body)
            self._look()
            self._keep_soon()
            self.tell("Drafted again; ctrl+z brings your text back.")
