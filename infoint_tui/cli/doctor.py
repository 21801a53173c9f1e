"""`infoint doctor`: look at everything that is kept, and mend what is safe to mend."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say, say_json, wants_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("doctor", epilog="Example: infoint doctor --fix")
@click.option("--fix", is_flag=True, help="Fix what is safe to fix, after a backup.")
@json_option
@pass_services
def doctor_command(services: Services, fix: bool) -> None:
    """Check your data, and say what to do.

    It looks at every record and how they fit together, who can read the file, what was left beside
    it, the backups, and your own message templates. Exits with 1 if something is wrong.
    """
    doctor = services.doctor
    done = doctor.fix() if fix else ()
    findings = doctor.examine()
    if wants_json():
        from infoint_tui.cli.shapes import DoctorJson, FindingJson

        found = tuple(FindingJson(each.what, each.todo, each.is_fixable) for each in findings)
        say_json(DoctorJson(bool(done), done, found))
    else:
        for words in done:
            say(words)
        for each in findings:
            say(f"! {each.what}")
            say(f"  {each.todo}")
        if not findings:
            say("Everything is fine.")
    if findings:
        sys.exit(1)
