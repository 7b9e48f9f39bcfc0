"""AB104 to AB115: merges, hiding, formulas, refs that are badly formed, several actions at once."""

from dataclasses import replace

import pytest
from builders import plan
from rule_cases import Case, findings, found

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan
from actionbook.plan.structure import Fault, FaultKind

C3 = CellRef("Actions", 3, 3)
F3 = CellRef("Actions", 3, 6)
B1 = CellRef("Settings", 1, 2)


def faulty(*faults: Fault) -> Plan:
    sound = plan({}, {})
    return replace(sound, structure=sound.structure._replace(faults=faults))


def refs(*names: str) -> Plan:
    return plan(*({"ref": name} for name in names))


def worded(text: str) -> Plan:
    return plan({"action": text})


CASES = (
    Case("merged rows", faulty(Fault(FaultKind.MERGED, C3, "C3:C4")), ("AB104 lead 3",)),
    Case(
        "a sheet is hidden",
        faulty(Fault(FaultKind.SHEET_HIDDEN, B1, "Settings")),
        ("AB106 Settings!B1",),
        asked=("AB106",),
    ),
    Case(
        "hidden rows are an information",
        faulty(Fault(FaultKind.ROWS_HIDDEN, C3, "2")),
        ("AB106 lead 3",),
        asked=("AB106",),
    ),
    Case(
        "a filter that hides one row",
        faulty(Fault(FaultKind.FILTERED, C3, "1")),
        ("AB106 lead 3",),
        asked=("AB106",),
    ),
    Case("unless asked for, nothing of it", faulty(Fault(FaultKind.FILTERED, C3, "0"))),
    Case(
        "a formula for a date",
        faulty(Fault(FaultKind.FORMULA, F3, "=TODAY()", near="2026-11-22")),
        ("AB113 revised_due 3",),
    ),
    Case(
        "a formula with no result",
        faulty(Fault(FaultKind.FORMULA, F3, "=TODAY()")),
        ("AB113 revised_due 3",),
    ),
    Case(
        "dates from 1904",
        faulty(Fault(FaultKind.DATES_FROM_1904, B1, "")),
        ("AB114 Settings!B1",),
    ),
    Case("a stray full stop", refs("3", "4.", "5a"), ("AB109 ref 3",)),
    Case("stray brackets", refs("3a", "(4b)", "5a"), ("AB109 ref 3",)),
    Case("a space within", refs("3a", "4 b", "5a"), ("AB109 ref 3",)),
    Case("all have the full stop", refs("3.", "4.", "5.")),
    Case("dots, dashes, prefixes and brackets within", refs("1.10", "3-1", "R9", "5(a)", "Rec 4")),
    Case("part of itself", plan({"ref": "5a", "part_of": "5A"}), ("AB115 part_of 2",)),
    Case(
        "part of itself by way of another",
        plan({"ref": "5a", "part_of": "5b"}, {"ref": "5b", "part_of": "5a"}, {"part_of": "5b"}),
        ("AB115 part_of 3",),
    ),
    Case(
        "a step of a step of a step",
        plan({"ref": "5"}, {"ref": "5a", "part_of": "5"}, {"ref": "5b", "part_of": "5a"}),
    ),
    Case(
        "a whole number for a ref is no more than a warning",
        faulty(Fault(FaultKind.REF_AS_NUMBER, CellRef("Actions", 3, 1), "2", ref="2")),
        ("AB116 ref 3",),
    ),
    Case("a letter before each", worded("a) Survey the quay b) Let the work"), ("AB111 action 2",)),
    Case("bullets", worded("• Survey the quay\n• Let the work"), ("AB111 action 2",)),
    Case("numbers", worded("1. Survey the quay 2. Let the work"), ("AB111 action 2",)),
    Case("lines", worded("Survey the quay\nLet the work"), ("AB111 action 2",)),
    Case("lines of one sentence", worded("Survey the quay\nwith divers")),
    Case("a reference in brackets", worded("Survey the quay (see s. 4) and report to (i) Cabinet")),
    Case("choices within one action", worded("Review the options: a) buy b) lease")),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_sheets_and_refs_find_exactly(case: Case) -> None:
    assert found(case.plan, case.asked) == case.expected


def test_a_whole_number_for_a_ref_blocks_nothing_and_becomes_text() -> None:
    cell = CellRef("Actions", 3, 1)
    whole, part = findings(
        faulty(
            Fault(FaultKind.REF_AS_NUMBER, cell, "2", ref="2"),
            Fault(FaultKind.REF_AS_NUMBER, cell._replace(row=4), "1.1", ref="1.1"),
        )
    )

    assert (whole.blocks, part.blocks) == (False, True)
    assert (str(whole.severity), str(part.severity)) == ("warning", "error")
