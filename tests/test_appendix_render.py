"""The appendix as a workbook: what a committee sees, and what nobody may find in it."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from builders import ON, SETTINGS, plan
from dump import dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from actionbook.appendices.content import appendix
from actionbook.appendices.layouts import LAYOUTS
from actionbook.appendices.placing import refuse_foreign
from actionbook.appendices.render import render
from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.plan.model import Issue, Meeting, Plan, Status, Term

VALIDATOR = Path(__file__).parents[2] / "shared" / "tools" / "ooxml-validate"
SOFFICE = shutil.which("soffice")
SECRETS = tuple(f"Zq{number:02}secret" for number in range(25))
APPROVED = {"approval": "Cabinet minute 14", "approved_on": date(2026, 9, 1)}

SLIPPING = plan(
    {
        "ref": "1a",
        "action": "Write down who decides what about the harbour",
        "timescale_text": "end of September 2026",
        "due": date(2026, 9, 30),
        "outcome": "Users know whom to ask",
    },
    {
        "ref": "1a.i",
        "part_of": "1a",
        "lead": "",
        "action": "Ask every berth holder",
        "status": Status.COMPLETE,
        "completed_on": date(2026, 10, 12),
        "progress": "214 replies, for SMT.",
    },
    {"ref": "1a.ii", "part_of": "1a", "lead": "MG", "action": "Draft the scheme", "progress": ""},
    {
        "ref": "1b",
        "action": "Train members",
        "due": date(2026, 12, 15),
        "status": Status.NOT_STARTED,
    },
    {"ref": "2a", "issue": "2", "lead": "", "timescale_text": "", "due": None, "status": None},
    {
        "ref": "2b",
        "issue": "2",
        "lead": "WJ",
        "timescale_text": "31 July 2026",
        "due": date(2026, 7, 31),
        "revised_due": date(2027, 1, 31),
        **APPROVED,
    },
    {"ref": "2c", "issue": "2", "status": Status.WITHDRAWN, **APPROVED},
    {"ref": "2d", "issue": "2", "action": "Not for the public", "publication": "Exempt para 3"},
    issues=(
        Issue(2, "1", section="Harbour", issue="Who decides is not written down"),
        Issue(3, "2", section="Money", issue="Budgets are set apart", priority="High"),
    ),
    glossary=(Term("SMT", "Senior Management Team"), Term("CQC", "Care Quality Commission")),
    settings=replace(SETTINGS, approved_by="Cabinet,", source_of_the_review="Peer challenge"),
)

MEETING = Meeting(0, "Audit Committee", date(2026, 12, 8), appendix_letter="B")
EACH = tuple(product(LAYOUTS, ("public", "print")))
"""Every layout in either edition."""

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://example.org","Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    '"=1+1',
    "'=1+1",
    "{=1+1}",
    '=IMPORTXML(CONCAT("http://example.org/",A1),"//a")',
)


def made(plan: Plan, folder: Path, *, layout: str, edition: str = "print") -> Path:
    """The finished appendix of *plan*."""
    path = folder / f"{layout}-{edition}.xlsx"
    content = appendix(plan, on=ON, layout=layout, edition=edition, meeting=MEETING)
    render(content, path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    """The uncompressed parts of a workbook, by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(path: Path) -> Iterator[str]:
    """Every text of a workbook, as openpyxl reads it."""
    for sheet in load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield from (value for value in row if isinstance(value, str))


@pytest.mark.parametrize(("layout", "edition"), EACH)
def test_the_appendix_reads_as_agreed(
    layout: str, edition: str, tmp_path: Path, agrees_with_golden: Callable[[str, str], None]
) -> None:
    path = made(SLIPPING, tmp_path, layout=layout, edition=edition)

    text = dump(path)
    if layout != "issue":
        # The other sheets are the same in every layout, but for what it is called.
        text = f"== Action plan{text.partition('== Action plan')[2].partition('== ')[0]}"
    agrees_with_golden(text, f"appendix-{layout}-{edition}.txt")


@pytest.mark.parametrize(("layout", "edition"), [("issue", "print"), ("area", "public")])
def test_the_same_appendix_is_the_same_bytes(layout: str, edition: str, tmp_path: Path) -> None:
    first = made(SLIPPING, tmp_path, layout=layout, edition=edition).read_bytes()

    assert made(SLIPPING, tmp_path, layout=layout, edition=edition).read_bytes() == first


@pytest.mark.parametrize(("layout", "edition"), EACH)
def test_nothing_of_a_row_that_is_not_public_is_in_the_file(
    layout: str, edition: str, tmp_path: Path
) -> None:
    fields = (
        "action",
        "outcome",
        "progress",
        "evidence",
        "approval",
        "change_reason",
        "last_reported",
        "verified_by",
        "timescale_text",
        "depends_on",
    )
    words = ("Internal", "Confidential", "Exempt para 1", "Exempt para 7")
    hidden: list[dict[str, Any]] = [
        {
            "ref": f"X{number}",
            "issue": "9",
            "publication": words[number % 4],
            fields[number % len(fields)]: secret,
            "lead": f"{secret} Officer",
        }
        for number, secret in enumerate(SECRETS)
    ]
    issue = Issue(9, "9", section="Zqissue", issue="Zqissue", risk_factors="Zqissue")
    secret = plan({}, *hidden, issues=(Issue(2, "1"), issue), glossary=(Term("Zqterm", "Zqterm"),))

    path = made(secret, tmp_path, layout=layout, edition=edition)

    found = b"".join(parts(path).values())
    assert b"Zq" not in found
    assert b"Zq" not in path.read_bytes()


@pytest.mark.parametrize(("layout", "edition"), EACH)
def test_text_that_looks_like_a_formula_is_read_back_as_the_very_text(
    layout: str, edition: str, tmp_path: Path
) -> None:
    injected = plan(*({"progress": payload} for payload in PAYLOADS))

    path = made(injected, tmp_path, layout=layout, edition=edition)

    by_calamine = {
        value
        for row in python_calamine.load_workbook(path).get_sheet_by_name("Action plan").to_python()
        for value in row
    }
    assert by_calamine.issuperset(PAYLOADS)
    assert set(texts(path)).issuperset(PAYLOADS)
    assert not any(b"<f>" in part or b"<f " in part for part in parts(path).values())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_is_read_back_as_the_very_text(tmp_path: Path, text: str) -> None:
    path = made(plan({"progress": text}), tmp_path, layout="register")

    rows = python_calamine.load_workbook(path).get_sheet_by_name("Action plan").to_python()
    place = rows[2].index("Progress")
    assert str(rows[3][place]) == text


def test_a_long_text_is_cut_into_rows_and_none_of_it_is_lost(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(900))

    path = made(plan({"progress": words}, {}), tmp_path, layout="issue")

    sheet = load_workbook(path)["Action plan"]
    said = " ".join(str(cell.value) for cell in sheet["E"][3:] if cell.value)
    assert said.split()[:900] == words.split()
    assert all((row.height or 0) <= 409 for row in sheet.row_dimensions.values())


def test_title_language_and_author_are_said_and_no_user_is_named(tmp_path: Path) -> None:
    path = made(SLIPPING, tmp_path, layout="issue")

    said = load_workbook(path).properties
    assert said.title == "Harbour review"
    assert said.language == "en-GB"
    assert said.creator == said.lastModifiedBy == "Saltmere Borough Council"


def test_days_before_1900_are_written_in_words(tmp_path: Path) -> None:
    jubilee = date(1897, 6, 22)
    path = made(plan({"start": jubilee, "owned": {"start": jubilee}}), tmp_path, layout="register")

    assert "22 June 1897" in set(texts(path))


def test_a_title_with_an_ampersand_stays_whole_in_the_footer(tmp_path: Path) -> None:
    titled = plan({}, settings=replace(SETTINGS, title="2026 Fire & Rescue " + "review " * 30))

    path = made(titled, tmp_path, layout="issue")

    footer = parts(path)["xl/worksheets/sheet1.xml"].split(b"<oddFooter>")[1].split(b"<")[0]
    assert footer.startswith(b"&amp;L&amp;8 2026 Fire &amp;&amp; Rescue review")
    assert footer.endswith(b"&amp;R&amp;8 Appendix B, page &amp;P of &amp;N")
    assert len(footer.replace(b"&amp;", b"&")) <= 255


# Where it is put


def test_a_workbook_that_is_there_is_replaced_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "issue-print.xlsx"
    path.write_bytes(b"last quarter's")

    made(SLIPPING, tmp_path, layout="issue")

    assert zipfile.is_zipfile(path)
    assert os.listdir(tmp_path) == ["issue-print.xlsx"]  # noqa: PTH208 - names are enough


def test_a_fault_leaves_the_old_workbook_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "appendix.xlsx"
    path.write_bytes(b"last quarter's")
    content = appendix(SLIPPING, on=ON)
    broken = replace(content, tables=(replace(content.actions, sheet="No such [name]"),))

    with pytest.raises(Exception, match="name"):
        render(broken, path)

    assert path.read_bytes() == b"last quarter's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ActionbookError, match=r"there is no folder .*gone"):
        render(appendix(SLIPPING, on=ON), tmp_path / "gone" / "appendix.xlsx")


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(ActionbookError, match="is a folder"):
        render(appendix(SLIPPING, on=ON), tmp_path)


def test_a_workbook_open_in_excel_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "~$appendix.xlsx").touch()

    with pytest.raises(WorkbookBusyError, match="is open in Excel"):
        render(appendix(SLIPPING, on=ON), tmp_path / "appendix.xlsx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_workbook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "appendix.xlsx"
    path.touch(mode=0o444)

    with pytest.raises(WorkbookBusyError, match="is read-only"):
        render(appendix(SLIPPING, on=ON), path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)

    with pytest.raises(WorkbookBusyError, match="cannot be written"):
        render(appendix(SLIPPING, on=ON), folder / "appendix.xlsx")


def test_an_appendix_of_ours_may_be_replaced(tmp_path: Path) -> None:
    path = made(SLIPPING, tmp_path, layout="issue")

    refuse_foreign(path)
    refuse_foreign(tmp_path / "not-there.xlsx")


def _saved_by_a_colleague(folder: Path) -> Path:
    path = made(SLIPPING, folder, layout="issue")
    book = load_workbook(path)
    book.properties.lastModifiedBy = "Jo Tarrant"
    book.save(path)
    return path


def _somebody_elses(folder: Path) -> Path:
    path = folder / "theirs.xlsx"
    Workbook().save(path)
    return path


def _no_workbook(folder: Path) -> Path:
    path = folder / "minutes.docx"
    path.write_bytes(b"minutes")
    return path


@pytest.mark.parametrize("made_by", [_saved_by_a_colleague, _somebody_elses, _no_workbook])
def test_a_file_that_is_not_ours_or_not_as_we_made_it_is_refused(
    tmp_path: Path, made_by: Callable[[Path], Path]
) -> None:
    with pytest.raises(ActionbookError, match="add --force"):
        refuse_foreign(made_by(tmp_path))


# What others say of it


def _long() -> Plan:
    """A plan that fills pages: long words, long issues, steps, every RAG."""
    rows: list[dict[str, Any]] = [
        {
            "ref": f"{number}",
            "issue": str(number // 7),
            "part_of": str(number - 1) if number % 5 == 4 else "",
            "progress": "The board met and heard the users. " * (number % 40),
            "status": [None, *Status][number % 7],
            "due": date(2026, 8 + number % 5, 28),
            "start": date(2027, 1, 1) if number % 3 else None,
        }
        for number in range(60)
    ]
    issues = tuple(Issue(2 + number, str(number), issue="An issue " * 9) for number in range(9))
    return plan(*rows, issues=issues)


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_the_open_xml_sdk_finds_no_error(tmp_path: Path) -> None:
    injected = plan(*({"progress": payload, "action": payload} for payload in PAYLOADS))
    for name, each in (("slipping", SLIPPING), ("long", _long()), ("injected", injected)):
        for layout in ("issue", "register"):
            made(each, tmp_path, layout=layout).rename(tmp_path / f"{name}-{layout}.xlsx")

    said = subprocess.run(
        [VALIDATOR, *sorted(tmp_path.glob("*.xlsx"))], capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_it_on_the_pages_that_were_planned(tmp_path: Path) -> None:
    paths = [made(_long(), tmp_path, layout=layout) for layout in ("issue", "register")]
    profile = (tmp_path / "profile").as_uri()

    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    for path in paths:
        printed = path.with_suffix(".pdf").read_bytes()
        planned = sum(len(sheet.row_breaks.brk) + 1 for sheet in load_workbook(path))
        assert printed.count(b"/Type/Page/") == planned
