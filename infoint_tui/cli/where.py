"""`infoint where`: where everything is on this computer, and why there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import align, json_option, say, say_json, wants_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoint_tui.cli.shapes import PathJson, SettingJson
    from infoint_tui.services.container import Services


@click.command("where", epilog="Example: infoint where")
@click.option("--settings", "is_wide", is_flag=True, help="Show every setting, too.")
@json_option
@pass_services
@click.pass_context
def where_command(ctx: click.Context, services: Services, is_wide: bool) -> None:
    """Show where everything is, and what chose the place.

    It also lists what in settings.toml cannot be used, and with --settings every setting as it is,
    with its default.
    """
    paths = _paths(services, is_given=ctx.find_root().params["db"] is not None)
    settings = _settings(services)
    mistakes = tuple(map(str, services.context.preferences.mistakes))
    if wants_json():
        from infoint_tui.cli.shapes import WhereJson

        say_json(WhereJson(paths, settings, mistakes))
        return
    _say_rows([_row(each) for each in paths])
    if is_wide:
        say("")
        _say_rows(
            [(each.name, each.value, f"default: {each.default}", each.place) for each in settings]
        )
    if mistakes:
        say("These settings cannot be used, so the defaults are:")
        _say_rows([("", each) for each in mistakes])


def _say_rows(rows: Sequence[Sequence[str]]) -> None:
    for line in align(rows):
        click.echo(line)


def _row(each: PathJson) -> tuple[str, ...]:
    return each.name, each.path, f"chosen by {each.chosen_by}", "" if each.exists else "not there"


def _settings(services: Services) -> tuple[SettingJson, ...]:
    from infoint_tui.cli.shapes import SettingJson
    from infoint_tui.domain.records.settings import Settings

    found, usual = services.context.settings, Settings()
    return tuple(
        SettingJson(
            name,
            _words(getattr(found, name)),
            _words(getattr(usual, name)),
            "settings.toml" if name in found.model_fields_set else "default",
        )
        for name in Settings.model_fields
    )


def _words(value: object) -> str:
    """Return a value as it is written in settings.toml; "-" if there is none."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{name}: {keys}" for name, keys in value.items()) or "-"
    if isinstance(value, frozenset):
        return ", ".join(map(str, sorted(value))) or "-"
    return str(value) if value not in (None, "") else "-"


def _paths(services: Services, *, is_given: bool) -> tuple[PathJson, ...]:
    from infoint_tui import paths
    from infoint_tui.cli.shapes import PathJson

    database = services.context.repository.path
    named = "$INFOINT_DB" if os.environ.get("INFOINT_DB") else _chosen_by("XDG_DATA_HOME")
    config, state = _chosen_by("XDG_CONFIG_HOME"), _chosen_by("XDG_STATE_HOME")
    rows = (
        ("database", database, "--db" if is_given else named),
        ("lock", f"{os.path.realpath(database)}.lock", "the database"),
        ("backups", services.backing_up.folder, "the database"),
        ("settings", paths.settings_file(), config),
        ("templates", paths.messages_folder(), "the settings"),
        ("session", paths.session_file(), state),
        ("last seen", paths.seen_file(), state),
        ("drafts", paths.drafts_folder(), "the session"),
        ("error report", paths.error_report(), "the session"),
    )
    return tuple(PathJson(name, str(path), os.path.lexists(path), by) for name, path, by in rows)


def _chosen_by(variable: str) -> str:
    """Return what chose one of the user's folders: an environment variable, or the system."""
    return f"${variable}" if os.environ.get(variable) else "the system"
