"""
What formulas need after an edit: their place in the calculation chain, and to be computed anew.

Excel computes at opening where ``fullCalcOnLoad`` says so. It is asked to only where a formula
may depend on an edited cell, which is told by approximation, on the side of computing:

* a formula on the edited sheet depends on the edit, unless it reads nothing but its own row of a
  table (``[#This Row]``) and no cell of that row was edited, or it was itself written just now
  with its result;
* a formula on another sheet depends on it if its text names the sheet, a table on it or a defined
  name, or holds INDIRECT, OFFSET or a reference that runs over several sheets.

Sheets that the calculation chain tells to hold no formula are not opened.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.changes import Changes
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.facts import read_formulas
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart, is_true, put_child

__all__ = ["WORKBOOK_ORDER", "ask_to_compute", "follow", "forget_formulas"]

# Source: ECMA-376 part 1, 18.2.27.
_ORDER = """
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
    smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
"""
WORKBOOK_ORDER = tuple(_ORDER.split())
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_OWN_ROW = re.compile(r"[\w.\\]*\[\s*\[#This Row\]\s*(?:,(?:[^\[\]]|\[(?:[^\[\]']|'.)*\])*)?\]")
_READS = re.compile(r"[A-Za-z_\\$][\w.$\\]*(?!\s*[\w.(])|[\[\]!]|\$?[0-9]+:")
_ANYWHERE = ("indirect", "offset")


def follow(
    contents: Contents,
    changes: Changes,
    lost: Mapping[str, Collection[Cell]],
    *,
    computes: bool,
) -> None:
    """
    Let follow what must follow *changes*; *lost* are the cells, by sheet, that held a formula.

    *computes*: a formula without a result was put in.
    """
    for sheet, cells in lost.items():
        forget_formulas(contents, sheet, cells)
    if changes.steps:
        _compute_on_opening(contents, changes, is_needed=computes)


def forget_formulas(contents: Contents, sheet: str, cells: Collection[Cell]) -> None:
    """Take cells that hold no formula any more out of the calculation chain; the part if empty."""
    for part in contents.related(contents.workbook, "calcChain"):
        names = {cell_name(*cell) for cell in cells}
        data = contents.editable(part)
        root = parse(data)
        edits = list(_chain_edits(root, contents.sheet(sheet).number, names))
        if len([edit for edit in edits if not edit.text]) == len(list(root.all("c"))):
            contents.package.remove(part)
        elif edits:
            contents.package.replace(part, splice(data, edits))


def _chain_edits(root: Element, number: int, names: set[str]) -> Iterable[Edit]:
    """An entry without a sheet number is on the sheet of the one before: it has to be told."""
    current = 0
    told = True
    for element in root.all("c"):
        stated = element.attributes
        is_stated = "i" in stated
        current = int(stated["i"]) if is_stated else current
        if current == number and stated.get("r") in names:
            yield Edit(element.start, element.end, b"")
            told = told and not is_stated
            continue
        if not told and not is_stated:
            yield element.changing(i=str(current))
        told = True


def _compute_on_opening(contents: Contents, changes: Changes, *, is_needed: bool) -> None:
    """
    Ask Excel to compute when it opens the workbook, if a formula may depend on an edited cell.

    *changes*: every cell that was set. *is_needed*: it is known already to be needed.
    """
    root = parse(contents.read(contents.workbook))
    properties = root.find("calcPr")
    if properties is not None and is_true(properties.attributes.get("fullCalcOnLoad")):
        return
    if is_needed or any(_is_read(contents, root, sheet, changes) for sheet in changes.sheets):
        ask_to_compute(contents)


def ask_to_compute(contents: Contents) -> None:
    """Ask Excel to compute when it opens the workbook; asked already, nothing is edited."""
    root = parse(contents.read(contents.workbook))
    properties = root.find("calcPr")
    if properties is not None and is_true(properties.attributes.get("fullCalcOnLoad")):
        return
    if properties is not None:
        edit = properties.changing(fullCalcOnLoad="1")
    else:
        text = b'<%bcalcPr fullCalcOnLoad="1"/>' % root.prefix
        edit = put_child(root, "calcPr", text, order=WORKBOOK_ORDER)
    data = contents.editable(contents.workbook)
    contents.package.replace(contents.workbook, splice(data, [edit]))


def _is_read(contents: Contents, root: Element, sheet: str, changes: Changes) -> bool:
    formulas = list(read_formulas(contents.sheet_part(sheet)))
    cells = changes.cells(sheet) if formulas else set()
    if _is_read_beside(formulas, cells):
        return True
    words = tuple(_names(contents, root, sheet))
    return any(
        _mentions(contents.sheet_part(other), words)
        for other in _sheets_with_formulas(contents)
        if other != sheet
    )


def _is_read_beside(formulas: Iterable[tuple[Cell, str]], cells: Collection[Cell]) -> bool:
    """Whether a formula on the edited sheet itself may depend on the edit."""
    edited_rows = {row for row, _ in cells}
    own_row: dict[str, bool] = {}
    for cell, text in formulas:
        if cell in cells:
            continue
        if text not in own_row:
            own_row[text] = reads_own_row_alone(text)
        if not own_row[text] or cell[0] in edited_rows:
            return True
    return False


def reads_own_row_alone(formula: str) -> bool:
    """Whether a formula reads nothing but constants and its own row of a table."""
    rest = _OWN_ROW.sub("", _TEXT.sub("", formula))
    names = (match[0].upper() for match in _READS.finditer(rest))
    return all(name in ("TRUE", "FALSE") for name in names)


def _names(contents: Contents, root: Element, sheet: str) -> Iterable[str]:
    """What a formula elsewhere would have to mention, in lower case."""
    lowered = sheet.lower()
    yield lowered + "!"
    yield lowered.replace("'", "''") + "'!"
    yield from _ANYWHERE
    for part in contents.related(contents.sheet(sheet).part, "table"):
        yield parse(contents.read(part)).attributes.get("displayName", "").lower()
    holder = root.find("definedNames")
    for element in holder.all("definedName") if holder else ():
        name = element.attributes.get("name", "").lower()
        if not name.startswith("_xlnm."):
            yield name


def _mentions(part: SheetPart, words: tuple[str, ...]) -> bool:
    texts = {text.lower() for _, text in read_formulas(part)}
    several = re.compile(r":[^!'(),]*'?!")
    return any(several.search(text) or any(word in text for word in words) for text in texts)


def _sheets_with_formulas(contents: Contents) -> Iterable[str]:
    chains = contents.related(contents.workbook, "calcChain")
    if not chains:
        return [sheet.name for sheet in contents.sheets]
    numbers, current = set(), 0
    for element in parse(contents.read(chains[0])).all("c"):
        current = int(element.attributes.get("i", current))
        numbers.add(current)
    return [sheet.name for sheet in contents.sheets if sheet.number in numbers]
