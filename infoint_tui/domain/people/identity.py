"""What makes two ways of writing a name, an organization or a phone number the same."""

from __future__ import annotations

import re

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line, fold, quoted

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


def name_key(name: str) -> str:
    """Return a name as it is compared: its words in any order, without case, accents or titles.

    "Ruiz, Ana", "ANA RUIZ" and "Dr. Ana Ruiz (she/her)" give the same. "" for a name without words.
    """
    words = _WORDS.findall(_ASIDE.sub(" ", fold(name))) or _WORDS.findall(fold(name))
    return " ".join(sorted([word for word in words if word not in _HONORIFICS] or words))


def check_typed(typed: str, name: str) -> None:
    """Check that a name that was typed to confirm something is the whole name.

    Raises:
        InvalidInputError: it is not.
    """
    is_same = bool(name_key(name)) and name_key(typed) == name_key(name)
    if not is_same and clean_line(typed) != name:
        raise InvalidInputError(f"That is not the name {quoted(name)}.", "Type it in full.")


def organization_key(organization: str) -> str:
    """Return an organization as it is compared: folded, without signs and legal forms.

    "Lumen Energy", "Lumen Energy GmbH" and "lumen-energy, S.A." give the same.
    """
    if not organization:
        return ""
    together = _SINGLE_LETTERS.sub(r"\1\2", fold(organization).replace(".", ""))
    words = _WORDS.findall(together)
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
