"""
A macro workbook as a plain one: without VBA, ActiveX and the buttons that called it.

Everything else stays the same to the byte. The macro workbook itself is not changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from actionbook.errors import ActionbookError, ContentLossError
from actionbook.macros.called_functions import CellCall, cell_calls, other_calls
from actionbook.macros.callers import calls_on_ribbon, calls_on_sheets
from actionbook.macros.controls import ACTIVEX, controls_on
from actionbook.macros.cutting import cut_controls, goes
from actionbook.macros.inspection import functions_of, opened
from actionbook.macros.parts import MACRO_ENABLED, MacroParts, macro_parts
from actionbook.macros.places import on_sheet
from actionbook.macros.project import Caller, Project
from actionbook.macros.ribbon import ribbon_parts, without_calls
from actionbook.macros.values_kept import keep_values
from actionbook.macros.vba import read_project
from actionbook.ooxml import Package
from actionbook.ooxml.content_types import CONTENT_TYPES
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.faults import fault_of_file
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.workbook.lock import refuse_if_open

__all__ = ["OwnFunctions", "Retirement", "rehearse_retirement", "retire_macros"]

_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BECOMES = {"workbook": (_PLAIN + "sheet.main+xml", ".xlsx")}
_BECOMES["template"] = (_PLAIN + "template.main+xml", ".xltx")
_CODE = ("application/vnd.ms-office.vbaproject", "application/vnd.ms-office.activex")
_SHOWN = 8


class OwnFunctions(Enum):
    """What becomes of cells whose formula calls a function of the workbook's own VBA."""

    REFUSED = "refused"
    KEPT_AS_VALUES = "kept as values"


@dataclass(frozen=True, slots=True)
class Retirement:
    """
    What goes out of the workbook at *path*: all in order, by part, place or name.

    *buttons* go; *silenced* stay where they are, and call nothing any more. *valued* are cells
    that hold a value in place of a formula.
    """

    path: Path
    to: Path
    parts: tuple[str, ...]
    buttons: tuple[Caller, ...]
    silenced: tuple[Caller, ...]
    ribbon: tuple[Caller, ...]
    names: tuple[str, ...]
    valued: tuple[str, ...]

    def lines(self) -> list[str]:
        """The report, a line for each thing."""
        return [
            *(f"{each}: taken out" for each in self.buttons),
            *(f"{each}: stays, and calls nothing any more" for each in self.silenced),
            *(f"{each}: taken off the ribbon" for each in self.ribbon),
            *(f"name {name}: taken out" for name in self.names),
            *(f"{place}: its value is kept, its formula is not" for place in self.valued),
            *(f"part {part}: taken out" for part in self.parts),
        ]


def retire_macros(
    path: Path, to: Path, *, own_functions: OwnFunctions = OwnFunctions.REFUSED
) -> Retirement:
    """
    Make *to* of the macro workbook at *path*, without its macros; what went out.

    The file comes into place in one step. Raises:
        WorkbookUnreadableError: *path* is missing, broken, encrypted, or no .xlsm or .xltm.
        WorkbookBusyError: somebody has *path* open.
        ContentLossError: formulas call the workbook's own functions, or something would be lost.
        ActionbookError: *to* is there already or ends otherwise; oletools is not installed.
    """
    # What is typed there and not saved yet would not be in the plan that goes on.
    refuse_if_open(path)
    package, made = _prepared(path, to, own_functions)
    package.save(to, verify=_check_plain)
    return made


def rehearse_retirement(
    path: Path, to: Path, *, own_functions: OwnFunctions = OwnFunctions.REFUSED
) -> Retirement:
    """What `retire_macros` would do; nothing is written. Raises as it does."""
    return _prepared(path, to, own_functions)[1]


def _prepared(path: Path, to: Path, own_functions: OwnFunctions) -> tuple[Package, Retirement]:
    try:
        if opened(path) is not None:
            raise ActionbookError(f"{path} is an .xls. Save it as .xlsm in Excel and retire that.")
        package = Package.open(path)
        parts = macro_parts(package)
        _refuse(path, parts)
        before = set(package.names)
        contents = Contents(package)
        _refuse_needless(contents, parts)
        _refuse_name(to, parts)
        calls = _own_calls(contents, parts, own_functions)
        keep_values(contents, calls)
        on_sheets = tuple(calls_on_sheets(contents))
        gone = set(_cut_sheets(contents))
        ribbon = tuple(calls_on_ribbon(package))
        _cut_ribbon(package)
        names = tuple(_cut_names(contents))
        for part in filter(None, (*parts.signatures, *parts.beside, parts.project)):
            package.remove(part)
        _say_plain(package)
    except ValueError as error:
        raise fault_of_file(path, error) from error
    return package, Retirement(
        path=path,
        to=to,
        parts=tuple(sorted(before - set(package.names))),
        buttons=tuple(each for each in on_sheets if _known_by(each) in gone),
        silenced=tuple(each for each in on_sheets if _known_by(each) not in gone),
        ribbon=ribbon,
        names=names,
        valued=tuple(call.place for call in calls),
    )


def _refuse(path: Path, parts: MacroParts) -> None:
    if parts.is_binary:
        raise ActionbookError(f"{path} is an .xlsb. Save it as .xlsm in Excel and retire that.")
    if parts.kind == "add-in":
        raise ActionbookError(
            f"{path} is an add-in: it is nothing without its macros. "
            "'actionbook macros inspect' tells them."
        )
    if parts.sheets:
        sheets = ", ".join(each.target.rpartition("/")[2] for each in parts.sheets)
        raise ContentLossError(
            f"{path} has Excel 4 macro sheets ({sheets}), which other cells may read. Delete them "
            "in Excel, or put what is needed on a plain sheet, save, and run again."
        )


def _refuse_needless(contents: Contents, parts: MacroParts) -> None:
    """ActiveX is retired from a plain workbook too: it is code, whatever the workbook is called."""
    if parts.kind or parts.project or _activex_on(contents):
        return
    raise ActionbookError(f"{contents.package.path} holds no macros. There is nothing to retire.")


def _activex_on(contents: Contents) -> list[str]:
    return [
        control.name
        for sheet in contents.sheets
        for control in controls_on(contents, sheet)
        if control.kind == ACTIVEX
    ]


def _refuse_name(to: Path, parts: MacroParts) -> None:
    ending = _BECOMES[parts.kind or "workbook"][1]
    if to.suffix.casefold() != ending:
        raise ActionbookError(f"{to} has to end in {ending}, as there are no macros in it.")
    if to.exists():
        raise ActionbookError(f"{to} is there already. Choose another name, or move it away first.")


def _own_calls(
    contents: Contents, parts: MacroParts, own_functions: OwnFunctions
) -> tuple[CellCall, ...]:
    package = contents.package
    project = read_project(package.read(parts.project)) if parts.project else Project()
    if project.trouble:
        raise ContentLossError(
            f"{package.path}: {project.trouble}, so that it cannot be told which formulas call it. "
            "Open the workbook in Excel, save it, and run again."
        )
    functions = functions_of(project.modules, project.hidden)
    calls = tuple(cell_calls(contents, functions))
    if calls and own_functions is OwnFunctions.REFUSED:
        named = ", ".join(sorted({call.function for call in calls}))
        raise ContentLossError(
            f"{package.path}: formulas call its own functions ({named}) in "
            f"{_several([call.place for call in calls])}. Put Excel's functions in their place, or "
            "keep the values with --keep-values."
        )
    others = tuple(other_calls(contents, functions))
    if others:
        raise ContentLossError(
            f"{package.path}: {_several([each.place for each in others])} calls its own function "
            f"{others[0].function}. Take it out in Excel, save, and run again."
        )
    return calls


def _several(places: Sequence[str]) -> str:
    more = len(places) - _SHOWN
    return ", ".join(places[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _known_by(caller: Caller) -> tuple[str, ...]:
    """What tells a caller from another at the same place."""
    return caller.kind, caller.macro, caller.place


def _cut_sheets(contents: Contents) -> Iterator[tuple[str, ...]]:
    """What tells each that went: its kind, what it calls, its place."""
    for sheet in contents.sheets:
        controls = controls_on(contents, sheet)
        cut_controls(contents, sheet, controls)
        for control in controls:
            if goes(control):
                called = control.macro or control.name
                yield control.kind, called, on_sheet(sheet.name, control.place)


def _cut_ribbon(package: Package) -> None:
    for part in ribbon_parts(package):
        kept = without_calls(package.read(part))
        if kept:
            package.replace(part, kept)
            continue
        own = [each.target for each in package.relationships(part) if not each.is_external]
        package.remove(part)
        for each in own:
            package.remove(each)


def _cut_names(contents: Contents) -> Iterator[str]:
    """Take out the names that mean a macro; each, in order."""
    data = contents.editable(contents.workbook)
    root = parse(data)
    holder = root.find("definedNames")
    every = list(holder.all("definedName")) if holder else []
    gone = [each for each in every if {"vbProcedure", "function", "xlm"} & set(each.attributes)]
    if holder is not None and gone:
        cuts = [holder] if len(gone) == len(every) else gone
        edits = [Edit(each.start, each.end, b"") for each in cuts]
        contents.package.replace(contents.workbook, splice(data, edits))
    yield from (each.attributes.get("name", "") for each in gone)


def _say_plain(package: Package) -> None:
    """Say in the list of contents that the workbook is a plain one, and nothing of VBA."""
    data = package.read(CONTENT_TYPES)
    edits = []
    for element in parse(data).children:
        stated = element.attributes.get("ContentType", "").casefold()
        if kind := MACRO_ENABLED.get(stated):
            edits.append(element.changing(ContentType=_BECOMES[kind][0]))
        elif stated in _CODE and not _is_of_a_part(element, package):
            edits.append(Edit(element.start, element.end, b""))
    package.replace(CONTENT_TYPES, splice(data, edits))


def _is_of_a_part(element: Element, package: Package) -> bool:
    """Whether a line of the list of contents is what a part goes by."""
    named = element.attributes.get("PartName", "").casefold()
    ending = "." + element.attributes.get("Extension", "").casefold()
    return any(
        f"/{name}".casefold() == named or name.casefold().endswith(ending) for name in package.names
    )


def _check_plain(written: Package) -> None:
    """
    Look at the finished file once more, before it takes its name.

    Raises:
        ContentLossError: something of the macros is in it yet.
    """
    parts = macro_parts(written)
    contents = Contents(written)
    left = [
        control.name
        for sheet in contents.sheets
        for control in controls_on(contents, sheet)
        if control.macro or control.kind == ACTIVEX
    ]
    if parts.kind or parts.project or parts.signatures or left:
        raise ContentLossError(f"{written.path.name} was not made: macros are in it yet.")
