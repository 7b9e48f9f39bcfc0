"""
The charts of the print edition, as numbers: RAG by section, due dates, movement, slippage.

Each has its numbers in a table beside it, so that nobody needs the colours to read them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from actionbook.appendices.values import Chart, Line, Series
from actionbook.plan.movement import Movement
from actionbook.plan.status import Rag
from actionbook.plan.timescales import add_months

__all__ = ["charts"]

ORDER = (
    Rag.OVERDUE,
    Rag.AT_RISK,
    Rag.ON_TRACK,
    Rag.NOT_DUE_TO_START,
    Rag.NO_DATE,
    Rag.ON_HOLD,
    Rag.TO_VERIFY,
    Rag.COMPLETE,
    Rag.WITHDRAWN,
)
"""The RAG words, the worst first."""
MOST_SECTIONS = 12
MONTHS = 12
SLIPPED = (
    ("Not moved", 0),
    ("Up to 3 months", 92),
    ("3 to 6 months", 183),
    ("6 to 12 months", 366),
    ("Over a year", None),
)
"""How far a date has moved, each with the most days that it may have."""


def charts(lines: Sequence[Line], since: Movement | None, on: date) -> tuple[Chart, ...]:
    """The charts of *lines* as they stand *on* that day; one with nothing to show is left out."""
    counted = [line for line in lines if line.rag is not Rag.SEE_STEPS]
    made = (
        _by_section(counted),
        _by_month([line for line in counted if line.is_open], on),
        _movement(counted, since),
        _slippage([line for line in counted if line.is_open]),
    )
    return tuple(chart for chart in made if chart is not None)


def _by_section(lines: Sequence[Line]) -> Chart | None:
    by_section: dict[str, Counter[Rag]] = {}
    for line in lines:
        by_section.setdefault(_section(line), Counter())[line.rag] += 1
    if not lines:
        return None
    names = list(by_section)
    if len(names) > MOST_SECTIONS:
        kept = sorted(names, key=lambda name: -by_section[name].total())[: MOST_SECTIONS - 1]
        others = sum((by_section[name] for name in names if name not in kept), Counter[Rag]())
        names = [name for name in names if name in kept]
        by_section["All the others"] = others
        names.append("All the others")
    shown = [rag for rag in ORDER if any(by_section[name][rag] for name in names)]
    return Chart(
        "RAG by section",
        f"How many actions of each section have which RAG: {_told(names, by_section)}.",
        "bar",
        tuple(names),
        tuple(Series(rag, tuple(by_section[name][rag] for name in names), rag) for rag in shown),
        is_stacked=True,
    )


def _section(line: Line) -> str:
    if line.issue is None:
        return f"Issue {line.issue_ref}" if line.issue_ref else "No issue"
    return line.issue.section or f"Issue {line.issue.ref}"


def _told(names: Sequence[str], by_section: dict[str, Counter[Rag]]) -> str:
    return "; ".join(
        f"{name}: "
        + ", ".join(
            f"{by_section[name][rag]} {rag.lower()}" for rag in ORDER if by_section[name][rag]
        )
        for name in names
    )


def _by_month(lines: Sequence[Line], on: date) -> Chart | None:
    if not lines:
        return None
    first = on.replace(day=1)
    months = [add_months(first, number) for number in range(MONTHS)]
    names = ["Overdue", *(f"{month:%b %Y}" for month in months), "Later", "No date"]
    found = Counter(_month(line, on, first, names) for line in lines)
    numbers = tuple(found[name] for name in names)
    return Chart(
        "Due dates by month",
        "How many open actions are due in which month: " + _listed(names, numbers) + ".",
        "column",
        tuple(names),
        (Series("Open actions", numbers, Rag.COMPLETE),),
    )


def _month(line: Line, on: date, first: date, names: Sequence[str]) -> str:
    if line.due is None:
        return "No date"
    if line.due < on:
        return "Overdue"
    months = (line.due.year - first.year) * 12 + line.due.month - first.month
    return names[months + 1] if months < MONTHS else "Later"


def _movement(lines: Sequence[Line], since: Movement | None) -> Chart | None:
    if since is None:
        return None
    now = Counter(line.rag for line in lines)
    shown = [rag for rag in ORDER if now[rag] or since.before[rag]]
    then = tuple(since.before[rag] for rag in shown)
    return Chart(
        "Movement since the last report",
        f"How many actions had each RAG when {since.since} was closed, and have it now: "
        + "; ".join(f"{rag}: {since.before[rag]} then, {now[rag]} now" for rag in shown)
        + ".",
        "column",
        tuple(shown),
        (
            Series(f"End of {since.since}", then, Rag.ON_HOLD),
            Series("Now", tuple(now[rag] for rag in shown), Rag.COMPLETE),
        ),
    )


def _slippage(lines: Sequence[Line]) -> Chart | None:
    dated = [line for line in lines if line.action.due is not None]
    if not dated:
        return None
    names = [name for name, _ in SLIPPED]
    agreed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for line in dated:
        name, is_asked = _slipped(line)
        (asked if is_asked else agreed)[name] += 1
    both = tuple(agreed[name] + asked[name] for name in names)
    return Chart(
        "Slippage",
        "How far the dates of open actions have moved, agreed or asked for: "
        + _listed(names, both)
        + ".",
        "bar",
        tuple(names),
        (
            Series("Agreed, or not moved", tuple(agreed[name] for name in names), Rag.COMPLETE),
            Series("Asked for, not agreed", tuple(asked[name] for name in names), Rag.AT_RISK),
        ),
        is_stacked=True,
    )


def _slipped(line: Line) -> tuple[str, bool]:
    first, revised = line.action.due, line.action.revised_due
    if first is None or revised is None or revised <= first:
        return SLIPPED[0][0], False
    days = (revised - first).days
    name = next(name for name, most in SLIPPED if most is None or days <= most)
    return name, line.due != revised


def _listed(names: Sequence[str], numbers: Sequence[int]) -> str:
    return ", ".join(_pairs(names, numbers)) or "none"


def _pairs(names: Sequence[str], numbers: Sequence[int]) -> Iterator[str]:
    for name, number in zip(names, numbers, strict=True):
        if number:
            yield f"{name} {number}"
