"""`infoint merge-file`: bring what another version of the file has into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import answer, confirm
from infoint_tui.cli.output import UNDOABLE, json_option, say, say_json, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoint_tui.services.container import Services
    from infoint_tui.services.merging_files import Clash, PreparedMerge
    from infoint_tui.store.three_way import Place


@click.command("merge-file", epilog='Example: infoint merge-file "infoint (conflicted copy).json"')
@click.argument("other", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keep",
    type=click.Choice(("mine", "theirs")),
    help="Which to keep where both changed the same thing; theirs is OTHER's.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@json_option
@pass_services
def merge_file_command(
    services: Services, other: Path, keep: str | None, dry_run: bool, yes: bool
) -> None:
    """Bring what another version of your data has into it.

    OTHER is a file from another computer, one that a sync program kept, or a backup. What either of
    the two added or changed is kept, and lists are joined. Where both changed the same thing, it
    asks which to keep: 1 is yours, 2 is OTHER's. It can be undone, and a backup is made first.
    """
    prepared = services.merging_files.prepare(other)
    if not prepared:
        services.other_versions.settle(prepared.other.state)
        _say(prepared, f"Nothing in {other} is missing from your data.", changed=False)
        return
    if dry_run:
        _say(prepared, "", changed=False)
        return
    taken = _taken(prepared, keep, is_asking=not yes)
    if not yes:
        confirm("Merge them?")
    changed = services.merging_files.merge(prepared, taken)
    services.other_versions.settle(prepared.other.state)
    said = f"Merged {other} into your data. {UNDOABLE}" if changed else "No change."
    _say(prepared, said, changed=changed, taken=taken)


def _taken(prepared: PreparedMerge, keep: str | None, *, is_asking: bool) -> tuple[Place, ...]:
    """Return the places in which the other version is kept; clashes are shown last, and asked."""
    if is_asking:
        for line in prepared.lines:
            warn(line)
        if not prepared.has_base:
            warn("What both came from is not known, so nothing counts as removed.")
    if keep is None and prepared.clashes and not is_asking:
        raise InvalidInputError(
            f"Both changed the same thing in {len(prepared.clashes)} places.",
            "Add --keep mine or --keep theirs, or leave out --yes to be asked about each.",
        )
    if keep is not None:
        for clash in prepared.clashes if is_asking else ():
            warn(_shown(clash))
        return tuple(each.place for each in prepared.clashes) if keep == "theirs" else ()
    return tuple(_asked(prepared))


def _asked(prepared: PreparedMerge) -> Iterator[Place]:
    for clash in prepared.clashes:
        said = answer(f"{_shown(clash)} Keep 1 or 2?")
        if said not in ("1", "2"):
            raise InvalidInputError(f"{said!r} is neither 1 nor 2.", "Nothing was changed.")
        if said == "2":
            yield clash.place


def _shown(clash: Clash) -> str:
    return f"{clash.what}: 1 “{clash.mine}”, 2 “{clash.theirs}”."


def _say(
    prepared: PreparedMerge, said: str, *, changed: bool, taken: tuple[Place, ...] = ()
) -> None:
    if wants_json():
        from infoint_tui.cli.shapes import ClashJson, MergedFileJson

        clashes = tuple(
            ClashJson(each.what, each.mine, each.theirs, each.place in taken)
            for each in prepared.clashes
        )
        say_json(MergedFileJson(changed, prepared.has_base, prepared.lines, clashes))
        return
    for line in () if said else (*prepared.lines, *map(_shown, prepared.clashes)):
        say(line)
    if said:
        say(said)
