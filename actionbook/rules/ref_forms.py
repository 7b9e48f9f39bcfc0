"""AB109, AB115, AB116: refs that are badly formed, go round in a ring, or are no text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from actionbook.plan.late import late
from actionbook.plan.model import Action, Plan
from actionbook.plan.structure import Fault, FaultKind
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import quoted, the_action
from actionbook.rules.standing import alike, filled

__all__ = ["badly_formed_ref", "by_row", "on_row", "ref_as_number", "step_of_itself"]

_PART = r"[^\W_]+(?:\([^\W_]+\))?"
_WELL_FORMED = late(rf"{_PART}(?:[.\-/ ]{_PART})*")
_AT_THE_ENDS = " .,:;)(][#*"


@rule("AB109", Severity.WARNING, since="0.1", fixes=Fix.SAFE)
def badly_formed_ref(plan: Plan, _on: date) -> Hits:
    """
    A ref with stray marks or spaces, or written otherwise than the rest of the plan's.

    Why: "4." and "4" are two refs to the tool and to Excel, and one to everybody else.
    Example: "4." in a plan whose other refs are "3" and "5a".
    Instead: "4".
    Fix: the stray marks taken out, where no other row has that ref.
    Settings: where most refs of the plan are written that way, it is the plan's own way.
    """
    odd = [(action, tidy) for action in plan.actions if (tidy := _tidy(action.ref)) != action.ref]
    if not odd or len(odd) * 2 > len(plan.actions):
        return
    tidied = Counter(tidy.casefold() for _, tidy in odd)
    for action, tidy in odd:
        is_free = tidy.casefold() not in plan.by_ref and tidied[tidy.casefold()] == 1
        yield Hit.of(
            action,
            action.cell("ref"),
            f"Ref {quoted(action.ref)} is out of step with the other refs of the plan.",
            f"Type {quoted(tidy)}." if is_free else f"Not {quoted(tidy)}: another row has it.",
            tidy if is_free and _nothing_points_to(plan, action) else None,
        )


def _tidy(ref: str) -> str:
    """*ref* as the rest of a plan's are written, or as it stands where nothing can be told."""
    if ref.isalnum() or _is_well_formed(alike(ref)):
        return ref
    bare = ref.strip(_AT_THE_ENDS) if ref.count("(") == ref.count(")") else ref.replace("(", "")
    if bare.count("(") != bare.count(")"):
        bare = bare.replace("(", "").replace(")", "")
    close = re.sub(r"\s+(?=[^\W\d_]\b)|\s*([.\-/])\s*", r"\1", bare.strip(_AT_THE_ENDS))
    close = re.sub(r"([.\-/])\1+", r"\1", close)
    return close if close and _WELL_FORMED.fullmatch(close) else ref


@lru_cache(maxsize=4096)
def _is_well_formed(ref: str) -> bool:
    return _WELL_FORMED.fullmatch(ref) is not None and " " not in ref


def _nothing_points_to(plan: Plan, action: Action) -> bool:
    key = action.ref.casefold()
    return key not in plan.refs_with_steps and key not in plan.history_by_ref


@rule("AB115", Severity.ERROR, since="0.1", blocks=True)
def step_of_itself(plan: Plan, _on: date) -> Hits:
    """
    A step that is part of itself, straight away or round by other steps.

    Why: nothing stands above it, so no report can put it in its place.
    Example: 5a is part of 5b, and 5b is part of 5a.
    Instead: Part of blank on the one that the other is a step of.
    """
    settled: set[str] = set()
    for action in filled(plan, "part_of"):
        yield from _ring_from(plan, action, settled)


def _ring_from(plan: Plan, action: Action, settled: set[str]) -> Iterator[Hit]:
    """The ring that the way up from *action* ends in, said once, at its row furthest down."""
    path: dict[str, Action] = {}
    here: Action | None = action
    while here is not None and here.part_of:
        key = here.ref.casefold()
        if not key or key in settled:
            break
        if key in path:
            refs = list(path)
            ring = [path[ref] for ref in refs[refs.index(key) :]]
            yield _ring(max(ring, key=lambda each: each.row), len(ring))
            break
        path[key] = here
        here = plan.by_ref.get(here.part_of.casefold())
    settled.update(path)


def _ring(last: Action, length: int) -> Hit:
    round_by = "" if length == 1 else f", by way of {quoted(last.part_of)}"
    return Hit.of(
        last,
        last.cell("part_of"),
        f"Part of makes {the_action(last)} a step of itself{round_by}.",
        "Clear the cell, or type the ref of the action it is a step of.",
    )


@rule("AB116", Severity.ERROR, since="0.1", blocks=True, fixes=Fix.SAFE)
def ref_as_number(plan: Plan, _on: date) -> Hits:
    """
    A ref that Excel has stored as a number or as a date.

    Why: as a number 1.10 becomes 1.1, which is another action; as a date 3-1 becomes 3 January.
    Example: 1.1, where 1.10 was typed into a cell formatted as General.
    Instead: "1.10" in a cell formatted as Text, as the whole column is in the template.
    Fix: a whole number becomes the same figures as text; of the others only a person knows what
    was typed.
    Settings: a whole number reads as it was typed, so it is a warning, and nothing waits for it.
    On a sheet that was adopted it stays as staff number their rows, and is not told.
    """
    tables = plan.structure.tables
    kept = {
        seen.place.sheet
        for name, seen in tables.items()
        if seen.is_adopted or name == "ActionsBeside"  # whose refs stand as theirs do
    }
    faults = [
        fault
        for fault in plan.structure.of(FaultKind.REF_AS_NUMBER)
        if not (fault.cell.sheet in kept and fault.seen.isdecimal())
    ]
    rows = by_row(plan, faults)
    for fault in faults:
        hit = on_row(
            rows.get((fault.cell.sheet, fault.cell.row)),
            fault,
            f"Ref {quoted(fault.seen)} is stored as a number or a date, not as it was typed.",
            "Format the cell as Text, then type the ref again.",
        )
        if fault.seen.isdecimal():
            hit = hit._replace(
                message=f"Ref {quoted(fault.seen)} is stored as a number, not as text.",
                becomes=fault.seen,
                severity=Severity.WARNING,
                blocks=False,
            )
        yield hit


def by_row(plan: Plan, faults: Sequence[Fault]) -> Mapping[tuple[str, int], Action]:
    """The action of each worksheet row, where there is a fault to look one up for."""
    actions = plan.actions if faults else ()
    return {at: action for action in actions for at in action.place.rows_of(action.row)}


def on_row(action: Action | None, fault: Fault, message: str, fix: str) -> Hit:
    """A hit on the cell of a fault, with the ref and the lead of its row's action."""
    if action is None:
        return Hit(fault.cell, message, fix, fault.ref)
    return Hit.of(action, fault.cell, message, fix)
