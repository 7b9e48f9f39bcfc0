"""How many actions stand how, into a table of the plan's own; the counts are live formulas."""

from datetime import date

from actionbook.operations.changes import ChangeSet, Live, ReplaceBody
from actionbook.plan.cells import letters, quoted
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Plan
from actionbook.plan.status import Flag, Rag, flags, rag
from actionbook.plan.structure import TableSeen

__all__ = ["summary"]

_OPEN = (
    Rag.OVERDUE, Rag.AT_RISK, Rag.ON_TRACK, Rag.NOT_DUE_TO_START, Rag.NO_DATE, Rag.ON_HOLD,
)  # fmt: skip
_SHUT = (Rag.TO_VERIFY, Rag.COMPLETE, Rag.WITHDRAWN)
_KIND = "PlanSummary"


def summary(plan: Plan, *, on: date) -> ChangeSet:
    """
    What fills the Summary table: each RAG, how many actions have it, and their part of the open.

    It counts the words of RAG and Flags by formulas, so that it is right every morning. An action
    that its steps carry is not counted: they are. A plan whose table lacks RAG has no summary.
    """
    seen = plan.structure.live_table
    if seen is None or "rag" not in seen.headings:
        return ChangeSet.of(plan)
    stands = as_it_stands(plan, on=on)
    words = [rag(stands, action, on) for action in stands.actions]
    flagged = [Flag.UNASSIGNED in flags(stands, action, on) for action in stands.actions]
    body = _Body(seen, words)
    rows = [body.counted(str(each), (each,)) for each in _OPEN]
    rows.append(body.counted("Open, all told", _OPEN))
    rows += [body.counted(str(each), (each,), is_open=False) for each in _SHUT]
    if "flags" in seen.headings:
        rows.append(body.flagged(str(Flag.UNASSIGNED), sum(flagged)))
    table = plan.structure.tables.get(_KIND)
    return ChangeSet.of(plan, bodies=(ReplaceBody(_KIND, table.name if table else _KIND, rows),))


class _Body:
    """Rows of the table: what is counted, how many there are, and their part of the open."""

    def __init__(self, seen: TableSeen, words: list[Rag]) -> None:
        self.seen = seen
        self.words = words
        self.open = sum(word in _OPEN for word in words)

    def counted(
        self, says: str, which: tuple[Rag, ...], *, is_open: bool = True
    ) -> dict[str, str | Live | None]:
        number = sum(word in which for word in self.words)
        count = self._count(which)
        part = None
        if is_open:
            whole = self._count(_OPEN)
            share = number / self.open if self.open else ""
            part = Live(f'IF({whole}=0,"",({count})/({whole}))', share)
        return {"counted": says, "number": Live(count, number), "part": part}

    def flagged(self, says: str, number: int) -> dict[str, str | Live | None]:
        column = self._column("flags")
        return {"counted": says, "number": Live(f'COUNTIF({column},"*{says}*")', number)}

    def _count(self, which: tuple[Rag, ...]) -> str:
        column = self._column("rag")
        return "+".join(f'COUNTIF({column},"{word}")' for word in which)

    def _column(self, name: str) -> str:
        if not self.seen.is_table:
            column = letters(self.seen.place.columns[name])
            return f"{quoted(self.seen.place.sheet)}!${column}:${column}"
        heading = self.seen.headings[name]
        told = "".join(f"'{mark}" if mark in "[]#'@" else mark for mark in heading)
        return f"{self.seen.name}[{told}]"
