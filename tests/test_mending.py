"""What the tool mends by itself: just that cell, said as was and becomes, and never twice."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from click.testing import CliRunner, Result
from corpus import parts
from openpyxl.styles import PatternFill
from planbooks import planbook, replay, value_at

from actionbook.cli import main
from actionbook.errors import ContentLossError
from actionbook.ooxml import Book, Formula
from actionbook.operations.check import check
from actionbook.operations.mends import Proposal
from actionbook.plan.model import Plan
from actionbook.rules import Fix, Rule, Severity
from actionbook.rules.catalogue import Hit, Hits, rule
from actionbook.workbook.mending import mend
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply


def texts(code: str, fixes: Fix, field: str, mended: Callable[[str], object]) -> Rule:
    """A rule that finds fault with the text of *field* where *mended* differs from it."""

    @rule(code, Severity.WARNING, since="0", fixes=fixes)
    def text_at_fault(plan: Plan, _on: date) -> Hits:
        """It differs."""
        for action in plan.actions:
            text = str(getattr(action, field) or action.unread.get(field, ""))
            becomes = mended(text)
            if becomes != text:
                yield Hit.of(action, action.cell(field), "It differs.", "Type it.", becomes)  # type: ignore[arg-type]

    return text_at_fault


DOUBLED = texts("AB701", Fix.SAFE, "action", lambda text: re.sub(" +", " ", text).strip())
TABS = texts("AB705", Fix.SAFE, "action", lambda text: text.replace("\t", " "))
MARKS = texts("AB704", Fix.SUGGESTED, "lead", lambda text: text.replace("\\", ""))
DATES = texts("AB303", Fix.SUGGESTED, "completed_on", lambda text: date(2026, 5, 1) if text else "")
REFS = texts("AB109", Fix.SAFE, "ref", lambda text: text.rstrip("."))
EVERY = (DOUBLED, TABS, MARKS, DATES, REFS)


def safe(proposal: Proposal) -> bool:
    return proposal.is_safe


def every(_proposal: Proposal) -> bool:
    return True


def mended(path: Path, take: Callable[[Proposal], bool] = safe) -> list[str]:
    changes = mend(path, on=ON, take=take, rules=EVERY)
    apply(changes)
    return changes.lines()


def test_safe_mends_are_made_and_the_others_left(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "Mend  the quay ", "lead": "J\\T"})

    assert mended(path) == ["Actions!B5: 'Mend  the quay ' becomes 'Mend the quay'"]
    assert value_at(path, "Actions!B5") == "Mend the quay"
    assert value_at(path, "Actions!C5") == "J\\T"


def test_all_mends_are_made_when_all_are_taken(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "J\\T"})
    replay(path, {"Actions!K5": "1st of May"})

    assert mended(path, every) == [
        "Actions!C5: 'J\\T' becomes 'JT'",
        "Actions!K5: '1st of May' becomes 01/05/2026",
    ]
    cell = openpyxl.load_workbook(path)["Actions"]["K5"]
    assert (value_at(path, "Actions!K5"), cell.is_date) == (date(2026, 5, 1), True)


def test_what_one_mend_leaves_another_takes_further_and_it_is_one_change(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "Mend \t the quay"})

    assert mended(path) == ["Actions!B5: 'Mend \t the quay' becomes 'Mend the quay'"]


def test_mending_twice_changes_nothing_and_writes_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": " a  \t b", "lead": "J\\T", "ref": "1."})
    mended(path, every)
    before = path.read_bytes(), path.stat().st_mtime_ns

    assert mended(path, every) == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_working_out_what_to_mend_touches_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "a  b"})
    before = path.read_bytes()

    mend(path, on=ON, take=every, rules=EVERY)

    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_only_the_sheet_of_the_cells_differs(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "a  b"})
    before = parts(path)

    mended(path)
    after = parts(path)

    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet2.xml"]
    (backup,) = (tmp_path / ".actionbook").rglob("backups/*")
    assert parts(backup) == before


def test_a_formula_is_left_as_it_is(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    book = Book.open(path)
    book.set_cells("Actions", {(5, 2): Formula('"a  b"', "a  b")})
    book.save()

    assert mended(path) == []


def test_words_that_excel_would_take_for_a_number_are_formatted_as_text(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"ref": "4."})
    book = openpyxl.load_workbook(path)
    book["Actions"]["A5"].number_format = "General"
    book.save(path)

    assert mended(path) == ["Actions!A5: '4.' becomes '4'"]
    cell = openpyxl.load_workbook(path)["Actions"]["A5"]
    assert (cell.value, cell.number_format) == ("4", "@")


def test_each_mend_is_asked_about_once(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "J\\T"}, {"action": "a \t b"})
    asked: list[str] = []

    def refuse_marks(proposal: Proposal) -> bool:
        asked.append(f"{proposal.finding.code} {proposal.is_safe}")
        return proposal.is_safe

    changes = mend(path, on=ON, take=refuse_marks, rules=EVERY)

    assert [cell.value for cell in changes.cells] == ["a b"]
    assert asked == ["AB704 False", "AB705 True", "AB701 True"]


def test_what_is_suppressed_is_not_mended(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"action": "a  b"}, Suppressions=[{"code": "AB701", "reason": "As minuted"}]
    )

    assert mended(path) == []


def test_a_report_knows_what_can_be_mended_and_whether_safely(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "a  b", "lead": "J\\T"})

    report = check(read_plan(path), on=ON, rules=EVERY)

    assert [(each.finding.code, each.becomes, each.is_safe) for each in report.mends] == [
        ("AB701", "a b", True),
        ("AB704", "JT", False),
    ]


def run(*arguments: object, answers: str | None = None) -> Result:
    named = [str(each) for each in (*arguments, "--on", f"{ON}")]
    result = CliRunner().invoke(main, named, input=answers)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def misspelt(folder: Path) -> Path:
    """A plan whose heading Timescale is misspelt: AB102, with a mend to be confirmed."""
    path = planbook(folder, {})
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    (cell,) = (cell for cell in sheet[4] if cell.value == "Timescale")
    cell.value = "Timscale"
    for column in sheet.tables["Actions"].tableColumns:
        column.name = "Timscale" if column.name == "Timescale" else column.name
        column.calculatedColumnFormula = None
    book.save(path)
    return path


def test_a_misspelt_heading_is_put_right_in_its_cell_and_in_its_table(tmp_path: Path) -> None:
    path = misspelt(tmp_path)
    assert "AB102" in check(read_plan(path), on=ON).counts

    left = run("check", path, "--fix")
    fixed = run("check", path, "--fix", "--unsafe")

    assert "nothing to mend" in left.stderr
    assert "Actions: heading 'Timscale' becomes 'Timescale'" in fixed.stderr
    assert "plan.xlsx: 1 cell mended" in fixed.stderr
    assert "AB102" not in fixed.stdout
    sheet = openpyxl.load_workbook(path)["Actions"]
    assert "Timescale" in [column.name for column in sheet.tables["Actions"].tableColumns]
    assert "Timescale" in [cell.value for cell in sheet[4]]


def test_a_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = misspelt(tmp_path)
    before = path.read_bytes()

    shown, dry = (
        run("check", path, "--diff", "--unsafe"),
        run("check", path, "--fix", "--unsafe", "--dry-run"),
    )

    assert shown.stdout.splitlines() == [
        "Actions: heading 'Timscale' becomes 'Timescale'",
        f"{path}: 1 cell to mend",
    ]
    assert "1 cell to mend" in dry.stderr
    assert shown.exit_code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1)])
def test_what_is_not_safe_is_asked_about(tmp_path: Path, answer: str, left: int) -> None:
    path = misspelt(tmp_path)

    result = run("check", path, "--fix", "--interactive", answers=answer)

    assert "heading 'Timscale' becomes 'Timescale'. Mend it?" in result.stderr
    assert check(read_plan(path), on=ON).counts.get("AB102", 0) == left


def test_an_answer_that_never_comes_leaves_the_plan(tmp_path: Path) -> None:
    path = misspelt(tmp_path)
    before = path.read_bytes()

    result = run("check", path, "--fix", "--interactive", answers="")

    assert result.exit_code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("option", ["--unsafe", "--interactive"])
def test_how_to_mend_goes_with_mending(tmp_path: Path, option: str) -> None:
    assert run("check", planbook(tmp_path, {}), option).exit_code == 2


def test_a_heading_that_formulas_ask_for_is_left_to_excel(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    book = Book.open(path)
    book.set_column_formula("People", "Post", "People[[#This Row],[Name]]")

    with pytest.raises(ContentLossError, match="rename it in Excel"):
        book.rename_column("People", "Name", "Full name")
    with pytest.raises(ContentLossError, match="has a column 'Post'"):
        book.rename_column("People", "Email", "Post")


def test_merged_cells_are_parted_and_their_list_goes_with_the_last(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {}, {}, {})
    book = openpyxl.load_workbook(path)
    for block in ("C5:C6", "C7:C8"):
        book["Actions"].merge_cells(block)
    book.save(path)
    kept = tmp_path / "kept.xlsx"
    shutil.copyfile(path, kept)

    edited = Book.open(path)
    edited.unmerge("Actions", "C5:C6")
    edited.unmerge("Actions", "K9:K10")
    edited.save()
    assert [str(each) for each in openpyxl.load_workbook(path)["Actions"].merged_cells.ranges] == [
        "C7:C8"
    ]
    edited = Book.open(path)
    edited.unmerge("Actions", "C7:C8")
    edited.save()

    assert not openpyxl.load_workbook(path)["Actions"].merged_cells.ranges
    assert b"mergeCell" not in parts(path)["xl/worksheets/sheet2.xml"]
    assert value_at(path, "Actions!C5") == value_at(kept, "Actions!C5") == "JT"


MOVED = (
    ({"timescale_text": "Completed May 2026", "status": ""}, ("May 2026", "Complete")),
    ({"timescale_text": "Achieved", "status": "Complete"}, (None, "Complete")),
    ({"timescale_text": "Work in progress", "status": ""}, (None, "In progress")),
    ({"timescale_text": "Cancelled", "status": ""}, (None, "Withdrawn")),
    ({"timescale_text": "Completed", "status": "On hold"}, ("Completed", "On hold")),
    ({"timescale_text": "Red", "status": ""}, ("Red", None)),
)


@pytest.mark.parametrize(("row", "left"), MOVED)
def test_a_status_in_the_timescale_is_moved_to_where_it_counts_once_confirmed(
    row: dict[str, object], left: tuple[object, object], tmp_path: Path
) -> None:
    path = planbook(tmp_path, row)

    unasked = run("check", path, "--fix", "--select", "AB315")
    run("check", path, "--fix", "--unsafe", "--select", "AB315")
    again = run("check", path, "--fix", "--unsafe", "--select", "AB315")

    assert "nothing to mend" in unasked.stderr
    assert (value_at(path, "Actions!D5"), value_at(path, "Actions!I5")) == left
    assert "nothing to mend" in again.stderr


COLOURED = (
    ({"completed_on": date(2026, 5, 1)}, "Complete"),
    ({"progress": "Two firms were asked."}, "In progress"),
    ({"progress": "Completed."}, None),
    ({"progress": "Ongoing"}, None),
    ({"progress": ""}, None),
)


@pytest.mark.parametrize(("row", "status"), COLOURED)
def test_a_colour_for_a_status_becomes_what_the_row_bears_out_once_confirmed(
    row: dict[str, object], status: str | None, tmp_path: Path
) -> None:
    path = planbook(tmp_path, {"status": "", **row}, {}, {})
    book = openpyxl.load_workbook(path)
    book["Actions"]["I5"].fill = PatternFill("solid", fgColor="FF00B050")
    book.save(path)

    unasked = run("check", path, "--fix", "--select", "AB401")
    run("check", path, "--fix", "--unsafe", "--select", "AB401")

    assert "nothing to mend" in unasked.stderr
    assert value_at(path, "Actions!I5") == status
