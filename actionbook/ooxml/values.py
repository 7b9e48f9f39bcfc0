"""
What a cell may hold, and how a workbook stores it.

A date is a number of days in the workbook's date system and a number format that shows a day;
text is written into the cell itself (``inlineStr``), so that the shared strings are never touched.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias

from actionbook.ooxml.characters import decode_escapes, escape_text, escape_texts, text_of

__all__ = [
    "Canonical",
    "Formatted",
    "Formula",
    "Value",
    "canonical",
    "encode",
    "encoded_texts",
    "from_serial",
    "inline_text",
    "read_value",
    "to_serial",
]

Value: TypeAlias = str | int | float | bool | date | datetime | None
Canonical: TypeAlias = tuple[str | None, str, object]

# Source: ECMA-376 part 1, 18.17.3, and what later versions of Excel add.
_ERRORS = """
    #NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA
    #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY!
"""
ERRORS = frozenset(_ERRORS.split())
LONGEST_TEXT = 32_767  # Excel limit, in UTF-16 units
LONGEST_FORMULA = 8_192  # Excel limit
_SPACE = b' xml:space="preserve"'
_DAY_SECONDS = 86_400
_FIRST_MARCH_1900 = 61
_DAY_ZERO = date(1899, 12, 30).toordinal()
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999


class Formula(NamedTuple):
    """
    A formula as the file stores it: A1 style, English names, no ``=`` before it.

    A reference to a table's own row is ``Table1[[#This Row],[Due]]``, not ``[@Due]``. *value* is
    the result to show until Excel computes anew; None stores none. A text that is one of Excel's
    error codes (``#N/A``) is stored as that error.
    """

    text: str
    value: Value = None


class Formatted(NamedTuple):
    """A value that must show in *number_format*; everything else of the cell's style is kept."""

    value: Value | Formula
    number_format: str


def to_serial(value: date, *, date_1904: bool) -> float:
    """
    The number that stands for a day, or a moment without zone, in the workbook's date system.

    Raises:
        ValueError: the date system does not reach back so far, or the moment has a zone.
    """
    if value.__class__ is date and not date_1904:
        days = value.toordinal() - _DAY_ZERO
        if days >= _FIRST_MARCH_1900:
            return days
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise ValueError("a moment with a time zone cannot stand in a cell")
        moment = value
    else:
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a cell has no zone
    since = moment - _epoch(date_1904=date_1904)
    serial = since.days + (since.seconds + since.microseconds / 1e6) / _DAY_SECONDS
    if not date_1904 and serial < _FIRST_MARCH_1900:
        serial -= 1  # Excel counts a 29 February 1900 that never was
    if serial < (0 if date_1904 else 1):
        raise ValueError(f"Excel holds no date as early as {moment:%d/%m/%Y}")
    return int(serial) if serial == int(serial) else serial


def from_serial(serial: float, *, date_1904: bool) -> date | datetime | None:
    """The day (or moment, where there is a time of day) a number stands for; None for none."""
    if not 0 <= serial < _LAST_SERIAL - (1462 if date_1904 else 0):
        return None
    if not date_1904:
        if math.floor(serial) == _FIRST_MARCH_1900 - 1:
            return None
        if 1 <= serial < _FIRST_MARCH_1900:
            serial += 1
    seconds = round((serial - math.floor(serial)) * _DAY_SECONDS, 3)
    moment = _epoch(date_1904=date_1904) + timedelta(days=math.floor(serial), seconds=seconds)
    return moment if seconds else moment.date()


def _epoch(*, date_1904: bool) -> datetime:
    return datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 30)  # noqa: DTZ001


def encode(value: Value | Formula, prefix: bytes, *, date_1904: bool) -> tuple[str | None, bytes]:
    """
    The cell's type and content that store *value*; type None is a number or a blank.

    Raises:
        ValueError: a cell cannot hold it.
    """
    if isinstance(value, Formula):
        return _encode_formula(value, prefix, date_1904=date_1904)
    if isinstance(value, str) and value:
        if 2 * len(value) > LONGEST_TEXT and _units(value) > LONGEST_TEXT:
            raise ValueError(f"a cell holds {LONGEST_TEXT:,} characters at most")
        text = escape_text(value)
        space = _SPACE if value != value.strip() or "\n" in value else b""
        return "inlineStr", b"<%bis><%bt%b>%b</%bt></%bis>" % (
            prefix, prefix, space, text, prefix, prefix,
        )  # fmt: skip
    kind, text = _encode_plain(value, date_1904=date_1904)
    return kind, b"<%bv>%b</%bv>" % (prefix, text, prefix) if text else b""


def encoded_texts(texts: Iterable[str], prefix: bytes) -> dict[str, bytes]:
    """
    The content that stores each of *texts* in a cell, by text; not of those that none can hold.

    Many are escaped in one go, where nothing in them is rare.
    """
    unlike = [text for text in dict.fromkeys(texts) if text]
    is_short = 2 * max(map(len, unlike), default=0) <= LONGEST_TEXT
    escaped = escape_texts(unlike) if unlike and is_short else None
    if escaped is None:
        return dict(_one_by_one(unlike, prefix))
    plain, spaced = (b"<%bis><%bt%b>" % (prefix, prefix, space) for space in (b"", _SPACE))
    closing = b"</%bt></%bis>" % (prefix, prefix)
    return {
        text: (spaced if text != text.strip() or "\n" in text else plain) + inner + closing
        for text, inner in zip(unlike, escaped, strict=True)
    }


def _one_by_one(texts: Iterable[str], prefix: bytes) -> Iterator[tuple[str, bytes]]:
    for text in texts:
        try:
            yield text, encode(text, prefix, date_1904=False)[1]
        except ValueError:
            continue  # and whoever asks for it says so


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _encode_plain(value: Value, *, date_1904: bool) -> tuple[str | None, bytes]:
    if value is None or value == "":
        return None, b""
    if isinstance(value, bool):
        return "b", b"1" if value else b"0"
    if isinstance(value, str):
        return ("e" if value in ERRORS else "str"), escape_text(value)
    if isinstance(value, date):
        value = to_serial(value, date_1904=date_1904)
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("a cell holds no infinite or undefined number")
    if isinstance(value, int):
        if int(number) != value:
            raise ValueError(f"a cell cannot hold every digit of {value}")
        return None, b"%d" % value
    return None, repr(number if number else 0).encode()


def _encode_formula(
    formula: Formula, prefix: bytes, *, date_1904: bool
) -> tuple[str | None, bytes]:
    if not formula.text or formula.text.startswith("="):
        raise ValueError("a formula is given as text without its equals sign")
    if len(formula.text) > LONGEST_FORMULA:
        raise ValueError(f"a formula holds {LONGEST_FORMULA:,} characters at most")
    source = b"<%bf>%b</%bf>" % (prefix, escape_text(formula.text), prefix)
    kind, text = _encode_plain(formula.value, date_1904=date_1904)
    if formula.value == "":
        kind = "str"
    elif not text:
        return kind, source
    return kind, source + b"<%bv>%b</%bv>" % (prefix, text, prefix)


def canonical(value: Value | Formula, *, date_1904: bool) -> Canonical:
    """
    A formula's text (None for a plain value), the kind of the value, and the value: to compare.

    Numbers and dates are of one kind, as they are in a cell; True is not 1; "" is blank.
    """
    if isinstance(value, Formula):
        is_error = isinstance(value.value, str) and value.value in ERRORS
        kind, plain = canonical(value.value, date_1904=date_1904)[1:]
        return value.text, "error" if is_error else kind, plain
    if value is None or value == "":
        return None, "blank", None
    if isinstance(value, str):
        return None, "text", value
    if isinstance(value, bool):
        return None, "boolean", value
    if isinstance(value, date):
        value = to_serial(value, date_1904=date_1904)
    return None, "number", float(value)


def inline_text(content: bytes) -> str:
    """The text of an ``<is>`` or ``<si>``: its runs joined, its phonetic guide passed over."""
    plain = _PHONETIC.sub(b"", content) if b"rPh" in content else content
    return decode_escapes("".join(text_of(match[1]) for match in _TEXT.finditer(plain)))


_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?(?<!/)>(.*?)</(?:[\w.-]+:)?t\s*>", re.DOTALL)
_PHONETIC = re.compile(rb"<((?:[\w.-]+:)?rPh)[\s>].*?</\1\s*>", re.DOTALL)


def read_value(kind: str, content: bytes, shared: Callable[[int], str]) -> Value:
    """
    The value in ``<v>``: *kind* is the cell's type, *shared* tells a shared string.

    A number is an int where it is written as one. What cannot be understood is returned as text,
    as it stands. A date is a number here: only the cell's style tells it is one.
    """
    text = text_of(content)
    if kind == "s":
        return shared(int(text)) if text.strip().isdigit() else text
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind in ("str", "e"):
        return decode_escapes(text)
    if kind == "d":
        return _iso(text.strip())
    return _number(text.strip())


def _number(text: str) -> Value:
    if not text:
        return None
    try:
        return int(text) if text.lstrip("+-").isdecimal() else float(text)
    except ValueError:
        return text


def _iso(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text
    is_day = "T" not in text and ":" not in text
    return moment.date() if is_day else moment.replace(tzinfo=None)
