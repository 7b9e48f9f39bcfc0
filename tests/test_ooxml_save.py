"""A save is all or nothing: old or new whole, whatever fails, and no litter."""

import errno
import os
import sys
from pathlib import Path

import pytest
from zips import PARTS, SHEET, Item, workbook

from actionbook.errors import (
    ActionbookError,
    ContentLossError,
    StaleChangeError,
    WorkbookBusyError,
)
from actionbook.ooxml import save
from actionbook.ooxml.package import Package
from actionbook.ooxml.source import fingerprint

OTHER = PARTS[SHEET].replace(b"<v>1</v>", b"<v>2</v>")
LITTER = ".actionbook-plan.xlsx.tmp"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "plan.xlsx")


def edited(path: Path) -> Package:
    package = Package.open(path)
    package.replace(SHEET, OTHER)
    return package


def listed(folder: Path) -> list[str]:
    return sorted(str(found.relative_to(folder)) for found in folder.rglob("*"))


def test_without_an_edit_nothing_is_touched(path: Path) -> None:
    os.utime(path, (1_000_000, 1_000_000))
    before = path.stat(), path.read_bytes()
    package = Package.open(path)
    package.replace(SHEET, PARTS[SHEET])

    written = package.save(keep=path.with_name("kept.xlsx"))

    assert not written
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (
        before[0].st_mtime_ns,
        before[0].st_ino,
    )
    assert path.read_bytes() == before[1]
    assert listed(path.parent) == ["plan.xlsx"]


def test_the_package_stands_for_the_new_file_afterwards(path: Path) -> None:
    package = edited(path)

    package.save()
    first = package.is_edited, package.fingerprint == fingerprint(path), package.read(SHEET)
    package.replace(SHEET, PARTS[SHEET])
    package.save()

    assert first == (False, True, OTHER)
    assert Package.open(path).read(SHEET) == PARTS[SHEET]
    assert package.path == path
    assert listed(path.parent) == ["plan.xlsx"]


def test_to_another_file_the_original_is_left_alone(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()

    edited(path).save(tmp_path / "new.xlsx")

    assert path.read_bytes() == before
    assert Package.open(tmp_path / "new.xlsx").read(SHEET) == OTHER


def test_to_another_file_a_copy_is_made_even_without_an_edit(path: Path, tmp_path: Path) -> None:
    written = Package.open(path).save(tmp_path / "new.xlsx")

    assert written
    assert (tmp_path / "new.xlsx").read_bytes() == path.read_bytes()


def test_to_itself_by_another_name_is_in_place(path: Path) -> None:
    package = Package.open(path)

    assert not package.save(path.parent / "." / "plan.xlsx")
    package.replace(SHEET, OTHER)
    package.save(path.parent / "." / "plan.xlsx")

    assert not package.is_edited


def test_the_old_bytes_are_kept_first(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    keep = tmp_path / "state" / "backups" / "plan-1.xlsx"

    edited(path).save(keep=keep)

    assert keep.read_bytes() == before
    assert listed(tmp_path / "state") == ["backups", "backups/plan-1.xlsx"]


def test_no_backup_no_save(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    (tmp_path / "state").write_text("a file where the folder should be")

    with pytest.raises(ActionbookError, match="plan-1"):
        edited(path).save(keep=tmp_path / "state" / "plan-1.xlsx")

    assert path.read_bytes() == before
    assert listed(tmp_path) == ["plan.xlsx", "state"]


def test_what_was_written_is_shown_before_it_takes_the_place(path: Path) -> None:
    before = path.read_bytes()
    seen = []

    def verify(written: Package) -> None:
        seen.append((written.path.name, written.read(SHEET), path.read_bytes()))

    edited(path).save(verify=verify)

    assert seen == [(LITTER, OTHER, before)]


def test_a_verification_that_fails_stops_the_save(path: Path) -> None:
    before = path.read_bytes()

    def verify(_: Package) -> None:
        raise ContentLossError("plan.xlsx: Actions!A1 would not hold its new value")

    with pytest.raises(ContentLossError, match="would not hold"):
        edited(path).save(verify=verify)

    assert path.read_bytes() == before
    assert listed(path.parent) == ["plan.xlsx"]


def test_an_interruption_leaves_no_litter(path: Path) -> None:
    def verify(_: Package) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        edited(path).save(verify=verify)

    assert listed(path.parent) == ["plan.xlsx"]


@pytest.mark.parametrize("harm", ["bytes", "part", "gone"])
def test_what_the_disk_did_to_the_temporary_file_is_noticed(path: Path, harm: str) -> None:
    before = path.read_bytes()
    package = edited(path)
    whole = b"".join(package._parts.assembled())
    swapped = Package.open(workbook(path.with_name("other.xlsx"), None, Item(name="a.xml")))
    pieces = {"bytes": [whole[:-9]], "part": swapped._parts.assembled(), "gone": [b""]}[harm]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package._parts, "assembled", lambda: pieces)
        with pytest.raises(ActionbookError, match=r"plan\.xlsx was not saved"):
            package.save()

    assert path.read_bytes() == before
    assert listed(path.parent) == ["other.xlsx", "plan.xlsx"]


def test_a_file_swapped_while_it_is_saved_is_left_to_its_writer(path: Path) -> None:
    theirs = workbook(path.with_name("theirs.xlsx"), {SHEET: b"<worksheet/>"}).read_bytes()
    path.with_name("theirs.xlsx").unlink()

    def verify(_: Package) -> None:
        path.write_bytes(theirs)

    with pytest.raises(StaleChangeError, match=r"plan\.xlsx was changed by somebody else"):
        edited(path).save(verify=verify)

    assert path.read_bytes() == theirs
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_file_changed_in_place_with_its_old_time_is_noticed(path: Path) -> None:
    package = edited(path)
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[data.index(b"xl/workbook.xml") + 20] ^= 1  # in a part that nobody reads
    with path.open("r+b") as stream:
        stream.write(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    with pytest.raises(StaleChangeError):
        package.save(keep=path.with_name("kept.xlsx"))

    assert path.read_bytes() == data
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_file_deleted_meanwhile_is_not_made_anew(path: Path) -> None:
    with pytest.raises(StaleChangeError):
        edited(path).save(verify=lambda _: path.unlink())

    assert listed(path.parent) == []


@pytest.mark.parametrize("is_edited", [True, False])
def test_what_a_killed_save_left_is_cleared_by_the_next(path: Path, *, is_edited: bool) -> None:
    path.with_name(LITTER).write_bytes(b"half of it")
    keep = path.with_name("state") / "plan-2.xlsx"
    keep.parent.mkdir()
    keep.with_name(".actionbook-backup-plan.xlsx.tmp").write_bytes(b"half of it")
    package = edited(path) if is_edited else Package.open(path)

    package.save(keep=keep)

    kept = ["state/plan-2.xlsx"] if is_edited else []
    assert listed(path.parent) == ["plan.xlsx", "state", *kept]


def test_of_two_saves_at_once_the_second_is_told_so(path: Path) -> None:
    told = []

    def verify(_: Package) -> None:
        with pytest.raises(WorkbookBusyError, match=r"plan\.xlsx is being saved") as refused:
            edited(path).save()
        told.append(refused.value)

    edited(path).save(verify=verify)

    assert len(told) == 1
    assert Package.open(path).read(SHEET) == OTHER
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_read_of_the_unedited_does_not_clear_a_living_save(path: Path) -> None:
    def verify(_: Package) -> None:
        Package.open(path).save()

    edited(path).save(verify=verify)

    assert Package.open(path).read(SHEET) == OTHER


def test_a_name_as_long_as_the_system_takes_can_be_saved(tmp_path: Path) -> None:
    path = workbook(tmp_path / ("p" * 250 + ".xlsx"))

    edited(path).save()

    assert Package.open(path).read(SHEET) == OTHER
    assert listed(tmp_path) == [path.name]


@posix_only
def test_mode_is_kept_and_time_is_new(path: Path) -> None:
    path.chmod(0o640)
    os.utime(path, (1, 1))

    edited(path).save()

    assert path.stat().st_mode & 0o777 == 0o640
    assert path.stat().st_mtime > 1


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="not administrator")
def test_the_owner_is_kept(path: Path) -> None:
    os.chown(path, 1234, 2345)

    edited(path).save()

    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@posix_only
def test_where_the_owner_cannot_be_kept_the_group_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def fchown(_: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError(errno.EPERM, "not yours to give")

    monkeypatch.setattr(os, "fchown", fchown)
    save._give(3, 1234, 2345)

    assert asked == [(1234, 2345), (-1, 2345)]


@posix_only
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link = tmp_path / "shared" / "link.xlsx"
    link.symlink_to(path)

    edited(link).save()

    assert link.is_symlink()
    assert Package.open(path).read(SHEET) == OTHER
    assert listed(tmp_path) == ["plan.xlsx", "shared", "shared/link.xlsx"]


def test_a_file_marked_read_only_stays_as_it_is(path: Path) -> None:
    package = edited(path)
    before = path.read_bytes()
    path.chmod(0o444)

    with pytest.raises(WorkbookBusyError, match=r"^plan\.xlsx is read-only; nothing was written"):
        package.save()

    assert path.read_bytes() == before
    assert listed(path.parent) == ["plan.xlsx"]


def test_a_new_file_is_not_put_over_a_folder_or_into_a_missing_one(
    path: Path, tmp_path: Path
) -> None:
    with pytest.raises(ActionbookError, match="is a folder: name the file to write"):
        edited(path).save(tmp_path)
    with pytest.raises(ActionbookError, match=r"there is no folder .*missing; make it"):
        edited(path).save(tmp_path / "missing" / "new.xlsx")

    assert listed(tmp_path) == ["plan.xlsx"]
