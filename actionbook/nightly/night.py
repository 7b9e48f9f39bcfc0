"""The work of one refresh, for a plan that has changed or whose day has come."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from actionbook.appendices.papers import render_papers
from actionbook.errors import (
    ContentLossError,
    PublicationRefusedError,
    SettingsError,
    StaleChangeError,
    WorkbookBusyError,
)
from actionbook.nightly.checks_book import checks_papers
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.papers_due import make_papers, papers_change
from actionbook.nightly.record import (
    LAST_RUN,
    Run,
    fingerprint,
    glances_of,
    house_print,
    record_run,
)
from actionbook.nightly.settled import open_settled
from actionbook.nightly.where import reads_only
from actionbook.operations.changes import ChangeSet
from actionbook.operations.check import check
from actionbook.operations.checks_sheet import write_checks
from actionbook.operations.foreseen import is_foreseen
from actionbook.operations.highlight import highlight
from actionbook.operations.outcome import outcome
from actionbook.operations.record_moves import record_moves
from actionbook.operations.report import Report
from actionbook.operations.stamp import is_stamp_due, stamp
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import Plan
from actionbook.plan.next_change import next_change
from actionbook.workbook.lock import conflict_copies, holder
from actionbook.workbook.read import PlanBook, open_plan
from actionbook.workbook.seen import past_of
from actionbook.workbook.write import applied, apply

__all__ = ["HEARTBEAT", "night", "night_changes"]

_TRIES = 3
"""A plan that is saved while we work is begun again twice."""

HEARTBEAT = timedelta(days=31)
"""A quiet plan is stamped this often, so that a dead night shows on its Read me sheet."""


@dataclass
class _Work:
    """A night of a plan, and what it has found out so far for its record."""

    on: date
    started: datetime
    last: Mapping[str, Any] | None
    seconds: dict[str, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = perf_counter()
        yield
        taken = self.seconds.get(name, 0.0) + perf_counter() - begun
        self.seconds[name] = round(taken, 3)


def night(
    path: Path,
    *,
    on: date,
    started: datetime,
    last: Mapping[str, Any] | None,
    pause: Callable[[float], None],
    told: str = "",
) -> Run:
    """
    Check the plan, bring its colours up to date, make its appendices, and record the run.

    All that is made is made aside and put in place when it is whole. *last* is the record of the
    last success over the plan, None for none; *told* says whose run died over it, "" for nobody's.
    """
    for left in reversed(range(_TRIES)):
        work = _Work(on, started, last, told=[told] if told else [])
        with work.step("read"):
            opened = open_settled(path, is_known=last is not None, pause=pause)
        _refuse_shared_id(opened)
        outputs = Outputs(path.parent, opened.state)
        try:
            with without_collecting():
                run = _worked(opened, outputs, work)
        except StaleChangeError:
            if not left:
                raise
            continue
        finally:
            outputs.clear()
        record_run(opened.state, run)
        return run
    raise AssertionError("the last try either returned or raised")


def night_changes(plan: Plan, *, on: date) -> ChangeSet:
    """
    What a refresh on that day would change in the plan's workbook, but for its Checks sheet.

    Nothing, where a night only reads the plan.
    """
    if plan.path is not None and reads_only(plan.path, plan.settings):
        return ChangeSet.of(plan)
    recorded = record_moves(plan, on=on)
    changes = recorded + highlight(outcome(plan, recorded), on=on)
    if changes or is_stamp_due(plan, on=on):
        changes += stamp(plan, on=on, until=_coming(plan, on))
    return changes


def _worked(opened: PlanBook, outputs: Outputs, work: _Work) -> Run:
    path, plan = opened.path, opened.plan
    is_read_only = reads_only(path, plan.settings)
    open_by = holder(path) or ""
    with work.step("check"):
        changes = night_changes(plan, on=work.on)
        coming = outcome(plan, changes)
        report = check(coming, on=work.on)
    with work.step("appendices"):
        _make_outputs(coming, report, outputs, work, is_read_only=is_read_only)
    if fingerprint(path) != plan.fingerprint:
        raise StaleChangeError(f"{path.name} was changed while we worked. Run again.")
    waits = ""
    with work.step("write"):
        if open_by and not is_read_only:
            waits = _what_waits(path, open_by) if _differs(changes, report, work.last) else ""
        elif not is_read_only:
            try:
                plan, report = _write(opened, changes, report, work)
            except WorkbookBusyError as busy:
                waits = str(busy)
    with work.step("put in place"):
        made = outputs.put_in_place(work.names)
    return Run(
        path.name,
        work.started,
        work.on,
        "waiting" if waits else "refreshed",
        plan_id=opened.state.name,
        seconds=round(sum(work.seconds.values()), 3),
        steps=work.seconds,
        before=opened.plan.fingerprint,
        after=plan.fingerprint,
        house=house_print(path),
        findings=dict(sorted(Counter(finding.code for finding in report.findings).items())),
        changes=0 if waits else len(changes.lines()),
        outputs=made,
        refused=" ".join(work.refused),
        next_change=_coming(plan, work.on),
        open_by=open_by,
        conflicts=tuple(copy.name for copy in conflict_copies(path)),
        told=tuple(work.told),
        message=waits,
        glances=glances_of(path.parent, {path.name: plan.fingerprint, **made}),
    )


def _make_outputs(
    plan: Plan,
    report: Report,
    outputs: Outputs,
    work: _Work,
    *,
    is_read_only: bool,
) -> None:
    """Make aside what the night is to put in place; what may not be replaced is refused."""
    papers = make_papers(plan, outputs.aside, on=work.on)
    names = [*papers.names]
    if is_read_only:
        names.append(f"{Path(plan.name).stem}-checks.xlsx")
        render_papers(checks_papers(plan, report, on=work.on), outputs.aside / names[-1])
    work.refused += papers.refused
    work.told += papers.told
    known = work.last["outputs"] if work.last else {}
    for name in dict.fromkeys(names):
        try:
            outputs.refuse_foreign(name, last=known)
        except PublicationRefusedError as refused:
            work.refused.append(str(refused))
        else:
            work.names.append(name)


def _write(
    opened: PlanBook, changes: ChangeSet, report: Report, work: _Work
) -> tuple[Plan, Report]:
    """Write the night's changes and its findings; the plan as it stands then, and its findings."""
    plan = opened.plan
    try:
        after = applied(changes + write_checks(plan, report))
    except ContentLossError as harm:
        after = applied(changes)
        work.told.append(f"The Checks sheet was left as it is: {harm}")
    if not after:
        return plan, report
    if is_foreseen(plan, changes + write_checks(plan, report)):
        past = past_of(opened.state)
        plan = replace(outcome(plan, changes), fingerprint=after, past=past)
    else:
        plan = open_plan(opened.path).plan
    found = check(plan, on=work.on)
    if found.findings != report.findings and apply(write_checks(plan, found)):
        plan = open_plan(opened.path).plan
    return plan, found


def _differs(changes: ChangeSet, report: Report, last: Mapping[str, Any] | None) -> bool:
    found = Counter(finding.code for finding in report.findings)
    return bool(changes) or last is None or last["findings"] != dict(found)


def _what_waits(path: Path, open_by: str) -> str:
    return (
        f"{path.name} is open ({open_by} has it), so it was read as last saved, and what is to be "
        "written into it waits for the next run."
    )


def _coming(plan: Plan, on: date) -> date:
    days = (next_change(plan, after=on), papers_change(plan, after=on))
    return min((on + HEARTBEAT, *(day for day in days if day is not None)))


def _refuse_shared_id(opened: PlanBook) -> None:
    """Two plans with one id would share their state."""
    try:
        known = json.loads((opened.state / LAST_RUN).read_text(encoding="utf-8")).get("plan")
    except (OSError, ValueError, AttributeError):
        return
    if known and known != opened.path.name and (opened.path.parent / known).exists():
        raise SettingsError(
            f"{opened.path.name} and {known} have the same Plan id "
            f"({opened.plan.settings.plan_id or opened.state.name}). If one is a copy, move it to "
            "another folder; else give it a Plan id of its own on its Settings sheet."
        )
