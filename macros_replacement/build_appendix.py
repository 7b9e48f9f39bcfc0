"""
Build appendix: the macro that copied the rows into a committee paper.

Usual names: BuildAppendix, MakeAppendix, CommitteeReport; captions "Build appendix", "Committee
report". It copied the sheet into a new workbook to be tidied by hand. What differs: built from an
allow-list of columns, public rows only, and held to the gate before it is put in place.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, Doing, paper

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "BuildAppendix",
    "MakeAppendix",
    "CommitteeReport",
)
CAPTIONS: tuple[str, ...] = (
    "Build appendix",
    "Committee report",
)
SIGNS: tuple[str, ...] = ("makes a new workbook", "copies cells")
COMMAND = "actionbook appendix PLAN"
DID = "copied the sheet into a new workbook to be tidied by hand"
DIFFERS = (
    "built from an allow-list of columns, public rows only, and held to the gate before it is"
    " put in place"
)


_EDITION = "public"
_BESIDE = actionbook.Beside(pdf=False)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """The files that `run` would make; nothing is written."""
    return paper(workbook, Doing.REHEARSED, on=on, edition=_EDITION, beside=_BESIDE)


def run(workbook: Path, *, on: date) -> Changes:
    """The files made beside *workbook*, which is not changed."""
    return paper(workbook, Doing.DONE, on=on, edition=_EDITION, beside=_BESIDE)
