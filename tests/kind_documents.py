"""
Plans of many kinds written to Word documents.

What stands round a plan is paragraphs; the plan is a table, its bands rows across it or headings
between tables. Some tables are parted by a page, and their headings come again; some have the
title in a row across their top.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from kind_sheets import Formula, Sheet

__all__ = ["docx_of"]

_FILLS = {"red": "FF0000", "amber": "FFC000", "green": "00B050", "r": "FF0000", "a": "FFC000",
          "g": "00B050", "blue": "0070C0", "b": "0070C0"}  # fmt: skip
_WIDTH = 14_000  # twentieths of a point, that a table has in all
_LONG = 6  # rows of a table that a page may part


def docx_of(sheets: list[Sheet], path: Path) -> None:
    """A Word document as python-docx writes it."""
    document = docx.Document()
    for sheet in sheets:
        _Page(document, sheet).write(has_name=sum(bool(each.tables) for each in sheets) > 1)
    document.save(str(path))


class _Page:
    """What one sheet is in a document."""

    def __init__(self, document: Document, sheet: Sheet) -> None:
        self.document, self.sheet = document, sheet
        self.left = min(
            (_first_filled(sheet.rows[row - 1]) for each in sheet.tables for row in each[:1]),
            default=0,
        )
        self.percents = {
            column
            for row in sheet.rows
            for column, value in enumerate(row, start=1)
            if isinstance(value, float) and 0 < value < 1
        }
        self.width = max((len(row) for row in sheet.rows), default=1) - self.left

    def write(self, *, has_name: bool) -> None:
        sheet = self.sheet
        if has_name and sheet.tables:
            self.document.add_heading(sheet.name, level=2)
        if not sheet.tables:
            self._beside_plan()
            return
        at = 1
        for rows in sheet.tables:
            round_it = range(at, rows.start)
            top = self._top(round_it) if len(sheet.tables) == 1 else 0
            self._paragraphs([row for row in round_it if row != top], are_heads=at > 1)
            self._parts(rows, top)
            at = rows.stop
        self._paragraphs(range(at, len(sheet.rows) + 1))

    def _top(self, rows: range) -> int:
        """The row that goes into the table, as a row across its top; 0 for none."""
        alone = [row for row in rows if len(self._said(row)) == 1]
        return alone[-1] if alone and len(self.sheet.rows) % 5 == 1 else 0

    def _said(self, row: int) -> list[str]:
        values = enumerate(self.sheet.rows[row - 1], start=1)
        return [text for at, value in values if (text := self._text(row, at, value))]

    def _paragraphs(self, rows: Sequence[int], *, are_heads: bool = False) -> None:
        for row in rows:
            said = self._said(row)
            is_head = len(self.sheet.tables) > 1 and (row == rows[-1] or are_heads)
            if said and is_head and len(said) == 1:
                self.document.add_heading(said[0], level=3)
            elif said:
                self.document.add_paragraph("  ".join(said))

    def _beside_plan(self) -> None:
        rows = range(1, len(self.sheet.rows) + 1)
        alone = [row for row in rows if len(self._said(row)) < 2]
        self._paragraphs(alone)
        self._table([row for row in rows if row not in alone])

    def _parts(self, rows: range, top: int) -> None:
        """The table of *rows*, in two where a page parts it."""
        sheet, body = self.sheet, rows[self.sheet.deep :]
        numbers = ([top] if top else []) + list(rows)
        merged = {row for a, _, c, _ in sheet.merges for row in range(a + 1, c + 1)}
        cuts = [row for row in body[2:-2] if row not in merged and len(self._said(row)) > 2]
        if len(sheet.rows) % 4 or len(body) < _LONG or not cuts:
            self._table(numbers, across=top)
            return
        cut = cuts[len(cuts) // 2]
        self._table([row for row in numbers if row < cut], across=top)
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self._table([*rows[: sheet.deep], *(row for row in body if row >= cut)])

    def _table(self, numbers: Sequence[int], *, across: int = 0) -> None:
        if not numbers:
            return
        merges = [each for each in self.sheet.merges if each[0] in numbers]
        if across:
            merges = [each for each in merges if each[0] != across]
            merges.append((across, self.left + 1, across, self.left + self.width))
        rows = "".join(self._row(row, merges, is_top=row == numbers[0]) for row in numbers)
        grid = f'<w:gridCol w:w="{_WIDTH // self.width}"/>' * self.width
        xml = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(xml))
        self.document.add_paragraph()

    def _row(self, row: int, merges: Sequence[tuple[int, int, int, int]], *, is_top: bool) -> str:
        values = [*self.sheet.rows[row - 1], *[""] * (self.left + self.width)]
        cells, column = [], self.left + 1
        while column <= self.left + self.width:
            area = next((m for m in merges if m[0] <= row <= m[2] and m[1] <= column <= m[3]), None)
            text = self._text(row, column, values[column - 1])
            cells.append(_cell(text, area, goes_on=area is not None and row > area[0]))
            column = area[3] + 1 if area else column + 1
        repeats = "<w:trPr><w:tblHeader/></w:trPr>" if is_top else ""
        return f"<w:tr>{repeats}{''.join(cells)}</w:tr>"

    def _text(self, row: int, column: int, value: object) -> str:
        if isinstance(value, Formula):
            value = value.result
        if isinstance(value, int | float) and column in self.percents:
            return f"{value:.0%}"
        if isinstance(value, date):
            is_month = (row, column) in self.sheet.months
            return f"{value:%B %Y}" if is_month else f"{value.day} {value:%B %Y}"
        return "" if value is None else str(value)


def _first_filled(row: Sequence[object]) -> int:
    return next((at for at, value in enumerate(row) if value != ""), 0)


def _cell(text: str, area: tuple[int, int, int, int] | None, *, goes_on: bool) -> str:
    said = ""
    if area and area[3] > area[1]:
        said += f'<w:gridSpan w:val="{area[3] - area[1] + 1}"/>'
    if area and area[2] > area[0]:
        said += "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    if fill := _FILLS.get(text.strip().casefold()):
        said += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    lines = "".join(map(_paragraph, text.split("\n") if not goes_on else [""]))
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{said}</w:tcPr>{lines}</w:tc>'


def _paragraph(line: str) -> str:
    """A line of a cell; a bullet is the list's, as Word makes it."""
    style = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>' if line.startswith("• ") else ""
    words = escape(line.removeprefix("• "))
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
