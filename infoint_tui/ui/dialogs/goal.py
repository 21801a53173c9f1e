"""Goals: all of them with what their interviews showed, and short questions about one goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from msgspec import Struct
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.records.goal import Goal, Progress
from infoint_tui.domain.records.interview import Fit, Interview
from infoint_tui.domain.vocabulary import VERDICT_LABELS, Verdict
from infoint_tui.ui.dialogs.scale_field import scale_field
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import Dialog, FieldDialog
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, plain, wrap
from infoint_tui.ui.kit.fields import LineField
from infoint_tui.ui.kit.key_help import FIRST_ROW, NEXT_ROW, Group, KeyLines
from infoint_tui.ui.kit.when_field import WhenField
from infoint_tui.ui.widgets.goal_list import GoalList

Verb = Literal["add", "edit", "decide", "reopen", "remove", "undo"]

MOST = 6
"""The most goals visible at once; if there are more, the list scrolls."""

LABEL = 9
"""The width of the labels in a goal's details, in cells."""


class Wish(Struct, frozen=True):
    """What the user wants to do with a goal."""

    verb: Verb
    goal_id: str = ""
    """The goal under the cursor; "" if there is none."""


class GoalsDialog(Dialog[Wish]):
    """Show all goals, and the one under the cursor in full; the result is an action and its goal.

    Args:
        goals: the goals, in their order.
        names: the name of each interview's contact, by the contact's id.
        today: the user's day.
        at: the id of the goal to start on.
    """

    AUTO_FOCUS = "GoalList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "wish('add')", "Add a goal.", show=False),
        Binding("e,enter", "wish('edit')", "Edit the goal.", show=False),
        Binding("d", "wish('decide')", "Decide the goal, or open it again.", show=False),
        Binding("x", "wish('remove')", "Remove a goal that has no conversations.", show=False),
        Binding("u", "wish('undo')", "Undo the latest change.", show=False),
        Binding("pagedown", "read(5)", show=False),
        Binding("pageup", "read(-5)", show=False),
        Binding("escape", "cancel", "Close.", show=False),
    ]
    KEYS: ClassVar[Group] = Group(
        "Lists",
        (
            KeyLines("enter", "Edit the goal, as e does."),
            KeyLines("u", "Undo the latest change.", action="screen.wish('undo')"),
            NEXT_ROW,
            FIRST_ROW,
            KeyLines("pagedown pageup", "Scroll the text of the goal."),
        ),
    )
    WIDTHS = (90, 90)
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("n", "add", "wish('add')"),
        ("e", "edit", "wish('edit')"),
        ("d", "decide", "wish('decide')"),
        ("x", "remove", "wish('remove')"),
        ("esc", "close", "cancel"),
    )

    def __init__(
        self, goals: tuple[Progress, ...], names: Mapping[str, str], today: date, at: str = ""
    ) -> None:
        super().__init__("Goals: the work you're curious about")
        self._names = names
        self._today = today
        self._list = GoalList(id="goals")
        self._list.empty = "No goals yet. n adds one: work you're curious about."
        self._list.fill(goals)
        self._list.go_to(at)
        self._wanted = min(MOST, len(goals)) or 3
        self._text = Static(markup=False)

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the list, and the goal under its cursor."""
        yield self._list
        yield VerticalScroll(self._text, id="body", can_focus=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the dialog to the screen, and the text to the new width."""
        super().on_resize(event)
        self.call_after_refresh(self._show)

    def fit(self, height: int) -> None:
        """Fit the dialog to the screen; the list takes up at most a third of it."""
        rows = max(1, min(self._wanted, height // 3))
        self._list.styles.height = rows
        super().fit(height - rows - 1)

    def on_row_list_highlighted(self) -> None:
        """Show the goal that is now under the cursor."""
        self._show()

    def action_read(self, by: int) -> None:
        """Scroll the goal's text by `by` lines."""
        self.query_one("#body").scroll_relative(y=by, animate=False)

    def action_wish(self, verb: Verb) -> None:
        """Close, returning what the user wants to do."""
        chosen = self._list.goal
        if verb in ("add", "undo"):
            self.dismiss(Wish(verb, chosen.goal.id if chosen else ""))
        elif chosen is not None:
            is_decided = chosen.goal.verdict is not None
            self.dismiss(
                Wish("reopen" if verb == "decide" and is_decided else verb, chosen.goal.id)
            )

    def _show(self) -> None:
        chosen, width = self._list.goal, self._text.size.width
        lines = list(self._lines(chosen, width)) if chosen and width > LABEL else []
        self._text.update(Content("\n").join(lines))

    def _lines(self, chosen: Progress, width: int) -> Iterator[Content]:
        goal = chosen.goal
        texts = [("WHY", goal.why or "-"), ("DECIDES", goal.decides or "-")]
        if goal.decided_on is not None:
            on = short_day(goal.decided_on, self._today)
            texts.append(("VERDICT", f"{goal.result}, {on}; d opens it again"))
        for label, text in texts:
            broken = wrap(text.replace("\n", " "), width - LABEL, 9) or [""]
            for place, line in enumerate(broken):
                yield _labelled("" if place else label, line)
        interviews = [*self._held(chosen, width), *self._planned(chosen, width)]
        nothing = Content.styled("none yet", "$muted")
        for place, interview in enumerate(interviews or [nothing]):
            yield Content.assemble(("" if place else "TALKED").ljust(LABEL), interview).stylize(
                "$muted", 0, LABEL
            )

    def _held(self, chosen: Progress, width: int) -> Iterator[Content]:
        for interview, (before, after) in zip(chosen.held, chosen.fits, strict=True):
            on = short_day(interview.held_on, self._today) if interview.held_on else ""
            bars = f"  {_bar(before)} → {_bar(after)}"
            figures = f"  fit {before or '-'} → {after or '-'}"
            room = max(8, width - LABEL - cell_len(bars + figures))
            name = cut(self._name_of(interview), max(1, room - cell_len(f", {on}")))
            yield Content.assemble(fit(f"{name}, {on}", room), (bars, "$accent"), figures)

    def _planned(self, chosen: Progress, width: int) -> Iterator[Content]:
        for interview in chosen.planned:
            on = f", {short_day(interview.day, self._today)}" if interview.day else ""
            yield Content.styled(
                cut(f"{self._name_of(interview)}{on}: coming up", width - LABEL), "$muted"
            )

    def _name_of(self, interview: Interview) -> str:
        return plain(self._names.get(interview.contact_id, "someone"))


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((label.ljust(LABEL), "$muted"), text)


def _bar(fits: Fit | None) -> str:
    """Return a fit rating as a bar of five cells."""
    return "█" * (fits or 0) + "░" * (5 - (fits or 0))


# --- short questions ------------------------------------------------------------------------------


class Decision(NamedTuple):
    """How a goal was decided."""

    verdict: Verdict
    on: date
    title: str = ""
    """The title of a goal that is new."""
    everyone: bool = False
    """Whether everyone the user talked with, without a goal, helped too."""


class DecideDialog(FieldDialog[Decision]):
    """Ask how a goal was decided. Each answer is a possible result.

    Args:
        title: the goal's title; "" asks for it.
        today: the user's day.
        verdict: the verdict to start on.
        others: how many people without a goal may have helped as well; 0 does not ask.
        why: what happened that may decide it, in place of the usual question.
    """

    def __init__(
        self,
        title: str,
        today: date,
        verdict: Verdict = "closer",
        *,
        others: int = 0,
        why: str = "what do you think now?",
    ) -> None:
        self._today = today
        self._title = LineField("The work it is", required=True)
        self._verdict = ChoiceField("Verdict", tuple(VERDICT_LABELS.items()), verdict)
        self._on = WhenField("On", today, initial="today", toward="past")
        self._everyone = ChoiceField(
            "Who helped",
            ((False, "people linked to it"), (True, f"{others} more, without a goal")),
            False,
        )
        super().__init__(
            f"“{title}”: {why}" if title else f"{why[:1].upper()}{why[1:]}",
            (
                *(() if title else (self._title,)),
                self._verdict,
                *((self._everyone,) if others else ()),
                self._on,
            ),
        )

    def result(self) -> Decision:
        """Return the verdict and its date, and the title if it was asked for."""
        return Decision(
            self._verdict.value,
            self._on.day or self._today,
            self._title.value,
            self._everyone.value,
        )


class Belonging(NamedTuple):
    """Which goal an interview helps decide, and how good a fit that goal seemed."""

    goal_id: str | None
    before: int | None
    after: int | None


class BelongDialog(FieldDialog[Belonging]):
    """Ask which goal an interview helps decide.

    Args:
        name: who the interview is with.
        interview: the interview.
        goals: the goals to choose from; at least one.
    """

    def __init__(self, name: str, interview: Interview, goals: tuple[Goal, ...]) -> None:
        options = (*((goal.id, plain(goal.title)) for goal in goals), (None, "no goal"))
        known = {key for key, _ in options}
        chosen = interview.goal_id if interview.goal_id in known else None
        self._goal = ChoiceField[str | None]("Goal", options, chosen or options[0][0])
        before = "Fit before" if interview.held_on else "Fit now"
        self._before = scale_field(before, interview.fit_before)
        self._after = scale_field("Fit now", interview.fit_after)
        after = (self._after,) if interview.held_on else ()
        super().__init__(
            f"Which goal does talking with {name} help decide?", (self._goal, self._before, *after)
        )

    def result(self) -> Belonging:
        """Return the goal and the fit ratings; without a goal there are none."""
        goal = self._goal.value
        if goal is None:
            return Belonging(None, None, None)
        return Belonging(goal, self._before.value, self._after.value)
