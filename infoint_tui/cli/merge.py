"""`infoint merge` and `infoint dupes`: one person who was added twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import answer, confirm
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import (
    align,
    json_option,
    say,
    say_changed,
    say_json,
    say_text,
    terminal_width,
    wants_json,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.contact_fields import FIELDS, ContactField
from infoint_tui.domain.people.naming import label, to_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from infoint_tui.domain.people.duplicates import Entered, Suspects
    from infoint_tui.services.container import Services
    from infoint_tui.services.merging import Pair


def _option(field: ContactField) -> str:
    return field.option_name.removeprefix("--")


_CHOSEN = {_option(field): field.key for field in FIELDS if not field.is_joined}
"""The fields in which only one value can be kept, by their names as options."""


@click.command("merge", epilog='Example: infoint merge "Ana Ruiz" "Gus Tarrant" --take org --yes')
@click.argument("name", type=NAME)
@click.argument("other", type=NAME)
@click.option(
    "--take",
    "taken",
    metavar="FIELD",
    type=click.Choice(tuple(_CHOSEN)),
    multiple=True,
    help="Keep OTHER's value for this field, such as org; repeatable.",
)
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@json_option
@pass_services
def merge_command(
    services: Services, name: str, other: str, taken: tuple[str, ...], yes: bool
) -> None:
    """Merge two people who are one and the same.

    NAME stays, and everything saved about OTHER moves there; lists and long texts are joined. Where
    the two differ, it asks which to keep: 1 is NAME's value, 2 is OTHER's. With --yes, NAME's value
    is kept unless --take names the field. It can be undone.
    """
    pair = services.merging.pair(services.contacts.find(name).id, services.contacts.find(other).id)
    wanted = {_CHOSEN[each] for each in taken}
    if not yes:
        for line in align(list(_side_by_side(pair)), terminal_width()):
            click.echo(line, err=True)
        wanted |= set(_asked(pair, wanted))
        confirm("Merge them?")
    merged = services.merging.merge(pair.first.id, pair.second.id, wanted)
    along = pair.second_has.along
    said = f"Merged two people into {merged.name}{f': {along} moved' if along else ''}."
    say_changed(said, contact=merged)


def _side_by_side(pair: Pair) -> Iterator[tuple[str, str, str]]:
    """Yield what each of the two says, under their names and the numbers to answer with."""
    yield "", f"1 {pair.first.name}", f"2 {pair.second.name}"
    for each in pair.fields:
        yield each.field.name, _or_dash(each.first), _or_dash(each.second)
    if pair.first_has.total or pair.second_has.total:
        yield "Records", _or_dash(pair.first_has.along), _or_dash(pair.second_has.along)


def _or_dash(value: str) -> str:
    return value.replace("\n", " ") or "-"


def _asked(pair: Pair, decided: set[str]) -> Iterator[str]:
    """Ask about every field that is not decided, and yield those to take from the second."""
    for each in pair.choices:
        if each.field.key in decided:
            continue
        typed = answer(f"{each.field.name}: 1 {each.first}, or 2 {each.second}? [1]")
        if typed not in ("", "1", "2"):
            raise InvalidInputError("That is neither 1 nor 2.", "Nothing was changed.")
        if typed == "2":
            yield each.field.key


# --- people who may have been added twice ----------------------------------------------------


@click.command("dupes", epilog="Example: infoint dupes")
@json_option
@pass_services
def dupes_command(services: Services) -> None:
    """List people who may have been added twice.

    They share an email address, a profile or a phone number, or they share a name and don't work at
    two different places. "Lumen" and "Lumen Inc." are the same place. Each pair comes with the
    command to merge it.
    """
    found = services.merging.suspects()
    if wants_json():
        _say_json(found)
        return
    if not found:
        say("Nobody seems to have been added twice.")
    people = [person for each in found for person in (each.first, each.second)]
    words = iter(to_type(people, services.overview.rows()))
    for each in found:
        say(f"{label(each.first)} and {label(each.second)}: {', '.join(each.reasons)}")
        say_text(f"  infoint merge {next(words)} {next(words)}")


def _say_json(found: Sequence[Suspects]) -> None:
    from infoint_tui.cli.shapes import DupesJson, SuspectJson, SuspectsJson

    def suspect(person: Entered) -> SuspectJson:
        return SuspectJson(person.id, person.name, person.organization)

    say_json(
        DupesJson(
            tuple(
                SuspectsJson(suspect(each.first), suspect(each.second), each.reasons)
                for each in found
            )
        )
    )
