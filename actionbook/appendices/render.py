"""An appendix as an Excel workbook, made new: values only, in the dress of its edition."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from actionbook.appendices.accessible_dress import write_accessible
from actionbook.appendices.book import Book
from actionbook.appendices.placing import placed
from actionbook.appendices.print_dress import write_print
from actionbook.appendices.values import Appendix, Edition
from actionbook.errors import PublicationRefusedError
from actionbook.plan.model import Plan
from actionbook.publication.gate import refuse_unfit

__all__ = ["render"]

SIZES = {Edition.PUBLIC: 12, Edition.PRINT: 10, Edition.EXEMPT: 10}
"""The usual size of letters of each edition, in points."""


def render(appendix: Appendix, path: Path, *, plan: Plan | None = None) -> None:
    """
    Write *appendix* as the workbook *path*, which is replaced in one step.

    The same appendix is the same bytes, on any machine. With the *plan* it was made of, it is put
    in place only where that stands as it was, and where the gate finds nothing in the file; the
    exempt edition, which is not published, has no gate.

    Raises:
        PublicationRefusedError: the gate found something, or the plan was changed meanwhile; the
            old file stands.
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
    """
    with placed(path, gate=_gate(appendix, path, plan)) as file:
        book = Book(size=SIZES[appendix.edition])
        book.describe(
            title=appendix.title,
            subject=_subject(appendix),
            organisation=appendix.organisation,
            on=appendix.on,
        )
        write = write_accessible if appendix.edition is Edition.PUBLIC else write_print
        write(book, appendix)
        book.write(file)


def _subject(appendix: Appendix) -> str:
    name = f"Appendix {appendix.letter}".strip()
    return f"{name}, revision {appendix.revision}" if appendix.revision > 1 else name


def _gate(appendix: Appendix, path: Path, plan: Plan | None) -> Callable[[Path], None] | None:
    if plan is None:
        return None

    def refuse(finished: Path) -> None:
        _refuse_changed(plan)
        if appendix.edition is not Edition.EXEMPT:
            refuse_unfit(finished, plan=plan, edition=str(appendix.edition), called=path.name)

    return refuse


def _refuse_changed(plan: Plan) -> None:
    if plan.path is None or not plan.fingerprint:
        return
    if sha256(plan.path.read_bytes()).hexdigest() != plan.fingerprint:
        raise PublicationRefusedError(
            f"{plan.path.name} was changed while its appendix was made, so nothing was put in "
            "place. Run this again."
        )
