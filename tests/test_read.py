from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter
from planbooks import planbook, replay
from python_calamine import CalamineError

from actionbook.errors import SettingsError, WorkbookUnreadableError
from actionbook.nightly import settled
from actionbook.ooxml import BookView
from actionbook.plan.cells import CellRef
from actionbook.plan.model import LeadState, Status
from actionbook.plan.settings import Settings
from actionbook.plan.structure import FaultKind
from actionbook.plan.timescales import Kind
from actionbook.workbook import values
from actionbook.workbook.made_columns import made_bodies
from actionbook.workbook.read import read_plan
from actionbook.workbook.template import write_workbook
from actionbook.workbook.typed import as_percent, as_text, month_only, status_of

HEADINGS = ("Ref", "Action", "Lead", "Timescale", "Status")


class Laid(NamedTuple):
    """A hand-made workbook: an Actions table somewhere on a sheet, with anything round it."""

    headings: tuple[str, ...] = HEADINGS
    rows: tuple[tuple[object, ...], ...] = (("1", "Do it", "JT", "June 2027", "In progress"),)
    top: int = 0
    left: int = 0
    name: str = "Actions"
    sheet: str = "Plan"
    options: Mapping[str, Any] = MappingProxyType({})
    also: Callable[[Any, Any], None] = lambda _book, _sheet: None


def lay(folder: Path, laid: Laid) -> Path:
    path = folder / "laid.xlsx"
    book = xlsxwriter.Workbook(str(path), dict(laid.options))
    sheet = book.add_worksheet(laid.sheet)
    month = book.add_format({"num_format": "mmm-yy"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    last = laid.top + len(laid.rows)
    sheet.add_table(
        laid.top,
        laid.left,
        last,
        laid.left + len(laid.headings) - 1,
        {"name": laid.name, "columns": [{"header": heading} for heading in laid.headings]},
    )
    for down, row in enumerate(laid.rows, start=laid.top + 1):
        for across, value in enumerate(row, start=laid.left):
            if isinstance(value, datetime):
                sheet.write_datetime(down, across, value, month if value.day == 1 else day)
            elif value is not None:
                sheet.write(down, across, value)
    laid.also(book, sheet)
    book.close()
    return path


def test_a_plan_written_into_the_template_reads_back_equal(tmp_path: Path) -> None:
    row = {
        "ref": "5a", "action": "Do it\nwell", "lead": "JT/MG", "timescale_text": "Sept / Oct 2026",
        "status": "Complete", "progress": "=not a formula", "completed_on": date(2026, 10, 2),
        "percent": 50, "change_reason": "Storms", "approval": "Cabinet 3", "evidence": "Minute 4",
        "approved_on": date(2026, 9, 1), "revised_due": date(2026, 12, 1), "part_of": "5",
        "outcome": "A harbour", "depends_on": "1.10", "added_on": date(2026, 5, 1),
        "verified_by": "Audit", "publication": "Internal", "last_reported": "2026-27 Q1: said",
    }  # fmt: skip

    plan = read_plan(planbook(tmp_path, row))

    action = plan.actions[0]
    read = {name: getattr(action, name) for name in row}
    assert read == {**row, "status": Status.COMPLETE}
    assert (action.timescale.start, action.timescale.due) == (date(2026, 9, 1), date(2026, 10, 31))
    assert str(action.cell("lead")) == "Actions!C5"
    assert plan.structure.faults == ()


def test_a_plan_may_be_named_as_text(tmp_path: Path) -> None:
    book = planbook(tmp_path, {"ref": "1a"})

    assert read_plan(str(book)) == read_plan(book)


def test_columns_are_found_by_synonym_in_any_order_with_staffs_own_between(tmp_path: Path) -> None:
    laid = Laid(
        headings=(
            "My notes",
            "Target date",
            "Lead Officer",
            "Ward",
            "STATUS",
            "Actions required",
            "No.",
        ),
        rows=(("mine", "June 2027", "JT", "Quay", "in  progress", "Do it", "1"),),
        top=6,
        left=3,
    )

    plan = read_plan(lay(tmp_path, laid))

    action = plan.actions[0]
    assert (action.ref, action.action, action.lead) == ("1", "Do it", "JT")
    assert action.status is Status.IN_PROGRESS
    assert action.timescale.due == date(2027, 6, 30)
    assert str(action.cell("timescale_text")) == "Plan!E8"


def test_an_exact_heading_wins_over_a_synonym(tmp_path: Path) -> None:
    laid = Laid(
        headings=("Ref", "Action", "Owner", "Lead", "Timescale", "Status"),
        rows=(("1", "Do it", "theirs", "JT", "June 2027", "In progress"),),
    )

    plan = read_plan(lay(tmp_path, laid))

    assert plan.actions[0].lead == "JT"
    assert not plan.structure.of(FaultKind.HEADING_TWICE)


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_a_month_typed_into_excel_is_that_month_and_a_day_that_day(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    laid = Laid(
        rows=(
            ("1", "A", "JT", datetime(2006, 6, 1), "In progress"),
            ("2", "B", "JT", datetime(2006, 6, 5), "In progress"),
        ),
        options=options,
    )

    month, day = read_plan(lay(tmp_path, laid)).actions

    assert (month.timescale_text, month.timescale.due) == ("June 2006", date(2006, 6, 30))
    assert (day.timescale.kind, day.timescale.due) == (Kind.DATE, date(2006, 6, 5))


class Seen(NamedTuple):
    name: str
    laid: Laid
    kind: FaultKind
    cell: str
    seen: str


def _below(_book: Any, sheet: Any) -> None:
    sheet.write(2, 0, "2")
    sheet.write(2, 1, "Typed under the table")


def _error(_book: Any, sheet: Any) -> None:
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")


SEEN = (
    Seen(
        "a column is missing",
        Laid(headings=("Ref", "Action", "Leed", "Timescale", "Status")),
        FaultKind.COLUMN_MISSING,
        "Plan!A1",
        "Lead",
    ),
    Seen(
        "two columns mean the same",
        Laid(
            headings=("Ref", "Action", "Owner", "Lead officer", "Timescale", "Status"),
            rows=(("1", "Do it", "JT", "MG", "June 2027", "In progress"),),
        ),
        FaultKind.HEADING_TWICE,
        "Plan!D1",
        "Lead officer",
    ),
    Seen(
        "a blank row",
        Laid(rows=(("1", "A", "JT", "June 2027", "Complete"), (None,), ("2", "B", "JT", "", ""))),
        FaultKind.BLANK_ROW,
        "Plan!A3",
        "Actions",
    ),
    Seen("a row under the table", Laid(also=_below), FaultKind.ROWS_BELOW, "Plan!A3", "2"),
    Seen("a formula error", Laid(also=_error), FaultKind.FORMULA_ERROR, "Plan!B2", "#DIV/0!"),
    Seen(
        "a ref that is a number",
        Laid(rows=((1.1, "A", "JT", "June 2027", "Complete"),)),
        FaultKind.REF_AS_NUMBER,
        "Plan!A2",
        "1.1",
    ),
)


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.name)
def test_what_is_wrong_with_a_table_is_seen(tmp_path: Path, case: Seen) -> None:
    plan = read_plan(lay(tmp_path, case.laid))

    found = {(str(fault.cell), fault.seen) for fault in plan.structure.of(case.kind)}
    assert (case.cell, case.seen) in found
    assert plan.actions


def test_a_renamed_table_of_actions_is_known_by_its_headings(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    book = openpyxl.load_workbook(path)
    book["Actions"].tables["Actions"].displayName = "Table1"
    book.save(path)

    plan = read_plan(path)

    (fault,) = plan.structure.of(FaultKind.TABLE_MISSING)
    assert (str(fault.cell), fault.seen, fault.near) == ("Actions!A4", "Actions", "Table1")
    assert len(plan.actions) == 1


def test_what_cannot_be_read_is_kept_with_its_place(tmp_path: Path) -> None:
    row = {"status": "Nearly there", "revised_due": "soonish", "percent": "half"}

    action = read_plan(planbook(tmp_path, row)).actions[0]

    assert action.unread == row
    assert (action.status, action.revised_due, action.percent) == (None, None, None)


def test_what_an_officer_typed_in_a_grey_column_is_theirs(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"due": date(2026, 12, 25), "start": "when we can"})
    book = openpyxl.load_workbook(path)
    book["Actions"]["G5"].value = "Amber"
    book["Actions"]["H5"].value = "=UPPER(A5)"
    book.save(path)

    action = read_plan(path).actions[0]

    assert action.owned == {
        "rag": "Amber",
        "flags": "=UPPER(A5)",
        "due": date(2026, 12, 25),
        "start": "when we can",
    }


def test_a_lead_is_inherited_from_the_action_above(tmp_path: Path) -> None:
    plan = read_plan(
        planbook(tmp_path, {"ref": "1a"}, {"ref": "1a.i", "part_of": "1A", "lead": ""})
    )

    step = plan.actions[1]
    assert (step.lead_state, step.leads[0].name) == (LeadState.INHERITED, "JT")


def test_a_lead_is_inherited_from_the_cell_that_is_merged_over_it(tmp_path: Path) -> None:
    rows = [{"issue": "1"}, {"issue": "2", "lead": ""}, {"issue": "3", "lead": ""}]
    path = planbook(tmp_path, *rows, {"lead": ""})
    book = openpyxl.load_workbook(path)
    book["Actions"].merge_cells("C5:C7")
    book.save(path)

    plan = read_plan(path)

    assert book["Actions"]["C5"].value == "JT"
    assert [action.lead_state for action in plan.actions] == [
        LeadState.ASSIGNED,
        LeadState.INHERITED,
        LeadState.INHERITED,
        LeadState.UNASSIGNED,
    ]


def test_hidden_rows_are_read_too(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {})
    book = openpyxl.load_workbook(path)
    book["Actions"].row_dimensions[6].hidden = True
    book.save(path)

    plan = read_plan(path)

    assert len(plan.actions) == 2
    assert plan.structure.hidden_rows["Actions"] == {6}


def test_what_stands_in_checks_is_no_matter_of_the_plans(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, Checks=[{"cell": "Actions!C5", "code": "AB301"}])
    replay(path, {"Checks!B5": "#REF!", "Checks!E5": "=1/0", "Checks!B6": "#REF!"})
    replay(path, {"Issues!B5": "#REF!"})

    plan = read_plan(path)

    assert [fault.cell for fault in plan.structure.faults] == [CellRef("Issues", 5, 2)]
    assert plan.structure.tables["Checks"].name == "Checks"


@pytest.mark.parametrize("wanted", [values.LOADED_NEXT, settled._LOADS])
def test_what_is_loaded_while_a_large_plan_is_read_is_there(
    wanted: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reading:
        """A thread that has not ended when it is first asked for."""

        def is_alive(self) -> bool:
            return True

        def join(self) -> None:
            return None

    loaded: list[str] = []
    monkeypatch.setattr(
        values, "import_module", lambda name: loaded.append(import_module(name).__name__)
    )
    path = planbook(tmp_path, {})
    sheets = values.Values(BookView.open(path), loads=wanted)
    sheets.want({"Actions"})
    monkeypatch.setattr(sheets, "_reading", Reading())

    assert sheets.of("Actions").height == 5
    assert loaded == [f"actionbook.{name}" for name in wanted]


@pytest.mark.parametrize("name", ["Actions", "ACTIONS"])
def test_a_large_plan_reads_as_a_small_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(tmp_path, Laid(name=name))
    small = read_plan(path)
    monkeypatch.setattr(values, "_LARGE", 0)

    assert read_plan(path) == small
    assert small.actions[0].lead == "JT"


def test_the_sheets_of_a_large_plan_are_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {}, {"lead": "MG"})
    small = read_plan(path)
    monkeypatch.setattr(values, "_LARGE", 0)

    assert read_plan(path) == small
    assert [person.name for person in small.people] != []


def test_a_large_workbook_that_cannot_be_read_is_told_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {})

    class Broken:
        @staticmethod
        def from_filelike(_: object) -> object:
            raise CalamineError("no sheet is there")

    monkeypatch.setattr(values, "CalamineWorkbook", Broken)
    told = []
    for least in (values._LARGE, 0):
        monkeypatch.setattr(values, "_LARGE", least)
        with pytest.raises(WorkbookUnreadableError, match="cannot be read as a workbook") as fault:
            read_plan(path)
        told.append(str(fault.value))

    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1e9, "[h]:mm"), (-1e12, "[h]:mm"), (1e300, "[h]:mm"), (-1e12, "dd/mm/yyyy")],
)
def test_a_number_too_large_for_what_it_is_shown_as_is_told_with_its_row(
    number: float, shown: str, tmp_path: Path
) -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_number(7, 9, number, book.add_format({"num_format": shown}))

    path = lay(tmp_path, Laid(also=more))

    with pytest.raises(WorkbookUnreadableError, match="row 8 of sheet Plan shows a number as a"):
        read_plan(path)


def test_an_empty_table_is_an_empty_plan(tmp_path: Path) -> None:
    assert read_plan(planbook(tmp_path)).actions == ()


def test_a_row_of_formulas_is_no_action(tmp_path: Path) -> None:
    plan = read_plan(
        planbook(
            tmp_path,
            {},
            {
                "ref": "",
                **dict.fromkeys(
                    (
                        "action",
                        "lead",
                        "timescale_text",
                        "status",
                        "progress",
                        "publication",
                        "issue",
                    ),
                    "",
                ),
            },
            {"ref": "3"},
        )
    )

    assert [action.ref for action in plan.actions] == ["1", "3"]
    assert [str(fault.cell) for fault in plan.structure.of(FaultKind.BLANK_ROW)] == ["Actions!A6"]


def test_two_tables_of_one_name_are_refused_by_sheet(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for title, name in (("North", "Actions"), ("South", "Actionz")):
        book.add_worksheet(title).add_table("A1:B2", {"name": name})
    book.close()
    import zipfile

    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data.replace(b"Actionz", b"ACTIONS"))

    with pytest.raises(
        WorkbookUnreadableError, match="two tables named Actions, on sheets North and South"
    ):
        read_plan(path)


def test_a_workbook_with_no_plan_says_what_was_seen(tmp_path: Path) -> None:
    laid = Laid(headings=("Colour", "Size"), rows=(("blue", 4),), name="Paint")

    with pytest.raises(WorkbookUnreadableError, match=r"is no action plan.*its tables are Paint"):
        read_plan(lay(tmp_path, laid))


@pytest.mark.parametrize(
    ("label", "typed", "says"),
    [
        ("Due-soon days", "thirty", "a whole number of days, such as 30; 'thirty' stands there"),
        ("Extension cap", "-2", "a whole number, such as 2; '-2' stands there"),
        ("Plan ends", "when\nall is done", "a date, such as 1 April 2026; 'when all is done'"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_its_cell(
    label: str, typed: str, says: str, tmp_path: Path
) -> None:
    path = planbook(tmp_path, {})
    book = openpyxl.load_workbook(path)
    row = next(row for row in range(5, 60) if book["Settings"].cell(row, 1).value == label)
    book["Settings"].cell(row, 2).value = typed
    book.save(path)

    with pytest.raises(SettingsError, match=rf"plan.xlsx, Settings!B{row}: {label} needs {says}"):
        read_plan(path)


class Text(NamedTuple):
    value: object
    words: str


@pytest.mark.parametrize(
    "case",
    [
        Text(5.0, "5"), Text(1.1, "1.1"), Text("  ", ""), Text(None, ""),
        Text(value=True, words="TRUE"), Text(datetime(2026, 5, 1), "2026-05-01"),
        Text("kept  as is ", "kept  as is "),
    ],
    ids=str,
)  # fmt: skip
def test_a_cell_as_words(case: Text) -> None:
    assert as_text(case.value) == case.words


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        (0.5, 50),
        (50.0, 50),
        ("50%", 50),
        ("50", 50),
        (1.0, 100),
        (0, 0),
        ("half", None),
        (True, None),
    ],
    ids=str,
)
def test_a_cell_as_a_percentage(value: object, percent: float | None) -> None:
    assert as_percent(value) == percent


@pytest.mark.parametrize(
    ("code", "is_month"),
    [
        ("mmm-yy", True), ("mmmm yyyy", True), ("dd/mm/yyyy", False), ("[$-809]mmm yyyy;@", True),
        ("yyyy", False), ('"day" mmm yy', True), ("hh:mm", False), ("d-mmm", False),
    ],
)  # fmt: skip
def test_a_format_that_shows_only_month_and_year(code: str, is_month: object) -> None:
    assert month_only(code) is is_month


def test_a_status_is_known_whatever_its_case_and_spacing() -> None:
    assert status_of(" COMPLETE  (awaiting verification) ") is Status.TO_VERIFY


@pytest.mark.parametrize(
    ("stands", "number"),
    [(7, 7.0), ("1,250.50", 1250.5), ("£40", 40.0), ("7,5", None), ("2 days", None), (True, None)],
)
def test_hours_and_costs_are_numbers_and_what_is_none_is_kept_as_it_stands(
    tmp_path: Path, stands: str | int, number: float | None
) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook(path, settings=Settings(), bodies=made_bodies(Settings(), {"Resources": []}))
    book = openpyxl.load_workbook(path)
    book["Resources"]["E5"], book["Resources"]["H5"] = stands, "Drafting"
    book.save(path)

    (resource,) = read_plan(path).resources

    assert resource.hours == number
    assert resource.unread == ({} if number is not None else {"hours": stands})
