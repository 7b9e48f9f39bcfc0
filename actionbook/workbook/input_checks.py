"""
What cells of the plan offer and ask: drop-down lists, and a question before a worked-out cell.

A check that staff set themselves stays, and is told.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from actionbook.ooxml import Area, BookView, Validation
from actionbook.ooxml.addresses import areas
from actionbook.operations.changes import ChangeSet, SetCheck, SetName
from actionbook.plan.cells import quoted
from actionbook.plan.model import Person, Plan
from actionbook.plan.structure import TableSeen
from actionbook.workbook.actions_table import ACTIONS, WORKED_OUT
from actionbook.workbook.columns import Column
from actionbook.workbook.read import read_plan
from actionbook.workbook.tables import TABLES

__all__ = ["InputChecks", "guard_columns", "refresh_lists", "validation"]

_LEADS = "actionbook_Leads"
_NOT_TYPED = (
    "This is worked out for you. No: leave it as it was. What is typed all the same stays, "
    "and the check reports it."
)
_NOBODY = "People names nobody, so that Lead is offered no list: fill People in, and run this again"
_NOT_LISTED = "Choose one from the list, or Cancel."


class InputChecks(NamedTuple):
    """What is to be set, and of each column that has a check of staff's own a word; or none."""

    changes: ChangeSet
    left: tuple[str, ...]


def validation(check: SetCheck) -> Validation:
    """The check as the workbook keeps it."""
    is_told = check.alert != "none"
    return Validation(
        sqref=check.cells,
        kind=check.kind,
        formula=check.formula,
        title=check.heading[:32] if check.message else "",
        message=check.message,
        error_title=check.heading[:32] if is_told else "",
        error=check.error,
        alert=check.alert,
    )


def guard_columns(path: Path) -> InputChecks:
    """
    What makes Excel ask before anything is typed into a column that the tool works out.

    *path* is the plan, which is only read; raises as `read_plan` does.
    """

    def guard(column: Column) -> tuple[str, str] | None:
        return ("custom", "FALSE") if column.starred else None

    return _Finder(read_plan(path), BookView.open(path), guard).found()


def refresh_lists(path: Path) -> InputChecks:
    """
    What gives each column with set words its list, and Lead those of the People table.

    The list of leads is a name that stands for a column of People, so that it is right as people
    are added: that of initials, names or posts, whichever the plan's leads are written in most.
    *path* is the plan, which is only read; raises as `read_plan` does.
    """
    plan, book = read_plan(path), BookView.open(path)
    leads = _leads(plan)

    def offer(column: Column) -> tuple[str, str] | None:
        if column is ACTIONS.by_field["lead"]:
            return ("offer", _LEADS) if leads else None
        return ("list", f'"{",".join(column.choices)}"') if column.choices else None

    found = _Finder(plan, book, offer).found()
    if leads is None:
        return found._replace(left=(*found.left, _NOBODY))
    if book.names().get(_LEADS) == leads:
        return found
    return found._replace(
        changes=found.changes + ChangeSet.of(plan, names=(SetName(_LEADS, leads),))
    )


def _leads(plan: Plan) -> str | None:
    """The column of People that leads are chosen from, as a formula; None where there is none."""
    people = plan.structure.tables.get("People")
    if people is None:
        return None
    written = [lead.name.casefold() for action in plan.actions for lead in action.leads]
    tellers: dict[str, Callable[[Person], str]] = {
        "initials": lambda person: person.initials,
        "name": lambda person: person.name,
        "post": lambda person: person.post,
    }
    counts = {
        field: sum(written.count(name.casefold()) for name in map(tell, plan.people) if name)
        for field, tell in tellers.items()
        if field in people.headings and any(map(tell, plan.people))
    }
    if not counts:
        return None
    best = max(counts, key=lambda field: counts[field])
    heading = "".join(f"'{mark}" if mark in "[]#'@" else mark for mark in people.headings[best])
    return f"{people.name}[{heading}]"


class _Finder:
    """Looks at each column of the plan's tables for which *wanted* has a kind and a formula."""

    def __init__(
        self, plan: Plan, book: BookView, wanted: Callable[[Column], tuple[str, str] | None]
    ) -> None:
        self.plan = plan
        self.book = book
        self.wanted = wanted
        self.left: list[str] = []

    def found(self) -> InputChecks:
        checks = tuple(self._checks())
        return InputChecks(ChangeSet.of(self.plan, checks=checks), tuple(self.left))

    def _checks(self) -> Iterator[SetCheck]:
        for kind, seen in self.plan.structure.tables.items():
            standing = self.book.validations(seen.place.sheet)
            for field, number in seen.place.columns.items():
                column = TABLES[kind].by_field[field]
                asked = self.wanted(column)
                if asked is not None:
                    check = _check(seen, number, seen.headings[field], column, asked)
                    yield from self._unless_there(check, column, standing)

    def _unless_there(
        self, check: SetCheck, column: Column, standing: tuple[Validation, ...]
    ) -> Iterator[SetCheck]:
        (wanted,) = areas(check.cells)
        here = [each for each in standing if any(map(wanted.meets, areas(each.sqref)))]
        if any(_says_it(each, check) and _covers(each, wanted) for each in here):
            return
        ours = tuple(each.sqref for each in here if _is_ours(each, check, column))
        if len(ours) < len(here):
            where = f"{quoted(check.sheet)}!{check.cells}"
            self.left.append(f"{where}: {check.heading} has a check of your own, which stays")
        else:
            yield check._replace(instead=ours)


def _check(
    seen: TableSeen, number: int, heading: str, column: Column, asked: tuple[str, str]
) -> SetCheck:
    kind, formula = asked
    return SetCheck(
        sheet=seen.place.sheet,
        cells=str(Area(seen.first_row, number, seen.last_row, number)),
        heading=heading,
        kind="custom" if kind == "custom" else "list",
        formula=formula,
        message=column.hint or (WORKED_OUT if column.starred else ""),
        error={"custom": _NOT_TYPED, "list": _NOT_LISTED}.get(kind, ""),
        alert="none" if kind == "offer" else "warning",
    )


def _says_it(held: Validation, check: SetCheck) -> bool:
    return held.kind == check.kind and held.formula == check.formula


def _covers(held: Validation, wanted: Area) -> bool:
    return any(
        block.holds(wanted.first_row, wanted.first_column)
        and block.holds(wanted.last_row, wanted.last_column)
        for block in areas(held.sqref)
    )


def _is_ours(held: Validation, check: SetCheck, column: Column) -> bool:
    """Whether a check is the template's hint, or the same one on fewer rows."""
    blocks = areas(held.sqref)
    (wanted,) = areas(check.cells)
    is_of_column = all(block.first_column == block.last_column == wanted.first_column
                       for block in blocks)  # fmt: skip
    hints = {"", column.hint, WORKED_OUT}
    is_hint = held.kind == "any" and held.message in hints
    return is_of_column and (is_hint or _says_it(held, check))
