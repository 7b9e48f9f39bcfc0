"""
Every defect is found in its cell, whatever shape the workbook has; in a sound plan none is.

The workbooks are real ones, written and read back; a shape holds a variant of every defect.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import ON, SETTINGS
from defects import DEFECTS, INFORMING, Planted
from shaped_books import SHAPES, Shape, Shaped, build
from sound_plans import PEOPLE, sound_rows, sound_tables

from actionbook.operations.check import Finding, check
from actionbook.rules import RULES
from actionbook.rules.selection import select_rules
from actionbook.workbook.read import read_plan
from actionbook.workbook.settings_table import setting_rows

ALL = select_rules(("ALL",))
Row = dict[str, Any]
FIELDS: Row = {
    "action": "Publish the harbour dredging programme",
    "lead": "Head of Policy",
    "timescale_text": "31 March 2027",
    "status": "In progress",
    "progress": "The draft is with the harbour master.",
    "publication": "Public",
    "outcome": "Ships can berth at every tide",
    "issue": "1",
}


class Garden:
    """Rows, and which cells are to be found in them."""

    def __init__(self, rows: list[Row]) -> None:
        self.tables = sound_tables(rows, setting_rows(SETTINGS))
        self.tables["Issues"] = list(self.tables["Issues"])
        self.tables["ActionHistory"] = [history(row["ref"], 1) for row in rows[:1]]
        self.tables["DateChanges"] = []
        self.expected: dict[str, tuple[str, int, str]] = {}
        self.sound = len(rows)

    def plant(self, code: str, what: Planted) -> None:
        rows = self.tables[what.table]
        first = len(rows)
        refs = [row.get("ref") or f"{code.casefold()}.{at}" for at, row in enumerate(what.rows)]
        for at, said in enumerate(what.rows):
            row = {**FIELDS, "ref": refs[at], **said} if what.table == "Actions" else dict(said)
            rows.append({name: _named(value, refs) for name, value in row.items()})
        self.expected[code] = (what.table, first + what.of, what.at)


def _named(value: object, refs: list[Any]) -> object:
    if isinstance(value, str) and "{" in value:
        for at, ref in enumerate(refs):
            value = value.replace(f"{{{at}}}", str(ref))
    return value


def history(ref: str, period: int, **fields: object) -> Row:
    return {
        "period": f"2026-27 Q{period}",
        "recorded_on": date(2026, 6 + 3 * (period - 1), 30),
        "action": ref,
        **fields,
    }


def move(ref: str, month: int) -> Row:
    return {
        "action": ref,
        "event": "agreed",
        "recorded_on": date(2026, month, 2),
        "to_date": date(2027, month, 28),
        "decided_on": date(2026, month, 1),
    }


@cache
def planted(shape: Shape, folder: Path) -> tuple[Garden, Shaped, tuple[Finding, ...]]:
    """A workbook of that shape with a variant of every defect, and what a check finds in it."""
    number = SHAPES.index(shape)
    garden = Garden(sound_rows(60, seed=number))
    for code, variants in {**DEFECTS, **INFORMING}.items():
        garden.plant(code, variants[number])
    garden.tables["People"] = [*PEOPLE, *_people(garden)]
    garden.tables["Glossary"] = [*garden.tables["Glossary"], {"term": "LGA", "meaning": "Again"}]
    garden.tables["ActionHistory"] += [
        history(f"w{number}", 2, progress="Two wards were surveyed."),
        history("gone1", 2, status="In progress"),
    ]
    garden.expected["AB414"] = ("ActionHistory", 2, "action")
    garden.tables["DateChanges"] += [move(f"v{number}", month) for month in (4, 5, 6)]
    garden.expected["AB203"] = ("People", len(PEOPLE), "initials")
    garden.expected["AB207"] = ("People", len(PEOPLE) + 1, "initials")
    garden.tables["Issues"].append({"ref": "88", "issue": "The pier has no programme"})
    garden.expected["AB208"] = ("Issues", len(garden.tables["Issues"]) - 1, "lead_member")
    book = build(folder / f"{number}.xlsx", shape, garden.tables, seed=number)
    return garden, book, check(read_plan(book.path), on=ON, rules=ALL).findings


def _people(_garden: Garden) -> list[Row]:
    return [
        {"initials": "JT", "name": "Jim Todd", "post": "Head of Roads", "kind": "person"},
        {"initials": "ZZ", "name": "Zoe Zane", "post": "Head of Zoos", "kind": "person"},
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_planted_defect_is_found_in_its_cell(shape: Shape, folder: Path) -> None:
    garden, book, findings = planted(shape, folder)
    found = {(finding.code, finding.cell) for finding in findings}

    missed = {
        code: str(book.cell(*at))
        for code, at in garden.expected.items()
        if (code, book.cell(*at)) not in found
    }

    assert missed == {}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_beside_planted_defects_no_sound_row_is_accused(shape: Shape, folder: Path) -> None:
    garden, book, findings = planted(shape, folder)
    sheet = book.places["Actions"][0]
    rows = {book.cell("Actions", at, "ref").row for at in range(garden.sound)}
    informing = {rule.code for rule in RULES if rule.severity == "info"}

    accused = [
        (finding.code, str(finding.cell), finding.message)
        for finding in findings
        if finding.cell.sheet == sheet
        and finding.cell.row in rows
        and finding.code not in informing | BY_COMPANY
    ]

    assert accused == []


BY_COMPANY = {"AB307", "AB305"}
"""Rules that compare a row with its neighbours, the planted ones among them."""


@pytest.mark.parametrize("seed", range(20))
def test_a_sound_plan_of_two_hundred_rows_has_no_finding(seed: int, tmp_path: Path) -> None:
    shape = replace(SHAPES[seed % len(SHAPES)], from_1904=False)
    tables = sound_tables(sound_rows(200, seed=seed), setting_rows(SETTINGS))
    book = build(tmp_path / "sound.xlsx", shape, tables, seed=seed)

    report = check(read_plan(book.path), on=ON)

    assert [(each.code, str(each.cell), each.message) for each in report.findings] == []
    assert report.actions == 200
