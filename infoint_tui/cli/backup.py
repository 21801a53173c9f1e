"""`infoint backup` and `infoint restore`: copies of the data, and going back to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import confirm
from infoint_tui.cli.file_path import FilePath
from infoint_tui.cli.output import json_option, say, say_done, say_json, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.counting import in_people

if TYPE_CHECKING:
    from infoint_tui.domain.basics.errors import DamagedFileError
    from infoint_tui.services.backing_up import BackingUp
    from infoint_tui.services.container import Services
    from infoint_tui.store.backups import Backup


_WHY = ("hourly", "by-hand", "replaced")
"""The reasons that are no step a backup was made before."""


@click.command("backup", epilog="Example: infoint backup")
@click.argument("file", type=FilePath(dir_okay=False, path_type=Path), required=False)
@click.option("--list", "is_list", is_flag=True, help="List the backups instead of making one.")
@json_option
@pass_services
def backup_command(services: Services, file: Path | None, is_list: bool) -> None:
    """Make a backup, or a copy in a file.

    Backups are also made by themselves: every hour while there are changes, and before an import, a
    merge and a restore. The latest ten are kept, then one a day for two weeks and one a week for
    eight weeks. If FILE ends in .gz, it is compressed.
    """
    backing_up = services.backing_up
    if is_list and file is not None:
        raise click.UsageError("Give a file or --list, not both.")
    if is_list:
        _list(backing_up.all())
    elif file is not None:
        backing_up.copy_to(file)
        say_done(f"Saved a copy in {file}.")
    elif (made := backing_up.make()) is not None:
        say_done(f"Saved a backup with {in_people(made.people)} in {made.path}.")
    elif found := backing_up.all():
        say_done(f"The latest backup has it all: {found[0].path}.", changed=False)
    else:
        say_done("There is nothing to back up yet.", changed=False)


def _list(backups: tuple[Backup, ...]) -> None:
    if wants_json():
        from infoint_tui.cli.shapes import BackupJson, BackupsJson

        lines = (BackupJson(str(each.path), each.at, each.people, each.reason) for each in backups)
        say_json(BackupsJson(tuple(lines)))
        return
    for each in backups:
        why = each.reason if each.reason in _WHY else f"before {each.reason}"
        say(f"{each.at:%Y-%m-%d %H:%M} UTC, {in_people(each.people)}, {why}: {each.path}")
    if not backups:
        say("No backups yet. infoint backup makes one.")


@click.command("restore", epilog="Example: infoint restore --yes")
@click.argument("file", type=FilePath(exists=True, path_type=Path), required=False)
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@json_option
@pass_services
def restore_command(services: Services, file: Path | None, yes: bool) -> None:
    """Go back to a backup.

    FILE is a backup or a copy. Without it, the latest backup that can be read and differs from your
    data is used. What would change is shown first. It can be undone, and a backup of what is there
    now is made first.
    """
    backing_up = services.backing_up
    backup = backing_up.find(file)
    if backup is None:
        say_done(_why_none(backing_up), changed=False)
        return
    path, found = backup
    if backing_up.is_damaged:
        question = f"Your data cannot be read. Replace it with {path}?"
    else:
        difference = backing_up.compare(found)
        if not difference:
            say_done(f"Nothing in {path} differs from your data.", changed=False)
            return
        for line in difference.lines:
            warn(line)
        question = f"Go back to {path}?"
    if not yes:
        confirm(question)
    kept = backing_up.restore(found, path.name)
    services.other_versions.keep()
    if kept is None:
        say_done(f"Went back to {path}.", "(infoint undo takes it back)")
    else:
        say_done(f"Went back to {path}.", f"(The damaged file is now {kept}.)")


def _why_none(backing_up: BackingUp) -> str:
    """Return why there is no backup to go back to."""
    if not backing_up.all():
        return f"There are no backups in {backing_up.folder}."
    what = "can be read" if backing_up.is_damaged else "differs from your data"
    return f"No backup in {backing_up.folder} {what}."


def offer_backup(services: Services, error: DamagedFileError) -> None:
    """Offer to replace a file that cannot be read with the latest good backup.

    Args:
        services: the services over the file.
        error: what is wrong with the file; it is raised again if there is no backup.

    Raises:
        InfointError: the answer is not yes, or there is no backup.
    """
    good = services.backing_up.newest_good()
    if good is None or not services.backing_up.is_damaged:
        raise error
    warn(error.message)
    when = f"{good.at.astimezone():%Y-%m-%d %H:%M}"
    confirm(f"Go back to the backup of {when}, with {in_people(good.people)}?")
    kept = services.backing_up.restore(good.read(), good.path.name)
    services.other_versions.keep()
    warn(f"The damaged file is now {kept}.")
