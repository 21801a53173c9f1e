"""Characters that nobody sees, and letters that look like others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_tui.domain.basics.text import clean_line, clean_text, has_unsafe
from tests.builders import contact

ZWJ, ZWNJ, STYLE = "\u200d", "\u200c", "\ufe0f"
FAMILY = f"\U0001f469{ZWJ}\U0001f4bb"
RAINBOW = f"\U0001f3f3{STYLE}{ZWJ}\U0001f308"
PERSIAN = f"\u0646\u06cc{ZWNJ}\u0645\u0627"

INVISIBLE = (
    *("\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4", "\u180e", "\u200b", "\u2060", "\u2064"),
    *("\u206a", "\u3164", "\uffa0", "\U000e0041", "\U000e0100", ZWJ, ZWNJ, STYLE, ZWJ + STYLE),
)


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign[0]):04X}")
def test_what_nobody_sees_is_removed_from_a_name(sign: str) -> None:
    for name in (f"Ana{sign} Ruiz", f"{sign}Ana Ruiz", f"Ana Ruiz{sign}", f"Ana {sign * 3}Ruiz"):
        assert clean_line(name) == "Ana Ruiz"
        assert clean_text(name) == "Ana Ruiz"
        assert contact(name).name == "Ana Ruiz"
        assert has_unsafe(name)


@pytest.mark.parametrize(
    "text", [FAMILY, RAINBOW, PERSIAN, f"Ana {RAINBOW}", "José", "小川", "“Zoë”"]
)
def test_what_a_script_or_an_emoji_needs_stays(text: str) -> None:
    assert clean_line(text) == clean_text(text) == text
    assert not has_unsafe(text)


def test_a_sign_that_looks_like_a_space_is_one() -> None:
    assert clean_line("Ana\u2800\u00a0\u3000Ruiz\u2800") == "Ana Ruiz"


@given(st.text(st.sampled_from(["\u200b", ZWJ, STYLE, *"ab \n\u0628\u2019\u2800\U0001f469"])))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    line, several = clean_line(text), clean_text(text)
    assert (clean_line(line), clean_text(several)) == (line, several)
    assert not has_unsafe(line)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\u0410na Ruiz", "Ana Ruiz"),  # a Cyrillic capital
        ("An\u0430 R\u0443iz", "Ana Ryiz"),
        ("\u039da\u03bf", "Nao"),  # Greek
        ("\U0001d400\U0001d427\U0001d41a Ruiz", "Ana Ruiz"),  # bold
        ("\uff21\uff4e\uff41", "Ana"),  # wide
        ("\u0410\u043d\u043d\u0430 Orlova", "\u0410\u043d\u043d\u0430 Orlova"),  # all Cyrillic
        ("\u0391\u03bd\u03bd\u03b1", "\u0391\u03bd\u03bd\u03b1"),  # all Greek
        ("José Ñandú-Øster", "José Ñandú-Øster"),
        ("小川 lead", "小川 lead"),
    ],
)
def test_letters_that_look_like_others_are_replaced_where_they_mix(typed: str, name: str) -> None:
    assert contact(typed).name == name
