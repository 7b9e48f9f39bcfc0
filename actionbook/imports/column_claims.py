"""What a column may be, and which of two things one with both in its heading is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.imports.column_contents import Contents
from actionbook.imports.heading_rows import SURE
from actionbook.plan.late import late

__all__ = ["MARGIN", "Claim", "told_apart"]

MARGIN = 0.1
"""By which one of two columns is clearly the surer."""

_STATES = frozenset({"rag", "status"})
_NEARLY_ALL, _MOSTLY, _HALF = 0.8, 0.6, 0.5  # of the cells
_TWICE = 2
_FEW = 2  # cells, of which little can be said
_LESS = 0.3  # what it takes off that a column is the other of two things
_AND_PROGRESS = late(r"\b(?:progress|updates?|comments?|commentary|narrative)\b")


class Claim(NamedTuple):
    """The field that a column may be; how surely, and how surely by the words of its heading."""

    column: int
    field: str
    score: float
    by_words: float


def told_apart(
    claims: Sequence[Claim], text: Mapping[int, str], contents: Mapping[int, Contents]
) -> Iterator[Claim]:
    """
    *claims*, of "Status / update" and "RAG / progress" by what stands there: a state comes again,
    what is told in words does not. "Progress" over states alone is the status, where no other
    column is. Of a title and a description one is the action. *text* are the headings in small
    letters.
    """
    claims = list(_with_one_action(claims, contents))
    by_field = {
        name: {claim.column for claim in claims if claim.field == name and _is_sure(claim)}
        for name in ("rag", "status")
    }
    either = by_field["rag"] & by_field["status"]
    both = {claim.column for claim in claims if claim.field == "progress" and _is_sure(claim)}
    both &= {claim.column for claim in claims if claim.field == "status" and _is_sure(claim)}
    has_state = any(claim.field in _STATES and _is_sure(claim) for claim in claims)
    for claim in claims:
        of = contents[claim.column]
        if (
            claim.field == "progress"
            and not has_state
            and claim.by_words == 1.0
            and of.filled > _FEW
            and max(of.states, of.colours) > _MOSTLY
        ):
            state = "status" if of.states > of.colours else "rag"
            yield claim._replace(field=state, score=claim.by_words)
            continue
        is_state = of.states + of.colours > _MOSTLY
        if claim.column in either and claim.field in _STATES and of.states != of.colours:
            # "Status (RAG)" is the one whose words stand there.
            is_other = claim.field == ("rag" if of.states > of.colours else "status")
            yield claim._replace(score=claim.score - (_LESS if is_other else 0.0))
            continue
        if claim.column in both:
            is_other = claim.field == ("progress" if is_state else "status")
            is_told = is_state or of.distinct > _MOSTLY
            less = _LESS if is_other and is_told else 0.0
            yield claim._replace(score=claim.score - less)
        elif (
            claim.field in _STATES
            and _is_sure(claim)
            and of.filled > _FEW
            and of.states + of.colours < _HALF
            and _AND_PROGRESS.search(text[claim.column])
        ):
            yield claim._replace(field="progress")
        else:
            yield claim


def _with_one_action(claims: Sequence[Claim], contents: Mapping[int, Contents]) -> Iterator[Claim]:
    """
    *claims*, of columns whose headings alone make none of them the action, with the one that is.

    It is filled in nearly every row that any of them is, and says what is to be done or else says
    more. Where no column is so, or several are, all are left as they stand.
    """
    if any(claim.field == "action" and _is_sure(claim) for claim in claims):
        yield from claims
        return
    may_be = {claim.column for claim in claims if claim.field == "action" and claim.score >= SURE}
    most = max((contents[column].filled for column in may_be), default=0)
    full = {column for column in may_be if contents[column].filled > most * _NEARLY_ALL}
    asking = {column for column in full if contents[column].asks > _HALF}
    longest = max((contents[column].words for column in full), default=0)
    longer = {column for column in full if contents[column].words * _TWICE > longest}
    only = next((each for each in (full, asking, longer) if len(each) == 1), may_be)
    for claim in claims:
        is_other = claim.field == "action" and claim.column in may_be - only
        yield claim._replace(score=claim.score - _LESS) if is_other else claim


def _is_sure(claim: Claim) -> bool:
    return claim.by_words >= SURE
