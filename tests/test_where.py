from pathlib import Path
from typing import NamedTuple

import pytest
from builders import SETTINGS

from actionbook.nightly.where import reads_only


class Case(NamedTuple):
    path: str
    is_read_only: bool


CASES = (
    Case("/home/jt/OneDrive - Saltmere Council/Plans/plan.xlsx", is_read_only=True),
    Case("/mnt/SharePoint/Plans/plan.xlsx", is_read_only=True),
    Case("/net/saltmere.sharepoint.com/Plans/plan.xlsx", is_read_only=True),
    Case("/mounted/by the system/Plans/plan.xlsx", is_read_only=True),
    Case("/srv/plans/onedrive.xlsx", is_read_only=False),
    Case("/srv/plans/plan.xlsx", is_read_only=False),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_a_plan_in_a_folder_that_is_synced_is_only_read(case: Case) -> None:
    environment = {"OneDriveCommercial": "/mounted/by the system"}

    assert reads_only(Path(case.path), SETTINGS, environment=environment) is case.is_read_only


@pytest.mark.parametrize(("said", "expected"), [("plan", False), ("outputs only", True)])
def test_what_the_plan_says_of_itself_comes_first(said: str, *, expected: bool) -> None:
    from dataclasses import replace

    settings = replace(SETTINGS, nightly_writes=said)

    for folder in ("/OneDrive/a", "/srv/b"):
        assert reads_only(Path(folder) / "p.xlsx", settings, environment={}) is expected


class Mark(NamedTuple):
    """What stands in the folder above a plan's, and whether a sync put it there."""

    name: str
    holds: bytes
    is_read_only: bool


ICON = "[.ShellClassInfo]\r\nIconResource=C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe,2\r\n"
MARKS = (
    Mark(".849C9593-D756-4E56-8D6E-42412F2A707B", b"", is_read_only=True),
    Mark("desktop.ini", ICON.encode(), is_read_only=True),
    Mark("desktop.ini", ICON.encode("utf-16"), is_read_only=True),
    Mark("desktop.ini", b"[.ShellClassInfo]\r\nInfoTip=SharePoint Site\r\n", is_read_only=True),
    Mark("desktop.ini", b"[.ShellClassInfo]\r\nIconFile=folder.ico\r\n", is_read_only=False),
    Mark("OneDrive notes.txt", b"OneDrive", is_read_only=False),
)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: f"{mark.name} {mark.holds[:9]!r}")
def test_a_library_that_is_synced_is_told_by_what_stands_in_it(tmp_path: Path, mark: Mark) -> None:
    (tmp_path / "Plans").mkdir()
    (tmp_path / mark.name).write_bytes(mark.holds)

    told = reads_only(tmp_path / "Plans" / "plan.xlsx", SETTINGS, environment={})

    assert told is mark.is_read_only
