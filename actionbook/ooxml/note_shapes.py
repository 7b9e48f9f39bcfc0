"""
The boxes that notes are shown in: drawn in VML, which Excel reads for notes to this day.

The part may be no XML (Word's ``<br>`` has no end), so it is searched, not parsed.
Source: ECMA-376 part 4, 19.4 (SpreadsheetML drawing in VML).
"""

import re
from collections.abc import Callable, Mapping
from itertools import count

from actionbook.ooxml.characters import escape_attribute
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import attributes
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import ORDER, SheetPart, is_true, put_child

__all__ = ["ANCHOR", "BOX", "PLACE", "show_notes"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    (b"v", b"urn:schemas-microsoft-com:vml"),
    (b"o", b"urn:schemas-microsoft-com:office:office"),
    (b"x", b"urn:schemas-microsoft-com:office:excel"),
)
_EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"'
    b' xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">\n</xml>'
)
_KIND = (
    b'<v:shapetype%b id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\n'
)
_SHAPE = (
    b'<v:shape%b id="_x0000_s%d" type="#_x0000_t202"'
    b' style="position:absolute;z-index:%d;visibility:hidden" fillcolor="#ffffe1"'
    b' o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    b'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    b"<x:Anchor>%b</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
    b"<x:Column>%d</x:Column></x:ClientData></v:shape>\n"
)
_CLUSTER = 1024
"""Shape numbers come in lots of so many, which a drawing lays claim to by the lot."""

_WIDE, _LINE, _LETTERS = 300, 15, 44
"""Pixels that a note is wide and a line of it high, and letters that go on a line."""

# Programs bind the names of VML to other prefixes than Excel's v, o and x.
_CLAIM = re.compile(rb"<(?:\w+:)?idmap\b[^>]*?\bdata\s*=\s*[\"']([0-9, ]*)[\"'][^>]*>")
_END = re.compile(rb"</xml\s*>\s*\Z", re.IGNORECASE)
BOX = re.compile(rb"<((?:\w+:)?)ClientData\b.*?</\1ClientData\s*>", re.DOTALL)
ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</(?:\w+:)?Anchor>)")
PLACE = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*([0-9]+)\s*</")


def show_notes(
    contents: Contents, sheet: str, *, new: Mapping[Cell, str], longer: Mapping[Cell, str]
) -> None:
    """Boxes for the *new* notes of a sheet, and room in those of notes that have grown *longer*."""
    if not new and not longer:
        return
    part = next(iter(contents.related(contents.sheet(sheet).part, "vmlDrawing")), None)
    data = contents.editable(part) if part else _EMPTY
    data = _grown(data, longer)
    if new:
        data = _with_shapes(contents, data, new, _Grid(contents.sheet_part(sheet)))
    if part:
        contents.package.replace(part, data)
        return
    part = contents.free_part("drawings/vmlDrawing", ".vml")
    contents.package.add(part, data, content_type=_CONTENT)
    _point_to(contents, sheet, part)


def _point_to(contents: Contents, sheet: str, part: str) -> None:
    """Let the sheet name the drawing of its notes."""
    reference = contents.package.relate(
        contents.sheet(sheet).part, type=f"{_RELATIONS}/vmlDrawing", target=part
    )
    opened = contents.sheet_part(sheet)
    root = opened.frame
    bound = {uri: prefix for prefix, uri in root.attributes.items() if ":" in prefix}
    prefix = bound.get(_RELATIONS, "xmlns:r").partition(":")[2].encode()
    declared = b"" if _RELATIONS in bound else b' xmlns:r="%b"' % _RELATIONS.encode()
    text = b'<%blegacyDrawing%b %b:id="%b"/>' % (
        root.prefix, declared, prefix, escape_attribute(reference),
    )  # fmt: skip
    contents.editable(contents.sheet(sheet).part)
    edit = put_child(root, "legacyDrawing", text, order=ORDER)
    contents.replace_sheet(sheet, opened.edited([edit]))


def _with_shapes(contents: Contents, data: bytes, new: Mapping[Cell, str], grid: "_Grid") -> bytes:
    end = _END.search(data)
    at = end.start() if end else len(data)
    head = data[: data.find(b">") + 1]
    spaces = b"".join(
        b' xmlns:%b="%b"' % space for space in _SPACES if b"xmlns:%b=" % space[0] not in head
    )
    numbers = _free_numbers(contents, data, len(new))
    shapes = b"" if b'"_x0000_t202"' in data else _KIND % spaces
    for order, (cell, text) in enumerate(new.items(), 1):
        row, column = cell
        anchor = grid.anchor(cell, text)
        shapes += _SHAPE % (spaces, numbers[order - 1], order, anchor, row - 1, column - 1)
    return _claiming(data[:at] + shapes + data[at:], numbers, spaces)


def _free_numbers(contents: Contents, data: bytes, wanted: int) -> list[int]:
    """Shape numbers of lots that no drawing of the workbook lays claim to, nor has a shape in."""
    taken: set[int] = set()
    drawn = [name for name in contents.package.names if name.lower().endswith(".vml")]
    for held in (data, *(contents.package.read(name) for name in drawn)):
        for claim in _CLAIM.findall(held):
            taken.update(int(each) for each in claim.split(b",") if each.strip())
        taken.update(int(each) // _CLUSTER for each in re.findall(rb"_x0000_s([0-9]{1,9})", held))
    free = (lot for lot in count(1) if lot not in taken)
    numbers: list[int] = []
    while len(numbers) < wanted:
        first = next(free) * _CLUSTER
        numbers += range(first + 1, first + _CLUSTER)
    return numbers[:wanted]


def _claiming(data: bytes, numbers: list[int], spaces: bytes) -> bytes:
    lots = sorted({number // _CLUSTER for number in numbers})
    claimed = b",".join(b"%d" % lot for lot in lots)
    standing = _CLAIM.search(data)
    if standing:
        at = standing.end(1)
        return data[:at] + (b"," if standing[1].strip() else b"") + claimed + data[at:]
    at = data.find(b">") + 1
    layout = (
        b'<o:shapelayout%b v:ext="edit"><o:idmap v:ext="edit" data="%b"/></o:shapelayout>\n'
    ) % (spaces, claimed)
    return data[:at] + layout + data[at:]


def _grown(data: bytes, longer: Mapping[Cell, str]) -> bytes:
    """The drawing with the boxes of those cells lengthened by what was written in them."""
    for (row, column), text in longer.items():
        wanted = {b"Row": row - 1, b"Column": column - 1}
        for box in BOX.finditer(data):
            if {name: int(number) for name, number in PLACE.findall(box[0])} == wanted:
                anchor = ANCHOR.search(box[0])
                if anchor:
                    start, end = (box.start() + place for place in anchor.span())
                    data = data[:start] + _lengthened(anchor, text) + data[end:]
                break
    return data


def _lengthened(anchor: re.Match[bytes], text: str) -> bytes:
    places = [int(each) for each in anchor[2].split(b",") if each.strip().isdigit()]
    if len(places) != len(("column", "x", "row", "y")) * 2:
        return anchor[0]
    places[6] += -(-_high(text) // 20)
    return anchor[1] + b", ".join(b"%d" % place for place in places) + anchor[3]


def _high(text: str) -> int:
    """Pixels that *text* is high in a note."""
    lines = sum(max(-(-len(line) // _LETTERS), 1) for line in text.split("\n"))
    return lines * _LINE + _LINE


class _Grid:
    """How wide the columns of a sheet are and how high its rows, in pixels."""

    def __init__(self, part: SheetPart) -> None:
        self._part = part
        stated = _stated(part, "sheetFormatPr")
        self._usual_width = _pixels(stated.get("defaultColWidth", "9.14"), 7) + 5
        self._usual_height = _pixels(stated.get("defaultRowHeight", "15"), 4 / 3)
        holder = part.frame.find("cols")
        self._columns = [each.attributes for each in holder.all("col")] if holder else []

    def anchor(self, cell: Cell, text: str) -> bytes:
        """Where a note on *cell* begins and ends: column, pixels, row, pixels; twice."""
        row, column = cell
        first_row = max(row - 1, 1)
        right, x = self._walked(column + 1, _WIDE + 15, self._width)
        bottom, y = self._walked(first_row, _high(text) + 8, self._height)
        places = (column, 15, first_row - 1, 8, right - 1, x, bottom - 1, y)
        return b", ".join(b"%d" % place for place in places)

    @staticmethod
    def _walked(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
        at = start
        while pixels >= size(at) and at < start + 500:
            pixels -= size(at)
            at += 1
        return at, max(pixels, 0)

    def _width(self, column: int) -> int:
        for stated in self._columns:
            if int(stated.get("min", "0")) <= column <= int(stated.get("max", "0")):
                if is_true(stated.get("hidden")):
                    return 0
                return _pixels(stated["width"], 7) + 5 if "width" in stated else self._usual_width
        return self._usual_width

    def _height(self, row: int) -> int:
        span = self._part.rows.row(row, nearby=True)
        stated = attributes(self._part.data[span.start : span.inner_start]) if span else {}
        if is_true(stated.get("hidden")):
            return 0
        return _pixels(stated["ht"], 4 / 3) if "ht" in stated else self._usual_height


def _stated(part: SheetPart, local: str) -> Mapping[str, str]:
    element = part.frame.find(local)
    return element.attributes if element is not None else {}


def _pixels(text: str, each: float) -> int:
    try:
        return max(round(float(text) * each), 0)
    except ValueError:
        return 20
