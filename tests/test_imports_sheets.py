"""Workbooks whose plan is spread over sheets, or stored otherwise than it is shown."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.sheet_layout import SheetLayout

HEADINGS = ("Ref", "Action", "Lead", "Due date", "Update")
ACTIONS = (
    "Write the policy down", "Train all of the staff", "Book the rooms early", "Count the keys",
)  # fmt: skip
MAY_2027 = 46_508  # as Excel stores 1 May 2027

Rows = Sequence[Sequence[object]]


def book(path: Path, sheets: dict[str, Rows], *, epoch_1904: bool = False) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    if epoch_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        made.epoch = CALENDAR_MAC_1904
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def plan(update: str, *, due: object = "May 2027", actions: Sequence[str] = ACTIONS) -> Rows:
    rows = [(f"A{n}", action, "JT", due, update) for n, action in enumerate(actions, start=1)]
    return [HEADINGS, *rows]


def said(draft: Draft, words: str) -> list[str]:
    return [each.doubt for each in draft.doubts if words in each.doubt]


def test_of_a_sheet_for_each_month_the_latest_is_the_plan(tmp_path: Path) -> None:
    sheets = {
        "May 2026": plan("It is half done"),
        "June 2026": plan("All is signed now"),
        "April 2026": plan("begun"),
    }

    draft = excel_draft(book(tmp_path / "old.xlsx", sheets))

    assert [row.values["progress"] for row in draft.tables["Actions"]] == ["All is signed now"] * 4
    assert len(said(draft, "at an earlier time")) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("Housing", "Parks"),  # no periods
        ("Jan", "Feb"),  # of which year?
    ],
)
def test_sheets_whose_names_do_not_tell_which_is_later_all_stay(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    sheets = {name: plan(name) for name in names}

    draft = excel_draft(book(tmp_path / "old.xlsx", sheets))

    assert len(draft.tables["Actions"]) == 8


def test_sheets_of_months_with_other_actions_each_all_stay(tmp_path: Path) -> None:
    sheets = {
        "April 2026": plan("begun"),
        "May 2026": plan("begun", actions=("Ask the unions", "Mend the roof", "Buy two vans")),
    }

    draft = excel_draft(book(tmp_path / "old.xlsx", sheets))

    assert len(draft.tables["Actions"]) == 7


def test_a_sheet_that_is_asked_for_by_name_is_read_though_another_is_later(tmp_path: Path) -> None:
    sheets = {"April 2026": plan("begun"), "May 2026": plan("half")}

    draft = excel_draft(book(tmp_path / "old.xlsx", sheets), SheetLayout(sheets=("April 2026",)))

    assert {row.values["progress"] for row in draft.tables["Actions"]} == {"begun"}


@pytest.mark.parametrize(("epoch_1904", "first"), [(False, MAY_2027), (True, MAY_2027 - 1462)])
def test_days_that_are_stored_as_bare_numbers_are_days_and_said(
    tmp_path: Path, *, epoch_1904: bool, first: int
) -> None:
    path = book(tmp_path / "old.xlsx", {"Log": plan("begun", due=first)}, epoch_1904=epoch_1904)

    draft = excel_draft(path)

    assert {row.values["timescale_text"] for row in draft.tables["Actions"]} == {"1 May 2027"}
    (doubt,) = said(draft, "bare numbers")
    assert "01/05/2027" in doubt


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Budget code", (46_508, 46_509, 46_510, 46_511)),  # no heading of days
        ("Due date", (46_508, 12, 46_510, 46_511)),  # no day of our time
        ("Due date", (46_508.5, 46_509, 46_510, 46_511)),  # no whole day
    ],
)
def test_numbers_that_may_be_none_stay_numbers(
    tmp_path: Path, heading: str, numbers: Sequence[float]
) -> None:
    rows = [
        ("Ref", "Action", "Lead", "Status", heading),
        *((f"A{n}", action, "JT", "Open", number)
          for n, (action, number) in enumerate(zip(ACTIONS, numbers, strict=True))),
    ]  # fmt: skip

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Log": rows}))

    assert not said(draft, "bare numbers")
    assert all("timescale_text" not in row.values for row in draft.tables["Actions"])


REGISTER: Rows = [
    ("Rec no", "Recommendation", "Accepted?"),
    (1, "Be clear about who decides", "Yes"),
    (2, "Look after the records", "Yes"),
]
NUMBERED: Rows = [
    ("Rec no", "Action", "Lead", "Due date"),
    *((number, action, "JT", "May 2027")
      for number, action in zip((1, 1, 2, 2), ACTIONS, strict=True)),
]  # fmt: skip


def test_issues_that_the_actions_name_by_number_have_their_words_from_their_own_sheet(
    tmp_path: Path,
) -> None:
    draft = excel_draft(book(tmp_path / "old.xlsx", {"Recs": REGISTER, "Actions": NUMBERED}))

    issues = [(row.values["ref"], row.values["issue"]) for row in draft.tables["Issues"]]
    assert issues == [("1", "Be clear about who decides"), ("2", "Look after the records")]
    assert [row.values["issue"] for row in draft.tables["Actions"]] == ["1", "1", "2", "2"]
    assert [each.cell for each in draft.doubts if "another sheet" in each.doubt] == [
        "Recs!B2", "Recs!B3",
    ]  # fmt: skip


def test_issues_that_are_numbers_alone_keep_their_actions_together(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path / "old.xlsx", {"Actions": NUMBERED}))

    assert [row.values["issue"] for row in draft.tables["Actions"]] == ["1", "1", "2", "2"]
    assert [row.values["ref"] for row in draft.tables["Issues"]] == ["1", "2"]
    assert said(draft, "by number alone")


def test_numbers_each_once_are_the_refs_of_the_actions(tmp_path: Path) -> None:
    rows = [NUMBERED[0], *((at, *row[1:]) for at, row in enumerate(NUMBERED[1:], start=11))]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Actions": rows}))

    assert [row.values["ref"] for row in draft.tables["Actions"]] == ["11", "12", "13", "14"]
    assert not draft.tables["Issues"]


FORMS: Rows = [
    ("Response to the peer review",),
    (),
    ("Recommendation", "Be clear about who decides", "Ref", "R1"),
    ("Action", "Write the policy down", "Lead", "JT"),
    ("Due date", date(2027, 5, 1), "Status", "In progress"),
    (),
    ("Recommendation", "Look after the records", "Ref", "R2"),
    ("Action", "Train all of the staff", "Lead", ""),
    ("Due date", "ask JT", "Status", "Not started"),
]


def test_a_table_of_three_columns_is_no_form(tmp_path: Path) -> None:
    rows: Rows = [
        ("Measure", "Lead responsibility", "Timetable"),
        ("Annual progress report", "Policy Officer", "31 August"),
        ("Draft the action plan", "HR Manager", "June 2026"),
        ("Plan published", "Comms Lead", "September 2026"),
    ]

    with pytest.raises(WorkbookUnreadableError, match="no action plan that can be told"):
        excel_draft(book(tmp_path / "old.xlsx", {"Timetable": rows}))


def test_forms_on_a_sheet_are_rows_and_their_doubts_name_its_cells(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path / "old.xlsx", {"Forms": FORMS}))

    actions = [row.values for row in draft.tables["Actions"]]
    assert [(each["ref"], each["action"], each.get("lead", "")) for each in actions] == [
        ("R1", "Write the policy down", "JT"), ("R2", "Train all of the staff", ""),
    ]  # fmt: skip
    assert [each["timescale_text"] for each in actions] == ["1 May 2027", "ask JT"]
    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Be clear about who decides", "Look after the records",
    ]  # fmt: skip
    assert draft.settings.title == "Response to the peer review"
    assert said(draft, "holds forms")
    assert {each.heading: each.cell for each in draft.columns}["Lead"] == "Forms!D4"


def test_labels_that_come_again_begin_another_form(tmp_path: Path) -> None:
    forms = [row[:2] for row in FORMS[2:] if row]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Forms": forms}))

    assert [row.values["action"] for row in draft.tables["Actions"]] == list(ACTIONS[:2])


def test_a_form_on_each_sheet_is_a_row_of_one_plan(tmp_path: Path) -> None:
    draft = excel_draft(
        book(tmp_path / "old.xlsx", {"One": FORMS[2:5], "Two": FORMS[6:], "Notes": [("By JT",)]})
    )

    assert [row.values["ref"] for row in draft.tables["Actions"]] == ["R1", "R2"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "J Pike"), ("Job title", "Head of Housing"), ("Email", "jp@example.org")],
        [("Invoice", "1204"), ("Date", "May 2027"), ("Status", "Paid")],
    ],
)
def test_a_form_that_is_no_plan_is_refused(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(WorkbookUnreadableError, match="holds no action plan"):
        excel_draft(book(tmp_path / "old.xlsx", {"Form": rows}))


def test_whose_initials_stand_as_leads_is_taken_from_the_sheet_that_says_so(tmp_path: Path) -> None:
    leads: Rows = [
        ("Who is who",),
        ("Initials", "Name", "Job title", "Email"),
        ("JT", "Jo Tate", "Head of Housing", "jt@example.org"),
        ("KM", "", "Clerk", ""),
        ("FG", "Finance Group", "", ""),
        ("", "Nobody", "", ""),
    ]

    draft = excel_draft(
        book(tmp_path / "old.xlsx", {"Plan": plan("It is half done"), "Leads": leads})
    )

    assert [row.values for row in draft.tables["People"]] == [
        {"initials": "JT", "name": "Jo Tate", "post": "Head of Housing", "kind": "person"},
        {"initials": "KM", "name": "", "post": "Clerk", "kind": "post"},
        {"initials": "FG", "name": "Finance Group", "post": "", "kind": "group"},
    ]
    assert said(draft, "whose initials")


def test_a_sheet_of_names_without_initials_is_left(tmp_path: Path) -> None:
    leads: Rows = [("Name", "Job title"), ("Jo Tate", "Head of Housing")]

    draft = excel_draft(
        book(tmp_path / "old.xlsx", {"Plan": plan("It is half done"), "Leads": leads})
    )

    assert not draft.tables.get("People")


TICKED = ("Action", "Lead", "Due date", "Not started", "In progress", "Complete")


@pytest.mark.parametrize("tick", ["x", "\N{CHECK MARK}", "Yes"])
def test_a_tick_under_one_of_several_headings_is_the_status(tmp_path: Path, tick: str) -> None:
    ticks = ((tick, "", ""), ("", tick, ""), ("", "", tick), ("", tick, tick))
    rows = [TICKED, *((a, "JT", "May 2027", *t) for a, t in zip(ACTIONS, ticks, strict=True))]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert [row.values.get("status", "") for row in draft.tables["Actions"]] == [
        "Not started", "In progress", "Complete", "",
    ]  # fmt: skip


def test_an_example_under_the_headings_is_no_action(tmp_path: Path) -> None:
    example = ("e.g. A1", "EXAMPLE: Review the rota", "Name", "dd/mm/yyyy", "Example: begun")
    rows = [HEADINGS, example, *plan("It is half done")[1:]]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert [row.values["action"] for row in draft.tables["Actions"]] == list(ACTIONS)


def test_several_columns_of_leads_that_are_numbered_are_one_lead_each_beside_the_other(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        ("Action", "Owner 1", "Owner 2", "Due date"),
        (ACTIONS[0], "J Tate", "K Marsh", "May 2027"),
        (ACTIONS[1], "J Tate", "", "June 2027"),
        (ACTIONS[2], "", "K Marsh", "July 2027"),
    ]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert [row.values["lead"] for row in draft.tables["Actions"]] == [
        "J Tate / K Marsh", "J Tate", "K Marsh",
    ]  # fmt: skip
    assert not [each for each in draft.left_over if "Marsh" in each.text]


def test_two_leads_that_are_not_numbered_are_neither_taken(tmp_path: Path) -> None:
    rows: Rows = [
        ("Action", "Owner", "Responsible", "Due date"),
        (ACTIONS[0], "J Tate", "K Marsh", "May 2027"),
        (ACTIONS[1], "J Tate", "K Marsh", "June 2027"),
    ]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert not any("lead" in row.values for row in draft.tables["Actions"])


def area(number: int, actions: Sequence[str]) -> Rows:
    return [
        (f"Improvement area {number}: Who decides",),
        ("Lead Member: Cllr Hay", "Lead directorate: Housing"),
        ("Aim: Everybody knows who decides",),
        ("Action", "Outcome", "Timescale", "Progress"),
        *((action, "Better", MAY_2027, "Begun well by the team") for action in actions),
        (),
    ]


def test_days_stored_as_bare_numbers_are_said_of_a_printed_plan_too(tmp_path: Path) -> None:
    rows = [*area(1, ACTIONS[:2]), *area(2, ACTIONS[2:])]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert draft.layout == "area"
    assert {row.values["timescale_text"] for row in draft.tables["Actions"]} == {"1 May 2027"}
    assert len(said(draft, "bare numbers")) == 1


def test_a_sheet_that_lies_on_its_side_is_put_upright(tmp_path: Path) -> None:
    rows = [list(cells) for cells in zip(*plan("Half done", due=date(2027, 5, 1)), strict=True)]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert [row.values["action"] for row in draft.tables["Actions"]] == list(ACTIONS)
    assert {row.values["timescale_text"] for row in draft.tables["Actions"]} == {"1 May 2027"}
    assert said(draft, "lies on its side")
    assert {column.cell for column in draft.columns} == {f"Plan!A{row}" for row in range(1, 6)}


def test_labels_and_values_in_turns_are_forms_and_do_not_lie_on_their_side(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path / "old.xlsx", {"Forms": FORMS}))

    assert said(draft, "holds forms")
    assert not said(draft, "lies on its side")


def test_a_row_of_news_in_the_column_of_actions_is_progress(tmp_path: Path) -> None:
    rows: Rows = [
        ("Ref", "Action", "Lead", "Due date"),
        ("1", "Write the policy down", "JT", "May 2027"),
        ("", "Update: a draft is with legal"),
        ("2", "Train all of the staff", "MG", "June 2027"),
        ("", "Update 3/5/26: half of them"),
        ("3", "Update the website: add the minutes", "MG", "June 2027"),
    ]

    draft = excel_draft(book(tmp_path / "old.xlsx", {"Plan": rows}))

    assert [
        (row.values["action"], row.values.get("progress")) for row in draft.tables["Actions"]
    ] == [
        ("Write the policy down", "Update: a draft is with legal"),
        ("Train all of the staff", "Update 3/5/26: half of them"),
        ("Update the website: add the minutes", None),
    ]


def noted(path: Path, comments: Mapping[str, str], box: str = "") -> None:
    """A plan with comments on its cells, and a text box beside it."""
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Plan")
        for number, row in enumerate(plan("Half done")):
            sheet.write_row(number, 0, row)
        for cell, words in comments.items():
            sheet.write_comment(cell, words)
        if box:
            sheet.insert_textbox("H2", box)


def test_what_stands_beside_the_cells_is_left_over_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    noted(path, {"B2": "Ask JT whether <this> is still wanted"}, "Agreed by Cabinet\nin March")

    draft = excel_draft(path)

    left = {each.reason: each.text for each in draft.left_over}
    assert left["comment on Plan!B2"] == "Ask JT whether <this> is still wanted"
    assert left["text box on Plan"].split() == ["Agreed", "by", "Cabinet", "in", "March"]
    assert draft.letters.share == 1


THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE_2017 = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def test_a_thread_of_comments_is_told_once_and_not_as_older_programs_have_it(
    tmp_path: Path,
) -> None:
    old, path = tmp_path / "old.xlsx", tmp_path / "threads.xlsx"
    for_older = "[Threaded comment] Your version cannot show it. Comment: Why?"
    noted(old, {"B2": for_older, "C2": "A note"})
    thread = (
        f'<ThreadedComments xmlns="{THREAD}"><threadedComment ref="B2" id="1"><text>Why?</text>'
        '</threadedComment><threadedComment ref="B2" id="2" parentId="1"><text>It &amp; that'
        "</text></threadedComment></ThreadedComments>"
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    pointer = (
        f'<Relationship Id="rId99" Type="{OFFICE_2017}" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(path, "w") as written:
        for name in source.namelist():
            data = source.read(name).decode()
            written.writestr(
                name, data.replace("</Relationships>", pointer) if name == rels else data
            )
        written.writestr("xl/threadedComments/threadedComment1.xml", thread)

    left = [(each.reason, each.text) for each in excel_draft(path).left_over]

    assert [each for each in left if each[0].startswith("comment")] == [
        ("comment on Plan!B2", "Why?"),
        ("comment on Plan!B2", "It & that"),
        ("comment on Plan!C2", "A note"),
    ]
