"""The live conversation: the question to ask now, the time left, and a line for taking notes."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import clock_time, full_day
from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.domain.contact_fields import said_together
from infoint_tui.domain.conversation.both_ways import about_me
from infoint_tui.ui.flows import note_taking
from infoint_tui.ui.flows.note_taking import NoteLine, NoteTaking
from infoint_tui.ui.keys.commands import PlaceName
from infoint_tui.ui.kit.button_line import Button
from infoint_tui.ui.kit.held import Held
from infoint_tui.ui.screen import KeyScreen, asking
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.live_head import LiveHead
from infoint_tui.ui.widgets.live_notes import KIND_WORDS, LiveNotes
from infoint_tui.ui.widgets.live_plan import LivePlan
from infoint_tui.ui.widgets.live_question import LiveQuestion

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import QuestionState
    from infoint_tui.services.container import Services
    from infoint_tui.services.live import LiveConversation
    from infoint_tui.ui.keys.keymap import Keymap

TALL = 20
"""With fewer lines than this, the next question is hidden."""
FULL = 100
"""At this width or more, the rest of the plan is beside the question and the notes."""

WIDTHS = [(FULL, "full")]
HEIGHTS = [(0, "short"), (TALL, "tall")]
"""The screen's CSS classes by its size."""


class LiveScreen(KeyScreen):
    """A live conversation. It stays on top of the tabs until the user leaves it.

    Args:
        services: the use cases.
        conversation: the interview, which starts with the first step.
        keymap: the keys of the commands.
        badge: what the other screens show on the right of their top line.
    """

    NAME: ClassVar[PlaceName] = "meeting"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (note_taking,)
    AUTO_FOCUS = "LineInput"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]
    KEEP_SECONDS = 2.0
    """How often the text being typed is saved, in seconds."""

    def __init__(
        self, services: Services, conversation: LiveConversation, keymap: Keymap, badge: str = ""
    ) -> None:
        super().__init__(services, "REHEARSAL" if conversation.is_rehearsal else badge)
        self._conversation = conversation
        self.notes = NoteTaking(self, conversation)
        self.use_keys(keymap)

    def compose(self) -> ComposeResult:
        """Yield the time, the question, the line to type in, the notes, and the keys."""
        contact = self._conversation.contact
        yield LiveHead(contact.name, "  ".join(said_together(contact, "beside")), self.badge)
        with Horizontal(id="meeting-panes"):
            with Vertical(id="live-now"):
                yield LiveQuestion(self.keymap.key("own_now"))
                with Horizontal(id="note-line"):
                    yield Static(id="note-kind", markup=False)
                    yield self.notes.line
                yield LiveNotes(self.services.context.clock.zone, self._before_notes())
            yield LivePlan(classes="side")
        commands = self.keymap.on_screen(self.NAME)
        yield KeyLine(commands, most=len(commands))

    def _before_notes(self) -> str:
        """Return the text shown before any notes: how to take them, and what the first one does."""
        key, day, today = (
            self.keymap.key,
            self._conversation.interview.day,
            self.services.context.today,
        )
        words = (
            f"Your notes appear here. Instead of enter, {key('advice')} saves one as"
            f" advice, {key('name')} as a name, {key('skill')} as a skill."
        )
        if self._conversation.has_begun or self._conversation.is_rehearsal or day in (None, today):
            return words
        return f"Set for {full_day(day, today)}: your first note starts it now. {words}"

    def on_mount(self) -> None:
        """Show the interview's current state, and follow the clock from now on."""
        self.reload()
        self.set_interval(1.0, self._show_time)
        self.set_interval(self.KEEP_SECONDS, self.notes.keep_typed)

    def on_unmount(self) -> None:
        """Save what was typed last."""
        self.notes.keep_typed()

    def on_resize(self, event: Resize) -> None:
        """Show the next question below this one if there is enough space and no plan beside it."""
        width, height = event.size
        self.query_one(LiveQuestion).give_room(height >= TALL and width < FULL)

    # --- display -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Show the interview's current state."""
        conversation = self._conversation
        self._show_time()
        plan, question, after = (
            conversation.interview.plan,
            conversation.question,
            conversation.following,
        )
        self.query_one(LiveQuestion).show(plan, question, after)
        self.query_one(LiveNotes).show(conversation.interview.notes, self.notes.changed)
        self.query_one(LivePlan).show(conversation.interview, question, self._about_me)
        kind = "CHANGE" if self.notes.changed else KIND_WORDS[self.notes.kind]
        prompt = Content.assemble((f"{kind} " if kind else "", "$accent bold"), ("> ", "$accent"))
        self.query_one("#note-kind", Static).update(prompt)
        self._show_keys()

    def _show_keys(self) -> None:
        """Show what enter and the way out do now, if it is different from usual."""
        keys, conversation = self.query_one(KeyLine), self._conversation
        enter, out = "", ""
        if self.notes.changed is not None:
            enter, out = "keep it", "as it was"
        elif self.notes.is_stuck:
            enter, out = "try again", "drop it"
        now = (
            Button("enter", enter, "screen.keep_note"),
            Button(self.keymap.key("done"), out, "screen.done"),
        )
        keys.show_instead(*now if enter else ())
        has_begun = conversation.has_begun or not self.notes.is_empty
        has_debrief = has_begun and not conversation.is_rehearsal
        keys.rename("done", "write it up" if has_debrief else "leave")

    def on_input_submitted(self) -> None:
        """Save the note when enter is pressed."""
        self.action_keep_note()

    def on_note_line_pasted(self, event: NoteLine.Pasted) -> None:
        """Save pasted lines as notes."""
        self.notes.paste(event.lines)

    def action_keep_note(self) -> None:
        """Save the note, or the change to an earlier one."""
        self.notes.keep()

    def on_input_changed(self) -> None:
        """Update the keys: once something is typed, there is an interview to debrief."""
        self._show_keys()

    def _show_time(self) -> None:
        clock, conversation = self.services.context.clock, self._conversation
        now = clock.now().astimezone(ZoneInfo(clock.zone))
        head = self.query_one(LiveHead)
        left, minutes = conversation.minutes_left, conversation.interview.minutes
        share = max(0, min(minutes, left)) / minutes if minutes else 0
        words, is_short = conversation.remaining, conversation.is_short
        head.show(clock_time(now), words, share, is_short=is_short)

    def action_turn(self, by: int) -> None:
        """Scroll the notes by `by` pages."""
        pane = self.query_one(LiveNotes)
        pane.scroll_relative(y=by * pane.size.height, animate=False)

    # --- questions ---------------------------------------------------------------------------

    def action_asked_next(self) -> None:
        """Mark the question as asked, and go on to the next."""
        self._mark("asked")

    def action_skip(self) -> None:
        """Skip the question."""
        self._mark("skipped")

    def _mark(self, state: QuestionState) -> None:
        question = self._conversation.question
        if question is None:
            self.inform(f"No questions left. {self.keymap.key('own_now')} adds one.")
        elif self.notes.keep():
            self.notes.did(lambda: self._conversation.mark(question, state))

    def action_previous(self) -> None:
        """Go back to the previous question."""
        question = self._conversation.previous
        if question is None:
            self.inform("This is the first question.")
        elif self.notes.keep():
            self.notes.did(lambda: self._conversation.mark(question, "planned"))

    def action_later(self) -> None:
        """Ask the next question before this one."""
        if self._conversation.following is None:
            self.inform("No other questions left.")
        elif self.notes.keep():
            self.notes.did(self._conversation.postpone)

    @asking
    async def action_own_now(self) -> None:
        """Add a question that came up, to ask after this one."""
        from infoint_tui.ui.kit.ask_text import TextDialog

        dialog = TextDialog("A question that came up", "Question")
        about = self._conversation.contact.id
        await self.ask(dialog, self._conversation.add_own, about=about, part="came up")

    # --- other commands ----------------------------------------------------------------------

    @property
    def _about_me(self) -> str:
        return about_me(self._conversation.interview, self.services.context.settings.about_me)

    def action_about_me(self) -> None:
        """Show what the user says about themselves, or ask for it if they say nothing yet."""
        from infoint_tui.ui.dialogs.about_me import about_me_notice
        from infoint_tui.ui.flows.about_you import about_you

        if self._about_me:
            self.app.push_screen(about_me_notice(self._about_me))
        else:
            about_you(self)

    def action_done(self) -> None:
        """Leave the conversation; if a note is being edited, only discard that edit."""
        if self.notes.changed is not None:
            self.notes.go_on()
        elif self.notes.keep() or self.notes.is_stuck:
            self._leave()
        else:
            self.notes.is_stuck = True
            self._show_keys()

    def _leave(self) -> None:
        """Leave, once everything is saved."""
        try:
            self._conversation.save_waiting()
        except LockedError as error:
            self.post_message(Held(error, self._leave, self.show_waiting))
        except InfointError as error:
            self.show_error(error)
        else:
            self.dismiss(None)
