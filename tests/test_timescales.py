"""Timescales: what officers write, and the dates that it means."""

from datetime import date

import pytest
from timescale_cases import CASES, SEED_CASES, WORKED_EXAMPLES, Case

from actionbook.plan.timescales import Timescale, parse_timescale


def short(found: Timescale) -> str:
    """A reading as the cases write it."""
    if found.milestones:
        dates = [day.isoformat() for day in found.milestones]
    elif found.start:
        dates = [f"{found.start}..{found.due or ''}"]
    else:
        dates = [found.due.isoformat()] if found.due else []
    review = [f"review={found.review}"] if found.review else []
    every = [found.every] if found.every else []
    refs = [f"#{ref}" for ref in found.refs]
    doubt = ["?"] if found.ambiguous else []
    return " ".join([found.kind.value, *dates, *every, *review, *refs, *doubt])


@pytest.mark.parametrize("case", WORKED_EXAMPLES, ids=lambda case: case.text or "nothing")
def test_worked_examples_read_as_the_contract_says(case: Case) -> None:
    assert short(parse_timescale(case.text, reference=case.reference)) == case.expected


@pytest.mark.parametrize("case", SEED_CASES, ids=lambda case: case.text)
def test_timescales_of_real_plans_read_as_the_committee_would(case: Case) -> None:
    assert short(parse_timescale(case.text, reference=case.reference)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text or "nothing")
def test_officers_words_read_as_they_mean(case: Case) -> None:
    assert short(parse_timescale(case.text, reference=case.reference)) == case.expected
