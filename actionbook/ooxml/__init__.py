"""
The .xlsx package, edited in place and knowing nothing of plans.

`Book` is the door: it opens a workbook, sets cells, grows tables, adds formats, validations and
sheets, and saves in one step. Every byte that an edit does not name is kept.
"""

from actionbook.ooxml.addresses import Area, cell_name, column_letters, parse_cell
from actionbook.ooxml.book import Book
from actionbook.ooxml.cell_edits import Change
from actionbook.ooxml.contents import Sheet
from actionbook.ooxml.facts import Facts
from actionbook.ooxml.formats import ConditionalFormat
from actionbook.ooxml.new_sheet import NewTable
from actionbook.ooxml.package import Package
from actionbook.ooxml.table import Table
from actionbook.ooxml.validations import Validation
from actionbook.ooxml.values import Formatted, Formula, Value

__all__ = [
    "Area",
    "Book",
    "Change",
    "ConditionalFormat",
    "Facts",
    "Formatted",
    "Formula",
    "NewTable",
    "Package",
    "Sheet",
    "Table",
    "Validation",
    "Value",
    "cell_name",
    "column_letters",
    "parse_cell",
]
