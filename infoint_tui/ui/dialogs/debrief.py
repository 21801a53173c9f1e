"""The debrief: everything the user has to say about an interview, in one sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.widgets import Static

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.correction import likeness, paired
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.vocabulary import RESULT_WORDS, OutcomeMet, Party
from infoint_tui.ui.dialogs.names_field import NamesField
from infoint_tui.ui.dialogs.scale_field import scale_field
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.drawing import cell_len
from infoint_tui.ui.kit.fields import AreaField, Field

RESULTS = tuple(RESULT_WORDS.items())
"""Each thing an interview can lead to, with its text."""
_MET: tuple[tuple[OutcomeMet | None, str], ...] = (
    (None, "not said"),
    ("yes", "yes"),
    ("partly", "partly"),
    ("no", "no"),
)
_LINES = "one per line"
_DROPS = "esc again drops it, ctrl+q quits and keeps it"
_BEGUN = "You started this earlier; it isn't saved yet."


class DebriefForm(FieldDialog[DebriefDraft]):
    """Ask what an interview led to.

    Its notes are filled in; if there are none, there is room for notes from paper. What is typed is
    kept shortly after, in case the program stops before it is saved.

    Args:
        name: who the interview was with.
        draft: what to start with.
        keep: keeps the form's contents for next time; may raise an `InfointError`.
        goal: the title of the interview's goal; "" if it has none.
        is_begun: whether a draft was kept before but not saved.
    """

    KEEP_SECONDS: ClassVar[float] = 1.0
    """How many seconds after a change the draft is saved, along with any later changes."""

    def __init__(
        self,
        name: str,
        draft: DebriefDraft,
        keep: Callable[[DebriefDraft], object],
        goal: str = "",
        *,
        is_begun: bool = False,
    ) -> None:
        self._draft = self._kept = draft
        self._keep = keep
        self.is_begun = is_begun
        """True if there is a draft to come back to."""
        self._will_keep = self._is_left = False
        self._answers = tuple(AreaField(each.question, each.answer) for each in draft.answers)
        self._names = NamesField("Names", draft.names, name)
        self._came = _what_comes_of_it(draft, self._names)
        self._thoughts = _thoughts(draft)
        self._rest = _looking_back(draft)
        if goal:
            self._rest["fit_after"] = scale_field("Goal fits", draft.fit_after)
        self._learned = AreaField("Learned", draft.learned, hint="what you learned, in your words")
        self._goal = goal
        named = (*self._came.values(), *self._thoughts.values(), *self._rest.values())
        super().__init__(f"Write it up: {name}", (self._learned, *self._answers, *named))

    def on_mount(self) -> None:
        """Group the fields by topic, under titles, and watch what is chosen."""
        for field in self.fields:
            if isinstance(field, ChoiceField):
                self.watch(field.control, "place", self._keep_soon, init=False)
        if self.is_begun:
            self.call_after_refresh(self.tell, _BEGUN)
        body = self.query_one("#body")
        goal = f" · goal: {clean_line(self._goal)}" if self._goal else ""
        titles = {
            "WHAT THEY SAID": self._answers,
            "WHAT'S NEXT": tuple(self._came.values()),
            "WHAT YOU THINK": tuple(self._thoughts.values()),
            f"LOOKING BACK{goal}": tuple(self._rest.values()),
        }
        for title, fields in titles.items():
            if fields:
                body.mount(Static(title, classes="title", markup=False), before=fields[0])

    def line_up(self, fields: tuple[Field, ...]) -> None:  # type: ignore[override]  # every field
        """Put the answers below their questions, and every other field beside its label."""
        short = [field for field in fields if field not in self._answers]
        widest = max(cell_len(field.label) for field in short)
        for field in fields:
            field.line_up(widest + 2 if field in short else None)

    # --- keeping the draft -------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """Save the draft soon."""
        self._keep_soon()

    def on_unmount(self) -> None:
        """Save the latest changes, however the program ends."""
        self._keep_quietly()

    def dismiss(self, result: DebriefDraft | None = None) -> AwaitComplete:
        """Leave the form; nothing is saved from now on."""
        self._is_left = True
        return super().dismiss(result)

    def _keep_soon(self) -> None:
        if not self._will_keep:
            self._will_keep = True
            self.set_timer(self.KEEP_SECONDS, self._keep_quietly)

    def _keep_quietly(self) -> None:
        self._will_keep = False
        with suppress(InfointError):  # saving and leaving report errors
            self._keep_now()

    def _keep_now(self) -> None:
        draft = self._kept if self._is_left else self.result()
        if draft != self._kept:
            self._keep(draft)
            self._kept, self.is_begun = draft, True

    @property
    def is_typed(self) -> bool:
        """True if the user typed something, now or earlier, that esc would discard."""
        return self.is_begun or super().is_typed

    def may_leave(self, again: str = _DROPS) -> bool:
        """Return whether leaving loses no typed text: quitting saves it, esc discards it."""
        if again != _DROPS:
            with suppress(InfointError):
                self._keep_now()
                return True
        return super().may_leave(again)

    # --- what was said -----------------------------------------------------------------------

    def result(self) -> DebriefDraft:
        """Return everything in the form."""
        lines = {key: _lines(field) for key, field in self._came.items()}
        del lines["names"]
        promises = [
            promise
            for party in _PARTIES
            for promise in self._promised(party, lines.pop(f"promised_by_{party}"))
        ]
        fields = {**self._thoughts, **self._rest}
        said: dict[str, Any] = {key: field.value for key, field in fields.items()}
        answers = tuple(
            Answer(question=each.question, answer=field.value)
            for each, field in zip(self._draft.answers, self._answers, strict=True)
        )
        return self._draft.but(
            learned=self._learned.value,
            answers=answers,
            names=self._names.people,
            promises=tuple(promises),
            **lines,
            **said,
        )

    def _promised(self, party: Party, lines: tuple[str, ...]) -> Iterable[Promise]:
        """Yield the promises of one person; a corrected line keeps the day it is due."""
        before = [each for each in self._draft.promises if each.owed_by == party]
        pairs = paired(lines, before, lambda line, each: likeness(line, each.text))
        for at, line in enumerate(lines):
            same = before[pairs[at]] if at in pairs else Promise(text=line, owed_by=party)
            yield same.but(text=line)


_PARTIES: tuple[Party, ...] = ("me", "them")


def _what_comes_of_it(draft: DebriefDraft, names: NamesField) -> dict[str, AreaField]:
    """Return the fields in which each line is a separate item."""
    promised = {
        party: [each.text for each in draft.promises if each.owed_by == party] for party in _PARTIES
    }
    return {
        "advice": _area("Advice", draft.advice, _LINES),
        "names": names,
        "promised_by_me": _area("I promised", promised["me"], _LINES),
        "promised_by_them": _area("They promised", promised["them"], _LINES),
        "skills": _area("Skills", draft.skills, f"they wish they had, {_LINES}"),
        "learn": _area("I will learn", draft.learn, _LINES),
    }


def _thoughts(draft: DebriefDraft) -> dict[str, AreaField]:
    return {
        "good": AreaField("Good", draft.good),
        "bad": AreaField("Bad", draft.bad),
        "surprising": AreaField("Surprising", draft.surprising),
        "believed": AreaField("I believed", draft.believed),
        "think_now": AreaField("I think now", draft.think_now),
        "next_time": AreaField("Ask next time", draft.next_time),
    }


def _looking_back(draft: DebriefDraft) -> dict[str, Field]:
    return {
        "outcome_met": ChoiceField("Outcome reached", _MET, draft.outcome_met),
        "clicked": scale_field("We clicked", draft.clicked),
        "mentor": yes_no("A mentor", draft.mentor),
        "keep_posted": yes_no("Wants updates", draft.keep_posted),
        "result": ChoiceField("It led to", RESULTS, draft.result),
    }


def _area(label: str, lines: Any, hint: str) -> AreaField:
    return AreaField(label, "\n".join(lines), hint=hint)


def _lines(field: AreaField) -> tuple[str, ...]:
    """Return a field's lines, leaving out blank ones."""
    return tuple(filter(None, map(clean_line, field.value.splitlines())))
