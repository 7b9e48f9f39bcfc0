"""
A workbook whose headings are the plan's own words, row by row into a draft.

Only a heading that is known to the letter is mapped; what any other column holds is left over. The
lines of the draft are the rows of the sheet.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.doubts import doubts_of_row, pointing_nowhere
from actionbook.imports.draft import Doubt, Draft, LeftOver, Row, Sureness, accounted
from actionbook.imports.headings import known_field
from actionbook.imports.statuses import status_of
from actionbook.ooxml import BookView, cell_name, column_letters
from actionbook.plan.settings import Settings
from actionbook.workbook.earlier import sheet_of_values

__all__ = ["excel_draft"]

_DEEPEST = 30  # rows at the top of a sheet among which headings are looked for
_WHEN = frozenset({"timescale", "completed_on", "revised_due"})
_TAKEN = ("action", "lead", "outcome", "evidence", "progress", *sorted(_WHEN))
_TYPED = frozenset({"completed_on", "revised_due"})
_ROWS = "It was read from the sheet {}: the lines named here are the rows of that sheet."
_UNMAPPED = "The heading is none that is known for certain: the column is left over."
_TWICE = "Two columns could be {}: neither is taken."
_NUMBERED = "It has no ref of its own, or one that another row has: this one is made."
_FRACTION = "The ref is a number in Excel: 1.10 and 1.1 are one to it. Look at the old plan."
_MERGED = "Cells are merged: what stands in them is read as the first row's alone. Spell it out."
_NO_ACTION = "no action stands in the row"


@dataclass
class _Sheet:
    name: str
    cells: list[list[object]]
    heading: int
    columns: Mapping[int, str]
    months: frozenset[tuple[int, int]]
    doubts: list[Doubt] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)

    def text(self, number: int, column: int) -> str:
        """What a cell says, a day in words; a month where the cell shows no day."""
        value = self.cells[number - 1][column]
        if isinstance(value, date):
            return f"{value:%B %Y}" if (number, column + 1) in self.months else _day(value)
        return str(value).strip()


def excel_draft(path: Path) -> Draft:
    """
    The draft plan of the one sheet of a workbook that has a plan's headings.

    Raises:
        WorkbookUnreadableError: it cannot be read, or no sheet or more than one is a plan.
    """
    book = BookView.open(path)
    found = [
        (each.name, cells, heading)
        for each in book.sheets
        if (cells := sheet_of_values(path, each.name)) and (heading := _heading_row(cells))
    ]
    if len(found) != 1:
        raise _not_one(path, [name for name, _, _ in found], [each.name for each in book.sheets])
    name, cells, heading = found[0]
    facts = book.facts(name)
    codes = facts.number_formats
    months = frozenset(at for at, code in codes.items() if not re.search(r"d(?![^\[]*\])", code))
    sheet = _Sheet(name, cells, heading, _columns(cells[heading - 1]), months)
    for area in facts.merges:
        if heading < area.first_row < area.last_row:
            rows = tuple(range(area.first_row, area.last_row + 1))
            sheet.doubts.append(Doubt("", "", _MERGED, f"{name}!{area}", rows, Sureness.LOST))
    return _draft(path, sheet)


def _not_one(path: Path, plans: Sequence[str], sheets: Sequence[str]) -> WorkbookUnreadableError:
    if plans:
        return WorkbookUnreadableError(
            f"{path} has {len(plans)} sheets that look like plans: {', '.join(plans)}. Save each "
            "as a workbook of its own and import them together."
        )
    return WorkbookUnreadableError(
        f"{path} holds no action plan that can be told: no row of headings with Action and Lead or "
        f"Timescale in the first {_DEEPEST} rows of {', '.join(sheets) or 'any sheet'}. Name the "
        "headings so, or save the sheet as text with tabs between the cells, and import that."
    )


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _columns(cells: Sequence[object]) -> dict[int, str]:
    """The field of each column whose heading is known and comes once."""
    named = {number: known_field(str(cell)) for number, cell in enumerate(cells)}
    times = Counter(named.values())
    return {number: name for number, name in named.items() if name and times[name] == 1}


def _heading_row(cells: Sequence[Sequence[object]]) -> int:
    """The first row of headings, from 1; 0 for none."""
    for number, row in enumerate(cells[:_DEEPEST], start=1):
        fields = set(_columns(row).values())
        if "action" in fields and fields & {"lead", "timescale"}:
            return number
    return 0


def _draft(path: Path, sheet: _Sheet) -> Draft:
    _leave_the_rest(sheet)
    issues, actions = _rows(sheet)
    if not actions:
        raise _not_one(path, [], [sheet.name])
    doubts = [Doubt("", "", _ROWS.format(sheet.name), "", (), Sureness.SURE), *sheet.doubts]
    for row in actions:
        doubts += doubts_of_row(row)
    doubts += pointing_nowhere(actions, (str(row.values["ref"]) for row in issues))
    lines = [
        "\t".join(sheet.text(number, column) for column in range(len(row)))
        for number, row in enumerate(sheet.cells, start=1)
    ]
    said = [_as_printed(row) for row in (*issues, *actions)]
    letters, lost = accounted(lines, said, sheet.left_over)
    return Draft(
        source=path.name,
        layout="issue",
        settings=Settings(layout="issue"),
        tables={"Issues": issues, "Actions": actions},
        doubts=tuple(doubts),
        left_over=tuple(sorted([*sheet.left_over, *lost])),
        letters=letters,
        read_as="Excel",
    )


def _as_printed(row: Row) -> Row:
    return row._replace(
        values={
            name: _day(value) if isinstance(value, date) else value
            for name, value in row.values.items()
        }
    )


def _leave_the_rest(sheet: _Sheet) -> None:
    """List what stands above the headings, the headings, and the columns that none takes."""
    for number in range(1, sheet.heading + 1):
        words = " ".join(filter(None, map(str, sheet.cells[number - 1])))
        if words:
            reason = "table heading" if number == sheet.heading else "text before the plan"
            sheet.left_over.append(LeftOver(number, words, reason))
    headings = sheet.cells[sheet.heading - 1]
    for column, heading in enumerate(headings):
        if str(heading).strip() and column not in sheet.columns:
            name = known_field(str(heading))
            says = _TWICE.format(name) if name else _UNMAPPED
            at = f"{sheet.name}!{cell_name(sheet.heading, column + 1)}"
            words = f"{at}: {heading}"
            sheet.doubts.append(Doubt("", "", says, words, (sheet.heading,), Sureness.UNSURE))


def _rows(sheet: _Sheet) -> tuple[list[Row], list[Row]]:
    issues: dict[str, Row] = {}
    actions: list[Row] = []
    refs = _printed_refs(sheet)
    for number in range(sheet.heading + 1, len(sheet.cells) + 1):
        said = {
            name: sheet.text(number, column)
            for column, name in sheet.columns.items()
            if sheet.text(number, column)
        }
        taken = _take(sheet, number, said)
        if not _is_action(said):
            continue
        values: dict[str, object] = {"ref": _ref(sheet, number, said, refs), **taken}
        if issue := said.get("issue"):
            known = issues.get(issue) or Row({"ref": str(len(issues) + 1), "issue": issue}, ())
            issues[issue] = known._replace(lines=(*known.lines, number))
            values["issue"] = known.values["ref"]
        _set_status(sheet, values, said.get("status", ""), number)
        actions.append(Row(values, (number,)))
    return list(issues.values()), actions


def _is_action(said: Mapping[str, str]) -> bool:
    """Whether a row has an action in words: a total has a number there, or nothing."""
    return any(map(str.isalpha, said.get("action", "")))


def _take(sheet: _Sheet, number: int, said: Mapping[str, str]) -> dict[str, object]:
    """What an action's fields take of a row; all else of it is left over."""
    is_action = _is_action(said)
    taken: dict[str, object] = {}
    for column, cell in enumerate(sheet.cells[number - 1]):
        words = sheet.text(number, column)
        name = sheet.columns.get(column, "")
        if not words or (is_action and name in ("ref", "issue", "status")):
            continue
        if is_action and name in _TAKEN:
            at = "timescale_text" if name == "timescale" else name
            taken[at] = cell if name in _TYPED and isinstance(cell, date) else words
        else:
            reason = f"column {column_letters(column + 1)}, not taken" if is_action else _NO_ACTION
            sheet.left_over.append(LeftOver(number, words, reason))
    return taken


def _printed_refs(sheet: _Sheet) -> Counter[str]:
    column = next((at for at, name in sheet.columns.items() if name == "ref"), None)
    if column is None:
        return Counter()
    numbers = range(sheet.heading + 1, len(sheet.cells) + 1)
    return Counter(sheet.text(number, column).casefold() for number in numbers)


def _ref(sheet: _Sheet, number: int, said: Mapping[str, str], refs: Counter[str]) -> str:
    """A row's ref as it stands; where it has none of its own, one that no other row has."""
    ref = said.get("ref", "")
    if ref and refs[ref.casefold()] == 1:
        column = next(at for at, name in sheet.columns.items() if name == "ref")
        if isinstance(sheet.cells[number - 1][column], float):
            sheet.doubts.append(Doubt(ref, "Ref", _FRACTION, ref, (number,), Sureness.UNSURE))
        return ref
    made = next(
        name
        for each in range(1, len(refs) + number + 1)
        if (name := f"A{each}").casefold() not in refs
    )
    refs[made.casefold()] += 1
    if ref:
        sheet.left_over.append(LeftOver(number, ref, "a ref that several rows have"))
    sheet.doubts.append(Doubt(made, "Ref", _NUMBERED, ref, (number,), Sureness.UNSURE))
    return made


def _set_status(sheet: _Sheet, values: dict[str, object], words: str, number: int) -> None:
    if not words:
        return
    status, says = status_of(words)
    values["status"] = status
    if status != words:
        sheet.left_over.append(LeftOver(number, words, f"read as {status}"))
    if says:
        ref = str(values["ref"])
        sheet.doubts.append(Doubt(ref, "Status", says, words, (number,), Sureness.UNSURE))
