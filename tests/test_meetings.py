import subprocess
import sys
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.errors import SettingsError
from actionbook.plan.bank_holidays import NATIONS, nation_code, why_closed
from actionbook.plan.cells import CellRef
from actionbook.plan.meetings import agenda_published_by, how_it_counted, report_to_clerk_by
from actionbook.plan.settings import Settings
from actionbook.workbook.settings_table import read_settings, setting_rows


class Case(NamedTuple):
    meeting: date
    nation: str
    clear_days: int | None
    working: date
    calendar: date | None


CASES = (
    Case(date(2026, 12, 8), "England", None, date(2026, 11, 30), date(2026, 12, 2)),
    Case(date(2027, 1, 5), "England", None, date(2026, 12, 23), date(2026, 12, 30)),
    Case(date(2026, 4, 8), "England", None, date(2026, 3, 27), date(2026, 4, 2)),
    Case(date(2026, 4, 8), "Wales", None, date(2026, 3, 31), date(2026, 4, 4)),
    Case(date(2026, 4, 8), "Scotland", None, date(2026, 4, 1), date(2026, 4, 4)),
    Case(date(2026, 5, 7), "England", None, date(2026, 4, 28), date(2026, 5, 1)),
    Case(date(1990, 5, 1), "England", 3, date(1990, 4, 25), None),
    # Twelfth of July and its Monday; and Northern Ireland where the settings say how many.
    Case(date(2026, 7, 15), "Northern Ireland", 5, date(2026, 7, 6), date(2026, 7, 9)),
    # May Day moved to the Friday in 2020; the second of January is Scotland's alone.
    Case(date(2020, 5, 12), "England", None, date(2020, 5, 1), date(2020, 5, 6)),
    Case(date(2026, 1, 7), "Scotland", None, date(2025, 12, 30), date(2026, 1, 3)),
    Case(date(2026, 1, 7), "Wales", None, date(2025, 12, 31), date(2026, 1, 3)),
    Case(date(2026, 12, 8), "England", 0, date(2026, 12, 7), date(2026, 12, 7)),
)

MEETINGS = st.dates(date(1980, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.meeting} {case.nation}")
def test_the_agenda_goes_up_so_that_the_clear_days_lie_between(case: Case) -> None:
    settings = Settings(nation=case.nation, clear_days=case.clear_days)
    by_calendar = Settings(
        nation=case.nation, clear_days=case.clear_days, days_counted="Calendar days"
    )

    assert agenda_published_by(case.meeting, settings).by == case.working
    if case.calendar:
        assert agenda_published_by(case.meeting, by_calendar).by == case.calendar


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(nation="Northern Ireland"), "for Northern Ireland no number holds everywhere"),
        (Settings(access_to_information="No"), "a body outside the Access to Information rules"),
        (Settings(nation="Mercia"), "Nation is 'Mercia'"),
        (Settings(nation="", clear_days=3), "one of: England, Wales, Scotland, Northern Ireland"),
        (Settings(days_counted="some"), "Days counted is 'some'. Set it on the Settings sheet"),
        (Settings(clear_days=9999), "cannot be counted. Look at Clear days"),
    ],
)
def test_where_no_number_holds_the_setting_must_say(settings: Settings, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        agenda_published_by(date(2026, 12, 8), settings)


def test_the_report_is_with_the_clerk_seven_working_days_before() -> None:
    settings = Settings(nation="northern  ireland")

    assert report_to_clerk_by(date(2026, 12, 8), settings).by == date(2026, 11, 27)
    # Calendar days are for the agenda alone.
    by_calendar = Settings(days_counted="calendar", report_to_clerk_days=3)
    assert report_to_clerk_by(date(2027, 1, 5), by_calendar).by == date(2026, 12, 30)


def test_extra_closures_do_not_count() -> None:
    shut = tuple(date(2026, 12, day) for day in (24, 29, 30, 31))

    reckoned = agenda_published_by(date(2027, 1, 5), Settings(extra_closures=shut))

    assert reckoned.by == date(2026, 12, 17)
    assert (date(2026, 12, 24), "closed") in reckoned.passed_over


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("24 December 2026", ["2026-12-24"]),
        (date(2026, 12, 24), ["2026-12-24"]),
        ("30 to 31 December 2026, 24 Dec 2026", ["2026-12-24", "2026-12-30", "2026-12-31"]),
        ("31 December 2026 to 1 January 2027;", ["2026-12-31", "2027-01-01"]),
    ],
)
def test_extra_closures_are_typed_as_days_and_spans(typed: object, days: list[str]) -> None:
    cell = CellRef("Settings", 5, 2)

    closures = read_settings({cell: ("extra closures", typed)}, book="plan.xlsx").extra_closures

    assert [day.isoformat() for day in closures] == days
    rows = {row["setting"]: row["value"] for row in setting_rows(Settings(extra_closures=closures))}
    again = read_settings({cell: ("Extra closures", rows["Extra closures"])}, book="plan.xlsx")
    assert again.extra_closures == closures


@pytest.mark.parametrize("typed", ["Christmas", "31 to 24 December 2026", "1 to 2 to 3 May 2026"])
def test_closures_that_are_no_days_are_asked_for_again(typed: str) -> None:
    with pytest.raises(SettingsError, match="Settings!B5: Extra closures needs days, such as"):
        read_settings({CellRef("Settings", 5, 2): ("Extra closures", typed)}, book="plan.xlsx")


def test_the_sum_is_told_in_words() -> None:
    assert how_it_counted(date(2027, 1, 5), Settings()).splitlines() == [
        "Report to the clerk by 10:00 on Tuesday 22 December 2026: 7 working days before the "
        "meeting on Tuesday 5 January 2027. Not counted: weekends, Fri 25 Dec (Christmas Day), "
        "Mon 28 Dec (Boxing Day), Fri 1 Jan (New Year's Day).",
        "Agenda published by Wednesday 23 December 2026: 5 clear working days lie between it and "
        "the meeting on Tuesday 5 January 2027, both left out (Thu 24 Dec, Tue 29 Dec, "
        "Wed 30 Dec, Thu 31 Dec, Mon 4 Jan). Not counted: weekends, Fri 25 Dec (Christmas Day), "
        "Mon 28 Dec (Boxing Day), Fri 1 Jan (New Year's Day).",
        "Check these dates with Democratic Services: standing orders may ask for more.",
    ]
    words = agenda_published_by(date(2026, 12, 8), Settings(clear_days=1, days_counted="calendar"))
    assert words.words == (
        "Agenda published by Sunday 6 December 2026: 1 clear calendar day lies between it and the "
        "meeting on Tuesday 8 December 2026, both left out (Mon 7 Dec). Every day was counted, "
        "weekends and bank holidays too."
    )


@given(MEETINGS, st.sampled_from(tuple(NATIONS)), st.integers(0, 15))
def test_so_many_working_days_lie_between_and_one_more_would_be_too_late(
    meeting: date, nation: str, days: int
) -> None:
    reckoned = agenda_published_by(meeting, Settings(nation=nation, clear_days=days))

    code = nation_code(nation)
    between = [reckoned.by + timedelta(days=n) for n in range(1, (meeting - reckoned.by).days)]
    is_open = [day for day in between if not why_closed(day, code=code)]
    assert len(is_open) == days
    assert tuple(reversed(is_open)) == reckoned.counted
    assert not why_closed(reckoned.by, code=code)


def test_the_package_of_holidays_is_loaded_when_a_day_is_asked_about() -> None:
    code = (
        "import sys, actionbook.plan.meetings, actionbook.cli; assert 'holidays' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
