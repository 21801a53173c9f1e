"""People and conversations with everything in them that breaks a format."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion

NASTY = (
    "END:VCARD",
    "BEGIN:VCARD",
    "END:VCALENDAR",
    'a;b,c:d"e\\n\\',
    "=HYPERLINK(1)",
    "+351 555",
    "-2+3",
    "@SUM(1)",
    "\U0001f389\U0001f469\u200d\U0001f680",
    "x" * 200,
    "Ünïcödé ñ ß ø",
    "\u6f22\u5b57\u304b\u306a",
    "<b>bold</b> & {yaml: [1]} # tag",
    "line\nbreak\n\nBEGIN:VCARD\nFN:Other",
    "tab\there",
    "'quoted'",
    "%PATH% $HOME `id`",
)


def _words(chance: Random, most: int = 4) -> str:
    return " ".join(chance.choices(NASTY, k=chance.randint(1, most)))


def _line(chance: Random) -> str:
    return _words(chance).replace("\n", " ").replace("\t", " ")


def uuid(chance: Random) -> str:
    """Return an id as the program makes them."""
    return str(UUID(int=chance.getrandbits(128), version=4))


def people(count: int = 300) -> list[Contact]:
    """Return people, the same every time."""
    chance = Random(15)
    return [
        Contact(
            id=uuid(chance),
            name=f"{_line(chance)} {number}",
            organization=_line(chance),
            title=_line(chance),
            emails=(f"person{number}@example.com",),
            phones=(f"+1 555 {number:04}",),
            links=(f"https://www.linkedin.com/in/person-{number}", "https://example.com/a,b;c"),
            address=_words(chance),
            tags=tuple(_line(chance) for _ in range(2)),
            notes=_words(chance, 8),
            call=_line(chance) if number % 2 else "",
            kept=('X-NOTED;LABEL="a;b:c":first\\nsecond', "BDAY:--0412"),
        )
        for number in range(count)
    ]


def conversations(count: int = 100) -> list[tuple[Interview, Contact]]:
    """Return conversations with a time, the same every time."""
    chance = Random(16)
    begin = datetime(2026, 12, 1, 9, tzinfo=UTC)
    return [
        (
            Interview(
                id=uuid(chance),
                contact_id=person.id,
                start=begin + timedelta(hours=3 * number),
                place=_line(chance),
                outcome=_words(chance),
                plan=tuple(PlannedQuestion(text=_words(chance)) for _ in range(5)),
            ),
            person,
        )
        for number, person in enumerate(people(count))
    ]
