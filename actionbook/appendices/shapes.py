"""
What a layout makes of the lines: flat for the public edition, the house's own shape for print.

Flat, each action is one row and nothing is left blank. In print a row is one action too, but for
bands, the lines over and under a block, and an action that shares the row of its first step;
`ABOVE` and `LEFT` in a cell say that it is one with the cell above or to the left.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from actionbook.appendices.fields import Field, Where
from actionbook.appendices.layouts import Layout
from actionbook.appendices.step_rows import step_rows
from actionbook.appendices.values import ABOVE, LEFT, Cell, Column, Line, RowKind

__all__ = ["NOTHING", "Laid", "Rows", "flat", "in_print", "without_blanks"]

NOTHING = "None"

Rows = tuple[tuple[Cell, ...], ...]
Kinded = tuple[RowKind | None, tuple[Cell, ...]]


class Laid(NamedTuple):
    """Columns, rows, which rows are no action's by number, and the headings left out."""

    columns: tuple[Column, ...]
    rows: Rows
    kinds: Mapping[int, RowKind]
    left_out: tuple[str, ...] = ()


def flat(layout: Layout, lines: Sequence[Line]) -> Laid:
    """Every action as one row of filled cells, what is its issue's repeated in front of it."""
    columns = [(field, [field.cell(line) for line in lines]) for field in layout.fields]
    kept, left_out = _with_something(columns)
    filled = [without_blanks(cells) for _, cells in kept]
    return Laid(
        tuple(field.column for field, _ in kept),
        tuple(zip(*filled, strict=True)),
        {},
        left_out,
    )


def without_blanks(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The *cells* of a row or column with a word in those that are blank; mostly none is."""
    if None not in cells and "" not in cells:
        return cells
    return [NOTHING if cell is None or cell == "" else cell for cell in cells]


def in_print(layout: Layout, lines: Sequence[Line]) -> Laid:
    """The actions in the house's own shape."""
    shown = [field for field in layout.fields if not field.only_flat]
    across = [field for field in shown if field.where in (Where.COLUMN, Where.MERGED)]
    columns = [(field, [_said(field, line) for line in lines]) for field in across]
    kept, left_out = _with_something(columns)
    headings = tuple(field.column for field, _ in kept)
    if layout.is_by_steps:
        fields = tuple(field for field, _ in kept)
        return Laid(headings, tuple(step_rows(fields, lines)), {}, left_out)
    rows = zip(*(_said_once(field, cells, lines) for field, cells in kept), strict=True)
    around = _Around(layout, len(headings))
    if not around.is_needed:
        return Laid(headings, tuple(rows), {}, left_out)
    made = list(around.shaped(lines, rows))
    kinds = {number: kind for number, (kind, _) in enumerate(made) if kind is not None}
    return Laid(headings, tuple(row for _, row in made), kinds, left_out)


def _said(field: Field, line: Line) -> Cell:
    return (field.printed or field.cell)(line)


def _with_something(
    columns: Iterable[tuple[Field, list[Cell]]],
) -> tuple[list[tuple[Field, list[Cell]]], tuple[str, ...]]:
    kept, left_out = [], []
    for field, cells in columns:
        if field.is_optional and all(cell in field.says_nothing for cell in cells):
            left_out.append(field.column.heading)
        else:
            kept.append((field, cells))
    return kept, tuple(left_out)


def _said_once(field: Field, cells: list[Cell], lines: Sequence[Line]) -> list[Cell]:
    """What is the issue's is said at its first action, and goes on over the others."""
    if field.where is not Where.MERGED:
        return cells
    said = cells[:1]
    last = lines[0].issue_ref if lines else ""
    for cell, line in zip(cells[1:], lines[1:], strict=True):
        ref = line.issue_ref
        said.append(ABOVE if ref and (ref == last or ref.casefold() == last.casefold()) else cell)
        last = ref
    return said


class _Around:
    """What stands across the page round the actions of a layout, on so many columns."""

    def __init__(self, layout: Layout, columns: int) -> None:
        self.layout = layout
        self.columns = columns
        by_place = {
            where: [field for field in layout.fields if field.where is where] for where in Where
        }
        self.bands = by_place[Where.BAND]
        self.block = by_place[Where.BLOCK]
        self.below = by_place[Where.BELOW]
        self.is_needed = bool(self.bands or self.block or self.below)

    def shaped(self, lines: Sequence[Line], rows: Iterator[tuple[Cell, ...]]) -> Iterator[Kinded]:
        """The rows of *lines*, with what stands over and under each issue's."""
        section: Sequence[Cell] = ()
        for _, grouped in groupby(lines, key=lambda line: line.issue_ref.casefold()):
            group = list(grouped)
            now = [field.cell(group[0]) for field in self.bands]
            if any(now) and now != section:
                yield self._across(RowKind.BAND, " · ".join(str(cell) for cell in now if cell))
            section = now
            if self.block and group[0].issue_ref:
                yield from self._over(group[0])
            for _ in group:
                yield None, next(rows)
            for field in self.below:
                yield from self._under(field, group)

    def _over(self, line: Line) -> Iterator[Kinded]:
        title = f"{self.layout.block} {line.issue_ref}"
        named = any(field.name == "Issue" for field in self.block)
        words = line.issue.issue.strip() if named and line.issue else ""
        yield self._across(RowKind.TITLE, f"{title}: {words}" if words else title)
        for field in self.block:
            said = field.cell(line)
            if field.name not in ("No", "Issue") and said is not None and said != "":
                yield self._across(RowKind.FACT, _labelled(field.column.heading, str(said)))

    def _under(self, field: Field, group: Sequence[Line]) -> Iterator[Kinded]:
        said: dict[str, list[str]] = {}
        for line in group:
            words = _said(field, line)
            if words is not None:
                said.setdefault(str(words), []).append(line.action.ref)
        if not said:
            return
        of = f"{self.layout.block.lower()} {group[0].issue_ref}" if group[0].issue_ref else ""
        heading = field.column.heading
        yield self._across(RowKind.LABEL, f"{heading} with {of}" if of else heading)
        for words, refs in said.items():
            yield self._reported(_listed(refs), words)

    def _across(self, kind: RowKind, words: str) -> Kinded:
        return kind, (words, *[LEFT] * (self.columns - 1))

    def _reported(self, refs: str, words: str) -> Kinded:
        """Refs, and beside them the very words that were reported."""
        if self.columns == 1:
            return self._across(RowKind.REPORT, f"{refs}  {words}")
        return RowKind.REPORT, (refs, words, *[LEFT] * (self.columns - 2))


def _labelled(label: str, words: str) -> str:
    return f"{label} {words}" if label.endswith(("?", ":")) else f"{label}: {words}"


def _listed(refs: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(refs[:-1]), refs[-1])))
