"""What adopting a workbook comes to, for a person and for a machine."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from actionbook.adoption.adopting import Adoption
from actionbook.adoption.mapping import Mapped, TableMap
from actionbook.ooxml import column_letters

__all__ = ["adoption_data", "adoption_text"]

_SHOWN = 20


def adoption_text(adoption: Adoption) -> str:
    """The map: each heading of theirs, what it is read as, how sure, three cells; what is added."""
    told = adoption.told
    if told is None:
        return "already adopted: it is a plan, and nothing was written"
    first, last = column_letters(told.headings.first_column), told.headings.last_row
    lines = [
        f"{told.sheet}: headings in row {last}, from column {first}; {len(told.rows)} actions.",
        *(line for column in told.columns for line in _column(column)),
        *_added(adoption, told),
    ]
    return "\n".join(lines)


def _column(column: Mapped) -> Iterator[str]:
    heading = column.heading or "(no heading)"
    means = column.means or "your own, not read"
    sure = f" ({column.sureness:.0%} sure)" if column.means else ""
    yield f"{column.letter}  {heading} -> {means}{sure}. {column.why}".rstrip()
    yield from (f"     {at}: {text}" for at, text in column.samples)


def _added(adoption: Adoption, told: TableMap) -> Iterator[str]:
    yield f"Put to the right: {', '.join(heading for _, heading in told.added) or 'nothing'}."
    if told.beside:
        sheet = adoption.sheets[0]
        yield f"On the sheet {sheet}: {', '.join(each.heading for each in told.beside)}."
    yield f"New sheets: {', '.join(adoption.sheets) or 'none'}."
    counts = Counter(kind for _, kind in told.passed)
    if counts:
        yield "Rows that are no action: " + ", ".join(
            f"{count} {kind}" for kind, count in sorted(counts.items())
        )
    for number in adoption.unread[:_SHOWN]:
        yield f"Look at row {number}: whether it is an action is not certain."
    for doubt in told.doubts[:_SHOWN]:
        yield f"{doubt.cell}: {doubt.doubt} ({doubt.words})"
    if len(told.doubts) > _SHOWN:
        yield f"... and {len(told.doubts) - _SHOWN} more (all of them with --format json)"


def adoption_data(adoption: Adoption) -> dict[str, Any]:
    """The same as plain values; `adopted` is no where the workbook is a plan already."""
    told = adoption.told
    if told is None:
        return {"schema": 1, "path": str(adoption.path), "adopted": False}
    return {
        "schema": 1,
        "path": str(adoption.path),
        "adopted": True,
        "sheet": told.sheet,
        "headings": str(told.headings),
        "columns": [
            {**column._asdict(), "samples": [list(sample) for sample in column.samples]}
            for column in told.columns
        ],
        "rows": list(told.rows),
        "passed_over": [list(each) for each in told.passed],
        "uncertain_rows": list(adoption.unread),
        "added": [heading for _, heading in told.added],
        "beside": [column.heading for column in told.beside],
        "sheets": list(adoption.sheets),
        "words": [list(each) for each in told.words],
        "doubts": [{**each._asdict(), "sureness": str(each.sureness)} for each in told.doubts],
    }
