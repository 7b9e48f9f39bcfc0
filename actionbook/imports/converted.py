"""Documents of older kinds and PDFs, made Word documents by LibreOffice where it is there."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from actionbook.errors import WorkbookUnreadableError

__all__ = ["as_word", "can_read_pdf"]

_LONGEST = 120  # seconds
_NO_TABLES = (
    " A PDF keeps where each word is printed and mostly no tables: install actionbook[pdf], which "
    "tells tables by their lines, or ask for the Word document or workbook that it was made from, "
    "or open it in Word, save it as .docx, and import that."
)
_FILTERS = {".pdf": ["--infilter=writer_pdf_import"]}


def can_read_pdf() -> bool:
    """Whether what reads a PDF as it is, is installed."""
    return find_spec("pdfplumber") is not None


@contextmanager
def as_word(path: Path) -> Iterator[Path]:
    """
    A Word document made of the one at *path*, for as long as it is looked at; *path* is unchanged.

    What is wrong with the document that was made is said of the one at *path*.

    Raises:
        WorkbookUnreadableError: the file is missing, LibreOffice is not there, or it could not
            make anything of the file.
    """
    if not path.is_file():
        raise WorkbookUnreadableError(f"{path} is not there. Check the name and folder.")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise WorkbookUnreadableError(
            f"{path} is not a .docx, and LibreOffice, which could make it one, is not here. Open "
            "it, save it as .docx, and import that."
        )
    with TemporaryDirectory() as folder:
        made = _run(office, path, Path(folder))
        if made is None:
            raise WorkbookUnreadableError(
                f"LibreOffice could not make a Word document of {path}: it is broken, has a "
                "password, is a picture, or LibreOffice Writer is not here. Open it, save it as "
                ".docx, and import that."
            )
        try:
            yield made
        except WorkbookUnreadableError as fault:
            says = str(fault).replace(made.name, path.name)
            more = _NO_TABLES if path.suffix.casefold() == ".pdf" else ""
            raise WorkbookUnreadableError(says + more) from fault


def _run(office: str, path: Path, folder: Path) -> Path | None:
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        *_FILTERS.get(path.suffix.casefold(), []),
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(path.resolve()),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return next(iter(sorted(folder.glob("*.docx"))), None)
