"""AB317, AB410, AB414 to AB416: what moved, what is gone, and what waits for something late."""

import re
from collections.abc import Iterator
from datetime import date

from actionbook.plan.cells import CellRef
from actionbook.plan.derive import NEVER_LATE
from actionbook.plan.late import late
from actionbook.plan.model import Action, HistoryRow, Plan, Status
from actionbook.plan.past import gone, is_settled
from actionbook.plan.status import is_approved
from actionbook.plan.timescales import Kind, add_months
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, cell_of, day, opening, quoted, the_action
from actionbook.rules.standing import open_actions, overdue_days, was_due_first
from actionbook.rules.status_words import says_a_status

__all__ = [
    "depends_on_overdue",
    "first_date_changed",
    "long_slip",
    "moved_too_often",
    "row_gone",
]

_REFS = late(r"[,;&/\n]|\band\b", re.IGNORECASE)


@rule("AB317", Severity.WARNING, since="0.1", looks_back=True)
def first_date_changed(plan: Plan, on: date) -> Hits:
    """
    The timescale or the first due date was changed after the plan was approved.

    Why: the date that was approved is what the plan is held to; typing over it moves nothing and
    hides that it slipped.
    Example: Timescale "end June 2027", where "end March 2027" was approved.
    Instead: "end March 2027"; and 30/06/2027 in Revised due, with reason and approval.
    Settings: looked at from Approved on. The Change reason "correction" mends a typing slip.
    """
    if not is_settled(plan, on=on):
        return
    nothing_seen = not (plan.past.by_ref or plan.history or plan.date_changes)
    for action in plan.actions:
        if nothing_seen and action.due == action.timescale.due:
            continue
        first = _first_due(plan, action)
        if first is None or _is_correction(action):
            continue
        words, stands = _words_due(action), action.due
        if words is not None and words != first:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)} says {day(words)}; "
                f"{day(first)} was approved, and stands.",
                "Type that back; to move it, use Revised due.",
            )
        elif stands is not None and stands != first:
            yield Hit.of(
                action,
                cell_of(action, ("due", "timescale_text")),
                f"Due of {the_action(action)} says {day(stands)}; {day(first)} was approved.",
                "Type that back; to move it, use Revised due.",
            )
        elif words is None and _lost_its_date(plan, action):
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)} says {quoted(action.timescale_text)}; "
                f"{day(first)} was approved, and stands.",
                "Type that back; to move it, use Revised due.",
            )


def _first_due(plan: Plan, action: Action) -> date | None:
    """The date that was approved: as a run or a roll saw it, else the Due that stands."""
    key = action.ref.casefold()
    seen = plan.past.by_ref.get(key)
    if seen is not None and seen.first is not None and seen.first.due is not None:
        return seen.first.due
    for change in reversed(plan.changes_by_ref.get(key, ()) if plan.date_changes else ()):
        if change.event.casefold() == "corrected" and change.to_date:
            return change.to_date
    recorded = [row.due for row in plan.history_by_ref.get(key, ())] if plan.history else []
    return next((due for due in recorded if due), action.due)


def _is_correction(action: Action) -> bool:
    return "correct" in action.change_reason.casefold()


def _words_due(action: Action) -> date | None:
    """The day by which the words say it is due, where they are the action's own and no status."""
    kind = action.timescale.kind
    if kind in NEVER_LATE or kind in (Kind.REFERENCE, Kind.COMPLETED, Kind.IMMEDIATE):
        return None
    return action.timescale.due


def _lost_its_date(plan: Plan, action: Action) -> bool:
    """Whether words that give no date stand where a date stood."""
    if action.timescale.kind not in (Kind.TBC, Kind.ONGOING, Kind.EVENT) or says_a_status(action):
        return False
    seen = plan.past.by_ref.get(action.ref.casefold())
    if seen is not None and seen.first is not None:
        return seen.first.timescale_text != action.timescale_text
    return action.due is not None and "due" not in action.owned


@rule("AB410", Severity.WARNING, since="0.1")
def moved_too_often(plan: Plan, on: date) -> Hits:
    """
    An open action whose date has been moved more often than the plan allows.

    Why: a date that keeps moving is no date; the committee should be asked what is to become of
    it.
    Example: moved in June, in September and in December, where the cap is 2.
    Instead: a decision: done by then, or withdrawn.
    Settings: "Extension cap" (2). Moves that were agreed are counted, from Date changes.
    """
    cap = plan.settings.extension_cap
    for action in open_actions(plan, on):
        if action.revised_due is None and not plan.date_changes:
            continue
        changes = plan.changes_by_ref.get(action.ref.casefold(), ())
        moves = {
            (change.to_date, change.decided_on)
            for change in changes
            if change.event.casefold() == "agreed"
        }
        known = {to for to, _ in moves}
        times = len(moves)
        if action.revised_due not in known and action.revised_due is not None:
            times += is_approved(action, changes, on)
        if times > cap:
            yield Hit.of(
                action,
                cell_of(action, ("revised_due", "timescale_text")),
                f"The date of {the_action(action)} has been moved {times} times; "
                f"the plan allows {cap}.",
                "Ask the committee whether it stands, or is withdrawn.",
            )


@rule("AB414", Severity.ERROR, since="0.1", looks_back=True)
def row_gone(plan: Plan, on: date) -> Hits:
    """
    An action of the last period, or of the approved plan, whose row is gone.

    Why: what was approved is accounted for until it is done or withdrawn; a row that vanishes
    leaves the totals of two reports irreconcilable.
    Example: 5b, in progress last quarter, and no row of this quarter.
    Instead: the row put back, with Status "Withdrawn", Change reason and Approval.
    Settings: what was recorded as withdrawn may go. A suppression with its reason is a note.
    """
    settled = is_settled(plan, on=on)
    lost = {row.ref.casefold(): row.ref for row in gone(plan)} if settled else {}
    said: set[str] = set()
    for row in _last_period(plan):
        key = row.action.casefold()
        is_renumbered = settled and key in plan.past.by_ref and key not in lost
        if not key or key in plan.by_ref or key in said or is_renumbered:
            continue
        said.add(key)
        if Status.WITHDRAWN.casefold() not in (row.status.casefold(), row.rag.casefold()):
            yield _lost(row.place.cell("action", row.row), row.action, f"in {row.period}")
    for key, ref in lost.items():
        if key not in said:
            yield _lost(_first_ref(plan), ref, "when the plan was last written")


def _last_period(plan: Plan) -> Iterator[HistoryRow]:
    if plan.history:
        last = plan.history[-1].period
        yield from (row for row in plan.history if row.period == last)


def _first_ref(plan: Plan) -> CellRef:
    table = plan.structure.tables.get("Actions")
    return table.place.cell("ref", table.first_row - 1) if table else CellRef("Actions", 1, 1)


def _lost(cell: CellRef, ref: str, when: str) -> Hit:
    return Hit(
        cell,
        f"Action {brief(ref)} was in the plan {when}, and its row is gone.",
        "Put the row back; to drop it, choose Withdrawn, with reason and approval.",
        ref,
    )


@rule("AB415", Severity.WARNING, since="0.1")
def depends_on_overdue(plan: Plan, on: date) -> Hits:
    """
    An open action that depends on one that is overdue.

    Why: its own date can hardly stand, and its lead may not know.
    Example: Depends on "5a", and 5a is overdue.
    Instead: 5a done; or a revised date asked for both.
    """
    late = overdue_days(plan, on)
    for action in open_actions(plan, on) if late else ():
        if not action.depends_on:
            continue
        for ref in _REFS.split(action.depends_on):
            other = plan.by_ref.get(ref.strip(" .()").casefold())
            if other is not None and other.row in late and other.row != action.row:
                yield Hit.of(
                    action,
                    action.cell("depends_on"),
                    f"{opening(action)} depends on {the_action(other)}, "
                    f"overdue since {day(late[other.row])}.",
                    "See whether its own date can stand.",
                )
                break


@rule("AB416", Severity.WARNING, since="0.1")
def long_slip(plan: Plan, on: date) -> Hits:
    """
    An open action that has slipped by more than half a year, with approval.

    Why: what could wait so long may not be wanted any more, and the committee should say.
    Example: due 31/03/2026, and the agreed Revised due is 31/12/2026.
    Instead: kept, with the reason for it; or withdrawn.
    Settings: "Long slip months" (6), from the first date to the agreed one.
    """
    months = plan.settings.long_slip_months
    for action in open_actions(plan, on):
        if action.revised_due is None:
            continue
        first = was_due_first(plan, action)
        if first is None or action.revised_due <= add_months(first, months):
            continue
        if is_approved(action, plan.changes_by_ref.get(action.ref.casefold(), ()), on):
            yield Hit.of(
                action,
                action.cell("revised_due"),
                f"{opening(action)} has slipped from {day(first)} to {day(action.revised_due)}, "
                f"more than {months} months.",
                "Ask whether it is still wanted.",
            )
