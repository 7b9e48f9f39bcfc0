"""A small table for each recommendation, labels beside their values, as rows of one table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from actionbook.imports.headings import column_fields, recommendation
from actionbook.imports.markup import plain
from actionbook.imports.word_tables import Row

__all__ = ["Labelled", "labelled"]

_FEWEST = 3  # labels of a block
_PAIR = 2  # cells: a label and its value
_ISSUE = "Issue"


@dataclass
class Labelled:
    """One row to be: values by label as printed, in order."""

    values: dict[str, str] = field(default_factory=dict)


def labelled(rows: Sequence[Row]) -> list[Labelled]:
    """The rows that a block of labels and values is; none where the table is no such block."""
    if any(len(row.cells) > _PAIR and column_fields(row.cells) for row in rows[:2]):
        return []  # headings of a grid, whose cells would else be read as labels and values
    found = [Labelled()]
    for row in rows:
        cells = [cell for cell in row.cells if plain(cell)]
        if not cells:
            continue
        opens = recommendation(plain(cells[0]))
        if opens is not None and len(cells) <= _PAIR:
            said = " ".join(filter(None, (opens["rest"], *map(plain, cells[1:]))))
            found[-1].values.update({"Ref": opens["ref"], _ISSUE: said})
            continue
        if len(row.cells) < _PAIR or len(row.cells) % _PAIR or row.nested:
            return []
        for at in range(0, len(row.cells), _PAIR):
            label, value = plain(row.cells[at]).rstrip(" :"), row.cells[at + 1]
            if label and not _take(found, label, value):
                return []
    labels = list(found[0].values)
    is_block = len(labels) >= _FEWEST and column_fields(labels) is not None
    return found if is_block else []


def _take(found: list[Labelled], label: str, value: str) -> bool:
    """Put a value under its label; a label that comes again begins another row."""
    if len(label.split()) > 6:  # noqa: PLR2004 - words: prose is no label
        return False
    if plain(found[-1].values.get(label, "")) and plain(value):
        found.append(Labelled())
    found[-1].values[label] = value
    return True
