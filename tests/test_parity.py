"""
Parity: one plan, what each macro made of it, what its door makes of it, and the differences named.

The goldens (`golden/parity/*.txt`) are for a person to read: what changes in the plan, a line a
cell, first by the macro, then by the door. The macro's half is what LibreOffice made of it when it
ran the macro's text from a real `.xlsm`; where LibreOffice is not there that half is not tried.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from libreoffice import needs_libreoffice
from macro_runs import run_macros
from macro_texts import MACROS
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from planbooks import JO, planbook
from seen import changes, look, places_of

import actionbook
from actionbook.workbook.read import read_plan
from macros_replacement import DOORS
from macros_replacement.changes import Door

MADE = "== What the macro made of the plan, run in LibreOffice"
DONE = "== What the door makes of it"
NOTHING = "Nothing changes in the plan."
GOLDEN = Path(__file__).parent / "golden" / "parity"
BY_NAME: Mapping[str, Door] = {door.__name__.rpartition(".")[2]: door for door in DOORS}
NOT_RUN: Mapping[str, str] = {
    "email_leads": "Not run here, where no Outlook is: a message to each lead is sent, unread.",
    "export_pdf": "Not run here: LibreOffice knows no ExportAsFixedFormat. Appendix.pdf is made.",
}
"""The macros that LibreOffice cannot run, and what their text says that they do."""

MO = {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy"}
# Years so far off that no day on which a macro runs makes another row late.
ROWS = (
    {"ref": "1a", "lead": "MG", "timescale_text": "June 2026"},
    {
        "ref": "1b", "lead": "as above", "timescale_text": "April 2026",
        "revised_due": date(2099, 5, 31), "change_reason": "The quay wall was worse",
        "approval": "Cabinet, minute 12", "approved_on": date(2026, 9, 1),
    },
    {"ref": "1c", "lead": "", "timescale_text": "May 2099", "progress": "Draft  with the clerk "},
    {
        "ref": "1d", "lead": "JT", "timescale_text": "May 2026", "status": "Complete",
        "completed_on": "14 May 2026",
    },
    {
        "ref": "1e", "lead": "JT", "timescale_text": "31 March 2099", "publication": "Internal",
        "completed_on": "03/04/2026",
    },
)  # fmt: skip
REFS = [str(row["ref"]) for row in ROWS]
NO_REF = {"ref": "", "action": "Write to the port users", "timescale_text": "1 March 2099"}


def staffs(folder: Path, name: str) -> Path:
    """The plan before *name*, as staff keep it: a note, a colour, a high row, their own column."""
    # A plan is not rolled while an action has no ref, which is a finding: only one macro needs it.
    rows = (*ROWS, NO_REF) if name == "number_actions" else ROWS
    path = planbook(folder, *rows, People=[JO, MO])
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    sheet["B8"].comment = Comment("Jo has the file", "Mo")
    sheet["B6"].fill = PatternFill("solid", start_color="FFFFCC99")
    sheet.row_dimensions[8].height = 60
    for row, words in enumerate(("Ours", " quay ", "wall", "tide", "berth", "light"), start=4):
        sheet.cell(row, 29).value = words
    book.save(path)
    if not name.startswith("highlight"):
        actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    return path


def by_door(folder: Path, name: str) -> list[str]:
    path = staffs(folder, name)
    before, door = look(path), BY_NAME[name]
    done = (door.rehearse if name == "export_pdf" else door.run)(path, on=ON)
    files = [file for file in done.files if file.suffix in (".xlsx", ".pdf", ".eml", ".ics")]
    return [
        *changes(before, look(path)),
        *(f"{file.relative_to(folder).as_posix()} is made" for file in files),
        *(line for file in files if name == "build_appendix" for line in places_of(REFS, file)),
        *(f"* {words}" for words in done.said),
    ]


def golden(name: str, macro: list[str], door: list[str]) -> str:
    told = BY_NAME[name]
    return "\n".join(
        [
            f"{name.replace('_', '-')}: the macro {told.DID}.",
            f"Difference: {told.DIFFERS}.",
            "",
            "== The macro's text",
            MACROS[name].strip("\n"),
            "",
            MADE,
            *macro,
            "",
            DONE,
            *door,
            "",
        ]
    )


def half(name: str, title: str) -> list[str]:
    """The lines of one half of the golden as it stands."""
    said = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    return said.partition(f"{title}\n")[2].partition("\n\n==")[0].rstrip("\n").split("\n")


@needs_libreoffice
@pytest.mark.libreoffice
def test_the_macros_make_of_the_plan_what_is_said(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plans = {}
    for name in ("number_actions", "roll_forward"):
        (tmp_path / f"plan of {name}").mkdir()
        plans[name] = staffs(tmp_path / f"plan of {name}", name)
    # One start of LibreOffice for all, the dear part: this is why they are one test.
    ran = run_macros(
        {
            name: (plans.get(name, plans["roll_forward"]), text)
            for name, text in MACROS.items()
            if name not in NOT_RUN
        },
        tmp_path,
        refs=REFS,
    )
    told = {name: lines or [NOTHING] for name, lines in ran.items()}
    if request.config.getoption("--golden"):
        for name, lines in told.items():
            text = golden(name, lines, half(name, DONE))
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")

    assert told == {name: half(name, MADE) for name in told}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_door_stands_beside_its_macro_as_agreed(
    tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    macro = [NOT_RUN[name]] if name in NOT_RUN else half(name, MADE)
    text = golden(name, macro, by_door(tmp_path, name) or [NOTHING])
    if request.config.getoption("--golden"):
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")

    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_door_has_its_macro_and_a_golden() -> None:
    assert set(MACROS) == set(BY_NAME)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(BY_NAME)
