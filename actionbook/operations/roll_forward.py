"""The period closed and the next opened."""

import re
from dataclasses import replace
from datetime import date

from actionbook.errors import ActionbookError
from actionbook.operations.changes import AddRows, ChangeSet, Plain, SetCell, plain
from actionbook.operations.highlight import highlight
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, HistoryRow, Plan
from actionbook.plan.periods import Period, following, parse_period, preceding
from actionbook.plan.settings import LABELS
from actionbook.plan.status import NO_REPORT, is_open, rag

__all__ = ["next_period", "roll"]

_NO_REPORT_SENTENCE = re.compile(rf"{re.escape(NO_REPORT)}[^.]*\. ?")


def roll(plan: Plan, *, to: str, on: date) -> ChangeSet:
    """
    What closes the plan's current period and opens the period *to*.

    A history row for each action exactly as it stands; Progress copied to Last reported with
    its period and day, then cleared; the period moved on, and what is worked out with it.
    Empty when *to* is the current period: it has been rolled already.

    Raises:
        ActionbookError: *to* is no period, lies before the current one, or skips one.
    """
    starts = plan.settings.financial_year_starts
    target = parse_period(to, year_starts=starts)
    current = _current(plan, target)
    if current == target:
        return ChangeSet.of(plan)
    _refuse_out_of_turn(plan, current, target)
    table = plan.structure.tables.get("ActionHistory")
    if table is None:
        raise ActionbookError(
            f"{plan.name} has no ActionHistory table to keep the closed period in, so nothing "
            "was rolled. Add one, or start from a plan made by 'actionbook new'."
        )
    standing = as_it_stands(plan, on=on)
    rows = [_history_row(standing, action, current, on) for action in standing.actions]
    cells = [cell for action in plan.actions for cell in _carried(plan, action, current, on)]
    period_cells, period_rows = _period_change(plan, target)
    changes = ChangeSet.of(
        plan,
        on=on,
        closes=current.name,
        cells=(*period_cells, *cells),
        rows=(AddRows("ActionHistory", table.name, tuple(rows)), *period_rows),
    )
    return changes + _highlighted(plan, cells, rows, target, on)


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
    current = parse_period(plan.settings.current_period, year_starts=starts)
    return following(current, year_starts=starts).name


def _current(plan: Plan, target: Period) -> Period:
    starts = plan.settings.financial_year_starts
    if not plan.settings.current_period:
        return preceding(target, year_starts=starts)
    return parse_period(plan.settings.current_period, year_starts=starts)


def _refuse_out_of_turn(plan: Plan, current: Period, target: Period) -> None:
    if target.start < current.start:
        raise ActionbookError(
            f"{plan.name} stands at {current}, which is later than {target}. "
            "A closed period is not opened again."
        )
    after = following(current, year_starts=plan.settings.financial_year_starts)
    if target != after:
        raise ActionbookError(
            f"{plan.name} stands at {current}, so the next period is {after}, not {target}. "
            f"Roll to {after} first."
        )


def _history_row(plan: Plan, action: Action, period: Period, on: date) -> dict[str, Plain]:
    return {
        "period": period.name,
        "recorded_on": on,
        "action": action.ref,
        "status": str(action.status or action.unread.get("status", "")),
        "percent": action.percent,
        "rag": str(rag(plan, action, on)),
        "due": action.due,
        "revised_due": action.revised_due,
        "progress": action.progress,
    }


def _carried(plan: Plan, action: Action, period: Period, on: date) -> list[SetCell]:
    """Progress into Last reported, and cleared."""
    cells: list[SetCell] = []
    reported = _reported(plan, action, period, on)
    has_column = "last_reported" in action.place.columns
    if reported != action.last_reported and has_column and "last_reported" not in action.owned:
        cells.append(
            SetCell(
                action.cell("last_reported"),
                action.ref,
                "last_reported",
                action.last_reported,
                reported,
            )
        )
    if action.progress:
        cells.append(
            SetCell(action.cell("progress"), action.ref, "progress", action.progress, None)
        )
    return cells


def _reported(plan: Plan, action: Action, period: Period, on: date) -> str:
    if action.progress:
        return f"{period} ({on.day} {on:%b %Y}): {action.progress}"
    if not is_open(plan, action, on):
        return action.last_reported
    last = _NO_REPORT_SENTENCE.sub("", action.last_reported, count=1)
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


def _highlighted(
    plan: Plan,
    cells: list[SetCell],
    rows: list[dict[str, Plain]],
    target: Period,
    on: date,
) -> ChangeSet:
    """What follows from the roll in the worked-out columns, as the plan will then stand."""
    carried: dict[int, dict[str, Plain]] = {}
    for cell in cells:
        carried.setdefault(cell.at.row, {})[cell.name] = plain(cell.value) or ""
    rolled = replace(
        plan,
        actions=tuple(
            replace(action, **carried.get(action.row, {}))  # type: ignore[arg-type]
            for action in plan.actions
        ),
        history=(*plan.history, *(HistoryRow(**row) for row in rows)),  # type: ignore[arg-type]
        settings=replace(plan.settings, current_period=target.name),
    )
    return highlight(rolled, on=on)
