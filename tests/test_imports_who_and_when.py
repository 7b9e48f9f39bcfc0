"""Who and when in one column: told apart, or left as they stand and said."""

from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from actionbook.adoption.finding import Asked, find_table
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.who_and_when import asks_for_both, who_and_when
from actionbook.ooxml import BookView


class Case(NamedTuple):
    words: str
    who: str
    when: str


CASES = (
    Case("DS Manager\nJune 2026", "DS Manager", "June 2026"),
    Case("Head of HR – March 2027", "Head of HR", "March 2027"),
    Case("JT 31/03/2027", "JT", "31/03/2027"),
    Case("J Smith (June 2026)", "J Smith", "June 2026"),
    Case("Head of HR June 2026", "Head of HR", "June 2026"),
    Case("Head of HR by end of Q2 2026/27", "Head of HR", "by end of Q2 2026/27"),
    Case("June 2026: Head of HR", "Head of HR", "June 2026"),
    Case("MO, S151\nSept 2026", "MO / S151", "Sept 2026"),
    Case("Head of Housing, end of March 2027", "Head of Housing", "end of March 2027"),
    Case("31/03/2027", "", "31/03/2027"),
    # A time between two people is nobody's for certain.
    Case("JT, June 2026, MG", "JT, June 2026, MG", ""),
    Case("Policy team", "Policy team", ""),
    Case("Mayor", "Mayor", ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words)
def test_who_and_when_are_told_apart(case: Case) -> None:
    assert who_and_when(case.words) == (case.who, case.when)


@pytest.mark.parametrize(
    ("heading", "both"),
    [
        ("Lead and timescale", True),
        ("Who / When", True),
        ("Responsibility & deadline", True),
        ("By whom and by when", True),
        ("Lead or timescale", True),
        ("Lead | Deadline", True),
        ("Lead", False),
        ("Lead / owner", False),
        ("Who, what, when", False),
        ("Timescale", False),
    ],
)
def test_a_heading_that_asks_for_both(heading: str, *, both: bool) -> None:
    assert asks_for_both(heading) is both


def book(path: Path, heading: str = "Lead and timescale") -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (
        ("Recommendation", "Action", heading, "Progress"),
        ("Be open", "Publish papers five days before", "DS Manager\nJune 2026", "Begun in May"),
        ("Be quick", "Answer letters in ten days", "CS Manager, Q3 2026/27", "A draft is out"),
        ("Be kind", "Train all of the staff", "Policy team", "Not begun yet"),
    ):
        sheet.append(row)
    made.save(path)
    return path


def test_each_goes_into_its_own_column_and_what_cannot_be_told_is_a_doubt(tmp_path: Path) -> None:
    draft = excel_draft(book(tmp_path / "old.xlsx"))

    rows = [row.values for row in draft.tables["Actions"]]
    assert [(row["lead"], row.get("timescale_text", "")) for row in rows] == [
        ("DS Manager", "June 2026"), ("CS Manager", "Q3 2026/27"), ("Policy team", ""),
    ]  # fmt: skip
    doubts = [each.cell for each in draft.doubts if "who and when" in each.doubt]
    assert doubts == ["Sheet!C4"]
    assert draft.letters.share == 1


def test_a_workbook_that_is_adopted_keeps_the_column_as_its_own(tmp_path: Path) -> None:
    path = book(tmp_path / "old.xlsx")

    found = find_table(BookView.open(path), Asked())
    told = find_table(BookView.open(path), Asked(columns={"Lead and timescale": "Lead"}))

    assert [each.field for each in found.table.columns] == ["issue", "action", "", "progress"]
    assert told.table.column("lead") == 3
