"""
Rows of foreign workbooks put in the opposite order: each goes whole, or nothing moves.

A table is laid over every plain sheet first, its first row for headings, so that sheets of many
hands are tried and not only the few that hold a table. What is seen is seen by `corpus.everything`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import Workbook, everything, needs_corpus, parts, workbooks

from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml import Book, Package
from actionbook.ooxml.addresses import cell_name

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MOST_ROWS = 60
# What tells of a row beside its cells, and is to follow it; all other parts stay to the byte.
_FOLLOWERS = re.compile(r"/worksheets/[^/]+$|comment|drawing|calcchain", re.I)
_REFERENCE = re.compile(
    r"(?:(?P<sheet>'[^']+'|[\w.\[\]]+)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
)
_REASON = re.compile(
    r": the rows of .+ were left as they are: .+|is protected; take the protection"
)
_LEAST_DONE = 80


def with_tables(path: Path, to: Path) -> None:
    """A copy with a table over each plain sheet, where its markup is of the usual spelling."""
    to.write_bytes(path.read_bytes())
    seen = everything(path)
    package = Package.open(to)
    spelt = {name.lower(): name for name in package.names}
    for number, (name, part) in enumerate(seen.sheets.items(), start=900):
        cells = [at[1:] for at in seen.cells if at[0] == name]
        data = package.read(spelt[part])
        if not cells or not data.rstrip().endswith(b"</worksheet>") or _is_taken(data):
            continue
        rows, columns = [at[0] for at in cells], [at[1] for at in cells]
        last = min(max(rows), min(rows) + _MOST_ROWS)
        if last - min(rows) < 2 or max(columns) > 200:
            continue
        area = f"{cell_name(min(rows), min(columns))}:{cell_name(last, max(columns))}"
        table = f"xl/tables/table{number}.xml"
        width = max(columns) - min(columns) + 1
        package.add(table, _table(number, area, width), content_type=_TYPE)
        pointer = package.relate(spelt[part], type=f"{_OFFICE}/table", target=table)
        told = f'<tableParts><tablePart r:id="{pointer}" xmlns:r="{_OFFICE}"/></tableParts>'
        is_extended = data.rstrip().endswith(b"</extLst></worksheet>")
        at = data.rfind(b"<extLst" if is_extended else b"</worksheet>")
        package.replace(spelt[part], data[:at] + told.encode() + data[at:])
    package.save()


def _is_taken(data: bytes) -> bool:
    return any(word in data for word in (b"<tableParts", b"<autoFilter", b"<pivot"))


def _table(number: int, area: str, width: int) -> bytes:
    columns = "".join(f'<tableColumn id="{at}" name="C{at}"/>' for at in range(1, width + 1))
    return (
        f'<table xmlns="{_MAIN}" id="{number}" name="Laid{number}" '
        f'displayName="Laid{number}" ref="{area}"><tableColumns count="{width}">{columns}'
        "</tableColumns></table>"
    ).encode()


def own(formula: tuple[object, ...], sheet: str, row: int) -> str:
    """A formula with the number of its own row left open, where it speaks of its own sheet."""

    def opened(found: re.Match[str]) -> str:
        is_own = not found["sheet"] or found["sheet"].strip("'") == sheet
        return re.sub(rf"(?<=[A-Za-z$]){row}(?![0-9])", "#", found[0]) if is_own else found[0]

    return _REFERENCE.sub(opened, str(formula[0]))


def differing(
    before: Workbook, after: Workbook, sheet: str, becomes: dict[int, int]
) -> Iterator[str]:
    """What is not as it is to be when rows of *sheet* went, and where: any cell at all."""
    due = {
        (name, becomes.get(row, row) if name == sheet else row, column): (row, cell)
        for (name, row, column), cell in before.cells.items()
    }
    yield from (f"{at} is there or gone" for at in due.keys() ^ after.cells.keys())
    for at in due.keys() & after.cells.keys():
        (came, was), now = due[at], after.cells[at]
        if (was.kind, was.text, was.style) != (now.kind, now.text, now.style):
            yield f"{at}: {was} is {now}"
        elif (
            was.formula
            and was.formula[0]  # else one that is shared
            and (not now.formula or own(was.formula, at[0], came) != own(now.formula, *at[:2]))
        ):
            yield f"{at}: {was.formula} of row {came} is {now.formula}"


def plain(held: dict[str, bytes]) -> dict[str, bytes]:
    """Parts without what any edit may set: the size of a sheet, and that Excel is to work out."""
    said = re.compile(rb'<dimension ref="[^"]*"|<calcPr[^>]*>(?:</calcPr>)?')
    return {name: said.sub(b"", data) for name, data in held.items() if "calcChain" not in name}


def reversed_rows(path: Path, to: Path, table: str) -> dict[int, int]:
    """The rows of a table from the last to the first; where each went."""
    book = Book.open(path)
    own_rows = book.table(table)
    rows = range(own_rows.body_first_row, own_rows.body_last_row + 1)
    book.reorder_rows(table, rows[::-1])
    to.unlink(missing_ok=True)
    book.save(to)
    return dict(zip(rows, rows[::-1], strict=True))


def tried(path: Path, table: str, folder: Path) -> None:
    """
    Reverse the rows of *table*, look at everything, and reverse them back to the very bytes.

    Raises:
        ContentLossError: the rows are refused, and why.
    """
    once, twice = folder / "once.xlsx", folder / "twice.xlsx"
    becomes = reversed_rows(path, once, table)
    sheet = Book.open(path).table(table).sheet
    before, after = plain(parts(path)), plain(parts(once))
    assert before.keys() == after.keys()
    changed = [name for name in before if before[name] != after[name]]
    assert all(_FOLLOWERS.search(name) for name in changed), changed
    assert list(differing(everything(path), everything(once), sheet, becomes)) == []
    reversed_rows(once, twice, table)
    again = plain(parts(twice))
    # A formula that rows share is told in full from then on.
    kept = [name for name, data in before.items() if b't="shared"' not in data]
    assert [name for name in kept if before[name] != again[name]] == []


@needs_corpus
@pytest.mark.shared
def test_rows_go_whole_or_are_refused_with_a_reason(tmp_path: Path) -> None:
    done, refused = 0, []
    for path in workbooks():
        laid = tmp_path / path.name
        try:
            with_tables(path, laid)
            tables = Book.open(laid).tables
        except ActionbookError:
            continue  # encrypted, damaged or unsafe: other tests are of that
        for table in tables:
            if table.body_last_row <= table.body_first_row:
                continue
            try:
                tried(laid, table.name, tmp_path)
                done += 1
            except ContentLossError as error:
                refused.append(str(error))

    assert done >= _LEAST_DONE
    assert [each for each in refused if not _REASON.search(each)] == []
