"""What makes two ways of writing a name, an organization or a phone number the same."""

from __future__ import annotations

import re

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import clean_line, quoted

_WORDS = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SINGLE_LETTERS = re.compile(r"\b(\w)/(\w)\b")
_SCHEME = re.compile(r"^\s*tel:", re.IGNORECASE)
_EXTENSION = re.compile(r"[^\W\d_].*")

_HONORIFICS = frozenset(("dr", "prof", "mr", "mrs", "ms", "mx", "sir", "herr", "frau"))

_LEGAL_FORMS = frozenset(
    (
        *("gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "eg", "se", "haftung"),
        *("inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp"),
        *("ltd", "limited", "plc", "pty", "pte", "pvt", "cic", "sa", "sas", "sasu", "sarl"),
        *("eurl", "srl", "spa", "snc", "sl", "slu", "cv", "rl", "lda", "ltda", "bv", "nv", "vof"),
        *("oy", "oyj", "ab", "as", "asa", "aps", "hb", "kb", "kk", "gk", "spzoo", "oo", "sro"),
        *("doo", "ooo", "kft", "zrt", "eood", "ood", "hf", "ehf", "ou", "uab", "sia"),
    )
)
"""The last words of an organization's name that say only what kind of company it is, folded."""

_BETWEEN = frozenset(("and", "und", "et", "y", "e", "de", "sp", "z"))
"""Words that stand before a legal form and belong to it, as in "& Co. KG" or "S.A. de C.V."."""

_NUMBER = 9
"""How many last digits of a phone number are compared, so that its country does not matter."""
_SHORTEST = 6
"""With fewer digits, a number is an extension and says nothing about a person."""


def name_keys(name: str) -> frozenset[str]:
    """Return what a name is compared by: its words in any order, without case, accents or titles.

    "Ruiz, Ana" and "Dr. ANA RUIZ (she/her)" have one in common; so do "Müller" and "Mueller", which
    is another usual way to spell it. A name without words has none.
    """
    for text in (_ASIDE.sub(" ", name), name):
        keys = frozenset(filter(None, map(_key_of_words, readings(text))))
        if keys:
            return keys
    return frozenset()


def _key_of_words(folded: str) -> str:
    words = _WORDS.findall(folded)
    return " ".join(sorted([word for word in words if word not in _HONORIFICS] or words))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two texts are the same name, however it is written."""
    return clean_line(one) == clean_line(other) or not name_keys(one).isdisjoint(name_keys(other))


def check_typed(typed: str, name: str) -> None:
    """Check that a name that was typed to confirm something is the whole name.

    Raises:
        InvalidInputError: it is not.
    """
    if not is_same_name(typed, name):
        raise InvalidInputError(f"That doesn't match the name {quoted(name)}.", "Type it in full.")


def organization_keys(organization: str) -> frozenset[str]:
    """Return what an organization is compared by: its words, without signs and legal forms.

    "Lumen Energy", "Lumen Energy GmbH" and "lumen-energy, S.A." have one in common. None if it is
    blank.
    """
    together = _SINGLE_LETTERS.sub(r"\1\2", organization.replace(".", ""))
    return frozenset(filter(None, map(_without_legal_form, readings(together))))


def _without_legal_form(folded: str) -> str:
    words = _WORDS.findall(folded)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
        while len(words) > 1 and words[-1] in _BETWEEN:
            words.pop()
    return " ".join(words)


def phone_key(phone: str) -> str:
    """Return the last digits of a phone number, however it is written; "" if there are too few.

    "+1 (202) 555-0143", "202.555.0143" and "+12025550143 ext. 7" give the same.
    """
    digits = "".join(filter(str.isdecimal, _EXTENSION.sub("", _SCHEME.sub("", phone))))
    return digits[-_NUMBER:] if len(digits) >= _SHORTEST else ""
