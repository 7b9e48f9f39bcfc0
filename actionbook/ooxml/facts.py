"""
What a sheet tells beside its values: formulas, date formats, errors, what is hidden or merged.

One pass looks only for the cells that have something to tell, so that a sheet of two million texts
costs little more than its inflating. A sheet written in an unusual way is read cell by cell.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Self, TypeAlias

from actionbook.ooxml.addresses import Area, column_letters, column_number
from actionbook.ooxml.cells import Stored, read_cell
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.markup import attributes
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart, is_true

__all__ = ["Facts", "Formulas", "read_facts", "read_formulas", "read_styled"]


class Formulas(Mapping[Cell, str]):
    """The formula of each cell that has one, by cell; kept by column, as they are asked for."""

    def __init__(self, found: Iterable[tuple[Cell, str]]) -> None:
        self._columns: dict[int, dict[int, str]] = {}
        for (row, column), text in found:
            self._columns.setdefault(column, {})[row] = text

    @classmethod
    def by_column(cls, columns: dict[int, dict[int, str]]) -> Self:
        """Those of *columns*: in each the formula by row."""
        formulas = cls(())
        formulas._columns = columns
        return formulas

    def column(self, number: int) -> Mapping[int, str]:
        """The formulas of a column, by row."""
        return self._columns.get(number, {})

    def __getitem__(self, cell: Cell) -> str:
        return self._columns[cell[1]][cell[0]]

    def __iter__(self) -> Iterator[Cell]:
        return ((row, column) for column, rows in self._columns.items() for row in rows)

    def __len__(self) -> int:
        return sum(map(len, self._columns.values()))


class Facts(NamedTuple):
    """
    What one sheet tells beside its values; keys are (row, column), counted from 1.

    *formulas* are texts without ``=``; a cell that shares another's formula is given the text of
    the first of the group as it stands there. *number_formats* are the codes of the numeric cells
    that show as a date or a time, and of no others. *errors* are the codes (``#N/A``).
    *collapsed_rows* are those of the hidden ones that a collapsed group holds. *is_filtered*: a
    filter is set on the sheet or on one of its tables.
    """

    formulas: Formulas
    number_formats: dict[Cell, str]
    errors: dict[Cell, str]
    hidden_rows: frozenset[int] = frozenset()
    collapsed_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Area, ...] = ()
    is_filtered: bool = False
    is_protected: bool = False


_Told: TypeAlias = tuple[Formulas, dict[Cell, str], dict[Cell, str]]


def read_facts(
    part: SheetPart,
    date_codes: dict[int, str],
    *,
    dates_in: Collection[int] | None = None,
    is_filtered: bool = False,
) -> Facts:
    """
    The facts of a sheet; *date_codes* are the styles that show a date, and how.

    The number formats may be told of the columns *dates_in* alone. *is_filtered*: a filter is
    known to be set on one of its tables.
    """
    if part.is_usual:
        told = _searched(part, date_codes, dates_in)
    else:
        told = _read_one_by_one(part, date_codes)
    hidden = dict(_hidden_rows(part))
    return Facts(
        *told,
        hidden_rows=frozenset(hidden),
        collapsed_rows=frozenset(row for row, is_grouped in hidden.items() if is_grouped),
        hidden_columns=frozenset(_hidden_columns(part)),
        merges=part.merges,
        is_filtered=is_filtered or _is_filtered(part),
        is_protected=part.is_protected,
    )


def _searched(
    part: SheetPart, date_codes: dict[int, str], dates_in: Collection[int] | None
) -> _Told:
    return (
        Formulas.by_column(_searched_formulas(part)),
        dict(_number_formats(part, date_codes, dates_in)),
        dict(_errors(part)),
    )


def _read_one_by_one(part: SheetPart, date_codes: dict[int, str]) -> _Told:
    formulas: dict[Cell, str] = {}
    number_formats: dict[Cell, str] = {}
    errors: dict[Cell, str] = {}
    for cell, stored in _cells(part):
        if stored.formula is not None:
            formulas[cell] = stored.formula
        if stored.kind == "e":
            errors[cell] = str(stored.value)
        elif stored.kind == "n" and stored.value is not None and stored.style in date_codes:
            number_formats[cell] = date_codes[stored.style]
    return Formulas(formulas.items()), number_formats, errors


def _cells(part: SheetPart) -> Iterator[tuple[Cell, Stored]]:
    """Every cell, read one by one; a member of a shared formula is given its master's text."""
    masters: dict[str, str] = {}
    for cell, span in part.rows.every_cell():
        stored = read_cell(span, str)
        if stored.sharing and "si" in stored.sharing:
            text = masters.setdefault(stored.sharing["si"], stored.formula or "")
            stored = stored._replace(formula=text)
        yield cell, stored


def read_formulas(part: SheetPart) -> Iterator[tuple[Cell, str]]:
    """The formula of each cell that has one; of a member of a group, the group's first text."""
    if not part.is_usual:
        found = ((cell, stored.formula) for cell, stored in _cells(part))
        yield from ((cell, text) for cell, text in found if text is not None)
    else:
        for column, formulas in _searched_formulas(part).items():
            for row, text in formulas.items():
                yield (row, column), text


def _searched_formulas(part: SheetPart) -> dict[int, dict[int, str]]:
    """The formulas of each column, by row."""
    if part.data.find(b"<%bf" % part.prefix, part.start, part.end) < 0:
        return {}
    formula = re.compile(
        rb'<%bc r="([A-Z]++)([0-9]++)"[^>]*+>\s*+<%bf(?=[\s/>])([^<>]*+>[^<]*+)<'
        % (part.prefix, part.prefix)
    )
    columns: defaultdict[bytes, dict[int, str]] = defaultdict(dict)
    # A table's column has one formula in thousands of rows: each is read once.
    known: dict[bytes, str] = {}
    masters: dict[bytes, str] = {}
    for letters, row, told in formula.findall(part.data, part.start, part.end):
        text = known.get(told)
        if text is None:
            text = known[told] = _formula(told, masters)
        columns[letters][int(row)] = text
    return {column_number(letters.decode()): rows for letters, rows in columns.items()}


def _formula(told: bytes, masters: dict[bytes, str]) -> str:
    """The text of ``<f`` and what is *told* behind it; of a member of a group, the first's text."""
    stated, _, written = told.partition(b">")
    text = "" if stated.endswith(b"/") else decode_escapes(text_of(written))
    group = _GROUP.search(stated)
    return masters.setdefault(group[1], text) if group else text


_GROUP = re.compile(rb"\ssi=\"([0-9]+)\"")


class _Owner(NamedTuple):
    cell: Cell
    attributes: bytes
    content_start: int


def _owners(part: SheetPart) -> Callable[[int], _Owner | None]:
    """A function that tells the cell on whose tag, or in whose element, a place of the part is."""
    data, start = part.data, part.start
    opening = b'<%bc r="' % part.prefix
    tag = re.compile(rb'%b([A-Z]+)([0-9]+)"([^>]*)>' % re.escape(opening))
    columns: dict[bytes, int] = {}

    def owner(at: int) -> _Owner | None:
        match = tag.match(data, data.rfind(opening, start, at + len(opening)))
        if match is None:
            return None
        letters, row, stated = match.groups()
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_number(letters.decode())
        return _Owner((int(row), column), stated, match.end())

    return owner


def _errors(part: SheetPart) -> Iterator[tuple[Cell, str]]:
    # Every error is told as "#N/A" is; one letter is found many times as fast as a word.
    if part.data.find(b"#", part.start, part.end) < 0:
        return
    owner = _owners(part)
    result = re.compile(rb"<%bv>([^<]*)<" % re.escape(part.prefix))
    for at in _places(part, b' t="e"'):
        found = owner(at)
        if found is not None and at < found.content_start:
            code = result.search(part.data, found.content_start, part.end)
            yield found.cell, text_of(code[1]) if code else ""


def _number_formats(
    part: SheetPart, date_codes: dict[int, str], dates_in: Collection[int] | None
) -> Iterator[tuple[Cell, str]]:
    if not date_codes or (dates_in is not None and not dates_in):
        return
    codes = {b"%d" % style: code for style, code in date_codes.items()}
    wanted = b"[A-Z]+"
    if dates_in is not None:
        wanted = b"|".join(column_letters(column).encode() for column in dates_in)
    number = re.compile(
        rb'<%bc r="(%b)([0-9]+)"(?=[^>]* s="(%b)")(?![^>]* t="(?!n"))[^>]*[^/]>\s*'
        rb"(?:(?:<%bf[^<]*</%bf>|<%bf[^>]*/>)\s*)?<%bv>"
        % (part.prefix, wanted, b"|".join(codes), *[part.prefix] * 4)
    )
    columns: dict[bytes, int] = {}
    for match in number.finditer(part.data, part.start, part.end):
        letters, row, style = match.groups()
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_number(letters.decode())
        yield (int(row), column), codes[style]


def _places(part: SheetPart, mark: bytes) -> Iterator[int]:
    at = part.data.find(mark, part.start, part.end)
    while at >= 0:
        yield at
        at = part.data.find(mark, at + 1, part.end)


def _hidden_rows(part: SheetPart) -> Iterator[tuple[int, bool]]:
    """Each hidden row, and whether it is one of a group."""
    if next(_places(part, b"hidden"), -1) < 0:
        return
    for row in part.rows.spans():
        tag = part.data[row.start : row.inner_start]
        if b"hidden" in tag and is_true((stated := attributes(tag)).get("hidden")):
            yield row.number, stated.get("outlineLevel", "0") != "0"


def read_styled(part: SheetPart, column: int, styles: Collection[int]) -> dict[int, int]:
    """The style of each cell of *column* that has one of *styles*, by row."""
    if not part.is_usual:
        found = ((at, stored.style) for at, stored in _cells(part))
        return {at[0]: style for at, style in found if at[1] == column and style in styles}
    cell = re.compile(
        rb'<%bc r="%b([0-9]+)"[^>]*? s="(%b)"'
        % (part.prefix, column_letters(column).encode(), b"|".join(b"%d" % each for each in styles))
    )
    return {int(row): int(style) for row, style in cell.findall(part.data, part.start, part.end)}


def _hidden_columns(part: SheetPart) -> Iterator[int]:
    holder = part.frame.find("cols")
    for element in holder.all("col") if holder else ():
        stated = element.attributes
        if is_true(stated.get("hidden")):
            yield from range(int(stated.get("min", "1")), int(stated.get("max", "0")) + 1)


def _is_filtered(part: SheetPart) -> bool:
    holder = part.frame.find("autoFilter")
    return holder is not None and holder.find("filterColumn") is not None
