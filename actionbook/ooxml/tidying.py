"""Mends of a table: a heading found and renamed, merged cells parted."""

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import Area, areas
from actionbook.ooxml.characters import escape_text
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import parse, splice
from actionbook.ooxml.source import unreadable
from actionbook.ooxml.table import Table

__all__ = ["column_place", "rename_heading", "unmerge"]


def column_place(contents: Contents, table: Table, heading: str) -> int:
    """
    The place of a column of *table*, counted from 0.

    Raises:
        WorkbookUnreadableError: the table has no such column.
    """
    if heading not in table.columns:
        raise unreadable(contents.package.path, f"has no column {heading!r} in table {table.name}")
    return table.columns.index(heading)


def rename_heading(contents: Contents, table: Table, old: str, new: str) -> int:
    """
    Let the heading *old* read *new* in the part of *table*; its cell is set by another.

    The place of the column, counted from 0. Raises:
        WorkbookUnreadableError: the table has no such column.
        ContentLossError: the heading is taken, or a formula of the workbook asks for the column by
            the old one.
    """
    place = column_place(contents, table, old)
    if new.casefold() in {heading.casefold() for heading in table.columns if heading != old}:
        raise ContentLossError(f"{contents.file}: table {table.name} has a column {new!r}")
    mark = b"[" + escape_text(old) + b"]"
    for part in contents.package.names:
        if part.lower().endswith(".xml") and mark in contents.package.read(part):
            raise ContentLossError(
                f"{contents.file}: a formula asks for the column {old!r} of table {table.name} by "
                "its heading; rename it in Excel, which changes both"
            )
    data = contents.editable(table.part)
    holder = parse(data).find("tableColumns")
    columns = list(holder.all("tableColumn")) if holder else []
    edit = columns[place].changing(name=new)
    contents.package.replace(table.part, splice(data, [edit]))
    return place


def unmerge(contents: Contents, sheet: str, block: Area) -> None:
    """
    Part the merged block of that extent; its words are in its first cell already.

    Raises:
        ContentLossError: the sheet is protected.
    """
    contents.take_out(
        sheet,
        "mergeCells",
        "mergeCell",
        lambda each: areas(each.attributes.get("ref", "")) == (block,),
    )
