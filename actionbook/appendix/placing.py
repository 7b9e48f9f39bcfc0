"""
A finished appendix put in its place: its language said, and the old file replaced in one step.

XlsxWriter cannot be given a document's language, so that one part is spliced afterwards.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.ooxml.archive import Archive
from actionbook.ooxml.assembly import assemble
from actionbook.ooxml.limits import LIMITS

__all__ = ["placed"]

LANGUAGE = b"<dc:language>en-GB</dc:language>"
CORE = "docprops/core.xml"
END = b"</cp:coreProperties>"


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """
    A path to write the workbook to; afterwards it stands at *path*, whole, or nothing changed.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, or it is a folder itself.
    """
    _refuse(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".appendix-", dir=path.parent) as folder:
            draft = Path(folder) / "draft.xlsx"
            yield draft
            finished = Path(folder) / "finished.xlsx"
            _finish(draft, finished)
            finished.replace(path)
    except PermissionError as error:
        raise WorkbookBusyError(
            f"{path} cannot be written: close it in Excel, or ask who may write in its folder."
        ) from error


def _refuse(path: Path) -> None:
    if not path.parent.is_dir():
        raise ActionbookError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.is_dir():
        raise ActionbookError(f"{path} is a folder. Give the name of a file in it.")
    if path.with_name(f"~${path.name}").exists():
        raise WorkbookBusyError(f"{path} is open in Excel. Close it, and run this again.")
    if path.exists() and not os.access(path, os.W_OK):
        raise WorkbookBusyError(f"{path} is read-only. Take that off, or choose another name.")


def _finish(draft: Path, finished: Path) -> None:
    archive = Archive(draft, limits=LIMITS)
    core = archive.inflated(archive.entries[CORE]).replace(END, LANGUAGE + END)
    with finished.open("wb") as stream:
        for piece in assemble(archive, edited={CORE: core}, added={}, removed=()):
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
