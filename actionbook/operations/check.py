"""Every finding of the rules against a plan, as it stands on a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter, lt

from actionbook.errors import ActionbookError
from actionbook.operations.report import Finding, Mend, Report
from actionbook.operations.suppressing import without_suppressed
from actionbook.plan.bulk import without_collecting
from actionbook.plan.cells import CellRef
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Plan
from actionbook.plan.structure import FaultKind
from actionbook.rules import Fix, Rule, Severity
from actionbook.rules.selection import rules_of

__all__ = ["Finding", "Report", "check", "is_found_again"]

_SAY_BLANK = frozenset(
    {"AB201", "AB208", "AB301", "AB402", "AB403", "AB404", "AB405", "AB409", "AB412", "AB503",
     "AB601"}
)  # fmt: skip
"""Rules that say a cell is blank: of a formula there that gives nothing, AB112 or AB113 tells."""


_COLUMNS, _CELLS = 16_384.0, 2.0**40
"""How many columns a sheet of Excel has, and more cells than one has."""


@without_collecting()
def check(plan: Plan, *, on: date, rules: Iterable[Rule] | None = None) -> Report:
    """
    Findings of every rule in *rules* against *plan* as it stands *on* a date.

    Without *rules*, those that the plan's settings ask for, which are all but those that only
    inform where they say nothing. What the plan's suppressions count for is left out.
    The worked-out dates are taken as that day's, whether or not the workbook has been refreshed.
    Sorted by cell, then code. Never raises for bad data: bad data is what it reports. A message
    holds no countdown: it changes only when the plan does.

    Raises:
        ActionbookError: no rule was given, so nothing would have been checked.
        SettingsError: the plan's settings name a rule that is not there.
    """
    chosen = rules_of(plan) if rules is None else tuple(rules)
    if not chosen:
        raise ActionbookError(
            f"{plan.name}: no rule was chosen, so nothing was checked. Choose at least one."
        )
    standing = as_it_stands(plan, on=on)
    findings: list[Finding] = []
    mends: list[Mend] = []
    untold = _untold(standing)
    for rule in sorted(chosen, key=attrgetter("code")):
        found = list(_findings(rule, standing, on, mends))
        cells = list(map(attrgetter("cell"), found))
        if not all(map(lt, cells, cells[1:])):
            found.sort(key=attrgetter("cell", "message"))
        if untold and rule.code in _SAY_BLANK:
            found = [each for each in found if each.cell not in untold]
        findings += found
    # What stands in one cell is in the order of its codes already, and stays so.
    findings.sort(key=_place_among(findings))
    findings, suppressed = without_suppressed(standing, findings, on)
    return Report(
        plan.name,
        tuple(findings),
        len(plan.actions),
        path=plan.path,
        words=_words(plan, findings),
        called=_called(plan),
        level=Severity(plan.settings.fail_level or Severity.ERROR),
        mends=_kept(mends, findings),
        suppressed=suppressed,
    )


def is_found_again(report: Report, plan: Plan, *, on: date) -> bool:
    """
    Whether `check` finds in *plan* what *report* tells of one that differs by its past alone.

    Only the rules that look back are asked.
    """
    looking_back = {rule.code: rule for rule in rules_of(plan) if rule.looks_back}
    if not looking_back:
        return True
    was = tuple(each for each in report.findings if each.code in looking_back)
    return was == check(plan, on=on, rules=looking_back.values()).findings


def _place_among(findings: Iterable[Finding]) -> Callable[[Finding], float]:
    """What tells the place of a finding's cell among all: numbers sort faster than cells do."""
    sheets = sorted(set(map(attrgetter("cell.sheet"), findings)))
    starts = {sheet: number * _CELLS for number, sheet in enumerate(sheets)}

    def place(finding: Finding) -> float:
        sheet, row, column = finding.cell
        return starts[sheet] + row * _COLUMNS + column

    return place


def _findings(rule: Rule, plan: Plan, on: date, mends: list[Mend]) -> Iterator[Finding]:
    code, name, usual, waits = rule.code, rule.name, rule.severity, rule.blocks
    hidden = {sheet: rows for sheet, rows in plan.structure.hidden_rows.items() if rows}
    for hit in rule(plan, on):
        cell, message, fix, ref, lead, becomes, severity, blocks, fixes, also = hit
        if hidden and cell.row in hidden.get(cell.sheet, ()):
            message = f"{message} (row hidden)"
        is_waited_for = waits if blocks is None else blocks
        told = (code, name, severity or usual, is_waited_for, cell, ref, message, fix, lead)
        finding = tuple.__new__(Finding, told)  # half the time of `Finding(...)`
        if becomes is not None:
            mends.append(Mend(finding, becomes, (fixes or rule.fixes) is Fix.SAFE, also))
        yield finding


def _untold(plan: Plan) -> frozenset[CellRef]:
    """The cells whose formula gives nothing that can be read: an error, or no stored result."""
    faults = plan.structure.faults
    return frozenset(
        fault.cell
        for fault in faults
        if fault.kind is FaultKind.FORMULA_ERROR
        or (fault.kind is FaultKind.FORMULA and not fault.near)
    )


def _kept(mends: Sequence[Mend], findings: Sequence[Finding]) -> tuple[Mend, ...]:
    """Those of findings that are on the list, by cell and then code."""
    if not mends:
        return ()
    listed = set(findings)
    return tuple(
        sorted(
            (mend for mend in mends if mend.finding in listed),
            key=lambda mend: (mend.finding.cell, mend.finding.code),
        )
    )


def _words(plan: Plan, findings: Sequence[Finding]) -> Mapping[tuple[str, int], str]:
    rows: dict[str, set[int]] = {}
    for sheet, cells in groupby(map(attrgetter("cell"), findings), itemgetter(0)):
        rows.setdefault(sheet, set()).update(map(itemgetter(1), cells))
    return {
        at: action.action
        for action in plan.actions
        for at in action.place.rows_of(action.row)
        if at[1] in rows.get(at[0], ())
    }


def _called(plan: Plan) -> Mapping[str, str]:
    """The initials of each person and post, where no other has them; else the name."""
    found: dict[str, str | None] = {}
    for person in plan.people:
        name = person.initials or person.name or person.post
        for other in {person.initials, person.name, person.post} - {""}:
            found[other] = name if found.get(other, name) == name else None
    return {other: name for other, name in found.items() if name and name != other}
