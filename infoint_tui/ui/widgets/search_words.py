"""The text next to a people search, and the text shown when it finds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

from infoint_tui.domain.basics.text import clean_line

if TYPE_CHECKING:
    from infoint_tui.domain.search.finder import Matches
    from infoint_tui.domain.search.query import Query


def tally(query: Query, found: Matches[Any], total: int, order: str = "") -> Content:
    """Return the text next to a search: "3 of 21", or which part of it cannot be understood.

    People who are set aside are not listed; if nothing else explains why they are missing, the
    text says so.

    Args:
        query: what is searched for.
        found: what was found.
        total: how many people there are.
        order: how they are sorted, if that is not obvious.
    """
    problems = [*(f"no field “{field}”" for field in query.unknown_fields), *query.problems]
    if problems:
        return Content.styled(clean_line(problems[0]), "$warning")
    more = f", {len(found.similar)} similar" if found.similar else ""
    aside = total - len(found.exact)
    if query.is_empty and aside and not order:
        more = f", {aside} set aside"
    return Content(f"{len(found.exact)} of {total}{more}{order}")


def nobody_fits(typed: str) -> str:
    """Return a sentence saying that the search found nobody, and how to get back."""
    return f"Nobody matches “{clean_line(typed)}”. Esc clears the search."
