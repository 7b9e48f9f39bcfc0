"""Word documents of many shapes, made by hand: merges, bands, tables in tables and in a row."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

__all__ = ["HEADINGS", "ROWS", "SHAPES", "merged", "saved", "with_table"]

HEADINGS = ("Ref", "Recommendation", "Action", "Lead", "Timescale", "Progress")
ROWS = (
    ("1", "Say who decides.", "Write the scheme down.", "JT", "March 2027", "A draft is out."),
    ("2", "Train members.", "Hold two evenings.", "Head of Legal", "June 2027", ""),
    ("3", "Keep the register.", "Publish it each quarter.", "KM", "December 2027", "Begun."),
)


def with_table(rows: Sequence[Sequence[str]], document: Document | None = None) -> Document:
    """A document with one more table of *rows*."""
    made = docx.Document() if document is None else document
    table = made.add_table(len(rows), max(map(len, rows)))
    filled(table, rows)
    return made


def filled(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        for at, text in enumerate(row):
            cells[at].text = text


def merged(document: Document, *areas: tuple[int, int, int, int]) -> Document:
    """The last table with areas merged: first row and column, last row and column, from 0."""
    table = document.tables[-1]
    for top, left, bottom, right in areas:
        table.cell(top, left).merge(table.cell(bottom, right))
    return document


def saved(document: Document, folder: Path, name: str = "plan.docx") -> Path:
    """Where the document lies."""
    path = folder / name
    document.save(str(path))
    return path


def _across(text: str) -> tuple[str, ...]:
    return (text, "", "", "", "", "")


def bands() -> Document:
    """Rows merged across the table, short and very long, head what stands under them."""
    long = "What the reviewers asked of us in the spring, " * 6
    rows = [HEADINGS, _across("Leadership"), *ROWS[:2], _across(long), ROWS[2]]
    return merged(with_table(rows), (1, 0, 1, 5), (4, 0, 4, 5))


def two_rows_of_headings() -> Document:
    """A group's name over two headings, the others merged over both rows."""
    over = ("Ref", "Recommendation", "Action", "Responsibility", "", "Progress")
    rows = [over, ("", "", "", "Lead", "Timescale", ""), *ROWS]
    down = [(0, column, 1, column) for column in (0, 1, 2, 5)]
    return merged(with_table(rows), *down, (0, 3, 0, 4))


def nearly_meeting() -> Document:
    """Edges that were drawn by hand, a hair apart from row to row, under a row across."""
    document = with_table((HEADINGS, *ROWS))
    table = document.tables[0]._tbl
    for column in list(table.tblGrid):
        table.tblGrid.remove(column)
    for width in (1000, 1000, 1990, 10, 2000, 1500, 10, 1490):
        table.tblGrid.append(parse_xml(f'<w:gridCol {nsdecls("w")} w:w="{width}"/>'))
    spans = ((1, 1, 2, 1, 1, 2), (1, 1, 1, 2, 1, 2), (1, 1, 2, 1, 2, 1), (1, 1, 1, 2, 2, 1))
    for row, of_row in zip(table.tr_lst, spans, strict=True):
        for cell, span in zip(row.tc_lst, of_row, strict=True):
            cell.grid_span = span
    return document


def parted() -> Document:
    """A page between, the headings again; then a page and no headings."""
    document = with_table((HEADINGS, ROWS[0]))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    with_table((HEADINGS, ROWS[1]), document)
    document.add_paragraph()
    return with_table((ROWS[2],), document)


def under_headings() -> Document:
    """A table for each theme, its name in a heading above it, and words between."""
    document = docx.Document()
    document.add_heading("Housing plan", 0)
    for theme, row in zip(("Our people", "Our homes", "Our money"), ROWS, strict=True):
        document.add_heading(theme, 1)
        document.add_paragraph("What we found.")
        with_table((HEADINGS, row), document)
    return document


def under_rows_across() -> Document:
    """A table for each recommendation, which stands in a row across its top."""
    document = docx.Document()
    for row in ROWS:
        rows = [(row[1], "", "", ""), ("What we will do", "Lead", "By when", "Update"), row[2:]]
        merged(with_table(rows, document), (0, 0, 0, 3))
        document.add_paragraph("")
    return document


def in_cells() -> Document:
    """A table in a cell beside each recommendation."""
    document = docx.Document()
    outer = document.add_table(3, 2)
    for number, row in enumerate(ROWS):
        outer.cell(number, 0).text = row[1]
        filled(outer.cell(number, 1).add_table(2, 4), (HEADINGS[2:], row[2:]))
    return document


def blocks() -> Document:
    """A small table for each: labels beside values, two pairs to a row."""
    document = docx.Document()
    for row in ROWS:
        document.add_heading(f"Recommendation {row[0]}", 2)
        with_table(
            [("Recommendation", row[1], "Lead", row[3]),
             ("Action", row[2], "By when", row[4]),
             ("Progress", row[5], "Status", "In progress")],
            document,
        )  # fmt: skip
    return document


def blocks_under_a_row() -> Document:
    """A small table for each, its number and words in a row across the top."""
    document = docx.Document()
    for row in ROWS:
        labels = ("What we will do", "Responsible", "Target date", "Update")
        rows = [(f"R{row[0]}. {row[1]}", ""), *zip(labels, row[2:], strict=True)]
        merged(with_table(rows, document), (0, 0, 0, 1))
        document.add_paragraph("")
    return document


SHAPES: tuple[Callable[[], Document], ...] = (
    bands, two_rows_of_headings, nearly_meeting, parted, under_headings, under_rows_across,
    in_cells, blocks, blocks_under_a_row,
)  # fmt: skip
