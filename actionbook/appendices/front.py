"""The cover, the summary and the notes as pages: what stands where, in what look, how high."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from actionbook.appendices.drafted import TAKEN
from actionbook.appendices.measure import line_count
from actionbook.appendices.paper import A4_PAGE
from actionbook.appendices.values import Appendix, Headline, Meaning, Note, Page, Piece
from actionbook.appendices.words import day_words

__all__ = ["cover_page", "notes_page", "summary_page"]

COVER_WIDTHS = (20.0, 45.0, 2.0, 34.0, 9.0, 13.0, 9.0, 11.0)
"""Facts stand in the first two columns, headline numbers in the last five."""
SUMMARY_WIDTHS = (34.0, 9.0, 9.0, 11.0, 80.0)
NOTES_WIDTHS = (26.0, 117.0)
LAST = len(COVER_WIDTHS) - 1
LINE = 17.5
LEADING = 12.75
GAP = 27.0
TITLE_SIZE = 22
BODY_SIZE = 10

Row = tuple[float, list[Piece]]


def cover_page(appendix: Appendix) -> Page:
    """What members see first: whose plan, which meeting, the numbers, what the words mean."""
    since = appendix.cover.since
    then = [_text(6, 6, "Then", "number section"), _text(7, 7, "Moved", "number section")]
    rows = [
        *([_whole(30.0, appendix.banner, "banner")] if appendix.banner else []),
        *([_whole(24.0, appendix.organisation, "organisation")] if appendix.organisation else []),
        _whole(_title_height(appendix.title), appendix.title, "title"),
        _whole(
            24.0,
            f"Progress on the action plan, as it stood on {day_words(appendix.on)}"
            + (f". {appendix.replaces}" if appendix.replaces else ""),
            "band",
        ),
        (
            GAP,
            [
                _text(0, 1, "This report", "section"),
                _text(3, 3, "In numbers", "section"),
                _text(4, 5, "Now", "number section"),
                *(then if since else [_text(6, 7, "", "section")]),
            ],
        ),
        *_facts_and_numbers(appendix),
        (
            GAP,
            [
                _text(0, 3, "What the words mean", "section"),
                _text(4, 5, "Actions", "number section"),
                *(then if since else [_text(6, 7, "", "section")]),
            ],
        ),
        *map(_meaning, appendix.cover.meanings),
        *([_whole(18.0, f"Then: when {since} was closed.", "note")] if since else []),
    ]
    return _page("Cover", COVER_WIDTHS, rows)


def summary_page(appendix: Appendix) -> Page:
    """The words for members: where it stands, why numbers moved, what to resolve, what is none."""
    cover = appendix.cover
    last = len(SUMMARY_WIDTHS) - 1
    rows: list[Row] = [(26.0, [_text(0, last, "Summary", "page title")])]
    rows.extend(_paragraph(words, last) for words in cover.summary)
    if cover.since:
        rows.extend(_moves(appendix))
    rows.append((GAP, [_text(0, last, "Drafted resolution", "section")]))
    rows.extend(_paragraph(words, last) for words in cover.resolution)
    empty = [table for table in appendix.tables if not table.rows]
    if empty:
        rows.append((GAP, [_text(0, last, "Nothing to report", "section")]))
        rows.extend(
            (LINE, [_text(0, 0, table.title, "label"), _text(1, last, table.nothing, "words")])
            for table in empty
        )
    return _page("Summary", SUMMARY_WIDTHS, rows)


def notes_page(sheet: str, title: str, notes: Sequence[Note]) -> Page:
    """Definitions, acronyms and initials, one under the other."""
    rows: list[Row] = [(26.0, [_text(0, 1, title, "page title")])]
    for note in notes:
        rows.append((GAP, [_text(0, 1, note.heading, "section")]))
        rows.extend(_pair(term, words) for term, words in note.pairs)
    return _page(sheet, NOTES_WIDTHS, rows)


def _page(sheet: str, widths: tuple[float, ...], rows: Iterable[Row]) -> Page:
    heights: list[float] = []
    pieces: list[Piece] = []
    breaks: list[int] = []
    left = A4_PAGE
    for number, (height, row) in enumerate(rows):
        # No heading of a section is left alone at the foot of a page.
        is_heading = bool(row) and row[0].look == "section"
        if number and height + (LINE if is_heading else 0) > left:
            breaks.append(number)
            left = A4_PAGE
        left -= height
        heights.append(height)
        pieces.extend(piece._replace(row=number) for piece in row)
    return Page(sheet, widths, tuple(heights), tuple(pieces), tuple(breaks))


def _text(first: int, last: int, words: str, look: str) -> Piece:
    return Piece(0, first, last, words, look)


def _whole(height: float, words: str, look: str) -> Row:
    return height, [_text(0, LAST, words, look)]


def _paragraph(words: str, last: int) -> Row:
    return _deep(words, SUMMARY_WIDTHS) + 2, [_text(0, last, words, "paragraph")]


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
        *_then(number.number, number.before, 6),
    ]


def _then(now: int, before: int | None, first: int) -> list[Piece]:
    moved = None if before is None else now - before
    return [
        Piece(0, first, first, before, "before"),
        Piece(0, first + 1, first + 1, moved, "moved"),
    ]


def _meaning(meaning: Meaning) -> Row:
    return _deep(meaning.words, COVER_WIDTHS[1:4]), [
        _text(0, 0, meaning.rag, meaning.rag),
        _text(1, 3, meaning.words, "meaning"),
        Piece(0, 4, 4, meaning.number, "count"),
        Piece(0, 5, 5, meaning.share, meaning.of),
        *_then(meaning.number, meaning.before, 6),
    ]


def _moves(appendix: Appendix) -> Iterator[Row]:
    cover = appendix.cover
    yield (
        GAP,
        [
            _text(0, 0, f"What moved since {cover.since}", "section"),
            _text(1, 1, "Then", "number section"),
            _text(2, 2, "Now", "number section"),
            _text(3, 3, "Moved", "number section"),
            _text(4, 4, "Why", "section"),
        ],
    )
    for each in cover.headlines:
        if each.before is None:
            continue
        why = each.reason or "No action came or went."
        yield (
            _deep(why, SUMMARY_WIDTHS[4:]),
            [
                _text(0, 0, each.label, "words"),
                Piece(0, 1, 1, each.before, "before"),
                Piece(0, 2, 2, each.number, "count"),
                Piece(0, 3, 3, each.number - each.before, "moved"),
                _text(4, 4, why, "meaning"),
            ],
        )
    yield GAP, [_text(0, 3, "How the open actions add up", "section")]
    for label, number in cover.sum:
        is_total = label.startswith("Open")
        yield (
            LINE,
            [
                _text(0, 0, label, "value" if is_total else "words"),
                _text(1, 2, "", "words"),
                Piece(0, 3, 3, number, "count" if is_total else _sign(label)),
            ],
        )


def _sign(label: str) -> str:
    return "taken" if label in TAKEN else "added"


def _pair(term: str, words: str) -> Row:
    height = max(_deep(term, NOTES_WIDTHS[:1]), _deep(words, NOTES_WIDTHS[1:]))
    return height, [_text(0, 0, term, "term"), _text(1, 1, words, "words")]
