import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.cli.group import COMMANDS
from actionbook.cli.several import worst

ON = ("--on", "2026-11-22")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_every_command_has_help_and_its_short_help_is_its_first_line() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.help
        assert command.name == name
        assert run(name, "--help").exit_code == 0


def test_a_near_miss_suggests() -> None:
    result = run("chekc", "plan.xlsx")

    assert result.exit_code == 2
    assert "Did you mean 'check'?" in result.output


def test_version_and_help_load_nothing_heavy() -> None:
    heavy = ("openpyxl", "xlsxwriter", "python_calamine", "pandas", "zoneinfo", "schedule", "json")
    code = (
        "import sys; from actionbook.cli import main\n"
        "try: main([sys.argv[1]])\n"
        f"except SystemExit: pass\nprint([name for name in {heavy!r} if name in sys.modules])"
    )
    for option in ("--version", "--help"):
        shown = subprocess.run(
            [sys.executable, "-c", code, option], capture_output=True, text=True, check=True
        )
        assert shown.stdout.splitlines()[-1] == "[]"


def test_check_tells_the_cell_and_what_to_type_and_leaves_the_file(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"lead": "", "timescale_text": "June 2026"})
    before = path.read_bytes(), path.stat().st_mtime_ns

    result = run("check", path, "--format", "text", *ON)

    assert result.exit_code == 1
    assert [line.split(" ")[:2] for line in result.output.splitlines()] == [
        ["Actions!C6:", "AB201"],
        ["Actions!I6:", "AB318"],
    ]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_check_of_a_sound_plan_is_quiet_and_zero(tmp_path: Path) -> None:
    result = run("check", planbook(tmp_path, {}), *ON)

    assert (result.exit_code, result.output) == (0, "plan.xlsx: nothing wrong in 1 action.\n")


def test_check_as_json_is_the_contract(tmp_path: Path) -> None:
    result = run("check", planbook(tmp_path, {"lead": ""}), "--format", "json", *ON)

    data = json.loads(result.output)
    assert data["schema"] == 1
    assert set(data["findings"][0]) == {
        "code", "name", "severity", "blocks", "cell", "ref", "message", "fix", "lead",
    }  # fmt: skip
    assert data["findings"][0]["cell"] == "Actions!C5"


def test_show_as_json_is_the_contract(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "Sept / Oct 2026", "lead": "JT/MG"})

    data = json.loads(run("show", path, "--format", "json", *ON).output)

    names = "schema settings issues actions people glossary history date_changes"
    assert set(names.split()) <= set(data)
    action = data["actions"][0]
    assert action["leads"][0] == {"name": "JT", "kind": "initials", "known": True}
    assert action["timescale"]["start"] == "2026-09-01"
    assert (action["due"], action["rag"], action["flags"]) == ("2026-10-31", "Overdue", ["Overdue"])
    assert action["cell"] == "Actions!A5"


def test_show_filters(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"timescale_text": "June 2026"}, {"lead": ""}, {"timescale_text": "1 Dec 2026"}
    )
    picked = {
        "--overdue": ["1"],
        "--unassigned": ["2"],
        "--due-within 10": ["3"],
        "--lead jt": ["1", "3"],
        "--lead Jo Tarrant": ["1", "3"],
        "--lead head of finance": ["1", "3"],
        "--issue 1": ["1", "2", "3"],
    }

    for options, refs in picked.items():
        shown = run("show", path, *options.split(" ", 1), "--format", "json", *ON)
        assert [action["ref"] for action in json.loads(shown.output)["actions"]] == refs, options


@pytest.mark.parametrize(("option", "name"), [("--issue", "9"), ("--lead", "ZZ")])
def test_a_misspelt_name_does_not_read_as_good_news(tmp_path: Path, option: str, name: str) -> None:
    result = run("show", planbook(tmp_path, {}), option, name)

    assert result.exit_code == 2
    assert f"'{name}'" in result.output


def test_an_appendix_is_never_put_over_the_plan_itself(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    before = path.read_bytes()

    result = run("appendix", path, "-o", path, "--force", *ON)

    assert result.exit_code == 2
    assert path.read_bytes() == before


def test_our_own_appendix_is_no_plan(tmp_path: Path) -> None:
    path, out = planbook(tmp_path, {}), tmp_path / "out.xlsx"
    run("appendix", path, "-o", out, *ON)
    before = out.read_bytes()

    assert [run(name, out, *ON).exit_code for name in ("check", "refresh")] == [4, 4]
    assert out.read_bytes() == before


def test_a_plan_given_twice_is_checked_once(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": ""})

    assert len(run("check", path, path, "--format", "text", *ON).output.splitlines()) == 1


def test_a_workbook_is_given_an_excel_name(tmp_path: Path) -> None:
    result = run("new", tmp_path / "plan.txt")

    assert result.exit_code == 2
    assert ".xlsx" in result.output


def test_show_as_a_table_counts_what_it_shows(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"}, {})

    result = run("show", path, *ON)

    assert result.output.splitlines()[-1] == "1 of 2 actions"
    assert "Overdue" in result.output


@pytest.mark.parametrize(
    "command",
    [("highlight",), ("highlight", "--clear"), ("roll", "--to", "2026-27 Q4"), ("refresh",)],
    ids=" ".join,
)
def test_a_dry_run_writes_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})

    result = run(command[0], path, *command[1:], "--dry-run", *ON)

    assert result.exit_code == 0
    assert "changes to make" in result.output
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_highlight_says_what_it_did_and_then_that_there_is_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    first, second = run("highlight", path, *ON), run("highlight", path, *ON)

    assert "Actions!E5: blank becomes 31/03/2027" in first.output
    assert second.output == f"{path}: nothing to change, nothing was written\n"


def test_a_second_roll_says_already_rolled(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run("roll", path, "--to", "2026-27 Q4", *ON)

    again = run("roll", path, "--to", "2026-27 Q4", *ON)

    assert again.exit_code == 0
    assert "already rolled to 2026-27 Q4" in again.output


def test_new_makes_a_plan_that_reads(tmp_path: Path) -> None:
    path = tmp_path / "my plan.xlsx"

    made, again = run("new", path, "--title", "Ours", *ON), run("new", path)

    assert (made.exit_code, again.exit_code) == (0, 2)
    data = json.loads(run("show", path, "--format", "json").output)
    assert data["settings"]["plan_id"] == "my-plan"
    assert data["settings"]["current_period"] == "2026-27 Q3"


def test_an_appendix_is_not_put_over_a_file_of_somebody_elses(tmp_path: Path) -> None:
    path, out = planbook(tmp_path, {}), tmp_path / "out.xlsx"
    out.write_bytes(b"theirs")

    refused = run("appendix", path, "-o", out, *ON)
    forced = run("appendix", path, "-o", out, "--force", *ON)
    again = run("appendix", path, "-o", out, *ON)

    assert (refused.exit_code, forced.exit_code, again.exit_code) == (2, 0, 0)
    assert "out.xlsx" in refused.output


def test_an_appendix_without_publication_is_refused_with_the_cells(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"publication": ""})

    result = run("appendix", path, "-o", tmp_path / "out.xlsx", *ON)

    assert result.exit_code == 5
    assert "Actions!P6" in result.output
    assert not (tmp_path / "out.xlsx").exists()


def test_refresh_of_several_goes_on_past_a_bad_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"nonsense")
    good = planbook(tmp_path, {})

    result = run("refresh", bad, good, *ON)

    assert result.exit_code == 4
    assert "plan.xlsx: refreshed for 22/11/2026" in result.output
    assert "bad.xlsx" in result.output


@pytest.mark.parametrize(
    ("statuses", "one"), [((), 0), ((0, 1), 1), ((1, 4, 3), 4), ((3, 5, 75), 3), ((75, 1), 75)]
)
def test_of_several_statuses_the_first_of_the_order_counts(
    statuses: tuple[int, ...], one: int
) -> None:
    assert worst(statuses) == one


class Bad(NamedTuple):
    name: str
    make: Callable[[Path], Path]
    status: int
    says: str


def _file(data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "plan.xlsx"
        path.write_bytes(data)
        return path

    return make


def _open_in_excel(folder: Path) -> Path:
    path = planbook(folder, {})
    (folder / "~$plan.xlsx").write_bytes(bytes([2]) + b"JT".ljust(164))
    return path


def _read_only(folder: Path) -> Path:
    path = planbook(folder, {})
    path.chmod(0o444)
    return path


def _no_plan(folder: Path) -> Path:
    import openpyxl

    path = folder / "plan.xlsx"
    openpyxl.Workbook().save(path)
    return path


BAD = (
    Bad("no such file", lambda folder: folder / "plan.xlsx", 4, "plan.xlsx"),
    Bad("a folder", lambda folder: folder, 4, ""),
    Bad("a missing folder", lambda folder: folder / "away" / "plan.xlsx", 4, "plan.xlsx"),
    Bad("not a zip", _file(b"hello"), 4, "plan.xlsx"),
    Bad("empty", _file(b""), 4, "plan.xlsx"),
    Bad("encrypted or .xls", _file(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), 4, "password"),
    Bad("no plan in it", _no_plan, 4, "is no action plan"),
    Bad("open in Excel", _open_in_excel, 3, "JT"),
    Bad(
        "read-only",
        _read_only,
        3,
        "read-only",
    ),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_input_is_one_line_with_what_to_do_and_nothing_is_written(
    tmp_path: Path, case: Bad
) -> None:
    path = case.make(tmp_path)
    before = {each.name for each in tmp_path.iterdir()}

    result = run("highlight", path, *ON)

    assert result.exit_code == case.status
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith("actionbook: ")
    assert case.says in result.output
    assert "Traceback" not in result.output
    assert {each.name for each in tmp_path.iterdir()} - {".actionbook"} == before


def test_a_plan_of_headings_only_is_told_as_one(tmp_path: Path) -> None:
    path = planbook(tmp_path)

    checked, lit = run("check", path, *ON), run("highlight", path, *ON)

    assert (checked.exit_code, lit.exit_code) == (4, 0)
    assert "has no actions, so nothing was checked" in checked.output


def test_a_bug_is_one_line_and_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import actionbook

    def broken(_path: Path) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(actionbook, "read_plan", broken, raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    result = run("show", planbook(tmp_path, {}))

    assert result.exit_code == 2
    assert "a fault in actionbook itself (ZeroDivisionError: oh)" in result.output
    assert "ZeroDivisionError" in (tmp_path / "actionbook-fault.log").read_text(encoding="utf-8")


def test_a_console_that_lacks_a_letter_shows_a_mark(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"action": "Caf\u00e9 \u2013 quay \u2713", "timescale_text": "May 2026"}
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

    shown = subprocess.run(
        [sys.executable, "-m", "actionbook", "show", str(path), *ON],
        capture_output=True, encoding="cp1252", check=True, env=environment,
    )  # fmt: skip

    assert "Caf\u00e9 \u2013 quay ?" in shown.stdout


def test_the_demo_goes_through_all_of_it_and_says_where_to_look(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    result, again = run("demo", folder), run("demo", folder)

    assert (result.exit_code, again.exit_code) == (0, 2)
    for line in ("import", "check", "highlight", "roll", "refresh", "Where to look"):
        assert f"== {line}" in result.output or f"== actionbook {line}" in result.output
    assert "nothing has changed, nothing was written" in result.output
    assert (folder / "harbour-review-appendix.xlsx").is_file()


def test_import_reports_and_never_overwrites(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "workbooks" / "harbour-review.txt"
    out = tmp_path / "plan.xlsx"

    made = run("import", sample, "-o", out, "--publication", "Public", *ON)
    again = run("import", sample, "-o", out, *ON)

    assert (made.exit_code, again.exit_code) == (0, 2)
    assert "letters accounted for" in made.output
    assert "is there already" in again.output


def test_nightly_run_stops_at_a_signal(tmp_path: Path) -> None:
    import signal

    path = planbook(tmp_path, {})
    replay(path, {})
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "actionbook", "nightly", "run", str(path), "--at", "00:00"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]

    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)

    assert "daily at 00:00" in lines[0]
    assert "plan.xlsx: refreshed for" in lines[1]
    assert (rest, process.returncode) == ("Stopped.\n", 0)
