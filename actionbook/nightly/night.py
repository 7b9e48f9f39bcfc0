"""The work of one refresh, for a plan that has changed or whose day has come."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.nightly.record import LAST_RUN, Run, fingerprint, record_run
from actionbook.operations.changes import ChangeSet
from actionbook.operations.check import check
from actionbook.operations.highlight import highlight
from actionbook.operations.stamp import is_stamp_due, stamp
from actionbook.plan.model import Plan
from actionbook.plan.next_change import next_change
from actionbook.workbook.read import PlanBook, open_plan
from actionbook.workbook.write import apply

__all__ = ["HEARTBEAT", "appendix_path", "night", "night_changes"]

HEARTBEAT = timedelta(days=31)
"""A quiet plan is stamped this often, so that a dead night shows on its Read me sheet."""


def appendix_path(path: Path) -> Path:
    """Where a plan's refreshed appendix stands: beside it, named after it."""
    return path.with_name(f"{path.stem}-appendix.xlsx")


def night(path: Path, *, on: date, started: datetime, last: Mapping[str, Any] | None) -> Run:
    """
    Check the plan, bring its colours up to date, make its appendix, and record the run.

    *last* is the record of the last success over it, None for none.
    """
    begun = perf_counter()
    opened = open_plan(path)
    _refuse_shared_id(opened)
    before = opened.plan.fingerprint
    coming = _coming(opened.plan, on)
    changes = night_changes(opened.plan, on=on)
    if apply(changes):
        opened = open_plan(path)
    plan = opened.plan
    findings = Counter(finding.code for finding in check(plan, on=on).findings)
    outputs, refused = _make_appendix(plan, appendix_path(path), on, last)
    run = Run(
        path.name,
        started,
        on,
        "refreshed",
        plan_id=opened.state.name,
        seconds=round(perf_counter() - begun, 3),
        before=before,
        after=plan.fingerprint,
        findings=dict(sorted(findings.items())),
        changes=len(changes.lines()),
        outputs=outputs,
        refused=refused,
        next_change=coming,
    )
    record_run(opened.state, run)
    return run


def night_changes(plan: Plan, *, on: date) -> ChangeSet:
    """What a refresh on that day would change in the plan's workbook."""
    changes = highlight(plan, on=on)
    if changes or is_stamp_due(plan, on=on):
        changes += stamp(plan, on=on, until=_coming(plan, on))
    return changes


def _coming(plan: Plan, on: date) -> date:
    coming = next_change(plan, after=on)
    heartbeat = on + HEARTBEAT
    return min(coming, heartbeat) if coming else heartbeat


def _refuse_shared_id(opened: PlanBook) -> None:
    """Two plans with one id would share their state."""
    import json

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


def _make_appendix(
    plan: Plan, path: Path, on: date, last: Mapping[str, Any] | None
) -> tuple[dict[str, str], str]:
    """The appendix's fingerprint by its name, or why there is none."""
    if not plan.actions:
        return {}, f"{plan.name} has no actions yet, so no appendix was made."
    try:
        content = appendix(plan, on=on)
        _refuse_foreign(path, last)
        render(content, path)
    except PublicationRefusedError as refused:
        return {}, str(refused)
    return {path.name: fingerprint(path)}, ""


def _refuse_foreign(path: Path, last: Mapping[str, Any] | None) -> None:
    """A file that we did not make, or that somebody has worked on since, is not overwritten."""
    if not path.exists():
        return
    made = last["outputs"].get(path.name) if last else None
    if made != fingerprint(path):
        raise PublicationRefusedError(
            f"{path.name} is there already and was made or changed by somebody, so it was not "
            "overwritten. Move it elsewhere or delete it, and run again."
        )
