"""What the user can do in Prep: work on the plan, on its interview, and with the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from infoint_tui.domain.basics.text import slug
from infoint_tui.paths import expanded
from infoint_tui.ui.flows.goal import assign
from infoint_tui.ui.flows.schedule import schedule_with
from infoint_tui.ui.flows.write_up import hold
from infoint_tui.ui.screen import TabScreen, asking
from infoint_tui.ui.widgets.interview_header import when_words

if TYPE_CHECKING:
    from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
    from infoint_tui.services.planning import Preparation, SheetForm

_FORMS: Mapping[str, SheetForm] = {".txt": "txt", ".html": "html", ".htm": "html"}
"""The form of a sheet by the ending of its file; Markdown for any other."""

SHEETS = "sheets"
"""The folder for sheets, next to the database, unless another is given."""


class PrepView(Protocol):
    """Prep as these functions see it: what is being prepared, and what is under the cursor."""

    @property
    def preparation(self) -> Preparation | None:
        """The interview being prepared."""

    @property
    def question(self) -> BankQuestion | PlannedQuestion | None:
        """The question under the cursor, in the bank or in the plan."""

    @property
    def planned(self) -> PlannedQuestion | None:
        """The question under the cursor as it appears in the plan; None if it is not in it."""

    @property
    def budget(self) -> str:
        """How the planned minutes fit into the agreed minutes, as text."""

    def choose(self, interview_id: str) -> None:
        """Prepare this interview, as long as it is in the future."""


def _prep(screen: TabScreen) -> PrepView:
    return cast("PrepView", screen)


def _preparation(screen: TabScreen) -> Preparation | None:
    """Return the interview; if there is none, tell the user."""
    if _prep(screen).preparation is None:
        screen.say_nobody()
    return _prep(screen).preparation


def _planned(screen: TabScreen) -> tuple[str, PlannedQuestion] | None:
    """Return the interview's id and the planned question under the cursor, or say there is none."""
    preparation, planned = _preparation(screen), _prep(screen).planned
    if preparation is None:
        return None
    if planned is None:
        pick = screen.keymap.key("pick")
        screen.inform(f"Pick the question first: {pick} in the bank.")
        return None
    return preparation.interview.id, planned


# --- the plan -------------------------------------------------------------------------------------


def pick(screen: TabScreen) -> None:
    """Add the question to the plan, or take it out."""
    from infoint_tui.domain.records.question import BankQuestion

    preparation, question = _preparation(screen), _prep(screen).question
    if preparation is not None and isinstance(question, BankQuestion):
        screen.do(lambda: screen.services.planning.toggle(preparation.interview.id, question))
    elif question is not None:
        remove(screen)


def remove(screen: TabScreen) -> None:
    """Remove the question from the plan."""
    found = _planned(screen)
    if found is not None:
        interview_id, question = found
        screen.do(
            lambda: screen.services.planning.remove(interview_id, question),
            f"Removed: {question.text}",
        )


def move_up(screen: TabScreen) -> None:
    """Move the question up."""
    _move(screen, -1)


def move_down(screen: TabScreen) -> None:
    """Move the question down."""
    _move(screen, 1)


def _move(screen: TabScreen, by: int) -> None:
    found = _planned(screen)
    if found is not None:
        interview_id, question = found
        move = screen.services.planning.move
        screen.do(lambda: move(interview_id, question, by), lambda _: _place(screen))


def _place(screen: TabScreen) -> str:
    """Return where the bank's question now is in the plan, since the plan may be out of sight."""
    preparation, question = _prep(screen).preparation, _prep(screen).planned
    if preparation is None or question is None or question is _prep(screen).question:
        return ""
    plan = preparation.interview.plan
    return f"Now {plan.index(question) + 1} of {len(plan)}"


def more_minutes(screen: TabScreen) -> None:
    """Give the question one more minute."""
    _lengthen(screen, 1)


def fewer_minutes(screen: TabScreen) -> None:
    """Give the question one minute less."""
    _lengthen(screen, -1)


def _lengthen(screen: TabScreen, by: int) -> None:
    found = _planned(screen)
    if found is not None:
        interview_id, question = found
        screen.do(lambda: screen.services.planning.lengthen(interview_id, question, by))


def must_ask(screen: TabScreen) -> None:
    """Mark the question as a must-ask, or remove that mark."""
    found = _planned(screen)
    if found is not None:
        interview_id, question = found
        in_bank = question is not _prep(screen).question
        words = "No longer a must" if question.must_ask else "Must ask"
        screen.do(
            lambda: screen.services.planning.toggle_must_ask(interview_id, question),
            words if in_bank else "",
        )


@asking
async def own(screen: TabScreen) -> None:
    """Add one of the user's own questions."""
    from infoint_tui.ui.dialogs.own_question import OwnQuestionDialog

    preparation = _preparation(screen)
    if preparation is None:
        return
    add_own, interview_id = screen.services.planning.add_own, preparation.interview.id
    await screen.ask(
        OwnQuestionDialog(),
        lambda own: add_own(interview_id, own.text, searchable=own.searchable),
        lambda added: f"Added: {added.text}",
        about=preparation.contact.id,
    )


@asking
async def edit_question(screen: TabScreen) -> None:
    """Edit the wording of the question, in this plan only."""
    from infoint_tui.ui.kit.ask_text import TextDialog

    found, preparation = _planned(screen), _prep(screen).preparation
    if found is None or preparation is None:
        return
    interview_id, question = found
    await screen.ask(
        TextDialog("Edit the question in this plan", "Question", question.text),
        lambda text: screen.services.planning.reword(interview_id, question, text),
        about=preparation.contact.id,
        part=f"{interview_id} {question.text}",
    )


def suggest(screen: TabScreen) -> None:
    """Fill the remaining time with questions that fit."""
    preparation = _preparation(screen)
    if preparation is None:
        return
    found = screen.do(
        lambda: screen.services.planning.suggest(preparation.interview.id),
        lambda added: f"Added {_questions(len(added))}, {_prep(screen).budget}" if added else "",
    )
    if found == ():
        screen.inform(f"Nothing more fits: {_prep(screen).budget}.")


# --- the interview --------------------------------------------------------------------------------


@asking
async def outcome(screen: TabScreen) -> None:
    """Write down the outcome the user wants, beliefs, research, about me, place and intent."""
    from infoint_tui.ui.dialogs.intent import INTENTS
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    preparation = _preparation(screen)
    if preparation is None:
        return
    name, before = preparation.contact.name, preparation.interview
    usual = " ".join(screen.services.about_you.lines)
    dialog = FormDialog(
        f"Talk with {name}",
        (
            FieldSpec("outcome", "Outcome", before.outcome, multiline=True),
            FieldSpec("belief", "I think now", before.belief, multiline=True),
            FieldSpec("research", "Research", before.research, multiline=True),
            FieldSpec("place", "Place", before.place),
            FieldSpec("intent", "I'm", before.intent, choices=INTENTS),
            FieldSpec("about_me", "About me", before.about_me, multiline=True, hint=usual),
        ),
    )
    save = screen.services.interviews.saver(before, f"edit the plan for {name}")
    said = f"Saved your plan for {name}"
    await screen.ask(dialog, save, said, about=before.contact_id, part=before.id)


@asking
async def goal(screen: TabScreen) -> None:
    """Ask which goal the interview helps decide, and record it."""
    preparation = _preparation(screen)
    if preparation is not None:
        await assign(screen, preparation.contact.name, preparation.interview)


@asking
async def choose_talk(screen: TabScreen) -> None:
    """Choose which interview to prepare."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    interviews = screen.services.planning.upcoming()
    if not interviews:
        _preparation(screen)
        return
    today, zone = screen.services.overview.today, screen.services.context.clock.zone
    options = tuple(
        (
            preparation.interview.id,
            f"{preparation.contact.name}, {when_words(preparation.interview, today, zone)}",
        )
        for preparation in interviews
    )
    chosen = await screen.app.push_screen_wait(ChoiceDialog("Which conversation?", options))
    if chosen is not None:
        _prep(screen).choose(chosen)


@asking
async def reschedule(screen: TabScreen) -> None:
    """Schedule the interview, or move it."""
    preparation = _preparation(screen)
    if preparation is not None:
        await schedule_with(screen, preparation.contact)


@asking
async def begin(screen: TabScreen) -> None:
    """Start the interview or resume it; its debrief comes next."""
    preparation = _preparation(screen)
    if preparation is not None:
        await hold(screen, preparation.contact, preparation.interview.id)


@asking
async def rehearse(screen: TabScreen) -> None:
    """Practice the interview without saving anything."""
    preparation = _preparation(screen)
    if preparation is not None:
        conversation = screen.do(
            lambda: screen.services.conversations.rehearse(preparation.interview.id)
        )
        if conversation is not None:
            await screen.main_app.open_conversation(conversation)
            screen.inform("That was a rehearsal: nothing was saved.")


# --- the sheet ------------------------------------------------------------------------------------


@asking
async def write_sheet(screen: TabScreen) -> None:
    """Write the sheet to a new file; its ending says in which form."""
    from infoint_tui.exchange.files import unused, write_new
    from infoint_tui.ui.kit.ask_text import TextDialog

    preparation = _preparation(screen)
    if preparation is None:
        return
    day = preparation.interview.day or screen.services.overview.today
    folder = screen.services.context.repository.path.parent / SHEETS
    proposed = unused(folder / f"{slug(preparation.contact.name)}-{day.isoformat()}.md")

    def write(given: str) -> Path:
        path = expanded(Path(given))
        form = _FORMS.get(path.suffix.lower(), "md")
        write_new(path, screen.services.planning.sheet(preparation, form))
        return path

    title = "Write the sheet to a file; .html is a page to print"
    dialog = TextDialog(title, "File", str(proposed))
    written = await screen.ask(dialog, write, about=preparation.contact.id, part="sheet")
    if written is not None:
        screen.inform(f"Wrote {written}")


def copy_sheet(screen: TabScreen) -> None:
    """Copy the sheet as plain text that any notes app shows as is."""
    from infoint_tui.ui.kit.external_programs import copied

    preparation = _preparation(screen)
    if preparation is not None:
        screen.app.copy_to_clipboard(screen.services.planning.sheet(preparation, "txt"))
        screen.inform(copied(f"the sheet for {preparation.contact.name}"))


def _questions(count: int) -> str:
    return f"{count} question" + ("s" if count != 1 else "")
