"""Dates in which day and month changed places: found by their neighbours, told, never mended."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from actionbook.imports.date_order import swapped_days
from actionbook.imports.excel_plan import excel_draft

HEADINGS = ("Action", "Lead", "Target date", "Status")


def days(words: str) -> list[object]:
    """Days of 2027 as 5/3 for the fifth of March; what has a dot is text as it stands."""
    found: list[object] = []
    for word in words.split():
        day, _, month = word.partition("/")
        found.append(word if "." in word else date(2027, int(month), int(day)))
    return found


@pytest.mark.parametrize(
    ("column", "swapped"),
    [
        ("5/1 9/2 3/3 4/4 6/5", ""),
        ("5/1 9/2 4/3 4/4 6/5", ""),
        ("5/1 9/2 3/11 7/4 6/5", "2>11/3"),
        ("5/1 9/2 3/11 4/12 7/5 6/6 8/7 9/8", "2>11/3 3>12/4"),
        ("9/8 8/7 6/6 7/5 4/12 3/11 9/2 5/1", "4>12/4 5>11/3"),
        ("3/11 12/3 4/4 6/5 8/6", "0>11/3"),
        ("5/1 9/2 20/3 4/4 6/5", ""),
        ("5/9 9/2 3/11 7/4 6/1", ""),
        ("5/1 3/11 6/2", ""),
        ("25.03.2027 5/4 3/11 7/7", "1>4/5 2>11/3"),
        ("25.03.2027 15/4 3/11 7/7", ""),
        ("", ""),
    ],
)
def test_a_day_that_breaks_the_order_and_would_keep_it_is_found(column: str, swapped: str) -> None:
    found = [f"{at}>{other.day}/{other.month}" for at, other in swapped_days(days(column))]

    assert found == swapped.split()


@given(st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=40))
def test_days_in_order_are_never_doubted(column: list[date]) -> None:
    assert swapped_days(sorted(column)) == []
    assert swapped_days(sorted(column, reverse=True)) == []


@example(first=2, step=30, places={4})
@given(st.integers(0, 27), st.integers(12, 30), st.sets(st.integers(0, 11), max_size=3))
def test_what_is_said_of_a_swapped_day_is_the_day_it_was(
    first: int, step: int, places: set[int]
) -> None:
    column = [date(2026, 1, 1) + timedelta(days=first + step * at) for at in range(12)]
    typed = [
        date(day.year, day.day, day.month) if at in places and day.day <= 12 else day
        for at, day in enumerate(column)
    ]

    for at, other in swapped_days(typed):
        assert typed[at] != column[at] == other


def drafted(path: Path, when: list[Any], coloured: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for at, day in enumerate(when, start=2):
        sheet.append((f"Mend hall {at}", "AB", day, "Not started" if at % 2 else None))
        if coloured:
            sheet.cell(at, 4).fill = PatternFill("solid", fgColor=coloured)
    book.save(path)
    return path


def test_a_swapped_date_is_told_with_its_cell_and_stays_as_it_is(tmp_path: Path) -> None:
    found = excel_draft(drafted(tmp_path / "old.xlsx", days("5/1 9/2 3/11 7/4 6/5")))

    (doubt,) = [each for each in found.doubts if "changed places" in each.doubt]
    assert (doubt.cell, doubt.column) == ("Sheet!C4", "Timescale")
    assert "11 March 2027" in doubt.doubt
    assert found.tables["Actions"][2].values["timescale_text"] == "3 November 2027"


def test_a_colour_alone_is_told_as_a_status_and_never_taken(tmp_path: Path) -> None:
    found = excel_draft(drafted(tmp_path / "old.xlsx", days("5/1 9/2 3/3 7/4"), "FF0000"))

    doubts = {each.cell for each in found.doubts if "coloured" in each.doubt}
    assert doubts == {"Sheet!D2", "Sheet!D4"}
    assert [row.values.get("status") for row in found.tables["Actions"]] == [
        None, "Not started", None, "Not started"
    ]  # fmt: skip
