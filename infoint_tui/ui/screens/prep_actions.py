"""The verbs of Prep: what a person does to a plan and to its talk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from infoint_tui.domain.plan import budget_words, planned_minutes
from infoint_tui.domain.text import slug
from infoint_tui.ui.screens.base import asking
from infoint_tui.ui.screens.debrief_actions import DebriefActions
from infoint_tui.ui.widgets.talk_header import when_words

if TYPE_CHECKING:
    from infoint_tui.domain.question import BankQuestion, PlannedQuestion
    from infoint_tui.services.planning import Talk

SHEETS = "sheets"
"""The folder beside the database that sheets are written to, unless another is given."""


class PrepActions(DebriefActions):
    """A screen with a talk to prepare, and with a question under the cursor."""

    @property
    def talk(self) -> Talk | None:
        """The talk that is prepared."""
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
        """Prepare that talk."""
        raise NotImplementedError

    def _talk(self) -> Talk | None:
        """The talk; says so when there is none."""
        if self.talk is None:
            self.say("There is no talk to prepare yet. Schedule one in Contacts with s.")
        return self.talk

    def _planned(self) -> tuple[str, PlannedQuestion] | None:
        """The talk's id and the planned question under the cursor; says so when there is none."""
        talk, planned = self._talk(), self.planned
        if talk is None:
            return None
        if planned is None:
            pick = self.keymap.key("pick")
            self.say(f"Pick the question first, with {pick} in the bank.")
            return None
        return talk.interview.id, planned

    # --- the plan ----------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Pick the question, or take it out again."""
        from infoint_tui.domain.question import BankQuestion

        talk, question = self._talk(), self.question
        if talk is not None and isinstance(question, BankQuestion):
            self.do(lambda: self.services.planning.toggle(talk.interview.id, question))
        elif question is not None:
            self.action_remove()

    def action_remove(self) -> None:
        """Take the question out of the plan."""
        found = self._planned()
        if found is not None:
            talk_id, question = found
            self.do(
                lambda: self.services.planning.remove(talk_id, question),
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
            talk_id, question = found
            self.do(lambda: self.services.planning.move(talk_id, question, by), self._place)

    def _place(self, _: None) -> str:
        """Say where a question of the bank stands in the plan now: that may be out of sight."""
        talk, question = self.talk, self.planned
        if talk is None or question is None or question is self.question:
            return ""
        plan = talk.interview.plan
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
            talk_id, question = found
            self.do(lambda: self.services.planning.lengthen(talk_id, question, by))

    def action_must_ask(self) -> None:
        """Mark the question as one that must be asked, or no longer."""
        found = self._planned()
        if found is not None:
            talk_id, question = found
            in_bank = question is not self.question
            words = "No longer a must" if question.must_ask else "Must ask"
            self.do(
                lambda: self.services.planning.toggle_must_ask(talk_id, question),
                words if in_bank else "",
            )

    @asking
    async def action_own(self) -> None:
        """Add a question of the user's own."""
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        talk = self._talk()
        if talk is None:
            return
        await self.ask(
            TextDialog("A question of your own", "Question"),
            lambda text: self.services.planning.add_own(talk.interview.id, text),
            lambda added: f"Added: {added.text}",
        )

    @asking
    async def action_edit_question(self) -> None:
        """Edit the words of the question, in this plan."""
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        found = self._planned()
        if found is None:
            return
        talk_id, question = found
        await self.ask(
            TextDialog("Edit the question, in this plan", "Question", question.text),
            lambda text: self.services.planning.reword(talk_id, question, text),
        )

    def action_suggest(self) -> None:
        """Fill the time left with fitting questions."""
        talk = self._talk()
        if talk is None:
            return
        found = self.do(
            lambda: self.services.planning.suggest(talk.interview.id),
            lambda added: f"Added {_questions(len(added))}, {self.budget}" if added else "",
        )
        if found == ():
            self.say(f"Nothing more fits: {self.budget}.")

    @property
    def budget(self) -> str:
        """How the minutes planned sit in the minutes agreed, in words."""
        if self.talk is None:
            return ""
        talk = self.talk.interview
        return budget_words(planned_minutes(talk.plan), talk.minutes)

    # --- the talk ----------------------------------------------------------------------------

    @asking
    async def action_outcome(self) -> None:
        """Write down what is wanted of the talk, believed and found out; and the place."""
        from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog

        talk = self._talk()
        if talk is None:
            return
        name, before = talk.contact.name, talk.interview
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
        """Say which goal the talk helps to decide."""
        from infoint_tui.ui.screens.goal_actions import assign

        talk = self._talk()
        if talk is not None:
            await assign(self, talk.contact.name, talk.interview)

    @asking
    async def action_choose_talk(self) -> None:
        """Choose the talk to prepare."""
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

        talks = self.services.planning.talks()
        if not talks:
            self._talk()
            return
        today, zone = self.services.overview.today, self.services.desk.clock.zone
        options = tuple(
            (talk.interview.id, f"{talk.contact.name}, {when_words(talk.interview, today, zone)}")
            for talk in talks
        )
        chosen = await self.app.push_screen_wait(ChoiceDialog("Prepare which talk?", options))
        if chosen is not None:
            self.choose(chosen)

    @asking
    async def action_reschedule(self) -> None:
        """Schedule the talk, or move it."""
        talk = self._talk()
        if talk is not None:
            await self.schedule(talk.contact)

    @asking
    async def action_begin(self) -> None:
        """Begin the talk, or go on with it; then comes its debrief."""
        talk = self._talk()
        if talk is not None:
            await self.hold(talk.contact, talk.interview.id)

    @asking
    async def action_rehearse(self) -> None:
        """Go through the talk; nothing is kept."""
        talk = self._talk()
        if talk is not None:
            meeting = self.do(lambda: self.services.meetings.rehearse(talk.interview.id))
            if meeting is not None:
                await self.meet(meeting)
                self.say("That was a rehearsal: nothing was kept.")

    # --- the sheet ---------------------------------------------------------------------------

    @asking
    async def action_write_sheet(self) -> None:
        """Write the sheet to a new file."""
        from infoint_tui.exchange.files import unused, write_new
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        talk = self._talk()
        if talk is None:
            return
        day = talk.interview.day or self.services.overview.today
        folder = self.services.desk.repository.path.parent / SHEETS
        proposed = unused(folder / f"{slug(talk.contact.name)}-{day.isoformat()}.md")

        def write(given: str) -> Path:
            path = Path(os.path.expanduser(given))
            write_new(path, self.services.planning.sheet(talk))
            return path

        written = await self.ask(
            TextDialog("Write the sheet to a file", "File", str(proposed)), write
        )
        if written is not None:
            self.say(f"Wrote {written}")

    def action_copy_sheet(self) -> None:
        """Copy the sheet as plain text, which any notes program shows as it is."""
        talk = self._talk()
        if talk is not None:
            self.app.copy_to_clipboard(self.services.planning.sheet(talk, "txt"))
            self.say(f"Copied the sheet for {talk.contact.name}")


def _questions(count: int) -> str:
    return f"{count} question" + ("s" if count != 1 else "")
