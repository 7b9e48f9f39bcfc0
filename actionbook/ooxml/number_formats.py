"""Number formats: which code a number stands for, and which codes show a day."""

import re
from functools import lru_cache

__all__ = ["BUILT_IN", "is_date_format", "shows_a_day"]

# Source: ECMA-376 part 1, 18.8.30. Excel shows 14 and 22 in the computer's own short form.
BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "mm-dd-yy")  # East Asian dates

_NOT_CODE = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Whether a number in this format shows as a date, a time or a length of time."""
    return bool(_letters(code))


def shows_a_day(code: str) -> bool:
    """Whether a day can be read in this format: not so where it shows the time alone."""
    letters = _letters(code)
    return bool(letters & {"d", "y"}) or ("m" in letters and not letters & {"h", "s"})


@lru_cache(maxsize=1024)
def _letters(code: str) -> set[str]:
    first = code.partition(";")[0]
    if first.strip().lower() in ("general", "@", ""):
        return set()
    return set(_NOT_CODE.sub("", first).lower()) & set("dmyhs")
