"""The fields of a contact that the user types, one row each.

A field's type is in the record `Contact`. Its row here says the rest: what it is called, how
it is typed, where it is shown, and whether a search looks in it. The form, the detail, the sheet,
`infoint show`, the options of `add` and `edit`, the search and its filters all derive from these
rows, so a new field needs one line there and one row here. Nothing here is slow to import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.vocabulary import LEVEL_LABELS

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact

Kind = Literal[
    "name",
    "line",
    "text",
    "list",
    "emails",
    "links",
    "choice",
    "zone",
    "days",
    "yes_no",
    "person",
]
"""How a field is typed.

"line" is one line of text, "text" is several, and "name" is a line that cannot be blank. "list",
"emails" and "links" are typed with commas between the entries. "choice" is one of a few values,
"zone" is a time zone, "days" is a number of days, "yes_no" is yes or no, and "person" is another
contact.
"""

Group = Literal[
    "name",
    "beside",
    "role",
    "level",
    "reach",
    "place",
    "origin",
    "ties",
    "about",
    "tags",
    "why",
    "notes",
]
"""Which fields are shown together.

"beside" goes next to the name. In the detail, "why" and "notes" have lines of their own below their
headings; the other groups share lines. The sheet shows "role", "beside" and "why".
"""

UNSAID: Final = "other"
"""The choice that means nothing in particular, and is not shown."""


class ContactField(msgspec.Struct, frozen=True, gc=False):
    """One field of a contact."""

    key: str
    """The name of the field in `Contact`."""
    label: str
    """What it is called."""
    kind: Kind = "line"
    group: Group = "about"
    form: str = ""
    """What the form calls it; if empty, the label."""
    is_usual: bool = False
    """Whether the form always shows it; the others once they have a value, or if asked for."""
    hint: str = ""
    """What the form shows while the field is empty."""
    completes: Literal["", "organizations", "tags"] = ""
    """What the form offers as completions."""
    choices: tuple[tuple[str, str], ...] = ()
    """The values of a choice, with their labels."""
    option: str = ""
    """The name of its option in `add` and `edit`; if empty, the key."""
    help: str = ""
    """What `--help` says about the option; if empty, the hint or the label."""
    order: int = 0
    """Its position where fields are shown: lower comes first, and ties are in table order."""
    called: str = ""
    """What `infoint show` and the sheet call it; if empty, the label."""
    words: str = "{}"
    """How it reads in a line with other fields; {} is the value."""
    heading: str = ""
    """The heading above it, if it has lines of its own."""
    searched: bool = False
    """Whether a search for a word looks in it."""
    filter: str = ""
    """The filter that looks only in this field, like "org" in `org:lumen`."""
    has: str = ""
    """The word for it after `has:`."""

    @property
    def form_label(self) -> str:
        """Its name in the form."""
        return self.form or self.label

    @property
    def option_name(self) -> str:
        """Its option in `add` and `edit`, including the dashes."""
        return f"--{self.option or self.key.replace('_', '-')}"

    @property
    def option_help(self) -> str:
        """A sentence describing its option."""
        words = self.hint or self.label
        return self.help or f"{words[:1].upper()}{words[1:]}."

    @property
    def name(self) -> str:
        """Its name wherever it is shown."""
        return self.called or self.label

    @property
    def is_list(self) -> bool:
        """Whether it has several entries instead of one text or value."""
        return self.kind in ("list", "emails", "links")

    @property
    def is_joined(self) -> bool:
        """Whether what two contacts say can both be kept when they become one."""
        return self.is_list or self.kind in ("text", "yes_no")


FIELDS: Final[tuple[ContactField, ...]] = (
    ContactField(
        "name",
        "Name",
        "name",
        group="name",
        is_usual=True,
        help="Their new name.",
        searched=True,
        filter="name",
    ),
    ContactField(
        "title",
        "Title",
        group="role",
        form="Works as",
        is_usual=True,
        hint="what they do",
        help="What they do there.",
        order=-1,
        searched=True,
        filter="title",
        has="title",
    ),
    ContactField(
        "organization",
        "Organization",
        group="role",
        form="at",
        is_usual=True,
        completes="organizations",
        hint="where they work",
        option="org",
        help="Where they work.",
        searched=True,
        filter="org",
        has="organization",
    ),
    ContactField(
        "emails",
        "Email",
        "emails",
        group="reach",
        form="Reach at",
        is_usual=True,
        hint="email",
        option="email",
        help="An email; can be given more than once.",
        filter="email",
        has="email",
    ),
    ContactField(
        "phones",
        "Phones",
        "list",
        group="reach",
        form="Phone",
        hint="separated by commas",
        option="phone",
        help="A number; can be given more than once.",
        called="Phone",
        has="phone",
    ),
    ContactField(
        "links",
        "Links",
        "links",
        group="reach",
        form="Link",
        hint="profiles, separated by commas",
        option="link",
        help="A profile; can be given more than once.",
        called="Link",
        has="link",
    ),
    ContactField("address", "Address", "text", group="reach", hint="their mailing address"),
    ContactField("location", "Location", group="place", hint="where they live", searched=True),
    ContactField(
        "timezone",
        "Time zone",
        "zone",
        group="place",
        hint="such as Europe/Lisbon",
        help="Their time zone, such as Europe/Lisbon.",
    ),
    ContactField(
        "tags",
        "Tags",
        "list",
        group="tags",
        hint="separated by commas",
        completes="tags",
        option="tag",
        help="A tag; can be given more than once.",
        words="#{}",
        searched=True,
        filter="tag",
        has="tag",
    ),
    ContactField(
        "introduced_by",
        "Introduced by",
        "person",
        group="origin",
        help="Who introduced them to you.",
        order=2,
        words="introduced by {}",
    ),
    ContactField(
        "level",
        "Level",
        "choice",
        group="level",
        choices=tuple(LEVEL_LABELS.items()),
        help="Their level, relative to the job you want.",
        order=-3,
        filter="level",
    ),
    ContactField(
        "how_we_know",
        "How we met",
        group="ties",
        form="Known from",
        is_usual=True,
        hint="how you know each other",
        help="How you know each other.",
        called="How you know each other",
        searched=True,
    ),
    ContactField(
        "field",
        "Field of work",
        hint="such as power grids",
        help="Their field of work, such as power grids.",
        order=-1,
        called="Field",
        searched=True,
    ),
    ContactField(
        "pronunciation",
        "Pronunciation",
        group="beside",
        form="Say it like",
        hint="how to say the name",
        order=-2,
        called="Pronounced",
        words="say: {}",
    ),
    ContactField(
        "call",
        "Call them",
        group="beside",
        hint="in a greeting; blank uses the first name",
        help="What to call them in a greeting, if not by their first name.",
        order=-2,
        called="Called",
        words="call them {}",
        searched=True,
    ),
    ContactField(
        "former_jobs",
        "Former jobs",
        "text",
        hint="one per line; a new title or organization adds the one before",
        help="The jobs they had before, one per line.",
        words="formerly {}",
        searched=True,
        order=1,
    ),
    ContactField(
        "admire",
        "Admire",
        "text",
        group="why",
        form="Why them",
        is_usual=True,
        hint="what you admire about their work",
        called="What I admire",
        heading="WHY THEM",
        searched=True,
    ),
    ContactField(
        "unique",
        "Unique",
        "text",
        group="why",
        hint="what sets them apart",
        called="What is unique",
        heading="UNIQUE",
        searched=True,
    ),
    ContactField(
        "milestone",
        "Milestone",
        "text",
        group="why",
        form="News",
        hint="an award, a new job, other good news",
        heading="NEWS",
        searched=True,
    ),
    ContactField(
        "common_ground",
        "In common",
        "text",
        group="why",
        hint="a school, a town, a sport",
        help="What you have in common: a school, a town, a sport.",
        called="Common ground",
        heading="IN COMMON",
        searched=True,
    ),
    ContactField(
        "notes",
        "Notes",
        "text",
        group="notes",
        is_usual=True,
        hint="write it as if they might read it",
        help="Anything else.",
        heading="NOTES",
        searched=True,
        has="notes",
    ),
    ContactField(
        "cadence_days",
        "In touch every",
        "days",
        group="ties",
        hint="days; blank uses the settings",
        option="in-touch-every",
        help="How often to be in touch, in days; blank uses the settings.",
        words="in touch every {}",
    ),
    ContactField(
        "wants_updates",
        "Wants updates",
        "yes_no",
        group="ties",
        help="Whether they want to hear how it goes.",
        order=1,
        words="wants updates",
    ),
    ContactField(
        "mentor",
        "Mentor",
        "yes_no",
        group="ties",
        help="Whether they are a mentor to you.",
        words="mentor",
    ),
)
"""Every field that the user types, in the order of the options; the form asks in that order too."""

READ: Final = tuple(sorted(FIELDS, key=lambda field: field.order))
"""The same fields in the order they are shown."""


def read_together(*groups: Group) -> tuple[ContactField, ...]:
    """Return the fields in `groups`, one group after another."""
    return tuple(field for group in groups for field in READ if field.group == group)


# --- what they hold, in words -------------------------------------------------------------------


def parts(field: ContactField, value: Any) -> tuple[str, ...]:
    """Return a value in words: each entry of a list, otherwise one text; nothing if it is blank.

    Args:
        field: the field that has the value.
        value: the value in the record; for a person, their name instead of the id.
    """
    if not value or (field.kind == "choice" and value == UNSAID):
        return ()
    if field.kind == "choice":
        return (dict(field.choices)[value],)
    if field.kind == "yes_no":
        return ("yes",)
    if field.kind == "days":
        return ("1 day" if value == 1 else f"{value} days",)
    return tuple(value) if field.is_list else (value,)


def phrases(field: ContactField, value: Any) -> tuple[str, ...]:
    """Return a value worded to share a line with other fields; otherwise this is like `parts`."""
    return tuple(field.words.format(", ".join(part.splitlines())) for part in parts(field, value))


def said_together(contact: Contact, *groups: Group) -> tuple[str, ...]:
    """Return a contact's values in the fields of `groups`, each worded to share a line."""
    return tuple(
        phrase
        for field in read_together(*groups)
        for phrase in phrases(field, getattr(contact, field.key))
    )


# --- what is typed ------------------------------------------------------------------------------


def listed(text: str) -> tuple[str, ...]:
    """Return the comma-separated entries in `text`."""
    return tuple(part for each in text.split(",") if (part := each.strip()))


def _emails(text: str) -> tuple[str, ...]:
    from infoint_tui.domain.basics.addresses import emails_in

    found, odd = emails_in(text)
    if odd:
        raise InvalidInputError(
            f"{quoted(odd[0])} is not an email address.", "Write it like ana@example.org."
        )
    return found


def _links(text: str) -> tuple[str, ...]:
    from infoint_tui.domain.basics.addresses import OPENED, scheme_of

    found = listed(text)
    for each in found:
        if scheme_of(each) not in ("", *OPENED):
            raise InvalidInputError(
                f"{quoted(each)} is not a web address.",
                "Write it like https://example.org.",
            )
    return found


def _zone(text: str) -> str:
    return check_zone(text) if text else ""


def _days(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 3650):
        raise InvalidInputError(
            f"{quoted(text)} is not a number of days.", "Use a whole number, such as 90."
        )
    return int(text)


READERS: Final[dict[Kind, Callable[[str], Any]]] = {
    "list": listed,
    "emails": _emails,
    "links": _links,
    "zone": _zone,
    "days": _days,
}
"""The functions that read typed text, for kinds that do not accept just any text.

Each raises InvalidInputError if it cannot use the text.
"""
