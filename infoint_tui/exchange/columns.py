"""What the columns of a table mean: the names that other programs and people give them.

Names are compared without case, spaces and signs, so "E-mail 1 - Value" and "email_1_value" are the
same. Where one name means different things in different programs, the other columns tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import fold, quoted
from infoint_tui.domain.contact_fields import FIELDS

NAME_PARTS: Final = ("name", "first", "middle", "last")
TARGETS: Final[dict[str, str]] = {
    "name": "Name",
    "first": "First name",
    "middle": "Middle name",
    "last": "Last name",
    **{field.key: field.label for field in FIELDS if field.kind != "name"},
    "status": "How far you got",
    "last_contact": "Last contact",
    "connected": "Connected on",
    "uid": "UID",
}
"""What a column can go to, with what it is called."""

_KNOWN: Final[dict[str, str]] = {
    "name": (
        "name fullname displayname contact contactname person who whom fileas formattedname "
        "ansprechpartner kontakt vollstandigername nomcomplet nombrecompleto nomecompleto 氏名 姓名"
    ),
    "first": "firstname givenname forename vorname prenom voornaam nombres imie fornamn 名",
    "middle": "middlename additionalname",
    "last": (
        "lastname surname familyname nachname nomdefamille apellido apellidos cognome sobrenome "
        "achternaam nazwisko efternamn 姓"
    ),
    "call": "nickname spitzname surnom apodo soprannome apelido rufname",
    "title": (
        "title jobtitle job position role occupation organizationtitle organization1title beruf "
        "stelle positiontitle poste fonction cargo puesto posizione funcao functie beroep 役職 职位"
    ),
    "organization": (
        "organization organisation organizationname organization1name company companyname "
        "companies employer workplace where worksat org firm firma unternehmen entreprise societe "
        "empresa azienda bedrijf organisatie organizacja 会社 公司"
    ),
    "field": "field fieldofwork industry sector branche",
    "emails": (
        "email emails mail emailaddress emailaddresses primaryemail secondaryemail emailadresse "
        "adresseemail courriel correo correoelectronico posta emailadres メールアドレス 电子邮件"
    ),
    "phones": (
        "phone phones telephone tel mobile cell phonenumber phonenumbers mobilephone primaryphone "
        "businessphone businessphone2 homephone homephone2 workphone mobilenumber otherphone "
        "companymainphone telefon telefono telefone handy mobil 電話 电话"
    ),
    "links": (
        "link links url urls website websites webpage homepage web profile profileurl linkedin "
        "linkedinurl linkedinprofile personalwebpage webpage1 webpage2 blog 网址"
    ),
    "address": (
        "address postaladdress mailingaddress homeaddress workaddress businessaddress street "
        "homestreet businessstreet adresse anschrift direccion endereco indirizzo adres"
    ),
    "location": "location city homecity businesscity town wohnort ort ville ciudad cidade citta",
    "timezone": "timezone tz zeitzone",
    "tags": "tag tags label labels groupmembership group groups category categories keywords",
    "how_we_know": "howwemet howweknow knownfrom metat source met howyoumet howyouknow",
    "introduced_by": (
        "introducedby referredby referral introby suggestedby introducer via through"
    ),
    "notes": (
        "note notes comment comments remarks thoughts takeaways notizen bemerkungen anmerkungen "
        "remarques notas note1 observaciones opmerkingen メモ 备注"
    ),
    "status": "status stage progress state howfar outcome step howisitgoing",
    "last_contact": (
        "lastcontact lastcontacted lasttalked lastspoke lastmessage lastmet lastdate date "
        "lasttouch contactedon dateofchat talkedon when letzterkontakt dernierscontact"
    ),
    "connected": (
        "connectedon connectedat verbundenam connectele conectadoel conectadoem collegatoil "
        "verbondenop kontakttillfalle つながった日"
    ),
    "uid": "uid uniqueid",
}  # fmt: skip


def column_key(name: str) -> str:
    """Return the name of a column as it is compared: letters and digits only, without case."""
    return re.sub(r"[\W_]+", "", fold(name))


_BY_NAME: Final[dict[str, str]] = {
    column_key(name): key for key, names in _KNOWN.items() for name in names.split()
}
_OWN: Final = {
    column_key(text): field.key
    for field in FIELDS
    for text in (field.key, field.label, field.called, field.form)
    if text
}
_NUMBERED: Final = (
    (re.compile(r"email\d+(value|address)|emailaddress\d+|email\d+"), "emails"),
    (re.compile(r"phone\d+(value|number)|phone\d+|mobile\d+"), "phones"),
    (re.compile(r"website\d+value|url\d+|link\d+"), "links"),
    (re.compile(r"organization\d+name"), "organization"),
    (re.compile(r"organization\d+title"), "title"),
    (re.compile(r"address\d+formatted"), "address"),
    (re.compile(r"address\d+city"), "location"),
)
_EITHER: Final = frozenset(("nom", "nombre", "nome", "name", "naam", "namn"))
"""Names that mean the whole name, or the part for which there is no other column."""
_CONTAINED: Final = (
    ("email", "emails"), ("phone", "phones"), ("linkedin", "links"), ("company", "organization"),
    ("employer", "organization"), ("organi", "organization"), ("jobtitle", "title"),
    ("role", "title"), ("status", "status"), ("stage", "status"), ("lastcontact", "last_contact"),
    ("lastspoke", "last_contact"), ("lasttalk", "last_contact"), ("lastchat", "last_contact"),
    ("note", "notes"), ("comment", "notes"), ("takeaway", "notes"), ("firstname", "first"),
    ("lastname", "last"), ("fullname", "name"), ("introduc", "introduced_by"),
    ("refer", "introduced_by"),
    ("whereth", "organization"), ("wherewor", "organization"), ("whatthey", "title"),
)  # fmt: skip
"""Parts of a name from which a meaning is guessed, if the name as a whole is not known."""

LAYOUTS: Final = ("linkedin", "google", "outlook", "thunderbird")
_OUTLOOK_TITLE: Final = {"title": ""}
"""In Outlook, the title is what stands before a name: Dr."""


def known_count(names: Sequence[str]) -> int:
    """Return how many different things the names of a row mean; a header has many."""
    return len(set(filter(None, map(meaning_of, map(column_key, names)))))


def meaning_of(key: str) -> str:
    """Return the target that a column with this name surely goes to; "" if it is not known."""
    found = _BY_NAME.get(key) or ("name" if key in _EITHER else "")
    if not found and any(map(str.isdecimal, key)):
        found = next((target for form, target in _NUMBERED if form.fullmatch(key)), "")
    return found or _OWN.get(key, "")


def layout_of(names: Sequence[str]) -> str:
    """Return which program wrote a table with these columns: a key of `LAYOUTS`, or "csv"."""
    keys = set(map(column_key, names))
    has_name = bool(keys & {"firstname", "lastname", "name"})
    if "givenname" in keys or "organizationname" in keys or "groupmembership" in keys:
        return "google"
    if any(re.fullmatch(r"email1(value|label)", key) for key in keys):
        return "google"
    if any(_BY_NAME.get(key) == "connected" for key in keys):
        return "linkedin"
    if "primaryemail" in keys or {"displayname", "screenname"} <= keys:
        return "thunderbird"
    if has_name and keys & {"businessphone", "emaildisplayname", "email2address", "department"}:
        return "outlook"
    if has_name and "emailaddress" in keys and keys & {"jobtitle", "suffix", "middlename"}:
        return "outlook"
    return "linkedin" if "position" in keys and keys & {"firstname", "lastname"} else "csv"


def guessed(names: Sequence[str], layout: str) -> list[str]:
    """Return what each column goes to, as far as its name tells; "" where it does not.

    Args:
        names: the names of the columns.
        layout: which program wrote the table; see `layout_of`.
    """
    keys = [column_key(name) for name in names]
    special = _OUTLOOK_TITLE if layout == "outlook" else {}
    found = [special.get(key, meaning_of(key)) for key in keys]
    if layout == "csv":
        for at, key in enumerate(keys):
            if not found[at]:
                meant = next((target for part, target in _CONTAINED if part in key), "")
                found[at] = meant if meant not in found or meant in ("emails", "phones") else ""
    return list(_without_doubles(keys, found))


def _without_doubles(keys: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Yield the targets; a word for a whole name or a part of it takes the part that is missing."""
    others = {
        target for key, target in zip(keys, found, strict=True) if key not in _EITHER and target
    }
    for key, target in zip(keys, found, strict=True):
        if key not in _EITHER or not others & {"first", "last"}:
            yield target
        elif {"first", "last"} <= others:
            yield "name"
        else:
            yield "last" if "first" in others else "first"


def told_here(names: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return what the user said about the columns of one table, by the name of a column."""
    keys = set(map(column_key, names))
    return {name: wanted for name, wanted in given.items() if column_key(name) in keys}


def no_column(name: str, names: Iterable[str]) -> InvalidInputError:
    """Return the error for a column that is not there."""
    columns = ", ".join(filter(None, names))
    return InvalidInputError(f"There is no column {quoted(name)}.", f"Columns: {columns}.")


def corrected(
    names: Sequence[str], found: Sequence[str], given: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what each column goes to, with the user's own word for some of them.

    Args:
        names: the names of the columns.
        found: what was guessed.
        given: the target by the name of a column; "" or "-" leaves a column out.

    Raises:
        InvalidInputError: there is no such column, or nothing that a column can go to is called so.
    """
    targets = list(found)
    keys = [column_key(name) for name in names]
    for name, wanted in given.items():
        if column_key(name) not in keys:
            raise no_column(name, names)
        target = target_called(wanted)
        for at, key in enumerate(keys):
            if key == column_key(name):
                targets[at] = target
    return tuple(targets)


def target_called(word: str) -> str:
    """Return the target with this name; "" for "" and "-", which leave a column out.

    Raises:
        InvalidInputError: nothing is called so.
    """
    key = column_key(word)
    if not key or key in ("leaveout", "leaveitout", "skip", "none"):
        return ""
    by_label = {column_key(label): target for target, label in TARGETS.items()}
    by_key = {column_key(target): target for target in TARGETS}
    found = by_key.get(key) or by_label.get(key) or meaning_of(key)
    if not found:
        raise InvalidInputError(
            f"There is no field {quoted(word)}.", f"Use one of: {', '.join(TARGETS)}."
        )
    return found


def remembered_as(names: Sequence[str]) -> str:
    """Return what a mapping is remembered by: the set of the names of the columns."""
    return "|".join(sorted(set(filter(None, map(column_key, names)))))
