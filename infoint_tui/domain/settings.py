"""The numbers the rules use, and what the user tells about themselves."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from infoint_tui.domain.record import Value, Zone

Days = Annotated[int, Field(ge=0, le=3650)]


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
    """Days after a talk within which the thank-you is sent."""
    thank_overdue: Days = 3
    """Days after a talk from which a missing thank-you is an alarm."""
    act_within: Days = 14
    """Days to act on advice."""
    report_within: Days = 2
    """Business days to report back."""
    reach_out_within: Days = 5
    """Business days to write to people somebody named."""
    settle_within: Days = 2
    """Business days to fix a time once somebody said yes."""
    cadence_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """Days between two touches with somebody you talked with."""
    ask_limit: Days = 10
    """People waiting to be asked beyond which the board says so."""
    days_off: frozenset[date] = frozenset()
    """Days that are not business days, besides weekends."""
    zone: Zone | None = None
    """The home zone, by IANA name; left out, the computer's."""
