"""What pydantic rejects, in words that say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from infoint_tui.domain.records.mistakes import reason
from infoint_tui.domain.records.settings import Settings


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"thank_within": "soon"}, "use a whole number"),
        ({"thank_within": 1.5}, "use a whole number"),
        ({"today_limit": 0}, "use 1 or more"),
        ({"today_limit": 101}, "use 100 or less"),
        ({"hints": "perhaps"}, "use true or false"),
        ({"partner": 5}, "use text"),
        ({"partner_first": 9}, "use a time such as 18:00"),
        ({"partner_first": "soon"}, "use a time such as 18:00"),
        ({"partner_first": "9:00 am"}, "use a time such as 18:00"),
        ({"partner_first": "18:00+02:00"}, "use a time such as 18:00, without a zone"),
        ({"days_off": 5}, "use a list"),
        ({"days_off": ["Christmas"]}, "use a day such as 2026-12-24"),
        ({"start": "home"}, "use 'today', 'contacts', 'prep', 'board' or 'insights'"),
        (
            {"zone": "Mars/One"},
            "There is no time zone “Mars/One”. Use a name like Europe/Lisbon",
        ),
    ],
)
def test_a_setting_that_does_not_fit_says_what_would(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate(given)
    assert [reason(error) for error in caught.value.errors()] == [said]
