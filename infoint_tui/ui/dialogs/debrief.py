"""The debrief: everything the user has to say about an interview, in one sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual.binding import BindingType

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.conversation.correction import likeness, paired
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.vocabulary import RESULT_WORDS, OutcomeMet, Party
from infoint_tui.ui.dialogs.names_field import NamesField
from infoint_tui.ui.dialogs.scale_field import scale_field
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import AreaField, Field
from infoint_tui.ui.kit.more_line import MORE_HINT, MORE_KEYS, More
from infoint_tui.ui.kit.tick_field import TickField, TickLine

RESULTS = tuple(RESULT_WORDS.items())
"""Each thing an interview can lead to, with its text."""
_MET: tuple[tuple[OutcomeMet | None, str], ...] = (
    (None, "not said"),
    ("yes", "yes"),
    ("partly", "partly"),
    ("no", "no"),
)
_STAY: tuple[tuple[int | None, str], ...] = (
    (None, "as usual"),
    (30, "monthly"),
    (90, "quarterly"),
    (180, "twice a year"),
)
_LINES = "one per line"
_DROPS = "esc again drops it, ctrl+q quits and keeps it"
_BEGUN = "You started this earlier; it isn't saved yet."
_PARTIES: tuple[Party, ...] = ("me", "them")


class DebriefForm(FieldDialog[DebriefDraft]):
    """Ask what an interview led to: four lines, and the rest if it has a value or is asked for.

    Its notes are filled in; if there are none, there is room for notes from paper. What is typed is
    kept shortly after, in case the program stops before it is saved.

    Args:
        name: who the interview was with.
        draft: what to start with.
        keep: keeps the form's contents for next time; may raise an `InfointError`.
        goal: the title of the interview's goal; "" if it has none.
        when: the day of the interview, in words.
        is_begun: whether a draft was kept before but not saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*MORE_KEYS]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        MORE_HINT,
        ("esc", "cancel", "cancel"),
    )

    def __init__(
        self,
        name: str,
        draft: DebriefDraft,
        keep: Callable[[DebriefDraft], object],
        goal: str = "",
        *,
        when: str = "",
        is_begun: bool = False,
    ) -> None:
        self._draft = self._saved = draft
        self._save_draft = keep
        self.is_begun = is_begun
        """True if there is a draft to come back to."""
        self._answers = tuple(_answer_field(each) for each in draft.answers)
        self._names = NamesField("They suggested", draft.names, name)
        self._names.aside = "→ to ask"
        self._skills = _skills_field(draft)
        self._came = _what_comes_of_it(draft, self._names)
        self._thoughts = _thoughts(draft, "→ goal" if goal else "")
        every: dict[str, Field] = {**self._came, **self._thoughts, "skills": self._skills}
        shown = [every[key] for key in _USUAL]
        if goal:
            self._thoughts["fit_after"] = scale_field("Goal fits", draft.fit_after)
            shown.append(self._thoughts["fit_after"])
        more = []
        for word, keys in _MORE:
            shown += (every[key] for key in keys if _is_said(draft, key))
            rest = tuple(every[key] for key in keys if not _is_said(draft, key))
            more += [More(word, rest)] if rest else []
        if self._answers:
            told = sum(bool(each.answer) for each in draft.answers)
            word = f"{told or ''} answer{'s' * (told != 1)}".strip()
            more.append(More(word, self._answers))
        heading = ", ".join(filter(None, (f"Write it up: {name}", when)))
        about = f" · goal: {goal}" if goal else ""
        super().__init__(f"{heading}{about}", tuple(shown), tuple(more))

    def on_mount(self) -> None:
        """Say so if there was a draft."""
        if self.is_begun:
            self.call_after_refresh(self.tell, _BEGUN)

    # --- keeping the draft -------------------------------------------------------------------

    def keep_typed(self, *, is_last: bool = False) -> bool:
        """Keep what is typed with the conversation; if that fails, as other forms do."""
        draft = self.result()
        try:
            if draft != self._saved:
                self._save_draft(draft)
                self._saved, self.is_begun = draft, True
        except InfointError:
            return super().keep_typed(is_last=is_last)
        self.forget_typed()
        return True

    @property
    def is_typed(self) -> bool:
        """True if the user typed something, now or earlier, that esc would discard."""
        return self.is_begun or super().is_typed

    def may_leave(self, again: str = _DROPS) -> bool:
        """Return whether leaving loses no typed text; esc discards it."""
        return super().may_leave(again)

    # --- what was said -----------------------------------------------------------------------

    def result(self) -> DebriefDraft:
        """Return everything in the form, shown or not."""
        lines = {key: _lines(field) for key, field in self._came.items()}
        del lines["names"]
        promises = [
            promise
            for party in _PARTIES
            for promise in self._promised(party, lines.pop(f"promised_by_{party}"))
        ]
        said: dict[str, Any] = {key: field.value for key, field in self._thoughts.items()}
        if self._skills.is_changed:
            said |= _skills(self._skills, self._draft)
        answers = tuple(
            Answer(question=each.question, answer=field.value)
            for each, field in zip(self._draft.answers, self._answers, strict=True)
        )
        return self._draft.but(
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


_USUAL = ("learned", "names", "advice", "think_now")
"""What most people write; how well the goal fits comes after it, if there is a goal."""
_MORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("promises", ("promised_by_me", "promised_by_them")),
    ("skills", ("skills",)),
    ("good", ("good",)),
    ("bad", ("bad",)),
    ("surprising", ("surprising",)),
    ("what I believed", ("believed",)),
    ("next time", ("next_time",)),
    ("result", ("outcome_met", "result")),
    ("stay in touch", ("cadence_days", "keep_posted", "mentor")),
)
"""What else there is to write, under the words that add it."""
_NOTHING = DebriefDraft()


def _is_said(draft: DebriefDraft, key: str) -> bool:
    """Return whether a draft says anything in a field of the form."""
    if key == "skills":
        return bool(draft.skills or draft.learn)
    if key.startswith("promised_by_"):
        return any(key == f"promised_by_{each.owed_by}" for each in draft.promises)
    return bool(getattr(draft, key) != getattr(_NOTHING, key))


def _what_comes_of_it(draft: DebriefDraft, names: NamesField) -> dict[str, AreaField]:
    """Return the fields in which each line is a separate item."""
    promised = {
        party: [each.text for each in draft.promises if each.owed_by == party] for party in _PARTIES
    }
    return {
        "names": names,
        "advice": _area("I will", draft.advice, f"their advice, {_LINES}", "→ to-do"),
        "promised_by_me": _area("I promised", promised["me"], _LINES, "→ to-do"),
        "promised_by_them": _area("They promised", promised["them"], _LINES),
    }


def _thoughts(draft: DebriefDraft, goal: str) -> dict[str, Field]:
    return {
        "learned": _area("Stayed with me", [draft.learned], "in your words", "→ thank-you"),
        "think_now": _area("Changed my mind", [draft.think_now], "what you think now", goal),
        "good": AreaField("Good", draft.good),
        "bad": AreaField("Bad", draft.bad),
        "surprising": AreaField("Surprising", draft.surprising),
        "believed": AreaField("I believed", draft.believed),
        "next_time": AreaField("Ask next time", draft.next_time),
        "outcome_met": ChoiceField("Outcome reached", _MET, draft.outcome_met),
        "result": ChoiceField("It led to", RESULTS, draft.result),
        "cadence_days": ChoiceField("Stay in touch", _stay(draft), draft.cadence_days),
        "keep_posted": yes_no("Wants updates", draft.keep_posted),
        "mentor": yes_no("A mentor", draft.mentor),
    }


def _stay(draft: DebriefDraft) -> tuple[tuple[int | None, str], ...]:
    """Return how often to be in touch, with the contact's own number of days if it is another."""
    days = draft.cadence_days
    own = ((days, f"every {days} days"),) if days not in dict(_STAY) else ()
    return (*_STAY, *own)


def _skills_field(draft: DebriefDraft) -> TickField:
    """Return the skills they wish they had, with those the user will learn ticked."""
    learn, named = set(map(fold, draft.learn)), set(map(fold, draft.skills))
    lines = [TickLine(skill, fold(skill) in learn) for skill in draft.skills]
    lines += [TickLine(skill, True) for skill in draft.learn if fold(skill) not in named]
    hint = f"they wish they had, {_LINES}"
    return TickField("Skills", lines, meaning="you will learn it", hint=hint)


def _skills(field: TickField, draft: DebriefDraft) -> dict[str, tuple[str, ...]]:
    """Return what the lines say: the skills they wish they had, and those the user will learn.

    What the user alone wanted to learn stays out of the former as long as it is ticked.
    """
    named = set(map(fold, draft.skills))
    own = [skill for skill in draft.learn if fold(skill) not in named]
    texts = [line.text for line in field.lines]
    pairs = paired(texts, [*draft.skills, *own], likeness)
    is_own = [pairs.get(at, -1) >= len(draft.skills) for at in range(len(texts))]
    return {
        "skills": tuple(
            line.text
            for line, mine in zip(field.lines, is_own, strict=True)
            if not (mine and line.is_ticked)
        ),
        "learn": tuple(line.text for line in field.lines if line.is_ticked),
    }


def _answer_field(answer: Answer) -> AreaField:
    field = AreaField(answer.question, answer.answer)
    field.is_below = True
    return field


def _area(label: str, lines: Any, hint: str, leads_to: str = "") -> AreaField:
    """Return a field for lines, with what they lead to."""
    field = AreaField(label, "\n".join(lines), hint=hint)
    field.aside = leads_to
    return field


def _lines(field: AreaField) -> tuple[str, ...]:
    """Return a field's lines, leaving out blank ones."""
    return tuple(filter(None, map(clean_line, field.value.splitlines())))
