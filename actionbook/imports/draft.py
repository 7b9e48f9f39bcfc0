"""A plan as an import first has it: rows, where each came from, doubts, and what is left over."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from actionbook.imports.markup import is_plain, letters_in, plain, words_of
from actionbook.plan.settings import Settings

__all__ = [
    "ColumnRead",
    "Doubt",
    "Draft",
    "LeftOver",
    "Letters",
    "Row",
    "Sureness",
    "accounted",
    "spans",
]

_FEW_LETTERS = 8
_NAMES = ("ref", "initials", "term", "kind")  # what names a row, whatever its table
_CELL = 32_000  # characters; Excel's limit is 32,767


class Sureness(StrEnum):
    """How sure an import is: sure, most likely right, not sure, or the source lost it."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    LOST = "lost"


class Doubt(NamedTuple):
    """
    Something an officer should look at, with the source's words beside it.

    *ref* and *column* are "" where the doubt is about the whole plan; *lines* count from 1. *cell*
    is the cell of a workbook it came from, as Plan!B7; "" where the source has none.
    """

    ref: str
    column: str
    doubt: str
    words: str
    lines: tuple[int, ...]
    sureness: Sureness
    cell: str = ""


class LeftOver(NamedTuple):
    """Words of the source that stand in no cell of the plan, with their line and the reason."""

    line: int
    text: str
    reason: str


class Row(NamedTuple):
    """One row of a table: values by field, and the lines of the source it was read from."""

    values: Mapping[str, object]
    lines: tuple[int, ...]


class ColumnRead(NamedTuple):
    """
    A column of a workbook: its heading and the cell of it, the plan's column ("" for none), how
    sure from 0 to 1, why, and what its first cells say.
    """

    cell: str
    heading: str
    column: str
    sureness: float
    why: str
    samples: tuple[str, ...] = ()


class Letters(NamedTuple):
    """How many letters and digits the source has, and how many of them are accounted for."""

    total: int
    kept: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 for a source without a letter."""
        return self.kept / self.total if self.total else 1.0


class Draft(NamedTuple):
    """
    What one source gave: settings, rows by table and in printed order, doubts, left-overs.

    `layout` is the house layout whose shape the source has. `read_as` says how the bytes were
    read; of a workbook `columns` are the columns of its tables, `row_kinds` how many rows of each
    kind they have. `letters` counts the source's letters that are in a cell or listed as left over.
    """

    source: str
    layout: str
    settings: Settings
    tables: Mapping[str, Sequence[Row]]
    doubts: tuple[Doubt, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    letters: Letters = Letters(0, 0)
    read_as: str = "UTF-8"
    columns: tuple[ColumnRead, ...] = ()
    row_kinds: Mapping[str, int] = {}

    @property
    def rows(self) -> Mapping[str, list[dict[str, object]]]:
        """The values of each table's rows, by table name; doubts and where rows came from too."""
        found = {name: [dict(row.values) for row in rows] for name, rows in self.tables.items()}
        found["ImportDoubts"] = [
            {
                "ref": doubt.ref,
                "column": doubt.column,
                "doubt": doubt.doubt,
                "source_words": doubt.words[:_CELL],
                "lines": spans(doubt.lines)[:_CELL],
                "sureness": str(doubt.sureness),
                "cell": doubt.cell[:_CELL],
            }
            for doubt in self.doubts
        ]
        found["ImportedRows"] = list(self._origins())
        return found

    def _origins(self) -> Iterator[dict[str, object]]:
        """Where each row came from, and how sure that is: as sure as its worst doubt."""
        order = list(Sureness)
        worst: dict[str, Sureness] = {}
        for doubt in self.doubts:
            before = worst.get(doubt.ref, Sureness.SURE)
            worst[doubt.ref] = max(before, doubt.sureness, key=order.index)
        for table, rows in self.tables.items():
            for row in rows:
                name = next(filter(row.values.__contains__, _NAMES), "")
                ref = str(row.values[name]) if name else ""
                sureness = worst.get(ref, Sureness.SURE) if ref else Sureness.SURE
                yield {
                    "table": table,
                    "ref": ref[:_CELL],
                    "source": self.source,
                    "lines": spans(row.lines)[:_CELL],
                    "sureness": str(sureness),
                }


def spans(lines: Iterable[int]) -> str:
    """Line numbers as a person lists them: 3-5, 9."""
    runs: list[list[int]] = []
    told = set(lines)
    if len(told) == 1:  # as most rows of a workbook have
        return str(told.pop())
    for line in sorted(told):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)


def accounted(
    lines: Sequence[str], rows: Iterable[Row], left_over: Iterable[LeftOver]
) -> tuple[Letters, list[LeftOver]]:
    """
    The letters of *lines* that a row read from that very line, or a left-over of it, still has;
    and the words that none has, but for single ones such as "and".

    Words are compared without case; progress that answers several actions counts once. Tags and
    other left-overs of word processors are no letters.
    """
    said = _said(rows, left_over)
    total = kept = 0
    lost: list[LeftOver] = []
    for number, text in enumerate(lines, start=1):
        line = text if is_plain(text) else plain(text)
        missing = _missing(line, said.get(number, ()))
        gone = sum(len(word) * times for word, times in missing.items())
        here = letters_in(line)
        total += here
        kept += here - gone
        if gone > _FEW_LETTERS:
            named = " ".join(word for word in words_of(line) if word in missing)
            lost.append(LeftOver(number, named, "words that no cell has taken"))
    return Letters(total, kept), lost


def _said(rows: Iterable[Row], left_over: Iterable[LeftOver]) -> dict[int, list[str]]:
    """What stands in a cell or a left-over, by the line that it was read from."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    answered: set[tuple[int, object]] = set()
    for row in rows:
        progress = row.values.get("progress")
        others = [str(value) for value in row.values.values() if value is not progress]
        for line in row.lines:
            said[line] += others
            if (line, progress) not in answered:
                said[line].append(str(progress or ""))
            answered.add((line, progress))
    for left in left_over:
        said[left.line].append(left.text)
    return said


def _missing(line: str, said: Iterable[str]) -> Mapping[str, int]:
    """The words of a line that what is *said* of it has not as often, and how often they lack."""
    there = Counter(said)
    left: list[str] = []
    for cell in line.split("\t"):
        if there[cell]:
            there[cell] -= 1  # most cells are taken as they stand, and need no counting of words
        else:
            left.append(cell)
    words = Counter(words_of(" ".join(left)))
    if not words:
        return words
    others = Counter(words_of(" ".join(there.elements())))
    return {word: more for word, times in words.items() if (more := times - others[word]) > 0}
