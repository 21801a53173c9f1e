from __future__ import annotations

import pytest

from infoint_tui.domain.people.greeting import first_name, greeted
from tests.builders import contact


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ana Ruiz", "Ana"),
        ("Ana", "Ana"),
        ("Edwin van der Sar", "Edwin"),
        # turned round, with or without degrees
        ("Ruiz, Ana", "Ana"),
        ("de la Cruz, Maria", "Maria"),
        ("RUIZ, ANA", "Ana"),
        ("Ana Ruiz, PhD", "Ana"),
        ("Ana Ruiz, M.Sc., PMP", "Ana"),
        ("Ana Ruiz, CISSP", "Ana"),
        ("Ruiz, Ana, Ph.D.", "Ana"),
        ("Ruiz, AJ", "AJ"),
        # words that are no part of it
        ("🌍 PEDRO Homem (he/him)", "Pedro"),
        ("(Oz) Ozge Kaya", "Ozge"),
        ("Ana (she / her) Ruiz", "Ana"),
        ("★Ana★ Ruiz", "Ana"),
        ("1. Ana Ruiz", "Ana"),
        ("Ana Ruiz (Lumen", "Ana"),
        # titles
        ("Dr. Ana Ruiz", "Ana"),
        ("Prof. Dr. Ana Ruiz", "Ana"),
        ("Ruiz, Dr. Ana", "Ana"),
        ("Dr. RUIZ", "Dr. Ruiz"),
        ("Mr. Smith", "Mr. Smith"),
        # initials
        ("J. Robert Vale", "Robert"),
        ("J. R. Vale", "J. R. Vale"),
        ("J.R. Vale", "J.R. Vale"),
        ("J. R.", "J. R."),
        ("S. Anand", "S. Anand"),
        ("TJ Vale", "TJ"),
        ("Wm. Vale", "Wm"),
        # case
        ("MARIA DE LA CRUZ", "Maria"),
        ("JEAN-LUC PICOT", "Jean-Luc"),
        ("D'ANGELO VALE", "D'Angelo"),
        ("ana ruiz", "Ana"),
        ("anne-marie vale", "Anne-Marie"),
        ("McKenzie Vale", "McKenzie"),
        ("ÉMILE VALE", "Émile"),
        # no guesses
        ("William 'Bill' Gray", "William"),
        ("“Bill” Gray", "Bill"),
        ("Jean-Luc Picot", "Jean-Luc"),
        ("Li Wei", "Li"),
        ("王 小明", "王 小明"),
        ("김 민수", "김 민수"),
        ("佐藤花子", "佐藤花子"),
        ("प्रिया शर्मा", "प्रिया"),
        ("O'Brien", "O'Brien"),
        ("🌍", "🌍"),
        ("(Oz)", "(Oz)"),
    ],
)
def test_someone_is_called_by_their_first_given_name(name: str, called: str) -> None:
    assert first_name(name) == called


def test_what_the_user_wrote_down_wins() -> None:
    assert greeted(contact("William Gray", call="Bill")) == "Bill"
    assert greeted(contact("William Gray")) == "William"
