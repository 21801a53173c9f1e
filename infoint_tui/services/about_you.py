"""About you: the name below the messages, and a few lines for when the other person asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from infoint_tui.domain.conversation.both_ways import lines_of

if TYPE_CHECKING:
    from infoint_tui.services.context import UseCaseContext


class AboutYou:
    """What the user says about themselves; it is kept in the settings."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    @property
    def name(self) -> str:
        """The user's name; "" if it is not known."""
        return self._context.settings.my_name

    @property
    def lines(self) -> tuple[str, ...]:
        """What they say about themselves; three lines are enough."""
        return lines_of(self._context.settings.about_me)

    @property
    def is_wanted(self) -> bool:
        """Whether nothing is known yet, and nobody was written to: it can be asked for once."""
        if self.name or self.lines:
            return False
        from infoint_tui.domain.records.touch import Touch

        touches = self._context.repository.all(Touch)
        return not any(each.direction == "out" and each.kind != "follow" for each in touches)

    def change(self, name: str | None = None, lines: Iterable[str] | None = None) -> bool:
        """Change the name, the lines or both; return whether anything differs now.

        Args:
            name: the name; "" removes it, None leaves it.
            lines: the lines, of which blank ones are left out; None leaves them.

        Raises:
            InfointError: the settings file cannot be read or written.
        """
        before = (self.name, self.lines)
        values: dict[str, object] = {}
        if name is not None:
            values["my_name"] = name or None
        if lines is not None:
            values["about_me"] = "\n".join(lines_of("\n".join(lines))) or None
        self._context.preferences.change(**values)
        return (self.name, self.lines) != before
