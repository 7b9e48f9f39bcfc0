"""
The .xlsx package, edited in place and knowing nothing of plans.

`Book` is the door: it opens a workbook, sets cells, grows tables, adds formats, validations and
sheets, and saves in one step. Every byte that an edit does not name is kept. `BookView` looks only,
and loads nothing of what edits: a check answers the sooner.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actionbook.ooxml.addresses import Area, cell_name, column_letters, parse_cell
    from actionbook.ooxml.book import Book
    from actionbook.ooxml.book_view import BookView
    from actionbook.ooxml.changes import Change
    from actionbook.ooxml.contents import Sheet
    from actionbook.ooxml.facts import Facts
    from actionbook.ooxml.formats import ConditionalFormat
    from actionbook.ooxml.new_columns import NewColumn, NewColumns
    from actionbook.ooxml.new_sheet import NewTable
    from actionbook.ooxml.notes import Note
    from actionbook.ooxml.package import Package
    from actionbook.ooxml.page import Page
    from actionbook.ooxml.table import Table
    from actionbook.ooxml.validations import Validation
    from actionbook.ooxml.values import Formatted, Formula, Value

_HOMES = {
    "Area": "addresses",
    "Book": "book",
    "BookView": "book_view",
    "Change": "changes",
    "ConditionalFormat": "formats",
    "Facts": "facts",
    "Formatted": "values",
    "Formula": "values",
    "NewColumn": "new_columns",
    "NewColumns": "new_columns",
    "NewTable": "new_sheet",
    "Note": "notes",
    "Package": "package",
    "Page": "page",
    "Sheet": "contents",
    "Table": "table",
    "Validation": "validations",
    "Value": "values",
    "cell_name": "addresses",
    "column_letters": "addresses",
    "parse_cell": "addresses",
}

__all__ = [
    "Area",
    "Book",
    "BookView",
    "Change",
    "ConditionalFormat",
    "Facts",
    "Formatted",
    "Formula",
    "NewColumn",
    "NewColumns",
    "NewTable",
    "Note",
    "Package",
    "Page",
    "Sheet",
    "Table",
    "Validation",
    "Value",
    "cell_name",
    "column_letters",
    "parse_cell",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'actionbook.ooxml' has no attribute {name!r}")
    value: object = getattr(import_module(f"actionbook.ooxml.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
