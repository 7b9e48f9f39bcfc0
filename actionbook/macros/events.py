"""When a procedure runs without being called: the events of workbook, sheets and controls."""

import re

from actionbook.macros.project import ModuleText, Procedure

__all__ = ["control_of", "runs_itself"]

_WORKBOOK = {
    "open": "when the workbook is opened",
    "beforeclose": "when the workbook is closed",
    "beforesave": "before the workbook is saved",
    "aftersave": "after the workbook is saved",
    "beforeprint": "before the workbook is printed",
    "activate": "when the workbook comes to the front",
    "deactivate": "when another workbook comes to the front",
    "newsheet": "when a sheet is added",
    "sheetchange": "when a cell of any sheet is changed",
    "sheetselectionchange": "when another cell of any sheet is chosen",
    "sheetactivate": "when any sheet comes to the front",
    "sheetcalculate": "when any sheet is calculated",
    "sheetbeforedoubleclick": "when a cell of any sheet is double-clicked",
    "sheetbeforerightclick": "when a cell of any sheet is right-clicked",
}
_SHEET = {
    "change": "when a cell of {} is changed",
    "selectionchange": "when another cell of {} is chosen",
    "activate": "when {} comes to the front",
    "deactivate": "when {} is left",
    "calculate": "when {} is calculated",
    "beforedoubleclick": "when a cell of {} is double-clicked",
    "beforerightclick": "when a cell of {} is right-clicked",
    "followhyperlink": "when a link of {} is followed",
    "pivottableupdate": "when a pivot table of {} is refreshed",
    "tableupdate": "when a table of {} is refreshed",
}
_AUTO = {
    "auto_open": "when the workbook is opened",
    "auto_close": "when the workbook is closed",
    "auto_activate": "when the workbook comes to the front",
    "auto_deactivate": "when another workbook comes to the front",
}
_CONTROL = re.compile(
    r"^(.+)_(Click|DblClick|Change|GotFocus|LostFocus|KeyDown|KeyPress|KeyUp|MouseDown|MouseMove"
    r"|MouseUp|DropButtonClick|SpinUp|SpinDown|Scroll)$",
    re.IGNORECASE,
)


def runs_itself(procedure: Procedure, module: ModuleText) -> str:
    """When it runs by itself, to follow "runs"; "" for never, or only when a control is used."""
    name = procedure.name.casefold()
    if module.kind == "module":
        return _AUTO.get(name, "")
    if module.kind != "document":
        return ""
    owner, _, event = name.partition("_")
    if owner == "workbook" and event:
        return _WORKBOOK.get(event, f"at the workbook's event {procedure.name.partition('_')[2]}")
    if owner in ("worksheet", "chart") and event:
        sheet = f"sheet {module.sheet}" if module.sheet else "its sheet"
        fallback = "at an event of {} (" + procedure.name.partition("_")[2] + ")"
        return _SHEET.get(event, fallback).format(sheet)
    return ""


def control_of(procedure: Procedure, module: ModuleText) -> str:
    """The name of the ActiveX control of its sheet whose event it is; "" for none."""
    if module.kind != "document" or runs_itself(procedure, module):
        return ""
    found = _CONTROL.match(procedure.name)
    return found[1] if found else ""
