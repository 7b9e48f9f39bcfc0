"""The workbook with what a plan needs put in: columns to the right, sheets behind, a name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actionbook.adoption.doubts import Doubt
from actionbook.adoption.mapping import TableMap
from actionbook.errors import ContentLossError
from actionbook.ooxml import (
    Area,
    Book,
    Formula,
    NewColumn,
    NewColumns,
    NewTable,
    Table,
    Validation,
    Value,
)
from actionbook.plan.model import Status
from actionbook.plan.settings import Settings
from actionbook.workbook.adopted import ADOPTED, adopted_reference
from actionbook.workbook.beside_rows import new_row
from actionbook.workbook.beside_table import beside_spec
from actionbook.workbook.columns import Column, Holds, TableSpec, heading_key
from actionbook.workbook.settings_table import setting_rows
from actionbook.workbook.tables import BESIDE, SETTINGS, TABLES
from actionbook.workbook.words_table import STATUS, WORDS

__all__ = ["put_in", "sheets_to_add"]

_GREY = "FFEEF1F4"
_FORMATS = {Holds.WORDS: "@", Holds.DATE: "dd/mm/yyyy", Holds.PERCENT: "0%"}
_WHICH_STATUS = "What your word means: as the lead says, not as the dates say."
_LONGEST_NAME = 31  # Excel limit


def put_in(book: Book, told: TableMap, settings: Settings) -> None:
    """
    Put into *book* what *told* says is missing; nothing of theirs is moved.

    Raises:
        ContentLossError: something stands in the way, or the workbook is locked.
    """
    last = _put_columns(book, told)
    area = told.headings._replace(last_column=last)
    for spec, name in sheets_to_add(book, told):
        table = NewTable(
            spec.name,
            tuple(column.heading for column in spec.columns),
            tuple(max(column.width, len(column.heading) + 2) for column in spec.columns),
            _rows(spec, told, settings),
            tuple(_FORMATS.get(column.holds, "General") for column in spec.columns),
            tuple(_GREY if column.starred and not spec.starred else "" for column in spec.columns),
        )
        book.add_sheet(name, table)
        _put_lists(book, spec, book.table(spec.name))
    book.set_name(ADOPTED, adopted_reference(told.sheet, area))


def _put_columns(book: Book, told: TableMap) -> int:
    """The last column of the table once the missing ones stand beside it."""
    if not told.added:
        return told.headings.last_column
    first = _first_free(book, told)
    # A column's group is folded away; what is in view comes first.
    added = sorted(told.added, key=lambda each: each[0].grouped)
    columns = [_column(column, heading, told) for column, heading in added]
    new = NewColumns(columns, told.headings, first, max(told.rows), told.fields["action"])
    book.add_columns(told.sheet, new)
    body = range(told.headings.last_row + 1, max(told.rows) + 1)
    for number, (column, _) in enumerate(added, first):
        if column.choices:
            area = Area(body.start, number, body[-1], number)
            book.add_validation(told.sheet, _list(area, column))
    return first + len(columns) - 1


def _first_free(book: Book, told: TableMap) -> int:
    """The column right behind theirs; behind all that the sheet holds, where notes stand there."""
    first = told.headings.last_column + 1
    for table in book.tables:
        if table.sheet == told.sheet and table.area.holds(*told.headings[:2]):
            return table.last_column + 1
    used = book.last_column(told.sheet, told.headings.first_row, max(told.rows))
    return max(first, used + 1)


def _column(column: Column, heading: str, told: TableMap) -> NewColumn:
    filled: Mapping[str, Mapping[int, str]] = {
        "ref": told.refs,
        "issue": told.issues,
        "publication": dict.fromkeys(told.rows, told.publication) if told.publication else {},
    }
    cells = filled.get(column.field, {})
    return NewColumn(
        heading,
        max(column.width, len(heading) + 2),  # theirs may not wrap
        cells,
        _FORMATS.get(column.holds, "General"),
        _GREY if column.starred else None,
        is_grouped=column.grouped,
    )


def _list(area: Area, column: Column) -> Validation:
    return Validation(
        str(area),
        "list",
        f'"{",".join(column.choices)}"',
        title=column.heading[:32],
        message=column.hint,
        error_title=f"{column.heading} is not listed"[:32],
        error="Choose one from the list, or Cancel.",
        alert="warning",
    )


def _put_lists(book: Book, spec: TableSpec, table: Table) -> None:
    for number, column in enumerate(spec.columns, table.first_column):
        if column.choices:
            area = Area(table.body_first_row, number, table.body_last_row, number)
            book.add_validation(table.sheet, _list(area, column))
    if spec is WORDS:
        _put_statuses(book, table)


def _put_statuses(book: Book, words: Table) -> None:
    """Beside each status of theirs, a list of the plan's to choose from."""
    body = range(words.body_first_row, words.body_last_row + 1)
    rows = [row for row in body if book.cell(words.sheet, row, words.first_column) == STATUS]
    if rows:
        means = WORDS.by_field["means"]._replace(choices=tuple(Status), hint=_WHICH_STATUS)
        last = words.first_column + len(WORDS.columns) - 1
        area = Area(rows[0], last, rows[-1], last)
        book.add_validation(words.sheet, _list(area, means))


def sheets_to_add(book: Book, told: TableMap) -> list[tuple[TableSpec, str]]:
    """
    The tables that the workbook lacks, each with the name of the sheet that is to hold it.

    Raises:
        ContentLossError: a table of theirs has the name of one that would not be the same.
    """
    held = {table.name.casefold(): table for table in book.tables}
    taken = {sheet.name.casefold() for sheet in book.sheets}
    wanted = [beside_spec(told.beside)] if told.beside else []
    wanted += [spec for spec in TABLES.values() if not spec.optional and spec.name != "Actions"]
    wanted += [TABLES["Words"]] if told.words else []
    wanted += [TABLES["ImportDoubts"]] if told.doubts else []
    found = []
    for spec in wanted:
        table = held.get(spec.name.casefold())
        if table is not None:
            _refuse_other(book, spec, table)
            continue
        name = _free_name(spec.sheet, taken)
        taken.add(name.casefold())
        found.append((spec, name))
    return found


def _refuse_other(book: Book, spec: TableSpec, table: Table) -> None:
    known = {heading_key(heading) for heading in table.columns}
    needed = [column for column in spec.columns if column.required or spec.starred]
    if any(heading_key(column.heading) not in known for column in needed):
        raise ContentLossError(
            f"{book.path.name} has a table named {table.name} of its own, on sheet {table.sheet}, "
            "and a plan keeps something else under that name. Rename it in Excel (Table Design, "
            "Table Name) and run again."
        )


def _free_name(name: str, taken: set[str]) -> str:
    names = (name, *(f"{name[: _LONGEST_NAME - 4]} {number}" for number in range(2, 999)))
    return next(each for each in names if each.casefold() not in taken)


def _rows(spec: TableSpec, told: TableMap, settings: Settings) -> list[tuple[Value | Formula, ...]]:
    rows: Sequence[Mapping[str, Any]] = ()
    if spec is SETTINGS:
        rows = setting_rows(settings)
    elif spec.name == BESIDE.name:
        rows = list(_beside_rows(told))
    elif spec.name == "Issues":
        rows = told.issue_rows
    elif spec.name == "Words":
        rows = [dict(zip(("kind", "word", "means"), row, strict=True)) for row in told.words]
    elif spec.name == "ImportDoubts":
        rows = [_doubt(each) for each in told.doubts]
    return [
        tuple(None if (value := row.get(each.field)) == "" else value for each in spec.columns)
        for row in rows
    ]


def _beside_rows(told: TableMap) -> Iterator[dict[str, Any]]:
    """A row for each action: its ref as it stands, and what is known of it beside."""
    for row in told.beside_rows:
        issue = told.issues.get(row.row)
        yield {**new_row(row), "issue": issue, "publication": told.publication}


def _doubt(doubt: Doubt) -> dict[str, Value]:
    return {
        "ref": doubt.ref,
        "column": doubt.column,
        "doubt": doubt.doubt,
        "source_words": doubt.words,
        "lines": doubt.cell,
        "sureness": str(doubt.sureness),
    }
