"""What an officer says of a workbook's sheets, and remembers for next year's file: a layout."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError, SettingsError
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.heading_rows import names_of
from actionbook.imports.report import ImportReport
from actionbook.imports.table_starts import Told, unmet
from actionbook.workbook.columns import heading_key
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = ["SheetLayout", "refuse_unmet", "remember_layout", "sheet_layout"]

_LEAVE = ("", "-", "none", "nothing")
_FIELDS = {"timescale_text": "timescale"}
_NO_TABLE = (
    "It is text as it was printed, whose columns are known by their own headings: save its table "
    "as .csv or .docx to say what they are."
)
_NO_PLACE = (
    "It is text as it was printed, with no sheets or rows to choose from: leave out --sheet and "
    "--header-row, or save its table as .csv or .docx."
)
_AS_GOOD_AS = 0.9  # how sure a synonym must be, as "Owner" and "Progress" are


class SheetLayout(NamedTuple):
    """
    The sheets that hold the plan (none: they are found), the row of the headings (0: found), and
    the plan's column of each heading; "" for a heading whose column is left. `is_of_before` where
    the sheets are those of an earlier workbook, whose names may have had other years in them.
    `asked` are the headings that somebody speaks of now: each is there, or nothing is read.
    `is_placed` where somebody says now on which sheet or row the headings are.
    """

    sheets: tuple[str, ...] = ()
    heading_row: int = 0
    columns: Mapping[str, str] = {}
    is_of_before: bool = False
    asked: tuple[str, ...] = ()
    is_placed: bool = False

    @property
    def told(self) -> Told:
        """The layout as the recognition of one sheet takes it."""
        fields = {heading_key(name): _field(column) for name, column in self.columns.items()}
        return Told(self.heading_row, fields)


def _field(column: str) -> str:
    """
    The field of a plan's column, by its heading or a synonym.

    Raises:
        SettingsError: the plan has no such column.
    """
    if column.strip().casefold() in _LEAVE:
        return ""
    key = heading_key(column)
    if key in ("rag", "issueref"):
        return {"rag": "rag", "issueref": "issue_ref"}[key]
    for spec in (ACTIONS, ISSUES):
        by_heading = {heading_key(each.heading): each for each in spec.columns}
        found = by_heading.get(key)
        if found is not None and not found.starred and (spec is ISSUES or found.field != "issue"):
            return _FIELDS.get(found.field, found.field)
    typed = {
        _FIELDS.get(each.field, each.field): each.heading
        for spec in (ACTIONS, ISSUES)
        for each in spec.columns
        if not each.starred
    }
    meant = [each.field for each in meanings(column) if each.score >= _AS_GOOD_AS]
    if len(meant) == 1 and meant[0] in typed:
        return meant[0]
    raise SettingsError(
        f"A plan has no column {column!r} to type in. Choose one of: "
        f"{', '.join(dict.fromkeys(typed.values()))}."
    )


def sheet_layout(
    file: Path | None = None,
    *,
    maps: Iterable[str] = (),
    sheets: Iterable[str] = (),
    header_row: int = 0,
) -> SheetLayout:
    """
    The layout remembered at *file*, where it is there, and what is said besides.

    *maps* are "By whom=Lead"; "Notes=" leaves a column. *sheets* and *header_row* take the place of
    what is remembered.

    Raises:
        SettingsError: the file cannot be read, or a map names no column of a plan.
    """
    known = _read(file) if file is not None and file.exists() else SheetLayout()
    columns = dict(known.columns)
    asked: list[str] = []
    for said in maps:
        heading, sign, column = said.rpartition("=")
        if not sign or not heading.strip():
            raise SettingsError(f"{said!r} maps nothing: write it as --map 'By whom=Lead'.")
        _field(column)
        columns[heading.strip()] = column.strip()
        asked.append(heading.strip())
    named = tuple(sheets)
    return SheetLayout(
        named or known.sheets,
        header_row or known.heading_row,
        columns,
        is_of_before=bool(known.sheets) and not named,
        asked=tuple(asked),
        is_placed=bool(named or header_row),
    )


def refuse_unmet(layout: SheetLayout, sources: Mapping[str, Sequence[str]]) -> None:
    """
    Refuse what was asked for and is in none of *sources*, headings by file: nothing is passed by.

    Raises:
        ActionbookError: a heading that is none of them, which are told; or a place in mere print.
    """
    headings = dict.fromkeys(" ".join(each.split()) for held in sources.values() for each in held)
    if layout.is_placed and not headings:
        raise ActionbookError(f"{', '.join(sources)}: there is no such place. {_NO_PLACE}")
    for said in unmet(layout.asked, headings):
        told = f"It has: {', '.join(headings)}." if headings else _NO_TABLE
        raise ActionbookError(f"{', '.join(sources)}: no column is headed '{said}'. {told}")


def _read(path: Path) -> SheetLayout:
    import tomllib  # loaded where there is such a file

    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        layout = SheetLayout(
            tuple(map(str, said.pop("sheets", ()))),
            int(said.pop("header_row", 0)),
            {str(name): str(column) for name, column in said.pop("columns", {}).items()},
        )
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        raise SettingsError(f"{path} is no layout that can be read ({fault}).") from fault
    if said:
        raise SettingsError(f"{path} says {', '.join(said)}, which is nothing of a layout.")
    _ = layout.told
    return layout


def remember_layout(file: Path, layout: SheetLayout, report: ImportReport) -> None:
    """Write to *file* how the workbooks of *report* were read with *layout*, for next year's."""
    columns = dict(layout.columns)
    found = [each for source in report.sources for each in source.columns if each.heading]
    times = Counter(heading_key(_own(each.heading)) for each in found)
    for each in found:
        # "Name" under "Lead" is told from "Name" under "Deputy" by what stands above it alone.
        is_alone = times[heading_key(_own(each.heading))] == 1
        if each.column:
            columns.setdefault(_own(each.heading) if is_alone else each.heading, each.column)
    text = _text(SheetLayout(layout.sheets, layout.heading_row, columns))
    file.write_text(text, encoding="utf-8", newline="\n")


def _own(heading: str) -> str:
    """The words of a heading itself, without its group's."""
    return names_of(heading)[1]


def _text(layout: SheetLayout) -> str:
    """The layout as TOML, as `_read` reads it."""
    lines = ["# How the plan stands in this workbook: for next year's file."]
    lines.append(f"sheets = [{', '.join(map(_quoted, layout.sheets))}]")
    lines.append(f"header_row = {layout.heading_row}")
    lines += ["", "[columns]"]
    lines += [f"{_quoted(name)} = {_quoted(column)}" for name, column in layout.columns.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
