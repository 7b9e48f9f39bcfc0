"""The public edition as tables and nothing else: the cover, the numbers and the notes too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from actionbook.appendices.drafted import TAKEN
from actionbook.appendices.shapes import NOTHING, without_blanks
from actionbook.appendices.values import Appendix, Cell, Column, Holds, Note, Table
from actionbook.appendices.words import day_words

__all__ = ["filled", "open_tables"]

NOTED = {
    "Headline numbers": ("Action", "Open", "Percentages"),
    "RAG meanings": ("RAG", "Percentages"),
    "Extensions": ("Due",),
    "Overdue": ("Due",),
    "Due soon": ("Due soon",),
    "Unassigned": ("Unassigned",),
    "Action plan": ("Action", "Status", "RAG", "See steps", "Columns left out", "Layout"),
}
"""Which notes explain which sheet."""
SHEET = Column("Sheet", 24)
WORD = Column("Word", 24, Holds.STRONG)
SAYS = Column("What it means", 90, grows=True)


def open_tables(appendix: Appendix) -> tuple[Table, ...]:
    """Every sheet of the public edition in its order, no cell of it blank."""
    numbers = _note_numbers(appendix.notes)
    front = tuple(_front(appendix))
    first = tuple(map(_of_note, appendix.first))
    tables = tuple(filled(_signed(table, numbers)) for table in appendix.tables)
    notes = tuple(_notes(appendix.notes))
    signed = tuple(_signed(table, numbers) for table in front)
    contents = _contents((*signed, *first, *tables, *notes))
    return (signed[0], contents, *signed[1:], *first, *tables, *notes)


def _front(appendix: Appendix) -> Iterator[Table]:
    cover = appendix.cover
    who = f" of {appendix.organisation}" if appendix.organisation else ""
    yield Table(
        "Cover",
        appendix.title,
        f"Progress on the action plan{who}, as it stood on {day_words(appendix.on)}."
        + (f" {appendix.replaces}." if appendix.replaces else ""),
        (Column("About this report", 28, Holds.STRONG), Column("What it says", 70)),
        (
            *cover.facts,
            *((("Organisation", appendix.organisation),) if appendix.organisation else ()),
            *((("Appendix", appendix.letter),) if appendix.letter else ()),
        ),
    )
    yield Table(
        "Summary",
        "Summary and drafted resolution",
        "Where the plan stands, what moved, and what members are asked to resolve.",
        (Column("Part", 24, Holds.STRONG), Column("Words", 100)),
        tuple(_paragraphs(appendix)),
    )
    yield _headlines(appendix)
    yield _meanings(appendix)
    if cover.sum:
        yield Table(
            "Open actions",
            "How the open actions add up",
            f"From those open when {cover.since} was closed to those open now.",
            (
                Column("Term", 36, Holds.STRONG),
                Column("Actions", 14, Holds.NUMBER),
                Column("What it does", 20),
            ),
            tuple((label, number, _does(label)) for label, number in cover.sum),
        )


def _does(label: str) -> str:
    if label.startswith("Open"):
        return "Is the sum" if label.endswith("end") else "Is begun with"
    return "Is taken away" if label in TAKEN else "Is added"


def _paragraphs(appendix: Appendix) -> Iterator[tuple[str, str]]:
    for heading, paragraphs in (
        ("Summary", appendix.cover.summary),
        ("Drafted resolution", appendix.cover.resolution),
    ):
        for number, words in enumerate(paragraphs, start=1):
            yield f"{heading}, paragraph {number}", words


def _headlines(appendix: Appendix) -> Table:
    since = appendix.cover.since
    moved = (
        Column(f"When {since} was closed", 16, Holds.NUMBER),
        Column("Moved by", 12, Holds.NUMBER),
        Column("Why it moved", 60),
    )
    return Table(
        "Headline numbers",
        "Headline numbers",
        "The actions in numbers"
        + (f", and how they moved since {since} was closed." if since else "."),
        (
            Column("Measure", 36, Holds.STRONG),
            Column("Number", 12, Holds.NUMBER),
            Column("Percentage", 14, Holds.PERCENT),
            Column("Of which actions", 20),
            *(moved if since else ()),
        ),
        tuple(
            (
                each.label,
                each.number,
                NOTHING if each.share is None else each.share,
                "Not a share" if each.share is None else f"Of {_whose(each.of)}",
                *(_moved(each.number, each.before, each.reason) if since else ()),
            )
            for each in appendix.cover.headlines
        ),
    )


def _moved(now: int, before: int | None, reason: str) -> tuple[Cell, ...]:
    if before is None:
        return ("Not recorded", "Not known", "Not recorded then")
    return (before, now - before, reason or "No action came or went")


def _whose(of: str) -> str:
    return "all actions" if of == "all" else "open actions"


def _meanings(appendix: Appendix) -> Table:
    since = appendix.cover.since
    return Table(
        "RAG meanings",
        "What the RAG words mean",
        "What each word means in this plan, and how many actions have it.",
        (
            Column("RAG", 20, Holds.RAG),
            SAYS,
            Column("Actions", 12, Holds.NUMBER),
            Column("Percentage", 14, Holds.PERCENT),
            Column("Of which actions", 20),
            *((Column(f"When {since} was closed", 16, Holds.NUMBER),) if since else ()),
        ),
        tuple(
            (
                each.rag,
                each.words,
                each.number,
                NOTHING if each.share is None else each.share,
                f"Of {_whose(each.of)}",
                *((each.before or 0,) if since else ()),
            )
            for each in appendix.cover.meanings
        ),
    )


def _note_numbers(notes: Sequence[Note]) -> Mapping[str, int]:
    """The numbers of the definitions, which are the notes that a table can point to."""
    return {term: number for number, (term, _) in enumerate(notes[0].pairs if notes else (), 1)}


def _signed(table: Table, numbers: Mapping[str, int]) -> Table:
    """The table with the signs of its notes after its sentence."""
    signs = "".join(
        f" [note {numbers[term]}]" for term in NOTED.get(table.sheet, ()) if term in numbers
    )
    return replace(table, sentence=table.sentence + signs) if signs else table


def _notes(notes: Sequence[Note]) -> Iterator[Table]:
    for number, note in enumerate(notes):
        if number:
            yield _of_note(note)
            continue
        yield Table(
            "Notes",
            note.heading,
            "What the signs such as [note 1] on the other sheets point to.",
            (Column("Note", 12, Holds.STRONG), Column("About", 24), SAYS),
            tuple(
                (f"[note {place}]", term, words)
                for place, (term, words) in enumerate(note.pairs, start=1)
            ),
        )


def _of_note(note: Note) -> Table:
    return Table(
        note.heading,
        note.heading,
        "The words and initials used in this appendix, in alphabetical order.",
        (WORD, SAYS),
        note.pairs,
    )


def _contents(tables: Iterable[Table]) -> Table:
    return Table(
        "Contents",
        "Contents",
        "Each sheet of this workbook after the cover, and what is on it.",
        (SHEET, Column("What is on it", 70), Column("Rows", 10, Holds.NUMBER)),
        tuple(
            (table.sheet, table.title, len(table.rows))
            for table in tables
            if table.sheet != "Cover"
        ),
    )


def filled(table: Table) -> Table:
    """The table with a word in every blank cell; one with no rows says so in one."""
    if not table.rows:
        return replace(table, rows=(tuple(table.nothing for _ in table.columns),))
    return replace(table, rows=tuple(tuple(without_blanks(row)) for row in table.rows))
