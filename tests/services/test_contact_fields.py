"""Every field of a contact is searched and filtered by as its row says."""

from __future__ import annotations

import pytest

from infoint_tui.domain.contact_fields import FIELDS, ContactField
from infoint_tui.domain.search.finder import Finder
from infoint_tui.domain.search.found import snippet
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.search.query import parse_query
from infoint_tui.services.container import Services
from tests.builders import field_value, filled, mark

WHO = next(mark(field) for field in FIELDS if field.kind == "name")


@pytest.fixture
def finder(services: Services) -> Finder:
    """Finds among three people, one of whom has a value in every field."""
    services.contacts.add("Bo")
    services.contacts.add(**filled(services.contacts.add("Mira").id))
    return Finder(services.overview.entries(), services.overview.today)


def found(finder: Finder, typed: str) -> tuple[list[Entry], list[Entry]]:
    """The entries that hold what is typed, and those that hold something similar."""
    matches = finder.find(parse_query(typed))
    return list(matches.exact), list(matches.similar)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
class TestEveryField:
    def test_a_search_finds_what_is_marked_searched(
        self, finder: Finder, field: ContactField
    ) -> None:
        exact, _ = found(finder, mark(field))
        assert len(exact) == (1 if field.searched else 0)
        if field.searched and field.key not in ("name", "organization"):  # those are in sight
            assert mark(field) in snippet(exact[0].row, [mark(field)])

    def test_a_typo_is_forgiven_in_one_line_alone(
        self, finder: Finder, field: ContactField
    ) -> None:
        if field.searched:
            exact, similar = found(finder, mark(field).replace("q", "k", 1))
            assert (exact, len(similar)) == ([], 0 if field.kind == "text" else 1)

    def test_a_filter_looks_in_it_alone(self, finder: Finder, field: ContactField) -> None:
        value = str(field_value(field, "")) if field.kind == "choice" else mark(field)
        for word in {each.filter for each in FIELDS if each.filter}:
            exact, _ = found(finder, f"{word}:{value}")
            assert len(exact) == (1 if word == field.filter else 0)

    def test_has_asks_whether_it_is_blank(self, finder: Finder, field: ContactField) -> None:
        if field.has:
            exact, _ = found(finder, f"has:{field.has}")
            assert [entry.row.name for entry in exact] == [WHO]
