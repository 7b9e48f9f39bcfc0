"""Whether a night writes into the plan, or only reads it and puts its findings beside it."""

import os
from collections.abc import Mapping
from pathlib import Path

from actionbook.plan.settings import Settings

__all__ = ["reads_only"]

_SYNCED = ("onedrive", "sharepoint")
_MOUNTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""What Windows calls the folders that OneDrive keeps."""
_MARK = ".849C9593-D756-4E56-8D6E-42412F2A707B"
"""The hidden file that OneDrive puts at the top of every library that it syncs."""
_LOOK = "desktop.ini"
_LONGEST_LOOK = 1 << 14


def reads_only(
    path: Path, settings: Settings, *, environment: Mapping[str, str] = os.environ
) -> bool:
    """
    Whether the plan *path* is only read: its own setting says, else where it stands.

    In a folder that OneDrive or SharePoint keeps, a file that is written while somebody works on
    it elsewhere becomes two files; so there the findings go to a workbook of their own. Such a
    folder is told by its name, by what Windows says, or by what OneDrive leaves in it.
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
    if any(mount and path.is_relative_to(mount) for mount in mounts):
        return True
    return any(_is_marked(folder) for folder in path.parents)


def _is_marked(folder: Path) -> bool:
    """Whether OneDrive has put its mark in *folder*, or its own icon on it."""
    try:
        if (folder / _MARK).exists():
            return True
        with (folder / _LOOK).open("rb") as stream:
            look = stream.read(_LONGEST_LOOK)
    except OSError:
        return False
    # Windows writes the file in either of two encodings, of which one has a zero in each letter.
    said = look.replace(b"\0", b"").lower()
    return any(name.encode() in said for name in _SYNCED)
