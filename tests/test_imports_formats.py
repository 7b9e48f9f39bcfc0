"""Plans in .xls and .ods: the same plan as .xlsx gives, or a clear word."""

import re
import subprocess
from pathlib import Path

import pytest
from corpus import OFFICE, needs_office
from kind_check import outcome_of
from kind_files import ods_of, xlsx_by_openpyxl
from plan_kinds import Kind, made

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.excel_book import grids_of
from actionbook.imports.excel_plan import excel_draft

# One of each layout; what a day shows as, as where it shows a month, is told of .xlsx alone.
KINDS = [made(number) for number in range(0, 100, 11)]


@pytest.mark.libreoffice
@needs_office
def test_workbooks_of_excel_97_give_what_is_in_them(tmp_path: Path) -> None:
    assert OFFICE is not None
    for number, kind in enumerate(KINDS):
        xlsx_by_openpyxl(kind.sheets, tmp_path / f"{number}.xlsx")
    profile = (tmp_path / "profile").as_uri()
    made_of = [str(path) for path in sorted(tmp_path.glob("*.xlsx"))]
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xls",
         "--outdir", str(tmp_path), *made_of],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    old, new = (grids_of(tmp_path / f"5.{kind}") for kind in ("xls", "xlsx"))
    assert [sorted(grid.merges) for grid in old] == [sorted(grid.merges) for grid in new]
    assert len(old[0].merges) == 4
    outcomes = [outcome_of(kind, tmp_path / f"{at}.xls") for at, kind in enumerate(KINDS)]

    assert [each.faults for each in outcomes] == [[]] * len(KINDS)
    assert [each.wrong for each in outcomes] == [[]] * len(KINDS)


@pytest.mark.parametrize("kind", KINDS[:4], ids=lambda kind: kind.name)
def test_an_open_document_gives_what_excel_gives(kind: Kind, tmp_path: Path) -> None:
    ods_of(kind.sheets, tmp_path / "plan.ods")
    xlsx_by_openpyxl(kind.sheets, tmp_path / "plan.xlsx")

    one, other = excel_draft(tmp_path / "plan.ods"), excel_draft(tmp_path / "plan.xlsx")

    assert [row.values["action"] for row in one.tables["Actions"]] == [
        row.values["action"] for row in other.tables["Actions"]
    ]
    assert [(each.cell, each.column) for each in one.columns] == [
        (each.cell, each.column) for each in other.columns
    ]


@pytest.mark.parametrize("name", ["plan.xls", "plan.ods", "plan.xlsb"])
@pytest.mark.parametrize("content", [b"", b"no workbook at all", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_said_to_be_none(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(WorkbookUnreadableError, match=re.escape(name)):
        excel_draft(path)


def test_an_open_document_cut_short_is_said_to_be_broken(tmp_path: Path) -> None:
    path = tmp_path / "plan.ods"
    ods_of(KINDS[0].sheets, path)
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(WorkbookUnreadableError, match=r"plan\.ods"):
        excel_draft(path)
