"""Whether a night writes into the plan, or only reads it and puts its findings beside it."""

import os
from collections.abc import Mapping
from pathlib import Path

from actionbook.plan.settings import Settings

__all__ = ["reads_only"]

_SYNCED = ("onedrive", "sharepoint")
_MOUNTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""What Windows calls the folders that OneDrive keeps."""


def reads_only(
    path: Path, settings: Settings, *, environment: Mapping[str, str] = os.environ
) -> bool:
    """
    Whether the plan *path* is only read: its own setting says, else where it stands.

    In a folder that OneDrive or SharePoint keeps, a file that is written while somebody works on
    it elsewhere becomes two files; so there the findings go to a workbook of their own.
    """
    if settings.nightly_writes:
        return settings.nightly_writes == "outputs only"
    return _is_synced(path.absolute(), environment)


def _is_synced(path: Path, environment: Mapping[str, str]) -> bool:
    folders = path.parent.parts
    if any(
        folder.casefold().startswith(_SYNCED) or ".sharepoint.com" in folder.casefold()
        for folder in folders
    ):
        return True
    mounts = (environment.get(name) for name in _MOUNTS)
    return any(mount and path.is_relative_to(mount) for mount in mounts)
