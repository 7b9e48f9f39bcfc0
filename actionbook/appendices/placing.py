"""A finished appendix put in its place: the old file is replaced in one step."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.ooxml.archive import Archive
from actionbook.ooxml.limits import LIMITS

__all__ = ["MADE_BY", "core_properties", "placed", "refuse_foreign"]

MADE_BY = "Made by actionbook"
"""What the description of every appendix says, so that ours can be told from others' files."""

CORE = "docprops/core.xml"
SAVED = re.compile(
    r"<dc:creator>(.*?)</dc:creator>.*<cp:lastModifiedBy>\1</cp:lastModifiedBy>"
    r"<dcterms:created[^>]*>(.*?)</dcterms:created><dcterms:modified[^>]*>\2</dcterms:modified>",
    re.DOTALL,
)


@contextmanager
def placed(path: Path, *, gate: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """
    A file to write the workbook to; afterwards it stands at *path*, whole, or nothing changed.

    *gate* is given the finished file before it is put in place; what it raises stops that.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
    """
    _refuse(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".appendix-", dir=path.parent) as folder:
            finished = Path(folder) / "finished.xlsx"
            with finished.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if gate is not None:
                gate(finished)
            finished.replace(path)
    except PermissionError as error:
        raise WorkbookBusyError(
            f"{path} cannot be written: close it in Excel, or ask who may write in its folder."
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise ActionbookError(f"{path} was not written: {reason}. The old one stands.") from error


def refuse_foreign(path: Path) -> None:
    """
    Nothing, where no file is at *path*, or an appendix of ours that nobody has saved since.

    Raises:
        ActionbookError: a file is there that is not to be overwritten.
    """
    if path.exists() and not _is_ours(path):
        raise ActionbookError(
            f"{path} is there already, and actionbook did not make it or somebody has worked on "
            "it since. Choose another name, or add --force to replace it."
        )


def core_properties(path: Path) -> str:
    """
    The part of a workbook that says what it is called, by whom and when; "" where it has none.

    Raises:
        WorkbookUnreadableError: the file is missing, broken or no workbook.
    """
    archive = Archive(path, limits=LIMITS)
    entry = archive.entries.get(CORE)
    return archive.inflated(entry).decode(errors="replace") if entry else ""


def _is_ours(path: Path) -> bool:
    try:
        core = core_properties(path)
    except ActionbookError:
        return False
    # Excel puts its user and the hour of saving here; ours are the author and the first hour.
    return f">{MADE_BY}<" in core and SAVED.search(core) is not None


def _refuse(path: Path) -> None:
    if not path.parent.is_dir():
        raise ActionbookError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.is_dir():
        raise ActionbookError(f"{path} is a folder. Give the name of a file in it.")
    if path.with_name(f"~${path.name}").exists():
        raise WorkbookBusyError(f"{path} is open in Excel. Close it, and run this again.")
    if path.exists() and not os.access(path, os.W_OK):
        raise WorkbookBusyError(f"{path} is read-only. Take that off, or choose another name.")
