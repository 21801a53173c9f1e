"""All use cases over one desk, each built when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infoint_tui.services.contacts import Contacts
    from infoint_tui.services.desk import Desk
    from infoint_tui.services.follow_ups import FollowUps
    from infoint_tui.services.importing import Importing
    from infoint_tui.services.interviews import Interviews
    from infoint_tui.services.moves import Moves
    from infoint_tui.services.overview import Overview
    from infoint_tui.services.planning import Planning


class Services:
    """The use cases a screen or a command works with.

    They are imported on first use: a command that only lists people pays for no more than that.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def contacts(self) -> Contacts:
        """People: add, edit, shortlist, set aside, log, introduce."""
        from infoint_tui.services.contacts import Contacts

        return Contacts(self.desk)

    @cached_property
    def interviews(self) -> Interviews:
        """Talks: ask, nudge, schedule, meet, thank."""
        from infoint_tui.services.interviews import Interviews

        return Interviews(self.desk)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What came of talks: note, do, tell."""
        from infoint_tui.services.follow_ups import FollowUps

        return FollowUps(self.desk)

    @cached_property
    def moves(self) -> Moves:
        """Moving cards on the board."""
        from infoint_tui.services.moves import Moves

        return Moves(self.desk, self.contacts, self.interviews, self.follow_ups)

    @cached_property
    def planning(self) -> Planning:
        """The question bank and the plan of a talk."""
        from infoint_tui.services.planning import Planning

        return Planning(self.desk)

    @cached_property
    def overview(self) -> Overview:
        """Rows, dossiers, the board, what is owed."""
        from infoint_tui.services.overview import Overview

        return Overview(self.desk)

    @cached_property
    def importing(self) -> Importing:
        """Bringing people in from other programs."""
        from infoint_tui.services.importing import Importing

        return Importing(self.desk.repository, self.desk.new_id)

    def undo(self) -> str | None:
        """Take back the latest change; returns what it was, or None when there is none."""
        step = self.desk.repository.undo()
        return step.label if step else None

    def redo(self) -> str | None:
        """Do the change again that was taken back last; returns what it was, or None."""
        step = self.desk.repository.redo()
        return step.label if step else None
