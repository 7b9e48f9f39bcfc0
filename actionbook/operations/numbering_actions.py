"""What a macro that numbered actions did, for those that have no ref yet and for no others."""

from collections.abc import Callable

from actionbook.operations.changes import AsText, ChangeSet, SetCell
from actionbook.plan.model import Action, Plan
from actionbook.plan.numbering import letter, roman
from actionbook.plan.structure import FaultKind

__all__ = ["number_actions"]

_MOST = 400


def number_actions(plan: Plan) -> ChangeSet:
    """
    A ref for each action that has words and no ref; a ref once given never changes.

    It follows the highest that its issue, or the action it is part of, ever had: ``5c`` after
    ``5b``, ``5.3`` after ``5.2``, ``5a.iv`` after ``5a.iii``; without an issue the next whole
    number. Where the refs there go by no such rule, the cell stays blank, and the check finds it.
    """
    known = (plan.by_ref, plan.history_by_ref, plan.changes_by_ref, plan.past.by_ref)
    used = {ref for refs in known for ref in refs if ref}
    formulas = {fault.cell for fault in plan.structure.of(FaultKind.FORMULA)}
    cells: list[SetCell] = []
    for action in plan.actions:
        at = action.cell("ref")
        if action.ref or not action.action or "ref" in action.unread or at in formulas:
            continue
        ref = _next(plan, action, used)
        if ref:
            used.add(ref.casefold())
            cells.append(SetCell(at, ref, "ref", None, AsText(ref)))
    return ChangeSet.of(plan, cells=tuple(cells))


def _next(plan: Plan, action: Action, used: set[str]) -> str:
    """The ref that comes after those *used* beside *action*; "" where they go by no rule."""
    if action.part_of:
        return _after(f"{action.part_of}.", roman, used, set())
    beside = {
        other.ref.casefold()
        for other in plan.actions_by_issue.get(action.issue.casefold(), ())
        if other.ref and not other.part_of
    }
    if not action.issue:
        return _after("", str, used, beside)
    dotted = any(ref.startswith(f"{action.issue.casefold()}.") for ref in beside)
    if dotted:
        return _after(f"{action.issue}.", str, used, beside)
    return _after(action.issue, letter, used, beside)


def _after(stem: str, mark: Callable[[int], str], used: set[str], beside: set[str]) -> str:
    """*stem* and the mark after the highest used; "" where a ref *beside* is none of these."""
    places = {f"{stem}{mark(number)}".casefold(): number for number in range(1, _MOST)}
    if not beside <= places.keys():
        return ""
    # A step tells of the action it is part of, though that be gone.
    heads = {head for ref in used for head in (ref, ref.rpartition(".")[0])}
    highest = max((places[head] for head in heads if head in places), default=0)
    return f"{stem}{mark(highest + 1)}"
