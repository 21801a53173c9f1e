"""Adding or editing a contact."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.domain.contact_fields import AT_ONCE, FIELDS, READERS, ContactField
from infoint_tui.domain.records.contact import Contact
from infoint_tui.ui.dialogs.completing_field import NOTHING_KNOWN, CompletingField, Completions
from infoint_tui.ui.dialogs.person_field import NameField, PersonField
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import Hints
from infoint_tui.ui.kit.fields import AreaField, Field, LineField

_NOBODY = Contact(id="", name="-")
"""What the form shows for someone new: each field's initial value."""


class ContactForm(FieldDialog[dict[str, Any]]):
    """Ask about a person: a few fields first, and the rest if the user wants them.

    The result holds only what was changed, keyed by the field names of `Contact`.

    Args:
        contact: who to edit; None for someone new.
        known: where the fields get their suggestions.
    """

    LABEL_CELLS = max(len(field.label) for field in FIELDS)  # some labels appear later

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "more", "Show all fields of a contact.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        ("ctrl+o", "all fields", "more"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, contact: Contact | None, known: Completions = NOTHING_KNOWN) -> None:
        self._contact = contact
        self._known = known
        self._asked = [(field, self._make(field)) for field in FIELDS if field.asked == AT_ONCE]
        heading = f"Edit {contact.name}" if contact else "Add a contact"
        super().__init__(heading, tuple(shown for _, shown in self._asked))

    def _make(self, field: ContactField) -> Field:
        return _shown_field(field, self._contact, self._known)

    def result(self) -> dict[str, Any]:
        """Return what was changed."""
        found = {field.key: _read(field, shown) for field, shown in self._asked if shown.is_changed}
        if "introduced_by" in found and self._contact and self._contact.introducer_name:
            found["introducer_name"] = ""
        return found

    async def action_more(self) -> None:
        """Show the other fields, created only now because most contacts do not need them."""
        if len(self._asked) == len(FIELDS):
            return
        later = [field for field in FIELDS if field.asked != AT_ONCE]
        later.sort(key=lambda field: field.asked)
        rest = tuple(map(self._make, later))
        self._asked += zip(later, rest, strict=True)
        self.fields += rest
        self.hints = tuple(hint for hint in self.HINTS if hint[2] != "more")
        self.query_one(Hints).show(self.hints)
        await self.query_one("#body").mount_all(rest)
        self.line_up(rest)
        rest[0].control.focus()


def _shown_field(field: ContactField, contact: Contact | None, known: Completions) -> Field:
    """Return the input for a field, filled with the contact's value.

    Args:
        field: the field.
        contact: the contact; None for someone new.
        known: where the field gets its suggestions.
    """
    label, hint = field.label, field.hint
    if field.kind == "name":
        return NameField(label, contact.name if contact else "", source=known.people)
    value = getattr(contact or _NOBODY, field.key)
    if field.kind == "person":
        kept = contact.introducer_name if contact else ""
        return PersonField(label, value, source=known.people, kept=kept)
    if field.kind == "choice":
        return ChoiceField(label, field.choices, value)
    if field.kind == "yes_no":
        return yes_no(label, value)
    if field.kind == "text":
        return AreaField(label, value, hint=hint)
    text = ", ".join(value) if field.is_list else str(value or "")
    if field.completes:
        source = getattr(known, field.completes)
        return CompletingField(label, text, source=source, is_list=field.is_list, hint=hint)
    return LineField(label, text, check=READERS.get(field.kind), hint=hint)


def _read(field: ContactField, shown: Field) -> Any:
    """Return the contact's value for a field, read from its input."""
    if isinstance(shown, PersonField):
        return shown.person
    return READERS[field.kind](str(shown.value)) if field.kind in READERS else shown.value
