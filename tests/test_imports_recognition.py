"""Tables of plans found in grids of cells: headings, columns, rows; and what is left unmapped."""

from collections.abc import Sequence
from datetime import date

import pytest

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.headings import column_fields
from actionbook.imports.recognition import SURE, FoundTable, RowKind, recognise
from actionbook.imports.statuses import status_of
from actionbook.imports.table_starts import Told
from actionbook.ooxml import Area
from actionbook.plan.model import Status
from actionbook.workbook.columns import heading_key

HEADINGS = ("Rec No", "Recommendation", "Agreed action", "Responsible officer", "Target date",
            "BRAG", "Progress update Q2")  # fmt: skip
ROWS = (
    (1, "Repairs wait too long", "Hire two plumbers for the north", "J Smith", date(2027, 3, 1),
     "Green", "Both posts were advertised in May"),
    (2, "Voids stay empty", "Publish how long voids take", "Head of Housing", "Spring 2027",
     "Amber", "A first table is drafted"),
    (3, "Complaints are slow", "Answer each within ten days", "Amy Jones", "TBC", "Red", ""),
)  # fmt: skip

MEANT = {
    "ref": "Ref|No.|#|Action ref|Action No|ID|Ref No.|Unique ID|Cyf"
    "|Audit reference number|Case ref|NCR No",
    "issue_ref": "Rec No|Rec. Ref|Recommendation number|Issue no|Finding ref|Issue key",
    "issue": "Recommendation(s)|Issue identified|Key issue|Area for improvement|Finding"
    "|Recomendation|What we found|Argymhelliad|Issue identified by CQC|Learning point"
    "|Finding & risk|Regulator judgement|Nature of concern|Control gap"
    "|Matter of concern|Fault found"
    "|How the regulation was not being met|Breach|Exception|Inspectorate wording",
    "action": "Action|Agreed Actions|Action(s) required|Action to be taken|What will we do?|Task"
    "|Acton|Management response / Agreed action|What needs to be done?|Cam gweithredu"
    "|Action / Cam gweithredu|Description of action|SMART actions|What we said we would do"
    "|Steps to comply|Remedy|Action to be taken by provider|Recommended work"
    "|Proposed solution|Actions from review|Priority actions|Agreed action, date and owner",
    "response": "Response by the registered person detailing the actions taken"
    "|Management response|Executive response|Our response|Mgmt response",
    "lead": "Lead|Lead / Owner|Officer(s) responsible|Action owner|By whom|Who|Resp officer"
    "|Accountable person|Assigned to|Responsable officer|Ownr|Swyddog cyfrifol|Resp. Off."
    "|Who will be responsible for making sure that this is done?|Executive Director"
    "|SMT lead|Named person|Risk owner",
    "timescale": "Timescale|Time scale|By when|Deadline|Original implementation date|Tgt date"
    "|Target completion date|Dedline|Dyddiad targed|Due date|To be completed by"
    "|Timescale for compliance|Indicative timescale|Implementation by|Target resolution"
    "|When will it be done by? (dd/mm/yyyy)"
    "|Anticipated date|Finish by|Baseline finish|Compliance date|W/C|Target close date",
    "revised_due": "Revised date|Revised target date|New date|Revised implementation date",
    "completed_on": "Date completed|Actual completion date|Completed on|Date closed|Date complied",
    "status": "Status|Current status|Open/Closed|Statws|Actioned?",
    "rag": "RAG|BRAG|R.A.G.|RAG rating|BRAG status|Traffic light",
    "progress": "Progress|Progress update Q2|Comments|Actions taken to date|Update - June 2025"
    "|Latest position|Cynnydd|Progress against action|How are we doing?|Follow-up 2"
    "|Progress since last board|Auditor's comment|Update to Audit Committee"
    "|Action taken to comply",
    "percent": "% complete|Percentage complete|Completion %",
    "outcome": "Outcome|Outcome sought|Success measures|Success criteria"
    "|What will success look like?|How will we know it's worked?|Outcome achieved",
    "evidence": "Evidence supplied|Evidence|Evidence of completion|Evidence / assurance"
    "|Evidence log",
    "added_on": "Date raised|Date added|Created date",
    "priority": "Risk rating|Risk level|Grade|Priority|Priority (H/M/L)|Criticality|Importance",
    "start": "Start by|Start date|Baseline start",
    "lead_directorate": "Directorate|Department of person responsible",
    "section": "Theme|Workstream|Category|Outcome area|Bucket name",
    "aim": "SMART goals",
    "": "Who will be affected?|Who will check it?|When will it be reviewed?"
    "|Date|Notes|Name|Resp. date|Raised by|Date of last update|Cost|Root cause|Support officer"
    "|Lead time|Amount|Invoice date|Date of birth|Next review date|Action type|Completion date"
    "|50%|30",
}


def grid(*rows: Sequence[object], merges: Sequence[Area] = (), name: str = "Log") -> CellGrid:
    return CellGrid(name, rows, merges)


def one(*rows: Sequence[object], merges: Sequence[Area] = (), name: str = "Log") -> FoundTable:
    (found,) = recognise(grid(*rows, merges=merges, name=name))
    return found


@pytest.mark.parametrize(
    ("field", "heading"),
    [(field, heading) for field, names in MEANT.items() for heading in names.split("|")],
)
def test_a_heading_means_its_field_or_nothing(field: str, heading: str) -> None:
    found = [meant.field for meant in meanings(heading)[:1] if meant.score >= SURE]

    assert [each for each in found if each != "other"] == ([field] if field else [])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Status 12", "Status 47", True),
        ("Target 2026", "Target 2031", True),
        ("Target 26", "Target 2026", False),
        ("Q1 progress", "Q9 progress", False),
    ],
)
def test_figures_tell_by_how_many_they_are_and_by_letters_beside(
    one: str, other: str, *, is_same: bool
) -> None:
    assert (meanings(one) == meanings(other)) is is_same


def test_the_columns_of_a_tracker_are_told_with_samples_and_sureness() -> None:
    table = one(("Improvement plan",), (), HEADINGS, *ROWS)

    assert table.heading_rows == (3,)
    assert [each.field for each in table.columns] == [
        "issue_ref", "issue", "action", "lead", "timescale", "rag", "progress"
    ]  # fmt: skip
    assert all(each.sureness >= SURE for each in table.columns)
    assert table.columns[3].samples[0] == ("Log!D4", "J Smith")
    assert table.of_kind(RowKind.ACTION) == (4, 5, 6)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Lead", (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))),
        ("Lead", ("Green", "Red", "Amber")),
        ("Deadline", ("J Smith", "Amy Jones", "Head of Housing")),
        ("Status", ("The work has begun and the first part of it is over", "x " * 9, "y " * 9)),
        ("Completed on", ("Yes", "No", "No")),
    ],
)
def test_a_heading_that_its_cells_contradict_is_not_mapped(
    heading: str, cells: Sequence[object]
) -> None:
    rows = [("Mend the roof of the hall", "Bea Low", cell) for cell in cells]
    by = "Owner" if heading != "Lead" else "Progress"
    table = one(("Action", by, heading), *rows)

    assert table.columns[2].field == ""


def test_two_columns_for_one_thing_are_neither_mapped() -> None:
    table = one(("Action", "Lead", "Deadline", "Target date"), ("Mend it all", "AB", "May", "June"))

    assert [each.field for each in table.columns] == ["action", "lead", "", ""]
    assert [each.guess for each in table.columns[2:]] == ["timescale", "timescale"]


def test_headings_of_two_rows_are_read_with_their_groups() -> None:
    table = one(
        ("Ref", "Recommendation", "Response", "", "", "Target date", ""),
        ("", "", "Agreed action", "Owner", "Status", "Original", "Revised"),
        ("1", "Repairs wait", "Hire two more plumbers", "AB", "Open", date(2026, 4, 1), ""),
        merges=(Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 5), Area(1, 6, 1, 7)),
    )

    assert table.heading_rows == (1, 2)
    assert [each.field for each in table.columns] == [
        "ref", "issue", "action", "lead", "status", "timescale", "revised_due"
    ]  # fmt: skip


def test_every_kind_of_row_is_told() -> None:
    table = one(
        HEADINGS,
        ("Housing",),
        *ROWS,
        (),
        HEADINGS,
        ("Finance",),
        (4, "Budgets slip", "Set a budget for each team", "AB", "May 2027", "Green", ""),
        ("", "", "", "", "", "", "And a second update"),
        (5, "", "", "", "", "Not started", ""),
        ("Total", "", "4", "", "", "", ""),
        ("Signed", "", "", "The chair", "", "", ""),
        merges=(Area(2, 1, 2, 7), Area(8, 1, 8, 7)),
    )

    assert [str(row.kind) for row in table.rows] == [
        "band", "action", "action", "action", "blank", "heading again", "band", "action",
        "goes on", "prefilled", "total", "foot"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("Invoice", "Supplier", "Amount", "Due date"), ("1", "Coal Ltd", 12.5, date(2026, 1, 1))),
        (("Name", "Role", "Email"), ("A", "B", "c@d")),
        (("Ref", "Request", "Officer", "Date due"), ("1", "How many?", "AB", date(2026, 1, 1))),
        (("Action", "Lead"),),
        (("Lead: who answers for it",), ("Action: what is done",)),
        ((1, 2, 3), (4, 5, 6)),
        # A row whose lead is said again below heads nothing.
        (("Measure", "Who does it", "Timetable"),
         ("Draft the action plan", "Policy Officer", "May"),
         ("Consult", "Policy Officer", "June"), ("Publish it", "Policy Officer", "July")),
        # And so does one that has a time in it.
        (("Measure", "Who does it", "Timetable"),
         ("Draft the action plan", "HR Manager", "May 2026"),
         ("Consult the staff", "Policy Officer", "June 2026")),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_not_found(rows: Sequence[Sequence[object]]) -> None:
    assert recognise(grid(*rows)) == ()


def test_a_title_is_the_action_where_who_when_and_how_far_follow() -> None:
    rows = [(action, "AB", MAY, "Completed", "50%") for action in ACTIONS]

    (table,) = recognise(grid(("Title", "Assigned To", "Due Date", "Task Status", "% done"), *rows))

    assert table.heading_rows == (1,)
    assert table.fields == {"action": 1, "lead": 2, "timescale": 3, "status": 4, "percent": 5}


def test_a_plan_is_one_whatever_else_its_export_holds() -> None:
    more = [f"Field {number}" for number in range(30)]
    rows = [(n, action, "AB", MAY, "Open", *"x" * 30) for n, action in enumerate(ACTIONS)]

    (table,) = recognise(grid(("ID", "Action", "Owner", "Due date", "Status", *more), *rows))

    assert table.fields == {"ref": 1, "action": 2, "lead": 3, "timescale": 4, "status": 5}


def test_a_recommendation_with_a_lead_and_a_target_is_to_be_done() -> None:
    rows = [(number, action, "AB", MAY) for number, action in enumerate(ACTIONS)]

    (table,) = recognise(grid(("No", "Recommendation", "Lead", "Target"), *rows))

    assert table.fields == {"ref": 1, "issue": 2, "lead": 3, "timescale": 4}


def test_headings_with_nothing_under_them_and_words_above_are_no_table() -> None:
    rows = (("Action", "AB", "May"), ("Action", "Lead", "Due"))

    assert recognise(grid(*rows)) == ()


def test_what_somebody_says_overrules() -> None:
    told = Told(2, {heading_key("Bearbeiter"): "lead", heading_key("Tun"): "action"})
    rows = (("Deadline", "Action"), ("Tun", "Bearbeiter"), ("Mend the roof", "AB"))

    (table,) = recognise(grid(*rows), told=told)

    assert table.heading_rows == (2,)
    assert [each.field for each in table.columns] == ["action", "lead"]


ACTIONS = ("Mend the roof of the hall", "Hire two more plumbers", "Publish how long it takes")
BEGUN = "We began it in May with two more people"
MAY = date(2026, 5, 1)


def test_short_actions_that_name_a_time_are_actions() -> None:
    rows = [("Weekly report to board", "AB", "30/06/23"), ("Triage in 5 days", "CD", "31/07/23")]

    fields = [each.field for each in one(("What we will do", "Officer", "Due"), *rows).columns]
    assert fields == ["action", "lead", "timescale"]


@pytest.mark.parametrize(
    ("headings", "cells", "fields"),
    [
        ("Action|Lead|Start|End|" + "|".join(f"Wk {n}" for n in range(1, 31)),
         ("AB", date(2026, 1, 1), MAY, *["x"] * 30), "lead start timescale"),
        ("Action|Owner|Deadline|Apr|May|Jun", ("AB", MAY, "x", "", "x"), "lead timescale"),
        ("Action|Lead|Completion date|Status", ("AB", MAY, "Open"), "lead timescale status"),
        ("Action|Lead|Completion date|Status", ("AB", MAY, "Complete"), "lead - status"),
        ("Action|By|Deadline", ("AB", MAY), "lead timescale"),
        ("Action|Lead|By", ("AB", MAY), "lead timescale"),
        ("Action|Lead|Due|Opened|Closed", ("AB", MAY, MAY, MAY),
         "lead timescale added_on completed_on"),
        ("Action|Lead|Completion date|RAG", ("AB", MAY, "Amber"), "lead timescale rag"),
        ("Action|Lead|Completion date|RAG", ("AB", MAY, "Green"), "lead - rag"),
        ("Action|Lead|Category", ("AB", "High"), "lead priority"),
        ("Action|Lead|Status (RAG)", ("AB", "Red"), "lead rag"),
        ("Action|Lead|Status (RAG)", ("AB", "In progress"), "lead status"),
        ("Action|Lead|Closed", ("AB", "No"), "lead status"),
        ("Action|Lead|Target date|Completion date", ("AB", MAY, MAY),
         "lead timescale completed_on"),
        ("Action|Lead|Q1 update|Q2 update|Q3 update", ("AB", BEGUN, BEGUN, ""),
         "lead - progress -"),
        ("Action|Lead|RAG Aut|RAG Spr|RAG Sum", ("AB", "Red", "Amber", "Green"), "lead - - rag"),
        ("Action|Lead|Status at March 2025|Status at July 2025", ("AB", "Open", "Closed"),
         "lead - status"),
        ("Action|Lead|Risk|Done?", ("AB", "High", "✓"), "lead - status"),
        ("Action|Lead|Risk", ("AB", "Tenants may wait longer than they do"), "lead risk_factors"),
        ("Action|Lead|Status|Completed (Y/N)", ("AB", "Open", "N"), "lead status"),
        ("Action|Lead|Implemented?|Date", ("AB", "Yes", MAY), "lead status"),
        ("Finding|Management response|Owner|Due", ("We will mend the roof", "AB", MAY),
         "action lead timescale"),
        ("Recommendation|Management response|Owner|Due", ("Agreed in full by all", "AB", MAY),
         "response lead timescale"),
        ("Action|Lead|Inherent RAG|Residual RAG", ("AB", "Red", "Amber"), "lead - -"),
        ("Action|Lead|Tool|Risk Ref|Regulation No", ("AB", "Survey", "R1", "12"),
         "lead - issue_ref"),
        ("Action|Lead Service|Status", ("Housing", "Open"), "lead status"),
        ("Action|Assigned To|Due", ("TBC", MAY), "lead timescale"),
        # As Planner has it: how far a task is stands under Progress.
        ("Action|Assigned To|Due date|Progress", ("AB", MAY, "In progress"),
         "lead timescale status"),
        ("Action|Lead|Due|Progress|RAG", ("AB", MAY, "In progress", "Red"),
         "lead timescale - rag"),
        ("Action|Lead|Baseline finish|Forecast finish", ("AB", MAY, MAY),
         "lead timescale revised_due"),
        ("Action|Lead|Original due date|Current due date", ("AB", MAY, MAY),
         "lead timescale revised_due"),
        ("Action|Lead|Original target date|Target date", ("AB", MAY, MAY),
         "lead timescale revised_due"),
        ("Action|Person responsible|Department of person responsible", ("Head of Audit", "Audit"),
         "lead lead_directorate"),
        ("Action|Lead|Learning point|Recommendation", ("AB", "They were not asked", "Ask them all"),
         "lead - issue"),
        ("Action|Lead|Due|Priority", ("AB", MAY, "(2) Normal"), "lead timescale priority"),
        ("Action|Lead|Due|Evidence", ("AB", MAY, "Minute 14"), "lead timescale evidence"),
        ("Action|Lead|W/C", ("AB", "w/c 14 Apr 2026"), "lead timescale"),
        ("Action|Priority|Outcome|Q1 goal|Q2 goal|Q3 goal|Q4 goal|Lead",
         ("High", "Clean streets", "Buy", "Train", "Use", "Look", "Head of Streets"),
         "priority outcome - - - - lead"),
    ],
)  # fmt: skip
def test_columns_are_told_by_each_other_and_by_their_cells(
    headings: str, cells: Sequence[object], fields: str
) -> None:
    table = one(headings.split("|"), *((action, *cells) for action in ACTIONS))

    found = " ".join(each.field or "-" for each in table.columns[1:])
    assert found.rstrip(" -") == fields.rstrip(" -")


def test_days_over_columns_are_headings_of_what_was_said_on_them() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    rows = [(action, "AB", MAY, *[BEGUN] * 12) for action in ACTIONS]

    assert one(("Action", "Owner", "Deadline", *days), *rows).of_kind(RowKind.ACTION) == (2, 3, 4)


def kinds(*rows: Sequence[object]) -> list[str]:
    return [str(row.kind) for row in one(*rows).rows]


PLAN = (("Action", "Lead", "Deadline", "Status"), *((each, "AB", MAY, "Open") for each in ACTIONS))


def test_a_block_for_each_recommendation_says_what_the_actions_under_it_belong_to() -> None:
    first = (("Recommendation 1", "The roof lets in rain"), ("Priority", "High"), *PLAN)
    second = ((), ("Recommendation 2", "The hall is cold"), ("Priority", "Low"), *PLAN)

    assert kinds(*first, *second) == [
        "band", "action", "action", "action", "blank", "band", "prefilled", "heading again",
        "action", "action", "action"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ((("Area of weakness 1: The roof",),), ["band"]),
        ((("Key issue 2 – The roof",), ()), ["band"]),
        ((("Cause of concern 1: The roof",), (), ()), ["band"]),
        ((("Goal 3: Dry halls",), ("Lead member: AB",)), ["band", "prefilled"]),
        ((("The roof",), ("Lead member: AB",)), []),
        ((("A plan of the roof",), ()), []),
    ],
)
def test_words_above_the_headings_that_name_an_issue_head_them(
    above: Sequence[Sequence[object]], found: Sequence[str]
) -> None:
    assert kinds(*above, *PLAN) == [*found, "action", "action", "action"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Cwblhawyd / Completed", Status.COMPLETE),
        ("Ar waith/In progress", Status.IN_PROGRESS),
        ("Completed", Status.COMPLETE),
        ("In progress / Completed", None),
        ("On track / Completed", None),
        ("Late", None),
    ],
)
def test_a_status_said_in_two_languages_is_one(words: str, status: Status | None) -> None:
    assert status_of(words)[0] == (status or words)


def test_headings_of_two_rows_come_again_in_one_without_their_groups() -> None:
    merged = (Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 4))
    row = ("Mend the roof of the hall", "AB", date(2026, 1, 5), MAY)
    rows = (
        ("Action", "Lead", "Dates", ""), ("", "", "Start", "Due"), row, row,
        ("Action", "Lead", "Start", "Due"), row,
    )  # fmt: skip

    table = one(*rows, merges=merged)
    assert (table.of_kind(RowKind.HEADING), table.of_kind(RowKind.ACTION)) == ((5,), (3, 4, 6))


def test_words_alone_that_name_an_issue_head_the_actions_under_them() -> None:
    bands = ("R1 – The roof lets in rain and nobody has looked at it since", "The hall is cold")
    rows = [row for band in bands for row in ((band,), *PLAN[1:])]

    assert kinds(PLAN[0], *rows) == ["band", *["action"] * 3] * 2


def test_an_action_of_which_nothing_else_is_said_is_an_action_still() -> None:
    alone = ("Look into why the hall is cold in the winter.",)

    assert kinds(*PLAN, alone, *PLAN[1:])[3] == "action"


@pytest.mark.parametrize(
    "hints",
    [
        ("what will be done", "name and post", "dd/mm/yyyy", "choose from the list"),
        ("(a)", "(b)", "(c)", "(d)"),
    ],
)
def test_a_row_that_explains_the_headings_is_no_action(hints: Sequence[str]) -> None:
    assert kinds(PLAN[0], hints, *PLAN[1:])[0] == "what explains the headings"


def test_a_key_at_the_foot_is_no_action() -> None:
    key = ((), ("", "Key:"), ("", "Red", "late"), ("", "Green", "on time"))
    rows = [("1", *row) for row in PLAN[1:]]

    assert kinds(("Ref", *PLAN[0]), *rows, *key)[-3:] == ["foot"] * 3


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Root cause|What will we do?|Accountable person|Deadline|Evidence",
         ("?Root cause", "action", "lead", "timescale", "evidence")),
        ("Recommendation|Executive response|Lead|Deadline",
         ("issue", "response", "lead", "timescale")),
        ("Action|Who|When|RAG Aut|RAG Spr|RAG Sum",
         ("action", "lead", "timescale", "?RAG Aut", "?RAG Spr", "status")),
        ("Action|Who|Q1 progress|Q2 progress", ("action", "lead", "?Q1 progress", "progress")),
        ("Action|Who|Status|RAG", ("action", "lead", "status", "?RAG")),
    ],
)  # fmt: skip
def test_headings_of_a_document_mean_what_they_do_in_a_workbook(
    headings: str, fields: tuple[str, ...]
) -> None:
    assert column_fields(headings.split("|")) == fields


def test_what_is_followed_by_who_when_and_how_far_is_the_action_whatever_its_heading() -> None:
    rows = [(action, "AB", MAY, "Red") for action in ACTIONS]

    (followed,) = recognise(grid(("Detail", "Who", "When", "RAG"), *rows))
    unfollowed = recognise(grid(("Detail", "Who", "When"), *rows))

    assert followed.fields == {"action": 1, "lead": 2, "timescale": 3, "rag": 4}
    assert unfollowed == ()


def test_other_headings_after_some_that_came_again_begin_another_table() -> None:
    first, second = ("Action", "Lead", "Due"), ("Action", "Lead", "Status", "Update")
    rows = [(action, "AB", MAY) for action in ACTIONS[:3]]
    more = [(action, "AB", "Open", BEGUN) for action in ACTIONS[:3]]

    found = recognise(grid(first, *rows, first, *rows, second, *more))

    assert [table.heading_rows for table in found] == [(1,), (9,)]
