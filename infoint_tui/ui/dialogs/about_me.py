"""What the user says about themselves, or where they say it."""

from __future__ import annotations

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.paths import settings_file
from infoint_tui.ui.kit.notice import NoticeDialog

_EXAMPLE = '''\
about_me = """
I taught maths for nine years.
I want to know what data work is like.
I am talking to people who do it."""
'''


def about_me(said: str) -> NoticeDialog:
    """Return what shows the setting `about_me`; while it is empty, how to set it."""
    lines = [(line, "") for line in clean_text(said).splitlines()]
    return NoticeDialog("About me", lines or _how())


def _how() -> list[tuple[str, str]]:
    return [
        ("Nothing yet. About three lines are enough, in", "muted"),
        (clean_text(str(settings_file())), ""),
        ("such as", "muted"),
        *((line, "") for line in _EXAMPLE.splitlines()),
    ]
