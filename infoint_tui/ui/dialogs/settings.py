"""The form for the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import ValidationError
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import clock_time
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.typed_days import parse_day
from infoint_tui.domain.contact_fields import listed
from infoint_tui.domain.records.mistakes import Mistake, reason
from infoint_tui.domain.records.settings import ROWS, SettingRow, Settings
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.drawing import plain
from infoint_tui.ui.kit.fields import AreaField, Field, LineField
from infoint_tui.ui.kit.more_line import MORE_HINT, MORE_KEYS, More


class SettingsForm(FieldDialog[dict[str, Any]]):
    """Ask for the settings: a few, and those that are not the default; the rest if asked for.

    The result holds what was changed; None stands for the default.

    Args:
        settings: the settings as they are.
        today: the day, from which days off such as "24 dec" count.
        path: the file they are in.
        mistakes: what in that file cannot be used.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*MORE_KEYS]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ctrl+s", "save", "save"),
        MORE_HINT,
        ("esc", "cancel", "cancel"),
    )

    def __init__(
        self, settings: Settings, today: date, path: str, mistakes: Sequence[Mistake] = ()
    ) -> None:
        self._settings = settings
        self._today = today
        self._path = path
        self._mistakes = mistakes
        self._asked = {key: self._field(key, row) for key, row in ROWS.items()}
        shown: list[Field] = []
        more: dict[str, list[Field]] = {}
        for key, field in self._asked.items():
            word = ROWS[key].word if getattr(settings, key) == _default(key) else ""
            (more.setdefault(word, []) if word else shown).append(field)
        rest = tuple(More(word, tuple(fields)) for word, fields in more.items())
        super().__init__("Settings", tuple(shown), rest)

    def on_mount(self) -> None:
        """Say where the keys are, and what in the file cannot be used."""
        where = f"Keys are in {plain(self._path)}, below [keys]."
        body = self.query_one("#body")
        body.mount(Static(Content(where), classes="where"))
        if self._mistakes:
            wrong = "\n".join(plain(str(each)) for each in self._mistakes)
            words = f"In the file, this cannot be used, so the default is:\n{wrong}"
            body.mount(Static(Content(words), classes="where"), before=0)

    def result(self) -> dict[str, Any]:
        """Return what was changed."""
        return {
            key: self._read(key, field.value)
            for key, field in self._asked.items()
            if field.is_changed
        }

    def _field(self, key: str, row: SettingRow) -> Field:
        value = getattr(self._settings, key)
        made = self._control(key, row, value)
        made.aside = row.aside
        return made

    def _control(self, key: str, row: SettingRow, value: Any) -> Field:
        if isinstance(value, bool):
            return yes_no(row.label, value)
        if choices := _choices(key):
            named = [(each, str(each).removeprefix("infoint-")) for each in choices]
            return ChoiceField(row.label, ((None, row.unset), *named), value)
        if row.is_long:
            return AreaField(row.label, value, hint=row.unset)
        hint = row.unset or _text(_default(key))
        return LineField(row.label, _text(value), check=self._check(key), hint=hint)

    def _check(self, key: str) -> Callable[[str], object]:
        return lambda text: self._read(key, text)

    def _read(self, key: str, typed: Any) -> Any:
        """Return the value that was typed for a setting; None for its default.

        Raises:
            InvalidInputError: it cannot be used.
        """
        if typed in ("", None):
            return None
        default = _default(key)
        if isinstance(default, frozenset):
            typed = [parse_day(each, self._today) for each in listed(typed)]
        try:
            value = getattr(Settings.model_validate({key: typed}), key)
        except ValidationError as error:
            label, why = ROWS[key].label, reason(error.errors()[0])
            raise InvalidInputError(f"{label}: {why}.") from None
        return None if value == default else value


def _default(key: str) -> Any:
    return Settings.model_fields[key].get_default(call_default_factory=True)


def _choices(key: str) -> tuple[str, ...]:
    """Return the values of a setting that is chosen, not typed; none for the others."""
    annotation = Settings.model_fields[key].annotation
    kinds = (annotation, *get_args(annotation))
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())


def _text(value: Any) -> str:
    """Return a value as it is typed."""
    if isinstance(value, frozenset):
        return ", ".join(each.isoformat() for each in sorted(value))
    if isinstance(value, time):
        return clock_time(value)
    return "" if value is None else str(value)
