"""What the system answers in the middle of a save is told, and nothing is changed by it."""

import errno
import os
from pathlib import Path
from typing import NamedTuple

import pytest
from zips import PARTS, SHEET, workbook

from actionbook.errors import ActionbookError, StaleChangeError, WorkbookBusyError
from actionbook.ooxml.package import Package

OTHER = PARTS[SHEET].replace(b"<v>1</v>", b"<v>2</v>")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "plan.xlsx")


def edited(path: Path) -> Package:
    package = Package.open(path)
    package.replace(SHEET, OTHER)
    return package


def listed(folder: Path) -> list[str]:
    return sorted(str(found.relative_to(folder)) for found in folder.rglob("*"))


class Fault(NamedTuple):
    """What the system answers, and what must be said of it by an error of which kind."""

    number: int
    kind: type[ActionbookError]
    said: str


FAULTS = (
    Fault(errno.ENOSPC, ActionbookError, "there is no room left on the disk of"),
    Fault(errno.EFBIG, ActionbookError, "there is no room left on the disk of"),
    Fault(errno.EACCES, WorkbookBusyError, "it or its folder"),
    Fault(errno.EPERM, WorkbookBusyError, "it or its folder"),
    Fault(errno.EROFS, WorkbookBusyError, "is read-only"),
    Fault(errno.EIO, ActionbookError, "was not saved (Input/output error)"),
)
CALLS = ("open", "fsync", "replace")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: errno.errorcode[fault.number])
def test_a_fault_of_the_system_is_told_and_nothing_changes(
    path: Path, fault: Fault, call: str
) -> None:
    before = path.read_bytes()
    package = edited(path)

    def failing(*_: object, **__: object) -> None:
        raise OSError(fault.number, os.strerror(fault.number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, failing)
        with pytest.raises(ActionbookError) as refused:
            package.save()

    assert type(refused.value) is fault.kind
    assert str(refused.value).startswith("plan.xlsx ")
    assert fault.said in str(refused.value)
    assert path.read_bytes() == before
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_folder_that_cannot_be_flushed_is_no_fault(path: Path) -> None:
    flushed: list[int] = []

    def fsync(descriptor: int) -> None:
        flushed.append(descriptor)
        if len(flushed) > 1:
            raise OSError(errno.EINVAL, "not for folders")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        edited(path).save()

    assert Package.open(path).read(SHEET) == OTHER


@pytest.mark.parametrize("call", ["chmod", "utime"])
def test_a_share_that_keeps_no_modes_or_times_is_written_all_the_same(
    path: Path, call: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "not on this share")

    package = edited(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refused)
        package.save()

    assert Package.open(path).read(SHEET) == OTHER


class WindowsError(PermissionError):
    """What Windows answers when another program holds the file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "used by another process")
        self.winerror = winerror


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between the attempts to move the file, which are not waited."""
    waits: list[float] = []
    monkeypatch.setattr("actionbook.ooxml.save.time.sleep", waits.append)
    return waits


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_held_for_a_moment_is_waited_for(
    path: Path, winerror: int, moves: list[float]
) -> None:
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        if len(moves) < 3:
            raise WindowsError(winerror)
        really(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        edited(path).save()

    assert moves == [0.1, 0.2, 0.4]
    assert Package.open(path).read(SHEET) == OTHER


def test_a_file_held_for_long_is_busy(path: Path, moves: list[float]) -> None:
    def replace(*_: object) -> None:
        raise WindowsError(32)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(WorkbookBusyError, match="another program has it open"):
            edited(path).save()

    assert sum(moves) < 4
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_file_changed_while_it_was_held_is_left_to_its_writer(
    path: Path, moves: list[float]
) -> None:
    def replace(*_: object) -> None:
        path.write_bytes(b"theirs")
        raise WindowsError(32)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(StaleChangeError):
            edited(path).save()

    assert len(moves) == 1
    assert path.read_bytes() == b"theirs"
