"""What a cell holds and how it is set: case by case, in sheets written by hand."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from actionbook.errors import ContentLossError, WorkbookUnreadableError
from actionbook.ooxml import Book, Formatted, Formula, Value, cell_name, parse_cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="49" fontId="0"/>'
    '<xf numFmtId="20"/></cellXfs></styleSheet>'
)


def workbook(
    folder: Path,
    content: str,
    *,
    root: str = f'<worksheet xmlns="{MAIN}">',
    settings: str = "",
    strings: str = "",
) -> Book:
    """A workbook of one sheet, S, written just so."""
    path = folder / "plan.xlsx"
    close = root.split(maxsplit=1)[0].replace("<", "</") + ">"
    held = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{TYPE}.worksheet+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
        ),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f"{root}{content}{close}",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in held.items():
            package.writestr(name, text)
    return Book.open(path)


def relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def written(book: Book, part: str = "xl/worksheets/sheet1.xml") -> str:
    """What the part holds in the file."""
    with zipfile.ZipFile(book.path) as package:
        return package.read(part).decode()


def data(book: Book) -> str:
    """The rows in the file."""
    text = written(book)
    return text[text.index("<sheetData") : text.index("</sheetData>")].partition(">")[2]


class Splice(NamedTuple):
    """Rows, the cell that is set to a value, and the rows then."""

    name: str
    rows: str
    cell: str
    value: Value | Formula | Formatted
    expected: str


SPLICES = (
    Splice(
        "a self-closed cell keeps its neighbour",
        '<row r="2"><c r="A2" s="2"/><c r="B2"><v>1</v></c></row>',
        "A2",
        7,
        '<row r="2"><c r="A2" s="2"><v>7</v></c><c r="B2"><v>1</v></c></row>',
    ),
    Splice(
        "a self-closed row is opened",
        '<row r="1"/><row r="2" spans="1:1"><c r="A2"/></row>',
        "B1",
        "x",
        '<row r="1"><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="2" spans="1:1"><c r="A2"/></row>',
    ),
    Splice(
        "a new cell goes between its neighbours and the row's span grows only if it must",
        '<row r="1" spans="1:3"><c r="A1"/><c r="C1"/></row>',
        "B1",
        0.5,
        '<row r="1" spans="1:3"><c r="A1"/><c r="B1"><v>0.5</v></c><c r="C1"/></row>',
    ),
    Splice(
        "a new cell goes behind the last",
        '<row r="1" spans="1:1"><c r="A1"/></row>',
        "D1",
        1,
        '<row r="1" spans="1:4"><c r="A1"/><c r="D1"><v>1</v></c></row>',
    ),
    Splice(
        "a new row goes between its neighbours",
        '<row r="1"/><row r="5"/>',
        "A3",
        1,
        '<row r="1"/><row r="3"><c r="A3"><v>1</v></c></row><row r="5"/>',
    ),
    Splice(
        "a cell without an address follows the one before",
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        "B1",
        9,
        "<row><c><v>1</v></c><c><v>9</v></c></row><row><c><v>3</v></c></row>",
    ),
    Splice(
        "a row without a number follows the one before",
        '<row r="4"><c/></row><row><c><v>3</v></c></row>',
        "A5",
        "x",
        '<row r="4"><c/></row><row><c t="inlineStr"><is><t>x</t></is></c></row>',
    ),
    Splice(
        "attributes keep their order and what told of the old value goes",
        '<row r="1"><c s="2" t="s" vm="1" r="A1" ph="1"><v>0</v></c></row>',
        "A1",
        3,
        '<row r="1"><c s="2" r="A1" ph="1"><v>3</v></c></row>',
    ),
    Splice(
        "blank keeps the style",
        '<row r="1"><c r="A1" s="2" t="b"><v>0</v></c></row>',
        "A1",
        None,
        '<row r="1"><c r="A1" s="2"/></row>',
    ),
    Splice(
        "a formula is overwritten with its result",
        '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>x</v></c></row>',
        "A1",
        "y",
        '<row r="1"><c r="A1" t="inlineStr"><is><t>y</t></is></c></row>',
    ),
    Splice(
        "a formula of the same text is left and its result refreshed",
        '<row r="1"><c r="A1"><f ca="1">TODAY()</f><v>1</v></c></row>',
        "A1",
        Formula("TODAY()", "late"),
        '<row r="1"><c r="A1" t="str"><f ca="1">TODAY()</f><v>late</v></c></row>',
    ),
    Splice(
        "the master of a shared formula has its result refreshed",
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>',
        "A1",
        Formula("B1", 2),
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>2</v></c></row>',
    ),
    Splice(
        "an extension of the cell stays",
        '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="u"/></extLst></c></row>',
        "A1",
        2,
        '<row r="1"><c r="A1"><v>2</v><extLst><ext uri="u"/></extLst></c></row>',
    ),
    Splice(
        "what stands in a comment is no cell",
        '<!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1"><v>1</v></c></row>',
        "A1",
        2,
        '<!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1"><v>2</v></c></row>',
    ),
    Splice(
        "a column of two letters is not one of one",
        '<row r="1"><c r="A1"><v>1</v></c><c r="AA1"><v>2</v></c></row>',
        "AA1",
        3,
        '<row r="1"><c r="A1"><v>1</v></c><c r="AA1"><v>3</v></c></row>',
    ),
    Splice(
        "the row lends its style to a new cell",
        '<row r="1" s="2" customFormat="1"/>',
        "A1",
        1,
        '<row r="1" s="2" customFormat="1"><c r="A1" s="2"><v>1</v></c></row>',
    ),
    Splice(
        "a date keeps a style that shows a day",
        '<row r="1"><c r="A1" s="1"/></row>',
        "A1",
        date(2026, 3, 31),
        '<row r="1"><c r="A1" s="1"><v>46112</v></c></row>',
    ),
)


@pytest.mark.parametrize("case", SPLICES, ids=lambda case: case.name)
def test_a_cell_is_set_and_its_row_reads(case: Splice, tmp_path: Path) -> None:
    book = workbook(tmp_path, f"<sheetData>{case.rows}</sheetData>")
    book.set_cells("S", {parse_cell(case.cell): case.value})

    assert book.save()

    assert data(book) == case.expected


def test_rows_are_put_into_a_sheet_that_has_none(tmp_path: Path) -> None:
    book = workbook(tmp_path, "<sheetData />")
    book.set_cells("S", {(2, 1): 1, (1, 2): 2})

    book.save()

    assert data(book) == (
        '<row r="1"><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    )


def test_a_prefixed_sheet_is_set_under_its_prefix(tmp_path: Path) -> None:
    rows = '<x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData>'
    book = workbook(tmp_path, rows, root=f'<x:worksheet xmlns:x="{MAIN}">')
    book.set_cells("S", {(1, 1): Formula("1+1", "a"), (1, 2): "b"})

    book.save()

    assert (
        '<x:c r="A1" t="str"><x:f>1+1</x:f><x:v>a</x:v></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>'
    ) in written(book)


def test_the_dimension_grows_to_a_new_cell(tmp_path: Path) -> None:
    book = workbook(tmp_path, '<dimension ref="B2:C3"/><sheetData/>')
    book.set_cells("S", {(7, 4): 1})

    book.save()

    assert '<dimension ref="B2:D7"/>' in written(book)


TEXTS = (
    ("plain", "<t>plain</t>"),
    (" led ", '<t xml:space="preserve"> led </t>'),
    ("a\nb", '<t xml:space="preserve">a\nb</t>'),
    ("a\r\nb", '<t xml:space="preserve">a_x000D_\nb</t>'),
    ("<&>", "<t>&lt;&amp;&gt;</t>"),
    ("\x01", "<t>_x0001_</t>"),
    ("_x0041_", "<t>_x005F_x0041_</t>"),
    ("_x0041_x0042_", "<t>_x005F_x0041_x005F_x0042_</t>"),
    ("\ufffe", "<t>_xFFFE_</t>"),
    ("naïve – “x” 😀", "<t>naïve – “x” 😀</t>"),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[repr(text) for text, _ in TEXTS])
def test_text_is_written_so_that_excel_reads_it_back(
    text: str, expected: str, tmp_path: Path
) -> None:
    book = workbook(tmp_path, "<sheetData/>")
    book.set_cells("S", {(1, 1): text})

    book.save()

    assert f"<is>{expected}</is>" in written(book)
    assert Book.open(book.path).cell("S", 1, 1) == text


class Held(NamedTuple):
    """A cell as written and what it is read as."""

    name: str
    cell: str
    expected: Value | Formula


STRINGS = (
    "<si><t>one</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r>"
    "<rPh><t>no</t></rPh></si><si/>"
)
HELD = (
    Held("a shared string", '<c r="A1" t="s"><v>0</v></c>', "one"),
    Held("runs, without their guide", '<c r="A1" t="s"><v>1</v></c>', "rich"),
    Held("a string number too high", '<c r="A1" t="s"><v>9</v></c>', ""),
    Held(
        "inline runs", '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"
    ),
    Held("a whole number", '<c r="A1"><v>7</v></c>', 7),
    Held("a fraction", '<c r="A1"><v>7.25</v></c>', 7.25),
    Held("a power", '<c r="A1"><v>1E3</v></c>', 1000.0),
    Held("yes", '<c r="A1" t="b"><v>1</v></c>', expected=True),
    Held("an error", '<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
    Held("a date", '<c r="A1" s="1"><v>46112</v></c>', date(2026, 3, 31)),
    Held("a moment", '<c r="A1" s="1"><v>46112.5</v></c>', datetime(2026, 3, 31, 12)),
    Held("a day that never was", '<c r="A1" s="1"><v>60</v></c>', 60),
    Held("the first day", '<c r="A1" s="1"><v>1</v></c>', date(1900, 1, 1)),
    Held("an ISO date", '<c r="A1" t="d"><v>2026-03-31</v></c>', date(2026, 3, 31)),
    Held("nothing", '<c r="A1" s="1"/>', None),
    Held("a formula", '<c r="A1"><f>B1*2</f><v>4</v></c>', Formula("B1*2", 4)),
    Held("a formula that says nothing", '<c r="A1" t="str"><f>B1</f><v/></c>', Formula("B1", "")),
    Held("CDATA", '<c r="A1" t="str"><v><![CDATA[a<b]]></v></c>', "a<b"),
)


@pytest.mark.parametrize("case", HELD, ids=lambda case: case.name)
def test_a_cell_is_read(case: Held, tmp_path: Path) -> None:
    rows = f'<sheetData><row r="1">{case.cell}</row></sheetData>'
    book = workbook(tmp_path, rows, strings=STRINGS)

    assert book.cell("S", 1, 1) == case.expected


@pytest.mark.parametrize("case", HELD, ids=lambda case: case.name)
def test_what_is_there_already_is_no_edit(case: Held, tmp_path: Path) -> None:
    rows = f'<sheetData><row r="1">{case.cell}</row></sheetData>'
    book = workbook(tmp_path, rows, strings=STRINGS)
    before = book.path.read_bytes()
    if case.name != "an error":
        book.set_cells("S", {(1, 1): case.expected, (9, 9): None, (1, 2): ""})

    assert not book.is_edited
    assert not book.save()
    assert book.path.read_bytes() == before


def test_a_member_of_a_shared_formula_tells_its_own_text_and_may_be_overwritten(
    tmp_path: Path,
) -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+$C$1</f><v>1</v></c>'
        '</row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row></sheetData>'
    )
    book = workbook(tmp_path, rows)

    assert book.cell("S", 2, 1) == Formula("B2+$C$1", 2)

    book.set_cells("S", {(2, 1): 5})
    with pytest.raises(ContentLossError, match=r"plan\.xlsx: S!A1 holds the formula that A1:A2"):
        book.set_cells("S", {(1, 1): 5})


class Refusal(NamedTuple):
    """A sheet and a cell of it that may not be set, and why."""

    name: str
    rows: str
    tail: str
    cell: str
    reason: str


ROWS = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c></row>'
)
MERGE = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
TABLE = '<row r="1"><c r="A1"><f t="dataTable" ref="A1:B2" r1="D1"/><v>1</v></c></row>'
REFUSALS = (
    Refusal("an array", ROWS, "", "A1", "array formula"),
    Refusal("a spill", ROWS, "", "A2", "array formula or data table A1:A2"),
    Refusal("a data table", TABLE, "", "B2", "data table"),
    Refusal("hidden by a merge", "", MERGE, "B1", "hidden by the merged block A1:B2"),
    Refusal("protected", "", '<sheetProtection sheet="1"/>', "A1", "sheet S is protected"),
)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.name)
def test_harm_is_refused_and_nothing_is_edited(case: Refusal, tmp_path: Path) -> None:
    book = workbook(tmp_path, f"<sheetData>{case.rows}</sheetData>{case.tail}")

    with pytest.raises(ContentLossError, match=case.reason):
        book.set_cells("S", {(9, 9): "fine", parse_cell(case.cell): "no"})

    assert not book.is_edited
    assert book.changes == ()


def test_the_corner_of_a_merge_may_be_set(tmp_path: Path) -> None:
    book = workbook(tmp_path, "<sheetData/>" + MERGE)

    book.set_cells("S", {(1, 1): "seen"})

    assert book.cell("S", 1, 1) == "seen"


def test_a_protection_that_is_off_protects_nothing(tmp_path: Path) -> None:
    book = workbook(tmp_path, '<sheetData/><sheetProtection objects="1"/>')

    book.set_cells("S", {(1, 1): 1})

    assert book.is_edited


UNFIT: tuple[tuple[Value | Formula, str], ...] = (
    ("x" * 32_768, "32,767 characters"),
    (float("nan"), "infinite or undefined"),
    (10**17 + 1, "every digit"),
    (date(1899, 1, 1), "no date as early as 01/01/1899"),
    (datetime(2026, 1, 1, tzinfo=UTC), "time zone"),
    (Formula("=1"), "without its equals sign"),
)


@pytest.mark.parametrize(("value", "reason"), UNFIT, ids=[reason for _, reason in UNFIT])
def test_a_value_that_no_cell_can_hold_is_refused(
    value: Value | Formula, reason: str, tmp_path: Path
) -> None:
    book = workbook(tmp_path, "<sheetData/>")

    with pytest.raises(ContentLossError, match=rf"plan\.xlsx: S!C2 .*{reason}"):
        book.set_cells("S", {(2, 3): value})


def test_dates_follow_the_workbooks_own_system(tmp_path: Path) -> None:
    book = workbook(tmp_path, "<sheetData/>", settings='<workbookPr date1904="1"/>')
    book.set_cells("S", {(1, 1): date(2026, 3, 31)})

    book.save()

    assert "<v>44650</v>" in data(book)
    assert Book.open(book.path).cell("S", 1, 1) == date(2026, 3, 31)


def test_a_format_is_given_to_a_clone_of_the_cells_style_once(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" s="2"/><c r="B1" s="3"/></row>'
    book = workbook(tmp_path, f"<sheetData>{row}</sheetData>")
    book.set_cells("S", {(1, 1): date(2026, 3, 31), (1, 2): date(2026, 4, 1)})
    book.set_cells("S", {(2, 1): Formatted(0.5, "0.0%"), (3, 1): Formatted(1, "0.0%")})

    book.save()

    styles = written(book, "xl/styles.xml")
    assert '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>' in styles
    assert '<xf numFmtId="164" fontId="0" applyNumberFormat="1"/>' in styles
    assert '<cellXfs count="7">' in styles
    assert '<c r="A2" s="6"><v>0.5</v></c>' in data(book)
    assert '<c r="A3" s="6"><v>1</v></c>' in data(book)


def test_true_is_not_one_nor_is_a_code_its_error(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    book = workbook(tmp_path, f"<sheetData>{row}</sheetData>")

    book.set_cells("S", {(1, 1): True, (1, 2): "#N/A"})

    assert len(book.changes) == 2
    assert book.cell("S", 1, 1) is True


def test_changes_tell_what_was_and_what_is(tmp_path: Path) -> None:
    book = workbook(
        tmp_path, '<sheetData><row r="1"><c r="A1" s="1"><v>46112</v></c></row></sheetData>'
    )

    book.set_cells("s", {(1, 1): date(2026, 4, 1)})

    (change,) = book.changes
    assert change == ("S", 1, 1, date(2026, 3, 31), date(2026, 4, 1))


BROKEN = (
    ("twice", '<row r="1"><c r="A1"/><c r="A1"/></row>', "A1 of one sheet twice"),
    ("rows out of order", '<row r="5"/><row r="3"/>', "out of order at row 3"),
    ("a row without an end", '<row r="1"><c r="A1"/>', "a row that has no end"),
)


@pytest.mark.parametrize(("name", "rows", "reason"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_sheet_is_one_sentence(name: str, rows: str, reason: str, tmp_path: Path) -> None:
    book = workbook(tmp_path, f"<sheetData>{rows}</sheetData>")

    with pytest.raises(WorkbookUnreadableError, match=rf"plan\.xlsx.*{reason}"):
        book.set_cells("S", {(1, 1): name, (1, 9): 1, (4, 1): 1})


def test_an_unknown_sheet_is_named_beside_those_there_are(tmp_path: Path) -> None:
    book = workbook(tmp_path, "<sheetData/>")

    with pytest.raises(WorkbookUnreadableError, match=r"no sheet named 'T', only: S"):
        book.set_cells("T", {(1, 1): 1})


def test_a_sheet_in_utf_16_is_read_and_not_edited(tmp_path: Path) -> None:
    book = workbook(tmp_path, '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    wide = tmp_path / "wide.xlsx"
    with zipfile.ZipFile(book.path) as old, zipfile.ZipFile(wide, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            is_sheet = name.endswith("sheet1.xml")
            new.writestr(name, text.encode("utf-16" if is_sheet else "utf-8"))
    book = Book.open(wide)

    assert book.cell("S", 1, 1) == 5
    with pytest.raises(ContentLossError, match="encoding"):
        book.set_cells("S", {(1, 1): 6})


def test_many_cells_are_found_by_their_columns_as_few_are_by_their_rows(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="C{r}" s="1"/></row>' for r in range(1, 1501)
    )
    book = workbook(tmp_path, f"<sheetData>{rows}</sheetData>")

    book.set_cells("S", {(r, c): f"{cell_name(r, c)}" for r in range(1, 1502) for c in (1, 2, 3)})

    assert len(book.changes) == 4503
    assert [book.cell("S", 1501, c) for c in (1, 2, 3)] == ["A1501", "B1501", "C1501"]
    assert book.save()
