"""The lines of a message that is not sent yet, as the details show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from infoint_tui.domain.vocabulary import MESSAGES
from infoint_tui.ui.kit.drawing import cell_len, wrap
from infoint_tui.ui.kit.highlight import Piece

if TYPE_CHECKING:
    from infoint_tui.domain.messages.message import Message

TITLE = "DRAFT"


def draft_lines(message: Message, width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield what kind of message it is, and its text with the blanks marked.

    Args:
        message: the message.
        width: the cells of a line.
    """
    kind = MESSAGES[message.kind].label
    gap = width - cell_len(TITLE) - cell_len(kind)
    yield (TITLE, "heading"), (" " * gap if gap > 1 else "  ", ""), (kind, "muted")
    in_blank = False
    for paragraph in message.body.strip().splitlines():
        for line in wrap(paragraph, width, len(paragraph)) or [""]:
            pieces, in_blank = _marked(line, in_blank)
            yield pieces


def _marked(line: str, in_blank: bool) -> tuple[tuple[Piece, ...], bool]:
    """Return the pieces of a line, and whether it ends inside a blank.

    Args:
        line: the line.
        in_blank: whether it begins inside one.
    """
    pieces: list[Piece] = []
    rest = line
    while rest:
        cut = rest.find("]") + 1 if in_blank else rest.find("[")
        head = rest if cut < 0 or (in_blank and cut == 0) else rest[:cut]
        pieces.append((head, "blank" if in_blank else ""))
        rest = rest[len(head) :]
        if rest or (in_blank and head.endswith("]")):
            in_blank = not in_blank
    return tuple(pieces), in_blank
