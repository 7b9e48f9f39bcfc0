"""Templates of inspectorates, auditors and schools: what each of their columns is taken for."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from test_imports_strangers import Rows, written

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.heading_periods import are_latest_first
from actionbook.imports.heading_rows import SURE
from actionbook.imports.told_within import asked_within, told_within

PRISON: Rows = (
    ("1. Rec No", "2. Recommendation", "3. Agreed/Partly Agreed/Not Agreed",
     "4. Response Action Taken/Planned", "5. Responsible Owner (including policy lead)",
     "6. Target Date"),
    ("1.1", "Cells should be warm", "Agreed", "New windows are being fitted wing by wing",
     "Head of Residence", "June 2026"),
    ("1.2", "Complaints should be answered", "Partly agreed", "A clerk now keeps a list of them",
     "Business Hub Manager", "May 2026"),
)  # fmt: skip
ADULTS: Rows = (
    ("Recommendation", "What we will do", "Lead agency", "Lead officer", "By when",
     "What difference will it make?", "Evidence", "RAG rating"),
    ("Notice neglect sooner", "Write a pathway with partners", "Social Care", "Jane Hill",
     "31/03/2026", "People are seen sooner", "The pathway", "Amber"),
    ("Share what is known", "Renew the agreement", "Police", "DI Marsh", "31/05/2026",
     "Nothing is missed", "", "Red"),
)  # fmt: skip
SCHOOL: Rows = (
    ("Priority", "Objective", "Actions", "Who?", "Start", "End", "Success criteria"),
    ("1. Reading", "Raise reading ages", "Buy books for each class", "English lead", "Sept 26",
     "Oct 26", "Eight in ten read well"),
    ("1. Reading", "Raise reading ages", "Train all of the staff", "English lead", "Sept 26",
     "Dec 26", "Every lesson is good"),
    ("2. Attendance", "Fewer days lost", "Ring home on the first day", "Office", "Sept 26",
     "July 27", "Absence halves"),
)  # fmt: skip
PROGRAMME: Rows = (
    ("Workstream", "Deliverable", "Milestone", "Milestone owner", "Baseline date",
     "Forecast date", "Actual date", "Status", "Highlight / next steps"),
    ("Digital", "New website", "Contract awarded", "Head of Digital", date(2026, 1, 31),
     date(2026, 2, 28), None, "Amber", "Bids are being read"),
    ("Digital", "New website", "Site goes live", "Head of Digital", date(2026, 6, 30),
     date(2026, 7, 31), None, "Amber", "Waits for the contract"),
    ("Estates", "Office move", "Lease signed", "Head of Property", date(2026, 3, 31),
     date(2026, 3, 31), date(2026, 3, 20), "Complete", "It is signed"),
)  # fmt: skip
EQUALITY: Rows = (
    ("Protected characteristic", "Negative impact identified", "Action to mitigate", "Owner",
     "Review date", "Status"),
    ("Age", "Older people cannot book online", "Keep a phone line", "Customer Services",
     date(2026, 10, 1), "In progress"),
    ("Disability", "Forms cannot be read aloud", "Rebuild the forms", "Digital team",
     date(2026, 12, 1), "Not started"),
)  # fmt: skip
INCIDENTS: Rows = (
    ("Incident no", "Recommendation(s)", "Actions", "Implementation by",
     "Target date for implementation", "Additional resources required", "Date completed"),
    ("W1", "Write handovers down", "Design a form for each ward", "Ward Sister", "28/02/2026",
     "None needed now", "20/02/2026"),
    ("W1", "Write handovers down", "Teach it to all of the staff", "Educator", "31/03/2026",
     "Time to teach it", ""),
)  # fmt: skip
PARISH: Rows = (
    ("Little Wick Parish Council",),
    (),
    ("Minute No.", "Resolution", "Action by", "Completed Y/N", "Notes"),
    ("112/25", "To mend the bus shelter", "Clerk", "Y", "Done by a builder"),
    ("113/25", "To buy two new bins", "Cllr Adams", "N", "Waiting for stock"),
)
CLIMATE: Rows = (
    ("Ref", "Action", "Lead service", "Start year", "End year", "Status"),
    ("B1", "Fit heat pumps at the depot", "Property", 2025, 2027, "On track"),
    ("T1", "Buy electric vans for all", "Fleet", 2026, 2028, "Not started"),
    ("N1", "Plant ten thousand trees", "Parks", 2025, 2030, "On track"),
)
LESSONS: Rows = (
    ("No", "Issue observed", "Lesson identified", "Recommendation", "Owner",
     "Date for completion", "Open / Closed", "Evidence provided (Y/N)"),
    (1, "Radios did not reach", "Test them in the valley", "Buy two repeaters", "Ops Manager",
     "May 2026", "Open", "N"),
    (2, "The rota ran out", "Plan for two weeks", "Write a longer rota", "HR", "April 2026",
     "Closed", "Y"),
)  # fmt: skip
CARE: Rows = (
    ("Shortfall", "How we will put it right", "Person resp.", "To be completed by"),
    ("Charts are not signed", "A senior looks each day", "Deputy", "31.1.26"),
    ("Water is too hot", "Valves go on all of the taps", "Handyman", "14.2.26"),
)
SCRUTINY: Rows = (
    ("No.", "Recommendation", "Executive decision", "Lead officer", "Implementation date",
     "Implemented?"),
    (1, "That a tree strategy be adopted", "Accept", "Parks Manager", "April 2026", "Partially"),
    (2, "That a fund be set up for it", "Reject", "Head of Finance", "May 2026", "No"),
)  # fmt: skip
STANDARDS: Rows = (
    ("Standard", "Statement", "Evidence", "Gaps", "Action to close gap", "Lead", "Date"),
    ("1 Leading", "The board leads on safety", "Minutes", "No champion", "Appoint a champion",
     "Chair", "Apr 26"),
    ("2 Training", "All staff are trained", "Lists", "A third are not", "Book the courses",
     "L&D", "Sep 26"),
    ("3 Audit", "Audits take place", "The plan", "", "", "", ""),
)  # fmt: skip

TEMPLATES: Mapping[str, tuple[Rows, Mapping[str, str]]] = {
    "prison": (PRISON, {
        "1. Rec No": "Issue ref", "2. Recommendation": "Issue",
        "3. Agreed/Partly Agreed/Not Agreed": "Response",
        "4. Response Action Taken/Planned": "Action",
        "5. Responsible Owner (including policy lead)": "Lead", "6. Target Date": "Timescale"}),
    "adults": (ADULTS, {
        "Recommendation": "Issue", "What we will do": "Action", "Lead agency": "",
        "Lead officer": "Lead", "What difference will it make?": "Outcome"}),
    "school": (SCHOOL, {
        "Priority": "Issue", "Objective": "Aim", "Actions": "Action", "Who?": "Lead",
        "Start": "Start", "End": "Timescale"}),
    "programme": (PROGRAMME, {
        "Workstream": "Section", "Deliverable": "Issue", "Milestone": "Action",
        "Milestone owner": "Lead", "Baseline date": "Timescale", "Forecast date": "Revised due",
        "Actual date": "Completed on", "Highlight / next steps": "Progress this period"}),
    "equality": (EQUALITY, {
        "Protected characteristic": "Section", "Negative impact identified": "Issue",
        "Action to mitigate": "Action", "Review date": ""}),
    "incidents": (INCIDENTS, {
        "Incident no": "", "Recommendation(s)": "Issue", "Actions": "Action",
        "Implementation by": "Lead", "Target date for implementation": "Timescale",
        "Additional resources required": "Resource implications"}),
    "parish": (PARISH, {
        "Minute No.": "", "Resolution": "Action", "Action by": "Lead",
        "Completed Y/N": "Status", "Notes": "Progress this period"}),
    "climate": (CLIMATE, {
        "Lead service": "Lead", "Start year": "", "End year": "Timescale"}),
    "lessons": (LESSONS, {
        "Issue observed": "Issue", "Lesson identified": "", "Recommendation": "Action",
        "Evidence provided (Y/N)": ""}),
    "care": (CARE, {
        "Shortfall": "Issue", "How we will put it right": "Action", "Person resp.": "Lead",
        "To be completed by": "Timescale"}),
    "scrutiny": (SCRUTINY, {
        "Recommendation": "Issue", "Executive decision": "Response", "Implemented?": "Status"}),
    "standards": (STANDARDS, {
        "Standard": "", "Gaps": "Issue", "Action to close gap": "Action", "Date": "Timescale"}),
}  # fmt: skip
"""Each template's rows, and of each heading the plan's column; "" for one that is left."""


def drafted(folder: Path, rows: Rows) -> Draft:
    return excel_draft(written(folder / "plan.xlsx", rows))


def columns_taken(folder: Path, rows: Rows) -> dict[str, str]:
    return {each.heading: each.column for each in drafted(folder, rows).columns}


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_column_is_what_its_template_means(tmp_path: Path, name: str) -> None:
    rows, expected = TEMPLATES[name]
    taken = columns_taken(tmp_path, rows)
    assert {heading: taken[heading] for heading in expected} == dict(expected)


def test_a_standard_with_nothing_to_do_adds_nothing_to_the_action_above(tmp_path: Path) -> None:
    actions = drafted(tmp_path, STANDARDS).rows["Actions"]
    assert [action["evidence"] for action in actions] == ["Minutes", "Lists"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Date", "Action", "Lead", "Status"), ""),  # the day on which it was raised
        (("Action", "Lead", "Status", "Date"), ""),  # the day on which it was done, perhaps
        (("Action", "Lead", "Date", "Status"), "Timescale"),
        (("Action", "Lead", "Date", "Comments"), "Timescale"),
        (("Action", "Lead", "Date", "Due date"), ""),
    ],
)
def test_date_is_the_deadline_behind_an_action_without_another(
    headings: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    said = {
        "Action": ("Mend the roof of the hall", "Paint all of the doors"),
        "Lead": ("Caretaker", "Head of Property"),
        "Date": (date(2026, 1, 8), date(2026, 1, 9)),
        "Due date": (date(2026, 3, 8), date(2026, 3, 9)),
        "Status": ("Complete", "Complete"),
        "Comments": ("It is begun at last", "The paint has come"),
    }
    body = [tuple(said[heading][row] for heading in headings) for row in range(2)]
    columns = drafted(tmp_path, (headings, *body)).columns
    assert {each.heading: each.column for each in columns}["Date"] == expected


def test_words_without_a_number_head_the_numbered_issues_below_them(tmp_path: Path) -> None:
    headings, *body = PRISON
    rows: Rows = (
        headings,
        ("", "Priority concerns", "", "", "", ""),
        body[0],
        ("", "Key concerns", "", "", "", ""),
        body[1],
    )
    draft = drafted(tmp_path, rows)
    assert draft.row_kinds == {"band": 2, "action": 2}
    assert [issue["issue"] for issue in draft.rows["Issues"]] == [row[1] for row in body]


def test_recommendations_with_their_answers_are_a_plan_without_who_and_when(
    tmp_path: Path,
) -> None:
    rows: Rows = (
        ("Report / para", "Committee recommendation", "Executive response",
         "Update (as at 31/03/26)", "Status"),
        ("Para 4.2", "That a strategy be published", "Accepted, and due in October",
         "A draft is with members", "On track"),
        ("Para 5.1", "That fees be frozen for a year", "Not accepted", "Nothing yet", "Closed"),
    )  # fmt: skip
    taken = columns_taken(tmp_path, rows)
    assert taken["Committee recommendation"] == "Issue"
    assert taken["Executive response"] == "Response"


def test_letters_under_numbers_are_steps_of_each(tmp_path: Path) -> None:
    rows: Rows = (
        ("Ref", "Action", "Lead", "By", "Status"),
        ("1", "Improve the call centre", "Head of Calls", "Dec 2026", "In progress"),
        ("a)", "Recruit ten advisers", "HR", "June 2026", "Complete"),
        ("b)", "Buy a new phone system", "ICT", "Oct 2026", "In progress"),
        ("2", "Halve the complaints", "Head of Calls", "Mar 2027", "Not started"),
        ("a)", "Train all in plain words", "HR", "Sept 2026", "Not started"),
    )
    draft = drafted(tmp_path, rows)
    assert [row["ref"] for row in draft.rows["Actions"]] == ["1", "1a", "1b", "2", "2a"]
    assert any("begin again" in doubt.doubt for doubt in draft.doubts)


@pytest.mark.parametrize("refs", [("1", "b)", "2"), ("a)", "b)", "c)"), ("1", "a)", "1a")])
def test_letters_that_are_no_steps_stay_as_they_stand(
    refs: tuple[str, ...], tmp_path: Path
) -> None:
    body = [(ref, f"Write part {ref} of the guide", "HR", "June 2026") for ref in refs]
    rows = (("Ref", "Action", "Lead", "By"), *body)
    assert [row["ref"] for row in drafted(tmp_path, rows).rows["Actions"]] == list(refs)


def test_a_count_of_actions_under_a_section_is_no_section(tmp_path: Path) -> None:
    rows: Rows = (
        ("Ref", "Action", "Owner", "Deadline", "Status", "Comment"),
        ("A. Finance",),
        ("A1", "Stop the agency spend", "HR", "31/03/26", "Complete", "It stopped"),
        ("Actions in section: 1",),
        ("B. Quality",),
        ("B1", "Cut the falls by a fifth", "Matron", "31/12/26", "In progress", "Up in May"),
    )
    draft = drafted(tmp_path, rows)
    assert draft.row_kinds == {"band": 2, "action": 2, "total": 1}


@pytest.mark.parametrize(
    ("headings", "latest"),
    [
        ((date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)), "19 January 2026"),
        (("w/c 19/01", "w/c 12/01", "w/c 05/01"), "w/c 19/01"),
        (("Update 9 Mar", "Update 9 Feb", "Update 12 Jan"), "Update 9 Mar"),
        (("Update Dec", "Update Jan", "Update Feb"), "Update Feb"),
        (("Q3 update", "Q4 update", "Q1 update"), "Q1 update"),
    ],
)
def test_of_what_is_told_time_after_time_the_latest_is_progress(
    headings: tuple[object, ...], latest: str, tmp_path: Path
) -> None:
    rows: Rows = (
        ("#", "Action", "Owner", "Due", *headings, "RAG"),
        (1, "Open the ward by spring", "Matron", date(2026, 2, 1), "Some staff are found",
         "The beds are in now", "It waits for a week", "Green"),
        (2, "Hire a doctor for it", "Head of HR", date(2026, 3, 1), "An advert is out",
         "No one has applied", "Two have applied now", "Amber"),
    )  # fmt: skip
    columns = drafted(tmp_path, rows).columns
    taken = [each.heading for each in columns if each.column == "Progress this period"]
    assert taken == [latest]


def test_crosses_under_days_are_no_progress(tmp_path: Path) -> None:
    rows: Rows = (
        ("#", "Action", "Owner", "Due", "05/01", "12/01", "RAG"),
        (1, "Open the ward by spring", "Matron", date(2026, 2, 1), "X", None, "Green"),
        (2, "Hire a doctor for it", "Head of HR", date(2026, 3, 1), None, "X", "Amber"),
    )
    taken = columns_taken(tmp_path, rows)
    assert (taken["05/01"], taken["12/01"]) == ("", "")


@pytest.mark.parametrize(
    ("headings", "is_so"),
    [
        (("March", "April"), False),
        (("April", "March"), True),
        (("Dec 25", "Jan 26"), False),
        (("Jan 26", "Dec 25"), True),
        (("Q2 RAG", "Q1 RAG"), True),
        (("Q4 2025/26", "Q1 2026/27"), False),
        (("Update 1", "Update 2"), False),
        (("June", "Later", "May"), False),
    ],
)
def test_columns_may_go_back_in_time(headings: tuple[str, ...], *, is_so: bool) -> None:
    assert are_latest_first(headings) is is_so


def test_questions_of_a_form_are_known(tmp_path: Path) -> None:
    rows: Rows = (
        ("Please list the recommendation as it appears in the report",
         "Please set out the action(s) that your service will take",
         "Name and job title of the person who is accountable for delivery",
         "Date by which the action will be fully implemented",
         "Has the action been completed? (Yes/No/Partly)", "Created"),
        ("Publish what is spent", "Put a file on the site monthly", "Ann Lee, Finance",
         "1 June 2026", "Partly", date(2026, 1, 5)),
        ("Train all managers", "Run four courses for them", "Bob Ray, HR", "1 Sept 2026", "No",
         date(2026, 1, 6)),
    )  # fmt: skip
    assert [each.column for each in drafted(tmp_path, rows).columns] == [
        "Issue", "Action", "Lead", "Timescale", "Status", "Added on",
    ]  # fmt: skip


def test_what_managers_say_is_their_response_beside_the_position(tmp_path: Path) -> None:
    rows: Rows = (
        ("Recommendation", "Management comments", "Responsible officer", "Date due",
         "Current position"),
        ("Reconcile the bank monthly", "Agreed", "Accountant", "30 April 2026", "Begun in May"),
        ("Part the duties in payroll", "Agreed", "Manager", "31 May 2026", "A new post is filled"),
    )  # fmt: skip
    taken = columns_taken(tmp_path, rows)
    assert taken["Management comments"] == "Response"
    assert taken["Current position"] == "Progress this period"


def test_how_issues_were_settled_is_no_plan(tmp_path: Path) -> None:
    rows: Rows = (
        ("ID", "Issue", "Raised by", "Date raised", "Resolution", "Status", "Closed"),
        ("I1", "The printer is broken", "Ann", date(2026, 1, 3), "A new one was bought",
         "Closed", date(2026, 1, 8)),
        ("I2", "The door sticks", "Bob", date(2026, 1, 9), "It was planed", "Closed",
         date(2026, 1, 10)),
    )  # fmt: skip
    with pytest.raises(WorkbookUnreadableError, match="holds no action plan"):
        drafted(tmp_path, rows)


def test_what_was_done_about_incidents_is_no_plan(tmp_path: Path) -> None:
    rows: Rows = (
        ("Incident", "Description", "Immediate action (by whom and when)"),
        ("1", "Somebody slipped in the hall", "Mopped by Ann on 3 January"),
        ("2", "Somebody was cut in the yard", "Plaster by Bob on 4 January"),
    )
    with pytest.raises(WorkbookUnreadableError, match="holds no action plan"):
        drafted(tmp_path, rows)


def test_months_under_one_rag_are_told_one_after_another(tmp_path: Path) -> None:
    rows: Rows = (
        ("Ref", "Action", "Lead", "Due", "RAG", None),
        (None, None, None, None, "Jan", "Feb"),
        ("1", "Fit mats on all of the wards", "Matron", "May 2026", "Amber", "Green"),
        ("2", "Train a nurse on each ward", "Educator", "June 2026", "Green", "Red"),
    )
    draft = excel_draft(written(tmp_path / "plan.xlsx", rows, merges=("E1:F1",)))
    taken = {each.heading: each.column for each in draft.columns}
    assert (taken["RAG – Jan"], taken["RAG – Feb"]) == ("", "RAG")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Response: action taken / planned", "action"),
        ("Response", "response"),
        ("Accepted / Rejected", "response"),
        ("(3) Owner", "lead"),
        ("Next steps / date", ""),
    ],
)
def test_a_heading_that_tells_two_things_is_the_one_that_stands_there(
    heading: str, field: str
) -> None:
    sure = [each.field for each in meanings(heading) if each.score >= 0.75]
    assert field in sure if field else set(sure) <= {"other"}


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("issue", "Areas to improve|Issue to be addressed|Standard not met"),
        ("action", "Measures to be taken|Change required|How we will put it right"),
        ("lead", "Head of Service|Milestone owner"),
        ("timescale", "Timing|Due Qtr|Date by which action to be completed"),
        ("progress", "Monitoring comments"),
        ("outcome", "How will we know we have succeeded?|Goal / outcome|End result"),
        ("evidence", "Evidence folder|Evidence of progress"),
        ("response", "Accept/Reject|Agree / disagree"),
        ("ref", "S/N|Sr No"),
        ("monitoring_group", "Reported to|Governance route"),
    ],
)
def test_a_heading_of_few_offices_is_known(field: str, headings: str) -> None:
    for heading in headings.split("|"):
        best = meanings(heading)[0]
        assert (best.field, best.score >= SURE) == (field, True), heading


def test_what_rows_of_one_issue_say_of_it_is_kept_or_left_with_its_heading(tmp_path: Path) -> None:
    rows: Rows = (
        ("Area for improvement", "Priority", "Action", "Lead", "By", "Resources"),
        ("Reading", "High", "Buy books for each class", "English lead", "Oct 2026", "£1,200"),
        ("Reading", "Low", "Train all of the staff", "English lead", "Dec 2026", "Two days"),
        ("Reading", "High", "Listen to each child", "Helpers", "Dec 2026", "£1,200"),
    )
    draft = drafted(tmp_path, rows)
    (issue,) = draft.rows["Issues"]
    assert (issue["resource_implications"], issue["priority"]) == ("£1,200\nTwo days", "High")
    assert [(doubt.column, doubt.words) for doubt in draft.doubts[-2:]] == [
        ("Priority", "Low"),
        ("Resource implications", "Two days"),
    ]
    assert [left.text for left in draft.left_over if "says otherwise" in left.reason] == ["Low"]


AUDITED: Rows = (
    ("Issue/risk", "Recommendation", "Agreed management action/timing"),
    ("Valuations were late.", "Valuations should be ready by April each year.",
     "Accepted\nA timetable will be agreed.\nResponsible officer: Head of Finance\n"
     "Agreed date: 31 March 2027"),
    ("Journals are not looked at.", "All large journals should be authorised.",
     "The ledger will ask for it.\nOwner: Systems Accountant, June 2026"),
    ("Keys are not logged.", "A log of all the keys should be kept.",
     "A log will be kept at the desk.\nCaretaker\n30 June 2026"),
)  # fmt: skip


def test_who_and_when_within_an_action_are_its_lead_and_its_timescale(tmp_path: Path) -> None:
    draft = drafted(tmp_path, AUDITED)
    assert [
        tuple(row[name] for name in ("action", "lead", "timescale_text"))
        for row in draft.rows["Actions"]
    ] == [
        ("Accepted\nA timetable will be agreed.", "Head of Finance", "31 March 2027"),
        ("The ledger will ask for it.", "Systems Accountant", "June 2026"),
        ("A log will be kept at the desk.", "Caretaker", "30 June 2026"),
    ]
    found = next(doubt for doubt in draft.doubts if doubt.column == "Issue")
    assert "Two columns could be it" in found.doubt
    labels = [left.text for left in draft.left_over if left.reason == "says who or when"]
    assert sorted(labels) == ["Agreed date:", "Owner:", "Responsible officer:"]
    assert draft.letters.share == 1


@pytest.mark.parametrize(
    ("own", "cell", "expected", "untold"),
    [
        (("Lead", "Clerk"), "Write it.\nOwner: Mayor\nDue: May 2026",
         ("Write it.\nOwner: Mayor", "Clerk", "May 2026"), ""),
        (("Lead", "Clerk"), "Write it.\nMayor\n1 May 2026",
         ("Write it.\nMayor", "Clerk", "1 May 2026"), ""),
        (("Lead", "Clerk"), "Write it.", ("Write it.", "Clerk", ""), "the time"),
        (("Timescale", "June 2026"), "Write it.\nOwner: Mayor\nDue: May 2026",
         ("Write it.\nDue: May 2026", "Mayor", "June 2026"), ""),
        (("Timescale", "June 2026"), "Write it.\nOwner: Mayor, 1 May 2026",
         ("Write it.", "Mayor, 1 May 2026", "June 2026"), ""),
        (("Timescale", "June 2026"), "Write it.\n1 May 2026",
         ("Write it.\n1 May 2026", "", "June 2026"), "the name"),
    ],
)  # fmt: skip
def test_what_a_column_of_its_own_says_is_not_gone_over_by_what_is_told_within(
    tmp_path: Path, own: tuple[str, str], cell: str, expected: tuple[str, str, str], untold: str
) -> None:
    heading = "Agreed management action, responsible officer and date"
    rows: Rows = (
        ("Finding", heading, own[0]),
        ("Journals are not looked at.", cell, own[1]),
        ("Keys are not logged.", "Keep a log.\nOwner: Caretaker\nDue: 30 June 2026", own[1]),
    )
    draft = drafted(tmp_path, rows)
    action = draft.rows["Actions"][0]
    told = tuple(action.get(name, "") for name in ("action", "lead", "timescale_text"))
    assert told == expected
    doubts = [each.doubt for each in draft.doubts if each.ref == action["ref"]]
    assert [untold in each for each in doubts if "cannot be told" in each] == [True] * bool(untold)
    assert draft.letters.share == 1


def test_who_and_when_within_a_response_stand_in_both(tmp_path: Path) -> None:
    rows: Rows = (
        ("Finding", "Recommendation", "Management response, responsibility and timescale"),
        ("Keys are not logged", "Keep a log of all keys",
         "Agreed. It will be kept at the desk.\nFacilities Manager\n30 June 2026"),
        ("No test of the alarms", "Test them each week", "Agreed in full.\nCaretaker\n1 May 2026"),
    )  # fmt: skip
    draft = drafted(tmp_path, rows)
    told = [(row["lead"], row["timescale_text"]) for row in draft.rows["Actions"]]
    assert told == [("Facilities Manager", "30 June 2026"), ("Caretaker", "1 May 2026")]
    assert draft.rows["Issues"][1]["response"] == "Agreed in full.\nCaretaker\n1 May 2026"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Agreed\nYes\n1 May 2026", ("Agreed\nYes", "", "1 May 2026")),
        ("Yes\nIt will be done soon\n1 May 2026", ("Yes\nIt will be done soon", "", "1 May 2026")),
        ("1 May 2026", ("1 May 2026", "", "")),
        ("Lead: Clerk", ("Lead: Clerk", "", "")),
        ("Write it\nLead: Clerk\nLead: Mayor", ("Write it\nLead: Mayor", "Clerk", "")),
        ("Write it by hand", ("Write it by hand", "", "")),
        ("Write it\nDue – May 2026", ("Write it", "", "May 2026")),
    ],
)  # fmt: skip
def test_only_what_is_for_certain_is_who_or_when(
    words: str, expected: tuple[str, str, str]
) -> None:
    assert told_within(words)[:3] == expected


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Agreed management action/timing", {"timescale"}),
        ("Agreed action (including responsible officer and date)", {"lead", "timescale"}),
        ("Action", set()),
        ("Owner / deadline", set()),
        ("Action and progress", set()),
    ],
)
def test_a_heading_of_actions_may_ask_who_and_when(heading: str, asked: set[str]) -> None:
    assert asked_within(heading) == asked


def test_a_cross_under_a_colour_is_the_status(tmp_path: Path) -> None:
    rows: Rows = (
        ("Action", "Responsible", "Deadline", "Red", "Amber", "Green", "Comments"),
        ("Open the ward by spring", "Matron", "May 2026", "", "X", "", "It is late"),
        ("Hire a doctor for it", "Head of HR", "June 2026", "", "", "X", "Two have applied"),
        ("Buy the beds for it", "Head of Estates", "July 2026", "X", "", "", "No money"),
    )
    actions = drafted(tmp_path, rows).rows["Actions"]
    assert [row["status"] for row in actions] == ["Amber", "Green", "Red"]
