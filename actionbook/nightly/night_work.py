"""
What a night does with a plan that it has opened.

The plan's next form and all its outputs are made and verified aside, those of a large plan side by
side; then what takes room on the disk is done; then they take their places, the plan last.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionbook.errors import StaleChangeError, WorkbookBusyError
from actionbook.nightly.changes import changes_beside, coming_change, night_moves
from actionbook.nightly.companion import companion
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.record import Run, fingerprint, glances_of, house_print
from actionbook.nightly.steps import Work
from actionbook.nightly.where import reads_only
from actionbook.operations.changes import ChangeSet
from actionbook.operations.outcome import outcome
from actionbook.plan.derive import derive
from actionbook.plan.model import Plan
from actionbook.workbook.lock import conflict_copies, holder
from actionbook.workbook.opened import PlanBook

if TYPE_CHECKING:
    from actionbook.nightly.papers import Papers
    from actionbook.operations.report import Report
    from actionbook.workbook.aside import Aside

__all__ = ["worked"]

_LARGE = 1_000
"""Actions from which on a plan's appendices take longer than it takes to begin them beside."""


def worked(opened: PlanBook, outputs: Outputs, work: Work) -> Run:
    """
    The run over the plan *opened*, whose *outputs* have begun; it is yet to be recorded.

    Raises:
        StaleChangeError: the plan was saved meanwhile.
        ActionbookError: what stopped it.
        OSError: what the system refused.
    """
    path, plan, last = opened.path, opened.plan, work.last
    is_read_only = reads_only(path, plan.settings)
    open_by = holder(path) or ""
    with work.step("check"):
        moves, moved = _moved(plan, work.on)
    waits = ""
    with companion(
        partial(_papers, moved, outputs.aside, work.on), is_large=len(plan.actions) >= _LARGE
    ) as papers:
        # What makes the plan's next form is loaded beside what makes its papers.
        from actionbook.nightly.next_form import Aside, check, write_next

        aside = Aside(opened, outputs.aside_of_plan)
        with work.step("check"):
            changes = changes_beside(moves, plan, moved, on=work.on)
            coming = outcome(plan, changes)
            report = check(coming, on=work.on)
        with work.step("write"):
            if open_by and not is_read_only:
                waits = _what_waits(path, open_by) if _differs(changes, report, last) else ""
            elif not is_read_only:
                plan, report, told = write_next(aside, plan, changes, coming, report, on=work.on)
                work.told += filter(None, [told])
        with work.step("appendices"):
            made = papers()
            names = [*made.names]
            if is_read_only:
                names.append(_checks(coming, report, outputs.aside, work.on))
        with work.step("put in place"):  # the companion, which has told all, ends meanwhile
            wanted, foreign = outputs.replaceable(names, last=last["outputs"] if last else {})
            waits = _put_in_place(opened, outputs, aside, wanted) or waits
        next_change = coming_change(plan, on=work.on)
    after = aside.fingerprint if aside.is_made and not waits else opened.plan.fingerprint
    return Run(
        path.name,
        work.started,
        work.on,
        "waiting" if waits else "refreshed",
        plan_id=opened.state.name,
        seconds=round(sum(work.seconds.values()), 3),
        steps=work.seconds,
        before=opened.plan.fingerprint,
        after=after,
        house=house_print(path),
        findings=dict(sorted(Counter(finding.code for finding in report.findings).items())),
        changes=0 if waits else changes.count,
        outputs=outputs.made,
        refused=" ".join((*made.refused, *foreign)),
        next_change=next_change,
        open_by=open_by,
        conflicts=tuple(copy.name for copy in conflict_copies(path)),
        told=(*work.told, *made.told),
        message=waits,
        glances=glances_of(path.parent, {path.name: after, **outputs.made}),
    )


def _moved(plan: Plan, on: date) -> tuple[ChangeSet, Plan]:
    """What is to be written down of dates that moved, and the plan with it."""
    moves = night_moves(plan, on=on)
    moved = outcome(plan, moves)
    derive(moved, on=on)  # which is remembered, and asked for on both sides
    return moves, moved


def _papers(plan: Plan, aside: Path, on: date) -> "Papers":
    # What makes them is loaded by what does: a companion, beside what else there is to do.
    from actionbook.nightly.papers import make_papers

    return make_papers(plan, aside, on=on)


def _checks(plan: Plan, report: "Report", aside: Path, on: date) -> str:
    from actionbook.nightly.checks_book import make_checks

    return make_checks(plan, report, aside, on=on)


def _put_in_place(
    opened: PlanBook, outputs: Outputs, aside: "Aside", names: tuple[str, ...]
) -> str:
    """Put all of it in place, the plan last; why the plan waits, "" where it does not."""
    waits = ""
    outputs.make_ready(names)
    if aside.is_made:
        try:
            aside.make_ready()
        except WorkbookBusyError as busy:
            waits = str(busy)
    if fingerprint(opened.path) != opened.plan.fingerprint:
        raise StaleChangeError(f"{opened.path.name} was changed while we worked. Run again.")
    outputs.put_in_place()
    if not aside.is_made or waits:
        return waits
    try:
        aside.put_in_place()
    except WorkbookBusyError as busy:
        return str(busy)
    except BaseException:
        outputs.take_back()
        raise
    aside.remember()
    return ""


def _differs(changes: ChangeSet, report: "Report", last: Mapping[str, Any] | None) -> bool:
    found = Counter(finding.code for finding in report.findings)
    return bool(changes) or last is None or last["findings"] != dict(found)


def _what_waits(path: Path, open_by: str) -> str:
    return (
        f"{path.name} is open ({open_by} has it), so it was read as last saved, and what is to be "
        "written into it waits for the next run."
    )
