"""
How an appendix looks: one accent, quiet lines, and a RAG palette told apart without colour.

The fills step from dark to light as well as from hue to hue (after Okabe and Ito's palette for
the colour-blind), and a RAG cell always says its word. Each look is XlsxWriter's format
properties; every pair of text and fill has a contrast of at least 4.5 to 1.
"""

from collections.abc import Mapping
from typing import NamedTuple

from actionbook.appendices.paper import Sheet
from actionbook.appendices.values import Holds, RowKind
from actionbook.plan.status import Rag

__all__ = [
    "FONT",
    "PLAIN",
    "Rules",
    "body_look",
    "chart_look",
    "heading_look",
    "kind_look",
    "page_look",
    "rag_look",
    "screen_look",
]

Look = Mapping[str, object]

FONT = "Arial"
ACCENT = "#17495C"
INK = "#1B2328"
GREY = "#55626B"
RULE = "#B9C3CA"
FAINT = "#E6EAED"
WHITE = "#FFFFFF"

_RAG: Mapping[Rag, Look] = {
    Rag.OVERDUE: {"bg_color": "#9B2915", "font_color": WHITE, "bold": True},
    Rag.AT_RISK: {"bg_color": "#F7CB73", "font_color": INK, "bold": True},
    Rag.ON_TRACK: {"bg_color": "#D3E8E1", "font_color": INK},
    Rag.NOT_DUE_TO_START: {"bg_color": WHITE, "font_color": GREY},
    Rag.NO_DATE: {"bg_color": "#ECE7F3", "font_color": INK, "italic": True},
    Rag.ON_HOLD: {"bg_color": "#DDE1E4", "font_color": INK},
    Rag.TO_VERIFY: {"bg_color": "#E4EEF8", "font_color": "#1F4E79", "italic": True},
    Rag.COMPLETE: {"bg_color": "#C3DAEF", "font_color": "#173D61", "bold": True},
    Rag.WITHDRAWN: {"bg_color": WHITE, "font_color": GREY, "italic": True},
    Rag.SEE_STEPS: {"bg_color": WHITE, "font_color": INK, "italic": True},
}
_HOLDS: Mapping[Holds, Look] = {
    Holds.TEXT: {},
    Holds.STRONG: {"bold": True, "font_color": ACCENT},
    Holds.DATE: {"num_format": "d mmm yyyy"},
    Holds.NUMBER: {"num_format": "0"},
    Holds.PERCENT: {"num_format": "0%"},
    Holds.RAG: {},
}


class Rules(NamedTuple):
    """Whose lines differ from the rest: a row that opens a block, one whose words go on below."""

    opens: bool
    goes_on: bool


def body_look(holds: Holds, sheet: Sheet, rules: Rules) -> Look:
    """A cell of a table; one that opens a block has a line of the accent above it."""
    look: dict[str, object] = {
        "font_size": sheet.size,
        "font_color": INK,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": sheet.indent,
        "left": 1,
        "left_color": FAINT,
        "right": 1,
        "right_color": FAINT,
    }
    if not rules.goes_on:
        look.update(bottom=1, bottom_color=RULE)
    if rules.opens:
        look.update(top=2, top_color=ACCENT)
    return {**look, **_HOLDS[holds]}


def rag_look(rag: Rag) -> Look:
    """What the word of a RAG stands on."""
    return _RAG[rag]


_KINDS: Mapping[RowKind, Look] = {
    RowKind.BAND: {
        "bold": True,
        "font_color": INK,
        "bg_color": "#CFDBE0",
        "border": 1,
        "border_color": "#CFDBE0",
        "valign": "vcenter",
    },
    RowKind.TITLE: {
        "bold": True,
        "font_color": ACCENT,
        "bg_color": "#E8EFF2",
        "top": 2,
        "top_color": ACCENT,
        "valign": "vcenter",
    },
    RowKind.FACT: {},
    RowKind.LABEL: {"bold": True, "font_color": ACCENT, "valign": "bottom"},
    RowKind.REPORT: {},
}


def kind_look(kind: RowKind, sheet: Sheet, place: int) -> Look:
    """A cell of a row that is no action's; what a report answers stands in the first place."""
    look: dict[str, object] = {
        "font_size": sheet.size,
        "font_color": INK,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": sheet.indent,
        "bottom": 1,
        "bottom_color": RULE,
    }
    if kind is RowKind.REPORT and place == 0:
        look.update(bold=True, font_color=ACCENT)
    return {**look, **_KINDS[kind]}


def screen_look(holds: Holds, size: float) -> Look:
    """A cell of a table that is read on a screen: a line all round, nothing told by place."""
    return {
        "font_size": size,
        "font_color": INK,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "border": 1,
        "border_color": RULE,
        **_HOLDS[holds],
    }


_PATTERNS: Mapping[Rag, Look] = {
    Rag.AT_RISK: {"pattern": "wide_upward_diagonal", "fg_color": "#B8741A", "bg_color": "#F7CB73"},
    Rag.NOT_DUE_TO_START: {"pattern": "percent_10", "fg_color": GREY, "bg_color": WHITE},
    Rag.NO_DATE: {"pattern": "large_grid", "fg_color": "#8A7BA6", "bg_color": "#ECE7F3"},
    Rag.ON_HOLD: {"pattern": "light_horizontal", "fg_color": GREY, "bg_color": "#DDE1E4"},
    Rag.TO_VERIFY: {"pattern": "light_vertical", "fg_color": "#1F4E79", "bg_color": "#E4EEF8"},
    Rag.WITHDRAWN: {"pattern": "wide_downward_diagonal", "fg_color": GREY, "bg_color": WHITE},
}
_SOLID: Mapping[Rag, str] = {
    Rag.OVERDUE: "#9B2915",
    Rag.ON_TRACK: "#8FC7B4",
    Rag.COMPLETE: "#2F6FA7",
}


def chart_look(rag: Rag) -> Look:
    """What fills the bars of a RAG: told apart by lightness and by pattern as well as by hue."""
    border = {"border": {"color": INK, "width": 0.75}}
    if rag in _SOLID:
        return {"fill": {"color": _SOLID[rag]}, **border}
    return {"pattern": _PATTERNS[rag], **border}


def page_look(name: str) -> Look:
    """A cell that is in no table, by what it is: a name in `PLAIN`, or a RAG's word."""
    if name in PLAIN:
        return PLAIN[name]
    return {**_RULED, "align": "left", "indent": 1, **_RAG[Rag(name)]}


def heading_look(sheet: Sheet) -> Look:
    """A heading of a table."""
    return {
        "font_size": sheet.size,
        "indent": sheet.indent,
        "bold": True,
        "font_color": WHITE,
        "bg_color": ACCENT,
        "border": 1,
        "border_color": ACCENT,
        "text_wrap": True,
        "align": "left",
        "valign": "vcenter",
    }


_LINE: Look = {"font_size": 10, "valign": "vcenter", "font_color": INK, "text_wrap": True}
_RULED: Look = {**_LINE, "bottom": 1, "bottom_color": RULE}

_SECTION: Look = {
    "font_size": 12,
    "bold": True,
    "font_color": ACCENT,
    "valign": "bottom",
    "bottom": 1,
    "bottom_color": ACCENT,
}

PLAIN: Mapping[str, Look] = {
    "organisation": {"font_size": 12, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "title": {
        "font_size": 22,
        "bold": True,
        "font_color": INK,
        "valign": "vcenter",
        "text_wrap": True,
    },
    "band": {
        "font_size": 11,
        "font_color": GREY,
        "valign": "top",
        "bottom": 5,
        "bottom_color": ACCENT,
    },
    "section": _SECTION,
    "number section": {**_SECTION, "align": "right"},
    "label": {**_RULED, "font_color": GREY},
    "value": {**_RULED, "bold": True},
    "words": _RULED,
    "meaning": {**_RULED, "indent": 1},
    "count": {**_RULED, "bold": True, "num_format": "0", "align": "right"},
    "open": {**_RULED, "font_color": GREY, "num_format": '0%" of open"', "align": "right"},
    "all": {**_RULED, "font_color": GREY, "num_format": '0%" of all"', "align": "right"},
    "paragraph": {"font_size": 10, "font_color": INK, "text_wrap": True, "valign": "top"},
    "before": {**_RULED, "font_color": GREY, "num_format": "0", "align": "right"},
    "moved": {**_RULED, "num_format": '+0;\u22120;"no change"', "align": "right"},
    "added": {**_RULED, "num_format": '"+ "0', "align": "right"},
    "taken": {**_RULED, "num_format": '"\u2212 "0', "align": "right"},
    "banner": {
        "font_size": 12,
        "bold": True,
        "font_color": WHITE,
        "bg_color": INK,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    },
    "note": {"font_size": 9, "font_color": GREY, "valign": "top", "text_wrap": True},
    "chart heading": {
        "font_size": 9,
        "bold": True,
        "font_color": WHITE,
        "bg_color": ACCENT,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "link": {"font_size": 12, "font_color": "#1F4E79", "underline": 1},
    "heading 1": {"font_size": 18, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "lead-in": {"font_size": 12, "font_color": INK, "valign": "top"},
    "page title": {"font_size": 16, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "sentence": {"font_size": 10, "font_color": GREY, "valign": "top"},
    "term": {**_RULED, "bold": True},
}
"""Everything that is not a cell of a table, by what it is."""
