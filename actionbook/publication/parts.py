"""Checks of what a workbook is made of: only what a published one needs, and nothing live."""

from collections.abc import Iterator

from actionbook.ooxml.markup import Element
from actionbook.ooxml.relations import rels_name, source_of
from actionbook.publication.allowed import ALLOWED, Kind
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.finished import Finished
from actionbook.publication.loose import loose_bytes
from actionbook.publication.secrets import PUBLIC

__all__ = [
    "comment",
    "connection",
    "custom_property",
    "custom_xml",
    "defined_name",
    "drawing_outside_print",
    "external_link",
    "formula",
    "macro_or_control",
    "part_outside_the_list",
    "pivot_cache",
    "printer_setting",
]

INSPECT = "Take it out in Excel: File, Info, Check for Issues, Inspect Document."
REMAKE = "Make the workbook anew with 'actionbook appendix', or copy its values into a new one."
_HYPERLINK = "/hyperlink"
_NAMES = ("_xlnm.print_area", "_xlnm.print_titles")


def _of_kind(subject: Subject, kind: Kind, what: str, fix: str) -> Hits:
    for name in subject.file.names(kind):
        yield Hit(name, f"{what} is in the file.", fix)


@looks_for("PUB101", since="0.1")
def part_outside_the_list(subject: Subject) -> Hits:
    """
    A part of the file that no published workbook needs, or that nothing in the workbook shows.

    Why: what nobody sees on the screen is downloaded with the rest, and can be read.
    Example: xl/media/image1.png, a photograph with the place where it was taken.
    Instead: the properties, the workbook, styles, theme, shared strings, sheets, tables.
    """
    file = subject.file
    pointed = set(_pointed_to(file))
    for name, kind in file.kinds.items():
        if kind is Kind.OTHER:
            yield Hit(name, f"is {kind.value}.", REMAKE)
        elif kind in ALLOWED and kind is not Kind.CONTENTS and name.lower() not in pointed:
            yield Hit(name, "is in the file and nothing in the workbook points to it.", REMAKE)
    for sheet in file.sheets:
        if sheet.is_odd:
            yield Hit(sheet.name, f"cannot be looked through, as {sheet.is_odd}.", REMAKE)
    loose = loose_bytes(file.path)
    if loose:
        yield Hit(file.path.name, f"holds {loose:,} bytes that belong to no part.", REMAKE)


def _pointed_to(file: Finished) -> Iterator[str]:
    """The parts, in lower case, that some part points to, and the pointers of those that are."""
    shown = {sheet.part.lower() for sheet in file.contents.sheets}
    for name in ("", *file.package.names):
        rels = rels_name(name).lower()
        for pointer in () if name.lower().endswith(".rels") else file.package.relationships(name):
            yield rels
            target = pointer.target.lower()
            is_sheet = file.kinds.get(pointer.target) is Kind.SHEET
            if not pointer.is_external and (target in shown or not is_sheet):
                yield target
    for name in file.names(Kind.RELATIONSHIPS):
        # Pointers of none, which Excel leaves behind, show nothing and say nothing.
        if source_of(name) in ("", *file.package.names):
            yield name.lower()


@looks_for("PUB102", since="0.1")
def formula(subject: Subject) -> Hits:
    """
    A cell, or a column of a table, that works its value out.

    Why: a formula tells where a number came from, and another machine may work out another one.
    Example: C7 holds =VLOOKUP(A7,Staff!A:F,6,FALSE).
    Instead: the value itself: Paste Special, Values.
    """
    fix = "Put the value in its place: copy, then Paste Special, Values."
    for sheet in subject.file.sheets:
        for cell in sheet.formulas:
            yield Hit(sheet.at(cell), "holds a formula.", fix)
    for name in subject.file.names(Kind.TABLE):
        for column in _below(subject.file.markup(name)):
            if column.local in ("calculatedColumnFormula", "totalsRowFormula"):
                yield Hit(name, "holds a formula for a column of its table.", fix)


@looks_for("PUB103", since="0.1")
def external_link(subject: Subject) -> Hits:
    """
    A link to another workbook, or anything but a web link that points out of the file.

    Why: it holds values of the other workbook, and the path to it.
    Example: xl/externalLinks/externalLink1.xml, which remembers the cells of Staffing.xlsx.
    Instead: the values themselves; Data, Edit Links, Break Link.
    """
    file, fix = subject.file, "Break it in Excel: Data, Edit Links, Break Link."
    yield from _of_kind(subject, Kind.EXTERNAL, "A link to another workbook", fix)
    for name in ("", *file.package.names):
        # Pointers of a part that is itself refused go with it.
        if name and file.kinds[name] not in ALLOWED and file.kinds[name] is not Kind.DRAWING:
            continue
        for pointer in file.package.relationships(name):
            if pointer.is_external and not pointer.type.endswith(_HYPERLINK):
                yield Hit(name or "the package", "points to something outside the file.", REMAKE)


@looks_for("PUB104", since="0.1")
def connection(subject: Subject) -> Hits:
    """
    A connection to a database, a query or a data model.

    Why: it names servers and users, and may hold all that was ever loaded.
    Example: xl/connections.xml with the name of the finance server.
    Instead: the values alone; Data, Queries and Connections, Delete.
    """
    fix = "Delete it in Excel: Data, Queries and Connections."
    yield from _of_kind(subject, Kind.CONNECTION, "A connection to data", fix)


@looks_for("PUB105", since="0.1")
def comment(subject: Subject) -> Hits:
    """
    A comment, a note, or the list of those who wrote them.

    Why: comments are written to colleagues, and name who wrote them.
    Example: a note on E12, "J says this will never happen".
    Instead: none; what members need to know stands in a cell.
    """
    yield from _of_kind(subject, Kind.COMMENT, "A comment, or its shape or author,", INSPECT)


@looks_for("PUB106", since="0.1")
def pivot_cache(subject: Subject) -> Hits:
    """
    A pivot table, or the copy of the rows that it was made from.

    Why: the copy holds every row of the source, whatever the pivot table shows.
    Example: xl/pivotCache/pivotCacheRecords1.xml with rows of the exempt sheet.
    Instead: the figures as values.
    """
    fix = "Copy the figures as values and delete the pivot table."
    yield from _of_kind(subject, Kind.PIVOT, "A pivot table or its copy of the rows", fix)


@looks_for("PUB107", since="0.1")
def custom_xml(subject: Subject) -> Hits:
    """
    XML of some other program, carried in the workbook.

    Why: document stores put the file's history, owners and classification there.
    Example: customXml/item1.xml with the names of who approved the draft.
    Instead: none.
    """
    yield from _of_kind(subject, Kind.CUSTOM_XML, "Custom XML", INSPECT)


@looks_for("PUB108", since="0.1")
def custom_property(subject: Subject) -> Hits:
    """
    A property of the office's own, or a sensitivity label.

    Why: they hold case numbers, owners and the tenant's identity, and nobody looks at them.
    Example: docProps/custom.xml with "Owner: J Smith".
    Instead: title, author and language are enough.
    """
    yield from _of_kind(subject, Kind.CUSTOM_PROPERTY, "A custom property or label", INSPECT)


@looks_for("PUB109", since="0.1")
def printer_setting(subject: Subject) -> Hits:
    """
    The settings of a printer, which name it and its server.

    Why: the name of a printer often is that of a server and a room.
    Example: xl/printerSettings/printerSettings1.bin.
    Instead: paper and margins are kept without it.
    """
    yield from _of_kind(subject, Kind.PRINTER, "The settings of a printer", REMAKE)


@looks_for("PUB110", since="0.1")
def defined_name(subject: Subject) -> Hits:
    """
    A defined name other than a print area or the rows repeated on every page.

    Why: names hold formulas, constants and links that no cell shows.
    Example: a hidden name Budget that stands for =250000.
    Instead: none; Formulas, Name Manager, Delete.
    """
    root = subject.file.markup(subject.file.contents.workbook)
    holder = root.find("definedNames")
    for element in holder.all("definedName") if holder else ():
        name = element.attributes.get("name", "")
        if name.lower() not in _NAMES:
            yield Hit(
                subject.file.contents.workbook,
                f"has the defined name '{name}'.",
                "Delete it in Excel: Formulas, Name Manager (a hidden one goes with a new file).",
            )


@looks_for("PUB111", since="0.1")
def macro_or_control(subject: Subject) -> Hits:
    """
    A macro, an old macro sheet, or a button or other control.

    Why: nobody should be asked to trust a council's code to read its papers.
    Example: xl/vbaProject.bin.
    Instead: a plain .xlsx.
    """
    fix = "Save it as an Excel Workbook (.xlsx), which takes the macros out."
    yield from _of_kind(subject, Kind.MACRO, "A macro or control", fix)


@looks_for("PUB112", since="0.1")
def drawing_outside_print(subject: Subject) -> Hits:
    """
    A drawing, a picture's place or a chart, in a workbook that is not for print.

    Why: a screen reader cannot read it, and a chart remembers cells that the sheet does not show.
    Example: xl/charts/chart1.xml in the public edition.
    Instead: the numbers in a table; charts are for the print edition.
    """
    if subject.edition == PUBLIC:
        fix = "Take it out, or give --edition print where this is the edition for paper."
        yield from _of_kind(subject, Kind.DRAWING, "A drawing or chart", fix)


def _below(root: Element) -> Iterator[Element]:
    """Every descendant; a stack of our own, for a hostile part is nested deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(element.children))
