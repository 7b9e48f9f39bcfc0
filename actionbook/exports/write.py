"""A plan's tables put into files, each whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.exports.described import describes_ours, description
from actionbook.exports.json_file import is_our_json, write_json
from actionbook.exports.separated import write_csv
from actionbook.exports.sqlite_file import is_our_database, write_database
from actionbook.frames import write_parquet
from actionbook.operations.data_tables import DataTable, data_tables
from actionbook.plan.model import Plan

__all__ = ["Export", "Form", "export", "export_plan", "refuse_foreign_export"]

_DESCRIPTION = "datapackage.json"
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls"})


class Form(StrEnum):
    """What to export to: a folder with a file for each table, or one file with all of them."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"
    SQLITE = "sqlite"

    @property
    def is_folder(self) -> bool:
        """Whether it makes a folder of files."""
        return self in {Form.CSV, Form.PARQUET}


@dataclass(frozen=True, slots=True)
class Export:
    """An export to be made: where to, in which form, and the tables that it will hold."""

    path: Path
    form: Form
    on: date
    plan_id: str
    tables: tuple[DataTable, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that it makes, in the order in which they are put in place."""
        if not self.form.is_folder:
            return (self.path,)
        each = (self.path / f"{table.name}.{self.form}" for table in self.tables)
        return (*each, self.path / _DESCRIPTION)


def export_plan(plan: Plan, *, to: str, on: date, output: Path | None = None) -> Export:
    """
    What an export of *plan* as it stands on that day holds; nothing is written.

    Without *output* it is named for the plan and lies beside it: `plan-csv`, `plan.sqlite`. One
    file goes under that name into an *output* that is a folder.

    Raises:
        ActionbookError: *output* is the name of a workbook, or of a file where a folder is made.
    """
    form = Form(to)
    beside = plan.path or Path("plan")
    name = f"{beside.stem}-{form}" if form.is_folder else f"{beside.stem}.{form}"
    path = output or beside.with_name(name)
    if path.suffix.casefold() in _WORKBOOKS:
        raise ActionbookError(
            f"{path} is the name of a workbook, and an export to {form} is none. Choose another."
        )
    if form.is_folder and path.exists() and not path.is_dir():
        raise ActionbookError(f"{path} is a file. An export to {form} makes a folder: name one.")
    if not form.is_folder and path.is_dir():
        path /= name
    return Export(path, form, on, plan.settings.plan_id, data_tables(plan, on=on))


def refuse_foreign_export(wanted: Export) -> None:
    """
    Nothing, where *wanted* overwrites nothing but an export of ours.

    Raises:
        ActionbookError: files are there that actionbook did not make.
    """
    there = [path for path in wanted.files if path.exists()]
    if not there or _is_ours(wanted):
        return
    raise ActionbookError(
        f"{there[0]} is there already, and actionbook did not export it. Choose another name, or "
        "add --force to replace it."
    )


def _is_ours(wanted: Export) -> bool:
    if wanted.form.is_folder:
        return describes_ours(wanted.path / _DESCRIPTION)
    if wanted.form is Form.JSON:
        return is_our_json(wanted.path)
    return is_our_database(wanted.path)


def export(wanted: Export) -> None:
    """
    Make *wanted*; each file is replaced in one step, the description of a folder last.

    Every row of the plan is in it, also those that are not for the public.

    Raises:
        WorkbookBusyError: a file is open elsewhere, or may not be written.
        ActionbookError: its folder is not there, the disk is full, or Parquet's libraries are
            not installed.
    """
    if not wanted.form.is_folder:
        with _placed(wanted.path) as draft:
            if wanted.form is Form.JSON:
                write_json(wanted.tables, draft, on=wanted.on, plan_id=wanted.plan_id)
            else:
                write_database(wanted.tables, draft)
        return
    try:
        wanted.path.mkdir(exist_ok=True)
    except OSError as fault:
        raise _failed(wanted.path, fault) from fault
    write = write_csv if wanted.form is Form.CSV else write_parquet
    for table in wanted.tables:
        with _placed(wanted.path / f"{table.name}.{wanted.form}") as draft:
            write(table, draft)
    with _placed(wanted.path / _DESCRIPTION) as draft:
        text = description(wanted.tables, form=wanted.form, on=wanted.on, plan_id=wanted.plan_id)
        draft.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _placed(path: Path) -> Iterator[Path]:
    """A path to write to; afterwards it stands at *path*, whole, or nothing changed there."""
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            yield draft
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
    except OSError as fault:
        raise _failed(path, fault) from fault


def _failed(path: Path, fault: OSError) -> ActionbookError:
    if isinstance(fault, PermissionError):
        return WorkbookBusyError(
            f"{path} cannot be written: close it where it is open, or ask who may write in its "
            "folder."
        )
    if isinstance(fault, FileNotFoundError):
        return ActionbookError(f"{path}: there is no folder {path.parent}. Make it first.")
    return ActionbookError(
        f"{path} was not written: {fault.strerror or fault}. The old one stands."
    )
