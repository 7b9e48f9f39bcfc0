"""
A cleaned timescale as a string of word classes, with what each word is worth beside it.

The classes are those of `words` and `figures`. Split words ("Septem ber") are joined here,
labels keep their numbers ("Phase 2" is one thing), and a number that only its neighbours can
explain is given the class that they give it.
"""

import re
from functools import cache
from typing import NamedTuple

from actionbook.plan.timescales.figures import read_figures
from actionbook.plan.timescales.lexicon import CLASSES, HEADS, JOINABLE, Meaning, misspelt

__all__ = ["REF", "Tokens", "tokenise"]

# Stands in a cleaned timescale for "Reccs. 1 and 6" (`references`).
REF = "§"

_OTHER: Meaning = ("x", ())
_SIGNS = frozenset("-/&|,;.()+:")
_COMES_APART_BEFORE = frozenset("MUyV4")


class Tokens(NamedTuple):
    """One letter a word, in order; the value of each; the words themselves."""

    classes: str
    values: list[tuple[int, ...]]
    words: list[str]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"t?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?(?: ?[ap]m)?"
        r"|£ ?[0-9][0-9,.]*[km]?"
        r"|[0-9]+(?:\.[0-9]+)? ?(?:%|per ?cent(?![a-z]))"
        r"|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]m(?![a-z])"
        r"|[0-9]{1,2} ?(?:st|nd|rd|th)(?![a-z])"
        r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
        r"|[0-9]+(?:[/.\-][0-9]+)*"
        r"|[a-z](?:[./][a-z])+(?![a-z])\.?"
        # The full stop of an abbreviation ends no sentence.
        r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun|approx"
        r"|recc?s?|qtr|yrs?|mths?|wks?|nos?|para|app|cttee|dept|etc|incl)\."
        r"|[a-z]+"
        r"| -+ |-+"
        r"|[^\sa-z0-9]"
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"l\.?[nswNvYDdu](?:[-&/,|t]+[nsw](?![-/.]?z*[MUyV]))*")


@cache
def _of_one_kind() -> re.Pattern[str]:
    """`Q1 and 2`, `years 2-3`: the later numbers are quarters or years as well."""
    return re.compile(r"([Qy])[-.z]*[sw](?:[-&/,|t<]+[sw](?![-/.]?z*[MUyQV94]))+")


def _joined(before: list[str], word: str) -> int:
    """How many of the last tokens in *before* are the front of a split word that *word* ends."""
    for pieces in (before[-1:], before[-2:], before[-2:-1] if before[-1] == "-" else []):
        whole = "".join(pieces) + word
        if whole in JOINABLE and len(whole) > 2 and not JOINABLE.issuperset((*pieces, word)):  # noqa: PLR2004
            return 2 if before[-1] == "-" else len(pieces)
    return 0


def _mended(words: list[str]) -> list[str]:
    """*words* with the halves of split words put together where only that makes sense of them."""
    if JOINABLE.issuperset([word for word in words if word.isalpha()]):
        return words
    whole: list[str] = []
    for word in words:
        taken = _joined(whole, word) if whole and word.isalpha() else 0
        if taken:
            pieces = [piece for piece in whole[-taken:] if piece != "-"]
            whole[-taken:] = ["".join((*pieces, word))]
        else:
            whole.append(word)
    return whole


def _strange(word: str) -> tuple[Meaning, ...]:
    """The meanings of a token that no list holds."""
    first = word[0]
    if first in "0123456789£" or ":" in word[1:]:
        return read_figures(word)
    if first.isalpha():
        plain = word.replace(".", "")
        return (CLASSES.get(plain) or misspelt(plain) or _OTHER,)
    if word == REF:
        return (("r", ()),)
    sign = word.strip()[:1]
    return ((sign, (len(word) - len(word.strip()),)),) if sign in _SIGNS else (_OTHER,)


def _phrase(words: list[str], at: int) -> tuple[Meaning, int] | None:
    """What the phrase that begins at *at* means and where it ends; None where none begins."""
    for rest, meaning in HEADS.get(words[at], ()):
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


def _meanings(words: list[str]) -> list[tuple[Meaning, str]]:
    found: list[tuple[Meaning, str]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in HEADS and (phrase := _phrase(words, at)) is not None:
            meaning, at = phrase
            found.append((meaning, word))
            continue
        at += 1
        if (known := CLASSES.get(word)) is not None:
            found.append((known, word))
        else:
            found.extend((meaning, word) for meaning in _strange(word))
    return found


def _come_apart(found: list[tuple[Meaning, str]]) -> list[tuple[Meaning, str]]:
    """`14/15 June` are two days and `12-13 weeks` a range, where `14/15` alone is two years."""
    apart: list[tuple[Meaning, str]] = []
    for i, ((letter, value), word) in enumerate(found):
        following = found[i + 1][0][0] if i + 1 < len(found) else ""
        if letter == "u" and (following in _COMES_APART_BEFORE and following):
            apart += [
                (("n", value[:1]), word),
                (("/-"[value[2]], ()), ""),
                (("n", value[1:2]), word),
            ]
        else:
            apart.append(((letter, value), word))
    return apart


def _explained(classes: str, values: list[tuple[int, ...]]) -> str:
    """*classes* with the numbers of labels, and numbers of one kind, classed by their neighbours."""
    if "l" in classes:
        classes = _label().sub(lambda match: "l" * len(match[0]), classes)
    if "Q" in classes or "y" in classes:
        classes = _of_one_kind().sub(_same_kind, classes)
    if "n" in classes:
        for match in re.finditer("(?<=M)[-,]n(?=[x@])", classes):
            if values[match.start()] != (0,) or classes[match.start()] == ",":
                classes = f"{classes[: match.start() + 1]}N{classes[match.end() :]}"
    return classes


def _same_kind(match: re.Match[str]) -> str:
    head = re.match("[Qy][-.z]*[sw]", match[0])
    length = head.end() if head else 0
    implied = "{" if match[1] == "Q" else "}"
    return match[0][:length] + re.sub("[sw]", implied, match[0][length:])


def tokenise(text: str) -> Tokens:
    """The classes, values and words of a cleaned timescale."""
    found = _meanings(_mended(_token().findall(text)))
    if any(meaning[0] == "u" for meaning, _ in found):
        found = _come_apart(found)
    values = [meaning[1] for meaning, _ in found]
    classes = "".join([meaning[0] for meaning, _ in found])
    return Tokens(_explained(classes, values), values, [word for _, word in found])
