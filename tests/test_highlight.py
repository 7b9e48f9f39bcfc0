from datetime import date
from pathlib import Path

import pytest
from builders import ON
from planbooks import planbook, replay, value_at

from actionbook.errors import StaleChangeError
from actionbook.ooxml import Book
from actionbook.operations.highlight import clear_highlights, highlight
from actionbook.workbook.memory import Memory, Written
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply


def run(path: Path, on: date = ON) -> bool:
    return apply(highlight(read_plan(path), on=on))


def test_dates_are_written_and_live_values_stand(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "Sept / Oct 2026"})

    run(path)

    action = read_plan(path).actions[0]
    assert (action.due, action.start) == (date(2026, 10, 31), date(2026, 9, 1))
    assert (action.rag, action.flags) == ("Overdue", "Overdue")
    assert value_at(path, "Actions!G5") == "=actionbook_RAG"
    assert action.owned == {}


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "Immediately"}, {"lead": ""})
    run(path)
    before = path.read_bytes(), path.stat().st_mtime_ns

    written = run(path)

    assert not written
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_an_officer_typed_in_a_grey_column_is_left_alone(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {})
    replay(path, {"Actions!G5": "Amber", "Actions!E6": date(2026, 12, 25), "Actions!H6": "=1+1"})

    run(path)

    assert value_at(path, "Actions!G5") == "Amber"
    assert value_at(path, "Actions!E6") == date(2026, 12, 25)
    assert value_at(path, "Actions!H6") == "=1+1"
    assert value_at(path, "Actions!H5") == "=actionbook_Flags"


def test_a_first_due_does_not_move_when_the_timescale_is_retyped(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "December 2026"})
    run(path)
    replay(path, {"Actions!D5": "June 2027"})

    run(path)

    assert value_at(path, "Actions!E5") == date(2026, 12, 31)


def test_a_date_the_tool_wrote_and_an_officer_changed_is_the_officers(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "December 2026"})
    run(path)
    replay(path, {"Actions!E5": date(2027, 1, 15)})

    assert read_plan(path).actions[0].owned == {"due": date(2027, 1, 15)}


def test_clear_takes_out_exactly_what_was_put_in(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "Sept / Oct 2026"})
    run(path)
    apply(clear_highlights(read_plan(path)))
    bare = path.read_bytes()
    run(path)

    apply(clear_highlights(read_plan(path)))

    action = read_plan(path).actions[1]
    assert (action.due, action.start, action.rag, action.flags) == (None, None, "", "")
    assert read_plan(path).structure.formats == ()
    assert read_plan(path).structure.names == {}
    assert read_plan(path).structure.tables["Actions"].filled_down == {}
    assert cells_of(path) == cells_of_bytes(bare, tmp_path)


def test_clear_leaves_what_excel_fills_down_for_staff(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    theirs = Book.open(path)
    theirs.set_column_formula("Actions", "Change reason", 'IF(A5="","","As agreed")')
    theirs.save()

    apply(clear_highlights(read_plan(path)))

    assert read_plan(path).structure.tables["Actions"].filled_down == {
        "change_reason": 'IF(A5="","","As agreed")'
    }


def cells_of(path: Path) -> dict[str, object]:
    import openpyxl

    sheet = openpyxl.load_workbook(path)["Actions"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}


def cells_of_bytes(data: bytes, folder: Path) -> dict[str, object]:
    other = folder / "other.xlsx"
    other.write_bytes(data)
    return cells_of(other)


def test_clear_leaves_what_is_not_the_tools(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    replay(path, {"Actions!G5": "Amber", "Actions!E5": date(2026, 12, 25)})

    apply(clear_highlights(read_plan(path)))

    assert value_at(path, "Actions!G5") == "Amber"
    assert value_at(path, "Actions!E5") == date(2026, 12, 25)


def test_formats_are_put_in_where_a_plan_lacks_them(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    wanted = {form.key for form in read_plan(path).structure.formats}
    apply(clear_highlights(read_plan(path)))

    run(path)

    assert {form.key for form in read_plan(path).structure.formats} == wanted
    assert len(wanted) > 10


def test_staffs_own_formats_are_told_apart_and_stay(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    path = planbook(tmp_path, {})
    book = openpyxl.load_workbook(path)
    fill = PatternFill(bgColor="FF00FF00", fill_type="solid")
    book["Actions"].conditional_formatting.add("B5:B9", FormulaRule(["$A5=1"], fill=fill))  # type: ignore[no-untyped-call]
    book.save(path)

    apply(clear_highlights(read_plan(path)))

    kept = openpyxl.load_workbook(path)["Actions"].conditional_formatting
    assert [str(block.sqref) for block in kept] == ["B5:B9"]


def test_changes_to_a_workbook_that_moved_on_are_stale(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    changes = highlight(read_plan(path), on=ON)
    replay(path, {"Actions!B5": "Reworded by a colleague"})
    theirs = path.read_bytes()

    with pytest.raises(
        StaleChangeError, match=r"plan.xlsx was changed by somebody while we worked"
    ):
        apply(changes)

    assert path.read_bytes() == theirs


def test_the_old_bytes_are_kept_before_a_write(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    before = path.read_bytes()

    run(path)

    (kept,) = (tmp_path / ".actionbook" / "saltmere" / "backups").iterdir()
    assert kept.read_bytes() == before


def test_only_ten_generations_are_kept(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    for day in range(1, 13):
        run(path)
        replay(path, {"Actions!B5": f"Version {day}", "Actions!D5": f"{day} July 2027"})
        replay(path, {"Actions!E5": None})

    assert len(list((tmp_path / ".actionbook" / "saltmere" / "backups").iterdir())) == 10


def test_a_lost_memory_is_no_trouble_while_the_words_agree(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"timescale_text": "December 2026"}, {"timescale_text": "Immediately"}
    )
    run(path)
    (tmp_path / ".actionbook" / "saltmere" / "written.jsonl").unlink()

    plan = read_plan(path)

    assert [action.owned for action in plan.actions] == [{}, {}]
    assert not highlight(plan, on=ON)


def test_rows_that_staff_add_are_coloured_too(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {}, {})

    formats = read_plan(path).structure.formats

    assert {cells.split(":")[1][-1] for form in formats for cells in form.cells.split()} == {"7"}


def test_a_log_that_a_kill_cut_short_is_read_to_its_last_whole_line(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "December 2026"})
    run(path)
    log = tmp_path / ".actionbook" / "saltmere" / "written.jsonl"
    log.write_text(log.read_text(encoding="utf-8") + '["1", "du', encoding="utf-8")
    Memory(log.parent).remember([Written("9", "due", None, date(2027, 1, 1))])
    replay(path, {"Actions!D5": "June 2027"})

    assert read_plan(path).actions[0].owned == {}
    assert Memory(log.parent).holds("9", "due", date(2027, 1, 1))


def test_a_long_log_is_shortened_to_what_still_counts(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for day in range(1, 29):
        cells = [Written(str(ref), "due", None, date(2026, 1, day)) for ref in range(200)]
        memory.remember(cells)

    assert (tmp_path / "written.jsonl").stat().st_size < 64 * 1024
    assert memory.holds("7", "due", date(2026, 1, 28))
    assert memory.holds("7", "due", date(2026, 1, 27)) is False
    assert memory.holds("900", "due", date(2026, 1, 27)) is None
