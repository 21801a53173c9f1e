"""What to do before asking someone: each line is ticked once it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.warmup import WarmUp
    from infoint_tui.domain.records.contact import Contact

_SPECIAL = ("admire", "unique")


async def tick(screen: TabScreen, dossier: Dossier, step: WarmUp) -> None:
    """Log that a step was done, or ask for what it needs; say when it was if it was before.

    Args:
        screen: the screen with the line.
        dossier: the dossier of whoever is to be asked.
        step: the step.
    """
    contact = dossier.contact
    if step.key == "research":
        await _ask(screen, contact, f"What is special about {contact.name}?", _SPECIAL)
    elif step.on is not None:
        day = short_day(step.on, screen.services.overview.today)
        screen.inform(f"You did this on {day}; the timeline has it.")
    elif step.key == "follow":
        log = screen.services.touches.log
        screen.do(lambda: log([contact.id], "", kind="follow"), f"You follow {contact.name}")
    elif contact.milestone:
        screen.do(lambda: _congratulated(screen, dossier), f"You congratulated {contact.name}")
    else:
        await _ask(screen, contact, f"What can you congratulate {contact.name} on?", ("milestone",))


def _congratulated(screen: TabScreen, dossier: Dossier) -> object:
    """Log what they were congratulated on, in an entry without words if there is one."""
    touches, contact = screen.services.touches, dossier.contact
    news, _, _ = contact.milestone.partition("\n")
    words = f"congratulated on {news}"
    said = (each for each in dossier.touches if each.kind == "congratulate" and not each.text)
    wordless = next(said, None)
    if wordless is not None:
        return touches.saver(wordless)({"text": words})
    return touches.log([contact.id], words, kind="congratulate")


async def _ask(screen: TabScreen, contact: Contact, title: str, keys: tuple[str, ...]) -> None:
    """Ask for some fields of the contact."""
    from infoint_tui.domain.contact_fields import FIELDS
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    specs = tuple(
        FieldSpec(each.key, each.form_label, getattr(contact, each.key), multiline=True)
        for each in FIELDS
        if each.key in keys
    )
    save = screen.services.contacts.saver(contact)
    dialog = FormDialog(title, specs)
    await screen.ask(dialog, save, "Saved", about=contact.id, part=" ".join(keys))
