"""The date, what was promised for that day, and what is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from infoint_tui.domain.basics.calendar import MONTHS, WEEKDAYS, day_and_month
from infoint_tui.ui.kit.drawing import cell_len, cut, plain
from infoint_tui.ui.kit.fitted_lines import FittedLines

if TYPE_CHECKING:  # slow to import, and not needed to draw the first frame
    from infoint_tui.domain.follow_through.accountability import About, DayQuestion
    from infoint_tui.domain.follow_through.today import Agenda
    from infoint_tui.domain.vocabulary import PromiseState
    from infoint_tui.ui.keys.keymap import Keymap

BESIDE = 70
"""At this width in cells or more, the promises are beside the date; otherwise they are below."""

GAP = 3
"""Cells between the date and the promises."""

_ROOMY = 100
"""Cells that are enough for everything besides the words."""

APART = 6
"""Cells between two promises on one line."""

LABEL = "ONE THING"

STATES: dict[PromiseState, str] = {
    "open": "○ open",
    "done": "✓ done",
    "missed": "○ not yet",
    "let_go": "○ let go",
    "taken": "▸ moved",
}
"""How a promise is going, as a glyph and words."""


class _Said(Struct, frozen=True):
    """One promise or question."""

    words: str
    label: str = ""
    state: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    """What can be done about it: keys, each with a word."""
    is_muted: bool = False
    is_question: bool = False

    def lines(self, room: int) -> list[Content]:
        """Return it in lines of at most `room` cells; answers go below a long question."""
        if self.is_question and self.length > room:
            alone = replace(self, keys=())
            return [alone.draw(room), replace(self, words="").draw(room)]
        return [self.draw(room)]

    @property
    def length(self) -> int:
        """How many cells all of it takes."""
        return self.draw(cell_len(plain(self.words)) + _ROOMY).cell_length

    def draw(self, room: int) -> Content:
        """Return it on one line of at most `room` cells; only the words are cut."""
        after = [Content.styled(self.state, _tone(self.state))] if self.state else []
        after += [Content.assemble((key, "$key"), f" {word}") for key, word in self.keys]
        lead = f"{self.label}  " if self.label else ""
        left = room - cell_len(lead) - sum(each.cell_length + 2 for each in after)
        said = Content.assemble(
            (lead, "$secondary"), (cut(self.words, max(left, 0)), "$muted" if self.is_muted else "")
        )
        for each in after:
            said = Content.assemble(said, "  " if said else "", each)
        return said


class TodayHeader(FittedLines):
    """The date on the left; on the right the promises, and the first question about them.

    Args:
        keymap: the keys of the commands.
    """

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._day = ""
        self._said: tuple[_Said, ...] = ()

    def show(self, agenda: Agenda, partner: str) -> None:
        """Show the date, its promises, and the first question about them.

        Args:
            agenda: what there is to do on that day.
            partner: the name of the user's partner; "" without a partner.
        """
        day, promised = agenda.day, agenda.one_thing
        first = agenda.asked[0] if agenda.asked else None
        about: About | None = first.about if first else None
        is_today = first is not None and first.day == day
        said = [self._question(first, agenda, partner)] if first else []
        if promised is not None and promised.text:
            if not (is_today and about == "mine"):
                keys = (self._keys("promise_message", f"tell {cut(partner, 12)}"),)
                is_missed = promised.state == "missed" and partner
                state = STATES[promised.state]
                said.append(_Said(promised.text, LABEL, state, keys if is_missed else ()))
        elif about not in ("promise", "mine") and not agenda.is_day_off:
            none = f"none yet: press {self._keymap.key('today.promise')}"
            said.append(_Said(none, LABEL, is_muted=True))
        if promised is not None and promised.partner_text and not (is_today and about == "theirs"):
            keys = (self._keys("promise_message", "say well done"),)
            is_done = promised.partner_state == "done" and partner
            state = STATES[promised.partner_state]
            words = f"{partner or 'Partner'}: {promised.partner_text}"
            said.append(_Said(words, "", state, keys if is_done else ()))
        self._day = f"{WEEKDAYS[day.weekday()]} {day_and_month(day, MONTHS[day.month - 1])}"
        self._said = tuple(said)
        self.fit_again()

    def _question(self, asked: DayQuestion, agenda: Agenda, partner: str) -> _Said:
        words = asked.words(partner, agenda.day)
        if asked.about == "promise":
            return _Said(words, keys=(self._keys("promise", "say it"),), is_question=True)
        answers = (self._keys("promise_kept", "yes"), self._keys("promise_missed", "not yet"))
        return _Said(words, keys=answers, is_question=True)

    def _keys(self, command_id: str, word: str) -> tuple[str, str]:
        return self._keymap.key(f"today.{command_id}"), word

    def lines_at(self, width: int) -> list[Content]:
        """Return the lines for `width` cells."""
        day = cut(self._day, width)
        if width < BESIDE:
            rest = [line for each in self._said for line in each.lines(width)]
            return [Content.styled(day, "bold"), *rest]
        said = self._beside(width - cell_len(day) - GAP)
        block = max(each.cell_length for each in said)
        return [
            Content.assemble((lead, "bold"), " " * (width - cell_len(lead) - block), each)
            for lead, each in zip((day, *[""] * len(said)), said, strict=False)
        ]

    def _beside(self, room: int) -> list[Content]:
        """Return everything on one line if there is enough room, or else on a line each."""
        needed = sum(each.length for each in self._said) + APART * (len(self._said) - 1)
        if needed <= room:
            return [Content(" " * APART).join(each.draw(room) for each in self._said)]
        return [line for each in self._said for line in each.lines(room)]


def _tone(state: str) -> str:
    return "$success" if state.startswith("✓") else ""
