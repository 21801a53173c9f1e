"""A message as a mailto address that any mail program can open (RFC 6068)."""

from __future__ import annotations

from urllib.parse import quote


def mailto(to: str, subject: str, body: str, bcc: str = "") -> str:
    """Return the address that opens a new email.

    Args:
        to: the recipient's address; if empty, the user fills it in.
        subject: one line.
        body: the text; its newlines become the CRLF that email requires.
        bcc: the address of someone who gets a copy without being shown, if anyone.
    """
    parts = {"subject": subject, "body": body.replace("\n", "\r\n")}
    if bcc:
        parts["bcc"] = bcc
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items())
    return f"mailto:{quote(to, safe='@')}?{query}"
