"""Goals: showing them, changing them, and saying which interview helps decide which goal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.vocabulary import DECISIVE, RESULT_WORDS
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.goal import Goal
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Result
    from infoint_tui.ui.dialogs.goal import Verb
    from infoint_tui.ui.kit.form import FieldSpec


@asking
async def goals(screen: TabScreen) -> None:
    """Show the goals until the user closes them, and do what the user chooses there."""
    from infoint_tui.ui.dialogs.goal import GoalsDialog

    services, at = screen.services, ""
    while True:
        found = {each.goal.id: each for each in services.goals.all()}
        interviews = [
            interview for each in found.values() for interview in (*each.held, *each.planned)
        ]
        known = {
            interview.contact_id: services.overview.dossier(interview.contact_id)
            for interview in interviews
        }
        names = {key: dossier.contact.name for key, dossier in known.items() if dossier}
        dialog = GoalsDialog(tuple(found.values()), names, services.overview.today, at)
        wish = await screen.app.push_screen_wait(dialog)
        if wish is None:
            return
        at = wish.goal_id
        if wish.verb == "undo":
            screen.main_app.action_undo()
        elif wish.verb == "add":
            at = await _add(screen) or at
        else:
            await _STEPS[wish.verb](screen, found[at].goal)


@asking
async def goal(screen: TabScreen) -> None:
    """Ask which goal the interview with the contact helps decide, and record it."""
    contact = screen.chosen()
    if contact is not None:
        interview_of = screen.services.goals.interview_of
        interview = screen.do(lambda: interview_of(contact.id, contact.name))
        if interview is not None:
            await assign(screen, contact.name, interview)


async def assign(screen: TabScreen, name: str, interview: Interview) -> None:
    """Ask which goal an interview helps decide, and record it.

    Args:
        screen: the screen to ask on.
        name: who the interview is with.
        interview: the interview.
    """
    from infoint_tui.domain.records.goal import interview_in_words
    from infoint_tui.ui.dialogs.goal import BelongDialog

    choices = tuple(
        each.goal
        for each in screen.services.goals.all()
        if each.goal.verdict is None or each.goal.id == interview.goal_id
    )
    if not choices:
        screen.inform(f"No open goal yet. {screen.keymap.key('goals')} adds one.")
        return
    titles = {goal.id: goal.title for goal in choices}

    def said(assigned: Interview) -> str:
        title = titles.get(assigned.goal_id or "")
        what = f"helps decide “{title}”" if title else "isn't linked to a goal"
        return f"{interview_in_words(assigned, name, screen.services.overview.today)} {what}"

    put = screen.services.goals.assign
    await screen.ask(
        BelongDialog(name, interview, choices),
        lambda given: put(interview.id, given.goal_id, before=given.before, after=given.after),
        said,
        about=interview.contact_id,
        part=interview.id,
    )


async def _add(screen: TabScreen) -> str:
    """Add a goal; return its id, or "" if the user left the form."""
    from infoint_tui.ui.kit.form import FormDialog

    added = await screen.ask(
        FormDialog("A goal: work you're curious about", _fields()),
        lambda given: screen.services.goals.add(**given),
        lambda goal: f"Added the goal “{goal.title}”",
        about="",
        part="new goal",
    )
    return added.id if added else ""


async def _edit(screen: TabScreen, goal: Goal) -> None:
    from infoint_tui.ui.kit.form import FormDialog

    await screen.ask(
        FormDialog("Edit the goal", _fields(goal)),
        screen.services.goals.saver(goal),
        lambda edited: f"Saved the goal “{edited.title}”",
        about="",
        part=goal.id,
    )


async def _decide(screen: TabScreen, goal: Goal) -> None:
    from infoint_tui.ui.dialogs.goal import DecideDialog

    await screen.ask(
        DecideDialog(clean_line(goal.title), screen.services.overview.today),
        lambda given: screen.services.goals.decide(goal.id, given.verdict, given.on),
        lambda decided: _decided(screen, decided),
        about="",
        part=goal.id,
    )


async def offer_verdict(screen: TabScreen, name: str, before: Result, interview: Interview) -> None:
    """If an interview now led to an offer or a formal interview, ask whether that decides a goal.

    Args:
        screen: the screen to ask on.
        name: who the interview was with.
        before: what the interview had led to until now.
        interview: the interview as it is saved.
    """
    goals = screen.services.goals
    ending = goals.ending(interview.id) if interview.result != before else None
    if ending is None:
        return
    from infoint_tui.ui.dialogs.goal import DecideDialog

    goal = ending.goal or await _choose_open(screen, ending.open_goals)
    verdict, what = DECISIVE[interview.result], RESULT_WORDS[interview.result]
    dialog = DecideDialog(
        clean_line(goal.title) if goal else "",
        screen.services.overview.today,
        verdict,
        others=ending.others,
        why=f"{what} through {name}" if goal else f"{what} through {name}: does that decide it?",
    )
    decided = await screen.ask(
        dialog,
        lambda given: goals.decide_by(
            interview.id,
            goal or given.title,
            given.verdict,
            given.on,
            everyone=given.everyone,
        ),
        lambda decided: _decided(screen, decided),
        about=interview.contact_id,
        part=interview.id,
    )
    if decided is None and interview.result == "offer":
        key = screen.keymap.key("contact.message")
        screen.inform(f"Not decided. {key} on a person has “good news”, for everyone who helped.")


async def _choose_open(screen: TabScreen, goals: tuple[Goal, ...]) -> Goal | None:
    """Ask which of the open goals was meant; None if it is another one, or if there are none."""
    if not goals:
        return None
    from infoint_tui.ui.kit.choose import ChoiceDialog

    options = (*((goal.id, goal.title) for goal in goals), ("", "something else"))
    chosen = await screen.app.push_screen_wait(ChoiceDialog("Which goal is this about?", options))
    return next((goal for goal in goals if goal.id == chosen), None)


def _decided(screen: TabScreen, goal: Goal) -> str:
    return f"“{goal.title}”: {goal.result}{_to_tell(screen, goal)}"


def _to_tell(screen: TabScreen, goal: Goal) -> str:
    """Return a note on how many people should hear about a goal, and by when."""
    lines = screen.services.overview.to_tell(goal.id)
    if not lines:
        return ""
    due = relative(lines[0].owed.due, screen.services.overview.today)
    people = in_people(len(lines))
    return f"; {people} should hear from you by {due}"


async def _reopen(screen: TabScreen, goal: Goal) -> None:
    screen.do(lambda: screen.services.goals.reopen(goal.id), f"“{goal.title}” is open again")


async def _remove(screen: TabScreen, goal: Goal) -> None:
    screen.do(lambda: screen.services.goals.remove(goal.id), f"Removed the goal “{goal.title}”")


_STEPS: dict[Verb, Callable[[TabScreen, Goal], Awaitable[None]]] = {
    "edit": _edit,
    "decide": _decide,
    "reopen": _reopen,
    "remove": _remove,
}


def _fields(goal: Goal | None = None) -> tuple[FieldSpec, ...]:
    from infoint_tui.ui.kit.form import FieldSpec

    title, why, decides = (goal.title, goal.why, goal.decides) if goal else ("", "", "")
    return (
        FieldSpec("title", "Title", title, required=True),
        FieldSpec("why", "Why", why, multiline=True),
        FieldSpec("decides", "What decides it", decides, multiline=True),
    )
