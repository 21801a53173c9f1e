"""A message as a mailto address, which any mail program opens (RFC 6068)."""

from __future__ import annotations

from urllib.parse import quote


def mailto(to: str, subject: str, body: str) -> str:
    """Return the address that opens a new mail.

    Args:
        to: the recipient's address; empty leaves it to the user.
        subject: one line.
        body: its lines end in newlines, which become the CRLF that mail asks for.
    """
    parts = {"subject": subject, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items())
    return f"mailto:{quote(to, safe='@')}?{query}"
