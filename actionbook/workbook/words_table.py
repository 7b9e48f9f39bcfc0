"""The Words table: a house's own headings, statuses, and rows that are no actions."""

from actionbook.ooxml import BookView, Formula
from actionbook.plan.cells import CellRef
from actionbook.plan.words import Words, word_key
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import Column, Holds, TableSpec, heading_key
from actionbook.workbook.typed import as_text, status_of

__all__ = ["HEADING", "NO_ACTION", "OWN_COLUMN", "STATUS", "WORDS", "read_words"]

HEADING = "Heading"
STATUS = "Status"
NO_ACTION = "Not an action"
OWN_COLUMN = "(our own)"
"""What a heading means whose column is the house's own, and not read."""

WORDS = TableSpec(
    "Words",
    "Words",
    (
        Column("kind", "Kind", width=14, choices=(HEADING, STATUS, NO_ACTION), required=True),
        Column("word", "Our word", Holds.WORDS, 44, required=True),
        Column("means", "Means", Holds.WORDS, 34, required=True),
    ),
    says="What the house says where the plan says something else.",
    optional=True,
)


def read_words(book: BookView) -> Words:
    """The words of the workbook's Words table; none at all where it has no such table."""
    table = next((each for each in book.tables if each.name.casefold() == "words"), None)
    if table is None:
        return Words()
    places = {
        column.field: table.first_column + number
        for number, heading in enumerate(table.columns)
        if (column := WORDS.by_key.get(heading_key(heading))) is not None
    }
    if len(places) < len(WORDS.columns):
        return Words()
    headings: dict[str, str] = {}
    statuses: dict[str, str] = {}
    no_actions: set[str] = set()
    cells: dict[str, CellRef] = {}
    for row in range(table.body_first_row, table.body_last_row + 1):
        kind, word, means = (
            _said(book, table.sheet, row, places[each.field]) for each in WORDS.columns
        )
        if heading_key(kind) == heading_key(HEADING):
            column = ACTIONS.by_key.get(heading_key(means))
            headings[heading_key(word)] = column.field if column else ""
        elif heading_key(kind) == heading_key(STATUS):
            statuses[word_key(word)] = str(status_of(means) or "")
            cells[word_key(word)] = CellRef(table.sheet, row, places["means"])
        elif heading_key(kind) == heading_key(NO_ACTION):
            no_actions.add(word_key(word))
    return Words(
        headings,
        {word: said for word, said in statuses.items() if word},
        frozenset(no_actions),
        cells,
    )


def _said(book: BookView, sheet: str, row: int, column: int) -> str:
    held = book.cell(sheet, row, column)
    return as_text(held.value if isinstance(held, Formula) else held)
