"""Rows of text put in the place of rows: the very bytes that cell by cell would give."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionbook.errors import ContentLossError, WorkbookUnreadableError
from actionbook.ooxml import Book, Formula, text_rows, verification
from actionbook.ooxml.new_rows import written_rows
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.text_rows import TextRow, row_edits
from actionbook.ooxml.wanted import Content

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = st.sampled_from(
    ["a", "b", "a ", " ", "a&b", "a > b", "_x0041_", "two\nlines", "\r", "é", "", None]
)
OTHERS = st.sampled_from([1, 2.5, True, Formula("1+1", 2), "#N/A"])
ROWS = st.lists(st.tuples(TEXTS, TEXTS, st.one_of(TEXTS, TEXTS, OTHERS)), min_size=1, max_size=6)


def book_of(path: Path, rows: Sequence[Sequence[Content]], spelling: str = "") -> Book:
    """A book with a table Deeds in B2:D8, in it the texts of *rows*, in some cells a style."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Deeds")
        bold = workbook.add_format({"bold": True})
        sheet.set_column("C:C", 9, bold)
        sheet.add_table("B2:D8", {"name": "Deeds"})
        for row in range(2, 8):
            sheet.write_blank(row, 3, None, bold)
    book = Book.open(path)
    book.replace_body("Deeds", rows)
    if spelling:
        data = book._contents.package.read(SHEET).decode()
        old, _, new = spelling.partition("|")
        book._contents.replace_sheet("Deeds", data.replace(old, new).encode())
    book.save()
    return Book.open(path)


def nothing(*_: object) -> Iterator[TextRow]:
    yield from ()


def one_by_one(_: object, block: RowBlock, __: object) -> Iterator[RowBlock]:
    yield block


SPELLINGS = [
    "",
    "&gt;|>",
    "<t>|<t >",
    '<is><t xml:space="preserve">|<is><t>',
    "><is>| ph='1'><is>",
    't="inlineStr"><is>|t="inlineStr" cm="1"><is>',
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(was=ROWS, now=ROWS)
@example(was=[("a", "b", "c")] * 3, now=[("b", "a", None), ("é", "b", "c"), ("a", None, "d")])
@settings(max_examples=20, deadline=None)
def test_whole_rows_are_what_cell_by_cell_would_be(
    was: Sequence[Sequence[Content]],
    now: Sequence[Sequence[Content]],
    spelling: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("deeds")
    rowwise = book_of(folder / "a.xlsx", was, spelling)
    cellwise = Book.open(Path(copy(rowwise.path, folder / "b.xlsx")))

    rowwise.replace_body("Deeds", now)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_rows, "text_rows", nothing)
        cellwise.replace_body("Deeds", now)
        assert set(rowwise.changes) == set(cellwise.changes)
        assert rowwise._changes.cells("Deeds") == cellwise._changes.cells("Deeds")
        patched.setattr(verification, "unlike", one_by_one)
        cellwise.save()

    rowwise.save()
    assert rowwise.path.read_bytes() == cellwise.path.read_bytes()


def test_only_the_rows_that_change_are_edits(tmp_path: Path) -> None:
    rows = [("a", "b", "c"), ("d", "e", None), ("f", "g", "h")]
    book = book_of(tmp_path / "a.xlsx", rows)
    block = RowBlock(3, 2, [rows[0], ("d", "e", "x"), (1, "g", "h")], {}, b"")

    edits, done = row_edits(book._contents.sheet_part("Deeds"), block)

    assert [edit.text.count(b"<c ") for edit in edits] == [3]
    assert sorted(done) == [3, 4]


def test_a_written_row_that_says_something_else_stops_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(tmp_path / "a.xlsx", [("a", "b", "c")])
    before = book.path.read_bytes()

    def wrong(part: object, block: RowBlock) -> object:
        edits, done = row_edits(part, block)  # type: ignore[arg-type]
        return [edit._replace(text=edit.text.replace(b"new", b"old")) for edit in edits], done

    monkeypatch.setattr("actionbook.ooxml.cell_edits.row_edits", wrong)
    book.replace_body("Deeds", [("a", "new", "c")])

    with pytest.raises(ContentLossError, match=r"Deeds!C3 would not hold its new value"):
        book.save()
    assert book.path.read_bytes() == before


APPENDED = ("seven &amp; more", date(2026, 4, 9), 7)


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        ("<t>seven", "<t>eleven", "B9"),
        ("&amp;amp;", "&amp;", "B9"),
        ("<v>46121<", "<v>46122<", "C9"),
        ("<v>7<", '<v x="7">7.5<', "D9"),
        ("<v>7<", "<v>8<", "D9"),
        ('<c r="D', '<c r="E', "D9"),
        ('t="inlineStr"', 't="str"', "B9"),
        ('<c r="D9"', '<c r="B9"/><c r="D9"', ""),
    ],
)
def test_an_added_row_that_says_something_else_stops_the_save(
    old: str, new: str, cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(tmp_path / "a.xlsx", [("a", "b", "c")] * 6)
    before = book.path.read_bytes()

    def wrong(*given: Any) -> tuple[bytes, list[Cell]]:
        made, corners = written_rows(*given)
        assert old.encode() in made
        return made.replace(old.encode(), new.encode()), corners

    monkeypatch.setattr("actionbook.ooxml.cell_edits.written_rows", wrong)
    book.append_rows("Deeds", [APPENDED])

    if cell:
        with pytest.raises(ContentLossError, match=f"Deeds!{cell} would not hold its new value"):
            book.save()
        assert book.path.read_bytes() == before
    else:
        with pytest.raises((ContentLossError, WorkbookUnreadableError)):
            book.save()


@given(rows=ROWS)
@example(rows=[("a", "b", 1), ("a", None, True), (None, None, None), ("", "é", 2.5)])
@settings(max_examples=12, deadline=None)
def test_added_rows_are_read_as_a_whole_only_where_they_hold_what_was_asked(
    rows: Sequence[Sequence[Content]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = book_of(tmp_path_factory.mktemp("deeds") / "a.xlsx", [("a", "b", "c")] * 6)

    book.append_rows("Deeds", rows)
    book.save()

    again = Book.open(book.path)
    for number, row in enumerate(rows, 9):
        held = [again.cell("Deeds", number, column) for column in (2, 3, 4)]
        assert [each or None for each in held] == [each or None for each in row]


@pytest.mark.parametrize("again", ['<row r="3"><c r="B3"/></row>', '<row r="2"/>'])
def test_rows_out_of_order_are_refused(again: str, tmp_path: Path) -> None:
    book = book_of(tmp_path / "a.xlsx", [("a", "b", "c")], f"</sheetData>|{again}</sheetData>")

    assert list(text_rows.text_rows(book._contents.sheet_part("Deeds"), block_of("x"))) == []
    with pytest.raises(WorkbookUnreadableError, match="out of order"):
        book.replace_body("Deeds", [("x", "y", "z")] * 9)


def block_of(text: str) -> RowBlock:
    return RowBlock(3, 2, [(text,) * 3], {}, b"")
