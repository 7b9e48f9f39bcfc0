"""Columns put beside a range or table that staff keep, and what has to take them in."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter
from corpus import everything, needs_corpus, parts, validator_errors, workbooks

from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml import Area, Book, NewColumn, NewColumns

MADE = (
    NewColumn("Ref", 7, {3: "1", 4: "2"}, "@"),
    NewColumn("RAG", 11, {3: "On track"}, fill="FFEEF1F4"),
    NewColumn("Evidence", 24, is_grouped=True),
)


def kept(folder: Path, more: Callable[[Any, Any], None] | None = None) -> Book:
    """A workbook of staff's: a title, headings in B2:D2, two rows."""
    path = folder / "kept.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Our plan")
        heading = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        day = workbook.add_format({"num_format": "d mmm yy", "border": 1})
        sheet.write("A1", "A title")
        sheet.write_row("B2", ["Action", "Who", "When"], heading)
        for row in (2, 3):
            sheet.write_row(row, 1, ["Build it", "Jo"])
            sheet.write_number(row, 3, 46000 + row, day)
        if more:
            more(workbook, sheet)
    return Book.open(path)


def put(book: Book, *, first: int = 5, columns: tuple[NewColumn, ...] = MADE) -> bool:
    book.add_columns("Our plan", NewColumns(columns, Area(2, 2, 2, 4), first, 4, 4))
    return book.save()


def sheet_text(path: Path) -> str:
    return parts(path)["xl/worksheets/sheet1.xml"].decode()


def test_columns_look_like_the_one_they_are_to_look_like(tmp_path: Path) -> None:
    book = kept(tmp_path)
    before = everything(book.path)

    assert put(book)

    after = everything(book.path)
    assert {at: seen for at, seen in after.cells.items() if at[2] < 5} == before.cells
    sheet = openpyxl.load_workbook(book.path)["Our plan"]
    assert [cell.value for cell in sheet[2]] == [None, "Action", "Who", "When"] + [
        column.heading for column in MADE
    ]
    assert sheet["E2"].fill.fgColor.rgb == sheet["D2"].fill.fgColor.rgb
    assert (sheet["E3"].value, sheet["E3"].number_format) == ("1", "@")
    assert sheet["E3"].border.left.style == "thin"
    assert sheet["F4"].fill.fgColor.rgb == "FFEEF1F4"
    assert sheet["F4"].border.left.style == "thin"


def test_a_group_is_folded_and_can_be_opened(tmp_path: Path) -> None:
    book = kept(tmp_path)

    put(book)

    text = sheet_text(book.path)
    assert 'outlineLevelCol="1"' in text
    assert '<col min="7" max="7" width="24" hidden="1" outlineLevel="1" customWidth="1"/>' in text
    assert '<col min="8" max="8" width="3" customWidth="1" collapsed="1"/>' in text


def test_what_a_sheet_says_of_other_columns_stays(tmp_path: Path) -> None:
    def wide(_: Any, sheet: Any) -> None:
        sheet.set_column("A:A", 4)
        sheet.set_column("D:XFD", 9, None, {"hidden": True})

    book = kept(tmp_path, wide)

    put(book)

    text = sheet_text(book.path)
    assert '<col min="4" max="4"' in text
    assert '<col min="5" max="5" width="7" customWidth="1"/>' in text
    assert '<col min="8" max="16384"' in text


def test_a_filter_takes_the_columns_in(tmp_path: Path) -> None:
    book = kept(tmp_path, lambda _, sheet: sheet.autofilter("B2:D4"))

    put(book)

    assert '<autoFilter ref="B2:G4"/>' in sheet_text(book.path)
    assert "'Our plan'!$B$2:$G$4" in parts(book.path)["xl/workbook.xml"].decode()


def test_a_table_takes_the_columns_in(tmp_path: Path) -> None:
    columns = [{"header": name} for name in ("Action", "Who", "When")]
    book = kept(tmp_path, lambda _, sheet: sheet.add_table("B2:D4", {"columns": columns}))

    put(book)

    (table,) = Book.open(book.path).tables
    assert table.columns == ("Action", "Who", "When", "Ref", "RAG", "Evidence")
    assert table.area == Area(2, 2, 4, 7)
    assert '<autoFilter ref="B2:G4"/>' in parts(book.path)["xl/tables/table1.xml"].decode()
    assert validator_errors(book.path) == set()


class InTheWay(NamedTuple):
    """Something that stands where columns are to stand."""

    name: str
    put: Callable[[Any, Any], Any]
    reason: str


IN_THE_WAY = (
    InTheWay("text", lambda _, sheet: sheet.write("F4", "note"), "holds something in F4"),
    InTheWay("a merge", lambda _, sheet: sheet.merge_range("F3:H9", ""), "merged block F3:H9"),
    InTheWay("a table", lambda _, sheet: sheet.add_table("G4:H9"), "holds something in G4"),
    InTheWay("a lock", lambda _, sheet: sheet.protect(), "is protected"),
)


@pytest.mark.parametrize("case", IN_THE_WAY, ids=lambda case: case.name)
def test_nothing_is_written_over(case: InTheWay, tmp_path: Path) -> None:
    book = kept(tmp_path, case.put)
    before = book.path.read_bytes()

    with pytest.raises(ContentLossError, match=case.reason):
        put(book)
    assert not book.is_edited
    assert book.path.read_bytes() == before


def test_a_sheet_that_is_added_is_listed_for_who_does_not_open_the_file(tmp_path: Path) -> None:
    from actionbook.ooxml import NewTable

    book = kept(tmp_path)
    book.add_sheet("Words & more", NewTable("Words", ("Kind", "Word"), formats=("@", "@")))
    book.save()

    text = parts(book.path)["docProps/app.xml"].decode()
    assert "<vt:i4>2</vt:i4>" in text
    assert "<vt:lpstr>Our plan</vt:lpstr><vt:lpstr>Words &amp; more</vt:lpstr>" in text
    assert validator_errors(book.path) == set()


@pytest.mark.shared
@needs_corpus
def test_every_other_cell_of_foreign_workbooks_stays(tmp_path: Path) -> None:
    done = 0
    for source in workbooks():
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        try:
            book = Book.open(path)
            sheet = book.sheets[0].name
            book.add_columns(sheet, NewColumns(MADE, Area(2, 1, 2, 1), 300, 4, 1))
            book.save()
        except (ActionbookError, IndexError):
            assert path.read_bytes() == source.read_bytes()
            continue
        done += 1
        before, after = everything(source), everything(path)
        kept_cells = {
            at: seen
            for at, seen in after.cells.items()
            if not (at[0] == sheet and at[1] in (2, 3, 4) and 300 <= at[2] <= 302)
        }
        assert kept_cells == before.cells, source.name
        named = {"xl/styles.xml", before.sheets[sheet], "xl/workbook.xml"}
        old, new = parts(source), parts(path)
        for name, data in old.items():
            if name.lower() not in named:
                assert new.get(name) == data, (source.name, name)
    assert done > 40
