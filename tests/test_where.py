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
