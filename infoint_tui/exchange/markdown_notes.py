"""One note per person in Markdown, with front matter, as Obsidian and other note programs open it.

What comes from data is shown exactly: it can start no heading, link, tag or list, and no HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.domain.contact_fields import READ, ContactField, parts
from infoint_tui.domain.conversation.account import (
    HEADING,
    Viewpoint,
    account,
    newest_first,
    steps,
    when,
)
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import CHANNEL_WORDS, TOUCH_WORDS
from infoint_tui.exchange.outgoing import ItemFile, Outgoing, WriteOptions
from infoint_tui.exchange.sheet import escape

_ADDRESS = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=\w)(?=@)", re.IGNORECASE)


def notes(out: Outgoing, options: WriteOptions) -> Iterator[ItemFile]:
    """Yield a note for each person."""
    for dossier in options.counted(out.dossiers()):
        view = Viewpoint(out.today, out.zone, dossier.goals)
        text = "\n".join(_note(dossier, view))
        yield ItemFile(dossier.contact.id, dossier.contact.name, f"{text}\n")


def _note(dossier: Dossier, view: Viewpoint) -> Iterator[str]:
    yield from _front_matter(dossier)
    yield from ("", f"# {_plain(dossier.contact.name)}")
    for field in READ:
        if field.kind == "text" and (value := getattr(dossier.contact, field.key)):
            yield from ("", f"## {field.name}", "", _plain(value))
    for interview in newest_first(dossier.interviews):
        yield from _conversation(interview, view)
    if dossier.follow_ups:
        yield from ("", "## To-dos", "")
        for item in dossier.follow_ups:
            yield _entry(f"- [{'x' if item.done_on else ' '}] ", item.text)
    if dossier.touches:
        yield from ("", "## Timeline", "")
        for touch in dossier.touches:
            by = CHANNEL_WORDS[touch.channel] if touch.channel else ""
            words = (full_day(touch.on, view.today), TOUCH_WORDS[touch.kind] or "in touch", by)
            yield _entry(f"- **{', '.join(filter(None, words))}** ", touch.text)


def _conversation(interview: Interview, view: Viewpoint) -> Iterator[str]:
    heading = ", ".join(filter(None, (when(interview, view), *steps(interview, view.today))))
    yield from ("", f"## Conversation: {_plain(heading)}", "")
    for said in account(interview, view):
        if said.label not in HEADING:
            told = f"{said.text} ({said.aside})" if said.aside else said.text
            yield _entry(f"- **{_plain(said.label)}:** ", told)
            if said.more:
                yield _entry("  - ", said.more)


def _front_matter(dossier: Dossier) -> Iterator[str]:
    """Yield the short fields; a JSON text is YAML, too, and ends only at its quotation mark."""
    yield "---"
    for field in READ:
        if field.kind != "text" and (value := _value(field, dossier)):
            yield f"{field.key}: {value}"
    yield "---"


def _value(field: ContactField, dossier: Dossier) -> str:
    value = getattr(dossier.contact, field.key)
    if field.kind == "person":
        value = dossier.introducer_name
    said = value if field.kind == "days" and value else parts(field, value)
    if not said:
        return ""
    if field.kind == "yes_no":
        return "true"
    return json.dumps(
        said if field.is_list or isinstance(said, int) else said[0], ensure_ascii=False
    )


def _plain(text: str) -> str:
    """Return text as Markdown that shows it exactly, web and email addresses without a link."""
    return _ADDRESS.sub(r"\\", escape(text))


def _entry(lead: str, text: str) -> str:
    """Return an entry of a list; the lines after the first belong to it, too."""
    indent = " " * (len(lead) - len(lead.lstrip()) + 2)
    first, *more = _plain(text).split("\n")
    return "\n".join((f"{lead}{first}".rstrip(), *(f"{indent}{each}".rstrip() for each in more)))
