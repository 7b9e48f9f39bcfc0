"""A table that a program saved as separated values, whatever parts its cells."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.source import guessed, read_text
from actionbook.ooxml import Area
from actionbook.plan.late import late

__all__ = ["SheetRead", "day_or_words", "read_separated"]

_MARKS = (",", ";", "\t", "|")
_LOOKED_AT = 200  # rows
_SAID = late(r'"?sep=(.)"?\r?\n')  # what Excel is told, and takes for no row
# Source: ISO 8601, as databases and forms write a day, which can be read in one way alone. An hour
# of another zone may be of the day after here: SharePoint's 1 July is 2027-06-30T23:00:00Z.
_DAY = late(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?|00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)))?"
)
_QUOTED = (
    "A quotation mark stands within a cell as no program writes it: compare what follows it with "
    "the file."
)


class SheetRead(NamedTuple):
    """What a file holds that Excel shows on a sheet of that *name*, and how it was read."""

    name: str
    rows: list[list[object]]
    merges: Sequence[Area]
    read_as: str
    doubts: Sequence[Doubt]


def read_separated(path: Path) -> SheetRead:
    """
    The rows of the file at *path*: text, and days where they are written year first.

    What parts the cells is the comma, semicolon, tab or stroke that parts most rows alike.

    Raises:
        WorkbookUnreadableError: it is missing, empty, no text, or a quotation mark in it is open.
        ActionbookError: it is a document of another kind.
    """
    text, encoding = read_text(path)
    doubts = guessed(encoding)
    told = _SAID.match(text)
    text = text[told.end() :] if told else text
    mark = told[1] if told else max(_MARKS, key=lambda mark: _parted(text, mark))
    try:
        rows = list(_rows(text, mark, strict=True))
    except csv.Error as fault:
        try:
            rows = list(_rows(text, mark))
        except csv.Error:
            rows = []
        if not rows or text.count('"') % 2:
            raise WorkbookUnreadableError(
                f"{path} cannot be read as separated values: a quotation mark in it is not closed, "
                "or a cell is too long. Open it in Excel, see to that, and save it again."
            ) from fault
        doubts.append(Doubt("", "", _QUOTED, "", (), Sureness.UNSURE))
    values = [[day_or_words(cell) for cell in row] for row in rows]
    return SheetRead(path.stem, values, (), f"separated values in {encoding}", doubts)


def _rows(text: str, mark: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=mark, strict=strict)


def _parted(text: str, mark: str) -> tuple[int, int]:
    """How many of the first rows a mark parts into as many cells as most of them, and how many."""
    try:
        widths = Counter(len(row) for row in islice(_rows(text, mark), _LOOKED_AT) if row)
    except csv.Error:
        return 0, 0
    times, width = max(((n, width) for width, n in widths.items() if width > 1), default=(0, 0))
    return times, width


def day_or_words(cell: str) -> object:
    """What a cell of text holds: a day where it is one written year first, else its words."""
    found = _DAY.fullmatch(cell.strip())
    if found is None:
        return cell
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return cell
