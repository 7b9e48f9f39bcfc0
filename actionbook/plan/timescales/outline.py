"""
What stands around each period of a sentence: the word before it, and how it is joined to others.

It follows from the abridged words alone, and is remembered for them.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["Outline", "Role", "outline"]

_SPAN: Final = frozenset({"-", "t", "<", "--", "-t", "-<"})
_PAIR: Final = frozenset({"/", "&", "+", "//"})


class Role:
    """What a period is for, by the word before it or "onwards" after it; plain text, for speed."""

    BARE: Final = ""
    BY: Final = "b"
    BEFORE: Final = "B"
    FROM: Final = "g"
    AFTER: Final = "a"
    DURING: Final = "h"
    BETWEEN: Final = "H"


_ROLES: Final = {
    "b": Role.BY,
    "j": Role.BY,
    "1": Role.BY,
    "t": Role.BY,
    "<": Role.BY,
    "e": Role.BY,
    "B": Role.BEFORE,
    "g": Role.FROM,
    "a": Role.AFTER,
    "h": Role.DURING,
    "H": Role.BETWEEN,
}


class Outline(NamedTuple):
    """
    Of each period, in order: its place in the words, its role, whether "to" or "until" goes with
    it, whether a word for a review stands before it or after it, and whether "after" or "before"
    it stands with a meeting ("after the May 2007 election").

    `joins[i]` is how period i is joined to the next: - span, / or & pair, | or, "," list, "" not.
    """

    places: tuple[int, ...]
    roles: tuple[str, ...]
    until: tuple[bool, ...]
    review_before: tuple[bool, ...]
    review_after: tuple[bool, ...]
    awaits: tuple[bool, ...]
    joins: tuple[str, ...]


def _join(gap: str) -> str:
    bare = gap.strip("(),.;")
    if bare in _SPAN:
        return "-"
    if bare in _PAIR and "," not in gap:
        return "/" if "/" in bare else "&"
    if "|" in bare and not bare.strip("|&/,"):
        return "|"
    return "," if "," in gap and not gap.strip("(),.&/+-") else ""


def _role(before: str, after: str) -> str:
    following = after.lstrip(",&(-")
    if following[:1] in {"G", "+"}:
        return Role.FROM
    role = _ROLES.get(before.rstrip("-")[-1:], Role.BARE)
    if role == Role.BARE and following[:1] in {"g", "j"} and following[1:2] in set("),;.") | {""}:
        # As in: June 2014 start, September 2014 (finish).
        return _ROLES[following[:1]]
    return role


@lru_cache(maxsize=4096)
def outline(words: str) -> Outline:
    """What stands around each `P` of *words*."""
    gaps = words.split("P")
    # "June 2014+" has no end, "June + December 2014" has two.
    gaps[1:-1] = ["&" if gap == "+" else gap for gap in gaps[1:-1]]
    pairs = list(pairwise(gaps))
    roles = tuple(_role(before, after) for before, after in pairs)
    return Outline(
        places=tuple(i for i, letter in enumerate(words) if letter == "P"),
        roles=roles,
        until=tuple(before[-1:] in {"t", "<"} for before, _ in pairs),
        review_before=tuple("^" in before for before, _ in pairs),
        review_after=tuple(after[:1] == "^" for _, after in pairs),
        awaits=tuple(
            role in {Role.AFTER, Role.BEFORE} and after[:1] == "@"
            for role, (_, after) in zip(roles, pairs, strict=True)
        ),
        joins=tuple(_join(gap) for gap in gaps[1:-1]),
    )
