"""How an action is put into words: its lead's report, its timescale, its status."""

from collections.abc import Sequence
from datetime import date

from actionbook.appendices.values import Line
from actionbook.plan.status import Rag

__all__ = [
    "NO_DATE",
    "NO_PROGRESS",
    "action_words",
    "day_words",
    "monitoring_words",
    "progress_words",
    "reported_words",
    "resource_words",
    "status_words",
    "step_words",
    "timescale_words",
    "with_ref",
]

NO_PROGRESS = "No progress recorded"
"""What stands where an action has no report."""

NO_DATE = "No date"
"""What stands where an action has no timescale."""


def day_words(day: date) -> str:
    """A day as the papers write it: 5 March 2027."""
    return f"{day.day} {day:%B %Y}"


def with_ref(line: Line) -> str:
    """The action after its ref."""
    return f"{line.action.ref}  {line.action.action}".strip()


def action_words(line: Line) -> str:
    """The action, after its ref where its issue has the number beside it."""
    return with_ref(line) if line.issue_ref else line.action.action


def reported_words(line: Line) -> str | None:
    """What is reported of the action; that nothing is, where it is one to report on."""
    return _or_nothing(line, _reports(line, outcome=""))


def progress_words(line: Line) -> str | None:
    """What is reported of the action, and its outcome."""
    return _or_nothing(line, _reports(line, outcome=line.action.outcome))


def step_words(line: Line) -> str:
    """A step after its ref, with what is reported of it."""
    return "\n".join((with_ref(line), *_reports(line, outcome=line.action.outcome)))


def _reports(line: Line, *, outcome: str) -> list[str]:
    action = line.action
    return [
        *([action.progress] if action.progress else []),
        *([f"Outcome: {outcome}"] if outcome else []),
        *(
            [f"Completed {day_words(action.completed_on)}"]
            if action.completed_on and not line.is_open
            else []
        ),
    ]


def _or_nothing(line: Line, said: Sequence[str]) -> str | None:
    return "\n".join(said) or (None if line.rag is Rag.SEE_STEPS else NO_PROGRESS)


def timescale_words(line: Line) -> str | None:
    """The timescale as it was written, else the date; and the revised one, agreed or not."""
    action = line.action
    if line.rag is Rag.SEE_STEPS:
        return None
    words = action.timescale_text or (day_words(action.due) if action.due else NO_DATE)
    if action.revised_due is None:
        return words
    agreed = "Revised to" if line.due == action.revised_due else "Asked to move to"
    return f"{words}\n{agreed} {day_words(action.revised_due)}"


def status_words(line: Line) -> str:
    """The RAG, and in brackets the status where it says something else."""
    said = line.action.status
    if said is None or str(said) == str(line.rag) or line.rag is Rag.TO_VERIFY:
        return line.rag
    return f"{line.rag}\n({said})"


def resource_words(line: Line) -> str | None:
    """The issue's resource implications, with the staff time logged on it so far."""
    said = [line.issue.resource_implications] if line.issue else []
    if line.hours is not None:
        said.append(f"Staff time logged so far: {line.hours:g} hours")
    return "\n".join(filter(None, said)) or None


def monitoring_words(line: Line) -> str | None:
    """Who monitors the issue, and how often."""
    if line.issue is None:
        return None
    return "\n".join(filter(None, (line.issue.monitoring_group, line.issue.monitoring_frequency)))
