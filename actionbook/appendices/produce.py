"""The files of an appendix: the workbook, and what is asked for beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from actionbook.appendices.placing import refuse_foreign
from actionbook.appendices.render import render
from actionbook.appendices.spreadsheet_text import csv_text
from actionbook.appendices.values import Appendix, Edition
from actionbook.appendices.word_text import write_words
from actionbook.errors import ActionbookError
from actionbook.plan.model import Plan

__all__ = ["Beside", "Produced", "produce"]


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What is made beside the workbook; each is named after it.

    `pdf` None is the usual: for the editions on paper, where LibreOffice is there. `words` are
    the endings of files with the drafted words: txt, docx.
    """

    csv: bool = False
    pdf: bool | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Produced:
    """The files that were made, the workbook first, and what an officer should know of them."""

    paths: tuple[Path, ...]
    said: tuple[str, ...] = ()


def produce(
    appendix: Appendix, path: Path, *, plan: Plan, beside: Beside, force: bool = False
) -> Produced:
    """
    Make the workbook *path* of *appendix*, which is of *plan*, and what is wanted beside it.

    With *force*, whoever made the file that stands there.

    Raises:
        PublicationRefusedError: the gate found something, or the plan was changed meanwhile.
        WorkbookBusyError: the file is open in Excel, or may not be written.
        ActionbookError: the file is not ours to overwrite, or cannot be written.
    """
    if plan.path is not None and path.resolve() == plan.path.resolve():
        raise ActionbookError(f"{path} is the plan itself. Give the appendix a name of its own.")
    if not force:
        refuse_foreign(path)
    if appendix.edition is Edition.EXEMPT:
        path.parent.mkdir(exist_ok=True)

    render(appendix, path, plan=plan)
    wanted = appendix.edition is not Edition.PUBLIC if beside.pdf is None else beside.pdf
    lacks = _lacks_office() if wanted else ()
    made = (path, *_beside(appendix, path, replace(beside, pdf=wanted and not lacks)))
    return Produced(made, (*appendix.doubts, *lacks))


def _lacks_office() -> tuple[str, ...]:
    """What is said where nothing can make a PDF; what makes one is loaded for one alone."""
    from actionbook.appendices.pdf import NO_OFFICE, office

    return (NO_OFFICE,) if office() is None else ()


def _beside(appendix: Appendix, path: Path, wanted: Beside) -> Iterator[Path]:
    if wanted.csv:
        yield _written(path.with_suffix(".csv"), csv_text(appendix.flat))
    for ending in wanted.words:
        words = path.with_name(f"{path.stem}-words.{ending}")
        write_words(appendix, words)
        yield words
    if wanted.pdf:
        from actionbook.appendices.pdf import make_pdf

        printed = path.with_suffix(".pdf")
        make_pdf(path, printed, on=appendix.on)
        yield printed


def _written(path: Path, text: str) -> Path:
    try:
        # With a mark of its encoding: without one Excel takes it for its own code page.
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ActionbookError(
            f"{path} was not written: {error.strerror or error}. Close it, and run this again."
        ) from error
    return path
