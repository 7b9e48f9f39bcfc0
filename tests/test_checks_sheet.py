"""The Checks sheet: every finding with a link to its cell, and nothing else of the plan touched."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from click.testing import CliRunner, Result
from corpus import VALIDATOR, parts, validator_errors
from openpyxl.worksheet.table import TableColumn
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.operations.check import check
from actionbook.operations.checks_sheet import write_checks
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

LATE = {"timescale_text": "31 May 2026"}
OURS = {"xl/worksheets/sheet10.xml", "xl/tables/table9.xml", "xl/styles.xml"}


def written(path: Path) -> bool:
    plan = read_plan(path)
    return apply(write_checks(plan, check(plan, on=ON)))


def checks(path: Path, sheet: str = "Checks") -> list[list[object]]:
    """The body of the Checks table: the place each row leads to, and its cells."""
    opened = openpyxl.load_workbook(path)[sheet]
    (table,) = opened.tables.values()
    found: list[list[object]] = []
    for row in opened[table.ref][1:]:
        link = row[0].hyperlink
        found.append([link.location if link else None, *(cell.value for cell in row)])
    return found


def cells(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    return [tuple(row[:3]) for row in rows]


def test_every_finding_has_a_row_that_leads_to_its_cell(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "", **LATE}, {}, {"ref": "1.10", "lead": "SMT"})

    assert written(path)

    assert checks(path) == [
        [
            "Actions!C5", "Actions!C5", "AB201", "Wrong", "1",
            "Action 1 is open, but Lead is blank, with none above to inherit.",
            "Type the post that answers for it.", None,
        ],
        [
            "Actions!I5", "Actions!I5", "AB318", "Wrong", "1",
            "Action 1 is overdue: it was due by 31 May 2026.",
            "Complete it, or have a Revised due approved.", None,
        ],
        [
            "Actions!C7", "Actions!C7", "AB204", "Worth a look", "1.10",
            'Only a group, "SMT", leads action 1.10, so nobody answers for it.',
            "Type first the post that answers, then the group.", "SMT",
        ],
    ]  # fmt: skip
    first = openpyxl.load_workbook(path)["Checks"]["A5"]
    assert (first.font.u, first.number_format) == ("single", "@")


def test_nothing_else_is_touched_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE, LATE)
    before = parts(path)

    assert written(path)
    after, when = parts(path), path.stat().st_mtime_ns
    assert not written(path)

    assert {name for name in before if before[name] != after.get(name)} == OURS
    assert before.keys() == after.keys()
    assert path.stat().st_mtime_ns == when


def test_what_is_mended_goes_and_what_is_new_comes(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "", **LATE}, LATE)
    written(path)
    replay(path, {"Actions!C5": "JT", "Actions!C6": None})

    assert written(path)
    assert cells(checks(path)) == [
        ("Actions!I5", "Actions!I5", "AB318"),
        ("Actions!C6", "Actions!C6", "AB201"),
        ("Actions!I6", "Actions!I6", "AB318"),
    ]
    replay(path, {f"Actions!{cell}": "31 March 2027" for cell in ("D5", "D6")})
    replay(path, {"Actions!C6": "JT", "Actions!E5": None, "Actions!E6": None})
    assert written(path)
    assert cells(checks(path)) == [(None, None, None)]
    assert not written(path)


def test_a_note_that_staff_keep_in_a_column_of_their_own_stays_with_its_finding(
    tmp_path: Path,
) -> None:
    path = planbook(tmp_path, LATE, LATE)
    written(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Checks"]
    sheet["H4"], sheet["H6"] = "Who rings", "Mo rings on Monday"
    sheet.tables["Checks"].ref = "A4:H6"
    sheet.tables["Checks"].autoFilter.ref = "A4:H6"
    sheet.tables["Checks"].tableColumns.append(TableColumn(id=8, name="Who rings"))
    book.save(path)
    replay(path, {"Actions!C5": None})

    assert written(path)

    assert [(row[1], row[-1]) for row in checks(path)] == [
        ("Actions!C5", None),
        ("Actions!I5", None),
        ("Actions!I6", "Mo rings on Monday"),
    ]
    assert not written(path)


def without_checks(path: Path, *, sheet: bool = False) -> None:
    book = openpyxl.load_workbook(path)
    if sheet:
        del book["Checks"].tables["Checks"]
        book["Checks"]["A1"] = "Our own checks"
    else:
        del book["Checks"]
    book.save(path)


@pytest.mark.parametrize(("sheet", "name"), [(False, "Checks"), (True, "Checks 2")])
def test_a_plan_without_the_table_is_given_one(tmp_path: Path, *, sheet: bool, name: str) -> None:
    path = planbook(tmp_path, LATE)
    without_checks(path, sheet=sheet)

    assert written(path)

    assert cells(checks(path, name)) == [("Actions!I5", "Actions!I5", "AB318")]
    assert not written(path)


def test_a_sound_plan_without_the_table_is_left_alone(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    without_checks(path)

    assert not written(path)


def test_a_sheet_with_an_apostrophe_is_linked_as_excel_quotes_it(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    book = openpyxl.load_workbook(path)
    book["Actions"].title = "Jo's actions & more"
    book.save(path)

    assert written(path)
    assert cells(checks(path)) == [("'Jo''s actions & more'!I5",) * 2 + ("AB318",)]


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
@pytest.mark.parametrize("rows", [[LATE] * 3, [{}]])
def test_the_validator_has_nothing_to_say(
    tmp_path: Path, rows: Sequence[Mapping[str, object]]
) -> None:
    path, bare = planbook(tmp_path, *rows), planbook(tmp_path, *rows, name="bare.xlsx")
    without_checks(bare)
    for each in (path, bare):
        for _ in range(2):
            before = validator_errors(each)
            written(each)
            assert validator_errors(each) <= before
            replay(each, {"Actions!C5": None})


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in (*arguments, "--on", f"{ON}")])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_command_writes_when_it_is_asked_to_and_says_so(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    before = path.read_bytes()

    dry = run("check", path, "--write", "--dry-run")
    assert path.read_bytes() == before
    first, second = run("check", path, "--write"), run("check", path, "--write")

    assert "Checks: 1 row in the place of what it has" in dry.stderr
    assert "plan.xlsx: the Checks sheet brought up to date" in first.stderr
    assert "nothing was written" in second.stderr
    assert (dry.exit_code, first.exit_code, second.exit_code) == (1, 1, 1)
    assert first.stdout == second.stdout == dry.stdout


def test_a_plan_that_is_open_is_told_of_and_not_written(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    before = path.read_bytes()
    (tmp_path / "~$plan.xlsx").write_bytes(bytes([2]) + b"JT".ljust(164))

    result = run("check", path, "--write")

    assert (result.exit_code, path.read_bytes()) == (3, before)
    assert "AB318" in result.stdout
    assert "JT has it" in result.stderr
