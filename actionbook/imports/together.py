"""The tables of several sheets as one plan: every ref once in it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.table_made import TableRows

__all__ = ["together"]

_ANOTHER = "Another table of the workbook has the ref {} too: here it is {}."


def together(read: Sequence[TableRows]) -> TableRows:
    """All *tables* in order; where two have the same ref, the later one's is given its number."""
    made = TableRows()
    issues: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    for number, rows in enumerate(read, start=1):
        of_issues = _renamed([str(row.values["ref"]) for row in rows.issues], issues, number)
        of_actions = _renamed([str(row.values["ref"]) for row in rows.actions], actions, number)
        made.issues += [_with(row, {"ref": of_issues}) for row in rows.issues]
        made.actions += [
            _with(row, {"ref": of_actions, "issue": of_issues}) for row in rows.actions
        ]
        made.doubts += [
            each._replace(ref=of_actions.get(each.ref, each.ref)) for each in rows.doubts
        ]
        made.doubts += [
            Doubt(new, "Ref", _ANOTHER.format(old, new), old, (), Sureness.UNSURE)
            for old, new in of_actions.items()
            if old != new
        ]
        made.left_over += rows.left_over
    return made


def _renamed(refs: Sequence[str], given: Counter[str], number: int) -> dict[str, str]:
    """The ref of each in the plan: its own, or with the number of its table before it."""
    is_clash = any(ref.casefold() in given for ref in refs)
    renamed = {ref: f"{number}/{ref}" if is_clash else ref for ref in refs}
    given.update(ref.casefold() for ref in renamed.values())
    return renamed


def _with(row: Row, names: Mapping[str, Mapping[str, str]]) -> Row:
    """A row with the refs that it is given; most keep their own."""
    others = {
        name: given
        for name, renamed in names.items()
        if name in row.values
        and (given := renamed.get(str(row.values[name]), row.values[name])) != row.values[name]
    }
    return Row({**row.values, **others}, row.lines) if others else row
