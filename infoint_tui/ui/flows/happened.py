"""What happened? One menu of what can have happened with a person; each row runs its command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.flows import ON_A_CONTACT
from infoint_tui.ui.flows.follow_up import can_be_finished, to_do_here, why_not_finish
from infoint_tui.ui.keys.commands import likeliest
from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed, OwedKind
    from infoint_tui.domain.records.interview import Interview


class Moment(Struct, frozen=True):
    """What decides which rows apply: a person, and the line under the cursor."""

    screen: TabScreen
    dossier: Dossier

    @property
    def under_way(self) -> Interview | None:
        """The open interview with them."""
        return self.dossier.open_interview()

    @property
    def is_asked(self) -> bool:
        """Whether they were asked and have not answered."""
        return self.under_way is not None and self.under_way.is_awaiting_reply

    @property
    def is_agreed(self) -> bool:
        """Whether they said yes, and the two have not talked yet."""
        return self.under_way is not None and self.under_way.is_agreed

    @property
    def is_over(self) -> bool:
        """Whether the time to talk has passed, and the user has not said how it went."""
        now = self.screen.services.context.clock.now()
        return self.under_way is not None and self.under_way.awaits_outcome(now)

    @property
    def has_time(self) -> bool:
        """Whether a time to talk is set."""
        return self.under_way is not None and self.under_way.start is not None


class Happening(Struct, frozen=True):
    """One row: something that can have happened, and the command that records it."""

    command: str
    """The id of a command on a contact."""
    words: Callable[[Moment], str]
    """Returns the row's text; "" if it cannot have happened now."""


OTHERWISE = "log"
"""The command for everything that has no row of its own; it stays last."""

HAPPENINGS: tuple[Happening, ...] = (
    Happening("ask", lambda at: "" if at.is_asked or at.is_agreed else "I asked them"),
    Happening("answer", lambda at: "They answered, or didn't" if at.is_asked else ""),
    Happening(
        "schedule",
        lambda at: "" if at.is_over else "We changed the time" if at.has_time else "We set a time",
    ),
    Happening(
        "confirm",
        lambda at: (
            "We confirmed the time"
            if at.has_time and not at.is_over and at.under_way and not at.under_way.confirmed_on
            else ""
        ),
    ),
    Happening("met", lambda at: "We talked, or it fell through" if at.has_time else "We talked"),
    Happening("thank", lambda at: "I thanked them" if at.is_over or at.dossier.unthanked() else ""),
    Happening("introduced", lambda _: "They suggested someone"),
    Happening("finish", lambda at: _finished(at)),
    Happening("follow_up", lambda _: "They gave advice, or we promised something"),
    Happening(OTHERWISE, lambda _: "Something else"),
)
"""Everything that can have happened with someone, in the order of the method."""

FINISHED: dict[OwedKind, str] = {
    "act": "I did it: {}",
    "report": "I reported back: {}",
    "tell_introducer": "I told them how it went with {}",
    "tell_verdict": "I told them what I decided",
    "promise": "I kept my promise: {}",
    "remind": "They did what they promised: {}",
    "reach_out": "I asked the person they suggested",
}
"""What it means that something owed is done, for each kind that can be finished.

Each takes the words of the to-do it is about.
"""


def happened(screen: TabScreen) -> None:
    """Ask what happened with the person under the cursor, and run that command."""
    contact = screen.chosen()
    dossier = screen.services.overview.dossier(contact.id) if contact else None
    if dossier is not None:
        screen.is_asking = True
        screen.run_worker(_ask(screen, Moment(screen, dossier)))


def rows(at: Moment) -> list[tuple[str, str]]:
    """Return what can have happened: each command with its words, the likeliest first."""
    found = [(each.command, words) for each in HAPPENINGS if (words := each.words(at))]
    card = at.screen.services.overview.card(at.dossier.contact.id)
    first = [each for each in (likeliest(card) if card else ()) if each != OTHERWISE]
    place = {command: number for number, command in enumerate(first)}
    return sorted(found, key=lambda row: place.get(row[0], len(first)))


async def _ask(screen: TabScreen, at: Moment) -> None:
    from infoint_tui.ui.kit.choose import ChoiceDialog

    found = rows(at)
    letters = [screen.keymap.key(f"contact.{command}") for command, _ in found]
    dialog = ChoiceDialog(
        f"What happened with {at.dossier.contact.name}?", tuple(found), letters=letters
    )
    try:
        command = await screen.app.push_screen_wait(dialog)
    finally:
        screen.is_asking = False
    if command is None:
        return
    contact = at.dossier.contact
    with suppress(InfointError):  # the command says by itself that the file cannot be read
        screen.services.context.repository.refresh()
    if screen.contact_id == contact.id and screen.services.overview.dossier(contact.id):
        if command == "finish" and len(_to_finish(at)) > 1:
            await _finish_one(at)
        else:
            _function(command)(screen)
    else:
        screen.reload()
        screen.inform(f"{contact.name} is no longer here, so nothing was saved.")


def _function(command: str) -> Callable[[TabScreen], object]:
    """Return the function that carries out a command on a contact, on whatever screen."""
    found: Iterator[Callable[[TabScreen], object]] = (
        vars(flow)[command]
        for flow in ON_A_CONTACT
        if getattr(vars(flow).get(command), "__module__", "") == flow.__name__
    )
    return next(found)


def _finished(at: Moment) -> str:
    """Return what was done, for what the finish command would finish here; "" for nothing."""
    screen = at.screen
    if why_not_finish(screen):
        return ""
    several = len(_to_finish(at))
    if several > 1:
        return f"One of {several} to-dos is done"
    card, to_do = screen.services.overview.card(at.dossier.contact.id), to_do_here(screen)
    item = screen.services.board_moves.to_finish(card, screen.subject_id) if card else None
    return _done(item, at) if item else FINISHED["act"].format(to_do.text if to_do else "")


def _to_finish(at: Moment) -> list[Owed]:
    """Return everything that can be finished here: only the to-do under the cursor, if it is one.

    It is what the records say now, since the menu may have been open for a while.
    """
    screen = at.screen
    card = None if to_do_here(screen) else screen.services.overview.card(at.dossier.contact.id)
    return [each for each in (card.owed if card else ()) if can_be_finished(each)]


async def _finish_one(at: Moment) -> None:
    """Ask which of several to-dos is done, and finish that one."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    screen, name = at.screen, at.dossier.contact.name
    options = tuple((each.subject_id, _done(each, at)) for each in _to_finish(at))
    chosen = await screen.app.push_screen_wait(ChoiceDialog(f"What is done with {name}?", options))
    card = screen.services.overview.card(at.dossier.contact.id)
    if chosen is not None and card is not None:
        screen.do(lambda: screen.services.board_moves.finish(card, chosen), str)


def _done(item: Owed, at: Moment) -> str:
    """Return what it means that something owed is done."""
    about = {each.id: each.text for each in at.dossier.follow_ups}
    return FINISHED[item.kind].format(about.get(item.subject_id, item.title))
