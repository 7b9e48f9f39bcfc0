"""The house keeps its shape: layers, names, docstrings, sizes, types, generated pages."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import actionbook

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("actionbook/**/*.py"), *ROOT.glob("macros_replacement/*.py")])
LONGEST = 300

ONE_DOOR = {
    "click": {"actionbook/cli"},
    "docx": {"actionbook/appendices/word_text.py"},
    "filelock": {"actionbook/nightly/alone.py"},
    "holidays": {"actionbook/plan/bank_holidays.py"},
    "oletools": {"actionbook/macros/vba.py"},
    "pandas": {"actionbook/frames.py"},
    "pdfminer": {"actionbook/imports/pdf_document.py"},
    "pdfplumber": {"actionbook/imports/pdf_document.py"},
    "pyarrow": {"actionbook/frames.py"},
    "python_calamine": {"actionbook/workbook"},
    "rich": {"actionbook/cli/progress.py"},
    "schedule": {"actionbook/nightly/loop.py"},
    "xlsxwriter": {
        "actionbook/appendices/book.py",
        "actionbook/workbook/made_book.py",
        "actionbook/workbook/made_sheet.py",
    },
}
"""Where each dependency may be imported: one place, but for XlsxWriter, which makes two things."""

CLOCKS = {"actionbook/cli", "actionbook/nightly"}


def home(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_run_one_way() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    linted = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert linted.returncode == 0, linted.stdout


def test_each_dependency_has_one_door() -> None:
    for path in MODULES:
        for name in set(imported(path)) & set(ONE_DOOR):
            doors = ONE_DOOR[name]
            assert any(home(path).startswith(door) for door in doors), f"{home(path)}: {name}"


def test_only_the_command_line_and_the_night_read_the_clock() -> None:
    for path in MODULES:
        if not any(home(path).startswith(place) for place in CLOCKS):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\bdate\.today\(|\bdatetime\.now\(", text), home(path)


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_a_module_is_of_a_size_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_public_names_are_sorted_and_load() -> None:
    names = actionbook.__all__

    assert names == sorted(names)
    assert all(getattr(actionbook, name) is not None for name in names)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = actionbook.nonsense


def test_every_public_thing_has_a_docstring() -> None:
    for name in actionbook.__all__:
        thing = getattr(actionbook, name)
        assert isinstance(thing, str) or (thing.__doc__ or "").strip(), name


def test_what_a_module_offers_is_there() -> None:
    for path in MODULES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        for offered in getattr(module, "__all__", ()):
            assert hasattr(module, offered), f"{name}.{offered}"


def test_ruff_has_nothing_to_say() -> None:
    checked, formatted = tool("ruff", "check", "."), tool("ruff", "format", "--check", ".")

    assert (checked.returncode, formatted.returncode) == (0, 0), checked.stdout + formatted.stdout


def test_types_are_strict() -> None:
    checked = tool("mypy")

    assert checked.returncode == 0, checked.stdout


def test_the_generated_pages_are_in_step() -> None:
    checked = tool("actionbook.describe", "--check")

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_readme_has_the_commands_that_ci_and_a_newcomer_run() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    for mark in ("<!-- demo -->", "<!-- test -->"):
        (command,) = re.findall(rf"{mark}\n```\n(.+)\n```", text)
        assert command.startswith("python3 -m venv")


def test_the_project_speaks_of_itself_alone() -> None:
    private = re.compile(r"/work/|/root/|/tmp/w|pypi\.org|npmjs\.(?:com|org)", re.IGNORECASE)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".cfg", ".toml", ".txt", ""} and path.is_file():
            if path.name == Path(__file__).name:
                continue
            found = private.findall(path.read_text(encoding="utf-8"))
            assert not found, f"{name}: {found}"
