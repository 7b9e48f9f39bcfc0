"""Words drafted for the covering report: where the plan stands, what moved, what to resolve."""

from collections.abc import Iterator, Sequence
from datetime import date

from actionbook.appendices.counts import Counts
from actionbook.appendices.standing import Standing
from actionbook.appendices.values import Line
from actionbook.appendices.words import day_words
from actionbook.plan.movement import Movement
from actionbook.plan.status import Rag

__all__ = ["TAKEN", "resolution", "sum_of", "summary"]

NAMED = 5
"""So many actions are named in a sentence, the others counted."""


def summary(
    title: str, on: date, counts: Counts, standing: dict[str, Standing], since: Movement | None
) -> tuple[str, ...]:
    """The paragraphs of the summary: where it stands, in numbers; what moved since, and why."""
    return (
        _stands(title, on, counts, standing),
        *(_moved(since) if since is not None else ()),
    )


def resolution(
    committee: str, on: date, counts: Counts, standing: dict[str, Standing], lines: Sequence[Line]
) -> tuple[str, ...]:
    """The drafted resolution: whom it asks, then each thing asked for."""
    complete = counts.by_rag[Rag.COMPLETE] + counts.by_rag[Rag.TO_VERIFY]
    late = counts.by_rag[Rag.OVERDUE]
    asked = [
        f"note that, as at {day_words(on)}, {_of(complete, counts.total)} "
        f"{_is_are(complete or 1)} complete and {_of(late, counts.open, 'open')} "
        f"{_is_are(late or 1)} overdue"
    ]
    waiting = sum(
        line.is_open and line.action.revised_due is not None and line.due != line.action.revised_due
        for line in lines
    )
    if waiting:
        asked.append(
            f"decide on the {_many(waiting, 'date extension')} that {_is_are(waiting)} not agreed "
            "yet, listed under Date extensions requested"
        )
    overdue = standing["Overdue"].length
    if overdue:
        asked.append(
            f"consider the {_many(overdue, 'overdue action')} and whether the progress reported "
            "is enough"
        )
    unassigned = standing["Unassigned"].length
    if unassigned:
        asked.append(f"ask that a lead be named for the {_many(unassigned, 'unassigned action')}")
    who = f"The {committee.removeprefix('The ').removeprefix('the ')}" if committee else "Members"
    is_are = "is" if committee else "are"
    parts = (
        f"({number}) {words}{'.' if number == len(asked) else ';'}"
        for number, words in enumerate(asked, start=1)
    )
    return (f"{who} {is_are} asked to:", *parts)


def sum_of(since: Movement) -> tuple[tuple[str, int], ...]:
    """How the open actions of the last report became those of this one, term by term."""
    return (
        ("Open at start", since.start),
        ("Added", since.added),
        ("Reopened", since.reopened),
        ("Completed", since.completed),
        ("Withdrawn", since.withdrawn),
        ("Moved in", since.moved_in),
        ("Moved out", since.moved_out),
        ("Open at end", since.end),
    )


TAKEN = ("Completed", "Withdrawn", "Moved out")
"""The terms of the sum that take away."""


def _stands(title: str, on: date, counts: Counts, standing: dict[str, Standing]) -> str:
    rag = counts.by_rag
    complete = rag[Rag.COMPLETE] + rag[Rag.TO_VERIFY]
    plan = f"The {title}" if title else "The plan"
    state = [
        f"{_none(complete)} {_is_are(complete or 1)} complete"
        f"{_in_brackets(complete, counts.total)}",
        f"{_none(counts.open)} {_is_are(counts.open or 1)} open"
        f"{_in_brackets(counts.open, counts.total)}",
    ]
    if rag[Rag.WITHDRAWN]:
        state.append(f"{rag[Rag.WITHDRAWN]} {_was_were(rag[Rag.WITHDRAWN])} withdrawn")
    opening = f"{plan} has {_many(counts.total, 'action')}. As at {day_words(on)}, {_joined(state)}"
    said = [
        f"{_none(many)} {_is_are(many or 1)} {words}{_in_brackets(many, counts.open)}"
        for many, words in (
            (rag[Rag.OVERDUE], "overdue"),
            (rag[Rag.AT_RISK], "at risk"),
            (rag[Rag.ON_TRACK], "on track"),
        )
    ]
    of_open = f" Of the open actions, {_joined(said)}." if counts.open else ""
    soon, nobody = standing["Due soon"].length, standing["Unassigned"].length
    coming = (
        f" {_none(soon).capitalize()} {_is_are(soon or 1)} due before the next report"
        f"{f', and {nobody} {_has_have(nobody)} no lead' if nobody else ''}."
        if soon or nobody
        else ""
    )
    return f"{opening}.{of_open}{coming}"


def _none(number: int) -> str:
    return str(number) if number else "none"


def _in_brackets(part: int, whole: int) -> str:
    return f" ({_share(part, whole)})" if part else ""


def _moved(since: Movement) -> Iterator[str]:
    terms = [
        f"{number} {words}"
        for number, words in (
            (since.added, "added"),
            (since.reopened, "reopened"),
            (since.completed, "completed"),
            (since.withdrawn, "withdrawn"),
            (since.moved_in, "moved in"),
            (since.moved_out, "moved out"),
        )
        if number
    ]
    sentence = f"At the end of {since.since}, {since.start} {_was_were(since.start)} open"
    yield f"{sentence}; since then {_joined(terms) if terms else 'none was added or closed'}."
    fallen = [
        f"{ref} (was {was})"
        for ref, (was, now) in since.changed.items()
        if now is Rag.OVERDUE and was is not None
    ]
    if fallen:
        yield f"Now overdue and not so then: {_first(fallen)}."


def _first(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _of(part: int, whole: int, what: str = "") -> str:
    noun = f"{what} action".strip()
    if not whole:
        return f"no {noun}"
    return f"{_none(part)} of the {_many(whole, noun)}{_in_brackets(part, whole)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _is_are(number: int) -> str:
    return "is" if number == 1 else "are"


def _was_were(number: int) -> str:
    return "was" if number == 1 else "were"


def _has_have(number: int) -> str:
    return "has" if number == 1 else "have"


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
