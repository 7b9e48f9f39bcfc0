"""What the other columns of a table say of one: claims that they make surer, or undo."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from actionbook.imports.column_claims import MARGIN, Claim, told_apart
from actionbook.imports.column_contents import Contents
from actionbook.imports.column_suits import suits
from actionbook.imports.date_words import MONTH
from actionbook.imports.heading_rows import SURE, WEAK, Headings
from actionbook.plan.late import late

__all__ = ["BEHIND", "in_context"]

BEHIND: Final = 0.3
"""What it takes off a lead who oversees, or a body that does, that another column names who."""
_MOST = 1.0
_MOSTLY = 0.6  # of the cells
_NEARLY_ALL = 0.8
_LABEL = 5  # words of a cell, on average
_TARGET = 0.6  # how sure the heading "Target" makes us
_WHEN_DONE = frozenset({"completed_on", "timescale"})
_OVERSEES = late(
    r"\b(?:sro|exec(?:utive)?|sponsor|strategic|accountable|overall|senior|corporate|slt|cmt)\b",
    re.IGNORECASE,
)
_FIRST = late(r"orig|baseline").search
_AN_END = 0.75  # how sure "End" beside "Start" makes us of the deadline
_AN_ANSWER = 0.8  # how sure a response to a finding makes us of the action
_A_LEAD = 0.85  # how sure "Lead service" makes us that no other column names the lead
_STATES = frozenset({"status", "completed_on", "percent", "progress"})
_ONE_STATE = late(r"(?:not started|in progress|on track|off track)\W*")
_LEADS = late(r"\b(?:lead|owner|responsible|accountable)", re.IGNORECASE)
_DAYS = frozenset({"timescale", "revised_due", "completed_on", "start", "added_on"})
_DATE = late(r"\W*dates?\W*")
_A_BODY = late(
    r"\b(?:agency|agencies|organi[sz]ations?|partners?|body|bodies|departments?|dept|services?|teams?"
    r"|units?|directorates?|divisions?|faculty|groups?)\W*$",
    re.IGNORECASE,
)
_BY_WHOM = 0.8  # how sure "Implementation by" makes us of the lead where no times stand under it
_A_STEP = 0.78  # how sure milestones make us of the action, where what they are of comes again
_WHOLE = 0.95  # how surely the very words make us of a field
_SEVERAL = 2
_BY_DAY = 0.8  # how sure several days for headings make us of progress
_DAY = late(
    r"(?:w[/ ]?[cbe]\W*)?(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    rf"|\d{{1,2}}\W+{MONTH}(?:\W+\d{{2,4}})?)\W*",
    re.IGNORECASE,
)
_LOOSE = 0.8  # at most, how surely a heading that may mean something larger means the action


def in_context(
    claims: list[Claim],
    headings: Headings,
    contents: Mapping[int, Contents],
    deadlines: Collection[int],
) -> Iterator[Claim]:
    """Claims that other columns make surer, or undo."""
    sure = {claim.field: claim for claim in claims if claim.score >= SURE + MARGIN}
    text = {heading.column: heading.text.casefold() for heading in headings.columns}
    original = [c.column for c in claims if c.field == "timescale" and _FIRST(text[c.column])]
    claims = list(_told_by_day(claims, text, contents))
    claims = list(_answered(list(_who_does(claims, text, contents)), contents))
    claims = list(_led_by_services(list(_to_be_done(claims, text)), text))
    claims = list(_narrowed(list(_recommended(claims, text))))
    claims = list(_measured(claims, contents))
    claims = list(_dated_behind(list(_finest(claims, contents)), text, contents, deadlines))
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
            score -= BEHIND  # "Complete" beside "Not started": a tick under one of them
        is_other = claim.column not in original and len(original) == 1
        if claim.field == "timescale" and is_other and claim.score >= SURE:
            yield Claim(claim.column, "revised_due", 0.8, claim.by_words)
            score -= BEHIND  # "Due date" beside "Original due date"
        yield claim._replace(score=round(min(score, _MOST), 2))


def _who_does(
    claims: list[Claim], text: Mapping[int, str], contents: Mapping[int, Contents]
) -> Iterator[Claim]:
    """Claims of who leads: who does it goes before who oversees it, and somebody before a body."""
    doers = {claim.column for claim in claims if claim.field == "lead" and claim.score >= SURE}
    doers -= {column for column in doers if _OVERSEES.search(text[column])}
    bodies = {column for column in doers if _A_BODY.search(text[column])}
    doers = doers - bodies or doers  # "Lead officer" beside "Lead agency"
    whens = [claim for claim in claims if claim.field == "timescale" and claim.by_words >= SURE]
    untimely = {claim.column for claim in whens if contents[claim.column].whens == 0}
    is_dated = any(contents[claim.column].whens > _MOSTLY for claim in whens)
    for claim in claims:
        if claim.field != "lead" or claim.column in doers:
            yield claim
        elif doers:
            # "SRO" beside "Action owner", "Lead agency" beside "Lead officer".
            yield claim._replace(score=round(claim.score - BEHIND, 2))
        elif is_dated and claim.column in untimely and contents[claim.column].words <= _LABEL:
            yield claim._replace(score=_BY_WHOM)  # "Implementation by" over posts
        else:
            yield claim


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
        if claim.field == "action" and "issue" in fields and "resolution" in text[claim.column]:
            continue  # how an issue was settled: it is what is to be done where a council resolves
        if has_findings and claim.field == "issue" and "recommend" in text[claim.column]:
            yield claim._replace(field="action")
        elif has_findings and are_answered and claim.field == "response" and claim.score >= SURE:
            yield claim._replace(field="action", score=_AN_ANSWER)
        else:
            yield claim


def _recommended(claims: list[Claim], text: Mapping[int, str]) -> Iterator[Claim]:
    """Of what was found and what is recommended, this is the issue of what is to be done."""
    sure = [claim for claim in claims if claim.score >= SURE]
    issues = {claim.column for claim in sure if claim.field == "issue"}
    asked = {column for column in issues if "recommend" in text[column]}
    does = min((claim.column for claim in sure if claim.field == "action"), default=0)
    for claim in claims:
        if claim.field == "issue" and 0 < does < claim.column and "risk" in text[claim.column]:
            # "Risks / issues" behind the action are what may go wrong with it.
            yield claim._replace(field="risk_factors")
            continue
        is_found = claim.field == "issue" and claim.column in issues - asked
        is_behind = is_found and len(asked) == 1
        yield claim._replace(score=round(claim.score - 2 * MARGIN, 2)) if is_behind else claim


def _narrowed(claims: list[Claim]) -> Iterator[Claim]:
    """Of an aim and its objective, which stands behind it, this is the issue where none is."""
    sure = [claim for claim in claims if claim.score >= SURE]
    aims = sorted(claim.column for claim in sure if claim.field == "aim")
    has_issue = any(claim.field == "issue" for claim in sure)
    for claim in claims:
        is_narrow = len(aims) == _SEVERAL and claim.column == aims[1] and claim.field == "aim"
        yield claim._replace(field="issue") if is_narrow and not has_issue else claim


def _measured(claims: list[Claim], contents: Mapping[int, Contents]) -> Iterator[Claim]:
    """Progress in per cent is how much of it is done, where no other column is."""
    is_told = any(claim.field == "percent" and claim.score >= SURE for claim in claims)
    for claim in claims:
        is_share = claim.field == "progress" and contents[claim.column].percents > _MOSTLY
        if is_share and claim.by_words >= SURE and not is_told:
            yield claim._replace(field="percent", score=claim.by_words)
        else:
            yield claim


def _told_by_day(
    claims: list[Claim], text: Mapping[int, str], contents: Mapping[int, Contents]
) -> Iterator[Claim]:
    """What is told under several days, each a heading, is progress where no other column is."""
    days = {
        column
        for column, words in text.items()
        if _DAY.fullmatch(words) and contents[column].words >= _SEVERAL  # no cross
        if suits("progress", contents[column]) >= 0
    }
    has_progress = any(claim.field == "progress" and claim.score >= SURE for claim in claims)
    if len(days) < _SEVERAL or has_progress:
        yield from claims
        return
    yield from (claim for claim in claims if claim.column not in days)
    yield from (Claim(column, "progress", _BY_DAY, _BY_DAY) for column in sorted(days))


def _answered(claims: list[Claim], contents: Mapping[int, Contents]) -> Iterator[Claim]:
    """What managers say to a recommendation is their response, where another is its progress."""
    told = {c.column for c in claims if c.field == "progress" and c.by_words >= _WHOLE}
    both = {c.column for c in claims if c.field == "response" and WEAK <= c.by_words < SURE} - told
    both = {column for column in both if told and contents[column].words <= _LABEL}
    for claim in claims:
        if claim.column not in both:
            yield claim
        elif claim.field == "response":
            yield claim._replace(score=_AN_ANSWER)


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


def _dated_behind(
    claims: list[Claim],
    text: Mapping[int, str],
    contents: Mapping[int, Contents],
    deadlines: Collection[int],
) -> Iterator[Claim]:
    """
    Claims with "Date" behind what is to be done for its deadline, where no other column is a day.

    Before it "Date" may be the day on which it was raised; and behind a state, that on which it
    was done, unless what is open has one.
    """
    sure = [claim for claim in claims if claim.score >= SURE]
    does = min((claim.column for claim in sure if claim.field == "action"), default=0)
    whens = {c.column for c in claims if c.field in _DAYS and c.score >= WEAK - MARGIN}
    states = {claim.column for claim in sure if claim.field in _STATES | {"rag"}}
    for claim in claims:
        at = claim.column
        is_deadline = (
            claim.field == "timescale"
            and _DATE.fullmatch(text[at])
            and 0 < does < at
            and whens == {at}
            and contents[at].whens > _MOSTLY
            and (at in deadlines or at < min(states, default=at + 1))
        )
        yield claim._replace(score=_AN_END, by_words=_AN_END) if is_deadline else claim


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


def _finest(claims: list[Claim], contents: Mapping[int, Contents]) -> Iterator[Claim]:
    """
    Claims with the smallest of what is to be done for the action: of a deliverable its milestones.

    Only where the larger comes again and they do not; it is their issue then.
    """
    may_be = [claim for claim in claims if claim.field == "action" and claim.score >= WEAK]
    large = [claim for claim in may_be if claim.score >= SURE]
    small = [claim for claim in may_be if claim not in large]
    is_so = (
        len(large) == len(small) == 1
        and large[0].by_words <= _LOOSE
        and contents[large[0].column].distinct < _NEARLY_ALL
        and contents[small[0].column].distinct == _MOST
        and contents[small[0].column].filled >= contents[large[0].column].filled
    )
    has_issue = any(claim.field == "issue" and claim.score >= SURE for claim in claims)
    for claim in claims:
        if is_so and claim == large[0]:
            if not has_issue:
                yield claim._replace(field="issue")
        else:
            yield claim._replace(score=_A_STEP) if is_so and claim == small[0] else claim
