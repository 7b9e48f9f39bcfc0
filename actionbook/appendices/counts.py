"""The numbers of an appendix, and the proof that they agree with one another."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from actionbook.appendices.standing import Standing
from actionbook.appendices.values import Headline, Line, Meaning
from actionbook.errors import PublicationRefusedError
from actionbook.plan.model import Action
from actionbook.plan.settings import Settings
from actionbook.plan.status import Rag

__all__ = ["Counts", "count", "headlines", "meanings", "reconcile"]

NOT_OPEN = frozenset({Rag.COMPLETE, Rag.TO_VERIFY, Rag.WITHDRAWN})


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


def headlines(counts: Counts, standing: Iterable[Standing]) -> tuple[Headline, ...]:
    """The numbers for the cover: of the whole plan, then of each standing table."""
    rag = counts.by_rag
    complete = rag[Rag.COMPLETE] + rag[Rag.TO_VERIFY]
    whole = (
        ("Open", counts.open),
        ("Complete", complete),
        ("Withdrawn", rag[Rag.WITHDRAWN]),
    )
    return (
        Headline("Actions", counts.total),
        *(Headline(label, many, _share(many, counts.total), "all") for label, many in whole),
        *(
            Headline(
                each.label,
                each.length,
                _share(each.length, counts.total if each.of == "all" else counts.open),
                each.of,
            )
            for each in standing
        ),
    )


def meanings(counts: Counts, settings: Settings) -> tuple[Meaning, ...]:
    """Each RAG word with what it means in this plan, its number and its share."""
    return tuple(
        Meaning(
            rag,
            words,
            counts.by_rag[rag],
            _share(counts.by_rag[rag], counts.total if rag in NOT_OPEN else counts.open),
            "all" if rag in NOT_OPEN else "open",
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
    published: Sequence[Action], lines: Sequence[Line], counts: Counts, lengths: dict[Rag, int]
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
    closed = sum(counts.by_rag[rag] for rag in NOT_OPEN)
    total = sum(line.rag is not Rag.SEE_STEPS for line in lines)
    if not counts.open + closed == counts.total == counts.by_rag.total() == total:
        _differ(f"{counts.open} open and {closed} closed are not {total} actions")
    for rag, length in lengths.items():
        if counts.by_rag[rag] != length:
            _differ(f"{counts.by_rag[rag]} actions are {rag} and the table has {length}")


def _differ(what: str) -> None:
    raise PublicationRefusedError(
        f"the numbers of the appendix do not agree: {what}. Nothing was written; "
        "run actionbook check on the plan."
    )
