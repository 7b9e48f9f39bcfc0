"""An appendix as an Excel workbook, made new: values only, in the dress of its edition."""

from functools import partial
from pathlib import Path

from actionbook.appendices.accessible_dress import write_accessible
from actionbook.appendices.book import Book
from actionbook.appendices.placing import placed
from actionbook.appendices.print_dress import write_print
from actionbook.appendices.values import Appendix, Edition
from actionbook.plan.model import Plan
from actionbook.publication.gate import refuse_unfit

__all__ = ["render"]

SIZES = {Edition.PUBLIC: 12, Edition.PRINT: 10, Edition.EXEMPT: 10}
"""The usual size of letters of each edition, in points."""


def render(appendix: Appendix, path: Path, *, plan: Plan | None = None) -> None:
    """
    Write *appendix* as the workbook *path*, which is replaced in one step.

    The same appendix is the same bytes, on any machine. With the *plan* it was made of, it is put
    in place only where the gate finds nothing in it.

    Raises:
        PublicationRefusedError: the gate found something; the old file stands.
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
    """
    edition = str(appendix.edition)
    gate = partial(refuse_unfit, plan=plan, edition=edition, called=path.name) if plan else None
    with placed(path, gate=gate) as draft:
        book = Book(draft, size=SIZES[appendix.edition])
        book.describe(
            title=appendix.title,
            subject="Appendix",
            organisation=appendix.organisation,
            on=appendix.on,
        )
        write = write_accessible if appendix.edition is Edition.PUBLIC else write_print
        write(book, appendix)
        book.close()
