"""The follow-up board: what is next with everybody in play; moving a card does the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from infoint_tui.domain.calendar import relative
from infoint_tui.domain.listing import COLUMN_LABELS
from infoint_tui.ui.commands import ScreenName, bindings
from infoint_tui.ui.screens.base import asking
from infoint_tui.ui.screens.contact_actions import ContactActions
from infoint_tui.ui.widgets.board_card import columns_of
from infoint_tui.ui.widgets.board_view import BoardView

if TYPE_CHECKING:
    from infoint_tui.domain.board import Card
    from infoint_tui.domain.contact import Contact
    from infoint_tui.domain.interview import Interview

Options = tuple[tuple[str, str], ...]

ANSWERS: Options = (
    ("time", "Yes, and when"),
    ("yes", "Yes, the time comes later"),
    ("later", "Not now, until..."),
    ("no", "No"),
    ("referred", "They named somebody else"),
)
NUDGE: Options = (("nudge", "Nothing yet; nudged them today"),)
NUDGED: Options = (
    ("let_go", "No answer: let it go"),
    ("nudge", "No answer; tried once more today"),
)


class BoardScreen(ContactActions):
    """Everybody in play, in the column of what the user does next."""

    NAME: ClassVar[ScreenName] = "board"
    BINDINGS: ClassVar[list[BindingType]] = bindings("board")

    def compose_body(self) -> ComposeResult:
        """The columns."""
        yield BoardView()

    @property
    def _view(self) -> BoardView:
        return self.query_one(BoardView)

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        return self._view.key

    def load(self) -> None:
        """Read the board and show it; the cursor follows its card."""
        overview, settings = self.services.overview, self.services.desk.settings
        self._view.fill(columns_of(overview.board(), overview.today, settings.ask_limit))

    # --- the cursor --------------------------------------------------------------------------

    def action_left(self) -> None:
        """Go to the column to the left."""
        self._view.turn(-1)

    def action_right(self) -> None:
        """Go to the column to the right."""
        self._view.turn(1)

    def action_down(self) -> None:
        """Go to the next card."""
        self._view.step(1)

    def action_up(self) -> None:
        """Go to the card before."""
        self._view.step(-1)

    def action_top(self) -> None:
        """Go to the first card of the column."""
        self._view.step(-self._view.count)

    def action_bottom(self) -> None:
        """Go to the last card of the column."""
        self._view.step(self._view.count)

    def action_open(self) -> None:
        """Open the contact."""
        if self.chosen() is not None:
            self.app.open_contact(self.contact_id)  # type: ignore[attr-defined]  # InfointApp's

    def on_board_view_opened(self) -> None:
        """The card under the cursor was clicked."""
        self.action_open()

    # --- moving cards ------------------------------------------------------------------------

    @asking
    async def action_move_right(self) -> None:
        """Do the step that moves the card on, asking only for what is missing."""
        card = self._card()
        if card is None:
            return
        if card.column == "waiting":
            await self._answered(card)
        elif card.column == "prepare":
            await self._prepared(card)
        else:
            self._step(card)

    def action_move_left(self) -> None:
        """Take back the step that brought the card here."""
        card = self._card()
        if card is not None:
            self.do(lambda: self.services.moves.back(card), lambda _: self._went_back(card))

    def _card(self) -> Card | None:
        """The card under the cursor; says so when there is none."""
        contact = self.chosen()
        return self.services.overview.card(contact.id) if contact else None

    def _went_back(self, card: Card) -> str:
        contact = card.dossier.contact
        now = self.services.overview.card(contact.id)
        where = f" to {COLUMN_LABELS[now.column]}" if now and now.column != card.column else ""
        return f"Took a step back: {contact.name}{where}"

    def _step(self, card: Card) -> None:
        """The moves that need no answer."""
        if card.column == "ask":
            self.action_ask()
        elif card.column == "thank":
            self.action_thank()
        elif card.column == "act":
            self.do(lambda: self.services.moves.finish(card), lambda words: words)
        else:
            self.say("Keep warm is the last column. c logs that you were in touch.")

    async def _prepared(self, card: Card) -> None:
        talk = card.dossier.open_talk()
        if talk is not None and talk.start is None:
            await self.schedule(card.dossier.contact)
        else:
            await self.how_did_it_go(card.dossier.contact)

    # --- an answer came ----------------------------------------------------------------------

    async def _answered(self, card: Card) -> None:
        talk = card.dossier.open_talk()
        if talk is None or not talk.is_awaiting_reply:
            self._they_did(card)
            return
        contact, interviews = card.dossier.contact, self.services.interviews
        answer = await self._ask_answer(contact, talk)
        if answer == "time":
            await self.schedule(contact)
        elif answer == "later":
            await self._not_now(contact)
        elif answer == "referred":
            await self._referred(contact)
        elif answer is not None:
            steps: dict[str, tuple[Callable[[str], Interview | None], str]] = {
                "yes": (interviews.agree, f"{contact.name} said yes"),
                "no": (interviews.decline, f"{contact.name} said no"),
                "nudge": (interviews.nudge, f"Nudged {contact.name}"),
                "let_go": (interviews.let_go, f"Let {contact.name} go"),
            }
            step, said = steps[answer]
            self.do(lambda: step(contact.id), said)

    def _they_did(self, card: Card) -> None:
        """What they owed is done."""
        item = next(each for each in card.owed if each.kind == "remind")
        self.do(
            lambda: self.services.follow_ups.done(item.subject_id),
            lambda done: f"Done by {card.dossier.contact.name}: {done.text}",
        )

    async def _ask_answer(self, contact: Contact, talk: Interview) -> str | None:
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

        options = ANSWERS + (NUDGED if talk.nudged_on else NUDGE)
        dialog = ChoiceDialog(f"What did {contact.name} say?", options)
        return await self.app.push_screen_wait(dialog)

    async def _not_now(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.ask_when import DayDialog

        today = self.services.overview.today
        title = f"{contact.name}: not now, until"
        day = await self.app.push_screen_wait(DayDialog(title, today, initial=""))
        if day is not None:
            self.do(
                lambda: self.services.interviews.decline(contact.id, until=day, why="later"),
                f"{contact.name}: not now, until {relative(day, today)}",
            )

    async def _referred(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog

        dialog = FormDialog(
            f"Whom did {contact.name} name?",
            (
                FieldSpec("name", "Name", required=True),
                FieldSpec("organization", "Organization"),
            ),
        )
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.do(
                lambda: self.services.interviews.referred(contact.id, **given),
                lambda new: f"Added {new.name} to Ask, named by {contact.name}",
            )
