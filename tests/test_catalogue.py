"""The catalogue as a whole: what every rule must have, and that each has its cases."""

import re
from datetime import date

import pytest
import test_rules_dates
import test_rules_ownership
import test_rules_progress
import test_rules_structure
import test_suppressions
from builders import ON
from rule_cases import Case

from actionbook.operations.check import check
from actionbook.plan.model import Plan
from actionbook.rules import RULES, Rule, Severity
from actionbook.rules.catalogue import Hits, rule

CASES: tuple[Case, ...] = (
    *test_rules_structure.CASES,
    *test_rules_ownership.CASES,
    *test_rules_dates.CASES,
    *test_rules_progress.CASES,
    *test_suppressions.CASES,
)
FINDINGS = [finding for case in CASES for finding in check(case.plan, on=ON).findings]
BLOCKING = {"AB101", "AB102", "AB103", "AB105", "AB107", "AB108", "AB110", "AB112", "AB116"}
PYTHON = re.compile(r"None|True|False|\w_\w|date\(|[<>{}\[\]]|\d{4}-\d\d-\d\d")
WARNINGS = {"AB117", "AB118", "AB119", "AB202", "AB204", "AB303", "AB320"}


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_every_rule_says_why_and_shows_a_bad_cell_and_a_good_one(each: Rule) -> None:
    lines = each.explanation.splitlines()
    labels = [line.partition(":")[0] for line in lines if re.match(r"[A-Z]\w+: ", line)]

    assert not lines[0].startswith("Why")
    assert labels[:3] == ["Why", "Example", "Instead"]
    assert set(labels[3:]) <= {"Fix", "Settings"}


def test_codes_ascend() -> None:
    codes = [each.code for each in RULES]

    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"AB[1-7]\d\d", code) for code in codes)


def test_names_are_used_once() -> None:
    assert len({each.name for each in RULES}) == len(RULES)


def test_every_rule_fires_in_some_case() -> None:
    assert {finding.code for finding in FINDINGS} == {each.code for each in RULES}


def test_just_the_rules_that_would_mislead_a_committee_block() -> None:
    assert {each.code for each in RULES if each.blocks} == BLOCKING


def test_what_is_only_worth_a_look_is_a_warning() -> None:
    assert {each.code for each in RULES if each.severity is Severity.WARNING} == WARNINGS
    assert {each.severity for each in RULES} == {Severity.ERROR, Severity.WARNING}


def test_what_is_wrong_and_what_to_type_take_thirty_words_at_most() -> None:
    longest = max(FINDINGS, key=lambda finding: len(f"{finding.message} {finding.fix}".split()))

    assert len(f"{longest.message} {longest.fix}".split()) <= 30, longest


def test_messages_are_sentences_in_an_officers_words() -> None:
    for finding in FINDINGS:
        for sentence in (finding.message, finding.fix):
            assert sentence[0].isupper() or sentence[0] == '"', finding
            assert sentence[-1] in ".?", finding
            assert not PYTHON.search(sentence), finding


def test_a_finding_on_an_action_names_its_ref() -> None:
    for finding in FINDINGS:
        if finding.ref and finding.code not in {"AB107", "AB110", "AB117"}:
            assert finding.ref in finding.message, finding


def test_a_rule_is_named_after_its_function_and_explained_by_its_docstring() -> None:
    @rule("AB999", Severity.INFO, since="9.9")
    def lost_in_the_post(_plan: Plan, _on: date) -> Hits:
        """It was lost in the post."""
        return iter(())

    assert lost_in_the_post.name == "lost-in-the-post"
    assert lost_in_the_post.explanation == "It was lost in the post."
    assert not lost_in_the_post.blocks
