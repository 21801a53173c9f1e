"""Adding or editing a contact."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType

from infoint_tui.domain.contact_fields import FIELDS, READERS, ContactField, parts
from infoint_tui.domain.records.contact import Contact
from infoint_tui.ui.dialogs.completing_field import NOTHING_KNOWN, CompletingField, Completions
from infoint_tui.ui.dialogs.person_field import NameField, PersonField
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import AreaField, Field, LineField
from infoint_tui.ui.kit.more_line import MORE_HINT, MORE_KEYS, More

_NOBODY = Contact(id="", name="-")
"""What the form shows for someone new: each field's initial value."""


class ContactForm(FieldDialog[dict[str, Any]]):
    """Ask about a person: what is usual and what has a value, and the rest if it is asked for.

    The result holds only what was changed, keyed by the field names of `Contact`.

    Args:
        contact: who to edit; None for someone new.
        known: where the fields get their suggestions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*MORE_KEYS]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        MORE_HINT,
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, contact: Contact | None, known: Completions = NOTHING_KNOWN) -> None:
        self._contact = contact
        self._asked = [(field, _shown_field(field, contact, known)) for field in FIELDS]
        shown, more = [], []
        for field, control in self._asked:
            if field.is_usual or _is_said(field, contact):
                shown.append(control)
            else:
                more.append(More(field.form_label.lower(), (control,)))
        heading = f"Edit {contact.name}" if contact else "Add a contact"
        super().__init__(heading, tuple(shown), tuple(more))

    @property
    def typed_name(self) -> str:
        """The name to the letter, with what is removed from it when it is saved."""
        name = next(shown for field, shown in self._asked if field.kind == "name")
        return str(name.control.value)  # type: ignore[attr-defined]  # it is one line

    def result(self) -> dict[str, Any]:
        """Return what was changed."""
        found = {field.key: _read(field, shown) for field, shown in self._asked if shown.is_changed}
        if "introduced_by" in found and self._contact and self._contact.introducer_name:
            found["introducer_name"] = ""
        return found


def _is_said(field: ContactField, contact: Contact | None) -> bool:
    """Return whether a contact has a value for a field."""
    if contact is None:
        return False
    kept = field.kind == "person" and contact.introducer_name
    return bool(kept or parts(field, getattr(contact, field.key)))


def _shown_field(field: ContactField, contact: Contact | None, known: Completions) -> Field:
    """Return the input for a field, filled with the contact's value.

    Args:
        field: the field.
        contact: the contact; None for someone new.
        known: where the field gets its suggestions.
    """
    shown = _control(field, contact, known)
    shown.is_beside = field.key == "organization"  # where they do what they do
    return shown


def _control(field: ContactField, contact: Contact | None, known: Completions) -> Field:
    label, hint = field.form_label, field.hint
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
