"""Purging a person for their privacy: nothing of them is left, and nothing brings them back."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.errors import InfointError, StoreError
from infoint_tui.domain.people.identity import check_typed
from infoint_tui.domain.people.traces import SOMEONE, Mention, Traces, mentions
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.kinds import EVERY_KIND
from infoint_tui.domain.records.touch import Touch
from infoint_tui.exchange.files import remove
from infoint_tui.exchange.saved_places import forget
from infoint_tui.services.context import UseCaseContext, existing
from infoint_tui.services.removing import Removed, records_of, tally

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.exchange.message_files import Drafts
    from infoint_tui.store.repository import Repository, Transaction


class Purged(Struct, frozen=True):
    """Someone who is purged, what goes along, and which texts still have the name."""

    name: str
    removed: Removed
    mentions: tuple[Mention, ...]
    """The texts in other records, and in messages to others, that still have the name."""
    traces: Traces
    """What they can be recognized by."""
    ids: tuple[str, ...]
    """Their id, and those of the contacts that were merged into theirs."""
    backups: tuple[Path, ...] = ()
    """The backups that still hold them, once they are purged."""


class Purging:
    """Removes everything about someone, for good.

    Args:
        context: the data.
        drafts: where unfinished messages are kept.
        session: the file that remembers where the user left off in the app.
    """

    def __init__(self, context: UseCaseContext, drafts: Drafts, session: Path) -> None:
        self._context = context
        self._drafts = drafts
        self._session = session

    def what_goes(self, contact_id: str) -> Purged:
        """Return what a purge would remove, and which texts would still mention them.

        Raises:
            NotFoundError: the contact is gone.
        """
        traces = _traces(self._context.repository, contact_id)
        purged = self._context.repository.rehearse(lambda tx: _purge(tx, contact_id, traces))
        return self._with_drafts(purged)

    def purge(self, contact_id: str, typed_name: str) -> Purged:
        """Remove someone from the records, the history, the drafts and the saved place in the app.

        The name that others keep as text is replaced. This cannot be undone. Backups stay as they
        are, until `purge_backups`; those that still hold them are named.

        Args:
            contact_id: the contact.
            typed_name: the name as the user typed it to confirm.

        Raises:
            InfointError: they are purged from the file, but drafts or backups cannot be looked at.
            InvalidInputError: that is not the name.
            NotFoundError: the contact is gone.
        """
        check_typed(typed_name, existing(self._context.repository, Contact, contact_id).name)
        traces = _traces(self._context.repository, contact_id)
        purged = self._context.repository.erase(
            lambda tx: _purge(tx, contact_id, traces), traces.is_in, traces.without
        )
        try:
            self._forget(purged)
            return replace(self._with_drafts(purged), backups=self._holding(purged))
        except InfointError as error:
            done = f"Purged {purged.name} from the file, but drafts or backups may still have them"
            raise InfointError(f"{done}: {error.message}", error.hint) from None

    def _forget(self, purged: Purged) -> None:
        """Remove them from the drafts, and from the saved place in the app."""
        for each in purged.ids:
            self._drafts.forget(each)
        for draft in self._drafts.kept(()):
            if purged.traces.is_surely_in(draft.text):
                remove(draft.path)
        forget(self._session, self._context.repository.path, purged.traces.is_hinted_at)

    def purge_backups(self, purged: Purged) -> Purged:
        """Remove someone who was purged from the backups, too.

        Each keeps its number and its date. One that cannot be read or written is left as it is.

        Args:
            purged: the result of the purge.

        Returns:
            The same, with the backups that still hold them.

        Raises:
            StoreError: the folder of the backups cannot be read.
        """
        from infoint_tui.store.rewrite import rewrite

        for backup in self._context.repository.backups.holding(purged.ids):
            with suppress(StoreError):
                rewrite(backup, self._context.clock, lambda held: _purge_again(held, purged))
        return replace(purged, backups=self._holding(purged))

    def _holding(self, purged: Purged) -> tuple[Path, ...]:
        return tuple(each.path for each in self._context.repository.backups.holding(purged.ids))

    def _with_drafts(self, purged: Purged) -> Purged:
        """Return the result with the messages to others that may have the name."""
        names = {row.id: row.name for row in self._context.repository.rows()}
        found = []
        for draft in self._drafts.kept(names):
            traces, is_theirs = purged.traces, draft.contact_id in purged.ids
            if not is_theirs and traces.is_in(draft.text) and not traces.is_surely_in(draft.text):
                whose = names.get(draft.contact_id, "")
                found.append(Mention(draft.what, whose, None, "text", draft.text))
        return replace(purged, mentions=(*purged.mentions, *found))


def _traces(repository: Repository, contact_id: str) -> Traces:
    contact = existing(repository, Contact, contact_id)
    given = (item.text for item in repository.by(FollowUp, "led_to")[contact_id])
    former = repository.former_names((contact.id, *contact.merged_ids))
    return Traces.of(contact, (*former, *given))


def _purge_again(repository: Repository, purged: Purged) -> None:
    """Purge someone from other records, by every id that they had."""
    for each in purged.ids:
        is_there = repository.get(Contact, each) is not None
        traces = _traces(repository, each) if is_there else purged.traces
        change = partial(_purge if is_there else _let_go, contact_id=each, traces=traces)
        repository.erase(change, traces.is_in, traces.without)


def _purge(tx: Transaction, contact_id: str, traces: Traces) -> Purged:
    """Remove a person and their records, and the name that others keep as text."""
    person = existing(tx, Contact, contact_id)
    records = records_of(tx, contact_id)
    for record in (*records, person):
        tx.remove(record)
    _let_go(tx, contact_id, traces)
    left = (
        mention
        for kind in EVERY_KIND
        for record in tx.with_text(kind, traces.is_in)
        for mention in mentions(record, _whose(tx, record), traces)
    )
    return Purged(
        person.name,
        tally((person,), records),
        tuple(left),
        traces,
        (person.id, *person.merged_ids),
    )


def _let_go(tx: Transaction, contact_id: str, traces: Traces) -> None:
    """Replace the name where others keep it as text, and everything that refers to the person."""
    named = tx.with_text(FollowUp, traces.is_in)
    around = {item.id: item for item in (*tx.by(FollowUp, "led_to", contact_id), *named)}
    for item in around.values():
        is_named = item.led_to is None and traces.is_name(item.text)
        if item.kind == "introduction" and (item.led_to == contact_id or is_named):
            gone = {"led_to": None, "added_contact": False, "person_gone": True}
            tx.put(item.but(text=SOMEONE, **gone))
    for touch in tx.with_text(Touch, traces.is_in):
        if touch.kind == "introduction" and traces.is_in(touch.text):
            tx.put(touch.but(text=traces.without(touch.text)))
    for other in tx.by(Contact, "introduced_by", contact_id):
        tx.put(other.but(introduced_by=None, introducer_name=""))
    for other in tx.with_text(Contact, traces.is_in):
        if traces.is_name(other.introducer_name):
            tx.put(other.but(introducer_name=""))


def _whose(tx: Transaction, record: Record) -> str:
    """Return the name of the contact a record is about; empty if it is about none."""
    if isinstance(record, Contact):
        return record.name
    contact = tx.get(Contact, getattr(record, "contact_id", ""))
    return contact.name if contact else ""
