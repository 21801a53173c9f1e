"""Someone a contact suggested."""

from __future__ import annotations

from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.ui.dialogs.completing_field import NOTHING_KNOWN, CompletingField, Completions
from infoint_tui.ui.dialogs.names_field import mention_field
from infoint_tui.ui.dialogs.person_field import suggested_field
from infoint_tui.ui.kit.dialog import FieldDialog


class IntroducedDialog(FieldDialog[SuggestedPerson]):
    """Ask who a contact suggested.

    Args:
        giver: the contact.
        known: where the fields get their suggestions.
    """

    def __init__(self, giver: str, known: Completions = NOTHING_KNOWN) -> None:
        self._person = suggested_field("Name", source=known.people, person=self.result)
        self._organization = CompletingField("Organization", source=known.organizations)
        self._mention = mention_field(giver)
        fields = (self._person, self._organization, self._mention)
        super().__init__(f"Who did {giver} suggest?", fields)

    def on_input_changed(self) -> None:
        """Check the name again, since the organization also affects who is meant."""
        self._person.look()

    def result(self) -> SuggestedPerson:
        """Return the person the contact suggested."""
        return SuggestedPerson(
            name=self._person.value,
            organization=self._organization.value,
            may_mention=self._mention.value,
        )
