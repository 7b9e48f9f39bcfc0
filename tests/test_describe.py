"""The reference pages: made from the code, and seen to be out of step when they are."""

from pathlib import Path

import pytest

from actionbook.describe import main, pages, rewrite, stale
from actionbook.rules import RULES
from actionbook.workbook.tables import TABLES

DOCS = Path(__file__).parents[1] / "docs"


def test_the_committed_pages_are_in_step() -> None:
    assert stale(DOCS) == ()


def test_there_is_a_page_for_every_rule_and_the_index_links_them() -> None:
    made = pages()

    for rule in RULES:
        assert made[f"rules/{rule.code}.md"].splitlines()[2] == f"# {rule.code} {rule.name}"
        assert f"[{rule.code}]({rule.code}.md)" in made["rules/README.md"]


def test_a_rules_page_says_what_why_a_bad_cell_and_a_good_one() -> None:
    assert pages()["rules/AB402.md"].splitlines()[2:] == [
        "# AB402 complete-without-date",
        "",
        "An action said to be complete, verified or not, without the day it was finished.",
        "",
        "**Why:** without it nobody can tell what was finished this period, "
        "or whether it was late.",
        "",
        '**Example:** status "Complete", Completed on "".',
        "",
        "**Instead:** Completed on 14/05/2026.",
        "",
        "Error. It blocks nothing. Since 0.1.",
    ]


def test_every_column_of_every_table_has_its_line() -> None:
    page = pages()["columns.md"]

    for spec in TABLES.values():
        assert f"\n## {spec.name}" in page
        for column in spec.columns:
            assert f"\n| {column.heading}" in page


def test_the_exit_statuses_come_from_the_errors() -> None:
    page = pages()["cli.md"]
    statuses = [line.split(" | ")[0][2:] for line in page.splitlines() if line.startswith("| ")]

    assert statuses == ["Status", "---", "0", "1", "2", "2", "3", "3", "4", "4", "5", "75"]
    assert "| 75 | Another run is at work on the same plan |" in page


def test_pages_written_are_in_step_and_written_again_change_nothing(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()

    assert set(rewrite(docs)) == set(pages())
    assert stale(docs) == ()
    assert rewrite(docs) == ()


def test_check_names_the_stale_the_missing_and_the_left_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    rewrite(docs)
    (docs / "columns.md").write_text("old", encoding="utf-8")
    (docs / "rules" / "AB201.md").unlink()
    (docs / "rules" / "AB999.md").write_text("gone", encoding="utf-8")

    assert main(["--check"], docs=docs) == 1
    assert [line.split(" ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "docs/columns.md",
        "docs/rules/AB201.md",
        "docs/rules/AB999.md",
    ]
    assert (docs / "columns.md").read_text(encoding="utf-8") == "old"


def test_rewriting_brings_every_page_into_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    rewrite(docs)
    (docs / "rules" / "AB999.md").write_text("gone", encoding="utf-8")

    assert main([], docs=docs) == 0
    assert capsys.readouterr().out == "docs/rules/AB999.md\n"
    assert main(["--check"], docs=docs) == 0


def test_without_a_copy_of_the_project_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check"], docs=tmp_path / "docs") == 2
    assert "run this in a copy of the project" in capsys.readouterr().err
