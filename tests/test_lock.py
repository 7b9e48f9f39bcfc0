"""Who has the workbook open, by the notes beside it; and the copies that a sync left."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from actionbook.errors import WorkbookBusyError
from actionbook.workbook.lock import conflict_copies, holder, refuse_if_open

posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="on Windows a note counts only while the file is open"
)
pytestmark = posix_only


def owner_file(name: str, *, narrow: bytes | None = None) -> bytes:
    """The 165 bytes that Excel writes while *name* has a workbook open."""
    ansi = name.encode("cp1252", "replace") if narrow is None else narrow
    wide = name.encode("utf-16-le")
    return (
        (bytes([len(ansi)]) + ansi).ljust(55)
        + len(name).to_bytes(2, "little")
        + wide
        + b" \0" * ((108 - len(wide)) // 2)
    )


class Note(NamedTuple):
    """A note beside plan.xlsx and the name that it gives."""

    name: str
    file: str
    data: bytes
    holder: str | None


EXCEL, OFFICE = "~$plan.xlsx", ".~lock.plan.xlsx#"
NOTES = (
    Note("Excel", EXCEL, owner_file("Jane Smith"), "Jane Smith"),
    Note("a name beyond the computer's letters", EXCEL, owner_file("Jan Havlíček"), "Jan Havlíček"),
    Note("a name of one letter", EXCEL, owner_file("J"), "J"),
    Note("the longest name", EXCEL, owner_file("x" * 54), "x" * 54),
    Note("no name", EXCEL, owner_file(""), "somebody"),
    Note("white space for a name", EXCEL, owner_file("   "), "somebody"),
    Note("only the short copy", EXCEL, owner_file("Jane")[:55].ljust(165, b"\0"), "Jane"),
    Note("an accent in the short copy", EXCEL, b"\x04Jos\xe9".ljust(165, b"\0"), "José"),
    Note("a line end in the name", EXCEL, owner_file("Jane\r\nSmith"), "Jane Smith"),
    Note("empty", EXCEL, b"", "somebody"),
    Note("nonsense", EXCEL, b"\xff" * 165, "somebody"),
    Note("cut short", EXCEL, owner_file("Jane")[:3], "Ja"),
    Note(
        "LibreOffice",
        OFFICE,
        b"Jane Smith,jsmith,PC-0042,22.11.2026 09:15,file:///C:/Users/jsmith;",
        "Jane Smith",
    ),
    Note("LibreOffice without a name", OFFICE, b",jsmith,PC-0042,22.11.2026 09:15,;", "jsmith"),
    Note("LibreOffice with a computer only", OFFICE, b",,PC-0042,22.11.2026 09:15,;", "PC-0042"),
    Note("LibreOffice with a comma", OFFICE, rb"Smith\, Jane,j,PC,22.11.2026,;", "Smith, Jane"),
    Note("LibreOffice in UTF-8", OFFICE, "Zoë,z,PC,22.11.2026,;".encode(), "Zoë"),
    Note("LibreOffice with nothing", OFFICE, b",,,,;", "somebody"),
    Note("LibreOffice empty", OFFICE, b"", "somebody"),
    Note("another workbook's", "~$plan2.xlsx", owner_file("Jane"), None),
    Note("another's by two letters less", "~$an.xlsx", owner_file("Jane"), None),
)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.name)
def test_a_note_beside_the_workbook_names_who_has_it(note: Note, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"x")
    (tmp_path / note.file).write_bytes(note.data)

    found = holder(path)

    assert found == note.holder
    assert (tmp_path / note.file).read_bytes() == note.data


def test_without_a_note_nobody_has_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"x")

    refuse_if_open(path)

    assert holder(path) is None


def test_a_long_name_loses_two_letters_to_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "review plan.xlsx"
    path.write_bytes(b"x")
    (tmp_path / "~$view plan.xlsx").write_bytes(owner_file("Jane Smith"))

    assert holder(path) == "Jane Smith"


def test_the_note_of_a_file_that_is_there_is_that_files(tmp_path: Path) -> None:
    path = tmp_path / "review plan.xlsx"
    path.write_bytes(b"x")
    (tmp_path / "view plan.xlsx").write_bytes(b"x")
    (tmp_path / "~$view plan.xlsx").write_bytes(owner_file("Jane Smith"))

    assert holder(path) is None


def test_a_note_that_may_not_be_read_still_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"x")
    (tmp_path / EXCEL).write_bytes(owner_file("Jane Smith"))

    def refused(*_: object) -> None:
        raise PermissionError(13, "held by Excel")

    monkeypatch.setattr(Path, "open", refused)

    assert holder(path) == "somebody"


def test_the_note_of_what_a_link_leads_to_counts(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "plan.xlsx").write_bytes(b"x")
    (tmp_path / "real" / EXCEL).write_bytes(owner_file("Jane Smith"))
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real" / "plan.xlsx")

    assert holder(tmp_path / "link.xlsx") == "Jane Smith"


def test_the_refusal_names_the_person_and_the_program(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    (tmp_path / EXCEL).write_bytes(owner_file("Jane Smith"))

    with pytest.raises(WorkbookBusyError) as refused:
        refuse_if_open(path)

    assert str(refused.value) == (
        "plan.xlsx is open in Excel (Jane Smith has it); nothing was written. "
        "Close it and run again."
    )


def test_the_refusal_names_libreoffice(tmp_path: Path) -> None:
    (tmp_path / OFFICE).write_bytes(b"")

    with pytest.raises(WorkbookBusyError, match=r"is open in LibreOffice \(somebody has it\)"):
        refuse_if_open(tmp_path / "plan.xlsx")


CONFLICTS = (
    "plan-DESKTOP-4F2K1AB.xlsx",
    "plan-LAPTOP01.xlsx",
    "plan-LAPTOP01-2.xlsx",
    "plan-JSMITH-PC.xlsx",
    "plan-NFDC0042.xlsx",
    "Plan-WIN-9KQ2.XLSX",
    "plan (1).xlsx",
    "plan(2).xlsx",
    "plan (Jane Smith's conflicted copy 2026-11-22).xlsx",
    "plan (conflicted copy 2026-11-22 091500).xlsx",
    "plan.sync-conflict-20261122-091500-ABCDEFG.xlsx",
    "plan_conflict-20261122-091500.xlsx",
    "plan-Conflict.xlsx",
)
NO_CONFLICTS = (
    "plan.xlsx",
    "plan-appendix.xlsx",
    "plan-APPENDIX.xlsx",
    "plan-APPENDIX-2.xlsx",
    "plan-Q3.xlsx",
    "plan-2026.xlsx",
    "plan-2026-11-22.xlsx",
    "plan-2026-Q3.xlsx",
    "plan-NOV2026.xlsx",
    "plan-V2.xlsx",
    "plan-FINAL-V12.xlsx",
    "plan-DRAFT2.xlsx",
    "plan-FY2627.xlsx",
    "plan-HOUSING.xlsx",
    "plan-b.xlsx",
    "plan - Copy.xlsx",
    "plan (2026).xlsx",
    "plan (old).xlsx",
    "plan2.xlsx",
    "planning-LAPTOP01.xlsx",
    "plan-LAPTOP01.docx",
    "~$plan.xlsx",
    "other (1).xlsx",
)


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_that_a_sync_made_is_reported(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")

    assert conflict_copies(tmp_path / "plan.xlsx") == (tmp_path / name,)


@pytest.mark.parametrize("name", NO_CONFLICTS)
def test_a_file_of_the_officers_own_is_no_conflict(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")

    assert conflict_copies(tmp_path / "plan.xlsx") == ()


def test_conflicts_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("plan (2).xlsx", "plan (1).xlsx", "plan.xlsx"):
        (tmp_path / name).write_bytes(b"x")

    found = [path.name for path in conflict_copies(tmp_path / "plan.xlsx")]

    assert found == ["plan (1).xlsx", "plan (2).xlsx"]


def test_a_folder_that_is_not_there_holds_no_conflicts(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "missing" / "plan.xlsx") == ()
