"""Which process a number stands for: numbers are given again, the moment of a start is not."""

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["born"]

_STARTED_AT = 19
"""Where `/proc/PID/stat` has the start, counted from what follows the name in brackets."""
_STILL_ACTIVE = 259
_ASK_LITTLE = 0x1000
_ACCESS_DENIED = 5


def born(pid: int) -> str | None:
    """
    When the process *pid* of this machine was started, in words that no other process shares.

    "" where there is one and its start cannot be told, None where there is none.
    """
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _born_on_windows(pid)
    try:
        os.kill(pid, 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return None
    return _born_by_proc(pid) if Path("/proc/self/stat").exists() else _born_by_ps(pid)


def _born_by_proc(pid: int) -> str | None:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except OSError:
        return ""
    state, *fields = told.rpartition(")")[2].split()
    # One that has ended, and that nobody has asked about, still has its number.
    return None if state in "ZX" else f"{boot} {fields[_STARTED_AT - 1]}"


def _born_by_ps(pid: int) -> str:
    asked = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        told = subprocess.run(
            asked, capture_output=True, text=True, timeout=10, check=False, env={"LC_ALL": "C"}
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(told.stdout.split())


def _born_on_windows(pid: int) -> str | None:
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_ASK_LITTLE, False, pid)  # noqa: FBT003 - Windows' signature
        if not handle:
            return "" if ctypes.get_last_error() == _ACCESS_DENIED else None
        try:
            code, times = wintypes.DWORD(), [wintypes.FILETIME() for _ in range(4)]
            if (
                kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
                and code.value != _STILL_ACTIVE
            ):
                return None
            if not kernel.GetProcessTimes(
                wintypes.HANDLE(handle), *(ctypes.byref(time) for time in times)
            ):
                return ""
            return f"{times[0].dwHighDateTime:08x}{times[0].dwLowDateTime:08x}"
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
    raise AssertionError("asked on Windows alone")
