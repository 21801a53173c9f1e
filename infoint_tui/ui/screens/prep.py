"""Prep: the interview at the top, the question bank on the left, the plan on the right."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.plan import budget_words, phase_of, planned_minutes
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.flows import cursor, export, prep
from infoint_tui.ui.flows.contact import known
from infoint_tui.ui.keys.commands import WAYS_IN
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.screen import SavedState, TabScreen
from infoint_tui.ui.widgets.detail import DetailPane
from infoint_tui.ui.widgets.interview_header import InterviewHeader, connections
from infoint_tui.ui.widgets.interview_notes import InterviewNotes
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.plan_list import PlanList
from infoint_tui.ui.widgets.question_bank import BankList, QuestionBank
from infoint_tui.ui.widgets.time_budget import TimeBudget

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.planning import Preparation

WIDE = 100
"""At this width or more, the bank and the plan are side by side."""

FULL = 180
"""At this width or more, there is enough space to show the person beside them."""

TALL = 20
"""With fewer lines than this, the header and the checks get one line each."""

WIDTHS = [(0, "narrow"), (WIDE, "wide"), (FULL, "full")]
HEIGHTS = [(0, "short"), (TALL, "tall")]
"""The screen's CSS classes by its size."""

AROUND = 9
"""The number of lines that neither the plan nor the notes use."""

LEAST_PLAN = 5
"""How many lines to allow for a short plan, or for the text shown in its place."""

NOTHING = "Nothing has happened yet."


class PrepScreen(TabScreen):
    """Preparing an interview: the soonest one, unless another is chosen."""

    NAME: ClassVar[ScreenName] = "prep"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (prep, export, cursor)
    AUTO_FOCUS = "#bank-list"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__(services, badge)
        self._chosen: str | None = None
        self._shown: Preparation | None = None
        self._in_plan = False
        self._wide, self._height = True, 0

    def compose_body(self) -> ComposeResult:
        """Yield the interview, the bank and the plan, or a sentence if there is no interview."""
        key = self.keymap.key
        no_interview = (
            f"No conversation planned. Choose someone in Contacts ({key('app.contacts')}) and press"
            f" {key('schedule')} to set a time, or {key('prepare')} to plan ahead."
        )
        no_question = (
            f"Nothing planned yet. {key('suggest')} fills the time with suggestions,"
            f" {key('pick')} picks one."
        )
        yield Static(no_interview, id="prep-empty", classes="muted", markup=False)
        with Vertical(id="prep-body"):
            yield InterviewHeader(key("outcome"), id="interview-header")
            with Horizontal(id="prep-panes"):
                yield QuestionBank(self._to_bank, id="bank-pane")
                with Vertical(id="plan-pane", classes="side"):
                    with Horizontal(classes="pane-title"):
                        yield Static("PLAN", classes="title")
                        yield TimeBudget()
                    yield PlanList(no_question, id="plan-list")
                    yield InterviewNotes(key("outcome"), id="interview-notes")
                yield DetailPane("all", NOTHING, id="person", can_focus=False, is_second=False)
            yield Static(id="other-pane", classes="muted", markup=False)

    @property
    def _bank(self) -> QuestionBank:
        return self.query_one(QuestionBank)

    @property
    def _plan(self) -> PlanList:
        return self.query_one(PlanList)

    # --- state -------------------------------------------------------------------------------

    @property
    def preparation(self) -> Preparation | None:
        """The interview being prepared."""
        return self._shown

    @property
    def contact_id(self) -> str | None:
        """The id of the person this conversation is with."""
        return self._shown.contact.id if self._shown else None

    def say_nobody(self) -> None:
        """Tell the user how to plan a conversation."""
        key = self.keymap.key("contact.schedule")
        self.inform(f"No conversation planned. In Contacts, {key} sets a time.")

    def choose(self, interview_id: str) -> None:
        """Prepare this interview, as long as it is in the future."""
        self._chosen = interview_id
        self.reload()

    def state(self) -> SavedState:
        """Return the interview, the bank's filter, and the question under the bank's cursor."""
        bank = self._bank
        chosen, question = self._chosen or "", bank.rows.key or ""
        return {"talk": chosen, "filter": bank.search.value, "question": question}

    def restore_state(self) -> None:
        """Restore the interview and the filter; the cursor follows once there are rows."""
        self._chosen = self._chosen or self.saved_state.get("talk")
        self._bank.search.value = clean_line(self.saved_state.get("filter", ""))

    def load(self) -> None:
        """Load the interview and the bank, and show them."""
        planning, had_interview = self.services.planning, self._shown is not None
        chosen = planning.preparation(self._chosen) if self._chosen else None
        if chosen is None or not chosen.interview.is_open:
            chosen = next(iter(planning.upcoming()), None)
        self._shown = chosen
        self._chosen = chosen.interview.id if chosen else None
        self.set_class(chosen is None, "no-interview")
        if chosen is not None:
            self._show(chosen)
            self._bank.rows.go_to(self.saved_state.pop("question", ""))
            if not had_interview:
                self._to_bank()
        self._prioritize()

    def _show(self, preparation: Preparation) -> None:
        planning, plan = self.services.planning, preparation.interview.plan
        bank = planning.bank()
        by_id = {question.id: question for question in bank}
        today, zone = self.services.overview.today, self.services.context.clock.zone
        self.query_one(InterviewHeader).show(
            preparation.contact, preparation.interview, today, zone
        )
        self._bank.show(bank, frozenset(each.bank_id for each in plan if each.bank_id))
        self._plan.show(plan, [phase_of(each, by_id) for each in plan])
        planned, minutes = planned_minutes(plan), preparation.interview.minutes
        self.query_one(TimeBudget).show(planned, minutes, budget_words(planned, minutes))
        connects = () if self.has_class("full") else connections(preparation.contact)
        checks = planning.checks(preparation)
        self.query_one(InterviewNotes).show(preparation.interview, checks, connects)
        self._limit_notes()
        self.query_one(DetailPane).show(known(self, preparation.contact.id))
        self._show_why()
        self._arrange()

    @on(RowList.Highlighted)
    def _show_why(self) -> None:
        question = self._bank.rows.question
        if self._shown is not None:
            why = self.services.planning.why(self._shown, question) if question else ""
            self._bank.show_why(why)

    # --- what is under the cursor ------------------------------------------------------------

    @property
    def question(self) -> BankQuestion | PlannedQuestion | None:
        """The question under the cursor, in the bank or in the plan."""
        return self._plan.question if self._in_plan else self._bank.rows.question

    @property
    def planned(self) -> PlannedQuestion | None:
        """The question under the cursor as it appears in the plan; None if it is not in it."""
        question = self.question
        if not isinstance(question, BankQuestion) or self._shown is None:
            return self._plan.question if self._in_plan else None
        plan = self._shown.interview.plan
        return next((each for each in plan if each.bank_id == question.id), None)

    @property
    def budget(self) -> str:
        """How the planned minutes fit into the agreed minutes, as text."""
        if self._shown is None:
            return ""
        interview = self._shown.interview
        return budget_words(planned_minutes(interview.plan), interview.minutes)

    # --- panes -------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Limit what surrounds the plan, and show a single pane if two do not fit."""
        width, height = event.size
        self._wide = width >= WIDE
        one_line = not self._wide or height < TALL
        self.query_one(InterviewHeader).limit(1 if one_line else 2)
        self._height = height
        self.call_after_refresh(self._limit_notes)  # after the plan has been rewrapped
        self._arrange()

    def _limit_notes(self) -> None:
        """Limit the notes to a quarter of the height, plus the lines that the plan does not need.

        With both panes shown, they follow the plan; in one pane, they are at its bottom.
        """
        most = 1 if self._height < TALL else self._height // 4
        plan = max(len(self._plan.rows), LEAST_PLAN)
        free = max(0, self._height - AROUND - plan - most)
        follows = self._wide and self._height >= TALL and free > 0
        self._plan.styles.height = "auto" if follows else "1fr"
        most, free = (most + free, 0) if follows else (most, 0 if self._wide else free)
        self.query_one(InterviewNotes).limit(most, free)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Make the keys act on the pane with the focus; if only one pane fits, show that one."""
        self._in_plan = event.widget is self._plan
        self._arrange()

    def _arrange(self) -> None:
        for pane, is_active in (("#bank-pane", not self._in_plan), ("#plan-pane", self._in_plan)):
            self.query_one(pane).display = self._wide or is_active
            self.query_one(pane).set_class(is_active, "active")
        other = "question bank" if self._in_plan else f"plan, {self.budget}"
        hint = Content.assemble((self.keymap.key("other_pane"), "$key"), f" {other}")
        self.query_one("#other-pane", Static).update(hint)
        self._prioritize()

    def _prioritize(self) -> None:
        """On the day of the interview, put the key to start it first, along with any way back.

        Without an interview, put the way to get one first.
        """
        overview, keys = self.services.overview, self.query_one(KeyLine)
        if self._shown is None:
            keys.prioritize(*(WAYS_IN if not overview.rows() else ("contacts",)), without=("prep",))
            return
        interview = self._shown.interview
        keys.rename("begin", "continue" if interview.begun_at else "begin")
        begin = ("begin",) if interview.begun_at or interview.day == overview.today else ()
        back = ("leave",) if self._in_plan or self._bank.search.value else ()
        keys.prioritize(*begin, *back)

    def _go_to(self, widget: Widget) -> None:
        """Move the focus at once: `Widget.focus` waits, and fast typing would get there first."""
        self._in_plan = widget is self._plan
        self._arrange()
        self.set_focus(widget)

    def _to_bank(self) -> None:
        self._go_to(self._bank.rows)

    def action_other_pane(self) -> None:
        """Switch between the bank and the plan."""
        self._go_to(self._bank.rows if self._in_plan else self._plan)

    def action_filter_bank(self) -> None:
        """Search the question bank."""
        self._go_to(self._bank.search)

    def action_leave(self) -> None:
        """Clear the search and go back to the bank."""
        self._bank.search.value = ""
        self._to_bank()

    @property
    def rows(self) -> PlanList | BankList:
        """The list that the keys act on."""
        return self._plan if self._in_plan else self._bank.rows

    @on(RowList.Opened)
    def _clicked(self) -> None:
        if not self._in_plan:  # in the plan, this would remove the question
            prep.pick(self)


_AS_ITS_FLOWS_SEE_IT: type[prep.PrepView] = PrepScreen  # for mypy, since the flows only cast
