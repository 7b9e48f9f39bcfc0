"""
The word lists of `words` made ready to look things up in, and what a strange word may be.

A word that is no word is mended where that is certain: the name of a month, or of another word
that matters, with one letter wrong, missing, doubled or changed about with its neighbour.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from actionbook.plan.late import late
from actionbook.plan.timescales.welsh import WELSH
from actionbook.plan.timescales.words import (
    MODAL_AFTER_MAY,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PHRASES,
    RECURRENCES,
    UNITS,
    VALUED,
    WORDS,
    listed,
)

__all__ = [
    "CLASSES",
    "FRAGMENTS",
    "HEADS",
    "JOINABLE",
    "Meaning",
    "Phrase",
    "glued",
    "misspelt",
    "near_a_month",
]

Meaning = tuple[str, tuple[int, ...]]

NOTHING: Final[tuple[int, ...]] = ()


class Phrase(NamedTuple):
    """The words that follow the first one, and what they all mean together."""

    rest: tuple[str, ...]
    meaning: Meaning


def _of_a_class() -> Iterator[tuple[str, Meaning]]:
    """The words and phrases that are worth what their class is."""
    for letter, words in WORDS.items():
        yield from (
            (word, (letter, (0, 12) if letter == "y" else NOTHING)) for word in words.split()
        )
    for letter, phrases in PHRASES.items():
        yield from ((phrase, (letter, NOTHING)) for phrase in phrases.split("|"))


def _meanings() -> Iterator[tuple[str, Meaning]]:
    """Every word or phrase of the lists with its meaning; a later one wins."""
    yield from _of_a_class()
    for letter, table in (("U", UNITS), ("V", RECURRENCES)):
        for value, spellings in table.items():
            words, *phrases_of_it = spellings.split("|")
            for spelling in (*words.split(), *phrases_of_it):
                yield spelling, (letter, value)
    yield from ((word, ("w", (i,))) for i, word in enumerate(NUMBERS, 1))
    yield from ((word, ("[", (i,))) for i, word in enumerate(ORDINALS, 1))
    yield from ((f"may {word}", ("1", NOTHING)) for word in MODAL_AFTER_MAY)
    yield from VALUED.items()
    for number, month in enumerate(MONTHS, 1):
        yield month, ("M", (number,))
        yield month[:3], ("M", (number,))
    yield from (("sept", ("M", (9,))), ("febr", ("M", (2,))))
    yield from WELSH.items()


def _sorted_in() -> tuple[dict[str, Meaning], dict[str, dict[str, list[Phrase]]], frozenset[str]]:
    classes: dict[str, Meaning] = {}
    heads: dict[str, dict[str, list[Phrase]]] = {}
    known: set[str] = set()
    for text, meaning in _meanings():
        first, *rest = text.split()
        known.update((first, *rest))
        if rest:
            heads.setdefault(first, {}).setdefault(rest[0], []).append(Phrase(tuple(rest), meaning))
        else:
            classes[first] = meaning
    for seconds in heads.values():
        for phrases in seconds.values():
            phrases.sort(key=lambda phrase: -len(phrase.rest))
    return classes, heads, frozenset(known)


def _fragments() -> frozenset[str]:
    """What a known word may be split into: its beginnings and its ends, known words apart."""
    long = [word for word in JOINABLE if len(word) > 2]  # noqa: PLR2004
    halves = {half for word in long for i in range(1, len(word)) for half in (word[:i], word[i:])}
    return frozenset(halves - JOINABLE)


# CLASSES: one word; HEADS: phrases by their first two words, the longest first; JOINABLE: every
# word that a split one ("Septem ber") may be the halves of; FRAGMENTS: those halves.
CLASSES, HEADS, JOINABLE = _sorted_in()
FRAGMENTS: Final = _fragments()

_LONG_MONTHS: Final = tuple(month for month in MONTHS if len(month) > 5)  # noqa: PLR2004
_SHORT_MONTHS: Final = ("march", "april", "june", "july")
_MENDED: Final = (
    *_LONG_MONTHS,
    "ongoing",
    "completed",
    "achieved",
    "implemented",
    "delivered",
    "immediate",
    "immediately",
    "monthly",
    "quarterly",
    "annually",
    "fortnightly",
    "continuous",
    "quarter",
)
# English words one letter from a month or from a word that we mend.
_ENGLISH: Final = frozenset(
    listed(
        "match marsh larch arch starch parch mach marcy duly jury tune dune jane rune jude judy "
        "jule prune juan juno sully bully fully gully pull rully competed manually mouthly "
        "quarters achieve achieves achiever implementer deliverer apron aprils quartet"
    )
)


def _one_letter_out(word: str, target: str) -> bool:
    """Whether *word* is *target* with one letter wrong, missing, extra, or two changed about."""
    if abs(len(word) - len(target)) > 1 or word == target:
        return False
    start = 0
    while start < min(len(word), len(target)) and word[start] == target[start]:
        start += 1
    mine, right = word[start:], target[start:]
    return (
        mine[1:] == right[1:]
        or mine == right[1:]
        or mine[1:] == right
        or (mine[:2] == right[1::-1] and mine[2:] == right[2:])
    )


def _letter_wrong_or_missing(word: str, target: str) -> bool:
    return len(word) <= len(target) and _one_letter_out(word, target)


_GLUED: Final = late(
    r"((?:by|in|end|of|the|mid|early|late|from|to|until|before|during|after|and|on)*)"
    rf"({'|'.join(month for month in MONTHS if len(month) > 3)}|sept|(?<=[yfnde])may$)"  # noqa: PLR2004
    r"((?:to|and|or|until)*)"
)
_PIECE: Final = late("by|in|end|of|the|mid|early|late|from|to|until|before|during|after|and|on?r?")


def glued(word: str) -> tuple[Meaning, ...]:
    """The meanings of "ofOctober" or "endMarch", a month that has lost its space; else none."""
    found = _GLUED.fullmatch(word)
    if found is None:
        return ()
    pieces = [*_PIECE.findall(found[1]), found[2], *_PIECE.findall(found[3])]
    return tuple(CLASSES[piece] for piece in pieces)


@lru_cache(maxsize=4096)
def near_a_month(word: str) -> bool:
    """
    Whether *word* may be a month that nobody can be sure of: "Juy", "Setpembr".

    It stands beside a year or a day, which must not be read without it.
    """
    if len(word) == 3:  # noqa: PLR2004
        return any(sum(a != b for a, b in zip(word, m, strict=False)) == 1 for m in MONTHS)
    return any(word[0] == month[0] and _is_like(word, month) for month in _LONG_MONTHS)


def _is_like(word: str, month: str) -> bool:
    """Whether *word* has all but two or so of the letters of *month*, and no more others."""
    shared = (Counter(word) & Counter(month)).total()
    return len(word) > 4 and max(len(word), len(month)) - shared <= 2  # noqa: PLR2004


@lru_cache(maxsize=4096)
def misspelt(word: str) -> Meaning | None:
    """What a strange word means if it is one letter from a word that matters; None if it is not."""
    if len(word) == 3 and not near_a_month(word):  # noqa: PLR2004
        # "Jne" and "Jly" have lost a letter; "Juy" may be any of three.
        return CLASSES[f"{word[0]}u{word[1:]}"] if word in {"jne", "jly"} else None
    if len(word) < 4 or word in _ENGLISH:  # noqa: PLR2004
        return None
    found = [target for target in _MENDED if _one_letter_out(word, target)]
    found += [m for m in _SHORT_MONTHS if word[0] == m[0] and _letter_wrong_or_missing(word, m)]
    return CLASSES[found[0]] if len(found) == 1 else None
