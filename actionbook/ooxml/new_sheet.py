"""A sheet of the tool's own, put last in the workbook: one table, its headings bold and frozen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import Area, cell_name
from actionbook.ooxml.calculation import WORKBOOK_ORDER
from actionbook.ooxml.characters import escape_attribute
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import TRANSITIONAL, Element, parse, splice
from actionbook.ooxml.sheet import is_true, put_child
from actionbook.ooxml.table import read_tables
from actionbook.ooxml.titles import list_title
from actionbook.ooxml.values import encode
from actionbook.ooxml.wanted import Content

__all__ = ["NewTable", "add_sheet", "table_heading"]

LONGEST_SHEET_NAME = 31  # Excel limit
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TABLE_NAME = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


@dataclass(frozen=True)
class NewTable:
    """
    A table to be made: headings, widths of columns in characters, and the rows to begin with.

    Columns beyond the last of *widths* are of the usual width. *formats* are the number formats of
    the columns; where they are given, text wraps, and a page is as wide as the table. *fills* are
    their colours (``FFRRGGBB``, "" for none).
    """

    name: str
    columns: tuple[str, ...]
    widths: tuple[float, ...] = ()
    rows: Sequence[Sequence[Content]] = ()
    formats: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()


def add_sheet(contents: Contents, name: str, table: NewTable) -> None:
    """
    Put a sheet of that name last in the workbook, with the headings of *table* and a blank row.

    Raises:
        ContentLossError: a name is taken or may not be, the workbook's structure is protected, or
            it is in the strict dialect.
    """
    root = parse(contents.editable(contents.workbook))
    _refuse_workbook(contents, root)
    _refuse_names(contents, root, name, table)
    package = contents.package
    sheet_part = contents.free_part("worksheets/sheet", ".xml")
    table_part = contents.free_part("tables/table", ".xml")
    package.add(table_part, _table_bytes(contents, table), content_type=f"{_CONTENT}table+xml")
    package.add(sheet_part, b"", content_type=f"{_CONTENT}worksheet+xml")
    reference = package.relate(sheet_part, type=f"{_RELATIONS}/table", target=table_part)
    styles = contents.styles
    style = styles.in_bold()
    looks = [
        styles.with_fill(look, fill) if fill else look
        for code, fill in zip_longest(table.formats, table.fills, fillvalue="")
        for look in (styles.with_format(styles.wrapped(0), code),)
    ]
    contents.write_styles()
    package.replace(sheet_part, _sheet_bytes(table, style, looks, reference))
    reference = package.relate(contents.workbook, type=f"{_RELATIONS}/worksheet", target=sheet_part)
    list_title(contents, name)
    _list_sheet(contents, name, reference)
    contents.reload_sheets()


def _refuse_workbook(contents: Contents, root: Element) -> None:
    if contents.is_strict:
        raise ContentLossError(
            f"{contents.file} is in the ISO strict dialect, to which no sheet is added here: "
            "save it as an ordinary .xlsx first"
        )
    protection = root.find("workbookProtection")
    if protection is not None and is_true(protection.attributes.get("lockStructure")):
        raise ContentLossError(
            f"{contents.file}: the workbook's structure is protected; take the protection off first"
        )


def _refuse_names(contents: Contents, root: Element, name: str, table: NewTable) -> None:
    if not 1 <= len(name) <= LONGEST_SHEET_NAME or re.search(r"[\[\]:*?/\\]|^'|'$", name):
        raise ContentLossError(f"{contents.file}: a sheet cannot be named {name!r}")
    holder = root.find("sheets")
    taken = (
        {element.attributes.get("name", "").casefold() for element in holder.children}
        if (holder)
        else set()
    )
    if name.casefold() in taken:
        raise ContentLossError(f"{contents.file} has a sheet named {name} already")
    if not _TABLE_NAME.fullmatch(table.name) or _LIKE_A_CELL.fullmatch(table.name):
        raise ContentLossError(f"{contents.file}: a table cannot be named {table.name!r}")
    names = {other.name.casefold() for other in read_tables(contents)}
    holder = root.find("definedNames")
    names |= (
        {element.attributes.get("name", "").casefold() for element in holder.children}
        if holder
        else set()
    )
    if table.name.casefold() in names:
        raise ContentLossError(f"{contents.file} has a table or name {table.name} already")
    if len({heading.casefold() for heading in table.columns}) < len(table.columns) or not all(
        table.columns
    ):
        raise ContentLossError(f"{contents.file}: the headings of {table.name} must all differ")


def _table_bytes(contents: Contents, table: NewTable) -> bytes:
    tables = [parse(contents.read(other.part)).attributes for other in read_tables(contents)]
    number = max((int(stated.get("id", "0")) for stated in tables), default=0) + 1
    area = str(Area(1, 1, 2, len(table.columns))).encode()
    name = escape_attribute(table.name)
    columns = b"".join(
        b'<tableColumn id="%d" name="%b"/>' % (place, table_heading(heading))
        for place, heading in enumerate(table.columns, 1)
    )
    return _DECLARATION + (
        b'<table xmlns="%b" id="%d" name="%b" displayName="%b" ref="%b" totalsRowShown="0">'
        b'<autoFilter ref="%b"/><tableColumns count="%d">%b</tableColumns>'
        b'<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0"'
        b' showRowStripes="1" showColumnStripes="0"/></table>'
    ) % (TRANSITIONAL.encode(), number, name, name, area, area, len(table.columns), columns)


def table_heading(text: str) -> bytes:
    """A heading as the table part states it: its line breaks are escaped Excel's way."""
    return escape_attribute(text.replace("\r\n", "\n").replace("\n", "_x000a_"))


def _sheet_bytes(table: NewTable, style: int, looks: Sequence[int], reference: str) -> bytes:
    headings = b"".join(
        b'<c r="%b" s="%d" t="inlineStr">%b</c>'
        % (cell_name(1, column).encode(), style, encode(heading, b"", date_1904=False)[1])
        for column, heading in enumerate(table.columns, 1)
    )
    columns = b"".join(
        b'<col min="%d" max="%d" width="%b"%b customWidth="1"/>'
        % (column, column, f"{width:g}".encode(), b' style="%d"' % look if look else b"")
        for column, (width, look) in enumerate(zip_longest(table.widths, looks, fillvalue=0), 1)
        if column <= min(len(table.widths), len(table.columns))
    )
    area = str(Area(1, 1, 2, len(table.columns))).encode()
    return _DECLARATION + (
        b'<worksheet xmlns="%b" xmlns:r="%b">%b<dimension ref="%b"/><sheetViews>'
        b'<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
        b' state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
        b'<sheetFormatPr defaultRowHeight="15"/>%b<sheetData><row r="1">%b</row></sheetData>'
        b'<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        b'%b<tableParts count="1"><tablePart r:id="%b"/></tableParts></worksheet>'
    ) % (
        TRANSITIONAL.encode(),
        _RELATIONS.encode(),
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if looks else b"",
        area,
        b"<cols>%b</cols>" % columns if columns else b"",
        headings,
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' if looks else b"",
        escape_attribute(reference),
    )


def _list_sheet(contents: Contents, name: str, reference: str) -> None:
    data = contents.editable(contents.workbook)
    root = parse(data)
    holder = root.find("sheets")
    listed = list(holder.all("sheet")) if holder else []
    number = max((int(sheet.attributes.get("sheetId", "0")) for sheet in listed), default=0) + 1
    bound = {uri: prefix for prefix, uri in root.attributes.items() if ":" in prefix}
    prefix = bound.get(_RELATIONS, "xmlns:r").partition(":")[2].encode()
    declared = b"" if _RELATIONS in bound else b' xmlns:r="%b"' % _RELATIONS.encode()
    text = b'<%bsheet name="%b" sheetId="%d"%b %b:id="%b"/>' % (
        root.prefix, escape_attribute(name), number, declared, prefix, escape_attribute(reference),
    )  # fmt: skip
    if holder is None:
        text = b"<%bsheets>%b</%bsheets>" % (root.prefix, text, root.prefix)
        edit = put_child(root, "sheets", text, order=WORKBOOK_ORDER)
    else:
        edit = holder.appending(text)
    contents.package.replace(contents.workbook, splice(data, [edit]))
