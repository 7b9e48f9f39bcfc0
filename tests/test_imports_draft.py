"""Every letter of a source accounted for, and said where it is not."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from actionbook.imports.draft import (
    Doubt,
    Draft,
    LeftOver,
    Letters,
    Row,
    Sureness,
    accounted,
    spans,
)
from actionbook.imports.markup import words_of
from actionbook.plan.settings import Settings

LINES = ("<p>Buy new books</p>", "by May 2026", "")


def test_letters_are_kept_where_a_row_of_that_line_has_them() -> None:
    rows = [Row({"action": "Buy new books"}, (1,)), Row({"timescale_text": "May 2026"}, (2,))]

    letters, lost = accounted(LINES, rows, [LeftOver(2, "by", "a reason")])

    assert letters == Letters(20, 20)
    assert letters.share == 1
    assert lost == []


def test_the_right_words_on_another_line_do_not_count_and_are_named() -> None:
    letters, lost = accounted(LINES, [Row({"action": "Buy new books by May 2026"}, (2,))], [])

    assert letters == Letters(20, 9)
    assert lost == [LeftOver(1, "buy new books", "words that no cell has taken")]


def test_a_word_counts_as_often_as_it_is_said() -> None:
    assert accounted(("book book",), [Row({"action": "book"}, (1,))], [])[0].kept == 4


def test_progress_that_answers_several_actions_counts_once() -> None:
    rows = [Row({"ref": ref, "progress": "book"}, (1,)) for ref in ("1a", "1b")]

    assert accounted(("book book",), rows, [])[0].kept == 4


def test_a_source_without_a_letter_has_lost_none() -> None:
    assert accounted(("-",), [], [])[0].share == 1


def test_line_numbers_are_listed_as_a_person_lists_them() -> None:
    assert [spans(lines) for lines in ((), (7,), (9, 3, 4, 5, 3))] == ["", "7", "3-5, 9"]


def test_each_row_keeps_where_it_came_from_and_is_as_sure_as_its_worst_doubt() -> None:
    rows = [("Issues", "3"), ("Actions", "3a"), ("Actions", "3b")]
    tables: dict[str, list[Row]] = {}
    for number, (table, ref) in enumerate(rows, start=4):
        tables.setdefault(table, []).append(Row({"ref": ref}, (number, number + 1)))
    doubts = (
        Doubt("3a", "Lead", "", "", (5,), Sureness.UNSURE),
        Doubt("3a", "Ref", "", "", (5,), Sureness.LIKELY),
        Doubt("", "Status", "", "", (), Sureness.LOST),
    )

    found = Draft("plan.txt", "issue", Settings(), tables, doubts).rows["ImportedRows"]

    assert [(row["ref"], row["lines"], row["sureness"]) for row in found] == [
        ("3", "4-5", "sure"),
        ("3a", "5-6", "unsure"),
        ("3b", "6-7", "sure"),
    ]
    assert {row["source"] for row in found} == {"plan.txt"}


def test_a_cell_that_stands_twice_and_is_said_once_has_lost_the_other() -> None:
    letters, lost = accounted(("Buy books\tBuy books",), [Row({"action": "Buy books"}, (1,))], [])

    assert letters == Letters(16, 8)
    assert lost == []  # so few letters are not worth a line
    assert (
        accounted(("Buy books\tbooks Buy",), [Row({"action": "Buy books"}, (1,))], [])[0].kept == 8
    )


CELLS = st.lists(st.text(alphabet="ab1 \t-ßÉİ²_", max_size=8), max_size=6)


@given(line=CELLS, said=CELLS)
def test_letters_are_those_that_a_count_of_every_word_gives(
    line: list[str], said: list[str]
) -> None:
    words, there = (Counter(words_of(" ".join(cells))) for cells in (line, said))
    gone = sum(len(word) * times for word, times in (words - there).items())
    total = sum(len(word) * times for word, times in words.items())
    rows = [Row(dict(enumerate(said)), (1,))]  # type: ignore[arg-type]  # any names do

    letters, _ = accounted(("\t".join(line),), rows, [])

    assert letters == Letters(total, total - gone)
