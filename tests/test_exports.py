import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from builders import ON
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.operations.data_tables import data_tables
from actionbook.workbook.read import read_plan

FORMS = ("csv", "json", "sqlite")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return planbook(
        tmp_path,
        {"progress": "=cmd|' /C calc'!A0", "timescale_text": "June 2026", "percent": 62.5},
        {"action": 'Says "so",\nin two lines', "publication": "Exempt", "ref": "1.10"},
        DateChanges=[{"action": "1", "event": "agreed", "to_date": date(2026, 6, 30)}],
    )


def run(path: Path, to: str, *options: object) -> tuple[int, str]:
    arguments = ["export", str(path), "--to", to, "--on", f"{ON}", *map(str, options)]
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


def held(path: Path) -> dict[str, bytes]:
    return {
        str(found.relative_to(path.parent)): found.read_bytes()
        for found in sorted(path.parent.rglob("*"))
        if found.is_file()
    }


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_is_a_folder_with_a_file_for_each_table(path: Path) -> None:
    status, out = run(path, "csv")

    folder = path.with_name("plan-csv")
    tables = data_tables(read_plan(path), on=ON)
    assert status == 0
    assert "actions: 2 rows" in out
    assert {found.name for found in folder.iterdir()} == {
        "datapackage.json",
        *(f"{table.name}.csv" for table in tables),
    }
    first, second = rows(folder, "actions")
    assert (first["due"], first["percent"], first["is_overdue"]) == ("2026-06-30", "62.5", "TRUE")
    assert (second["ref"], second["revised_due"]) == ("1.10", "")
    assert second["action"] == 'Says "so",\nin two lines'
    assert rows(folder, "date_changes")[0]["to_date"] == "2026-06-30"
    assert (folder / "actions.csv").read_bytes().startswith(b"\xef\xbb\xbfref,")


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1234", "-5", "@now", "\t=1", "\r=1", " =1", "\uff1d1", "\n=1"]
)
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe(tmp_path: Path, text: str) -> None:
    path = planbook(tmp_path, {"progress": f"{text}", "lead": "A=B"})

    run(path, "csv")

    (row,) = rows(tmp_path / "plan-csv", "actions")
    stood = read_plan(path).actions[0].progress
    assert row["progress"] == f"'{stood}"
    assert row["lead"] == "A=B"


def test_the_description_names_each_file_and_what_its_columns_hold(path: Path) -> None:
    run(path, "csv")

    data = json.loads(path.with_name("plan-csv").joinpath("datapackage.json").read_text("utf-8"))
    (actions,) = [each for each in data["resources"] if each["name"] == "actions"]
    kinds = {field["name"]: field["type"] for field in actions["schema"]["fields"]}
    assert actions["path"] == "actions.csv"
    assert (kinds["ref"], kinds["due"], kinds["percent"]) == ("string", "date", "number")


def test_a_database_holds_the_tables_and_answers(path: Path) -> None:
    assert run(path, "sqlite")[0] == 0

    with closing(sqlite3.connect(path.with_name("plan.sqlite"))) as database:
        ask = "SELECT ref, progress, due, percent, is_overdue, revised_due FROM actions"
        assert database.execute(ask).fetchone() == (
            "1",
            "=cmd|' /C calc'!A0",
            "2026-06-30",
            62.5,
            1,
            None,
        )
        late = "SELECT count(*) FROM actions WHERE date(due) < '2026-11-22'"
        assert database.execute(late).fetchone() == (1,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_json_holds_a_list_for_each_table(path: Path) -> None:
    assert run(path, "json")[0] == 0

    data = json.loads(path.with_name("plan.json").read_text("utf-8"))
    assert (data["schema"], data["on"], data["plan_id"]) == (1, "2026-11-22", "saltmere")
    first = data["tables"]["actions"][0]
    assert (first["due"], first["percent"], first["revised_due"]) == ("2026-06-30", 62.5, None)


def test_parquet_keeps_the_dtypes(path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")

    assert run(path, "parquet")[0] == 0

    frame = pandas.read_parquet(path.with_name("plan-parquet") / "actions.parquet")
    assert frame["ref"].tolist() == ["1", "1.10"]
    assert frame["due"][0] == pandas.Timestamp("2026-06-30")
    assert str(frame["percent"].dtype) == "Float64"
    assert pandas.read_parquet(path.with_name("plan-parquet") / "risks.parquet").empty


@pytest.mark.parametrize("to", FORMS)
def test_the_same_plan_gives_the_same_bytes_and_is_left_alone(path: Path, to: str) -> None:
    before = path.read_bytes()
    run(path, to)
    first = held(path)

    assert run(path, to)[0] == 0
    assert held(path) == first
    assert path.read_bytes() == before


@pytest.mark.parametrize("to", FORMS)
def test_another_s_file_is_not_overwritten_without_force(path: Path, to: str) -> None:
    run(path, to, "--dry-run")
    assert set(held(path)) == {"plan.xlsx"}
    folder = path.with_name("plan-csv")
    theirs = folder / "actions.csv" if to == "csv" else path.with_name(f"plan.{to}")
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("theirs", encoding="utf-8")

    status, out = run(path, to)

    assert (status, theirs.read_text("utf-8")) == (2, "theirs")
    assert "actionbook did not export it" in out
    assert run(path, to, "--force")[0] == 0
    assert theirs.read_bytes() != b"theirs"


def test_neither_the_plan_nor_any_workbook_is_written_over(path: Path) -> None:
    before = path.read_bytes()

    for output in (path, path.with_name("other.XLSX")):
        status, out = run(path, "sqlite", "-o", output, "--force")
        assert (status, "is the name of a workbook" in out) == (2, True)
    assert run(path, "csv", "-o", path, "--force")[0] == 2
    assert path.read_bytes() == before


def test_where_it_goes_can_be_said(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()

    made = json.loads(run(path, "json", "-o", folder, "--format", "json")[1].split("\nIt")[0])

    assert made["path"] == str(folder / "plan.json")
    assert made["rows"]["actions"] == 2
    status, out = run(path, "sqlite", "-o", tmp_path / "nowhere" / "plan.sqlite")
    assert (status, "there is no folder" in out) == (2, True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(path, "csv", "-o", tmp_path / "file")[0] == 2
