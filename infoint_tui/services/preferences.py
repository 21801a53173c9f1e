"""The user's settings: what they are now, and changing them for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from infoint_tui.services.context import checked

if TYPE_CHECKING:
    from infoint_tui.domain.records.mistakes import Mistake
    from infoint_tui.domain.records.settings import Settings


class Preferences:
    """The settings that the rules and screens use; a change applies at once.

    Args:
        given: the settings from the user's file; None means the defaults, whose classes are slow to
            import.
        write: writes changed settings to that file, by name, where None stands for the default;
            without it, changes last only as long as the program runs.
        mistakes: what in that file cannot be used.
    """

    def __init__(
        self,
        given: Settings | None = None,
        write: Callable[[Mapping[str, object]], None] | None = None,
        mistakes: Sequence[Mistake] = (),
    ) -> None:
        self._settings = given
        self._write = write
        self.mistakes = tuple(mistakes)
        """What in the user's file cannot be used; the defaults are used instead."""
        self.changes = 0
        """Goes up with every change."""

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        if self._settings is None:
            from infoint_tui.domain.records.settings import Settings

            self._settings = Settings()
        return self._settings

    @property
    def note(self) -> str:
        """One line that says what in the user's file cannot be used; "" if nothing is wrong."""
        if not self.mistakes:
            return ""
        from infoint_tui import paths
        from infoint_tui.domain.records.mistakes import noted

        return noted(str(paths.settings_file()), self.mistakes)

    @property
    def given(self) -> Settings | None:
        """The settings as they are now; None if they are the defaults and nobody has asked yet."""
        return self._settings

    def change(self, **values: object) -> Settings:
        """Change some settings, in the user's file as well, and return all of them.

        Args:
            values: the new values by name; None sets the default again.

        Raises:
            InvalidInputError: a value is not valid for its setting, or the partner's second time is
                not later than the first.
            InfointError: the file cannot be read or written; nothing was changed.
        """
        from infoint_tui.domain.follow_through.accountability import check_times
        from infoint_tui.domain.records.settings import Settings

        before = self.settings
        kept = {name: getattr(before, name) for name in before.model_fields_set}
        wanted = {k: v for k, v in {**kept, **values}.items() if v is not None}
        after = checked(lambda: Settings.model_validate(wanted))
        check_times(after)
        differing = {name: values[name] for name in values if _differs(before, after, name)}
        if differing:
            if self._write is not None:
                self._write({k: v and getattr(after, k) for k, v in differing.items()})
            self._settings = after
            self.mistakes = tuple(each for each in self.mistakes if each.name not in differing)
            self.changes += 1
        return after


def _differs(before: Settings, after: Settings, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
