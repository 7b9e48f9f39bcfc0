"""AB7xx: what is wrong with the letters of a cell, whatever they say."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from actionbook.plan.cells import CellRef
from actionbook.plan.late import late
from actionbook.plan.model import Plan
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import quoted
from actionbook.rules.text_cells import Block, blocks

__all__ = [
    "control_character",
    "doubled_spaces",
    "invisible_characters",
    "looks_like_formula",
    "mojibake",
    "scanning_marks",
    "too_long",
]

_EXCEL = 32_767
"""Letters that a cell of Excel holds."""

_SPACES = late(r"[^\S\n]{2,}(?!\Z)")
_AT_THE_ENDS = late(r"\A[ \t]+|[ \t]+\Z|[ \t]+(?=\n)")
_INVISIBLE = late("[\u00a0\u00ad\u2007\u202f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = late("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f]")
_SCANNED = late(
    r"[A-Za-z]\\(?=[A-Za-z](?:[a-z]|\b)|\s|\Z)|(?<!\S)\\(?=[A-Za-z])|_x[0-9A-Fa-f]{4}_|&(?:amp|lt|gt|nbsp|quot|apos|#\d+);"
    r"|</?(?:sup|sub|p|br|b|i|u|em|strong|span|div|font|li|ul|ol|td|tr)\b[^<>]*>|[¬]|\bcid:\d+",
    re.IGNORECASE,
)
_PATH = late(r"[A-Za-z]:\\|\\\\|[\w.]+\\[\w. ]+\\|\\[\w ]+\.\w{2,4}\b")
_MOJIBAKE = late(
    "â€|â‚¬|Ã[\u0080-\u00bf\u0192\u0152\u0160\u017d\u2018-\u2026\u20ac]"
    "|Â[\u00a0-\u00bf]|ï»¿|ï¿½|\ufffd|â€™|Å[\u0080-\u00bf\u2019\u201c]"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"', "&apos;": "'"}


def _hits(
    plan: Plan,
    passes: Callable[[Block], bool],
    wanted: Callable[[str], object],
    said: Callable[[str], tuple[str, str, str | None]],
) -> Iterator[Hit]:
    """A hit on each cell whose words are *wanted*, in the blocks that *passes* does not pass by."""
    told: set[CellRef] = set()
    for block in blocks(plan):
        if passes(block):
            continue
        for cell in block.cells(wanted):
            if cell.at not in told:
                told.add(cell.at)
                yield cell.hit(*said(cell.text))


@rule("AB701", Severity.WARNING, since="0.1", fixes=Fix.SAFE)
def doubled_spaces(plan: Plan, _on: date) -> Hits:
    """
    Spaces doubled, or at the ends of a cell.

    Why: "Head of Finance " and "Head of Finance" are two people to a filter.
    Example: "Head of  Finance".
    Instead: "Head of Finance".
    Fix: one space between words, none at the ends.
    """

    def wanted(text: str) -> bool:
        return "  " in text or "\t" in text or text != text.strip(" \t") or " \n" in text

    def said(text: str) -> tuple[str, str, str | None]:
        where = "at the ends" if not _SPACES.search(text.strip()) else "doubled"
        return f"Spaces are {where} in {quoted(text)}.", "Take them out.", _spaced(text)

    def passes(block: Block) -> bool:
        words = block.joined
        return not any(mark in words for mark in ("  ", "| ", " |", "\t", " \n"))

    yield from _hits(plan, passes, wanted, said)


def _spaced(text: str) -> str:
    return _AT_THE_ENDS.sub("", re.sub(r"[ \t]{2,}|\t", " ", text))


@rule("AB702", Severity.WARNING, since="0.1", fixes=Fix.SAFE)
def invisible_characters(plan: Plan, _on: date) -> Hits:
    """
    Characters that nobody sees: non-breaking spaces, zero-width marks, soft hyphens.

    Why: a search, a filter and a look-up do not find what looks the same on the screen.
    Example: "31 March 2027" with a non-breaking space, copied from a web page.
    Instead: the same with plain spaces.
    Fix: a plain space for a non-breaking one, nothing for the others.
    """

    def said(text: str) -> tuple[str, str, str | None]:
        what = "non-breaking spaces" if "\u00a0" in text else "characters that nobody sees"
        return (
            f"The cell has {what} in it: {quoted(_visible(text))}.",
            "Type it again.",
            (_visible(text)),
        )

    yield from _hits(plan, _is_plain, _INVISIBLE.search, said)


def _is_plain(block: Block) -> bool:
    return block.joined.isprintable()


def _visible(text: str) -> str:
    plain = _INVISIBLE.sub(lambda found: " " if found[0] in "\u00a0\u2007\u202f" else "", text)
    return _spaced(plain)


@rule("AB704", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def scanning_marks(plan: Plan, _on: date) -> Hits:
    r"""
    Marks that scanning or copying left behind.

    Why: they are printed as they stand, and a reader takes the plan for careless.
    Example: "End\of September"; "Cabinet_x000D_"; "5<sup>th</sup> June"; "Policy &amp; Finance".
    Instead: "End of September"; "Cabinet"; "5th June"; "Policy & Finance".
    Fix: the marks taken out, and a space put in where words ran together.
    """
    marks = ("\\", "_x", "<", "&", "¬", "cid:")

    def passes(block: Block) -> bool:
        return not any(mark in block.joined for mark in marks)

    def wanted(text: str) -> bool:
        found = _SCANNED.search(text)
        return found is not None and not ("\\" in found[0] and _PATH.search(text))

    def said(text: str) -> tuple[str, str, str | None]:
        return (
            f"The cell has marks of scanning or copying in it: {quoted(_around_mark(text))}.",
            "Take them out.",
            _unmarked(text),
        )

    yield from _hits(plan, passes, wanted, said)


def _around_mark(text: str) -> str:
    """The word that the first mark stands in, with the words beside it."""
    found = _SCANNED.search(text)
    if found is None:
        return text
    before, after = text[: found.start()], text[found.end() :]
    near = before.rsplit(maxsplit=1)[-1:] if before[-1:].isspace() else before.split()[-2:]
    first = before.rfind(near[0]) if near else 0
    rest = re.match(r"\S*(?:\s+\S+)?", after)
    return text[first : found.end() + (rest.end() if rest else 0)]


def _unmarked(text: str) -> str:
    def mended(found: re.Match[str]) -> str:
        mark = found[0]
        if mark.endswith("\\"):
            return mark[:-1] + " " if len(mark) > 1 else ""
        return _ENTITIES.get(mark.casefold(), "")

    return _spaced(_SCANNED.sub(mended, text))


@rule("AB705", Severity.ERROR, since="0.1", fixes=Fix.SAFE)
def control_character(plan: Plan, _on: date) -> Hits:
    """
    A character that is none: a control code.

    Why: it cannot be printed or written to another file, and stops programs that read the plan.
    Example: a vertical tab between two words, from an old database.
    Instead: a space, or a new line.
    Fix: a space, or a line's end for the codes that stand for one.
    """

    def said(text: str) -> tuple[str, str, str | None]:
        return (
            f"The cell has a control code in it: {quoted(text)}.",
            "Type it again without.",
            _printable(text),
        )

    yield from _hits(plan, _is_plain, _CONTROL.search, said)


def _printable(text: str) -> str:
    lines = re.sub("\r\n|[\r\x0b\x0c\x85]", "\n", text)
    return _spaced(_CONTROL.sub(" ", lines))


@rule("AB706", Severity.INFO, since="0.1")
def looks_like_formula(plan: Plan, _on: date) -> Hits:
    """
    Text that starts with = + - or @, as a formula does.

    Why: copied into another workbook or a CSV it is run as a formula, and shows an error.
    Example: "=Head of Finance"; "-10% by June".
    Instead: "Head of Finance"; "Down 10% by June".
    Settings: a cell that is one dash is blank.
    """
    marks = ("|=", "|+", "|-", "|@")

    def passes(block: Block) -> bool:
        return not any(mark in block.joined for mark in marks)

    def wanted(text: str) -> bool:
        return text[0] in "=+-@" and bool(text.strip("-=+@ "))

    def said(text: str) -> tuple[str, str, str | None]:
        return f"The text starts as a formula does: {quoted(text)}.", "Begin with a word.", None

    yield from _hits(plan, passes, wanted, said)


@rule("AB707", Severity.WARNING, since="0.1")
def too_long(plan: Plan, _on: date) -> Hits:
    """
    A cell that holds more than the page can show, or more than Excel can hold.

    Why: a row is one page high at most, and what is below is not printed.
    Example: Progress with the report of a year, 4,000 letters.
    Instead: this period's progress in two sentences; earlier periods stand in the history.
    Settings: "Longest cell" (1500 letters); Excel holds 32,767.
    """
    most = min(plan.settings.longest_cell, _EXCEL)

    def passes(block: Block) -> bool:
        return len(block.joined) <= most or max(map(len, block.texts)) <= most

    def said(text: str) -> tuple[str, str, str | None]:
        return (
            f"The cell holds {len(text)} letters, more than a page can show ({most}).",
            "Shorten it; what is older stands in the history.",
            None,
        )

    yield from _hits(plan, passes, lambda text: len(text) > most, said)


@rule("AB709", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def mojibake(plan: Plan, _on: date) -> Hits:
    """
    Letters that came out wrong on the way from another program.

    Why: they are printed as they stand.
    Example: "councilâ€™s"; "Â£200"; "cafÃ©".
    Instead: "council's"; "£200"; "café".
    Fix: the letters that were meant, where they can be told for certain.
    """

    def passes(block: Block) -> bool:
        return block.joined.isascii()

    def said(text: str) -> tuple[str, str, str | None]:
        return (
            f"Letters have come out wrong in {quoted(text)}.",
            "Type what was meant.",
            _meant(text),
        )

    yield from _hits(plan, passes, _MOJIBAKE.search, said)


def _meant(text: str) -> str | None:
    """*text* as it was before its UTF-8 was read as Windows-1252; None where that is not so."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None
