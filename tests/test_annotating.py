"""The copy for review: the plan with its findings on the cells, and nobody's file overwritten."""

from pathlib import Path

import openpyxl
import pytest
from builders import ON
from click.testing import CliRunner, Result
from corpus import everything
from openpyxl.comments import Comment
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.errors import ActionbookError, StaleChangeError, WorkbookBusyError
from actionbook.operations.check import check
from actionbook.workbook.annotating import Over, annotate
from actionbook.workbook.read import read_plan

LATE = {"timescale_text": "30 April 2026"}


def annotated(path: Path, to: Path, over: Over = Over.OURS) -> int:
    plan = read_plan(path)
    return annotate(plan, check(plan, on=ON), to, over=over)


def notes(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_every_cell_at_fault_has_a_note_and_the_plan_is_not_touched(tmp_path: Path) -> None:
    path, copy = planbook(tmp_path, {"lead": "", "part_of": "9z", **LATE}), tmp_path / "review.xlsx"
    before = path.read_bytes(), path.stat().st_mtime_ns

    count = annotated(path, copy)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    found = notes(copy)
    assert count == len(found) == 3
    assert found["Actions!I5"] == (
        "AB318 Action 1 is overdue: it was due by 30 April 2026. "
        "Complete it, or have a Revised due approved."
    )
    assert everything(copy) == everything(path)


def test_the_notes_of_staff_are_kept(tmp_path: Path) -> None:
    path, copy = planbook(tmp_path, LATE), tmp_path / "review.xlsx"
    book = openpyxl.load_workbook(path)
    for cell in ("I5", "B5"):
        book["Actions"][cell].comment = Comment("Ask Mo first", "Jo")
    book.save(path)

    annotated(path, copy)

    found = notes(copy)
    assert found["Actions!B5"] == "Ask Mo first"
    assert found["Actions!I5"].startswith("Ask Mo first\n\nAB318 ")


def test_a_copy_that_is_ours_is_made_anew_and_one_that_somebody_saved_is_not(
    tmp_path: Path,
) -> None:
    path, copy = planbook(tmp_path, LATE), tmp_path / "review.xlsx"
    annotated(path, copy)
    replay(path, {"Actions!C5": None})

    assert annotated(path, copy) == 2
    replay(copy, {"Actions!J5": "JT answers here"})
    answered = copy.read_bytes()
    with pytest.raises(ActionbookError, match=r"somebody has saved it since.*--force"):
        annotated(path, copy)

    assert copy.read_bytes() == answered
    assert annotated(path, copy, Over.ANYTHING) == 2


def test_a_file_of_somebody_elses_is_not_overwritten(tmp_path: Path) -> None:
    path, theirs = planbook(tmp_path, LATE), tmp_path / "theirs.xlsx"
    theirs.write_bytes(b"theirs")

    with pytest.raises(ActionbookError, match="is there already"):
        annotated(path, theirs)

    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("over", list(Over))
def test_the_plan_is_never_overwritten(tmp_path: Path, over: Over) -> None:
    path = planbook(tmp_path, LATE)
    link = tmp_path / "link.xlsx"
    link.hardlink_to(path)
    before = path.read_bytes()

    for same in (path, tmp_path / "." / "plan.xlsx", link):
        with pytest.raises(ActionbookError, match="is the plan itself"):
            annotated(path, same, over)

    assert path.read_bytes() == before


def test_what_excel_would_not_open_or_nobody_find_is_refused(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)

    with pytest.raises(ActionbookError, match=r"name it in \.xlsx"):
        annotated(path, tmp_path / "review.xlsm")
    with pytest.raises(ActionbookError, match="does not exist"):
        annotated(path, tmp_path / "away" / "review.xlsx")


def test_a_copy_that_is_open_is_waited_for(tmp_path: Path) -> None:
    path, copy = planbook(tmp_path, LATE), tmp_path / "review.xlsx"
    annotated(path, copy)
    (tmp_path / "~$review.xlsx").write_bytes(bytes([2]) + b"JT".ljust(164))

    with pytest.raises(WorkbookBusyError, match="JT has it"):
        annotated(path, copy)


def test_a_plan_that_was_changed_since_it_was_read_is_told(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    plan = read_plan(path)
    replay(path, {"Actions!C5": None})

    with pytest.raises(StaleChangeError):
        annotate(plan, check(plan, on=ON), tmp_path / "review.xlsx")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in (*arguments, "--on", f"{ON}")])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_command_makes_the_copy_and_says_so(tmp_path: Path) -> None:
    path, copy = planbook(tmp_path, LATE), tmp_path / "review.xlsx"

    dry = run("check", path, "--annotate", copy, "--dry-run")
    assert not copy.exists()
    made = run("check", path, "--annotate", copy, "--write")
    copy.write_bytes(b"theirs")
    refused, forced = (run("check", path, "--annotate", copy, *more) for more in ((), ("--force",)))

    assert "would be made" in dry.stderr
    assert "review.xlsx: made, with notes on 1 cell" in made.stderr
    assert (made.exit_code, refused.exit_code, forced.exit_code) == (1, 2, 1)
    assert len(notes(copy)) == 1
    assert openpyxl.load_workbook(copy)["Checks"]["A5"].value == "Actions!I5"


def test_one_copy_goes_with_one_plan(tmp_path: Path) -> None:
    plans = [planbook(tmp_path, LATE, name=name) for name in ("a.xlsx", "b.xlsx")]

    assert run("check", *plans, "--annotate", tmp_path / "review.xlsx").exit_code == 2
