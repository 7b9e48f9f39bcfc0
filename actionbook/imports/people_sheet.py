"""The sheet of a workbook that says whose initials stand as leads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Draft, Row, Sureness
from actionbook.workbook.columns import heading_key

__all__ = ["with_people_beside"]

_LOOKED_AT = 20  # rows that may be its headings
_HEADINGS = {
    "initials": ("initials", "lead initials", "initial", "abbreviation", "llythrennau"),
    "name": ("name", "full name", "lead name", "officer name", "officer", "enw"),
    "post": ("post", "job title", "title", "role", "position", "designation", "swydd"),
}
_FIELDS = {heading_key(name): field for field, names in _HEADINGS.items() for name in names}
_TAKEN = "The sheet {} says whose initials stand as leads: {} rows of it are on People."


def with_people_beside(draft: Draft, others: Sequence[CellGrid]) -> Draft:
    """*draft* with the people that sheets without a plan name by their initials."""
    people = list(draft.tables.get("People", ()))
    known = {str(row.values["initials"]).casefold() for row in people}
    doubts = []
    for grid in others:
        found = [
            row for row in _people(grid) if str(row.values["initials"]).casefold() not in known
        ]
        if found:
            people += found
            known |= {str(row.values["initials"]).casefold() for row in found}
            said = _TAKEN.format(grid.name, len(found))
            doubts.append(Doubt("", "", said, "", (), Sureness.SURE))
    if not doubts:
        return draft
    return replace(
        draft, tables={**draft.tables, "People": people}, doubts=(*draft.doubts, *doubts)
    )


def _people(grid: CellGrid) -> Iterator[Row]:
    """The people of a sheet that has initials, and names or posts beside them; none of another."""
    for heading in range(1, min(len(grid.rows), _LOOKED_AT) + 1):
        said = grid.worded(heading)
        columns = {
            _FIELDS[heading_key(text)]: column
            for column, text in said.items()
            if heading_key(text) in _FIELDS
        }
        if "initials" in columns and len(columns) > 1:
            for row in range(heading + 1, len(grid.rows) + 1):
                values = {name: grid.text(row, column) for name, column in columns.items()}
                if values["initials"] and (values.get("name") or values.get("post")):
                    yield Row({"name": "", "post": "", **values, "kind": "person"}, ())
            return
