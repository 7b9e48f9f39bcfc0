"""The live formulas say in a spreadsheet what the tool computes, in every combination."""

from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from builders import COLUMNS, HEADINGS, PLACE
from libreoffice import needs_libreoffice, sheet_values

from actionbook.operations.formulas import LIVE_NAMES, is_ours, live_formulas
from actionbook.operations.highlight import live_values
from actionbook.plan.model import Plan, Status
from actionbook.plan.settings import Settings
from actionbook.plan.structure import Place, TableSeen
from actionbook.workbook.made_columns import made_bodies
from actionbook.workbook.read import read_plan
from actionbook.workbook.tables import TABLES
from actionbook.workbook.template import write_workbook

LEDGER = TableSeen(
    "DateChanges",
    Place("Date changes", {}),
    {column.field: column.heading for column in TABLES["DateChanges"].columns},
    first_row=5,
    last_row=5,
)
NAMES = ("rag", "flags", "agreed", "late_after")


def today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


def combinations(on: date) -> list[dict[str, object]]:
    """Every status, date, approval, lead and inheritance there is, with every other."""
    day = timedelta(days=1)
    past, soon, later = on - day, on + 30 * day, on + 31 * day
    approvals: tuple[tuple[str, date | None], ...] = (
        ("", None),
        ("Cabinet, minute 7", past),
        ("Cabinet, minute 7", None),
        ("Requested at Cabinet", past),
        ("Cabinet, minute 8", later),
        ("SUBJECT TO call-in", past),
    )
    leads = (("JT", ""), ("", ""), ("", "led"), ("", "leaderless"), ("", "step"), ("", "lost"))
    rows: list[dict[str, object]] = [
        {"ref": "led", "action": "Led", "lead": "MG", "progress": "x"},
        {"ref": "leaderless", "action": "Leaderless", "lead": "", "progress": "x"},
        {"ref": "step", "action": "Step of led", "lead": "", "part_of": "led", "progress": "x"},
        {"ref": "bare", "action": "Carried by its step", "lead": ""},
        {"ref": "bare.i", "action": "Step", "lead": "JT", "part_of": "BARE", "due": soon},
    ]
    dates = product((None, past, on, soon, later), (None, past, later), (None, past, soon))
    for status, (due, revised, start), (approval, approved_on) in product(
        ("", *Status), dates, approvals
    ):
        number = len(rows)
        lead, part_of = leads[number % len(leads)]
        silence = (("Under way", ""), ("", ""), ("", "No report in 2026-27 Q2."), ("", "Q2: x"))
        progress, last_reported = silence[number // 7 % len(silence)]
        rows.append(
            {
                "ref": f"r{number}", "action": "Do it", "lead": lead, "part_of": part_of,
                "due": due, "revised_due": revised, "start": start, "status": str(status),
                "approval": approval, "approved_on": approved_on, "progress": progress,
                "last_reported": last_reported,
                "next_due": soon if number % 11 == 0 else None,
            }
        )  # fmt: skip
    return rows


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_works_out_what_the_tool_computes(tmp_path: Path) -> None:
    on = today()
    path = tmp_path / "plan.xlsx"
    ledger = {
        "action": "r40",
        "event": "agreed",
        "to_date": date(2020, 1, 1),
        "decided_on": on - timedelta(days=1),
        "minute": "Cabinet, minute 7",
    }
    settings = Settings(approved_on=date(2020, 1, 1))
    bodies = made_bodies(settings, {"Actions": combinations(on), "DateChanges": [ledger]})
    write_workbook(path, settings=settings, bodies=bodies)
    plan = read_plan(path)

    shown = sheet_values(path, "Actions", tmp_path / "out")

    headings = shown[3]
    columns = {name: headings.index(HEADINGS[name]) for name in NAMES}
    wrong = [
        f"{action.ref}: {name} shows {cells[columns[name]]!r}, the tool says {said!r}"
        for action, cells in zip(plan.actions, shown[4:], strict=True)
        for name, said in expected(plan, action.ref, on).items()
        if cells[columns[name]] != said
    ]
    assert wrong == []


def expected(plan: Plan, ref: str, on: date) -> dict[str, str]:
    values = live_values(plan, plan.by_ref[ref], on)
    return {
        name: f"{value:%m/%d/%Y}" if isinstance(value, date) else str(value or "")
        for name, value in zip(LIVE_NAMES, values, strict=True)
    }


def formulas(*left_out: str) -> dict[str, str]:
    return live_formulas(Settings(), Place("Actions", without(*left_out)), ledger=LEDGER)


def without(*left_out: str) -> dict[str, int]:
    return {name: number for name, number in COLUMNS.items() if name not in left_out}


def test_our_formulas_are_told_from_an_officers() -> None:
    assert all(is_ours(name) for name in LIVE_NAMES.values())
    assert not is_ours('IF(Actions[[#This Row],[Status]]="Complete","Blue","Red")')


def test_a_column_that_is_missing_counts_as_blank() -> None:
    made = formulas("part_of", "flags", "lead")

    assert set(made) == {"rag", "agreed", "late_after"}
    assert "$U1" not in made["rag"]


def test_a_sheet_with_spaces_is_quoted() -> None:
    made = live_formulas(Settings(), Place("Our plan", COLUMNS))

    assert "'Our plan'!$E1" in made["late_after"]


def test_a_heading_with_brackets_is_escaped() -> None:
    ledger = LEDGER._replace(headings={**LEDGER.headings, "to_date": "To [new] #1"})

    made = live_formulas(Settings(), PLACE, ledger=ledger)

    assert "DateChanges[To '[new'] '#1]" in made["agreed"]


def test_formulas_are_within_excels_limit_of_8192_characters() -> None:
    assert max(len(formula) for formula in formulas().values()) < 8192


def test_refs_are_looked_up_as_text_and_as_numbers() -> None:
    """Excel finds no "4" among numbers: staff's own sheets have one, their ledgers the other."""
    made = live_formulas(Settings(), PLACE, ledger=LEDGER)

    assert made["rag"].count("MATCH(VALUE(TRIM(") == 1
    assert made["flags"].count("MATCH(VALUE(TRIM(") > made["rag"].count("MATCH(VALUE(TRIM(")
    assert '&""=TRIM(' in made["agreed"]
