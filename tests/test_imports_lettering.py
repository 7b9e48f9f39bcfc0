"""Letters and numerals: what marks an action, and what progress answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.imports.lettering import Mark, answered, mark_of
from actionbook.plan.numbering import letter, letter_number, roman, roman_number


@pytest.mark.parametrize(
    ("text", "before", "before_text", "expected"),
    [
        ("a) Agree it", Mark(), "", "1a"),
        ("(b) Agree it", Mark(1), "", "1b"),
        ("C. Agree it", Mark(2), "", "1c"),
        ("b) ii. Agree it", Mark(1), "", "1b.ii"),
        ("b) (iv) Agree it", Mark(1), "", "1b.iv"),
        ("ii. Agree it", Mark(2, 1), "", "1b.ii"),
        ("i) Agree it", Mark(7), "these are, including:", "1g.i"),
        ("v) Agree it", Mark(7, 4), "", "1g.v"),
        ("i) Agree it", Mark(8), "the eighth", "1i"),
        ("i) Agree it", Mark(8), "as follows:", "1h.i"),
        ("x) Agree it", Mark(23), "", "1x"),
        ("1.4 Agree it", Mark(), "", "1.4"),
        ("2) Agree it", Mark(), "", "1.2"),
        ("Agree it", Mark(), "", "1"),
        ("e.g. boats", Mark(), "", "1"),
        ("A boat", Mark(), "", "1"),
        ("2027 accounts", Mark(), "", "1"),
    ],
)
def test_the_mark_of_an_action_gives_its_ref(
    text: str, before: Mark, before_text: str, expected: str
) -> None:
    mark, _ = mark_of(text, before, before_text)

    assert mark.ref("1") == expected


def test_the_words_stand_behind_the_mark() -> None:
    assert mark_of("b) ii. Agree it", Mark(1), "")[1] == "Agree it"


@pytest.mark.parametrize(
    ("text", "refs", "words"),
    [
        ("a) Achieved", ["1a"], "Achieved"),
        ("a), b), c), d) and f) Visits made", ["1a", "1b", "1c", "1d", "1f"], "Visits made"),
        ("a) b), c), d) and f) Visits made", ["1a", "1b", "1c", "1d", "1f"], "Visits made"),
        ("(a) & (b) Visits made", ["1a", "1b"], "Visits made"),
        ("a) to d) Visits made", ["1a", "1b", "1c", "1d"], "Visits made"),
        ("h) and i) interim", ["1h", "1i"], "interim"),
        ("g) (v) Achieved", ["1g.v"], "Achieved"),
        ("b) ii. Achieved", ["1b.ii"], "Achieved"),
        ("iii) Achieved", ["1b.iii"], "Achieved"),
        ("1.2) Achieved", ["1.2"], "Achieved"),
        ("a. Achieved", ["1a"], "Achieved"),
        ("The model under a) will do", [], "The model under a) will do"),
        ("e.g. boats", [], "e.g. boats"),
        ("", [], ""),
    ],
)
def test_progress_answers_these_letters(text: str, refs: list[str], words: str) -> None:
    marks, rest = answered(text, Mark(2, 2))

    assert ([mark.ref("1") for mark in marks], rest) == (refs, words)


@given(st.integers(1, 50))
def test_numerals_read_back(number: int) -> None:
    assert roman_number(roman(number).upper()) == number


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]
    assert [letter_number(name) for name in ("B", "é", "ab", "")] == [2, 0, 0, 0]


@given(st.text(), st.text())
def test_no_text_stops_it(text: str, before: str) -> None:
    assert text.endswith(mark_of(text, Mark(1), before)[1])
    assert text.strip().endswith(answered(text, Mark(1))[1])
