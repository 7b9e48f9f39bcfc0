"""What stands in a cell, taken as what its column holds; what cannot be is kept as unread."""

import re
from datetime import date, datetime
from math import isfinite

from actionbook.plan.model import Status
from actionbook.workbook.columns import Column, Holds

__all__ = [
    "as_date",
    "as_number",
    "as_percent",
    "as_text",
    "is_blank",
    "month_only",
    "read_cell",
    "status_of",
]

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_STATUS = {" ".join(status.split()).casefold(): status for status in Status}


def is_blank(value: object) -> bool:
    """Whether an officer would call the cell empty: nothing in it, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value: object) -> str:
    """The cell as words: a whole number without its decimals, a date in ISO form, blank as ""."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def as_date(value: object) -> date | None:
    """The stored date of the cell, without its time of day; None when it holds none."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def as_percent(value: object) -> float | None:
    """Percent, 0 to 100, of a cell that holds 0.5, 50 or "50%"; None when it holds none."""
    if isinstance(value, str):
        try:
            value = float(value.strip().rstrip("%")) / (100 if value.strip().endswith("%") else 1)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value * 100, 6) if 0 <= value <= 1 else float(value)


def as_number(value: object) -> float | None:
    """The number of a cell that holds 7.5, "1,250" or "£40"; None when it holds none."""
    if isinstance(value, str):
        try:
            value = float(_THOUSANDS.sub("", value.strip().removeprefix("£")))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)


def status_of(value: object) -> Status | None:
    """The status that the cell names, whatever its case and spacing."""
    return _STATUS.get(" ".join(as_text(value).split()).casefold())


def month_only(number_format: str) -> bool:
    """Whether a date's number format shows a month and a year but no day, such as mmm-yy."""
    marks: list[str] = []
    shown = True
    for part in number_format.split('"'):
        if shown:
            marks.append(part)
        shown = not shown
    plain = "".join(marks).split(";")[0]
    while "[" in plain and "]" in plain[plain.index("[") :]:
        start = plain.index("[")
        plain = plain[:start] + plain[plain.index("]", start) + 1 :]
    letters = {mark for mark in plain.casefold() if mark.isalpha()}
    return "m" in letters and "y" in letters and not letters & {"d", "h", "s"}


def read_cell(column: Column, value: object) -> tuple[object, bool]:
    """
    The value of a cell of *column*, and whether it could be read as what the column holds.

    Blank cells read as "", None for dates and numbers.
    """
    if column.field == "status":
        status = status_of(value)
        return status, status is not None or is_blank(value)
    if column.holds is Holds.DATE:
        day = as_date(value)
        return day, day is not None or is_blank(value)
    if column.holds is Holds.PERCENT:
        percent = as_percent(value)
        return percent, percent is not None or is_blank(value)
    if column.holds is Holds.NUMBER:
        number = as_number(value)
        return number, number is not None or is_blank(value)
    if column.holds is Holds.WORDS:
        return as_text(value).strip(), True
    return as_text(value), True
