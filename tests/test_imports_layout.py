"""A layout that is remembered: next year's file of the same shape needs nothing said of it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.imports.sheet_layout import sheet_layout
from actionbook.plan.model import Action
from actionbook.workbook.read import read_plan

SAID = ("--map", "Where we are=Progress this period", "--map", "Deputy – Name=", "--map",
        "Leads – Name=Lead", "--map", "Commitment=Action")  # fmt: skip


def kept(path: Path, year: int, *rows: tuple[object, ...]) -> Path:
    """A tracker with headings of two rows, two columns named alike, and a year in its name."""
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["Nothing of the plan stands here"])
    sheet = book.create_sheet(f"Delivery {year}")
    sheet.append([f"Our plan {year}"])
    sheet.append(["Ours", "", "Leads", "Deputy", "When", ""])
    sheet.append(["No", "Commitment", "Name", "Name", "Target date", "Where we are"])
    sheet.merge_cells("A2:B2")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [*map(str, arguments), "--on", "2026-11-26"])
    return done.exit_code, done.stdout, done.stderr


def read(action: Action) -> tuple[str, str, str, date | None, str]:
    return action.ref, action.action, action.lead, action.due, action.progress


LAST = (
    ("1", "Publish the repairs backlog", "Head of Homes", "J Smith", date(2026, 9, 30), "Half way"),
    ("2", "Train the team leaders", "HR Manager", "", date(2026, 12, 31), "Begun in May"),
)
NEXT = (
    ("1", "Agree a savings plan", "Finance Director", "K Lee", date(2027, 9, 30), ""),
    ("2", "Recruit a head of planning", "Chief Executive", "", date(2027, 3, 31), "Advertised"),
    ("3", "Set out what boards look at", "Monitoring Officer", "", date(2027, 6, 30), ""),
)


@pytest.mark.parametrize("sheet", [(), ("--sheet", "Delivery 2026")], ids=["found", "said"])
def test_next_years_file_is_read_by_the_layout_alone(
    sheet: tuple[str, ...], tmp_path: Path
) -> None:
    layout = tmp_path / "layout.toml"
    last = kept(tmp_path / "last.xlsx", 2026, *LAST)
    assert run("import", last, "-o", tmp_path / "2026.xlsx", *SAID, *sheet,
               "--layout", layout)[0] == 0  # fmt: skip
    held = layout.read_bytes()
    following = kept(tmp_path / "next.xlsx", 2027, *NEXT)

    status, said, _ = run("import", following, "-o", tmp_path / "2027.xlsx", "--layout", layout)

    assert status == 0
    assert "It may be" not in said
    assert [read(each) for each in read_plan(tmp_path / "2026.xlsx").actions] == [
        (row[0], row[1], row[2], row[4], row[5]) for row in LAST
    ]
    assert [read(each) for each in read_plan(tmp_path / "2027.xlsx").actions] == [
        (row[0], row[1], row[2], row[4], row[5]) for row in NEXT
    ]
    assert layout.read_bytes() == held


def test_without_the_layout_the_same_file_leaves_columns_over(tmp_path: Path) -> None:
    following = kept(tmp_path / "next.xlsx", 2027, *NEXT)

    said = run("import", following, "-o", tmp_path / "2027.xlsx")[1]

    assert "Deputy – Name: left over" in said


def test_columns_named_alike_are_told_by_their_groups(tmp_path: Path) -> None:
    layout = tmp_path / "layout.toml"
    last = kept(tmp_path / "last.xlsx", 2026, *LAST)

    run("import", last, "-o", tmp_path / "2026.xlsx", *SAID, "--layout", layout)

    assert layout.read_text(encoding="utf-8").splitlines()[4:] == [
        "[columns]",
        '"Where we are" = "Progress this period"',
        '"Deputy – Name" = ""',
        '"Leads – Name" = "Lead"',
        '"Commitment" = "Action"',
        '"No" = "Ref"',
        '"Target date" = "Timescale"',
    ]


def test_a_sheet_that_is_said_is_never_another_and_of_two_alike_none_is_taken(
    tmp_path: Path,
) -> None:
    layout = tmp_path / "layout.toml"
    layout.write_text('sheets = ["Delivery 2026"]\n', encoding="utf-8")
    following = kept(tmp_path / "next.xlsx", 2027, *NEXT)
    book = openpyxl.load_workbook(following)
    book.create_sheet("Delivery 2028").append(["later"])
    two = tmp_path / "two.xlsx"
    book.save(two)

    said = run("import", following, "-o", tmp_path / "a.xlsx", "--sheet", "Delivery 2026")
    alike = run("import", two, "-o", tmp_path / "b.xlsx", "--layout", layout)

    assert (said[0], alike[0]) == (4, 4)
    assert "has no sheet named 'Delivery 2026'" in said[2]
    assert "has no sheet named 'Delivery 2026'" in alike[2]


@pytest.mark.parametrize(
    ("said", "field"),
    [("Progress", "progress"), ("owner", "lead"), ("Deadline", "timescale"), ("Lead", "lead"),
     ("Progress this period", "progress"), ("RAG", "rag"), ("Recommendation", "issue"), ("", "")],
)  # fmt: skip
def test_a_column_is_named_by_its_heading_or_as_plainly(said: str, field: str) -> None:
    assert sheet_layout(maps=[f"What we call it={said}"]).told.fields == {"whatwecallit": field}


@pytest.mark.parametrize("said", ["Target", "Comments", "Date", "Colour of the door"])
def test_what_may_be_several_columns_is_refused(said: str) -> None:
    with pytest.raises(SettingsError, match=f"no column '{said}' to type in. Choose one of: Ref,"):
        sheet_layout(maps=[f"What we call it={said}"])


def test_a_heading_that_is_spoken_of_and_is_not_there_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path / "old.xlsx", 2026, *LAST)
    said = (*SAID, "--map", "Commitmnet=Action")

    status, _, told = run("import", path, "-o", tmp_path / "plan.xlsx", *said)

    assert status == 2
    assert told.startswith("actionbook: old.xlsx: no column is headed 'Commitmnet'. It has: ")
    assert "Leads – Name" in told
    assert not (tmp_path / "plan.xlsx").exists()


def test_a_heading_is_looked_for_in_all_the_sources(tmp_path: Path) -> None:
    paths = (kept(tmp_path / "old.xlsx", 2026, *LAST), tmp_path / "more.csv")
    paths[1].write_text("Job,Owner,Due\nMend the roof,J Smith,May 2027\n", encoding="utf-8")

    status, _, _ = run("import", *paths, "-o", tmp_path / "plan.xlsx", *SAID, "--map", "Job=Action")

    assert status == 0
    assert [each.action for each in read_plan(tmp_path / "plan.xlsx").actions][
        -1
    ] == "Mend the roof"


PRINTED = (
    "Action plan\nNo\tIssue\tActions Required\tLead Officer\tTimescale\tStatus\n"
    "1\tRepairs are late\tHire two plumbers\tJT\tMay 2027\tIn progress\n"
)


def test_the_columns_of_print_are_not_mapped_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text(PRINTED, encoding="utf-8")

    status, _, told = run("import", path, "-o", tmp_path / "plan.xlsx", "--map", "Chap=Lead")

    assert status == 2
    assert "no column is headed 'Chap'. It is text as it was printed" in told


@pytest.mark.parametrize("said", [("--sheet", "Plan"), ("--header-row", "2")])
def test_a_place_in_print_is_not_passed_by_in_silence(
    said: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "old.txt"
    path.write_text(PRINTED, encoding="utf-8")

    status, _, told = run("import", path, "-o", tmp_path / "plan.xlsx", *SAID, *said)

    assert status == 2
    assert "old.txt: there is no such place. It is text as it was printed" in told
    assert not (tmp_path / "plan.xlsx").exists()


ANSWERS = (
    ("Recommendation", "Boards see too little", "Repairs are late"),
    ("Action", "Set out what boards look at", "Hire two plumbers"),
    ("Lead", "Monitoring Officer", "Head of Homes"),
    ("Timescale", "June 2027", "May 2027"),
)
FORMS = [
    *((label, first) for label, first, _ in ANSWERS),
    (),
    *((label, second) for label, _, second in ANSWERS),
]
TABLE = [("Ref", "Action", "Lead", "Due date"), ("1", "Hire two plumbers", "JT", "May 2027"),
         ("2", "Set out what boards look at", "JS", "June 2027")]  # fmt: skip


@pytest.mark.parametrize(
    "sheets",
    [
        {"Answers": FORMS},
        {"Answers": ANSWERS},
        {"April 2026": TABLE, "May 2026": TABLE},
    ],
    ids=["forms", "turned", "months"],
)
def test_next_years_file_is_found_as_this_years_was(
    sheets: dict[str, list[tuple[object, ...]]], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "old.xlsx")
    layout = ("--layout", tmp_path / "layout.toml")

    for made in ("first.xlsx", "next.xlsx"):
        status, _, told = run("import", tmp_path / "old.xlsx", "-o", tmp_path / made, *layout)
        assert (status, told) == (0, "")

    first, following = (read_plan(tmp_path / made) for made in ("first.xlsx", "next.xlsx"))
    assert sorted(action.action for action in first.actions) == [
        "Hire two plumbers",
        "Set out what boards look at",
    ]
    assert [read(each) for each in following.actions] == [read(each) for each in first.actions]


def test_forms_are_read_on_the_sheet_that_is_named_and_as_they_are_mapped(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answers"
    for row in FORMS:
        sheet.append([label.replace("Lead", "Buck") if row else "" for label in row])
    book.save(tmp_path / "old.xlsx")

    status, _, told = run(
        "import", tmp_path / "old.xlsx", "-o", tmp_path / "plan.xlsx",
        "--sheet", "Answers", "--map", "Buck=Lead",
    )  # fmt: skip

    assert (status, told) == (0, "")
    plan = read_plan(tmp_path / "plan.xlsx")
    assert [each.lead for each in plan.actions] == ["Monitoring Officer", "Head of Homes"]
