"""
A cleaned timescale as a string of word classes, with what each word is worth beside it.

The classes are those of `words` and `figures`. Split words ("Septem ber") are joined here,
labels keep their numbers ("Phase 2" is one thing), and a number that only its neighbours can
explain is given the class that they give it.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from actionbook.plan.timescales.figures import read_figures
from actionbook.plan.timescales.lexicon import (
    CLASSES,
    FRAGMENTS,
    HEADS,
    JOINABLE,
    Meaning,
    glued,
    misspelt,
    near_a_month,
)

__all__ = ["REF", "Tokens", "split", "tokenise"]

# Stands in a cleaned timescale for "Reccs. 1 and 6" (`references`).
REF = "§"

_OTHER: Final[Meaning] = ("x", ())
_SIGNS: Final = frozenset("-/&|,;.()+:")
_COMES_APART_BEFORE: Final = frozenset("MUyV4")


class Tokens(NamedTuple):
    """One letter a word, in order; the value of each; the words themselves."""

    classes: str
    values: list[tuple[int, ...]]
    words: list[str]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"[a-z]{2,}+(?![./][a-z]|\.)"
        r"| -+ |-+"
        r"|[0-9]{4}(?![0-9/.:,%\-]| ?p| ?%)"
        r"|t?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?(?: ?[ap]m)?"
        r"|£ ?[0-9][0-9,.]*[km]?"
        r"|[0-9]+(?:\.[0-9]+)? ?(?:%|per ?cent(?![a-z]))"
        r"|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]m(?![a-z])"
        # "27<sup>th</sup>June" loses the space with its tags.
        r"|[0-9]{1,2} ?(?:st|nd|rd|th)"
        r"(?!(?!of|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)[a-z])"
        r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
        r"|[0-9]+(?:[/.\-][0-9]+)*"
        r"|[a-z](?:[./][a-z])+(?![a-z])\.?"
        # The full stop of an abbreviation ends no sentence.
        r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun|approx"
        r"|recc?s?|qtr|yrs?|mths?|wks?|nos?|para|app|cttee|dept|etc|incl)\."
        r"|[a-z]+"
        r"|[^\sa-z0-9]"
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"l\.?[nswNvYDdu](?:[-&/,|t]+[nsw](?![-/.]?z*[MUyV]))*")


@cache
def _of_one_kind() -> re.Pattern[str]:
    """`Q1 and 2`, `years 2-3`: the later numbers are quarters or years as well."""
    return re.compile(r"([Qy])[-.z]*[sw](?:[-&/,|t<]+[sw](?![-/.]?z*[MUyQV94]))+")


def split(text: str) -> list[str]:
    """The words, figures and signs of a cleaned timescale, the halves of split words joined."""
    words = _token().findall(text)
    if FRAGMENTS.isdisjoint(words) or len(words) == 1:
        return words
    return _mended(words, [i for i, word in enumerate(words) if word in FRAGMENTS])


def _mended(words: list[str], strange: list[int]) -> list[str]:
    """*words* with the halves of split words put together where only that makes sense of them."""
    for i in reversed(strange):
        if i < len(words):
            for begin, end in (
                (i - 1, i + 1),
                (i, i + 2),
                (i - 1, i + 2),
                (i - 2, i + 1),
                (i, i + 3),
            ):
                if begin >= 0 and end <= len(words):
                    pieces = words[begin:end]
                    if pieces[1] == "-":
                        del pieces[1]
                    whole = "".join(pieces)
                    if whole in JOINABLE and len(whole) > 2:  # noqa: PLR2004
                        words[begin:end] = [whole]
                        break
    return words


@lru_cache(maxsize=8192)
def _strange(word: str) -> tuple[Meaning, ...]:
    """The meanings of a token that no list holds."""
    first = word[0]
    if first in "0123456789£" or ":" in word[1:]:
        return read_figures(word)
    if first.isalpha():
        plain = word.replace(".", "")
        known = CLASSES.get(plain) or misspelt(plain)
        return glued(plain) or (_OTHER,) if known is None else (known,)
    if word == REF:
        return (("r", ()),)
    sign = word.strip()[:1]
    return ((sign, (len(word) - len(word.strip()),)),) if sign in _SIGNS else (_OTHER,)


def _phrase(words: list[str], at: int) -> tuple[Meaning, int] | None:
    """What the phrase that begins at *at* means and where it ends; None where none begins."""
    second = words[at + 1]
    if second == "-" and at + 2 < len(words):
        second = words[at + 2]
    for rest, meaning in HEADS[words[at]].get(second, ()):
        here = at + 1
        for word in rest:
            if here < len(words) and words[here] == "-":
                here += 1
            if here >= len(words) or words[here] != word:
                break
            here += 1
        else:
            return meaning, here
    return None


def _looked_up(words: list[str]) -> Tokens:
    """The class, value and word of every word or phrase; figures may make several of each."""
    classes: list[str] = []
    values: list[tuple[int, ...]] = []
    spelt: list[str] = []
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        at += 1
        meaning = CLASSES.get(word)
        # Most words that may begin a phrase begin none: the next word tells at once.
        if word in HEADS and at < count and (words[at] in HEADS[word] or words[at] == "-"):
            phrase = _phrase(words, at - 1)
            if phrase is not None:
                meaning, at = phrase
        for letter, value in _strange(word) if meaning is None else (meaning,):
            classes.append(letter)
            values.append(value)
            spelt.append(word)
    return Tokens("".join(classes), values, spelt)


def _come_apart(tokens: Tokens) -> Tokens:
    """`14/15 June` are two days and `12-13 weeks` a range, where `14/15` alone is two years."""
    classes, values, words = list(tokens.classes), tokens.values, tokens.words
    for i in range(len(classes) - 2, -1, -1):
        if classes[i] == "u" and classes[i + 1] in _COMES_APART_BEFORE:
            first, second, dash = values[i]
            classes[i : i + 1] = ["n", "/-"[dash], "n"]
            values[i : i + 1] = [(first,), (), (second,)]
            words[i : i + 1] = [words[i], "", words[i]]
    return Tokens("".join(classes), values, words)


def _same_kind(match: re.Match[str]) -> str:
    """The first number as it was, each later one a quarter or a year without the word."""
    head = re.match("[Qy][-.z]*[sw]", match[0])
    length = head.end() if head else 0
    implied = "{" if match[1] == "Q" else "}"
    return match[0][:length] + re.sub("[sw]", implied, match[0][length:])


def _without_misspelt_months(classes: str, words: list[str]) -> str:
    """*classes* with what may be a month unreadable, together with the year that follows it."""
    for match in re.finditer("x(?=Y)", classes):
        if near_a_month(words[match.start()]):
            classes = f"{classes[: match.start()]}##{classes[match.end() + 1 :]}"
    return classes


def _explained(classes: str, values: list[tuple[int, ...]], words: list[str]) -> str:
    """*classes* with the numbers that only their neighbours can explain classed by them."""
    if "xY" in classes:
        classes = _without_misspelt_months(classes, words)
    if "l" in classes:
        classes = _label().sub(lambda match: "l" * len(match[0]), classes)
    if "Q" in classes or "y" in classes:
        classes = _of_one_kind().sub(_same_kind, classes)
    if "n" in classes and ("M-n" in classes or "M,n" in classes):
        for match in re.finditer("(?<=M)[-,]n(?=[x@])", classes):
            # "March - 10 workshops" names no year, "Dec-14 report" does.
            if values[match.start()] != (0,) or classes[match.start()] == ",":
                classes = f"{classes[: match.start() + 1]}N{classes[match.end() :]}"
    return classes


def tokenise(words: list[str]) -> Tokens:
    """The classes and values of the words of a timescale."""
    tokens = _looked_up(words)
    if "u" in tokens.classes:
        tokens = _come_apart(tokens)
    classes = _explained(*tokens)
    return tokens if classes is tokens.classes else tokens._replace(classes=classes)
