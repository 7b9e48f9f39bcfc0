"""Odd macro workbooks: signed, of before 2007, with Excel 4 sheets or ActiveX; each is told."""

import struct
from pathlib import Path

import pytest
from corpus import CORPUS, needs_corpus
from macro_texts import MACROS
from test_macros_inspection import kinds, workbook
from test_macros_retirement import parts
from vba_project import Module, compound, vba_streams

import actionbook
from actionbook.cli.macro_doors import doors
from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml import Package

CLEAR = Module("Module1", MACROS["clear_highlights"])
_TYPES = "http://schemas.microsoft.com/office/2006/relationships"


def beside(path: Path, source: str, kind: str, name: str) -> Path:
    """The workbook with a part more, which *source* points to."""
    package = Package.open(path)
    package.add(name, b"<part/>", content_type=f"application/vnd.ms-office.{kind}")
    package.relate(source, type=f"{_TYPES}/{kind}", target=name)
    package.save()
    return path


def test_a_signed_project_says_so_and_its_signature_goes_with_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR)
    name = "xl/vbaProjectSignature.bin"
    beside(path, "xl/vbaProject.bin", "vbaProjectSignature", name)

    assert "signed" in kinds(actionbook.inspect_macros(path, doors=doors()))
    made = actionbook.retire_macros(path, tmp_path / "plan.xlsx")

    assert name in made.parts
    assert not any("ignature" in each for each in parts(tmp_path / "plan.xlsx"))


def test_an_excel_4_macro_sheet_is_told_and_not_retired(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR)
    beside(path, "xl/workbook.xml", "xlMacrosheet", "xl/macrosheets/sheet1.xml")

    assert "macro-sheet" in kinds(actionbook.inspect_macros(path, doors=doors()))
    with pytest.raises(ContentLossError, match=r"Excel 4 macro sheets \(sheet1\.xml\)"):
        actionbook.retire_macros(path, tmp_path / "plan.xlsx")

    assert not (tmp_path / "plan.xlsx").exists()


def of_before_2007(path: Path, *sheets: tuple[bytes, int]) -> Path:
    """An .xls of *sheets*, each a name and a kind (1: an Excel 4 macro sheet), with `CLEAR`."""
    records = b"".join(
        struct.pack("<HH", 0x85, 8 + len(name)) + struct.pack("<LBB", 0, 0, kind)
        + bytes([len(name), 0]) + name
        for name, kind in sheets
    ) + struct.pack("<HH", 0x0A, 0)  # fmt: skip
    project = {f"_VBA_PROJECT_CUR/{name}": data for name, data in vba_streams(CLEAR).items()}
    path.write_bytes(compound({"Workbook": records.ljust(4096, b"\0"), **project}))
    return path


def test_an_old_workbook_is_read_and_retired_only_as_xlsm(tmp_path: Path) -> None:
    path = of_before_2007(tmp_path / "old.xls", (b"Actions", 0), (b"Macro1", 1))

    found = actionbook.inspect_macros(path, doors=doors())

    assert {"old-format", "macro-sheet"} <= kinds(found)
    assert any("Macro1 is an Excel 4 macro sheet" in note.text for note in found.notes)
    with pytest.raises(ActionbookError, match=r"is an \.xls\. Save it as \.xlsm"):
        actionbook.retire_macros(path, tmp_path / "plan.xlsx")


@needs_corpus
def test_activex_is_told(tmp_path: Path) -> None:
    source = CORPUS / "01742_ClosedXML_activex_checkbox.xlsx"
    path = tmp_path / "old.xlsx"
    path.write_bytes(source.read_bytes())

    found = actionbook.inspect_macros(path, doors=doors())

    assert any(caller.kind == "ActiveX control" for caller in found.loose)
