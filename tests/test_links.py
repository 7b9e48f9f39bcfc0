"""Links of ours in a list are brought up to date in one step; those that staff made stay."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from actionbook.ooxml import Book

OURS = ["'Our actions'!C7", "'Our actions'!C8", ""]


def linked(path: Path, *, theirs: str) -> Book:
    """A book with table Deeds in A1:B4, our links in its column Cell, and one of staff's."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Deeds")
        columns = [{"header": "Cell"}, {"header": "Why"}]
        sheet.add_table("A1:B4", {"name": "Deeds", "columns": columns, "data": [["a", "b"]] * 3})
        if theirs:
            sheet.write_url("B3", theirs, string="b")
    book = Book.open(path)
    book.set_links("Deeds", "Cell", OURS)
    book.save()
    return Book.open(path)


def places(path: Path) -> dict[str, str]:
    sheet = openpyxl.load_workbook(path)["Deeds"]
    links = (cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {link.ref: link.location or link.target or "" for link in links}


@pytest.mark.parametrize("theirs", ["", "https://saltmere.example/minutes", "internal:Deeds!A1"])
def test_links_are_brought_up_to_date_and_those_of_staff_stay(theirs: str, tmp_path: Path) -> None:
    book = linked(tmp_path / "a.xlsx", theirs=theirs)
    kept = {"B3": theirs.removeprefix("internal:")} if theirs else {}

    assert places(book.path) == {"A2": OURS[0], "A3": OURS[1], **kept}

    book.set_links("Deeds", "Cell", ["", OURS[0], "Deeds!A1"])
    book.save()
    assert places(book.path) == {"A3": OURS[0], "A4": "Deeds!A1", **kept}

    again = Book.open(book.path)
    again.set_links("Deeds", "Cell", ["", OURS[0], "Deeds!A1"])
    assert not again.is_edited
    again.set_links("Deeds", "Cell", [])
    again.save()
    assert places(again.path) == kept
