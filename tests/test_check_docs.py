"""What the page on checking and the pre-commit hook tell people to type, can be typed."""

import re
import shlex
from pathlib import Path

import pytest
from builders import ON
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.workbook.house_file import read_house

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
HOOK = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
COMMANDS = re.findall(r"actionbook check [^`>|#\n]+", PAGE)


def hook(key: str) -> str:
    (value,) = re.findall(rf"^  {key}: (.+)$", HOOK, re.MULTILINE)
    return str(value)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_is_one(command: str) -> None:
    # A command keeps the names of its help that it is first asked for with.
    above = main.make_context("actionbook", [], resilient_parsing=True)
    check = main.get_command(above, "check")
    assert check is not None

    assert check.make_context("check", shlex.split(command)[2:], parent=above).params["plans"]


def test_the_page_says_all_that_the_command_does() -> None:
    assert len(COMMANDS) >= 8


def test_the_house_file_of_the_page_is_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL)
    (tmp_path / "actionbook.toml").write_text(text, encoding="utf-8")

    house = read_house(tmp_path / "plan.xlsx")

    assert house.settings["due_soon_days"] == 21
    assert [each.code for each in house.suppressions] == ["AB309"]


def test_the_hook_checks_the_plans_that_it_is_given(tmp_path: Path) -> None:
    late = planbook(tmp_path, {"timescale_text": "30 April 2026"})
    program, *arguments = shlex.split(hook("entry"))
    files, exclude = re.compile(hook("files")), re.compile(hook("exclude"))

    result = CliRunner().invoke(main, [*arguments, str(late), "--on", f"{ON}"])

    assert (program, result.exit_code) == ("actionbook", 1)
    assert result.stdout.startswith("Actions!I5: AB318 ")
    assert files.search("plans/plan.xlsx")
    assert not files.search("plans/plan.csv")
    assert exclude.search("plans/~$plan.xlsx")
    assert not exclude.search("plans/plan.xlsx")


def test_the_page_names_the_hook() -> None:
    (identity,) = re.findall(r"^- id: (.+)$", HOOK, re.MULTILINE)

    assert f"- id: {identity}" in PAGE
