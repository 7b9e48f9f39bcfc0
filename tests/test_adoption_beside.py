"""A plan whose columns stand on a sheet of their own: staff's sheet is theirs, rows go by ref."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from corpus import everything, needs_corpus, new_errors, parts, workbooks
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import needs_libreoffice, sheet_values
from staff_books import SHEET, openpyxl_book, plain_book, table_book, xlsxwriter_book

from actionbook.adoption.adopting import adopt, undo_adoption
from actionbook.adoption.finding import Asked
from actionbook.cli import main
from actionbook.errors import ActionbookError
from actionbook.ooxml import Book
from actionbook.ooxml.wanted import Content
from actionbook.operations.check import check
from actionbook.operations.highlight import highlight
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action
from actionbook.plan.status import standing
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

ON = date(2026, 11, 26)
BESIDE = Asked(beside=True)
OURS = "Plan columns"
KEPT: Mapping[str, Callable[[Path], Path]] = {
    "a title, bands and a filter": xlsxwriter_book,
    "blank rows": openpyxl_book,
    "no refs": plain_book,
    "a table of theirs": table_book,
}
every_kind = pytest.mark.parametrize("make", KEPT.values(), ids=KEPT.keys())


def run(*arguments: object) -> tuple[int, str, str]:
    day = () if "--on" in arguments else ("--on", str(ON))
    done = CliRunner().invoke(main, [*map(str, arguments), *day])
    return done.exit_code, done.stdout, done.stderr


def adopted(path: Path, make: Callable[[Path], Path] = xlsxwriter_book) -> Path:
    adopt(make(path), on=ON, asked=BESIDE)
    return path


def edit(path: Path, cells: Mapping[tuple[int, int], Content], sheet: str = SHEET) -> None:
    book = Book.open(path)
    book.set_cells(sheet, cells)
    book.save()


def refreshed(path: Path) -> bool:
    return apply(highlight(read_plan(path), on=ON))


def held(path: Path, sheet: str = OURS) -> list[list[object]]:
    rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [list(row) for row in rows]


def said(action: Action) -> tuple[object, ...]:
    """What an action says, wherever it says it."""
    return tuple(getattr(action, name) for name in Action._fields if name != "place")


@every_kind
def test_their_sheet_is_not_touched_and_the_plan_is_the_same(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    beside, right = tmp_path / "beside" / "book.xlsx", tmp_path / "right" / "book.xlsx"
    for path in (beside, right):
        path.parent.mkdir()
        make(path)
    was = tmp_path / "was.xlsx"
    shutil.copy(beside, was)
    sheet = everything(was).sheets[SHEET]

    told = adopt(beside, on=ON, asked=BESIDE).told
    adopt(right, on=ON)

    assert told is not None
    assert [column.heading for column, _ in told.added] == (["Ref"] if make is plain_book else [])
    if make is not plain_book:
        assert parts(beside)[sheet] == parts(was)[sheet]
    assert list(map(said, read_plan(beside).actions)) == list(map(said, read_plan(right).actions))
    assert new_errors(beside, since=was) == set()
    findings = [
        [(each.code, each.ref, each.message) for each in check(read_plan(path), on=ON).findings]
        for path in (beside, right)
    ]
    assert sorted(findings[0]) == sorted(findings[1])


def test_a_cell_is_named_on_the_sheet_where_it_stands(tmp_path: Path) -> None:
    action = read_plan(adopted(tmp_path / "book.xlsx")).actions[1]

    assert action.cell("lead") == CellRef(SHEET, 7, 4)
    assert str(action.cell("publication")) == f"'{OURS}'!M3"


@every_kind
def test_every_command_works_on_it(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "book.xlsx")
    was = tmp_path / "was.xlsx"
    shutil.copy(path, was)
    assert run("adopt", path, "--beside", "--publication", "Internal")[0] == 0
    assert run("highlight", path) == (0, f"{path}: nothing to change, nothing was written\n", "")
    plan = read_plan(path)
    assert [action.publication for action in plan.actions] == ["Internal"] * 4
    edit(path, {plan.actions[0].cell("revised_due")[1:]: date(2027, 2, 1)}, OURS)

    assert run("refresh", path)[0] == 5  # nothing is public
    assert read_plan(path).date_changes[0].to_date == date(2027, 2, 1)
    before = path.read_bytes()
    assert run("refresh", path)[0] == 5
    assert path.read_bytes() == before

    rolled = run("roll", path, "--to", "2026-27 Q4", "--on", "2027-01-05")
    assert rolled[0] == 0, rolled
    first = read_plan(path).actions[0]
    assert (first.progress, first.last_reported[-26:]) == ("", "Both posts were advertised")
    assert first.cell("last_reported").sheet == OURS
    assert new_errors(path, since=was) == set()
    assert run("roll", path, "--undo", "--on", "2027-01-05")[0] == 0
    assert path.read_bytes() == before


def test_a_roll_is_taken_back_cell_by_cell_where_somebody_has_edited_since(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    run("roll", path, "--to", "2026-27 Q4", "--on", "2027-01-05")
    edit(path, {(7, 7): "A word of mine"})

    status, words, told = run("roll", path, "--undo", "--own-cells", "--on", "2027-01-05")

    assert status == 0, (words, told)
    plan = read_plan(path)
    assert [action.progress for action in plan.actions] == [
        "Both posts were advertised", "A word of mine", "All are answered in time",
        "Not begun yet",
    ]  # fmt: skip
    assert {action.last_reported for action in plan.actions} == {""}
    assert plan.history == ()


def test_rows_sorted_by_staff_keep_what_the_plan_says_of_them(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx", openpyxl_book)
    refs = {action.ref: action for action in read_plan(path).actions}
    edit(path, {refs["1"].cell("outcome")[1:]: "Repairs within ten days"}, OURS)
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    rows = [refs[ref].row for ref in "1234"]
    cells = {row: [sheet.cell(row, at).value for at in range(1, 9)] for row in rows}
    for row, other in zip(rows, reversed(rows), strict=True):
        for at, value in enumerate(cells[other], 1):
            sheet.cell(row, at).value = value
    book.save(path)

    plan = read_plan(path)

    assert [action.ref for action in plan.actions] == ["4", "3", "2", "1"]
    assert [action.outcome for action in plan.actions] == ["", "", "", "Repairs within ten days"]
    assert [action.due for action in plan.actions] == [refs[ref].due for ref in "4321"]
    assert [action.owned for action in plan.actions] == [{}, {}, {}, {}]
    assert plan.actions[3].cell("outcome").row == 2


def test_an_action_that_staff_add_gets_its_row_beside_at_the_next_run(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {(11, 1): "5", (11, 3): "Meet the tenants", (11, 4): "J Smith", (11, 5): "May 2027"})
    new = read_plan(path).actions[-1]
    assert (new.ref, new.due, new.cell("due")) == ("5", None, CellRef(OURS, 6, 4))

    assert refreshed(path)

    assert held(path)[5][:4] == ["5", 11, "Meet the tenants", held(path)[5][3]]
    added = read_plan(path).actions[-1]
    assert (added.due, added.rag, added.cell("due")) == (
        date(2027, 5, 31),
        "At risk",
        CellRef(OURS, 6, 4),
    )
    assert not refreshed(path)
    assert run("refresh", path)[0] in (0, 5)
    assert new_errors(path, since=adopted(tmp_path / "other.xlsx")) == set()
    formats = openpyxl.load_workbook(path)[OURS].conditional_formatting
    assert {area.max_row for each in formats for area in each.cells.ranges} == {6}


def test_the_last_row_taken_out_leaves_a_table_that_grows_again(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    book = Book.open(path)
    book.replace_body("ActionsBeside", [])
    book.save()

    assert refreshed(path)

    assert [row[0] for row in held(path)] == ["Ref", "1", "2", "3", "4"]
    assert not refreshed(path)


def test_a_row_of_no_action_is_told_and_stays(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {read_plan(path).actions[1].cell("approval")[1:]: "Said once"}, OURS)
    edit(path, {(7, 1): "2a"})

    refreshed(path)

    assert [row[0] for row in held(path)] == ["Ref", "1", "2", "3", "4", "2a"]
    assert "Said once" in held(path)[2]
    told = [each for each in check(read_plan(path), on=ON).findings if each.code == "AB120"]
    assert [(str(each.cell), each.message) for each in told] == [
        (f"'{OURS}'!A3", 'This row has ref "2", which no action on your own sheet has.')
    ]
    edit(path, {(7, 1): "2"})
    assert read_plan(path).actions[1].approval == "Said once"


@pytest.mark.parametrize("ref", ["", "1"], ids=["blank", "twice"])
def test_an_action_without_a_ref_of_its_own_has_no_row_and_nothing_is_written_over(
    ref: str, tmp_path: Path
) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {(7, 1): ref or None, (11, 3): "Meet the tenants", (11, 4): "J Smith"})
    edit(path, {(11, 1): ref or None, (11, 5): "May 2027"})
    before = held(path, SHEET)

    refreshed(path)

    assert held(path, SHEET) == before
    assert not refreshed(path)
    assert run("roll", path, "--to", "2026-27 Q4", "--anyway", "--on", "2027-01-05")[0] == 0
    assert [row[0] for row in held(path, SHEET)] == [row[0] for row in before]
    assert len(held(path)) == 5
    codes = {each.code for each in check(read_plan(path), on=ON).findings}
    assert ("AB107" if not ref else "AB108") in codes


def test_a_ref_that_is_mended_takes_its_row_along(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {(9, 1): "3."})
    edit(path, {(4, 1): "3.", (4, 14): "The board"}, OURS)
    assert "AB109" in {each.code for each in check(read_plan(path), on=ON).findings}

    status, words, told = run("check", path, "--fix", "--select", "AB109")

    assert status in (0, 1), (words, told)
    plan = read_plan(path)
    assert [row[0] for row in held(path)[1:]] == ["1", "2", "3", "4"]
    assert [action.verified_by for action in plan.actions] == ["", "", "The board", ""]
    assert "AB120" not in {each.code for each in check(plan, on=ON).findings}


def test_refs_that_are_numbers_are_found_by_formulas_too(tmp_path: Path) -> None:
    path = openpyxl_book(tmp_path / "book.xlsx")
    edit(path, {(row, 1): number for number, row in enumerate((3, 4, 6, 7), 1)})
    adopt(path, on=ON, asked=BESIDE)

    assert [row[0] for row in held(path)[1:]] == [1, 2, 3, 4]
    plan = read_plan(path)
    assert [action.ref for action in plan.actions] == ["1", "2", "3", "4"]
    assert "AB116" not in {each.code for each in check(plan, on=ON).findings}


def test_row_and_action_typed_or_taken_out_come_back(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {(2, 2): 99, (3, 3): "Something else", (4, 2): None}, OURS)

    assert refreshed(path)

    assert [row[1:3] for row in held(path)[1:]] == [
        [6, "Hire two plumbers for the north"], [7, "Publish how long voids take"],
        [9, "Answer each within ten days"], [10, "Set a timetable for the budget"],
    ]  # fmt: skip
    assert not refreshed(path)


@pytest.mark.parametrize("heading", ["Ref", "Row"])
def test_a_heading_typed_over_on_the_sheet_beside_is_a_finding_and_loses_nothing(
    heading: str, tmp_path: Path
) -> None:
    path = adopted(tmp_path / "book.xlsx")
    edit(path, {read_plan(path).actions[1].cell("approval")[1:]: "Minute 7"}, OURS)
    book = Book.open(path)
    book.rename_column("ActionsBeside", heading, "Mine")
    book.save()
    before = held(path)

    assert "AB102" in {each.code for each in check(read_plan(path), on=ON).findings}
    assert run("highlight", path, "--on", "2027-03-01")[0] == 0
    assert run("refresh", path)[0] in (0, 1, 5)
    assert [row[0] for row in held(path)[1:]] == [row[0] for row in before[1:]]

    book = Book.open(path)
    book.rename_column("ActionsBeside", "Mine", heading)
    book.save()
    refreshed(path)
    assert held(path)[0][:3] == ["Ref", "Row", "Action"]
    assert [row[0] for row in held(path)[1:]] == ["1", "2", "3", "4"]
    assert read_plan(path).actions[1].approval == "Minute 7"


def test_a_heading_of_ours_on_their_sheet_gets_no_formula(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx", openpyxl_book)
    edit(path, {(2, 8): "Late after"})
    before = parts(path)

    refreshed(path)

    sheet = everything(path).sheets[SHEET]
    assert parts(path)[sheet] == before[sheet]
    assert "AB103" not in {each.code for each in check(read_plan(path), on=ON).findings}


@needs_libreoffice
@pytest.mark.parametrize("asked", [BESIDE, Asked()], ids=["beside", "to the right"])
def test_the_summary_counts_where_the_words_stand(asked: Asked, tmp_path: Path) -> None:
    path = openpyxl_book(tmp_path / "book.xlsx")
    adopt(path, on=ON, asked=asked)
    assert run("macros", "run", "update-summary", path)[0] == 0

    rows = sheet_values(path, "Summary", tmp_path / "shown")

    today = date.today()  # noqa: DTZ011 - as TODAY() says
    plan = read_plan(path)
    overdue = sum(standing(plan, each, today).rag == "Overdue" for each in plan.actions)
    counts = {row[0]: row[1] for row in rows}
    assert counts["Overdue"] == str(overdue)
    assert counts["Open, all told"] == "3"


@needs_libreoffice
def test_excel_says_of_each_row_what_the_plan_says_whatever_staff_did(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx", openpyxl_book)
    today = date.today()  # noqa: DTZ011 - as TODAY() says
    book = openpyxl.load_workbook(path)
    sheet, ours = book[SHEET], book[OURS]
    sheet.move_range("A7:H7", rows=4)  # the last action, further down
    sheet["C3"] = "Hire three plumbers for the north"
    sheet["F3"] = "In progress"
    headings = [cell.value for cell in ours[1]]
    ours.cell(3, headings.index("Revised due") + 1).value = date(2035, 1, 31)
    ours.cell(5, headings.index("Part of") + 1).value = "1"
    ours.cell(6, 1).value = "99"
    book.save(path)
    plan = read_plan(path)
    stands = {action.ref: standing(plan, action, today) for action in plan.actions}
    stands_at = {action.ref: str(action.row) for action in plan.actions}

    rows = sheet_values(path, OURS, tmp_path / "shown")

    at = {name: rows[0].index(name) for name in ("Ref", "Row", "Action", "RAG", "Flags", "Agreed")}
    shown = {row[at["Ref"]]: row for row in rows[1:5]}
    assert {ref: row[at["Row"]] for ref, row in shown.items()} == stands_at
    assert shown["1"][at["Action"]] == "Hire three plumbers for the north"
    assert {ref: row[at["RAG"]] for ref, row in shown.items()} == {
        ref: str(each.rag) for ref, each in stands.items()
    }
    assert {ref: row[at["Flags"]] for ref, row in shown.items()} == {
        ref: ", ".join(each.flags) for ref, each in stands.items()
    }


def test_undo_gives_back_the_very_bytes(tmp_path: Path) -> None:
    path = xlsxwriter_book(tmp_path / "book.xlsx")
    before = path.read_bytes()
    adopt(path, on=ON, asked=BESIDE)
    assert run("adopt", path, "--beside")[1].endswith("it is a plan, and nothing was written\n")

    undo_adoption(path, on=ON)

    assert path.read_bytes() == before


def test_a_rehearsal_says_what_goes_where(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "book.xlsx")
    before = path.read_bytes()

    status, words, _ = run("adopt", path, "--beside", "--dry-run")

    assert status == 0
    assert "Put to the right: Ref.\nOn the sheet Plan columns: Due, Revised due, RAG," in words
    assert path.read_bytes() == before


def test_clearing_the_highlights_leaves_what_tells_whose_a_row_is(tmp_path: Path) -> None:
    path = adopted(tmp_path / "book.xlsx")

    assert run("highlight", path, "--clear")[0] == 0

    plan = read_plan(path)
    assert {action.rag for action in plan.actions} == {""}
    assert plan.structure.formats == ()
    assert "actionbook_At_row" in plan.structure.names
    assert refreshed(path)
    assert read_plan(path).actions[0].rag == "Overdue"


@given(st.permutations(range(4)), st.sets(st.integers(0, 3)), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_whatever_rows_staff_move_take_out_or_add_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], gone: set[int], more: int
) -> None:
    path = adopted(tmp_path_factory.mktemp("plan") / "book.xlsx", openpyxl_book)
    refs = [action.ref for action in read_plan(path).actions]
    rows = [action.row for action in read_plan(path).actions]
    edit(path, {(at, 14): f"kept of {ref}" for at, ref in enumerate(refs, 2)}, OURS)
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    theirs = [[sheet.cell(row, at).value for at in range(1, 9)] for row in rows]
    for row in rows:
        for at in range(1, 9):
            sheet.cell(row, at).value = None
    kept = [theirs[at] for at in order if at not in gone]
    kept += [[f"n{at}", "", "Meet them", "J Smith", "May 2027", "", "", ""] for at in range(more)]
    for row, values in enumerate(kept, 3):
        for at, value in enumerate(values, 1):
            sheet.cell(row, at).value = value
    book.save(path)
    if not kept:
        return

    refreshed(path)

    plan = read_plan(path)
    assert [action.ref for action in plan.actions] == [str(values[0]) for values in kept]
    verified = {row[0]: row[13] for row in held(path)[1:]}
    assert {ref: verified[ref] for ref in refs} == {ref: f"kept of {ref}" for ref in refs}
    assert len(verified) == 4 + more
    for action in plan.actions:
        assert held(path)[action.cell("rag").row - 1][0] == action.ref
    before = path.read_bytes()
    assert not refreshed(path)
    assert path.read_bytes() == before


@needs_corpus
@pytest.mark.parametrize("path", workbooks(), ids=lambda path: path.name)
def test_on_the_whole_corpus_no_part_of_theirs_changes(path: Path, tmp_path: Path) -> None:
    book = tmp_path / path.name
    shutil.copy(path, book)
    try:
        told = adopt(book, on=ON, asked=BESIDE).told
    except ActionbookError:
        assert book.read_bytes() == path.read_bytes()
        return
    if told is None:
        return
    before, after = parts(path), parts(book)
    sheets = everything(path).sheets
    theirs = [part for sheet, part in sheets.items() if sheet != told.sheet or not told.added]
    assert {part: after[part] for part in theirs} == {part: before[part] for part in theirs}
