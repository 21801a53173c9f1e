"""A line of a contact's details: what enter does on it, correcting it, and removing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from msgspec.structs import asdict

from infoint_tui.domain.basics.errors import NotFoundError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.flows import contact as person
from infoint_tui.ui.flows.before_asking import tick
from infoint_tui.ui.flows.follow_up import to_date, to_do_here, to_snooze, why_not_finish
from infoint_tui.ui.flows.goal import offer_verdict
from infoint_tui.ui.flows.message import write_to
from infoint_tui.ui.flows.thank_you import offer_thanks
from infoint_tui.ui.flows.write_up import hold, learned
from infoint_tui.ui.keys.commands import COMMANDS_FOR, RowKind
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.conversation.account import AccountLine
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.records.touch import Touch
    from infoint_tui.ui.widgets.detail_lines import DetailRow

R = TypeVar("R", bound="Record")

ASK_AGAIN = "Remove this conversation and its notes?"


class DetailView(Protocol):
    """Contacts as these functions see it: the line under the cursor in the details."""

    @property
    def row(self) -> DetailRow | None:
        """The row under the cursor; None if the cursor is not in the details."""

    def toggle_row(self) -> None:
        """Unfold the row under the cursor, or fold it again."""


Act = Callable[[TabScreen], object]


def open_row(screen: TabScreen) -> None:
    """Unfold the line, or do what it says."""
    OPENING[_row(screen).kind](screen)


def edit_row(screen: TabScreen) -> None:
    """Correct what the line says."""
    EDITING[_row(screen).kind](screen)


def remove_row(screen: TabScreen) -> None:
    """Remove what the line is about."""
    REMOVING.get(_row(screen).kind, _say_nothing_to_remove)(screen)


def refused(screen: TabScreen) -> Iterator[str]:
    """Yield the commands that have nothing to act on at the line under the cursor."""
    to_do = to_date(screen)
    if why_not_finish(screen):
        yield "finish"
    if to_snooze(screen) is None:
        yield "snooze"
    if to_do is None or to_do.done_on is not None:
        yield "due"
    if not _can_be_written_up(screen):
        yield "learned"
    if EDITING[_row(screen).kind] is _say_open_first:
        yield "edit_row"
    if not _can_be_removed(screen):
        yield "remove_row"


def _can_be_written_up(screen: TabScreen) -> bool:
    begun = {each.id for each in screen.services.debriefing.interviews_of(screen.contact_id or "")}
    row = _row(screen)
    return row.id in begun if row.kind in ("conversation", "said") else bool(begun)


def _can_be_removed(screen: TabScreen) -> bool:
    row = _row(screen)
    remove = REMOVING.get(row.kind)
    if remove is _remove_if_to_do:
        return to_do_here(screen) is not None
    if remove is _remove_said:
        said = _said(screen)
        return said.part in ("question", "note") or bool(said.field)
    return remove is not None


def _view(screen: TabScreen) -> DetailView:
    return cast("DetailView", screen)


def _row(screen: TabScreen) -> DetailRow:
    """Return the row under the cursor; if there is none, it is about the person."""
    from infoint_tui.ui.widgets.detail_lines import DetailRow

    return _view(screen).row or DetailRow("person", screen.contact_id or "")


def _said(screen: TabScreen) -> AccountLine:
    said = _row(screen).said
    assert said is not None  # the row is a line of a conversation
    return said


# --- the records --------------------------------------------------------------------------------


def _dossier(screen: TabScreen) -> Dossier:
    """Return the dossier of the contact.

    Raises:
        NotFoundError: they are gone.
    """
    dossier = screen.services.overview.dossier(screen.contact_id or "")
    return dossier if dossier is not None else _gone()


def _own(screen: TabScreen, records: Iterable[R]) -> R:
    """Return the record that the row is about.

    Raises:
        NotFoundError: it is gone.
    """
    wanted = _row(screen).id
    return next((each for each in records if each.id == wanted), None) or _gone()


def _gone() -> Any:
    raise NotFoundError(
        "That is no longer there.", "Another window may have changed or removed it."
    )


def _interview(screen: TabScreen) -> Interview:
    return _own(screen, _dossier(screen).interviews)


def _follow_up(screen: TabScreen) -> FollowUp:
    return _own(screen, _dossier(screen).follow_ups)


def _touch(screen: TabScreen) -> Touch:
    return _own(screen, _dossier(screen).touches)


def _is_follow_up(screen: TabScreen) -> bool:
    return any(each.id == _row(screen).id for each in _dossier(screen).follow_ups)


def _is_interview(screen: TabScreen) -> bool:
    return any(each.id == _row(screen).id for each in _dossier(screen).interviews)


# --- enter ----------------------------------------------------------------------------------------


def _unfold(screen: TabScreen) -> None:
    _view(screen).toggle_row()


def _to_prep(screen: TabScreen) -> None:
    screen.main_app.open_prep(_row(screen).id)


def _to_person(screen: TabScreen) -> None:
    screen.main_app.open_contact(_row(screen).leads_to)


def _do_next(screen: TabScreen) -> None:
    """Do the next step of what is owed, just as its own key does."""
    item = _row(screen).owed
    action = item.step.action if item else "message"
    if action == "thank":
        _thank(screen)
    elif action == "go_on":
        _go_on(screen)
    else:
        getattr(screen, f"action_{COMMANDS_FOR[action][0]}")()


@asking
async def _thank(screen: TabScreen) -> None:
    await offer_thanks(screen, _dossier(screen).contact, _row(screen).id)


@asking
async def _go_on(screen: TabScreen) -> None:
    await hold(screen, _dossier(screen).contact, _row(screen).id)


@asking
async def _tick(screen: TabScreen) -> None:
    """Tick a line of what to do before asking."""
    step = _row(screen).warm
    if step is not None:
        await tick(screen, _dossier(screen), step)


@asking
async def _write_draft(screen: TabScreen) -> None:
    """Go on with a message that was begun."""
    begun = _row(screen).begun
    if begun is not None:
        contact_id = _dossier(screen).contact.id
        await write_to(screen, contact_id, begun.kind, begun.about, begun.intent)


def _open_entry(screen: TabScreen) -> None:
    if _row(screen).is_open is None:
        _edit_entry(screen)
    else:
        _unfold(screen)


# --- correcting -----------------------------------------------------------------------------------


@asking
async def _edit_entry(screen: TabScreen) -> None:
    from infoint_tui.ui.dialogs.log import LogDialog, LogEntry

    touch = _touch(screen)
    save = screen.services.touches.saver(touch)
    entry = LogEntry(touch.text, touch.kind, touch.on, touch.direction, touch.channel)
    await screen.ask(
        LogDialog(_dossier(screen).contact.name, screen.services.overview.today, entry),
        lambda given: save(asdict(given)),
        "Corrected the entry",
        about=touch.contact_id,
        part=touch.id,
    )


@asking
async def _edit_to_do(screen: TabScreen) -> None:
    from infoint_tui.ui.dialogs.follow_up import FollowUpDialog, FollowUpEntry

    item = _follow_up(screen)
    save = screen.services.follow_ups.saver(item)
    entry = FollowUpEntry(item.text, item.kind, item.owed_by, item.due)
    await screen.ask(
        FollowUpDialog(_dossier(screen).contact.name, screen.services.overview.today, entry),
        lambda given: save(asdict(given)),
        lambda saved: f"Saved: {saved.text}",
        about=item.contact_id,
        part=item.id,
    )


@asking
async def _edit_facts(screen: TabScreen) -> None:
    from infoint_tui.ui.dialogs.conversation_facts import FactsDialog

    interview, name = _interview(screen), _dossier(screen).contact.name
    goals = tuple((each.goal.id, each.goal.title) for each in screen.services.goals.all())
    save = screen.services.interviews.saver(interview, f"correct a conversation with {name}")
    saved = await screen.ask(
        FactsDialog(name, screen.services.overview.today, interview, goals),
        lambda changes: save(changes) if changes else None,
        lambda saved: f"Corrected the conversation with {name}" if saved else "",
        about=interview.contact_id,
        part=interview.id,
    )
    if saved is not None:
        await offer_verdict(screen, name, interview.result, saved)


def _edit_said(screen: TabScreen) -> None:
    """Correct one line of a conversation: an answer, a note, a text, or a fact."""
    said = _said(screen)
    if said.part == "question":
        _edit_answer(screen)
    elif said.part == "note":
        _edit_note(screen)
    elif said.is_text:
        _edit_text(screen)
    elif said.part == "write_up":
        learned(screen)
    else:
        _edit_facts(screen)


@asking
async def _edit_answer(screen: TabScreen) -> None:
    interview = _interview(screen)
    question = interview.plan[_said(screen).at]
    answer = screen.services.interviews.answer
    await _ask_text(
        screen,
        question.text,
        "Answer",
        question.answer,
        lambda text: answer(interview.id, question, text),
        part=f"answer {interview.id} {question.text}",
    )


@asking
async def _edit_note(screen: TabScreen) -> None:
    interview = _interview(screen)
    note = interview.notes[_said(screen).at]
    correct = screen.services.interviews.correct_note
    await _ask_text(
        screen,
        f"A note from your conversation with {_dossier(screen).contact.name}",
        "Note",
        note.text,
        lambda text: correct(interview.id, note, text),
        part=f"note {interview.id} {note.at}",
    )


@asking
async def _edit_text(screen: TabScreen) -> None:
    """Correct one text of the write-up, or of what was written down before."""
    from infoint_tui.domain.conversation.account import rewritten

    interview, said = _interview(screen), _said(screen)
    name = _dossier(screen).contact.name
    save = screen.services.interviews.saver(interview, f"correct a conversation with {name}")
    await _ask_text(
        screen,
        f"Your conversation with {name}",
        said.label,
        said.text,
        lambda text: save(rewritten(interview, said, text)),
        part=f"{said.part} {interview.id} {said.label} {said.at}",
    )


async def _ask_text(
    screen: TabScreen,
    title: str,
    label: str,
    text: str,
    step: Callable[[str], object],
    *,
    part: str,
) -> None:
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    dialog = FormDialog(title, (FieldSpec("text", label, text, multiline=True),))
    await screen.ask(
        dialog,
        lambda given: step(given["text"]),
        "Saved your correction",
        about=_dossier(screen).contact.id,
        part=part,
    )


def _edit_owed(screen: TabScreen) -> None:
    """Correct the record that something is owed for."""
    if _is_follow_up(screen):
        _edit_to_do(screen)
    elif _is_interview(screen):
        _edit_facts(screen)
    else:
        person.edit(screen)


def _say_open_first(screen: TabScreen) -> None:
    key = screen.keymap.key("open_row")
    screen.inform(f"{key} opens this person; edit them there.")


# --- removing -------------------------------------------------------------------------------------


def _remove_entry(screen: TabScreen) -> None:
    row, remove = _row(screen), screen.services.touches.remove
    screen.do(lambda: remove(row.id), "Removed the entry")


def _remove_to_do(screen: TabScreen) -> None:
    def removed() -> str:
        item = _follow_up(screen)
        gone = screen.services.follow_ups.remove(item.id)
        also = f", and {gone.name} with it" if gone else ""
        return f"Removed: {item.text}{also}"

    screen.do(removed, str)


def _remove_said(screen: TabScreen) -> None:
    """Remove one line of a conversation: an answer, a question without one, a note or a text."""
    said, interviews = _said(screen), screen.services.interviews
    if said.part == "question" and said.more:
        screen.do(lambda: _without_answer(screen, said), "Removed the answer")
    elif said.part == "question":
        screen.do(lambda: _without_question(screen, said), "Removed the question")
    elif said.part == "note":
        screen.do(lambda: _without_note(screen, said), "Removed the note")
    elif said.field:

        def removed() -> None:
            from infoint_tui.domain.conversation.account import without

            interview = _interview(screen)
            label = f"correct a conversation with {_dossier(screen).contact.name}"
            interviews.saver(interview, label)(without(interview, said))

        screen.do(removed, f"Removed “{clean_line(said.text)}”")
    else:
        screen.inform("Every conversation has this line; it can be corrected, but not removed.")


def _without_answer(screen: TabScreen, said: AccountLine) -> None:
    interview = _interview(screen)
    screen.services.interviews.answer(interview.id, interview.plan[said.at], "")


def _without_question(screen: TabScreen, said: AccountLine) -> None:
    interview = _interview(screen)
    screen.services.planning.remove(interview.id, interview.plan[said.at])


def _without_note(screen: TabScreen, said: AccountLine) -> None:
    interview = _interview(screen)
    screen.services.interviews.correct_note(interview.id, interview.notes[said.at], "")


@asking
async def _remove_conversation(screen: TabScreen) -> None:
    """Remove a conversation, once the user has seen what goes along."""
    from infoint_tui.ui.kit.confirm import ConfirmDialog

    interviews, interview_id = screen.services.interviews, _row(screen).id
    name = _dossier(screen).contact.name
    along = goes_along(interviews.what_goes_along(interview_id))
    words = f"{along} {screen.keymap.key('undo')} undoes."
    if await screen.app.push_screen_wait(ConfirmDialog(ASK_AGAIN, words, "Remove", "Keep it")):
        said = f"Removed the conversation with {name}"
        screen.do(lambda: interviews.remove(interview_id), said)


def _remove_if_to_do(screen: TabScreen) -> None:
    """Remove the to-do or suggestion that the line is about; anything else can't be removed."""
    if _is_follow_up(screen):
        _remove_to_do(screen)
    else:
        _say_nothing_to_remove(screen)


def _say_nothing_to_remove(screen: TabScreen) -> None:
    screen.inform("This line can't be removed.")


def goes_along(records: Sequence[Record]) -> str:
    """Return what goes along with a conversation, in a sentence or two; "" if nothing does."""
    from infoint_tui.services.removing import Removed

    names = tuple(getattr(each, "name", "") for each in records if each.table == "contacts")
    gone = Removed(names, Counter(each.table for each in records))
    goes = "goes" if len(names) == 1 else "go"
    people = f"{gone.who}, known only from this conversation, {goes} too." if names else ""
    return " ".join(filter(None, (gone.sentence, people)))


OPENING: dict[RowKind, Act] = {
    "person": person.edit,
    "ahead": _to_prep,
    "owed": _do_next,
    "draft": _write_draft,
    "warm": _tick,
    "to_do": _edit_to_do,
    "conversation": _unfold,
    "said": _edit_said,
    "introduced": _to_person,
    "notes": person.edit,
    "touch": _open_entry,
}
"""What enter does on each kind of line."""

EDITING: dict[RowKind, Act] = {
    "person": person.edit,
    "ahead": _edit_facts,
    "owed": _edit_owed,
    "draft": _write_draft,
    "warm": person.edit,
    "to_do": _edit_to_do,
    "conversation": _edit_facts,
    "said": _edit_said,
    "introduced": _say_open_first,
    "notes": person.edit,
    "touch": _edit_entry,
}
"""How each kind of line is corrected."""

REMOVING: dict[RowKind, Act] = {
    "person": person.set_aside,
    "ahead": _remove_conversation,
    "owed": _remove_if_to_do,
    "to_do": _remove_to_do,
    "conversation": _remove_conversation,
    "said": _remove_said,
    "introduced": _remove_if_to_do,
    "touch": _remove_entry,
}
"""How each kind of line is removed; the other kinds cannot be."""
