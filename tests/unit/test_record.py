"""What all records share."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

from infoint_tui import domain
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.record import Value


def kinds(root: type[Value]) -> Iterator[type[Value]]:
    for kind in root.__subclasses__():
        yield kind
        yield from kinds(kind)


for module in walk_packages(domain.__path__, f"{domain.__name__}."):
    import_module(module.name)
KINDS = [kind for kind in kinds(Value) if kind.__module__.startswith(f"{domain.__name__}.")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_no_field_is_refused(kind: type[Value]) -> None:
    with pytest.raises(TypeError, match=f"{kind.__name__} has no field 'standin'"):
        kind.model_construct().but(standin="shortlisted")


def test_a_refusal_names_the_fields_there_are() -> None:
    with pytest.raises(TypeError, match=", ".join(Contact.model_fields)):
        Contact(id="a", name="Ana").but(standin="shortlisted")


def test_a_field_of_a_later_version_is_carried_along_but_not_set() -> None:
    loaded = Contact.model_validate({"id": "a", "name": "Ana", "aura": "green"})
    changed = loaded.but(title="Baker")
    assert changed.model_extra == {"aura": "green"}
    with pytest.raises(TypeError, match="aura"):
        changed.but(aura="blue")
