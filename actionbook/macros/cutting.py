"""
The controls of a sheet taken out of every part that tells of them; all other bytes stay.

A control is told in the sheet, in the VML drawing, in the newer drawing and in a part of its own.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from actionbook.macros.controls import ACTIVEX, Control, sheet_controls
from actionbook.macros.drawn import ANCHORS, drawn_in
from actionbook.macros.vml import shapes_in, without_macro
from actionbook.ooxml import Package
from actionbook.ooxml.contents import Contents, Sheet
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.relations import source_of
from actionbook.ooxml.sheet import SheetPart

__all__ = ["cut_controls", "goes"]

_SHAPE = re.compile(r"_x0000_s(\d{1,9})")
_BOXES = ("AlternateContent", "Choice", "Fallback", "controls")


def goes(control: Control) -> bool:
    """Whether a control is nothing without its macro: a button that calls one, all ActiveX."""
    return control.kind == ACTIVEX or (control.kind == "button" and bool(control.macro))


def cut_controls(contents: Contents, sheet: Sheet, controls: Sequence[Control]) -> None:
    """
    Take the controls that go out of *sheet*, and out of the others and the shapes their macro.

    *controls* are those of the sheet. Raises:
        ContentLossError: a part is in an encoding that is not edited here.
    """
    package = contents.package
    gone = {control.number for control in controls if goes(control)}
    calling = {control.number for control in controls if control.macro} - gone
    pictures = set(_pictures(contents, sheet, gone))
    is_empty = False
    for part in contents.related(sheet.part, "vmlDrawing"):
        data = package.read(part)
        kept = _without_shapes(data, gone, calling)
        is_empty = data != kept and not shapes_in(kept)
        package.replace(part, kept)
        if is_empty:
            package.remove(part)
    for part in contents.related(sheet.part, "drawing"):
        data = contents.editable(part)
        root = parse(data)
        cuts = list(_twins(root, gone))
        silent = [
            drawn.element.changing(macro="")
            for drawn in drawn_in(root)
            if not any(cut.start <= drawn.element.start < cut.end for cut in cuts)
        ]
        package.replace(part, splice(data, [*cuts, *silent]))
    _cut_from_sheet(contents, sheet, gone, calling, is_empty=is_empty)
    for control in controls:
        if control.number in gone and control.part:
            _remove_with_its_own(contents, control.part)
    for picture in pictures:
        if _is_pointed_to_once(package, picture):
            package.remove(picture)


def _pictures(contents: Contents, sheet: Sheet, gone: Collection[int]) -> Iterator[str]:
    """The pictures of how each control that goes looked, which programs without it show."""
    targets = {each.id: each.target for each in contents.package.relationships(sheet.part)}
    for element in sheet_controls(contents.sheet_part(sheet.name).frame):
        for properties in element.all("controlPr") if _number(element) in gone else ():
            for key, value in properties.attributes.items():
                if key.endswith(":id") and value in targets:
                    yield targets[value]


def _is_pointed_to_once(package: Package, part: str) -> bool:
    sources = [source_of(name) for name in package.names if name.casefold().endswith(".rels")]
    pointers = [each for source in sources for each in package.relationships(source)]
    return [each.target for each in pointers if not each.is_external].count(part) == 1


def _without_shapes(data: bytes, gone: Collection[int], calling: Collection[int]) -> bytes:
    edits = []
    for shape in shapes_in(data):
        if shape.number in gone:
            edits.append(Edit(shape.start, shape.end, b""))
        elif shape.number in calling:
            kept = without_macro(data[shape.start : shape.end])
            edits.append(Edit(shape.start, shape.end, kept))
    return splice(data, edits)


def _twins(root: Element, gone: Collection[int]) -> Iterator[Edit]:
    """The anchors of a drawing that stand for a control, with the box of each about it."""
    for child in root.children:
        if child.local not in (*ANCHORS, *_BOXES):
            continue
        numbers = {
            int(match[1])
            for each in child.walk("compatExt")
            if (match := _SHAPE.search(each.attributes.get("spid", "")))
        }
        if numbers and numbers <= set(gone):
            yield Edit(child.start, child.end, b"")


def _cut_from_sheet(
    contents: Contents,
    sheet: Sheet,
    gone: Collection[int],
    calling: Collection[int],
    *,
    is_empty: bool,
) -> None:
    # A sheet that is protected loses its buttons too: no cell of it is touched.
    part = SheetPart(contents.editable(sheet.part))
    edits = list(_controls_cut(part.frame, gone))
    for element in part.frame.walk("control"):
        if _number(element) in calling:
            edits += [
                properties.changing(macro=None)
                for properties in element.all("controlPr")
                if "macro" in properties.attributes
            ]
    legacy = part.frame.find("legacyDrawing")
    if is_empty and legacy is not None:
        edits.append(Edit(legacy.start, legacy.end, b""))
    if edits:
        contents.close_sheet()
        contents.package.replace(sheet.part, part.edited(edits))


def _controls_cut(element: Element, gone: Collection[int]) -> Iterator[Edit]:
    """Each control that goes, with the boxes about it that hold nothing else."""
    for child in element.children:
        told = {_number(each) for each in (*child.walk("control"), *_itself(child))}
        if not told:
            continue
        if child.local in (*_BOXES, "control") and told <= set(gone):
            yield Edit(child.start, child.end, b"")
        else:
            yield from _controls_cut(child, gone)


def _itself(element: Element) -> tuple[Element, ...]:
    return (element,) if element.local == "control" else ()


def _number(element: Element) -> int:
    stated = element.attributes.get("shapeId", "")
    return int(stated) if stated.isdigit() else 0


def _remove_with_its_own(contents: Contents, part: str) -> None:
    """A control's part, and the parts that it alone points to."""
    package = contents.package
    if part not in package.names:
        return
    own = [each.target for each in package.relationships(part) if not each.is_external]
    package.remove(part)
    for each in own:
        if each in package.names:
            package.remove(each)
