"""What there is to do today: one line per person, what comes later, and what is offered besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from infoint_tui.domain.basics.calendar import distance, lateness, relative
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, plain
from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.row_list import RowList

if TYPE_CHECKING:  # slow to import, and not needed to draw the first frame
    from infoint_tui.domain.follow_through.owed import Step
    from infoint_tui.domain.follow_through.today import Agenda, AgendaLine, Reconnect
    from infoint_tui.domain.records.commitment import Commitment
    from infoint_tui.domain.vocabulary import PromiseState, Urgency

NAME = 24
"""The most cells a name gets."""

WHEN = 13
"""The most cells a day gets."""

KEY = 70
"""At this width in cells or more, each line shows the key for its next step."""

WORDS = 96
"""At this width in cells or more, each line also shows what that key does."""

_GLYPHS: dict[Urgency, Piece] = {
    "alarm": ("!", "alert"),
    "late": ("!", "alert"),
    "due": ("·", "warning"),
    "open": ("○", "muted"),
}

Keys = Callable[[str], tuple[str, str]]
"""Returns a command's key, and a word or two for what the command does."""


ONE_THING = "one thing"
"""The key of the row for the day's one thing."""

_OPEN: Piece = ("○", "muted")
_STATES: dict[PromiseState, str] = {
    "open": "not done yet",
    "done": "done",
    "missed": "not done yet",
    "let_go": "let go",
    "taken": "moved to another day",
}
"""How the one thing is going, in words."""

READY = "WHEN YOU'RE READY"
HELLO = "SAY HELLO, IF YOU LIKE"


class TodayRow(Struct, frozen=True):
    """A person and what is next with them, or the day's one thing; or a row that is just text."""

    what: str
    """What there is to do, or the text."""
    key: str | None = None
    """The person's id, or `ONE_THING`; None for a row that is just text."""
    name: str = ""
    more: str = ""
    """How many more things are due with them: "2 more"."""
    glyph: Piece = ("", "")
    when: Piece = ("", "")
    keys: tuple[str, str] = ("", "")
    short: str = ""
    """What there is to do where there is little room; "" for the same."""


def rows_of(
    agenda: Agenda,
    step_of: Callable[[Step], str],
    keys: Keys,
    more: str,
    promises: bool = False,
) -> Iterator[TodayRow]:
    """Yield the rows for a day.

    Args:
        agenda: the agenda for the day.
        step_of: returns the command that carries out a next step.
        keys: returns a command's key, and its label.
        more: where to see the rest.
        promises: whether to show the day's one thing, even before it is promised.
    """
    for line in agenda.lines:
        yield _person(line, agenda.day, keys(step_of(line.step)))
    if agenda.later:
        yield TodayRow(f"{agenda.later} later, {more}")
    if not agenda.lines and (agenda.ready or agenda.reconnect or promises):
        yield TodayRow("Nothing is due today.")
    if agenda.ready:
        person, glyph = agenda.ready.contact, ("○", "muted")
        yield TodayRow("")
        yield TodayRow(READY)
        yield TodayRow(agenda.ready.words, person.id, person.name, "", glyph, keys=keys("message"))
    if agenda.reconnect:
        yield TodayRow("")
        yield TodayRow(HELLO)
    for each in agenda.reconnect:
        yield _quiet(each, agenda.day, keys("message"))
    if promises:
        yield TodayRow("")
        yield _one_thing(agenda.one_thing, keys)


class Cells(NamedTuple):
    """How many cells each column takes up."""

    name: int = 0
    key: int = 0
    words: int = 0
    """The key, and what it does."""


class TodayList(RowList[TodayRow]):
    """The rows; the cursor is always on a person, or on the day's one thing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cells = Cells()

    def show(self, rows: tuple[TodayRow, ...], keys: Sequence[tuple[str, str]]) -> None:
        """Show rows.

        Args:
            rows: what to show.
            keys: every key a row can have, with its label, so that the days stay aligned.
        """
        people = [row for row in rows if row.key]
        self._cells = Cells(
            min(NAME, _widest(row.name for row in people)),
            _widest(row.keys[0] for row in people),
            _widest(" ".join(each) for each in keys),
        )
        self.fill(rows)

    def key_of(self, row: TodayRow) -> str | None:
        """Return the person's id or `ONE_THING`; None for a row that is just text."""
        return row.key

    def draw(self, row: TodayRow, width: int) -> Iterator[Piece]:
        """Yield the cursor, the state, the name, what is next, when, and the key for it."""
        if row.key is None:
            yield f"  {fit(row.what, width - 2)}", "heading" if row.what.isupper() else "muted"
            return
        cells = self._cells
        keys = cells.words if width >= WORDS else cells.key if width >= KEY else 0
        keys = 0 if self.screen.has_class("full") else keys  # the pane beside shows what is next
        name = min(cells.name, width // 3)
        when = min(WHEN, cell_len(row.when[0]))
        end = f"  {fit(row.when[0], when, right=True)}" if when else ""
        more = f", {row.more}" if row.more else ""
        room = width - 4 - name - 2 - len(end) - (keys + 4 if keys else 1)
        yield edge(row.key == self.key)
        yield " ", ""
        yield f"{row.glyph[0]:<2}", row.glyph[1]
        yield f"{fit(row.name, name)}  ", ""
        is_long = cell_len(row.what) > room - len(more)
        what = cut(row.short if is_long and row.short else row.what, room - len(more))
        yield what, "muted" if row.when[1] == "muted" else ""
        yield more.ljust(room - cell_len(what)), "muted"
        yield end, row.when[1]
        if keys:
            key, words = row.keys
            yield f"   {key} ", "accent"
            yield fit(words if width >= WORDS else "", keys - cell_len(key)), "muted"


def _person(line: AgendaLine, today: date, keys: tuple[str, str]) -> TodayRow:
    glyph = _GLYPHS[line.urgency]
    when = lateness(line.due, today) or relative(line.due, today)
    if line.starts is not None and not lateness(line.due, today):
        when = distance(line.starts.date(), today)
    more = f"{line.more} more" if line.more else ""
    tone = glyph[1] if line.urgency != "open" else ""
    begin, _, rest = line.words.partition(": ")
    return TodayRow(
        line.words,
        line.contact.id,
        line.contact.name,
        more,
        glyph,
        (when, tone),
        keys,
        short=begin if line.starts is None else rest,
    )


def _quiet(each: Reconnect, today: date, keys: tuple[str, str]) -> TodayRow:
    what = each.why(today) or "say hello"
    if each.silence(today) and not each.new_job:
        what += " since you were in touch"
    return TodayRow(what, each.contact.id, each.contact.name, when=("", "muted"), keys=keys)


def _one_thing(promised: Commitment | None, keys: Keys) -> TodayRow:
    """Return the row for the day's one thing; the header above the list says what it is."""
    if promised is None or not promised.text:
        return TodayRow("none yet", ONE_THING, "One thing", "", _OPEN, keys=keys("promise"))
    glyph: Piece = ("✓", "success") if promised.state == "done" else _OPEN
    what = _STATES[promised.state]
    return TodayRow(what, ONE_THING, "One thing", "", glyph, keys=keys("promise_kept"))


def _widest(texts: Iterable[str]) -> int:
    return max((cell_len(plain(text)) for text in texts), default=0)
