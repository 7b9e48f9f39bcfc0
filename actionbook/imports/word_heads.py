"""What heads a table of a document: the paragraphs above it, or its own first row."""

from actionbook.imports.heading_rows import names_field
from actionbook.imports.headings import recommendation
from actionbook.imports.word_source import Said
from actionbook.imports.word_tables import WordTable

__all__ = ["has_own_headings", "with_words"]

_PAIR = 2  # paragraphs: a heading and its words
_FEW, _MOST = 2, 0.6  # cells of a row that are known headings
_LONGEST = 120  # words of what a table is about


def with_words(before: list[Said]) -> list[Said]:
    """The paragraphs above a table; what follows a bare "Recommendation 2" alone is its words."""
    filled = [said for said in before if said.text]
    if len(filled) < _PAIR or filled[-1].heading or not filled[-2].heading:
        return before
    head, words = filled[-2:]
    opens = recommendation(head.text)
    if opens is None or opens["rest"] or len(words.text.split()) > _LONGEST:
        return before
    joined = Said(
        f"{head.text.rstrip(' :')}: {words.text}", (*head.beside, *words.beside), head.heading
    )
    return [joined if said is head else said for said in before if said is not words]


def has_own_headings(table: WordTable) -> bool:
    """Whether the first row of a table is the headings of a list, and no row that goes on."""
    words = [text for text in table.rows[0] if text.strip()]
    known = sum(map(names_field, words))
    return known > _FEW and known >= len(words) * _MOST
