"""`actionbook macros retire`: a workbook without its macros, all else the same to the byte."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from corpus import CORPUS, VALIDATOR, needs_corpus, needs_office
from macro_texts import MACROS
from test_macros_inspection import rewritten, workbook
from vba_project import Module, vba_project

import actionbook
from actionbook.cli import main
from actionbook.errors import ActionbookError, ContentLossError, WorkbookUnreadableError
from actionbook.macros.controls import controls_on
from actionbook.ooxml import Package
from actionbook.ooxml.contents import Contents

RETIRABLE = (
    "00727_XlsxWriter_macro01",
    "00729_XlsxWriter_macro03",
    "01152_poi_61495-test",
    "01157_poi_62629_target",
    "01216_poi_SimpleMacro",
    "01444_calamine_issue281",
    "02325_PhpSpreadsheet_form_pass_print",
    "02346_npoi_2007macro_plain",
)
# What a retirement may change: pointers, the list of contents, sheets and drawings of buttons.
MAY_CHANGE = (".rels", "[Content_Types].xml", "xl/workbook.xml")
CLEAR = Module("Module1", MACROS["clear_highlights"])


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name[-1] != "/"}


def with_function(path: Path, *, formula: str = "=LateBy(A1)", value: object = 7) -> Path:
    """A workbook whose B1 calls a function of its own."""
    text = "Public Function LateBy(d)\n    LateBy = Date - d\nEnd Function"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Actions")
        sheet.write(0, 0, 46000)
        sheet.write_formula(0, 1, formula, None, value)
        sheet.write_formula(1, 1, "=A1+1", None, 46001)
        data = vba_project(Module("ThisWorkbook", "", sheet=True), Module("Module1", text))
        book.add_vba_project(io.BytesIO(data), is_stream=True)
    return path


def test_the_project_and_the_buttons_go_and_the_rest_stays_to_the_byte(tmp_path: Path) -> None:
    buttons = (("ClearHighlights", "Clear"), ("ClearHighlights", "Clear again"))
    path, to = workbook(tmp_path / "old.xlsm", CLEAR, buttons=buttons), tmp_path / "plan.xlsx"
    before = path.read_bytes()

    made = actionbook.retire_macros(path, to)

    assert [(each.caption, each.place) for each in made.buttons] == [
        ("Clear", "Actions!D1:E2"),
        ("Clear again", "Actions!D4:E5"),
    ]
    assert made.parts[-1] == "xl/vbaProject.bin"
    assert "xl/drawings/vmlDrawing1.vml" in made.parts
    old, new = parts(path), parts(to)
    changed = {name for name in new if new[name] != old[name]}
    assert {name for name in changed if not name.endswith(MAY_CHANGE)} == {
        "xl/worksheets/sheet1.xml"
    }
    assert new["xl/worksheets/sheet1.xml"] == old["xl/worksheets/sheet1.xml"].replace(
        b'<legacyDrawing r:id="rId1"/>', b""
    )
    assert b"macroEnabled" not in new["[Content_Types].xml"]
    assert b"vba" not in new["[Content_Types].xml"].lower()
    assert path.read_bytes() == before
    assert openpyxl.load_workbook(to)["Actions"]["A1"].value == "Ref"


def test_a_note_stays_when_the_button_beside_it_goes(tmp_path: Path) -> None:
    path, to = tmp_path / "old.xlsm", tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Actions")
        sheet.write_comment("B2", "Ask Jo")
        sheet.insert_button("D4", {"macro": "ClearHighlights", "caption": "Clear"})
        book.add_vba_project(io.BytesIO(vba_project(CLEAR)), is_stream=True)

    actionbook.retire_macros(path, to)

    note = openpyxl.load_workbook(to)["Actions"]["B2"].comment
    assert note is not None
    assert "Ask Jo" in note.text
    assert b"FmlaMacro" not in b"".join(parts(to).values())


def test_a_shape_stays_where_it_is_and_calls_nothing_any_more(tmp_path: Path) -> None:
    path, to = tmp_path / "old.xlsm", tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Actions").insert_textbox("D4", "Clear all")
        book.add_vba_project(io.BytesIO(vba_project(CLEAR)), is_stream=True)
    drawing = parts(path)["xl/drawings/drawing1.xml"]
    calling = drawing.replace(b' macro=""', b' macro="[0]!ClearHighlights"')
    assert calling != drawing
    rewritten(path, "xl/drawings/drawing1.xml", calling)

    made = actionbook.retire_macros(path, to)

    assert [each.caption for each in made.silenced] == ["Clear all"]
    assert not made.buttons
    assert parts(to)["xl/drawings/drawing1.xml"] == drawing


def test_a_shape_over_a_button_stays_when_the_button_goes(tmp_path: Path) -> None:
    path, to = tmp_path / "old.xlsm", tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Actions")
        sheet.insert_button("D4", {"macro": "ClearHighlights", "caption": "Clear"})
        sheet.insert_textbox("D4", "Clear all", {"width": 64, "height": 20})
        book.add_vba_project(io.BytesIO(vba_project(CLEAR)), is_stream=True)
    name = "xl/drawings/drawing1.xml"
    rewritten(path, name, parts(path)[name].replace(b' macro=""', b' macro="[0]!ClearHighlights"'))

    made = actionbook.retire_macros(path, to)

    assert [each.caption for each in made.buttons] == ["Clear"]
    assert [each.caption for each in made.silenced] == ["Clear all"]
    assert made.buttons[0].place == made.silenced[0].place


def test_a_ribbon_that_only_calls_macros_goes(tmp_path: Path) -> None:
    path, to = workbook(tmp_path / "old.xlsm", CLEAR), tmp_path / "plan.xlsx"
    kind = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
    pointer = f'<Relationship Id="rIdUi" Type="{kind}" Target="customUI/customUI.xml"/>'
    ribbon = (
        b'<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon><tabs>'
        b'<tab id="t" label="Plan"><group id="g" label="Plan">'
        b'<button id="b" label="Clear all" onAction="ClearHighlights"/>'
        b"</group></tab></tabs></ribbon></customUI>"
    )
    rels = parts(path)["_rels/.rels"]
    end = b"</Relationships>"
    rewritten(path, "_rels/.rels", rels.replace(end, pointer.encode() + end))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("customUI/customUI.xml", ribbon)

    made = actionbook.retire_macros(path, to)

    assert [(each.macro, each.caption) for each in made.ribbon] == [
        ("ClearHighlights", "Clear all")
    ]
    assert "customUI/customUI.xml" not in parts(to)
    assert parts(to)["_rels/.rels"] == rels


def test_a_formula_that_calls_its_own_function_is_refused_with_its_cell(tmp_path: Path) -> None:
    path, to = with_function(tmp_path / "old.xlsm"), tmp_path / "plan.xlsx"

    with pytest.raises(ContentLossError, match=r"LateBy.*Actions!B1.*--keep-values"):
        actionbook.retire_macros(path, to)

    assert not to.exists()


def test_its_value_is_kept_when_asked_and_other_formulas_stay(tmp_path: Path) -> None:
    path, to = with_function(tmp_path / "old.xlsm"), tmp_path / "plan.xlsx"

    made = actionbook.retire_macros(path, to, own_functions=actionbook.OwnFunctions.KEPT_AS_VALUES)

    sheet = openpyxl.load_workbook(to)["Actions"]
    assert made.valued == ("Actions!B1",)
    assert (sheet["B1"].value, sheet["B2"].value) == (7, "=A1+1")


def test_an_error_is_no_value_to_keep(tmp_path: Path) -> None:
    path, to = with_function(tmp_path / "old.xlsm", value="#NAME?"), tmp_path / "plan.xlsx"

    with pytest.raises(ContentLossError, match="Actions!B1 holds no value to keep"):
        actionbook.retire_macros(path, to, own_functions=actionbook.OwnFunctions.KEPT_AS_VALUES)

    assert not to.exists()


def test_a_format_that_calls_its_own_function_is_refused(tmp_path: Path) -> None:
    text = "Public Function LateBy(d)\n    LateBy = Date - d\nEnd Function"
    path = tmp_path / "old.xlsm"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Actions")
        sheet.conditional_format(
            "A1:A9", {"type": "formula", "criteria": "=LateBy(A1)>0", "format": book.add_format()}
        )
        data = vba_project(Module("Module1", text))
        book.add_vba_project(io.BytesIO(data), is_stream=True)

    with pytest.raises(ContentLossError, match="LateBy"):
        actionbook.retire_macros(path, tmp_path / "plan.xlsx")


def test_a_rehearsal_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path, to = workbook(tmp_path / "old.xlsm", CLEAR), tmp_path / "plan.xlsx"

    rehearsed = actionbook.rehearse_retirement(path, to)

    assert not to.exists()
    assert rehearsed == actionbook.retire_macros(path, to)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path, to = workbook(tmp_path / "old.xlsm", CLEAR), tmp_path / "plan.xlsx"
    to.write_bytes(b"mine")

    with pytest.raises(ActionbookError, match="there already"):
        actionbook.retire_macros(path, to)

    assert to.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["plan.xlsm", "plan.xls", "plan"])
def test_a_workbook_without_macros_has_to_be_named_so(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR)

    with pytest.raises(ActionbookError, match=r"has to end in \.xlsx"):
        actionbook.retire_macros(path, tmp_path / name)


def test_a_workbook_with_no_macros_has_nothing_to_retire(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()

    with pytest.raises(ActionbookError, match="holds no macros"):
        actionbook.retire_macros(path, tmp_path / "plan.xlsx")


def test_a_broken_project_is_refused_as_its_functions_cannot_be_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR)
    broken = rewritten(path, "xl/vbaProject.bin", b"\0" * 100)

    with pytest.raises(ContentLossError, match="cannot be told"):
        actionbook.retire_macros(broken, tmp_path / "plan.xlsx")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_bad_file_is_a_clear_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.xlsm"
    path.write_bytes(data)

    with pytest.raises(WorkbookUnreadableError, match=r"bad\.xlsm"):
        actionbook.retire_macros(path, tmp_path / "plan.xlsx")


def test_the_command_tells_what_went_and_where(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR, buttons=(("ClearHighlights", "Clear"),))
    to = tmp_path / "plan.xlsx"

    done = CliRunner().invoke(main, ["macros", "retire", str(path), "-o", str(to)])

    assert done.exit_code == 0
    assert "Clear" in done.output
    assert "Actions!D1:E2" in done.output
    assert done.output.endswith(f"{to}: made, without macros\n")


def macro_free(path: Path) -> bool:
    contents = Contents(Package.open(path))
    held = parts(path)
    return (
        not any("vba" in name.lower() or "activex" in name.lower() for name in held)
        and b"macroenabled" not in held["[Content_Types].xml"].lower()
        and not any(
            control.macro for sheet in contents.sheets for control in controls_on(contents, sheet)
        )
    )


@needs_corpus
@pytest.mark.filterwarnings("ignore:.*not supported and will be removed")
@pytest.mark.parametrize("name", RETIRABLE)
def test_real_macro_workbooks_lose_their_macros_and_no_cell(tmp_path: Path, name: str) -> None:
    path, to = CORPUS / f"{name}.xlsm", tmp_path / "plan.xlsx"

    actionbook.retire_macros(path, to)

    assert macro_free(to)
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(to)
    assert old.sheetnames == new.sheetnames
    for sheet in old.worksheets:
        assert [[c.value for c in row] for row in sheet.iter_rows()] == [
            [c.value for c in row] for row in new[sheet.title].iter_rows()
        ]
    before, after = parts(path), parts(to)
    touched = {part for part in after if after[part] != before[part]}
    allowed = ("xl/worksheets/", "xl/drawings/")
    assert all(part.startswith(allowed) or part.endswith(MAY_CHANGE) for part in touched)


@needs_corpus
@pytest.mark.parametrize("name", ["01325_poi_testNames", "01739_ClosedXML_vba-user-function"])
def test_real_workbooks_with_functions_of_their_own_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentLossError, match=r"own function"):
        actionbook.retire_macros(CORPUS / f"{name}.xlsm", tmp_path / "plan.xlsx")


@needs_corpus
@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_what_is_made_has_no_error_that_was_not_there(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR, buttons=(("ClearHighlights", "Clear"),))
    actionbook.retire_macros(path, tmp_path / "own.xlsx")
    for name in ("02325_PhpSpreadsheet_form_pass_print", "01157_poi_62629_target"):
        actionbook.retire_macros(CORPUS / f"{name}.xlsm", tmp_path / f"{name}.xlsx")

    done = subprocess.run(
        [VALIDATOR, *sorted(tmp_path.glob("*.xlsx"))], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


@needs_office
@pytest.mark.libreoffice
def test_libreoffice_opens_what_is_made(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsm", CLEAR, buttons=(("ClearHighlights", "Clear"),))
    to = tmp_path / "plan.xlsx"
    actionbook.retire_macros(path, to)
    office = shutil.which("soffice")
    assert office is not None

    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"),
            *("--convert-to", "csv", "--outdir", str(tmp_path), str(to)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert (tmp_path / "plan.csv").read_text(encoding="utf-8").strip() == "Ref"
