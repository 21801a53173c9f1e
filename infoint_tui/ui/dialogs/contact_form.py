"""Adding or editing a contact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.vocabulary import LEVEL_LABELS
from infoint_tui.ui.dialogs.completing_field import NOTHING_KNOWN, CompletingField, Completions
from infoint_tui.ui.dialogs.person_field import NameField, PersonField
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import Hints
from infoint_tui.ui.kit.fields import AreaField, Field, LineField


class ContactForm(FieldDialog[dict[str, Any]]):
    """Ask for what is known about somebody: six fields first, the rest when asked for.

    The answer holds only what was changed, by the names of the fields of `Contact`.

    Args:
        contact: whom to edit; None for somebody new.
        known: what its fields complete from.
    """

    LABEL_CELLS = 14  # as wide as the labels that come later

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "more", "Show all fields of a contact.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        ("ctrl+o", "all fields", "more"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, contact: Contact | None, known: Completions = NOTHING_KNOWN) -> None:
        self._contact = contact or Contact(id="", name="-")
        self._known = known
        self._named = _first_fields(contact, known)
        self._first = len(self._named)
        heading = f"Edit {contact.name}" if contact else "Add a contact"
        super().__init__(heading, tuple(self._named.values()))

    def result(self) -> dict[str, Any]:
        """What was changed."""
        return {key: _read(key, field) for key, field in self._named.items() if field.is_changed}

    async def action_more(self) -> None:
        """Show the rest of the fields; they are made only now, for most contacts need none."""
        first = self._first
        if len(self.fields) > first:
            return
        self._named |= _more_fields(self._contact, self._known)
        self.fields = tuple(self._named.values())
        rest = self.fields[first:]
        self.hints = tuple(hint for hint in self.HINTS if hint[2] != "more")
        self.query_one(Hints).show(self.hints)
        await self.query_one("#body").mount_all(rest)
        self.line_up(rest)
        rest[0].control.focus()


def _first_fields(contact: Contact | None, known: Completions) -> dict[str, Field]:
    shown = contact or Contact(id="", name="-")
    return {
        "name": NameField("Name", contact.name if contact else "", source=known.people),
        "organization": CompletingField(
            "Organization", shown.organization, source=known.organizations
        ),
        "title": LineField("Title", shown.title, hint="what they do"),
        "emails": LineField("Email", ", ".join(shown.emails), check=_emails),
        "tags": CompletingField(
            "Tags",
            ", ".join(shown.tags),
            source=known.tags,
            is_list=True,
            hint="parted by commas",
        ),
        "how_we_know": LineField("Known from", shown.how_we_know, hint="how we know each other"),
    }


def _more_fields(shown: Contact, known: Completions) -> dict[str, Field]:
    cadence = str(shown.cadence_days or "")
    return {
        "introduced_by": PersonField("Introduced by", shown.introduced_by, source=known.people),
        "level": ChoiceField("Level", tuple(LEVEL_LABELS.items()), shown.level),
        "phones": LineField("Phones", ", ".join(shown.phones), hint="parted by commas"),
        "links": LineField("Links", ", ".join(shown.links), hint="profiles, parted by commas"),
        "location": LineField("Location", shown.location, hint="where they live"),
        "timezone": LineField(
            "Time zone", shown.timezone, check=check_zone, hint="such as Europe/Lisbon"
        ),
        "field": LineField("Field of work", shown.field, hint="such as power grids"),
        "pronunciation": LineField(
            "Pronunciation", shown.pronunciation, hint="how to say the name"
        ),
        "admire": AreaField("Admire", shown.admire, hint="what you admire in their work"),
        "unique": AreaField("Unique", shown.unique, hint="what nobody else has done or is"),
        "milestone": AreaField(
            "Milestone", shown.milestone, hint="an award, a new job: what to congratulate on"
        ),
        "common_ground": AreaField(
            "In common", shown.common_ground, hint="a school, a town, a sport"
        ),
        "notes": AreaField("Notes", shown.notes),
        "cadence_days": LineField(
            "In touch every", cadence, check=_days, hint="days; blank: as in the settings"
        ),
        "wants_updates": yes_no("Wants updates", shown.wants_updates),
        "mentor": yes_no("Mentor", shown.mentor),
    }


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(",") if (part := each.strip()))


def _emails(text: str) -> tuple[str, ...]:
    """Read addresses.

    Raises:
        InvalidInputError: one has no @, or a space.
    """
    found = _listed(text)
    for each in found:
        before, _, after = each.rpartition("@")
        if not before or not after or " " in each:
            raise InvalidInputError(
                f"{quoted(each)} is not an email address.", "Write it like ana@example.org."
            )
    return found


def _days(text: str) -> int | None:
    """Read a number of days; blank is none.

    Raises:
        InvalidInputError: it is no whole number from 1 to 3650.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 3650):
        raise InvalidInputError(
            f"{quoted(text)} is not a number of days.", "Use a whole number, such as 90."
        )
    return int(text)


def _read(key: str, field: Field) -> Any:
    if isinstance(field, PersonField):
        return field.person
    return _READERS[key](field.value) if key in _READERS else field.value


_READERS: dict[str, Callable[[Any], Any]] = {
    "emails": _emails,
    "tags": _listed,
    "phones": _listed,
    "links": _listed,
    "cadence_days": _days,
}
"""How the fields that are no plain text are read."""
