"""
What follows rows of a sheet from parts of its own: notes and their boxes, threads, pictures, links.

Sources: ECMA-376 part 1, 18.7 (comments), 20.5 (drawings), 18.6 (calculation chain); part 4, 19.4
(the boxes, which may be no XML and are searched).
"""

import re
from collections.abc import Callable, Iterator

from actionbook.ooxml.addresses import parse_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.note_shapes import ANCHOR, BOX, PLACE
from actionbook.ooxml.row_moves import link_changes
from actionbook.ooxml.row_order import FixedRowError, RowOrder

__all__ = ["followers"]

_CORNERS = 8
_TOP, _BOTTOM = 2, 6
"""Where an anchor of eight numbers tells its rows."""
_NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")


def followers(contents: Contents, order: RowOrder) -> dict[str, bytes]:
    """
    The parts that change as notes, threads, pictures, links and the chain follow rows in *order*.

    The part of the sheet itself is not among them.

    Raises:
        FixedRowError: a control stands in one of the rows.
    """
    own = contents.sheet(order.sheet)
    edits: dict[str, Callable[[bytes], bytes]] = {}
    for kind, found in (
        ("comments", _refs_of("comment")),
        ("threadedComment", _refs_of("threadedComment")),
        ("drawing", _anchored),
    ):
        for name in contents.related(own.part, kind):
            edits[name] = _spliced(found, order)
    for name in contents.related(own.part, "vmlDrawing"):
        edits[name] = lambda data: _boxes(data, order)
    for name in contents.related(contents.workbook, "calcChain"):
        edits[name] = _spliced(lambda root, order: _chain(root, order, own.number), order)
    changed = {name: edit(contents.editable(name)) for name, edit in edits.items()}
    for sheet in contents.sheets:
        if sheet != own and b"location" in contents.read(sheet.part):
            part = contents.sheet_part(sheet.name)
            links = list(_links(part.frame, order, sheet.name))
            if links:
                changed[sheet.part] = contents.editable_sheet(sheet.name).edited(links)
    return changed


def _spliced(
    found: Callable[[Element, RowOrder], Iterator[Edit]], order: RowOrder
) -> Callable[[bytes], bytes]:
    return lambda data: splice(data, found(parse(data), order))


def _links(frame: Element, order: RowOrder, sheet: str) -> Iterator[Edit]:
    for element in frame.walk("hyperlink"):
        changed = link_changes(element, order, sheet)
        if changed:
            yield element.changing(**changed)


def _refs_of(local: str) -> Callable[[Element, RowOrder], Iterator[Edit]]:
    def edits(root: Element, order: RowOrder) -> Iterator[Edit]:
        for element in root.walk(local):
            if (ref := _moved_ref(element.attributes.get("ref", ""), order)) is not None:
                yield element.changing(ref=ref)

    return edits


def _moved_ref(ref: str, order: RowOrder) -> str | None:
    """A cell's name where its row goes; None where it stays, or is no cell."""
    try:
        row, _ = parse_cell(ref)
    except ValueError:
        return None
    if row not in order.becomes:
        return None
    return ref.rstrip("0123456789") + str(order.of(row))


def _chain(root: Element, order: RowOrder, number: int) -> Iterator[Edit]:
    """An entry without a sheet number is on the sheet of the one before."""
    current = 0
    for element in root.all("c"):
        stated = element.attributes
        current = int(stated.get("i", current))
        ref = _moved_ref(stated.get("r", ""), order) if current == number else None
        if ref is not None:
            yield element.changing(r=ref)


def _anchored(root: Element, order: RowOrder) -> Iterator[Edit]:
    """A picture or shape that stands within one row goes with it; a chart over several stays."""
    for anchor in root.children:
        start, end = anchor.find("from"), anchor.find("to")
        rows = [holder.find("row") for holder in (start, end) if holder is not None]
        numbers = {int(row.inner) + 1 for row in rows if row is not None}
        if len(numbers) != 1 or anchor.attributes.get("editAs") == "absolute":
            continue
        (number,) = numbers
        if number in order.becomes:
            told = str(order.of(number) - 1).encode()
            yield from (Edit(r.inner_start, r.inner_end, told) for r in rows if r is not None)


def _boxes(data: bytes, order: RowOrder) -> bytes:
    """The drawing with the box of each note beside its cell."""

    def moved(match: re.Match[bytes]) -> bytes:
        box = match[0]
        if not _NOTE.search(box):
            _refuse_control(box, order)
            return box
        place = {name: int(number) for name, number in PLACE.findall(box)}
        row = place.get(b"Row", -1) + 1
        if row not in order.becomes:
            return box
        by = order.of(row) - row
        box = ANCHOR.sub(lambda anchor: anchor[1] + _shifted(anchor[2], by) + anchor[3], box)
        return _ROW.sub(lambda each: each[1] + b"%d" % (order.of(row) - 1) + each[2], box)

    return BOX.sub(moved, data)


_ROW = re.compile(rb"(<(?:\w+:)?Row>\s*)[0-9]+(\s*</)")


def _places(anchor: bytes) -> list[int]:
    places = [int(each) for each in anchor.split(b",") if each.strip().lstrip(b"-").isdigit()]
    return places if len(places) == _CORNERS else []


def _shifted(anchor: bytes, by: int) -> bytes:
    """An anchor so many rows further down; as it stands where it is not understood."""
    places = _places(anchor)
    if not places:
        return anchor
    numbers = iter(
        max(place + by, 0) if at in (_TOP, _BOTTOM) else place for at, place in enumerate(places)
    )
    return re.sub(rb"-?[0-9]+", lambda _: b"%d" % next(numbers), anchor)


def _refuse_control(box: bytes, order: RowOrder) -> None:
    anchor = ANCHOR.search(box)
    places = _places(anchor[2]) if anchor else []
    if places and places[_TOP] == places[_BOTTOM] and places[_TOP] + 1 in order.becomes:
        raise FixedRowError(
            f"a button or box stands in row {places[_TOP] + 1}: move it above or beside the table"
        )
