"""Plans and logs as other offices keep them: what each column is taken for, and what each row."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.frame import Frame
from actionbook.imports.grid_draft import PlanGrid, draft_of_grids, grid_lines
from actionbook.imports.recognition import recognise
from actionbook.imports.sheet_layout import SheetLayout

Rows = Sequence[Sequence[object]]

CQC_HEADINGS = ("No.", "Regulation", "Must Do (as stated)", "What we will do", "Exec Lead",
                "Operational Lead", "Deadline", "Evidence of completion", "BRAG",
                "Latest position")  # fmt: skip
CQC: Rows = (
    ("MUST DO ACTIONS",),
    (),
    CQC_HEADINGS,
    ("MD1", "Reg 12", "Medicines must be stored safely.", "Fit loggers to every store",
     "Chief Nurse", "P. Ward", date(2025, 3, 31), "Invoice", "G", "Nine wards of ten"),
    ("MD2", "Reg 17", "Records must be audited.", "Audit twenty records a ward monthly",
     "Medical Director", "R. Shah", "End Q2 2025/26", "Results", "A", "May was late"),
)  # fmt: skip
AUDIT: Rows = (
    ("Audit Ref", "Audit Title", "Rec No", "Priority", "Finding", "Recommendation",
     "Management Response", "Responsible Officer", "Original Target Date", "Revised Target Date",
     "Status", "Update (Jan 2026)"),
    ("IA/03", "Payroll", 1, "High", "Leavers were paid",
     "A leaver form should reach payroll within two days", "Agreed", "Head of HR",
     date(2025, 4, 30), date(2025, 9, 30), "Open", "Form drafted"),
    ("IA/03", "Payroll", 2, "Medium", "No reconciliation", "Reconcile monthly", "Agreed",
     "Payroll Manager", date(2025, 3, 31), None, "Implemented", "Done since March"),
    ("IA/07", "Fleet", 1, "Low", "Logs missing", "Keep mileage logs", "Partly agreed",
     "Fleet Manager", date(2025, 12, 31), None, "In progress", "Templates out"),
)  # fmt: skip
PEER: Rows = (
    ("Hollin Borough Council – Peer Challenge – Action Plan",),
    (),
    ("Recommendation", "Ref", "Action", "By Whom", "By When", "Progress to Date", "RAG Rating"),
    ("1. Strengthen financial planning",),
    (None, "1.1", "Adopt a savings plan", "S151 / CMT", "Feb 2026", "Draft made", "Amber"),
    (None, "1.2", "Publish the monitoring", "Head of Finance", "Quarterly", "Out", "Green"),
    ("2. Improve scrutiny",),
    (None, "2.1", "Train the members", "Democratic Services", "By Sept 25", "Held", "Complete"),
    ("Signed:",),
    ("Chief Executive", "", "Date"),
)
FIRE: Rows = (
    ("Ref", "Pillar", "Cause of Concern / AFI", "Improvement Actions", "SRO", "Action Owner",
     "Start Date", "Planned End Date", "Actual End Date", "% Complete", "Delivery confidence",
     "Commentary", "Closed by (Board)"),
    ("AFI-01", "Effectiveness", "Risk information is not kept current", "Revisit the premises",
     "ACFO Delivery", "GM Risk", date(2025, 1, 6), date(2025, 12, 19), None, 0.6, "Amber",
     "Half of them are visited", None),
    ("AFI-02", "Efficiency", "Resilience of ICT", "Second data line at HQ", "ACFO Corporate",
     "ICT Manager", date(2025, 2, 3), date(2025, 6, 27), date(2025, 7, 4), 1, "Complete",
     "The line is in service", "Board"),
)  # fmt: skip
TWO_ROWS: Rows = (
    ("Department response: implementation plan 2025-27",),
    ("Rec", "Recommendation", "Responsibility", None, "Timeframe", None, "Implementation status",
     "Comments"),
    (None, None, "Lead agency", "Contact", "Commence", "Complete by"),
    ("R1", "That a register of assets be kept", "Infrastructure", "J Doyle", "Jul 2025",
     "Dec 2025", "Under way", "Half of the sites are listed"),
    ("R2", "That fees be reviewed", "Finance", "M Byrne", "Oct 2025", "Jun 2026",
     "Not commenced", ""),
)  # fmt: skip
RISK: Rows = (
    ("Risk ID", "Risk description", "Likelihood", "Score", "Existing controls",
     "Further action required", "Action owner", "Target date", "Status"),
    ("R01", "Loss of a key supplier", 3, 12, "Contract clauses", "Find a second supplier",
     "Procurement Lead", date(2026, 6, 30), "Open"),
    ("R02", "Flood at the depot", 2, 10, "Bund", "Move the stores upstairs", "Depot Manager",
     date(2026, 3, 31), "Closed"),
)  # fmt: skip

INCIDENTS: Rows = (
    ("Incident", "Safety action description", "Safety action owner",
     "Target date for implementation", "Date implemented", "Measurement frequency"),
    ("2025/113", "Print the chart on yellow paper", "Chief Pharmacist", date(2025, 5, 1),
     date(2025, 5, 20), "Monthly"),
    ("2025/131", "Second check for insulin", "Ward managers", date(2025, 7, 1), None,
     "Quarterly"),
)  # fmt: skip
ESTYN: Rows = (
    ("Argymhelliad", "Camau gweithredu", "Swyddog arweiniol", "Amserlen", "Cynnydd", "Statws"),
    ("A1 Gwella presenoldeb", "Ffonio bob bore", "Pennaeth", "Mawrth 2026", "Wedi dechrau",
     "Ar waith"),
    ("A2 Safonau darllen", "Prynu llyfrau", "Cydlynydd", "Medi 2026", "", "Heb ddechrau"),
)  # fmt: skip

BOOKS: Mapping[str, tuple[Rows, Mapping[str, str]]] = {
    "health": (CQC, {
        "No.": "Ref", "Must Do (as stated)": "Issue", "What we will do": "Action",
        "Exec Lead": "", "Operational Lead": "Lead", "Deadline": "Timescale", "BRAG": "RAG",
        "Evidence of completion": "Evidence", "Latest position": "Progress this period",
        "Regulation": ""}),
    "audit": (AUDIT, {
        "Rec No": "Issue ref", "Finding": "Issue", "Recommendation": "Action",
        "Management Response": "Response", "Responsible Officer": "Lead",
        "Original Target Date": "Timescale", "Revised Target Date": "Revised due",
        "Status": "Status", "Update (Jan 2026)": "Progress this period"}),
    "peer": (PEER, {
        "Recommendation": "Issue", "Ref": "Ref", "Action": "Action", "By Whom": "Lead",
        "By When": "Timescale", "Progress to Date": "Progress this period", "RAG Rating": "RAG"}),
    "fire": (FIRE, {
        "Ref": "Ref", "Pillar": "Section", "Cause of Concern / AFI": "Issue",
        "Improvement Actions": "Action", "SRO": "", "Action Owner": "Lead",
        "Start Date": "Start", "Planned End Date": "Timescale",
        "Actual End Date": "Completed on", "% Complete": "% complete",
        "Delivery confidence": "RAG", "Commentary": "Progress this period",
        "Closed by (Board)": ""}),
    "two rows": (TWO_ROWS, {
        "Rec": "Issue ref", "Recommendation": "Issue", "Responsibility – Lead agency": "Lead",
        "Responsibility – Contact": "", "Timeframe – Commence": "Start",
        "Timeframe – Complete by": "Timescale", "Implementation status": "Status",
        "Comments": "Progress this period"}),
    "risk": (RISK, {
        "Risk ID": "Issue ref", "Risk description": "Issue", "Likelihood": "", "Score": "",
        "Existing controls": "", "Further action required": "Action", "Action owner": "Lead",
        "Target date": "Timescale", "Status": "Status"}),
    "incidents": (INCIDENTS, {
        "Incident": "", "Safety action description": "Action", "Safety action owner": "Lead",
        "Target date for implementation": "Timescale", "Date implemented": "Completed on"}),
    "estyn": (ESTYN, {
        "Argymhelliad": "Issue", "Camau gweithredu": "Action", "Swyddog arweiniol": "Lead",
        "Amserlen": "Timescale", "Cynnydd": "Progress this period", "Statws": "Status"}),
}  # fmt: skip
"""Each book's rows, and of each heading the plan's column; "" for one that is left."""


def written(path: Path, *sheets: Rows, merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
        for area in merges:
            sheet.merge_cells(area)
    book.save(path)
    return path


def book(folder: Path, name: str) -> Path:
    merges = ("C2:D2", "E2:F2") if name == "two rows" else ()
    return written(folder / "plan.xlsx", BOOKS[name][0], merges=merges)


@pytest.mark.parametrize("name", BOOKS)
def test_each_column_is_what_its_office_means(tmp_path: Path, name: str) -> None:
    draft = excel_draft(book(tmp_path, name))
    taken = {each.heading: each.column for each in draft.columns}
    expected = BOOKS[name][1]
    assert {heading: taken[heading] for heading in expected} == dict(expected)


def test_a_recommendation_beside_its_finding_is_what_is_to_be_done(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path, "audit"))
    assert [row.values["action"] for row in draft.tables["Actions"]] == [
        "A leaver form should reach payroll within two days",
        "Reconcile monthly",
        "Keep mileage logs",
    ]
    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Leavers were paid",
        "No reconciliation",
        "Logs missing",
    ]


def test_a_heading_in_the_column_of_issues_is_the_issue_of_the_rows_below(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path, "peer"))
    issues = [(row.values["ref"], row.values["issue"]) for row in draft.tables["Issues"]]
    assert issues == [("1", "1. Strengthen financial planning"), ("2", "2. Improve scrutiny")]
    actions = [(row.values["ref"], row.values["issue"]) for row in draft.tables["Actions"]]
    assert actions == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]
    foot = [left.text for left in draft.left_over if "foot" in left.reason]
    assert foot == ["Signed:", "Chief Executive", "Date"]


def test_a_second_row_under_merged_headings_holds_no_action(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path, "two rows"))
    rows = draft.tables["Actions"]
    assert [(row.values["timescale_text"], row.values["status"]) for row in rows] == [
        ("Dec 2025", "In progress"),
        ("Jun 2026", "Not started"),
    ]
    assert draft.row_kinds == {"action": 2}


SCHOOL = ("Objective", "Tasks", "Lead person", "Timescale", "Priority", "Success criteria")


def school(number: int, title: str) -> Rows:
    return (
        (f"Plan {number}: {title}",),
        SCHOOL,
        (f"{title} standards", f"Look at {title.casefold()} books", "Co-ordinator", "Autumn term",
         "High", "Books agree"),
        ("", "Buy tests", "HT", "Spring term", "", "Tests done"),
    )  # fmt: skip


def test_tables_on_several_sheets_are_one_plan_and_an_aim_is_their_issue(tmp_path: Path) -> None:
    sheets = [school(1, "Reading"), school(2, "Behaviour"), (("A note on nothing",),)]
    draft = excel_draft(written(tmp_path / "plan.xlsx", *sheets))
    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Reading standards",
        "Behaviour standards",
    ]
    assert [row.values["action"] for row in draft.tables["Actions"]] == [
        "Look at reading books", "Buy tests", "Look at behaviour books", "Buy tests",
    ]  # fmt: skip
    said = [doubt.doubt for doubt in draft.doubts if not doubt.ref]
    assert any("Sheet1 (lines 1 to 4); Sheet2 (lines 5 to 8)" in words for words in said)
    assert any("no plan stands on the sheet Sheet3" in words for words in said)


def test_what_is_told_of_issues_is_left_over_where_there_are_none(tmp_path: Path) -> None:
    rows = (
        ("Action", "Lead", "Timescale", "Priority"),
        ("Mend the roof", "Estates", "May 2026", "High"),
        ("Paint the door", "Estates", "June 2026", "Low"),
    )
    draft = excel_draft(written(tmp_path / "plan.xlsx", rows))
    assert [left.text for left in draft.left_over if "column D" in left.reason] == ["High", "Low"]


def test_blocks_printed_on_several_sheets_are_one_plan(tmp_path: Path) -> None:
    first, second = (areas(number, title) for number, title in ((1, "the channel"), (2, "lights")))
    both = excel_draft(written(tmp_path / "both.xlsx", first, second))
    one = excel_draft(written(tmp_path / "one.xlsx", (*first, *second)))
    assert both.layout == one.layout == "area"
    assert both.tables == one.tables
    assert len(both.tables["Issues"]) == len(both.tables["Actions"]) == 2


def areas(number: int, title: str) -> Rows:
    return (
        (f"Area for Improvement: {number}. Look after {title}",),
        ("Lead Councillor(s): Harbour Board", None, "Lead Directorate(s): Ports"),
        ("What is the Council trying to achieve? Safe boats",),
        ("Actions:", "Outcomes:", "Completed by:"),
        (f"Draw up a programme for {title}", "Work that lasts", "June 2027"),
    )


def test_welsh_statuses_are_the_plans(tmp_path: Path) -> None:
    rows = excel_draft(book(tmp_path, "estyn")).tables["Actions"]
    assert [row.values["status"] for row in rows] == ["In progress", "Not started"]


def test_a_small_table_for_each_recommendation_has_it_for_its_issue(tmp_path: Path) -> None:
    sheets = [
        (
            (f"Recommendation {number}", title),
            ("Action", "By whom", "By when"),
            (f"Plan {title.casefold()}", "Head of Service", "May 2026"),
            (f"Check {title.casefold()}", "Auditor", "July 2026"),
        )
        for number, title in ((3, "Better records"), (7, "Fewer delays"))
    ]
    for name, parts in (("sheets", sheets), ("one", [(*sheets[0], (), *sheets[1])])):
        draft = excel_draft(written(tmp_path / f"{name}.xlsx", *parts))
        assert [(row.values["ref"], row.values["issue"]) for row in draft.tables["Issues"]] == [
            ("3", "Better records"),
            ("7", "Fewer delays"),
        ]
        actions = [(row.values["ref"], row.values["action"]) for row in draft.tables["Actions"]]
        assert actions == [
            ("3a", "Plan better records"), ("3b", "Check better records"),
            ("7a", "Plan fewer delays"), ("7b", "Check fewer delays"),
        ]  # fmt: skip


def test_what_a_cell_cannot_hold_is_left_over_and_said() -> None:
    headings = ("Ref", "Action", "Lead", "Timescale", "Progress")
    row = ("1", "Mend the roof", "Estates", "May 2026", "word " * 8_000)
    grid = CellGrid("Plan", (headings, row))
    draft = draft_of_grids(
        "plan.docx", "Word", lines=list(grid_lines(grid)), frame=Frame(), doubts=[],
        plans=[PlanGrid(grid, recognise(grid), 0, lambda _column: {})],
    )  # fmt: skip
    progress = str(draft.tables["Actions"][0].values["progress"])
    assert len(progress) == 32_000
    left = [each.text for each in draft.left_over if "more than a cell can hold" in each.reason]
    assert progress + left[0] == ("word " * 8_000).strip()
    assert any("A cell cannot hold all the words" in doubt.doubt for doubt in draft.doubts)


def drafted(folder: Path, *rows: Sequence[object], merges: Sequence[str] = ()) -> Draft:
    return excel_draft(written(folder / "plan.xlsx", rows, merges=merges))


FOLLOW_UP: Rows = (
    ("Rec", "Priority", "Agreed action", "Responsible officer", "Due date", "Status / update"),
    ("Payroll audit",),
    (1, "High", "Send leaver forms to payroll", "Head of HR", date(2027, 4, 30), "Form is live"),
    (2, "Low", "Sign the reconciliation", "Payroll Manager", date(2027, 3, 31), "Signed monthly"),
    ("Fleet audit",),
    (1, "High", "Keep logs of mileage", "Fleet Manager", date(2027, 12, 31), "Kit is on order"),
)


def test_numbers_that_begin_again_under_each_heading_have_its_own_before_them(
    tmp_path: Path,
) -> None:
    draft = drafted(tmp_path, *FOLLOW_UP, merges=("A2:F2", "A5:F5"))

    refs = [(row.values["ref"], row.values["issue"]) for row in draft.tables["Actions"]]
    assert refs == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]
    assert sum("begin again under each" in each.doubt for each in draft.doubts) == 1


def test_what_is_told_of_an_issue_is_not_lost_where_a_heading_is_the_issue(tmp_path: Path) -> None:
    draft = drafted(tmp_path, *FOLLOW_UP, merges=("A2:F2", "A5:F5"))

    assert [left.text for left in draft.left_over if "column B" in left.reason] == [
        "High", "Low", "High",
    ]  # fmt: skip
    assert draft.letters.share == 1


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Status / update", ("Form is live", "Signed monthly", "Kit is on order"),
         "Progress this period"),
        ("Status / update", ("Open", "Open", "Closed"), "Status"),
        ("Lead officer / Portfolio holder", ("Head of HR / Cllr Hay", "JT / Cllr Rowe", "KM"),
         "Lead"),
        ("Cost / resources", ("£400", "None", "£900"), "Resource implications"),
        ("CQC ref", ("MD1", "MD2", "SD1"), "Issue ref"),
        ("Where we are", ("Form is live", "Signed monthly", ""), "Progress this period"),
        ("Where are we now?", ("Form is live", "Signed monthly", ""), "Progress this period"),
        ("Position", ("Form is live", "Signed monthly", ""), "Progress this period"),
        ("Narrative", ("The form is live", "Signed each month", ""), "Progress this period"),
        ("RAG / Progress", ("Amber – six of ten held", "Complete", "Green – tender out"),
         "Progress this period"),
        ("RAG / Progress", ("Amber", "Red", "Green"), "RAG"),
        ("What difference will this make to children?", ("They are seen", "They are safe", ""),
         "Outcome"),
        ("Issue raised by CQC", ("Forms were late", "Not reconciled", "No logs"), "Issue"),
        ("What did Ofsted say?", ("Forms were late", "Not reconciled", "No logs"), "Issue"),
        ("Priority", ("Safe and warm homes", "Safe and warm homes", "A voice for tenants"), "Aim"),
    ],
)  # fmt: skip
def test_a_heading_of_an_office_is_what_it_means_there(
    tmp_path: Path, heading: str, cells: Sequence[str], expected: str
) -> None:
    first = "Notice" if expected in ("Issue", "Aim") else "Finding"
    rows = [(first, "Action", "Target date", heading)]
    actions = ("Send leaver forms to payroll", "Sign the reconciliation", "Keep logs of mileage")
    for place, (action, cell) in enumerate(zip(actions, cells, strict=True)):
        rows.append((f"Finding of number {place}", action, "May 2027", cell))

    draft = drafted(tmp_path, *rows)

    assert draft.columns[-1].column == expected


def test_the_end_of_actions_that_are_open_is_their_deadline_where_days_are_typed_too(
    tmp_path: Path,
) -> None:
    draft = drafted(
        tmp_path,
        ("Action", "Lead", "Dyddiad Cwblhau / Completion Date", "Status"),
        ("Write the policy down", "JT", "31 March 2027", "Ar waith / In progress"),
        ("Train all of the staff", "KM", "30/06/2027", "Heb ddechrau / Not started"),
    )

    assert draft.columns[2].column == "Timescale"


def test_who_approved_a_plan_is_named_without_what_goes_before_the_day(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path, ("Approved by Cabinet on 14 July 2026",), ("Action", "Lead", "Due date"),
        ("Write the policy down", "JT", "31 March 2027"),
    )  # fmt: skip

    assert (draft.settings.approved_by, draft.settings.approved_on) == (
        "Cabinet", date(2026, 7, 14),
    )  # fmt: skip


def test_a_colour_is_told_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.xlsx", FOLLOW_UP)
    book = openpyxl.load_workbook(path)
    for row, colour in ((3, "00B050"), (4, "FFC000"), (6, "FF0000")):
        cell = book["Sheet1"].cell(row, 7)
        cell.fill = PatternFill("solid", fgColor=f"FF{colour}")
    book["Sheet1"].cell(1, 7).value = "RAG"
    book.save(path)

    said = [each.words for each in excel_draft(path).doubts if "is coloured" in each.doubt]

    assert said == ["green (00B050)", "amber (FFC000)", "red (FF0000)"]


def test_updates_below_an_action_are_its_progress_and_no_steps(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        ("No.", "Action", "Owner", "Deadline", "Date of update", "Update"),
        (
            1,
            "Adopt the local plan",
            "Head of Planning",
            date(2027, 3, 31),
            date(2026, 1, 5),
            "Begun",
        ),
        (None, None, None, None, date(2026, 4, 5), "Consultation is open"),
        (None, None, None, None, date(2026, 7, 5), "Answers are counted"),
        merges=("A2:A4", "B2:B4", "C2:C4", "D2:D4"),
    )

    (action,) = draft.tables["Actions"]
    assert action.values["progress"] == "Begun\nConsultation is open\nAnswers are counted"


def test_rows_made_ready_with_a_first_choice_are_no_headings(tmp_path: Path) -> None:
    ready = ("", "", "", "Not started")
    draft = drafted(
        tmp_path, ("Action", "Lead", "Due date", "Status"), ready,
        ("Write the policy down", "JT", date(2027, 3, 31), "In progress"), ready, ready,
    )  # fmt: skip

    assert draft.row_kinds == {"action": 1, "prefilled": 3}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1.1", "1.2", "2.1"), ["1.1", "1.2", "2.1"]),
        ((1, 2, 3), ["1", "2", "3"]),
        (("1.1", "1.1", "2.1"), ["A1", "A2", "A3"]),
        (("x", "see below", "2.1"), ["A1", "A2", "A3"]),
    ],
)
def test_numbers_before_the_rows_are_their_refs_though_nothing_heads_them(
    tmp_path: Path, numbers: Sequence[object], expected: Sequence[str]
) -> None:
    actions = ("Audit the signs on site", "Start a permit scheme", "Check the wards each night")
    rows = [
        (number, action, "JT", "May 2027") for number, action in zip(numbers, actions, strict=True)
    ]
    draft = drafted(tmp_path, (None, "Action", "Lead", "By when"), *rows)

    assert [row.values["ref"] for row in draft.tables["Actions"]] == expected


def test_who_leads_a_part_is_no_heading_of_it(tmp_path: Path) -> None:
    rows = (
        ("Objective 1: Attract people",), ("Objective lead: Head of HR",),
        ("No", "Action", "Lead", "Timescale"), ("1.1", "Make a careers site", "JT", "May 2027"), (),
        ("Objective 2: Keep people",), ("Objective lead: OD Manager",),
        ("No", "Action", "Lead", "Timescale"), ("2.1", "Ask leavers why", "KM", "July 2027"),
    )  # fmt: skip
    draft = drafted(tmp_path, *rows)

    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Attract people", "Keep people",
    ]  # fmt: skip
    assert draft.letters.share == 1


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (("1.1 Publish the policy", "1.2 Train the staff"),
         [("1.1", "Publish the policy"), ("1.2", "Train the staff")]),
        (("1.1 Publish the policy", "Train the staff"),
         [("A1", "1.1 Publish the policy"), ("A2", "Train the staff")]),
        (("1.1 Publish the policy", "1.1 Train the staff"),
         [("A1", "1.1 Publish the policy"), ("A2", "1.1 Train the staff")]),
    ],
)  # fmt: skip
def test_numbers_that_each_action_begins_with_are_its_ref(
    tmp_path: Path, actions: Sequence[str], expected: Sequence[tuple[str, str]]
) -> None:
    rows = [(action, "JT", "May 2027") for action in actions]
    draft = drafted(tmp_path, ("Action", "Lead", "By when"), *rows)

    read = [(row.values["ref"], row.values["action"]) for row in draft.tables["Actions"]]
    assert read == expected
    assert draft.letters.share == 1


ACTIONS_KEPT = (("Action", "Owner", "Due date"), ("Write the business case", "PM", "May 2027"))
ISSUES_LOGGED = (
    ("Issue", "Owner", "Target resolution date", "Status"),
    ("The supplier is late", "PM", date(2027, 5, 3), "Open"),
    ("The server is slow", "ICT", date(2027, 5, 4), "Closed"),
)


def test_a_log_of_issues_beside_the_actions_is_no_plan(tmp_path: Path) -> None:
    draft = excel_draft(written(tmp_path / "book.xlsx", ACTIONS_KEPT, ISSUES_LOGGED))
    alone = excel_draft(written(tmp_path / "issues.xlsx", ISSUES_LOGGED))

    assert [row.values["action"] for row in draft.tables["Actions"]] == ["Write the business case"]
    assert any("no plan stands on the sheet Sheet2" in each.doubt for each in draft.doubts)
    assert len(alone.tables["Actions"]) == 2


@pytest.mark.parametrize(
    ("layout", "count"),
    [
        (SheetLayout(columns={"Owner": "Lead"}), 1),  # remembered of last year's
        (SheetLayout(columns={"Target resolution date": "Due"},
                     asked=("Target resolution date",)), 3),
        (SheetLayout(sheets=("Sheet1", "Sheet2")), 3),
    ],
    ids=["remembered", "mapped", "named"],
)  # fmt: skip
def test_a_log_beside_the_actions_is_read_where_it_is_spoken_of(
    layout: SheetLayout, count: int, tmp_path: Path
) -> None:
    draft = excel_draft(written(tmp_path / "book.xlsx", ACTIONS_KEPT, ISSUES_LOGGED), layout)

    assert len(draft.tables["Actions"]) == count


def test_an_area_typed_once_above_its_actions_is_their_issue(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path, ("Area", "Action", "Lead", "Timescale"), ("Teaching",),
        (None, "Coach each new teacher", "AHT", "July 2027"), ("Behaviour",),
        (None, "Write the policy anew", "DHT", "May 2027"),
    )  # fmt: skip

    assert [row.values["issue"] for row in draft.tables["Issues"]] == ["Teaching", "Behaviour"]
    assert [row.values["issue"] for row in draft.tables["Actions"]] == ["1", "2"]
    assert draft.letters.share == 1


def test_a_count_of_statuses_below_a_short_plan_does_not_hide_it(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path, ("Ref", "Recommendation", "Owner", "Due", "Status"),
        ("1", "Publish a register of gifts", "Head of Legal", "March 2027", "Complete"),
        ("2", "Review the scheme of delegation", "Head of Legal", "June 2027", "Open"),
        (), ("Summary",), ("Complete", 1), ("Open", 1),
    )  # fmt: skip

    assert len(draft.tables["Actions"]) == 2
