"""Every message as it is drafted: `python -m tests.messages` prints them, to be read aloud.

They go to sample people, who are at different points of the way, and to somebody of whom nothing
but the name is known. That one is written to by somebody who has not said who they are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.messages.message import ASKS
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import MESSAGES, Intent
from infoint_tui.services.container import Services
from tests.ui.conftest import NOW

PEOPLE = ("Bo Lindqvist", "Chidi Eze", "Ana Ruiz", "Farah Quint", "Hugo Brandt")
"""One to ask, one who has not answered, one to talk with, one to thank, one to report back to."""
ME = Settings(my_name="Sam Field", about_me="I'm a teacher thinking about data work.")


class Draft(NamedTuple):
    """A message, and what it is."""

    about: str
    text: str


def drafts(names: Collection[str] = ()) -> Iterator[Draft]:
    """Yield every message to the sample people with these names; to all of them without any."""
    with sample_services(FixedClock(NOW)) as sample, tempfile.TemporaryDirectory() as folder:
        path = sample.context.repository.path
        services = build_services(
            path, clock=FixedClock(NOW), settings=ME, drafts=Path(folder) / "drafts"
        )
        people = {each.name: each for each in services.context.repository.all(Contact)}
        for name in names or people:
            yield from _to(services, people[name])
        unknown = build_services(
            Path(folder) / "file.json", clock=FixedClock(NOW), drafts=Path(folder) / "drafts"
        )
        yield from _to(unknown, unknown.contacts.add("Jo Abara", standing="shortlisted"))


def _to(services: Services, contact: Contact) -> Iterator[Draft]:
    for kind, words in MESSAGES.items():
        intents: tuple[Intent, ...] = ("informational", "job_search")
        for intent in intents[: 1 + (kind in ASKS)]:
            drafted = services.messages.draft(contact.id, kind, intent=intent)
            subject = f"Subject: {drafted.subject}\n\n" if drafted.subject else ""
            hunting = ", job hunting too" if intent == "job_search" else ""
            yield Draft(f"{words.label}{hunting}: to {contact.name}", subject + drafted.body)


if __name__ == "__main__":
    for about, text in drafts(PEOPLE):
        sys.stdout.write(f"\n--- {about}\n{text}\n")
