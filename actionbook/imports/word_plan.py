"""
A Word document into a draft: its tables as a workbook's sheets are read, or line by line.

(docs/decisions/0030-one-reader-of-tables.md)
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.colour_names import colour_name
from actionbook.imports.detection import layout_of
from actionbook.imports.draft import Doubt, Draft, Sureness
from actionbook.imports.frame import Frame, Part
from actionbook.imports.grid import repeated_lines
from actionbook.imports.grid_draft import PlanGrid, draft_of_grids, first_words, grid_lines
from actionbook.imports.printed_sheet import is_printed
from actionbook.imports.recognition import FoundTable, recognise
from actionbook.imports.sheet_layout import SheetLayout
from actionbook.imports.understand import draft_of
from actionbook.imports.word_grids import WordSheet, sheets_of
from actionbook.imports.word_lines import lines_of
from actionbook.imports.word_source import Said, WordDocument, read_word

__all__ = ["draft_of_document", "word_draft"]

_PLAIN = SheetLayout()
_NO_PLAN = "{} was not read as a plan; its words are left over. --map 'By whom=Lead' says what is."
_OF_LISTS = frozenset(
    {"term", "meaning", "abbreviation", "acronym", "definition", "initials", "name", "post",
     "officer", "title", "role", ""}
)  # fmt: skip
_SEEN = 3  # tables whose words are told where no plan is found


def word_draft(path: Path, layout: SheetLayout = _PLAIN) -> Draft:
    """
    The draft plan of a Word document: found by itself, or where *layout* says that it stands.

    Raises:
        WorkbookUnreadableError: it cannot be read, or holds nothing that is a plan for certain.
        SettingsError: the layout names a column that a plan does not have.
    """
    return draft_of_document(read_word(path), layout)


def draft_of_document(document: WordDocument, layout: SheetLayout = _PLAIN) -> Draft:
    """
    The draft plan of a document that has been read; raises as `word_draft` does.
    """
    sheets, after = sheets_of(document, heading_row=layout.heading_row)
    wanted = _wanted(document, sheets, layout)
    found = [
        recognise(sheet.grid, told=layout.told._replace(heading_row=sheet.heading_row))
        if sheet.grid.name in wanted and bool(sheet.heading_row) == bool(layout.heading_row)
        else ()
        for sheet in sheets
    ]
    if layout == _PLAIN and document.is_whole:
        source = lines_of(document)
        printed = layout_of(source.lines)
        if printed and is_printed(
            printed,
            source.lines,
            [
                (sheet.grid, table)
                for sheet, tables in zip(sheets, found, strict=True)
                for table in tables
            ],
        ):
            return draft_of(source)
    if not any(found):
        raise _nothing(document, sheets)
    return _draft(document, sheets, found, after)


def _wanted(
    document: WordDocument, sheets: Sequence[WordSheet], layout: SheetLayout
) -> frozenset[str]:
    """The names of the tables that the layout wants; all of them where it names none."""
    names = {sheet.grid.name.casefold(): sheet.grid.name for sheet in sheets}
    for name in layout.sheets:
        if name.casefold() not in names:
            known = ", ".join(names.values()) or "none"
            raise WorkbookUnreadableError(
                f"{document.name} has no table {name!r}, only: {known}. Name one of these."
            )
    return frozenset(names[name.casefold()] for name in layout.sheets) or frozenset(names.values())


def _nothing(document: WordDocument, sheets: Sequence[WordSheet]) -> WorkbookUnreadableError:
    if not sheets:
        return WorkbookUnreadableError(_without_table(document))
    seen = [f"{s.grid.name} ({'; '.join(first_words(s.grid)) or 'no words'})" for s in sheets]
    more = f" and {len(seen) - _SEEN} more" if len(seen) > _SEEN else ""
    return WorkbookUnreadableError(
        f"{document.name} holds no action plan that can be told. Looked for: a row of headings "
        "such as Action (or Recommendation) with Lead, Timescale, Status or Progress, and rows "
        f"under it. Seen: {', '.join(seen[:_SEEN])}{more}. Say where it is with --sheet 'Table 1', "
        "--header-row and --map 'By whom=Lead'."
    )


def _without_table(document: WordDocument) -> str:
    if document.kind == "PDF":
        return (
            f"{document.name} holds no action plan that can be told: no lines are drawn round the "
            "cells of a table in it. Ask for the document that it was made from, or open it in "
            "Word, save it as .docx, and import that."
        )
    picture = (
        f" It holds {'a picture' if document.pictures == 1 else f'{document.pictures} pictures'}: "
        "a table in a picture cannot be read. Ask for the document it was made from, or type it."
        if document.pictures
        else " Put the plan in a table with headings, and import that."
    )
    return f"{document.name} holds no action plan that can be told: it has no table.{picture}"


def _draft(
    document: WordDocument,
    sheets: Sequence[WordSheet],
    found: Sequence[Sequence[FoundTable]],
    after: Sequence[Said],
) -> Draft:
    lines: list[str] = []
    said = [text for sheet in sheets for text in (*sheet.before, *sheet.between)]
    frame = Frame(repeated_lines([each.text for each in (*said, *after)]))
    plans: list[PlanGrid] = []
    doubts = list(document.doubts)
    for sheet, tables in zip(sheets, found, strict=True):
        _put_round(frame, lines, sheet.before)
        offset = len(lines)
        lines += grid_lines(sheet.grid)
        for number, beside in enumerate(sheet.beside, start=offset + 1):
            for each in beside:
                frame.leave(number, each.text, each.reason)
        if tables:
            frame.part = Part.BODY
            _put_top(frame, sheet, tables[0], offset)
            plans.append(PlanGrid(sheet.grid, tables, offset, partial(_colours, sheet)))
        elif not _is_list(frame, lines, offset):
            says = _NO_PLAN.format(sheet.grid.name)
            words = "; ".join(first_words(sheet.grid))
            doubts.append(Doubt("", "", says, words, (offset + 1,), Sureness.SURE))
        _put_round(frame, lines, sheet.between)
    _put_round(frame, lines, after)
    return draft_of_grids(
        document.name, document.kind, lines=lines, frame=frame, plans=plans, doubts=doubts
    )


def _put_round(frame: Frame, lines: list[str], said: Sequence[Said]) -> None:
    """What stands round the tables: a title, who approved it, notes, a glossary."""
    has_heading = any(each.heading for each in said)
    for each in said:
        lines.append(each.text)
        for one in each.beside:
            frame.leave(len(lines), one.text, one.reason)
        titled = bool(each.heading) or not has_heading
        if each.text and not frame.read(len(lines), each.text, may_be_title=titled):
            is_front = frame.part is Part.FRONT
            reason = "text before the plan" if is_front else "text beside the plan"
            frame.leave(len(lines), each.text, reason)


def _put_top(frame: Frame, sheet: WordSheet, table: FoundTable, offset: int) -> None:
    for row in range(1, table.heading_rows[0]):
        words = " ".join(
            filter(None, (sheet.grid.text(row, c + 1) for c in range(sheet.grid.width)))
        )
        if words:
            frame.leave(offset + row, words, "text before the plan")


def _is_list(frame: Frame, lines: Sequence[str], offset: int) -> bool:
    """Whether a table that is no plan is the frame's, such as a glossary; else it is left over."""
    is_list = frame.part in (Part.GLOSSARY, Part.PEOPLE)
    for number, line in enumerate(lines[offset:], start=offset + 1):
        is_heading = number == offset + 1 and {*line.casefold().split("\t")} <= _OF_LISTS
        if line.strip() and not (is_list and not is_heading and frame.read(number, line)):
            reason = "table heading" if is_list and is_heading else "a table that is no plan"
            frame.leave(number, line.replace("\t", " "), reason)
    if is_list:
        frame.part = Part.BODY  # the next table is a list where a heading says so
    return is_list


def _colours(sheet: WordSheet, column: int) -> dict[int, str]:
    return {row: colour_name(fill) for (row, at), fill in sheet.fills.items() if at == column}
