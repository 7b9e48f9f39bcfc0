"""The shared strings of a workbook: read, never written or renumbered."""

import re
from array import array

from actionbook.ooxml.values import inline_text

__all__ = ["SharedStrings"]

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])[^>]*>")


class SharedStrings:
    """The strings by number; their places are noted at the first question, in 8 bytes each."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._starts: array[int] | None = None

    def __call__(self, number: int) -> str:
        """The text of that string, its runs joined; empty where the number is none of them."""
        return inline_text(self.item(number))

    def item(self, number: int) -> bytes:
        """That string as it is stored; empty where the number is none of them."""
        if self._starts is None:
            self._starts = array("q", (match.start() for match in _ITEM.finditer(self.data)))
            self._starts.append(len(self.data))
        if number >= len(self._starts) - 1:
            return b""
        return self.data[self._starts[number] : self._starts[number + 1]]
