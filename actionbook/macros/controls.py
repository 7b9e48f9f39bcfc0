"""
The form controls and ActiveX of a workbook's sheets, and the parts that each is made of.

A control is told four times: in the sheet, in its own part, in the VML drawing and, for newer
programs, in the drawing. Source: MS-XLSX 2.4 and ECMA-376 part 1, 18.3.1.18 (control).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actionbook.macros.activex import activex_caption
from actionbook.macros.places import anchored, macro_name
from actionbook.macros.vml import VmlShape, shapes_in
from actionbook.ooxml.contents import Contents, Sheet
from actionbook.ooxml.markup import Element

__all__ = ["ACTIVEX", "Control", "controls_on", "sheet_controls"]

ACTIVEX = "ActiveX control"
_KINDS = {
    "Button": "button",
    "Checkbox": "check box",
    "Dialog": "dialog",
    "Drop": "drop-down",
    "Edit": "text box",
    "GBox": "group box",
    "Label": "label",
    "List": "list box",
    "Pict": "picture",
    "Radio": "option button",
    "Scroll": "scroll bar",
    "Spin": "spin button",
}


@dataclass(frozen=True, slots=True)
class Control:
    """
    One control of a sheet; *part* is that of its properties ("" where it has none).

    *macro* is "" where it calls none, or where its events do (ActiveX). *place* is without sheet.
    """

    sheet: Sheet
    number: int
    kind: str
    name: str
    caption: str
    macro: str
    place: str
    part: str


def controls_on(contents: Contents, sheet: Sheet) -> tuple[Control, ...]:
    """The controls of a sheet, those first that its drawing has, in order."""
    drawn = {
        shape.number: shape
        for part in contents.related(sheet.part, "vmlDrawing")
        for shape in shapes_in(contents.package.read(part))
        if shape.kind != "Note"
    }
    told = {int(each.attributes.get("shapeId", "0")): each for each in _told(contents, sheet)}
    numbers = dict.fromkeys([*drawn, *told])
    found = (_control(contents, sheet, n, drawn.get(n), told.get(n)) for n in numbers)
    return tuple(control for control in found if control is not None)


def sheet_controls(frame: Element) -> Iterator[Element]:
    """The elements ``control`` of a sheet, each once: what stands for older programs is not."""
    for holder in frame.walk("controls"):
        seen = set()
        for element in holder.walk("control"):
            number = element.attributes.get("shapeId")
            if number not in seen:
                seen.add(number)
                yield element


def _told(contents: Contents, sheet: Sheet) -> Iterator[Element]:
    yield from sheet_controls(contents.sheet_part(sheet.name).frame)


def _control(
    contents: Contents,
    sheet: Sheet,
    number: int,
    shape: VmlShape | None,
    told: Element | None,
) -> Control | None:
    stated = told.attributes if told else {}
    pointed = next((value for key, value in stated.items() if key.endswith(":id")), "")
    pointer = next(
        (each for each in contents.package.relationships(sheet.part) if each.id == pointed), None
    )
    part = pointer.target if pointer and not pointer.is_external else ""
    is_activex = pointer is not None and pointer.type.rpartition("/")[2] == "control"
    if told is None and shape and shape.kind == "Pict" and not shape.macro:
        return None  # an embedded document, which is no control
    properties = next(told.walk("controlPr"), None) if told else None
    called = properties.attributes.get("macro", "") if properties else ""
    name = stated.get("name", "") or (shape.name if shape else "")
    caption = shape.caption if shape else ""
    if is_activex:
        caption = caption or activex_caption(contents.package, part)
    kind = _KINDS.get(shape.kind, "control") if shape else "control"
    return Control(
        sheet=sheet,
        number=number,
        kind=ACTIVEX if is_activex else kind,
        name=name,
        caption=caption or name,
        macro=macro_name(called or (shape.macro if shape else "")),
        place=(shape.place if shape else "") or _anchor(told),
        part=part,
    )


def _anchor(told: Element | None) -> str:
    anchor = next(told.walk("anchor"), None) if told else None
    corners = []
    for local in ("from", "to"):
        corner = anchor.find(local) if anchor else None
        for each in ("row", "col"):
            number = corner.find(each) if corner else None
            text = number.inner.strip() if number else b""
            corners.append(int(text) if text.isdigit() else -1)
    return anchored(*corners) if min(corners) >= 0 else ""
