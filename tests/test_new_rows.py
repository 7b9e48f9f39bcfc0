"""Whole rows put beneath a table in one piece: the very bytes that cell by cell would give."""

import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionbook.errors import ContentLossError
from actionbook.ooxml import Book, Formatted, Formula
from actionbook.ooxml.new_rows import has_room
from actionbook.ooxml.values import encode, encoded_texts
from actionbook.ooxml.wanted import Content

CONTENTS: tuple[Content, ...] = (
    None, "", " ", "Ann & <Bob>", "two\nlines", "_x0041_", "caf\u00e9", "'", 0, 1, True, False, 1.0,
    -0.0, 2.5, date(2026, 4, 1), datetime(2026, 4, 1, 9, 30), Formula("1+1"), Formula("1+1", 2),
    Formula("TRUE", value=True), Formula('""', ""), Formula("NA()", "#N/A"), Formatted("=1", "@"),
    Formatted(date(2026, 4, 1), "d mmm yyyy"), Formatted(None, "@"), "#N/A",
)  # fmt: skip
TEXTS = ("a & b", "<", "two\nlines", " ", "tab\t", "_x0041_", "\x00", "\ud800", "caf\u00e9")
ROWS = st.lists(st.tuples(*[st.sampled_from(CONTENTS)] * 3), min_size=1, max_size=6)


def made(folder: Path, *, is_styled: bool) -> Book:
    """A book with table Deeds in B2:D4, its last row dressed or bare, under a styled column C."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Deeds")
        day = workbook.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        sheet.set_column("C:C", 20, workbook.add_format({"bold": True}))
        sheet.add_table("B2:D4", {"name": "Deeds"})
        for row in (2, 3):
            sheet.write_row(row, 1, [row, 46000, "x"], day if is_styled else None)
        if is_styled:
            sheet.set_row(3, 30, day)
        sheet.write("F2", "beside")
    return Book.open(path)


def sheet_of(book: Book) -> bytes:
    return book._contents.package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("is_styled", [False, True])
@given(rows=ROWS, is_body=st.booleans())
@example(rows=[(Formula("1", 1),) * 3, (Formula("1", value=True),) * 3], is_body=False)
@example(rows=[(0, True, 1.0), (1, False, 0.0), (None, None, -0.0)], is_body=False)
@settings(max_examples=25, deadline=None)
def test_a_block_is_what_cell_by_cell_would_be(
    rows: Sequence[Sequence[Content]],
    tmp_path_factory: pytest.TempPathFactory,
    *,
    is_styled: bool,
    is_body: bool,
) -> None:
    folder = tmp_path_factory.mktemp("deeds")
    blocked = made(folder, is_styled=is_styled)
    single = Book.open(Path(shutil.copy(blocked.path, folder / "single.xlsx")))
    for book, answer in ((blocked, has_room), (single, lambda *_: False)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("actionbook.ooxml.book.has_room", answer)
            (book.replace_body if is_body else book.append_rows)("Deeds", rows)

    assert sheet_of(blocked) == sheet_of(single)
    told = [change for change in blocked.changes if change.now not in (None, "")]
    assert told == [change for change in single.changes if change.now not in (None, "")]
    assert blocked.save() == single.save()
    assert blocked.path.read_bytes() == single.path.read_bytes()


def test_rows_in_a_block_are_what_others_read(tmp_path: Path) -> None:
    book = made(tmp_path, is_styled=False)
    rows: list[list[Content]] = [
        [number, date(2026, 1, 1), f"Deed {number} & more"] for number in range(3000)
    ]
    book.append_rows("Deeds", rows)
    book.append_rows("Deeds", [[None, None, None], [1, None, "last"]])

    book.save()

    sheet = openpyxl.load_workbook(book.path)["Deeds"]
    held = list(sheet.iter_rows(min_row=5, min_col=2, max_col=4, values_only=True))
    assert [row[0] for row in held] == [*range(3000), None, 1]
    assert {row[2] for row in held[:3000]} == {f"Deed {number} & more" for number in range(3000)}
    assert held[-2:] == [(None, None, None), (1, None, "last")]


@pytest.mark.parametrize("count", [1, 3000])
def test_a_block_that_would_read_back_otherwise_is_not_saved(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = made(tmp_path, is_styled=False)
    before = book.path.read_bytes()
    with monkeypatch.context() as patch:
        wrong = b"<is><t>wrong</t></is>"
        patch.setattr(
            "actionbook.ooxml.new_rows.encoded_texts", lambda texts, _: dict.fromkeys(texts, wrong)
        )
        book.append_rows("Deeds", [[number, None, f"Deed {number}"] for number in range(count)])

    with pytest.raises(ContentLossError, match="Deeds!D5 would not hold its new value"):
        book.save()

    assert book.path.read_bytes() == before


def test_a_row_of_a_block_that_is_missing_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = made(tmp_path, is_styled=False)
    with monkeypatch.context() as patch:
        patch.setattr(
            "actionbook.ooxml.cell_edits.written_rows",
            lambda *_: (b'<row r="5"><c r="B5"><v>1</v></c></row>', [(5, 2)]),
        )
        book.append_rows("Deeds", [[1, None, None], [2, None, None]])

    with pytest.raises(ContentLossError, match="Deeds!B6 would not hold its new value"):
        book.save()


def test_a_cell_of_a_block_may_be_set_again(tmp_path: Path) -> None:
    book = made(tmp_path, is_styled=False)
    book.append_rows("Deeds", [[1, None, "a"], [2, None, "b"]])
    book.set_cells("Deeds", {(5, 4): "set again", (6, 4): None})

    book.save()

    assert [Book.open(book.path).cell("Deeds", row, 4) for row in (5, 6)] == ["set again", None]


def test_what_a_cell_cannot_hold_is_refused_with_its_place(tmp_path: Path) -> None:
    book = made(tmp_path, is_styled=False)

    with pytest.raises(ContentLossError, match="Deeds!D6 a cell holds 32,767 characters"):
        book.append_rows("Deeds", [[1, None, "a"], [2, None, "a" * 40_000]])

    assert not book.is_edited


def test_beneath_a_row_that_is_there_cells_are_put_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "beside.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Deeds")
        sheet.add_table("A1:B2", {"name": "Deeds", "data": [[1, "x"]]})
        sheet.write("D4", "beside")
    book = Book.open(path)
    book.append_rows("Deeds", [[2, "y"], [3, "z"], [4, "w"]])

    book.save()

    held = openpyxl.load_workbook(path)["Deeds"].iter_rows(min_row=2, values_only=True)
    assert list(held) == [
        (1, "x", None, None), (2, "y", None, None), (3, "z", None, "beside"), (4, "w", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("prefix", [b"", b"x:"])
@given(texts=st.lists(st.text(max_size=6) | st.sampled_from(TEXTS), max_size=4))
@settings(max_examples=60, deadline=None)
def test_many_texts_are_encoded_as_each_would_be(texts: list[str], prefix: bytes) -> None:
    each = {text: encode(text, prefix, date_1904=False)[1] for text in texts if text}

    assert encoded_texts(texts, prefix) == each


def test_a_text_that_is_too_long_is_not_encoded_with_the_others() -> None:
    assert list(encoded_texts(["a", "b" * 40_000, "c"], b"")) == ["a", "c"]
