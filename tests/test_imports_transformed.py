"""All five shapes of plan under other years, dashes, headings, numbers, marks and orders."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from import_texts import AREAS, RECOMMENDATIONS, REPORT, THEMES, draft

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
Rows = dict[str, list[dict[str, str]]]
Change = Callable[[str], str]


class Plan(NamedTuple):
    """A text of one shape: its layout, the text itself or where it lies, what opens a block."""

    name: str
    layout: str
    opens: str
    own: str | None = None

    def text(self) -> str:
        if self.own is not None:
            return self.own
        found = sorted(SEEDS.glob(f"{self.name}_*.txt"))
        if not found:
            pytest.skip("the plans of councils lie beside the project, and are not here")
        return found[0].read_text(encoding="utf-8")


THEME = r"(?<=\n\n)(?=\t[A-Z][^\n]*\n\n\t\d+\n)"
AREA = r"(?m)^(?=Area for Improvement:)"
SECTION = r"(?m)^(?=\d\.0 )"
BLOCK = r"(?m)^(?=\W*b?\W*RECOMMENDATION \d)"
ISSUE = r"(?m)^(?=\d+\.?\t)"


def seed(name: str, layout: str, opens: str) -> Any:
    return pytest.param(Plan(name, layout, opens), marks=pytest.mark.shared, id=name)


def own(name: str, layout: str, opens: str, text: str) -> Any:
    return pytest.param(Plan(name, layout, opens, text), id=name)


SAMPLE = (ROOT / "workbooks" / "harbour-review.txt").read_text(encoding="utf-8")
PLANS = [
    own("themes", "theme", THEME, THEMES),
    own("areas", "area", AREA, AREAS),
    own("issues", "issue", ISSUE, SAMPLE),
    own("recommendations", "recommendation", BLOCK, RECOMMENDATIONS),
    own("report", "monitoring", SECTION, REPORT),
    seed("000", "theme", THEME),
    seed("001", "area", AREA),
    seed("002", "issue", ISSUE),
    seed("003", "recommendation", BLOCK),
    seed("004", "monitoring", SECTION),
]


def rows(text: str, change: Change = str) -> Rows:
    return {
        table: [{name: change(str(value)) for name, value in row.values.items()} for row in found]
        for table, found in draft(text).tables.items()
    }


def any_order(found: Rows) -> Rows:
    return {
        table: sorted(table_rows, key=lambda row: sorted(row.items()))
        for table, table_rows in found.items()
    }


def later(text: str) -> str:
    text = re.sub(r"\b20(\d\d)\b", lambda year: f"20{int(year[1]) + 11:02}", text)
    return re.sub(
        rf"\b({MONTH}) (\d\d)\b(?! ?\d)", lambda date: f"{date[1]} {int(date[2]) + 11:02}", text
    )


def plain_dashes(text: str) -> str:
    return text.replace("–", "-").replace("’", "'").replace("\u2011", "-")


def long_dashes(text: str) -> str:
    return text.replace("–", "—").replace("‘", "'")


@pytest.mark.parametrize("plan", PLANS)
def test_each_text_has_the_layout_that_its_shape_says(plan: Plan) -> None:
    assert draft(plan.text()).layout == plan.layout


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("change", [later, plain_dashes, long_dashes])
def test_other_years_and_dashes_change_only_the_words(plan: Plan, change: Change) -> None:
    text = plan.text()

    assert rows(change(text)) == rows(text, change)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text),
        lambda text: "\n".join(line.rstrip(" \u00a0") for line in text.split("\n")),
        lambda text: "\n".join(line + "  " for line in text.split("\n")),
        lambda text: re.sub(r"(?<=[a-z]) (?=[a-z])", "  ", text),
        lambda text: "\n\n" + text + "\n\n",
    ],
    ids=["no-break spaces", "soft hyphens", "no ends", "spaces at ends", "two spaces", "blanks"],
)
def test_what_cannot_be_seen_changes_nothing(plan: Plan, change: Change) -> None:
    text = plan.text()

    assert rows(change(text)) == rows(text)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("times", range(3))
def test_another_order_of_blocks_gives_the_same_rows_in_that_order(plan: Plan, times: int) -> None:
    text = _numbered(plan.text())
    front, *blocks = re.split(plan.opens, text)
    blocks = [block.rstrip("\n") for block in blocks]
    shuffled = list(blocks)
    Random(times).shuffle(shuffled)

    before, after = ("\n\n".join([front, *order]) for order in (blocks, shuffled))

    assert any_order(rows(after)) == any_order(rows(before))


def _numbered(text: str) -> str:
    """*text* with a number for the block that has lost it: without one, its place tells it."""
    return re.sub(r"(?m)^Area for Improvement:\t", "Area for Improvement: 4. \t", text)


HEADINGS = {
    "theme": [
        {"\tTheme": "\tKey issue", "\tAction": "\tWhat we will do", "\tLead/Ref": "\tOwner"},
        {"\tTheme": "\tIssue", "\tAction": "\tActions required", "\tLead/Ref": "\tLead officer"},
        {"\tTheme": "\tRecommendation", "\tAction": "\tTask", "\tLead/Ref": "\tResponsibility"},
    ],
    "area": [
        {"Area for Improvement": "Priority", "Lead Councillor(s)": "Portfolio holder"},
        {"Area for Improvement": "Theme", "Completed by": "Target date", "Outcomes": "Outcome"},
        {"Area for Improvement": "Key issue", "Lead Directorate(s)": "Directorate"},
        {"Actions:": "Tasks:", "Completed by": "By when", "Lead Councillor(s)": "Lead members"},
        {"What is the Council trying to achieve": "What are we trying to achieve"},
    ],
    "monitoring": [
        {"RECOMMENDATIONS": "OFFICER RECOMMENDATIONS", "Summary": "Purpose"},
        {"Recommendations:": "Recommendation:", "Risk Factors": "Risks"},
        {"Summary:": "SUMMARY", "Resource Implications": "Resources"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan.values[0].layout in HEADINGS])
@pytest.mark.parametrize("number", range(5))
def test_other_headings_change_nothing(plan: Plan, number: int) -> None:
    others = HEADINGS[plan.layout]
    text = changed = plan.text()
    for printed, other in others[number % len(others)].items():
        line_end = r"(?=\n)" if plan.layout == "theme" else ""
        assert printed in text
        changed = re.sub(re.escape(printed) + line_end, other, changed)

    assert rows(changed) == rows(text)


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan.values[0].layout == "theme"])
@pytest.mark.parametrize("bullet", ["• ", "- ", "– ", "* ", "a) ", "(i) "])
def test_other_bullets_change_nothing(plan: Plan, bullet: str) -> None:
    text = plan.text()

    assert rows(text.replace("· ", bullet)) == rows(text)


NUMBERS = {
    "theme": (r"(?m)^\t(\d+)$", ["\t{}.", "\t({})", "\tTheme {}", "\tNo. {}"]),
    "area": (
        r"(?m)^Area for Improvement: (\d+)\.",
        ["Area for Improvement {}:", "Area for Improvement: {})", "Area for Improvement No. {} –"],
    ),
    "monitoring": (r"(?m)^\(?(\d)\)", ["{}.", "({})", "{})"]),
}


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan.values[0].layout in NUMBERS])
@pytest.mark.parametrize("number", range(4))
def test_other_marks_round_a_number_change_nothing(plan: Plan, number: int) -> None:
    printed, others = NUMBERS[plan.layout]
    other = others[number % len(others)]
    text = plan.text()
    changed = re.sub(printed, lambda found: other.format(found[1]), text)

    assert changed != text or other == "({})"
    assert rows(changed) == rows(text)


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan.values[0].layout in NUMBERS])
def test_other_numbers_change_only_the_refs(plan: Plan) -> None:
    printed, _ = NUMBERS[plan.layout]
    text = _numbered(plan.text())
    changed = rows(
        re.sub(
            printed,
            lambda found: found[0].replace(found[1], str(int(found[1]) + 20)),
            text,
        )
    )

    refs = [row["ref"] for row in rows(text)["Actions"]]
    assert [row["ref"] for row in changed["Actions"]] == [
        re.sub(r"^\d+", lambda found: str(int(found[0]) + 20), ref) for ref in refs
    ]
