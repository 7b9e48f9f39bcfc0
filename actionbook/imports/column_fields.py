"""Which field each column of a table is, of all that their headings and contents allow."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from actionbook.imports.column_claims import Claim, told_apart
from actionbook.imports.column_contents import Contents
from actionbook.imports.column_suits import suits
from actionbook.imports.heading_periods import are_of_periods
from actionbook.imports.heading_rows import SURE, WEAK, Heading, Headings
from actionbook.imports.our_columns import columns_of_ours
from actionbook.plan.late import late

__all__ = ["FoundField", "are_numbered", "fields_of"]

_MARGIN = 0.1  # by which one of two columns is clearly the surer
_MOST = 1.0
_TARGET = 0.6  # how sure the heading "Target" makes us
_MOSTLY = 0.6  # of the cells
_FEW_WORDS = 2  # of a cell, on average
_A_REF = 0.85  # how sure "Rec" makes us of a number, where numbers stand under it
_WHEN_DONE = frozenset({"completed_on", "timescale"})
_OVERSEES = late(
    r"\b(?:sro|exec(?:utive)?|sponsor|strategic|accountable|overall|senior|corporate|slt|cmt)\b",
    re.IGNORECASE,
)
_FIRST = late(r"orig|baseline").search
_BEHIND = 0.3  # what it takes off a lead who oversees that another column names who does it
_AN_END = 0.75  # how sure "End" beside "Start" makes us of the deadline
_AN_ANSWER = 0.8  # how sure a response to a finding makes us of the action
_A_LEAD = 0.85  # how sure "Lead service" makes us that no other column names the lead
_STATES = frozenset({"status", "completed_on", "percent", "progress"})
_ONE_STATE = late(r"(?:not started|in progress|on track|off track)\W*")
_WHO_AND_WHEN = frozenset({"lead", "timescale"})
_HOW_FAR = frozenset({"status", "rag", "progress"})
_REFS: Final = {"issue": "issue_ref", "action": "ref"}
_LEADS = late(r"\b(?:lead|owner|responsible|accountable)", re.IGNORECASE)
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
    claims = list(_in_context(claims, headings, contents, deadlines))
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
        if field == "priority" and of.words >= _FEW_WORDS and max(of.shorts, of.refs) < _MARGIN:
            field = "aim"  # noqa: PLW2901 - "Safe homes" is one of the priorities, and no rating
        score = words + suits(field, of)
        if field == "action" and WEAK <= words < SURE and _asks_for_action(headings, hint):
            score += 0.2
        yield Claim(heading.column, field, round(min(score, _MOST), 2), words)


def _asks_for_action(headings: Headings, hint: str) -> bool:
    """Whether a table must say what is to be done, in a column that does not say that it does."""
    if {"action", "issue"} & headings.fields:
        return False
    is_followed = headings.fields >= _WHO_AND_WHEN and bool(headings.fields & _HOW_FAR)
    return is_followed or "action" in hint


def _in_context(
    claims: list[Claim],
    headings: Headings,
    contents: Mapping[int, Contents],
    deadlines: Collection[int],
) -> Iterator[Claim]:
    """Claims that other columns make surer, or undo."""
    sure = {claim.field: claim for claim in claims if claim.score >= SURE + _MARGIN}
    text = {heading.column: heading.text.casefold() for heading in headings.columns}
    doers = {c.column for c in claims if c.field == "lead" and c.score >= SURE}
    doers -= {column for column in doers if _OVERSEES.search(text[column])}
    original = [c.column for c in claims if c.field == "timescale" and _FIRST(text[c.column])]
    claims = list(_led_by_services(list(_to_be_done(claims, text)), text))
    claims = list(told_apart(claims, text, contents))
    is_ticked = any(_ONE_STATE.fullmatch(words) for words in text.values())
    for claim in _from_start_to_end(claims, contents):
        of = contents[claim.column]
        score = claim.score
        is_weak = claim.by_words < SURE
        if claim.field in _WHEN_DONE and "completion" in text[claim.column] and is_weak:
            score = _completion(claim, sure.get("timescale"), of, deadlines)
        elif claim.field == "completed_on" and is_weak:
            score += 0.15 if of.dates > _MOSTLY else -0.2  # a day it was done, or "Yes"
        elif claim.field == "timescale" and claim.by_words == _TARGET and of.whens > _MOSTLY:
            score = 0.85  # a target is a date where dates stand under it
        elif is_ticked and claim.field in _STATES and is_weak:
            score -= _BEHIND  # "Complete" beside "Not started": a tick under one of them
        elif claim.field == "lead" and doers and claim.column not in doers:
            score -= _BEHIND  # "SRO" beside "Action owner"
        is_other = claim.column not in original and len(original) == 1
        if claim.field == "timescale" and is_other and claim.score >= SURE:
            yield Claim(claim.column, "revised_due", 0.8, claim.by_words)
            score -= _BEHIND  # "Due date" beside "Original due date"
        yield claim._replace(score=round(min(score, _MOST), 2))


def _to_be_done(claims: list[Claim], text: Mapping[int, str]) -> Iterator[Claim]:
    """
    Claims with what is to be done found where no column is headed as actions.

    Of findings that are each with a recommendation that is it; without one, their response.
    """
    sure = [claim for claim in claims if claim.score >= SURE]
    fields = {claim.field for claim in sure}
    issues = ["recommend" in text[claim.column] for claim in sure if claim.field == "issue"]
    has_findings = "action" not in fields and not all(issues)
    are_answered = not any(issues) and {"response", "lead"} <= fields and "aim" not in fields
    for claim in claims:
        if has_findings and claim.field == "issue" and "recommend" in text[claim.column]:
            yield claim._replace(field="action")
        elif has_findings and are_answered and claim.field == "response" and claim.score >= SURE:
            yield claim._replace(field="action", score=_AN_ANSWER)
        else:
            yield claim


def _led_by_services(claims: list[Claim], text: Mapping[int, str]) -> Iterator[Claim]:
    """A service that leads is the lead of an action where no column names another."""
    leads = {claim.column for claim in claims if claim.field == "lead" and claim.score >= SURE}
    for claim in claims:
        is_service = claim.field == "lead_directorate" and _LEADS.search(text[claim.column])
        if is_service and leads <= {claim.column}:
            yield claim._replace(field="lead", score=_A_LEAD)
        else:
            yield claim


def _from_start_to_end(claims: list[Claim], contents: Mapping[int, Contents]) -> Iterator[Claim]:
    """The end beside a start is the deadline, where days stand under it."""
    starts = any(claim.field == "start" and claim.score >= SURE for claim in claims)
    for claim in claims:
        is_end = claim.field == "timescale" and WEAK <= claim.by_words < SURE
        if is_end and starts and contents[claim.column].whens > _MOSTLY:
            yield claim._replace(score=max(claim.score, _AN_END), by_words=_AN_END)
        else:
            yield claim


def _completion(
    claim: Claim, when: Claim | None, of: Contents, deadlines: Collection[int]
) -> float:
    """'Completion date': the day it was done where another column is the deadline; else unsure."""
    if when is not None and when.column != claim.column:
        return 0.85 if claim.field == "completed_on" and of.whens >= of.dates else 0.4
    if claim.column in deadlines:
        return 0.8 if claim.field == "timescale" else 0.4
    if claim.field == "timescale" and of.whens - of.dates > 0.2:  # noqa: PLR2004 - "Ongoing", "TBC"
        return 0.8
    return 0.6


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
        near = [other for other in claims if other.score > claim.score - _MARGIN]
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
                chosen = _latest(alike, contents)
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
    return is_another and other.score >= SURE and other.by_words > claim.by_words - _MARGIN


def _is_rather(claim: Claim, claims: list[Claim], shut: set[str]) -> bool:
    """Whether a column is more surely something else that is still to be had."""
    return any(
        other.column == claim.column and other.score > claim.score and other.field not in shut
        for other in claims
    )


def _is_ranked(claim: Claim, own: list[Claim]) -> bool:
    """Whether a column that may be two things is the one by its contents."""
    return all(claim.score - claim.by_words > other.score - other.by_words for other in own)


def _latest(claims: list[Claim], contents: Mapping[int, Contents]) -> Claim:
    """Of columns that are alike, one for each period: the last that says anything."""
    filled = [claim for claim in claims if contents[claim.column].filled]
    return max(filled or claims, key=lambda each: each.column)


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
    is_behind = best.field == "lead" and 0 < best.by_words - best.score <= _BEHIND
    if best.score >= SURE or is_behind:
        is_earlier = any(claim.field == best.field for claim in given.values())
        why = _EARLIER.get(best.field, _TWICE) if is_earlier else _TWICE
    else:
        why = _AGAINST if best.by_words >= SURE else _NOT_SURE
    return FoundField("", max(best.score, 0.0), best.field, why)
