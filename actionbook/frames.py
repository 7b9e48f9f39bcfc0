"""A plan to pandas: the one door to pandas, which is loaded when a frame is asked for."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionbook.errors import ActionbookError
from actionbook.operations.data_tables import DataTable, Held, data_tables
from actionbook.plan.model import Plan

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["to_frames", "write_parquet"]

_DTYPES = {
    Held.TEXT: "string",
    # To the second: a year 9999, or 1066, is a day like any other.
    Held.DAY: "datetime64[s]",
    Held.NUMBER: "Float64",
    Held.WHOLE: "Int64",
    Held.YES_NO: "boolean",
}


def to_frames(plan: Plan, *, on: date | None = None) -> "dict[str, DataFrame]":
    """
    One DataFrame per table of *plan*, by its name: a row for each row, in workbook order.

    Texts are `string`, days `datetime64[s]`, numbers `Float64` and `Int64`, yes and no `boolean`;
    what is blank is missing. A table with no rows has its columns and dtypes all the same. With
    *on*, dates, RAG and flags are that day's; without, they are what stands in the workbook.

    Raises:
        ActionbookError: pandas is not installed.
    """
    return {table.name: _frame(table) for table in data_tables(plan, on=on)}


def write_parquet(table: DataTable, path: Path) -> None:
    """
    Put *table* in the Parquet file *path*.

    Raises:
        ActionbookError: pandas or pyarrow is not installed.
    """
    frame = _frame(table)
    try:
        frame.to_parquet(path, engine="pyarrow", index=False)
    except ImportError as missing:
        raise _lacking("pyarrow") from missing


def _frame(table: DataTable) -> "DataFrame":
    try:
        import pandas
    except ImportError as missing:
        raise _lacking("pandas") from missing
    cells: Sequence[tuple[Any, ...]] = tuple(zip(*table.rows, strict=True)) or tuple(
        () for _ in table.columns
    )
    return pandas.DataFrame(
        {
            column.name: pandas.Series(list(values), dtype=_DTYPES[column.held])
            for column, values in zip(table.columns, cells, strict=True)
        }
    )


def _lacking(name: str) -> ActionbookError:
    return ActionbookError(
        f"{name} is not installed, and this needs it: install actionbook[frames], or export to "
        "csv, json or sqlite, which need nothing."
    )
