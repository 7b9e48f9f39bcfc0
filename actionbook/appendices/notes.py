"""The notes that close an appendix: how to read it, its acronyms, its initials."""

from collections.abc import Sequence

from actionbook.appendices.posts import Posts
from actionbook.appendices.values import Note, Table
from actionbook.plan.model import Plan, Term

__all__ = ["notes", "responsibilities"]


def notes(
    plan: Plan,
    tables: Sequence[Table],
    posts: Posts,
    *,
    remarks: tuple[tuple[str, str], ...],
    without: Sequence[Note] = (),
) -> tuple[Note, ...]:
    """
    Definitions, *remarks* on this appendix, the glossary and key of what *tables* use.

    What *without* says already is left out.
    """
    said = {note.pairs for note in without}
    made = (
        Note("How to read this appendix", (*_definitions(plan), *remarks)),
        Note("Acronyms used", _glossary(plan.glossary, tables)),
        Note("Initials used", posts.key()),
    )
    return tuple(note for note in made if note.pairs and note.pairs not in said)


def responsibilities(plan: Plan, tables: Sequence[Table], posts: Posts) -> tuple[Note, ...]:
    """The glossary and the key to initials, for a house that has them before the actions."""
    made = (
        Note("Glossary", _glossary(plan.glossary, tables)),
        Note("Responsibilities", posts.key()),
    )
    return tuple(note for note in made if note.pairs)


def _definitions(plan: Plan) -> tuple[tuple[str, str], ...]:
    soon = plan.settings.due_soon_days
    return (
        ("Action", "One thing to be done, under its own reference. A step is part of an action."),
        (
            "Open",
            "Neither complete nor withdrawn with approval. An action on hold is open, and so is "
            "one whose withdrawal nobody has approved.",
        ),
        (
            "Due",
            "The date first agreed, which does not move. A revised date counts in its place once "
            "it has been approved.",
        ),
        ("Status", "What the lead says of the action."),
        ("RAG", "What the dates say of it; the cover gives each word's meaning."),
        ("Due soon", f"Open, and due within {soon} days."),
        ("Unassigned", "Open, and led by nobody, nor is any action that it is part of."),
        (
            "Percentages",
            "Of the open actions, unless they say of all. They are rounded, so a column may not "
            "add up to 100%.",
        ),
    )


def _glossary(terms: Sequence[Term], tables: Sequence[Table]) -> tuple[tuple[str, str], ...]:
    text = "\n".join(_words(tables)) if terms else ""
    used = (term for term in terms if term.term and _occurs(term.term, text))
    return tuple(sorted(((term.term, term.meaning) for term in used), key=_by_term))


def _by_term(pair: tuple[str, str]) -> str:
    return pair[0].casefold()


def _words(tables: Sequence[Table]) -> list[str]:
    return [cell for table in tables for row in table.rows for cell in row if isinstance(cell, str)]


def _occurs(term: str, text: str) -> bool:
    """Whether *term* stands in *text* as a word of its own, in the same case; PI in PIs too."""
    at = text.find(term)
    while at >= 0:
        rest = text[at + len(term) : at + len(term) + 2].removeprefix("s")
        if not (text[at - 1 : at].isalnum() or rest[:1].isalnum()):
            return True
        at = text.find(term, at + 1)
    return False
