"""Adding or editing a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from infoint_tui.domain.clock import check_zone
from infoint_tui.domain.contact import LEVEL_LABELS, Contact
from infoint_tui.domain.errors import InvalidInputError
from infoint_tui.ui.dialogs.base import FieldDialog
from infoint_tui.ui.dialogs.choice_field import ChoiceField, yes_no
from infoint_tui.ui.dialogs.fields import AreaField, Field, LineField


class ContactForm(FieldDialog[dict[str, Any]]):
    """Ask for what is known about somebody: six fields first, the rest when asked for.

    The answer holds only what was changed, by the names of the fields of `Contact`.

    Args:
        contact: whom to edit; None for somebody new.
        typed: what was typed before and could not be saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "more", "Show all fields of a contact.", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        ("ctrl+o", "more fields", "more"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, contact: Contact | None, typed: Mapping[str, Any] | None = None) -> None:
        shown = contact
        if typed:
            shown = (contact or Contact(id="", name="-")).but(**typed)
        self._typed = typed or {}
        self._first = _first_fields(shown)
        self._rest = _more_fields(shown or Contact(id="", name="-"))
        self._named = self._first | self._rest
        heading = f"Edit {contact.name}" if contact else "Add a contact"
        super().__init__(heading, tuple(self._named.values()))

    def compose_fields(self) -> Iterable[Widget]:
        """Six fields, and the rest out of sight."""
        yield from self._first.values()
        rest = Vertical(*self._rest.values(), id="rest")
        rest.display = False
        yield rest

    def result(self) -> dict[str, Any]:
        """What was changed."""
        return dict(self._typed) | {
            key: _READERS.get(key, _as_it_is)(field.value)
            for key, field in self._named.items()
            if field.is_changed
        }

    def action_more(self) -> None:
        """Show the rest of the fields."""
        self.query_one("#rest").display = True
        next(iter(self._rest.values())).control.focus()


def _first_fields(contact: Contact | None) -> dict[str, Field]:
    known = contact or Contact(id="", name="-")
    return {
        "name": LineField("Name", contact.name if contact else "", required=True),
        "organization": LineField("Organization", known.organization),
        "title": LineField("Title", known.title, hint="what they do"),
        "emails": LineField("Email", ", ".join(known.emails), check=_emails),
        "tags": LineField("Tags", ", ".join(known.tags), hint="parted by commas"),
        "how_we_know": LineField("Known from", known.how_we_know, hint="how we know each other"),
    }


def _more_fields(known: Contact) -> dict[str, Field]:
    cadence = str(known.cadence_days or "")
    return {
        "level": ChoiceField("Level", tuple(LEVEL_LABELS.items()), known.level),
        "phones": LineField("Phones", ", ".join(known.phones), hint="parted by commas"),
        "links": LineField("Links", ", ".join(known.links), hint="profiles, parted by commas"),
        "location": LineField("Location", known.location),
        "timezone": LineField(
            "Time zone", known.timezone, check=check_zone, hint="such as Europe/Lisbon"
        ),
        "field": LineField("Field of work", known.field),
        "pronunciation": LineField("Pronunciation", known.pronunciation),
        "admire": AreaField("Admire", known.admire),
        "unique": AreaField("Unique", known.unique),
        "milestone": AreaField("Milestone", known.milestone),
        "common_ground": AreaField("In common", known.common_ground),
        "notes": AreaField("Notes", known.notes),
        "cadence_days": LineField(
            "In touch every", cadence, check=_days, hint="days; blank: as in the settings"
        ),
        "wants_updates": yes_no("Wants updates", known.wants_updates),
        "mentor": yes_no("Mentor", known.mentor),
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
                f"{each!r} is not an email address.", "Write it like ana@example.org."
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
            f"{text!r} is not a number of days.", "Use a whole number, such as 90."
        )
    return int(text)


def _as_it_is(value: Any) -> Any:
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "emails": _emails,
    "tags": _listed,
    "phones": _listed,
    "links": _listed,
    "cadence_days": _days,
}
"""How the fields that are no plain text are read."""
