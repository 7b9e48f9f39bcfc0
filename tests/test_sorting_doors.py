"""The doors that put rows in order or number them, on a plan as staff keep it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from builders import ON
from corpus import VALIDATOR, validator_errors
from openpyxl.comments import Comment
from planbooks import ISSUE, JO, planbook, replay, value_at

import actionbook
from actionbook.errors import ContentLossError
from actionbook.workbook.read import read_plan
from macros_replacement import check_plan, number_actions, sort_by_due, sort_by_lead

MO = {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy"}


def rows(path: Path) -> list[str]:
    return [action.ref for action in read_plan(path).actions]


def led(folder: Path) -> Path:
    return planbook(
        folder,
        {"lead": "MG", "timescale_text": "June 2027"},
        {"lead": "as above", "timescale_text": "March 2027"},
        {"lead": "", "timescale_text": "May 2027"},
        {"lead": "JT", "timescale_text": "April 2027"},
        {"lead": "", "part_of": "4", "timescale_text": ""},
        People=[JO, MO],
    )


def test_by_lead_nobodys_come_last_and_a_step_stands_by_its_action(tmp_path: Path) -> None:
    path = led(tmp_path)

    changes = sort_by_lead.run(path, on=ON)

    assert rows(path) == ["4", "5", "1", "2", "3"]
    assert value_at(path, "Actions!C8") == "MG"
    assert changes.lines() == [
        "Actions!C6: 'as above' becomes 'MG'",
        "Actions: 5 rows in order of lead, 5 of them moved",
    ]


def test_by_due_what_has_no_date_comes_last(tmp_path: Path) -> None:
    path = led(tmp_path)
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))

    sort_by_due.run(path, on=ON)

    assert rows(path) == ["2", "4", "3", "1", "5"]


@pytest.mark.parametrize("door", [sort_by_lead, sort_by_due])
def test_sorting_again_changes_nothing(tmp_path: Path, door: object) -> None:
    path = led(tmp_path)
    door.run(path, on=ON)  # type: ignore[attr-defined]
    held = path.read_bytes()

    assert not door.run(path, on=ON)  # type: ignore[attr-defined]

    assert path.read_bytes() == held


def test_highlights_and_findings_are_of_the_same_actions_after_it(tmp_path: Path) -> None:
    path = led(tmp_path)
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    before = {(f.code, f.ref) for f in actionbook.check(read_plan(path), on=ON).findings}

    sort_by_lead.run(path, on=ON)

    assert not actionbook.highlight(read_plan(path), on=ON)
    assert {(f.code, f.ref) for f in actionbook.check(read_plan(path), on=ON).findings} == before


def test_the_checks_sheet_names_the_cells_where_they_are(tmp_path: Path) -> None:
    path = led(tmp_path)
    check_plan.run(path, on=ON)

    changes = sort_by_lead.run(path, on=ON)

    report = actionbook.check(read_plan(path), on=ON)
    book = openpyxl.load_workbook(path)
    cells = [str(row[0].value) for row in book["Checks"].iter_rows(min_row=5) if row[0].value]
    assert cells == [str(finding.cell) for finding in report.findings]
    assert [str(row[0].hyperlink.location).replace("'", "") for row in
            book["Checks"].iter_rows(min_row=5) if row[0].hyperlink] == cells  # fmt: skip
    assert changes.said == ("the Checks sheet was made anew",)


def test_notes_and_columns_of_staff_go_along(tmp_path: Path) -> None:
    path = led(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    sheet["B8"].comment = Comment("Ask Jo", "Mo")
    sheet.row_dimensions[8].height = 71
    book.save(path)

    sort_by_lead.run(path, on=ON)

    sheet = openpyxl.load_workbook(path)["Actions"]
    assert sheet["B5"].comment is not None
    assert sheet["B5"].comment.text == "Ask Jo"
    assert sheet.row_dimensions[5].height == 71


def test_a_timescale_of_as_above_is_refused_by_its_cell(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"lead": "MG"}, {"lead": "JT", "timescale_text": "as above"}, People=[JO, MO]
    )
    held = path.read_bytes()

    with pytest.raises(ContentLossError, match=r"Actions!D6 says 'as above'"):
        sort_by_lead.run(path, on=ON)

    assert path.read_bytes() == held


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_a_sorted_plan_has_no_error(tmp_path: Path) -> None:
    path = led(tmp_path)
    check_plan.run(path, on=ON)

    sort_by_lead.run(path, on=ON)

    assert validator_errors(path) == set()


NUMBERED: tuple[tuple[list[str], list[dict[str, object]], str | None], ...] = (
    (["1a", "1b", ""], [{}, {}, {}], "1c"),
    (["1.1", "1.2", ""], [{}, {}, {}], "1.3"),
    (["1a", "", ""], [{}, {"part_of": "1a"}, {"part_of": "1a"}], "1a.ii"),
    (["3", "7", ""], [{"issue": ""}] * 3, "8"),
    # The refs there go by no rule that is known.
    (["1a", "Harbour", ""], [{}, {}, {}], None),
)


@pytest.mark.parametrize(("refs", "others", "last"), NUMBERED, ids=lambda case: str(case)[:24])
def test_a_blank_ref_follows_the_highest_of_its_issue(
    tmp_path: Path, refs: list[str], others: list[dict[str, object]], last: str | None
) -> None:
    given = [{**other, "ref": ref} for other, ref in zip(others, refs, strict=True)]
    path = planbook(tmp_path, *given)

    number_actions.run(path, on=ON)

    assert value_at(path, f"Actions!A{4 + len(refs)}") == last
    kept = [value_at(path, f"Actions!A{row}") for row, ref in enumerate(refs, 5) if ref]
    assert kept == [ref for ref in refs if ref]
    assert not number_actions.run(path, on=ON)


def test_a_ref_that_history_names_is_not_given_again(tmp_path: Path) -> None:
    gone = {"period": "2026-27 Q2", "recorded_on": date(2026, 9, 30), "action": "1d"}
    path = planbook(tmp_path, {"ref": "1a"}, {"ref": ""}, ActionHistory=[gone], Issues=[ISSUE])

    number_actions.run(path, on=ON)

    assert value_at(path, "Actions!A6") == "1e"


def test_a_formula_of_the_number_column_is_left(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"ref": "1a"}, {"ref": ""})
    replay(path, {"Actions!A6": '="1"&"b"'})

    number_actions.run(path, on=ON)

    assert value_at(path, "Actions!A6") == '="1"&"b"'
