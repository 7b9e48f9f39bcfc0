"""AB107, AB108, AB110: the refs that actions and issues go by, and where they point."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter

from actionbook.plan.model import Action, Plan
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, lacks, quoted
from actionbook.rules.standing import having

__all__ = ["blank_ref", "duplicate_ref", "ref_to_nothing"]


@rule("AB107", Severity.ERROR, since="0.1", blocks=True)
def blank_ref(plan: Plan, _on: date) -> Hits:
    """
    An action or an issue with no ref.

    Why: a minute, a step and the history of a row all point to its ref.
    Example: ref "".
    Instead: "5a": the issue's ref and a letter, never used before.
    """
    for action in plan.actions:
        if not action.ref and not lacks(action, "ref"):
            what = quoted(action.action) if action.action else "in this row"
            yield Hit.of(
                action,
                action.cell("ref"),
                f"The action {what} has no ref.",
                "Type a ref that no other action has had.",
            )
    for issue in plan.issues:
        if not issue.ref and (not issue.place.columns or "ref" in issue.place.columns):
            what = quoted(issue.issue) if issue.issue else "in this row"
            yield Hit(
                issue.cell("ref"),
                f"The issue {what} has no ref.",
                "Type a ref that no other issue has had.",
            )


@rule("AB108", Severity.ERROR, since="0.1", blocks=True)
def duplicate_ref(plan: Plan, _on: date) -> Hits:
    """
    A ref that two actions have, or two issues; capitals make no difference.

    Why: nobody can tell which of the two a minute, a step or last period's progress means.
    Example: "5A", where another row has "5a".
    Instead: "5c", the next that is free.
    """
    first: dict[str, Action] = {}
    several = plan.actions if len(plan.by_ref) < len(plan.actions) else ()
    for action in sorted(several, key=attrgetter("row")):
        earlier = first.setdefault(action.ref.casefold(), action) if action.ref else action
        if earlier is not action:
            yield Hit.of(
                action,
                action.cell("ref"),
                f"Ref {brief(action.ref)} is used twice: {earlier.cell('ref')} has it too.",
                "Give this action a ref of its own.",
            )
    issues: dict[str, int] = {}
    for issue in sorted(plan.issues, key=lambda issue: issue.row):
        row = issues.setdefault(issue.ref.casefold(), issue.row) if issue.ref else issue.row
        if row != issue.row:
            first_cell = issue.place.cell("ref", row)
            yield Hit(
                issue.cell("ref"),
                f"Issue {brief(issue.ref)} stands twice: {first_cell} has it too.",
                "Give this issue a ref of its own.",
            )


@rule("AB110", Severity.ERROR, since="0.1", blocks=True)
def ref_to_nothing(plan: Plan, _on: date) -> Hits:
    """
    Part of or Issue holds a ref that does not exist.

    Why: the row cannot be put under its action or its issue, so a report would leave it out.
    Example: Part of "5(a)", where the action is "5a".
    Instead: "5a".
    Settings: Issue is looked at only where the Issues table has rows.
    """
    strays = having(plan, lambda ref: ref and ref.casefold() not in plan.by_ref, "part_of")
    near = _by_marks(action.ref for action in plan.actions) if strays else {}
    for action in strays:
        yield Hit.of(
            action,
            action.cell("part_of"),
            f"Part of says {quoted(action.part_of)}, which is no action's ref.",
            _meant(near, action.part_of)
            or "Type the ref of the action it is a step of, or clear the cell.",
        )
    if not plan.issues:
        return
    strays = having(plan, lambda ref: ref and ref.casefold() not in plan.issue_by_ref, "issue")
    near = _by_marks(issue.ref for issue in plan.issues) if strays else {}
    for action in strays:
        yield Hit.of(
            action,
            action.cell("issue"),
            f"Issue says {quoted(action.issue)}, which is no ref on the Issues sheet.",
            _meant(near, action.issue)
            or "Type a ref from the Issues sheet, or add the issue there.",
        )


def _marks(ref: str) -> str:
    return "".join(mark for mark in ref.casefold() if mark.isalnum())


def _by_marks(refs: Iterable[str]) -> Mapping[str, str]:
    """Each ref by its letters and digits alone: `5(a).` and `5a` are one person's same ref."""
    return {_marks(ref): ref for ref in refs if ref}


def _meant(near: Mapping[str, str], ref: str) -> str:
    meant = near.get(_marks(ref))
    return f"Type {brief(meant)}, if that is the one meant." if meant else ""
