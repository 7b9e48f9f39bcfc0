"""
An appendix as a PDF, through LibreOffice: tagged, titled, in its language, the pages numbered.

LibreOffice is an office program that some machines have and others have not; it is never needed.
"""

import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from actionbook.errors import ActionbookError

__all__ = ["NO_OFFICE", "make_pdf", "office"]

NO_OFFICE = "LibreOffice is not installed here, so there is no PDF beside it."
LONGEST = 600
"""Seconds that LibreOffice may take."""

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_FILTER = (
    'pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale" \
oor:op="fuse"><value>en-GB</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>en-GB</value></prop></item>
</oor:items>
"""
_DATES = re.compile(rb"/(?:CreationDate|ModDate)\(D:(\d{14})[^)]*\)")
_UNIQUE = re.compile(rb"(?<=[</])[0-9A-F]{32}\b")
"""In the trailer: the file's own mark, made of the hour, and a sum over the hour."""


def office() -> str | None:
    """Where LibreOffice is; None where it is not."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).exists()), None)


def make_pdf(workbook: Path, path: Path, *, on: date) -> None:
    """
    Print *workbook* as the PDF *path*, which is replaced in one step.

    It is dated that day, whatever the day is on which it is made.

    Raises:
        ActionbookError: LibreOffice is not there, or failed.
    """
    program = office()
    if program is None:
        raise ActionbookError(NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix=".appendix-", dir=path.parent) as folder:
        made = _printed(program, workbook, Path(folder))
        made.write_bytes(_undated(made.read_bytes(), on))
        try:
            made.replace(path)
        except OSError as error:
            raise ActionbookError(
                f"{path} was not written: {error.strerror or error}. Close it, and run this again."
            ) from error


def _printed(program: str, workbook: Path, folder: Path) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    # Under a name that tells nothing: LibreOffice puts no path into the PDF, but none is there.
    source = folder / "appendix.xlsx"
    shutil.copyfile(workbook, source)
    try:
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={profile.resolve().as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                _FILTER,
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=LONGEST,
            env={**os.environ, "TZ": "UTC"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ActionbookError(
            f"LibreOffice could not print {workbook.name} ({type(error).__name__}), so there is "
            "no PDF beside it. Open the workbook and print it from there."
        ) from error
    made = folder / "appendix.pdf"
    if not made.exists():
        raise ActionbookError(
            f"LibreOffice printed nothing of {workbook.name}, so there is no PDF beside it. "
            "Open the workbook and print it from there."
        )
    return made


def _undated(printed: bytes, on: date) -> bytes:
    """The same PDF without the hour it was made in: nothing moves, as the lengths stay."""
    instant = datetime(on.year, on.month, on.day, tzinfo=UTC)
    stamp = f"{instant:%Y%m%d%H%M%S}".encode()
    printed = _DATES.sub(lambda found: found[0].replace(found[1], stamp), printed)
    head, trailer, tail = printed.rpartition(b"trailer")
    return head + trailer + _UNIQUE.sub(b"0" * 32, tail)
