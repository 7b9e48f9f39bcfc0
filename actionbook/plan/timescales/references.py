"""Which recommendations or actions a timescale points to: "As for Reccs. 1 and 6", "See R9"."""

import re
from typing import Final

from actionbook.plan.late import late
from actionbook.plan.timescales.tokens import REF
from actionbook.plan.timescales.words import listed

__all__ = ["REFERRING", "take_refs"]

# Without one of these words there is nothing to look for.
REFERRING: Final = frozenset(
    listed(
        "rec recs recc reccs rec. recs. recc. reccs. recommendation recommendations action "
        "actions item items task tasks ref refs r as see refer linked same"
    )
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NUMBER = (
    r"[0-9]{1,3}(?:[.\-][0-9]{1,3})*"
    r"(?:\.?[a-z](?![a-z])\)?| ?\(?[a-z]\)| [a-z](?= and | ?[,&/]| *$))?"
    r"(?:\.[ivx]+\)?|(?<=[a-z]) ?\([ivx]+\)|(?<=\)) ?\(?[ivx]+[.)]"
    r"|(?<=[0-9][a-z]) [ivx]+(?= and | ?[,&/]| *$))?"
    r"(?![\w%])(?!\.[0-9])(?!/(?!r?[0-9]{1,3}[a-z](?![a-z])|r[0-9]))"
)
_ITEM = rf"(?:r?{_NUMBER}|\(?[a-z]\))"
_NEXT = rf"{_ITEM}(?! ?(?:st|nd|rd|th|{_MONTH}|days?|weeks?|months?|years?|monthly|weekly|yearly))"
_AND_NEXT = rf"(?:(?: ?[,&/] ?(?:and )?| and | or | to | ?- ?){_NEXT})*"
_NAMED = r"(?:recc?s?|recommendations?|actions?|items?|tasks?|refs?)\b[. ]*(?:nos?\b[. ]*)?"
_PLURAL = late(r"(?:recc?s|recommendations|actions|items|tasks|refs)\b")
_POINTING = r"(?:as (?:for|per|under|in)|see|as|refer to|linked to|same as) (?:also |key )?"
_WHAT = r"(?:issues?|points?|themes?|nos?\.?|numbers?|steps?|objectives?|rows?|lines?)?"
_NO_DATE = rf"(?! ?(?:st|nd|rd|th|{_MONTH})| (?:to|or|-) ?[0-9])"


# What stands before a list of refs, the letter of "R9" being one of its ref; and the list.
_BEFORE = late(rf"\b(?:{_NAMED}|(r[. ]?)(?=[0-9]))")
_LIST = late(f"{_ITEM}{_AND_NEXT}")
_POINTED = late(rf"\b({_POINTING}){_WHAT} ?({_ITEM}{_AND_NEXT}){_NO_DATE}")
_IN_ANY_REF: Final = frozenset("0123456789)")


def _refs(listed: str, *, plural: bool) -> list[str]:
    """The refs of a list, a range of whole numbers spelt out: "1 to 3" is 1, 2 and 3."""
    found: list[str] = []
    pieces = re.split(r" ?[,&/] ?(?:and )?| and | or ", listed)
    # "Recs 4-6" are three; "actions 3-1 and 3-2" are two, and so is "action 3-1" one.
    plural = plural and sum("-" in piece for piece in pieces) == 1
    for piece in pieces:
        ends = re.fullmatch(r"r?[. ]?([0-9]{1,2})(?: to | ?- ?)r?[. ]?([0-9]{1,2})", piece)
        spread = plural or " " in piece or "r" in piece
        if ends and spread and 0 < int(ends[2]) - int(ends[1]) < 30:  # noqa: PLR2004
            found += [str(number) for number in range(int(ends[1]), int(ends[2]) + 1)]
        else:
            found += [part.strip("r. ") for part in re.split(" to ", piece)]
    return [_tidy(ref) for ref in found if ref]


def _tidy(ref: str) -> str:
    """`5 b) (ii)` as refs are written: 5b.ii."""
    letters = re.fullmatch(r"([0-9.\-]*?)[. (]*([a-z])\)?(?:[. (]+([ivx]+)[.)]?)?", ref)
    if letters is None:
        return ref
    return f"{letters[1]}{letters[2]}{'.' if letters[3] else ''}{letters[3] or ''}"


def take_refs(text: str) -> tuple[str, tuple[str, ...]]:
    """A cleaned *text* with a sign in place of each list of refs, and the refs in their order."""
    refs: list[str] = []

    def taken(match: re.Match[str]) -> str:
        refs.extend(_refs(match[2], plural=False))
        return f"{match[1]}{REF}"

    text = _without_named(text, refs)
    is_pointing = "see" in text or "as " in text or "refer" in text or "link" in text
    if is_pointing and not _IN_ANY_REF.isdisjoint(text):
        text = _POINTED.sub(taken, text)
    return text, tuple(dict.fromkeys(refs))


def _without_named(text: str, refs: list[str]) -> str:
    """*text* with a sign in place of each list that a word names: "recs 1 and 2", "R9"."""
    if _IN_ANY_REF.isdisjoint(text):
        return text
    pieces: list[str] = []
    at, before = 0, _BEFORE.search(text)
    while before:
        listed = _LIST.match(text, before.end())
        if listed:
            plural = _PLURAL.match(before[0]) is not None
            refs += _refs((before[1] or "") + listed[0], plural=plural)
            pieces += (text[at : before.start()], REF)
            at = listed.end()
        before = _BEFORE.search(text, at if listed else before.start() + 1)
    return "".join((*pieces, text[at:]))
