"""Business days, the date grammar and how days are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_tui.domain.basics.calendar import (
    When,
    add_business_days,
    at_zone,
    both_times,
    business_day_before,
    describe,
    is_business_day,
    lateness,
    local_times,
    relative,
    short_day,
)
from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.basics.typed_days import Toward, parse_day, parse_when, year_note

SUNDAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)
HOLIDAY = date(2026, 11, 26)  # a Thursday


def iso(text: str) -> date:
    return date.fromisoformat(text)


class TestBusinessDays:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [("2026-11-20", True), ("2026-11-21", False), ("2026-11-22", False), ("2026-11-26", False)],
    )
    def test_weekends_and_days_off_are_not_business_days(self, day: str, expected: bool) -> None:
        assert is_business_day(iso(day), frozenset({HOLIDAY})) is expected

    @pytest.mark.parametrize(
        ("rule", "day", "n", "expected"),
        [
            ("none later is the day itself, even on a weekend", "2026-11-22", 0, "2026-11-22"),
            ("the next one", "2026-11-23", 1, "2026-11-24"),
            ("over a weekend", "2026-11-20", 1, "2026-11-23"),
            ("from a Saturday", "2026-11-21", 1, "2026-11-23"),
            ("over a day off", "2026-11-25", 1, "2026-11-27"),
            ("over both", "2026-11-25", 2, "2026-11-30"),
            ("seven", "2026-11-20", 7, "2026-12-02"),
            ("not past the end of the calendar", "9999-12-30", 5, "9999-12-31"),
        ],
    )
    def test_adding(self, rule: str, day: str, n: int, expected: str) -> None:
        assert add_business_days(iso(day), n, frozenset({HOLIDAY})) == iso(expected), rule

    @pytest.mark.parametrize(
        ("rule", "day", "expected"),
        [
            ("the day before", "2026-11-25", "2026-11-24"),
            ("over a weekend", "2026-11-23", "2026-11-20"),
            ("over a day off", "2026-11-27", "2026-11-25"),
            ("not before the start of the calendar", "0001-01-01", "0001-01-01"),
        ],
    )
    def test_the_one_before(self, rule: str, day: str, expected: str) -> None:
        assert business_day_before(iso(day), frozenset({HOLIDAY})) == iso(expected), rule


DAYS = [
    ("today", "2026-11-22"),
    ("tomorrow", "2026-11-23"),
    ("yesterday", "2026-11-21"),
    ("tue", "2026-11-24"),
    ("tues", "2026-11-24"),
    ("Tuesday", "2026-11-24"),
    ("sun", "2026-11-29"),
    ("sat", "2026-11-28"),
    ("next tue", "2026-12-01"),
    ("next sunday", "2026-12-06"),
    ("last tue", "2026-11-17"),
    ("last sun", "2026-11-15"),
    ("+3d", "2026-11-25"),
    ("3d", "2026-11-25"),
    ("2w", "2026-12-06"),
    ("+2w", "2026-12-06"),
    ("-3d", "2026-11-19"),
    ("-2w", "2026-11-08"),
    ("0d", "2026-11-22"),
    ("in 3 days", "2026-11-25"),
    ("in 1 day", "2026-11-23"),
    ("in 2 weeks", "2026-12-06"),
    ("in a week", "2026-11-29"),
    ("in two weeks", "2026-12-06"),
    ("In Six Days", "2026-11-28"),
    ("2 weeks", "2026-12-06"),
    ("a month", "2026-12-22"),
    ("dec 3rd", "2026-12-03"),
    ("3rd of dec", "2026-12-03"),
    ("Thu, Dec. 3, 2026", "2026-12-03"),
    ("3. dec 2026", "2026-12-03"),
    ("3 days ago", "2026-11-19"),
    ("a week ago", "2026-11-15"),
    ("1 week ago", "2026-11-15"),
    ("3 dec", "2026-12-03"),
    ("dec 3", "2026-12-03"),
    ("22 nov", "2026-11-22"),
    ("21 nov", "2027-11-21"),
    ("29 feb", "2028-02-29"),
    ("3 december 2026", "2026-12-03"),
    ("3 dec 2026", "2026-12-03"),
    ("Dec 3, 2026", "2026-12-03"),
    ("3 sept 2020", "2020-09-03"),
    ("tue 1 dec", "2026-12-01"),
    ("Tuesday, December 1", "2026-12-01"),
    ("thu 2026-12-03", "2026-12-03"),
    ("2026-12-03", "2026-12-03"),
    ("2019-02-28", "2019-02-28"),
    ("  NEXT \t Tue ", "2026-12-01"),
]

PAST_DAYS = [
    ("today", "2026-11-22"),
    ("tue", "2026-11-17"),
    ("sun", "2026-11-15"),
    ("last tue", "2026-11-17"),
    ("next tue", "2026-12-01"),
    ("3d", "2026-11-25"),
    ("3 dec", "2025-12-03"),
    ("22 nov", "2026-11-22"),
    ("23 nov", "2025-11-23"),
    ("29 feb", "2024-02-29"),
    ("wed 3 dec", "2025-12-03"),
    ("3 dec 2026", "2026-12-03"),
]

WORDS = [
    *(
        "in",
        "a",
        "two",
        "months",
        "15.30",
        "3/12",
        "15h",
        "next",
        "last",
        "tue",
        "3",
        "31",
        "feb",
        "dec",
        "2026",
        "99999",
        "days",
        "ago",
    ),
    *("+1d", "at", "pm", "25:00", "noon", ",", "CET", "bst", "UTC-5", "z", "3rd", "p.m.", "of"),
]


class TestParsing:
    @pytest.mark.parametrize(("text", "expected"), DAYS)
    def test_a_day_looked_for_ahead(self, text: str, expected: str) -> None:
        assert parse_day(text, SUNDAY) == iso(expected)

    @pytest.mark.parametrize(("text", "expected"), PAST_DAYS)
    def test_a_day_looked_for_behind(self, text: str, expected: str) -> None:
        assert parse_day(text, SUNDAY, toward="past") == iso(expected)

    @pytest.mark.parametrize(
        ("text", "today", "note"),
        [
            ("20 nov", "2026-11-23", "that is next year; for this year type 2026-11-20"),
            ("nov 20 15:00", "2026-11-23", "that is next year; for this year type 2026-11-20"),
            ("20 dec", "2027-01-10", "that is this year; for last year type 2026-12-20"),
            ("29 feb", "2024-03-05", "that is 2028; for this year type 2024-02-29"),
            ("29 feb", "2025-03-01", ""),  # more than a year ago
            ("feb 29 3pm", "2027-03-01", ""),
            ("feb 29 3pm", "2027-06-01", ""),
            ("19 sep", "2026-11-23", ""),  # 300 days
            ("20 sep", "2026-11-23", "that is next year"),
            ("sat 20 nov", "2026-11-23", ""),  # a Saturday only next year
            ("20 nov 2027", "2026-11-23", ""),
            ("2027-11-20", "2026-11-23", ""),
            ("+363d", "2026-11-23", ""),
            ("20 jan", "2026-11-23", ""),
        ],
    )
    def test_a_year_that_is_hardly_meant_is_said(self, text: str, today: str, note: str) -> None:
        said = year_note(text, iso(today))
        assert said.startswith(note)
        assert bool(said) == bool(note)

    def test_the_weekday_it_is_today_means_another_day(self) -> None:
        assert parse_day("tue", TUESDAY) == iso("2026-12-01")
        assert parse_day("next tue", TUESDAY) == iso("2026-12-08")
        assert parse_day("last tue", TUESDAY) == iso("2026-11-17")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("tomorrow 15:00", time(15)),
            ("tomorrow 3pm", time(15)),
            ("tomorrow 3 PM", time(15)),
            ("tomorrow 3:30pm", time(15, 30)),
            ("tomorrow 3:30 am", time(3, 30)),
            ("tomorrow 12am", time(0)),
            ("tomorrow 12pm", time(12)),
            ("tomorrow noon", time(12)),
            ("Tomorrow, at noon", time(12)),
            ("tomorrow at 9:05", time(9, 5)),
            ("tomorrow,0:00", time(0)),
            ("mon 23 nov 3 pm", time(15)),
            ("nov 23 3 pm", time(15)),
            ("2026-11-23T15:00", time(15)),
            ("2026-11-23 at 3pm", time(15)),
            ("tomorrow 15.30", time(15, 30)),
            ("tomorrow 9.05", time(9, 5)),
            ("mon 9.00", time(9)),
            ("tomorrow 15h30", time(15, 30)),
            ("tomorrow at 15h", time(15)),
            ("1d", None),
            ("nov 23rd 3pm", time(15)),
            ("23 nov 3 p.m.", time(15)),
            ("Mon. 23 Nov. 3:30 P.M.", time(15, 30)),
            ("the 23rd of November at noon", time(12)),
            ("November the 23rd, 9 a.m.", time(9)),
            ("23. nov 15:00", time(15)),
            ("2026/11/23 15:00", time(15)),
            ("23-Nov-2026 3 PM", time(15)),
            ("2026-11-23 15:00:00", time(15)),
            ("2026-11-23T15:00:00.000", time(15)),
            ("Mon 23 Nov 2026, 15:00", time(15)),
            ("November 23, 2026 at 3:00 PM", time(15)),
            ("tomorrow 15", time(15)),
            ("tomorrow at 0", time(0)),
            ("mon at 15", time(15)),
            ("2026-11-23 15", time(15)),
            ("23 nov 2026 15", time(15)),
        ],
    )
    def test_a_time_after_the_day(self, text: str, expected: time | None) -> None:
        assert parse_when(text, SUNDAY) == When(date(2026, 11, 23), expected)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("tomorrow 9", "Type 9:00 or 9pm."),
            ("tue at 09", "Type 9:00 or 9pm."),
            ("today 12", "Type 12:00 or 12am."),
            ("tue 9", "Write the month as a word, as in 3 dec"),
            ("tue 15", "Write the month as a word, as in 3 dec"),
            ("3 dec 15", "Write the month as a word, as in 3 dec"),
        ],
    )
    def test_an_hour_alone_is_asked_unless_it_is_plain(self, text: str, hint: str) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert caught.value.message == f"“{text}” can mean two things."
        assert caught.value.hint.startswith(hint)

    @pytest.mark.parametrize(
        ("text", "zone", "words"),
        [
            ("Thu 3 Dec 2026, 15:00 CET", "CET", "15:00 CET"),
            ("3 dec 3pm (CET)", "CET", "15:00 CET"),
            ("3 dec 15:00 utc", "UTC", "15:00 UTC"),
            ("3 dec 15:00 GMT+1", "Etc/GMT-1", "15:00 UTC+1"),
            ("2026-12-03T15:00:00Z", "UTC", "15:00 UTC"),
            ("2026-12-03T15:00:00.000-05:00", "Etc/GMT+5", "15:00 UTC-5"),
            ("2026-12-03 15:00 +0100", "Etc/GMT-1", "15:00 UTC+1"),
            ("3 dec 3 p.m. ET", "America/New_York", "15:00 America/New_York"),
            ("3 dec 15:00 europe/lisbon", "Europe/Lisbon", "15:00 Europe/Lisbon"),
        ],
    )
    def test_a_zone_after_the_time(self, text: str, zone: str, words: str) -> None:
        when = parse_when(text, SUNDAY)
        assert when == When(date(2026, 12, 3), time(15), zone)
        assert describe(when, SUNDAY) == f"Thu 3 Dec, {words} - in 11 days"

    def test_a_zone_of_the_summer_is_named_as_its_clocks_are(self) -> None:
        when = parse_when("1 jul 15:00 CEST", SUNDAY)
        assert describe(when, SUNDAY) == "Thu 1 Jul 2027, 15:00 CEST - in 221 days"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("3 dec 15:00 BST", "“BST” can mean two things. Use Europe/London or Asia/Dhaka."),
            ("3 dec 15:00 ist", "“ist” can mean two things. Use Asia/Kolkata or Europe/Dublin."),
            ("1 jul 15:00 CET", "Clocks show CEST on that day, not CET."),
            ("3 dec 15:00 pdt", "Clocks show PST on that day, not PDT."),
            ("3 dec 15:00 Foo/Bar", "There is no time zone “Foo/Bar”."),
            ("3 dec 15:00 +05:30", "“+05:30” is not the name of a time zone."),
            ("3 dec 15:00 UTC+15", "“UTC+15” is not the name of a time zone."),
        ],
    )
    def test_a_zone_is_not_guessed(self, text: str, message: str) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert str(caught.value).startswith(message)
        assert caught.value.hint

    @pytest.mark.parametrize("text", ["15:30", "15.30", "15h30", "at 3:30pm", "Today 15:30"])
    def test_a_time_alone_is_today(self, text: str) -> None:
        assert parse_when(text, SUNDAY) == When(SUNDAY, time(15, 30))

    @pytest.mark.parametrize(
        "text",
        [
            *("3/12", "3/12/2026", "11/12/26", "3-12", "3.12", "3.12.", "03.12.2026", "15.10"),
            *("tue 3/12", "tue 15.10", "3/12 15:00", "3.12. 3pm"),
        ],
    )
    def test_what_could_mean_two_things_is_refused(self, text: str) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert caught.value.message == f"“{text}” can mean two things."
        assert "3 dec" in caught.value.hint

    @pytest.mark.parametrize(
        ("text", "today", "expected"),
        [
            ("in a month", "2026-11-30", "2026-12-30"),
            ("in a month", "2027-01-31", "2027-02-28"),
            ("in 2 months", "2026-12-31", "2027-02-28"),
            ("a month ago", "2026-01-31", "2025-12-31"),
            ("two months ago", "2027-02-28", "2026-12-28"),
        ],
    )
    def test_months_end_where_the_month_does(self, text: str, today: str, expected: str) -> None:
        assert parse_day(text, iso(today)) == iso(expected)

    @pytest.mark.parametrize(
        "text",
        [
            *("", " ", "soon", "t", "nov", "next", "next week", "last 3 dec"),
            *("in 3d", "in -3 days", "+-3d", "3 d", "d", "1.5d", "in seven days", "3rd"),
            *("2026-1-3", "20261203", "today 3/12", "3 foo", "foo 3", "foo 3 dec", "3 dec 26"),
            *("tomorrow at", "today 3:5", "3 dec CET", "cet", "15:00 XYZ", "15:00 +1", "met utc"),
            *("today 15:00:75", "3 dec 15:00 CET CET"),
            *("today 100:00", "today 3pm 4pm", "tue-3pm", "today,,3pm", ",today", "2026-12-03T"),
            *(
                "todayt15:00",
                "today15:00",
                "\N{ARABIC-INDIC DIGIT ONE}d",
                "\N{FULLWIDTH DIGIT THREE} dec",
                "²d",
                "today [/x]",
                "3 dec\x00",
                "\ud800",
            ),
        ],
    )
    def test_what_is_not_understood_is_quoted_and_the_forms_are_named(self, text: str) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert caught.value.message == f"{quoted(text)} can't be read as a day."
        assert "next tue" in caught.value.hint

    @pytest.mark.parametrize(
        ("text", "is_hopeless"),
        [
            ("30 feb", True),
            ("tue 30 feb 3pm", True),
            ("today 25:00", True),
            ("dec 0", False),  # a 5 may follow
            ("30 fe", False),
            ("tue 3 dec", False),  # the year may follow
        ],
    )
    def test_what_no_letter_behind_it_can_mend_is_told_apart(
        self, text: str, is_hopeless: bool
    ) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert caught.value.is_hopeless == is_hopeless

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("31 feb", "“31 feb” is not a real date."),
            ("tue 31 feb 3pm", "“31 feb” is not a real date."),
            ("29 feb 2027", "“29 feb 2027” is not a real date."),
            ("0 dec", "“0 dec” is not a real date."),
            ("2026-02-29", "“2026-02-29” is not a real date."),
            ("2026-13-01", "“2026-13-01” is not a real date."),
            ("0000-01-01", "“0000-01-01” is not a real date."),
            ("today 25:00", "“25:00” is not a time of day."),
            ("today 24:00", "“24:00” is not a time of day."),
            ("today 15:60", "“15:60” is not a time of day."),
            ("tomorrow 25", "“25” is not a time of day."),
            ("31st of feb", "“31 feb” is not a real date."),
            ("today 13pm", "“13pm” is not a time of day."),
            ("today 0am", "“0am” is not a time of day."),
            ("wed 1 dec", "1 December 2026 is a Tuesday, not a Wednesday."),
            ("mon 2026-12-01", "1 December 2026 is a Tuesday, not a Monday."),
            ("+99999999d", "“+99999999d” is outside the calendar."),
            ("-99999999d", "“-99999999d” is outside the calendar."),
            ("in 9999999999 weeks", "“in 9999999999 weeks” is outside the calendar."),
            ("in 99999999 months", "“in 99999999 months” is outside the calendar."),
            ("30000 months ago", "“30000 months ago” is outside the calendar."),
            (f"{'9' * 5000}w", f"“{'9' * 119}…” is outside the calendar."),
        ],
    )
    def test_what_does_not_exist_is_said(self, text: str, message: str) -> None:
        with pytest.raises(DateError) as caught:
            parse_when(text, SUNDAY)
        assert caught.value.message == message
        assert caught.value.hint

    def test_the_end_of_the_calendar_is_not_crossed(self) -> None:
        with pytest.raises(DateError, match="outside the calendar"):
            parse_day("tomorrow", date.max)

    def test_a_time_has_no_place_where_a_day_is_wanted(self) -> None:
        with pytest.raises(DateError, match="“tue 3pm” has a time"):
            parse_day("tue 3pm", SUNDAY)

    @given(
        text=st.one_of(
            st.text(),
            st.from_regex(r"[a-z0-9:+, -]{0,20}"),
            st.lists(st.sampled_from(WORDS)).map(" ".join),
        ),
        today=st.dates(),
        toward=st.sampled_from(["future", "past"]),
    )
    def test_any_text_is_a_day_or_a_date_error(
        self, text: str, today: date, toward: Toward
    ) -> None:
        try:
            when = parse_when(text, today, toward=toward)
        except DateError:
            return
        assert describe(when, today)

    @given(day=st.dates(), today=st.dates())
    def test_an_iso_day_is_itself(self, day: date, today: date) -> None:
        assert parse_day(day.isoformat(), today) == day


class TestSaying:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (When(date(2026, 12, 1), time(15)), "Tue 1 Dec, 15:00 - in 9 days"),
            (When(SUNDAY, time(9, 5)), "Sun 22 Nov, 09:05 - today"),
            (When(date(2026, 11, 23)), "Mon 23 Nov - tomorrow"),
            (When(date(2026, 11, 21)), "Sat 21 Nov - yesterday"),
            (When(date(2026, 11, 19)), "Thu 19 Nov - 3 days ago"),
            (When(date(2027, 11, 22)), "Mon 22 Nov 2027 - in 365 days"),
        ],
    )
    def test_what_was_understood(self, when: When, expected: str) -> None:
        assert describe(when, SUNDAY) == expected

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-11-22", "today"),
            ("2026-11-23", "tomorrow"),
            ("2026-11-21", "yesterday"),
            ("2026-11-24", "Tue"),
            ("2026-11-28", "Sat"),
            ("2026-11-29", "Sun 29 Nov"),
            ("2026-12-08", "Tue 8 Dec"),
            ("2026-11-20", "Fri 20 Nov"),
            ("2027-12-08", "8 Dec 2027"),
            ("2025-12-08", "8 Dec 2025"),
        ],
    )
    def test_a_day_on_a_list(self, day: str, expected: str) -> None:
        assert relative(iso(day), SUNDAY) == expected

    def test_the_weekday_wins_over_the_year_at_new_year(self) -> None:
        assert relative(date(2027, 1, 1), date(2026, 12, 30)) == "Fri"

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-11-23", ""),
            ("2026-11-22", ""),
            ("2026-11-21", "1 day late"),
            ("2026-11-19", "3 days late"),
        ],
    )
    def test_lateness(self, day: str, expected: str) -> None:
        assert lateness(iso(day), SUNDAY) == expected

    def test_a_day_on_a_timeline(self) -> None:
        assert short_day(date(2026, 11, 18), SUNDAY) == "18 Nov"
        assert short_day(date(2027, 11, 18), SUNDAY) == "18 Nov 2027"


class TestZones:
    @pytest.mark.parametrize(
        ("rule", "day", "wall", "zone", "expected"),
        [
            ("winter time", "2026-12-01", time(15), "Europe/Madrid", (2026, 12, 1, 14)),
            ("summer time", "2026-07-01", time(15), "Europe/Madrid", (2026, 7, 1, 13)),
            ("another day in UTC", "2026-12-01", time(22), "America/Lima", (2026, 12, 2, 3)),
            ("twice: the first", "2026-10-25", time(2, 30), "Europe/Madrid", (2026, 10, 25, 0, 30)),
            (
                "twice: the first, whatever the fold",
                *("2026-10-25", time(2, 30, fold=1), "Europe/Madrid", (2026, 10, 25, 0, 30)),
            ),
        ],
    )
    def test_wall_time_to_utc(
        self, rule: str, day: str, wall: time, zone: str, expected: tuple[int, ...]
    ) -> None:
        instant = at_zone(iso(day), wall, zone)
        assert instant == datetime(*expected, tzinfo=UTC), rule  # type: ignore[misc,arg-type]
        assert instant.tzinfo is UTC

    def test_a_time_that_clocks_skip_is_an_error(self) -> None:
        with pytest.raises(DateError, match="02:30 on 2026-03-29 does not exist in Europe/Madrid"):
            at_zone(date(2026, 3, 29), time(2, 30), "Europe/Madrid")

    @pytest.mark.parametrize("zone", ["", "Nowhere/Else", "../etc/passwd", "Europe", "a\x00b"])
    def test_an_unknown_zone_is_an_error(self, zone: str) -> None:
        with pytest.raises(DateError, match="There is no time zone"):
            at_zone(SUNDAY, time(9), zone)

    @pytest.mark.parametrize(
        ("day", "zone"), [(date.min, "Asia/Tokyo"), (date.max, "America/Lima")]
    )
    def test_the_calendar_has_an_end(self, day: date, zone: str) -> None:
        wall = time(0) if day == date.min else time(23)
        with pytest.raises(DateError, match="end of the calendar"):
            at_zone(day, wall, zone)


@pytest.mark.parametrize(
    ("zone", "home", "theirs", "words"),
    [
        ("Europe/Lisbon", "Europe/Lisbon", "", "Tue 1 Dec 15:00"),
        ("Europe/Lisbon", "Europe/London", "Europe/Lisbon", "Tue 1 Dec 15:00"),
        ("Etc/GMT+5", "UTC", "", "Tue 1 Dec 10:00 UTC-5 (15:00 for you)"),
        ("Etc/GMT-10", "UTC", "", "Wed 2 Dec 01:00 UTC+10 (Tue 1 Dec 15:00 for you)"),
        ("Europe/Lisbon", "Europe/Madrid", "nowhere", "Tue 1 Dec 15:00 Lisbon (16:00 for you)"),
        (
            *("Europe/Lisbon", "Europe/Lisbon", "America/New_York"),
            "Tue 1 Dec 15:00 Lisbon (10:00 for them)",
        ),
        (
            *("America/New_York", "Asia/Kolkata", "Asia/Tokyo"),
            "Tue 1 Dec 10:00 New York (20:30 for you, Wed 2 Dec 00:00 for them)",
        ),
    ],
)
def test_an_interview_is_said_in_both_time_zones(
    zone: str, home: str, theirs: str, words: str
) -> None:
    start = datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert both_times(start, zone, home, theirs, SUNDAY) == words
    others = words.partition(" (")[2].rstrip(")")
    there, _, place = words.partition(" (")[0].split(" ", 3)[3].partition(" ")
    said = f"{there} {place}, {others}" if others else ""
    assert local_times(start, zone, home, theirs, SUNDAY) == said


def test_a_zone_in_which_the_calendar_has_ended_is_left_out() -> None:
    end = datetime(9999, 12, 31, 23, tzinfo=UTC)
    assert both_times(end, "UTC", "UTC", "Asia/Tokyo", SUNDAY) == "Fri 31 Dec 9999 23:00"
