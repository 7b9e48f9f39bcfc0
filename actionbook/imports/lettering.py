"""Letters and numerals in print: which action or step a line is, and which ones it answers."""

import re
from typing import NamedTuple

from actionbook.plan.late import late
from actionbook.plan.numbering import letter, letter_number, roman, roman_number

__all__ = ["Mark", "answered", "mark_of"]

_NUMBER = late(r"\(?(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?\s+")
_LETTER = late(r"\(?([A-Za-z])(?:\)|\.(?=\s|$))\s*")
_NUMERAL = late(r"\(?([ivxIVX]{1,6})(?:\)|\.(?=\s|$))\s*")
_ANSWER = late(r"\(?([A-Za-z]|[ivxIVX]{2,6}|\d{1,2}(?:\.\d{1,2})*)\)\s*")
_FIRST_ANSWER = late(r"\(?([A-Za-z]|[ivxIVX]{2,6}|\d{1,2}(?:\.\d{1,2})*)[).:]\s+")
_BETWEEN = late(
    r"\s*(,?\s*(?:and|&)|to|[–—-]|[,;/])?\s*(?=\(?(?:[A-Za-z]|\d{1,2})\))", re.IGNORECASE
)
_RANGE = frozenset({"to", "-", "–", "—"})


class Mark(NamedTuple):
    """
    What marks an action or step: a letter counted from 1 (0 for none), a numeral, or a number.

    `number` is a printed one, such as 5.1; "" where letters are used.
    """

    letter: int = 0
    roman: int = 0
    number: str = ""

    def ref(self, issue: str) -> str:
        """The ref of what is so marked, under the issue's own."""
        if self.number:
            inside = self.number.startswith(f"{issue}.")
            return self.number if inside else f"{issue}.{self.number}"
        step = roman(self.roman)
        return f"{issue}{letter(self.letter)}.{step}" if step else f"{issue}{letter(self.letter)}"


def mark_of(text: str, before: Mark, before_text: str) -> tuple[Mark, str]:
    """
    The mark at the start of an action's *text*, and the text behind it; a blank mark for none.

    *before* is the mark of the line above, and *before_text* its words: they tell whether "i)" is
    the letter after h or the first of its steps.
    """
    numbered = _NUMBER.match(text)
    if numbered:
        return Mark(number=numbered[1]), text[numbered.end() :]
    numeral = _NUMERAL.match(text)
    if numeral and _is_numeral(numeral[1], before, before_text):
        return Mark(before.letter, roman_number(numeral[1])), text[numeral.end() :]
    lettered = _LETTER.match(text)
    if not lettered:
        return Mark(), text
    rest = text[lettered.end() :]
    numeral = _NUMERAL.match(rest)
    here = letter_number(lettered[1])
    if numeral and roman_number(numeral[1]):
        return Mark(here, roman_number(numeral[1])), rest[numeral.end() :]
    return Mark(here), rest


def _is_numeral(name: str, before: Mark, before_text: str) -> bool:
    number = roman_number(name)
    if not number or (len(name) == 1 and number == before.roman + 1 and before.roman):
        return bool(number)
    if len(name) > 1:
        return True
    follows = letter_number(name) == before.letter + 1
    if follows and not before_text.rstrip().endswith((":", "including", "following")):
        return False
    return number == 1 and before.letter > 0


def answered(text: str, before: Mark) -> tuple[list[Mark], str]:
    """
    The marks that a line of progress answers, and its words; no marks where it goes on.

    "a), b) and d) ..." answers three, "a) to d)" four; "g) (v) ..." one step.
    """
    found = _FIRST_ANSWER.match(text) or _ANSWER.match(text)
    marks: list[Mark] = []
    is_range = False
    at = 0
    while found:
        mark = _answer_mark(found[1], marks[-1] if marks else before)
        at = found.end()
        step = _NUMERAL.match(text, at) if mark.letter and not mark.roman else None
        if step and roman_number(step[1]) and _is_step(text, step):
            mark = Mark(mark.letter, roman_number(step[1]))
            at = step.end()
        if is_range and marks:
            marks += [Mark(number) for number in range(marks[-1].letter + 1, mark.letter)]
        marks.append(mark)
        between = _BETWEEN.match(text, at)
        is_range = bool(between and between[1] and between[1].lower() in _RANGE)
        found = _ANSWER.match(text, between.end()) if between else None
    return marks, text[at:].strip()


def _is_step(text: str, step: re.Match[str]) -> bool:
    """`g) (v)` and `b) ii.` are steps; `h) i)` are two letters."""
    return text[step.start()] == "(" or len(step[1]) > 1 or text[step.end(1)] == "."


def _answer_mark(name: str, before: Mark) -> Mark:
    if name[0].isdigit():
        return Mark(number=name)
    if len(name) > 1:
        return Mark(before.letter, roman_number(name))
    return Mark(letter_number(name))
