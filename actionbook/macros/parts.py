"""The parts of a package that are macros, by how it points to them and what it says they are."""

from typing import NamedTuple

from actionbook.ooxml import Package
from actionbook.ooxml.relations import Relationship
from actionbook.ooxml.source import unreadable

__all__ = ["MACRO_ENABLED", "MacroParts", "macro_parts"]

MACRO_ENABLED = {
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "workbook",
    "application/vnd.ms-excel.template.macroenabled.main+xml": "template",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": "add-in",
}
"""What the workbook part of a file with macros is called, in lower case, and what it is."""

_PROJECT = "/vbaProject"
_SIGNATURE = "/vbaProjectSignature"
_BESIDE = ("/wordVbaData", "/attachedToolbars")
_SHEETS = ("/xlMacrosheet", "/xlIntlMacrosheet")


class MacroParts(NamedTuple):
    """
    Where the macros of a package are: part names, "" or none where there are none.

    *beside* are parts that serve macros alone (signatures apart). *sheets* are Excel 4 macro
    sheets by relationship id; *kind* is "workbook", "template", "add-in", or "" for no macros.
    """

    workbook: str
    kind: str
    is_binary: bool
    project: str
    signatures: tuple[str, ...]
    beside: tuple[str, ...]
    sheets: tuple[Relationship, ...]


def macro_parts(package: Package) -> MacroParts:
    """
    The parts of *package* that are macros.

    Raises:
        WorkbookUnreadableError: it is no workbook.
    """
    workbook = next(
        (
            pointer.target
            for pointer in package.relationships("")
            if pointer.type.endswith("/officeDocument")
        ),
        "",
    )
    declared = package.content_type(workbook).casefold() if workbook else ""
    if "excel" not in declared and "spreadsheetml" not in declared:
        raise unreadable(package.path, "is not an Excel workbook")
    inside = [each for each in package.relationships(workbook) if not each.is_external]
    project = next((each.target for each in inside if each.type.endswith(_PROJECT)), "")
    held = {name.casefold() for name in package.names}
    if project.casefold() not in held:
        project = ""
    return MacroParts(
        workbook=workbook,
        kind=MACRO_ENABLED.get(declared, ""),
        is_binary="binary" in declared,
        project=project,
        signatures=tuple(
            each.target
            for each in package.relationships(project)
            if project and each.type.rpartition("/")[2].startswith(_SIGNATURE[1:])
        ),
        beside=tuple(
            each.target
            for source in filter(None, (workbook, project))
            for each in package.relationships(source)
            if each.type.endswith(_BESIDE)
        ),
        sheets=tuple(each for each in inside if each.type.endswith(_SHEETS)),
    )
