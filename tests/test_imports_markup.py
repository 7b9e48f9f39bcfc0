"""Paragraphs and lists under what word processors leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.imports.markup import Piece, goes_on, hangs, joined, pieces, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>RECOMMENDATION 5</b>", "RECOMMENDATION 5"),
        ("27 <sup>th</sup> March", "27th March"),
        ("R&amp;D &lt; 5 days", "R&D < 5 days"),
        ("so\u00adft hy\u200bphen\u00a0s", "soft hyphen s"),
        ("**Bold** and *leaning* but 2*3 and a*", "Bold and leaning but 2*3 and a"),
        ("__Bold__ (__this__), file__name and 1__1", "Bold (this), file__name and 1__1"),
        ("Signed ____ on ____", "Signed on"),
        ("<insert name> stays", "<insert name> stays"),
        ("a < b > c", "a < b > c"),
        ("one<p>two</p>three", "one two three"),
        ("in<i>line</i>d", "inlined"),
        ("\x07\x0b\x1f", ""),
    ],
)
def test_what_a_word_processor_left_is_gone(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One.", ["One."]),
        ("<p>One.</p> <p>Two.</p>", ["One.", "Two."]),
        ("the end.</p> <p>Two.", ["the end.", "Two."]),
        ("<p>Such as:</p> <ul style='x'> • boats • nets", ["Such as:\n• boats\n• nets"]),
        ("<p>Such as:</p><ul><li>boats</li><li>nets</li></ul><p>Two.</p>",
         ["Such as:\n• boats\n• nets", "Two."]),
        ("the end. <ol> Boats Nets <p>Two.</p>", ["the end.\n• Boats Nets", "Two."]),
        ("• boats\n• nets", ["• boats\n• nets"]),
        ("One<br/>Two", ["One", "Two"]),
        ("<p> </p><p>\u00a0</p>", []),
    ],
)  # fmt: skip
def test_a_cell_is_paragraphs_each_with_its_list(text: str, expected: list[str]) -> None:
    assert joined(pieces(text)) == expected


def test_a_cell_that_begins_in_a_list_says_so() -> None:
    assert pieces('<ul style="a: b;"> • nets ') == (Piece("nets", is_item=True),)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a letter to", "all members", True),
        ("a letter to all,", "and by post", True),
        ("It is done.", "and sent", False),
        ("It is done (twice).", "and sent", False),
        ("a letter to", "Members", False),
        ("", "all", False),
        ("a letter", "", False),
    ],
)
def test_a_sentence_goes_on_in_small_letters(before: str, after: str, expected: object) -> None:
    assert goes_on(before, after) is expected


def test_words_that_break_off_hang() -> None:
    assert [hangs(words) for words in ("a letter to the", "boats,", "a letter", "Into")] == [
        True, True, False, True,
    ]  # fmt: skip


@given(st.text())
def test_no_text_stops_it_and_no_letter_is_lost(text: str) -> None:
    kept = "".join(joined(pieces(text)))

    assert sum(map(str.isalpha, kept)) == sum(map(str.isalpha, plain(text)))
