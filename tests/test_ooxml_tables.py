"""Tables that grow and shrink, formats, validations and sheets that are put in."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from corpus import everything, parts

from actionbook.errors import ContentLossError, WorkbookUnreadableError
from actionbook.ooxml import (
    Area,
    Book,
    ConditionalFormat,
    Formula,
    NewTable,
    Validation,
    cell_name,
    column_letters,
    parse_cell,
)
from actionbook.ooxml.shared_formulas import moved

LATE = ConditionalFormat("C3:C5", "$C3<TODAY()", fill="FFFFC7CE", font="FF9C0006", bold=True)


def made(folder: Path, more: Callable[[Any, Any], None] | None = None) -> Book:
    """A workbook with table Actions in B2:D5, formatted and validated to its last row."""
    path = folder / "plan.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Plan")
        day = workbook.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        columns = [{"header": name} for name in ("No", "Due\nby", "Who")]
        sheet.add_table("B2:D5", {"name": "Actions", "columns": columns})
        for row in range(2, 5):
            sheet.write_row(row, 1, [row, None, "x"])
            sheet.write_datetime(row, 2, date(2026, 3, row), day)
        sheet.conditional_format("C3:C5", {"type": "formula", "criteria": "=$C3>1", "format": day})
        sheet.conditional_format(
            "A3:F5", {"type": "cell", "criteria": ">", "value": 5, "format": day}
        )
        sheet.data_validation("D3:D5", {"validate": "list", "source": ["x", "y"]})
        if more:
            more(workbook, sheet)
    return Book.open(path)


def text(book: Book, part: str = "xl/worksheets/sheet1.xml") -> str:
    return parts(book.path)[part].decode()


def test_a_table_is_told_as_it_stands(tmp_path: Path) -> None:
    (table,) = made(tmp_path).tables

    assert (table.name, table.sheet) == ("Actions", "Plan")
    assert table.area == Area(2, 2, 5, 4)
    assert table.columns == ("No", "Due\nby", "Who")
    assert (table.body_first_row, table.body_last_row) == (3, 5)


def test_rows_are_appended_and_what_covered_the_last_row_covers_them(tmp_path: Path) -> None:
    book = made(tmp_path)
    before = everything(book.path)
    book.append_rows("actions", [[9, date(2026, 4, 1), "y"], [10, None, "x"]])

    book.save()

    assert 'ref="B2:D7"' in text(book, "xl/tables/table1.xml")
    assert '<autoFilter ref="B2:D7"/>' in text(book, "xl/tables/table1.xml")
    assert 'conditionalFormatting sqref="C3:C7"' in text(book)
    assert 'conditionalFormatting sqref="A3:F5 B6:D7"' in text(book)
    assert 'sqref="D3:D7"' in text(book)
    assert '<dimension ref="B2:D7"/>' in text(book)
    after = everything(book.path).cells
    assert after["Plan", 6, 3].style == before.cells["Plan", 5, 3].style
    assert after["Plan", 7, 3].style == before.cells["Plan", 5, 3].style
    assert {at: seen for at, seen in after.items() if at[1] < 6} == before.cells
    assert Book.open(book.path).cell("Plan", 6, 3) == date(2026, 4, 1)


class Grown(NamedTuple):
    """Something that keeps a table from growing, and how that is said."""

    name: str
    put: Callable[[Any, Any], None]
    reason: str


def _totals(workbook: Any, _sheet: Any) -> None:
    other = workbook.add_worksheet("Totals")
    columns = [{"header": "a", "total_function": "sum"}]
    other.add_table("A1:A4", {"name": "Summed", "total_row": True, "columns": columns})


GROWN = (
    Grown("text", lambda _, sheet: sheet.write("C9", "note"), "C9 beneath it is filled"),
    Grown("a formula", lambda _, sheet: sheet.write_formula("B8", "=1"), "B8 beneath it"),
    Grown("a merge", lambda _, s: s.merge_range("A7:B8", ""), "merged block A7:B8 lies beneath"),
    Grown(
        "another table",
        lambda _, sheet: sheet.add_table("D12:E14", {"name": "Below"}),
        "table Below D12:E14 lies beneath",
    ),
)


@pytest.mark.parametrize("case", GROWN, ids=lambda case: case.name)
def test_a_table_does_not_grow_into_what_lies_beneath(case: Grown, tmp_path: Path) -> None:
    book = made(tmp_path, case.put)

    with pytest.raises(ContentLossError, match=rf"plan\.xlsx: table Actions.*{case.reason}"):
        book.append_rows("Actions", [[1, None, None]])

    assert not book.is_edited


def test_what_lies_beside_does_not_keep_a_table_from_growing(tmp_path: Path) -> None:
    book = made(tmp_path, lambda _, sheet: sheet.write("F6", "beside"))

    book.append_rows("Actions", [[1, None, None]])

    assert book.cell("Plan", 6, 6) == "beside"
    assert book.cell("Plan", 6, 2) == 1


def test_a_table_with_totals_is_left(tmp_path: Path) -> None:
    book = made(tmp_path, _totals)

    with pytest.raises(ContentLossError, match="table Summed on sheet Totals has a totals row"):
        book.append_rows("Summed", [[1]])
    with pytest.raises(ContentLossError, match="has a totals row"):
        book.replace_body("Summed", [[1]])


def test_a_row_has_a_value_for_each_column(tmp_path: Path) -> None:
    with pytest.raises(ContentLossError, match="has 2 values, but the table has 3 columns"):
        made(tmp_path).append_rows("Actions", [[1, 2]])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 9])
def test_a_body_is_replaced_whatever_its_length(count: int, tmp_path: Path) -> None:
    book = made(tmp_path)
    book.replace_body("Actions", [[n, None, f"row {n}"] for n in range(count)])

    book.save()

    again = Book.open(book.path)
    (table,) = again.tables
    assert table.last_row == 2 + max(count, 1)
    rows = range(3, 13)
    held = [again.cell("Plan", row, 4) for row in rows]
    assert held == [f"row {n}" for n in range(count)] + [None] * (10 - count)
    assert all(again.cell("Plan", row, 3) is None for row in rows)


def test_the_same_body_is_no_edit(tmp_path: Path) -> None:
    book = made(tmp_path)

    book.replace_body("Actions", [[n, date(2026, 3, n), "x"] for n in (2, 3, 4)])

    assert not book.is_edited


def test_a_columns_formula_goes_in_and_out(tmp_path: Path) -> None:
    book = made(tmp_path)
    before = parts(book.path)
    book.set_column_formula("Actions", "Who", 'Actions[[#This Row],[No]]&"<"')
    book.save()
    assert (
        '<calculatedColumnFormula>Actions[[#This Row],[No]]&amp;"&lt;"</calculatedColumnFormula>'
    ) in text(book, "xl/tables/table1.xml").replace("&quot;", '"')

    again = Book.open(book.path)
    again.set_column_formula("Actions", "Who", None)
    again.save()

    assert parts(again.path) == before
    with pytest.raises(WorkbookUnreadableError, match="no column 'Whom' in table Actions"):
        again.set_column_formula("Actions", "Whom", None)


def test_an_unknown_table_is_named_beside_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match="no table named 'Deeds', only: Actions"):
        made(tmp_path).append_rows("Deeds", [[1]])


def test_formats_are_put_below_those_there_are_and_only_once(tmp_path: Path) -> None:
    book = made(tmp_path)
    book.add_conditional_formats("Plan", [LATE, LATE])
    book.add_conditional_formats("Plan", [LATE])

    book.save()

    assert Book.open(book.path).conditional_formats("Plan")[-1] == LATE
    assert text(book).count("$C3&lt;TODAY()") == 1
    assert 'priority="3"' in text(book)


def test_one_of_two_formats_of_the_same_cells_is_taken_out(tmp_path: Path) -> None:
    book = made(tmp_path)
    other = ConditionalFormat("C3:C5", "TRUE", fill="FF00FF00", stop=True)
    held = book.conditional_formats("Plan")
    book.add_conditional_formats("Plan", [LATE, other])

    book.remove_conditional_formats("Plan", [LATE])

    assert book.conditional_formats("Plan") == (*held, other)


def test_a_validation_goes_beside_others_and_not_over_them(tmp_path: Path) -> None:
    book = made(tmp_path)
    rule = Validation("C3:C5", "custom", "C3>0", error_title="No", error="Later, please")
    book.add_validation("Plan", rule)
    book.add_validation("Plan", rule)

    book.save()

    assert rule in Book.open(book.path).validations("Plan")
    assert '<dataValidations count="2">' in text(book)
    with pytest.raises(ContentLossError, match=r"Plan!D5:D9 would meet another, of D3:D5"):
        book.add_validation("Plan", Validation("D5:D9", message="Hello"))
    with pytest.raises(ContentLossError, match="more than 255 characters"):
        book.add_validation("Plan", Validation("F5", message="x" * 256))


NAMES = (
    ("Plan", "Fresh", "has a sheet named Plan already"),
    ("a/b", "Fresh", "a sheet cannot be named 'a/b'"),
    ("x" * 32, "Fresh", "a sheet cannot be named"),
    ("New", "actions", "has a table or name actions already"),
    ("New", "A1", "a table cannot be named 'A1'"),
    ("New", "has space", "a table cannot be named"),
)


@pytest.mark.parametrize(("sheet", "table", "reason"), NAMES, ids=[case[2] for case in NAMES])
def test_a_sheet_of_a_name_that_will_not_do_is_refused(
    sheet: str, table: str, reason: str, tmp_path: Path
) -> None:
    book = made(tmp_path)

    with pytest.raises(ContentLossError, match=reason):
        book.add_sheet(sheet, NewTable(table, ("a", "b")))

    assert not book.is_edited


def test_a_sheet_is_put_last_and_its_table_can_grow_at_once(tmp_path: Path) -> None:
    book = made(tmp_path)
    book.add_sheet("History", NewTable("History", ("When", "What"), (12.5,), [[1, "a"]]))
    book.append_rows("History", [[2, "b"]])

    book.save()

    again = Book.open(book.path)
    assert [sheet.name for sheet in again.sheets] == ["Plan", "History"]
    assert again.table("History").area == Area(1, 1, 3, 2)
    assert [again.cell("History", row, 2) for row in (1, 2, 3)] == ["What", "a", "b"]


def _other_sheet(formula: str) -> Callable[[Any, Any], None]:
    return lambda workbook, _: workbook.add_worksheet("Sums").write_formula("A1", formula)


class Computed(NamedTuple):
    """A formula elsewhere, and whether an edit of Plan asks Excel to compute."""

    name: str
    put: Callable[[Any, Any], None]
    computes: bool


COMPUTED = (
    Computed("another sheet's, of this one", _other_sheet("=SUM(Plan!B3:B5)"), computes=True),
    Computed("another sheet's, of the table", _other_sheet("=SUM(Actions[No])"), computes=True),
    Computed("another sheet's, of itself", _other_sheet("=1+B2"), computes=False),
    Computed("this sheet's", lambda _, sheet: sheet.write_formula("H1", "=B3"), computes=True),
    Computed(
        "this table's, of its own row",
        lambda _, s: s.write_formula("H4", '=IF(Actions[[#This Row],[No]]>1,"x",TRUE)'),
        computes=False,
    ),
    Computed(
        "this table's, of the edited row",
        lambda _, s: s.write_formula("H3", "=Actions[[#This Row],[No]]"),
        computes=True,
    ),
)


@pytest.mark.parametrize("case", COMPUTED, ids=lambda case: case.name)
def test_excel_is_asked_to_compute_where_a_formula_may_depend_on_the_edit(
    case: Computed, tmp_path: Path
) -> None:
    book = made(tmp_path, case.put)
    path = tmp_path / "asked.xlsx"
    strip_full_calculation(book.path, path)
    book = Book.open(path)
    book.set_cells("Plan", {(3, 2): 99})

    book.save()

    assert ('fullCalcOnLoad="1"' in text(book, "xl/workbook.xml")) is case.computes


def strip_full_calculation(source: Path, target: Path) -> None:
    """XlsxWriter always asks for it: that is taken out."""
    with zipfile.ZipFile(target, "w") as new:
        for name, data in parts(source).items():
            new.writestr(name, data.replace(b' fullCalcOnLoad="1"', b""))


def test_an_overwritten_formula_leaves_the_calculation_chain(tmp_path: Path) -> None:
    source = made(tmp_path, lambda _, sheet: sheet.write_formula("H1", "=1"))
    path = tmp_path / "chained.xlsx"
    with_chain(source.path, path)
    book = Book.open(path)
    book.set_cells("Plan", {(1, 8): Formula("2", 2)})
    book.save()
    assert "xl/calcChain.xml" in parts(path)

    book = Book.open(path)
    book.set_cells("Plan", {(1, 8): 5})
    book.save()

    assert "xl/calcChain.xml" not in parts(path)
    assert "calcChain" not in text(book, "[Content_Types].xml")
    assert "calcChain" not in text(book, "xl/_rels/workbook.xml.rels")


def with_chain(source: Path, target: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    held = parts(source)
    held["xl/calcChain.xml"] = f'<calcChain xmlns="{main}"><c r="H1" i="1"/></calcChain>'.encode()
    held["xl/_rels/workbook.xml.rels"] = held["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'.encode(),
    )
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/xl/calcChain.xml" ContentType="{content}"/></Types>'.encode(),
    )
    with zipfile.ZipFile(target, "w") as new:
        for name, data in held.items():
            new.writestr(name, data)


def test_facts_tell_what_values_do_not(tmp_path: Path) -> None:
    def more(workbook: Any, sheet: Any) -> None:
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("F:G", None, None, {"hidden": True})
        sheet.merge_range("F8:G9", "")
        sheet.write_formula("H3", '="a"&1', None, "a1")
        sheet.write_formula("H4", "=NA()", None, "#N/A")
        sheet.write_datetime("H5", date(2026, 6, 1), workbook.add_format({"num_format": "mmm-yy"}))

    facts = made(tmp_path, more).facts("Plan")

    assert facts.hidden_rows == {4}
    assert facts.hidden_columns == {6, 7}
    assert facts.merges == (Area(8, 6, 9, 7),)
    assert facts.formulas == {(3, 8): '"a"&1', (4, 8): "NA()"}
    assert facts.errors == {(4, 8): "#N/A"}
    dates = {(row, 3): "dd/mm/yyyy" for row in (3, 4, 5)}
    assert facts.number_formats == {**dates, (5, 8): "mmm-yy"}
    assert not facts.is_filtered
    assert not facts.is_protected


MOVED = (
    ("A1+$A1+A$1+$A$1", "C4+$A4+C$1+$A$1"),
    ('"A1"&B2', '"A1"&D5'),
    ("'A1 sheet'!B2:C$3", "'A1 sheet'!D5:E$3"),
    ("Q1!A1", "Q1!C4"),
    ("LOG10(A1)", "LOG10(C4)"),
    ("SUM(A:B,2:$3)", "SUM(C:D,5:$3)"),
    ("Actions[[#This Row],[B2]]", "Actions[[#This Row],[B2]]"),
    ("RATE_A1*A1", "RATE_A1*C4"),
    ("XFD1", "B4"),
)


@pytest.mark.parametrize(("formula", "expected"), MOVED, ids=[case[0] for case in MOVED])
def test_a_shared_formula_is_moved_as_excel_moves_it(formula: str, expected: str) -> None:
    assert moved(formula, rows=3, columns=2) == expected


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert parse_cell(cell_name(7, number)) == (7, number)


@pytest.mark.parametrize("name", ["", "A", "7", "A0", "XFE1", "A1048577", "A1:B2"])
def test_what_names_no_cell_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"name of a cell|outside a worksheet"):
        parse_cell(name)
