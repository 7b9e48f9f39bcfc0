"""
Parity: one plan, what each macro made of it, what its door makes of it, and the differences named.

The goldens (`golden/parity/*.txt`) are for a person to read: the lines of the workbook that went
(-) and came (+), first by the macro, then by the door.
"""

import difflib
import re
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from dump import dump
from macro_models import MODELS
from macro_texts import MACROS
from openpyxl.comments import Comment
from planbooks import JO, planbook

import actionbook
from actionbook.ooxml import BookView
from actionbook.workbook.read import read_plan
from macros_replacement import DOORS
from macros_replacement.changes import Door

# openpyxl knows no print area of whole columns, which Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")

GOLDEN = Path(__file__).parent / "golden" / "parity"
MO = {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy"}
ROWS = (
    {"ref": "1a", "lead": "MG", "timescale_text": "June 2026"},
    {"ref": "1b", "lead": "as above", "timescale_text": "31 March 2027"},
    {"ref": "1c", "lead": "", "timescale_text": "May 2027", "progress": "Draft  with the clerk "},
    {
        "ref": "1d", "lead": "JT", "timescale_text": "April 2026", "status": "Complete",
        "completed_on": "14 May 2026",
    },
    {"ref": "1e", "lead": "JT", "publication": "Internal", "completed_on": "03/04/2026"},
    {"ref": "", "action": "Write to the port users", "lead": "MG"},
)  # fmt: skip


def kept(folder: Path, name: str) -> Path:
    """The plan before *name*: as staff keep it, with a note and a row made higher."""
    # A plan is not rolled while an action has no ref, which is a finding.
    rows = ROWS[:-1] if name == "roll_forward" else ROWS
    path = planbook(folder, *rows, People=[JO, MO])
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    book = openpyxl.load_workbook(path)
    book["Actions"]["B8"].comment = Comment("Jo has the file", "Mo")
    book["Actions"].row_dimensions[8].height = 60
    book.save(path)
    return path


def shown(path: Path) -> list[str]:
    """What a reader sees of a workbook, and its notes."""
    notes = [
        f"note on {sheet.title}!{cell.coordinate} {cell.comment.text}"
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    page = BookView.open(path).page("Actions")  # which openpyxl does not show as it is
    return [*dump(path).splitlines(), *notes, f"Actions prints {page.area} under {page.titles}"]


def between(before: list[str], after: list[str]) -> list[str]:
    changed = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in changed if re.match(r"[-+](?![-+]{2} )", line)]


def by_macro(folder: Path, name: str) -> list[str]:
    path = kept(folder, name)
    before = shown(path)
    book = openpyxl.load_workbook(path)
    said = MODELS[name](book, ON)
    book.save(path)
    return [*between(before, shown(path)), *([f"* {said}"] if said else [])]


def by_door(folder: Path, name: str, door: Door) -> list[str]:
    path = kept(folder, name)
    before = shown(path)
    makes_files = name in ("build_appendix", "export_pdf", "email_leads")
    done = (door.rehearse if makes_files else door.run)(path, on=ON)
    return [
        *between(before, shown(path)),
        *(f"* {file.relative_to(folder).as_posix()}" for file in done.files),
        *(f"* {words}" for words in done.said),
    ]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.rpartition(".")[2])
def test_a_door_stands_beside_its_macro_as_agreed(
    tmp_path: Path, door: Door, request: pytest.FixtureRequest
) -> None:
    name = door.__name__.rpartition(".")[2]
    (tmp_path / "macro").mkdir()
    (tmp_path / "door").mkdir()
    text = "\n".join(
        [
            f"{name.replace('_', '-')}: the macro {door.DID}.",
            f"Difference: {door.DIFFERS}.",
            "",
            "== The macro's text",
            MACROS[name].strip("\n"),
            "",
            "== What the macro made of the plan",
            *by_macro(tmp_path / "macro", name),
            "",
            "== What the door makes of it",
            *by_door(tmp_path / "door", name, door),
            "",
        ]
    )
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")

    assert text == golden.read_text(encoding="utf-8")


def test_every_door_has_its_macro_a_model_and_a_golden() -> None:
    names = {door.__name__.rpartition(".")[2] for door in DOORS}

    assert set(MACROS) == set(MODELS) == names
    assert {path.stem for path in GOLDEN.glob("*.txt")} == names


def test_the_public_appendix_holds_no_internal_row(tmp_path: Path) -> None:
    path = kept(tmp_path, "build_appendix")
    plan = read_plan(path)

    content = actionbook.appendix(plan, on=ON, edition="public")

    assert "1e" not in repr(content)
