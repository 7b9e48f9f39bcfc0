"""
Where the periods and recurrences of a timescale stand: one pattern over its word classes.

Each alternative is a shape of period the contract names. `2014-15 Q2` and `Q2 2014/15` are one
shape: what matters is found by class, not by place (`shapes`). What a string of classes comes to
is remembered, for plans say the same things in the same few ways.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

__all__ = ["Found", "Layout", "lay_out"]

# Two figures before this are a number, or a day, and no year.
_COUNTS = r"-?4?[Uy]|-?[V9]"
_TAIL = rf"z*M(?!-n)|{_COUNTS}"
_YEAR = rf"(?:[YFuZ]|n(?!{_TAIL}))"
_SIGN = r"[-/.,(]*[zi]*(?:f[-z]*)?"
_OF_YEAR = rf"(?:{_SIGN}{_YEAR})?"
# Two figures straight after the name of a month are always its year.
_OF_MONTHS_YEAR = rf"(?:n(?!{_COUNTS})|{_SIGN}{_YEAR})?"
# "The May bank holiday", "summer recess", "October half-term" are no months or seasons.
_FREE = r"\$|7-?T"
_PART = r"(?:[pe][-zi]*(?:3z*)?)?"
_WEEKDAY = r"K?(?:k[,.]*z*)?"
_AND = r"[-&/|t<,]+"
_NUMBER = r"[nso\[]"
_NUMBERED = r"(?:Q[-.z]*[sw]|[o\[']-?Q)"
_DAY_OF_MONTH = rf"{_NUMBER}(?:[-/.]|z*)M"

_SHAPES: Final = {
    "recurring": (
        r"L?Ez*(?:[nswo\[]-?)?(?:4?U|[yfA>]|T|k|7-?[Ty]|Q(?![-.z]*[sw]))(?![-.z]*[sw](?!-?[UyV]))"
        r"|(?:[nsw](?:9|[x@^])?|L)[56E]z*(?:4?U|y|Q|T)"
        r"|[nsw]9V|LV|[nsw78]-?V|V"
    ),
    "relative": r"(?<![o\['?4Uy97])H?[nswvN5](?:[-t/|&][nswv])?-?4?[Uy](?![56][Uy])",
    "nth": rf"(?:[o\[']-?[kUK]|U[nsw](?=z))[zi]*M{_OF_YEAR}",
    "day": (
        rf"{_WEEKDAY}{_DAY_OF_MONTH}{_OF_YEAR}"
        rf"|{_WEEKDAY}Mz*{_NUMBER}[,.]*[zi]*Y"
        rf"|{_WEEKDAY}Mz*o(?!{_AND}{_NUMBER})(?:[,.]*n(?!{_TAIL}))?"
        rf"|{_WEEKDAY}Mz*s(?![-&/|t<,]*[nso\[UyV9w4])"
        rf"|{_WEEKDAY}(?:e[-z]*)?[Dd]"
    ),
    "bareday": (
        rf"{_WEEKDAY}{_NUMBER}"
        rf"(?=(?:{_AND}{_WEEKDAY}{_NUMBER})*{_AND}{_WEEKDAY}(?:{_DAY_OF_MONTH}|D|d))"
    ),
    "quarter": (
        rf"{_PART}(?:{_NUMBERED}|\{{){_OF_YEAR}"
        rf"|{_PART}(?:(?:fz*)?[YFu]|fn)[-,/(.]*[zi]*{_NUMBERED}(?!{_SIGN}[YF])"
    ),
    "half": rf"{_PART}(?:[o\[']-?7|7-?s)[zi]*(?:f[-z]*)?[YFuZ]|[YF]7-?s",
    "holiday": rf"(?:[YF]z*)?(?:3?z*[MS]-?)?(?:\$|7-?T)+T?(?:[-,/(]*[zi]*(?:[YFu]|n(?!{_TAIL})))?",
    "meeting": r"@[YF]|[YF]@",
    "term": (
        rf"{_PART}S-?T{_OF_YEAR}|{_PART}[YFu][-,/]?S-?T|{_PART}S[-,]?[YFu]z*T|S(?=[-&/|]S-?T)"
    ),
    "season": rf"{_PART}3?z*S{_OF_YEAR}(?!-?T|{_FREE})|{_PART}[YFu][-,/]?S(?!-?T)",
    "month": (
        rf"{_PART}[YF][-,./]?M(?!{_SIGN}{_YEAR})(?!z*{_NUMBER})"
        rf"|{_PART}3?z*M{_OF_MONTHS_YEAR}+(?!{_FREE})|{_PART}m"
    ),
    "barepart": r"[pe](?=[-t<&/|]+[pe][-zi]*[MSYFu])",
    "planyear": rf"{_PART}(?:y[-.z]*[sw](?![-/.]?z*M)|\}}|[o\[]y)",
    "fy": rf"{_PART}3?z*f[-z]*(?:[FuY]|n(?!{_TAIL}))|{_PART}[FuY]z*f(?!-?e)",
    "academic": rf"{_PART}A[-z]*[FuY]|{_PART}[FuY]z*A",
    "yearend": (
        rf"(?:e[-zi]*[fyA>]|[fyA>]-?e)(?![-,(/]*z*(?:[MD]|{_NUMBER}z*M))(?:[-,(/]*z*[YFu])?"
        r"|[YFu]z*[fy]-?e"
    ),
    "year": rf"{_PART}(?:[y>][-z]*)?(?:Y[-/]n(?!{_TAIL}|[x@])|Y[-/]Y|Y|F|u)|{_PART}W",
    "next": rf"{_PART}Z",
}

# What stands between the periods: words of no meaning go, figures that nobody read become `#`.
_ABRIDGED: Final = str.maketrans(
    {
        **dict.fromkeys("zi*53:kK", ""),
        **dict.fromkeys("lpyfATQUS46789wx>M'[]", "x"),
        **dict.fromkeys("nsoNYDdmFWuvZ{}", "#"),
    }
)
# A number that counts a plain word, or follows one, is no date: "5 workshops", "Ward 7".
_QUANTITIES: Final = (("#x", "x"), ("#@", "@"), ("x#", "x"), ("@#", "@"), ("r#", "r"), ("#)", ")"))


class Found(NamedTuple):
    """
    One period among the classes: its shape, its place, its letters.

    `numbers` are the places of its plain numbers, `taken` the letter and place of the rest.
    """

    shape: str
    begin: int
    end: int
    letters: str
    numbers: tuple[int, ...]
    taken: tuple[tuple[str, int], ...]


class Layout(NamedTuple):
    """
    A string of classes abridged to what matters: `words`, one letter a word, with `P` for each
    of `periods` and `V` for each of `recurring`, which are the places of recurrences.

    `to_come` where a word for done is there, but something is still to come.
    """

    words: str
    periods: tuple[Found, ...]
    recurring: tuple[tuple[int, int], ...]
    to_come: bool


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern; the name of the group that matched is the shape. Made when first needed."""
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()))


@cache
def _to_come() -> re.Pattern[str]:
    """ "Phase 1 complete, phase 2 by June" and "completed by the next meeting" are not done."""
    return re.compile(r"l[^,;.(]*[Cc][^l]*[,;.&(\-][^l]*l|[Cc]b[z*]*3")


def _period(shape: str, begin: int, end: int, classes: str) -> Found:
    letters = classes[begin:end]
    places = list(enumerate(letters, begin))
    return Found(
        shape,
        begin,
        end,
        letters,
        tuple(i for i, letter in places if letter in "nsow{}'["),
        tuple((letter, i) for i, letter in places if letter in "DdmMSYFuWpeK3"),
    )


def _abridged(words: str) -> str:
    """*words* with every run of plain words one `x`, and without numbers that count things."""
    if "#" in words:
        for counted, plain in _QUANTITIES:
            words = words.replace(counted, plain)
    return re.sub("xx+", "x", words)


@lru_cache(maxsize=4096)
def lay_out(classes: str) -> Layout:
    """Where the periods and recurrences of a timescale of these classes stand."""
    # "April 2014 - present" has no end, and "residents see a change" points nowhere.
    classes = classes.replace("-]", "-O").replace("t]", "tO")
    classes = classes.replace("x\\", "xx").replace("\\", "R")
    periods: list[Found] = []
    recurring: list[tuple[int, int]] = []
    words: list[str] = []
    at = 0
    for match in _pattern().finditer(classes):
        begin, end = match.span()
        words.append(re.sub("xx+", "x", classes[at:begin].translate(_ABRIDGED)))
        at, shape = end, match.lastgroup or ""
        if shape == "recurring":
            recurring.append((begin, end))
            words.append("V")
        elif shape in {"holiday", "meeting"}:
            words.append("$" if shape == "holiday" else "@")
        else:
            periods.append(_period(shape, begin, end, classes))
            words.append("P")
    words.append(re.sub("xx+", "x", classes[at:].translate(_ABRIDGED)))
    to_come = _to_come().search(classes) is not None
    return Layout(_abridged("".join(words)), tuple(periods), tuple(recurring), to_come)
