"""
A workbook's own buttons on the Ribbon: what they call, and the Ribbon without them.

Source: MS-CUSTOMUI 2.2; every attribute listed here names a procedure of the workbook.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.macros.places import macro_name
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.package import Package

__all__ = ["RIBBON", "RibbonCall", "ribbon_calls", "ribbon_parts", "without_calls"]

RIBBON = re.compile(
    r"^http://schemas\.microsoft\.com/office/20\d\d/relationships/ui/extensibility$"
)
_CALLBACK = re.compile(r"^(?:on[A-Z]\w*|get[A-Z]\w*|loadImage)$")
_HOLDERS = """
    customUI ribbon backstage commands contextMenus contextMenu tabs tab group tabSet
    contextualTabs qat sharedControls documentControls officeMenu box buttonGroup menu
    splitButton firstColumn secondColumn topItems bottomItems
"""
_FILLING = ("separator", "menuSeparator", "labelControl", "dialogBoxLauncher")
_CHANGES = ("visible", "enabled", "label", "screentip", "supertip", "image", "imageMso")


class RibbonCall(NamedTuple):
    """One thing on the Ribbon that calls *macro*; *caption* is its label, else its id."""

    macro: str
    caption: str
    event: str


def ribbon_parts(package: Package) -> tuple[str, ...]:
    """The parts that say what the workbook adds to the Ribbon."""
    return tuple(
        pointer.target
        for pointer in package.relationships("")
        if RIBBON.match(pointer.type) and not pointer.is_external
    )


def ribbon_calls(data: bytes) -> tuple[RibbonCall, ...]:
    """Every call of a procedure in the bytes of a Ribbon part; raises where it is broken."""
    return tuple(
        RibbonCall(macro_name(value), _caption(element), name)
        for element in _everything(parse(data))
        for name, value in element.attributes.items()
        if _CALLBACK.match(name) and value
    )


def _caption(element: Element) -> str:
    stated = element.attributes
    named = (stated.get(key, "") for key in ("label", "id", "idQ", "idMso"))
    return next((name for name in named if name), element.local)


def _everything(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _everything(child)


def without_calls(data: bytes) -> bytes:
    """
    The Ribbon part with nothing in it that calls a procedure; empty where nothing is left.

    A control of the workbook's own that calls goes whole, one of Excel's loses the call.
    """
    root = parse(data)
    if not _is_worth_keeping(root):
        return b""
    return splice(data, _cuts(root))


def _calls(element: Element) -> bool:
    return any(_CALLBACK.match(name) for name in element.attributes)


def _is_worth_keeping(element: Element) -> bool:
    """Whether something is left of it that is not a call, and not only a box about one."""
    stated, is_holder = element.attributes, element.local in _HOLDERS.split()
    if any(map(_is_worth_keeping, element.children)):
        return True
    if is_holder:
        changed = any(name in stated for name in _CHANGES) and "idMso" in stated
        return changed or "startFromScratch" in stated
    if element.local in _FILLING:
        return False
    return "idMso" in stated if _calls(element) else True


def _cuts(element: Element) -> Iterator[Edit]:
    if _calls(element):
        dropped = {name: None for name in element.attributes if _CALLBACK.match(name)}
        yield element.changing(**dropped)
    for child in element.children:
        if _is_worth_keeping(child):
            yield from _cuts(child)
        else:
            yield Edit(child.start, child.end, b"")
