"""The doors: each does what the macro did, told by its old names, and says what it would do."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON
from click.testing import CliRunner
from planbooks import ISSUE, planbook, replay, value_at

import actionbook
from actionbook.cli import main
from actionbook.workbook.read import read_plan
from macros_replacement import (
    DOORS,
    archive_copy,
    build_appendix,
    clear_highlights,
    email_leads,
    fill_down_leads,
    highlight_overdue,
    roll_forward,
    tidy_dates,
    tidy_text,
)


def told(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["macros", *map(str, arguments), "--on", ON.isoformat()])
    return result.exit_code, result.output


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


class Typed(NamedTuple):
    """What stood in Completed on, what the macro's CDate made of it, and what the door makes."""

    words: str
    macro: str
    door: str


TYPED = (
    Typed("31.03.2026", "2026-03-31", "2026-03-31"),
    Typed("14 May 2026", "2026-05-14", "2026-05-14"),
    Typed("2026-03-04", "2026-03-04", "2026-03-04"),
    Typed("05/05/2026", "2026-05-05", "2026-05-05"),
    # Named difference: either way round, so it stays; CDate went by the computer's settings.
    Typed("03/04/2026", "2026-04-03", "03/04/2026"),
    # Named difference: CDate took the first of the month.
    Typed("May 2026", "2026-05-01", "May 2026"),
)


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case.words)
def test_tidy_dates_makes_a_date_of_what_can_be_read_one_way(tmp_path: Path, case: Typed) -> None:
    path = planbook(tmp_path, {})
    replay(path, {"Actions!K5": case.words})

    tidy_dates.run(path, on=ON)

    assert str(value_at(path, "Actions!K5")) == case.door


def test_the_dates_that_are_left_are_the_named_difference() -> None:
    left = [case.words for case in TYPED if case.macro != case.door]

    assert left == ["03/04/2026", "May 2026"]
    assert "03/04/2026" in tidy_dates.DIFFERS


def test_tidy_text_takes_out_spaces_and_leaves_dates_and_formulas(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    replay(
        path,
        {"Actions!J5": "  Draft  with the\u00a0clerk ", "Actions!K5": "14 May 2026"},
    )

    tidy_text.run(path, on=ON)

    assert value_at(path, "Actions!J5") == "Draft with the clerk"
    assert value_at(path, "Actions!K5") == "14 May 2026"


FILLED: tuple[tuple[Mapping[str, object], str | None], ...] = (
    ({"lead": "JT"}, "JT"),
    ({"lead": "As above"}, "JT"),
    ({"lead": "ditto"}, "JT"),
    # Named difference: the macro put JT here, and a lead is never made up.
    ({"lead": ""}, None),
    ({"lead": "Head of Housing", "issue": "2"}, "Head of Housing"),
    ({"lead": "as above", "issue": "2"}, "Head of Housing"),
)


def test_fill_down_spells_out_as_above_and_makes_no_lead_up(tmp_path: Path) -> None:
    issues = [ISSUE, {**ISSUE, "ref": "2"}]
    path = planbook(tmp_path, *(row for row, _ in FILLED), Issues=issues)
    before = [(action.leads, action.lead_state) for action in read_plan(path).actions]

    changes = fill_down_leads.run(path, on=ON)

    after = read_plan(path).actions
    assert [value_at(path, f"Actions!C{row}") for row in range(5, 11)] == [x for _, x in FILLED]
    assert [action.leads for action in after] == [leads for leads, _ in before]
    assert len(changes.lines()) == 3


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.rpartition(".")[2])
def test_a_rehearsal_says_what_a_run_does_and_writes_nothing(tmp_path: Path, door: object) -> None:
    assert door in DOORS
    path = planbook(tmp_path, {"timescale_text": "June 2026"}, {"lead": "as above"})
    held, beside = path.read_bytes(), set(tmp_path.iterdir())

    said = door.rehearse(path, on=ON)

    assert path.read_bytes() == held
    assert set(tmp_path.iterdir()) == beside
    if not said.files or door in (email_leads, archive_copy):
        assert door.run(path, on=ON).lines() == said.lines()
        assert all(file.is_file() for file in said.files)
        assert (path.read_bytes() != held) == bool(said.changes)


def test_the_appendix_is_made_where_the_rehearsal_says(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    said = build_appendix.rehearse(path, on=ON)

    made = build_appendix.run(path, on=ON)

    assert made.files == said.files
    assert made.files[0].is_file()


def test_a_pdf_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = planbook(tmp_path, {})
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    monkeypatch.setattr("actionbook.appendices.pdf.office", lambda: None)

    status, output = told("run", "ExportPDF", path)

    assert status == 0
    assert "To look at: LibreOffice is not installed here" in output
    assert not list(tmp_path.glob("*.pdf"))


def test_a_copy_is_the_same_to_the_byte_and_never_overwritten(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    (copy,) = archive_copy.run(path, on=ON).files
    assert copy.read_bytes() == path.read_bytes()
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
    assert archive_copy.run(path, on=ON).files == (copy,)
    copy.write_bytes(b"another")

    with pytest.raises(actionbook.ActionbookError, match="is there already"):
        archive_copy.run(path, on=ON)
    assert copy.read_bytes() == b"another"


def test_no_two_doors_answer_to_one_name() -> None:
    names = [
        name.casefold().replace(" ", "")
        for door in DOORS
        for name in (*door.USUAL_NAMES, *door.CAPTIONS)
    ]
    by_door = [{name.casefold().replace(" ", "") for name in
                (*door.USUAL_NAMES, *door.CAPTIONS)} for door in DOORS]  # fmt: skip

    assert sum(map(len, by_door)) == len(set(names))


@pytest.mark.parametrize(
    "name", ["tidy-text", "TidyText", "Module1.TrimAll", "trim spaces", "tidy_text"]
)
def test_a_macro_runs_under_any_of_its_names(tmp_path: Path, name: str) -> None:
    path = planbook(tmp_path, {"progress": "Draft  done."})

    status, output = told("run", name, path, "--dry-run")

    assert status == 0
    assert output == (
        f"Actions!J5: 'Draft  done.' becomes 'Draft done.'\n{path}: 1 change to make\n"
    )


def test_a_near_miss_is_told_and_no_plan_is_asked_for(tmp_path: Path) -> None:
    status, output = told("run", "TidyTxt", planbook(tmp_path, {}))
    assert (status, "Did you mean 'tidy-text'?" in output) == (2, True)

    status, output = told("run", "tidy-text")
    assert (status, "Name the plan too" in output) == (2, True)


def test_without_a_name_the_macros_are_listed() -> None:
    status, output = told("run")

    assert status == 0
    assert len(output.splitlines()) == len(DOORS)
    assert output == CliRunner().invoke(main, ["macros", "list"]).output


def test_every_module_is_a_door_that_is_listed() -> None:
    folder = Path(roll_forward.__file__).parent
    modules = {path.stem for path in folder.glob("[a-z]*.py")} - {"changes"}

    assert {door.__name__.rpartition(".")[2] for door in DOORS} == modules
    for door in DOORS:
        assert door.DID
        assert door.DIFFERS
