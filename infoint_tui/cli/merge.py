"""`infoint merge` and `infoint dupes`: one person who was added twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct, to_builtins

from infoint_tui.cli.asking import answer, confirm
from infoint_tui.cli.output import align, say, say_changed, say_json, terminal_width, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.contact_fields import FIELDS, ContactField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoint_tui.domain.people.duplicates import Entered
    from infoint_tui.services.container import Services
    from infoint_tui.services.merging import Pair


def _option(field: ContactField) -> str:
    return field.option_name.removeprefix("--")


_CHOSEN = {_option(field): field.key for field in FIELDS if not field.is_joined}
"""The fields in which only one value can be kept, by what they are called in options."""


@click.command("merge")
@click.argument("name")
@click.argument("other")
@click.option(
    "--take",
    "taken",
    metavar="FIELD",
    type=click.Choice(tuple(_CHOSEN)),
    multiple=True,
    help="Keep OTHER's value of this field, such as org; can be given more than once.",
)
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the contact as JSON.")
@pass_services
def merge_command(
    services: Services, name: str, other: str, taken: tuple[str, ...], yes: bool, as_json: bool
) -> None:
    """Merge two people who are one and the same.

    NAME stays, and everything of OTHER moves there; lists and long texts are joined. Where both say
    something different, it asks which to keep: 1 is what NAME says, 2 is what OTHER says. With
    --yes, what NAME says is kept unless --take names the field. It can be undone.

    Example: infoint merge "Ana Ruiz" "Ana R." --take org
    """
    pair = services.merging.pair(services.contacts.find(name).id, services.contacts.find(other).id)
    wanted = {_CHOSEN[each] for each in taken}
    if not yes:
        for line in align(list(_side_by_side(pair)), terminal_width()):
            warn(line)
        wanted |= set(_asked(pair, wanted))
        confirm("Merge them?")
    merged = services.merging.merge(pair.first.id, pair.second.id, wanted)
    if as_json:
        say_json(contact=merged.model_dump(mode="json"))
    else:
        along = pair.second_has.along
        say_changed(f"Merged two people into {merged.name}{f': {along} moved' if along else ''}.")


def _side_by_side(pair: Pair) -> Iterator[tuple[str, str, str]]:
    for each in pair.fields:
        yield each.field.name, each.first.replace("\n", " "), each.second.replace("\n", " ")
    if pair.first_has.total or pair.second_has.total:
        yield "Records", pair.first_has.along, pair.second_has.along


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


class SuspectJson(Struct, frozen=True):
    """One of two people who may be the same."""

    id: str
    name: str
    organization: str

    @classmethod
    def of(cls, person: Entered) -> SuspectJson:
        """Return the shape of a person."""
        return cls(person.id, person.name, person.organization)


class SuspectsJson(Struct, frozen=True):
    """Two people who may be the same, and why."""

    first: SuspectJson
    second: SuspectJson
    reasons: tuple[str, ...]


@click.command("dupes")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@pass_services
def dupes_command(services: Services, as_json: bool) -> None:
    """List people who may have been added twice.

    They have the same email address, profile or phone number, or the same name and organization,
    whatever its legal form. Each pair comes with the command that merges it.

    Example: infoint dupes
    """
    found = services.merging.suspects()
    if as_json:
        pairs = [
            SuspectsJson(SuspectJson.of(each.first), SuspectJson.of(each.second), each.reasons)
            for each in found
        ]
        say_json(pairs=to_builtins(pairs))
        return
    if not found:
        say("Nobody seems to have been added twice.")
    for each in found:
        say(f"{_called(each.first)} and {_called(each.second)}: {', '.join(each.reasons)}")
        say(f"  infoint merge {each.first.id} {each.second.id}")


def _called(person: Entered) -> str:
    return f"{person.name}, {person.organization}" if person.organization else person.name
