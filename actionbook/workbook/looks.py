"""How the cells of a new workbook look, each look made once."""

from typing import Any

from actionbook.workbook.columns import Column, Holds

__all__ = ["ACCENT", "Looks"]

_FONT = "Arial"
_INK = "#1F2A37"
ACCENT = "#17365D"
_GREY = "#EEF1F4"


class Looks:
    """The cell formats of an XlsxWriter workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """The format with these properties over the house's own."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": 10, "font_color": _INK, "valign": "top"}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]

    def cell(self, column: Column) -> Any:
        """The look of a cell in the table's body."""
        properties = self._typed(column) | {"border": 1, "border_color": "#D5DBE1"}
        if column.starred:
            properties["bg_color"] = _GREY
        return self.of(**properties)

    def index(self, column: Column) -> int:
        """The index of the look of a body cell, as markup names it."""
        index: int = self.cell(column)._get_xf_index()  # noqa: SLF001 - no public way to it
        return index

    def column(self, column: Column) -> Any:
        """The look of the cells round the table: what is typed there is taken as the column's."""
        return self.of(**self._typed(column))

    @staticmethod
    def _typed(column: Column) -> dict[str, object]:
        properties: dict[str, object] = {"text_wrap": True}
        number_format = {
            Holds.WORDS: "@",
            Holds.DATE: "dd/mm/yyyy",
            Holds.PERCENT: "0%",
        }.get(column.holds)
        if number_format:
            properties["num_format"] = number_format
        if column.holds is Holds.DATE:
            properties["align"] = "left"
        return properties
