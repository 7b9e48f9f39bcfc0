"""AB1xx: tables, headings and refs."""

from dataclasses import replace

import pytest
from builders import ON, plan
from rule_cases import Case, found, without_column

from actionbook.operations.check import check
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Issue, Plan
from actionbook.plan.structure import Fault, FaultKind, Place

A1 = CellRef("Actions", 1, 1)
C1 = CellRef("Actions", 1, 3)
A9 = CellRef("Actions", 9, 1)
D3 = CellRef("Actions", 3, 4)
ISSUES = Place("Issues", {"ref": 1, "issue": 3})
K2 = CellRef("Meetings", 2, 11)


def faulty(*faults: Fault) -> Plan:
    sound = plan({}, {})
    return replace(sound, structure=sound.structure._replace(faults=faults))


CASES = (
    Case("a sound plan", plan({}, {})),
    Case(
        "a table goes by another name",
        faulty(Fault(FaultKind.TABLE_MISSING, A1, "Issues", near="Table3")),
        ("AB101 Actions!A1",),
    ),
    Case(
        "a table is nowhere",
        faulty(Fault(FaultKind.TABLE_MISSING, A1, "Settings")),
        ("AB101 Actions!A1",),
    ),
    Case(
        "a heading is misspelt",
        faulty(Fault(FaultKind.COLUMN_MISSING, A1, "Timescale", near="Timscale")),
        ("AB102 Actions!A1",),
    ),
    Case(
        "a column is nowhere",
        faulty(Fault(FaultKind.COLUMN_MISSING, A1, "Status")),
        ("AB102 Actions!A1",),
    ),
    Case(
        "two headings are the same",
        faulty(Fault(FaultKind.HEADING_TWICE, C1, "Lead", near="Lead")),
        ("AB103 Actions!C1",),
    ),
    Case(
        "two headings mean the same",
        faulty(Fault(FaultKind.HEADING_TWICE, C1, "Responsible officer", near="Owner")),
        ("AB103 Actions!C1",),
    ),
    Case(
        "a blank row stands in the table",
        faulty(Fault(FaultKind.BLANK_ROW, A9, "Actions")),
        ("AB105 ref 9",),
    ),
    Case(
        "a row stands under the table",
        faulty(Fault(FaultKind.ROWS_BELOW, A9, "9a", near="Actions")),
        ("AB105 ref 9",),
    ),
    Case(
        "a row of the sheet beside is of no action",
        faulty(Fault(FaultKind.NOBODYS_ROW, CellRef("Plan columns", 4, 1), "4b", ref="4b")),
        ("AB120 'Plan columns'!A4",),
    ),
    Case("an action has no ref", plan({}, {"ref": ""}), ("AB107 ref 3",)),
    Case(
        "an action has neither ref nor words",
        plan({"ref": "", "action": ""}),
        ("AB107 ref 2",),
    ),
    Case("a blank ref is nobody's where the column is missing", without_column("ref", ref="")),
    Case(
        "an issue has no ref",
        plan(
            {},
            issues=(
                Issue(2, "1", place=ISSUES),
                Issue(3, "", issue="Staff hear late", place=ISSUES),
            ),
        ),
        ("AB107 Issues!A3",),
    ),
    Case(
        "two blank refs are not one ref twice",
        plan({"ref": ""}, {"ref": ""}),
        ("AB107 ref 2", "AB107 ref 3"),
    ),
    Case("a ref is used twice", plan({"ref": "5a"}, {}, {"ref": "5a"}), ("AB108 ref 4",)),
    Case(
        "capitals do not make it another ref",
        plan({"ref": "5a"}, {"ref": "5A"}),
        ("AB108 ref 3",),
    ),
    Case("1.1 and 1.10 are two refs", plan({"ref": "1.1"}, {"ref": "1.10"})),
    Case(
        "an issue stands twice",
        plan({}, issues=(Issue(2, "1", place=ISSUES), Issue(3, "1", place=ISSUES))),
        ("AB108 Issues!A3",),
    ),
    Case("an action may have its issue's ref", plan({"ref": "1", "issue": "1"})),
    Case("part of an action that is not there", plan({"part_of": "9z"}), ("AB110 part_of 2",)),
    Case("part of an action by other capitals", plan({"ref": "5a"}, {"part_of": "5A"})),
    Case(
        "part of an action by other marks",
        plan({"ref": "5a"}, {"part_of": "5(a)"}),
        ("AB110 part_of 3",),
    ),
    Case("an issue that is not there", plan({"issue": "7"}), ("AB110 issue 2",)),
    Case("an issue where the plan has no issues", plan({"issue": "7"}, issues=())),
    Case("no issue and part of nothing", plan({"issue": "", "part_of": ""})),
    Case(
        "a formula gives an error",
        faulty(Fault(FaultKind.FORMULA_ERROR, D3, "#REF!")),
        ("AB112 timescale_text 3",),
    ),
    Case(
        "a ref is stored as a number",
        faulty(Fault(FaultKind.REF_AS_NUMBER, A9, "1.1", ref="1.1")),
        ("AB116 ref 9",),
    ),
    Case("a colour typed into RAG", plan({"owned": {"rag": "Green"}}), ("AB117 rag 2",)),
    Case("nothing of the officer's", plan({"rag": "On track", "live": frozenset({"rag"})})),
    Case(
        "a value in a worked-out column of another table",
        faulty(Fault(FaultKind.VALUE_IN_TOOL_COLUMN, K2, "7 May")),
        ("AB117 Meetings!K2",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_structure_find_exactly(case: Case) -> None:
    assert found(case.plan) == case.expected


def one(broken: Plan) -> tuple[str, str]:
    (finding,) = check(broken, on=ON).findings
    return finding.message, finding.fix


def test_a_table_of_another_name_is_named_with_what_to_type() -> None:
    said = one(faulty(Fault(FaultKind.TABLE_MISSING, A1, "Issues", near="Table3")))

    assert said == (
        'There is no table called Issues; "Table3" may be it.',
        "Click in that table; on Table Design, type Issues as its Table Name.",
    )


def test_a_misspelt_heading_is_quoted_beside_the_one_meant() -> None:
    said = one(faulty(Fault(FaultKind.COLUMN_MISSING, A1, "Timescale", near="Timscale")))

    assert said == (
        'No column is headed Timescale; did you mean it by "Timscale"?',
        'Type Timescale over "Timscale".',
    )


def test_headings_that_mean_the_same_are_told_from_the_same_heading_twice() -> None:
    alike = one(faulty(Fault(FaultKind.HEADING_TWICE, C1, "Responsible officer", near="Owner")))
    same = one(faulty(Fault(FaultKind.HEADING_TWICE, C1, "Lead", near="lead")))

    assert alike[0] == (
        'The headings "Owner" and "Responsible officer" mean the same; '
        "only one of the columns is read."
    )
    assert same[0] == 'Two columns are headed "Lead"; only one of the columns is read.'


def test_a_second_use_of_a_ref_names_the_first() -> None:
    message, _ = one(plan({"ref": "5a"}, {"ref": "5A"}))

    assert message == "Ref 5A is used twice: Actions!A2 has it too."


def test_a_part_of_that_differs_only_in_marks_names_the_one_meant() -> None:
    _, fix = one(plan({"ref": "5a"}, {"part_of": "5(a)"}))

    assert fix == "Type 5a, if that is the one meant."


def test_a_value_that_both_reading_and_the_row_tell_of_is_said_once() -> None:
    broken = plan({"owned": {"rag": "Green"}})
    again = Fault(FaultKind.VALUE_IN_TOOL_COLUMN, CellRef("Actions", 2, 7), "Green")
    twice = replace(broken, structure=broken.structure._replace(faults=(again,)))

    assert found(twice) == ("AB117 rag 2",)


def test_a_column_is_called_what_this_workbook_calls_it() -> None:
    broken = plan({"owned": {"rag": "Green"}})
    seen = broken.structure.tables["Actions"]._replace(headings={"rag": "RAG rating"})
    renamed = replace(broken, structure=broken.structure._replace(tables={"Actions": seen}))

    assert one(renamed)[0].startswith('RAG rating of action 1 is worked out, but "Green"')


def test_a_fault_in_the_row_of_an_action_carries_its_ref_and_its_lead() -> None:
    a3 = CellRef("Actions", 3, 1)
    broken = faulty(
        Fault(FaultKind.REF_AS_NUMBER, a3, "2"), Fault(FaultKind.FORMULA_ERROR, D3, "#N/A")
    )
    number, formula = check(broken, on=ON).findings

    assert (number.ref, number.lead) == ("2", "JT")
    assert (formula.ref, formula.lead) == ("2", "JT")
    assert formula.message == (
        "A formula of action 2 gives #N/A, so nobody can tell what belongs in the cell."
    )


def test_a_fault_in_no_actions_row_says_where_it_is() -> None:
    elsewhere = CellRef("Issues", 3, 4)
    (finding,) = check(faulty(Fault(FaultKind.FORMULA_ERROR, elsewhere, "#N/A")), on=ON).findings

    assert (finding.ref, finding.lead) == ("", "")
    assert finding.message.startswith("A formula here gives #N/A")
