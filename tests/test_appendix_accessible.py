"""The public edition, rule by rule: what somebody who cannot see it needs of the finished file."""

import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import plan
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from test_appendix_render import SLIPPING, made

from actionbook.appendices.layouts import LAYOUTS

SMALLEST = 12


@cache
def book(layout: str) -> Workbook:
    with TemporaryDirectory() as folder:
        return load_workbook(made(SLIPPING, Path(folder), layout=layout, edition="public"))


@pytest.fixture(params=sorted(LAYOUTS))
def finished(request: pytest.FixtureRequest) -> Workbook:
    return book(request.param)


def test_each_sheet_has_one_table_from_its_headings_to_its_last_row(finished: Workbook) -> None:
    for sheet in finished:
        (table,) = sheet.tables.values()
        columns = sheet.dimensions.split(":")[1].rstrip("0123456789")
        assert table.ref == f"A3:{columns}{sheet.max_row}", sheet.title
        assert table.name.replace("_", " ") == sheet.title


def test_no_cell_of_a_table_is_blank_or_merged_and_every_heading_is_unique(
    finished: Workbook,
) -> None:
    for sheet in finished:
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        assert all(cell not in (None, "") for row in rows for cell in row), sheet.title
        assert len({str(cell).casefold() for cell in rows[0]}) == len(rows[0])
        assert not sheet.merged_cells.ranges


def test_a_heading_and_a_sentence_stand_over_each_table(finished: Workbook) -> None:
    for sheet in finished:
        assert sheet["A1"].style == "Heading 1"
        assert str(sheet["A2"].value).rstrip("0123456789[]note ").endswith(".")
        assert [cell.value for cell in sheet[1][1:] + sheet[2][1:]] == [None] * (
            2 * (sheet.max_column - 1)
        )


def test_words_are_wrapped_to_the_left_in_letters_of_12_points_or_more(finished: Workbook) -> None:
    for sheet in finished:
        for row in sheet.iter_rows():
            for cell in row:
                assert (cell.font.sz or 0) >= SMALLEST
                assert cell.font.name == "Arial"
                if (cell.row or 0) > 2:
                    assert (cell.alignment.wrap_text, cell.alignment.horizontal) == (True, "left")


def test_nothing_is_hidden_frozen_or_filtered(finished: Workbook) -> None:
    for sheet in finished:
        assert sheet.sheet_state == "visible"
        assert not sheet.freeze_panes
        assert not sheet.auto_filter.ref
        assert not any(table.autoFilter for table in sheet.tables.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert not any(row.hidden for row in sheet.row_dimensions.values())


def test_the_contents_list_every_sheet_with_a_link_of_words(finished: Workbook) -> None:
    contents = finished["Contents"]
    links = {cell.value: cell.hyperlink for cell in contents["A"][3:]}

    assert list(links) == [
        name for name in finished.sheetnames if name not in ("Cover", "Contents")
    ]
    assert all(link.location == f"'{name}'!A1" for name, link in links.items() if link)
    assert all(links.values())


def test_every_note_sign_is_explained_on_the_notes_sheet(finished: Workbook) -> None:
    explained = {cell.value for cell in finished["Notes"]["A"][3:]}
    signs = {
        sign
        for sheet in finished
        if sheet.title != "Notes"
        for sign in re.findall(r"\[note \d+\]", str(sheet["A2"].value))
    }

    assert signs
    assert signs <= explained


def test_the_first_sheet_opens_at_its_first_cell(finished: Workbook) -> None:
    assert finished.active is not None
    assert finished.active.title == finished.sheetnames[0] == "Cover"
    assert finished["Cover"].sheet_view.selection[0].activeCell in (None, "A1")


def test_a_standing_table_with_nothing_in_it_says_none(tmp_path: Path) -> None:
    path = made(plan({}), tmp_path, layout="issue", edition="public")

    overdue = load_workbook(path)["Overdue"]
    assert [cell.value for cell in overdue[4]] == ["None"] * 6


def test_no_drawing_macro_printer_header_or_footer_is_in_the_package(tmp_path: Path) -> None:
    path = made(SLIPPING, tmp_path, layout="issue", edition="public")

    package = zipfile.ZipFile(path)
    assert not re.search("drawing|chart|vba|printer|media", " ".join(package.namelist()))
    sheets = [name for name in package.namelist() if "worksheets/sheet" in name]
    assert not any(b"headerFooter" in package.read(name) for name in sheets)
