"""
A finished appendix put in its place: its language said, and the old file replaced in one step.

XlsxWriter cannot be given a document's language, nor a style by name, so these are spliced in
afterwards.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.ooxml.archive import Archive
from actionbook.ooxml.assembly import assemble
from actionbook.ooxml.limits import LIMITS

__all__ = ["MADE_BY", "core_properties", "placed", "refuse_foreign"]

MADE_BY = "Made by actionbook"
"""What the description of every appendix says, so that ours can be told from others' files."""

LANGUAGE = b"<dc:language>en-GB</dc:language>"
CORE = "docprops/core.xml"
STYLES = "xl/styles.xml"
HEADING_FONT = re.compile(rb'<xf numFmtId="0" fontId="(\d+)"[^>]* xfId="1"')
NORMAL_XF = re.compile(rb'<cellStyleXfs count="1">(.*?)</cellStyleXfs>', re.DOTALL)
NORMAL = b'<cellStyles count="1">'
HEADING_1 = b'<cellStyles count="2"><cellStyle name="Heading 1" xfId="1" builtinId="16"/>'
SAVED = re.compile(
    r"<dc:creator>(.*?)</dc:creator>.*<cp:lastModifiedBy>\1</cp:lastModifiedBy>"
    r"<dcterms:created[^>]*>(.*?)</dcterms:created><dcterms:modified[^>]*>\2</dcterms:modified>",
    re.DOTALL,
)
END = b"</cp:coreProperties>"


@contextmanager
def placed(path: Path, *, gate: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """
    A path to write the workbook to; afterwards it stands at *path*, whole, or nothing changed.

    *gate* is given the finished file before it is put in place; what it raises stops that.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
    """
    _refuse(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".appendix-", dir=path.parent) as folder:
            draft = Path(folder) / "draft.xlsx"
            yield draft
            finished = Path(folder) / "finished.xlsx"
            _finish(draft, finished)
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


def _finish(draft: Path, finished: Path) -> None:
    archive = Archive(draft, limits=LIMITS)
    core = archive.inflated(archive.entries[CORE]).replace(END, LANGUAGE + END)
    styles = archive.inflated(archive.entries[STYLES])
    headed = _with_heading_style(styles)
    edited = {CORE: core, **({STYLES: headed} if headed != styles else {})}
    with finished.open("wb") as stream:
        for piece in assemble(archive, edited=edited, added={}, removed=()):
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())


def _with_heading_style(styles: bytes) -> bytes:
    """The styles with Heading 1 among them, where a cell is of the second style."""
    font = HEADING_FONT.search(styles)
    if font is None:
        return styles
    made = b'<xf numFmtId="0" fontId="%s" fillId="0" borderId="0" applyFont="1"/>' % font[1]
    styles = NORMAL_XF.sub(
        lambda found: b'<cellStyleXfs count="2">' + found[1] + made + b"</cellStyleXfs>", styles
    )
    return styles.replace(NORMAL, HEADING_1)
