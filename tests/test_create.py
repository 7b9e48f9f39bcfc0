"""A new plan: what is worked out ahead of the writing is what reading it gives."""

import subprocess
import sys
from datetime import date
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionbook.operations.highlight import highlight
from actionbook.plan.settings import Settings
from actionbook.workbook.create import create_plan, new
from actionbook.workbook.made_columns import Rows, made_bodies
from actionbook.workbook.made_plan import plan_to_be
from actionbook.workbook.read import read_plan

ON = date(2026, 11, 26)
SETTINGS = Settings(
    plan_id="made", title="Made", approved_on=date(2026, 3, 10), current_period="2026-27 Q3"
)
WORDS = st.one_of(
    st.sampled_from(
        ("", " spaced ", "=1+1", "_x0041_", "two\nlines", "tab\tbed", "001", "1e5", "'n")
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20),
)
DAYS = st.one_of(
    st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.sampled_from(("TBC", "31/02/2027", "", None))
)
TOLD = (
    "ref", "action", "lead", "leads", "lead_state", "timescale", "status", "percent",
    "revised_due", "completed_on", "approval", "progress", "unread", "row",
)  # fmt: skip
ACTION = st.fixed_dictionaries(
    {},
    optional={
        "action": WORDS,
        "issue": st.sampled_from(("1", "2", "", "9")),
        "part_of": st.sampled_from(("", "A1")),
        "lead": st.sampled_from(("JT", "KM, JT", "as above", "Ditto", "nobody known", "")),
        "timescale_text": st.one_of(
            st.sampled_from(("March 2027", "Sept / Oct 2026", "Ongoing", "As for 1", "", "Done")),
            DAYS,
        ),
        "status": st.sampled_from(("Complete", "In progress", "waiting on IT", "", "R")),
        "percent": st.one_of(st.integers(0, 100), st.sampled_from((12.5, "half", ""))),
        "revised_due": DAYS,
        "completed_on": DAYS,
        "approval": st.sampled_from(("", "Minute 12", "Cabinet 3 June 2026")),
        "progress": WORDS,
    },
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(ACTION, max_size=6))
def test_a_new_plan_reads_as_what_was_worked_out_ahead(
    tmp_path: Path, rows: list[dict[str, object]]
) -> None:
    path = tmp_path / "made.xlsx"
    path.unlink(missing_ok=True)
    tables: Rows = {
        "Actions": [{"ref": f"A{at}", **row} for at, row in enumerate(rows, start=1)],
        "Issues": [{"ref": "1", "issue": "Be clear"}, {"ref": "2", "issue": "Be kind"}],
        "People": [{"initials": "JT", "name": "J Tate", "post": "Clerk", "kind": "person"}],
    }

    create_plan(path, settings=SETTINGS, rows=tables, on=ON)

    stands = read_plan(path)
    left = highlight(stands, on=ON)
    assert not left, left
    ahead = plan_to_be(path, made_bodies(SETTINGS, tables))
    assert ahead.settings == stands.settings
    assert ahead.issues == stands.issues
    told = attrgetter(*TOLD)
    assert [*map(told, ahead.actions)] == [*map(told, stands.actions)]


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
from actionbook.cli import main
main(["new", sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file")
def test_where_the_disk_is_full_one_line_says_so_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"

    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False
    )

    assert run.returncode != 0
    assert run.stderr.count("\n") == 1
    assert f"{path} cannot be written" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_blank_plan_has_nothing_to_remember(tmp_path: Path) -> None:
    new(tmp_path / "blank.xlsx", on=ON)

    assert [each.name for each in tmp_path.iterdir()] == ["blank.xlsx"]
