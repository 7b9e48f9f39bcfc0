"""Columns that say the same of one period after another."""

import pytest

from actionbook.imports.heading_periods import are_of_periods


@pytest.mark.parametrize(
    ("headings", "are"),
    [
        ("RAG Aut|RAG Spr|RAG Sum", True),
        ("Q1 update|Q2 update|Q3 update|Q4 update", True),
        ("Update – June 2025|Update – Sept 2025", True),
        ("Progress at 31/03/2024|Progress as at 30/09/2024", True),
        ("Status 2023/24|Status 2024/25", True),
        ("Term 1 RAG|Term 2 RAG", True),
        ("1st quarter|2nd quarter", True),
        ("Inherent RAG|Residual RAG", False),
        ("RAG|RAG Sum", False),
        ("Status Q1|RAG Q2", False),
        ("Q1 update|Q1 update", False),
        ("Update Q1", False),
        ("", False),
    ],
)
def test_headings_differ_by_their_period_alone_or_are_not_of_periods(
    headings: str, *, are: bool
) -> None:
    assert are_of_periods(headings.split("|") if headings else []) is are
