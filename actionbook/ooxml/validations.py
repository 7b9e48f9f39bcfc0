"""Data validations: a drop-down, a condition, or a message that shows when a cell is chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import areas
from actionbook.ooxml.characters import decode_escapes, escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Element, with_attributes
from actionbook.ooxml.sheet import ORDER, is_true, put_child

__all__ = ["Validation", "add_validation", "read_validations", "remove_validations"]

# Excel limits.
LONGEST_TITLE = 32
LONGEST_MESSAGE = 255
LONGEST_FORMULA = 255


@dataclass(frozen=True)
class Validation:
    """
    What may be typed into the cells of *sqref*, and the message shown when one is chosen.

    *kind* ``list``: *formula* is ``"In progress,Complete"`` with its quotation marks, or a
    reference; ``custom``: a formula for the first cell, true where the value may stand; ``any``:
    no formula, the message alone. *alert* says what a wrong value meets; ``none``: nothing, so
    that the list is an offer.
    """

    sqref: str
    kind: Literal["list", "custom", "any"] = "any"
    formula: str | None = None
    title: str = ""
    message: str = ""
    error_title: str = ""
    error: str = ""
    alert: Literal["stop", "warning", "information", "none"] = "stop"


_KINDS: dict[str, Literal["list", "custom", "any"]] = {
    "list": "list",
    "custom": "custom",
    "none": "any",
}
_ALERTS: dict[str, Literal["stop", "warning", "information"]] = {
    "stop": "stop",
    "warning": "warning",
    "information": "information",
}


def read_validations(contents: Contents, sheet: str) -> tuple[Validation, ...]:
    """The validations of a sheet that are lists, conditions or mere messages."""
    holder = contents.sheet_part(sheet).frame.find("dataValidations")
    found = (_read(element) for element in (holder.all("dataValidation") if holder else ()))
    return tuple(validation for validation in found if validation is not None)


def _read(element: Element) -> Validation | None:
    stated = element.attributes
    kind = _KINDS.get(stated.get("type", "none"))
    if kind is None:
        return None
    formula = element.find("formula1")
    is_offer = kind == "list" and not is_true(stated.get("showErrorMessage"))
    return Validation(
        sqref=stated.get("sqref", ""),
        kind=kind,
        formula=decode_escapes(text_of(formula.inner)) if formula else None,
        title=decode_escapes(stated.get("promptTitle", "")),
        message=decode_escapes(stated.get("prompt", "")),
        error_title=decode_escapes(stated.get("errorTitle", "")),
        error=decode_escapes(stated.get("error", "")),
        alert="none" if is_offer else _ALERTS.get(stated.get("errorStyle", "stop"), "stop"),
    )


def add_validation(contents: Contents, sheet: str, validation: Validation) -> None:
    """
    Put *validation* beside those of the sheet; one that is there already is left.

    Raises:
        ContentLossError: a cell has another validation, or a text is longer than Excel holds.
    """
    if validation in read_validations(contents, sheet):
        return
    part = contents.editable_sheet(sheet)
    _refuse(contents, sheet, part.frame, validation)
    text = _written(part.prefix, validation)
    holder = part.frame.find("dataValidations")
    if holder is None:
        name = part.prefix + b"dataValidations"
        text = b'<%b count="1">%b</%b>' % (name, text, name)
        edit = put_child(part.frame, "dataValidations", text, order=ORDER)
    elif "count" in holder.attributes:
        count = len(list(holder.all("dataValidation"))) + 1
        edit = holder.appending(text, count=str(count))
    else:
        edit = holder.appending(text)
    contents.replace_sheet(sheet, part.edited([edit]))


def remove_validations(contents: Contents, sheet: str, cells: Collection[str]) -> None:
    """Take out the validations whose cells are one of the lists *cells*, as the part has them."""
    contents.take_out(
        sheet,
        "dataValidations",
        "dataValidation",
        lambda each: each.attributes.get("sqref") in cells,
    )


def _refuse(contents: Contents, sheet: str, frame: Element, validation: Validation) -> None:
    where = f"{contents.file}: the validation of {sheet}!{validation.sqref}"
    limits = (
        (validation.title, LONGEST_TITLE),
        (validation.error_title, LONGEST_TITLE),
        (validation.message, LONGEST_MESSAGE),
        (validation.error, LONGEST_MESSAGE),
        ((validation.formula or "") if validation.kind == "list" else "", LONGEST_FORMULA + 2),
    )
    for text, longest in limits:
        if len(text) > longest:
            raise ContentLossError(f"{where} has a text of more than {longest} characters")
    wanted = areas(validation.sqref)
    for element in frame.walk("dataValidation"):
        held = element.attributes.get("sqref", "")
        held += " ".join(reference.inner.decode() for reference in element.all("sqref"))
        if any(one.meets(other) for one in wanted for other in areas(held)):
            raise ContentLossError(f"{where} would meet another, of {held}: take that off first")


def _written(prefix: bytes, validation: Validation) -> bytes:
    name = prefix + b"dataValidation"
    shows_error = validation.kind != "any" and validation.alert != "none"
    stated = {
        "type": validation.kind if validation.kind != "any" else None,
        "errorStyle": validation.alert if validation.alert not in ("stop", "none") else None,
        "allowBlank": "1",
        "showInputMessage": "1",
        "showErrorMessage": "1" if shows_error else None,
        "errorTitle": validation.error_title or None,
        "error": validation.error or None,
        "promptTitle": validation.title or None,
        "prompt": validation.message or None,
        "sqref": validation.sqref,
    }
    tag = with_attributes(b"<%b>" % name, stated)
    if validation.formula is None:
        return tag[:-1] + b"/>"
    formula = b"<%bformula1>%b</%bformula1>" % (prefix, escape_text(validation.formula), prefix)
    return tag + formula + b"</%b>" % name
