"""Patterns that most plans never need, compiled when one does."""

import re
from typing import cast

__all__ = ["late"]

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub")


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._stated = pattern, flags

    def search(self, text: str, *span: int) -> object:
        # Stated, as it is what rules hand on to be called if need be; asking for it is no need.
        return self._compiled().search(text, *span)

    def __getattr__(self, name: str) -> object:
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(*self._stated)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    What searches, matches, splits and substitutes as the compiled *pattern* does.

    It is compiled the first time it is asked to: all of them together would take as long as a
    small check's other work, and a small check needs few.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
