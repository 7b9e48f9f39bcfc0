"""What the sheets tell beside their values that is wrong with a plan: merges, formulas, hiding."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from actionbook.ooxml import Area, BookView, Facts, Table
from actionbook.plan.cells import CellRef, letters
from actionbook.plan.model import Action
from actionbook.plan.structure import Fault, FaultKind
from actionbook.workbook.locate import Located
from actionbook.workbook.typed import as_text, is_blank
from actionbook.workbook.values import SheetValues

__all__ = ["colours_alone", "formula_faults", "rows_apart", "sheet_faults", "single_colours"]

_MOST = 0.8
"""The share of a column's cells that one colour must have to be the column's own look."""


def sheet_faults(
    book: BookView, located: Mapping[str, Located], facts: Mapping[str, Facts]
) -> Iterator[Fault]:
    """Merged cells among the rows, rows and sheets that are hidden, filters, dates from 1904."""
    if book.date_1904:
        yield Fault(FaultKind.DATES_FROM_1904, _settings_cell(located), "")
    for sheet in book.sheets:
        if sheet.state != "visible":
            yield Fault(FaultKind.SHEET_HIDDEN, CellRef(sheet.name, 1, 1), sheet.name)
    for found in located.values():
        if not found.spec.starred:
            yield from _merges(found, facts[found.table.sheet])
            yield from _hiding(found, facts[found.table.sheet])


def _settings_cell(located: Mapping[str, Located]) -> CellRef:
    table = located.get("Settings", located["Actions"]).table
    return CellRef(table.sheet, table.first_row, table.first_column)


def _merges(found: Located, facts: Facts) -> Iterator[Fault]:
    table = found.table
    for area in facts.merges:
        over = area.last_row >= table.body_first_row and area.first_row <= table.body_last_row
        beside = area.last_column < table.first_column or area.first_column > table.last_column
        if over and not beside and _is_among_actions(found, area):
            cell = CellRef(table.sheet, area.first_row, area.first_column)
            last = f"{letters(area.last_column)}{area.last_row}"
            yield Fault(FaultKind.MERGED, cell, f"{letters(cell.column)}{cell.row}:{last}")


def _is_among_actions(found: Located, area: Area) -> bool:
    """Whether a merge hides what is read: in a sheet of staff's own, not a band's or a note's."""
    if found.rows is None:
        return True
    rows, columns = set(found.rows), set(found.seen.place.columns.values())
    return any(
        row in rows and column in columns and (row, column) != area[:2]
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    )


def _hiding(found: Located, facts: Facts) -> Iterator[Fault]:
    table = found.table
    alone = facts.hidden_rows - facts.collapsed_rows
    hidden = [row for row in alone if table.body_first_row <= row <= table.body_last_row]
    if facts.is_filtered:
        cell = CellRef(table.sheet, table.first_row, table.first_column)
        yield Fault(FaultKind.FILTERED, cell, str(len(hidden)))
    elif hidden:
        cell = CellRef(table.sheet, min(hidden), table.first_column)
        yield Fault(FaultKind.ROWS_HIDDEN, cell, str(len(hidden)))


_GAP = 2
"""Blank rows under a table beyond which what stands there is no row that slipped out of it."""

_OF_AN_ACTION = ("lead", "timescale_text", "status")
"""What an action has beside its words, at least two of them; a note or a key has none."""


def rows_apart(found: Located, values: SheetValues, tables: Sequence[Table]) -> Iterator[Fault]:
    """Actions typed under the table after a blank row or two, down to the next table or heading."""
    table, columns = found.table, found.seen.place.columns
    ends = min(
        (each.first_row for each in tables
         if each.sheet == table.sheet and each.first_row > table.last_row),
        default=values.height + 1,
    )  # fmt: skip
    number, gap, is_apart = table.last_row, 0, False
    while gap <= _GAP and (number := number + 1) < ends:
        cells = values.row(number)
        held = {
            name: as_text(cells[at])
            for name, column in columns.items()
            if 0 <= (at := column - values.first_column) < len(cells) and not is_blank(cells[at])
        }
        gap = 0 if held else gap + 1
        is_apart = is_apart or not held
        if any(text == found.seen.headings.get(name) for name, text in held.items()):
            return
        if is_apart and "action" in held and sum(name in held for name in _OF_AN_ACTION) > 1:
            cell = CellRef(table.sheet, number, table.first_column)
            words = held.get("ref") or held["action"]
            yield Fault(FaultKind.ROWS_BELOW, cell, words, near=found.spec.name)


def formula_faults(found: Located, values: SheetValues, facts: Facts) -> Iterator[Fault]:
    """Formulas in the columns that officers type in, but for those that give an error."""
    spec, table = found.spec, found.table
    if spec.starred or not facts.formulas:
        return
    typed = {
        column
        for name, column in found.seen.place.columns.items()
        if not spec.by_field[name].starred
    }
    body = range(table.body_first_row, table.body_last_row + 1)
    for column in sorted(typed):
        for row, text in facts.formulas.column(column).items():
            if row in body and (row, column) not in facts.errors:
                cells, at = values.row(row), column - values.first_column
                gives = cells[at] if 0 <= at < len(cells) else None
                result = "" if is_blank(gives) else as_text(gives)
                yield Fault(
                    FaultKind.FORMULA, CellRef(table.sheet, row, column), f"={text}", near=result
                )


def single_colours(book: BookView, found: Located) -> frozenset[int]:
    """The worksheet rows whose Status cell has a colour that most of the column has not."""
    column = found.seen.place.columns.get("status")
    coloured = {} if column is None else book.coloured_rows(found.table.sheet, column)
    if not coloured:
        return frozenset()
    body = range(found.table.body_first_row, found.table.body_last_row + 1)
    inside = {row: style for row, style in coloured.items() if row in body}
    counts = Counter(inside.values())
    usual = {style for style, count in counts.items() if count > len(body) * _MOST}
    return frozenset(row for row, style in inside.items() if style not in usual)


def colours_alone(actions: Sequence[Action], coloured: frozenset[int]) -> Iterator[Fault]:
    """The actions in *coloured* rows whose Status says nothing in words."""
    for action in actions if coloured else ():
        if action.row in coloured and action.status is None and "status" not in action.unread:
            yield Fault(FaultKind.COLOUR_ALONE, action.cell("status"), "", ref=action.ref)
