"""What forms complete from."""

from __future__ import annotations

from infoint_tui.services.container import Services


def test_what_is_there_the_likeliest_first(services: Services) -> None:
    known = services.contacts
    known.add("Zoë Park", organization="Opal", tags=("sea", "grid"))
    known.add("Bo Lindqvist", organization="Lumen", tags=("grid",))
    ana = known.add("Ana Ruiz", organization="Lumen")
    zoe = known.find("Zoë Park")
    known.shortlist([zoe.id])
    there = services.completing
    assert [each.text for each in there.organizations()] == ["Lumen", "Opal"]
    assert [each.text for each in there.tags()] == ["grid", "sea"]
    assert [each.text for each in there.people()] == ["Zoë Park", "Ana Ruiz", "Bo Lindqvist"]
    assert (there.people()[1].key, there.people()[1].note) == (ana.id, "Lumen")
