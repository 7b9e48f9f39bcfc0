"""The catalogue as a whole: what every rule must have, and that each has its cases."""

import re
from dataclasses import replace
from datetime import date

import pytest
import test_rules_dates
import test_rules_ownership
import test_rules_people
import test_rules_progress
import test_rules_reporting
import test_rules_sheets
import test_rules_structure
import test_rules_text
import test_rules_timescales
import test_suppressions
from builders import ON
from rule_cases import Case, findings

from actionbook.operations.check import check, is_found_again
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Plan
from actionbook.plan.past import NO_PAST, Past, Seen
from actionbook.rules import RULES, Rule, Severity
from actionbook.rules.catalogue import Fix, Hits, rule

CASES: tuple[Case, ...] = (
    *test_rules_structure.CASES,
    *test_rules_sheets.CASES,
    *test_rules_ownership.CASES,
    *test_rules_people.CASES,
    *test_rules_dates.CASES,
    *test_rules_timescales.CASES,
    *test_rules_progress.CASES,
    *test_rules_reporting.CASES,
    *test_rules_text.CASES,
    *test_suppressions.CASES,
)
FINDINGS = [finding for case in CASES for finding in findings(case.plan, case.asked)]
BLOCKING = {
    f"AB{number}" for number in (101, 102, 103, 105, 107, 108, 110, 112, 115, 116, 304, 602)
}
QUOTED = re.compile('"[^"]*"')
PYTHON = re.compile(r"None|True|False|\w_\w|date\(|[<>{}\[\]]|\d{4}-\d\d-\d\d")
OF_THE_CELL = {"AB113", "AB507", "AB509", "AB708"} | {f"AB{n}" for n in range(701, 710)}
"""Rules whose findings are about the letters of a cell, whoever's it is."""
CATALOGUE = """
101 E 102 E 103 E 104 E 105 E 106 I 107 E 108 E 109 W 110 E 111 W 112 E 113 W 114 W 115 E 116 E
117 W 118 W 119 W 120 W
201 E 202 W 203 W 204 W 206 W 207 I 208 I 209 I
301 E 302 E 303 W 304 E 305 W 307 W 308 I 309 W 310 W 311 W 312 E 313 W 314 I 315 W 316 W 317 W
318 E 319 W 320 W 321 W
401 E 402 E 403 W 404 W 405 W 406 W 407 W 408 W 409 E 410 W 411 W 412 E 413 W 414 E 415 W 416 W
501 I 502 I 503 I 504 I 505 I 506 I 507 I 509 I
601 W 602 E 603 W 604 W 605 W
701 W 702 W 704 W 705 E 706 I 707 W 708 W 709 W
"""
"""Every code that there is, and whether it is wrong (E), deserves a look (W) or informs (I)."""
FIXED = {
    Fix.SAFE: {"AB109", "AB116", "AB401", "AB701", "AB702", "AB705", "AB708"},
    Fix.SUGGESTED: {"AB102", "AB104", "AB113", "AB303", "AB307", "AB315", "AB704", "AB709"},
}


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


def test_the_catalogue_is_whole_and_each_rule_as_wrong_as_it_says() -> None:
    words = CATALOGUE.split()
    listed = dict(zip(words[::2], words[1::2], strict=True))

    assert {each.code[2:]: each.severity.upper()[0] for each in RULES} == listed


def test_what_the_tool_may_mend_by_itself_and_what_it_suggests() -> None:
    for fix, codes in FIXED.items():
        assert {each.code for each in RULES if each.fixes is fix} == codes
    for each in RULES:
        assert (each.fixes is not Fix.NONE) == ("\nFix: " in each.explanation), each.code


def test_what_is_wrong_and_what_to_type_take_thirty_words_at_most() -> None:
    longest = max(FINDINGS, key=lambda finding: len(f"{finding.message} {finding.fix}".split()))

    assert len(f"{longest.message} {longest.fix}".split()) <= 30, longest


def test_the_rules_that_look_back_are_those_that_say_so() -> None:
    def asked() -> tuple[Seen, ...]:
        raise LookupError

    looked = set()
    for case in CASES:
        standing = as_it_stands(replace(case.plan, past=Past(asked)), on=ON)
        for each in RULES:
            try:
                list(each(standing, ON))
            except LookupError:
                looked.add(each.code)

    assert looked == {each.code for each in RULES if each.looks_back}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.plan.past.rows], ids=lambda case: case.name
)
def test_a_past_that_changes_what_is_found_is_told_from_one_that_does_not(case: Case) -> None:
    bare = replace(case.plan, past=NO_PAST)
    report = check(case.plan, on=ON)
    is_same = check(bare, on=ON).findings == report.findings

    assert is_found_again(report, bare, on=ON) == is_same
    assert is_found_again(report, replace(case.plan, fingerprint="other"), on=ON)


def test_messages_are_sentences_in_an_officers_words() -> None:
    for finding in FINDINGS:
        for sentence in (finding.message, finding.fix):
            assert sentence[0].isupper() or sentence[0] == '"', finding
            assert sentence[-1] in ".?", finding
            assert not PYTHON.search(QUOTED.sub("", sentence)), finding


def test_a_finding_on_an_action_names_its_ref() -> None:
    for finding in FINDINGS:
        if finding.ref and finding.code not in {"AB107", "AB110", "AB117"} | OF_THE_CELL:
            assert finding.ref in finding.message, finding


def test_a_rule_is_named_after_its_function_and_explained_by_its_docstring() -> None:
    @rule("AB999", Severity.INFO, since="9.9")
    def lost_in_the_post(_plan: Plan, _on: date) -> Hits:
        """It was lost in the post."""
        return iter(())

    assert lost_in_the_post.name == "lost-in-the-post"
    assert lost_in_the_post.explanation == "It was lost in the post."
    assert not lost_in_the_post.blocks
