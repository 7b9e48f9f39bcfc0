"""
A printed plan typed anew, in a document and in a workbook: as somebody would lay it out who has it.

Cells left blank under a filled one are merged with it, rows of one cell stand across the table,
headings are coloured, and pages end in the middle.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from actionbook.imports.markup import pieces, plain

__all__ = ["retyped_book", "retyped_document"]

PAGE = 12  # rows of a table to a page


def retyped_document(lines: Sequence[str], *, laid_out: bool = False) -> Document:
    """Each run of lines with as many tabs is a table, each other line a paragraph."""
    made = docx.Document()
    for count, run in groupby(lines, key=lambda line: line.count("\t")):
        if not count:
            for line in run:
                made.add_paragraph(plain(line))
            continue
        rows = [line.split("\t") for line in run]
        for at in range(0, len(rows), PAGE if laid_out else len(rows)):
            page = rows[at : at + PAGE] if laid_out else rows
            if laid_out and at:
                made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            table = made.add_table(len(page), count + 1)
            _fill(table, page)
            if laid_out:
                _lay_out(table, page)
    return made


def _fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for printed, row in zip(table.rows, rows, strict=True):
        for cell, said in zip(printed.cells, row, strict=True):
            first, *others = _paragraphs(said)
            cell.text, cell.paragraphs[0].style = first[0], first[1]
            for words, style in others:
                cell.add_paragraph(words, style=style)


def _paragraphs(cell: str) -> list[tuple[str, str]]:
    """The paragraphs of a cell of a seed with their styles; a list is told by its tag."""
    found, style = [], "Normal"
    for piece in re.split(r"(</?(?:p|br|ul|ol|li)\b[^>]*>)", cell):
        if re.match(r"</?(?:p|br)\b|</", piece):
            style = "Normal"
        elif re.match(r"<(?:ul|ol|li)\b", piece):
            style = "List Bullet"
        elif words := plain(piece):
            # What has a letter or number of its own is typed so.
            listed = style == "List Bullet" and not re.match(r"\W?\w{1,4}[).]", words)
            words = words.removeprefix("•").strip() if listed else words
            found.append((words, style if listed else "Normal"))
    return found or [("", "Normal")]


def _lay_out(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for cell in table.rows[0].cells:
        _shade(cell, "D9E2F3")
    for column, first, last in _blank_below(rows):
        _merge(table, (first, column), (last, column))
    for number in _alone(rows):
        _merge(table, (number, 0), (number, len(rows[0]) - 1))


def _merge(table: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    top = table.cell(*first)
    for row in range(first[0], last[0] + 1):
        for column in range(first[1], last[1] + 1):
            if (row, column) != first:
                cell = table.cell(row, column)
                cell.text = ""
    merged = top.merge(table.cell(*last))
    for paragraph in list(merged.paragraphs)[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _shade(cell: _Cell, fill: str) -> None:
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
    cell._tc.get_or_add_tcPr().append(shade)


def _blank_below(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int]]:
    """Column, first and last row, from 0, of the runs of blank cells under a filled first one."""
    alone = set(_alone(rows))
    for column in range(len(rows[0])):
        first = None
        for number in range(len(rows) + 1):
            here = number < len(rows) and number not in alone
            if here and first is not None and not plain(rows[number][column]):
                continue
            if first is not None and number - first > 1:
                yield column, first, number - 1
            first = number if here and plain(rows[number][column]) else None


def _alone(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """The rows, from 0, of which the first cell alone says something."""
    for number, row in enumerate(rows):
        if plain(row[0]) and not any(map(plain, row[1:])):
            yield number


def retyped_book(lines: Sequence[str], path: Path) -> Path:
    """The plan on one sheet, a line to a row, a paragraph of a cell to a line of it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    rows = [line.split("\t") for line in lines]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if said := _lines(cell):
                made = sheet.cell(number, column, said)
                made.alignment = Alignment(wrap_text=True, vertical="top")
                if len(row) > 1 and len(said) < 30:
                    made.font, made.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        if number % PAGE == 0:
            sheet.row_breaks.append(Break(id=number))
    _merge_below(sheet, rows)
    book.save(path)
    return path


def _merge_below(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    at = 0
    for _, run in groupby(rows, key=len):
        group = list(run)
        if len(group[0]) > 1:
            for column, first, last in _blank_below(group):
                sheet.merge_cells(
                    start_row=at + first + 1, start_column=column + 1,
                    end_row=at + last + 1, end_column=column + 1,
                )  # fmt: skip
        at += len(group)


def _lines(cell: str) -> str:
    said = [f"• {piece.text}" if piece.is_item else piece.text for piece in pieces(cell)]
    return re.sub(r"[\x00-\x09\x0b-\x1f]", "", "\n".join(said))
