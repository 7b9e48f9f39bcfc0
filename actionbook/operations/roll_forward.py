"""The period closed and the next opened."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum

from actionbook.errors import ActionbookError
from actionbook.operations.changes import AddRows, ChangeSet, Plain, SetCell
from actionbook.operations.highlight import highlight
from actionbook.operations.outcome import outcome
from actionbook.operations.record_moves import recorded
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import Action, Plan
from actionbook.plan.movement import rags
from actionbook.plan.periods import Period, following, parse_period, preceding
from actionbook.plan.settings import LABELS
from actionbook.plan.status import NO_REPORT, Rag, is_open

__all__ = ["Waiver", "closing_period", "next_period", "roll"]

_NO_REPORT_SENTENCE = re.compile(rf"{re.escape(NO_REPORT)}[^.]*\. ?")


class Waiver(Enum):
    """What a roll waits for unless it is waived."""

    SKIPPED_PERIODS = "skipped periods"
    BLOCKING_FINDINGS = "blocking findings"


@without_collecting()
def roll(plan: Plan, *, to: str, on: date, waive: Collection[Waiver] = ()) -> ChangeSet:
    """
    What closes the plan's current period and opens the period *to*.

    A history row for each action exactly as it stands; moves of dates into the ledger; Progress
    copied to Last reported with its period and day, then cleared; the period moved on, and what
    is worked out with it. Empty when *to* is the current period: it has been rolled already.

    Raises:
        ActionbookError: *to* is no period, lies before the current one, or skips one; a finding
            blocks the roll; the period was closed before; a table that it needs is missing.
    """
    target = parse_period(to, year_starts=plan.settings.financial_year_starts)
    current = closing_period(plan, target)
    if current == target:
        return ChangeSet.of(plan, on=on)
    _refuse_out_of_turn(plan, current, target, waive)
    _refuse_closed(plan, current)
    table = plan.structure.tables.get("ActionHistory")
    if table is None:
        raise ActionbookError(
            f"{plan.name} has no ActionHistory table to keep the closed period in, so nothing "
            "was rolled. Add one, or start from a plan made by 'actionbook new'."
        )
    _refuse_blocked(plan, on, waive)
    moves, moved = recorded(plan, on=on)
    each = zip(moved.actions, rags(moved, on=on), strict=True)
    rows = tuple(_history_row(action, colour, current, on) for action, colour in each)
    carried = _carried(plan, moved, current, on)
    period_cells, period_rows = _period_change(plan, target)
    changes = ChangeSet.of(
        plan,
        on=on,
        closes=current.name,
        cells=(*period_cells, *moves.cells, *carried),
        rows=(AddRows("ActionHistory", table.name, rows), *moves.rows, *period_rows),
    )
    return changes + highlight(outcome(plan, changes), on=on)


def next_period(plan: Plan) -> str:
    """
    The name of the period that follows the plan's current one.

    Raises:
        ActionbookError: the plan's Settings name no current period.
    """
    starts = plan.settings.financial_year_starts
    if not plan.settings.current_period:
        raise ActionbookError(
            f"{plan.name} has no Current period on its Settings sheet. Type one, like 2026-27 Q3."
        )
    current = _set_period(plan)
    return following(current, year_starts=starts).name


def closing_period(plan: Plan, target: Period) -> Period:
    """The period that a roll to *target* closes: the plan's, else the one before *target*."""
    starts = plan.settings.financial_year_starts
    if not plan.settings.current_period:
        return preceding(target, year_starts=starts)
    return _set_period(plan)


def _set_period(plan: Plan) -> Period:
    """The period that the plan's settings name."""
    settings = plan.settings
    try:
        return parse_period(settings.current_period, year_starts=settings.financial_year_starts)
    except ActionbookError as fault:
        raise ActionbookError(f"{plan.where_set('current_period')}: {fault}") from None


def _refuse_out_of_turn(
    plan: Plan, current: Period, target: Period, waive: Collection[Waiver]
) -> None:
    if target.start < current.start:
        raise ActionbookError(
            f"{plan.name} stands at {current}, which is later than {target}. "
            "A closed period is not opened again; --undo takes back the last roll."
        )
    if target.start <= current.end:
        raise ActionbookError(
            f"{plan.name} stands at {current}, which ends on {current.end:%d/%m/%Y}; {target} "
            "begins before that. Choose a period that begins the day after, or later."
        )
    after = following(current, year_starts=plan.settings.financial_year_starts)
    is_next = (target.start - current.end).days == 1
    if not is_next and Waiver.SKIPPED_PERIODS not in waive:
        raise ActionbookError(
            f"{plan.name} stands at {current}, so the next period is {after}, not {target}. "
            f"Roll to {after} first, or add --skip."
        )


def _refuse_closed(plan: Plan, current: Period) -> None:
    if any(row.period == current.name for row in plan.history):
        raise ActionbookError(
            f"{plan.name} has {current} in its ActionHistory already, so it has been closed "
            "before. Type the period that it stands at as Current period on its Settings sheet."
        )


def _refuse_blocked(plan: Plan, on: date, waive: Collection[Waiver]) -> None:
    if Waiver.BLOCKING_FINDINGS in waive:
        return
    # Loaded for a roll that asks, as a large part of what there is to load.
    from actionbook.operations.check import check
    from actionbook.rules import RULES

    blocking = check(plan, on=on, rules=[rule for rule in RULES if rule.blocks]).blocking
    if blocking:
        first = blocking[0]
        count = len(blocking)
        stand = "1 finding stands" if count == 1 else f"{count} findings stand"
        raise ActionbookError(
            f"{plan.name} was not rolled: {stand} in the way. {first.cell}: {first.code} "
            f"{first.message} Mend what 'actionbook check' says, or add --anyway."
        )


def _history_row(action: Action, colour: Rag, period: Period, on: date) -> dict[str, Plain]:
    return {
        "period": period.name,
        "recorded_on": on,
        "action": action.ref,
        "status": str(action.status or action.unread.get("status", "")),
        "percent": action.percent,
        "rag": str(colour),
        "due": action.due,
        "revised_due": action.revised_due,
        "progress": action.progress,
    }


def _carried(plan: Plan, moved: Plan, period: Period, on: date) -> Iterator[SetCell]:
    """Progress into Last reported, and cleared; *moved* is how the plan stands."""
    said = f"{period} ({on.day} {on:%b %Y}): "
    for action in plan.actions:
        place, row, was = action.place, action.row, action.last_reported
        reported = said + action.progress if action.progress else _silent(moved, action, period, on)
        is_ours = "last_reported" not in action.owned
        if reported != was and is_ours and place.has_cell("last_reported", row):
            # As `SetCell(...)` does, in half the time.
            cell = place.cell("last_reported", row)
            yield tuple.__new__(SetCell, (cell, action.ref, "last_reported", was, reported))
        if action.progress:
            cell = place.cell("progress", row)
            yield tuple.__new__(SetCell, (cell, action.ref, "progress", action.progress, None))


def _silent(plan: Plan, action: Action, period: Period, on: date) -> str:
    """What Last reported says of an action without progress once *period* has closed."""
    if not is_open(plan, action, on):
        return action.last_reported
    last = action.last_reported
    if NO_REPORT in last:
        last = _NO_REPORT_SENTENCE.sub("", last, count=1)
    return f"{NO_REPORT}{period}. {last}".strip()


def _period_change(plan: Plan, target: Period) -> tuple[list[SetCell], list[AddRows]]:
    cell = plan.structure.setting_cells.get("current_period")
    if cell is not None:
        was = plan.settings.current_period
        return [SetCell(cell, "", "current_period", was, target.name)], []
    settings = plan.structure.tables.get("Settings")
    if settings is None:
        raise ActionbookError(
            f"{plan.name} has no Settings table to keep its current period in, so nothing was "
            "rolled. Add one with the columns Setting and Value."
        )
    row = {"setting": LABELS["current_period"], "value": target.name}
    return [], [AddRows("Settings", settings.name, (row,))]
