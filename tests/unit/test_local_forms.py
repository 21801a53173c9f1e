"""Days and times as the user's part of the world writes them, and the days off it has."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import SimpleNamespace

import pytest

from infoint_tui import paths
from infoint_tui.bootstrap import load_settings, own_preferences
from infoint_tui.domain.basics import local_names
from infoint_tui.domain.basics.calendar import (
    When,
    add_business_days,
    both_times,
    clock_time,
    dated,
    full_day,
    in_full,
    short_day,
    week_start,
)
from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.local_forms import LocalForms, Order, forms_of, locale_of, use, used
from infoint_tui.domain.basics.typed_days import order_note, parse_day, parse_when
from infoint_tui.domain.messages.days import coming_day, past_day
from infoint_tui.domain.records.settings import Settings
from tests.builders import day

SUNDAY = date(2026, 11, 22)
NOON = time(12)
AMERICAN = LocalForms(hours=12, order="month first", week_start=6)


@pytest.mark.parametrize(
    ("locale", "hours", "order", "week_start"),
    [
        ("", 24, None, 0),
        ("pt", 24, None, 0),
        ("de_DE.UTF-8", 24, "day first", 0),
        ("en_US.UTF-8", 12, "month first", 6),
        ("en_GB", 24, "day first", 0),
        ("en_AU.UTF-8", 12, "day first", 0),
        ("en_CA.UTF-8", 12, None, 6),
        ("fr_CA.UTF-8", 24, None, 6),
        ("ja_JP.eucJP", 24, "month first", 6),
        ("ar_EG@latin", 12, "day first", 5),
        ("xx_XX", 24, "day first", 0),
    ],
)
def test_a_locale_says_how_days_and_times_are_written(
    locale: str, hours: int, order: Order | None, week_start: int
) -> None:
    found = forms_of(locale)
    assert (found.hours, found.order, found.week_start) == (hours, order, week_start)


def test_the_locale_of_times_is_asked_for_as_the_system_does() -> None:
    everything = {"LC_ALL": "", "LC_TIME": "pt_PT.UTF-8", "LANG": "en_US.UTF-8"}
    assert locale_of(everything) == "pt_PT.UTF-8"
    assert locale_of({**everything, "LC_ALL": "C.UTF-8"}) == ""
    assert locale_of({"LANG": "POSIX"}) == locale_of({}) == ""


def test_the_settings_win_over_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    own_preferences()
    assert used() == LocalForms("en_US.UTF-8", 12, "month first", 6)
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text('clock = 24\ndate_order = "day first"\nweek_starts = "saturday"\n', "utf-8")
    own_preferences()
    assert used() == LocalForms("en_US.UTF-8", 24, "day first", 5)


def test_american_words_for_days_and_times() -> None:
    use(AMERICAN)
    start = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
    assert [clock_time(time(hour, 5)) for hour in (0, 9, 12, 15)] == [
        *("12:05 AM", "9:05 AM", "12:05 PM", "3:05 PM"),
    ]
    assert full_day(day("1 dec"), SUNDAY) == "Tue Dec 1"
    assert short_day(date(2027, 1, 9), SUNDAY) == "Jan 9, 2027"
    assert in_full(When(day("1 dec"), time(15)), SUNDAY) == "Tue Dec 1, 3:00 PM"
    assert both_times(start, "Europe/Lisbon", "Europe/Madrid", "", SUNDAY) == (
        "Tue Dec 1 3:00 PM Lisbon (4:00 PM for you)"
    )
    assert coming_day(day("1 dec"), SUNDAY) == "on Tuesday, December 1"
    assert dated(day("1 dec")) == "1 Dec 2026"  # what is kept is the same for everyone


def test_weeks_begin_where_the_user_s_do() -> None:
    sunday_before = date(2026, 11, 15)
    assert week_start(SUNDAY) == date(2026, 11, 16)
    assert past_day(sunday_before, SUNDAY) == "last week"
    assert past_day(date(2026, 11, 8), SUNDAY) == "earlier this month"
    use(AMERICAN)
    assert week_start(SUNDAY) == SUNDAY
    assert past_day(date(2026, 11, 14), SUNDAY) == "earlier this month"
    use(LocalForms(week_start=5))
    assert week_start(SUNDAY) == date(2026, 11, 21)


# --- dates typed as numbers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("12/1", "month first", "2026-12-01"),
        ("12/1", "day first", "2027-01-12"),
        ("12/1/27", "month first", "2027-12-01"),
        ("3.12.2026", "day first", "2026-12-03"),
        ("3.12.", "day first", "2026-12-03"),
        ("3-12", "day first", "2026-12-03"),
        ("tue 12/1", "month first", "2026-12-01"),
        ("12/31", None, "2026-12-31"),
        ("31/12/2026", None, "2026-12-31"),
        ("31/12", "month first", "2026-12-31"),
        ("12/31", "day first", "2026-12-31"),
        ("12/31/26", None, "2026-12-31"),
        ("12/12", None, "2026-12-12"),
        ("25.12", None, "2026-12-25"),
    ],
)
def test_a_date_of_numbers_is_read_in_the_known_order(
    text: str, order: Order | None, expected: str
) -> None:
    use(LocalForms(order=order))
    assert parse_day(text, SUNDAY).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3.12", "“3.12” can mean two things."),  # or 3:12
        ("26-12-03", "“26-12-03” can mean two things."),
        ("13/13", "“13/13” is not a real date."),
        ("0/12", "“0/12” is not a real date."),
        ("31/2", "“31 feb” is not a real date."),
        ("wed 12/1", "December 1, 2026 is a Tuesday, not a Wednesday."),
    ],
)
def test_no_order_makes_sense_of_every_number(text: str, message: str) -> None:
    use(AMERICAN)
    with pytest.raises(DateError) as caught:
        parse_when(text, SUNDAY)
    assert caught.value.message == message


def test_numbers_that_have_another_reading_say_how_they_were_read() -> None:
    assert order_note("1 dec", SUNDAY) == ""
    use(AMERICAN)
    assert parse_when("12/1 3:00 PM", SUNDAY) == When(day("1 dec"), time(15))
    assert order_note("12/1 3pm", SUNDAY) == "month first; for Tue Jan 12, 2027 type 2027-01-12"
    assert order_note("1/10", SUNDAY, toward="past") == (
        "month first; for Thu Oct 1 type 2026-10-01"
    )
    assert [order_note(each, SUNDAY) for each in ("12/31", "12/12", "tue 12/1", "mon")] == [
        *("", "", "month first; for Tue Jan 12, 2027 type 2027-01-12", ""),
    ]


# --- names of months and days --------------------------------------------------------------------

NAMES = {
    "pt_PT": (
        "jan fev mar abr mai jun jul ago set out nov dez"
        " janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "domingo segunda terça quarta quinta sexta sábado dom seg ter qua qui sex sáb",
    ),
    "es_ES": (
        "ene feb mar abr may jun jul ago sep oct nov dic"
        " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "domingo lunes martes miércoles jueves viernes sábado dom lun mar mié jue vie sáb",
    ),
    "fi_FI": (
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
        " tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu"
        " heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
        "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai su ma ti ke to pe la",
    ),
    "ja_JP": (
        " ".join(f"{month}月" for month in (*range(1, 13), *range(1, 13))),
        "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日 月 火 水 木 金 土",
    ),
    "fr_FR": (
        "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc."
        " janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "dimanche lundi mardi mercredi jeudi vendredi samedi dim. lun. mar. mer. jeu. ven. sam.",
    ),
}
"""The names as the C library has them, by locale."""


@pytest.fixture
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(locale: str) -> list[str]:
        months, days = (each.split() for each in NAMES[locale])
        return [*months, *months[12:], *days]

    monkeypatch.setattr(local_names, "_asked", asked)


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("pt_PT", "3 dez 15h", "2026-12-03 15:00"),
        ("pt_PT", "terça-feira, 1 de dezembro de 2026, 15:00", "2026-12-01 15:00"),
        ("pt_PT", "SABADO", "2026-11-28"),
        ("pt_PT", "3 out", "2027-10-03"),
        ("pt_PT", "tue 1 dec 3pm", "2026-12-01 15:00"),  # English is read everywhere
        ("es_ES", "mar 3pm", "2026-11-24 15:00"),  # Tuesday, or March
        ("es_ES", "mar 1 dic", "2026-12-01"),
        ("es_ES", "5 mar", "2027-03-05"),
        ("es_ES", "next miércoles", "2026-12-02"),
        ("es_ES", "mie 2/12", "2026-12-02"),
        ("fi_FI", "to 3. joulukuuta", "2026-12-03"),
        ("ja_JP", "2026年12月3日(木) 15:00", "2026-12-03 15:00"),
        ("ja_JP", "12月3日", "2026-12-03"),
        ("ja_JP", "火曜日", "2026-11-24"),
        ("fr_FR", "mar. 1er déc. 15h30", "2026-12-01 15:30"),
        ("fr_FR", "3 août 2027", "2027-08-03"),
    ],
)
def test_names_of_the_locale_are_read(locale: str, text: str, expected: str) -> None:
    use(forms_of(locale))
    found = parse_when(text, SUNDAY)
    assert f"{found.day}{f' {found.time:%H:%M}' if found.time else ''}" == expected


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30 fev", "“30 february” is not a real date."),
        ("seg 1 dez", "1 December 2026 is a Tuesday, not a Monday."),
        ("3 foo", "“3 foo” can't be read as a day."),
        ("13月3日", "“13月3日” can't be read as a day."),
        ("\ud800", "“” can't be read as a day."),
    ],
)
def test_what_is_no_name_is_quoted_as_it_was_typed(text: str, message: str) -> None:
    use(forms_of("pt_PT"))
    with pytest.raises(DateError) as caught:
        parse_when(text, SUNDAY)
    assert caught.value.message == message


def test_the_system_is_asked_for_names_without_setting_its_locale() -> None:
    found = local_names.names_of("C.UTF-8")
    assert (found.months["dec"], found.months["december"]) == ("december", "december")
    assert (found.days["sun"], found.days["monday"]) == ("sunday", "monday")
    assert len(found.months) == 23  # May is short
    assert local_names.names_of("xx_XX.UTF-8").days == local_names.names_of("a\0b").days == {}
    use(forms_of("xx_XX.UTF-8"))
    with pytest.raises(DateError, match="3 foo"):
        parse_when("3 foo", SUNDAY)


# --- days off of a country -----------------------------------------------------------------------


class PublicDays:
    """Stands for the package holidays, which need not be installed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, object]] = []

    def country_holidays(self, country: str, subdiv: str | None, years: object) -> list[date]:
        if country not in ("PT", "US") or subdiv not in (None, "CA"):
            raise NotImplementedError
        self.asked.append((country, subdiv, years))
        return [date(years, 12, 1)] if isinstance(years, int) else []


@pytest.fixture
def public_days(monkeypatch: pytest.MonkeyPatch) -> PublicDays:
    found = PublicDays()
    monkeypatch.setitem(
        sys.modules, "holidays", SimpleNamespace(country_holidays=found.country_holidays)
    )
    return found


def test_days_off_of_a_country_are_no_business_days(public_days: PublicDays) -> None:
    plain, both = Settings(), Settings(country="pt", days_off=frozenset({day("2 dec")}))
    assert both.country == "PT"
    eve = day("30 nov")
    assert add_business_days(eve, 1, plain.all_days_off) == day("1 dec")
    assert add_business_days(eve, 1, both.all_days_off) == day("3 dec")
    assert add_business_days(eve, 2, both.all_days_off) == day("4 dec")
    assert public_days.asked == [("PT", None, ()), ("PT", None, 2026)]  # once a year
    assert day("1 dec") in Settings(country="US-ca-").all_days_off
    assert "1 dec" not in both.all_days_off


@pytest.mark.parametrize("code", ["ZZ", "US-ZZ", "Portugal"])
@pytest.mark.usefixtures("public_days")
def test_an_unknown_country_costs_its_own_line_only(tmp_path: Path, code: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'country = "{code}"\nnudge_after = 5\n', "utf-8")
    settings, mistakes = load_settings(path)
    assert (settings.country, settings.nudge_after) == ("", 5)
    assert [str(each) for each in mistakes] == [
        "country: use the code of a country such as PT, or of a part of one such as US-CA."
    ]


def test_without_the_package_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    path = tmp_path / "settings.toml"
    path.write_text('country = "PT"\ndays_off = [2026-12-24]\n', "utf-8")
    settings, (mistake,) = load_settings(path)
    assert day("24 dec") in settings.all_days_off
    assert "pip install holidays" in str(mistake)
