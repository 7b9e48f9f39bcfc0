"""
Export PDF: the macro that saved the sheet as a PDF.

Usual names: ExportPDF, SaveAsPDF, PrintToPDF; captions "Export PDF", "Save as PDF". It printed
the sheet as it stood into a PDF. What differs: the print edition of the appendix, tagged and
titled, through LibreOffice; the workbook of it stands beside it.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, Doing, paper

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "ExportPDF",
    "SaveAsPDF",
    "PrintToPDF",
)
CAPTIONS: tuple[str, ...] = (
    "Export PDF",
    "Save as PDF",
)
SIGNS: tuple[str, ...] = ("exports a PDF",)
COMMAND = "actionbook appendix PLAN --edition print --pdf"
DID = "printed the sheet as it stood into a PDF"
DIFFERS = (
    "the print edition of the appendix, tagged and titled, through LibreOffice; the workbook "
    "of it stands beside it"
)


_EDITION = "print"
_BESIDE = actionbook.Beside(pdf=True)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """The files that `run` would make; nothing is written."""
    return paper(workbook, Doing.REHEARSED, on=on, edition=_EDITION, beside=_BESIDE)


def run(workbook: Path, *, on: date) -> Changes:
    """The files made beside *workbook*, which is not changed."""
    return paper(workbook, Doing.DONE, on=on, edition=_EDITION, beside=_BESIDE)
