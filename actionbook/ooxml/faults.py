"""A fault of a part, told as a fault of the file that an officer knows by name."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.markup import BrokenPartError
from actionbook.ooxml.source import unreadable

__all__ = ["fault_of_file", "naming_the_file"]

_ADVICE = ": open it in Excel, let it be repaired, and save"


class _OfFile(Protocol):
    @property
    def path(self) -> Path: ...


_S = TypeVar("_S", bound=_OfFile)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def naming_the_file(
    method: Callable[Concatenate[_S, _P], _R], /
) -> Callable[Concatenate[_S, _P], _R]:
    """*method*, its `ValueError` raised as `WorkbookUnreadableError` of its ``path``."""

    @wraps(method)
    def told(owner: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return method(owner, *args, **kwargs)
        except ValueError as error:
            raise fault_of_file(owner.path, error) from error

    return told


def fault_of_file(path: Path, error: ValueError) -> WorkbookUnreadableError:
    """What to raise for *error*, met in a part of the file: a number that is none, broken XML."""
    known = isinstance(error, BrokenPartError)
    what = str(error) if known else "holds a part that is not what it should be"
    return unreadable(path, what if ": " in what else what + _ADVICE)
