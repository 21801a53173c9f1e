"""What is said beside a search for people, and where it finds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from infoint_tui.domain.basics.text import clean_line

if TYPE_CHECKING:
    from infoint_tui.domain.search.finder import Matches
    from infoint_tui.domain.search.listing import Entry
    from infoint_tui.domain.search.query import Query


def tally(query: Query, found: Matches[Entry], total: int, order: str = "") -> Content:
    """Return the words beside a search: "3 of 21", or what cannot be read in it.

    Those who are set aside are not listed; while nothing else tells why they are missing, it says
    so.

    Args:
        query: what is searched for.
        found: what was found.
        total: how many there are.
        order: how they are sorted, where that is not plain.
    """
    problems = [*(f"no field {field}: here" for field in query.unknown_fields), *query.problems]
    if problems:
        return Content.styled(clean_line(problems[0]), "$warning")
    more = f", {len(found.similar)} similar" if found.similar else ""
    aside = total - len(found.exact)
    if query.is_empty and aside and not order:
        more = f", {aside} set aside"
    return Content(f"{len(found.exact)} of {total}{more}{order}")


def nobody_fits(typed: str) -> str:
    """Say that a search found nobody, and the way back."""
    return f"Nobody fits “{clean_line(typed)}”. Esc clears the search."
