"""The evidence pack of one action: what an inspector asks for, in a workbook of its own."""

from datetime import date

from actionbook.appendices.papers import Papers
from actionbook.appendices.values import Cell, Column, Holds, Table
from actionbook.operations.history import Story
from actionbook.plan.model import Plan

__all__ = ["evidence"]

NOT_RECORDED = "Not recorded"


def evidence(plan: Plan, told: Story, *, on: date) -> Papers:
    """
    The papers that bear out *told*: the action, its timeline, its dates, evidence, files.

    For those who may see the whole plan: nothing is left out that the row holds.
    """
    return Papers(
        title=f"Evidence for action {told.action.ref}",
        subject=f"Evidence for action {told.action.ref}",
        organisation=plan.settings.organisation,
        on=on,
        tables=(
            _facts(plan, told),
            _timeline(told),
            _dates(told),
            _evidence(told),
            _files(plan, told),
        ),
    )


def _facts(plan: Plan, told: Story) -> Table:
    action, moved = told.action, told.slippage
    issue = plan.issue_by_ref.get(action.issue.casefold())
    facts: tuple[tuple[str, Cell], ...] = (
        ("Plan", plan.settings.title or plan.name),
        ("Organisation", plan.settings.organisation),
        ("Review", plan.settings.source_of_the_review),
        ("Issue", " ".join(filter(None, (action.issue, issue.issue if issue else "")))),
        ("Action", action.action),
        ("Lead", "/".join(lead.name for lead in action.leads)),
        ("Timescale", action.timescale_text),
        ("First due", moved.first_due if moved else action.due),
        ("Due now", moved.now_due if moved else action.due),
        ("Times moved", moved.times if moved else 0),
        ("Days moved", moved.days if moved else 0),
        ("Status", str(action.status or "")),
        ("RAG", str(told.rag)),
        ("Completed on", action.completed_on),
        ("Closed by the committee", "Yes" if told.is_closed else "No"),
        ("Outcome", action.outcome),
    )
    return Table(
        "Action",
        f"Evidence for action {action.ref}",
        "The action as it stands.",
        (Column("What", 28, Holds.STRONG), Column("In the plan", 80, grows=True)),
        tuple((what, _words(cell)) for what, cell in facts),
        nothing=NOT_RECORDED,
    )


def _words(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return NOT_RECORDED if cell in (None, "") else cell


def _timeline(told: Story) -> Table:
    return Table(
        "Timeline",
        "Timeline",
        "What happened, the oldest first.",
        (
            Column("Day", 12, Holds.DATE),
            Column("Period", 14),
            Column("What happened", 18, Holds.STRONG),
            Column("In words", 80, grows=True),
        ),
        tuple((each.day, each.period, each.what, each.words) for each in told.moments),
    )


def _dates(told: Story) -> Table:
    return Table(
        "Dates",
        "Dates, and who agreed them",
        "Every move of its date that was asked for, agreed, refused or corrected.",
        (
            Column("What", 12, Holds.STRONG),
            Column("From", 12, Holds.DATE),
            Column("To", 12, Holds.DATE),
            Column("Reason", 40, grows=True),
            Column("Asked by", 16),
            Column("Decided by", 20),
            Column("Decided on", 12, Holds.DATE),
            Column("Minute", 24),
            Column("Recorded on", 12, Holds.DATE),
        ),
        tuple(
            (
                event.event, event.from_date, event.to_date, event.reason, event.asked_by,
                event.decided_by, event.decided_on, event.minute, event.recorded_on,
            )
            for event in told.dates
        ),
        nothing="Its date has never moved",
    )  # fmt: skip


def _evidence(told: Story) -> Table:
    action = told.action
    rows = (
        ("Evidence", action.evidence, action.completed_on),
        ("Verified by", action.verified_by, None),
        ("Approval", action.approval, action.approved_on),
    )
    return Table(
        "Evidence",
        "Evidence and minutes",
        "The links and minutes that the plan names.",
        (Column("What", 16, Holds.STRONG), Column("Where", 80, grows=True), Column("Day", 12)),
        tuple((what, words, _words(day)) for what, words, day in rows if words),
        nothing=NOT_RECORDED,
    )


def _files(plan: Plan, told: Story) -> Table:
    now = (plan.settings.current_period, plan.name, plan.fingerprint)
    return Table(
        "Files",
        "The files that bear it out",
        "The plan as it stood at the end of each period, and as it is. The fingerprint (SHA-256) "
        "of a file shows whether it is still the same.",
        (
            Column("Period", 14, Holds.STRONG),
            Column("File", 28),
            Column("Fingerprint (SHA-256)", 70),
        ),
        (*((copy.period, copy.file, copy.fingerprint) for copy in told.copies), now),
    )
