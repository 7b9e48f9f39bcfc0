from pathlib import Path

from builders import ON
from planbooks import planbook

from actionbook.workbook.read import read_plan
from macros_replacement import clear_highlights, highlight_overdue, roll_forward


def test_highlight_overdue_colours_what_is_late_and_clear_takes_it_out(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})

    highlight_overdue.run(path, on=ON)
    assert read_plan(path).actions[0].rag == "Overdue"
    clear_highlights.run(path, on=ON)

    assert read_plan(path).actions[0].rag == ""
    assert read_plan(path).structure.formats == ()


def test_roll_forward_opens_the_period_that_follows(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    changes = roll_forward.run(path, on=ON)

    assert read_plan(path).settings.current_period == "2026-27 Q4"
    assert changes.lines()[0].endswith("'2026-27 Q3' becomes '2026-27 Q4'")


def test_the_map_names_every_door() -> None:
    folder = Path(roll_forward.__file__).parent
    table = (folder / "README.md").read_text(encoding="utf-8").casefold()

    for door in folder.glob("[a-z]*.py"):
        assert door.stem.replace("_", "") in table, door.stem
