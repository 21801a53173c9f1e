"""Recognizing the people in a file who are already contacts.

The UID of their vCard decides first, then the LinkedIn profile, then the email, then the
fingerprint of an earlier import. The same name is only a hint. Anything
uncertain is ambiguous and left to the user.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from msgspec import Struct

from infoint_tui.domain.basics.days_in_files import file_day
from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.people.identity import name_keys, organization_keys, phone_key

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact

_PROFILE = re.compile(
    r"(?:(?:https?:)?//)?(?:[a-z0-9-]+\.)*linkedin\.com(?::\d+)?/+(?:mwlite/+)?"
    r"(?:in/+([^/?#]+)|(pub/[^/?#]+/\w+/\w+/\w+))",
    re.IGNORECASE,
)
_PAGE = re.compile("https?://(?:www[.])?")
_SHOWN = 60
"""How many characters of a value are shown in a difference."""


def linkedin_slug(url: str) -> str:
    """Return what identifies a profile: lower case, percent-decoded, without its query; else "".

    `https://uk.linkedin.com/in/Ana-Ruiz/?trk=x` and `linkedin.com/in/ana-ruiz` give the same.
    """
    found = _PROFILE.match(clean_line(url))
    name = unquote(found[1] or found[2]) if found else ""
    return unicodedata.normalize("NFC", name).lower()


def email_key(email: str) -> str:
    """Return an email address as it is compared: trimmed and without case."""
    return clean_line(email).casefold()


def uid_key(uid: str) -> str:
    """Return a UID as it is compared: without case, and without "urn:uuid:" in front."""
    return clean_line(uid).lower().removeprefix("urn:uuid:")


def uid_print(uid: str) -> str:
    """Return a UID as a fingerprint, for someone who was merged into another contact."""
    return f"uid|{uid_key(uid)}"


def print_keys(fingerprint: str) -> tuple[str, ...]:
    """Return what a fingerprint is compared by: itself, with its day in a normal form.

    A day that can be read two ways gives two, so a spreadsheet that writes days in another way
    leaves the row the same.
    """
    rest, _, when = fingerprint.rpartition("|")
    if not fingerprint.startswith("linkedin|") or not when:
        return (fingerprint,) if fingerprint else ()
    return (fingerprint, *(f"{rest}|{day}" for day in file_day(when).days))


def _met_keys(fingerprint: str) -> Iterator[str]:
    """Yield who a fingerprint of LinkedIn is of and since when, without where they work."""
    parts = fingerprint.split("|")
    if len(parts) == 4 and parts[0] == "linkedin":
        for day in file_day(parts[3]).days:
            yield f"{parts[1]}|{day}"


class Match(Struct, frozen=True):
    """Which contact, if any, a row in a file matches."""

    kind: Literal["new", "same", "ambiguous"]
    contact_id: str | None
    """The contact, if the kind is "same"; otherwise who it may be, if that is one contact."""
    why: str
    """What decided the match; for someone new, a hint at a contact who may be the same, or ""."""


class MatchIndex:
    """Contacts indexed by what identifies them, for looking up thousands of rows.

    Args:
        contacts: the contacts to start with.
    """

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._names: dict[str, str] = {}
        self._slugs: dict[str, dict[str, None]] = {}
        self._emails: dict[str, dict[str, None]] = {}
        self._prints: dict[str, dict[str, None]] = {}
        self._people: dict[tuple[str, str], str] = {}
        self._namesakes: dict[str, dict[str, bool]] = {}
        self._slugs_of: dict[str, dict[str, None]] = {}
        self._met: dict[str, dict[str, None]] = {}
        for contact in contacts:
            self.add(contact)
            for key in _met_keys(contact.fingerprint):
                self._met.setdefault(key, {})[contact.id] = None
            for name in name_keys(contact.name):
                has_place = bool(organization_keys(contact.organization))
                self._namesakes.setdefault(name, {})[contact.id] = has_place

    def add(self, contact: Contact) -> None:
        """Add a contact for later rows to match; adding one again adds what is new about them."""
        self._names[contact.id] = contact.name
        for uid in filter(None, (contact.id, contact.uid, *contact.merged_ids)):
            self._prints.setdefault(uid_print(uid), {})[contact.id] = None
        slugs = _slugs(contact.links)
        self._slugs_of[contact.id] = slugs
        for slug in slugs:
            self._slugs.setdefault(slug, {})[contact.id] = None
        for email in contact.emails:
            self._emails.setdefault(email_key(email), {})[contact.id] = None
        for each in (contact.fingerprint, *contact.merged_fingerprints):
            for key in print_keys(each):
                self._prints.setdefault(key, {})[contact.id] = None
        places = organization_keys(contact.organization)
        for name in name_keys(contact.name) if places else ():
            for place in places:
                self._people.setdefault((name, place), contact.id)

    def match(
        self,
        name: str,
        organization: str,
        emails: Iterable[str],
        links: Iterable[str],
        fingerprint: str,
        uid: str = "",
    ) -> Match:
        """Return which contact a row matches; all of its values must already be cleaned."""
        by_uid = _found(self._prints, (uid_print(uid),)) if uid else {}
        if len(by_uid) == 1:
            return Match("same", next(iter(by_uid)), "same UID")
        slugs = _slugs(links)
        by_slug = _found(self._slugs, slugs)
        by_email = _found(self._emails, (email_key(email) for email in emails))
        by_print = _found(self._prints, print_keys(fingerprint))
        by_print = by_print or self._by_day(slugs, fingerprint)
        if by_slug:
            return self._by_profile(by_slug, by_email)
        if by_email:
            return self._by_email(name, by_email)
        if by_print:
            return self._by_print(slugs, by_print)
        alike = self._suggest(name, organization, slugs)
        return Match("new", alike, f"same name as {self._names[alike]}" if alike else "")

    def _suggest(self, name: str, organization: str, slugs: dict[str, None]) -> str | None:
        """Return the id of a contact with this name who may be the same, or someone else.

        They have the same organization; or one has none, not both have a profile, and the contact
        was there from the start: people of one name in one file are mostly several.
        """
        keys, places = name_keys(name), organization_keys(organization)
        found = (self._people.get((key, place)) for key in keys for place in places)
        others = (
            contact_id
            for key in keys
            for contact_id, has_place in self._namesakes.get(key, {}).items()
            if not (places and has_place) and not (slugs and self._slugs_of[contact_id])
        )
        return next(chain(filter(None, found), others), None)

    def _by_profile(self, found: dict[str, str], by_email: dict[str, str]) -> Match:
        contact_id = next(iter(found))
        if len(found) > 1:
            who = " and ".join(self._names[one] for one in found)
            return Match("ambiguous", None, f"the LinkedIn profile belongs to {who}")
        if by_email and contact_id not in by_email:
            other, email = next(iter(by_email.items()))
            return Match(
                "ambiguous",
                None,
                f"the LinkedIn profile belongs to {self._names[contact_id]}, "
                f"the email {email} to {self._names[other]}",
            )
        return Match("same", contact_id, "same LinkedIn profile")

    def _by_email(self, name: str, found: dict[str, str]) -> Match:
        namesakes = [one for one in found if fold(self._names[one]) == fold(name)]
        if len(namesakes) == 1:
            return Match("same", namesakes[0], "same email and name")
        one, email = next(iter(found.items()))
        who = self._names[one]
        if namesakes:
            several = f"the email {email} belongs to several people called {who}"
            return Match("ambiguous", None, several)
        return Match("ambiguous", one, f"the email {email} already belongs to {who}")

    def _by_day(self, slugs: dict[str, None], fingerprint: str) -> dict[str, str]:
        """Return the one person with this name who was connected on this day, wherever they work.

        Someone whose other profile is known is somebody else.
        """
        found = _found(self._met, _met_keys(fingerprint))
        is_other = slugs and any(self._slugs_of[each] for each in found)
        return found if len(found) == 1 and not is_other else {}

    def _by_print(self, slugs: dict[str, None], found: dict[str, str]) -> Match:
        contact_id = next(iter(found))
        theirs = self._slugs_of[contact_id]
        if slugs and theirs:
            who = self._names[contact_id]
            why = f"like {who}, but with a different LinkedIn profile"
            return Match("ambiguous", contact_id, why)
        return Match("same", contact_id, "same row as in an earlier import")


def fill_blanks(current: Mapping[str, Any], incoming: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes that fill blank fields of a contact; nothing is ever overwritten.

    A list, such as the emails, gains what it does not have yet.

    Args:
        current: the contact's fields.
        incoming: the file's fields for the same person.
    """
    found = {}
    for key, new in incoming.items():
        old = current.get(key)
        if new and not old:
            found[key] = new
        elif new and isinstance(new, tuple):
            have = {entry_key(key, each) for each in old or ()}
            more = tuple(each for each in new if entry_key(key, each) not in have)
            if more:
                found[key] = (*(old or ()), *more)
    return found


def entry_key(key: str, value: str) -> str:
    """Return what an entry of a list is compared by, however it is written.

    Args:
        key: the name of the field.
        value: the entry.
    """
    if key == "emails":
        return email_key(value)
    number = phone_key(value) if key == "phones" else ""
    return number or linkedin_slug(value) or _PAGE.sub("", fold(value)).rstrip("/")


def differences(current: Mapping[str, Any], incoming: Mapping[str, Any]) -> tuple[str, ...]:
    """Return, in words, where a file disagrees with a contact; blanks never disagree.

    Args:
        current: the contact's fields.
        incoming: the file's fields for the same person.
    """
    return tuple(
        f"{key.replace('_', ' ')}: kept {_shown(old)}, file says {_shown(new)}"
        for key, new in incoming.items()
        if new
        and not isinstance(new, tuple)
        and (old := current.get(key))
        and old != new
        and not _agrees(key, old, new)
    )


def _slugs(links: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(slug for link in links if (slug := linkedin_slug(link)))


def _found(index: Mapping[str, Iterable[str]], keys: Iterable[str]) -> dict[str, str]:
    """Return the ids of the contacts under any of the keys, each with the key that found it."""
    return {contact_id: key for key in keys for contact_id in index.get(key, ())}


def _agrees(key: str, old: Any, new: Any) -> bool:
    """Tell whether the contact already has everything that the file says."""
    if key == "notes":
        return fold(new) in fold(old)
    return fold(str(new)) == fold(str(old))


def _shown(value: Any) -> str:
    text = clean_line(str(value))
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[: _SHOWN - 1]}…'"
