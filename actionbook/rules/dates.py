"""AB3xx: what the timescales and the dates say, and whether they can be true."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from actionbook.plan.model import Action, Plan
from actionbook.plan.status import effective_due, is_open
from actionbook.plan.timescales import Kind, parse_timescale
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import cell_of, day, heading, lacks, opening, quoted, the_action
from actionbook.rules.standing import NOT_BEGUN, filled, having, overdue
from actionbook.rules.status_words import says_a_status
from actionbook.rules.timescale_words import DATE_COLUMNS, is_mixed
from actionbook.rules.written_dates import (
    is_either_way_round,
    is_month_and_two_digits,
    names_no_real_day,
)

__all__ = [
    "date_as_text",
    "dates_out_of_order",
    "due_soon_not_started",
    "missing_timescale",
    "overdue_action",
    "unreadable_timescale",
]

_SAY_WHEN = "Type the day or the month by which it will be done."


@rule("AB301", Severity.ERROR, since="0.1")
def missing_timescale(plan: Plan, on: date) -> Hits:
    """
    An open action with no timescale.

    Why: what has no date can never be late, and is never chased.
    Example: Timescale "", or only a dash.
    Instead: "end March 2027", or the day itself.
    Settings: an action may leave it blank where a step of it has one, or where Due holds a date
    that was typed by hand.
    """
    blank = list(filter(_is_undated, having(plan, {Kind.BLANK}.__contains__, "timescale.kind")))
    covered = _above_a_dated_step(plan) if blank else set()
    for action in blank:
        if action.ref.casefold() in covered or not is_open(plan, action, on):
            continue
        words = action.timescale_text
        yield Hit.of(
            action,
            action.cell("timescale_text"),
            f"{opening(action)} is open, but Timescale "
            + (f"says {quoted(words)}." if words else "is blank."),
            _SAY_WHEN,
        )


def _is_undated(action: Action) -> bool:
    typed = action.due is not None and "due" in action.owned
    return not typed and not lacks(action, "timescale_text")


def _above_a_dated_step(plan: Plan) -> set[str]:
    """The refs, without case, of every action that has a step with a timescale, at any depth."""
    covered: set[str] = set()
    for action in plan.actions:
        if action.timescale.kind is Kind.BLANK:
            continue
        above = action.part_of.casefold()
        while above and above not in covered:
            covered.add(above)
            parent = plan.by_ref.get(above)
            above = parent.part_of.casefold() if parent else ""
    return covered


@rule("AB302", Severity.ERROR, since="0.1")
def unreadable_timescale(plan: Plan, _on: date) -> Hits:
    """
    A timescale whose words cannot be read as a date, a span or a recurrence.

    Why: a wrong date is worse than none, so none is made up, and the action can never be late.
    Example: "blue".
    Instead: "end of June 2027", "Sept / Oct 2027", "at least monthly", "ongoing".
    Settings: words such as "within 3 months" count from Added on, else from the plan's
    Approved on.
    """
    for action in having(plan, {Kind.UNKNOWN}.__contains__, "timescale.kind"):
        if _is_told_elsewhere(action):
            continue
        said = f"Timescale of {the_action(action)} says {quoted(action.timescale_text)}"
        if _lacks_only_a_reference(plan, action):
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"{said}, but the plan does not say from which day.",
                "Fill in Approved on, in Settings, or type the date in full.",
            )
        else:
            yield Hit.of(
                action,
                action.cell("timescale_text"),
                f"{said}, which cannot be read as a date.",
                _SAY_WHEN,
            )


def _is_told_elsewhere(action: Action) -> bool:
    """Whether another rule says what is wrong with the words: AB304, AB307 or AB315."""
    words = action.timescale_text
    return names_no_real_day(words) or is_month_and_two_digits(words) or says_a_status(action)


def _lacks_only_a_reference(plan: Plan, action: Action) -> bool:
    if action.added_on or plan.settings.approved_on:
        return False
    read = parse_timescale(
        action.timescale_text,
        reference=date(2001, 1, 1),
        year_starts=plan.settings.financial_year_starts,
    )
    return read.kind is not Kind.UNKNOWN


@rule("AB303", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def date_as_text(plan: Plan, _on: date) -> Hits:
    """
    Words or a bare number where Revised due, Completed on or Approved on wants a date.

    Why: Excel does not know it for a date, so neither its formats nor the RAG see it.
    Example: "31.03.26" in Completed on, standing at the left of the cell.
    Instead: 31/03/2026, which Excel puts at the right.
    Fix: the day that the words name, where they name one for certain.
    """
    for action in filled(plan, "unread"):
        for name in DATE_COLUMNS:
            if name in action.unread and not _is_worse(plan, name, action.unread[name]):
                value = action.unread[name]
                yield Hit.of(
                    action,
                    action.cell(name),
                    f"{heading(plan, name)} of {the_action(action)} holds {quoted(value)}, "
                    "which is not stored as a date.",
                    f"Type it as a date: {meant:%d/%m/%Y}."
                    if (meant := _day_meant(str(value)))
                    else "Type the day, month and year, such as 31/03/2027.",
                    meant,
                )


def _is_worse(plan: Plan, name: str, value: object) -> bool:
    """Whether AB304 or AB305 says what is wrong with the words."""
    words = str(value)
    return names_no_real_day(words) or (is_either_way_round(words) and is_mixed(plan, name))


def _day_meant(words: str) -> date | None:
    """The day that *words* name for certain."""
    numbers = re.findall(r"\d+", words)
    names_a_day = len(numbers) == 3 or (  # noqa: PLR2004 - day, month and year
        len(numbers) == 2 and re.search(r"[^\W\d]{3}", words)  # noqa: PLR2004
    )
    read = parse_timescale(words, reference=None)
    return read.due if names_a_day and read.kind is Kind.DATE and not read.ambiguous else None


@rule("AB312", Severity.ERROR, since="0.1")
def dates_out_of_order(plan: Plan, on: date) -> Hits:
    """
    Dates that cannot be true: a start after the due date, a completion still to come, a
    revised date before the first one.

    Why: one of the two is mistyped, most often the year, and the RAG rests on it.
    Example: Completed on 14/05/2062.
    Instead: 14/05/2026.
    """
    for action in plan.actions:
        if action.start:
            yield from _start_after_due(action)
        if action.completed_on and action.completed_on > on:
            yield Hit.of(
                action,
                action.cell("completed_on"),
                f"Completed on of {the_action(action)} says {day(action.completed_on)}, "
                "which is still to come.",
                "Correct the day, or clear it until it is finished.",
            )
        if action.revised_due and action.due and action.revised_due < action.due:
            yield Hit.of(
                action,
                action.cell("revised_due"),
                f"Revised due of {the_action(action)}, {day(action.revised_due)}, "
                f"is before its due date, {day(action.due)}.",
                "Correct the year, or clear it.",
            )


def _start_after_due(action: Action) -> Iterator[Hit]:
    """
    A start that is after the due date: of the words, or of what was typed over the two columns.

    Worked-out columns are not compared with each other: once the plan is approved Due stands
    still while Start follows the words, and a request to move a date is no mistake.
    """
    typed = [name for name in ("start", "due") if name in action.owned]
    start, due = action.start, action.due if "due" in typed else action.timescale.due
    if start and due and start > due:
        yield Hit.of(
            action,
            action.cell(typed[0] if typed else "timescale_text"),
            f"{opening(action)} starts on {day(start)}, after it is due on {day(due)}.",
            "Correct whichever of the two is mistyped.",
        )


@rule("AB318", Severity.ERROR, since="0.1")
def overdue_action(plan: Plan, on: date) -> Hits:
    """
    An action past its due date, or past the revised date that was agreed.

    Why: this is what the committee asks first. Typing another timescale does not mend it: a
    date moves only when those who set it agree.
    Example: due 31/03/2026, status "In progress", on 1 April 2026.
    Instead: status "Complete" and Completed on; or Revised due with Change reason, Approval and
    Approved on.
    Settings: 'Grace days for "immediately"'. What is on hold or withdrawn is never overdue once
    that is approved.
    """
    for action, due in overdue(plan, on):
        yield Hit.of(action, action.cell("status"), *_overdue(action, due))


def _overdue(action: Action, due: date) -> tuple[str, str]:
    if action.timescale.kind is Kind.COMPLETED:
        return (
            f"{opening(action)} counts as overdue: Timescale says "
            f"{quoted(action.timescale_text)}, but Status does not say Complete.",
            "If it is done, choose Complete and fill in Completed on.",
        )
    what = f"{opening(action)} is overdue: it was due by {day(due)}"
    if action.revised_due is None or action.revised_due == due:
        return (f"{what}.", "Complete it, or have a Revised due approved.")
    return (
        f"{what}; {day(action.revised_due)} does not count until approved.",
        "Complete it, or fill in Approval and Approved on.",
    )


@rule("AB320", Severity.WARNING, since="0.1")
def due_soon_not_started(plan: Plan, on: date) -> Hits:
    """
    An action that is due soon and has not been started.

    Why: there is still time to start it, or to ask for another date before it is late.
    Example: due in two weeks, status "Not started".
    Instead: "In progress", or a revised date asked for in good time.
    Settings: "Due-soon days" (30).
    """
    soon = on + timedelta(days=plan.settings.due_soon_days)
    for action in having(plan, NOT_BEGUN.__contains__, "status"):
        if "status" in action.unread or lacks(action, "status"):
            continue
        due = effective_due(plan, action, on)
        if due is not None and on <= due <= soon:
            yield Hit.of(
                action,
                cell_of(action, ("status", "timescale_text")),
                f"{opening(action)} is due by {day(due)}, but {_not_begun(action)}.",
                "Set Status to In progress, or ask for a Revised due.",
            )


def _not_begun(action: Action) -> str:
    return "has not started" if action.status else "Status is blank"
