"""What the words of a row leave open: timescales that cannot be read, progress that says done."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.plan.late import late
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["about", "doubts_of_row", "pointing_nowhere"]

_DONE = late(
    r"\W*(?:(?:now|all)\s+)?(?:achieved|completed?|done|implemented|delivered|closed)\b",
    re.IGNORECASE,
)
_DITTO = late(r"\W*(?:ditto|as\s+above|same(?:\s+as\s+above)?)\W*", re.IGNORECASE)


def about(
    ref: str,
    column: str,
    says: str,
    words: str,
    lines: Iterable[int],
    sureness: Sureness = Sureness.UNSURE,
) -> Doubt:
    """A doubt about the row *ref*; each line once, in order."""
    return Doubt(ref, column, says, words, tuple(sorted(set(lines))), sureness)


def doubts_of_row(row: Row) -> Iterator[Doubt]:
    """The doubts about one row of Actions by its own words."""
    ref = str(row.values.get("ref", ""))
    when = str(row.values.get("timescale_text", ""))
    progress = str(row.values.get("progress", ""))
    read = parse_timescale(when, reference=None)
    if when and read.kind is Kind.UNKNOWN:
        yield Doubt(
            ref,
            "Timescale",
            "The words name no date that can be read.",
            when,
            row.lines,
            Sureness.UNSURE,
        )
    if read.ambiguous:
        yield Doubt(
            ref,
            "Timescale",
            "The words can be read as two dates.",
            when,
            row.lines,
            Sureness.UNSURE,
        )
    if _DITTO.fullmatch(progress):
        yield Doubt(
            ref,
            "Progress this period",
            "It stands for the progress of the row above. Spell it out before anything is sorted.",
            progress,
            row.lines,
            Sureness.UNSURE,
        )
    if "status" not in row.values and (_DONE.match(progress) or read.kind is Kind.COMPLETED):
        says = "The words say it is done: Complete? Status is for the lead to set."
        yield Doubt(
            ref,
            "Status",
            says,
            when if read.kind is Kind.COMPLETED else progress,
            row.lines,
            Sureness.LIKELY,
        )


def pointing_nowhere(rows: Sequence[Row], issues: Iterable[str]) -> Iterator[Doubt]:
    """The rows whose timescale points to a recommendation or action that the plan lacks."""
    known = {str(row.values.get("ref", "")).casefold() for row in rows}
    known |= {issue.casefold() for issue in issues}
    for row in rows:
        values: Mapping[str, object] = row.values
        when = str(values.get("timescale_text", ""))
        lost = [
            ref for ref in parse_timescale(when, reference=None).refs if ref.casefold() not in known
        ]
        if lost:
            says = f"It points to {', '.join(lost)}, which the plan does not have."
            yield Doubt(
                str(values.get("ref", "")), "Timescale", says, when, row.lines, Sureness.UNSURE
            )
