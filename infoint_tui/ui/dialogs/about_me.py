"""What to say when the other person asks about the user."""

from __future__ import annotations

from infoint_tui.domain.conversation.both_ways import OFFER, lines_of
from infoint_tui.ui.kit.form import FieldSpec, FormDialog
from infoint_tui.ui.kit.notice import NoticeDialog

_LINES = (
    "what you do and what you wonder about: the first line goes into a request, the rest is for"
    " when they ask you"
)


def about_me_notice(said: str) -> NoticeDialog:
    """Return a dialog with the offer to go both ways, and what the user says about themselves."""
    lines = [("Asked about you?", "muted"), (f"“{OFFER}”", ""), ("", "")]
    return NoticeDialog("About me", [*lines, *((line, "") for line in lines_of(said))])


def about_you_form(name: str, lines: tuple[str, ...]) -> FormDialog:
    """Return a form for the user's `name` and what they say about themselves, as `lines`."""
    return FormDialog(
        "About you",
        (
            FieldSpec("name", "Name", name, hint="below your messages"),
            FieldSpec("lines", "About you", "\n".join(lines), multiline=True, hint=_LINES),
        ),
    )
