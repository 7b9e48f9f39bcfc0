"""A value to be set, worked out as a cell stores it, and whether a cell holds it already."""

from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from actionbook.ooxml.reading import Held
from actionbook.ooxml.values import Canonical, Formatted, Formula, Value, canonical, encode

__all__ = ["Content", "Wanted", "Wants", "agrees"]

Content: TypeAlias = Value | Formula | Formatted
DAY_FORMAT = "dd/mm/yyyy"
MOMENT_FORMAT = "dd/mm/yyyy hh:mm"
_MOST_REMEMBERED = 50_000


class Wanted(NamedTuple):
    """
    A value as a cell stores it: type, content, what to compare, the format that shows it.

    *is_loose*: what is to be compared may differ and yet be the same (see `agrees`).
    """

    value: Value | Formula
    kind: str | None
    content: bytes
    canonical: Canonical
    number_format: str | None
    is_loose: bool


class Wants:
    """Works out values for the cells of one sheet; what is asked for many of them, once."""

    def __init__(self, prefix: bytes, *, date_1904: bool) -> None:
        self._prefix = prefix
        self._date_1904 = date_1904
        self._known: dict[object, Wanted] = {}

    def __call__(self, content: Content) -> Wanted:
        """
        *content* as a cell stores it.

        Raises:
            ValueError: a cell cannot hold it.
        """
        if content.__class__ is str:
            return self._stored_as(content)  # texts are many, and seldom the same
        inner = content.value if isinstance(content, Formula) else None
        key = (content.__class__, content, inner.__class__)  # True is not 1
        known = self._known.get(key)
        if known is None:
            known = self._stored_as(content)
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            if not isinstance(content, Formatted):
                self._known[key] = known
        return known

    def _stored_as(self, content: Content) -> Wanted:
        number_format = None
        if isinstance(content, Formatted):
            content, number_format = content
        plain = content.value if isinstance(content, Formula) else content
        if isinstance(plain, date) and number_format is None:
            number_format = MOMENT_FORMAT if isinstance(plain, datetime) else DAY_FORMAT
        kind, text = encode(content, self._prefix, date_1904=self._date_1904)
        compared = canonical(content, date_1904=self._date_1904)
        is_loose = isinstance(plain, date) or (isinstance(content, Formula) and plain is None)
        return Wanted(content, kind, text, compared, number_format, is_loose)


def agrees(held: Held, value: Value | Formula, wanted: Canonical) -> bool:
    """
    Whether a cell holds *value*, of which *wanted* is what to compare.

    A date is the same to the millisecond, as it is read; a formula without a result is the same
    whatever result is stored.
    """
    if held.canonical == wanted:
        return True
    if held.canonical[0] != wanted[0]:
        return False
    if isinstance(value, Formula):
        if value.value is None:
            return True
        value = value.value
    public = held.public.value if isinstance(held.public, Formula) else held.public
    return isinstance(value, date) and type(public) is type(value) and public == value
