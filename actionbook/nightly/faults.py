"""What stops a night, in a line for whoever reads its record; a fault of our own said to be one."""

import errno
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookUnreadableError

__all__ = ["explained", "fault_line"]

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def explained(fault: OSError, path: Path) -> ActionbookError:
    """What the system said while a night was at work on the plan *path*, in a sentence."""
    where = fault.filename2 or fault.filename or path.parent
    reason = fault.strerror or type(fault).__name__
    if fault.errno in _FULL:
        return ActionbookError(
            f"{path.name} was not refreshed: there is no room left on the disk of {path.parent}. "
            "Free some and run again; all is as it was."
        )
    if fault.errno in _FORBIDDEN:
        return ActionbookError(
            f"{path.name} was not refreshed: {where} may not be read or written ({reason}). Ask "
            f"who keeps {path.parent} for the rights, and run again."
        )
    return WorkbookUnreadableError(
        f"{path.name} was not refreshed: {where}: {reason}. Check the drive, and run again."
    )


def fault_line(fault: Exception) -> str:
    """What stopped a night, in one line; a fault of our own with its kind."""
    if isinstance(fault, ActionbookError):
        return str(fault)
    said = " ".join(str(fault).split())
    return (
        f"a fault in actionbook itself ({type(fault).__name__}: {said}). The plan is as it was. "
        "Please report it, with the file refresh.log."
    )
