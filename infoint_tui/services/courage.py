"""Courage: what is said before someone is asked, and after the very first request."""

from __future__ import annotations

from infoint_tui.domain.follow_through.courage import FIRST, AskedSoFar, asked_so_far, word_before
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Level
from infoint_tui.services.context import UseCaseContext


class Courage:
    """Knows how often the user has asked, and says a true word about it."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def word_before(self, contact_id: str) -> str:
        """Return the line to read before asking this contact."""
        return word_before(self._level(contact_id), self._requests())

    def word_after(self) -> str:
        """Return what to say if the request just sent was the first one ever, or ""."""
        return FIRST if self._requests().count == 1 else ""

    def _requests(self) -> AskedSoFar:
        return asked_so_far(self._context.repository.each(Interview), self._level)

    def _level(self, contact_id: str) -> Level:
        contact = self._context.repository.get(Contact, contact_id)
        return contact.level if contact else "other"
