"""Worksheets being made with XlsxWriter: one whose rows grow, one whose rows are markup."""

from collections.abc import Iterable, Sequence

import xlsxwriter.worksheet

from actionbook.ooxml import Formula, Value, cell_name
from actionbook.ooxml.values import encode

__all__ = ["FittedSheet", "MadeSheet"]

Cell = tuple[Value | Formula, int]
"""What a cell holds, and the index of its look."""

Attributes = Sequence[tuple[str, object]]


class FittedSheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]  # it has no types
    """A worksheet whose rows are as high as they are told, and still grow as staff type."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Attributes = ()) -> None:
        super()._xml_start_tag_unencoded(tag, _fitted(attributes))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: Attributes = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, _fitted(attributes))


class MadeSheet(FittedSheet):
    """A worksheet of a new plan: its title and headings XlsxWriter's, the rows below markup."""

    def __init__(self) -> None:
        super().__init__()
        self._body: list[bytes] = []

    def put_row(self, number: int, height: float, cells: Iterable[Cell]) -> None:
        """
        Put a row, counted from 0, beneath all others; XlsxWriter takes five times as long for it.

        Raises:
            ValueError: a cell cannot hold what it is given.
        """
        held = []
        for column, (value, look) in enumerate(cells):
            kind, content = encode(value, b"", date_1904=False)
            at = f'<c r="{cell_name(number + 1, column + 1)}" s="{look}"'
            typed = f' t="{kind}"' if kind else ""
            held.append(f"{at}{typed}>".encode() + content + b"</c>")
        start = f'<row r="{number + 1}" ht="{height:.16g}">'.encode()
        self._body.append(start + b"".join(held) + b"</row>")
        self._check_dimensions(number, len(held) - 1)

    def _write_formula(self, *_: object) -> int:
        """Leave the formulas of a table's columns: the rows that are put hold them already."""
        return 0

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(b"".join(self._body).decode())
        self._body = []


def _fitted(attributes: Attributes) -> Attributes:
    """The attributes of a row whose height is a fitted one, which typing may change."""
    return [each for each in attributes if each[0] != "customHeight"]
