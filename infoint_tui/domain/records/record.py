"""What all records share: they are frozen, have an id, and keep unknown fields."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line, clean_text

Line = Annotated[str, AfterValidator(clean_line)]
"""One line of text without control characters."""

Text = Annotated[str, AfterValidator(clean_text)]
"""Text of one or more lines, without control characters other than newline and tab."""


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment, kept in UTC."""


def _unique(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


Lines = Annotated[tuple[Line, ...], AfterValidator(_unique)]
"""Several lines, in the order given, with no blanks or repeats."""


def _known_zone(name: str) -> str:
    try:
        return check_zone(name)
    except InvalidInputError as error:
        raise ValueError(str(error)) from None


def _without_sign(value: str) -> str:
    return value.lstrip("# ")


Tags = Annotated[
    tuple[Annotated[Line, AfterValidator(_without_sign)], ...], AfterValidator(_unique)
]
"""Several tags: `Lines` without the leading "#", which is typed and shown but not kept."""

Zone = Annotated[str, AfterValidator(_known_zone)]
"""A time zone, by its IANA name."""


class Value(BaseModel):
    """A part of a record. It is frozen, and keeps fields that a later version wrote."""

    # A validator is built when it is first used: those of parts never are, and some not at once.
    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    def but(self, **changes: Any) -> Self:
        """Return a copy with `changes` applied and validated.

        Raises:
            TypeError: a name in `changes` is not a field.
            pydantic.ValidationError: a change does not fit its field.
        """
        fields = self.__pydantic_fields__
        for name in changes:
            if name not in fields:
                kind, known = type(self).__name__, ", ".join(fields)
                raise TypeError(f"{kind} has no field {name!r}. Its fields are {known}.")
        return type(self).model_validate({**dict(self), **changes})


class Record(Value):
    """One document of the file."""

    table: ClassVar[str]
    """The name of the table that holds this kind of record."""

    id: str
    """A UUID; never changes."""

    rev: int = 0
    """Increased by the store each time the document is written."""
