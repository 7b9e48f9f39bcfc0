"""`actionbook macros inspect`: what macros there are, what they touch, and what replaces them."""

import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from corpus import CORPUS, needs_corpus
from macro_texts import MACROS
from vba_project import Module, vba_project

import actionbook
from actionbook.cli import main
from actionbook.cli.macro_doors import doors
from actionbook.macros.effects import Effect

ON = date(2026, 11, 26)


def workbook(
    path: Path, *modules: Module, buttons: tuple[tuple[str, str], ...] = (), password: str = ""
) -> Path:
    """A workbook with a sheet Actions, *modules*, and *buttons* of a macro and its caption."""
    document = Module("ThisWorkbook", "", sheet=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Actions")
        sheet.write(0, 0, "Ref")
        data = vba_project(document, *modules, password=password)
        book.add_vba_project(io.BytesIO(data), is_stream=True)
        for row, (macro, caption) in enumerate(buttons):
            sheet.insert_button(row * 3, 3, {"macro": macro, "caption": caption})
    return path


def rewritten(path: Path, name: str, data: bytes) -> Path:
    """The package at *path* with *data* for its part *name*."""
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for each, held in parts.items():
            package.writestr(each, data if each == name else held)
    return path


def kinds(inspection: actionbook.Inspection) -> set[str]:
    return {note.kind for note in inspection.notes}


@pytest.mark.parametrize("door", MACROS)
def test_a_macro_of_a_usual_name_that_does_as_its_door_is_replaced_for_sure(
    tmp_path: Path, door: str
) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS[door]))

    [procedure] = actionbook.inspect_macros(path, doors=doors()).procedures

    assert (procedure.replacement.door, str(procedure.replacement.sureness)) == (door, "sure")


@pytest.mark.parametrize("door", MACROS)
def test_a_macro_of_another_name_is_never_replaced_for_sure(tmp_path: Path, door: str) -> None:
    start = MACROS[door].index("Sub ")
    text = MACROS[door][:start] + "Sub Zebra" + MACROS[door][MACROS[door].index("()") :]
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", text))

    [procedure] = actionbook.inspect_macros(path, doors=doors()).procedures

    assert str(procedure.replacement.sureness) == "likely"


def test_a_usual_name_over_text_that_does_something_else_is_only_likely(tmp_path: Path) -> None:
    text = 'Sub HighlightOverdue()\n    MsgBox "Not yet"\nEnd Sub'
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", text))

    [procedure] = actionbook.inspect_macros(path, doors=doors()).procedures

    assert procedure.replacement.door == "highlight_overdue"
    assert str(procedure.replacement.sureness) == "likely"


def test_a_macro_that_no_door_knows_has_none_and_a_reason(tmp_path: Path) -> None:
    text = 'Sub Greet()\n    MsgBox "Good morning"\nEnd Sub'
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", text))

    [procedure] = actionbook.inspect_macros(path, doors=doors()).procedures

    assert str(procedure.replacement.sureness) == "none"
    assert procedure.replacement.reason


def test_the_signs_of_every_door_are_words_of_the_inspection() -> None:
    known = {str(effect) for effect in Effect}

    assert {sign for door in doors() for sign in door.signs} <= known
    assert all(door.signs for door in doors())


def test_what_calls_a_macro_is_told_with_its_caption_and_place(tmp_path: Path) -> None:
    text = (
        'Sub Paint()\nAttribute Paint.VB_ProcData.VB_Invoke_Func = "k\\n14"\n'
        "    Rows(3).Interior.Color = vbRed\nEnd Sub\n"
        'Sub Keys()\n    Application.OnKey "^m", "Paint"\nEnd Sub'
    )
    path = workbook(
        tmp_path / "plan.xlsm", Module("Module1", text), buttons=(("Paint", "Highlight overdue"),)
    )

    paint, _ = actionbook.inspect_macros(path, doors=doors()).procedures
    told = {(caller.kind, caller.caption, caller.place) for caller in paint.called_by}

    assert ("button", "Highlight overdue", "Actions!D1:E2") in told
    assert ("shortcut key", "Ctrl+K", "") in told
    assert ("key set by a macro", "Ctrl+M", "Module1.Keys") in told
    assert paint.replacement.door == "highlight_overdue"


def test_a_button_of_a_macro_that_is_gone_is_a_loose_call(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "plan.xlsm",
        Module("Module1", "Sub A()\nEnd Sub"),
        buttons=(("SortByLead", "Sort by lead"),),
    )

    [loose] = actionbook.inspect_macros(path, doors=doors()).loose

    assert (loose.macro, loose.caption) == ("SortByLead", "Sort by lead")


def test_macros_that_run_by_themselves_or_use_harmful_words_are_marked(tmp_path: Path) -> None:
    text = 'Sub Auto_Open()\n    Shell "cmd.exe /c dir", vbHide\nEnd Sub'
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", text))

    [procedure] = actionbook.inspect_macros(path, doors=doors()).procedures

    assert procedure.runs_itself
    assert "Shell" in {word for word, _ in procedure.suspicious}


def test_a_protected_project_says_so_and_what_can_still_be_seen(tmp_path: Path) -> None:
    module = Module("Module1", MACROS["clear_highlights"])
    path = workbook(tmp_path / "plan.xlsm", module, password="hidden")

    inspection = actionbook.inspect_macros(path, doors=doors())

    assert kinds(inspection) == {"protected"}
    assert [each.name for each in inspection.procedures] == ["ClearHighlights"]


@pytest.mark.parametrize("kept", [0, 100, 700])
def test_a_broken_project_is_told_and_nothing_raises_but_our_own(tmp_path: Path, kept: int) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["tidy_dates"]))
    with zipfile.ZipFile(path) as package:
        data = package.read("xl/vbaProject.bin")
    broken = rewritten(path, "xl/vbaProject.bin", data[:kept] + b"\x00" * 40)

    inspection = actionbook.inspect_macros(broken, doors=doors())

    assert "broken" in kinds(inspection)
    assert inspection.has_macros


def test_a_workbook_open_elsewhere_is_read_as_saved_and_said_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["tidy_dates"]))
    name = "Jo Tarrant"
    owner = bytes([len(name)]) + name.encode().ljust(54, b" ")
    (tmp_path / "~$plan.xlsm").write_bytes(owner + b"\0" * 110)

    inspection = actionbook.inspect_macros(path, doors=doors())

    assert "open" in kinds(inspection)


def test_the_command_tells_everything_and_leaves_the_file_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["clear_highlights"]))
    before = path.read_bytes()

    done = CliRunner().invoke(main, ["macros", "inspect", str(path), "--on", str(ON)])

    assert done.exit_code == 0
    assert done.output == (
        "plan.xlsm: 1 macro in 1 module; a replacement for sure for 1, likely for 0, none for 0. "
        "Nothing was run.\n"
        "\n"
        "Module1\n"
        "  ClearHighlights (Sub, line 1, 3 lines)\n"
        "    does: takes colours out\n"
        "    touches: sheet Actions\n"
        "    instead, for sure: actionbook highlight PLAN --clear; it is called ClearHighlights, "
        "and takes colours out\n"
    )
    assert path.read_bytes() == before


def test_the_json_is_a_contract_with_a_version(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["clear_highlights"]))

    done = CliRunner().invoke(main, ["macros", "inspect", str(path), "--format", "json"])
    data = json.loads(done.stdout)

    assert set(data) == {
        *("schema", "file", "has_macros", "is_protected", "is_signed", "notes", "modules"),
        *("macros", "loose_calls"),
    }
    assert data["schema"] == 1
    assert data["macros"][0]["replacement"] == {
        "sureness": "sure",
        "door": "clear_highlights",
        "command": "actionbook highlight PLAN --clear",
        "reason": "it is called ClearHighlights, and takes colours out",
    }


def test_the_inventory_has_a_row_for_each_macro(tmp_path: Path) -> None:
    modules = [Module(f"Module{n}", text) for n, text in enumerate(MACROS.values(), 1)]
    path = workbook(tmp_path / "plan.xlsm", *modules)
    to = tmp_path / "inventory.xlsx"

    done = CliRunner().invoke(main, ["macros", "inspect", str(path), "-o", str(to)])

    assert done.exit_code == 0
    rows = [
        cells
        for sheet in actionbook_rows(to)
        for cells in sheet
        if any(str(cell).startswith("actionbook ") for cell in cells)
    ]
    assert len(rows) == len(MACROS)


def actionbook_rows(path: Path) -> list[list[list[object]]]:
    from openpyxl import load_workbook

    book = load_workbook(path)
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]


def test_an_inventory_never_takes_the_place_of_a_file_of_staff(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["clear_highlights"]))
    theirs = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(theirs) as book:
        book.add_worksheet().write(0, 0, "Mine")
    before = theirs.read_bytes()

    done = CliRunner().invoke(main, ["macros", "inspect", str(path), "-o", str(theirs)])

    assert done.exit_code == 2
    assert theirs.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not a zip at all", "bad.xlsm"),
        (b"PK\x03\x04broken", "bad.xlsm"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not an Excel workbook"),
    ],
)
def test_a_bad_file_is_one_line_and_status_four(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "bad.xlsm"
    path.write_bytes(data)

    done = CliRunner().invoke(main, ["macros", "inspect", str(path)])

    assert done.exit_code == 4
    assert says in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_workbook_without_macros_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()

    done = CliRunner().invoke(main, ["macros", "inspect", str(path)])

    assert (done.exit_code, done.output) == (0, "plain.xlsx holds no macros. Nothing was run.\n")


def test_without_oletools_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "plan.xlsm", Module("Module1", MACROS["clear_highlights"]))
    monkeypatch.setitem(sys.modules, "oletools", None)

    done = CliRunner().invoke(main, ["macros", "inspect", str(path)])

    assert done.exit_code == 2
    assert 'pip install "actionbook[macros]"' in done.output


@needs_corpus
@pytest.mark.parametrize(
    ("name", "macros", "said"),
    [
        ("00727_XlsxWriter_macro01", 1, set()),
        ("01216_poi_SimpleMacro", 1, set()),
        ("02325_PhpSpreadsheet_form_pass_print", None, {"protected"}),
        ("01157_poi_62629_target", None, set()),
    ],
)
def test_the_macros_of_real_workbooks_are_read(
    name: str, macros: int | None, said: set[str]
) -> None:
    inspection = actionbook.inspect_macros(CORPUS / f"{name}.xlsm", doors=doors())

    assert kinds(inspection) >= said
    assert macros is None or len(inspection.procedures) == macros
    assert inspection.has_macros
