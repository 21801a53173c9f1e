"""`infoint plan`, `jot` and `questions`: the questions and the notes of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from infoint_tui.cli.choosing import chosen, conversation_of, dossier_of
from infoint_tui.cli.interviews import report
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import (
    json_option,
    note_unsafe,
    say,
    say_json,
    say_table,
    wants_json,
    warn,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.vocabulary import NoteKind, QuestionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
    from infoint_tui.services.container import Services

_N = "N|TEXT"


@click.command("questions", epilog="Example: infoint questions culture")
@click.argument("words", nargs=-1)
@json_option
@pass_services
def questions_command(services: Services, words: tuple[str, ...]) -> None:
    """List the questions to choose from.

    With WORDS, it lists only questions that have them in their text or category.
    """
    wanted = [fold(word) for word in words]
    found = [
        each
        for each in services.planning.bank()
        if all(word in fold(f"{each.category} {each.text}") for word in wanted)
    ]
    if wants_json():
        from infoint_tui.cli.shapes import QuestionsJson

        say_json(QuestionsJson(tuple(found)))
    elif found:
        say_table(
            ("Id", "Category", "Min", "Question"),
            [(each.id, each.category, str(each.minutes), each.text) for each in found],
        )
    else:
        say("No question matches.")


@click.command("plan", epilog="Example: infoint plan Ana --pick ice-family-dinner")
@click.argument("name", type=NAME)
@click.option("--on", "day", metavar="DAY", help="The day of the conversation you mean.")
@click.option("--pick", metavar="ID|TEXT", help="Add a question; see infoint questions.")
@click.option("--own", metavar="TEXT", help="Add a question of your own.")
@click.option("--searchable", is_flag=True, help="With --own: a quick search answers it.")
@click.option("--remove", metavar=_N, help="Take a question out.")
@click.option("--move", nargs=2, metavar=f"{_N} PLACE", help="Move a question to another place.")
@click.option("--minutes", nargs=2, metavar=f"{_N} MIN", help="Set how long a question takes.")
@click.option("--reword", nargs=2, metavar=f"{_N} TEXT", help="Word a question differently.")
@click.option("--must-ask", metavar=_N, help="Mark a question that you must ask, or unmark it.")
@click.option("--asked", metavar=_N, help="Mark a question as asked.")
@click.option("--skipped", metavar=_N, help="Mark a question as skipped.")
@click.option("--planned", metavar=_N, help="Mark a question as not asked yet.")
@click.option(
    "--answer", nargs=2, metavar=f"{_N} TEXT", help="Write down or correct an answer; blank clears."
)
@json_option
@pass_services
def plan_command(
    services: Services, name: str, day: str | None, searchable: bool, **given: Any
) -> None:
    """Show the questions for a conversation, or change one.

    N is the number of a question in the plan. Without an option, the plan is printed. The
    conversation is the one in progress or the latest, unless --on says which; if none is in
    progress, --pick and --own plan a new one. To fill the time with questions, use infoint prep
    --suggest.
    """
    contact = services.contacts.find(name)
    edits = {option: value for option, value in given.items() if value is not None}
    if len(edits) > 1:
        raise click.UsageError("Make one change at a time.")
    if searchable and "own" not in edits:
        raise click.UsageError("--searchable is only for --own.")
    if not edits:
        _show(contact, conversation_of(services, contact, day))
        return
    ((option, value),) = edits.items()
    if option in ("pick", "own"):
        interview = _to_plan(services, contact, day)
        said = _add(services, interview, option, value, searchable=searchable)
    else:
        interview = conversation_of(services, contact, day)
        said = _change(services, interview, option, value)
    edited = _again(services, interview)
    report(services, contact.id, _sentence(said), edited, changed=edited != interview)


def _to_plan(services: Services, contact: Contact, day: str | None) -> Interview:
    """Return the conversation to add a question to; without one in progress, plan a new one."""
    if day is not None or dossier_of(services, contact).open_interview() is not None:
        return conversation_of(services, contact, day)
    interview = services.planning.plan_interview(contact.id)
    warn(f"Planned a conversation with {contact.name}, {interview.minutes} minutes.")
    return interview


def _add(
    services: Services, interview: Interview, option: str, value: str, *, searchable: bool
) -> str:
    note_unsafe(value)
    if option == "own":
        added = services.planning.add_own(interview.id, value, searchable=searchable)
        return f"Added: {added.text}"
    question = _from_bank(services.planning.bank(), value)
    if any(each.bank_id == question.id for each in interview.plan):
        raise RuleError(f"“{question.text}” is already in the plan.")
    services.planning.toggle(interview.id, question)
    return f"Picked: {question.text}"


def _from_bank(bank: Sequence[BankQuestion], which: str) -> BankQuestion:
    for question in bank:
        if question.id == which:
            return question
    return chosen(which, bank, lambda question: question.text, "question")


def _change(services: Services, interview: Interview, option: str, value: Any) -> str:
    """Make one change to a question of the plan, and return what was done."""
    which, *more = (value,) if isinstance(value, str) else value
    question = _planned(interview, which)
    planning = services.planning
    note_unsafe(*more)
    if option == "remove":
        planning.remove(interview.id, question)
        return f"Removed: {question.text}"
    if option == "must_ask":
        planning.toggle_must_ask(interview.id, question)
        return f"{'No longer a must-ask' if question.must_ask else 'Must ask'}: {question.text}"
    if option == "move":
        planning.move(interview.id, question, _number(more[0]) - 1 - interview.plan.index(question))
        return f"Moved: {question.text}"
    if option == "minutes":
        planning.lengthen(interview.id, question, _number(more[0]) - question.minutes)
        return f"Changed the minutes: {question.text}"
    if option == "reword":
        planning.reword(interview.id, question, more[0])
        return f"Reworded: {more[0]}"
    if option == "answer":
        services.interviews.answer(interview.id, question, more[0])
        return f"Saved the answer: {question.text}"
    state = next(each for each in get_args(QuestionState) if each == option)
    planning.mark(interview.id, question, state)
    return f"Marked as {'not asked yet' if state == 'planned' else state}: {question.text}"


def _planned(interview: Interview, which: str) -> PlannedQuestion:
    return chosen(which, interview.plan, lambda question: question.text, "question")


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) < 1000):
        raise InvalidInputError(f"“{typed}” is not a number.", "Use a whole number, such as 3.")
    return int(typed)


def _show(contact: Contact, interview: Interview) -> None:
    if wants_json():
        _say_json(contact, interview)
        return
    from infoint_tui.domain.conversation.plan import budget_words, planned_minutes

    if not interview.plan:
        say(f"No questions planned for {contact.name}. infoint prep NAME --suggest picks some.")
        return
    say(f"{contact.name}: {budget_words(planned_minutes(interview.plan), interview.minutes)}")
    say_table(
        ("No", "Min", "", "Question", "Answer"),
        [
            (str(n), str(each.minutes), _marks(each), each.text, each.answer)
            for n, each in enumerate(interview.plan, 1)
        ],
    )


def _marks(question: PlannedQuestion) -> str:
    words = ("must ask" if question.must_ask else "", question.state.removeprefix("planned"))
    return ", ".join(filter(None, words))


def _say_json(contact: Contact, interview: Interview) -> None:
    from infoint_tui.cli.shapes import PersonJson, PlanJson

    say_json(PlanJson(PersonJson.of(contact), interview))


def _again(services: Services, interview: Interview) -> Interview:
    preparation = services.planning.preparation(interview.id)
    assert preparation is not None  # it was changed a moment ago
    return preparation.interview


# --- notes ----------------------------------------------------------------------------------


@click.command("jot", epilog='Example: infoint jot Kit "models are the easy half"')
@click.argument("name", type=NAME)
@click.argument("text", default="")
@click.option("--on", "day", metavar="DAY", help="The day of the conversation you mean.")
@click.option("--kind", type=click.Choice(get_args(NoteKind)), help="What it is; note if left out.")
@click.option("--edit", metavar=_N, help="Correct a note: TEXT is its new text.")
@click.option("--remove", metavar=_N, help="Remove a note.")
@json_option
@pass_services
def jot_command(
    services: Services,
    name: str,
    text: str,
    day: str | None,
    kind: NoteKind | None,
    edit: str | None,
    remove: str | None,
) -> None:
    """Jot down a note during a conversation, or correct one.

    Without TEXT, the notes are printed. A note belongs to the question that is next in the plan;
    the first note starts the clock.
    """
    contact = services.contacts.find(name)
    if edit is not None and remove is not None:
        raise click.UsageError("Use either --edit or --remove.")
    if kind is not None and (edit is not None or remove is not None or not text):
        raise click.UsageError("--kind is only for a new note.")
    if (edit is not None and not text) or (remove is not None and text):
        raise click.UsageError("--edit needs TEXT, and --remove takes none.")
    interview = conversation_of(services, contact, day)
    note_unsafe(text)
    if edit is not None or remove is not None:
        note = chosen(
            str(edit if edit is not None else remove),
            interview.notes,
            lambda note: note.text,
            "note",
        )
        edited = services.interviews.correct_note(interview.id, note, text)
        said = f"Corrected a note: {text}" if text else f"Removed a note: {note.text}"
    elif text:
        live = services.conversations.begin(interview.id)
        said = f"Saved: {live.note(text, kind or 'note').text}"
        edited = live.interview
    else:
        _show_notes(contact, interview)
        return
    report(services, contact.id, _sentence(said), edited, changed=edited != interview)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _show_notes(contact: Contact, interview: Interview) -> None:
    if wants_json():
        _say_json(contact, interview)
    elif interview.notes:
        say_table(
            ("No", "Kind", "Note"),
            [(str(n), each.kind, each.text) for n, each in enumerate(interview.notes, 1)],
        )
    else:
        say(f"No notes on your conversation with {contact.name}.")
