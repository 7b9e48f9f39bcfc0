"""Checks for what a reader does not see and a downloader has: hidden, unreadable, shown by none."""

from collections.abc import Iterator

from actionbook.ooxml.addresses import column_letters
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.colours import contrast
from actionbook.publication.looks import Font, Look
from actionbook.publication.sheets import SheetSeen
from actionbook.publication.strings import Text

__all__ = [
    "hidden_by_number_format",
    "hidden_column",
    "hidden_row",
    "hidden_sheet",
    "invisible_text",
    "letters_met",
    "text_in_no_cell",
    "tiny_text",
]

LEAST_CONTRAST = 1.5
"""Below this, letters cannot be told from what is behind them."""

LEAST_POINTS = 6.0
"""Letters smaller than this are not meant to be read."""

_SHOW = "Show it, or delete it: what is hidden is downloaded with the rest."


@looks_for("PUB301", since="0.1")
def hidden_sheet(subject: Subject) -> Hits:
    """
    A sheet that is hidden, or so hidden that Excel does not list it.

    Why: whoever downloads the file shows it with two clicks.
    Example: a sheet "Staff" hidden before the file was sent.
    Instead: only the sheets that the committee is to read.
    """
    for name, state in _states(subject):
        if state != "visible":
            how = "very hidden: Excel does not list it" if state == "veryHidden" else "hidden"
            yield Hit(name, f"is {how}.", _SHOW)


def _states(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every sheet's name and state, chart sheets too."""
    holder = subject.file.markup(subject.file.contents.workbook).find("sheets")
    for element in holder.all("sheet") if holder else ():
        stated = element.attributes
        yield stated.get("name", ""), stated.get("state", "visible")


@looks_for("PUB302", since="0.1")
def hidden_row(subject: Subject) -> Hits:
    """
    A row that is hidden, filtered away, or too low to be read.

    Why: whoever downloads the file shows it with two clicks.
    Example: row 14 hidden because its action is exempt.
    Instead: a workbook that never had the row.
    """
    for sheet in subject.file.sheets:
        for row in sheet.hidden_rows:
            where = f"{sheet.called}!{row}:{row}" if row else sheet.name
            yield Hit(where, "is hidden." if row else "hides every row that is not set.", _SHOW)


@looks_for("PUB303", since="0.1")
def hidden_column(subject: Subject) -> Hits:
    """
    A column that is hidden, or too narrow to be read.

    Why: whoever downloads the file shows it with two clicks.
    Example: columns L to P with evidence and notes of staff.
    Instead: a workbook that never had the column.
    """
    for sheet in subject.file.sheets:
        for first, last in sheet.hidden_columns:
            block = f"{column_letters(first)}:{column_letters(last)}"
            yield Hit(f"{sheet.called}!{block}", "is hidden or too narrow to be read.", _SHOW)


@looks_for("PUB304", since="0.1")
def invisible_text(subject: Subject) -> Hits:
    """
    Text in the colour of what is behind it, such as white on white.

    Why: nobody sees it on the screen, and everybody who selects or copies it does.
    Example: white letters on a cell without a fill.
    Instead: text that can be read, or none.
    """
    for where, font, look in letters_met(subject):
        if contrast(font.colour, look.behind) < LEAST_CONTRAST:
            yield Hit(where, "holds text in the colour of its background.", _SHOW)
    for sheet in subject.file.sheets:
        for format_ in _conditional(sheet):
            looks = subject.file.looks.conditional
            letters, behind = looks[format_] if 0 <= format_ < len(looks) else (None, None)
            if letters and contrast(letters, behind or (255, 255, 255)) < LEAST_CONTRAST:
                fix = "Delete it: Home, Conditional Formatting, Manage Rules."
                yield Hit(sheet.name, "has a conditional format that makes text invisible.", fix)


def _conditional(sheet: SheetSeen) -> Iterator[int]:
    for block in sheet.frame.all("conditionalFormatting"):
        for rule in block.all("cfRule"):
            stated = rule.attributes.get("dxfId", "")
            if stated.isdecimal():
                yield int(stated)


@looks_for("PUB305", since="0.1")
def tiny_text(subject: Subject) -> Hits:
    """
    Text of less than six points.

    Why: letters that nobody can read are there to be overlooked.
    Example: a note of one point under the table.
    Instead: twelve points on the web, nine on paper.
    """
    for where, font, _ in letters_met(subject):
        if font.size < LEAST_POINTS:
            yield Hit(where, f"holds text of {font.size:g} points.", _SHOW)


@looks_for("PUB306", since="0.1")
def hidden_by_number_format(subject: Subject) -> Hits:
    """
    A cell whose number format shows nothing of what it holds.

    Why: it looks empty, and its value stands in the file.
    Example: the format ;;; on a column of costs.
    Instead: the value in sight, or none.
    """
    for sheet in subject.file.sheets:
        for style, cell in sheet.looks.items():
            if _shows_nothing(subject.file.looks(style).code, is_text=style in sheet.texts):
                yield Hit(sheet.at(cell), "has a number format that shows nothing.", _SHOW)


def _shows_nothing(code: str, *, is_text: bool) -> bool:
    sections = code.split(";")
    if len(sections) < 3 or code.strip(" ;"):  # noqa: PLR2004 - positive, negative, nought
        return False
    return not is_text or len(sections) > 3  # noqa: PLR2004 - the fourth is for text


@looks_for("PUB307", since="0.1")
def text_in_no_cell(subject: Subject) -> Hits:
    """
    Text that is kept in the file and stands in no cell.

    Why: it is what a deleted cell once said, and it is still there to be read.
    Example: a shared string with the exempt reason, left behind by a program.
    Instead: a workbook saved by Excel, or made anew.
    """
    for number in subject.file.unused:
        text = subject.file.strings[number].said
        if text.strip():
            where = f"shared string {number + 1}, in no cell"
            yield Hit(where, f"says '{text[:60]}'.", "Open the workbook in Excel and save it.")
    for sheet in subject.file.sheets:
        for number, cell in sheet.strings.items():
            if subject.file.strings[number].guide:
                yield Hit(sheet.at(cell), "has a phonetic guide, which is not shown.", _SHOW)


def letters_met(subject: Subject) -> Iterator[tuple[str, Font, Look]]:
    """Each kind of letters with the look they are met in, and where first."""
    file = subject.file
    for sheet in file.sheets:
        for style, cell in sheet.looks.items():
            look = file.looks(style)
            yield sheet.at(cell), look.font, look
        for where, style, text in _with_runs(subject, sheet):
            for said, font in text.runs:
                if said.strip():
                    yield where, font, file.looks(style)


def _with_runs(subject: Subject, sheet: SheetSeen) -> Iterator[tuple[str, int, Text]]:
    """The texts of a sheet that set letters of their own, each with its cell and style."""
    for (number, style), cell in sheet.dressed.items():
        yield sheet.at(cell), style, subject.file.strings[number]
    for seen in sheet.runs:
        yield sheet.at(seen.cell), seen.style, seen.text
