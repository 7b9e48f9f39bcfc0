"""Checks that a workbook is one that everybody can find their way in: its sheets and properties."""

import re
from collections.abc import Iterator

from actionbook.publication.allowed import Kind
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.personal import is_body, properties
from actionbook.publication.sheets import SheetSeen
from actionbook.publication.sight import hidden_column, hidden_row, hidden_sheet

__all__ = [
    "author_not_the_organisation",
    "cursor_elsewhere",
    "drawing_on_a_sheet",
    "filter_set",
    "frozen_panes",
    "heading_or_footer",
    "macro_in_the_workbook",
    "no_contents",
    "no_language",
    "no_title",
    "note_without_words",
    "sheet_name_of_nothing",
    "something_hidden",
]

_NAME_OF_NOTHING = re.compile(
    r"(sheet|tabelle|feuil|hoja|blad|book|data|table)\s*\d*", re.IGNORECASE
)
_MARKER = re.compile(r"\[note\s+(\d+)\]", re.IGNORECASE)
_LOCATION = re.compile(r"#?(?:'((?:[^']|'')+)'|([^'!]+))!")
_FEW = 2
"""Workbooks of so many sheets need no list of contents."""

_SHEET_DRAWINGS = (
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
)


@looks_for("ACC118", since="0.1")
def drawing_on_a_sheet(subject: Subject) -> Hits:
    """
    A picture, chart, shape, button or watermark on a sheet.

    Why: it floats over the cells, where a keyboard does not reach and a reader does not see.
    Example: a pie chart of the RAG words.
    Instead: the numbers in a table; charts are for the print edition.
    """
    for sheet in subject.file.sheets:
        if any(sheet.child(local) is not None for local in _SHEET_DRAWINGS):
            yield Hit(sheet.name, "has a drawing on it.", "Delete it, and say it in a table.")


@looks_for("ACC119", since="0.1")
def heading_or_footer(subject: Subject) -> Hits:
    """
    A page heading or footer.

    Why: it is on paper alone: a screen reader does not read it.
    Example: "Draft for committee" at the foot of each page.
    Instead: the same words in a cell of the cover.
    """
    for sheet in subject.file.sheets:
        holder = sheet.child("headerFooter")
        if holder is not None and any(each.inner.strip() for each in holder.children):
            fix = "Take it out: Page Layout, Page Setup, Header/Footer."
            yield Hit(sheet.name, "has a page heading or footer.", fix)


@looks_for("ACC120", since="0.1")
def something_hidden(subject: Subject) -> Hits:
    """
    A sheet, row or column that is hidden.

    Why: a keyboard passes over it without a word, and cell addresses seem to jump.
    Example: columns E to H hidden.
    Instead: nothing that is not to be read.
    """
    for check in (hidden_sheet, hidden_row, hidden_column):
        yield from check(subject)


@looks_for("ACC121", since="0.1")
def frozen_panes(subject: Subject) -> Hits:
    """
    Frozen or split panes.

    Why: for who has enlarged the screen the frozen part fills it, and nothing else can be seen.
    Example: three rows and two columns frozen.
    Instead: none; a table's headings are read out with each cell.
    """
    for sheet in subject.file.sheets:
        for view in _views(sheet, "pane"):
            yield Hit(sheet.name, f"has {view} panes.", "View, Freeze Panes, Unfreeze.")


def _views(sheet: SheetSeen, local: str) -> Iterator[str]:
    holder = sheet.child("sheetViews")
    for view in holder.all("sheetView") if holder else ():
        for pane in view.all(local):
            yield "frozen" if "frozen" in pane.attributes.get("state", "").lower() else "split"


@looks_for("ACC122", since="0.1")
def filter_set(subject: Subject) -> Hits:
    """
    A filter on a sheet or a table.

    Why: its buttons are read out with every heading, and a filtered row is a hidden one.
    Example: a table with filter buttons.
    Instead: Data, Filter taken off; who wants a filter sets one.
    """
    file, fix = subject.file, "Take it off: Data, Filter."
    for sheet in file.sheets:
        if sheet.child("autoFilter") is not None:
            yield Hit(sheet.name, "has a filter.", fix)
        for table in file.tables_of(sheet):
            if file.markup(table.part).find("autoFilter") is not None:
                yield Hit(sheet.name, f"has a filter on its table {table.name}.", fix)


@looks_for("ACC123", since="0.1")
def macro_in_the_workbook(subject: Subject) -> Hits:
    """
    A macro, button or other control.

    Why: it may move the cursor or change the sheet without a word, and most offices block it.
    Example: a button "Next page".
    Instead: a plain .xlsx.
    """
    for name in subject.file.names(Kind.MACRO):
        yield Hit(name, "is a macro or control.", "Save it as an Excel Workbook (.xlsx).")


@looks_for("ACC124", since="0.1")
def sheet_name_of_nothing(subject: Subject) -> Hits:
    """
    A sheet whose name does not say what is on it.

    Why: the name is the first thing that is read out when the sheet is reached.
    Example: Sheet1.
    Instead: Overdue.
    """
    for sheet in subject.file.sheets:
        if not sheet.name.strip() or _NAME_OF_NOTHING.fullmatch(sheet.name.strip()):
            yield Hit(sheet.called, f"is named '{sheet.name}'.", "Name it after what is on it.")


@looks_for("ACC125", since="0.1")
def no_contents(subject: Subject) -> Hits:
    """
    More than two sheets, and no list of them with links.

    Why: who cannot see the tabs has no other way to know what there is.
    Example: eight sheets, the first of them the action plan.
    Instead: a sheet Contents near the front, each other sheet a link on it.
    """
    names = [sheet.name.casefold() for sheet in subject.file.sheets]
    if len(names) <= _FEW:
        return
    for place, sheet in enumerate(subject.file.sheets):
        # What stands before the list, such as a cover, has been read.
        rest = set(names[place + 1 :])
        if place <= _FEW and rest <= set(_linked(sheet)):
            return
    fix = "Make a sheet Contents near the front with a link to each other sheet."
    yield Hit(subject.file.path.name, f"has {len(names)} sheets and no list with links.", fix)


def _linked(sheet: SheetSeen) -> Iterator[str]:
    """The sheets that a sheet's links lead to, without case."""
    holder = sheet.child("hyperlinks")
    for link in holder.all("hyperlink") if holder else ():
        found = _LOCATION.match(link.attributes.get("location", ""))
        if found:
            yield (found[1] or found[2]).replace("''", "'").casefold()


@looks_for("ACC126", since="0.1")
def note_without_words(subject: Subject) -> Hits:
    """
    A mark such as [note 3] that no notes sheet explains.

    Why: the mark is all that is read out; the note must be found by it.
    Example: "Due [note 9]", and the notes end with 7.
    Instead: a notes sheet with a row for each number.
    """
    explained: set[str] = set()
    marked: list[tuple[str, str]] = []
    for sheet in subject.file.sheets:
        for cell, text in subject.file.texts(sheet):
            found = _MARKER.findall(text)
            marked += [(sheet.at(cell), number) for number in found]
            if found and "note" in sheet.name.casefold() and _MARKER.match(text.strip()):
                explained.add(found[0])
    for where, number in marked:
        if number not in explained:
            fix = "Add it to the notes sheet, its mark first."
            yield Hit(where, f"has [note {number}], which nothing explains.", fix)


@looks_for("ACC127", since="0.1")
def no_title(subject: Subject) -> Hits:
    """
    No title in the document's properties.

    Why: it is what a browser and a screen reader call the document.
    Example: Title blank, so that "appendix-b-final-v3.xlsx" is read out.
    Instead: "Harbour review: progress on the action plan".
    """
    yield from _missing(subject, "title", "a title")


@looks_for("ACC128", since="0.1")
def no_language(subject: Subject) -> Hits:
    """
    No language in the document's properties.

    Why: without it a screen reader may read the words in another language's sounds.
    Example: Language blank.
    Instead: en-GB, or cy-GB.
    """
    yield from _missing(subject, "language", "a language")


def _missing(subject: Subject, element: str, what: str) -> Hits:
    if element not in {name for _, name, _ in properties(subject.file)}:
        fix = "Set it: File, Info, Properties."
        yield Hit(subject.file.path.name, f"does not say {what} in its properties.", fix)


@looks_for("ACC129", since="0.1")
def author_not_the_organisation(subject: Subject) -> Hits:
    """
    An author that is not the organisation.

    Why: readers ask the organisation, which outlasts whoever typed.
    Example: Author blank, or Jo Smith.
    Instead: Saltmere Borough Council.
    """
    authors = [said for _, what, said in properties(subject.file) if what == "creator"]
    if not authors or not is_body(authors[0], subject):
        who = f"'{authors[0]}'" if authors else "nobody"
        fix = "Give the organisation as author: File, Info, Properties."
        yield Hit(subject.file.path.name, f"names {who} as author.", fix)


@looks_for("ACC130", since="0.1")
def cursor_elsewhere(subject: Subject) -> Hits:
    """
    A workbook that does not open on A1 of its first sheet.

    Why: reading begins at the cursor: what stands before it is missed.
    Example: saved with the cursor in F40 of the third sheet.
    Instead: Ctrl+Home on each sheet, the first sheet chosen, then saved.
    """
    file = subject.file
    views = file.markup(file.contents.workbook).find("bookViews")
    fix = "Press Ctrl+Home on each sheet, choose the first, and save."
    for view in views.all("workbookView") if views else ():
        if view.attributes.get("activeTab", "0") != "0":
            yield Hit(file.path.name, "does not open on its first sheet.", fix)
    for sheet in file.sheets:
        holder = sheet.child("sheetViews")
        for view in holder.all("sheetView") if holder else ():
            stated = [each.attributes.get("activeCell", "A1") for each in view.all("selection")]
            stated.append(view.attributes.get("topLeftCell", "A1"))
            if set(stated) != {"A1"}:
                yield Hit(sheet.name, "does not open with the cursor in A1.", fix)
