"""A muted list of checks, in as many lines as there is space for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from infoint_tui.domain.conversation.plan import Check
from infoint_tui.ui.kit.drawing import cut, flow, wrap


def check_lines(
    checks: Sequence[Check], width: int, most: int, ways: Mapping[str, str] = {}
) -> list[Content]:
    """Return the checks in at most `most` lines of `width` cells.

    Failed checks come first, one per line, with why it matters if there is space; passed ones
    follow, several to a line.

    Args:
        checks: the checks.
        width: the cells of a line.
        most: how many lines there may be.
        ways: what to do about a failed check, by its key, after why it matters.
    """
    spare = most - sum(not check.ok for check in checks)
    found = [*_failing(checks, width, spare, ways), *_passing(checks, width)]
    if len(found) > most:
        left_out = sum(not check.ok for check in checks) - most
        found = found[:most]
        if left_out > 0:
            more = f"  {left_out} more"
            last = cut(found[-1].plain[2:], width - 2 - len(more))
            found[-1] = Content.assemble(("! ", "$warning"), last, (more, "$muted"))
    return found


def _failing(
    checks: Sequence[Check], width: int, spare: int, ways: Mapping[str, str]
) -> Iterator[Content]:
    for check in checks:
        if check.ok:
            continue
        yield Content.assemble(("! ", "$warning"), cut(check.text, width - 2))
        words = " ".join(filter(None, (check.why, ways.get(check.key))))
        lines = wrap(words, width - 2, spare + 1) if check.why else []
        if len(lines) <= spare:
            spare -= len(lines)
            yield from (Content.styled(f"  {line}", "$muted") for line in lines)


def _passing(checks: Sequence[Check], width: int) -> Iterator[Content]:
    fine = (cut(f"✓ {check.text}", width) for check in checks if check.ok)
    for line in flow(fine, width, "   "):
        yield Content.styled(line, "$muted")
