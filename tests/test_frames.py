import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from builders import ON, plan
from planbooks import planbook

import actionbook
from actionbook.plan.model import DateChange, Status
from actionbook.workbook.read import read_plan

pandas = pytest.importorskip("pandas")

FAR = date(9999, 12, 31)
MOVED = DateChange("1", "agreed", ON, "2026-27 Q2", date(2026, 9, 30), date(2027, 3, 31))


def test_each_table_is_a_frame_with_a_row_for_each_row() -> None:
    given = plan({"lead": "JT/MG"}, {"lead": "MG"}, date_changes=(MOVED,))

    frames = given.to_frames()

    assert {"settings", "issues", "actions", "leads", "history", "date_changes"} <= frames.keys()
    assert {"people", "glossary", "meetings", "resources", "risks"} <= frames.keys()
    assert "slippage" not in frames
    assert frames["actions"]["ref"].tolist() == ["1", "2"]
    assert frames["leads"][["action", "place", "name"]].to_numpy().tolist() == [
        ["1", 1, "JT"],
        ["1", 2, "MG"],
        ["2", 1, "MG"],
    ]
    assert frames["date_changes"]["to_date"].tolist() == [pandas.Timestamp("2027-03-31")]
    settings = frames["settings"].set_index("name")["value"]
    assert (settings["approved_on"], settings["financial_year_starts"]) == ("2026-04-01", "4-1")


def test_each_column_has_its_dtype_whether_or_not_a_row_is_there() -> None:
    full = plan({"percent": 50.0, "completed_on": FAR}).to_frames(on=ON)
    empty = plan().to_frames(on=ON)

    for frames in (full, empty):
        dtypes = frames["actions"].dtypes.astype(str)
        assert dtypes[["ref", "due", "percent", "is_open"]].tolist() == [
            "string",
            "datetime64[s]",
            "Float64",
            "boolean",
        ]
        assert str(frames["slippage"]["days"].dtype) == "Int64"
    for name, frame in full.items():
        assert empty[name].dtypes.tolist() == frame.dtypes.tolist(), name
    assert full["actions"]["completed_on"][0].year == 9999


def test_what_is_blank_is_missing_and_what_could_not_be_read_is_not_lost() -> None:
    given = plan({"lead": "", "unread": {"revised_due": "asap"}})

    actions = given.to_frames()["actions"]

    assert actions[["lead", "revised_due", "percent", "is_open"]].isna().all(axis=None)
    assert actions["unread"].tolist() == ["revised_due: asap"]


def test_a_day_tells_what_only_a_day_can() -> None:
    given = plan({"timescale_text": "June 2026"}, {"status": Status.COMPLETE}, {"revised_due": FAR})

    late = given.to_frames(on=ON)["actions"]
    early = given.to_frames(on=date(2026, 5, 1))["actions"]

    assert late["rag"].tolist() == ["Overdue", "Complete", "At risk"]
    assert late["is_overdue"].tolist() == [True, False, False]
    assert late["is_open"].tolist() == [True, False, True]
    assert early["rag"][0] != "Overdue"
    assert given.to_frames(on=ON)["slippage"]["asked_for"].dt.year.tolist() == [9999]


def test_a_workbook_s_frames_say_what_stands_in_it(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))

    (row,) = read_plan(path).to_frames()["actions"].to_dict("records")

    assert (row["rag"], row["flags"], row["cell"]) == ("Overdue", "Overdue", "Actions!A5")
    assert row["due"] == pandas.Timestamp("2026-06-30")


def test_without_pandas_it_is_said_in_a_line_and_nothing_else_needs_it() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import actionbook\n"
        "try: actionbook.Plan(()).to_frames()\n"
        "except actionbook.ActionbookError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("pandas is not installed, and this needs it: install")
