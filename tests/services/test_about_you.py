"""What the user says about themselves: in general, and to one person."""

from __future__ import annotations

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.services.container import Services


def test_a_name_and_a_few_lines(services: Services) -> None:
    about = services.about_you
    assert about.change("Mira Sol", ["I teach math.", " ", "I wonder\nabout grids."])
    assert (about.name, about.lines) == ("Mira Sol", ("I teach math.", "I wonder", "about grids."))
    assert not about.change("Mira Sol")
    assert about.change(lines=[""])
    assert (about.name, about.lines) == ("Mira Sol", ())


@pytest.mark.parametrize("way", ["name", "line", "asked", "followed", "nothing"])
def test_it_is_asked_for_while_nothing_is_known_and_nobody_was_written_to(
    services: Services, ana: Contact, way: str
) -> None:
    if way in ("name", "line"):
        services.about_you.change(**{"name": {"name": "Mi"}, "line": {"lines": ["I ask."]}}[way])
    elif way == "asked":
        services.requests.ask(ana.id)
    elif way == "followed":
        services.touches.log([ana.id], "", kind="follow")
    assert services.about_you.is_wanted is (way in ("followed", "nothing"))


def test_a_conversation_may_have_words_of_its_own(services: Services, ana: Contact) -> None:
    services.about_you.change("Mira Sol", ["I teach math."])
    assert "\nI teach math." in services.messages.draft(ana.id, "ask").body
    interview = services.planning.plan_interview(ana.id)
    services.interviews.edit(interview.id, "test", about_me="I sail, too.")
    body = services.messages.draft(ana.id, "ask").body
    assert "\nI sail, too." in body
    assert "I teach math" not in body
