"""The defined names of a workbook, edited in place: those of the whole workbook, not of a sheet."""

from actionbook.ooxml.characters import decode_escapes, escape_attribute, escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import BrokenPartError, Edit, Element, parse, splice

__all__ = ["read_names", "set_name"]

BEFORE = ("externalReferences", "functionGroups", "sheets")
"""What the list of names follows in a workbook part, the nearest first (ECMA-376, CT_Workbook)."""


def read_names(contents: Contents) -> dict[str, str]:
    """The formula of each name, without ``=``; names that belong to one sheet are left out."""
    root = parse(contents.read(contents.workbook))
    return {
        element.attributes.get("name", ""): decode_escapes(text_of(element.inner))
        for element in _names(root)
    }


def _names(root: Element) -> list[Element]:
    holder = root.find("definedNames")
    found = holder.all("definedName") if holder else ()
    return [element for element in found if "localSheetId" not in element.attributes]


def set_name(contents: Contents, name: str, formula: str | None) -> None:
    """Let *name* stand for *formula*, or with None for nothing; what says so already is left."""
    data = contents.editable(contents.workbook)
    root = parse(data)
    old = next((each for each in _names(root) if each.attributes.get("name") == name), None)
    edit = _taken_out(root, old) if formula is None else _put_in(root, old, name, formula)
    if edit is not None:
        contents.package.replace(contents.workbook, splice(data, [edit]))


def _taken_out(root: Element, old: Element | None) -> Edit | None:
    holder = root.find("definedNames")
    if old is None or holder is None:
        return None
    whole = holder if old.outer == holder.inner else old
    return Edit(whole.start, whole.end, b"")


def _put_in(root: Element, old: Element | None, name: str, formula: str) -> Edit | None:
    tag = root.prefix + b"definedName"
    stated = b'<%b name="%b">' % (tag, escape_attribute(name))
    text = stated + escape_text(formula) + b"</%b>" % tag
    if old is not None:
        same = decode_escapes(text_of(old.inner)) == formula
        return None if same else Edit(old.start, old.end, text)
    holder = root.find("definedNames")
    if holder is not None:
        return holder.appending(text)
    for local in BEFORE:
        place = root.find(local)
        if place is not None:
            whole = root.prefix + b"definedNames"
            return Edit(place.end, place.end, b"<%b>%b</%b>" % (whole, text, whole))
    raise BrokenPartError("holds no list of sheets")
