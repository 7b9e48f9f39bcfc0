"""Edited workbooks before other judges: openpyxl, the Open XML SDK validator, LibreOffice."""

import contextlib
import io
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from corpus import (
    OFFICE,
    VALIDATOR,
    needs_corpus,
    needs_office,
    validator_errors,
    workbooks,
)

from actionbook.errors import ContentLossError
from actionbook.ooxml import Book, ConditionalFormat, Formula, NewTable, Note, Validation

pytestmark = [pytest.mark.shared, needs_corpus]
SHEET, TABLE = "Put here", "PutHere"


def edit(book: Book) -> None:
    """All that can be done to a workbook, as far as it lets itself."""
    for sheet in book.sheets[:4]:
        with contextlib.suppress(ContentLossError):
            book.set_cells(
                sheet.name,
                {
                    (900, 1): "text & more\n",
                    (900, 2): 1.5,
                    (901, 1): date(2026, 3, 31),
                    (901, 2): Formula("1+1", 2),
                    (902, 1): True,
                },
            )
            look = ConditionalFormat("A900:B902", "$A900=TRUE", fill="FFFFC7CE", bold=True)
            book.add_conditional_formats(sheet.name, [look])
            book.add_validation(sheet.name, Validation("C900:C902", "list", '"Yes,No"'))
            note = Note((("AB318", "It is late."), ("", "A line.")))
            book.add_notes(sheet.name, {(1, 1): note, (900, 1): note}, author="actionbook")
    for table in book.tables:
        with contextlib.suppress(ContentLossError):
            book.append_rows(table.name, [["new", *[None] * (len(table.columns) - 1)]])
            book.set_column_formula(table.name, table.columns[-1], "ROW()")
    with contextlib.suppress(ContentLossError):
        rows = (("1", date(2026, 3, 1)), ("2", None))
        book.add_sheet(SHEET, NewTable(TABLE, ("No", "Due\nby"), (8, 14), rows))
        book.set_links(TABLE, "No", ["'Put here'!B2", "'Put here'!A1"])


def edited(folder: Path, sources: tuple[Path, ...]) -> Iterator[tuple[Path, Path]]:
    folder.mkdir(exist_ok=True)
    for source in sources:
        target = folder / source.name
        shutil.copyfile(source, target)
        book = Book.open(target)
        edit(book)
        if book.save():
            yield source, target


def opens(path: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            openpyxl.load_workbook(io.BytesIO(path.read_bytes())).close()
        except Exception:  # noqa: BLE001  # whatever it has against a foreign file
            return False
    return True


def test_openpyxl_opens_what_it_opened_before(tmp_path: Path) -> None:
    pairs = list(edited(tmp_path / "edited", workbooks()[::2]))

    assert len(pairs) > 60
    assert [target.name for source, target in pairs if not opens(target) and opens(source)] == []


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the Open XML SDK validator is not there")
def test_the_validator_finds_no_error_that_was_not_there(tmp_path: Path) -> None:
    sources = tuple(path for path in workbooks()[::8] if path.suffix in (".xlsx", ".xlsm"))
    pairs = list(edited(tmp_path / "edited", sources))

    with ThreadPoolExecutor(2) as pool:
        errors_of = pool.map(validator_errors, [target for _, target in pairs])
        found = dict(zip(pairs, errors_of, strict=True))
    new = {
        target.name: more
        for (source, target), errors in found.items()
        if errors and (more := errors - validator_errors(source))
    }

    assert len(found) > 12
    assert new == {}


@pytest.mark.libreoffice
@needs_office
def test_libreoffice_opens_them_and_sees_what_was_set(tmp_path: Path) -> None:
    sources = tuple(path for path in workbooks()[::8] if path.suffix == ".xlsx")
    pairs = list(edited(tmp_path / "edited", sources))
    folder = tmp_path / "seen"
    assert OFFICE is not None

    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder),
            *(str(target) for _, target in pairs),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )

    seen = 0
    for source, target in pairs:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            there = openpyxl.load_workbook(folder / target.name, data_only=True)
        for sheet in Book.open(target).sheets:
            if Book.open(target).cell(sheet.name, 900, 2) == 1.5:
                cells = there[sheet.name]["A900:B901"]
                held = tuple(cell.value for row in cells for cell in row)
                assert held == ("text & more\n", 1.5, datetime(2026, 3, 31), 2), source.name
                seen += 1
    assert seen > 12
