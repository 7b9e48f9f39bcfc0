"""Sheets cell by cell, and what stands on them round a plan: titles, keys, totals, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from kind_families import Column

__all__ = ["Formula", "Sheet", "beside_the_plan", "foot_of", "top_of"]


@dataclass(frozen=True)
class Formula:
    """A formula, and the result that is stored with it."""

    text: str
    result: object


@dataclass
class Sheet:
    """
    A sheet; rows and columns count from 1, merges are (row, column, row, column). `tables` are the
    rows of the plan from its headings, which are `deep` rows, to its last row.
    """

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    months: set[tuple[int, int]] = field(default_factory=set)
    tables: list[range] = field(default_factory=list)
    deep: int = 1

    def add(self, values: Sequence[object], *, left: int = 0) -> int:
        """Put a row under the others, after *left* blank cells; its number."""
        self.rows.append([""] * left + list(values))
        return len(self.rows)


_TITLES: tuple[tuple[list[object], ...], ...] = (
    (["Improvement Plan 2026-28"],),
    (["Exshire Council"], ["Action plan following the peer challenge of May 2026"], []),
    (["Organisation:", "Exshire Fire Authority"], ["Date of inspection:", date(2026, 5, 12)],
     ["Plan owner:", "Ada Price"], []),
    (["Action Tracker", "", "", "Last updated:", date(2026, 10, 1)],),
    ([], ["St Oswald's Primary School – Action Plan"], ["Version", 3], []),
    (["Internal Audit Recommendations – Monitoring Report"],
     ["This report shows the progress that managers have made with what was agreed. Please update"
      " your rows by the end of each month and tell the audit team when an action is done."], []),
    (["RAG key"], ["Red", "Not on track"], ["Amber", "Some delay"], ["Green", "On track"], []),
    (["Lead officer: Ada Price"], ["Status: DRAFT"], []),
    (),
    (),
)  # fmt: skip
_FEET: tuple[tuple[list[object], ...], ...] = (
    (["Signed:", "", "", "Date:"],),
    ([], ["Approved by the Board on 3 March 2026"]),
    (["Key:"], ["Red", "off track"], ["Green", "on track"]),
    (["Note: dates in italics have been changed since the last report."],),
    (["Prepared by", "Ada Price"], ["Version", "2.1"]),
    (),
    (),
    (),
)


def top_of(sheet: Sheet, random: Random, width: int) -> None:
    """What stands above the headings."""
    for row in random.choice(_TITLES):
        at = sheet.add(row)
        if len(row) == 1 and random.random() < 0.5 and width > 1:
            sheet.merges.append((at, 1, at, width))


def foot_of(sheet: Sheet, random: Random, columns: Sequence[Column], left: int) -> int:
    """
    What stands under the last action: rows made ready, totals, signatures. The last row that is of
    the table.
    """
    if random.random() < 0.35:
        for at in range(random.randint(3, 9)):
            sheet.add([_made_ready(each, at, len(sheet.rows)) for each in columns], left=left)
    if random.random() < 0.3:
        count = sum(bool(any(row)) for row in sheet.rows)
        sheet.add(["Total", count], left=left)
    last = len(sheet.rows)
    foot = random.choice(_FEET)
    if foot:
        sheet.add([])
    for row in foot:
        sheet.add(row, left=left)
    return last


def _made_ready(column: Column, at: int, row: int) -> object:
    """A cell of a row that is ready for an action: its number, a first choice, a formula."""
    if column.filled_with in ("ref", "issue_ref"):
        return 900 + at
    if column.filled_with in ("status", "state"):
        return "Not started"
    if column.filled_with == "number":
        return Formula(f"=ROW()-{row}", 1)
    return ""


def beside_the_plan(random: Random) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets before and after the plan that are no plan."""
    guidance = Sheet(
        "Guidance",
        [
            ["How to use this workbook"],
            [],
            ["1. Type your update in the Progress column by the last Friday of the month."],
            ["2. Choose a status from the list. Ask the programme office for help."],
        ],
    )
    lists = Sheet("Lists", [["Status", "RAG", "Priority", "Owner"],
                  ["Not started", "Red", "High", "JT"], ["In progress", "Amber", "Medium", "KM"],
                  ["Complete", "Green", "Low", "PN"]])  # fmt: skip
    summary = Sheet(
        "Summary",
        [
            ["Summary of progress"],
            ["Theme", "Total", "Complete", "Overdue"],
            ["Housing", 12, 4, 2],
            ["Finance", 9, 9, 0],
            ["Total", 21, 13, 2],
        ],
    )
    people = Sheet(
        "Contacts",
        [
            ["Name", "Role", "Email", "Phone"],
            ["Ada Price", "Programme manager", "ada.price@example.org", "01632 960001"],
            ["Tom Whelan", "Head of ICT", "tom.whelan@example.org", "01632 960002"],
        ],
    )
    before = [each for each in (guidance, summary) if random.random() < 0.25]
    after = [each for each in (lists, people) if random.random() < 0.3]
    return before, after
