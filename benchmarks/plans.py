"""
Plans of any size, for the benchmarks: with every kind of content, or in ordinary health.

    python benchmarks/plans.py 100000 big.xlsx
    python benchmarks/plans.py 100000 big.xlsx ordinary

Every kind of content is a hard case: nearly every row has something to be found. In ordinary
health one row of twenty-five has, as in a plan that somebody looks after.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from actionbook.plan.settings import Settings
from actionbook.workbook.create import create_plan

ON = date(2026, 11, 22)
LEADS = ("JT", "MG/SN", "Head of Finance", "SMT", "as above", "", "JT, MG and SN", "All staff")
TIMESCALES = (
    "Sept / Oct 2026", "31 March 2027", "end of June 2027", "Ongoing", "Monthly from April 2026",
    "To be confirmed with the LGA", "Q2 2026/27", "Immediately", "As for Rec 1", "before Easter",
    "May 2026 and annually thereafter", "Completed May 2026", "2026/27", "within 6 months",
)  # fmt: skip
STATUSES = ("In progress", "Not started", "Complete", "On hold", "", "Achieved")
WORDS = (
    "Survey the quay walls and report the result to the harbour board",
    "Train every member of the scrutiny committee in reading a budget",
    "Publish the register of assets, with the condition of each",
    "Agree with partners how savings are to be counted and by whom",
)


def actions(count: int) -> list[dict[str, object]]:
    """So many rows, in issues of twenty; every seventh is a step of the one before."""
    rows: list[dict[str, object]] = []
    for number in range(count):
        issue = number // 20 + 1
        is_step = number % 7 == 3
        ref = f"{issue}{chr(97 + number % 20)}"
        moved = number % 11 == 5
        rows.append(
            {
                "ref": ref,
                "action": f"{WORDS[number % 4]} ({number})",
                "lead": "" if is_step else LEADS[number % len(LEADS)],
                "timescale_text": TIMESCALES[number % len(TIMESCALES)],
                "status": STATUSES[number % len(STATUSES)],
                "progress": "" if number % 5 == 0 else f"{WORDS[number % 3]}: step {number} done",
                "completed_on": ON - timedelta(days=number % 90) if number % 6 == 2 else None,
                "revised_due": ON + timedelta(days=number % 200) if moved else None,
                "change_reason": "The survey found more" if moved else "",
                "approval": "Cabinet, minute 12" if number % 22 == 5 else "",
                "approved_on": ON - timedelta(days=40) if number % 22 == 5 else None,
                "evidence": f"Minutes of meeting {number % 40}" if number % 3 == 0 else "",
                "publication": "Public",
                "outcome": "Members can see what it costs" if number % 4 == 0 else "",
                "issue": str(issue),
                "part_of": rows[-1]["ref"] if is_step else "",
                "percent": number % 101,
                "added_on": date(2026, 4, 1) + timedelta(days=number % 100),
            }
        )
    return rows


SOUND_TIMESCALES = (
    "31 March 2027", "end of June 2027", "Q4 2026/27", "January 2027", "December 2027",
    "before September 2027", "Autumn 2027", "by the end of the financial year",
)  # fmt: skip
FAULTS: tuple[dict[str, object], ...] = (
    {"timescale_text": "30 September 2026"},
    {"timescale_text": "when the survey is in"},
    {"lead": ""},
    {"progress": ""},
    {"status": "Complete", "completed_on": None},
)
"""What is wrong with a row in ordinary health, one after the other: late, unreadable, nobody's."""


def ordinary_actions(count: int) -> list[dict[str, object]]:
    """So many rows in issues of twenty, of which every twenty-fifth has something wrong."""
    rows: list[dict[str, object]] = []
    for number in range(count):
        issue = number // 20 + 1
        is_done = number % 5 == 1
        row: dict[str, object] = {
            "ref": f"{issue}.{number % 20 + 1}",
            "action": f"{WORDS[number % 4]}, in ward {number}",
            "lead": ("JT", "MG", "Head of Finance", "JT/MG")[number % 4],
            "timescale_text": SOUND_TIMESCALES[number % len(SOUND_TIMESCALES)],
            "status": "Complete" if is_done else "In progress",
            "progress": f"Ward {number} was looked at with its members.",
            "completed_on": ON - timedelta(days=number % 40) if is_done else None,
            "evidence": f"Cabinet, minute {number % 40}" if is_done else "",
            "publication": "Public",
            "outcome": "Members can see what it costs",
            "issue": str(issue),
            "percent": 100 if is_done else 40,
            "added_on": date(2026, 4, 1),
        }
        rows.append(row | FAULTS[number // 25 % len(FAULTS)] if number % 25 == 7 else row)
    return rows


def make(count: int, path: Path, *, is_ordinary: bool = False) -> None:
    """A plan workbook of *count* actions, dates and colours worked out."""
    issues = [
        {"ref": str(number), "section": f"Area {number % 9}", "issue": WORDS[number % 4]}
        for number in range(1, count // 20 + 2)
    ]
    people = [
        {"initials": "JT", "name": "Jo Tarrant", "post": "Head of Finance"},
        {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy"},
    ]
    settings = Settings(
        plan_id=f"bench-{count}",
        title="Benchmark plan",
        organisation="Saltmere Borough Council",
        approved_on=date(2026, 4, 1),
        current_period="2026-27 Q3",
    )
    told = ordinary_actions(count) if is_ordinary else actions(count)
    rows = {"Actions": told, "Issues": issues, "People": people}
    create_plan(path, settings=settings, rows=rows, on=ON)


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), is_ordinary=sys.argv[3:] == ["ordinary"])
