"""What a cell of Excel cannot hold of a row that was read: left over, and said to be."""

from collections.abc import Sequence

from actionbook.imports.draft import Doubt, LeftOver, Row, Sureness
from actionbook.imports.frame import Frame

__all__ = ["fitted"]

_CELL = 32_000  # characters; Excel limit: 32,767


def fitted(row: Row, frame: Frame, lines: Sequence[str]) -> Row:
    """*row* with what Excel cannot hold in one cell left over, and said to be."""
    if all(len(str(value)) <= _CELL for value in row.values.values()):
        return row
    values = dict(row.values)
    longest = max(row.lines, key=lambda number: len(lines[number - 1]))
    for name, value in row.values.items():
        text = str(value)
        if len(text) > _CELL:
            values[name] = text[:_CELL]
            frame.left_over.append(LeftOver(longest, text[_CELL:], "more than a cell can hold"))
            says = f"A cell cannot hold all the words: the first {_CELL:,} characters are kept."
            ref = str(row.values.get("ref", ""))
            frame.doubts.append(Doubt(ref, name, says, text[:200], row.lines, Sureness.UNSURE))
    return Row(values, row.lines)
