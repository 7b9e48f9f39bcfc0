"""The drafted words for the covering report: as text, and as a Word document's paragraphs."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from actionbook.appendices.values import Appendix
from actionbook.appendices.words import day_words
from actionbook.errors import ActionbookError

__all__ = ["words_text", "write_words"]

NO_DOCX = (
    "python-docx is not installed, so there is no Word document. Install it with "
    "pip install 'actionbook[docx]', or ask for the words as text."
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def words_text(appendix: Appendix) -> str:
    """The summary, what moved and why, and the drafted resolution: a paragraph to a line."""
    return "".join(
        f"{heading}\n\n" + "".join(f"{words}\n" for words in paragraphs) + "\n"
        for heading, paragraphs in _parts(appendix)
    )


def _parts(appendix: Appendix) -> tuple[tuple[str, tuple[str, ...]], ...]:
    cover = appendix.cover
    why = tuple(
        f"{each.label}: {each.before} then, {each.number} now. {each.reason}"
        for each in cover.headlines
        if each.reason
    )
    parts = (
        ("Summary", cover.summary),
        (f"What moved since {cover.since}, and why", why),
        ("Drafted resolution", cover.resolution),
    )
    return tuple((heading, paragraphs) for heading, paragraphs in parts if paragraphs)


def write_words(appendix: Appendix, path: Path) -> None:
    """
    Write the drafted words to *path*: a Word document where its name ends in .docx, else text.

    The same appendix is the same bytes.

    Raises:
        ActionbookError: a Word document is wanted and python-docx is not installed, or the file
            cannot be written.
    """
    is_word = path.suffix.casefold() == ".docx"
    data = _document(appendix) if is_word else words_text(appendix).encode()
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ActionbookError(
            f"{path} was not written: {error.strerror or error}. Close it, and run this again."
        ) from error


def _document(appendix: Appendix) -> bytes:
    try:
        import docx
    except ImportError:
        raise ActionbookError(NO_DOCX) from None
    made = docx.Document()
    instant = datetime(*appendix.on.timetuple()[:3])  # noqa: DTZ001 - a document's hour has no zone
    said = made.core_properties
    said.title = appendix.title
    said.author = said.last_modified_by = appendix.organisation
    said.subject = f"Words for the covering report, as at {day_words(appendix.on)}"
    said.comments = ""
    said.language = "en-GB"
    said.created = said.modified = instant
    for heading, paragraphs in _parts(appendix):
        made.add_heading(heading, level=1)
        for words in paragraphs:
            made.add_paragraph(words)
    stream = BytesIO()
    made.save(stream)
    return _undated(stream)


def _undated(stream: BytesIO) -> bytes:
    """The same document without the hour at which each of its parts was packed."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(stream) as old,
        zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
