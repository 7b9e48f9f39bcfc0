"""
Many cells of one sheet set in one pass over their columns.

In a column the same is often put for the same: what that comes to is worked out once and
remembered. Only what stands behind a cell's address is replaced.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from actionbook.ooxml.cells import cell_tail, plain_text
from actionbook.ooxml.markup import Edit
from actionbook.ooxml.rows import Cell, CellSpan, Rows
from actionbook.ooxml.text_rows import text_style
from actionbook.ooxml.values import Formatted, Formula, Value, encoded_texts
from actionbook.ooxml.wanted import Content

__all__ = ["Outcome", "column_edits", "each_known_by", "known_by"]

_MOST_REMEMBERED = 50_000


class Outcome(NamedTuple):
    """
    What putting a value in a cell comes to: what it held, and what it holds now.

    *tail* is what is to stand behind the cell's address; None where it is to stay as it is.
    *is_common* where another cell that reads the same comes to the same.
    """

    tail: bytes | None
    was: Value | Formula
    now: Value | Formula
    loses_formula: bool = False
    is_common: bool = True


def known_by(content: Content) -> object:
    """What tells *content* from all that is another in a cell: True is 1, and is not."""
    kind = content.__class__
    if kind is Formula or kind is Formatted:
        return kind, content, known_by(content.value)  # type: ignore[union-attr]
    return kind, content


def each_known_by(contents: Sequence[Content]) -> list[object]:
    """What `known_by` says of each of *contents*."""
    kinds = list(map(type, contents))
    if {Formula, Formatted}.isdisjoint(kinds):
        return list(zip(kinds, contents, strict=True))
    return list(map(known_by, contents))


class _Texts:
    """What text or nothing comes to in cells that hold text or nothing, written as usual."""

    def __init__(self, prefix: bytes, contents: Iterable[Content]) -> None:
        self._prefix = prefix
        self._encoded = encoded_texts((each for each in contents if isinstance(each, str)), prefix)
        self._around: dict[tuple[bytes, bool, bool], tuple[bytes, bytes] | None] = {}

    def put(self, content: str | None, look: bytes, inner: bytes) -> Outcome | None:
        """What *content* comes to in a cell; None where more has to be known of the cell."""
        was = plain_text(inner) if inner else None
        if inner and was is None:
            return None
        shape = (look, was is not None, not content)
        try:
            around = self._around[shape]
        except KeyError:
            around = self._around[shape] = self._tail_around(*shape)
        if around is None:
            return None
        if (was or None) == (content or None):
            tail = None
        elif not content:
            tail = around[0]
        else:
            text = self._encoded.get(content)
            if text is None:
                return None  # and is refused with the name of the cell
            tail = around[0] + text + around[1]
        return tuple.__new__(Outcome, (tail, was, content, False, True))

    def _tail_around(
        self,
        look: bytes,
        was_text: bool,  # noqa: FBT001 - a key to remember by
        is_blank: bool,  # noqa: FBT001
    ) -> tuple[bytes, bytes] | None:
        style = text_style(look.decode(), was_text)
        if style is None:
            return None
        kind, content = (None, b"") if is_blank else ("inlineStr", b"\0")
        tail = cell_tail(self._prefix, look, kind, style, content)
        opening, _, closing = tail.partition(b"\0")
        return opening, closing


class _Outcomes:
    """What each value comes to in each cell that it is put in; what was met before, remembered."""

    def __init__(
        self, texts: _Texts, work_out: Callable[[Cell, Content, CellSpan], Outcome]
    ) -> None:
        self._work_out = work_out
        self._texts = texts
        self._outcomes: dict[object, Outcome] = {}
        # Values come from a few objects: each is looked at once.
        self._told: dict[int, object] = {}

    def of(self, cell: Cell, content: Content, look: bytes, inner: bytes) -> Outcome:
        # Texts are many, and seldom the same.
        if content is None or content.__class__ is str:
            outcome = self._texts.put(content, look, inner)
            if outcome is not None:
                return outcome
        told = self._told.get(id(content))
        if told is None:
            told = self._told[id(content)] = known_by(content)
        key = (look, inner, told)
        outcome = self._outcomes.get(key)
        if outcome is None:
            outcome = self._work_out(cell, content, CellSpan(0, 0, b"", look, inner))
            if len(self._outcomes) > _MOST_REMEMBERED:
                self._outcomes.clear()
            if outcome.is_common:
                self._outcomes[key] = outcome
        return outcome


def column_edits(
    rows: Rows,
    cells: Mapping[Cell, Content],
    work_out: Callable[[Cell, Content, CellSpan], Outcome],
) -> tuple[list[Edit], dict[Cell, Outcome], list[Cell]]:
    """
    The edits that set *cells*, what each that changes comes to, and those that are not found.

    A plain sheet lacks these. *work_out* tells what has not been met yet.

    Raises:
        BrokenPartError: one of them stands in the sheet twice, or out of order.
    """
    outcomes = _Outcomes(_Texts(rows.prefix, cells.values()), work_out)
    edits: list[Edit] = []
    changed: dict[Cell, Outcome] = {}
    absent: list[Cell] = []
    for cell, look, inner, match in rows.held(cells, absent):
        outcome = outcomes.of(cell, cells[cell], look, inner)
        if outcome.tail is not None:
            place = (match.end(1) + 1, match.end(), outcome.tail)
            edits.append(tuple.__new__(Edit, place))
            changed[cell] = outcome
    return edits, changed, absent
