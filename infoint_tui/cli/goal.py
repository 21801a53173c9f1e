"""`infoint goal` and its verbs: what you wonder about, and how you decided."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.choosing import conversation_of
from infoint_tui.cli.days import on, past_day
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import (
    json_option,
    note_unsafe,
    say,
    say_changed,
    say_json,
    say_table,
    wants_json,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import NotFoundError
from infoint_tui.domain.vocabulary import DECISIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.goal import Goal, Progress
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Result, Verdict
    from infoint_tui.services.container import Services

VERDICTS = ("closer", "same", "ruled-out", "chosen")
"""The domain's verdicts, as typed on the command line."""

_FIT = click.IntRange(1, 5)


@click.group("goal", invoke_without_command=True, epilog="Example: infoint goal")
@json_option
@click.pass_context
def goal_command(ctx: click.Context) -> None:
    """Show the work you wonder about, and what people said about it.

    TITLE is a goal's title, part of it, or an id.
    """
    if ctx.invoked_subcommand is None:
        _list()


@pass_services
def _list(services: Services) -> None:
    goals = services.goals.all()
    if wants_json():
        _say_json(goals)
    elif goals:
        say_table(
            ("Goal", "Conversations", "Fit", "Verdict"),
            [
                (
                    each.goal.title,
                    f"{len(each.held)} held, {len(each.planned)} planned",
                    _fit(each),
                    each.goal.result or "open",
                )
                for each in goals
            ],
        )
    else:
        say('No goals yet. Start with infoint goal add "work you want to know about".')


@goal_command.command("add", epilog='Example: infoint goal add "Teaching robots"')
@click.argument("title")
@click.option("--why", default="", help="Why it appeals to you.")
@click.option("--decides", default="", help="What would decide it.")
@json_option
@pass_services
def add(services: Services, title: str, why: str, decides: str) -> None:
    """Add a goal."""
    note_unsafe(title, why, decides)
    goal = services.goals.add(title, why=why, decides=decides)
    say_changed(f"Added the goal {_quoted(goal)}.", goal=goal)


@goal_command.command(
    "edit", epilog='Example: infoint goal edit grids --decides "a day at such a desk"'
)
@click.argument("title")
@click.option("--title", "new_title", metavar="TITLE", help="The new title.")
@click.option("--why", help="Why it appeals to you.")
@click.option("--decides", help="What would decide it.")
@json_option
@pass_services
def edit(services: Services, title: str, new_title: str | None, **given: str | None) -> None:
    """Edit a goal; only what you give changes."""
    fields = {"title": new_title, **given}
    changes = {field: value for field, value in fields.items() if value is not None}
    if not changes:
        raise click.UsageError("Nothing to change: give at least one option.")
    note_unsafe(*changes.values())
    goal = services.goals.find(title)
    edited = services.goals.edit(goal.id, **changes)
    say_changed(f"Changed the goal {_quoted(edited)}.", changed=edited != goal, goal=edited)


@goal_command.command("assign", epilog="Example: infoint goal assign Vera grids --after 5")
@click.argument("name", type=NAME)
@click.argument("title")
@click.option("--before", type=_FIT, help="How well it seemed to fit before you talked, 1 to 5.")
@click.option("--after", type=_FIT, help="How well it seems to fit afterward, 1 to 5.")
@click.option(
    "--on", "day", metavar="DAY", help="The day of the conversation, if it isn't the latest."
)
@json_option
@pass_services
def assign(
    services: Services,
    name: str,
    title: str,
    before: int | None,
    after: int | None,
    day: str | None,
) -> None:
    """Link a conversation to the goal it helps decide.

    Uses the conversation in progress, or the latest. An empty TITLE unlinks it.
    """
    from infoint_tui.domain.records.goal import interview_in_words

    contact = services.contacts.find(name)
    goal = services.goals.find(title) if title else None
    interview = conversation_of(services, contact, day)
    assigned = services.goals.assign(
        interview.id, goal.id if goal else None, before=before, after=after
    )
    where = f"helps decide {_quoted(goal)}" if goal else "isn't linked to a goal"
    which = interview_in_words(assigned, contact.name, services.context.today)
    say_changed(
        f"{which} {where}.",
        changed=assigned != interview,
        person=contact,
        interview=assigned,
        goal=goal,
    )


@goal_command.command("decide", epilog="Example: infoint goal decide grids --verdict ruled-out")
@click.argument("title")
@click.option("--verdict", type=click.Choice(VERDICTS), required=True, help="What you decided.")
@click.option("--on", "day", metavar="DAY", help="The day you decided; today if left out.")
@click.option(
    "--for", "name", type=NAME, metavar="NAME", help="Who led to it; TITLE can be a new goal then."
)
@click.option("--everyone", is_flag=True, help="With --for: everyone without a goal helped too.")
@json_option
@pass_services
def decide(
    services: Services,
    title: str,
    verdict: Any,
    day: str | None,
    name: str | None,
    everyone: bool,
) -> None:
    """Say what you decided; everyone who helped should hear from you.

    With --for, the latest conversation with NAME is linked to the goal first.
    """
    if everyone and name is None:
        raise click.UsageError("--everyone goes with --for NAME.")
    when = past_day(services, day)
    how: Verdict = verdict.replace("-", "_")
    if name is None:
        goal = services.goals.decide(services.goals.find(title).id, how, when)
    else:
        note_unsafe(title)
        interview = services.debriefing.interview_of(services.contacts.find(name).id)
        goal = services.goals.decide_by(
            interview.id, _known(services, title), how, when, everyone=everyone
        )
    say_changed(f"Decided {_quoted(goal)}: {goal.result}.{_to_tell(services, goal)}", goal=goal)


@goal_command.command("reopen", epilog="Example: infoint goal reopen health")
@click.argument("title")
@json_option
@pass_services
def reopen(services: Services, title: str) -> None:
    """Open a goal again."""
    goal = services.goals.reopen(services.goals.find(title).id)
    say_changed(f"Reopened {_quoted(goal)}.", goal=goal)


@goal_command.command("remove", epilog="Example: infoint goal remove robots")
@click.argument("title")
@json_option
@pass_services
def remove(services: Services, title: str) -> None:
    """Remove a goal made by mistake; one with conversations stays."""
    goal = services.goals.remove(services.goals.find(title).id)
    say_changed(f"Removed the goal {_quoted(goal)}.", goal=goal)


def _known(services: Services, title: str) -> Goal | str:
    """Return the goal that a title refers to, or the title if there is no such goal."""
    try:
        return services.goals.find(title)
    except NotFoundError:
        return title


def may_decide(services: Services, contact: Contact, before: Result, interview: Interview) -> str:
    """Return a sentence on deciding a goal if a conversation now led to an offer, or close to one.

    Args:
        services: the use cases.
        contact: who the conversation was with.
        before: what it had led to until now.
        interview: the conversation as it is saved.
    """
    ending = services.goals.ending(interview.id) if interview.result != before else None
    if ending is None:
        return ""
    verdict = DECISIVE[interview.result].replace("_", "-")
    if ending.goal is not None:
        title = shlex.quote(ending.goal.title)
        return f"Does that decide it? infoint goal decide {title} --verdict {verdict}"
    name = shlex.quote(contact.name)
    return (
        "Does that decide what you want? "
        f'infoint goal decide "the work it is" --verdict {verdict} --for {name}\n'
        "Everyone who helped might like to hear: infoint message NAME --kind good_news"
    )


def _to_tell(services: Services, goal: Goal) -> str:
    """Return a sentence on who should hear about the goal, and by when."""
    lines = services.overview.to_tell(goal.id)
    if not lines:
        return ""
    names = ", ".join(line.contact.name for line in lines)
    due = min(line.owed.due for line in lines)
    return f" Next: tell {names}, {on(due, services.context.today)}."


def _fit(each: Progress) -> str:
    """Return the first and the latest fit: "4 -> 2"."""
    given = [fit for pair in each.fits for fit in pair if fit]
    return " -> ".join(str(fit) for fit in dict.fromkeys((given[0], given[-1]))) if given else ""


def _say_json(goals: Sequence[Progress]) -> None:
    from infoint_tui.cli.shapes import GoalJson, GoalsJson, HeldJson

    say_json(
        GoalsJson(
            tuple(
                GoalJson(
                    **{field: getattr(each.goal, field) for field in type(each.goal).model_fields},
                    planned=tuple(interview.id for interview in each.planned),
                    held=tuple(
                        HeldJson(interview.id, interview.contact_id, before, after)
                        for interview, (before, after) in zip(each.held, each.fits, strict=True)
                    ),
                )
                for each in goals
            )
        )
    )


def _quoted(goal: Goal) -> str:
    return f"“{goal.title}”"
