"""A fault of a part, told as a fault of the file that an officer knows by name."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from actionbook.ooxml.markup import BrokenPartError
from actionbook.ooxml.source import unreadable

__all__ = ["naming_the_file"]


class _OfFile(Protocol):
    @property
    def path(self) -> Path: ...


_S = TypeVar("_S", bound=_OfFile)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def naming_the_file(
    method: Callable[Concatenate[_S, _P], _R], /
) -> Callable[Concatenate[_S, _P], _R]:
    """*method*, its `BrokenPartError` raised as `WorkbookUnreadableError` of its ``path``."""

    @wraps(method)
    def told(owner: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return method(owner, *args, **kwargs)
        except BrokenPartError as error:
            raise unreadable(owner.path, str(error)) from error

    return told
