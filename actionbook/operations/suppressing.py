"""Findings taken off the list, because somebody has decided to live with them."""

from collections.abc import Iterable
from datetime import date

from actionbook.operations.report import Finding, LeftOut
from actionbook.plan.model import Plan, Suppression
from actionbook.rules.suppressions import is_meant, suppresses

__all__ = ["without_suppressed"]


def without_suppressed(
    plan: Plan, findings: Iterable[Finding], on: date
) -> tuple[list[Finding], tuple[LeftOut, ...]]:
    """*findings* but for those that a suppression of *plan* counts for on that day, and those."""
    if not plan.suppressions:
        return list(findings), ()
    kept: list[Finding] = []
    left_out: list[LeftOut] = []
    for finding in findings:
        suppression = _suppression_of(plan.suppressions, finding, on)
        if suppression is None:
            kept.append(finding)
        else:
            left_out.append(LeftOut(finding, suppression.reason.strip()))
    return kept, tuple(left_out)


def _suppression_of(
    suppressions: Iterable[Suppression], finding: Finding, on: date
) -> Suppression | None:
    return next(
        (
            suppression
            for suppression in suppressions
            if is_meant(suppression, code=finding.code, name=finding.name)
            and suppresses(suppression, ref=finding.ref, on=on)
        ),
        None,
    )
