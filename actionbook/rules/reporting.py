"""AB404 to AB408, AB411: what the lead reports, and whether it bears out what else is said."""

from collections.abc import Iterator
from datetime import date

from actionbook.plan.model import Action, Plan, Status
from actionbook.plan.periods import Period, current_period
from actionbook.plan.status import DONE, is_approved
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.claims import says_done, says_not_done, says_nothing, says_on_track
from actionbook.rules.phrases import cell_of, day, lacks, opening, quoted, the_action
from actionbook.rules.standing import filled, open_actions, overdue, overdue_days

__all__ = [
    "empty_progress",
    "no_progress",
    "overdue_without_reason",
    "progress_and_status_disagree",
    "repeated_progress",
    "rosier_than_the_dates",
]


@rule("AB404", Severity.WARNING, since="0.1")
def overdue_without_reason(plan: Plan, on: date) -> Hits:
    """
    An overdue action whose Progress does not say why.

    Why: the committee will ask, and the reason should stand beside the date.
    Example: overdue, and Progress this period blank.
    Instead: "Delayed by the survey; divers are booked for June."
    Settings: a Change reason counts too.
    """
    for action, due in overdue(plan, on):
        if action.change_reason.strip() or lacks(action, "progress"):
            continue
        if not action.progress.strip() or says_nothing(action.progress):
            said = f"says {quoted(action.progress)}" if action.progress.strip() else "is blank"
            yield Hit.of(
                action,
                cell_of(action, ("progress", "status")),
                f"{opening(action)} is overdue since {day(due)}, and Progress {said}.",
                "Type why it is late, and what is being done.",
            )


@rule("AB405", Severity.WARNING, since="0.1")
def no_progress(plan: Plan, on: date) -> Hits:
    """
    An open action with no progress this period.

    Why: an action nobody reports on is an action nobody is watching.
    Example: status "In progress", Progress this period blank, late in the period.
    Instead: "Tender documents sent to three firms."
    Settings: "Quiet days" (30) at the start of a period, or half of it if that is shorter, when
    nobody is asked yet. What has not started, is held with approval, or starts later is not asked.
    """
    period = _period(plan)
    if period is not None and on < period.missed_from(plan.settings.quiet_days):
        return
    late = overdue_days(plan, on)
    for action in open_actions(plan, on):
        if action.progress.strip() or action.row in late or not _is_asked(plan, action, on):
            continue
        yield Hit.of(
            action,
            cell_of(action, ("progress", "status")),
            f"{opening(action)} has no progress this period.",
            "Type in a sentence what has happened.",
        )


def _is_asked(plan: Plan, action: Action, on: date) -> bool:
    if action.status is Status.NOT_STARTED or (action.start is not None and action.start > on):
        return False
    if lacks(action, "progress") or lacks(action, "status"):
        return False
    if action.status is not Status.ON_HOLD:
        return True
    return not is_approved(action, plan.changes_by_ref.get(action.ref.casefold(), ()), on)


def _period(plan: Plan) -> Period | None:
    settings = plan.settings
    return current_period(settings.current_period, year_starts=settings.financial_year_starts)


@rule("AB406", Severity.WARNING, since="0.1")
def repeated_progress(plan: Plan, on: date) -> Hits:
    """
    Progress that is word for word the last period's.

    Why: it tells the committee nothing that it has not read already.
    Example: the same sentence in Progress this period and in Last reported.
    Instead: what has happened since, or that nothing has, and why.
    """
    for action in open_actions(plan, on):
        if not action.progress or not (action.last_reported or plan.history):
            continue
        words = " ".join(action.progress.casefold().split()).strip(" .")
        if not words or says_nothing(action.progress):
            continue
        for period, last in _last_reports(plan, action):
            if " ".join(last.casefold().split()).strip(" .") == words:
                yield Hit.of(
                    action,
                    action.cell("progress"),
                    f"Progress of {the_action(action)} is word for word that of {period}.",
                    "Type what has happened since.",
                )
                break


def _last_reports(plan: Plan, action: Action) -> Iterator[tuple[str, str]]:
    """The last period and what was reported then, as Last reported and the history have it."""
    if action.last_reported:
        said, is_rolled, words = action.last_reported.partition("): ")
        if is_rolled:
            yield said.partition(" (")[0], words
        else:
            yield "the last period", action.last_reported
    if plan.history:
        rows = plan.history_by_ref.get(action.ref.casefold(), ())
        past = [row for row in rows if row.period != plan.settings.current_period]
        if past:
            yield past[-1].period, past[-1].progress


@rule("AB407", Severity.WARNING, since="0.1")
def empty_progress(plan: Plan, on: date) -> Hits:
    """
    Progress that says nothing.

    Why: a cell that is filled in counts as a report, and this one is none.
    Example: "Ditto"; "As above"; "Ongoing"; "No change".
    Instead: "Two of five wards have been surveyed."
    Settings: what is overdue is said by AB404.
    """
    late = overdue_days(plan, on)
    for action in open_actions(plan, on):
        if action.progress and action.row not in late and says_nothing(action.progress):
            yield Hit.of(
                action,
                action.cell("progress"),
                f"Progress of {the_action(action)} says nothing: {quoted(action.progress)}.",
                "Type in a sentence what has happened.",
            )


@rule("AB408", Severity.WARNING, since="0.1")
def rosier_than_the_dates(plan: Plan, on: date) -> Hits:
    """
    An overdue action of which the lead says that it is on track.

    Why: the committee reads both, and one of them is wrong.
    Example: due 31/03/2026, overdue, and Progress "On track".
    Instead: why it is late and what is being done; or a revised date that was agreed.
    """
    for action, due in overdue(plan, on):
        words = action.progress
        # What says that it is done says nothing of being on track: AB411 tells it.
        if words and says_on_track(words) and not says_done(words, action.action, None):
            yield Hit.of(
                action,
                action.cell("progress"),
                f"Progress of {the_action(action)} says it is on track, but it was due by "
                f"{day(due)}.",
                "Type why it is late, or have a Revised due approved.",
            )


@rule("AB411", Severity.WARNING, since="0.1")
def progress_and_status_disagree(plan: Plan, _on: date) -> Hits:
    """
    Progress says that the action is done and Status does not; or the other way.

    Why: it is counted by its status, so one of the two misleads the committee.
    Example: Progress "Completed in October", Status "In progress".
    Instead: Status "Complete", and Completed on; or the words put right.
    Settings: "not yet completed", "to be completed by May", "phase 1 completed" claim nothing.
    """
    period = _period(plan)
    by = period.end if period else None
    for action in filled(plan, "progress"):
        words = action.progress
        if action.status is Status.WITHDRAWN or lacks(action, "status"):
            continue
        if action.status in DONE:
            if says_not_done(words) and not says_done(words, action.action, by):
                yield Hit.of(
                    action,
                    action.cell("progress"),
                    f"Status of {the_action(action)} is {quoted(action.status)}, "
                    f"but Progress says {quoted(words)}.",
                    "Correct whichever of the two is wrong.",
                )
        elif says_done(words, action.action, by):
            yield Hit.of(
                action,
                cell_of(action, ("status", "progress")),
                f"Progress of {the_action(action)} says it is done, {quoted(words)}, "
                f"but Status {_status(action)}.",
                "If it is, choose Complete; else say what is left.",
            )


def _status(action: Action) -> str:
    return f"says {quoted(action.status)}" if action.status else "does not"
