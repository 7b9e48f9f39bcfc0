"""Which parts a published workbook may have, and what each other part is."""

import re
from enum import Enum

__all__ = ["ALLOWED", "Kind", "kind_of"]


class Kind(Enum):
    """What a part of a workbook is for."""

    CONTENTS = "the list of contents"
    RELATIONSHIPS = "pointers"
    CORE = "properties"
    APP = "properties of the program"
    WORKBOOK = "the workbook"
    STYLES = "styles"
    THEME = "the theme"
    STRINGS = "shared strings"
    SHEET = "a worksheet"
    TABLE = "a table"
    DRAWING = "a drawing or chart"
    COMMENT = "a comment or its shape"
    PIVOT = "a pivot table or what it remembers"
    EXTERNAL = "a link to another workbook"
    CONNECTION = "a connection to data"
    CUSTOM_XML = "custom XML"
    CUSTOM_PROPERTY = "custom properties"
    PRINTER = "a printer's settings"
    MACRO = "a macro or control"
    OTHER = "none of the parts that a published workbook may have"


ALLOWED = frozenset(
    {
        Kind.CONTENTS,
        Kind.RELATIONSHIPS,
        Kind.CORE,
        Kind.APP,
        Kind.WORKBOOK,
        Kind.STYLES,
        Kind.THEME,
        Kind.STRINGS,
        Kind.SHEET,
        Kind.TABLE,
    }
)
"""Allowed in every edition; charts and drawings in print besides."""

_PACKAGE = "application/vnd.openxmlformats-package."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_CALC = f"{_OFFICE}spreadsheetml."
_BY_TYPE = {
    f"{_PACKAGE}relationships+xml": Kind.RELATIONSHIPS,
    f"{_PACKAGE}core-properties+xml": Kind.CORE,
    f"{_OFFICE}extended-properties+xml": Kind.APP,
    f"{_CALC}sheet.main+xml": Kind.WORKBOOK,
    f"{_CALC}template.main+xml": Kind.WORKBOOK,
    f"{_CALC}styles+xml": Kind.STYLES,
    f"{_OFFICE}theme+xml": Kind.THEME,
    f"{_CALC}sharedstrings+xml": Kind.STRINGS,
    f"{_CALC}worksheet+xml": Kind.SHEET,
    f"{_CALC}table+xml": Kind.TABLE,
    f"{_OFFICE}drawing+xml": Kind.DRAWING,
    f"{_OFFICE}drawingml.chart+xml": Kind.DRAWING,
    f"{_CALC}chartsheet+xml": Kind.DRAWING,
    "application/vnd.ms-office.chartstyle+xml": Kind.DRAWING,
    "application/vnd.ms-office.chartcolorstyle+xml": Kind.DRAWING,
    "application/vnd.ms-office.chartex+xml": Kind.DRAWING,
}
_BY_WORDS = (
    (r"comment|xl/persons?/|\bperson\+xml|vmldrawing", Kind.COMMENT),
    (r"pivot", Kind.PIVOT),
    (r"externallink", Kind.EXTERNAL),
    (r"xl/connections|connections\+xml|querytable|xl/model/|customdata", Kind.CONNECTION),
    (r"docprops/custom|custom-properties|docmetadata|classificationlabels", Kind.CUSTOM_PROPERTY),
    (r"customxml", Kind.CUSTOM_XML),
    (r"printersettings", Kind.PRINTER),
    (r"vba|macro|activex|ctrlprop|controlproperties|dialogsheet", Kind.MACRO),
)
_KNOWN = tuple((re.compile(words), kind) for words, kind in _BY_WORDS)


def kind_of(name: str, content_type: str) -> Kind:
    """What the part of that name is; its type in the list of contents says so first."""
    key, declared = name.lower(), content_type.lower().partition(";")[0].strip()
    if key == "[content_types].xml":
        return Kind.CONTENTS
    for words, kind in _KNOWN:
        if words.search(f"{key} {declared}"):
            return kind
    return _BY_TYPE.get(declared, Kind.OTHER)
