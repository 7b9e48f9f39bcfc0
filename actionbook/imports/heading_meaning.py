"""What the words of one heading say that its column holds, and how surely."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from actionbook.imports.heading_phrases import PHRASES
from actionbook.imports.heading_text import plain_heading
from actionbook.imports.heading_welsh import WELSH
from actionbook.imports.heading_words import (
    ABBREVIATIONS,
    COMMON,
    NOT_OF_PLANS,
    ONE_WORD,
    PERIODS,
    TOGETHER,
    WITH,
)
from actionbook.plan.late import late

__all__ = ["OF_PERIODS", "Meaning", "best_of_parts", "meanings"]

_LONGEST = 240  # characters of a heading with what explains it
_MOST_WORDS = 9
_STRANGE = 0.35  # what a word that does not go with the field takes off
_KIND = 0.2  # what it takes off where it stands before, and says of what kind the thing is
_OF_WHAT = 0.45  # what it takes off a number: "Regulation No" numbers no action
_UNKNOWN_PART = 0.15  # what it takes off that one of several parts says nothing
_SLIP = 0.06  # what a word that was mended takes off
_PART = 0.3  # what it takes off that another field explains more of the words
_LEAST = 0.3
_SURE = 0.75
OF_PERIODS: Final = frozenset({"progress", "status", "rag", "percent"})
_OF_ANY_KIND: Final = frozenset(
    {"issue", "action", "lead", "progress", "outcome", "evidence", "response"}
)
_OF_NUMBERS: Final = frozenset({"ref", "issue_ref"})
_SHORTEST_MENDED = 5  # letters of the word that is meant
_PARTS = late(r"\s*(?:/|\||\n|&|\+|,)\s*|\s+(?:and|or)\s+", re.IGNORECASE)
_ASIDE = late(r"\([^()]*\)|\[[^\[\]]*\]")
_LETTER = late(r"[^\W\d_]|#|№")  # "50%" is a figure, and heads nothing
_ENDING = late(r"'(?:s|re|ll|ve)$")
# "Completed (Y/N)" and "Implemented?" ask whether it is done.
_IS_DONE = late(
    r"\W*(?:is it |action |task |(?:has|have|is|are) th\w+ \w+ (?:been |now )*(?:fully )?)?"
    r"(?:completed?|done|actioned|implemented|closed|achieved|delivered)"
    r"(?:\s*\?\W*|[\s?(\[-]+y(?:es)?\W+no?(?:\W+part\w*)?\W*)",
    re.IGNORECASE,
)
_ASKS = 0.8
_SILENT: Final = {
    *("was", "were", "does", "do", "has", "have", "been", "being", "needs", "there", "not", "did"),
}


class Meaning(NamedTuple):
    """A field that a heading may mean; `score` from 0 to 1. "other" is no field of a plan's."""

    field: str
    score: float


class _Phrase(NamedTuple):
    """A phrase that names a field, how surely, and its place in the order they are tried in."""

    place: int
    field: str
    words: tuple[str, ...]
    weight: float


def _phrases() -> dict[str, list[_Phrase]]:
    """Every phrase by its first word: a heading is asked of those alone whose word it holds."""
    found: dict[str, list[_Phrase]] = {}
    told = ((field, each) for field, phrases in PHRASES.items() for each in phrases.items())
    for place, (field, (phrase, weight)) in enumerate(told):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(_Phrase(place, field, words, float(weight)))
    return found


_PHRASES_BY_WORD = _phrases()
_BESIDE = {field: frozenset(words.split()) for field, words in WITH.items()}
_HEADS = (
    frozenset(word for told in _PHRASES_BY_WORD.values() for each in told for word in each.words)
    - COMMON
)
_KNOWN = _HEADS | frozenset().union(*_BESIDE.values()) | COMMON | PERIODS | set(ABBREVIATIONS)
_WHOLE = {name: field for field, names in WELSH.items() for name in names.split("|")}


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _near_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in sorted(_KNOWN):
        if len(word) >= _SHORTEST_MENDED:
            found.setdefault(word, word)
            for cut in _shorter(word):
                found.setdefault(cut, word)
    return found


_NEAR = _near_words()
_NEAR_WHOLE = {
    near: field
    for name, field in _WHOLE.items()
    if len(name) > _SHORTEST_MENDED
    for near in (name, *_shorter(name))
}


@lru_cache(maxsize=8192)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """
    The fields that *heading* may mean, the surest first; none where nothing tells.

    Parts between strokes are looked at one by one: "Lead / Owner" says the same thing twice.
    """
    text = plain_heading(heading)
    if not text or len(text) > _LONGEST or not (text == "%" or _LETTER.search(text)):
        return ()
    if _IS_DONE.fullmatch(text):
        others = [each for each in _of_text(text) if each.field == "completed_on"]
        return (Meaning("status", _ASKS), *others)
    whole = _of_text(text)
    parts = _parts_of(text)
    if len(parts) == 1 or (whole and whole[0].score >= 0.9 and whole[0].field != "other"):  # noqa: PLR2004 - as sure as a phrase makes it
        return whole
    found = _best(_of_parts(parts))
    # "Highlights / next steps" holds the one as well as what a plan has no column for.
    is_more = bool(whole) and whole[0].field == "other" and found and found[0].score >= _SURE
    return found if is_more else _best([*whole, *found])


def best_of_parts(heading: str) -> list[Meaning]:
    """The surest meaning of each part of a heading that means anything."""
    return [found[0] for part in _parts_of(heading) if (found := meanings(part))]


def _parts_of(heading: str) -> list[str]:
    """What stands between the strokes, commas and "and"s of a heading, without what is aside."""
    return [part for part in _PARTS.split(_ASIDE.sub(" ", heading)) if part.strip()]


@lru_cache(maxsize=8192)
def _of_text(text: str) -> tuple[Meaning, ...]:
    """What the text says, with and without what stands in brackets or behind a colon."""
    bare = _ASIDE.sub(" ", text).strip() or text
    first = re.split(r"\n|:|;|\s[–—-]\s|\?", bare.strip(" :?*-\n"))[0]
    tries = dict.fromkeys(each for each in (text, bare, first) if each.strip())
    return _best(each for tried in tries for each in _of_words(tried))


def _of_parts(parts: Sequence[str]) -> list[Meaning]:
    """Of several parts each says something: the same, or two things of which one is the plan's."""
    said = [found for part in parts if (found := _of_text(part))]
    if not said:
        return []
    less = _UNKNOWN_PART if len(said) < len(parts) else 0.0
    if any(found[0].score >= _SURE for found in said):
        said = [found for found in said if found[0].score >= _SURE]
    if len(said) == 1:
        return [each._replace(score=round(each.score - less, 2)) for each in said[0]]
    first = said[0][0]
    fields = {found[0].field for found in said}
    if len(fields) == 1:
        return [first._replace(score=min(found[0].score for found in said) - less)]
    if first.field != "other" and fields - {"other"} == {first.field}:
        return [first._replace(score=min(first.score, 0.8))]
    for pair, field, score in TOGETHER:
        if fields <= pair and field in fields:
            return [Meaning(field, score)]
    return [each[0]._replace(score=0.5) for each in said]


def _best(found: Iterable[Meaning]) -> tuple[Meaning, ...]:
    best: dict[str, float] = {}
    for field, score in found:
        best[field] = max(score, best.get(field, 0.0))
    ordered = sorted(best.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Meaning(*each) for each in ordered)


def _of_words(text: str) -> list[Meaning]:
    folded = " ".join(text.casefold().replace("’", "'").strip(" .:*?-").split())
    whole = _WHOLE.get(folded, "")
    if not whole and folded not in _KNOWN:  # "category" is no slip of "categori"
        whole = next(filter(None, map(_NEAR_WHOLE.get, (folded, *_shorter(folded)))), "")
    if whole:
        return [Meaning(whole, 1.0 if folded in _WHOLE else 1.0 - _SLIP)]
    words, mended = _words(folded)
    if not words or sum(word not in COMMON for word in words) > _MOST_WORDS:
        return []
    told = {field: best for field, best in _scores(words).items() if best.score > _LEAST}
    found = []
    for field, (score, phrase) in told.items():
        sure = [set(other.phrase) for other in told.values() if other.score >= _SURE]
        less = mended * _SLIP + (_PART if any(set(phrase) < other for other in sure) else 0)
        found.append(Meaning(field, round(score - less, 2)))
    return found


def _words(folded: str) -> tuple[tuple[str, ...], int]:
    """The words that say something, in their plain form; and how many had to be mended."""
    for letters, shape, plain in ONE_WORD:
        if letters in folded:  # most headings hold none of them, and that is told at once
            folded = shape.sub(plain, folded)
    words: list[str] = []
    mended = 0
    for raw in re.findall(r"[^\W_]+(?:'[^\W_]+)?|%", folded):
        word, is_mended = _plain_word(_ENDING.sub("", raw))
        mended += is_mended
        if word:
            words.append(word)
    return tuple(words), mended


@lru_cache(maxsize=8192)
def _plain_word(word: str) -> tuple[str, bool]:
    """A word in its plain form, "" for a number; and whether a slip of spelling was mended."""
    if word.isdecimal():
        return ("" if len(word) < 3 else "year"), False  # noqa: PLR2004 - digits of a year
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    single = f"{single[:-2]}y" if single.endswith("ie") else single
    for form in (word, single):
        if form in _HEADS or form in COMMON or form in PERIODS:
            return form, False
        if form in ABBREVIATIONS:
            return ABBREVIATIONS[form], False
    for form in (single, word):
        if form in _KNOWN:
            return form, False
    is_long = len(word) >= _SHORTEST_MENDED - 1
    near = (_nearest(single) or _nearest(word)) if is_long else ""
    return near or word, bool(near)


def _nearest(word: str) -> str:
    """The known word that is one slip away: a letter lost, doubled, wrong, or two changed round."""
    for tried in (word, *_shorter(word)):
        near = _NEAR.get(tried, "")
        if near and abs(len(near) - len(word)) <= 1 and near[0] == word[0]:
            return near
    return ""


class _Told(NamedTuple):
    score: float
    phrase: tuple[str, ...] = ()


def _scores(words: tuple[str, ...]) -> dict[str, _Told]:
    """How surely *words* mean each field: its best phrase, less what does not go with it."""
    best: dict[str, _Told] = {}
    tried = (each for word in set(words) for each in _PHRASES_BY_WORD.get(word, ()))
    for _, field, phrase, weight in sorted(tried):
        if not _holds(words, phrase):
            continue
        rest = [word for word in words if word not in phrase and not _goes_with(field, word)]
        if field == "other":
            score = weight - _STRANGE / 3 * len(rest)
        elif any(word in _HEADS or word in NOT_OF_PLANS for word in rest):
            continue
        else:
            score = weight - sum(_strangeness(field, words, phrase, word) for word in rest)
        now, had = _Told(score, phrase), best.get(field, _Told(0.0))
        best[field] = max(had, now, key=lambda told: (told.score, len(told.phrase)))
    return best


def _strangeness(field: str, words: tuple[str, ...], phrase: tuple[str, ...], word: str) -> float:
    """What a word takes off: less where it stands before what is meant, as in "Panel finding"."""
    is_before = words.index(word) < min(map(words.index, phrase))
    if field in _OF_NUMBERS:
        return _OF_WHAT
    return _KIND if is_before and field in _OF_ANY_KIND else _STRANGE


def _goes_with(field: str, word: str) -> bool:
    return (
        word in _BESIDE[field]
        or word in COMMON
        or word in _SILENT
        or (field in OF_PERIODS and word in PERIODS)
        or (field in _OF_ANY_KIND and word == "year")
    )


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of *phrase* stand in *words* in that order."""
    at = 0
    for word in words:
        if at < len(phrase) and word == phrase[at]:
            at += 1
    return at == len(phrase)
