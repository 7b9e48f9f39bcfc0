"""A new plan workbook, made with XlsxWriter from the columns the tool knows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.ooxml import Formula
from actionbook.ooxml.source import fingerprint
from actionbook.operations.formats import house_formats
from actionbook.operations.formulas import LIVE_NAMES, live_formulas
from actionbook.plan.settings import Settings
from actionbook.plan.structure import Place, TableSeen
from actionbook.workbook.actions_table import ACTIONS, WORKED_OUT
from actionbook.workbook.columns import Column, Holds
from actionbook.workbook.looks import ACCENT, Looks
from actionbook.workbook.made_columns import HEADING_ROW, Body, Cells
from actionbook.workbook.readme_sheet import write_readme
from actionbook.workbook.row_heights import row_heights
from actionbook.workbook.tables import TABLES

__all__ = ["refuse_what_is_there", "write_workbook"]

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - Excel's created date has no zone; fixed, so that the same input gives the same bytes
_FOOTER_LETTERS = 200
"""Of the title: Excel allows a footer 255 letters in all."""


def write_workbook(
    path: Path,
    *,
    settings: Settings,
    bodies: Iterable[Body],
    ahead: Callable[[str], None] | None = None,
) -> None:
    """
    Make a new plan workbook at *path*: every table, drop-down, live formula and colour.

    *bodies* are what its tables hold, in the order of its sheets. The file comes into place in one
    step, and is the same to the byte for the same input; *ahead* is called before that, with its
    fingerprint.

    Raises:
        ActionbookError: the folder is missing, or the file is there already.
    """
    refuse_what_is_there(path)
    aside = path.with_name(f".actionbook-{path.name}.new")
    try:
        _write(aside, settings, bodies)
        if ahead is not None:
            ahead(fingerprint(aside))
        aside.replace(path)
    except ValueError as fault:
        raise ActionbookError(f"{path} was not made: {fault}. Shorten what is to go in.") from fault
    except OSError as fault:
        raise WorkbookBusyError(
            f"{path} cannot be written ({fault.strerror}). Check that you may write in the folder "
            "and that the disk is not full."
        ) from fault
    finally:
        aside.unlink(missing_ok=True)  # where something went wrong, or somebody stopped it


def refuse_what_is_there(path: Path) -> None:
    """
    Refuse a place where no new plan can be put.

    Raises:
        ActionbookError: the name is no workbook's, the folder is missing, or the file is there.
    """
    if path.suffix.casefold() != ".xlsx":
        raise ActionbookError(f"{path} is to be an Excel workbook: give it a name in .xlsx.")
    if path.exists():
        raise ActionbookError(
            f"{path} is there already. Choose another name, or move it away first."
        )
    if not path.parent.is_dir():
        raise ActionbookError(
            f"The folder {path.parent} does not exist. Make it first, or choose another."
        )


def _write(path: Path, settings: Settings, bodies: Iterable[Body]) -> None:
    from actionbook.workbook.made_book import MadeBook
    from actionbook.workbook.made_sheet import MadeSheet

    book = MadeBook({"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": settings.title or "Action plan",
            "author": settings.organisation,
            "created": _MADE,
        }
    )
    looks = Looks(book)
    write_readme(book, settings)
    for body in bodies:
        sheet = book.add_worksheet(body.spec.sheet, MadeSheet)
        _Table(book, sheet, body, looks).write(settings)
        if body.spec is ACTIONS:
            sheet.activate()
    book.close()
    path.write_bytes(b"".join(book.pieces()))


class _Table:
    """One sheet with its one table."""

    def __init__(self, book: Any, sheet: Any, body: Body, looks: Looks) -> None:
        self.book = book
        self.sheet = sheet
        self.body = body
        self.spec = body.spec
        self.looks = looks
        self.first = HEADING_ROW + 1
        self.last = self.first + max(body.count, 1) - 1

    def write(self, settings: Settings) -> None:
        formulas = self._formulas(settings)
        self._heading(settings)
        self._columns()
        self._table(formulas)
        self.sheet.put_rows(
            self.first,
            row_heights(self.body),
            [self._cells(column, formulas) for column in self.spec.columns],
        )
        self._drop_downs()
        if self.spec is ACTIONS:
            self._colours()
        self._page(settings)

    def _formulas(self, settings: Settings) -> dict[str, str]:
        """The name that the cells of each live column hold, once it is defined."""
        if self.spec is not ACTIONS:
            return {}
        ledger = TABLES["DateChanges"]
        seen = TableSeen(
            ledger.name,
            Place(ledger.sheet, {}),
            {column.field: column.heading for column in ledger.columns},
            first_row=self.first + 1,
            last_row=self.first + 1,
        )
        formulas = live_formulas(settings, self._place(), ledger=seen)
        for name, formula in formulas.items():
            self.book.define_name(LIVE_NAMES[name], f"={formula}")
        return {name: LIVE_NAMES[name] for name in formulas}

    def _place(self) -> Place:
        columns = {column.field: number for number, column in enumerate(self.spec.columns, 1)}
        return Place(self.spec.sheet, columns)

    def _heading(self, settings: Settings) -> None:
        title = f"{settings.title or 'Action plan'}: {self.spec.sheet}"
        self.sheet.write_string(
            0, 0, title, self.looks.of(bold=True, font_size=16, font_color=ACCENT)
        )
        self.sheet.write_string(
            1, 0, self.spec.says, self.looks.of(font_size=10, font_color="#5F6B7A", italic=True)
        )
        self.sheet.set_row(0, 24)

    def _columns(self) -> None:
        for number, column in enumerate(self.spec.columns):
            options = {"level": 1, "hidden": True} if column.grouped else {}
            self.sheet.set_column(number, number, column.width, self.looks.column(column), options)
        grouped = [number for number, column in enumerate(self.spec.columns) if column.grouped]
        if grouped:
            after = grouped[-1] + 1
            self.sheet.set_column(after, after, 3, None, {"collapsed": True})
            self.sheet.set_row(HEADING_ROW, 30)

    def _table(self, formulas: Mapping[str, str]) -> None:
        from actionbook.workbook.made_sheet import put_table

        heading = self.looks.of(
            bold=True, font_color="#FFFFFF", bg_color=ACCENT, text_wrap=True, valign="vcenter",
            border=1, border_color="#FFFFFF",
        )  # fmt: skip
        columns = [
            {"header": each.heading, "header_format": heading, "format": self.looks.cell(each)}
            for each in self.spec.columns
        ]
        put_table(
            self.sheet, HEADING_ROW, self.last, len(columns) - 1,
            {"name": self.spec.name, "columns": columns, "style": None, "autofilter": True},
        )  # fmt: skip
        # Told here, as XlsxWriter would go on to put each in every row, and the rows hold theirs.
        for column, made in zip(self.spec.columns, self.sheet.tables[-1]["columns"], strict=True):
            made["formula"] = formulas.get(column.field, "")
        self.sheet.freeze_panes(self.first, 2 if self.spec is ACTIONS else 0)

    def _cells(self, column: Column, formulas: Mapping[str, str]) -> Cells:
        """What the cells of a column are to hold, and their looks."""
        look = self.looks.index(column)
        values = self.body.values(column.field) or [None]
        if column.field in formulas:
            name = formulas[column.field]
            made = {value: Formula(name, "" if value is None else value) for value in set(values)}
            return Cells([made[value] for value in values], look, look)
        is_dated = any(issubclass(kind, date) for kind in set(map(type, values)))
        dated = self.looks.index(column._replace(holds=Holds.DATE)) if is_dated else look
        return Cells(values, look, dated)

    def _drop_downs(self) -> None:
        for at, column in enumerate(self.spec.columns):
            options: dict[str, object] = {}
            hint = column.hint or (WORKED_OUT if column.starred else "")
            if column.choices:
                options = {"validate": "list", "source": list(column.choices)}
                options |= {
                    "error_title": f"{column.heading} is not on the list",
                    "error_message": "Choose one from the list, or Cancel.",
                    "error_type": "warning",
                }
            elif hint:
                options = {"validate": "any"}
            if hint:
                options |= {"input_title": column.heading[:32], "input_message": hint}
            if options:
                self.sheet.data_validation(self.first, at, self.last, at, options)

    def _colours(self) -> None:
        for form in house_formats(self._place(), first=self.first + 1, last=self.last + 1):
            look: dict[str, object] = {}
            if form.fill:
                look |= {"bg_color": f"#{form.fill[2:]}"}
            if form.font:
                look |= {"font_color": f"#{form.font[2:]}"}
            if form.bold:
                look["bold"] = True
            ranges = form.cells.split(" ")
            self.sheet.conditional_format(
                ranges[0],
                {
                    "type": "formula",
                    "criteria": f"={form.formula}",
                    "format": self.book.add_format(look),
                    "multi_range": form.cells,
                },
            )

    def _page(self, settings: Settings) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(8 if self.spec is ACTIONS else 9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.repeat_rows(HEADING_ROW)
        # No print area: rows that staff add are printed too, and the collapsed group is not.
        title = settings.title or "Action plan"
        most = _FOOTER_LETTERS // 2 if "&" in title else _FOOTER_LETTERS  # which counts twice
        name = shorten(title, most, placeholder=" …").replace("&", "&&")
        self.sheet.set_footer(f"&L{name}&R{self.spec.sheet}, page &P of &N")
        self.sheet.hide_gridlines(2)
