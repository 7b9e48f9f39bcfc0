"""
Defects of the tables themselves and of what stands beside the actions, five ways over.

Each is planted alone, as an officer would do it in Excel, in a sound plan of every shape; the rule
finds it in its cell, and no other rule has a word to say.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from builders import ON, SETTINGS
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from shaped_books import SHAPES, Shape, Shaped, build
from sound_plans import sound_rows, sound_tables

from actionbook.operations.check import check
from actionbook.plan.cells import CellRef
from actionbook.rules import RULES
from actionbook.rules.selection import select_rules
from actionbook.workbook.read import read_plan
from actionbook.workbook.settings_table import setting_rows

Row = dict[str, Any]
Tables = dict[str, list[Row]]
ROWS = 30
OTHERS = tuple(rule.code for rule in RULES if rule.code != "AB114")
"""One of the shapes is a workbook from 1904, which is a finding of its own."""


class Spoilt(NamedTuple):
    """A workbook as openpyxl has it, and where its fields stand; *number* is the variant's."""

    book: Any
    shaped: Shaped
    number: int

    def at(self, name: str, row: int, table: str = "Actions") -> CellRef:
        return self.shaped.cell(table, row, name)

    def sheet(self, table: str = "Actions") -> Any:
        return self.book[self.shaped.places[table][0]]

    def first(self, table: str = "Actions") -> CellRef:
        """The first heading of a table."""
        sheet, first, _ = self.shaped.places[table]
        area = self.sheet(table).tables[table].ref
        column = range_boundaries(area)[0] or 1
        return CellRef(sheet, first - 1, column)

    def cell(self, at: CellRef) -> Any:
        return self.book[at.sheet].cell(at.row, at.column)


def head(spoilt: Spoilt, name: str, text: str, table: str = "Actions") -> CellRef:
    """Type *text* over the heading of a field, in the cell and in the table's own list."""
    at = spoilt.at(name, -1, table)
    spoilt.cell(at).value = text
    left = spoilt.first(table).column
    columns = spoilt.sheet(table).tables[table].tableColumns
    columns[at.column - left].name = text
    return at


def table_missing(spoilt: Spoilt) -> CellRef:
    names = ("Plan", "Actions_1", "Action_plan", "Table7", "ACTION")
    sheet, first = spoilt.sheet(), spoilt.first()
    table = sheet.tables.pop("Actions")
    table.name = table.displayName = names[spoilt.number]
    sheet.tables.add(table)
    return first


def column_missing(spoilt: Spoilt) -> CellRef:
    """A heading that is needed and is misspelt beyond what is taken for it, or gone."""
    name, text = (
        ("timescale_text", "Timscale"),
        ("lead", "Leed"),
        ("status", "Statuss"),
        ("action", "Acton"),
        ("timescale_text", "Time scail"),
    )[spoilt.number]
    head(spoilt, name, text)
    return spoilt.first()


def heading_twice(spoilt: Spoilt) -> CellRef:
    """Two headings that mean the same, neither of them the column's own name."""
    name, text, same, other = (
        ("verified_by", "Owner", "lead", "Who"),
        ("depends_on", "Measure of success", "outcome", "Outcomes"),
        ("verified_by", "Lead officer", "lead", "By whom"),
        ("depends_on", "Deadline", "timescale_text", "Due by"),
        ("verified_by", "Task", "action", "Actions required"),
    )[spoilt.number]
    return max(head(spoilt, name, text), head(spoilt, same, other))


def merged(spoilt: Spoilt) -> CellRef:
    """The outcomes of two rows merged, or cells of one row."""
    top, sheet = spoilt.at("verified_by", 3 + spoilt.number), spoilt.sheet()
    rows = 1 + spoilt.number % 3
    sheet.merge_cells(
        start_row=top.row, end_row=top.row + rows, start_column=top.column, end_column=top.column
    )
    return top


def stray(spoilt: Spoilt) -> CellRef:
    """A blank row in the table, or an action typed under it."""
    under, column = spoilt.at("action", ROWS), spoilt.first().column
    if spoilt.number % 2:
        row = under.row + spoilt.number // 2
        typed = {"action": "Buy a dredger", "lead": "JT", "timescale_text": "May 2027"}
        for name, text in typed.items():
            at = spoilt.at(name, ROWS)
            spoilt.cell(CellRef(at.sheet, row, at.column)).value = text
        return CellRef(under.sheet, row, column)
    for cells in spoilt.sheet().iter_rows(min_row=under.row - 1, max_row=under.row - 1):
        for cell in cells:
            cell.value = None
    return CellRef(under.sheet, under.row - 1, column)


def hidden(spoilt: Spoilt) -> CellRef:
    sheet, first = spoilt.sheet(), spoilt.first()
    if spoilt.number == 0:
        spoilt.book["Glossary"].sheet_state = "hidden"
        return CellRef("Glossary", 1, 1)
    if spoilt.number == 3:
        spoilt.book["People"].sheet_state = "veryHidden"
        return CellRef("People", 1, 1)
    if spoilt.number == 1:
        at = spoilt.at("ref", 4)
        sheet.row_dimensions[at.row].hidden = True
        return CellRef(at.sheet, at.row, first.column)
    if spoilt.number == 2:  # The shape itself hides every fourth row.
        rows = [row for row, look in sheet.row_dimensions.items() if look.hidden]
        return CellRef(first.sheet, min(rows), first.column)
    return first  # The shape itself is filtered.


def worked_out(spoilt: Spoilt) -> CellRef:
    """Something of the officer's in a column that the tool works out."""
    heading = ("RAG", "Flags", "Last reported", "RAG", "Flags")[spoilt.number]
    head(spoilt, "verified_by", heading)
    at = spoilt.at("verified_by", 2 + spoilt.number)
    spoilt.cell(at).value = ("Green", "Ask Jo", "Tender drafted.", "Behind", "!")[spoilt.number]
    return at


def from_1904(spoilt: Spoilt) -> CellRef:
    spoilt.book.epoch = CALENDAR_MAC_1904
    return spoilt.first("Settings")


ON_SHEETS: dict[str, Callable[[Spoilt], CellRef]] = {
    "AB101": table_missing,
    "AB102": column_missing,
    "AB103": heading_twice,
    "AB104": merged,
    "AB105": stray,
    "AB106": hidden,
    "AB114": from_1904,
    "AB117": worked_out,
}


def stale(tables: Tables, number: int) -> tuple[str, int, str]:
    ref = tables["Actions"][0]["ref"]
    row, at = (
        ({"code": "AB318", "ref": ref}, "code"),
        ({"code": "AB999"}, "code"),
        ({"code": "AB318", "ref": "none"}, "code"),
        ({"code": "overdue-action"}, "code"),
        ({"code": "AB201", "ref": ref, "until": date(2027, 3, 31)}, "code"),
    )[number]
    tables["Suppressions"] = [{"reason": "Minuted", **row}]
    return "Suppressions", 0, at


def unreasoned(tables: Tables, number: int) -> tuple[str, int, str]:
    tables["Actions"][number]["publication"] = ""
    reason = ("", None, " ", "-", "")[number]
    row = {"code": "AB601", "ref": tables["Actions"][number]["ref"], "reason": reason}
    tables["Suppressions"] = [row]
    return "Suppressions", 0, "reason"


def shared(tables: Tables, number: int) -> tuple[str, int, str]:
    initials = ("JT", "MG", "jt", "AH", "mg")[number]
    tables["People"] = [
        *tables["People"],
        {"initials": initials, "name": "Zoe Zane", "post": "Head of Roads", "kind": "person"},
    ]
    return "People", len(tables["People"]) - 1, "initials"


def unused(tables: Tables, number: int) -> tuple[str, int, str]:
    row, at = (
        ({"initials": "ZZ", "name": "Zoe Zane", "post": "Head of Zoos"}, "initials"),
        ({"name": "Zoe Zane"}, "name"),
        ({"initials": "ZZ"}, "initials"),
        ({"initials": "Z", "post": "Head of Zoos"}, "initials"),
        ({"name": "Zoe Zane", "kind": "person"}, "name"),
    )[number]
    tables["People"] = [*tables["People"], row]
    return "People", len(tables["People"]) - 1, at


def memberless(tables: Tables, number: int) -> tuple[str, int, str]:
    tables["Issues"] = [dict(row) for row in tables["Issues"]]
    tables["Issues"][number]["lead_member"] = ("", None, " ", "", None)[number]
    return "Issues", number, "lead_member"


def personal(tables: Tables, number: int) -> tuple[str, int, str]:
    """A person where the plan says posts."""
    for row in tables["Actions"]:
        row["lead"] = "" if row.get("part_of") else "Head of Finance"
    at = (0, 1, 2, 3, 6)[number]
    names = ("Jo Tarrant", "Mo Grange", "Ali Hale", "Jo Tarrant / MG", "Mo Grange")
    tables["Actions"][at]["lead"] = names[number]
    return "Actions", at, "lead"


def retyped(tables: Tables, number: int) -> tuple[str, int, str]:
    """A timescale typed over since the history first saw it."""
    words = ("31 May 2027", "Q1 2027/28", "June 2027", "mid March 2027", "by 2028")[number]
    row = tables["Actions"][number]
    row.update(
        {"timescale_text": words, "status": "In progress", "percent": None, "revised_due": None,
         "progress": "Divers are booked.", "completed_on": None}
    )  # fmt: skip
    tables["ActionHistory"] = [
        {"period": "2026-27 Q2", "recorded_on": date(2026, 9, 30), "action": row["ref"],
         "due": date(2027, 3, 31)}
    ]  # fmt: skip
    return "Actions", number, "timescale_text"


def gone(tables: Tables, number: int) -> tuple[str, int, str]:
    ref = ("9z", "Z.1", "42", "7(a)", "late one")[number]
    status = ("In progress", "", "Complete", "On hold", "Not started")[number]
    row = tables["Actions"][0]["ref"]
    tables["ActionHistory"] = [
        {"period": "2026-27 Q2", "recorded_on": date(2026, 9, 30), "action": each, "status": said}
        for each, said in ((row, "In progress"), (ref, status))
    ]
    return "ActionHistory", 1, "action"


IN_TABLES: dict[str, Callable[[Tables, int], tuple[str, int, str]]] = {
    "AB118": stale,
    "AB119": unreasoned,
    "AB203": shared,
    "AB207": unused,
    "AB208": memberless,
    "AB209": personal,
    "AB317": retyped,
    "AB414": gone,
}


def found(path: Path, code: str) -> list[tuple[str, str, str]]:
    rules = select_rules(("DEFAULT", code))
    report = check(read_plan(path), on=ON, rules=rules)
    return [(each.code, str(each.cell), each.message) for each in report.findings]


def tables_of(number: int) -> Tables:
    rows = [dict(row) for row in sound_rows(ROWS, seed=number)]
    tables = sound_tables(rows, setting_rows(SETTINGS))
    used = {row["lead"] for row in rows if row["lead"] in ("JT", "MG", "AH")}
    assert used == {"JT", "MG", "AH"}
    tables["People"] = [row for row in tables["People"] if row["initials"] in used]
    return tables


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("code", IN_TABLES)
def test_a_defect_in_a_table_is_found_in_its_cell_and_nothing_else(
    code: str, shape: Shape, tmp_path: Path
) -> None:
    number = SHAPES.index(shape)
    tables = tables_of(number)
    expected = IN_TABLES[code](tables, number)
    shaped = build(tmp_path / "plan.xlsx", shape, tables, seed=number)

    told = [each[:2] for each in found(shaped.path, code) if each[0] in (code, *OTHERS)]

    assert told == [(code, str(shaped.cell(*expected)))]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("code", ON_SHEETS)
def test_a_defect_of_a_sheet_is_found_in_its_cell_and_nothing_else(
    code: str, shape: Shape, tmp_path: Path
) -> None:
    number = SHAPES.index(shape)
    shaped = build(tmp_path / "plan.xlsx", shape, tables_of(number), seed=number)
    book = openpyxl.load_workbook(shaped.path)
    expected = ON_SHEETS[code](Spoilt(book, shaped, number))
    book.save(shaped.path)

    told = [each[:2] for each in found(shaped.path, code) if each[0] in (code, *OTHERS)]

    assert told == [(code, str(expected))]


@pytest.mark.parametrize("name", ["lead", "timescale_text", "progress", "publication"])
def test_a_formula_with_no_stored_result_is_told_once_and_not_as_a_blank(
    name: str, tmp_path: Path
) -> None:
    shaped = build(tmp_path / "plan.xlsx", SHAPES[0], tables_of(0))
    book = openpyxl.load_workbook(shaped.path)
    spoilt = Spoilt(book, shaped, 0)
    at = spoilt.at(name, 0)
    spoilt.cell(at).value = '="J"&"T"'
    book.save(shaped.path)

    assert [each[:2] for each in found(shaped.path, "AB113")] == [("AB113", str(at))]


@pytest.mark.parametrize(
    "under",
    [
        {"ref": "Key", "action": "Red is late"},
        {"ref": "Signed", "action": "Jo Tarrant", "lead": "1 May 2026"},
        {"ref": "Ref", "action": "Action", "lead": "Lead", "timescale_text": "Timescale"},
    ],
)
def test_a_note_or_a_list_of_ones_own_under_the_table_is_no_stray_row(
    under: dict[str, str], tmp_path: Path
) -> None:
    shaped = build(tmp_path / "plan.xlsx", SHAPES[0], tables_of(0))
    book = openpyxl.load_workbook(shaped.path)
    spoilt = Spoilt(book, shaped, 0)
    for name, text in under.items():
        at = spoilt.at(name, ROWS + 1)
        spoilt.cell(at).value = text
    book.save(shaped.path)

    assert found(shaped.path, "AB105") == []


def test_a_status_of_the_history_is_kept_as_the_words_that_were_recorded(tmp_path: Path) -> None:
    tables = tables_of(0)
    tables["ActionHistory"] = [
        {"period": "2026-27 Q2", "action": "1a", "status": word} for word in ("", "Achieved")
    ]
    shaped = build(tmp_path / "plan.xlsx", SHAPES[0], tables)

    assert [row.status for row in read_plan(shaped.path).history] == ["", "Achieved"]
