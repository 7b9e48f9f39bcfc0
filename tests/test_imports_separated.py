"""Plans that a database, a form or a web list gave out as separated values."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionbook
from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.saved_sheet import is_saved_sheet
from actionbook.imports.separated_values import read_separated

ON = date(2026, 11, 12)
PLAN = [
    ["Ref", "Action", "Lead", "By when", "Progress"],
    ["1.10", "Agree the budget, with members", "AB", "May 2027", "Begun\nand paused"],
    ["1.2", 'Hold a "market day"; tell | all', "CD", "Sept 2027", ""],
]


def separated(rows: list[list[str]], mark: str, end: str = "\r\n") -> str:
    quoted = (['"{}"'.format(cell.replace('"', '""')) for cell in row] for row in rows)
    return "".join(mark.join(row) + end for row in quoted)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_plan_is_read_whatever_parts_its_cells(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "old.csv"
    rows = [[*PLAN[0]], *PLAN[1:], ["1.3", "Café review", "EF", "May 2027", ""]]
    path.write_bytes(separated(rows, mark).encode(encoding))

    draft = excel_draft(path)

    actions = [row.values for row in draft.tables["Actions"]]
    assert [each["ref"] for each in actions] == ["1.10", "1.2", "1.3"]
    assert [each["action"] for each in actions] == [row[1] for row in rows[1:]]
    assert actions[0]["progress"] == "Begun\nand paused"
    assert draft.letters.share == 1
    assert draft.read_as.startswith("separated values in ")
    guessed = [each for each in draft.doubts if "encoded" in each.doubt]
    assert bool(guessed) is (encoding == "cp1252")


class Case(NamedTuple):
    text: str
    rows: list[list[object]]


CASES = (
    Case("sep=|\r\na|b\r\n", [["a", "b"]]),
    Case("a;b\n1,5;2,5\n1,75;2\n", [["a", "b"], ["1,5", "2,5"], ["1,75", "2"]]),
    Case("a,b\n\n1,2\n", [["a", "b"], [], ["1", "2"]]),
    Case("a\n1\n", [["a"], ["1"]]),
    Case("a,b\r\n007,1.10\r\n", [["a", "b"], ["007", "1.10"]]),
    Case("d,e\n2027-03-31,2027-03-31T00:00:00Z\n", [["d", "e"], [date(2027, 3, 31)] * 2]),
    Case("d,e\n2027-03-31 10:11:12,2027-13-31\n", [["d", "e"], [date(2027, 3, 31), "2027-13-31"]]),
    # The last hour of June there is the first of July here.
    Case(
        "d,e\n2027-06-30T23:00:00Z,2027-06-30T00:00+01:00\n",
        [["d", "e"], ["2027-06-30T23:00:00Z", date(2027, 6, 30)]],
    ),
    Case('a,b\n"Smart" city,x\n', [["a", "b"], ["Smart city", "x"]]),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case.text))
def test_cells_are_as_they_were_written(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "old.csv"
    path.write_text(case.text, encoding="utf-8", newline="")

    assert read_separated(path).rows == case.rows


def test_a_quotation_mark_within_a_cell_is_doubted(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text('a,b\n"Smart" city,x\n', encoding="utf-8")

    assert ["quotation mark" in each.doubt for each in read_separated(path).doubts] == [True]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.text("ab ,;\t|\"'\né–1", max_size=8), min_size=2, max_size=2),
        min_size=6,
        max_size=20,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_is_quoted_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "old.csv"
    text = f"sep={mark}\n" + separated(rows, mark, "\n")
    path.write_text(text, encoding="utf-8", newline="")

    assert read_separated(path).rows == rows


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'Action,Lead\n1,"Never closed\n2,AB\n', "a quotation mark in it is not closed"),
        (b"", "is empty"),
        (b"a,b\n\0,1\n", "is not text"),
        (b"Name,Phone\nBob,123\nAnn,456\n", "holds no action plan"),
        (b"PK\x03\x04", "a Word or Excel document"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(data)

    with pytest.raises((WorkbookUnreadableError, ActionbookError), match=says):
        actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON)
    assert not (tmp_path / "plan.xlsx").exists()


TASKS = ["ID", "Title", "Assigned To", "Due Date", "% Complete", "Task Status", "Description"]


def tasks(*rows: tuple[str, str]) -> list[list[str]]:
    return [
        TASKS,
        *(
            [str(number), title, "AB", "2027-05-01", "50", "In Progress", words]
            for number, (title, words) in enumerate(rows, 1)
        ),
    ]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        # Few are described.
        ((("Agree the budget", "See paper"), ("Hold a day", ""), ("Tell all staff", "")), "Title"),
        # The titles say what is to be done, the descriptions do not.
        ((("Agree the budget", "The paper of May is out of date and was not read by anybody"),
          ("Write the policy", "Nobody has looked at this one since the year before last"),
          ("Publish the map", "It was promised to the ward in the autumn of last year")), "Title"),
        # And the other way about.
        ((("Budget", "Agree the budget with members"), ("Policy", "Write the policy down"),
          ("Map", "Publish the map of the ward")), "Description"),
    ],
)  # fmt: skip
def test_of_a_title_and_a_description_one_is_the_action(
    tmp_path: Path, rows: tuple[tuple[str, str], ...], field: str
) -> None:
    path = tmp_path / "tasks.csv"
    path.write_text(separated(tasks(*rows), ","), encoding="utf-8")

    draft = excel_draft(path)

    found = {column.heading: column.column for column in draft.columns}
    assert found[field] == "Action"
    assert found["% Complete"] == "% complete"
    assert sorted(found[name] for name in ("Title", "Description")) == ["", "Action"]


def test_a_title_and_a_description_that_are_alike_are_left_to_be_told(tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    rows = (
        ("The budget of May", "It was late again"),
        ("The policy of old", "It is in the hall"),
        ("The map of a ward", "It was never read"),
    )
    path.write_text(separated(tasks(*rows), ","), encoding="utf-8")

    with pytest.raises(WorkbookUnreadableError, match="no action plan that can be told"):
        excel_draft(path)


PADDED = (
    "Housing action plan\t\t\t\t\r\n"
    "\t\t\t\t\r\n"
    "Ref\tAction\tLead\tBy when\tCurrent status\r\n"
    "1\tHire two plumbers\tJT\t30/04/2027\tNot started\r\n"
    '2\t"Publish the waiting times,\nby ward"\tMG\t31/05/2027\tIn progress\r\n'
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_text_that_excel_saved_is_read_as_its_sheet(tmp_path: Path, encoding: str) -> None:
    for ending in ("txt", "tsv", "dat"):
        (tmp_path / f"old.{ending}").write_bytes(PADDED.encode(encoding))
    read = {
        ending: _imported(tmp_path / f"old.{ending}", tmp_path / f"{ending}.xlsx")
        for ending in ("txt", "tsv", "dat")
    }

    assert read["txt"] == read["tsv"] == read["dat"]
    assert read["txt"][0] == [
        ("1", "Hire two plumbers", "JT", "Not started"),
        ("2", "Publish the waiting times,\nby ward", "MG", "In progress"),
    ]
    assert read["txt"][1] == "Housing action plan"


def test_text_whose_rows_lack_their_last_blank_cells_is_a_sheet_where_it_is_no_print(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.txt"
    path.write_text(
        "ID\tTask\tAllocated to\tPriority (H, M, L)\tDeadline\tOpen/Closed\tProgress comments\n"
        "7\tHire two plumbers\tRO\tLow\t01.05.27\tOpen\tBegun in the north\n"
        "8\tPublish the waiting times\tMG\tHigh\n",
        encoding="utf-8",
    )

    actions, _ = _imported(path, tmp_path / "plan.xlsx")

    assert [each[1] for each in actions] == ["Hire two plumbers", "Publish the waiting times"]


def _imported(path: Path, to: Path) -> tuple[list[tuple[str, str, str, str]], str]:
    """The ref, words, lead and status of each action that a text gives, and the plan's title."""
    actionbook.import_plan(path, to, on=ON)
    plan = actionbook.read_plan(to)
    told = [(each.ref, each.action, each.lead, str(each.status)) for each in plan.actions]
    return told, plan.settings.title


class Lines(NamedTuple):
    says: str
    text: str
    is_saved: bool


LINES = (
    Lines("all rows have the same cells", "a\tb\tc\n1\t2\t3\n\t\t\n", is_saved=True),
    Lines("a cell holds a line end", 'a\tb\tc\n1\t"2\n2"\t3\n', is_saved=True),
    Lines("sixteen rows without their last cells", "a\tb\tc\n" + "1\t\t3\n" * 15 + "1\t2\n" * 16,
          is_saved=True),
    Lines("a title without tabs", "Plan\na\tb\tc\n1\t2\t3\n", is_saved=False),
    Lines("a cell that goes on below", "a\tb\tc\n1\t2\t3\nand more\n", is_saved=False),
    Lines("two columns, as a letter may have", "a\tb\n1\t2\n", is_saved=False),
    Lines("a quotation mark left open", 'a\tb\tc\n1\t"2\t3\n', is_saved=False),
    Lines("nothing", "", is_saved=False),
)  # fmt: skip


@pytest.mark.parametrize("case", LINES, ids=lambda case: case.says)
def test_text_is_a_saved_sheet_where_its_rows_have_all_their_cells(case: Lines) -> None:
    assert is_saved_sheet(case.text) is case.is_saved
