"""Which field each column of a table is, of all that their headings and contents allow."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from actionbook.imports.column_claims import MARGIN, Claim
from actionbook.imports.column_contents import Contents
from actionbook.imports.column_context import BEHIND, in_context
from actionbook.imports.column_suits import suits
from actionbook.imports.heading_periods import are_latest_first, are_of_periods
from actionbook.imports.heading_rows import SURE, WEAK, Heading, Headings
from actionbook.imports.our_columns import columns_of_ours
from actionbook.plan.late import late

__all__ = ["FoundField", "are_numbered", "fields_of"]

_MOST = 1.0
_MOSTLY = 0.6  # of the cells
_FEW_WORDS = 2  # of a cell, on average
_A_REF = 0.85  # how sure "Rec" makes us of a number, where numbers stand under it
_WHO_AND_WHEN = frozenset({"lead", "timescale"})
_HOW_FAR = frozenset({"status", "rag", "progress", "percent", "completed_on"})
_OF_A_LIST = frozenset({"priority", "section", "added_on"})
_REFS: Final = {"issue": "issue_ref", "action": "ref"}
_BY_HAND = "You said so."
_BY_BOTH = "The heading says so, and what stands under it."
_BY_HEADING = "The heading says so."
_NOT_SURE = "The heading does not say so for certain."
_AGAINST = "The heading says so, and what stands under it does not."
_TWICE = "Two columns could be it."
_NO_COLUMN = "A plan has no such column."
_OURS = "A plan works it out by itself."
_NOTHING = "Nothing tells what it holds."
_NUMBER = late(r"\W*\d{1,2}\W*$")
_EARLIER = {
    "lead": "It is another lead: it stands beside the first, with a stroke between.",
    "progress": "It is earlier progress: the latest is taken.",
    "rag": "It is an earlier RAG: the latest is taken.",
    "status": "It is an earlier status: the latest is taken.",
    "percent": "It is an earlier figure: the latest is taken.",
}


class FoundField(NamedTuple):
    """The field of a column, "" for none; how sure; what it may be where it is none; and why."""

    field: str
    sureness: float
    guess: str
    why: str


def fields_of(
    headings: Headings,
    contents: Mapping[int, Contents],
    said: Mapping[int, str],
    *,
    hint: str,
    deadlines: Collection[int] = (),
) -> dict[int, FoundField]:
    """
    The field of each column under *headings*.

    *contents* are what stands in each column, *said* what somebody says of it, *hint* what the
    sheet calls itself, *deadlines* the columns whose days cannot be those on which it was done.
    """
    found = {
        column: FoundField(name, _MOST, "", _BY_HEADING if name else _OURS)
        for column, name in columns_of_ours(headings).items()
    }
    found |= {column: FoundField(name, _MOST, "", _BY_HAND) for column, name in said.items()}
    claims = [
        claim
        for heading in headings.columns
        if heading.column not in found
        for claim in _claims(heading, contents[heading.column], headings, hint)
        if claim.field not in {each.field for each in found.values()}
    ]
    claims = list(in_context(claims, headings, contents, deadlines))
    taken = _taken(claims, contents, {each.column: each.text for each in headings.columns})
    for heading in headings.columns:
        if heading.column not in found:
            own = [claim for claim in claims if claim.column == heading.column]
            found[heading.column] = _told(own, taken)
    return found


def _claims(heading: Heading, of: Contents, headings: Headings, hint: str) -> Iterator[Claim]:
    for field, words in heading.meant:
        if field in _REFS and of.refs > _MOSTLY and of.words <= _FEW_WORDS:
            yield Claim(heading.column, _REFS[field], min(words, _A_REF), words)
        if field == "priority" and of.words >= _FEW_WORDS and max(of.shorts, of.refs) < MARGIN:
            # "Safe homes" is one of the priorities, and no rating; beside an objective, its issue.
            field = "issue" if "aim" in headings.fields else "aim"  # noqa: PLW2901
        score = words + suits(field, of)
        if (
            field == "action"
            and WEAK <= words < SURE
            and _may_be_action(heading, of, headings, hint)
        ):
            score += 0.2
        yield Claim(heading.column, field, round(min(score, _MOST), 2), words)


def _may_be_action(heading: Heading, of: Contents, headings: Headings, hint: str) -> bool:
    """Whether "Title" or "Name" may be what is to be done: no person, no thing that is kept."""
    is_of_list = heading.text.casefold() != "name" or headings.fields & _OF_A_LIST
    return bool(is_of_list) and of.names <= _MOSTLY and _asks_for_action(headings, hint)


def _asks_for_action(headings: Headings, hint: str) -> bool:
    """Whether a table must say what is to be done, in a column that does not say that it does."""
    if {"action", "issue"} & headings.fields:
        return False
    is_followed = headings.fields >= _WHO_AND_WHEN and bool(headings.fields & _HOW_FAR)
    return is_followed or "action" in hint


def _taken(
    claims: list[Claim], contents: Mapping[int, Contents], texts: Mapping[int, str]
) -> dict[int, Claim]:
    """The claim that each column is given: the surest first, and each field once."""
    given: dict[int, Claim] = {}
    shut: set[str] = set()
    for claim in sorted(claims, key=lambda each: (-each.score, -each.by_words, each.column)):
        if claim.score < SURE or claim.column in given or claim.field in shut:
            continue
        if claim.field == "other":
            given[claim.column] = claim
            continue
        near = [other for other in claims if other.score > claim.score - MARGIN]
        rivals = [
            o
            for o in near
            if _is_rival(o, claim) and o.column not in given and not _is_rather(o, claims, shut)
        ]
        own = [o for o in near if o.column == claim.column and o.field not in {*shut, claim.field}]
        if rivals:
            shut.add(claim.field)
            alike = [claim, *rivals]
            is_of_periods = claim.field in _EARLIER and are_of_periods(
                [texts[each.column] for each in alike]
            )
            if claim.field == "lead" and are_numbered([texts[each.column] for each in alike]):
                first = min(alike, key=lambda each: each.column)
                given[first.column] = first
            elif claim.field == "progress" or is_of_periods:
                chosen = _latest(alike, contents, texts)
                given[chosen.column] = chosen
        elif own and not _is_ranked(claim, own):
            given[claim.column] = claim._replace(field="")
        else:
            shut.add(claim.field)
            given[claim.column] = claim
    return {column: claim for column, claim in given.items() if claim.field}


def are_numbered(headings: Sequence[str]) -> bool:
    """Whether headings differ by a number at their end alone: Owner 1, Owner 2."""
    rests = {_NUMBER.sub("", heading).casefold() for heading in headings}
    return len(rests) == 1 and all(map(_NUMBER.search, headings))


def _is_rival(other: Claim, claim: Claim) -> bool:
    is_another = other.field == claim.field and other.column != claim.column
    # "Recommendation" beside "Learning point": what stands under both suits, and one is the word.
    return is_another and other.score >= SURE and other.by_words > claim.by_words - MARGIN


def _is_rather(claim: Claim, claims: list[Claim], shut: set[str]) -> bool:
    """Whether a column is more surely something else that is still to be had."""
    return any(
        other.column == claim.column and other.score > claim.score and other.field not in shut
        for other in claims
    )


def _is_ranked(claim: Claim, own: list[Claim]) -> bool:
    """Whether a column that may be two things is the one by its contents."""
    return all(claim.score - claim.by_words > other.score - other.by_words for other in own)


def _latest(
    claims: list[Claim], contents: Mapping[int, Contents], texts: Mapping[int, str]
) -> Claim:
    """Of columns that are alike, one for each period: the latest that says anything."""
    filled = [claim for claim in claims if contents[claim.column].filled] or claims
    in_order = sorted(filled, key=lambda each: each.column)
    return in_order[0 if are_latest_first([texts[each.column] for each in in_order]) else -1]


def _told(own: list[Claim], given: Mapping[int, Claim]) -> FoundField:
    """What is told of a column by its *own* claims, of which *given* has the one it was given."""
    taken = next((given[claim.column] for claim in own if claim.column in given), None)
    best = taken or max(own, key=lambda each: each.score, default=None)
    if best is None:
        return FoundField("", 0.0, "", _NOTHING)
    if best.field == "other":
        return FoundField("", best.score, "", _NO_COLUMN)
    if taken is not None:
        why = _BY_BOTH if taken.score > taken.by_words else _BY_HEADING
        return FoundField(taken.field, taken.score, "", why)
    is_behind = best.field in ("lead", "issue") and 0 < best.by_words - best.score <= BEHIND
    if best.score >= SURE or is_behind:
        is_earlier = any(claim.field == best.field for claim in given.values())
        why = _EARLIER.get(best.field, _TWICE) if is_earlier else _TWICE
    else:
        why = _AGAINST if best.by_words >= SURE else _NOT_SURE
    return FoundField("", max(best.score, 0.0), best.field, why)
