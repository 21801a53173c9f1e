"""Noticing, while the app runs, that the file was replaced by an older or a parallel one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.errors import InfointError

if TYPE_CHECKING:
    from infoint_tui.ui.screen import TabScreen


class VersionWatch:
    """Compares the file with what was open here whenever it is another; tells each thing once."""

    def __init__(self) -> None:
        self._version = 0
        self._asked: tuple[str, ...] = ()

    def look(self, screen: TabScreen) -> None:
        """Look at the file, and at the first time also at what lies beside it."""
        version = screen.services.context.repository.version
        if version == self._version or screen.is_asking:
            return
        is_first, self._version = not self._version, version
        with suppress(InfointError):
            missing = screen.services.other_versions.missing()
            from infoint_tui.ui.flows.other_versions import missing_changes, notice_copies

            if missing is not None and missing.ids != self._asked:
                self._asked = missing.ids
                missing_changes(screen)
            elif is_first:
                notice_copies(screen)
