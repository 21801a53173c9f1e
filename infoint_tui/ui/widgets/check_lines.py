"""A muted list of checks, in as many lines as there is space for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from infoint_tui.domain.conversation.plan import Check
from infoint_tui.ui.kit.drawing import cut, flow


def check_lines(checks: Sequence[Check], width: int, most: int) -> list[Content]:
    """Return the checks in at most `most` lines of `width` cells.

    Failed checks come first, one per line; passed ones follow, several to a line.
    """
    found = [*_failing(checks, width), *_passing(checks, width)]
    if len(found) > most:
        left_out = sum(not check.ok for check in checks) - most
        found = found[:most]
        if left_out > 0:
            more = f"  {left_out} more"
            last = cut(found[-1].plain[2:], width - 2 - len(more))
            found[-1] = Content.assemble(("! ", "$warning"), last, (more, "$muted"))
    return found


def _failing(checks: Sequence[Check], width: int) -> Iterator[Content]:
    for check in checks:
        if not check.ok:
            yield Content.assemble(("! ", "$warning"), cut(check.text, width - 2))


def _passing(checks: Sequence[Check], width: int) -> Iterator[Content]:
    fine = (cut(f"✓ {check.text}", width) for check in checks if check.ok)
    for line in flow(fine, width, "   "):
        yield Content.styled(line, "$muted")
