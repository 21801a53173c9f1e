"""Today: a list with an end; each line says why it is there, and Enter takes its next step."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.vocabulary import Action, MessageKind, ScreenName
from infoint_tui.ui.flows import ON_A_CONTACT, cursor, follow_up, promise
from infoint_tui.ui.flows.contact import known
from infoint_tui.ui.flows.message import write_to
from infoint_tui.ui.flows.thank_you import offer_thanks
from infoint_tui.ui.flows.write_up import hold
from infoint_tui.ui.keys.commands import COMMANDS_FOR, WAYS_IN
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.screen import SavedState, TabScreen, asking
from infoint_tui.ui.widgets.detail import DetailPane
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.today_header import TodayHeader
from infoint_tui.ui.widgets.today_list import ONE_THING, TodayList, rows_of

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.owed import Step
    from infoint_tui.domain.follow_through.today import Agenda, AgendaLine, ReadyToAsk
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.services.container import Services
    from infoint_tui.ui.screens.contacts import ContactsScreen

FULL = 100
"""At this width or more, the draft or the person under the cursor is shown as well."""

WIDTHS = [(FULL, "full")]
"""The screen's CSS classes by its width."""

NOT_NOW = timedelta(days=7)
"""For how long "not this one" offers someone else as the next to ask."""

PROMISES = ("promise", "promise_kept")
"""The commands for the day's one thing."""

WRITING: tuple[Action, ...] = ("message", "thank")
"""The next steps that begin with a message."""

FOR_SOMEBODY = ("contact", "next_step", "open", "spread")
"""The commands, by id or scope, that do nothing while the list is empty."""


def command_of(step: Step) -> str:
    """Return the command that carries out a next step."""
    return COMMANDS_FOR[step.action][0]


class TodayScreen(TabScreen):
    """What there is to do today."""

    NAME: ClassVar[ScreenName] = "today"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (promise, *ON_A_CONTACT, cursor)
    AUTO_FOCUS = "TodayList"
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__(services, badge)
        self._agenda: Agenda | None = None
        self._is_drawn = False
        """Whether the first lines were drawn, so that what is slow to import may follow."""

    def compose_body(self) -> ComposeResult:
        """Yield the day and its promise, what is owed, and what that is about if there is space."""
        key = self.keymap.key
        yield TodayHeader(self.keymap)
        with Horizontal(id="today-body"):
            with Vertical(id="today-list-pane"):
                yield TodayList(id="today-list")
            nothing = f"Nothing has happened yet. {key('log')} logs that you were in touch."
            yield DetailPane("all", nothing, id="today-person", can_focus=False)

    @property
    def rows(self) -> TodayList:
        """The list."""
        return self.query_one(TodayList)

    # --- state -------------------------------------------------------------------------------

    def state(self) -> SavedState:
        """Return who was under the cursor."""
        return {"contact": self.contact_id or ""}

    def load(self) -> None:
        """Load what there is to do today, and show it; the blanks are counted after that."""
        agenda = self.services.today.agenda()
        if self._is_drawn:
            agenda = self.services.today.with_blanks(agenda)
        elif agenda.ready:
            self.call_after_refresh(self.attempt, self._count_blanks)
        self._is_drawn = True
        self._show(agenda)

    def _count_blanks(self) -> None:
        if self._agenda is not None:
            self._show(self.services.today.with_blanks(self._agenda))

    def _show(self, agenda: Agenda) -> None:
        self._agenda = agenda
        partner, promised = self.services.accountability.partner, agenda.one_thing
        self.query_one(TodayHeader).show(agenda, partner.name if partner else "")
        rows = self.rows
        is_empty = not (agenda.lines or agenda.ready or agenda.reconnect)
        rows.empty = self._nobody() if is_empty else "This line isn't about a person."
        is_wanted = partner is not None and not is_empty and not agenda.is_day_off
        promises = is_wanted or bool(promised and promised.text)
        keys = [self._key_of(command) for command, *_ in COMMANDS_FOR.values()]
        more = "on the board"
        rows.show(tuple(rows_of(agenda, command_of, self._key_of, more, promises)), keys)
        rows.go_to(self.saved_state.pop("contact", ""))
        self._prioritize()
        self.call_after_refresh(self._show_person)  # the first rows come first

    def _prioritize(self) -> None:
        """Name what enter and a snooze do on this line; on an empty list, where to find people."""
        keys = self.query_one(KeyLine)
        if self.rows.key is None:
            ways = ("board", "contacts") if self.services.overview.rows() else WAYS_IN
            keys.prioritize(*ways, without=FOR_SOMEBODY)
            return
        is_ready, is_promise = self.ready is not None, self.rows.key == ONE_THING
        step = self._key_of(self._promise)[1] if is_promise else "write it" if is_ready else ""
        keys.rename("next_step", step or "next step")
        keys.rename("snooze", "not this one" if is_ready else "snooze")
        first = ("next_step", "snooze") if is_ready else ()
        keys.prioritize(*first, without=("contact", "open") if is_promise else ())

    def _nobody(self) -> str:
        """Return the text for an empty list, which says where there is something to do."""
        key, overview = self.keymap.key, self.services.overview
        waiting = len(overview.board().columns["ask"])
        if waiting:
            who = "1 person is waiting" if waiting == 1 else f"{waiting} people are waiting"
            return f"Nothing is due today. {who} to be asked: {key('app.board')} Board."
        if not overview.rows():
            return (
                f"Nobody here yet. {key('new')} to add a person, {key('import_file')} to import a"
                " file."
            )
        return (
            f"Nothing is due today. {key('app.contacts')} Contacts: {key('shortlist')} puts"
            " someone on the board."
        )

    @property
    def _promise(self) -> str:
        """The command for the day's one thing: to promise it, or to check it off."""
        promised = self._agenda.one_thing if self._agenda else None
        return "promise_kept" if promised and promised.text else "promise"

    def _key_of(self, command_id: str) -> tuple[str, str]:
        if command_id == "next_step":  # "continue" has no key of its own
            return self.keymap.key("next_step"), "continue"
        scope = "today" if command_id in PROMISES else "contact"
        command = self.keymap.find(f"{scope}.{command_id}")
        return command.first_key, command.label

    @on(RowList.Highlighted)
    def _follow(self, event: RowList.Highlighted) -> None:
        """Update the detail after the rows are drawn, so that it never delays a key."""
        if event.rows is self.rows:
            self._prioritize()
            self.call_after_refresh(self._show_person)

    def on_resize(self) -> None:
        """Fill the pane beside the list once there is room for it."""
        self.call_after_refresh(self._show_person)

    def _show_person(self) -> None:
        if not self.has_class("full") or not self.is_ready:
            return
        shown = known(self, self.contact_id)
        if shown is not None:
            shown = replace(shown, draft=self._draft_here())
        self.query_one(DetailPane).show(shown)

    def _draft_here(self) -> Message | None:
        """Return the message that the line under the cursor is for; None if it is for none."""
        line, kind = self.line, self.kind_here
        who, about = self.to_write()
        if self.ready is not None:
            kind = "ask"
        elif line is not None:
            if line.step.action not in WRITING:
                return None
            kind = line.step.message if line.step.to == "them" else None
        try:
            return self.services.messages.draft(who, kind, about=about)
        except InfointError:  # writing it says why
            return None

    # --- what is under the cursor ------------------------------------------------------------

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        return None if self.rows.key == ONE_THING else self.rows.key

    def say_nobody(self) -> None:
        """Tell the user what there is to do instead."""
        self.inform(self.rows.empty)

    @property
    def line(self) -> AgendaLine | None:
        """The line under the cursor; None if it is on something that is only offered."""
        lines = self._agenda.lines if self._agenda else ()
        return next((line for line in lines if line.contact.id == self.contact_id), None)

    @property
    def ready(self) -> ReadyToAsk | None:
        """The person who is offered as the next to ask, if the cursor is on them."""
        ready = self._agenda.ready if self._agenda else None
        return ready if ready and ready.contact.id == self.contact_id else None

    @property
    def subject_id(self) -> str:
        """The id of the record that the line is about."""
        return self.line.subject_id if self.line else ""

    @property
    def kind_here(self) -> MessageKind | None:
        """The kind of message that the line under the cursor is for."""
        offered = self._agenda.reconnect if self._agenda else ()
        has_news = any(each.new_job and each.contact.id == self.contact_id for each in offered)
        return "new_job" if has_news else None

    def to_write(self) -> tuple[str, str]:
        """Return who to write to, possibly a suggested person, and the record it is for."""
        line = self.line
        dossier = self.services.overview.dossier(line.contact.id) if line else None
        if line is None or dossier is None or line.step.to != "suggested":
            return super().to_write()
        named = dossier.next_suggested(self.services.overview.today)
        return (named or line.contact).id, ""

    def action_next_step(self) -> None:
        """Do the next step of the line under the cursor, just as its own key does.

        A thank-you might not be written yet, so this asks about it first.
        """
        line = self.line
        if self.rows.key == ONE_THING:
            getattr(self, f"action_{self._promise}")()
        elif self.ready is not None:
            self.action_ask_ready()
        elif line is not None and line.step.action == "thank":
            self.action_offer_thanks()
        elif line is not None and line.step.action == "go_on":
            self.action_go_on()
        elif self.chosen() is not None:
            getattr(self, f"action_{command_of(line.step) if line else 'message'}")()

    @asking
    async def action_offer_thanks(self) -> None:
        """Write the thank-you that the line is about, or record that it was sent."""
        line = self.line
        if line is not None:
            await offer_thanks(self, line.contact, line.subject_id)

    @asking
    async def action_ask_ready(self) -> None:
        """Write the request to the person who is offered as the next to ask."""
        if self.ready is not None:
            await write_to(self, self.ready.contact.id, "ask")

    def action_snooze(self) -> None:
        """Snooze what the line is about; for the next to ask, offer someone else for a week."""
        ready = self.ready
        if ready is None:
            follow_up.snooze(self)
            return
        until = self.services.overview.today + NOT_NOW
        self.do(
            lambda: self.services.contacts.snooze(ready.contact.id, until),
            f"Put off asking {ready.contact.name} for a week",
        )

    @on(RowList.Opened)
    def _clicked(self) -> None:
        self.action_next_step()

    @asking
    async def action_go_on(self) -> None:
        """Resume the interview that the line is about."""
        line = self.line
        if line is not None:
            await hold(self, line.contact, line.subject_id)

    def action_open(self) -> None:
        """Open the contact under the cursor."""
        contact = self.chosen()
        if contact is not None:
            self.main_app.open_contact(contact.id)

    def action_search(self) -> None:
        """Search everyone, in Contacts."""
        from infoint_tui.ui.screens.contacts import ContactsScreen

        self.app.switch_mode("contacts")
        there = self.app.screen
        if isinstance(there, ContactsScreen):
            there.is_asking = True  # letters typed before it opens are not commands
            there.call_later(_search, there)


def _search(screen: ContactsScreen) -> None:
    screen.is_asking = False
    screen.action_search()
