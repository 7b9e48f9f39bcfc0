"""Plans in .xls and .ods: the same plan as .xlsx gives, or a clear word."""

import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from corpus import OFFICE, needs_office
from kind_check import outcome_of
from kind_files import ods_of, xlsx_by_openpyxl
from plan_kinds import Kind, made

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.excel_book import grids_of
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.open_document import told_of_sheets

# One of each layout.
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

    old, new = (grids_of(tmp_path / f"5.{kind}").grids for kind in ("xls", "xlsx"))
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


def test_an_open_document_tells_merges_formulas_and_months_as_excel_does(tmp_path: Path) -> None:
    for kind in KINDS:
        ods_of(kind.sheets, tmp_path / "plan.ods")
        xlsx_by_openpyxl(kind.sheets, tmp_path / "plan.xlsx")
        for one, other in zip(
            grids_of(tmp_path / "plan.ods").grids,
            grids_of(tmp_path / "plan.xlsx").grids,
            strict=True,
        ):
            assert sorted(one.merges) == sorted(other.merges)
            assert (one.formulas, one.months) == (other.formulas, other.months)


OWN = '<style:style style:name="own" style:family="table-cell" style:parent-style-name="Red"/>'
NAMED = (
    '<style:style style:name="Red" style:family="table-cell"><style:table-cell-properties'
    ' fo:background-color="#ff0000"/></style:style>'
)


@pytest.mark.parametrize(
    ("columns", "cell", "expected"),
    [
        ("", 'table:style-name="own"', {(2, 2): "FF0000"}),
        ('<table:table-column/><table:table-column table:default-cell-style-name="own"/>', "",
         {(2, 2): "FF0000"}),
        ("", "", {}),
    ],
)  # fmt: skip
def test_the_colour_of_a_cell_is_its_style_s_or_its_column_s(
    tmp_path: Path, columns: str, cell: str, expected: dict[tuple[int, int], str]
) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1"><table:table-cell'
        ' table:number-columns-repeated="2"/></table:table-row>'
        f"<table:table-row><table:table-cell><text:p>Late</text:p></table:table-cell>"
        f"<table:table-cell {cell}/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:style-name="own" table:number-columns-repeated="16384"/></table:table-row>'
    )
    package(tmp_path / "plan.ods", f"{columns}{rows}", {"styles.xml": NAMED, "content.xml": OWN})

    assert told_of_sheets(tmp_path / "plan.ods")["Plan"].colours == expected


def package(path: Path, sheet: str, styles: Mapping[str, str]) -> None:
    """An .ods of one sheet, with its styles by the part in which they stand."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"),
                            ("style", "style"), ("fo", "xsl-fo-compatible"))
    )  # fmt: skip
    body = (
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="Plan">{sheet}</table:table>'
        "</office:spreadsheet></office:body>"
    )
    with zipfile.ZipFile(path, "w") as made:
        for name, said in styles.items():
            more = body if name == "content.xml" else ""
            made.writestr(
                name, f"<office:document {spaces}><office:styles>{said}</office:styles>{more}"
                "</office:document>"
            )  # fmt: skip


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
