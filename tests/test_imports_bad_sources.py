"""What no plan can be read from: a clear line on each, exit 4, in bounded memory and time."""

import base64
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace

import docx
import pytest
import xlsxwriter
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from libreoffice import SOFFICE, convert
from python_calamine import SheetTypeEnum
from word_tables import HEADINGS, ROWS, saved, with_table

from actionbook.cli import main
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.word_plan import word_draft
from actionbook.workbook.earlier import sheet_rows
from actionbook.workbook.old_kinds import read_apart

# A picture of one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WRITER = SOFFICE is not None and any(Path(SOFFICE).resolve().parent.glob("libsw*lo.*"))
Maker = Callable[[Path], Path]


def good_word(folder: Path) -> Path:
    return saved(with_table((HEADINGS, *ROWS)), folder, "good.docx")


def good_book(folder: Path) -> Path:
    path = folder / "good.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        for number, row in enumerate((HEADINGS, *ROWS)):
            sheet.write_row(number, 0, row)
    return path


def repacked(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    to = path.with_name(f"bad{path.suffix}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return to


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_short(path: Path) -> Path:
    path.write_bytes(half(path.read_bytes()))
    return path


def without_table(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Minutes of the harbour board.")
    return saved(document, folder)


def picture(folder: Path, words: str = "") -> Path:
    (folder / "table.png").write_bytes(DOT)
    document = docx.Document()
    if words:
        document.add_paragraph(words)
    document.add_picture(str(folder / "table.png"))
    return saved(document, folder)


def boxes(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Mend the quay</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    return saved(document, folder)


def behind_a_password(folder: Path, name: str) -> Path:
    (folder / name).write_bytes(OLE)
    return folder / name


def charts(folder: Path) -> Path:
    path = folder / "charts.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write_column(0, 0, [1, 2, 3])
        for _ in range(40):
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "=Data!$A$1:$A$3"})
            book.add_chartsheet().set_chart(chart)
    return path


def wide_book(folder: Path) -> Path:
    path = folder / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        for row in range(3):
            sheet.write_row(row, 0, [f"Column {number}" for number in range(200)])
    return path


def wide_word(folder: Path) -> Path:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>c{n}</w:t></w:r></w:p></w:tc>" for n in range(200))
    document = docx.Document()
    table = parse_xml(f"<w:tbl {nsdecls('w')}><w:tr>{cells}</w:tr></w:tbl>")
    document.element.body.insert(0, table)
    return saved(document, folder)


BAD: list[tuple[str, Maker, str]] = [
    ("no table", without_table, "it has no table. Put the plan in a table with headings"),
    ("a picture", picture, "holds no words, only a picture"),
    (
        "a picture among words",
        lambda folder: picture(folder, "Our action plan"),
        "holds a picture: a table in a picture cannot be read",
    ),
    ("locked Word", lambda folder: behind_a_password(folder, "a.docx"), "has a password"),
    ("locked Excel", lambda folder: behind_a_password(folder, "a.xlsx"), "password"),
    ("text boxes", boxes, "plan.docx has its words in text boxes, and no table"),
    ("charts", charts, "Seen: Data (no words), and 40 sheets of charts"),
    ("wide Excel", wide_book, "holds something beyond row 50,000 or column 150"),
    ("wide Word", wide_word, "a table of more than 60 columns"),
    ("cut Word", lambda folder: cut_short(good_word(folder)), "good.docx is damaged"),
    ("cut Excel", lambda folder: cut_short(good_book(folder)), "good.xlsx is damaged"),
    (
        "broken XML in Word",
        lambda folder: repacked(good_word(folder), "word/document.xml", half),
        "damaged (word/document.xml is broken)",
    ),
    (
        "broken XML in Excel",
        lambda folder: repacked(good_book(folder), "xl/worksheets/sheet1.xml", half),
        "bad.xlsx holds a worksheet whose rows have no end: open it in Excel, let it be repaired",
    ),
    (
        "a workbook named as a document",
        lambda folder: good_book(folder).rename(folder / "a.docx"),
        "is no Word document",
    ),
    (
        "a document named as a workbook",
        lambda folder: good_word(folder).rename(folder / "a.xlsx"),
        "is not an Excel workbook",
    ),
]


@pytest.mark.parametrize(("name", "make", "says"), BAD, ids=[each[0] for each in BAD])
def test_a_source_without_a_plan_is_one_clear_line_and_exit_4(
    tmp_path: Path, name: str, make: Maker, says: str
) -> None:
    source, to = make(tmp_path), tmp_path / "made.xlsx"

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(to)])

    assert result.exit_code == 4, name
    assert says in result.stderr
    assert result.stderr.startswith("actionbook: ")
    assert result.stderr.count("\n") == 1
    assert not to.exists()


def test_a_million_formatted_blank_rows_are_no_rows(tmp_path: Path) -> None:
    def with_blanks(data: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (row, row, row)
            for row in range(5, 1_048_577)
        )
        return data.replace(b"</sheetData>", rows + b"</sheetData>")

    source = repacked(good_book(tmp_path), "xl/worksheets/sheet1.xml", with_blanks)
    begun = time.process_time()

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(tmp_path / "made.xlsx")])

    assert (result.exit_code, "3 Actions" in result.stdout) == (0, True)
    assert time.process_time() - begun < 20


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    source = repacked(
        good_word(tmp_path),
        "[Content_Types].xml",
        lambda data: data.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ).replace(
            b"</Types>",
            b'<Override PartName="/word/vbaProject.bin" '
            b'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    ).rename(tmp_path / "plan.docm")
    with zipfile.ZipFile(source, "a") as package:
        package.writestr("word/vbaProject.bin", OLE)

    draft = word_draft(source)

    assert len(draft.tables["Actions"]) == 3
    assert any("macros; they were neither run nor read" in each.doubt for each in draft.doubts)


def test_words_from_right_to_left_stand_in_their_columns(tmp_path: Path) -> None:
    row = ("1", "לשמור", "לכתוב את הכללים", "JT", "March 2027", "התחיל")
    document = with_table((HEADINGS, row))
    table = document.tables[0]._tbl
    table.tblPr.append(parse_xml(f"<w:bidiVisual {nsdecls('w')}/>"))

    (action,) = word_draft(saved(document, tmp_path)).tables["Actions"]

    assert action.values["action"] == row[2]
    assert (action.values["lead"], action.values["progress"]) == ("JT", row[5])


def test_a_document_of_an_older_kind_without_libreoffice_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    source = behind_a_password(tmp_path, "plan.doc")

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(tmp_path / "made.xlsx")])

    assert result.exit_code == 4
    assert "LibreOffice, which could make it one, is not here" in result.stderr
    assert "save it as .docx, and import that" in result.stderr


def office_that_makes(document: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for LibreOffice first, which makes *document* of whatever it is given."""
    (folder / "bin").mkdir()
    office = folder / "bin" / "soffice"
    # It writes what it is asked for into the folder that it is told, the last argument but one.
    office.write_text(
        f'#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\ncp "{document}" "$1/a.docx"\n'
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{office.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
def test_a_pdf_without_tables_is_named_and_told_what_to_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_that_makes(without_table(tmp_path), tmp_path, monkeypatch)
    monkeypatch.setattr("actionbook.imports.converted.can_read_pdf", lambda: False)
    source = behind_a_password(tmp_path, "plan.pdf")

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(tmp_path / "made.xlsx")])

    assert result.exit_code == 4
    assert "plan.pdf holds no action plan that can be told" in result.stderr
    assert "install actionbook[pdf]" in result.stderr
    assert "ask for the Word document or workbook that it was made from" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
@pytest.mark.parametrize("suffix", [".doc", ".pdf"])
def test_what_libreoffice_made_is_read_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    office_that_makes(good_word(tmp_path), tmp_path, monkeypatch)
    monkeypatch.setattr("actionbook.imports.converted.can_read_pdf", lambda: False)
    source, to = behind_a_password(tmp_path, f"plan{suffix}"), tmp_path / "made.xlsx"
    before = source.read_bytes()

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(to)])

    assert (result.exit_code, "3 Actions" in result.stdout) == (0, True)
    assert f"plan{suffix}: read as Word" in result.stdout
    assert "its tables may have suffered" in result.stdout
    assert source.read_bytes() == before


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_cannot_convert_is_a_clear_line(tmp_path: Path) -> None:
    source = behind_a_password(tmp_path, "plan.doc")

    result = CliRunner().invoke(main, ["import", str(source), "-o", str(tmp_path / "made.xlsx")])

    assert result.exit_code == 4
    assert "LibreOffice could not make a Word document" in result.stderr


@pytest.mark.libreoffice
@pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed")
def test_a_document_of_the_older_kind_is_converted_and_read(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS))
    # Word has a paragraph behind every table; without it an old document is cut short.
    document.add_paragraph("Signed by the harbour board")
    (old,) = convert(saved(document, tmp_path, "good.docx"), "doc", tmp_path / "old")
    shutil.copy(old, tmp_path / "plan.doc")

    result = CliRunner().invoke(
        main, ["import", str(tmp_path / "plan.doc"), "-o", str(tmp_path / "made.xlsx")]
    )

    assert (result.exit_code, "3 Actions" in result.stdout) == (0, True)


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_an_old_workbook_with_a_few_bytes_wrong_is_read_or_refused(tmp_path: Path) -> None:
    (old,) = convert(good_book(tmp_path), "xls", tmp_path / "old")
    whole, told = old.read_bytes(), set[str]()
    for seed in range(60):
        random, data = Random(seed), bytearray(whole)
        for _ in range(random.randint(1, 40)):
            data[random.randrange(len(data))] = random.choice((0, 255, random.randrange(256)))
        old.write_bytes(data)
        try:
            told |= set(read_apart(old).sheets)
        except WorkbookUnreadableError as fault:
            told.add(str(fault).removeprefix(str(old)).partition(".")[0])

    assert {"Plan", " is damaged, or is no workbook"} <= told


@pytest.mark.parametrize("fault", [subprocess.CalledProcessError(-6, "reader"), EOFError()])
def test_an_old_workbook_that_ends_its_reader_is_said_to_be_damaged(
    fault: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(subprocess, "run", ends)

    with pytest.raises(WorkbookUnreadableError, match=r"plan\.xls is damaged"):
        read_apart(tmp_path / "plan.xls")


@pytest.mark.parametrize("fails", ["from_path", "get_sheet_by_name"])
def test_a_reader_that_gives_up_says_that_the_workbook_is_damaged(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicError(BaseException):
        """As what Rust gives up with."""

    PanicError.__module__ = "pyo3_runtime"

    class Reader:
        sheets_metadata = (SimpleNamespace(name="Plan", typ=SheetTypeEnum.WorkSheet),)

        @classmethod
        def from_path(cls, _: str) -> "Reader":
            if fails == "from_path":
                raise PanicError("index out of bounds")
            return cls()

        from_filelike = from_path

        def get_sheet_by_name(self, _: str) -> None:
            raise PanicError("index out of bounds")

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Reader)

    with pytest.raises(WorkbookUnreadableError, match=r"good\.xlsx is damaged"):
        list(sheet_rows(good_book(tmp_path)))
