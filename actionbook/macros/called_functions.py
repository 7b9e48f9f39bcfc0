"""Formulas that call a function of the workbook's own VBA, wherever a workbook keeps formulas."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from actionbook.macros.places import on_sheet
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import Stored
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.contents import Contents, Sheet
from actionbook.ooxml.markup import Element, parse
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.rows import Cell, CellSpan

__all__ = ["CellCall", "OtherCall", "cell_calls", "other_calls"]

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_OWN = r"\[0\]!"
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})
_TABLE = frozenset({"calculatedColumnFormula", "totalsRowFormula"})


class CellCall(NamedTuple):
    """A cell whose formula calls *function*; *stored* is what it holds, *span* where it stands."""

    sheet: Sheet
    cell: Cell
    function: str
    formula: str
    stored: Stored
    span: CellSpan

    @property
    def place(self) -> str:
        """The cell with its sheet."""
        return on_sheet(self.sheet.name, cell_name(*self.cell))


class OtherCall(NamedTuple):
    """
    A formula outside the cells that calls *function*; *place* says where, for a sentence.

    *column* of *table*, where it is what Excel fills into new rows of that column; else "".
    """

    place: str
    function: str
    table: str = ""
    column: str = ""


def _pattern(functions: Collection[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, functions), key=len, reverse=True)) or "(?!)"
    called = rf"(?<![\w.$\\?!])(?:{_OWN})?(?:[^\W\d]\w*\.)?({names})\s*\("
    return re.compile(rf"{called}|{_OWN}(?:[^\W\d]\w*\.)?([^\W\d][\w.]*)", re.IGNORECASE)


def _called(pattern: re.Pattern[str], formula: str) -> str:
    found = pattern.search(_TEXT.sub('""', formula))
    return (found[1] or found[2]) if found else ""


def cell_calls(contents: Contents, functions: Collection[str]) -> Iterator[CellCall]:
    """Every cell whose formula calls one of *functions*, or anything by ``[0]!``, in order."""
    pattern = _pattern(functions)
    quick = re.compile(
        rb"\[0\]|" + b"|".join(re.escape(name.encode()) for name in functions), re.IGNORECASE
    )
    for sheet in contents.sheets:
        part = contents.sheet_part(sheet.name)
        if not (functions and quick.search(part.data)) and b"[0]" not in part.data:
            continue
        reader = CellReader(contents, part)
        for row in part.rows.spans():
            for column, span in part.rows.cells(row):
                if b"f" not in span.content:
                    continue
                stored = reader.held((row.number, column), span).stored
                if stored.formula and (function := _called(pattern, stored.formula)):
                    cell = (row.number, column)
                    yield CellCall(sheet, cell, function, stored.formula, stored, span)
    contents.close_sheet()


def other_calls(contents: Contents, functions: Collection[str]) -> Iterator[OtherCall]:
    """Every formula of formats, input checks, tables and names that calls one of *functions*."""
    pattern = _pattern(functions)
    for sheet in contents.sheets:
        for element in _formulas(contents.sheet_part(sheet.name).frame):
            if function := _called(pattern, _said(element)):
                yield OtherCall(f"a format or an input check of sheet {sheet.name}", function)
        for part in contents.related(sheet.part, "table"):
            yield from _table_calls(parse(contents.read(part)), pattern)
    contents.close_sheet()
    for element in parse(contents.read(contents.workbook)).walk("definedName"):
        stated = element.attributes
        is_macro = "vbProcedure" in stated or "function" in stated
        if not is_macro and (function := _called(pattern, _said(element))):
            yield OtherCall(f"the name {stated.get('name', '')}", function)


def _table_calls(table: Element, pattern: re.Pattern[str]) -> Iterator[OtherCall]:
    name = table.attributes.get("displayName", "")
    for column in table.walk("tableColumn"):
        for element in column.children:
            if element.local in _TABLE and (function := _called(pattern, _said(element))):
                heading = column.attributes.get("name", "")
                is_fill = element.local == "calculatedColumnFormula"
                place = f"column {heading} of table {name}"
                yield OtherCall(place, function, table=name, column=heading if is_fill else "")


def _formulas(root: Element) -> Iterator[Element]:
    for child in root.children:
        if child.local in _FORMULAS:
            yield child
        yield from _formulas(child)


def _said(element: Element) -> str:
    return decode_escapes(text_of(element.inner))
