"""`actionbook.toml` beside the plan, and which of two settings counts."""

from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON, SETTINGS
from click.testing import CliRunner
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.operations.check import check
from actionbook.workbook.house_file import read_house
from actionbook.workbook.read import read_plan

LATE = {"timescale_text": "31 May 2026"}


def house(folder: Path, text: str) -> Path:
    (folder / "actionbook.toml").write_text(text, encoding="utf-8")
    return folder / "plan.xlsx"


def set_in_plan(path: Path, label: str, value: object) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(path)["Settings"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == label)
    replay(path, {f"Settings!B{row}": value})


def test_where_there_is_no_file_nothing_is_settled(tmp_path: Path) -> None:
    assert read_house(tmp_path / "plan.xlsx").settings == {}


def test_settings_go_by_their_name_or_by_their_label(tmp_path: Path) -> None:
    text = (
        'due_soon_days = 21\n"Financial year starts" = "1 September"\nselect = ["AB3", "AB201"]\n'
        'fail_level = "Warning"\nextra_closures = [2026-12-24, "29 to 30 December 2026"]\n'
    )
    settings = read_house(house(tmp_path, text)).settings

    assert settings["due_soon_days"] == 21
    assert settings["financial_year_starts"] == (9, 1)
    assert (settings["select"], settings["fail_level"]) == ("AB3, AB201", "warning")
    assert [day.day for day in settings["extra_closures"]] == [24, 29, 30]


def test_a_file_that_an_editor_marked_as_utf8_is_read(tmp_path: Path) -> None:
    (tmp_path / "actionbook.toml").write_bytes(b"\xef\xbb\xbfdue_soon_days = 9\r\n")

    assert read_house(tmp_path / "plan.xlsx").settings == {"due_soon_days": 9}


class Bad(NamedTuple):
    name: str
    text: str
    says: str


BAD = (
    Bad("no TOML", "due_soon_days 21", "cannot be read: "),
    Bad("an unknown key", "due_son_days = 1", "'due_son_days'. Did you mean 'due_soon_days'?"),
    Bad("a strange key", "zzz = 1", "there is no setting 'zzz'. Take it out."),
    Bad("a table that means nothing", "[check]\nselect = 'AB3'", "there is no setting 'check'."),
    Bad("a wrong value", "due_soon_days = 'soon'", "due_soon_days needs a whole number of days"),
    Bad("a truth", "due_soon_days = true", "due_soon_days needs a whole number of days"),
    Bad("a level that is none", "fail_level = 'bad'", "fail_level needs one of error, warning"),
    Bad("a plan's own", "plan_id = 'x'", "plan_id is one plan's own"),
    Bad("suppressions that are none", "suppressions = 3", "under a line [[suppressions]]"),
    Bad("an unknown key of one", "[[suppressions]]\ncod = 'AB201'", "Did you mean 'code'?"),
    Bad("one without a code", "[[suppressions]]\nref = '1'", "needs the code of a rule"),
    Bad("an until in words", "[[suppressions]]\ncode='AB201'\nuntil='May'", "until needs a day"),
    Bad("an until with an hour", "[[suppressions]]\ncode='A'\nuntil=2026-01-01T09:00:00", "a day"),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_is_wrong_with_the_file_is_one_line_that_names_it(tmp_path: Path, case: Bad) -> None:
    with pytest.raises(SettingsError) as told:
        read_house(house(tmp_path, case.text))

    assert str(told.value).startswith(str(tmp_path / "actionbook.toml"))
    assert case.says in str(told.value)
    assert "\n" not in str(told.value)


def test_the_option_comes_before_the_plan_the_plan_before_the_file_the_file_before_the_default(
    tmp_path: Path,
) -> None:
    path = planbook(tmp_path, {"lead": "SMT", **LATE})

    def codes(*options: str) -> str:
        run = CliRunner().invoke(
            main, ["check", str(path), "--format", "text", "--on", f"{ON}", *options]
        )
        return " ".join(line.split(" ")[1] for line in run.output.splitlines())

    default = codes()
    house(tmp_path, 'select = "AB204"')
    by_file = codes()
    set_in_plan(path, "Rules selected", "AB318, AB201")
    by_plan = codes()
    by_option = codes("--select", "AB201,AB204")

    assert default == "AB204 AB318"
    assert (by_file, by_plan, by_option) == ("AB204", "AB318", "AB204")


def test_the_fail_level_is_settled_the_same_way(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "SMT"})

    def status(*options: str) -> int:
        return CliRunner().invoke(main, ["check", str(path), "--on", f"{ON}", *options]).exit_code

    default = status()
    house(tmp_path, 'fail_level = "warning"')
    by_file = status()
    set_in_plan(path, "Fail level", "error")
    by_plan = status()

    assert (default, by_file, by_plan) == (0, 1, 0)
    assert status("--fail-level", "info") == 1


def test_a_blank_setting_of_the_plan_takes_the_files(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, settings=SETTINGS)
    house(tmp_path, "due_soon_days = 3")
    typed = read_plan(path).settings.due_soon_days
    set_in_plan(path, "Due-soon days", None)

    assert (typed, read_plan(path).settings.due_soon_days) == (30, 3)


def test_a_rule_that_the_settings_name_and_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    set_in_plan(path, "Rules ignored", "AB2001")

    with pytest.raises(
        SettingsError,
        match=r"plan\.xlsx, Settings!B[0-9]+: Rules ignored: There is no rule 'AB2001'",
    ):
        check(read_plan(path), on=ON)


def test_a_misspelt_label_in_the_plans_settings_is_told_with_its_cell(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    replay(path, {"Settings!A21": "Due soon dayz"})

    with pytest.raises(SettingsError, match=r"Settings!B21: there is no setting 'Due soon dayz'"):
        read_plan(path)


def test_rows_that_staff_add_to_the_settings_are_theirs(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    replay(path, {"Settings!A36": "Owners", "Settings!B36": "Jo and Mo"})

    assert read_plan(path).settings.owner == ""
