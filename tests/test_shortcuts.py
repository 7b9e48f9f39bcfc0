"""Shortcuts: each shell reads the very path, whatever stands in it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from planbooks import planbook, value_at

from actionbook.cli import main
from actionbook.desktop import Desk, shortcuts, write_shortcuts
from actionbook.errors import ActionbookError

NAMES = (
    "plan.xlsx", "Jo's plan.xlsx",
    "A & B.xlsx", "100% done.xlsx", "Now!.xlsx", "Über Plan ’26.xlsx",
    "$HOME `x`.xlsx", "%PATH%.xlsx", "a;b (c) [d].xlsx", "$(Get-Date) {x} #y @z.xlsx",
    "‘Jo’ and ‚Mo‛ ''.xlsx",
)  # fmt: skip
ECHO = (sys.executable, "-c", "import sys; sys.stdout.buffer.write(sys.argv[-1].encode())")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="runs /bin/sh")


def made(plan: Path, desk: Desk) -> dict[str, bytes]:
    return shortcuts(plan, {"show": ("say",)}, program=ECHO, folder=plan.parent, desk=desk)


@on_posix
@pytest.mark.parametrize("name", NAMES)
def test_a_shell_script_hands_over_the_very_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name.removesuffix(".xlsx")
    plan, dropped = folder / name, folder / f"dropped {name}"
    write_shortcuts(made(plan, Desk.OTHER), folder)
    script = str(folder / "show.sh")

    said = [
        subprocess.run([script, *more], capture_output=True, check=True).stdout.decode()
        for more in ((), (str(dropped),))
    ]

    assert said == [str(plan.resolve()), str(dropped)]


@on_posix
def test_a_shell_script_gives_the_exit_status_on(tmp_path: Path) -> None:
    fails = (sys.executable, "-c", "raise SystemExit(4)")
    files = shortcuts(
        tmp_path / "p.xlsx", {"x": ()}, program=fails, folder=tmp_path, desk=Desk.OTHER
    )
    write_shortcuts(files, tmp_path)

    run = subprocess.run([tmp_path / "x.sh"], stdin=subprocess.DEVNULL, check=False)

    assert run.returncode == 4


@pytest.mark.parametrize("name", NAMES)
def test_cmd_reads_the_very_path(tmp_path: Path, name: str) -> None:
    plan = tmp_path / name
    data = made(plan, Desk.WINDOWS)["show.cmd"]
    lines = data.decode().split("\r\n")

    assert data.startswith(b"@echo off\r\nchcp 65001 >nul\r\nsetlocal DisableDelayedExpansion\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    # What cmd makes of it: within quotes a doubled percent sign is one, a single one is a variable.
    written = lines[3].removeprefix('set "PLAN=').removesuffix('"')
    assert not re.search(r"(?<!%)%(?:%%)*(?!%)", written)
    assert written.replace("%%", "%") == str(plan.resolve())
    assert lines[-3].endswith(' "%PLAN%"')
    assert lines[-2] == "if errorlevel 1 pause"


SINGLE = "'\u2018\u2019\u201a\u201b"
"""What PowerShell takes for a single quote, whichever of them a string began with."""


def read_as_powershell(script: str) -> tuple[str, list[str]]:
    """
    A script with each of its single-quoted strings as "_", and what those strings say.

    As PowerShell's own tokenizer reads them: any of the quotes begins and ends one, two of any kind
    in a row are the first of them, and nothing else in one has a meaning.
    """
    code, said, at = "", [], 0
    while at < len(script):
        if script[at] not in SINGLE:
            code += script[at]
            at += 1
            continue
        text, at = "", at + 1
        while script[at] not in SINGLE or script[at + 1 : at + 2] in tuple(SINGLE):
            text += script[at]
            at += 2 if script[at] in SINGLE else 1
        code, at = code + "_", at + 1
        said.append(text)
    return code, said


@pytest.mark.parametrize(
    ("script", "read"),
    [
        ("'a b'", ("_", ["a b"])),
        ("'it''s'", ("_", ["it's"])),
        ("'it\u2019\u2019s' 'x'", ("_ _", ["it\u2019s", "x"])),
        ("'it\u2019 $x", ("_ $x", ["it"])),
        ("'$HOME `n [a] & ;'", ("_", ["$HOME `n [a] & ;"])),
        ("''", ("_", [""])),
    ],
)
def test_the_reading_of_single_quotes_is_powershells(
    script: str, read: tuple[str, list[str]]
) -> None:
    assert read_as_powershell(script) == read


@pytest.mark.parametrize("name", NAMES)
def test_powershell_reads_the_very_path_and_runs_nothing_of_it(tmp_path: Path, name: str) -> None:
    plan = tmp_path / name
    data = made(plan, Desk.WINDOWS)["show.ps1"]

    code, said = read_as_powershell(data.decode("utf-8-sig"))

    assert data.startswith(b"\xef\xbb\xbfparam(")  # else Windows PowerShell reads it as ANSI
    assert said[0] == str(plan.resolve())
    assert said[1 : len(ECHO) + 1] == list(ECHO)
    # Nothing of a name is code: what stands outside the strings is the same for all of them.
    plain, _ = read_as_powershell(
        made(tmp_path / "p.xlsx", Desk.WINDOWS)["show.ps1"].decode("utf-8-sig")
    )
    assert code == plain


@pytest.mark.parametrize("name", NAMES)
def test_a_desktop_file_reads_the_very_script(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name.removesuffix(".xlsx")
    text = made(folder / name, Desk.OTHER)["show.desktop"].decode()

    stated = re.search(r'^Exec="(.*)" %f$', text, re.MULTILINE)
    assert stated is not None
    as_string = stated[1].replace("\\\\", "\\")
    assert not re.search(r'(?<!\\)["`$]', as_string)
    read = re.sub(r"\\(.)", r"\1", as_string).replace("%%", "%")
    assert read == str(folder.resolve() / "show.sh")
    assert "Terminal=true\n" in text


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None,
    reason="desktop-file-validate (desktop-file-utils) is not installed",
)
@pytest.mark.parametrize("name", NAMES)
def test_a_desktop_file_is_sound(tmp_path: Path, name: str) -> None:
    files = made(tmp_path / name, Desk.OTHER)
    write_shortcuts(files, tmp_path)

    done = subprocess.run(
        ["desktop-file-validate", *sorted(tmp_path.glob("*.desktop"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "")
    assert any(tmp_path.glob("*.desktop"))


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="PowerShell (pwsh) is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_powershell_parses_its_file(tmp_path: Path, name: str) -> None:
    write_shortcuts(made(tmp_path / name, Desk.WINDOWS), tmp_path)
    look = (
        "$errors = $null; Get-ChildItem $args[0] -Filter *.ps1 | ForEach-Object { [void]"
        "[Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref]$null, "
        "[ref]$errors); if ($errors) { $errors; exit 1 } }"
    )

    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", f"& {{ {look} }} '{tmp_path}'"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_what_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    files = made(tmp_path / "p.xlsx", Desk.WINDOWS)
    write_shortcuts(files, tmp_path)
    write_shortcuts(files, tmp_path)
    (tmp_path / "show.ps1").write_bytes(b"mine")

    with pytest.raises(ActionbookError, match=r"show\.ps1 is there already"):
        write_shortcuts(files, tmp_path)

    assert (tmp_path / "show.ps1").read_bytes() == b"mine"


@on_posix
def test_a_double_click_does_what_the_macro_did(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"progress": "Draft  done."}, name="Jo's & co 5%.xlsx")

    result = CliRunner().invoke(main, ["shortcuts", str(path)])
    run = subprocess.run(
        [tmp_path / "Shortcuts" / "tidy-text.sh"], capture_output=True, text=True, check=False
    )

    assert result.exit_code == 0, result.output
    assert run.returncode == 0, run.stderr
    assert value_at(path, "Actions!J5") == "Draft done."
