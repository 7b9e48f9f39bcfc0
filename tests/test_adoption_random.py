"""Random trackers: adopting keeps every cell, twice is once, and undo gives back the bytes."""

from datetime import date
from pathlib import Path

import openpyxl
from corpus import everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionbook.adoption.adopting import adopt, undo_adoption
from actionbook.adoption.finding import Asked
from actionbook.ooxml import cell_name
from actionbook.workbook.read import read_plan

ON = date(2026, 11, 26)
SHEET = "Our tracker"
THEIRS = ("Ref", "Agreed action", "By whom", "Target date", "Status", "Latest update", "Budget")
ACTIONS = ("Publish the backlog of repairs", "Train the team leaders", "Agree a plan for savings")
CELLS = (
    st.integers(1, 99),
    st.sampled_from(ACTIONS),
    st.sampled_from(("Head of Housing", "J Smith & K Lee", "", "Director (Finance)")),
    st.one_of(
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.sampled_from(("Dec 2026", "ongoing", "31/03/27", "")),
    ),
    st.sampled_from(("R", "Amber", "Complete", "in progress", "waiting on IT", "")),
    st.text("abcdefgh ,.<>&'\"\n£é=+-", max_size=40),
    st.one_of(st.none(), st.floats(0, 1e6).map(lambda cost: round(cost, 2)), st.just("=1+1")),
)
Row = tuple[int | float | str | date | None, ...]
ROWS = st.lists(st.tuples(*CELLS), min_size=3, max_size=8)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=ROWS,
    order=st.permutations(range(len(THEIRS))),
    corner=st.tuples(st.integers(0, 3), st.integers(0, 2)),
    banded=st.booleans(),
    beside=st.booleans(),
)
def test_adopting_keeps_every_cell_twice_is_once_and_undo_gives_back_the_bytes(
    tmp_path: Path,
    rows: list[Row],
    order: list[int],
    corner: tuple[int, int],
    *,
    banded: bool,
    beside: bool,
) -> None:
    path = tmp_path / "book.xlsx"
    at = kept(path, rows, order, corner, banded=banded)
    old, before = path.read_bytes(), everything(path)

    adoption = adopt(path, on=ON, asked=Asked(beside=beside))

    assert adoption.unread == ()
    new, after = path.read_bytes(), everything(path)
    assert {place: after.cells[place] for place in before.cells} == before.cells
    plan = read_plan(path)
    assert [(each.row, each.action) for each in plan.actions] == [
        (row, values[1]) for row, values in zip(at, rows, strict=True)
    ]
    assert len({each.ref for each in plan.actions}) == len(rows)
    adopt(path, on=ON)
    assert path.read_bytes() == new
    undo_adoption(path, on=ON)
    assert path.read_bytes() == old


def kept(
    path: Path,
    rows: list[Row],
    order: list[int],
    corner: tuple[int, int],
    *,
    banded: bool,
) -> list[int]:
    """A tracker with its columns in *order* and so many rows and columns before; its rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    above, left = corner
    for row in range(1, above + 1):
        sheet.cell(row, 1 + left, f"Line {row} of the title")
    top = above + 1
    for column, number in enumerate(order, 1 + left):
        sheet.cell(top, column, THEIRS[number])
    at = []
    row = top
    for each, values in enumerate(rows):
        if banded and each in (0, 2):
            row += 1
            sheet.cell(row, 1 + left, f"Theme {each + 1}")
            last = cell_name(row, left + len(THEIRS))
            sheet.merge_cells(f"{cell_name(row, 1 + left)}:{last}")
        row += 1
        at.append(row)
        for column, number in enumerate(order, 1 + left):
            sheet.cell(row, column, values[number])
    book.save(path)
    return at
