"""A workbook that staff keep made a plan in place: nothing of theirs moves, and all of it works."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from corpus import everything, needs_corpus, new_errors, parts, workbooks
from libreoffice import convert, needs_libreoffice, sheet_values
from openpyxl.worksheet.worksheet import Worksheet
from staff_books import (
    HEADINGS,
    ROWS,
    SHEET,
    openpyxl_book,
    plain_book,
    table_book,
    xlsxwriter_book,
)

from actionbook.adoption.adopting import adopt, is_plan, rehearse_adoption
from actionbook.adoption.finding import Asked
from actionbook.cli import main
from actionbook.errors import ActionbookError
from actionbook.ooxml import Book, BookView
from actionbook.plan.model import Status
from actionbook.workbook.read import read_plan

ON = date(2026, 11, 26)
NAMED = {"[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
         "docprops/app.xml"}  # fmt: skip


def run(*arguments: object) -> tuple[int, str, str]:
    day = () if "--on" in arguments else ("--on", str(ON))
    done = CliRunner().invoke(main, [*map(str, arguments), *day])
    return done.exit_code, done.stdout, done.stderr


class Kept(NamedTuple):
    """A way in which a workbook was made, and the columns of theirs."""

    name: str
    make: Callable[[Path], Path]
    columns: int = 8
    first: int = 1


KEPT = (
    Kept("a title, bands and a filter", xlsxwriter_book),
    Kept("blank rows", openpyxl_book),
    Kept("no refs", plain_book, 4),
    Kept("a table of theirs", table_book, 8, 2),
)
every_kind = pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)


@every_kind
def test_every_cell_and_part_of_theirs_stays(kept: Kept, tmp_path: Path) -> None:
    path = kept.make(tmp_path / "book.xlsx")
    before, old = everything(path), parts(path)
    was = tmp_path / "was.xlsx"
    shutil.copy(path, was)

    assert run("adopt", path)[0] == 0

    after, new = everything(path), parts(path)
    last = kept.first + kept.columns - 1
    theirs = {
        at: seen
        for at, seen in after.cells.items()
        if at[0] in before.sheets and (at[0] != SHEET or at[2] <= last)
    }
    assert theirs == before.cells
    named = NAMED | {before.sheets[SHEET], "xl/tables/table1.xml"}
    assert {name: new.get(name) for name in old if name.lower() not in named} == {
        name: data for name, data in old.items() if name.lower() not in named
    }
    assert new_errors(path, since=was) == set()


@every_kind
def test_what_is_adopted_is_read_as_the_plan_it_is(kept: Kept, tmp_path: Path) -> None:
    path = kept.make(tmp_path / "book.xlsx")

    adoption = adopt(path, on=ON)

    plan = read_plan(path)
    assert adoption.unread == ()
    assert [action.action for action in plan.actions] == [row[2] for row in ROWS]
    assert [action.lead for action in plan.actions] == [row[3] for row in ROWS]
    assert [action.progress for action in plan.actions] == [row[6] for row in ROWS]
    assert [action.due for action in plan.actions] == [
        date(2026, 9, 30), date(2026, 12, 31), date(2026, 3, 31), None,
    ]  # fmt: skip
    assert len({action.ref for action in plan.actions}) == 4
    assert plan.actions[0].rag == "Overdue"
    assert all(action.live >= {"rag", "flags"} for action in plan.actions)


@every_kind
def test_every_command_works_on_it(kept: Kept, tmp_path: Path) -> None:
    path = kept.make(tmp_path / "book.xlsx")
    was = tmp_path / "was.xlsx"
    shutil.copy(path, was)
    run("adopt", path)

    assert run("check", path, "--format", "json")[0] == 1
    assert "Hire two plumbers" in run("show", path)[1]
    assert run("highlight", path) == (0, f"{path}: nothing to change, nothing was written\n", "")
    for action in read_plan(path).actions:
        at = action.cell("publication")
        said = "Internal" if action.lead == "J Smith" else "Public"  # a name may not be published
        book = Book.open(path)
        book.set_cells(at.sheet, {(at.row, at.column): said})
        book.save()
    assert run("refresh", path)[0] == 0
    assert run("appendix", path, "-o", tmp_path / "appendix.xlsx")[0] == 0
    rolled = run("roll", path, "--to", "2026-27 Q4", "--on", "2027-01-05")
    assert rolled[0] == 0, rolled
    plan = read_plan(path)
    assert len(plan.history) == 4
    assert plan.actions[0].progress == ""
    assert plan.actions[0].last_reported.endswith("Both posts were advertised")
    assert run("refresh", path, "--on", "2027-02-05")[0] == 0
    assert new_errors(path, since=was) == set()


def test_a_tracker_of_recommendations_has_them_for_its_actions(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ("Recommendation", "Lead", "Deadline", "Status"),
        ("Open the front desk on Saturdays", "AB", "May 2027", "In progress"),
        ("Train all who answer the telephone", "CD", "June 2027", "Not started"),
    ):
        sheet.append(row)
    book.save(path)

    adopt(path, on=ON)

    assert [(action.action, action.lead) for action in read_plan(path).actions] == [
        ("Open the front desk on Saturdays", "AB"), ("Train all who answer the telephone", "CD"),
    ]  # fmt: skip


def test_a_second_adopt_changes_nothing(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)
    held, stamp = path.read_bytes(), path.stat().st_mtime_ns

    status, said, _ = run("adopt", path)

    assert (status, said) == (
        0,
        f"{path}: already adopted: it is a plan, and nothing was written\n",
    )
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (held, stamp)


def test_a_rehearsal_shows_the_map_and_writes_nothing(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()

    status, said, _ = run("adopt", path, "--dry-run")

    assert status == 0
    assert "D  By whom -> Lead (100% sure)" in said
    assert "     Plan 2026!D6: Head of Housing" in said
    assert "H  Budget code -> your own, not read." in said
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    data = json.loads(run("adopt", path, "--dry-run", "--format", "json")[1])
    assert [column["means"] for column in data["columns"]] == [
        "Ref", "", "Action", "Lead", "Timescale", "Status", "Progress this period", "",
    ]  # fmt: skip
    assert data["rows"] == [6, 7, 9, 10]


def test_undo_gives_back_the_very_bytes_whatever_the_tool_wrote_since(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()
    adopt(path, on=ON)
    run("highlight", path, "--on", "2027-05-01")

    assert run("adopt", path, "--undo") == (0, f"{path}: as it was to the byte\n", "")

    assert path.read_bytes() == before
    assert adopt(path, on=ON).told is not None
    assert run("adopt", path, "--undo")[0] == 0
    assert path.read_bytes() == before


def test_undo_is_refused_where_somebody_has_edited_since(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)
    book = Book.open(path)
    book.set_cells(SHEET, {(7, 7): "A word of mine"})
    book.save()
    held = path.read_bytes()

    status, _, said = run("adopt", path, "--undo")

    assert status == 3
    assert "has been edited since it was adopted" in said
    assert path.read_bytes() == held


def test_what_was_never_adopted_has_nothing_to_undo(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")

    status, _, said = run("adopt", path, "--undo")

    assert status in (2, 4)
    assert said.startswith("actionbook: book.xlsx")


def test_staff_go_on_in_their_sheet_as_before(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)
    book = Book.open(path)
    book.set_cells(SHEET, {(11, 1): "5", (11, 3): "Meet the tenants", (11, 4): "J Smith"})
    book.save()

    assert run("highlight", path)[0] == 0

    plan = read_plan(path)
    assert [action.row for action in plan.actions] == [6, 7, 9, 10, 11]
    assert plan.actions[-1].rag == "At risk"


def test_rows_put_in_above_and_a_sheet_renamed_do_not_lose_the_plan(tmp_path: Path) -> None:
    """The name moves as Excel moves it: here by LibreOffice's own rewriting of the file."""
    path = openpyxl_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)
    book = Book.open(path)
    formula = book.names()["actionbook_Actions"]

    assert formula.startswith(f"'{SHEET}'!$A$2:$")
    # What Excel writes into the name when the sheet is renamed.
    text = parts(path)["xl/workbook.xml"].decode().replace(f"'{SHEET}'", "'Our plan''s'")
    text = text.replace(f'name="{SHEET}"', 'name="Our plan\'s"')
    book._contents.package.replace("xl/workbook.xml", text.encode())
    book.save()

    assert len(read_plan(path).actions) == 4


def test_a_status_word_without_a_meaning_is_one_thing_to_do_and_numbers_stay(
    tmp_path: Path,
) -> None:
    path = openpyxl_book(tmp_path / "book.xlsx")
    book = Book.open(path)
    book.set_cells(SHEET, {(row, 1): number for number, row in enumerate((3, 4, 6, 7), 1)})
    book.set_cells(SHEET, {(3, 6): "A", (4, 6): "A", (7, 6): "Closed"})
    book.save()
    adopt(path, on=ON)

    status, said, _ = run("check", path, "--format", "text", "--select", "AB116,AB401")

    assert (status, said.splitlines()) == (
        1,
        [
            'Words!C10: AB401 Nothing says what status "A" is, and 2 actions say it. Choose here '
            "the status of the list that it means.",
            'Words!C11: AB401 Nothing says what status "Closed" is, and 1 action says it. Choose '
            'here the status of the list that it means, "Complete" perhaps.',
        ],
    )
    book = Book.open(path)
    book.set_cells("Words", {(10, 3): "In progress", (11, 3): "Complete"})
    book.save()
    assert run("check", path, "--select", "AB116,AB401")[0] == 0
    lists = openpyxl.load_workbook(path)["Words"].data_validations.dataValidation
    assert [str(each.sqref) for each in lists if "In progress" in each.formula1] == ["C10:C11"]


def test_their_own_statuses_mean_what_the_words_sheet_says(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)
    assert read_plan(path).actions[1].unread == {"status": "Amber"}
    book = Book.open(path)
    words = book.table("Words")
    for row in range(words.body_first_row, words.body_last_row + 1):
        if book.cell("Words", row, 2) == "Amber":
            book.set_cells("Words", {(row, 3): "In progress"})
    book.save()

    assert read_plan(path).actions[1].status is Status.IN_PROGRESS
    assert run("highlight", path)[0] == 0


def test_what_is_told_overrules_what_is_recognised(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    asked = Asked(SHEET, 4, {"Budget code": "Evidence", "Latest update": "own"})

    adopt(path, on=ON, asked=asked)

    plan = read_plan(path)
    assert plan.actions[0].evidence == "HO12"
    assert plan.actions[0].progress == ""


def test_a_column_of_refs_that_rows_share_stays_and_refs_are_put_beside(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(ROWS, 1):
            sheet.write_row(at, 0, ("1", *map(str, row[1:])))

    adopt(path, on=ON)

    plan = read_plan(path)
    assert [action.ref for action in plan.actions] == ["A1", "A2", "A3", "A4"]
    assert plan.structure.words.headings["no"] == ""
    assert [issue.issue for issue in plan.issues] == [row[1] for row in ROWS]
    assert [action.issue for action in plan.actions] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("beside", [False, True])
def test_numbers_under_a_hash_are_the_refs(tmp_path: Path, *, beside: bool) -> None:
    path = tmp_path / "log.xlsx"
    made = openpyxl.Workbook()
    for row in (
        ("#", "Action", "Owner", "Target date", "Update"),
        (1, "Write the policy down", "Ann Lee", "May 2027", "begun"),
        (2, "Train all of the staff", "Raj Patel", "June 2027", "not yet"),
    ):
        made.worksheets[0].append(row)
    made.save(path)

    adopt(path, on=ON, asked=Asked(beside=beside))

    assert [action.ref for action in read_plan(path).actions] == ["1", "2"]


def test_several_actions_in_one_cell_are_told_with_the_cell(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    book = Book.open(path)
    book.set_cells(SHEET, {(7, 3): "1. Publish how long voids take\n2. Ask why they take so long"})
    book.save()

    told = adopt(path, on=ON).told

    assert told is not None
    said = [(each.cell, each.ref, each.doubt.partition(":")[0]) for each in told.doubts]
    assert (f"{SHEET}!C7", "2", "2 actions seem to stand in this cell") in said
    assert len(read_plan(path).actions) == 4


def test_paragraphs_with_a_date_each_are_several_actions_to_adopt_as_to_import(
    tmp_path: Path,
) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    book = Book.open(path)
    book.set_cells(SHEET, {(7, 3): "Publish how long voids take\nAsk why they take so long"})
    book.set_cells(SHEET, {(7, 5): "May 2027\nJune 2027"})
    book.save()

    told = rehearse_adoption(path, on=ON).told

    assert told is not None
    assert [each.cell for each in told.doubts if "in this cell" in each.doubt] == [f"{SHEET}!C7"]


class Refused(NamedTuple):
    """What is not adopted: how it is made, what is asked, the status and the words."""

    name: str
    make: Callable[[Path], object]
    status: int
    says: str
    ending: str = ".xlsx"
    asked: tuple[str, ...] = ()


def _no_plan(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Stock").write_row(0, 0, ("Item", "Price", "In stock"))


def _two(path: Path) -> None:
    def more(book: xlsxwriter.Workbook, _: object) -> None:
        sheet = book.add_worksheet("Old plan")
        sheet.write_row(0, 0, ("Action", "Lead", "By when"))
        sheet.write_row(1, 0, ("Mend the roof", "J Smith", "May 2026"))

    xlsxwriter_book(path, more)


def _twins(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        headings = ("Recommendation", "Raised", "Recommendation", "Responsible officer", "By when")
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ("A17", "1 May", "Write to all suppliers", "Head of ICT", "May 2027"))
        sheet.write_row(2, 0, ("A18", "2 May", "Publish the waiting times", "J Smith", "June 2027"))
        sheet.write_row(3, 0, ("A19", "3 May", "Set a budget timetable", "J Smith", "June 2027"))


def _no_action_yet(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, ("Rec no", "Recommendation", "Action", "Lead", "By when"))
        sheet.write_row(1, 0, ("1", "Repairs wait too long", "", "J Smith", "June 2027"))
        sheet.write_row(2, 0, ("2", "Voids stay empty", "", "", ""))


def _far_down(path: Path) -> None:
    xlsxwriter_book(path, lambda _, sheet: sheet.write(60_000, 0, "a slip of the mouse"))


def _last_cell(path: Path) -> None:
    xlsxwriter_book(path, lambda _, sheet: sheet.write("XFD1048576", "a slip of the mouse"))


def _endless_hours(path: Path) -> None:
    def more(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_number(6, 9, 1e12, book.add_format({"num_format": "[h]:mm"}))

    xlsxwriter_book(path, more)


REFUSED = (
    Refused("two columns of one heading", _twins, 2, "stand under Log!C1, and another column"),
    Refused("no action yet", _no_action_yet, 2, "nothing stands under Log!C1, which heads the"),
    Refused("something far down", _far_down, 4, f"row 60,001 of the sheet {SHEET} holds something"),
    Refused("something in the last cell", _last_cell, 4, f"stands in {SHEET}!XFD1048576"),
    Refused("a number shown as too many hours", _endless_hours, 4, f"row 7 of sheet {SHEET}"),
    Refused("no plan", _no_plan, 4, "holds no action plan that can be told"),
    Refused("two plans", _two, 2, "2 tables that look like plans"),
    Refused("a Word document", lambda path: path.write_bytes(b"PK"), 4, "import", ".docx"),
    Refused("an old workbook", lambda path: path.write_bytes(b"\xd0\xcf"), 4, "import", ".xls"),
    Refused("an open document", lambda path: path.write_bytes(b"PK"), 4, "import", ".ods"),
    Refused("a broken file", lambda path: path.write_bytes(b"PK\3\4"), 4, "book.xlsx"),
    Refused("locked", lambda path: xlsxwriter_book(path, lambda _, s: s.protect()), 4, "protected"),
    Refused("something beside",
            lambda path: _beside(table_book(path)), 4, "in the way"),
    Refused("no such sheet", xlsxwriter_book, 2, "has no sheet Plans", asked=("--sheet", "Plans")),
    Refused("no such column", xlsxwriter_book, 2, "no column 'Whom'", asked=("--map", "Whom=Lead")),
    Refused("no such meaning", xlsxwriter_book, 2, "cannot be 'Boss'",
            asked=("--map", "By whom=Boss")),
)  # fmt: skip


def _beside(path: Path) -> object:
    book = Book.open(path)
    book.set_cells(SHEET, {(4, 12): "a key of ours"})
    return book.save()


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_cannot_be_adopted_is_refused_and_left(case: Refused, tmp_path: Path) -> None:
    path = tmp_path / f"book{case.ending}"
    case.make(path)
    before = path.read_bytes()

    status, said, told = run("adopt", path, *case.asked)

    assert (status, said) == (case.status, "")
    assert case.says in told
    assert told.count("\n") == 1
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_workbook_that_somebody_has_open_is_left(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()
    (tmp_path / "~$book.xlsx").write_bytes(b"\x02Jo".ljust(165, b"\0"))

    status, _, said = run("adopt", path)

    assert status == 3
    assert "is open in Excel" in said
    assert path.read_bytes() == before


@pytest.mark.parametrize("fails", ["backed_up", "_remember", "note_write", "replaced"])
def test_killed_at_any_step_the_old_workbook_stands(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"actionbook.adoption.adopting.{fails}", killed)
        with pytest.raises(KeyboardInterrupt):
            adopt(path, on=ON)
    assert path.read_bytes() == before

    adopt(path, on=ON)
    assert run("adopt", path, "--undo")[0] == 0
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="modes are not Windows's")
def test_a_full_disk_leaves_the_old_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("actionbook.ooxml.save._move", full)
    status, _, said = run("adopt", path)

    assert status == 2
    assert "no room left on the disk" in said
    assert path.read_bytes() == before


def test_macros_stay(tmp_path: Path) -> None:
    from vba_project import vba_project

    project = tmp_path / "vbaProject.bin"
    project.write_bytes(vba_project())
    path = tmp_path / "book.xlsm"
    xlsxwriter_book(path, lambda book, _: book.add_vba_project(str(project)))
    old = parts(path)["xl/vbaProject.bin"]

    adopt(path, on=ON)

    assert parts(path)["xl/vbaProject.bin"] == old
    assert "macroEnabled" in parts(path)["[Content_Types].xml"].decode()
    assert is_plan(BookView.open(path))


@needs_libreoffice
def test_a_workbook_that_libreoffice_saved_is_adopted_and_works_out_the_same(
    tmp_path: Path,
) -> None:
    source = xlsxwriter_book(tmp_path / "source.xlsx")
    (saved,) = convert(source, "xlsx", tmp_path / "saved")
    adopt(saved, on=ON)
    plan = read_plan(saved)

    shown = sheet_values(saved, SHEET, tmp_path / "shown")

    column = plan.actions[0].cell("flags").column
    assert [action.action for action in plan.actions] == [row[2] for row in ROWS]
    assert shown[3][column - 1] == "Flags"
    assert "Unassigned" in shown[9][column - 1]


@pytest.mark.shared
@needs_corpus
def test_foreign_workbooks_are_refused_or_keep_every_part(tmp_path: Path) -> None:
    adopted = 0
    refused: dict[str, int] = {}
    for source in workbooks():
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        try:
            done = adopt(path, on=ON)
        except ActionbookError as fault:
            refused[source.name] = fault.exit_status
            assert path.read_bytes() == source.read_bytes(), source.name
            continue
        adopted += done.told is not None
    assert adopted == 0
    assert set(refused.values()) == {4}
    assert not (tmp_path / ".actionbook").exists()


@pytest.mark.shared
@needs_corpus
def test_a_plan_put_on_a_sheet_of_foreign_workbooks_leaves_every_other_part(tmp_path: Path) -> None:
    done = 0
    for source in workbooks():
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        try:
            book = Book.open(path)
            name = book.sheets[0].name
            book.set_cells(name, _plan_at(500))
            book.save()
            before, old = everything(path), parts(path)
            adopt(path, on=ON, asked=Asked(name, 500))
        except (ActionbookError, IndexError):
            continue
        done += 1
        after, new = everything(path), parts(path)
        # A blank cell that stood where a column is put has the new column's look.
        theirs = {
            at: seen
            for at, seen in before.cells.items()
            if seen.text or seen.formula or at[0] != name or at[1] < 500 or at[2] <= 5
        }
        assert {at: after.cells[at] for at in theirs} == theirs, source.name
        named = NAMED | {before.sheets[name].lower()}
        for part, data in old.items():
            if part.lower() not in named:
                assert new.get(part) == data, (source.name, part)
        if done % 16 == 0:  # each takes a second
            assert new_errors(path, since=source) == set(), source.name
    assert done > 40


def _plan_at(row: int) -> dict[tuple[int, int], str]:
    texts = ("Ref", "Action", "Lead", "Timescale", "Status")
    cells = {(row, column): text for column, text in enumerate(texts, 1)}
    for at, values in enumerate(ROWS, row + 1):
        said = (values[0], values[2], values[3], "May 2027", "In progress")
        cells |= {(at, column): text for column, text in enumerate(said, 1) if text}
    return cells


@pytest.mark.parametrize("row", [3, 7, 11])
def test_what_stands_beside_a_plain_range_is_left_and_columns_go_behind_it(
    row: int, tmp_path: Path
) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx", lambda _, sheet: sheet.write(row, 9, "Key"))

    adopt(path, on=ON)

    plan = read_plan(path)
    first = min(plan.structure.tables["Actions"].place.columns[name] for name in ("due", "flags"))
    assert first == (11 if 4 <= row + 1 <= 10 else 9)
    assert BookView.open(path).cell(SHEET, row + 1, 10) is not None
    assert len(plan.actions) == 4


def test_rows_that_are_no_actions_are_told_and_stay_none(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ("Action", "Lead", "By when", "Status"))
        sheet.merge_range("A2:D2", "Housing")
        for at, row in enumerate(ROWS, 2):
            sheet.write_row(at, 0, (row[2], "J Smith", "May 2027", "Not started"))
        sheet.write(6, 0, "Mend the depot roof")

    told = adopt(path, on=ON)

    plan = read_plan(path)
    assert told.told is not None
    assert [action.row for action in plan.actions][:4] == [3, 4, 5, 6]
    assert "housing" in plan.structure.words.no_actions
    # Words alone in a row are an action or a band: whichever is taken, the other is not hidden.
    read = {action.action for action in plan.actions}
    assert "Mend the depot roof" in read | {doubt.words for doubt in told.told.doubts}
    assert {issue.issue for issue in plan.issues} == {"Housing"}


def test_a_rehearsal_says_what_adopting_does(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")

    assert rehearse_adoption(path, on=ON) == adopt(path, on=ON)


def test_the_new_columns_stand_inside_the_filter_and_look_like_theirs(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    adopt(path, on=ON)

    sheet = openpyxl.load_workbook(path)[SHEET]

    assert str(sheet.auto_filter.ref).startswith("A4:")
    assert sheet.auto_filter.ref != "A4:H10"
    assert sheet["I4"].fill.fgColor.rgb == sheet["C4"].fill.fgColor.rgb
    assert sheet["I6"].border.left.style == "thin"


def test_publication_is_said_once_of_every_row(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")

    assert run("adopt", path, "--publication", "Public")[0] == 0

    assert {action.publication for action in read_plan(path).actions} == {"Public"}
    assert "AB601" not in run("check", path)[1]


def test_publication_is_not_said_over_a_column_of_theirs(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for row in (("Action", "Lead", "Due", "Publication"), ("Write it down", "JT", ON, "Exempt")):
        book.worksheets[0].append(list(row))
    book.save(path)
    before = path.read_bytes()

    told = ("--map", "Publication=Publication")
    status, _, said = run("adopt", path, *told, "--publication", "Public")

    assert status == 2
    assert "has a Publication column already" in said
    assert path.read_bytes() == before


def test_a_log_of_issues_beside_the_actions_is_not_the_plan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    actions, issues = book.worksheets[0], book.create_sheet("Issues")
    for sheet, topic in ((actions, "Action"), (issues, "Issue")):
        sheet.append([topic, "Owner", "Due date", "Status"])
        sheet.append(["Write the business case", "PM", ON, "Open"])
        sheet.append(["Book the rooms for testers", "KM", ON, "Open"])
    book.save(tmp_path / "book.xlsx")

    adoption = rehearse_adoption(tmp_path / "book.xlsx", on=ON)

    assert adoption.told is not None
    assert adoption.told.sheet == actions.title


class Merged(NamedTuple):
    """Rows at the top of a sheet whose headings are merged downwards, and the areas merged."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    areas: tuple[str, ...]


MERGED = (
    Merged(
        "some headings begin a row above the others",
        (("Action plan",), ("Ref", "Action"), ("", "", "Lead", "By when", "Status")),
        ("A2:A3", "B2:B3"),
    ),
    Merged(
        "and two rows above, with no title",
        (("Ref", "Action"), (), ("", "", "Lead", "By when", "Status")),
        ("A1:A3", "B1:B3"),
    ),
    Merged(
        "all of them over two rows",
        (("Action plan",), ("Ref", "Action", "Lead", "By when", "Status"), ()),
        ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"),
    ),
)


@pytest.mark.parametrize("case", MERGED, ids=lambda case: case.name)
def test_headings_merged_downwards_head_their_columns(case: Merged, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in case.rows:
        sheet.append(row)
    for area in case.areas:
        sheet.merge_cells(area)
    sheet.append(("1", "Hire two plumbers", "JT", "June 2027", "In progress"))
    sheet.append(("2", "Publish how long voids take", "MG", "July 2027", "Complete"))
    made.save(path)

    told = adopt(path, on=ON).told

    assert told is not None
    assert [each.means for each in told.columns] == [
        "Ref", "Action", "Lead", "Timescale", "Status",
    ]  # fmt: skip
    plan = read_plan(path)
    assert [action.lead for action in plan.actions] == ["JT", "MG"]
    assert plan.settings.title == ("Action plan" if case.rows[0] == ("Action plan",) else "book")
