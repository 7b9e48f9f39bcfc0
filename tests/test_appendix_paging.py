"""How a table comes out on paper: heights, pages, and words that are too long for a row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.appendices.fields import Where
from actionbook.appendices.layouts import LAYOUTS, Layout
from actionbook.appendices.measure import line_count, pieces, shortened
from actionbook.appendices.paging import BRIEFLY, CONTINUED, Printed, paged, spans
from actionbook.appendices.paper import Sheet, sheet_of
from actionbook.appendices.values import ABOVE, Cell, Column, Holds, Paper, Table

COLUMNS = (Column("No", 7, Holds.STRONG), Column("Words", 40, grows=True), Column("More", 20))
EXCEL_TALLEST = 409.5

SENTENCE = "The harbour board met and heard from the users of the quay. "


def columns_of(layout: Layout) -> tuple[Column, ...]:
    """The columns that a layout has in print."""
    across = (Where.COLUMN, Where.MERGED)
    return tuple(
        each.column for each in layout.fields if each.where in across and not each.only_flat
    )


def printed(*rows: tuple[Cell, ...], paper: Paper = Paper.A4) -> tuple[Printed, Sheet]:
    sheet = sheet_of(COLUMNS, paper)
    return paged(Table("T", "T", "", COLUMNS, rows, paper), sheet, above=48), sheet


def page_heights(made: Printed) -> list[float]:
    """What the rows of each page take together."""
    ends = [*made.breaks, len(made.rows)]
    return [
        sum(made.heights[start:end]) for start, end in zip([0, *made.breaks], ends, strict=True)
    ]


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    made, sheet = printed(("1", "short", "one\ntwo\nthree"))

    assert made.heights == [3 * sheet.leading + 5]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5000, 1),
        ("a word", 5000, 1),
        ("a\n\nb", 5000, 3),
        ("aaaa bbbb cccc", 2400, 3),
        ("W" * 20, 5000, 4),
        ("i" * 20, 5000, 1),
    ],
)
def test_lines_are_counted_by_the_width_of_their_letters(text: str, room: int, lines: int) -> None:
    assert line_count(text, room) == lines


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.integers(1, 9))
def test_pieces_lose_nothing_but_white_space(text: str, lines: int) -> None:
    made = pieces(text, 9000, lines)

    assert "".join("".join(made).split()) == "".join(text.split())


def test_the_first_words_end_with_a_whole_word() -> None:
    assert shortened("one two  three", 9) == "one two …"
    assert shortened("one two", 9) == "one two"


def test_words_too_long_for_a_row_go_on_in_the_rows_below() -> None:
    words = (SENTENCE * 60).strip()
    made, sheet = printed(("1", words, "beside"), ("2", "next", "row"))

    said = " ".join(str(row[1]) for row in made.rows[:-1])
    assert said.split() == words.split()
    assert max(made.heights) <= sheet.tallest
    assert made.cut == frozenset(range(len(made.rows) - 2))


def test_a_cell_that_goes_on_over_the_page_says_so() -> None:
    rows: list[tuple[Cell, ...]] = [("1", "An issue", "a\nb\nc\nd")]
    rows += [(ABOVE, ABOVE, "a\nb\nc\nd")] * 20

    made, _ = printed(*rows)

    assert made.breaks
    for start in made.breaks:
        assert made.rows[start][:2] == (f"1 {BRIEFLY}", f"An issue {CONTINUED}")


def test_a_small_block_is_not_torn_over_the_page() -> None:
    rows: list[tuple[Cell, ...]] = []
    for number in range(12):
        rows += [(str(number), "An issue", "a\nb\nc"), (ABOVE, ABOVE, "a\nb\nc")]

    made, _ = printed(*rows)

    assert made.breaks
    assert all(ABOVE not in made.rows[start] for start in made.breaks)
    assert not any(BRIEFLY in str(row[0]) for row in made.rows)


def test_rows_under_a_long_merged_cell_are_made_high_enough_for_it() -> None:
    long = (SENTENCE * 15).strip()
    made, sheet = printed(("1", long, "a"), (ABOVE, ABOVE, "b"))

    need = line_count(long, sheet.rooms[1]) * sheet.leading + 5
    assert sum(made.heights) == pytest.approx(need)
    assert made.heights[0] == pytest.approx(made.heights[1])


@pytest.mark.parametrize("columns", [columns_of(layout) for layout in LAYOUTS.values()])
@pytest.mark.parametrize("paper", list(Paper))
def test_the_columns_fill_the_paper_and_no_more(columns: tuple[Column, ...], paper: Paper) -> None:
    sheet = sheet_of(columns, paper)

    points = sum((width * 7 + 5) * 0.75 for width in sheet.widths)
    across = {Paper.A4: 841.9, Paper.A3: 1190.6}[paper] - 2 * 0.45 * 72
    assert across - 20 < points <= across


def test_a_date_keeps_its_width_however_many_columns_there_are() -> None:
    columns = columns_of(LAYOUTS["register"])
    widths = sheet_of(columns, Paper.A3).widths

    dates = {
        round(width, 1)
        for column, width in zip(columns, widths, strict=True)
        if column.holds is Holds.DATE
    }
    assert dates == {9.6}


CELLS = st.one_of(
    st.text("ab \n", max_size=1500), st.just(ABOVE), st.none(), st.just(date(2026, 11, 22))
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=25), st.sampled_from(list(Paper)))
def test_no_row_is_too_high_for_excel_and_no_page_too_full(
    rows: list[tuple[Cell, ...]], paper: Paper
) -> None:
    made, sheet = printed(("1", "first", "row"), *rows, paper=paper)

    assert len(made.rows) == len(made.heights) >= len(rows) + 1
    assert max(made.heights) <= EXCEL_TALLEST
    first, *others = page_heights(made)
    assert first <= sheet.page - 48 + 0.01
    assert all(height <= sheet.page + 0.01 for height in others)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=25))
def test_no_merged_cell_crosses_a_page(rows: list[tuple[Cell, ...]]) -> None:
    made, _ = printed(("1", "first", "row"), *rows)

    for place in range(len(COLUMNS)):
        for first, last in spans(made.rows, place):
            assert not any(first < start <= last for start in made.breaks)
