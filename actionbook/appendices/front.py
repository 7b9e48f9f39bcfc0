"""The cover and the notes as pages: what stands where, in what look, how high each row is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from actionbook.appendices.layouts import day_words
from actionbook.appendices.measure import line_count
from actionbook.appendices.values import Appendix, Headline, Meaning, Note, Page, Piece

__all__ = ["cover_page", "notes_page"]

COVER_WIDTHS = (20.0, 57.0, 3.0, 35.0, 10.0, 14.0)
"""Facts stand in the first two columns, headline numbers in the last three."""
NOTES_WIDTHS = (26.0, 117.0)
LAST = len(COVER_WIDTHS) - 1
LINE = 20.0
LEADING = 12.75
GAP = 32.0
TITLE_SIZE = 22
BODY_SIZE = 10

Row = tuple[float, list[Piece]]


def cover_page(appendix: Appendix) -> Page:
    """What members see first: whose plan, which meeting, the numbers, what the words mean."""
    rows = [
        *([_whole(24.0, appendix.organisation, "organisation")] if appendix.organisation else []),
        _whole(_title_height(appendix.title), appendix.title, "title"),
        _whole(
            24.0, f"Progress on the action plan, as it stood on {day_words(appendix.on)}", "band"
        ),
        (GAP, [_text(0, 1, "This report", "section"), _text(3, 5, "In numbers", "section")]),
        *_facts_and_numbers(appendix),
        (
            GAP,
            [
                _text(0, 3, "What the words mean", "section"),
                _text(4, 5, "Actions", "number section"),
            ],
        ),
        *map(_meaning, appendix.cover.meanings),
    ]
    return _page("Cover", COVER_WIDTHS, rows)


def notes_page(notes: Sequence[Note]) -> Page:
    """Definitions, acronyms and initials, one under the other."""
    rows: list[Row] = [(26.0, [_text(0, 1, "Notes", "page title")])]
    for note in notes:
        rows.append((GAP, [_text(0, 1, note.heading, "section")]))
        rows.extend(_pair(term, words) for term, words in note.pairs)
    return _page("Notes", NOTES_WIDTHS, rows)


def _page(sheet: str, widths: tuple[float, ...], rows: Iterable[Row]) -> Page:
    heights: list[float] = []
    pieces: list[Piece] = []
    for number, (height, row) in enumerate(rows):
        heights.append(height)
        pieces.extend(piece._replace(row=number) for piece in row)
    return Page(sheet, widths, tuple(heights), tuple(pieces))


def _text(first: int, last: int, words: str, look: str) -> Piece:
    return Piece(0, first, last, words, look)


def _whole(height: float, words: str, look: str) -> Row:
    return height, [_text(0, LAST, words, look)]


def _room(widths: Sequence[float], size: float) -> int:
    return int((sum(widths) * 7 - 6) * 750 / size)


def _deep(words: str, widths: Sequence[float]) -> float:
    return max(LINE, line_count(words, _room(widths, BODY_SIZE)) * LEADING + 5)


def _title_height(title: str) -> float:
    return 34.0 * line_count(title, int(_room(COVER_WIDTHS, TITLE_SIZE) / 1.1))


def _facts_and_numbers(appendix: Appendix) -> Iterator[Row]:
    for fact, number in zip_longest(appendix.cover.facts, appendix.cover.headlines):
        pieces = [*_fact(fact), *_number(number)]
        yield _deep(fact[1] if fact else "", COVER_WIDTHS[1:2]), pieces


def _fact(fact: tuple[str, str] | None) -> list[Piece]:
    if fact is None:
        return []
    return [_text(0, 0, fact[0], "label"), _text(1, 1, fact[1], "value")]


def _number(number: Headline | None) -> list[Piece]:
    if number is None:
        return []
    return [
        _text(3, 3, number.label, "words"),
        Piece(0, 4, 4, number.number, "count"),
        Piece(0, 5, 5, number.share, number.of),
    ]


def _meaning(meaning: Meaning) -> Row:
    return _deep(meaning.words, COVER_WIDTHS[1:4]), [
        _text(0, 0, meaning.rag, meaning.rag),
        _text(1, 3, meaning.words, "meaning"),
        Piece(0, 4, 4, meaning.number, "count"),
        Piece(0, 5, 5, meaning.share, meaning.of),
    ]


def _pair(term: str, words: str) -> Row:
    height = max(_deep(term, NOTES_WIDTHS[:1]), _deep(words, NOTES_WIDTHS[1:]))
    return height, [_text(0, 0, term, "term"), _text(1, 1, words, "words")]
