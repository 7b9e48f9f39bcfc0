"""What the page on import tells people to type can be typed, and does what it says."""

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from word_tables import saved, under_headings, with_table

from actionbook.cli import main
from actionbook.imports.sheet_layout import sheet_layout
from actionbook.workbook.read import read_plan

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    actionbook (import .+)$", PAGE, re.MULTILINE)
HOUSE = (
    ("Agreed action", "By whom", "Milestone", "Notes"),
    ("Mend the slipway", "JT", "June 2027", "Ask the yard"),
)


def run(command: str, folder: Path) -> Result:
    words = [
        str(folder / word) if re.fullmatch(r"[\w-]+\.(?:docx|xlsx|toml)", word) else word
        for word in shlex.split(command)
    ]
    return CliRunner().invoke(main, [*words, "--on", "2026-11-26"])


def sources(folder: Path) -> None:
    """The files that the page names, each a plan that the command beside it is meant for."""
    from openpyxl import Workbook

    for name in ("old-plan.docx", "part-1.docx"):
        saved(under_headings(), folder, name)
    for name in ("old.docx", "new.docx"):
        saved(with_table(HOUSE, with_table((("Kept by", "the clerk"),))), folder, name)
    for name in ("old.xlsx", "part-2.xlsx"):
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Plan 2026"
        for row in ((), (), ("Harbour plan",), *HOUSE):
            sheet.append(row)
        book.save(folder / name)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_is_done(command: str, tmp_path: Path) -> None:
    sources(tmp_path)
    if "new.docx" in command:
        first = next(each for each in COMMANDS if "--layout" in each)
        assert run(first, tmp_path).exit_code == 0

    result = run(command, tmp_path)

    assert result.exit_code == 0, result.output
    if "Milestone=" in command:
        (action,) = read_plan(tmp_path / "plan.xlsx").actions
        assert (action.lead, action.timescale_text) == ("JT", "June 2027")


def test_the_page_has_every_option_that_overrules() -> None:
    assert len(COMMANDS) >= 7
    for option in ("--map", "--sheet", "--header-row", "--layout", "--dry-run"):
        assert any(option in command for command in COMMANDS)


def test_the_report_of_the_page_is_what_is_said(tmp_path: Path) -> None:
    sources(tmp_path)

    said = run(COMMANDS[1], tmp_path).stdout.replace(f"{tmp_path}{os.sep}", "").splitlines()

    start = PAGE.index("    plan.xlsx: Housing plan")
    for line in PAGE[start : PAGE.index("\n\n", start)].splitlines():
        assert line[4:] in said


def test_the_layout_of_the_page_is_one(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL)
    (tmp_path / "layout.toml").write_text(text, encoding="utf-8")

    layout = sheet_layout(tmp_path / "layout.toml")

    assert layout.sheets == ("Table 2",)
    assert layout.told.fields == {"bywhom": "lead", "notes": ""}
