"""Real plans, as councils printed them, whole: their refs, leads, timescales and letters."""

from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from actionbook.imports.draft import Draft, Row, spans
from actionbook.imports.source import read_source
from actionbook.imports.understand import draft_of
from actionbook.plan.model import LeadState
from actionbook.plan.people import LeadRow, resolve_leads
from actionbook.plan.timescales import parse_timescale

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
ALL = ["000", "001", "002", "003", "004"]
LONGEST_QUOTED = 40  # characters: the plans' own words are not copied into the project

pytestmark = pytest.mark.shared


@cache
def seed(number: str) -> Draft:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the plans of councils lie beside the project, and are not here")
    return draft_of(read_source(found[0]))


def field(row: Row, name: str) -> str:
    return str(row.values.get(name, ""))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8] if text else "-"


def brief(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else digest(text)


def states(draft: Draft) -> list[tuple[str, LeadState]]:
    rows = [
        LeadRow(field(row, "ref"), field(row, "lead"), field(row, "part_of"), field(row, "issue"))
        for row in draft.tables["Actions"]
    ]
    return [
        ("/".join(lead.name for lead in leads), state) for leads, state in resolve_leads(rows, ())
    ]


def as_text(draft: Draft) -> str:
    """A draft as lines: what is short as it is, what is long by its digest."""
    lines = [f"layout {draft.layout}"]
    lines += [
        f"issue {row.values['ref']} | {field(row, 'section') or '-'} | "
        f"{digest(field(row, 'issue'))} | {digest(field(row, 'response'))} | "
        f"{brief(field(row, 'lead_member')) or '-'} | "
        f"{brief(field(row, 'lead_directorate')) or '-'} | {digest(field(row, 'aim'))} | "
        f"lines {spans(row.lines)}"
        for row in draft.tables["Issues"]
    ]
    for row, (leads, state) in zip(draft.tables["Actions"], states(draft), strict=True):
        when = field(row, "timescale_text")
        read = parse_timescale(when, reference=draft.settings.approved_on)
        lines.append(
            f"{row.values['ref']} | {field(row, 'part_of') or '-'} | {state} {brief(leads)} | "
            f"{brief(when) or '-'} | {read.kind} {read.start or '-'} {read.due or '-'} | "
            f"{digest(field(row, 'action'))} | {digest(field(row, 'outcome'))} | "
            f"{digest(field(row, 'progress'))} | "
            f"lines {spans(row.lines)}"
        )
    lines += [
        f"{table} {digest(' | '.join(map(str, row.values.values())))} | lines {spans(row.lines)}"
        for table in ("Resources", "Risks")
        for row in draft.tables.get(table, ())
    ]
    lines += [
        f"person {field(row, 'initials')} {field(row, 'name')}" for row in draft.tables["People"]
    ]
    lines += [f"term {field(row, 'term')}" for row in draft.tables["Glossary"]]
    lines += [
        f"doubt {doubt.ref or '-'} | {doubt.column or '-'} | {doubt.sureness} | "
        f"{digest(doubt.words)} | lines {spans(doubt.lines)}"
        for doubt in draft.doubts
    ]
    lines += [f"left over {left.line} | {left.reason}" for left in draft.left_over]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("number", ALL)
def test_a_printed_plan_imports_as_agreed(
    number: str, agrees_with_golden: Callable[[str, str], None]
) -> None:
    agrees_with_golden(as_text(seed(number)), f"import-{number}.txt")


@pytest.mark.parametrize("number", ALL)
def test_at_least_99_letters_of_100_are_in_a_cell_or_left_over(number: str) -> None:
    assert seed(number).letters.share >= 0.99


@pytest.mark.parametrize("number", ["000", "002", "003"])
def test_only_headings_and_page_titles_are_left_over(number: str) -> None:
    assert {left.reason for left in seed(number).left_over} <= {
        "table heading",
        "heading",
        "page title or number",
        "read as the approval",
    }


@pytest.mark.parametrize("number", ["002", "003"])
def test_every_timescale_is_read_and_stands_in_one_row(number: str) -> None:
    whens = [field(row, "timescale_text") for row in seed(number).tables["Actions"]]

    kinds = {when: parse_timescale(when, reference=None).kind for when in whens if when}
    assert [when for when, kind in kinds.items() if kind in ("unknown", "blank")] == []
    assert not any(";" in when for when in whens)


def test_an_area_has_its_actions_its_leads_and_its_dates_however_it_was_scanned() -> None:
    draft = seed("001")
    rows = draft.tables["Actions"]

    areas = [field(row, "ref") for row in draft.tables["Issues"]]
    whens = [field(row, "timescale_text") for row in rows]
    assert areas == ["1", "2", "3", "4", "5", "6", "7"]
    assert [[field(row, "issue") for row in rows].count(ref) for ref in areas] == [
        1, 1, 2, 3, 2, 3, 4,
    ]  # fmt: skip
    assert all(whens)
    assert {field(row, "lead_member") for row in draft.tables["Issues"]} == {"Improvement Board"}
    assert not any(":\\" in str(value) for found in draft.rows.values() for row in found
                   for value in row.values())  # fmt: skip


def test_a_covering_report_gives_what_it_says_of_the_plan_that_it_lacks() -> None:
    draft = seed("004")
    first, second = draft.tables["Issues"]

    assert draft.settings.title == "Improvement Plan"
    assert (draft.settings.plan_starts, draft.settings.plan_ends) == (
        date(2004, 1, 1),
        date(2004, 12, 31),
    )
    assert draft.settings.reporting_frequency == "half-yearly"
    assert field(first, "monitoring_group") == "Infrastructure Overview & Scrutiny Committee"
    assert field(second, "monitoring_group").startswith("Review Team / ")
    assert [field(row, "timescale_text") for row in draft.tables["Actions"]] == [
        "",
        "March-September 2004",
    ]
    lost = [each.doubt for each in draft.doubts if each.sureness == "lost" and each.lines]
    assert [f"Appendix {number}," in said for number, said in enumerate(lost, 1)] == [True] * 3


def test_the_wide_table_has_a_row_for_each_action_and_each_timescale() -> None:
    rows = seed("002").tables["Actions"]
    found = states(seed("002"))

    assert len(seed("002").tables["Issues"]) == 10
    assert sum(not field(row, "part_of") for row in rows) == 18
    assert sum(bool(field(row, "timescale_text")) for row in rows) == 48
    assert [state for _, state in found].count(LeadState.UNASSIGNED) == 0
    assert found[8] == ("SMT/LGA", LeadState.ASSIGNED)


def test_the_blocks_keep_their_printed_order_and_their_letters() -> None:
    draft = seed("003")
    found = states(draft)

    issues = [field(row, "ref") for row in draft.tables["Issues"]]
    assert issues == ["5", "1", "6", "8", "2", "3", "4", "7", "9", "10", "11", "12", "13", "14"]
    assert [state for _, state in found].count(LeadState.UNASSIGNED) == 0
    assert len(draft.tables["Actions"]) == 59
    assert len(draft.tables["People"]) == 11
    assert len(draft.tables["Glossary"]) == 23
