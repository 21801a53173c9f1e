"""Fields that know the people who exist already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line, fold, quoted
from infoint_tui.domain.people.introductions import SuggestedPerson, known_already
from infoint_tui.domain.search.completion import Candidate
from infoint_tui.ui.dialogs.completing_field import CompletingField, Source, in_full
from infoint_tui.ui.kit.fields import LineField, Tone


class PersonField(CompletingField):
    """Someone who exists already, by name; the value is their id.

    Args:
        label: what they are to the contact.
        person: the id of the person at first; None for nobody.
        source: everyone.
    """

    def __init__(self, label: str, person: str | None, *, source: Source) -> None:
        everyone = source() if person else ()
        before = next((each for each in everyone if each.key == person), None)
        super().__init__(
            label, before.text if before else "", source=source, hint="a name you already have"
        )
        self._chosen = before
        self._first = person

    def remark(self) -> tuple[str, Tone]:
        """Return the person meant, if the name alone does not tell."""
        found = self._found()
        return (in_full(found) if found and found.note else ""), "muted"

    def take(self, candidate: Candidate) -> None:
        """Choose that person, even if someone else has the same name."""
        self._chosen = candidate
        super().take(candidate)

    @property
    def is_changed(self) -> bool:
        """True if the name differs from the first one, or another person of that name is chosen."""
        return super().is_changed or (self._chosen.key if self._chosen else None) != self._first

    def _found(self) -> Candidate | None:
        if self._chosen and self.value == clean_line(self._chosen.text):
            return self._chosen
        same = self._namesakes()
        return same[0] if len(same) == 1 else None

    def _namesakes(self) -> list[Candidate]:
        wanted = fold(self.value)
        return [each for each in self.known if each.folded == wanted] if wanted else []

    @property
    def person(self) -> str | None:
        """The id of the person meant; None for nobody."""
        if not self.is_changed:
            return self._first
        found = self._found()
        return found.key if found else None

    def problem(self) -> str:
        """Return that nobody, or more than one person, has that name; "" if all is well."""
        if not self.value or not self.is_changed or self._found():
            return ""
        if self._namesakes():
            return f"Several people are called {quoted(self.value)}. Choose one from the list."
        return f"Nobody here is called {quoted(self.value)}. Add them first, or leave this blank."


def here_already(same: Sequence[Candidate]) -> str:
    """Return a sentence that these people, at least one, have that name already."""
    more = f" and {len(same) - 1} more" if len(same) > 1 else ""
    return f"{in_full(same[0])}{more} {'are' if more else 'is'} already here"


class NameField(LineField):
    """A name, with a quiet remark if someone with that name is already in your contacts.

    Args:
        label: what it is.
        value: the name at first.
        source: everyone.
        about: returns what to say about these people, at least one, who have that name.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        source: Source,
        about: Callable[[Sequence[Candidate]], str] = here_already,
    ) -> None:
        super().__init__(label, value, required=True)
        self._source = source
        self._about = about
        self._names: dict[str, list[Candidate]] = {}

    def remark(self) -> tuple[str, Tone]:
        """Return who has that name already, and what follows from it."""
        same = self._namesakes() if self.is_changed else []
        return (self._about(same) if same else ""), "muted"

    def _namesakes(self) -> list[Candidate]:
        if not self._names:
            for each in self._source():
                self._names.setdefault(each.folded, []).append(each)
        return self._names.get(fold(self.value), [])


def suggested_field(
    label: str, *, source: Source, person: Callable[[], SuggestedPerson]
) -> NameField:
    """Return a field for the name a contact suggested; it says whether they are known.

    Args:
        label: what it is.
        source: everyone.
        person: returns what the form says about them so far; called once there is a name.
    """

    def about(same: Sequence[Candidate]) -> str:
        meant = known_already(person(), [_Known(each) for each in same])
        if meant is None:
            return f"{here_already(same)}; someone new will be added"
        return f"{in_full(meant.candidate)} is in your contacts and will be linked"

    return NameField(label, source=source, about=about)


class _Known(Struct, frozen=True):
    """Someone who may be meant by a name."""

    candidate: Candidate

    @property
    def id(self) -> str:
        return self.candidate.key

    @property
    def name(self) -> str:
        return self.candidate.text

    @property
    def organization(self) -> str:
        return self.candidate.note
