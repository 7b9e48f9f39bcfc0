"""AB403, AB412, AB413: what backs a status: evidence, approval, per cent."""

import re
from datetime import date
from functools import lru_cache

from actionbook.plan.late import late
from actionbook.plan.model import Action, Plan, Status
from actionbook.plan.status import DONE, is_approved, is_open
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, cell_of, lacks, quoted, the_action
from actionbook.rules.standing import having

__all__ = ["complete_without_evidence", "percent_and_status_disagree", "unapproved_hold"]

_PUT_OFF = frozenset({Status.ON_HOLD, Status.WITHDRAWN})
_WHOLE = 100
_OWN_DRIVE = late(
    r"(?:^|[\s\"'(<]|file:/{0,3})(?:[cdhmpu]:[\\/])"
    r"|\\users\\|/users/[^/\s]+/|\\desktop\\|/home/\w|my documents|documents and settings|onedrive"
    r"|-my\.sharepoint\.com/personal|drive\.google\.com/(?:drive/)?my-drive|dropbox\.com/home"
    r"|\bmy (?:drive|computer|laptop|desktop|files|inbox|email)\b|\bmy e-mails?\b"
    r"|\\\\[^\\\s]+\\(?:home|users?|personal)[$\\]",
    re.IGNORECASE,
)


@rule("AB403", Severity.WARNING, since="0.1")
def complete_without_evidence(plan: Plan, _on: date) -> Hits:
    """
    A complete action with no evidence, or with a link to somebody's own drive.

    Why: an inspector will ask to see it, and will not get into anybody's own drive.
    Example: Evidence blank; or "C:\\Users\\jt\\minutes.docx".
    Instead: "Cabinet 12 May 2026, minute 34", or a link to the shared site.
    """
    for action in having(plan, DONE.__contains__, "status"):
        if lacks(action, "evidence"):
            continue
        evidence = action.evidence.strip()
        if not evidence.strip("-–— .?"):
            yield Hit.of(
                action,
                action.cell("evidence"),
                f"{_said(action)}, but Evidence {'is blank' if not evidence else 'says nothing'}.",
                "Type the minute, or a link to what shows it.",
            )
        elif _is_own_drive(evidence):
            yield Hit.of(
                action,
                action.cell("evidence"),
                f"Evidence of {the_action(action)} lies on somebody's own drive.",
                "Put it on a shared site, and type that link.",
            )


@lru_cache(maxsize=4096)
def _is_own_drive(evidence: str) -> bool:
    return _OWN_DRIVE.search(evidence) is not None


def _said(action: Action) -> str:
    return f"Status of {the_action(action)} says {quoted(action.status)}"


@rule("AB412", Severity.ERROR, since="0.1")
def unapproved_hold(plan: Plan, on: date) -> Hits:
    """
    An action on hold or withdrawn without a reason or without approval.

    Why: an approved plan is changed only by those who approved it; until then the dates count.
    Example: Status "On hold", Change reason blank, Approval blank.
    Instead: Change reason "Funding withdrawn", Approval "Cabinet 12 May 2026, minute 34", and its
    day in Approved on.
    Settings: where a revised date waits for approval too, AB409 says so.
    """
    for action in having(plan, _PUT_OFF.__contains__, "status"):
        changes = plan.changes_by_ref.get(action.ref.casefold(), ())
        lacking = []
        if not action.change_reason.strip() and not lacks(action, "change_reason"):
            lacking.append(("change_reason", "Change reason is blank"))
        if not is_approved(action, changes, on) and "approved_on" not in action.unread:
            told = action.revised_due is not None and is_open(plan, action, on)
            if not told:
                lacking.append(_approval_lacking(action, on))
        if lacking:
            name, _ = lacking[0]
            yield Hit.of(
                action,
                cell_of(action, (name, "status")),
                f"{_said(action)}, but {' and '.join(why for _, why in lacking)}.",
                "Fill in Change reason, Approval and Approved on.",
            )


def _approval_lacking(action: Action, on: date) -> tuple[str, str]:
    if not action.approval.strip():
        return "approval", "Approval is blank"
    if action.approved_on is None:
        return "approved_on", "Approved on is blank"
    if action.approved_on > on:
        return "approved_on", "Approved on is still to come"
    return "approval", f"Approval, {brief(action.approval)}, is none"


@rule("AB413", Severity.WARNING, since="0.1")
def percent_and_status_disagree(plan: Plan, _on: date) -> Hits:
    """
    Per cent and status that cannot both be true.

    Why: the two are printed side by side.
    Example: Status "Complete", % complete 60; Status "Not started", % complete 40.
    Instead: Status "In progress", % complete 60.
    """
    for action in having(plan, _disagree, "status", "percent"):
        yield Hit.of(
            action,
            action.cell("percent"),
            f"{_said(action)}, but % complete is {action.percent:g}.",
            "Correct whichever of the two is wrong.",
        )


def _disagree(both: tuple[Status | None, float | None]) -> bool:
    status, percent = both
    if percent is None:
        return False
    if not 0 <= percent <= _WHOLE:
        return True
    if status in DONE:
        return percent < _WHOLE
    if status is Status.NOT_STARTED:
        return percent > 0
    return status is Status.IN_PROGRESS and percent == _WHOLE
