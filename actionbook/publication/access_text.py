"""Checks that what a sheet says can be read: its title, its letters, their size and colour."""

import re
from collections.abc import Iterator

from actionbook.ooxml.addresses import areas
from actionbook.ooxml.rows import Cell
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.colours import WHITE, contrast
from actionbook.publication.looks import HEADING_1, Font, Look
from actionbook.publication.sheets import SheetSeen
from actionbook.publication.sight import letters_met

__all__ = [
    "colour_alone",
    "faint_letters",
    "letters_with_serifs",
    "link_without_words",
    "not_aligned_left",
    "not_wrapped",
    "sheet_without_a_sentence",
    "sheet_without_a_title",
    "small_letters",
]

LEAST_CONTRAST = 4.5
LEAST_POINTS = 12.0
_SANS = re.compile(
    r"arial|aptos|calibri|carlito|verdana|tahoma|helvetica|segoe ui|roboto|lato|open sans|candara"
    r"|corbel|trebuchet|gill sans|century gothic|franklin gothic|atkinson|gds transport|inter\b"
    r"|poppins|nunito|dejavu sans|liberation sans|noto sans|source sans|public sans|frutiger"
    r"|univers|avenir|montserrat|(?<!ms )\bsans\b",
    re.IGNORECASE,
)
_TITLE, _SENTENCE = (1, 1), (2, 1)
_NO_WORDS = re.compile(
    r"\s*(?:https?://\S*|www\.\S*|mailto:\S*|\S+@\S+|(?:click\s+)?here|link|more|read\s+more|this)\W*",
    re.IGNORECASE,
)
_PICTURES = ("colorScale", "dataBar", "iconSet")


@looks_for("ACC109", since="0.1")
def sheet_without_a_title(subject: Subject) -> Hits:
    """
    A sheet without a title in A1 in the style Heading 1.

    Why: A1 is where every reader begins, and the style is how a screen reader knows a heading.
    Example: A1 blank, the title in C3 in bold.
    Instead: "Overdue actions" in A1, Home, Cell Styles, Heading 1.
    """
    for sheet in subject.file.sheets:
        if not sheet.filled.get(1, 0) & 2:
            yield Hit(sheet.at(_TITLE), "has no title.", "Type the sheet's title in A1.")
        elif _look_of(subject, sheet).builtin != HEADING_1 and not _is_heading(subject, sheet):
            fix = "Give it the cell style Heading 1."
            yield Hit(sheet.at(_TITLE), "is not in the style Heading 1.", fix)


def _look_of(subject: Subject, sheet: SheetSeen) -> Look:
    return subject.file.looks(subject.file.style_at(sheet, _TITLE))


def _is_heading(subject: Subject, sheet: SheetSeen) -> bool:
    return _look_of(subject, sheet).named.casefold().replace(" ", "") == "heading1"


@looks_for("ACC110", since="0.1")
def sheet_without_a_sentence(subject: Subject) -> Hits:
    """
    A sheet without a sentence in A2 that says what is on it.

    Why: it tells who cannot see the sheet how much is coming, and of what.
    Example: a table that begins in A2.
    Instead: "Actions past their due date, the oldest first: 5 in all."
    """
    for sheet in subject.file.sheets:
        if not sheet.filled.get(2, 0) & 2:
            yield Hit(sheet.at(_SENTENCE), "is blank.", "Say in a sentence what is on the sheet.")
        elif any(table.first_row <= _SENTENCE[0] for table in subject.file.tables_of(sheet)):
            fix = "Put a sentence there, and the table below it."
            yield Hit(sheet.at(_SENTENCE), "is part of the table.", fix)


@looks_for("ACC111", since="0.1")
def not_wrapped(subject: Subject) -> Hits:
    """
    Text that is not wrapped in its cell.

    Why: it runs under the next cell or is cut off, the more so for who has made it larger.
    Example: progress in one line, of which the first forty letters show.
    Instead: Wrap Text.
    """
    for sheet in subject.file.sheets:
        for style, cell in sheet.body.items():
            if not subject.file.looks(style).is_wrapped:
                yield Hit(sheet.at(cell), "is text that is not wrapped.", "Home, Wrap Text.")


@looks_for("ACC112", since="0.1")
def not_aligned_left(subject: Subject) -> Hits:
    """
    Text that is centred, justified or aligned right.

    Why: the eye, and who sees a small part of the screen, look for it on the left.
    Example: leads centred in their column.
    Instead: text on the left; numbers may stand on the right.
    """
    for sheet in subject.file.sheets:
        for style, cell in sheet.texts.items():
            if subject.file.looks(style).horizontal not in ("general", "left"):
                yield Hit(sheet.at(cell), "is text that is not aligned left.", "Align it left.")


@looks_for("ACC113", since="0.1")
def letters_with_serifs(subject: Subject) -> Hits:
    """
    Letters that are not of a plain sans serif font.

    Why: serifs and joined letters are hard to read for many.
    Example: Times New Roman, Comic Sans MS with joined letters.
    Instead: Arial, Aptos, Calibri, Verdana.
    """
    for where, font, _ in _letters(subject):
        if not _SANS.search(font.name):
            yield Hit(where, f"is set in {font.name}.", "Set it in a sans serif, such as Arial.")


@looks_for("ACC114", since="0.1")
def small_letters(subject: Subject) -> Hits:
    """
    Letters smaller than 12 points.

    Why: 12 points are what most people read without help.
    Example: a table in 8 points so that it fits one page.
    Instead: 12 points or more; paper has an edition of its own.
    """
    for where, font, _ in _letters(subject):
        if font.size < LEAST_POINTS:
            yield Hit(where, f"is set in {font.size:g} points.", "Set it in 12 points or more.")


@looks_for("ACC115", since="0.1")
def faint_letters(subject: Subject) -> Hits:
    """
    Letters that stand out too little from what is behind them.

    Why: below a contrast of 4.5 to 1 many cannot read them (WCAG 2.2, 1.4.3).
    Example: white letters on amber.
    Instead: dark letters on a light fill.
    """
    for where, font, look in _letters(subject):
        ratio = contrast(font.colour, look.behind)
        if ratio < LEAST_CONTRAST:
            yield Hit(
                where,
                f"has letters with a contrast of {ratio:.1f} to 1.",
                "Choose colours with a contrast of 4.5 to 1 or more.",
            )


@looks_for("ACC116", since="0.1")
def colour_alone(subject: Subject) -> Hits:
    """
    Something said by colour or by a picture in a cell alone.

    Why: who does not see the colour is not told.
    Example: a blank cell filled red for "overdue", or traffic lights in place of words.
    Instead: the word, and the colour behind it.
    """
    for sheet in subject.file.sheets:
        areas_of_tables = [table.area for table in subject.file.tables_of(sheet)]
        for style, cell in sheet.coloured_blank.items():
            is_coloured = (subject.file.looks(style).fill or WHITE) != WHITE
            if is_coloured and any(area.holds(*cell) for area in areas_of_tables):
                yield Hit(sheet.at(cell), "has a colour and no words.", "Write the word.")
        for where in _pictured(sheet):
            yield Hit(where, "says something by a picture or shade.", "Say it in words.")


def _pictured(sheet: SheetSeen) -> Iterator[str]:
    for block in sheet.frame.all("conditionalFormatting"):
        for rule in block.all("cfRule"):
            if rule.attributes.get("type") in _PICTURES:
                yield f"{sheet.called}!{block.attributes.get('sqref', '')}"


@looks_for("ACC117", since="0.1")
def link_without_words(subject: Subject) -> Hits:
    """
    A link whose words do not say where it leads.

    Why: links are read out one after another, without what stands round them.
    Example: "click here", or an address of eighty letters.
    Instead: "Overdue actions", "The inspectors' report".
    """
    for sheet in subject.file.sheets:
        said = subject.file.text_at(sheet, list(_links(sheet)))
        for cell in _links(sheet):
            text = said.get(cell, "")
            if not text.strip() or _NO_WORDS.fullmatch(text):
                fix = "Write what it leads to, and link the words."
                yield Hit(sheet.at(cell), f"is a link that reads '{text.strip()}'.", fix)


def _links(sheet: SheetSeen) -> Iterator[Cell]:
    """The first cell of each link."""
    holder = sheet.child("hyperlinks")
    for link in holder.all("hyperlink") if holder else ():
        for area in areas(link.attributes.get("ref", ""))[:1]:
            yield area.first_row, area.first_column


def _letters(subject: Subject) -> Iterator[tuple[str, Font, Look]]:
    """The letters of every style that something is written in, each told once."""
    told: set[tuple[str, Font, object]] = set()
    for where, font, look in letters_met(subject):
        key = (where, font, look.fill)
        if key not in told:
            told.add(key)
            yield where, font, look
