"""Everything of a workbook that calls a macro: controls, shapes, the Ribbon, keys, formulas."""

import re
from collections.abc import Iterator, Sequence

from actionbook.errors import WorkbookUnreadableError
from actionbook.macros.called_functions import cell_calls, other_calls
from actionbook.macros.code import strings_in
from actionbook.macros.controls import ACTIVEX, controls_on
from actionbook.macros.drawn import drawn_in
from actionbook.macros.places import macro_name, on_sheet
from actionbook.macros.project import Caller, Procedure
from actionbook.macros.ribbon import ribbon_calls, ribbon_parts
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import BrokenPartError, parse, utf8
from actionbook.ooxml.package import Package

__all__ = ["FORMULA", "calls_by_code", "calls_by_formulas", "calls_on_ribbon", "calls_on_sheets"]

FORMULA = "formula"
_KEY = re.compile(
    r'\.OnKey\b\s*\(?\s*(?:Key:=)?\s*"([^"]+)"\s*,\s*(?:Procedure:=)?\s*"([^"]+)"', re.I
)
_LATER = re.compile(r"\.OnTime\b.*", re.I)
_ACTION = re.compile(r'\.On(?:Action|DoubleClick|SheetActivate|EntryAction)\s*=\s*"([^"]+)"', re.I)
_RUN = re.compile(r'\bApplication\.Run\b\s*\(?\s*"([^"]+)"', re.I)
_MODIFIERS = {"^": "Ctrl+", "+": "Shift+", "%": "Alt+", "*": "Command+"}
_MOST_FORMULAS = 3


def calls_on_sheets(contents: Contents) -> Iterator[Caller]:
    """The controls and the things drawn on the sheets that call a macro, and all ActiveX."""
    for sheet in contents.sheets:
        for control in controls_on(contents, sheet):
            if control.macro or control.kind == ACTIVEX:
                called = control.macro or control.name
                place = on_sheet(sheet.name, control.place)
                yield Caller(control.kind, called, control.caption, place)
        for part in contents.related(sheet.part, "drawing"):
            for drawn in drawn_in(parse(contents.read(part))):
                place = on_sheet(sheet.name, drawn.place)
                yield Caller(drawn.kind, macro_name(drawn.macro), drawn.caption, place)


def calls_on_ribbon(package: Package) -> Iterator[Caller]:
    """What the workbook's own Ribbon calls; one that is broken is passed over, as Excel does."""
    for part in ribbon_parts(package):
        try:
            for call in ribbon_calls(utf8(package.read(part))[0]):
                yield Caller("Ribbon", call.macro, call.caption)
        except (BrokenPartError, WorkbookUnreadableError):
            continue


def calls_by_code(procedures: Sequence[Procedure]) -> Iterator[Caller]:
    """Shortcut keys, and keys, times and buttons that the macros themselves set up."""
    for procedure in procedures:
        if procedure.shortcut:
            yield Caller("shortcut key", procedure.name, procedure.shortcut)
        for line in procedure.text.split("\n"):
            yield from _called_in(line, procedure.full_name)


def _called_in(line: str, by: str) -> Iterator[Caller]:
    for key, called in _KEY.findall(line):
        yield Caller("key set by a macro", macro_name(called), _key(key), by)
    for later in _LATER.findall(line):
        for called in strings_in(later)[-1:]:
            yield Caller("time set by a macro", macro_name(called), "", by)
    for called in _ACTION.findall(line):
        yield Caller("button set by a macro", macro_name(called), "", by)
    for called in _RUN.findall(line):
        yield Caller("macro", macro_name(called), by)


def _key(stated: str) -> str:
    """``Ctrl+Shift+H`` for ``^+h``, as OnKey writes keys."""
    pressed = ""
    while len(stated) > 1 and stated[0] in _MODIFIERS:
        pressed += _MODIFIERS[stated[0]]
        stated = stated[1:]
    named = stated.strip("{}") if len(stated) > 1 else stated
    return pressed + ("Enter" if named == "~" else named.upper() if len(named) == 1 else named)


def calls_by_formulas(contents: Contents, functions: Sequence[str]) -> Iterator[Caller]:
    """The formulas that call each function, a few by place and the others by number."""
    places: dict[str, list[str]] = {}
    for call in cell_calls(contents, functions):
        places.setdefault(call.function.casefold(), []).append(call.place)
    for other in other_calls(contents, functions):
        places.setdefault(other.function.casefold(), []).append(other.place)
    for function, found in places.items():
        more = len(found) - _MOST_FORMULAS
        shown = ", ".join(found[:_MOST_FORMULAS]) + (f" and {more} more" if more > 0 else "")
        yield Caller(FORMULA, function, "", shown)
