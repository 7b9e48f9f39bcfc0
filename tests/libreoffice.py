"""LibreOffice, the Excel that we have: opens, recalculates, prints. Skips where it is not there."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert(workbook: Path, kind: str, folder: Path) -> list[Path]:
    """The files that LibreOffice makes of *workbook*: one, or one a sheet."""
    assert SOFFICE is not None
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    profile = folder.parent / "profile"
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(workbook),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return sorted(set(folder.iterdir()) - before)


def sheet_values(workbook: Path, sheet: str, folder: Path) -> list[list[str]]:
    """The rows of a sheet as LibreOffice shows them after working every formula out."""
    made = convert(workbook, _ALL_SHEETS, folder)
    (shown,) = [path for path in made if path.stem == f"{workbook.stem}-{sheet}"]
    with shown.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def pages(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it."""
    (made,) = convert(workbook, "pdf", folder)
    return made
