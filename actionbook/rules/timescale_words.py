"""AB304 to AB311, AB315: timescales whose words say too little, or say something else."""

import re
from datetime import date

from actionbook.plan.model import Action, Plan
from actionbook.plan.references import ABOVE, references
from actionbook.plan.status import effective_due
from actionbook.plan.timescales import Kind
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import day, heading, lacks, listed, opening, quoted, the_action
from actionbook.rules.standing import filled, having
from actionbook.rules.status_words import SAYING_A_STATUS, moved_to_status, says_a_status
from actionbook.rules.written_dates import (
    MONTHS,
    is_either_way_round,
    is_month_and_two_digits,
    names_no_real_day,
)

__all__ = [
    "DATE_COLUMNS",
    "day_or_year",
    "day_that_does_not_exist",
    "either_way_round",
    "is_mixed",
    "no_end",
    "not_decided",
    "points_elsewhere",
    "span_for_deadline",
    "status_for_timescale",
]

DATE_COLUMNS = ("revised_due", "completed_on", "approved_on")
"""The columns in which officers type days."""

_UNDECIDED = {Kind.TBC: "is not decided", Kind.EVENT: "hangs on an event"}
_STORED = re.compile(r"\d{4}-\d\d-\d\d")


@rule("AB304", Severity.ERROR, since="0.1", blocks=True)
def day_that_does_not_exist(plan: Plan, _on: date) -> Hits:
    """
    A date that names a day which does not exist.

    Why: the committee would be promised a day that never comes, and nobody can say which was
    meant.
    Example: "31st June 2027".
    Instead: "30 June 2027", or "1 July 2027": whichever was meant.
    """
    for action in having(plan, {Kind.UNKNOWN}.__contains__, "timescale.kind"):
        if names_no_real_day(action.timescale_text):
            yield _no_such_day(plan, action, "timescale_text", action.timescale_text)
    for action in filled(plan, "unread"):
        for name in DATE_COLUMNS:
            if name in action.unread and names_no_real_day(str(action.unread[name])):
                yield _no_such_day(plan, action, name, str(action.unread[name]))


def _no_such_day(plan: Plan, action: Action, name: str, words: str) -> Hit:
    return Hit.of(
        action,
        action.cell(name),
        f"{heading(plan, name)} of {the_action(action)} says {quoted(words)}, "
        "a day that does not exist.",
        "Type the day that was meant.",
    )


@rule("AB305", Severity.WARNING, since="0.1")
def either_way_round(plan: Plan, _on: date) -> Hits:
    """
    A date typed as text whose day and month could be either way round, beside real dates.

    Why: where Excel takes some dates of a column and not others, it has often swapped day and
    month in those it took.
    Example: "05/06/2027" as text, in a column that also holds dates.
    Instead: "5 June 2027".
    Settings: looked at only where the column holds stored dates and text ones.
    """
    for action in filled(plan, "timescale.ambiguous"):
        words = action.timescale_text
        if is_either_way_round(words) and is_mixed(plan, "timescale_text"):
            yield _either_way(plan, action, "timescale_text", words)
    for action in filled(plan, "unread"):
        for name in DATE_COLUMNS:
            said = action.unread.get(name)
            if said is not None and is_either_way_round(str(said)) and is_mixed(plan, name):
                yield _either_way(plan, action, name, str(said))


def _either_way(plan: Plan, action: Action, name: str, words: str) -> Hit:
    return Hit.of(
        action,
        action.cell(name),
        f"{heading(plan, name)} of {the_action(action)} is text, {quoted(words)}: "
        "day and month could be either way round.",
        "Type it again with the month in letters.",
    )


def is_mixed(plan: Plan, name: str) -> bool:
    """Whether the column of the field *name* holds stored dates beside text ones."""
    if name != "timescale_text":
        return any(getattr(action, name) is not None for action in plan.actions)
    return plan.once(
        "stored timescales",
        None,
        lambda: bool(having(plan, _STORED.fullmatch, "timescale_text")),
    )


@rule("AB307", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def day_or_year(plan: Plan, _on: date) -> Hits:
    """
    A month with two digits after it, which may be the year or the day.

    Why: "May 06" is May 2006 to one reader and the sixth of May to another, and Excel itself
    takes it for the sixth of this May.
    Example: "May 27".
    Instead: "May 2027", or "27 May 2026".
    Fix: the month with its year in full, as it is read.
    """
    for action in having(plan, is_month_and_two_digits, "timescale_text"):
        words, due = action.timescale_text, action.timescale.due
        month = f"{MONTHS[due.month - 1]} {due.year}" if due else ""
        alone = action.timescale.kind is Kind.DATE and len(words.split()) <= 2  # noqa: PLR2004
        yield Hit.of(
            action,
            action.cell("timescale_text"),
            f"Timescale of {the_action(action)}, {quoted(words)}, may be a year or a day.",
            f"Type {quoted(month)}, if that is meant." if month else "Type the year in full.",
            month if alone and month else None,
        )


@rule("AB308", Severity.INFO, since="0.1")
def span_for_deadline(plan: Plan, on: date) -> Hits:
    """
    A span of time for a timescale: the action is due at its end.

    Why: some read "Sept / Oct" as due by September.
    Example: "Sept / Oct 2026".
    Instead: "end October 2026".
    """
    for action in having(plan, {Kind.WINDOW}.__contains__, "timescale.kind", on=on):
        due = action.timescale.due
        if due:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)} is a span, {quoted(action.timescale_text)}: "
                f"it is due by {day(due)}.",
                "Type the end alone, if that is meant.",
            )


@rule("AB309", Severity.WARNING, since="0.1")
def no_end(plan: Plan, on: date) -> Hits:
    """
    An open action that has no end, and no day on which it is looked at again.

    Why: what never ends can never be late, and is never reported as done.
    Example: "Ongoing".
    Instead: "Ongoing - review March 2027", or how often it comes round: "quarterly".
    """
    for action in having(plan, {Kind.ONGOING}.__contains__, "timescale.kind", on=on):
        if action.timescale.review or says_a_status(action):
            continue
        if effective_due(plan, action, on) is None:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"{opening(action)} has no end and no review date: "
                f"Timescale says {quoted(action.timescale_text)}.",
                'Add one, such as "review March 2027".',
            )


@rule("AB310", Severity.WARNING, since="0.1")
def not_decided(plan: Plan, on: date) -> Hits:
    """
    An open action whose date is not decided, or hangs on an event.

    Why: until there is a day it can never be late, and nobody is asked for it.
    Example: "TBC"; "when funding is agreed".
    Instead: "end June 2027, subject to funding".
    """
    for action in having(plan, _UNDECIDED.__contains__, "timescale.kind", on=on):
        if says_a_status(action):
            continue
        if action.timescale.due is None and effective_due(plan, action, on) is None:
            what = _UNDECIDED[action.timescale.kind]
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)} {what}: {quoted(action.timescale_text)}.",
                "Type the day by which it will be done.",
            )


@rule("AB311", Severity.WARNING, since="0.1")
def points_elsewhere(plan: Plan, on: date) -> Hits:
    """
    An open action whose timescale stands elsewhere; an error where it leads nowhere.

    Why: its date moves with the other's, unseen; and what points to nothing, or round in a ring,
    has no date at all.
    Example: "As for Rec. 6", where the plan has no 6.
    Instead: the day itself, "31 March 2027".
    """
    pointing = {plan.actions[found.row].row: found for found in references(plan)}
    for action in having(plan, {Kind.REFERENCE}.__contains__, "timescale.kind", on=on):
        found = pointing.get(action.row)
        words = f"Timescale of {the_action(action)}, {quoted(action.timescale_text)}"
        if found is not None and found.missing == (ABOVE,):
            yield _pointing(action, f"{words}, has nothing above it.")
        elif found is not None and found.missing:
            yield _pointing(
                action, f"{words}, points to {listed(found.missing)}, which the plan has not."
            )
        elif found is not None and found.in_ring:
            yield _pointing(action, f"{words}, points round in a ring, so it has no date.")
        else:
            yield _pointing(action, f"{words}, points elsewhere.", Severity.WARNING)


def _pointing(action: Action, message: str, severity: Severity = Severity.ERROR) -> Hit:
    hit = Hit.of(action, action.cell("timescale_text"), message, "Type its own day or month.")
    return hit._replace(severity=severity)


@rule("AB315", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def status_for_timescale(plan: Plan, _on: date) -> Hits:
    """
    A status where the timescale belongs.

    Why: how far it is counts only in Status, and the date that stood there is lost.
    Example: Timescale "Completed".
    Instead: Timescale "May 2026"; Status "Complete", and the day in Completed on.
    Fix: the status put into Status, where that is blank or says the same, and taken out of
    Timescale; a month that stands beside it stays.
    """
    for action in having(plan, SAYING_A_STATUS.__contains__, "timescale.kind"):
        if says_a_status(action):
            hit = Hit.of(
                action,
                action.cell("timescale_text"),
                f"Timescale of {the_action(action)} says how far it is, "
                f"{quoted(action.timescale_text)}.",
                "Choose that in Status, and type here when it is due.",
            )
            moved = None if lacks(action, "status") else moved_to_status(action)
            if moved is not None:
                rest, status = moved
                also = () if action.status else ((action.cell("status"), status),)
                hit = hit._replace(becomes=rest, also=also)
            yield hit
