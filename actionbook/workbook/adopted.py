"""
The actions of a workbook that staff kept before it became a plan: a range, found by a name.

The defined name `actionbook_Actions` speaks of the row or rows of headings: Excel moves it when
rows or columns are put in or the sheet is renamed. What stands below is read to the last action;
bands, totals, repeated headings and notes are passed over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from actionbook.ooxml import Area, BookView, Formula, Table, parse_cell
from actionbook.plan.cells import letters
from actionbook.plan.words import Words, word_key
from actionbook.workbook.columns import heading_key
from actionbook.workbook.typed import as_text, is_blank
from actionbook.workbook.values import SheetValues

__all__ = ["ADOPTED", "action_rows", "adopted_reference", "adopted_table", "joined_headings"]

ADOPTED = "actionbook_Actions"
_OF_AN_ACTION = ("lead", "timescale_text", "status", "progress")
"""What an action has beside its words: where those are missing, two of these make a row one."""
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?")


def adopted_reference(sheet: str, headings: Area) -> str:
    """What the name stands for where the headings of *sheet* are in that block."""
    title = sheet.replace("'", "''")
    first = f"${letters(headings.first_column)}${headings.first_row}"
    return f"'{title}'!{first}:${letters(headings.last_column)}${headings.last_row}"


def adopted_table(book: BookView) -> Table | None:
    """
    The range that the name speaks of, as a table; None where there is no such name.

    Where it is the headings of an Excel table it is that one. Else its last row is not told yet.
    """
    names = {name.casefold(): formula for name, formula in book.names().items()}
    match = _REFERENCE.fullmatch(names.get(ADOPTED.casefold(), "").strip())
    if match is None:
        return None
    title = (match[1] or match[2]).replace("''", "'")
    sheet = next(
        (each.name for each in book.sheets if each.name.casefold() == title.casefold()), None
    )
    if sheet is None:
        return None
    top, left = parse_cell(match[3])
    bottom, right = parse_cell(match[4] or match[3])
    for table in book.tables:
        if table.sheet == sheet and table.header_rows and table.area.holds(bottom, left):
            return table
    area = Area(top, left, bottom, right)
    columns = joined_headings(book, sheet, area)
    return Table(
        "Actions", sheet, "", top, bottom + 1, left, right, columns,
        header_rows=bottom - top + 1, formulas=("",) * len(columns),
    )  # fmt: skip


def joined_headings(book: BookView, sheet: str, area: Area) -> tuple[str, ...]:
    """The heading of each column of a block of one to a few rows, read from the top down."""
    merges = [merge for merge in book.merges(sheet) if merge.first_row <= area.last_row]
    return tuple(
        " ".join(dict.fromkeys(_words_above(book, sheet, area, column, merges)))
        for column in range(area.first_column, area.last_column + 1)
    )


def _words_above(
    book: BookView, sheet: str, area: Area, column: int, merges: Sequence[Area]
) -> Iterator[str]:
    for row in range(area.first_row, area.last_row + 1):
        at = next((merge[:2] for merge in merges if merge.holds(row, column)), (row, column))
        held = book.cell(sheet, *at)
        words = " ".join(as_text(held.value if isinstance(held, Formula) else held).split())
        if words and at[0] >= area.first_row:
            yield words


def action_rows(
    table: Table,
    columns: Mapping[str, int],
    words: Words,
    values: SheetValues,
    merges: Sequence[Area],
) -> tuple[int, ...]:
    """
    The worksheet rows of *table* that are actions; *columns* are by field, counted from 1.

    A row whose action is merged with the one above goes on with that one.
    """
    action = columns.get("action", 0)
    goes_on = {
        row
        for area in merges
        if area.first_column <= action <= area.last_column
        for row in range(area.first_row + 1, min(area.last_row, values.height) + 1)
    }
    last = table.body_last_row if table.part else values.height
    headings = {
        name: heading_key(table.columns[column - table.first_column])
        for name, column in columns.items()
    }
    found = []
    for number in range(table.body_first_row, last + 1):
        cells = values.row(number)
        held = {
            name: as_text(cells[at])
            for name, column in columns.items()
            if 0 <= (at := column - values.first_column) < len(cells) and not is_blank(cells[at])
        }
        if number not in goes_on and _is_action(held, headings, words):
            found.append(number)
    return tuple(found)


def _is_action(held: Mapping[str, str], headings: Mapping[str, str], words: Words) -> bool:
    action = held.get("action", "")
    if any(
        heading_key(text) == headings[name]
        for name, text in held.items()
        if name in ("action", "lead")
    ):
        return False
    if any(map(str.isalpha, action)):
        return word_key(action) not in words.no_actions
    return sum(name in held for name in _OF_AN_ACTION) > 1
