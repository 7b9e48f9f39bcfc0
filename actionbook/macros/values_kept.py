"""Cells that keep the value their formula gave, where the formula cannot stay."""

import re
from collections.abc import Sequence
from itertools import groupby

from actionbook.errors import ContentLossError
from actionbook.macros.called_functions import CellCall
from actionbook.ooxml.calculation import forget_formulas
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, splice

__all__ = ["keep_values"]

_FORMULA = re.compile(rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?f>)", re.DOTALL)


def keep_values(contents: Contents, calls: Sequence[CellCall]) -> None:
    """
    Put the value last computed in the place of each formula of *calls*.

    Raises:
        ContentLossError: a cell holds no value or an error, or its formula is an array's.
    """
    for sheet, group in groupby(calls, key=lambda call: call.sheet):
        found = list(group)
        for call in found:
            _refuse(contents, call)
        data = contents.editable(sheet.part)
        edits = []
        for call in found:
            cell = data[call.span.start : call.span.end]
            kept = _FORMULA.sub(b"", cell, count=1)
            edits.append(Edit(call.span.start, call.span.end, kept))
        contents.replace_sheet(sheet.name, splice(data, edits))
        forget_formulas(contents, sheet.name, [call.cell for call in found])


def _refuse(contents: Contents, call: CellCall) -> None:
    stored = call.stored
    if (stored.sharing or {}).get("t") == "array":
        raise ContentLossError(
            f"{contents.file}: {call.place} is one of an array formula. Copy its values over it in "
            "Excel, save, and run again."
        )
    if stored.value is None or stored.kind == "e":
        raise ContentLossError(
            f"{contents.file}: {call.place} holds no value to keep (its formula gave an error or "
            "was never computed). Open the workbook in Excel, save it, and run again."
        )
