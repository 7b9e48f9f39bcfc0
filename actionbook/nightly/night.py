"""The work of one refresh, for a plan that has changed or whose day has come."""

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Any

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.errors import PublicationRefusedError, SettingsError, WorkbookBusyError
from actionbook.nightly.record import LAST_RUN, Run, fingerprint, record_run
from actionbook.operations.changes import ChangeSet
from actionbook.operations.check import check
from actionbook.operations.highlight import highlight
from actionbook.operations.outcome import outcome
from actionbook.operations.record_moves import record_moves
from actionbook.operations.stamp import is_stamp_due, stamp
from actionbook.plan.model import Plan
from actionbook.plan.next_change import next_change
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.memory import write_file
from actionbook.workbook.read import PlanBook, open_plan
from actionbook.workbook.write import apply

__all__ = ["HEARTBEAT", "appendix_path", "night", "night_changes"]

_COMING = "coming.json"

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
    outputs, refused = _make_appendix(plan, appendix_path(path), on, last, opened.state)
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
    recorded = record_moves(plan, on=on)
    changes = recorded + highlight(outcome(plan, recorded), on=on)
    if changes or is_stamp_due(plan, on=on):
        changes += stamp(plan, on=on, until=_coming(plan, on))
    return changes


def _coming(plan: Plan, on: date) -> date:
    coming = next_change(plan, after=on)
    heartbeat = on + HEARTBEAT
    return min(coming, heartbeat) if coming else heartbeat


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


def _make_appendix(
    plan: Plan, path: Path, on: date, last: Mapping[str, Any] | None, state: Path
) -> tuple[dict[str, str], str]:
    """The appendix's fingerprint by its name, or why there is none."""
    if not plan.actions:
        return {}, ""
    try:
        content = appendix(plan, on=on)
        _refuse_foreign(path, last, state)
    except PublicationRefusedError as refused:
        return {}, str(refused)
    state.mkdir(parents=True, exist_ok=True)
    for litter in state.glob(".appendix-*"):
        rmtree(litter, ignore_errors=True)
    aside = state / path.name
    try:
        render(content, aside, plan=plan)
    except PublicationRefusedError as refused:
        return {}, str(refused)
    made = fingerprint(aside)
    # Said before it is put in place: after a kill in between, the next night knows it for ours.
    write_file(state / _COMING, json.dumps({path.name: made}))
    refuse_if_open(path)
    try:
        aside.replace(path)
    except OSError as fault:
        raise WorkbookBusyError(
            f"{path} cannot be replaced ({fault.strerror}). Close it in Excel, and run again."
        ) from fault
    return {path.name: made}, ""


def _refuse_foreign(path: Path, last: Mapping[str, Any] | None, state: Path) -> None:
    """A file that we did not make, or that somebody has worked on since, is not overwritten."""
    if not path.exists():
        return
    ours = {last["outputs"].get(path.name)} if last else set()
    with suppress(OSError, ValueError, AttributeError):
        ours.add(json.loads((state / _COMING).read_text(encoding="utf-8")).get(path.name))
    if fingerprint(path) not in ours:
        raise PublicationRefusedError(
            f"{path.name} is there already and was made or changed by somebody, so it was not "
            "overwritten. Move it elsewhere or delete it, and run again."
        )
