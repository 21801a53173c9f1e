"""Fields that recognize people who are already on file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line, fold, quoted
from infoint_tui.domain.people.introductions import SuggestedPerson, known_already
from infoint_tui.domain.search.completion import Candidate
from infoint_tui.ui.dialogs.completing_field import CompletingField, Source, in_full
from infoint_tui.ui.kit.fields import LineField, Tone


class PersonField(CompletingField):
    """A person already on file, chosen by name; the value is their id.

    Args:
        label: what they are to the contact.
        person: the id of the initial person; None for nobody.
        source: everyone.
        kept: the name to start with if there is no initial person, since they were deleted.
    """

    def __init__(self, label: str, person: str | None, *, source: Source, kept: str = "") -> None:
        everyone = source() if person else ()
        before = next((each for each in everyone if each.key == person), None)
        text = before.text if before else kept
        super().__init__(label, text, source=source, hint="a name you already have")
        self._chosen = before
        self._first = person

    def remark(self) -> tuple[str, Tone]:
        """Return which person is meant, when the name alone is not enough to tell."""
        found = self._found()
        return (in_full(found) if found and found.note else ""), "muted"

    def take(self, candidate: Candidate) -> None:
        """Choose this person, even if someone else has the same name."""
        self._chosen = candidate
        super().take(candidate)

    @property
    def is_changed(self) -> bool:
        """True if the name differs from the initial one, or a namesake has been chosen."""
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
        """The id of the person who is meant; None for nobody."""
        if not self.is_changed:
            return self._first
        found = self._found()
        return found.key if found else None

    def problem(self) -> str:
        """Return an error if nobody, or more than one person, has that name; "" if it is fine."""
        if not self.value or not self.is_changed or self._found():
            return ""
        if self._namesakes():
            return f"Several people are called {quoted(self.value)}. Choose one from the list."
        return f"Nobody here is called {quoted(self.value)}. Add them first, or leave this blank."


def here_already(same: Sequence[Candidate]) -> str:
    """Return a sentence saying that these people already have that name; there is at least one."""
    more = f" and {len(same) - 1} more" if len(same) > 1 else ""
    return f"{in_full(same[0])}{more} {'are' if more else 'is'} already here"


class NameField(LineField):
    """A name, with a muted note if someone with that name is already in your contacts.

    Args:
        label: the field's label.
        value: the initial name.
        source: everyone.
        about: returns what to say about the people with that name, of whom there is at least one.
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
        """Return who already has that name, and what that means."""
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
    """Return a field for the name of a suggested person; it shows whether they are already known.

    Args:
        label: the field's label.
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
    """Someone who might be the person meant by a name."""

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
