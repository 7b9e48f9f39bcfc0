"""The charts on a sheet of their own, and after them the numbers they are drawn from."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from actionbook.appendices.book import Book, put
from actionbook.appendices.looks import FONT, chart_look, page_look
from actionbook.appendices.values import Chart
from actionbook.plan.status import Rag

__all__ = ["write_charts"]

ACROSS = 2
ROWS_A_CHART = 16
ROW = 15.0
WIDTHS = (40.0, *[11.5] * 9)
"""Of the columns: the names, then a number for each series."""
SIZE = {"width": 505, "height": 310}
FONT_LOOK = {"name": FONT, "size": 9, "color": "#1B2328"}


def write_charts(book: Book, sheet: Any, charts: Sequence[Chart]) -> None:
    """Put *charts* on *sheet*, with their numbers on the page after them."""
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 28.0)
    sheet.write_string(0, 0, "Charts", book.format(page_look("page title")))
    deep = -(-len(charts) // ACROSS) * ROWS_A_CHART
    for number in range(1, deep + 2):
        sheet.set_row(number, ROW)
    tops = list(accumulate((len(chart.categories) + 3 for chart in charts), initial=deep + 2))
    breaks = _breaks([len(chart.categories) + 3 for chart in charts], deep + 2)
    for number, (chart, top) in enumerate(zip(charts, tops, strict=False)):
        _write_numbers(book, sheet, chart, top)
        drawn = _drawn(book, chart, sheet.name, top)
        row, column = divmod(number, ACROSS)
        drawn.set_size(SIZE)
        sheet.insert_chart(
            1 + row * ROWS_A_CHART,
            0,
            drawn,
            {
                "x_offset": column * (SIZE["width"] + 8),
                "description": chart.sentence,
                "object_position": 3,
            },
        )
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, tops[-1] - 2, len(WIDTHS) - 1)


def _breaks(lengths: Sequence[int], start: int) -> list[int]:
    """Where a page begins, so that no table of numbers is torn unless it is longer than one."""
    breaks = [start]
    used = 0
    for length in lengths:
        if used and used + length > ROWS_A_PAGE:
            breaks.append(start)
            used = 0
        used += length
        start += length
    return breaks


ROWS_A_PAGE = 28


def _write_numbers(book: Book, sheet: Any, chart: Chart, top: int) -> None:
    sheet.write_string(top, 0, chart.title, book.format(page_look("section")))
    heading = book.format(page_look("chart heading"))
    sheet.set_row(top, 24.0)
    sheet.set_row(top + 1, 27.0)
    sheet.write_string(top + 1, 0, "", heading)
    for place, series in enumerate(chart.series, start=1):
        sheet.write_string(top + 1, place, series.name, heading)
    words, counts = book.format(page_look("words")), book.format(page_look("count"))
    for row, name in enumerate(chart.categories, start=top + 2):
        sheet.set_row(row, ROW)
        sheet.write_string(row, 0, name, words)
        for place, series in enumerate(chart.series, start=1):
            put(sheet, row, place, series.numbers[row - top - 2], counts)


def _drawn(book: Book, chart: Chart, name: str, top: int) -> Any:
    options = {"type": chart.kind, **({"subtype": "stacked"} if chart.is_stacked else {})}
    drawn = book.chart(options)
    first, last = top + 2, top + 1 + len(chart.categories)
    for place, series in enumerate(chart.series, start=1):
        label = {"value": True, "font": {**FONT_LOOK, "size": 8}, "num_format": "0;;"}
        drawn.add_series(
            {
                "name": [name, top + 1, place],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, place, last, place],
                "gap": 60,
                "data_labels": _on_white(label) if chart.is_stacked else label,
                **_look(series.look),
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {**FONT_LOOK, "size": 12}, "overlay": False})
    categories = {"num_font": FONT_LOOK, "line": {"color": "#55626B"}}
    counts = {
        "num_font": FONT_LOOK,
        "major_gridlines": {"visible": True, "line": {"color": "#E6EAED"}},
        "num_format": "0",
        "min": 0,
        **({"major_unit": 1} if _most(chart) <= FEW else {}),
    }
    is_bar = chart.kind == "bar"
    drawn.set_x_axis(counts if is_bar else categories)
    drawn.set_y_axis({**categories, "reverse": True} if is_bar else counts)
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom", "font": {**FONT_LOOK, "size": 8}})
    else:
        drawn.set_legend({"none": True})
    return drawn


FEW = 8


def _most(chart: Chart) -> int:
    numbers = zip(*(series.numbers for series in chart.series), strict=True)
    return max((sum(each) if chart.is_stacked else max(each) for each in numbers), default=0)


def _on_white(label: Mapping[str, object]) -> Mapping[str, object]:
    """The same label on white, so that it is read over any pattern."""
    return {**label, "fill": {"color": "#FFFFFF"}, "position": "center"}


def _look(name: str) -> Mapping[str, object]:
    return chart_look(Rag(name)) if name else {}
