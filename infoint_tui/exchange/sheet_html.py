"""The prep sheet as a page to print: whole in itself, on one side of paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.exchange.sheet import SheetFacts, SheetLine, SheetPart, sheet

_LINES, _MOST_LINES = 17, 3
"""How many lines to write on fit on a page with its questions, and how many go below each."""
_ROOM = 120
"""The height of all these lines, in millimeters."""

_STYLE = """\
@page { margin: 12mm }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { font: 10pt/1.35 Georgia, "Noto Serif", serif; color: #2b2620; overflow-wrap: anywhere }
h1 { font-size: 18pt; line-height: 1.2 }
h2 { font-size: 9pt; letter-spacing: .06em; text-transform: uppercase; color: #1a5f56;
     margin: 3mm 0 .6mm; break-after: avoid }
b, i { color: #5c5349 }
ul { list-style: none }
.who { color: #5c5349 }
.facts { border: solid #c4b8a5; border-width: .3mm 0; margin: 2mm 0 0; padding: 1.5mm 0 }
.sides { display: grid; grid-template-columns: 36% 1fr; gap: 7mm }
.notes { font-size: 9pt }
ol { padding-left: 5mm }
ol li { break-inside: avoid; margin-bottom: 1.5mm }
hr { border: 0; border-bottom: .2mm solid #a79d90 }
.before { border-top: .3mm solid #c4b8a5; margin-top: 2mm; font-size: 9pt }
.before ul { columns: 2 }
@media screen { body { max-width: 190mm; margin: 8mm auto; padding: 0 5mm } }
"""


def sheet_html(facts: SheetFacts) -> str:
    """Return the prep sheet as one HTML page that loads nothing and runs nothing."""
    made = sheet(facts)
    who = f'<p class="who">{", ".join(map(_said, made.who))}</p>' if made.who else ""
    count = max(1, len(made.questions.lines))
    room = max(1, min(_MOST_LINES, _LINES // count))
    height = max(6, min(11, _ROOM // (count * room)))
    notes = "".join(map(_part, made.notes))
    page = (
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_said(made.title)}</title><style>",
        f"{_STYLE}hr {{ height: {height}mm }}</style></head><body>",
        f"<h1>{_said(made.title)}</h1>{who}",
        f'<div class="facts">{_part(made.facts)}</div>',
        f'<div class="sides"><div class="notes">{notes}</div>',
        f"<div>{''.join(_questions(made.questions, room))}</div></div>",
        f'<div class="before">{_part(made.reminders)}',
        f"<p><i>{_said(made.made)}</i></p></div>",
        "</body></html>",
    )
    return "\n".join(page) + "\n"


def _part(part: SheetPart) -> str:
    heading = f"<h2>{_said(part.heading)}</h2>" if part.heading else ""
    if part.kind == "list":
        return f"{heading}<ul>{''.join(f'<li>{_line(each)}</li>' for each in part.lines)}</ul>"
    return heading + "".join(f"<p>{_line(each)}</p>" for each in part.lines)


def _questions(part: SheetPart, room: int) -> Iterator[str]:
    if part.lines:
        yield f"<h2>{_said(part.heading)}</h2><ol>"
        yield from (f"<li>{_line(each)}{'<hr>' * room}</li>" for each in part.lines)
        yield "</ol>"


def _line(line: SheetLine) -> str:
    label = f"<b>{_said(line.label)}:</b>" if line.label else ""
    aside = f"<i>({_said(line.aside)})</i>" if line.aside else ""
    return " ".join(filter(None, (label, _said(line.text), aside)))


def _said(text: str) -> str:
    """Return text that shows exactly what it says; line breaks stay."""
    return escape(clean_text(text).strip()).replace("\n", "<br>")
