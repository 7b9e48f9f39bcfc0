"""XML that declares a document type is refused before it is parsed: entities are its only use."""

from typing import NoReturn
from xml.parsers import expat

from actionbook.errors import WorkbookUnreadableError

__all__ = ["check_xml"]

_STEP = 1 << 16


class _RootReachedError(Exception):
    """Nothing forbidden came before the root element, and nothing can after it."""


def check_xml(data: bytes, name: str) -> None:
    """
    Nothing, where the XML part called *name* may be parsed; only what precedes its root is read.

    Raises:
        WorkbookUnreadableError: it declares a document type (entities), or is no XML.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = _stop
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(name)
    try:
        for at in range(0, len(data), _STEP):
            parser.Parse(data[at : at + _STEP])
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except _RootReachedError:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookUnreadableError(
            f"{name} is broken XML: open the workbook in Excel, let it repair, and save it"
        ) from error


def _stop(*_: object) -> NoReturn:
    raise _RootReachedError


def _refuse(name: str) -> NoReturn:
    raise WorkbookUnreadableError(
        f"{name} declares a document type, as no office program does: do not trust the workbook"
    )
