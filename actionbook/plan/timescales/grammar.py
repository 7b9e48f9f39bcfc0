"""
Where the periods and recurrences of a timescale stand: one pattern over its word classes.

Each alternative is a shape of period the contract names. `2014-15 Q2` and `Q2 2014/15` are one
shape: what matters is found by class, not by place (`shapes`).
"""

import re
from functools import cache
from typing import Final

__all__ = ["NOT_A_PERIOD", "period_pattern"]

# Groups that say what the words are, but name no period.
NOT_A_PERIOD: Final = frozenset({"recurring", "holiday", "meeting"})

# Two figures after this are a day or a number, no year.
_TAIL = r"[-/.]?z*M|-?4?[Uy]|-?[V9]"
_YEAR = rf"(?:[YFuZ]|n(?!{_TAIL}))"
_SIGN = r"[-/.,(]*[zi]*(?:f[-z]*)?"
_OF_YEAR = rf"(?:{_SIGN}{_YEAR})?"
_PART = r"(?:[pe][-zi]*(?:3z*)?)?"
_WEEKDAY = r"K?(?:k[,.]*z*)?"
_AND = r"[-&/|t<,]+"
_NUMBERED = r"(?:Q[-.z]*[sw]|[o']-?Q)"

_DAY_OF_MONTH = rf"[nso](?:[-/.]|z*)M"

_SHAPES: Final = {
    "recurring": (
        rf"L?Ez*(?:[nswo]-?)?(?:4?U|[yfA>]|T|k|7-?[Ty]|Q(?![-.z]*[sw]))(?![-.z]*[sw](?!-?[UyV]))"
        r"|(?:[nsw](?:9|[x@^])?|L)[56E]z*(?:4?U|y|Q|T)"
        r"|[nsw]9V|LV|[nsw78]-?V|V"
    ),
    "relative": rf"(?<![o'?4Uy97])H?[nswvN5](?:[-t/|&][nswv])?-?4?[Uy](?![56][Uy])",
    "nth": rf"(?:['o]-?[kUK]|U[nsw](?=z))[zi]*M{_OF_YEAR}",
    "day": (
        rf"{_WEEKDAY}{_DAY_OF_MONTH}{_OF_YEAR}"
        rf"|{_WEEKDAY}Mz*[nso][,.]*[zi]*Y"
        rf"|{_WEEKDAY}Mz*o(?!{_AND}[nso])(?:[,.]*n(?!{_TAIL}))?"
        rf"|{_WEEKDAY}Mz*s(?![-&/|t<,]*[nsoUyV9w4])"
        rf"|{_WEEKDAY}(?:e[-z]*)?[Dd]"
    ),
    "bareday": rf"{_WEEKDAY}[nso](?=(?:{_AND}{_WEEKDAY}[nso])*{_AND}{_WEEKDAY}(?:{_DAY_OF_MONTH}|D|d))",
    "quarter": (
        rf"{_PART}(?:{_NUMBERED}|\{{){_OF_YEAR}"
        rf"|{_PART}(?:fz*)?[YFu][-,/(.]*[zi]*{_NUMBERED}(?!{_SIGN}[YF])"
    ),
    "half": rf"{_PART}(?:[o']-?7|7-?s)[zi]*(?:f[-z]*)?[YFuZ]|[YF]7-?s",
    "holiday": rf"(?:[YF]z*)?(?:[MS]-?)?(?:\$|7-?T)+T?(?:[-,/(]*[zi]*(?:[YFu]|n(?!{_TAIL})))?",
    "meeting": r"@[YF]|[YF]@",
    "term": (
        rf"{_PART}S-?T{_OF_YEAR}|{_PART}[YFu][-,/]?S-?T|{_PART}S[-,]?[YFu]z*T|S(?=[-&/|]S-?T)"
    ),
    "season": rf"{_PART}3?z*S{_OF_YEAR}(?!-?T)|{_PART}[YFu][-,/]?S(?!-?T)",
    "month": (
        rf"{_PART}[YF][-,./]?M(?!{_SIGN}{_YEAR})(?!z*[nso])"
        rf"|{_PART}3?z*M{_OF_YEAR}|{_PART}m"
    ),
    "barepart": r"[pe](?=[-t<&/|]+[pe][-zi]*[MSYFu])",
    "planyear": rf"{_PART}(?:y[-.z]*[sw](?![-/.]?z*M)|\}}|oy)",
    "fy": rf"{_PART}3?z*f[-z]*(?:[FuY]|n(?!{_TAIL}))|{_PART}[FuY]z*f(?!-?e)",
    "academic": rf"{_PART}A[-z]*[FuY]|{_PART}[FuY]z*A",
    "yearend": (
        r"(?:e[-zi]*[fyA>]|[fyA>]-?e)(?![-,(/]*z*(?:[MD]|[nso]z*M))(?:[-,(/]*z*[YFu])?"
        r"|[YFu]z*[fy]-?e"
    ),
    "year": rf"{_PART}(?:[y>][-z]*)?(?:Y[-/]n(?!{_TAIL}|[x@])|Y[-/]Y|Y|F|u)|{_PART}W",
    "next": rf"{_PART}Z",
}


@cache
def period_pattern() -> re.Pattern[str]:
    """The pattern; the name of the group that matched is the shape. Made when first needed."""
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()))
