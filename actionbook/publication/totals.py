"""The check that the numbers of an appendix agree with its rows, and with one another."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.number_formats import is_date_format
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.sheet import SheetPart
from actionbook.plan.status import Rag
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.finished import Finished
from actionbook.publication.looking import unusual_in
from actionbook.publication.sheets import SheetSeen

__all__ = ["totals_that_differ"]

_MOST_ROWS = 400
"""A sheet with more rows than this is no cover."""

_ENOUGH = 6
"""RAG words, each with a number beside it, that make a list of totals."""

_MOST_TIMES = 2
"""A word that a cover gives a number to more often than this is no total."""

_LAST_HEADING = 12
"""The headings of a table stand in one of a sheet's first rows."""

_HEADINGS = frozenset({"rag", "status", "rag status"})
_RAGS = {str(rag).casefold() for rag in Rag}
_WHOLE, _PARTS = "actions", ("open", "complete", "withdrawn")
_START = re.compile(r"open (?:at|on) (?:the )?(?:start|beginning|end of .+)")
_END = re.compile(r"open (?:now|at (?:the )?end)")
_ADDED = ("added", "reopened", "moved in")
_TAKEN = ("completed", "withdrawn", "moved out")

_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]++[1-9])[\s/>]')

Total = tuple[str, int, Cell]
"""A label, the number beside it, and the number's cell."""


@looks_for("PUB404", since="0.1")
def totals_that_differ(subject: Subject) -> Hits:
    """
    A total that is not what the rows add up to, or totals that do not agree with one another.

    Why: a member adds up the rows.
    Example: the cover says 5 overdue, and 6 rows of the action plan are Overdue.
    Instead: numbers that were counted, not typed.
    """
    file = subject.file
    totals = {
        sheet.name: _totals(file, sheet)
        for sheet in file.sheets
        if sheet.filled and len(sheet.filled) <= _MOST_ROWS
    }
    lists = {name for name, found in totals.items() if _is_list_of_totals(found)}
    rows = _rows_by_rag(file, without=lists)
    for sheet in file.sheets:
        found = totals.get(sheet.name, [])
        yield from _sums(sheet, found)
        if sheet.name in lists and rows:
            yield from _against_rows(sheet, found, rows)


def _totals(file: Finished, sheet: SheetSeen) -> list[Total]:
    """Each label of a sheet with the first whole number to its right, but for dates."""
    part = file.sheet_part(sheet.part)
    found: list[Total] = []
    for row in part.rows.spans():
        waiting: list[str] = []
        for column, span in part.rows.cells(row):
            stored = read_cell(span, file.contents.strings)
            value = stored.value
            if isinstance(value, str) and value.strip():
                waiting.append(" ".join(value.split()).casefold())
            elif isinstance(value, int | float) and waiting:
                if value == int(value) and not is_date_format(file.looks(stored.style).code):
                    found += [(label, int(value), (row.number, column)) for label in waiting]
                waiting = []
    return found


def _is_list_of_totals(totals: Sequence[Total]) -> bool:
    times = Counter(label for label, _, _ in totals)
    if all(times[label] == 1 for label in (_WHOLE, *_PARTS)):
        return True
    rags = [times[rag] for rag in _RAGS if times[rag]]
    return len(rags) >= _ENOUGH and max(rags) <= _MOST_TIMES


def _sums(sheet: SheetSeen, totals: Sequence[Total]) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for label, number, _ in totals:
        first.setdefault(label, number)
    if all(label in first for label in (_WHOLE, *_PARTS)):
        added = sum(first[label] for label in _PARTS)
        yield from _compared(sheet, totals, _WHOLE, {added}, f"{', '.join(_PARTS)} add up to")
    start = next((total for total in totals if _START.fullmatch(total[0])), None)
    end = next((total for total in totals if total != start and _END.fullmatch(total[0])), None)
    if start and end:
        # A table of what moved may stand over the sum, and say of "Withdrawn" what it was then.
        top, bottom = sorted((start[2][0], end[2][0]))
        terms = {label: abs(number) for label, number, at in totals if top <= at[0] <= bottom}
        left = start[1] + sum(terms.get(label, 0) for label in _ADDED)
        left -= sum(terms.get(label, 0) for label in _TAKEN)
        yield from _compared(sheet, totals, end[0], {left}, "what came and went leaves")


def _against_rows(sheet: SheetSeen, totals: Sequence[Total], rows: Counter[str]) -> Iterator[Hit]:
    for label in dict.fromkeys(label for label, _, _ in totals if label in _RAGS):
        right = {rows[label]}
        if label == str(Rag.COMPLETE).casefold():
            # A headline may count those that wait to be verified among the complete.
            right.add(rows[label] + rows[str(Rag.TO_VERIFY).casefold()])
        yield from _compared(sheet, totals, label, right, "the rows of the plan are")


def _compared(
    sheet: SheetSeen, totals: Sequence[Total], label: str, counted: set[int], how: str
) -> Iterator[Hit]:
    for named, number, cell in totals:
        if named == label and number not in counted:
            yield Hit(
                sheet.at(cell),
                f"says {number} for '{label}', and {how} {min(counted)}.",
                "Make the appendix anew: its numbers are counted, not typed.",
            )


def _rows_by_rag(file: Finished, *, without: Set[str]) -> Counter[str]:
    """How many rows have each RAG word, on the sheet that has most: that of every action."""
    best: Counter[str] = Counter()
    for sheet in file.sheets:
        if sheet.name not in without:
            part = file.sheet_part(sheet.part)
            heading = _heading(file, sheet, part)
            counted = _counted(file, sheet, part, heading) if heading else Counter()
            best = max(best, counted, key=Counter.total)
    return best


def _counted(file: Finished, sheet: SheetSeen, part: SheetPart, heading: Cell) -> Counter[str]:
    found: Counter[str] = Counter()
    # Few words stand in many cells: each is read once.
    for (look, content), times in _stored(sheet, part, heading).items():
        value = read_cell(CellSpan(0, 0, b"", look, content), file.contents.strings).value
        first = str(value or "").strip().split("\n")[0].strip().casefold()
        if first in _RAGS:
            found[first] += times
    return found


def _stored(sheet: SheetSeen, part: SheetPart, heading: Cell) -> Counter[tuple[bytes, bytes]]:
    """What the cells beneath a heading state and hold, and how many do."""
    row, column = heading
    if part.prefix or part.hides or _ODD_CELL.search(unusual_in(part, sheet)):
        below = [(number, column) for number in sheet.filled if number > row]
        return Counter((span.look, span.content) for span in part.rows.find(below).values())
    # Every cell says first where it is, and nothing else looks like one.
    cell = re.compile(
        rb'<c r="%b[0-9]++"([^>/]*+)(?:/>|>([^<]*+(?:<(?!/c>)[^<]*+)*+)</c>)'
        % column_letters(column).encode()
    )
    end = part.rows.row(row, nearby=True)
    return Counter(cell.findall(part.data, end.end if end else part.start, part.end))


def _heading(file: Finished, sheet: SheetSeen, part: SheetPart) -> Cell | None:
    """The heading of the column that holds the RAG word; None for none."""
    first = sorted(sheet.filled)[:_LAST_HEADING]
    found: dict[str, Cell] = {}
    for number in first:
        cells = [(number, c) for c in range(1, sheet.filled[number].bit_length())]
        for cell, span in part.rows.find(cells).items():
            words = " ".join(str(read_cell(span, file.contents.strings).value).split()).casefold()
            if words in _HEADINGS:
                found.setdefault(words, cell)
    return found.get("rag") or found.get("rag status") or found.get("status")
