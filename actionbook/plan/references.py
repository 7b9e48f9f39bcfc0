"""
Where the timescales that stand elsewhere point: "As for Reccs. 1 and 6", "See R9", "Ditto".

A ref is an action's, else an issue's and then all its actions. What is printed `R5 (a)` in one
place and `5a` in another is the same ref where only one action can be meant.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from actionbook.plan.lead_words import AS_ABOVE
from actionbook.plan.model import Action, Plan
from actionbook.plan.past import first_of_each
from actionbook.plan.timescales import Kind

__all__ = ["ABOVE", "WHAT", "Pointing", "point_alike", "references"]

WHAT: Final = ("references", None)
"""By what name the references are kept with what has been worked out of a plan."""

ABOVE: Final = "above"
"""What is missing where "as above" stands first in its issue."""

_PREFIX = re.compile(
    r"\W*(?:(?:recc?s?|recommendations?|actions?|issues?|r)(?=[\W\d])\W*)?0*(?=\w)"
)
_MARKS = re.compile(r"[\s()]+|(?<!\d)\.|\.(?!\d)")
_RANGE = re.compile(r"(\d{1,3})\s*-\s*(\d{1,3})")
_WIDEST = 50  # refs: "1-99" is no range but a name


class Pointing(NamedTuple):
    """
    One action that points elsewhere, and to what; rows are places in `Plan.actions`.

    `missing` are the refs that no action or issue of the plan has ("above" where nothing stands
    above). `in_ring` where following the references comes round to where it began.
    """

    row: int
    targets: tuple[int, ...]
    missing: tuple[str, ...]
    in_ring: bool


def references(plan: Plan) -> tuple[Pointing, ...]:
    """
    Every action whose timescale points to rows of the plan, or would: what is pointed to first.

    Not those that point to what no plan holds ("As agreed with internal audit"). An action that
    its steps carry stands for its steps.
    """
    return plan.once(*WHAT, lambda: _references(plan))


def point_alike(before: Plan, after: Plan) -> bool:
    """Whether all that references hang on is the same in two plans: maybe no, where it is."""
    if before.issues is not after.issues or len(before.actions) != len(after.actions):
        return False
    return all(
        one is other
        or (
            one.timescale is other.timescale
            and (one.ref, one.issue, one.part_of) == (other.ref, other.issue, other.part_of)
            and before.is_carried_by_steps(one) == after.is_carried_by_steps(other)
        )
        for one, other in zip(before.actions, after.actions, strict=True)
    )


def _references(plan: Plan) -> tuple[Pointing, ...]:
    pointing = [
        row for row, action in enumerate(plan.actions) if action.timescale.kind is Kind.REFERENCE
    ]
    if not pointing:
        return ()
    finder = _Finder(plan)
    found = {row: said for row in pointing if (said := finder.said(row)) is not None}
    order, ring = _in_order({row: targets for row, (targets, _) in found.items()})
    return tuple(Pointing(row, *found[row], row in ring) for row in order)


class _Finder:
    """The rows of a plan by what they are called."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.first = first_of_each(plan.ref_keys, range(len(plan.actions)))
        self.issues = _rows_by(action.issue for action in plan.actions)
        self._spelt: dict[tuple[int, ...], tuple[int, ...]] = {}

    @cached_property
    def steps(self) -> dict[str, list[int]]:
        """The rows of the steps of each ref."""
        return _rows_by(action.part_of for action in self.plan.actions)

    def _issue_refs(self) -> Iterator[str]:
        return filter(None, (*self.plan.issue_by_ref, *self.issues))

    @cached_property
    def plain(self) -> dict[str, list[int]]:
        """The rows by their refs without marks, for what no ref spells in full."""
        found: dict[str, list[int]] = {}
        for row, action in enumerate(self.plan.actions):
            found.setdefault(_plain(action.ref), []).append(row)
        for issue in self._issue_refs():
            found.setdefault(_plain(issue), self.issues.get(issue, []))
        return found

    def said(self, row: int) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
        """The rows that *row* points to, and the refs that lead nowhere; None where it has none."""
        action = self.plan.actions[row]
        if not action.timescale.refs:
            if not AS_ABOVE.fullmatch(action.timescale.text.strip(" ()[].")):
                return None
            above = self._above(row)
            return ((), (ABOVE,)) if above is None else (self._spelt_out([above]), ())
        targets: list[int] = []
        missing: list[str] = []
        for ref in action.timescale.refs:
            found = self._called(ref, action)
            if found is None:
                missing.append(ref)
            else:
                # "As for Rec. 1" in an action of Rec. 1 means the others.
                targets += [other for other in found if other != row] or found
        return self._spelt_out(targets), tuple(missing)

    def _above(self, row: int) -> int | None:
        """The row before *row* in its issue; None where it is the first."""
        rows = self.issues[self.plan.actions[row].issue.casefold()]
        place = bisect_left(rows, row)
        return rows[place - 1] if place else None

    def _exactly(self, key: str) -> list[int] | None:
        """The row of the action with that ref, else those of the issue; None for no such ref."""
        if key in self.first:
            return [self.first[key]]
        is_issue = key and (key in self.issues or key in self.plan.issue_by_ref)
        return self.issues.get(key, []) if is_issue else None

    def _called(self, ref: str, action: Action) -> list[int] | None:
        """The rows that *ref* means where *action* says it; None where it means none."""
        key = ref.casefold()
        exact = self._exactly(key)
        if exact is not None:
            return exact
        if key.isalpha():
            key = f"{action.issue}{key}"
        found = self.plain.get(_plain(key))
        if found is not None and self._is_one(found):
            return found
        ends = _RANGE.fullmatch(key)
        if ends and 0 < int(ends[2]) - int(ends[1]) < _WIDEST:
            numbers = range(int(ends[1]), int(ends[2]) + 1)
            several = [self._called(str(number), action) for number in numbers]
            return None if None in several else [row for rows in several for row in rows or ()]
        return None

    def _is_one(self, rows: Sequence[int]) -> bool:
        """Whether *rows* are one action, or the actions of one issue."""
        return len({self.plan.actions[row].issue.casefold() for row in rows}) <= 1

    def _spelt_out(self, rows: Sequence[int]) -> tuple[int, ...]:
        """*rows*, each once; in place of one that its steps carry, those steps."""
        key = tuple(rows)
        if key not in self._spelt:
            self._spelt[key] = self._followed(key)
        return self._spelt[key]

    def _followed(self, rows: Sequence[int]) -> tuple[int, ...]:
        spelt: list[int] = []
        seen: set[int] = set()
        waiting = list(reversed(rows))
        while waiting:
            row = waiting.pop()
            if row in seen:
                continue
            seen.add(row)
            action = self.plan.actions[row]
            if self.plan.is_carried_by_steps(action):
                waiting += reversed(self.steps[action.ref.casefold()])
            else:
                spelt.append(row)
        return tuple(spelt)


def _rows_by(refs: Iterable[str]) -> dict[str, list[int]]:
    """The rows at which each ref stands, by the ref without case."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row, ref in enumerate(refs):
        found[ref].append(row)
    folded: dict[str, list[int]] = {}
    for ref, rows in found.items():
        folded.setdefault(ref.casefold(), []).extend(rows)
    return {ref: sorted(rows) for ref, rows in folded.items()}


def _plain(ref: str) -> str:
    """`R5 (a)`, `Recc. 5a` and `05.a` as they compare: `5a`."""
    key = ref.casefold()
    prefix = _PREFIX.match(key)
    return _MARKS.sub("", key[prefix.end() :] if prefix else key)


def _in_order(pointing: dict[int, Sequence[int]]) -> tuple[list[int], frozenset[int]]:
    """Rows in an order in which what is pointed to comes first, and those that are in a ring."""
    inner = {row: {to for to in targets if to in pointing} for row, targets in pointing.items()}
    first, rest = _peeled(inner)
    turned: dict[int, set[int]] = {row: set() for row in rest}
    for row in rest:
        for to in inner[row] & turned.keys():
            turned[to].add(row)
    last, ring = _peeled(turned)
    return [*first, *ring, *reversed(last)], frozenset(ring)


def _peeled(pointing: dict[int, set[int]]) -> tuple[list[int], list[int]]:
    """Rows in the order in which nothing is left that they point to, then the rows left over."""
    waiting = {row: len(targets) for row, targets in pointing.items()}
    pointed_from: dict[int, list[int]] = {row: [] for row in pointing}
    for row, targets in pointing.items():
        for to in targets:
            pointed_from[to].append(row)
    free = [row for row, count in waiting.items() if not count]
    for row in free:
        for other in pointed_from[row]:
            waiting[other] -= 1
            if not waiting[other]:
                free.append(other)
    done = set(free)
    return free, [row for row in pointing if row not in done]
