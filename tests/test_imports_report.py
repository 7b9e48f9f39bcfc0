"""A covering report: its recommendations, and what its prose says of the plan that is missing."""

from datetime import date

import pytest
from import_texts import REPORT, actions, draft

from actionbook.imports.draft import Sureness


def issues(text: str = REPORT) -> dict[str, dict[str, object]]:
    return {str(row.values["ref"]): dict(row.values) for row in draft(text).tables["Issues"]}


def test_each_recommendation_is_an_issue_once_though_it_is_printed_twice() -> None:
    found = issues()

    assert [str(row["issue"]).split()[1] for row in found.values()] == ["Harbour", "appointment"]
    assert actions(REPORT, "ref", "issue") == [("1a", "1"), ("2a", "2")]
    assert draft(REPORT).tables["Issues"][0].lines[0] == 9


def test_the_time_and_the_monitoring_of_the_plan_become_settings() -> None:
    settings = draft(REPORT).settings

    assert settings.title == "Harbour Recovery Plan"
    assert settings.source_of_the_review == "Coastal Inspection"
    assert (settings.plan_starts, settings.plan_ends) == (date(2027, 4, 1), date(2028, 3, 31))
    assert settings.reporting_frequency == "quarterly"
    assert settings.layout == "monitoring"
    assert settings.approved_on is None


def test_who_monitors_how_often_resources_and_risks_stand_beside_the_issues() -> None:
    first, second = issues().values()

    assert first["monitoring_group"] == "Ports & Coast Scrutiny Committee"
    assert first["monitoring_frequency"] == second["monitoring_frequency"] == "every quarter"
    assert str(first["resource_implications"]).startswith("Staff time")
    assert str(first["risk_factors"]).startswith("Storms")
    assert second["monitoring_group"] == "Harbour Team / Ports Board"
    assert second["resource_implications"] == "There is funding in the Ports Fund."


def test_the_months_of_support_are_its_timescale_and_those_of_the_plan_are_offered_only() -> None:
    offered = [
        each for each in draft(REPORT).doubts if (each.ref, each.column) == ("1a", "Timescale")
    ]

    assert actions(REPORT, "timescale_text") == [("",), ("May \u2013 August 2027",)]
    assert ['"April 2027 to March 2028"' in each.doubt for each in offered] == [True]


def test_staff_time_and_support_are_rows_that_an_officer_fills_in() -> None:
    rows = [row.values for row in draft(REPORT).tables["Resources"]]

    assert [(row["kind"], row.get("issue")) for row in rows] == [
        ("staff time", None),
        ("external support", "2"),
        ("external support", "2"),
    ]
    assert [str(row["note"]).split("\n")[0] for row in rows[1:]] == [
        "Key Issue 4: quay survey",
        "Key Issue 9: dredging",
    ]
    assert [row.values["risk"] for row in draft(REPORT).tables["Risks"]] == [
        "Storms may undo the work, as the Risk Register says."
    ]


def test_an_appendix_that_the_text_lacks_is_said_to_be_missing() -> None:
    missing = [each for each in draft(REPORT).doubts if "Appendix B" in each.doubt]

    assert [(each.sureness, each.lines) for each in missing] == [(Sureness.LOST, (16,))]
    held = draft(REPORT + "\n\nAPPENDIX B\n\nNothing yet.\n")
    assert not any("Appendix B" in each.doubt for each in held.doubts)


def test_no_lead_is_made_of_what_is_said_of_all_actions() -> None:
    said = [each for each in draft(REPORT).doubts if each.column == "Lead"]

    assert actions(REPORT, "lead") == [("",), ("",)]
    assert any("PDT" in each.words for each in said)


def test_all_that_is_read_out_of_prose_is_a_doubt_with_its_sentence() -> None:
    found = {(each.ref, each.column): each.words for each in draft(REPORT).doubts}

    assert found["1", "Monitoring group"] == found["1", "Monitoring frequency"]
    assert found["", "Plan ends"].startswith("The timeframe runs")
    assert found["2a", "Timescale"].startswith("The timescale for this")


def test_the_letters_of_a_report_are_in_a_cell_or_listed_as_its_text() -> None:
    found = draft(REPORT)

    assert found.letters.share >= 0.98
    assert {left.reason for left in found.left_over} == {"heading", "text of the report"}


@pytest.mark.parametrize(
    ("printed", "frequency"),
    [
        ("every six months", "half-yearly"),
        ("monthly", "monthly"),
        ("once a year", "yearly"),
        ("every five weeks", "quarterly"),
    ],
)
def test_how_often_is_the_frequency_of_reports_where_there_is_one(
    printed: str, frequency: str
) -> None:
    text = REPORT.replace("every quarter", printed)

    assert draft(text).settings.reporting_frequency == frequency
    assert issues(text)["1"]["monitoring_frequency"] == printed


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("Recommendations:", "RECOMMENDATION"),
        ("3.0 RECOMMENDATIONS", "3. Recommendations"),
        ("1.0 THE HARBOUR RECOVERY PLAN", "Background"),
        ("2.0 CONSULTANTS", "2 EXTERNAL SUPPORT"),
        ("iv.\nRisk Factors", "iv. Risks"),
        ("(1) ", "a) "),
        ("i.     Milestones", "(i) Timescales"),
        ("The timeframe runs", "The time frame is"),
    ],
)
def test_other_headings_and_numbers_of_a_report_change_nothing(printed: str, other: str) -> None:
    assert printed in REPORT
    changed = draft(REPORT.replace(printed, other))

    for name in ("Issues", "Actions", "Risks"):
        assert [row.values for row in changed.tables[name]] == [
            row.values for row in draft(REPORT).tables[name]
        ]
    assert changed.settings == draft(REPORT).settings


def test_a_report_with_a_title_lettered_items_and_headings_without_numbers_is_read_too() -> None:
    text = """REPORT TO CABINET
Schools for the coast

Purpose of report

To present the Coastal Schools Programme.

RECOMMENDATIONS

That Cabinet:
a) approves the Coastal Schools Programme; and
b) agrees to appoint consultants at a cost of \u00a310,000.

Background

The Coastal Schools Programme covers the period September 2027 to July 2028.
The Children's Scrutiny Panel will monitor progress quarterly.
"""
    found = draft(text)

    assert [row.values["ref"] for row in found.tables["Issues"]] == ["1", "2"]
    assert found.settings.title.startswith("REPORT TO CABINET")
    assert found.settings.plan_ends == date(2028, 7, 31)
    assert found.tables["Issues"][0].values["monitoring_group"] == "Children's Scrutiny Panel"
