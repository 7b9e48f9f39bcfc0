"""AB118 and AB119: what is wrong with the findings that somebody has decided to live with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan, Suppression
from actionbook.rules.catalogue import Hit, Hits, Rule, Severity, rule
from actionbook.rules.phrases import brief, day, quoted

__all__ = ["is_meant", "rules_on_suppressions", "suppresses", "suppression_without_reason"]


def is_meant(suppression: Suppression, *, code: str, name: str) -> bool:
    """Whether a suppression means the rule of that code and name."""
    word = "-".join(suppression.code.casefold().replace("_", " ").replace("-", " ").split())
    return word in (code.casefold(), name)


def suppresses(suppression: Suppression, *, ref: str, on: date) -> bool:
    """Whether a suppression counts on that day, and for the action *ref*; "" is the plan itself."""
    if "until" in suppression.unread or (suppression.until and suppression.until < on):
        return False
    return suppression.ref.casefold() in ("", ref.casefold())


@rule("AB119", Severity.WARNING, since="0.1")
def suppression_without_reason(plan: Plan, _on: date) -> Hits:
    """
    A suppression that does not say why.

    Why: whoever reads the plan next must be able to see who decided to live with what.
    Example: code AB309, ref 3b, reason "".
    Instead: reason "Standing duty, agreed by Cabinet on 3 June 2026".
    """
    for suppression in plan.suppressions:
        if not suppression.reason.strip(" -–—.?"):
            yield Hit(
                _cell(plan, suppression, "reason"),
                f"The suppression of {_said(suppression)} gives no reason.",
                f"Type why in Reason{_in_file(suppression)}.",
                suppression.ref,
            )


def rules_on_suppressions(others: Sequence[Rule]) -> tuple[Rule, Rule]:
    """The two rules, the first of which runs those of *others* that somebody has suppressed."""

    @rule("AB118", Severity.WARNING, since="0.1")
    def stale_suppression(plan: Plan, on: date) -> Hits:
        """
        A suppression that no longer keeps any finding off the list.

        Why: it would hide the next finding of its kind, which nobody has decided to live with.
        Example: code AB318, ref 5a, when 5a has long been complete; or until 31/03/2026, gone by.
        Instead: the row deleted, or a new day in Until.
        """
        refs = _Refs(others, plan, on)
        for suppression in plan.suppressions:
            told = _stale(suppression, refs, on)
            if told is not None:
                what, fix, column = told
                yield Hit(_cell(plan, suppression, column), what, fix, suppression.ref)

    return stale_suppression, suppression_without_reason


class _Refs:
    """The refs, without case, that each suppressed rule finds fault with; run when asked for."""

    def __init__(self, rules: Sequence[Rule], plan: Plan, on: date) -> None:
        self.rules = rules
        self._find: Callable[[Rule], frozenset[str]] = lambda rule: frozenset(
            hit.ref.casefold() for hit in rule(plan, on)
        )
        self._known: dict[str, frozenset[str]] = {}

    def of(self, rule: Rule) -> frozenset[str]:
        if rule.code not in self._known:
            self._known[rule.code] = self._find(rule)
        return self._known[rule.code]


def _stale(suppression: Suppression, refs: _Refs, on: date) -> tuple[str, str, str] | None:
    """What is said of it, what to do, and the column to look at; None where it is needed."""
    said, where = _said(suppression), _in_file(suppression)
    delete = f"Delete the row{where}." if not where else f"Take it out{where}."
    meant = [rule for rule in refs.rules if is_meant(suppression, code=rule.code, name=rule.name)]
    if not meant:
        near = _near(suppression.code, refs.rules)
        hint = f"Did you mean {near}?" if near else delete
        return f"{quoted(suppression.code)} is suppressed, but there is no such rule.", hint, "code"
    if "until" in suppression.unread:
        return (
            f"Until of the suppression of {said} says {quoted(suppression.unread['until'])}, "
            "which is no date, so it does not count.",
            "Type the day, such as 31/03/2027.",
            "until",
        )
    if suppression.until and suppression.until < on:
        return (
            f"The suppression of {said} ended on {day(suppression.until)}.",
            f"Mend the finding and delete the row{where}, or decide on a new day.",
            "until",
        )
    found = refs.of(meant[0])
    if found and (not suppression.ref or suppression.ref.casefold() in found):
        return None
    return f"The suppression of {said} no longer keeps anything off the list.", delete, "code"


def _said(suppression: Suppression) -> str:
    code = brief(suppression.code.upper() if len(suppression.code) <= 5 else suppression.code)  # noqa: PLR2004 - a code's letters
    return f"{code} for {brief(suppression.ref)}" if suppression.ref else code


def _in_file(suppression: Suppression) -> str:
    return f" of {suppression.told_in}" if suppression.told_in else ""


def _near(word: str, rules: Sequence[Rule]) -> str:
    from difflib import get_close_matches

    known: Mapping[str, Rule] = {
        key: rule for rule in rules for key in (rule.code.casefold(), rule.name)
    }
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.7)
    return f"{known[near[0]].code}, {known[near[0]].name}" if near else ""


def _cell(plan: Plan, suppression: Suppression, column: str) -> CellRef:
    """The cell to edit; the Actions table's first heading for what a file says."""
    if suppression.place.columns:
        return suppression.place.cell(column, suppression.row)
    return next(_first_heading(plan), CellRef("Actions", 1, 1))


def _first_heading(plan: Plan) -> Iterator[CellRef]:
    table = plan.structure.tables.get("Actions")
    if table is not None and table.place.columns:
        row = max(table.first_row - 1, 1)
        yield CellRef(table.place.sheet, row, min(table.place.columns.values()))
