"""All use cases for one context, each built when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from infoint_tui.domain.messages.message import BegunMessage
    from infoint_tui.exchange.form_drafts import FormDrafts
    from infoint_tui.exchange.message_files import Drafts
    from infoint_tui.services.about_you import AboutYou
    from infoint_tui.services.accountability import Accountability
    from infoint_tui.services.backing_up import BackingUp
    from infoint_tui.services.board_moves import BoardMoves
    from infoint_tui.services.completing import Completing
    from infoint_tui.services.contacts import Contacts
    from infoint_tui.services.context import UseCaseContext
    from infoint_tui.services.courage import Courage
    from infoint_tui.services.debriefing import Debriefing
    from infoint_tui.services.doctor import Doctor
    from infoint_tui.services.exporting import Exporting
    from infoint_tui.services.follow_ups import FollowUps
    from infoint_tui.services.goals import Goals
    from infoint_tui.services.importing import Importing
    from infoint_tui.services.insights import Insights
    from infoint_tui.services.interviews.interviews import Interviews
    from infoint_tui.services.interviews.requests import Requests
    from infoint_tui.services.interviews.scheduling import Scheduling
    from infoint_tui.services.live import LiveConversations
    from infoint_tui.services.merging import Merging
    from infoint_tui.services.merging_files import MergingFiles
    from infoint_tui.services.messages import Messages
    from infoint_tui.services.other_versions import OtherVersions
    from infoint_tui.services.overview import Overview
    from infoint_tui.services.planning import Planning
    from infoint_tui.services.purging import Purging
    from infoint_tui.services.removing import Removing
    from infoint_tui.services.searching import Searching
    from infoint_tui.services.today import Today
    from infoint_tui.services.touches import Touches


class Services:
    """The use cases that screens and commands work with.

    They are imported on first use, so a command that only lists people loads nothing else.
    """

    def __init__(self, context: UseCaseContext, drafts: Path | None = None) -> None:
        """Store what the use cases work with.

        Args:
            context: the data, the time, the settings, and new ids.
            drafts: the folder for unfinished messages and forms; None means the user's own.
        """
        self.context = context
        self.tell: Callable[[str], None] = lambda _: None
        """Called with what the user should know besides the result, such as whom a name meant."""
        self._drafts = drafts

    @cached_property
    def contacts(self) -> Contacts:
        """People: add, edit, shortlist, set aside, introduce."""
        from infoint_tui.services.contacts import Contacts

        return Contacts(self.context, lambda words: self.tell(words))

    @cached_property
    def about_you(self) -> AboutYou:
        """What the user says about themselves."""
        from infoint_tui.services.about_you import AboutYou

        return AboutYou(self.context)

    @cached_property
    def removing(self) -> Removing:
        """Deleting people."""
        from infoint_tui.services.removing import Removing

        return Removing(self.context)

    @cached_property
    def purging(self) -> Purging:
        """Removing someone for good, for their privacy."""
        from infoint_tui import paths
        from infoint_tui.services.purging import Purging

        return Purging(self.context, self._message_drafts, paths.session_file())

    @cached_property
    def merging(self) -> Merging:
        """Merging two contacts, and finding people who were entered twice."""
        from infoint_tui.services.merging import Merging

        return Merging(self.context, self._message_drafts)

    @cached_property
    def touches(self) -> Touches:
        """The timeline: log what happened, correct or remove an entry."""
        from infoint_tui.services.touches import Touches

        return Touches(self.context)

    @cached_property
    def requests(self) -> Requests:
        """Requests: ask for an interview and note the answer."""
        from infoint_tui.services.interviews.requests import Requests

        return Requests(self.context)

    @cached_property
    def scheduling(self) -> Scheduling:
        """Scheduling: a time and a place for an interview."""
        from infoint_tui.services.interviews.scheduling import Scheduling

        return Scheduling(self.context)

    @cached_property
    def interviews(self) -> Interviews:
        """Interviews that were agreed on: confirm, meet, thank, edit."""
        from infoint_tui.services.interviews.interviews import Interviews

        return Interviews(self.context)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What interviews led to: note it, do it, tell people."""
        from infoint_tui.services.follow_ups import FollowUps

        return FollowUps(self.context)

    @cached_property
    def board_moves(self) -> BoardMoves:
        """Moving cards on the board."""
        from infoint_tui.services.board_moves import BoardMoves

        return BoardMoves(
            self.context,
            self.contacts,
            self.requests,
            self.interviews,
            self.follow_ups,
            self.goals,
        )

    @cached_property
    def goals(self) -> Goals:
        """What the user wonders about: add, decide, tell everyone who helped."""
        from infoint_tui.services.goals import Goals

        return Goals(self.context)

    @cached_property
    def accountability(self) -> Accountability:
        """The promise for the day: make it, say how it went."""
        from infoint_tui.services.accountability import Accountability

        return Accountability(self.context)

    @cached_property
    def courage(self) -> Courage:
        """A true word before someone is asked, and after the first request."""
        from infoint_tui.services.courage import Courage

        return Courage(self.context)

    @cached_property
    def today(self) -> Today:
        """What there is to do today, and spreading out what is overdue."""
        from infoint_tui.services.today import Today

        return Today(
            self.context,
            self.overview,
            lambda: self.planning.bank(),
            self.accountability,
            lambda contact_id: self.messages.draft(contact_id, "ask"),
        )

    @cached_property
    def planning(self) -> Planning:
        """The question bank and the plan of an interview."""
        from infoint_tui.services.planning import Planning

        return Planning(self.context, lambda contact_id: self.overview.dossier(contact_id))

    @cached_property
    def conversations(self) -> LiveConversations:
        """A live interview: its clock, notes and questions."""
        from infoint_tui.services.live import LiveConversations

        return LiveConversations(self.context, self.form_drafts)

    @cached_property
    def debriefing(self) -> Debriefing:
        """The write-up of an interview: impressions, advice, names, promises."""
        from infoint_tui.services.debriefing import Debriefing

        return Debriefing(self.context)

    @cached_property
    def messages(self) -> Messages:
        """Messages: draft them, check them, note that they were sent."""
        from infoint_tui import paths
        from infoint_tui.exchange.message_files import Templates
        from infoint_tui.services.messages import Messages
        from infoint_tui.services.record_sent import RecordSent

        record_sent = RecordSent(
            self.touches, self.requests, self.interviews, self.follow_ups, self.goals
        )
        templates = Templates(paths.messages_folder())
        return Messages(self.context, self.overview, record_sent, templates, self._message_drafts)

    def begun_messages(self, contact_id: str) -> tuple[BegunMessage, ...]:
        """Return the messages to a contact that were begun and not sent, the latest first.

        Where there are no drafts, this costs next to nothing.
        """
        return self.messages.begun(contact_id) if self._message_drafts.has_any(contact_id) else ()

    @cached_property
    def _message_drafts(self) -> Drafts:
        from infoint_tui.exchange.message_files import Drafts

        return Drafts(self._drafts_folder)

    @cached_property
    def form_drafts(self) -> FormDrafts:
        """What is being typed into forms, kept until it is saved or left."""
        from infoint_tui.exchange.form_drafts import FormDrafts

        return FormDrafts(self._drafts_folder, self.context.repository.path)

    @cached_property
    def _drafts_folder(self) -> Path:
        from infoint_tui import paths

        return self._drafts or paths.drafts_folder()

    @cached_property
    def completing(self) -> Completing:
        """Suggestions for form fields."""
        from infoint_tui.services.completing import Completing

        return Completing(self.context)

    @cached_property
    def overview(self) -> Overview:
        """Rows, dossiers, the board, what is owed."""
        from infoint_tui.services.overview import Overview

        return Overview(self.context)

    @cached_property
    def searching(self) -> Searching:
        """Finding people by what they said and what the user wrote."""
        from infoint_tui.services.searching import Searching

        return Searching(self.context)

    @cached_property
    def exporting(self) -> Exporting:
        """Files that other programs read: people, calendars, notes."""
        from infoint_tui.services.exporting import Exporting

        return Exporting(self.context, self.overview, self.searching)

    @cached_property
    def insights(self) -> Insights:
        """What the records say about the user's own interviews."""
        from infoint_tui.services.insights import Insights

        return Insights(self.context, self.overview, self.planning, self.goals)

    @cached_property
    def backing_up(self) -> BackingUp:
        """Backups: make one, go back to one."""
        from infoint_tui.services.backing_up import BackingUp

        return BackingUp(self.context)

    @cached_property
    def merging_files(self) -> MergingFiles:
        """Merging another version of the file into it."""
        from infoint_tui.services.merging_files import MergingFiles

        return MergingFiles(self.context)

    @cached_property
    def other_versions(self) -> OtherVersions:
        """Noticing an older file, and versions that lie beside it."""
        from infoint_tui import paths
        from infoint_tui.services.other_versions import OtherVersions

        return OtherVersions(self.context, paths.seen_file())

    @cached_property
    def doctor(self) -> Doctor:
        """Checking everything that is kept."""
        from infoint_tui import paths
        from infoint_tui.exchange.message_files import Templates
        from infoint_tui.services.doctor import Doctor

        templates = Templates(paths.messages_folder())
        return Doctor(self.context, templates, self.other_versions)

    @cached_property
    def importing(self) -> Importing:
        """Importing people from other programs."""
        from infoint_tui import paths
        from infoint_tui.exchange.saved_columns import SavedColumns
        from infoint_tui.services.importing import Importing

        folder = self._drafts or paths.drafts_folder()
        return Importing(self.context, SavedColumns(folder.with_name("columns.json")))

    def undo(self) -> str | None:
        """Undo the latest change; return what it was, or None if there is none."""
        step = self.context.repository.undo()
        return step.label if step else None

    def redo(self) -> str | None:
        """Redo the last undone change; return what it was, or None if there is none."""
        step = self.context.repository.redo()
        return step.label if step else None
