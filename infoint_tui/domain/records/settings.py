"""The numbers the rules use, and what the user tells about themselves."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from infoint_tui.domain.records.record import Line, Text, Value, Zone
from infoint_tui.domain.vocabulary import ScreenName, ThemeName

Days = Annotated[int, Field(ge=0, le=3650)]


def _flat(table: object) -> object:
    """Let TOML's `contact.thank = "w"` mean what `"contact.thank" = "w"` does."""
    if not isinstance(table, dict):
        return table
    flat: dict[str, object] = {}
    for name, value in table.items():
        inner = value.items() if isinstance(value, dict) else None
        flat.update({f"{name}.{id}": keys for id, keys in inner} if inner else {name: value})
    return flat


class Settings(Value):
    """Every threshold of the rules, with the default that practitioners advise."""

    model_config = ConfigDict(frozen=True, extra="forbid")  # a misspelt name is told, not ignored

    nudge_after: Days = 7
    """Business days without an answer before one nudge."""
    close_after: Days = 7
    """Business days without an answer after the nudge before letting go."""
    second_door_after: Days = 3
    """Business days without an answer before somebody else there comes to mind."""
    thank_within: Days = 1
    """Days after an interview within which the thank-you is sent."""
    thank_overdue: Days = 3
    """Days after an interview from which a missing thank-you is an alarm."""
    act_within: Days = 14
    """Days to act on advice."""
    report_within: Days = 2
    """Business days to report back."""
    reach_out_within: Days = 5
    """Business days to write to people somebody named."""
    settle_within: Days = 2
    """Business days to fix a time once somebody said yes."""
    tell_verdict_within: Days = 7
    """Days after deciding a goal within which everyone who helped hears of it."""
    cadence_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """Days between two touches with somebody you talked with."""
    ask_limit: Days = 10
    """People waiting to be asked beyond which the board says so."""
    today_limit: Annotated[int, Field(ge=1, le=100)] = 7
    """People listed for today before the rest is only counted."""
    days_off: frozenset[date] = frozenset()
    """Days that are not business days, besides weekends."""
    zone: Zone | None = None
    """The home zone, by IANA name; left out, the computer's."""
    theme: ThemeName | None = None
    """The theme; left out, the dark one. NO_COLOR is stronger."""
    start: ScreenName | None = None
    """The screen to begin on; left out, the one that was left last, else Today once somebody is in
    play. `--screen` is stronger."""
    hints: bool = True
    """Tell a newcomer the next step in a line above the keys."""
    keys: Annotated[dict[str, Line], BeforeValidator(_flat)] = Field(default_factory=dict)
    """The keys of commands, by "id" or "scope.id", instead of those they are declared with."""
    partner: Line = ""
    """The name of the friend with whom the day's one thing is promised."""
    my_name: Line = ""
    """The user's name, below the messages they write."""
    about_me: Text = ""
    """Three lines about the user, for when the other asks."""
