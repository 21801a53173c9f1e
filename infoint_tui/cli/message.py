"""`infoint message`: drafts a message from the records.

Only the message goes to stdout, ready to be piped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from infoint_tui.cli.days import next_step
from infoint_tui.cli.intent import INTENT_HELP, INTENTS
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, say, say_json, say_text, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.vocabulary import MESSAGES, MessageKind

if TYPE_CHECKING:
    from infoint_tui.domain.conversation.plan import Check
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.services.container import Services


KINDS = get_args(MessageKind)


@click.command("message", epilog="Example: infoint message Ana --kind confirm")
@click.argument("name", type=NAME, default="")
@click.option(
    "--kind", type=click.Choice(KINDS), help="Which message; the next one due if left out."
)
@click.option("--intent", type=click.Choice(INTENTS), help=INTENT_HELP)
@click.option("--fresh", is_flag=True, help="Ignore the draft you started in the app.")
@click.option("--mailto", is_flag=True, help="Print a mailto: link; not while a blank is left.")
@click.option("--sent", is_flag=True, help="Log that it was sent.")
@click.option("--as-is", is_flag=True, help="With --sent: log it even with a blank left.")
@click.option("--by", metavar="CHANNEL", help="How it was sent: email, note, message, call, ...")
@json_option
@click.option("--write-templates", is_flag=True, help="Write the templates to files you can edit.")
@pass_services
def message_command(
    services: Services,
    name: str,
    write_templates: bool,
    sent: bool,
    as_is: bool,
    by: str | None,
    **given: Any,
) -> None:
    """Draft a message to someone, and log that you sent it.

    Things to check before you send it go to stderr. Your own templates are next to settings.toml,
    in messages/KIND.txt; --write-templates adds the built-in ones and overwrites none.

    Words in brackets, such as [what they said], are blanks for you to fill in the app. While one
    is left, --mailto prints no link, and --sent saves nothing unless you give --as-is too.
    """
    if bool(name) == write_templates:
        raise click.UsageError("Give a NAME, or --write-templates.")
    if by and not sent:
        raise click.UsageError("--by says how it was sent; give --sent too.")
    if as_is and not sent:
        raise click.UsageError("--as-is says that it was sent with a blank; give --sent too.")
    if write_templates:
        _write_templates(services)
        return
    _message(services, name, by, sent=sent, as_is=as_is, **given)


def _message(
    services: Services,
    name: str,
    by: str | None,
    *,
    sent: bool,
    as_is: bool,
    kind: Any,
    intent: Any,
    fresh: bool,
    mailto: bool,
) -> None:
    from infoint_tui.domain.messages.checks import check
    from infoint_tui.domain.records.touch import channel

    contact = services.contacts.find(name)
    way = channel(by) if by else None
    message = services.messages.draft(contact.id, kind, intent=intent, fresh=fresh)
    address = services.messages.mailto(message) if mailto else ""
    checks = check(message)
    if sent and not as_is:
        _refuse_gap(checks)
    done = services.messages.sent(message, way) if sent else ""
    if wants_json():
        _say_json(services, message, checks, done)
    else:
        to = f" ({message.to})" if message.to else ""
        warn(f"To {contact.name}{to}: {MESSAGES[message.kind].label}")
        say_text(address or "\n\n".join(filter(None, (_subject(message), message.body))))
        _say_open(checks)
        if message.kind == "thank" and not done:
            where = f": {message.address}" if message.address else ""
            warn(f"By hand is better still{where}.")
    if done:
        warn(f"{done}. {next_step(services, contact.id)} (infoint undo takes it back)")


def _refuse_gap(checks: tuple[Check, ...]) -> None:
    from infoint_tui.domain.basics.errors import RuleError

    for found in checks:
        if found.key == "gap" and not found.ok:
            raise RuleError(
                f"Not saved as sent: there is {found.text}.",
                "Use the app to fill it in, or add --as-is if you sent it like this.",
            )


def _subject(message: Message) -> str:
    return f"Subject: {message.subject}" if message.subject else ""


def _say_open(checks: tuple[Check, ...]) -> None:
    found = [check.text for check in checks if not check.ok]
    if found:
        warn(f"Worth a look: {'; '.join(found)}.")


def _say_json(services: Services, message: Message, checks: tuple[Check, ...], said: str) -> None:
    from infoint_tui.cli.shapes import CheckJson, DraftJson, MessageJson, PersonJson

    draft = DraftJson(
        contact=PersonJson.of(message.occasion.situation.dossier.contact),
        kind=message.kind,
        intent=message.occasion.intent,
        to=message.to,
        subject=message.subject,
        body=message.body,
        words=message.words,
        mailto=_address(services, message),
        checks=tuple(CheckJson(each.key, each.ok, each.text) for each in checks),
    )
    say_json(MessageJson(draft, said))


def _address(services: Services, message: Message) -> str | None:
    from infoint_tui.domain.basics.errors import RuleError

    try:
        return services.messages.mailto(message)
    except RuleError:  # it is for the phone, or a blank is left
        return None


def _write_templates(services: Services) -> None:
    written = services.messages.write_templates()
    if wants_json():
        from infoint_tui.cli.shapes import MessageJson

        say_json(MessageJson(written=tuple(map(str, written))))
        return
    for path in written:
        say(f"Wrote {path}")
    if not written:
        say("All templates already exist; none was changed.")
