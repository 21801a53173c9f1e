"""Email and web addresses as people type and paste them, and as hostile files have them."""

from __future__ import annotations

import pytest

from infoint_tui.domain.basics.addresses import call_to, emails_in, openable
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.contact_fields import READERS

DI, AB = ("di@example.com",), ("a@example.com", "b@example.com")

TAKEN_APART = {
    "di@example.com": DI,
    " di@example.com. ": DI,
    "Di <di@example.com>": DI,
    "<di@example.com>": DI,
    '"Fox, Di" <di@example.com>': DI,
    "Fox, Di <di@example.com>": DI,
    "Di Fox (work) <mailto:di@example.com>": DI,
    "di@example.com <di@example.com>": DI,
    "di@example.com (at work)": DI,
    "mailto:di@example.com": DI,
    "MAILTO:di%40example.com?subject=Hi%20Di": DI,
    "[di@example.com](mailto:di@example.com)": DI,
    "di@example.com, DI@example.com": DI,
    "a@example.com;b@example.com": AB,
    "a@example.com, b@example.com": AB,
    "a@example.com/b@example.com": AB,
    "a@example.com b@example.com": AB,
    "a@example.com\nb@example.com": AB,
    "a@example.com ::: b@example.com": AB,
    "a@example.com | b@example.com": AB,
    "A <a@example.com>; B <b@example.com>": AB,
    "a@example.com; B <b@example.com>": AB,
    "o'neil+crm@mail.example.co.uk": ("o'neil+crm@mail.example.co.uk",),
    "josé@exämple.com": ("josé@exämple.com",),
    "": (),
    " , ;": (),
}

NO_ADDRESS = (
    *("a@b@c", "a@b", "di@", "@example.com", "di", "di at example.com", "di@example", "di@.com"),
    *("ana ruiz@example.com", "file:///etc/passwd", "javascript:alert(1)", "https://example.com"),
    *("di@example..com", "di..fox@example.com", "di@example.com:25", "mailto:", "di@1.2.3.4"),
    *("mailto:di", "Di <di@>", "Di <di>", "di\\@example.com", f"{'d' * 250}@example.com"),
    *("@" * 5000, "a@" * 5000, "<" * 5000 + "@", "9" * 5000, "(" * 5000),
)


@pytest.mark.parametrize(("typed", "emails"), TAKEN_APART.items())
def test_addresses_are_taken_apart(typed: str, emails: tuple[str, ...]) -> None:
    assert emails_in(typed) == (emails, ())
    assert READERS["emails"](typed) == emails


@pytest.mark.parametrize("typed", NO_ADDRESS, ids=lambda typed: typed[:20])
def test_what_is_no_address_is_refused(typed: str) -> None:
    found, odd = emails_in(typed)
    assert (found, len(odd)) == ((), 1)
    with pytest.raises(InvalidInputError, match="is not an email address"):
        READERS["emails"](typed)


def test_one_that_is_none_does_not_hide_the_others() -> None:
    assert emails_in("a@example.com; nobody; B <b@example.com>, c@d@e") == (AB, ("c@d@e",))
    assert emails_in("nobody; a@example.com, b@example.com") == (AB, ("nobody",))


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://example.com/in/ana?x=1#y", "https://example.com/in/ana?x=1#y"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("example.com/in/ana", "https://example.com/in/ana"),
        ("//example.com", "https://example.com"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("di@example.com", "mailto:di@example.com"),
        ("mailto:di@example.com?subject=Hi", "mailto:di@example.com?subject=Hi"),
        ("tel:+1-202-555-0143", "tel:+1-202-555-0143"),
        ("https://example.com/a b\"'`$(x)\\", "https://example.com/a%20b%22%27%60$(x)%5C"),
        ("https://example.com/José%20Ruiz", "https://example.com/Jos%C3%A9%20Ruiz"),
        ("\x1b]8;;\x07https://example.com", ""),
        *((each, "") for each in ("", "-version", "--help", "ana", "../x", "/etc/passwd", "~/x")),
        *((each, "") for each in ("file:///etc/passwd", "FILE:/x", "javascript:alert(1)", "a:b")),
        *((each, "") for each in ("data:text/html,x", "smb://x/y", "vscode://x", "ms-word:x")),
    ],
)
def test_only_pages_emails_and_phone_numbers_are_opened(address: str, opened: str) -> None:
    assert openable(address) == opened


@pytest.mark.parametrize("typed", ["file:///etc/passwd", "javascript:alert(1)", "ssh:x, ana"])
def test_a_link_that_would_open_something_else_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a web address"):
        READERS["links"](typed)
    kept = ("https://example.com", "example.com:80", "in/ana", "@ana", "mailto:a@example.com")
    assert READERS["links"](", ".join(kept)) == kept


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("+1 (202) 555-0143 ext. 7", "tel:+1(202)555-0143"),
        ("tel:030 123", "tel:030123"),
        *((each, "") for each in ("", "ask Di", "12", "file:///x")),
    ],
)
def test_a_number_is_called_without_its_extension(phone: str, call: str) -> None:
    assert call_to(phone) == call
