"""
Columns put to the right of a range or table that staff keep, looking like one of its own.

What sorts or filters the range takes them in too, or a sort would part a row from what stands in
them: the table, the sheet's filter and the name that Excel keeps for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import LAST_COLUMN, Area, areas, cell_name, column_letters
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.characters import escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.growth import content_in
from actionbook.ooxml.markup import Edit, Element, parse, splice, with_attributes
from actionbook.ooxml.new_sheet import table_heading
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import ORDER, SheetPart, put_child
from actionbook.ooxml.styles import Styles
from actionbook.ooxml.table import Table, read_tables
from actionbook.ooxml.wanted import Content

__all__ = ["NewColumn", "NewColumns", "column_cells", "make_room", "widen"]


@dataclass(frozen=True)
class NewColumn:
    """
    A column to be made: its heading, its width in characters, and what its cells hold by row.

    *fill* is ``FFRRGGBB``; None leaves the look as it is. *is_grouped*: it stands in a group of
    columns that is folded away.
    """

    heading: str
    width: float
    cells: Mapping[int, Content] = field(default_factory=dict)
    number_format: str = "General"
    fill: str | None = None
    is_grouped: bool = False


@dataclass(frozen=True)
class NewColumns:
    """
    *columns* to stand from column *first* on, beside a range whose headings are *headings*.

    They reach down to *last_row*, and look, row by row, like the column *like*.
    """

    columns: Sequence[NewColumn]
    headings: Area
    first: int
    last_row: int
    like: int

    @property
    def area(self) -> Area:
        """The block that the new columns take, headings included."""
        last = self.first + len(self.columns) - 1
        return Area(self.headings.first_row, self.first, self.last_row, last)


def make_room(contents: Contents, sheet: str, new: NewColumns) -> Table | None:
    """
    The table that the new columns are to belong to, if there is one; None for a plain range.

    Raises:
        ContentLossError: something stands where they are to stand, or the sheet ends.
    """
    where = f"{contents.file}: sheet {sheet}"
    part, block = contents.editable_sheet(sheet), new.area
    if block.last_column > LAST_COLUMN:
        raise ContentLossError(f"{where} has no room for {len(new.columns)} columns more")
    held = content_in(part.rows, block)
    if held is not None:
        raise ContentLossError(f"{where} holds something in {cell_name(*held)}, in the way")
    owner = None
    tables = [table for table in read_tables(contents) if table.sheet == sheet]
    blocks = [(merge, "merged block") for merge in part.merges]
    for table in tables:
        if table.area.holds(new.headings.last_row, new.headings.first_column):
            owner = table
        else:
            blocks.append((table.area, f"table {table.name}"))
    for other, kind in blocks:
        if other.meets(block):
            raise ContentLossError(f"{where}: the {kind} {other} stands in the way")
    if owner is not None and (
        b"queryTable" in contents.read(owner.part) or owner.last_column + 1 != new.first
    ):
        raise ContentLossError(f"{where}: table {owner.name} is not one that columns are added to")
    return owner


def column_cells(
    contents: Contents, sheet: str, new: NewColumns
) -> tuple[dict[Cell, Content], dict[Cell, int]]:
    """What each cell of the new columns is to hold, and the style of each; blanks included."""
    looks = _looks(contents.sheet_part(sheet), new)
    made: dict[tuple[int, str, str | None], int] = {}
    cells: dict[Cell, Content] = {}
    styles: dict[Cell, int] = {}
    for number, column in enumerate(new.columns, new.first):
        for row in range(new.headings.first_row, new.last_row + 1):
            at = row, number
            cells[at] = column.cells.get(row)
            styles[at] = looks.get(row, 0)
            if row > new.headings.last_row:
                key = styles[at], column.number_format, column.fill
                if key not in made:
                    made[key] = _style(contents.styles, *key)
                styles[at] = made[key]
        cells[new.headings.last_row, number] = column.heading
    return cells, styles


def _style(styles: Styles, style: int, number_format: str, fill: str | None) -> int:
    style = styles.with_format(style, number_format)
    return styles.with_fill(style, fill) if fill else style


def _looks(part: SheetPart, new: NewColumns) -> dict[int, int]:
    """The style of the cell that each row is to look like; of merged headings, the first one's."""
    rows = range(new.headings.first_row, new.last_row + 1)
    looks = {
        row: 0 if span is None else read_cell(span, str).style
        for (row, _), span in part.rows.each({(row, new.like): None for row in rows})
    }
    first = looks.get(new.headings.first_row, 0)
    for row in range(new.headings.first_row, new.headings.last_row + 1):
        looks[row] = looks.get(row) or first
    return looks


def widen(contents: Contents, sheet: str, new: NewColumns, owner: Table | None) -> None:
    """Let the sheet show the columns so wide, and what sorts and filters the range take them in."""
    part = contents.editable_sheet(sheet)
    edits = [*_outline(part, new), _columns(part, new)]
    filtered = part.frame.find("autoFilter")
    blocks = areas(filtered.attributes.get("ref", "")) if filtered else ()
    wider = [(block, grown) for block in blocks if (grown := _grown(block, new)) != block]
    if filtered is not None and wider:
        edits.append(filtered.changing(ref=str(wider[0][1])))
    contents.replace_sheet(sheet, part.edited(edits))
    if wider:
        _widen_filter_name(contents, sheet, *wider[0])
    if owner is not None:
        data = contents.editable(owner.part)
        contents.package.replace(owner.part, _widened_table(data, new))


def _grown(block: Area, new: NewColumns) -> Area:
    """The block of a filter with the new columns, where it ends just before them."""
    is_ours = new.headings.first_row <= block.first_row <= new.headings.last_row
    if not is_ours or block.last_column + 1 != new.first:
        return block
    return block._replace(last_column=new.area.last_column)


def _widen_filter_name(contents: Contents, sheet: str, old: Area, grown: Area) -> None:
    data = contents.editable(contents.workbook)
    root = parse(data)
    sheets, names = root.find("sheets"), root.find("definedNames")
    titles = [each.attributes.get("name") for each in sheets.all("sheet")] if sheets else []
    for element in names.all("definedName") if names else ():
        stated = element.attributes
        is_filter = stated.get("name", "").casefold() == "_xlnm._filterdatabase"
        if is_filter and stated.get("localSheetId") == str(titles.index(sheet)):
            text = text_of(element.inner)
            head, mark, _ = text.rpartition("!")
            if text.rpartition("!")[2] == _fixed(old):
                edit = escape_text(head + mark + _fixed(grown))
                edits = [Edit(element.inner_start, element.inner_end, edit)]
                contents.package.replace(contents.workbook, splice(data, edits))


def _fixed(block: Area) -> str:
    first, last = column_letters(block.first_column), column_letters(block.last_column)
    return f"${first}${block.first_row}:${last}${block.last_row}"


def _widened_table(data: bytes, new: NewColumns) -> bytes:
    root = parse(data)
    (block,) = areas(root.attributes["ref"])
    grown = str(block._replace(last_column=new.area.last_column))
    edits = [root.changing(ref=grown)]
    filtered = root.find("autoFilter")
    if filtered is not None:
        (block,) = areas(filtered.attributes["ref"])
        edits.append(filtered.changing(ref=str(block._replace(last_column=new.area.last_column))))
    holder = root.find("tableColumns")
    held = list(holder.all("tableColumn")) if holder else []
    number = max((int(each.attributes.get("id", "0")) for each in held), default=0)
    text = b"".join(
        b'<%btableColumn id="%d" name="%b"/>' % (root.prefix, at, table_heading(column.heading))
        for at, column in enumerate(new.columns, number + 1)
    )
    if holder is not None:
        edits.append(holder.appending(text, count=str(len(held) + len(new.columns))))
    return splice(data, edits)


def _outline(part: SheetPart, new: NewColumns) -> Iterator[Edit]:
    """The sheet's note that columns are grouped, without which Excel shows no [+]."""
    if not any(column.is_grouped for column in new.columns):
        return
    stated = part.frame.find("sheetFormatPr")
    if stated is None:
        text = b'<%bsheetFormatPr defaultRowHeight="15" outlineLevelCol="1"/>' % part.prefix
        yield put_child(part.frame, "sheetFormatPr", text, order=ORDER)
    elif stated.attributes.get("outlineLevelCol", "0") == "0":
        yield stated.changing(outlineLevelCol="1")


def _columns(part: SheetPart, new: NewColumns) -> Edit:
    """The edit that states the widths; what the sheet says of other columns stays."""
    first, last = new.first, new.area.last_column
    holder = part.frame.find("cols")
    ours = [_column(part.prefix, number, new) for number in range(first, last + 1)]
    # The [+] of a folded group stands over the column behind it.
    is_folded = new.columns[-1].is_grouped
    after = b'<%bcol min="%d" max="%d" width="3" customWidth="1" collapsed="1"/>' % (
        part.prefix, last + 1, last + 1,
    )  # fmt: skip
    if holder is None:
        text = b"".join([*ours, after] if is_folded else ours)
        tag = part.prefix + b"cols"
        return put_child(part.frame, "cols", b"<%b>%b</%b>" % (tag, text, tag), order=ORDER)
    held = [(each, *_span(each)) for each in holder.all("col")]
    if is_folded and last < LAST_COLUMN and not any(a <= last + 1 <= b for _, a, b in held):
        ours.append(after)
    met = [each for each, a, b in held if a <= last and b >= first]
    text = b"".join(ours)
    if not met:
        before = [each.end for each, a, _ in held if a < first]
        at = max(before, default=holder.inner_start)
        return Edit(at, at, text) if not holder.is_empty else holder.appending(text)
    left, right = (_span(met[0])[0], first - 1), (last + 1, _span(met[-1])[1])
    text = _cut(met[0], *left) + text + _cut(met[-1], *right)
    return Edit(met[0].start, met[-1].end, text)


def _span(element: Element) -> tuple[int, int]:
    stated = element.attributes
    return int(stated.get("min", "0")), int(stated.get("max", "0"))


def _cut(element: Element, first: int, last: int) -> bytes:
    """What a statement about several columns says of those from *first* to *last*; maybe none."""
    if first > last:
        return b""
    return with_attributes(element.outer, {"min": str(first), "max": str(last)})


def _column(prefix: bytes, number: int, new: NewColumns) -> bytes:
    column = new.columns[number - new.first]
    folded = b' hidden="1" outlineLevel="1"' if column.is_grouped else b""
    return b'<%bcol min="%d" max="%d" width="%b"%b customWidth="1"/>' % (
        prefix, number, number, f"{column.width:g}".encode(), folded,
    )  # fmt: skip
