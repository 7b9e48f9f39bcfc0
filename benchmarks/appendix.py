"""
An appendix of 10,000 actions beside XlsxWriter writing the same cells bare.

Run by hand: `python benchmarks/appendix.py [actions]`. Prints, for each layout, the processor
seconds of both (the best of five, turn about) and their ratio; at most 1.5 is promised. Content
is the pure part, render the workbook; the peer knows every cell beforehand and formats none.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.plan.model import (
    Action,
    Issue,
    Lead,
    LeadKind,
    LeadState,
    Person,
    Plan,
    Status,
    Term,
)
from actionbook.plan.settings import Settings

ON = date(2026, 11, 22)
ROUNDS = 5
PROGRESS = (
    "Terms of reference drafted.",
    "Two workshops held with the ward members; the notes are with the service for comment.",
    "The first survey came back with four hundred replies. The SMT considered them in October "
    "and asked for costs, which the finance team will bring to the next meeting of the board.",
    "",
)
STATUSES = (Status.IN_PROGRESS, Status.NOT_STARTED, Status.COMPLETE, Status.IN_PROGRESS)


def plan_of(many: int) -> Plan:
    """A plan of *many* public actions, five to an issue, every fifth of them a step."""
    actions = tuple(_action(number) for number in range(many))
    issues = tuple(
        Issue(
            number + 2,
            str(number),
            section=f"Theme {number % 9}",
            issue=f"Key issue {number} about how the service plans ahead",
            lead_member="Cllr Rowe",
            priority="High",
        )
        for number in range(many // 5 + 1)
    )
    people = (Person(2, "JT", "Jo Tarrant", "Head of Finance", kind="person"),)
    settings = Settings(
        title="Benchmark",
        organisation="Saltmere Borough Council",
        current_period="2026-27 Q3",
        approved_on=date(2026, 4, 1),
    )
    return Plan(
        actions,
        settings=settings,
        issues=issues,
        people=people,
        glossary=(Term("SMT", "Senior Management Team"),),
    )


def _action(number: int) -> Action:
    issue, letter = divmod(number, 5)
    status = STATUSES[number % 4]
    return Action(
        row=number + 2,
        ref=f"{issue}{'abcde'[letter]}",
        action=f"Bring proposal {number} to the cabinet, with costs and with the views of users.",
        issue=str(issue),
        part_of=f"{issue}d" if letter == 4 else "",
        lead="JT",
        leads=(Lead("JT", LeadKind.INITIALS, known=True),),
        lead_state=LeadState.ASSIGNED,
        timescale_text="by the end of the financial year",
        due=date(2026, 6, 1) + timedelta(days=number % 500),
        status=status,
        completed_on=date(2026, 10, 9) if status is Status.COMPLETE else None,
        progress=PROGRESS[number * 7 % 4],
        publication="Public",
    )


def cells_of(path: Path) -> list[list[tuple[int, int, Any]]]:
    """Every filled cell of every sheet of a workbook: row and column from 0, and value."""
    book = python_calamine.load_workbook(str(path))
    return [
        [
            (row, column, value)
            for row, values in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            )
            for column, value in enumerate(values)
            if value != ""
        ]
        for name in book.sheet_names
    ]


def write_bare(sheets: list[list[tuple[int, int, Any]]], path: Path) -> None:
    """The same cells by XlsxWriter alone: no formats, no heights, no merges."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        dated = book.add_format({"num_format": "d mmm yyyy"})
        for cells in sheets:
            sheet = book.add_worksheet()
            for row, column, value in cells:
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, date | datetime):
                    sheet.write_datetime(row, column, value, dated)
                else:
                    sheet.write_number(row, column, value)


def seconds(work: Callable[[], object]) -> float:
    """How long *work* keeps the processor: what else the machine does hardly changes it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(plan: Plan, layout: str, folder: Path) -> Iterator[tuple[float, float, float]]:
    """For each round the seconds of content, of render, and of the peer."""
    ours, theirs = folder / f"{layout}.xlsx", folder / "bare.xlsx"
    render(appendix(plan, on=ON, layout=layout), ours)
    cells = cells_of(ours)
    for _ in range(ROUNDS):
        content = seconds(lambda: appendix(plan, on=ON, layout=layout))
        made = appendix(plan, on=ON, layout=layout)
        yield (
            content,
            seconds(partial(render, made, ours)),
            seconds(lambda: write_bare(cells, theirs)),
        )


def main() -> None:
    """Print the table."""
    plan = plan_of(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    print(f"{'layout':10} {'content':>8} {'render':>8} {'bare':>8} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for layout in ("issue", "register"):
            columns = zip(*measured(plan, layout, Path(folder)), strict=True)
            content, rendered, bare = map(min, columns)
            ratio = (content + rendered) / bare
            print(f"{layout:10} {content:8.2f} {rendered:8.2f} {bare:8.2f} {ratio:6.2f}")


if __name__ == "__main__":
    main()
