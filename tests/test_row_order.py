"""Rows put in another order: each goes whole, with all that is set for it, or nothing moves."""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from corpus import VALIDATOR, needs_office, parts, validator_errors
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libreoffice import sheet_values

from actionbook.errors import ContentLossError
from actionbook.ooxml import Book

pytestmark = pytest.mark.filterwarnings("ignore:.*not supported and will be removed")

FIRST, LAST = 5, 12
ROWS = range(FIRST, LAST + 1)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CHAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
ORDER = (8, 5, 12, 7, 6, 11, 10, 9)


def staffed(path: Path) -> Path:
    """A table as staff keep it: a line of everything that can be set for a row."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Our actions")
        other = book.add_worksheet("Counts")
        bold = book.add_format({"bold": True, "bg_color": "#FFEECC"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write("A1", "Harbour plan")
        headings = ("Ref", "Action", "Lead", "Cost", "With tax", "House note")
        sheet.add_table(
            FIRST - 2, 0, LAST - 1, 5,
            {"name": "Acts", "columns": [{"header": heading} for heading in headings]},
        )  # fmt: skip
        sheet.write("G4", "Beside")
        for row in ROWS:
            at = row - 1
            sheet.write_string(at, 0, f"No-{row}")
            sheet.write_string(at, 1, f"Dredge berth {row}", bold if row % 3 == 0 else None)
            sheet.write_string(at, 2, "JT" if row % 2 else "MG")
            sheet.write_number(at, 3, row * 10, day if row == 7 else None)
            sheet.write_formula(at, 4, f"=D{row}*$B$2+LEN('Our actions'!$A${row})", None, row * 12)
            sheet.write_string(at, 6, f"beside {row}")
        other.write_url("A1", "internal:'Our actions'!B9", string="'Our actions'!B9")
        other.write_formula("B1", "=COUNTIF('Our actions'!C5:C12,\"JT\")+SUM(Acts[Cost])", None, 1)
        _marked(sheet, bold)
        book.define_name("Costs", "='Our actions'!$D$5:$D$12")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Our actions'!$D$5:$D$12"})
        sheet.insert_chart("M2", chart)
    chained(path)
    return path


def _marked(sheet: Any, bold: Any) -> None:
    """What is set for one row or another, and for whole columns."""
    sheet.write("B2", 1.2)
    sheet.write_rich_string("F6", "half ", bold, "bold")
    sheet.write_comment("B6", "Ask Mo", {"author": "Jo"})
    sheet.write_comment("C9", "Twice asked", {"author": "Jo", "visible": True})
    sheet.write_url("F7", "https://example.org/7", string="seven")
    sheet.write_url("F8", "internal:'Our actions'!A10", string="to ten")
    sheet.set_row(5, 40)
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_row(8, None, None, {"level": 1})
    sheet.merge_range("H10:I10", "across one row")
    sheet.write("H4", "Wide")
    sheet.data_validation("C5:C12", {"validate": "list", "source": ["JT", "MG"]})
    sheet.data_validation("D6", {"validate": "custom", "value": "=D6>$B$2", "input_title": "Six"})
    sheet.conditional_format("A5:F12", {"type": "formula", "criteria": "=$D5>80", "format": bold})
    sheet.conditional_format(
        "B7", {"type": "text", "criteria": "containing", "value": "x", "format": bold}
    )
    sheet.conditional_format("D5:D12", {"type": "data_bar"})
    sheet.add_sparkline("J11", {"range": "'Our actions'!A11:E11"})
    sheet.write("J4", "Line")
    sheet.insert_image("K12", "dot.png", {"image_data": io.BytesIO(PIXEL), "object_position": 1})
    sheet.write("K4", "Picture")
    sheet.ignore_errors({"number_stored_as_text": "A9"})


def edited(path: Path, change: Callable[[str, bytes], bytes], **added: bytes) -> Path:
    held = {name: change(name, data) for name, data in parts(path).items()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in {**held, **added}.items():
            package.writestr(name, data)
    return path


def chained(path: Path) -> None:
    """With a calculation chain, as Excel leaves one."""
    cells = "".join(f'<c r="E{row}"/>' if row > FIRST else '<c r="E5" i="1"/>' for row in ROWS)
    chain = (
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'{cells}<c r="B1" i="2"/></calcChain>'
    ).encode()

    def change(name: str, data: bytes) -> bytes:
        if name == "[Content_Types].xml":
            told = f'<Override PartName="/xl/calcChain.xml" ContentType="{CHAIN}"/></Types>'
            return data.replace(b"</Types>", told.encode())
        if name == "xl/_rels/workbook.xml.rels":
            told = (
                '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/'
                '2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
            )
            return data.replace(b"</Relationships>", told.encode())
        return data

    edited(path, change, **{"xl/calcChain.xml": chain})


def reordered(path: Path, rows: tuple[int, ...] = ORDER) -> Path:
    book = Book.open(path)
    book.reorder_rows("Acts", rows)
    book.save()
    return path


def lines(path: Path) -> dict[int, dict[str, object]]:
    """All that openpyxl sees of each row, its own number left open."""
    sheet = openpyxl.load_workbook(path, rich_text=True)["Our actions"]
    return {row: line(sheet, row) for row in ROWS}


def line(sheet: Any, row: int) -> dict[str, object]:

    def own(text: object) -> str:
        return re.sub(rf"(?<=[A-Z$]){row}\b", "#", str(text))

    def here(area: object) -> bool:
        return any(int(r) == row for r in re.findall(r"[A-Z]+([0-9]+)", str(area)))

    height = sheet.row_dimensions[row]
    return {
        "cells": [(own(c.value), c.style_id, c.number_format) for c in sheet[row]],
        "notes": [c.comment.text if c.comment else None for c in sheet[row]],
        "links": [(c.hyperlink.target, own(c.hyperlink.ref)) if c.hyperlink else None
                  for c in sheet[row]],
        "row": (height.height, height.hidden, height.outlineLevel),
        "merged": [own(area) for area in sheet.merged_cells.ranges if here(area)],
        "checks": [(own(v.sqref), own(v.formula1), v.promptTitle)
                   for v in sheet.data_validations.dataValidation
                   if here(v.sqref) and ":" not in str(v.sqref)],
        "formats": [(own(area.sqref), [own(f) for rule in area.rules for f in rule.formula])
                    for area in sheet.conditional_formatting
                    if here(area.sqref) and ":" not in str(area.sqref)],
    }  # fmt: skip


def test_every_row_goes_whole(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    before = lines(path)

    reordered(path)

    assert list(lines(path).values()) == [before[row] for row in ORDER]


def test_what_is_set_for_the_whole_column_stays(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")

    reordered(path)

    sheet = parts(path)["xl/worksheets/sheet1.xml"].decode()
    assert 'sqref="C5:C12"' in sheet
    assert '<conditionalFormatting sqref="A5:F12"><cfRule type="expression"' in sheet
    assert "$D5&gt;80" in sheet
    assert '<dimension ref="A1:K12"/>' in sheet


def test_boxes_pictures_lines_and_links_follow(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    to = {row: place for place, row in zip(ROWS, ORDER, strict=True)}

    reordered(path)

    held = {name: data.decode("latin-1") for name, data in parts(path).items()}
    boxes = re.findall(r"<x:Row>(\d+)</x:Row>", held["xl/drawings/vmlDrawing1.vml"])
    assert [int(row) + 1 for row in boxes] == [to[6], to[9]]
    assert f"'Our actions'!A{to[11]}:E{to[11]}" in held["xl/worksheets/sheet1.xml"]
    assert f"<xm:sqref>J{to[11]}</xm:sqref>" in held["xl/worksheets/sheet1.xml"]
    picture = re.findall(r"<xdr:row>(\d+)</xdr:row>", held["xl/drawings/drawing1.xml"])
    assert f"{to[12] - 1}" in picture[-4:] or f"{to[12] - 1}" in picture[:4]
    assert f"location=\"'Our actions'!A{to[10]}\"" in held["xl/worksheets/sheet1.xml"].replace(
        "&apos;", "'"
    )
    assert f"!B{to[9]}" in held["xl/worksheets/sheet2.xml"]
    assert f'numberStoredAsText="1" sqref="A{to[9]}"' in held["xl/worksheets/sheet1.xml"] or (
        f'sqref="A{to[9]}" numberStoredAsText="1"' in held["xl/worksheets/sheet1.xml"]
    )


def test_the_parts_that_name_no_row_are_the_same_to_the_byte(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    before = parts(path)

    reordered(path)

    changed = {name for name, data in parts(path).items() if data != before[name]}
    assert changed == {
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml", "xl/drawings/drawing1.xml", "xl/calcChain.xml",
    }  # fmt: skip


@settings(
    max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(ROWS))
def test_an_order_and_the_one_that_undoes_it_leave_the_bytes(
    tmp_path: Path, order: list[int]
) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    before, were = parts(path), lines(path)

    reordered(path, tuple(order))
    assert list(lines(path).values()) == [were[row] for row in order]
    chain = re.findall(rb'<c r="E(\d+)"', parts(path)["xl/calcChain.xml"])
    assert sorted(map(int, chain)) == list(ROWS)
    reordered(path, tuple(FIRST + order.index(row) for row in ROWS))

    # An apostrophe in a link that was rewritten is spelt as a reference from then on.
    spelt = {name: data.replace(b"&apos;", b"'") for name, data in parts(path).items()}
    assert spelt == {name: data.replace(b"&apos;", b"'") for name, data in before.items()}


def test_the_order_it_has_is_no_edit(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    before = path.read_bytes()

    reordered(path, tuple(ROWS))

    assert path.read_bytes() == before


def test_an_order_of_other_rows_is_refused(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")

    with pytest.raises(ContentLossError, match="not of its own rows"):
        reordered(path, (5, 5, 7, 8, 9, 10, 11, 12))


SHARED = (
    b'<c r="E5"><f t="shared" ref="E5:E12" si="0">D5*2</f><v>1</v></c>',
    b'<c r="E%d"><f t="shared" si="0"/><v>1</v></c>',
)


def test_shared_formulas_are_told_in_full(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        for row in ROWS:
            new = SHARED[0] if row == FIRST else SHARED[1] % row
            data = re.sub(rb'<c r="E%d">.*?</c>' % row, new, data)
        return data

    path = edited(staffed(tmp_path / "plan.xlsx"), change)

    reordered(path)

    sheet = openpyxl.load_workbook(path)["Our actions"]
    assert [sheet.cell(row, 5).value for row in ROWS] == [f"=D{row}*2" for row in ROWS]


class Refused(NamedTuple):
    """What is done to a sound workbook, and the words it is refused with."""

    name: str
    build: Callable[[Any], None]
    says: str


REFUSED = (
    Refused("filter", lambda b: b["Our actions"].tables["Acts"].autoFilter.add_filter_column(
        2, ["JT"]), "a filter is set"),
    Refused("merge", lambda b: b["Our actions"].merge_cells("L5:L6"), "L5:L6 is merged across"),
    Refused("beside", lambda b: put(b, "L6", "key"), "L6 beside the table is filled"),
    Refused("row above", lambda b: put(b, "F7", "=A6+1"), "F7 points at A6 by its place"),
    Refused("counting", lambda b: put(b, "F7", "=OFFSET(D7,-1,0)"), "F7 finds its cells by OFFSET"),
    Refused("elsewhere", lambda b: put(b, "C1", "='Our actions'!D7", sheet="Counts"),
            "Counts!C1 points at D7 by its place"),
    Refused("same sheet", lambda b: put(b, "D2", "=D7"), "Our actions!D2 points at D7"),
    Refused("some rows", lambda b: put(b, "D2", "=SUM(D5:D7)"), "D2 points at D5:D7"),
    Refused("array", lambda b: array(b, "F6:F7"), "F6:F7"),
    Refused("name", lambda b: name(b, "Seven", "'Our actions'!$D$7"), "the name Seven points at"),
    Refused("name above", lambda b: name(b, "Above", "'Our actions'!$D2"), "the name Above points"),
    Refused("format", lambda b: colour(b, "B6", "$D$7>5"), "conditional format of B6 points at"),
    Refused("format from another row", lambda b: colour(b, "B6", "$D7>5"), "format of B6 points"),
    Refused("format outside", lambda b: colour(b, "B1", "D7>5"), "conditional format of B1 points"),
    Refused("group", lambda b: fold(b, 9), "row 9 is folded away"),
    Refused("protected", lambda b: b["Our actions"].protection.enable(), "protected"),
)  # fmt: skip


def put(book: Any, cell: str, value: object, *, sheet: str = "Our actions") -> None:
    book[sheet][cell] = value


def array(book: Any, area: str) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    book["Our actions"][area.partition(":")[0]] = ArrayFormula(area, "=D6:D7*2")


def name(book: Any, word: str, formula: str) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names[word] = DefinedName(word, attr_text=formula)


def colour(book: Any, cells: str, formula: str) -> None:
    from openpyxl.formatting.rule import FormulaRule

    book["Our actions"].conditional_formatting.add(cells, FormulaRule(formula=[formula]))  # type: ignore[no-untyped-call]


def fold(book: Any, row: int) -> None:
    book["Our actions"].row_dimensions[row].outlineLevel = 1
    book["Our actions"].row_dimensions[row].hidden = True


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_would_be_harmed_is_refused_by_its_cell(tmp_path: Path, case: Refused) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    for row in ROWS:
        book["Our actions"].cell(row, 12).value = None
    case.build(book)
    book.save(path)
    before = path.read_bytes()

    with pytest.raises(ContentLossError, match=re.escape(case.says)):
        reordered(path)

    assert path.read_bytes() == before


def test_nothing_is_refused_without_those(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    openpyxl.load_workbook(path).save(path)

    reordered(path)


def test_a_chart_of_some_rows_is_refused(tmp_path: Path) -> None:
    path = edited(
        staffed(tmp_path / "plan.xlsx"),
        lambda name, data: data.replace(b"$D$12", b"$D$9") if "chart1" in name else data,
    )

    with pytest.raises(ContentLossError, match=r"chart1\.xml\) points at \$D\$5:\$D\$9"):
        reordered(path)


def test_a_button_in_one_of_the_rows_is_refused(tmp_path: Path) -> None:
    def change(_name: str, data: bytes) -> bytes:
        return data.replace(b'ObjectType="Note"', b'ObjectType="Checkbox"').replace(
            b"<x:Anchor>", b"<x:Anchor>1, 15, 6, 2, 2, 5, 6, 9</x:Anchor><x:Was>"
        )

    path = edited(staffed(tmp_path / "plan.xlsx"), change)

    with pytest.raises(ContentLossError, match="a button or box stands in row 7"):
        reordered(path)


THREAD = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    b'threadedcomments"><threadedComment ref="B6" id="{1}"><text>Ask</text></threadedComment>'
    b"</ThreadedComments>"
)


def test_a_thread_follows_its_row(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name == "xl/worksheets/_rels/sheet1.xml.rels":
            told = (
                b'<Relationship Id="rId88" Type="http://schemas.microsoft.com/office/2017/10/'
                b'relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"'
                b"/></Relationships>"
            )
            return data.replace(b"</Relationships>", told)
        return data

    path = edited(
        staffed(tmp_path / "plan.xlsx"),
        change,
        **{"xl/threadedComments/threadedComment1.xml": THREAD},
    )

    reordered(path)

    thread = ElementTree.fromstring(parts(path)["xl/threadedComments/threadedComment1.xml"])
    assert thread[0].attrib["ref"] == f"B{FIRST + ORDER.index(6)}"


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_the_validator_finds_nothing_new(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")

    assert validator_errors(reordered(path)) == set()


@needs_office
@pytest.mark.libreoffice
def test_libreoffice_computes_each_row_as_before(tmp_path: Path) -> None:
    path = staffed(tmp_path / "plan.xlsx")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = sheet_values(path, "Our actions", tmp_path / "a")

    after = sheet_values(reordered(path), "Our actions", tmp_path / "b")

    assert after[FIRST - 1 : LAST] == [before[row - 1] for row in ORDER]
    assert after[: FIRST - 1] == before[: FIRST - 1]
