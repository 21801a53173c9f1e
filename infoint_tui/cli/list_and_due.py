"""Commands that only read: list and due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say, say_json, say_table, wants_json
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import lateness, relative
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import fold

if TYPE_CHECKING:
    from infoint_tui.cli.shapes import OwedJson
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.search.found import FoundWords
    from infoint_tui.domain.search.listing import Entry
    from infoint_tui.domain.search.query import Query
    from infoint_tui.services.container import Services

_FIELDS = (
    "name:, org:, title:, tag:, level:, email:, said:, note:, advice:, column:, standing:, has:, "
    "due and last"
)


# Unknown options are taken as part of QUERY, for terms such as -tag:school.
@click.command(
    "list",
    context_settings={"ignore_unknown_options": True},
    epilog='Example: infoint list lumen "due<7d"',
)
@click.argument("query", nargs=-1)
@json_option
@pass_services
def list_command(services: Services, query: tuple[str, ...]) -> None:
    """List everyone, or those a filter matches.

    QUERY is words and conditions that must all match: acme, -tag:school, org:acme, "due<7d". Words
    are looked up in everything they said and you wrote about them; said:, note: and advice: look
    only in what they said, what you wrote, or their advice.
    """
    condition = parsed(query)
    today = services.context.today
    entries = services.overview.entries()
    if condition.looks_in_texts:
        entries = services.searching.with_texts(entries)
    found = [entry for entry in entries if condition.matches(entry, today)]
    found.sort(key=lambda entry: (fold(entry.row.name), entry.row.id))
    words = [_found_in(entry, condition) for entry in found]
    if wants_json():
        _say_json(found, words)
    elif found:
        say_table(*_table(found, words, today))
    elif services.overview.rows():
        say("Nobody matches." if query else "Everyone here is set aside.")
    else:
        say('Nobody here yet. Start with infoint add "Their Name", or infoint import FILE.')


def _found_in(entry: Entry, query: Query) -> FoundWords | None:
    """Return the words found in what someone said or the user wrote, unless a field has them."""
    from infoint_tui.domain.search.found import found_in

    found = found_in(entry, query, query.shown)
    return found if found and found.where else None


def _table(
    entries: Sequence[Entry], words: Sequence[FoundWords | None], today: date
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return headings and rows; the words found come last, if there are any."""
    rows = [
        (
            entry.row.name,
            entry.row.organization,
            entry.row.title,
            relative(entry.due, today) if entry.due else "",
            entry.next,
        )
        for entry in entries
    ]
    headings = ("Name", "Organization", "Title", "Due", "Next")
    if not any(words):
        return headings, rows
    found = ((each.words if each else "",) for each in words)
    return (*headings, "Found"), [(*row, *each) for row, each in zip(rows, found, strict=True)]


def parsed(words: tuple[str, ...]) -> Query:
    """Return the filter that was typed.

    Raises:
        InvalidInputError: part of it cannot be read.
    """
    from infoint_tui.domain.search.query import parse_query

    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    query = parse_query(" ".join(words))
    if query.unknown_fields:
        raise InvalidInputError(
            f"There is no field {', '.join(map(repr, query.unknown_fields))} to filter by.",
            f"You can use {_FIELDS}.",
        )
    if query.problems:
        raise InvalidInputError(" ".join(query.problems))
    return query


def _say_json(entries: Sequence[Entry], words: Sequence[FoundWords | None]) -> None:
    from infoint_tui.cli.shapes import FoundJson, ListedJson, ListJson

    say_json(
        ListJson(
            tuple(
                ListedJson(
                    id=entry.row.id,
                    name=entry.row.name,
                    organization=entry.row.organization,
                    title=entry.row.title,
                    level=entry.row.level,
                    emails=entry.row.emails,
                    phones=entry.row.phones,
                    links=entry.row.links,
                    tags=entry.row.tags,
                    standing=entry.row.standing,
                    column=entry.column,
                    due=entry.due,
                    next=entry.next,
                    last_touch=entry.last,
                    found=FoundJson(found.where, found.on, found.text) if found else None,
                )
                for entry, found in zip(entries, words, strict=True)
            )
        )
    )


@click.command("due", epilog="Example: infoint due")
@json_option
@pass_services
def due_command(services: Services) -> None:
    """Show everything that is due, soonest first."""
    lines = services.overview.owed()
    today = services.context.today
    if wants_json():
        from infoint_tui.cli.shapes import DueJson

        say_json(DueJson(tuple(owed_json(services, line.owed, line.contact) for line in lines)))
    elif lines:
        say_table(
            ("Due", "Name", "What", ""),
            [
                (
                    relative(line.owed.due, today),
                    line.contact.name,
                    line.owed.title,
                    lateness(line.owed.due, today),
                )
                for line in lines
            ],
        )
    else:
        say("Nothing is due.")


def owed_json(services: Services, item: Owed, contact: Contact) -> OwedJson:
    """Return one owed item in the shape that every command prints."""
    from infoint_tui.cli.shapes import OwedJson, PersonJson

    return OwedJson(
        kind=item.kind,
        due=item.due,
        overdue=item.is_late(services.context.today),
        title=item.title,
        contact=PersonJson.of(contact),
    )
