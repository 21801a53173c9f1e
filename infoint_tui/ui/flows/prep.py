"""The verbs of Prep: what a person does to a plan and to its interview."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.text import slug
from infoint_tui.domain.conversation.plan import budget_words, planned_minutes
from infoint_tui.ui.flows.write_up import DebriefActions
from infoint_tui.ui.screen import asking
from infoint_tui.ui.widgets.interview_header import when_words

if TYPE_CHECKING:
    from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
    from infoint_tui.services.planning import Preparation

SHEETS = "sheets"
"""The folder beside the database that sheets are written to, unless another is given."""


class PrepActions(DebriefActions):
    """A screen with an interview to prepare, and with a question under the cursor."""

    @property
    def preparation(self) -> Preparation | None:
        """The interview that is prepared."""
        raise NotImplementedError

    @property
    def question(self) -> BankQuestion | PlannedQuestion | None:
        """The question under the cursor, in the bank or in the plan."""
        raise NotImplementedError

    @property
    def planned(self) -> PlannedQuestion | None:
        """The question under the cursor as it stands in the plan, if it is in it."""
        raise NotImplementedError

    def choose(self, interview_id: str) -> None:
        """Prepare that interview."""
        raise NotImplementedError

    def _preparation(self) -> Preparation | None:
        """The interview; says so when there is none."""
        if self.preparation is None:
            self.inform("There is no talk to prepare yet. Schedule one in Contacts with s.")
        return self.preparation

    def _planned(self) -> tuple[str, PlannedQuestion] | None:
        """The interview's id and the planned question under the cursor; says so when there is none."""
        preparation, planned = self._preparation(), self.planned
        if preparation is None:
            return None
        if planned is None:
            pick = self.keymap.key("pick")
            self.inform(f"Pick the question first, with {pick} in the bank.")
            return None
        return preparation.interview.id, planned

    # --- the plan ----------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Pick the question, or take it out again."""
        from infoint_tui.domain.records.question import BankQuestion

        preparation, question = self._preparation(), self.question
        if preparation is not None and isinstance(question, BankQuestion):
            self.do(lambda: self.services.planning.toggle(preparation.interview.id, question))
        elif question is not None:
            self.action_remove()

    def action_remove(self) -> None:
        """Take the question out of the plan."""
        found = self._planned()
        if found is not None:
            interview_id, question = found
            self.do(
                lambda: self.services.planning.remove(interview_id, question),
                f"Took out: {question.text}",
            )

    def action_move_up(self) -> None:
        """Move the question up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the question down."""
        self._move(1)

    def _move(self, by: int) -> None:
        found = self._planned()
        if found is not None:
            interview_id, question = found
            self.do(lambda: self.services.planning.move(interview_id, question, by), self._place)

    def _place(self, _: None) -> str:
        """Say where a question of the bank stands in the plan now: that may be out of sight."""
        preparation, question = self.preparation, self.planned
        if preparation is None or question is None or question is self.question:
            return ""
        plan = preparation.interview.plan
        return f"Now {plan.index(question) + 1} of {len(plan)}"

    def action_more_minutes(self) -> None:
        """Give the question a minute more."""
        self._lengthen(1)

    def action_fewer_minutes(self) -> None:
        """Give the question a minute less."""
        self._lengthen(-1)

    def _lengthen(self, by: int) -> None:
        found = self._planned()
        if found is not None:
            interview_id, question = found
            self.do(lambda: self.services.planning.lengthen(interview_id, question, by))

    def action_must_ask(self) -> None:
        """Mark the question as one that must be asked, or no longer."""
        found = self._planned()
        if found is not None:
            interview_id, question = found
            in_bank = question is not self.question
            words = "No longer a must" if question.must_ask else "Must ask"
            self.do(
                lambda: self.services.planning.toggle_must_ask(interview_id, question),
                words if in_bank else "",
            )

    @asking
    async def action_own(self) -> None:
        """Add a question of the user's own."""
        from infoint_tui.ui.kit.ask_text import TextDialog

        preparation = self._preparation()
        if preparation is None:
            return
        await self.ask(
            TextDialog("A question of your own", "Question"),
            lambda text: self.services.planning.add_own(preparation.interview.id, text),
            lambda added: f"Added: {added.text}",
        )

    @asking
    async def action_edit_question(self) -> None:
        """Edit the words of the question, in this plan."""
        from infoint_tui.ui.kit.ask_text import TextDialog

        found = self._planned()
        if found is None:
            return
        interview_id, question = found
        await self.ask(
            TextDialog("Edit the question, in this plan", "Question", question.text),
            lambda text: self.services.planning.reword(interview_id, question, text),
        )

    def action_suggest(self) -> None:
        """Fill the time left with fitting questions."""
        preparation = self._preparation()
        if preparation is None:
            return
        found = self.do(
            lambda: self.services.planning.suggest(preparation.interview.id),
            lambda added: f"Added {_questions(len(added))}, {self.budget}" if added else "",
        )
        if found == ():
            self.inform(f"Nothing more fits: {self.budget}.")

    @property
    def budget(self) -> str:
        """How the minutes planned sit in the minutes agreed, in words."""
        if self.preparation is None:
            return ""
        interview = self.preparation.interview
        return budget_words(planned_minutes(interview.plan), interview.minutes)

    # --- the interview ----------------------------------------------------------------------------

    @asking
    async def action_outcome(self) -> None:
        """Write down what is wanted of the interview, believed and found out; and the place."""
        from infoint_tui.ui.kit.form import FieldSpec, FormDialog

        preparation = self._preparation()
        if preparation is None:
            return
        name, before = preparation.contact.name, preparation.interview
        dialog = FormDialog(
            f"The talk with {name}",
            (
                FieldSpec("outcome", "Outcome", before.outcome, multiline=True),
                FieldSpec("belief", "Believe now", before.belief, multiline=True),
                FieldSpec("research", "Research", before.research, multiline=True),
                FieldSpec("place", "Place", before.place),
            ),
        )
        save = self.services.interviews.saver(before, f"edit the talk with {name}")
        await self.ask(dialog, save, f"Saved the talk with {name}")

    @asking
    async def action_goal(self) -> None:
        """Say which goal the interview helps to decide."""
        from infoint_tui.ui.flows.goal import assign

        preparation = self._preparation()
        if preparation is not None:
            await assign(self, preparation.contact.name, preparation.interview)

    @asking
    async def action_choose_talk(self) -> None:
        """Choose the interview to prepare."""
        from infoint_tui.ui.kit.choose import ChoiceDialog

        interviews = self.services.planning.upcoming()
        if not interviews:
            self._preparation()
            return
        today, zone = self.services.overview.today, self.services.context.clock.zone
        options = tuple(
            (
                preparation.interview.id,
                f"{preparation.contact.name}, {when_words(preparation.interview, today, zone)}",
            )
            for preparation in interviews
        )
        chosen = await self.app.push_screen_wait(ChoiceDialog("Prepare which talk?", options))
        if chosen is not None:
            self.choose(chosen)

    @asking
    async def action_reschedule(self) -> None:
        """Schedule the interview, or move it."""
        preparation = self._preparation()
        if preparation is not None:
            await self.schedule(preparation.contact)

    @asking
    async def action_begin(self) -> None:
        """Begin the interview, or go on with it; then comes its debrief."""
        preparation = self._preparation()
        if preparation is not None:
            await self.hold(preparation.contact, preparation.interview.id)

    @asking
    async def action_rehearse(self) -> None:
        """Go through the interview; nothing is kept."""
        preparation = self._preparation()
        if preparation is not None:
            conversation = self.do(
                lambda: self.services.conversations.rehearse(preparation.interview.id)
            )
            if conversation is not None:
                await self.meet(conversation)
                self.inform("That was a rehearsal: nothing was kept.")

    # --- the sheet ---------------------------------------------------------------------------

    @asking
    async def action_write_sheet(self) -> None:
        """Write the sheet to a new file."""
        from infoint_tui.exchange.files import unused, write_new
        from infoint_tui.ui.kit.ask_text import TextDialog

        preparation = self._preparation()
        if preparation is None:
            return
        day = preparation.interview.day or self.services.overview.today
        folder = self.services.context.repository.path.parent / SHEETS
        proposed = unused(folder / f"{slug(preparation.contact.name)}-{day.isoformat()}.md")

        def write(given: str) -> Path:
            path = Path(os.path.expanduser(given))
            write_new(path, self.services.planning.sheet(preparation))
            return path

        written = await self.ask(
            TextDialog("Write the sheet to a file", "File", str(proposed)), write
        )
        if written is not None:
            self.inform(f"Wrote {written}")

    def action_copy_sheet(self) -> None:
        """Copy the sheet as plain text, which any notes program shows as it is."""
        preparation = self._preparation()
        if preparation is not None:
            self.app.copy_to_clipboard(self.services.planning.sheet(preparation, "txt"))
            self.inform(f"Copied the sheet for {preparation.contact.name}")


def _questions(count: int) -> str:
    return f"{count} question" + ("s" if count != 1 else "")
