"""The exempt edition: what is not for the public, and says so on every page."""

from datetime import date
from pathlib import Path

import pytest
from builders import ON, SETTINGS, Fields, plan
from openpyxl import load_workbook

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.errors import PublicationRefusedError
from actionbook.plan.model import ExemptRow, Plan

EXEMPT: Fields = {"ref": "2b", "publication": "Exempt para 3", "action": "Buy the quay"}
WHY = ExemptRow(2, "2B", "3", "It names a price.", "Monitoring officer", date(2027, 3, 1))


def exempt(*rows: Fields, nation: str = "England", why: tuple[ExemptRow, ...] = (WHY,)) -> Plan:
    settings = SETTINGS.__class__(title="Harbour review", nation=nation)
    return plan({"action": "Told to all"}, *rows, exempt=why, settings=settings)


def test_only_exempt_rows_are_in_it_and_why_they_are() -> None:
    made = appendix(exempt(EXEMPT), on=ON, edition="exempt", layout="register")

    assert [row[0] for row in made.actions.rows] == ["2b"]
    (why,) = [table for table in made.tables if table.sheet == "Exemptions"]
    assert why.rows == (("2b", "3", "It names a price.", "Monitoring officer", date(2027, 3, 1)),)
    assert "Told to all" not in repr(made)


@pytest.mark.parametrize(
    ("nation", "act"),
    [
        ("England", "Part 1 of Schedule 12A to the Local Government Act 1972"),
        ("Wales", "Part 4 of Schedule 12A to the Local Government Act 1972"),
        ("Scotland", "Part I of Schedule 7A to the Local Government (Scotland) Act 1973"),
        (
            "Northern Ireland",
            "Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014",
        ),
    ],
)
def test_the_banner_names_the_paragraphs_and_the_act_of_the_nation(nation: str, act: str) -> None:
    other = {**EXEMPT, "ref": "2c", "publication": "Exempt para 1"}
    why = (WHY, ExemptRow(3, "2c", "Paragraph 1"))

    made = appendix(exempt(EXEMPT, other, nation=nation, why=why), on=ON, edition="exempt")

    assert made.banner == f"NOT FOR PUBLICATION by virtue of paragraphs 1 and 3 of {act}"


def test_an_exempt_row_without_a_row_in_exempt_is_refused() -> None:
    with pytest.raises(PublicationRefusedError, match=r"no row in the table Exempt: Actions!P3"):
        appendix(exempt(EXEMPT, why=()), on=ON, edition="exempt")


def test_an_exempt_row_without_a_paragraph_is_refused() -> None:
    bare = {**EXEMPT, "publication": "Exempt"}

    with pytest.raises(PublicationRefusedError, match=r"no paragraph, .*: Actions!P3"):
        appendix(exempt(bare, why=(ExemptRow(2, "2b"),)), on=ON, edition="exempt")


def test_a_plan_with_nothing_exempt_has_no_exempt_edition() -> None:
    with pytest.raises(PublicationRefusedError, match="no action is marked Exempt"):
        appendix(exempt(), on=ON, edition="exempt")


def test_every_page_is_headed_not_for_publication(tmp_path: Path) -> None:
    path = tmp_path / "exempt.xlsx"

    render(appendix(exempt(EXEMPT), on=ON, edition="exempt"), path)

    book = load_workbook(path)
    for sheet in book:
        assert sheet.oddHeader is not None
        assert "NOT FOR PUBLICATION" in str(sheet.oddHeader.center.text)
    assert str(book["Cover"]["A1"].value).startswith("NOT FOR PUBLICATION by virtue of paragraph 3")
