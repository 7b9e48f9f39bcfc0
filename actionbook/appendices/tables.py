"""A table on a sheet: its title, its sentence, its headings, and the formats of its rows."""

from collections.abc import Iterator, Mapping
from itertools import product, starmap
from typing import Any

from actionbook.appendices.book import Book
from actionbook.appendices.cutting import Row
from actionbook.appendices.looks import (
    Rules,
    body_look,
    heading_look,
    kind_look,
    page_look,
    rag_look,
)
from actionbook.appendices.paper import Sheet
from actionbook.appendices.values import ABOVE, Holds, RowKind, Table
from actionbook.plan.status import Rag
from actionbook.workbook.made_sheet import put_table

__all__ = ["FIRST", "HEADINGS", "TITLE_HEIGHTS", "Styles", "mark_up", "write_headings"]

HEADINGS = 2
"""The worksheet row of a table's headings, from 0: beneath its title and its sentence."""
FIRST = HEADINGS + 1
TITLE_HEIGHTS = (28.0, 20.0)
EVERY_RULES = tuple(starmap(Rules, product((False, True), repeat=2)))
RAG_WORDS = {str(rag): rag for rag in Rag}


def write_headings(book: Book, sheet: Any, table: Table, measures: Sheet) -> None:
    """The title, the sentence and the headings, with the widths of the columns."""
    style = book.format(heading_look(measures))
    sheet.set_row(0, TITLE_HEIGHTS[0])
    sheet.write_string(0, 0, table.title, book.format(page_look("page title")))
    sheet.set_row(1, TITLE_HEIGHTS[1])
    sheet.write_string(1, 0, table.sentence, book.format(page_look("sentence")))
    sheet.set_row(HEADINGS, measures.heading)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, measures.widths[place])
        sheet.write_string(HEADINGS, place, column.heading, style)


class Styles:
    """The indexes of the formats of a table's cells, row by row."""

    def __init__(self, book: Book, table: Table, sheet: Sheet, *, blocks: bool) -> None:
        self.book = book
        self.blocks = blocks
        self.looks = {
            rules: [body_look(column.holds, sheet, rules) for column in table.columns]
            for rules in EVERY_RULES
        }
        self.usual = {
            rules: [book.index(look) for look in row] for rules, row in self.looks.items()
        }
        self.rags = [
            place for place, column in enumerate(table.columns) if column.holds is Holds.RAG
        ]
        self.coloured: dict[tuple[Rules, int, Rag], int] = {}
        self.of_kind = {
            kind: [book.index(kind_look(kind, sheet, place)) for place in range(len(table.columns))]
            for kind in set(table.kinds.values())
        }

    def of(
        self, rows: list[Row], cut: set[int], kinds: Mapping[int, RowKind]
    ) -> Iterator[list[int]]:
        """The index of the format of every cell, row by row."""
        said: Rag | None = None
        for number, row in enumerate(rows):
            kind = kinds.get(number) if kinds else None
            if kind is not None:
                yield self.of_kind[kind]
                continue
            rules = Rules(self.blocks and row[0] is not ABOVE, number in cut)
            styles = self.usual[rules]
            for place in self.rags:
                cell = row[place]
                if cell is not ABOVE:
                    said = RAG_WORDS.get(str(cell).partition("\n")[0])
                if said:
                    styles = styles.copy()
                    styles[place] = self._coloured(rules, place, said)
            yield styles

    def _coloured(self, rules: Rules, place: int, said: Rag) -> int:
        key = (rules, place, said)
        if key not in self.coloured:
            self.coloured[key] = self.book.index(self.looks[rules][place], rag_look(said))
        return self.coloured[key]


def mark_up(sheet: Any, table: Table, last: int) -> None:
    """Say that these cells are a table, so that a screen reader finds its headings."""
    put_table(
        sheet,
        HEADINGS,
        last,
        len(table.columns) - 1,
        {
            "name": "".join(mark if mark.isalnum() else "_" for mark in table.sheet),
            "description": table.sentence,
            "columns": [{"header": column.heading} for column in table.columns],
            "autofilter": False,
            "style": None,
        },
    )
