"""Reading a write-up that is JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line, fold, has_unsafe, quoted
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.mistakes import reason

_PARTS: dict[str, type[BaseModel]] = {
    "answers": Answer,
    "names": SuggestedPerson,
    "promises": Promise,
}
"""What the lists of objects contain, so that an error can name the fields they have."""
_KEYS = {"answers": "question", "names": "name", "promises": "text"}
"""The field that tells which of them an object is about."""


def read_debrief(text: str, start: DebriefDraft, source: str) -> DebriefDraft:
    """Read a write-up; a field that the text leaves out stays as it is in `start`.

    The same goes for a field of an answer, a name or a promise that is there already.

    Args:
        text: a JSON object with fields of `DebriefDraft`; its `version` is not looked at.
        start: the draft that the template showed.
        source: what to call the text in error messages.

    Raises:
        InvalidInputError: it is not JSON, or a field is unknown or does not fit; the error says
            which.
    """
    try:
        found = from_json(text)
    except ValueError as error:
        raise InvalidInputError(f"{source} is not valid JSON: {error}.") from None
    if not isinstance(found, dict):
        raise InvalidInputError(f"{source} is not one JSON object.", "Start from --template.")
    found.pop("version", None)
    whole = start.model_dump(mode="json")
    whole |= {field: _filled(field, given, whole.get(field)) for field, given in found.items()}
    try:
        return DebriefDraft.model_validate_json(json.dumps(whole), strict=True)
    except ValidationError as error:
        raise _wrong(error.errors()[0], source) from None


def _filled(field: str, given: Any, before: Any) -> Any:
    """Return what a file says about a field, with what its objects leave out taken from before."""
    key = _KEYS.get(field)
    if key is None or not isinstance(given, list):
        return given
    known: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in before:
        known[fold(each[key])].append(each)

    def whole(part: Any) -> Any:
        name = part.get(key) if isinstance(part, dict) else None
        same = known.get(fold(clean_line(name)), []) if isinstance(name, str) else []
        return {**same[0], **part} if len(same) == 1 else part

    return [whole(part) for part in given]


def had_unsafe(text: str) -> bool:
    """Tell whether the valid JSON in `text` contains control characters, which are removed."""
    return any(map(has_unsafe, _strings(from_json(text))))


def _wrong(error: ErrorDetails, source: str) -> InvalidInputError:
    *around, last = error["loc"]
    if error["type"] == "extra_forbidden":
        kind = _PARTS[str(around[0])] if around else DebriefDraft
        return InvalidInputError(
            f"{source}: {_place(around)}there is no field {quoted(str(last))}.",
            f"Choose from: {', '.join(kind.model_fields)}.",
        )
    if error["type"] in ("model_type", "model_attributes_type") and around:
        fields = ", ".join(_PARTS[str(around[0])].model_fields)
        return InvalidInputError(f"{source}: {_place(error['loc'])}use an object with {fields}.")
    return InvalidInputError(f"{source}: {_place(error['loc'])}{reason(error)}.")


def _place(loc: Sequence[int | str]) -> str:
    """Return where in the object something is, in words: "names, number 2, name: "."""
    words = (f"number {part + 1}" if isinstance(part, int) else part for part in loc)
    return f"{', '.join(words)}: " if loc else ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
