"""Odd macro workbooks: signed, of before 2007, Excel 4, ActiveX, hidden text; each is told."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import olefile
import pytest
import xlsxwriter
from click.testing import CliRunner
from corpus import CORPUS, VALIDATOR, needs_corpus, needs_office, validator_errors
from libreoffice import convert
from macro_texts import MACROS
from test_macros_inspection import kinds, rewritten, workbook
from test_macros_retirement import parts
from vba_project import Module, compound, compressed, vba_project, vba_streams

import actionbook
from actionbook.cli import main
from actionbook.cli.macro_doors import doors
from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml import Package

CLEAR = Module("Module1", MACROS["clear_highlights"])
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_ENABLED = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
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


def with_activex(path: Path) -> Path:
    """A macro workbook with a real ActiveX check box, whose event is a macro."""
    path.write_bytes((CORPUS / "01742_ClosedXML_activex_checkbox.xlsx").read_bytes())
    event = Module("Sheet1", "Private Sub CheckBox1343_Click()\n    Beep\nEnd Sub", sheet=True)
    package = Package.open(path)
    package.add(
        "xl/vbaProject.bin", vba_project(event), content_type="application/vnd.ms-office.vbaProject"
    )
    package.relate("xl/workbook.xml", type=f"{_TYPES}/vbaProject", target="xl/vbaProject.bin")
    stated = package.read("[Content_Types].xml").replace(_PLAIN, _MACRO_ENABLED)
    package.replace("[Content_Types].xml", stated)
    package.save()
    return path


@needs_corpus
def test_activex_is_told_with_the_macro_of_its_event(tmp_path: Path) -> None:
    found = actionbook.inspect_macros(with_activex(tmp_path / "old.xlsm"), doors=doors())

    [procedure] = found.procedures
    assert [(each.kind, each.place) for each in procedure.called_by] == [
        ("ActiveX control", "Sheet1!B4:E7")
    ]


def gone_with_activex(path: Path, to: Path) -> None:
    """Nothing of ActiveX is left in *to*, and nothing that was not of it is gone."""
    before, after = parts(path), parts(to)
    assert not [name for name in after if "activex" in name.casefold() or "vml" in name.casefold()]
    assert not [name for name, data in after.items() if b"activex" in data.lower()]
    sheet = after["xl/worksheets/sheet1.xml"]
    assert not [
        word for word in (b"<control", b"legacyDrawing", b"rId2", b"rId3", b"rId4") if word in sheet
    ]
    pointers = after["xl/worksheets/_rels/sheet1.xml.rels"]
    kinds_left = [kind for kind in (b"control", b"vmlDrawing", b"image") if kind + b'"' in pointers]
    assert not kinds_left
    assert "xl/media/image1.emf" not in after  # how the check box looked
    held = ("xl/theme/theme1.xml", "xl/styles.xml", "docProps/app.xml", "docProps/core.xml")
    assert all(before[name] == after[name] for name in held)


@needs_corpus
@pytest.mark.parametrize("is_macro_workbook", [True, False], ids=["xlsm", "plain-xlsx"])
def test_activex_is_retired_with_its_parts_and_pointers(
    tmp_path: Path, *, is_macro_workbook: bool
) -> None:
    path = with_activex(tmp_path / "old.xlsm")
    if not is_macro_workbook:
        path = tmp_path / "old.xlsx"
        path.write_bytes((CORPUS / "01742_ClosedXML_activex_checkbox.xlsx").read_bytes())
    to = tmp_path / "plan.xlsx"

    made = actionbook.retire_macros(path, to)

    assert [(each.kind, each.place) for each in made.buttons] == [
        ("ActiveX control", "Sheet1!B4:E7")
    ]
    gone_with_activex(path, to)


@needs_corpus
@needs_office
@pytest.mark.libreoffice
@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_a_workbook_without_its_activex_is_valid_and_opens(tmp_path: Path) -> None:
    actionbook.retire_macros(with_activex(tmp_path / "old.xlsm"), tmp_path / "plan.xlsx")

    assert validator_errors(tmp_path / "plan.xlsx") == set()
    assert convert(tmp_path / "plan.xlsx", "csv", tmp_path / "made")


def stomped(path: Path, source: str) -> Path:
    """A real macro workbook whose TestMacro keeps its compiled code and has *source* for a text."""
    path.write_bytes((CORPUS / "01216_poi_SimpleMacro.xlsm").read_bytes())
    package = Package.open(path)
    with olefile.OleFileIO(package.read("xl/vbaProject.bin")) as project:
        streams = {"/".join(name): project.openstream(name).read() for name in project.listdir()}
    module = streams["VBA/Module1"]
    # The text is a compressed container: a signature, a head of two bytes, then these letters.
    text_at = module.rfind(b"\0Attribut") - 3
    said = f'Attribute VB_Name = "Module1"\r\n{source}'.encode("cp1252")
    streams["VBA/Module1"] = module[:text_at] + compressed(said)
    package.replace("xl/vbaProject.bin", compound(streams))
    package.save()
    return path


@needs_corpus
def test_a_macro_whose_text_was_taken_out_is_told_by_name(tmp_path: Path) -> None:
    found = actionbook.inspect_macros(stomped(tmp_path / "old.xlsm", ""), doors=doors())

    assert kinds(found) == {"hidden-source"}
    assert "Module1.TestMacro. Excel may still run them" in found.notes[0].text
    [procedure] = found.procedures
    assert (procedure.name, str(procedure.replacement.sureness)) == ("TestMacro", "none")


@needs_corpus
def test_a_macro_whose_text_is_another_than_what_runs_is_told(tmp_path: Path) -> None:
    harmless = "Sub TestMacro()\r\nEnd Sub\r\n"

    found = actionbook.inspect_macros(stomped(tmp_path / "old.xlsm", harmless), doors=doors())

    assert kinds(found) == {"altered-source"}


@needs_corpus
def test_a_macro_with_its_own_text_is_not_said_to_hide(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsm"
    path.write_bytes((CORPUS / "01216_poi_SimpleMacro.xlsm").read_bytes())

    assert kinds(actionbook.inspect_macros(path, doors=doors())) == set()


@needs_corpus
def test_a_workbook_that_hides_a_macro_is_retired_whole(tmp_path: Path) -> None:
    path = stomped(tmp_path / "old.xlsm", "")

    actionbook.retire_macros(path, tmp_path / "plan.xlsx")

    assert not [name for name in parts(tmp_path / "plan.xlsx") if "vba" in name.casefold()]


def protected(path: Path) -> None:
    workbook(path, CLEAR, password="x", buttons=(("ClearHighlights", "Clear"),))


def without_macros(path: Path) -> None:
    with xlsxwriter.Workbook(path.with_suffix(".xlsx")) as book:
        book.add_worksheet()
    held = parts(path.with_suffix(".xlsx"))
    with zipfile.ZipFile(path, "w") as package:
        for name, data in held.items():
            package.writestr(name, data.replace(_PLAIN, _MACRO_ENABLED))


def with_macro_sheet(path: Path) -> None:
    beside(workbook(path, CLEAR), "xl/workbook.xml", "xlMacrosheet", "xl/macrosheets/sheet1.xml")


def broken(path: Path) -> None:
    rewritten(workbook(path, CLEAR), "xl/vbaProject.bin", b"no project at all")


def hidden(path: Path) -> None:
    stomped(path, "")


def signed(path: Path) -> None:
    name = "xl/vbaProjectSignature.bin"
    beside(workbook(path, CLEAR), "xl/vbaProject.bin", "vbaProjectSignature", name)


def open_elsewhere(path: Path) -> None:
    workbook(path, CLEAR)
    owner = bytes([10]) + b"Jo Tarrant".ljust(54, b" ")
    path.with_name(f"~${path.name}").write_bytes(owner + bytes(110))


class Bad(NamedTuple):
    """What is made of a path; what inspect says of it; how retire ends, and what it says."""

    make: Callable[[Path], None]
    inspect_says: str
    retire_ends: int
    retire_says: str


BAD = (
    Bad(protected, "behind a password, which only Excel's editor asks for", 0, "taken out"),
    Bad(without_macros, "holds no macros. Nothing was run", 0, "made, without macros"),
    Bad(with_macro_sheet, "is an Excel 4 macro sheet", 4, "has Excel 4 macro sheets"),
    Bad(broken, "its VBA project is damaged: nothing of it could be read", 4, "project is damaged"),
    Bad(hidden, "their text was taken out", 0, "made, without macros"),
    Bad(signed, "digitally signed", 0, "vbaProjectSignature.bin: taken out"),
    Bad(open_elsewhere, "Jo Tarrant has the workbook open", 3, "is open in Excel (Jo Tarrant has"),
)


@needs_corpus
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.make.__name__)
def test_bad_input_is_a_clear_word_with_nothing_run_and_nothing_lost(
    tmp_path: Path, bad: Bad
) -> None:
    path, to = tmp_path / "old.xlsm", tmp_path / "plan.xlsx"
    bad.make(path)
    before, beside_it = path.read_bytes(), set(tmp_path.iterdir())

    inspected = CliRunner().invoke(main, ["macros", "inspect", str(path)])
    assert (inspected.exit_code, set(tmp_path.iterdir())) == (0, beside_it)
    assert "Nothing was run" in inspected.output
    assert bad.inspect_says in inspected.output
    retired = CliRunner().invoke(main, ["macros", "retire", str(path), "-o", str(to)])

    assert retired.exit_code == bad.retire_ends, retired.output
    assert bad.retire_says in retired.output
    assert to.exists() is (bad.retire_ends == 0)
    assert path.read_bytes() == before
