"""The sheet of a workbook that says whose initials stand as leads."""

from collections.abc import Iterator, Sequence

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Draft, Row, Sureness
from actionbook.imports.listed_rows import listed
from actionbook.imports.register import who
from actionbook.workbook.columns import heading_key
from actionbook.workbook.tables import PEOPLE

__all__ = ["with_people_beside"]

_PERSON = ("initials", "name", "post")
_HEADINGS = {
    "initials": ("lead initials", "initial", "abbreviation", "llythrennau"),
    "name": ("full name", "lead name", "officer name", "officer", "enw"),
    "post": ("title", "position", "designation", "swydd"),
}
"""What heads them beside the plan's own headings and synonyms."""

_FIELDS = {
    **{key: column.field for key, column in PEOPLE.by_key.items() if column.field in _PERSON},
    **{heading_key(name): field for field, names in _HEADINGS.items() for name in names},
}
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
    return draft._replace(
        tables={**draft.tables, "People": people}, doubts=(*draft.doubts, *doubts)
    )


def _people(grid: CellGrid) -> Iterator[Row]:
    """The people of a sheet that has initials, and names or posts beside them; none of another."""
    for row, at in listed(grid, _field_of, lambda found: "initials" in found and len(found) > 1):
        initials, name, post = (grid.text(row, at.get(field, 0)) for field in _PERSON)
        if initials and (name or post):
            yield who(initials, name or post, post if name else "", ())


def _field_of(heading: str) -> str:
    return _FIELDS.get(heading_key(heading), "")
