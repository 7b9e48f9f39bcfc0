"""
Files that a member of staff double-clicks, or drops a workbook on: a command for one plan each.

A path is quoted for the shell that reads it; the window stays open where something went wrong.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from actionbook.errors import ActionbookError

__all__ = ["Desk", "shortcuts", "write_shortcuts"]


class Desk(Enum):
    """The desktop that shortcuts are for."""

    WINDOWS = "windows"
    OTHER = "other"


def shortcuts(
    plan: Path,
    commands: Mapping[str, Sequence[str]],
    *,
    program: Sequence[str],
    folder: Path,
    desk: Desk,
) -> dict[str, bytes]:
    """
    The files, by their names in *folder*, that run *program* with each of *commands* on *plan*.

    *commands* are the words before the plan, by the shortcut's name. For Windows a ``.cmd`` and a
    ``.ps1`` each, elsewhere a shell script and the ``.desktop`` that opens it.
    """
    where = str(plan.resolve())
    made: dict[str, bytes] = {}
    for name, words in commands.items():
        line = [*program, *words]
        if desk is Desk.WINDOWS:
            made[f"{name}.cmd"] = _cmd(line, where)
            made[f"{name}.ps1"] = _powershell(line, where)
        else:
            made[f"{name}.sh"] = _shell(line, where)
            made[f"{name}.desktop"] = _desktop(name, str(folder.resolve() / f"{name}.sh"))
    return made


def _cmd(line: Sequence[str], plan: str) -> bytes:
    # Within quotes only the percent sign means anything, as delayed expansion is off.
    called = " ".join('"' + word.replace("%", "%%") + '"' for word in line)
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        "setlocal DisableDelayedExpansion",
        f'set "PLAN={plan.replace("%", "%%")}"',
        'if not "%~1"=="" set "PLAN=%~1"',
        f'{called} "%PLAN%"',
        "if errorlevel 1 pause",
    )
    # No mark of the encoding: cmd would take it for a part of the first command.
    return "".join(f"{each}\r\n" for each in lines).encode()


def _powershell(line: Sequence[str], plan: str) -> bytes:
    called = " ".join(map(_single, line))
    lines = (
        f"param([string]$Plan = {_single(plan)})",
        f"& {called} $Plan",
        "if ($LASTEXITCODE -ne 0) { Read-Host 'Press Enter to close' }",
    )
    # With a mark of the encoding: without one Windows PowerShell reads its own code page.
    return "".join(f"{each}\r\n" for each in lines).encode("utf-8-sig")


def _single(word: str) -> str:
    """The word in single quotes; PowerShell takes curly ones for quotes too."""
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", word) + "'"


def _shell(line: Sequence[str], plan: str) -> bytes:
    lines = (
        "#!/bin/sh",
        f"plan={shlex.quote(plan)}",
        'if [ "$#" -gt 0 ]; then plan=$1; fi',
        f'{shlex.join(line)} "$plan"',
        "status=$?",
        'if [ "$status" -ne 0 ] && [ -t 0 ]; then',
        "  printf 'Press Enter to close. '",
        "  read -r _",
        "fi",
        'exit "$status"',
    )
    return "".join(f"{each}\n" for each in lines).encode()


def _desktop(name: str, script: str) -> bytes:
    # Quoted as an argument, then as a string of the file (Desktop Entry Specification, Exec key).
    quoted = re.sub(r'(["`$\\])', r"\\\1", script).replace("\\", "\\\\").replace("%", "%%")
    title = name.replace("-", " ").capitalize()
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={title}",
        f'Exec="{quoted}" %f',
        "Terminal=true",
    )
    return "".join(f"{each}\n" for each in lines).encode()


def write_shortcuts(files: Mapping[str, bytes], folder: Path) -> None:
    """
    Put *files* into *folder*, which is made; scripts and what opens them may be run.

    Raises:
        ActionbookError: one stands there that says something else, or may not be written.
    """
    try:
        for name, data in files.items():
            path = folder / name
            if path.exists() and path.read_bytes() != data:
                raise ActionbookError(
                    f"{path} is there already and says something else, so nothing was written. "
                    "Name another folder with -o, or move it away."
                )
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o755)
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}). Name another folder with -o."
        ) from fault
