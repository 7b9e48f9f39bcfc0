"""The numbers of an appendix, and the proof that they agree with one another."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from actionbook.appendices.standing import Standing
from actionbook.appendices.values import Headline, Line, Meaning
from actionbook.errors import PublicationRefusedError
from actionbook.plan.model import Action, Plan
from actionbook.plan.movement import CLOSED, Movement, last_closed, movement
from actionbook.plan.settings import Settings
from actionbook.plan.status import Rag

__all__ = ["Counts", "by_ref", "count", "headlines", "meanings", "moved", "reconcile"]

NAMED = 12
"""So many actions are named where a number moved, the others counted."""


@dataclass(frozen=True)
class Counts:
    """
    How many actions there are, how many are open, how many have each RAG.

    One that its steps carry is none: they are counted instead of it.
    """

    total: int
    open: int
    by_rag: Counter[Rag]


def count(lines: Collection[Line]) -> Counts:
    """The numbers of *lines*."""
    counted = [line for line in lines if line.rag is not Rag.SEE_STEPS]
    return Counts(
        total=len(counted),
        open=sum(line.is_open for line in counted),
        by_rag=Counter(line.rag for line in counted),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def moved(plan: Plan, lines: Iterable[Line]) -> Movement | None:
    """
    What moved since the last period was closed; None where none has been.

    *plan* holds the whole history, and what was recorded of an action that is in the plan but not
    among *lines* is left out: it is of another edition. *lines* hold every action of this one.
    """
    since, before = last_closed(plan.history)
    if not since:
        return None
    now = {ref: line.rag for ref, line in by_ref(lines).items()}
    ours = {ref: rag for ref, rag in before.items() if ref in now or ref not in plan.by_ref}
    recorded = max(
        (row.recorded_on for row in plan.history if row.recorded_on and row.period == since),
        default=None,
    )
    older = (
        line.action.ref.casefold()
        for line in lines
        if recorded and line.action.added_on and line.action.added_on < recorded
    )
    return movement(since, ours, now, moved=older)


def by_ref(lines: Iterable[Line]) -> dict[str, Line]:
    """The lines by their ref without case; one whose ref stands twice is by its row besides."""
    found: dict[str, Line] = {}
    for line in lines:
        ref = line.action.ref.casefold()
        found[f"{ref} in row {line.action.row}" if ref in found else ref] = line
    return found


def headlines(
    counts: Counts, standing: Iterable[Standing], since: Movement | None, lines: Iterable[Line]
) -> tuple[Headline, ...]:
    """The numbers for the cover: of the whole plan, then of each standing table."""
    refs = {ref: line.action.ref for ref, line in by_ref(lines).items()} if since else {}
    rag = counts.by_rag
    done = frozenset({Rag.COMPLETE, Rag.TO_VERIFY})
    every = frozenset(Rag) - {Rag.SEE_STEPS}
    whole = (
        ("Open", counts.open, every - CLOSED),
        ("Complete", sum(rag[each] for each in done), done),
        ("Withdrawn", rag[Rag.WITHDRAWN], frozenset({Rag.WITHDRAWN})),
    )
    of_one = {"Overdue": frozenset({Rag.OVERDUE})}
    return (
        Headline("Actions", counts.total, None, "all", *_before(since, every, refs)),
        *(
            Headline(label, many, _share(many, counts.total), "all", *_before(since, rags, refs))
            for label, many, rags in whole
        ),
        *(
            Headline(
                each.label,
                each.length,
                _share(each.length, counts.total if each.of == "all" else counts.open),
                each.of,
                *(_before(since, of_one[each.label], refs) if each.label in of_one else ()),
            )
            for each in standing
        ),
    )


def _before(
    since: Movement | None, rags: frozenset[Rag], refs: Mapping[str, str]
) -> tuple[int | None, str]:
    """How many there were when the last period closed, and which have come or gone since."""
    if since is None:
        return None, ""
    came, went = [], []
    for ref, (was, now) in since.changed.items():
        if now in rags and was not in rags:
            came.append(f"{refs[ref]} ({'was ' + was if was else 'new'})")
        elif was in rags and now not in rags:
            name = f"{refs[ref]} (now {now})" if ref in refs and now else "one no longer here"
            went.append(name)
    said = (f"In: {_listed(came)}." if came else "", f"Out: {_listed(went)}." if went else "")
    return sum(since.before[rag] for rag in rags), " ".join(filter(None, said))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def meanings(counts: Counts, settings: Settings, since: Movement | None) -> tuple[Meaning, ...]:
    """Each RAG word with what it means in this plan, its number and its share."""
    return tuple(
        Meaning(
            rag,
            words,
            counts.by_rag[rag],
            _share(counts.by_rag[rag], counts.total if rag in CLOSED else counts.open),
            "all" if rag in CLOSED else "open",
            since.before[rag] if since else None,
        )
        for rag, words in _definitions(settings).items()
    )


def _definitions(settings: Settings) -> dict[Rag, str]:
    days = settings.due_soon_days
    return {
        Rag.OVERDUE: "Past its due date, or past a revised date that was agreed. A revised date "
        "that nobody has agreed does not help.",
        Rag.AT_RISK: f"Not late yet, but due within {days} days and not started; or a revised "
        "date waits to be agreed; or no progress was recorded this period or last.",
        Rag.ON_TRACK: "Under way, and none of the others.",
        Rag.NOT_DUE_TO_START: "Its start date is still to come.",
        Rag.NO_DATE: "It has no date, so it can never be late.",
        Rag.ON_HOLD: "Put on hold with approval. It still counts as open.",
        Rag.TO_VERIFY: "Its lead says that it is complete, and somebody else has yet to check.",
        Rag.COMPLETE: "Done.",
        Rag.WITHDRAWN: "Taken out of the plan with approval.",
    }


def reconcile(
    published: Sequence[Action],
    lines: Sequence[Line],
    counts: Counts,
    lengths: dict[Rag, int],
    since: Movement | None = None,
) -> None:
    """
    Nothing, when every number agrees with every other.

    *lengths* is how many rows each standing table that lists one RAG has.

    Raises:
        PublicationRefusedError: an action is missing or there twice, or two numbers differ.
    """
    missing = {action.row: action.ref for action in published}
    for line in lines:
        if missing.pop(line.action.row, None) is None:
            _differ(f"action {line.action.ref} is there twice, or should not be there")
    if missing:
        _differ(f"these are missing: {', '.join(missing.values())}")
    closed = sum(counts.by_rag[rag] for rag in CLOSED)
    total = sum(line.rag is not Rag.SEE_STEPS for line in lines)
    if not counts.open + closed == counts.total == counts.by_rag.total() == total:
        _differ(f"{counts.open} open and {closed} closed are not {total} actions")
    if since is not None and not (since.reconciles and since.end == counts.open):
        _differ(f"{since.start} open in {since.since} and what moved do not make {counts.open}")
    for rag, length in lengths.items():
        if counts.by_rag[rag] != length:
            _differ(f"{counts.by_rag[rag]} actions are {rag} and the table has {length}")


def _differ(what: str) -> None:
    raise PublicationRefusedError(
        f"the numbers of the appendix do not agree: {what}. Nothing was written; "
        "run actionbook check on the plan."
    )
