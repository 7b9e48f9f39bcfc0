"""
What macros a workbook has: every procedure, what it touches, what calls it, what replaces it.

The file is only read, and no macro is ever run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from actionbook.macros.callers import (
    calls_by_formulas,
    calls_on_ribbon,
    calls_on_sheets,
)
from actionbook.macros.code import procedures_in
from actionbook.macros.linking import linked
from actionbook.macros.parts import MacroParts, macro_parts
from actionbook.macros.project import Caller, Door, ModuleText, Procedure, Project
from actionbook.macros.vba import OldFile, read_old_file, read_project
from actionbook.ooxml import Package
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.faults import fault_of_file
from actionbook.ooxml.source import unreadable
from actionbook.workbook.lock import holder

__all__ = ["Inspection", "Note", "functions_of", "inspect_macros", "opened"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the workbook or its project: *kind* is for machines, *text* a sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """
    The macros of the workbook at *path*.

    *procedures* in the order of their modules; *loose* are callers of a macro that is not there.
    """

    path: Path
    modules: tuple[ModuleText, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    loose: tuple[Caller, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def has_macros(self) -> bool:
        """Whether there is anything that Excel would call a macro."""
        kinds = {note.kind for note in self.notes}
        return bool(self.procedures or self.loose or kinds & {"broken", "macro-sheet"})


def inspect_macros(path: Path, *, doors: Sequence[Door] = ()) -> Inspection:
    """
    What macros the workbook at *path* has, .xlsm, .xltm, .xlam, .xlsb or .xls; nothing is run.

    *doors* are the former macros that have a replacement. Raises:
        WorkbookUnreadableError: it is missing, broken, encrypted or no workbook.
        ActionbookError: oletools is not installed.
    """
    try:
        old = opened(path)
        if old is not None:
            return _of_old(path, old, doors)
        return _of_package(Package.open(path), doors)
    except ValueError as error:
        raise fault_of_file(path, error) from error


def opened(path: Path) -> OldFile | None:
    """
    What an old .xls holds; None for any other file, which a package is to be opened from.

    Raises:
        WorkbookUnreadableError: it is an OLE file, and encrypted or no workbook.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(len(_OLE)) != _OLE:
                return None
            data = _OLE + stream.read()
    except OSError:
        return None  # opening the package says why it cannot be read
    old = read_old_file(data)
    if old.is_encrypted or (old.workbook and old.workbook.has_password):
        raise unreadable(
            path,
            "is encrypted with a password, so that nothing of it can be seen: "
            "open it in Excel, take the password off (File, Info), save, and run again",
        )
    if old.workbook is None:
        raise unreadable(path, "is not an Excel workbook, or a damaged one: open it in Excel")
    return old


def _of_old(path: Path, old: OldFile, doors: Sequence[Door]) -> Inspection:
    project = old.project or Project()
    sheets = old.workbook.macro_sheets if old.workbook else ()
    notes = [
        Note(
            "old-format",
            "This is an .xls, of before 2007. Its macros are read; its buttons are not: save it "
            "as .xlsm in Excel to have these told and to retire it.",
        ),
        *_open_note(path),
        *_sheet_notes(sheets),
        *_project_notes(project),
    ]
    procedures, loose = linked(project.modules, project.hidden, (), doors=doors)
    return Inspection(path, project.modules, procedures, loose, tuple(notes))


def _of_package(package: Package, doors: Sequence[Door]) -> Inspection:
    parts = macro_parts(package)
    project = read_project(package.read(parts.project)) if parts.project else Project()
    notes = [*_open_note(package.path), *_package_notes(parts), *_project_notes(project)]
    modules, callers = project.modules, list(calls_on_ribbon(package))
    if parts.is_binary:
        notes.append(
            Note(
                "binary-format",
                "This is an .xlsb, a binary workbook. Its macros are read; its sheets and buttons "
                "are not: save it as .xlsm in Excel to have these told and to retire it.",
            )
        )
    else:
        contents = Contents(package)
        modules = tuple(_with_sheets(modules, _code_names(contents)))
        callers += calls_on_sheets(contents)
        callers += calls_by_formulas(contents, functions_of(modules, project.hidden))
    procedures, loose = linked(modules, project.hidden, callers, doors=doors)
    return Inspection(package.path, modules, procedures, loose, tuple(notes))


def functions_of(
    modules: Sequence[ModuleText], hidden: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """The functions that a formula may call: those of the modules, and all that hide their text."""
    found = [
        procedure.name
        for module in modules
        if module.kind == "module"
        for procedure in procedures_in(module)
        if procedure.kind == "Function" and not procedure.is_private
    ]
    return tuple(dict.fromkeys([*found, *(name for _, name in hidden)]))


def _code_names(contents: Contents) -> Mapping[str, str]:
    """The name of each sheet by the name of the module behind it, in lower case."""
    found = {}
    for sheet in contents.sheets:
        properties = contents.sheet_part(sheet.name).frame.find("sheetPr")
        code = properties.attributes.get("codeName", "") if properties else ""
        # Without one, Excel gives the sheet the name that its number makes.
        found[(code or f"Sheet{sheet.number}").casefold()] = sheet.name
    return found


def _with_sheets(modules: Sequence[ModuleText], names: Mapping[str, str]) -> Iterator[ModuleText]:
    for module in modules:
        sheet = names.get(module.name.casefold(), "") if module.kind == "document" else ""
        yield replace(module, sheet=sheet)


def _open_note(path: Path) -> Iterator[Note]:
    who = holder(path)
    if who is not None:
        yield Note("open", f"{who} has the workbook open: this is how it was last saved.")


def _package_notes(parts: MacroParts) -> Iterator[Note]:
    if parts.signatures:
        yield Note(
            "signed",
            "The macros are digitally signed. That says who made them, not that they are safe; "
            "retire takes the signature away with them.",
        )
    yield from _sheet_notes([each.target.rpartition("/")[2] for each in parts.sheets])


def _sheet_notes(sheets: Sequence[str]) -> Iterator[Note]:
    for sheet in sheets:
        yield Note(
            "macro-sheet",
            f"{sheet} is an Excel 4 macro sheet, a kind older than VBA that still runs. What it "
            "does is not read here: unhide it in Excel (or ask your IT team) and look.",
        )


def _project_notes(project: Project) -> Iterator[Note]:
    if project.trouble:
        read = f"{len(project.modules)} of its modules" if project.modules else "nothing of it"
        yield Note(
            "broken",
            f"The file is whole, but {project.trouble}: {read} could be read. Open the workbook "
            "in Excel, save it, and inspect it again.",
        )
    if project.is_locked or project.has_password:
        behind = "a password" if project.has_password else "a lock"
        yield Note(
            "protected",
            f"The VBA project is behind {behind}, which only Excel's editor asks for: the text of "
            "its macros is not encrypted and is told here. What a protected sheet hides stays so.",
        )
    if project.hidden:
        named = ", ".join(f"{module}.{name}" for module, name in project.hidden)
        yield Note(
            "hidden-source",
            f"These macros are there compiled, but their text was taken out, as harmful macros "
            f"do: {named}. Excel may still run them; ask your IT team before anybody opens it.",
        )
    elif project.altered:
        yield Note(
            "altered-source",
            "The compiled macros hold words that their text does not: what Excel runs may not be "
            "what is told here. Ask your IT team before anybody opens it.",
        )
