"""Each primitive on every foreign workbook: what it names changes, and nothing else does."""

import contextlib
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from corpus import Workbook, everything, needs_corpus, original, parts, residue, workbooks

from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml import Book, ConditionalFormat, Formatted, Formula, NewTable, Validation
from actionbook.ooxml.values import Value

pytestmark = [pytest.mark.shared, needs_corpus]
Cell = tuple[int, int]
NEW: dict[Cell, Value | Formula | Formatted] = {
    (2, 3): "new & <text>\n_x0041_ ",
    (11, 60): 12.5,
    (2000, 2): date(2026, 3, 31),
    (2000, 5): True,
    (2001, 1): Formula("1+1", 2),
    (2002, 1): Formatted(7, "0.0000"),
}
every_workbook = pytest.mark.parametrize("source", workbooks(), ids=lambda path: path.name)


def opened(source: Path, folder: Path) -> Book:
    path = folder / source.name
    shutil.copyfile(source, path)
    return Book.open(path)


def some_cells(before: Workbook, sheet: str) -> dict[Cell, Value | Formula]:
    """A few of the sheet's own cells, each to be given another kind of value."""
    held = [at[1:] for at in before.cells if at[0] == sheet]
    values: tuple[Value | Formula, ...] = ("other text", 3, None, False, date(2026, 4, 1))
    step = max(len(held) // 12, 1)
    return {at: values[i % len(values)] for i, at in enumerate(held[::step])}


def set_what_may_be(book: Book, sheet: str, cells: dict[Cell, Value | Formula | Formatted]) -> None:
    """Sets them; if the book refuses one, one by one, and what it refuses is left."""
    with contextlib.suppress(ContentLossError):
        book.set_cells(sheet, cells)
        return
    for cell, value in cells.items():
        with contextlib.suppress(ContentLossError):
            book.set_cells(sheet, {cell: value})


def assert_only(source: Path, book: Book) -> None:
    """Nothing differs but the changed cells and what has to follow them."""
    before, after = original(source), everything(book.path)
    changed = {(change.sheet, change.row, change.column) for change in book.changes}
    for at in before.cells.keys() | after.cells.keys():
        if at not in changed:
            assert after.cells.get(at) == before.cells.get(at), at
    was, now = parts(source), parts(book.path)
    sheets = {part.lower(): name for name, part in before.sheets.items()}
    for part in was.keys() | now.keys():
        if part.lower() in sheets:
            name = sheets[part.lower()]
            cells = {(row, column) for sheet, row, column in changed if sheet == name}
            rows = {r for s, r, _ in after.cells if s == name}
            rows -= {r for s, r, _ in before.cells if s == name}
            rows -= {r for r in rows if f'r="{r}"'.encode() in was[part]}
            assert residue(now[part], cells, new_rows=rows) == residue(
                was[part], cells, new_rows=rows
            )
        elif not part.endswith(("styles.xml", "workbook.xml", "calcChain.xml")):
            assert now.get(part) == was.get(part) or part.endswith((".rels", "Types].xml")), part
    assert_calamine_agrees(source, book, changed)


def assert_calamine_agrees(source: Path, book: Book, changed: set[tuple[str, int, int]]) -> None:
    try:
        was = python_calamine.CalamineWorkbook.from_path(source)
    except python_calamine.CalamineError:
        return
    now = python_calamine.CalamineWorkbook.from_path(book.path)
    for sheet in book.sheets:
        old, new = values(was, sheet.name), values(now, sheet.name)
        for at in old.keys() | new.keys():
            if (sheet.name, *at) not in changed:
                assert str(new.get(at, "")) == str(old.get(at, "")), (sheet.name, at)


def values(workbook: python_calamine.CalamineWorkbook, sheet: str) -> dict[Cell, object]:
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return {
        (r, c): value
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value != ""
    }


@every_workbook
def test_setting_cells_changes_those_cells_alone(source: Path, tmp_path: Path) -> None:
    book = opened(source, tmp_path)
    before = original(source)

    for sheet in book.sheets:
        set_what_may_be(book, sheet.name, {**NEW, **some_cells(before, sheet.name)})
    book.save()

    assert_only(source, book)


@every_workbook
def test_setting_what_is_there_already_leaves_the_file_alone(source: Path, tmp_path: Path) -> None:
    book = opened(source, tmp_path)
    before = original(source)

    for sheet, row, column in list(before.cells)[:200]:
        value = book.cell(sheet, row, column)
        is_error = before.cells[sheet, row, column].kind == "e"
        set_what_may_be(book, sheet, {} if is_error else {(row, column): value})

    assert book.changes == ()
    assert not book.is_edited
    assert not book.save()


@every_workbook
def test_appending_to_a_table_changes_the_new_rows_alone(source: Path, tmp_path: Path) -> None:
    book = opened(source, tmp_path)

    grown = 0
    for table in book.tables:
        row = ["new", *[None] * (len(table.columns) - 1)]
        try:
            book.append_rows(table.name, [row, row])
        except ContentLossError:
            continue
        grown += 1
        assert book.table(table.name).last_row == table.last_row + 2
    assert book.save() == bool(grown)

    assert_cells_kept(source, book)


def assert_cells_kept(source: Path, book: Book) -> None:
    before, after = original(source), everything(book.path)
    changed = {(change.sheet, change.row, change.column) for change in book.changes}
    for at, seen in before.cells.items():
        if at not in changed:
            assert after.cells[at]._replace(style="") == seen._replace(style=""), at


LOOK = ConditionalFormat("B2:C9", 'AND($B2<TODAY(),$C2<>"")', fill="FFFFC7CE", bold=True)
RULE = Validation("XFB1048570", "list", '"Yes,No"', title="Choose", message="One of two")


@every_workbook
def test_a_format_put_in_and_taken_out_leaves_the_bytes_as_they_were(
    source: Path, tmp_path: Path
) -> None:
    book = opened(source, tmp_path)
    other = ConditionalFormat("D2:D9", "TRUE", font="FF9C0006", stop=True)

    edited = 0
    for sheet in book.sheets:
        try:
            book.add_conditional_formats(sheet.name, [LOOK, other])
        except ContentLossError:
            continue
        edited += 1
        assert {LOOK, other} <= set(book.conditional_formats(sheet.name))
    book.save()
    again = Book.open(book.path)
    for sheet in again.sheets if edited else ():
        if {LOOK, other} <= set(again.conditional_formats(sheet.name)):
            again.remove_conditional_formats(sheet.name, [LOOK, other])
    again.save()

    now, was = parts(again.path), parts(source)
    assert {name: as_emptied(data) for name, data in now.items()} == {
        name: as_emptied(data) for name, data in was.items()
    }


def as_emptied(data: bytes) -> bytes:
    """An empty element may be written in two ways; which of them it was is not remembered."""
    return re.sub(rb"<([\w:]+)([^<>]*)></\1>", rb"<\1\2/>", data)


def put_validation(book: Book) -> None:
    for sheet in book.sheets:
        book.add_validation(sheet.name, RULE)


def put_formula(book: Book) -> None:
    for table in book.tables:
        book.set_column_formula(table.name, table.columns[-1], "ROW()")


def put_sheet(book: Book) -> None:
    rows = ((1, "one\ntwo", date(2026, 3, 1)), (2, None, None))
    book.add_sheet("Added here", NewTable("AddedHere", ("No", "A\nB", "C"), (8, 20), rows))


@every_workbook
@pytest.mark.parametrize("put", [put_validation, put_formula, put_sheet])
def test_what_is_put_beside_the_cells_leaves_them_alone(
    source: Path, tmp_path: Path, put: Callable[[Book], None]
) -> None:
    book = opened(source, tmp_path)
    try:
        put(book)
    except ContentLossError:
        return
    book.save()

    assert_cells_kept(source, book)
    again = Book.open(book.path)
    put_again(again, put)
    assert not again.is_edited


def put_again(book: Book, put: Callable[[Book], None]) -> None:
    if put is not put_sheet:
        put(book)
        return
    table = book.table("AddedHere")
    with pytest.raises(ActionbookError):
        put(book)
    assert table.columns == ("No", "A\nB", "C")
    assert [book.cell("Added here", 2, c) for c in (1, 2, 3)] == [1, "one\ntwo", date(2026, 3, 1)]


@every_workbook
def test_facts_agree_with_a_reader_of_every_cell(source: Path, tmp_path: Path) -> None:
    book = opened(source, tmp_path)
    seen = original(source)

    for sheet in book.sheets:
        facts = book.facts(sheet.name)
        cells = {at[1:]: cell for at, cell in seen.cells.items() if at[0] == sheet.name}
        assert facts.formulas.keys() == {at for at, c in cells.items() if c.formula is not None}
        assert facts.errors == {at: c.text for at, c in cells.items() if c.kind == "e"}
        assert all(cells[at].kind == "n" and cells[at].text for at in facts.number_formats)
