"""Many cells set in one pass come to what a few at a time come to, and every one is read back."""

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from test_ooxml_cells import workbook, written

from actionbook.errors import ContentLossError, WorkbookUnreadableError
from actionbook.ooxml import Book, Change, Formatted, Formula, Value, cell_name
from actionbook.ooxml.block_reading import all_hold
from actionbook.ooxml.changes import Changes, Step
from actionbook.ooxml.column_edits import Outcome, known_by
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import TRANSITIONAL, BrokenPartError
from actionbook.ooxml.package import Package
from actionbook.ooxml.rows import MANY_CELLS
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.verification import verify

ROWS = 900
COLUMNS = 4
CELLS = (
    '<c r="{at}"><v>{row}</v></c>',
    '<c r="{at}" s="1"/>',
    '<c r="{at}" s="2" t="inlineStr"><is><t>Text {row}</t></is></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve">a &lt; b &amp; c </t></is></c>',
    '<c r="{at}" t="str" s="3"><f>A1&amp;"x"</f><v>Old</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" s="1"><v>46000</v></c>',
    '<c r="{at}" cm="1"><v>2</v><extLst><ext uri="x"/></extLst></c>',
    '<c r="{at}"><!-- <c r="A1"/> --><v>3</v></c>',
    "",
)
VALUES: tuple[Value | Formula | Formatted, ...] = (
    "Text",
    "Text 7",
    "a < b & c ",
    1,
    1.0,
    True,
    0,
    None,
    date(2026, 3, 1),
    datetime(2026, 3, 1, 12, 30),
    Formula("actionbook_RAG", "Overdue"),
    Formula('A1&"x"', "New"),
    Formula("A1", 1),
    Formula("A1", value=True),
    Formatted(Formula("B1", date(2026, 3, 1)), "dd/mm/yyyy"),
    Formatted(2, "0.00"),
)


def rows(random: Random) -> str:
    return "".join(f'<row r="{row}">{cells(random, row)}</row>' for row in range(1, ROWS + 1))


def cells(random: Random, row: int) -> str:
    return "".join(cell(random, row, column) for column in range(1, COLUMNS + 1))


def cell(random: Random, row: int, column: int) -> str:
    return random.choice(CELLS).format(at=cell_name(row, column), row=row % 9)


def in_order(book: Book) -> list[Change]:
    return sorted(book.changes, key=lambda change: change[:3])


def content(random: Random) -> dict[tuple[int, int], Value | Formula | Formatted]:
    return {
        (row, column): random.choice(VALUES)
        for row in range(1, ROWS + 1)
        for column in range(1, COLUMNS + 1)
    }


@pytest.mark.parametrize("seed", range(3))
def test_many_cells_come_to_what_a_few_at_a_time_come_to(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    sheet, wanted = f"<sheetData>{rows(random)}</sheetData>", content(random)
    at_once, few_at_a_time = tmp_path / "once", tmp_path / "few"
    at_once.mkdir()
    few_at_a_time.mkdir()
    once, few = workbook(at_once, sheet), workbook(few_at_a_time, sheet)
    assert len(wanted) > MANY_CELLS

    once.set_cells("S", wanted)
    places = list(wanted)
    for start in range(0, len(places), 500):
        few.set_cells("S", {place: wanted[place] for place in places[start : start + 500]})
    once.save()
    few.save()

    assert written(once) == written(few)
    assert written(once, "xl/styles.xml") == written(few, "xl/styles.xml")
    assert in_order(once) == in_order(few)


def test_a_cell_whose_address_is_oddly_written_is_found_among_many(tmp_path: Path) -> None:
    body = "".join(f'<row r="{row}"><c r="B{row}"/></row>' for row in range(1, 3001))
    odd = body.replace('"B70"', '"B0070"')
    book = workbook(tmp_path, f"<sheetData>{odd}</sheetData>")

    book.set_cells("S", {(row, 2): row for row in range(1, 3001)})
    book.save()

    assert written(book).count("<c ") == 3000
    assert '<c r="B0070"><v>70</v></c>' in written(book)


def test_a_cell_that_stands_twice_is_refused(tmp_path: Path) -> None:
    twice = '<row r="1"><c r="A1"/><c r="A1"/></row>'
    book = workbook(tmp_path, f"<sheetData>{twice}</sheetData>")

    with pytest.raises(WorkbookUnreadableError, match="A1 of one sheet twice"):
        book.set_cells("S", {(row, 1): "x" for row in range(1, MANY_CELLS + 2)})


def test_every_one_of_many_cells_is_read_back(tmp_path: Path) -> None:
    book = workbook(tmp_path, f"<sheetData>{rows(Random(1))}</sheetData>")
    texts = {(row, column): f"{row} {column}" for row in range(1, ROWS + 1) for column in (1, 2, 3)}
    book.set_cells("S", texts)
    book.save()
    contents = Contents(Package.open(book.path))

    outcomes = {(c.row, c.column): Outcome(b"", c.was, c.now) for c in book.changes}
    verify(contents, contents, Changes([Step("S", outcomes)]))
    for spoilt in (0, 1400, -1):
        cell = list(outcomes)[spoilt]
        wrong = Changes([Step("S", {**outcomes, cell: outcomes[cell]._replace(now="Another")})])
        with pytest.raises(ContentLossError, match="would not hold its new value"):
            verify(contents, contents, wrong)


@pytest.mark.parametrize("spoilt", [(1, 2), (1500, 2), (3000, 2), (9000, 2), (1500, 3)])
def test_of_a_usual_sheet_every_cell_of_a_column_is_read_back(
    spoilt: tuple[int, int], tmp_path: Path
) -> None:
    body = "".join(f'<row r="{row}"><c r="B{row}"/></row>' for row in range(1, 3001))
    book = workbook(tmp_path, f"<sheetData>{body}</sheetData>")
    book.set_cells("S", {(row, 2): row % 7 or f"Text {row}" for row in range(1, 3001)})
    book.save()
    contents = Contents(Package.open(book.path))
    outcomes = {(c.row, c.column): Outcome(b"", c.was, c.now) for c in book.changes}

    verify(contents, contents, Changes([Step("S", outcomes)]))
    wrong = {**outcomes, spoilt: Outcome(b"", None, "Another")}
    with pytest.raises(ContentLossError, match=f"{cell_name(*spoilt)} would not hold"):
        verify(contents, contents, Changes([Step("S", wrong)]))


def test_a_cell_that_stands_twice_is_not_read_back(tmp_path: Path) -> None:
    body = "".join(f'<row r="{row}"><c r="B{row}"/></row>' for row in range(1, 3001))
    book = workbook(tmp_path, f'<sheetData>{body}<row r="3001"><c r="B3000"/></row></sheetData>')
    contents = Contents(Package.open(book.path))
    blank = {(row, 2): Outcome(b"", None, None) for row in range(1, 3001)}

    with pytest.raises(BrokenPartError, match="B3000 of one sheet twice"):
        verify(contents, contents, Changes([Step("S", blank)]))


def test_a_change_that_was_not_made_is_noticed(tmp_path: Path) -> None:
    book = workbook(tmp_path, '<sheetData><row r="1"><c r="A1"/></row></sheetData>')
    contents = Contents(Package.open(book.path))

    with pytest.raises(ContentLossError, match="S!A1"):
        verify(contents, contents, Changes([Step("S", {(1, 1): Outcome(b"", None, "There")})]))


def test_a_column_of_one_value_is_set_in_a_book_of_one(tmp_path: Path) -> None:
    body = "".join(f'<row r="{row}"><c r="B{row}" s="1"/></row>' for row in range(1, 3001))
    book: Book = workbook(tmp_path, f"<sheetData>{body}</sheetData>")

    book.set_cells("S", {(row, 2): Formula("X", "Late") for row in range(1, 3001)})
    book.save()

    assert written(book).count('<c r="B7" s="1" t="str"><f>X</f><v>Late</v></c>') == 1
    assert written(book).count("<f>X</f>") == 3000


@pytest.mark.parametrize("seed", range(20))
def test_a_cell_that_holds_another_kind_of_value_is_noticed_among_many(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    kinds: list[Value | Formula] = ["1", 1, True, None, date(2026, 3, 1), "a & b", Formula("A1", 1)]
    body = "".join(f'<row r="{row}"><c r="B{row}" s="1"/></row>' for row in range(1, 2101))
    book = workbook(tmp_path, f"<sheetData>{body}</sheetData>")
    book.set_cells("S", {(row, 2): random.choice(kinds) for row in range(1, 2101)})
    book.save()
    contents = Contents(Package.open(book.path))
    held: dict[tuple[int, int], Value | Formula] = dict.fromkeys((r, 2) for r in range(1, 2101))
    held |= {(c.row, c.column): c.now for c in book.changes}
    outcomes = {cell: Outcome(b"", None, now) for cell, now in held.items()}

    verify(contents, contents, Changes([Step("S", outcomes)]))
    spoilt = random.choice(list(held))
    others = [kind for kind in kinds if known_by(kind) != known_by(held[spoilt])]
    wrong = {**outcomes, spoilt: Outcome(b"", None, random.choice(others))}
    with pytest.raises(ContentLossError, match=f"{cell_name(*spoilt)} would not hold"):
        verify(contents, contents, Changes([Step("S", wrong)]))


@pytest.mark.parametrize("spoil", ['<c r="B7"/><c r="B7"/>', '<c r="B8"/>', ""])
def test_a_sheet_of_many_cells_with_one_twice_or_missing_is_not_taken_at_a_glance(
    spoil: str,
) -> None:
    body = "".join(f'<row r="{row}"><c r="B{row}"/></row>' for row in range(1, 10))
    cells = dict.fromkeys((row, 2) for row in range(1, 10))
    for data, is_whole in ((body, True), (body.replace('<c r="B7"/>', spoil), False)):
        part = SheetPart(
            f'<worksheet xmlns="{TRANSITIONAL}"><sheetData>{data}</sheetData></worksheet>'.encode()
        )
        assert all_hold(part, cells, lambda *_: False) is is_whole
