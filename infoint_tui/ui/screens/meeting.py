"""The meeting: the question to ask now, the time left, and a line to take notes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from infoint_tui.domain.calendar import full_day
from infoint_tui.domain.errors import InfointError
from infoint_tui.domain.interview import NoteKind, TimedNote
from infoint_tui.domain.text import clean_text
from infoint_tui.ui.commands import Command, PlaceName
from infoint_tui.ui.dialogs.fields import LineInput
from infoint_tui.ui.screens.base import KeyScreen, asking
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.meeting_head import MeetingHead
from infoint_tui.ui.widgets.meeting_notes import KIND_WORDS, MeetingNotes
from infoint_tui.ui.widgets.meeting_question import MeetingQuestion

if TYPE_CHECKING:
    from infoint_tui.domain.question import State
    from infoint_tui.services.meeting import Meeting
    from infoint_tui.services.suite import Services
    from infoint_tui.ui.keymap import Keymap

TALL = 20
"""With fewer lines than this the question that follows is not shown."""


class MeetingScreen(KeyScreen):
    """One talk while it goes on. It stands above the tabs until it is left.

    A note is kept when it is entered, and what is being typed every two seconds; a line that holds
    the focus leaves only keys to act that type nothing.

    Args:
        services: the use cases.
        meeting: the talk, which begins with the first step.
        keymap: the keys of the commands.
        badge: what the other screens say at the right of their top line.
    """

    NAME: ClassVar[PlaceName] = "meeting"
    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]
    KEEP_SECONDS = 2.0
    """How often what is being typed is kept."""

    def __init__(
        self, services: Services, meeting: Meeting, keymap: Keymap, badge: str = ""
    ) -> None:
        super().__init__(services, "REHEARSAL" if meeting.is_rehearsal else badge)
        self.use_keys(keymap)
        self._meeting = meeting
        self._line = LineInput(meeting.talk.unfinished_note)
        self._kind: NoteKind = "note"
        self._fixing: TimedNote | None = None
        self._draft = ""
        """The note that was being typed when one before it was taken up."""

    def compose(self) -> ComposeResult:
        """The time, the question, the line to type in, the notes, the keys."""
        yield MeetingHead(self._meeting.contact.name, self.badge)
        yield MeetingQuestion(self.keymap.key("own_now"))
        with Horizontal(id="note-line"):
            yield Static(id="note-kind", markup=False)
            yield self._line
        yield MeetingNotes(self.services.desk.clock.zone, self._before_notes())
        yield KeyLine(tuple(map(self._as_here, self.keymap.on_screen(self.NAME))))

    def _before_notes(self) -> str:
        """What stands where the notes will: how to take them, and what the first one does."""
        key, day, today = self.keymap.key, self._meeting.talk.day, self.services.desk.today
        words = (
            f"Notes stand here as you enter them. Instead of enter, {key('advice')} keeps one as"
            f" advice, {key('name')} as a name, {key('skill')} as a skill."
        )
        if self._meeting.has_begun or self._meeting.is_rehearsal or day in (None, today):
            return words
        return f"Set for {full_day(day, today)}: your first note begins the talk now. {words}"

    def _as_here(self, command: Command) -> Command:
        """A rehearsal has no debrief to go to."""
        ends = command.id == "done" and self._meeting.is_rehearsal
        return replace(command, label="end") if ends else command

    def on_mount(self) -> None:
        """Show how the talk stands, and look at the clock from now on."""
        self.reload()
        self.set_interval(1.0, self._show_time)
        self.set_interval(self.KEEP_SECONDS, self._keep_typed)

    def on_unmount(self) -> None:
        """Keep what was typed last."""
        self._keep_typed()

    def on_resize(self, event: Resize) -> None:
        """The question that follows is shown where there is room."""
        self.set_class(event.size.height < TALL, "short")
        self.query_one(MeetingQuestion).give_room(event.size.height >= TALL)

    # --- showing it --------------------------------------------------------------------------

    def reload(self) -> None:
        """Show the talk as it is now."""
        meeting = self._meeting
        self._show_time()
        plan, question, after = meeting.talk.plan, meeting.question, meeting.following
        self.query_one(MeetingQuestion).show(plan, question, after)
        self.query_one(MeetingNotes).show(meeting.talk.notes, self._fixing)
        kind = "CHANGE" if self._fixing else KIND_WORDS[self._kind]
        prompt = Content.assemble((f"{kind} " if kind else "", "$accent bold"), ("> ", "$accent"))
        self.query_one("#note-kind", Static).update(prompt)

    def _show_time(self) -> None:
        clock, meeting = self.services.desk.clock, self._meeting
        now = clock.now().astimezone(ZoneInfo(clock.zone))
        head = self.query_one(MeetingHead)
        head.show(f"{now:%H:%M}", meeting.remaining, is_short=meeting.is_short)

    def action_turn(self, by: int) -> None:
        """Scroll the notes by a page."""
        notes = self.query_one(MeetingNotes)
        notes.scroll_relative(y=by * notes.size.height, animate=False)

    # --- keeping it --------------------------------------------------------------------------

    def _keep_typed(self) -> None:
        """Keep the note being typed, for a start after a crash."""
        typed = self._draft if self._fixing else self._line.value
        if typed != self._meeting.talk.unfinished_note:
            try:
                self._meeting.typing(typed)
            except InfointError as error:
                self.complain_once(error)

    def _did(self, step: Callable[[], object]) -> bool:
        """Carry a step out and show what came of it; tells whether it could be done."""
        try:
            step()
        except InfointError as error:
            self.complain(error)
            return False
        self.reload()
        return True

    def _settled(self) -> bool:
        """Keep what is typed, as a note or in the place of one; tells whether it is kept."""
        text, kind, fixing = self._line.value, self._kind, self._fixing
        if fixing is not None:
            is_kept = self._did(lambda: self._meeting.correct(fixing, text))
        elif text.strip():
            is_kept = self._did(lambda: self._meeting.note(text, kind))
        else:
            return True
        if is_kept:
            self._begin_note(self._draft)
        return is_kept

    def _begin_note(self, text: str, fixing: TimedNote | None = None) -> None:
        """Go on with a note, or change an earlier one."""
        if fixing is None:
            self._draft = ""
        elif self._fixing is None:
            self._draft = self._line.value
        self._fixing = fixing
        self._kind = "note"
        self._line.value = text
        self._line.cursor_position = len(text)
        self.reload()

    # --- notes -------------------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter keeps the note."""
        self._settled()

    def action_advice(self) -> None:
        """Note what is typed as advice; with nothing typed, what comes next."""
        self._note_as("advice")

    def action_name(self) -> None:
        """Note what is typed as somebody they named; with nothing typed, what comes next."""
        self._note_as("name")

    def action_skill(self) -> None:
        """Note what is typed as a skill they wish they had; with nothing typed, what comes next."""
        self._note_as("skill")

    def _note_as(self, kind: NoteKind) -> None:
        if self._fixing is None and self._line.value.strip():
            self._kind = kind
            if not self._settled():
                self.reload()
        elif self._settled():
            self._kind = "note" if self._kind == kind else kind
            self.reload()

    def action_fix_note(self) -> None:
        """Take up the note before, to change it; again, the one before that."""
        self._step(-1)

    def action_note_after(self) -> None:
        """Go back to the note after; the last is the one being typed."""
        self._step(1)

    def _step(self, by: int) -> None:
        """Go to the note before or after, and keep what was changed in this one."""
        meeting, fixing, text = self._meeting, self._fixing, self._line.value
        notes = meeting.talk.notes
        at = by + (notes.index(fixing) if fixing in notes else len(notes))
        if not 0 <= at <= len(notes):
            self.say(f"There is no note {'before' if by < 0 else 'after'}.")
        elif (
            fixing is None
            or text == fixing.text
            or self._did(lambda: meeting.correct(fixing, text))
        ):
            kept = meeting.talk.notes
            at -= (by > 0) * (len(notes) - len(kept))  # one that was emptied is gone
            note = kept[at] if at < len(kept) else None
            self._begin_note(note.text if note else self._draft, note)

    # --- questions ---------------------------------------------------------------------------

    def action_asked_next(self) -> None:
        """Mark the question as asked, and go on to the next."""
        self._mark("asked")

    def action_skip(self) -> None:
        """Leave the question out."""
        self._mark("skipped")

    def _mark(self, state: State) -> None:
        question = self._meeting.question
        if question is None:
            self.say(f"No question is left. {self.keymap.key('own_now')} adds one.")
        elif self._settled():
            self._did(lambda: self._meeting.mark(question, state))

    def action_previous(self) -> None:
        """Go back to the question before."""
        question = self._meeting.previous
        if question is None:
            self.say("This is the first question.")
        elif self._settled():
            self._did(lambda: self._meeting.mark(question, "planned"))

    def action_later(self) -> None:
        """Ask the question that follows first."""
        if self._meeting.following is None:
            self.say("No other question is left.")
        elif self._settled():
            self._did(self._meeting.postpone)

    @asking
    async def action_own_now(self) -> None:
        """Add a question that came up, to be asked after this one."""
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        dialog = TextDialog("A question that came up", "Question")
        await self.ask(dialog, self._meeting.add_own)

    # --- besides -----------------------------------------------------------------------------

    def action_about_me(self) -> None:
        """Show what the user says about themselves."""
        from infoint_tui.ui.dialogs.notice import NoticeDialog

        about = clean_text(self.services.desk.settings.about_me).splitlines()
        missing = ("Nothing yet: settings.toml takes three lines as about_me.", "muted")
        self.app.push_screen(NoticeDialog("About me", [(line, "") for line in about] or [missing]))

    def action_done(self) -> None:
        """Leave the talk; while a note is being changed, leave that as it was."""
        if self._fixing is not None:
            self._begin_note(self._draft)
        elif self._settled():
            self.dismiss(None)
