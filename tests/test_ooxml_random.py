"""Random edits of random workbooks: the cells that are named change, and no other does."""

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from corpus import Workbook, everything, parts, residue
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actionbook.errors import ActionbookError
from actionbook.ooxml import Book, Formula, Value

Cell = tuple[int, int]
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("_x004<>&\"'\n\t\r "), max_size=12
)
DAYS = st.integers(0, 60_000).map(lambda days: date(1900, 3, 1) + timedelta(days))
FORMULAS = st.sampled_from(["1+1", 'A1&"<"', "SUM(A:A)"])
VALUES = st.one_of(
    st.none(),
    TEXT,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    DAYS,
    st.builds(Formula, FORMULAS, st.integers(0, 99) | st.sampled_from(["", "late", "a & b"])),
)
CELLS = st.dictionaries(st.tuples(st.integers(1, 14), st.integers(1, 30)), VALUES, max_size=25)
STYLED = st.dictionaries(
    st.tuples(st.integers(1, 14), st.integers(1, 30)),
    st.tuples(VALUES, st.sampled_from(["", "0.00", "dd/mm/yyyy", "@"])),
    max_size=60,
)


def write(path: Path, cells: dict[Cell, tuple[Any, str]], *, by_rows: bool) -> None:
    options = {"constant_memory": by_rows, "in_memory": True}
    with xlsxwriter.Workbook(path, options) as workbook:
        sheet = workbook.add_worksheet("Plan")
        formats = {code: workbook.add_format({"num_format": code}) for code in ("0.00", "@")}
        formats["dd/mm/yyyy"] = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.set_row(6, 30, formats["0.00"])
        for (row, column), (value, code) in sorted(cells.items()):
            put(sheet, row - 1, column - 1, value, formats.get(code))


def put(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, "=" + value.text, style, value.value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, str) and value:
        sheet.write_string(row, column, value, style)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(held=STYLED, edits=CELLS, by_rows=st.booleans())
@example(held={(1, 1): (1.7976931348623155e308, "dd/mm/yyyy")}, edits={(1, 1): None}, by_rows=True)
def test_random_edits_change_the_cells_they_name(
    tmp_path: Path, *, held: dict[Cell, tuple[Any, str]], edits: dict[Cell, Any], by_rows: bool
) -> None:
    path = tmp_path / "plan.xlsx"
    write(path, held, by_rows=by_rows)
    before, was = everything(path), parts(path)
    book = Book.open(path)
    book.set_cells("Plan", edits)
    is_written = book.save()

    after, now = everything(path), parts(path)
    changed = {(change.row, change.column) for change in book.changes}
    assert is_written == bool(changed)
    assert changed <= set(edits)
    assert_others_kept(before, after, changed)
    part = "xl/worksheets/sheet1.xml"
    new_rows = {row for row, _ in changed if f'<row r="{row}"'.encode() not in was[part]}
    assert residue(now[part], changed, new_rows=new_rows) == residue(
        was[part], changed, new_rows=new_rows
    )
    allowed = {part, "xl/styles.xml"}
    assert {name for name in now if now[name] != was.get(name)} <= allowed
    again = Book.open(path)
    for (row, column), value in edits.items():
        assert_holds(again.cell("Plan", row, column), value)
    again.set_cells("Plan", edits)
    assert not again.is_edited
    assert python_calamine.CalamineWorkbook.from_path(path).sheet_names == ["Plan"]


def assert_others_kept(before: Workbook, after: Workbook, changed: set[Cell]) -> None:
    for at in before.cells.keys() | after.cells.keys():
        if at[1:] not in changed:
            assert after.cells.get(at) == before.cells.get(at), at


def assert_holds(held: Value | Formula, value: Value | Formula) -> None:
    if isinstance(value, Formula):
        assert isinstance(held, Formula)
        assert held.text == value.text
    elif isinstance(value, (int, float)) and not isinstance(held, date):
        assert held == value
        assert isinstance(held, bool) is isinstance(value, bool)
    elif not isinstance(value, (int, float)):
        assert held == (value or None) or (held == "" and not value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), unique=True), TEXT)
def test_a_sheet_without_addresses_is_set_as_one_with_them(
    tmp_path_factory: pytest.TempPathFactory, cells: list[Cell], text: str
) -> None:
    folder = tmp_path_factory.mktemp("bare")
    path, bare = folder / "plan.xlsx", folder / "bare.xlsx"
    filled: dict[Cell, tuple[Any, str]] = {
        (row, column): (row * column, "") for row in range(1, 8) for column in range(1, 6)
    }
    write(path, filled, by_rows=False)
    with zipfile.ZipFile(bare, "w") as package:
        for name, data in parts(path).items():
            is_sheet = name.endswith("sheet1.xml")
            package.writestr(name, without_addresses(data) if is_sheet else data)

    for each in (path, bare):
        book = Book.open(each)
        book.set_cells("Plan", dict.fromkeys(cells, text))
        book.save()

    assert everything(bare).cells == everything(path).cells


def without_addresses(data: bytes) -> bytes:
    return re.sub(rb'(<(?:row|c)) r="[A-Z]*[0-9]+"', rb"\1", data)


DAMAGE = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.binary(max_size=12))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(part="styles", damage=[(0.75, 11, b""), (0.15019361707718715, 5, b"")])  # no numFmtId
@given(
    part=st.sampled_from(["worksheets/sheet1", "styles", "workbook", "sharedStrings"]),
    damage=st.lists(DAMAGE, min_size=1, max_size=3),
)
def test_a_damaged_part_is_refused_in_a_sentence_or_does_not_matter(
    tmp_path: Path, part: str, damage: list[tuple[float, int, bytes]]
) -> None:
    path, damaged = tmp_path / "plan.xlsx", tmp_path / "damaged.xlsx"
    write(path, {(1, 1): ("text", "0.00"), (3, 2): (date(2026, 3, 1), "@")}, by_rows=False)
    held = parts(path)
    data = held[f"xl/{part}.xml"]
    for place, cut, put_in in damage:
        at = int(place * len(data))
        data = data[:at] + put_in + data[at + cut :]
    held[f"xl/{part}.xml"] = data
    with zipfile.ZipFile(damaged, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    bytes_before = damaged.read_bytes()

    refusal = refused(damaged)

    assert refusal is None or "damaged.xlsx" in refusal
    assert refusal is None or damaged.read_bytes() == bytes_before


def refused(path: Path) -> str | None:
    """What is said against the workbook; None where it is read and edited."""
    try:
        book = Book.open(path)
        book.facts("Plan")
        book.set_cells("Plan", {(1, 1): "new", (2, 2): date(2026, 4, 1)})
        book.save()
    except ActionbookError as error:
        return str(error)
    return None
