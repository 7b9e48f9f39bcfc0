"""Colours that can be read, and told apart by those who do not see them all."""

from itertools import combinations

import pytest
from test_appendix_paging import columns_of

from actionbook.appendices.layouts import LAYOUTS
from actionbook.appendices.looks import PLAIN, heading_look, page_look, rag_look
from actionbook.appendices.paper import sheet_of
from actionbook.appendices.values import Paper
from actionbook.plan.status import Rag

LOOKS = {
    **{name: page_look(name) for name in PLAIN},
    **{str(rag): rag_look(rag) for rag in Rag},
    "heading": heading_look(sheet_of(columns_of(LAYOUTS["issue"]), Paper.A4)),
}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colour(look: str, part: str, otherwise: str) -> str:
    return str(LOOKS[look].get(part, otherwise))


@pytest.mark.parametrize("look", LOOKS)
def test_text_stands_out_from_what_it_stands_on(look: str) -> None:
    text = colour(look, "font_color", "#000000")

    assert contrast(text, colour(look, "bg_color", "#FFFFFF")) >= 4.5


def test_what_is_late_or_nearly_is_told_from_the_rest_by_lightness_alone() -> None:
    fills = {rag: colour(rag, "bg_color", "#FFFFFF") for rag in Rag}
    calm = [fill for rag, fill in fills.items() if rag not in (Rag.OVERDUE, Rag.AT_RISK)]

    assert all(contrast(fills[Rag.OVERDUE], fill) >= 4.5 for fill in calm)
    assert contrast(fills[Rag.OVERDUE], fills[Rag.AT_RISK]) >= 4.5


def test_no_two_words_look_the_same() -> None:
    looks = [tuple(sorted(rag_look(rag).items(), key=str)) for rag in Rag]

    assert all(one != other for one, other in combinations(looks, 2))
