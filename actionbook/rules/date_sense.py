"""AB313, AB314, AB316, AB319, AB321: dates that can be true, and deserve a look all the same."""

import re
from datetime import date, timedelta
from itertools import pairwise

from actionbook.errors import SettingsError
from actionbook.plan.bank_holidays import nation_code, why_closed
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import DONE, effective_due, is_open
from actionbook.plan.timescales import Kind
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.claims import says_done
from actionbook.rules.phrases import brief, cell_of, day, lacks, opening, quoted, the_action
from actionbook.rules.standing import NOT_BEGUN, having, open_actions, overdue_days

__all__ = ["due_on_a_day_off", "earlier_milestone_passed", "late_start", "odd_year", "step_after"]

_DATED = frozenset({Kind.DATE, Kind.WINDOW, Kind.MILESTONES})
_ENOUGH = 4
"""Dates of a plan below which none can be told to be far from the others."""
_SHARE = 20
"""One date in so many may lie apart from the others and still be a slip."""
_DAYS_A_YEAR = 366


@rule("AB313", Severity.WARNING, since="0.1")
def odd_year(plan: Plan, _on: date) -> Hits:
    """
    A date that is likely to be a year's slip: before the plan was approved, or years from others.

    Why: the year is what is mistyped most, above all in January, and the RAG rests on it.
    Example: "31 March 2062", where all else is due by 2028; or "31 March 2025", in a plan
    approved in 2026.
    Instead: "31 March 2026".
    Settings: "Odd years" (5) is how far from the plan's other dates a date must lie.
    """
    strays = _strays(plan)
    for action in plan.actions:
        due = action.timescale.due
        reference = action.added_on or plan.settings.approved_on
        is_early = (
            due is not None
            and reference is not None
            and due < reference
            and action.timescale.kind in _DATED
            and action.status not in DONE
        )
        if due is not None and (is_early or due in strays):
            why = (
                f"before it joined the plan on {day(reference)}"
                if is_early and reference
                else "years from the plan's other dates"
            )
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)}, {day(due)}, lies {why}.",
                "Correct the year, if it is a slip.",
            )
        if action.revised_due in strays and action.revised_due is not None:
            yield Hit.of(
                action,
                action.cell("revised_due"),
                f"Revised due of {the_action(action)}, {day(action.revised_due)}, "
                "lies years from the plan's other dates.",
                "Correct the year, if it is a slip.",
            )


def _strays(plan: Plan) -> frozenset[date]:
    """The few dates that lie apart from all the others by more than the plan's odd years."""
    dated = [
        found
        for action in plan.actions
        for found in (action.timescale.due, action.revised_due)
        if found is not None
    ]
    days = sorted(set(dated))
    gap = timedelta(days=plan.settings.odd_years * _DAYS_A_YEAR)
    if len(dated) < _ENOUGH or days[-1] - days[0] <= gap:
        return frozenset()
    groups: list[list[date]] = [[days[0]]]
    for before, after in pairwise(days):
        if after - before > gap:
            groups.append([])
        groups[-1].append(after)
    counts = dict.fromkeys(days, 0)
    for found in dated:
        counts[found] += 1
    few = max(1, len(dated) // _SHARE)
    return frozenset(
        found for group in groups if sum(counts[each] for each in group) <= few for found in group
    )


@rule("AB314", Severity.INFO, since="0.1")
def due_on_a_day_off(plan: Plan, on: date) -> Hits:
    """
    An action due on a weekend, a bank holiday or a day on which the offices are shut.

    Why: nobody is there to finish it, so it is due the working day before.
    Example: "25 December 2026".
    Instead: "24 December 2026".
    Settings: "Nation", and "Extra closures". Only a day that was typed as one is looked at: the
    end of a month is nobody's choice.
    """
    try:
        code = nation_code(plan.settings.nation)
    except SettingsError:
        return
    for action in having(plan, {Kind.DATE}.__contains__, "timescale.kind", on=on):
        due = action.timescale.due
        if due is None or not _names_day(action, due):
            continue
        why = why_closed(due, code=code, closures=plan.settings.extra_closures)
        if why:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"{opening(action)} is due on {day(due)}, which is no working day ({why}).",
                "Type the working day before.",
            )


def _names_day(action: Action, due: date) -> bool:
    return re.search(rf"(?<!\d)0?{due.day}(?!\d)", action.timescale_text) is not None


@rule("AB316", Severity.WARNING, since="0.1")
def step_after(plan: Plan, on: date) -> Hits:
    """
    An open step that is due after the action it is part of.

    Why: the action cannot be done before its steps are.
    Example: 5a.ii due 30/06/2027, part of 5a, which is due 31/03/2027.
    Instead: "31 March 2027", or a later date for 5a, agreed.
    """
    for action in open_actions(plan, on):
        above = plan.by_ref.get(action.part_of.casefold()) if action.part_of else None
        if above is None or above.row == action.row or not is_open(plan, above, on):
            continue
        due, limit = effective_due(plan, action, on), effective_due(plan, above, on)
        if due is not None and limit is not None and due > limit:
            yield Hit.of(
                action,
                cell_of(action, ("timescale_text",)),
                f"Step {brief(action.ref)} is due by {day(due)}, after {the_action(above)} "
                f"that it is part of, due by {day(limit)}.",
                "Correct one of the two.",
            )


@rule("AB319", Severity.WARNING, since="0.1")
def late_start(plan: Plan, on: date) -> Hits:
    """
    An action that should have started, and has not.

    Why: a late start is the first sign of a late end, while something can still be done.
    Example: Timescale "From 1 October 2026", Status "Not started", in November.
    Instead: "In progress", once it has begun.
    Settings: what is overdue or due soon is said by AB318 and AB320, what Progress calls done by
    AB411.
    """
    soon = on + timedelta(days=plan.settings.due_soon_days)
    late = overdue_days(plan, on)
    for action in having(plan, NOT_BEGUN.__contains__, "status", on=on):
        if action.start is None or action.start >= on or action.row in late:
            continue
        if "status" in action.unread:
            continue
        if lacks(action, "status"):
            continue
        if action.progress and says_done(action.progress, action.action, None):
            continue
        due = effective_due(plan, action, on)
        if due is None or due > soon:
            yield Hit.of(
                action,
                cell_of(action, ("status", "timescale_text")),
                f"{opening(action)} should have started on {day(action.start)}, "
                f"but {'has not' if action.status else 'Status is blank'}.",
                "Set Status to In progress, or say in Progress why not.",
            )


@rule("AB321", Severity.WARNING, since="0.1")
def earlier_milestone_passed(plan: Plan, on: date) -> Hits:
    """
    An open action of several deadlines, of which an earlier one has passed.

    Why: only the last deadline makes a row overdue, so a milestone that is missed is missed in
    silence.
    Example: "Directors by March 2026, all staff by May 2027", in November 2026.
    Instead: a step for each deadline, with a status of its own.
    """
    for action in having(plan, {Kind.MILESTONES}.__contains__, "timescale.kind", on=on):
        passed = [due for due in action.timescale.milestones if due < on]
        last = action.timescale.due
        if passed and last is not None and passed != [last] and max(passed) < last:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"A milestone of {the_action(action)}, {day(max(passed))}, has passed: "
                f"{quoted(action.timescale_text)}.",
                "Make each deadline a step with its own status.",
            )
