"""Somebody whom a contact named."""

from __future__ import annotations

from dataclasses import dataclass

from infoint_tui.ui.dialogs.base import FieldDialog
from infoint_tui.ui.dialogs.completing_field import NOTHING_KNOWN, CompletingField, Known
from infoint_tui.ui.dialogs.person_field import NameField


@dataclass(frozen=True)
class NamedPerson:
    """Somebody new; the fields are named as `contacts.introduce` names them."""

    name: str
    organization: str


class IntroducedDialog(FieldDialog[NamedPerson]):
    """Ask whom a contact named.

    Args:
        giver: the contact.
        known: what the fields complete from.
    """

    def __init__(self, giver: str, known: Known = NOTHING_KNOWN) -> None:
        self._person = NameField("Name", source=known.people)
        self._organization = CompletingField("Organization", source=known.organizations)
        super().__init__(f"Whom did {giver} name?", (self._person, self._organization))

    def result(self) -> NamedPerson:
        """Who it is."""
        return NamedPerson(self._person.value, self._organization.value)
