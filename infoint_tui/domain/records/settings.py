"""The numbers that the rules use, and what the user says about themselves."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, time
from typing import Annotated, Literal, NamedTuple

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from infoint_tui.domain.basics.local_forms import Order, WeekStart
from infoint_tui.domain.basics.public_days import check_country, is_public_day_off
from infoint_tui.domain.records.record import Line, Text, Value, Zone
from infoint_tui.domain.vocabulary import ScreenName, ThemeName

Days = Annotated[int, Field(ge=0, le=3650)]


def _flat(table: object) -> object:
    """Make TOML's `contact.thank = "w"` mean the same as `"contact.thank" = "w"`."""
    if not isinstance(table, dict):
        return table
    flat: dict[str, object] = {}
    for name, value in table.items():
        inner = value.items() if isinstance(value, dict) else None
        flat.update({f"{name}.{id}": keys for id, keys in inner} if inner else {name: value})
    return flat


def _time_of_day(value: object) -> object:
    """Refuse what is no time by the user's own clock, such as a number of seconds."""
    if isinstance(value, time) and value.tzinfo is not None:
        raise ValueError("use a time such as 18:00, without a zone")
    if not isinstance(value, (time, str)):
        raise ValueError("use a time such as 18:00")
    return value


class _DaysOff(Struct, frozen=True):
    """Days that are listed, and those of a country."""

    listed: frozenset[date]
    country: str

    def __contains__(self, day: object) -> bool:
        """Tell whether `day` is one of them."""
        if not isinstance(day, date):
            return False
        return day in self.listed or is_public_day_off(day, self.country)


TimeOfDay = Annotated[time, AfterValidator(_time_of_day), BeforeValidator(_time_of_day)]


class Settings(Value):
    """Every threshold of the rules, with the default that practitioners recommend."""

    model_config = ConfigDict(frozen=True, extra="forbid")  # a misspelled name is an error

    nudge_after: Days = 7
    """Business days to wait for an answer before the one nudge."""
    close_after: Days = 7
    """Business days to wait for an answer after the nudge before letting go."""
    second_door_after: Days = 3
    """Business days to wait for an answer before thinking of someone else at the same place."""
    thank_within: Days = 1
    """Days after an interview to send the thank-you."""
    thank_overdue: Days = 3
    """Days after an interview until a missing thank-you becomes an alarm."""
    act_within: Days = 14
    """Days to act on advice."""
    report_within: Days = 2
    """Business days to report back."""
    reach_out_within: Days = 5
    """Business days to write to people who were suggested."""
    settle_within: Days = 2
    """Business days to agree on a time once someone has said yes."""
    tell_verdict_within: Days = 7
    """Days after deciding a goal to tell everyone who helped."""
    cadence_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """Days between two touches with someone the user talked with."""
    mentor_cadence_days: Annotated[int, Field(ge=1, le=3650)] = 45
    """The same for a mentor, and for someone who wants to hear how it goes."""
    ask_limit: Days = 10
    """How many people may wait to be asked; if there are more, the board says so."""
    today_limit: Annotated[int, Field(ge=1, le=100)] = 7
    """How many people Today lists; the rest are only counted."""
    days_off: frozenset[date] = frozenset()
    """Days that are not business days, besides weekends and the country's days off."""
    country: Annotated[Line, AfterValidator(check_country)] = ""
    """The country whose days off count, such as PT, or a part of it, such as US-CA; needs the
    package holidays."""
    clock: Literal[12, 24] | None = None
    """How many hours a clock shows; without it, as the locale has it."""
    date_order: Order | None = None
    """Whether days come before months; without it, as the locale has it."""
    week_starts: WeekStart | None = None
    """The day that weeks begin with; without it, as the locale has it."""
    zone: Zone | None = None
    """The IANA name of the home zone; without it, the computer's zone."""
    theme: ThemeName | None = None
    """The theme; without it, the dark one. NO_COLOR overrides it."""
    start: ScreenName | None = None
    """The screen to start on; without it, the last one used, or if there is none, Today once
    someone is on the board. `--screen` overrides it."""
    hints: bool = True
    """Whether to show newcomers the next step in a line above the keys."""
    keys: Annotated[dict[str, Line], BeforeValidator(_flat)] = Field(default_factory=dict)
    """The user's keys for commands, by "id" or "scope.id", in place of the default ones."""
    partner: Line = ""
    """The name of the friend the user shares the day's one thing with."""
    partner_reach: Line = ""
    """How to reach that friend, such as a phone number."""
    partner_first: TimeOfDay | None = None
    """When the two say what they will do; without it, 09:00."""
    partner_second: TimeOfDay | None = None
    """When the two say whether it is done; without it, 18:00."""
    partner_line: Line = ""
    """What one of them says if the other has not done it; without it, that they call now and stay
    on the phone until it is done."""
    my_name: Line = ""
    """The user's name, which goes below their messages."""
    about_me: Text = ""
    """Three lines about the user, for when the other person asks."""

    @property
    def all_days_off(self) -> Container[date]:
        """All days that are not business days, besides weekends."""
        return _DaysOff(self.days_off, self.country) if self.country else self.days_off


class SettingRow(NamedTuple):
    """How the form asks for a setting."""

    label: str
    word: str = ""
    """The word on the form's last line that adds it; "" for what is always shown."""
    unset: str = ""
    """What it is while it is not set."""
    aside: str = ""
    """A remark: what is counted, or when a change applies."""
    is_long: bool = False
    """Whether it may have several lines."""


_ABOUT, _PARTNER, _DUE = "about you", "partner", "when things are due"
_DAYS = "days and times"
_LATER = "from the next start"

ROWS: Mapping[str, SettingRow] = {
    "theme": SettingRow("Theme", unset="default"),
    "start": SettingRow("Start on", unset="where I left off", aside=_LATER),
    "zone": SettingRow("Time zone", unset="the computer's", aside=_LATER),
    "days_off": SettingRow("Days off", unset="such as 2026-12-24, separated by commas"),
    "hints": SettingRow("Hints"),
    "country": SettingRow("Days off in", _DAYS, "a country such as PT, or a part such as US-CA"),
    "clock": SettingRow("Hours", _DAYS, "the computer's", aside=_LATER),
    "date_order": SettingRow("Dates", _DAYS, "the computer's", aside=_LATER),
    "week_starts": SettingRow("Weeks begin on", _DAYS, "the computer's", aside=_LATER),
    "my_name": SettingRow("Your name", _ABOUT, "below your messages"),
    "about_me": SettingRow("About you", _ABOUT, "three lines, for when they ask", is_long=True),
    "partner": SettingRow("Partner", _PARTNER, "who you share the day's one thing with"),
    "partner_reach": SettingRow("Reach them", _PARTNER, "a number, or where you write"),
    "partner_first": SettingRow("You both say it", _PARTNER, "09:00"),
    "partner_second": SettingRow("You check in at", _PARTNER, "18:00"),
    "partner_line": SettingRow("If it's not done", _PARTNER, "what the other one says"),
    "nudge_after": SettingRow("Nudge after", _DUE, aside="business days"),
    "close_after": SettingRow("Stop waiting", _DUE, aside="business days after the nudge"),
    "second_door_after": SettingRow("Try a colleague", _DUE, aside="business days of silence"),
    "settle_within": SettingRow("Agree on a time", _DUE, aside="business days after a yes"),
    "thank_within": SettingRow("Thank within", _DUE, aside="days"),
    "thank_overdue": SettingRow("Very late after", _DUE, aside="days without a thank-you"),
    "act_within": SettingRow("Act on advice", _DUE, aside="days"),
    "report_within": SettingRow("Report back", _DUE, aside="business days"),
    "reach_out_within": SettingRow("Write to names", _DUE, aside="business days"),
    "tell_verdict_within": SettingRow("Tell a decision", _DUE, aside="days"),
    "cadence_days": SettingRow("Stay in touch", _DUE, aside="days between"),
    "mentor_cadence_days": SettingRow("With mentors", _DUE, aside="days between"),
    "ask_limit": SettingRow("Ask, at most", _DUE, aside="people"),
    "today_limit": SettingRow("Today, at most", _DUE, aside="people"),
}
"""Every setting that the form asks for, in its order; keys are typed into the file itself."""
