"""A night over a plan that staff left as they like to find it: window, places and filters stay."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from corpus import VALIDATOR, parts, validator_errors
from openpyxl.worksheet.filters import FilterColumn, Filters
from planbooks import planbook

from actionbook.nightly.refresh import refresh
from actionbook.workbook.read import read_plan

# What a person finds again on opening: window, sheet, cell and zoom, filters, and rows they hide.
VIEWS = re.compile(
    rb"<(?:\w+:)?(bookViews|sheetViews|autoFilter|sortState)\b(?:[^>]*/>|.*?</(?:\w+:)?\1>)",
    re.DOTALL,
)
HIDDEN = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')


def as_left(folder: Path) -> Path:
    """A plan as staff left it: scrolled and zoomed, two windows, filters set on two sheets."""
    rows = [{"lead": "MG" if number % 2 else "JT"} for number in range(12)]
    path = planbook(folder, *rows, {"timescale_text": "June 2026", "lead": ""})
    book = openpyxl.load_workbook(path)
    window = book.views[0]
    window.xWindow, window.yWindow, window.windowWidth = 1200, 340, 15000
    book.active = book.sheetnames.index("Actions")
    sheet = book["Actions"]
    view = sheet.sheet_view
    view.zoomScale, view.showGridLines = 85, False
    view.selection[-1].activeCell = view.selection[-1].sqref = "J9"
    held = sheet.tables["Actions"].autoFilter
    held.filterColumn = [FilterColumn(colId=2, filters=Filters(filter=["MG"]))]
    for row in range(5, 18):
        sheet.row_dimensions[row].hidden = sheet.cell(row, 3).value != "MG"
    ours = book.create_sheet("Ours")
    for row in range(1, 6):
        ours.cell(row, 1).value = "Kind" if row == 1 else row
    ours.auto_filter.ref = "A1:A5"
    ours.auto_filter.add_filter_column(0, ["2"])
    ours.row_dimensions[2].hidden = True
    ours.freeze_panes = "A2"
    book.save(path)
    return path


def views(path: Path) -> dict[str, tuple[list[bytes], list[bytes]]]:
    """What tells of views and filters in each part, but for the Checks that a night makes anew."""
    held = parts(path)
    checks = [name for name, data in held.items() if b' displayName="Checks"' in data]
    return {
        name: ([match[0] for match in VIEWS.finditer(data)], HIDDEN.findall(data))
        for name, data in held.items()
        if name.endswith(".xml") and name not in checks
    }


def night(path: Path, on: date) -> str:
    return refresh(
        path,
        on=on,
        started=datetime(on.year, on.month, on.day, 2, tzinfo=UTC),
        pause=lambda _: None,
    ).outcome


def test_window_places_and_filters_are_the_same_to_the_byte_in_the_morning(tmp_path: Path) -> None:
    path = as_left(tmp_path)
    before = views(path)

    outcomes = [night(path, ON), night(path, ON + timedelta(days=140))]  # 31 March comes between

    assert outcomes == ["refreshed", "refreshed"]
    assert {action.rag for action in read_plan(path).actions} == {"Overdue"}
    after = views(path)
    assert {name: after[name] for name in before} == before
    assert any(b'filter val="MG"' in each for said, _ in after.values() for each in said)
    assert sum(len(rows) for _, rows in after.values()) == 8


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_excel_has_nothing_to_repair_in_the_morning(tmp_path: Path) -> None:
    path = as_left(tmp_path)
    before = validator_errors(path)

    night(path, ON)

    assert validator_errors(path) <= before
