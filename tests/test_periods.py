from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.errors import ActionbookError
from actionbook.plan.periods import (
    FREQUENCIES,
    following,
    parse_period,
    period_holding,
    preceding,
)


class Case(NamedTuple):
    text: str
    name: str
    start: date
    end: date


CASES = (
    Case("2026-27 Q3", "2026-27 Q3", date(2026, 10, 1), date(2026, 12, 31)),
    Case("2026-27 q4", "2026-27 Q4", date(2027, 1, 1), date(2027, 3, 31)),
    Case("2026-27 H1", "2026-27 H1", date(2026, 4, 1), date(2026, 9, 30)),
    Case("2026-27 T2", "2026-27 T2", date(2026, 8, 1), date(2026, 11, 30)),
    Case("2026-27", "2026-27", date(2026, 4, 1), date(2027, 3, 31)),
    Case("2026-11", "2026-11", date(2026, 11, 1), date(2026, 11, 30)),
    Case("2011-12", "2011-12", date(2011, 4, 1), date(2012, 3, 31)),
    Case("1999-00 Q1", "1999-00 Q1", date(1999, 4, 1), date(1999, 6, 30)),
    Case("CY2026 Q3", "CY2026 Q3", date(2026, 7, 1), date(2026, 9, 30)),
    Case("CY2026", "CY2026", date(2026, 1, 1), date(2026, 12, 31)),
    Case("  2026-27   Q1 ", "2026-27 Q1", date(2026, 4, 1), date(2026, 6, 30)),
)

NO_PERIODS = (
    "",
    "Q3",
    "2026",
    "2026-28",
    "2026-27 Q5",
    "2026-27 Q0",
    "2026-27 T4",
    "2026-13",
    "CY26",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_period_is_read_as_named(case: Case) -> None:
    period = parse_period(case.text)

    assert (period.name, period.start, period.end) == case[1:]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_names_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ActionbookError, match=r"is no period\. Type it like 2026-27 Q3"):
        parse_period(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_the_next_period_begins_the_day_after_and_leads_back(case: Case) -> None:
    period = parse_period(case.text)

    after = following(period)

    assert after.start == period.end + timedelta(days=1)
    assert preceding(after) == period
    assert parse_period(after.name) == after


def test_the_next_after_the_last_quarter_is_in_the_next_year() -> None:
    assert following(parse_period("2026-27 Q4")).name == "2027-28 Q1"


def test_a_year_that_starts_in_september_is_followed() -> None:
    period = parse_period("2026-27 Q1", year_starts=(9, 1))

    assert (period.start, period.end) == (date(2026, 9, 1), date(2026, 11, 30))
    assert following(period, year_starts=(9, 1)).name == "2026-27 Q2"


# Of the months of 2000 to 2011 some are named as a financial year is: 2003-04.
@given(st.dates(date(2012, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(FREQUENCIES)))
def test_every_day_lies_in_the_period_that_holds_it(day: date, frequency: str) -> None:
    period = period_holding(day, frequency=frequency)

    assert period.start <= day <= period.end
    assert parse_period(period.name) == period


def test_an_unknown_frequency_is_refused_by_name() -> None:
    with pytest.raises(ActionbookError, match="'now and then' is no reporting frequency"):
        period_holding(date(2026, 11, 22), frequency="now and then")
