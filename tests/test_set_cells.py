"""set_cells: cells of any workbook by the names officers use, and nothing else."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter
from openpyxl import load_workbook
from zips import entries

import actionbook
from actionbook.errors import (
    ActionbookError,
    ContentLossError,
    WorkbookBusyError,
    WorkbookUnreadableError,
)
from actionbook.ooxml import Value
from actionbook.workbook.cells import CellChange, set_cells

YES, NO = True, False
SHEETS = ("Actions", "Sheet name", "O'Brien's (2)", "Bang!Bang")


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "plan.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    for name in SHEETS:
        sheet = workbook.add_worksheet(name)
        sheet.write_column("A1", ["Action", "Publish", 3, True])
    workbook.close()
    yield path
    assert [found.name for found in path.parent.glob(".actionbook*")] == []


def shown(path: Path, cell: str) -> object:
    sheet, _, name = cell.rpartition("!")
    return load_workbook(path)[sheet][name].value


class Set(NamedTuple):
    """A key and a value, the cell they mean, and what was there."""

    key: str
    value: Value
    cell: str
    was: Value


SET = (
    Set("Actions!B3", "Draft it", "Actions!B3", None),
    Set("actions!b3", "Draft it", "Actions!B3", None),
    Set("Actions!$B$3", "Draft it", "Actions!B3", None),
    Set("'Actions'!A2", "Draft it", "Actions!A2", "Publish"),
    Set("Sheet name!A3", 4, "'Sheet name'!A3", 3),
    Set("'Sheet name'!A3", 4.5, "'Sheet name'!A3", 3),
    Set("'O''Brien''s (2)'!A4", NO, "'O''Brien''s (2)'!A4", YES),
    Set("O'Brien's (2)!A4", None, "'O''Brien''s (2)'!A4", YES),
    Set("Bang!Bang!A1", "x", "'Bang!Bang'!A1", "Action"),
    Set("Actions!C1", date(2026, 3, 31), "Actions!C1", None),
    Set("Actions!C1", datetime(2026, 3, 31, 9, 30), "Actions!C1", None),
    Set("Actions!C1", "=1+1", "Actions!C1", None),
    Set("Actions!XFD1048576", "last", "Actions!XFD1048576", None),
)


@pytest.mark.parametrize("case", SET, ids=lambda case: f"{case.key} {case.value!r}")
def test_a_cell_is_set_by_its_name(case: Set, path: Path) -> None:
    changes = set_cells(path, {case.key: case.value})

    assert changes == (CellChange(case.cell, case.was, case.value),)


def test_what_was_set_is_what_others_read(path: Path) -> None:
    set_cells(
        path,
        {
            "Actions!A1": "Zoë & Co <x>\n two ",
            "Actions!B2": 0.1,
            "Sheet name!C3": date(2026, 3, 31),
            "Sheet name!A2": None,
        },
    )

    assert shown(path, "Actions!A1") == "Zoë & Co <x>\n two "
    assert shown(path, "Actions!B2") == 0.1
    assert shown(path, "Sheet name!C3") == datetime(2026, 3, 31)
    assert shown(path, "Sheet name!A2") is None
    assert shown(path, "Sheet name!A3") == 3


def test_only_the_part_with_the_cell_differs(path: Path) -> None:
    before = entries(path)

    set_cells(path, {"Sheet name!A3": 4})

    after = entries(path)
    assert {name for name in after if after[name] != before[name]} == {"xl/worksheets/sheet2.xml"}


def test_what_is_there_already_is_no_change_and_no_write(path: Path) -> None:
    os.utime(path, (1_000_000, 1_000_000))

    changes = set_cells(path, {"Actions!A2": "Publish", "Actions!A3": 3, "Actions!B9": None})

    assert changes == ()
    assert path.stat().st_mtime == 1_000_000


def test_nothing_asked_nothing_done(path: Path) -> None:
    assert set_cells(path, {}) == ()


def test_another_file_is_made_and_this_one_left_alone(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()

    changes = set_cells(str(path), {"Actions!A3": 4}, to=str(tmp_path / "new.xlsx"))

    assert len(changes) == 1
    assert path.read_bytes() == before
    assert shown(tmp_path / "new.xlsx", "Actions!A3") == 4


def test_another_file_is_made_even_where_nothing_changes(path: Path, tmp_path: Path) -> None:
    set_cells(path, {"Actions!A3": 3}, to=tmp_path / "new.xlsx")

    assert (tmp_path / "new.xlsx").read_bytes() == path.read_bytes()


class Wrong(NamedTuple):
    """What is asked and what must be said."""

    name: str
    cells: dict[str, object]
    said: str


WRONG = (
    Wrong(
        "near sheet", {"Action!A1": 1}, "plan.xlsx has no sheet 'Action'; did you mean 'Actions'"
    ),
    Wrong("near quoted sheet", {"'sheet names'!A1": 1}, "did you mean 'Sheet name'?"),
    Wrong("no such sheet", {"Zzz!A1": 1}, "has no sheet 'Zzz'; it has Actions, Sheet name"),
    Wrong("no sheet", {"A1": 1}, "'A1' names no sheet: write it as Sheet name!B3"),
    Wrong("empty sheet", {"!A1": 1}, "names no sheet"),
    Wrong("no cell", {"Actions!": 1}, "names no cell"),
    Wrong("a block", {"Actions!A1:B2": 1}, "names no cell"),
    Wrong("a column", {"Actions!A": 1}, "names no cell"),
    Wrong("row nought", {"Actions!A0": 1}, "names no cell"),
    Wrong("beyond the last row", {"Actions!A1048577": 1}, "names no cell"),
    Wrong("beyond the last column", {"Actions!XFE1": 1}, "names no cell"),
    Wrong("twice", {"Actions!A1": 1, "actions!$A$1": 2}, "actions!$A$1 is asked for twice"),
    Wrong("a list", {"Actions!A1": [1]}, "Actions!A1 cannot hold a list: give text, a number"),
    Wrong("a decimal", {"Actions!A1": Decimal(1)}, "cannot hold a Decimal"),
    Wrong("bytes", {"Actions!A1": b"x"}, "cannot hold a bytes"),
    Wrong("infinity", {"Actions!A1": float("inf")}, "Actions!A1"),
    Wrong("too long", {"Actions!A1": "x" * 32_768}, "Actions!A1"),
    Wrong("too early", {"Actions!A1": date(1899, 1, 1)}, "Actions!A1"),
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_what_cannot_be_done_is_told_and_nothing_is_written(wrong: Wrong, path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(ActionbookError) as refused:
        set_cells(path, {"Actions!D1": "good", **wrong.cells})  # type: ignore[dict-item]

    assert wrong.said in str(refused.value)
    assert path.read_bytes() == before


def test_one_harm_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Actions")
    sheet.write_array_formula("B1:B2", "{=A1:A2*2}")
    workbook.close()
    before = path.read_bytes()

    with pytest.raises(ContentLossError, match="B1"):
        set_cells(path, {"Actions!A1": 1, "Actions!B1": 2})

    assert path.read_bytes() == before


@pytest.mark.parametrize("note", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_workbook_that_somebody_has_open_is_not_written(path: Path, note: str) -> None:
    before = path.read_bytes()
    path.with_name(note).write_bytes(b"")

    with pytest.raises(WorkbookBusyError, match=r"plan\.xlsx is open in .*somebody has it"):
        set_cells(path, {"Actions!A1": 1})

    assert path.read_bytes() == before


def test_an_open_workbook_may_be_copied_and_asked(path: Path, tmp_path: Path) -> None:
    path.with_name("~$plan.xlsx").write_bytes(b"")

    unchanged = set_cells(path, {"Actions!A3": 3})
    set_cells(path, {"Actions!A3": 4}, to=tmp_path / "new.xlsx")

    assert unchanged == ()
    assert shown(tmp_path / "new.xlsx", "Actions!A3") == 4


def test_a_new_file_that_is_open_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    (tmp_path / "~$new.xlsx").write_bytes(b"")

    with pytest.raises(WorkbookBusyError, match=r"new\.xlsx is open"):
        set_cells(path, {"Actions!A3": 4}, to=tmp_path / "new.xlsx")


def test_a_missing_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match=r"none\.xlsx is not in "):
        set_cells(tmp_path / "none.xlsx", {"Actions!A1": 1})


def test_the_door_is_public() -> None:
    assert actionbook.set_cells is set_cells
