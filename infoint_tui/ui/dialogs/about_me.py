"""What the user says about themselves, and how to set it."""

from __future__ import annotations

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.paths import settings_file
from infoint_tui.ui.kit.notice import NoticeDialog

_EXAMPLE = '''\
about_me = """
I taught math for nine years.
I want to know what data work is like.
I am talking to people who do it."""
'''


def about_me(said: str) -> NoticeDialog:
    """Return a dialog that shows the setting `about_me`, or how to set it if it is empty."""
    lines = [(line, "") for line in clean_text(said).splitlines()]
    return NoticeDialog("About me", lines or _how())


def _how() -> list[tuple[str, str]]:
    return [
        ("Nothing yet. Three lines is enough, in", "muted"),
        (clean_text(str(settings_file())), ""),
        ("such as", "muted"),
        *((line, "") for line in _EXAMPLE.splitlines()),
    ]
