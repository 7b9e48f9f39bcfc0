"""Books of many offices fall on their side: plans are read, registers, logs and rotas refused."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.frame import Frame
from actionbook.imports.grid_draft import PlanGrid, draft_of_grids, grid_lines
from actionbook.imports.recognition import recognise

BOOKS = Path(__file__).with_name("books_of_offices.txt")


class Book(NamedTuple):
    """What a book is called, its rows, headings first, and what each column is taken for."""

    name: str
    rows: Sequence[Sequence[str]]
    expected: Sequence[str] = ()


def books(kind: str) -> list[Book]:
    return list(_books(kind))


def _books(kind: str) -> Iterator[Book]:
    _, *parts = BOOKS.read_text(encoding="utf-8").split("\n\n")
    for part in parts:
        title, *lines = part.strip().splitlines()
        found, _, name = title.partition(": ")
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        if found == kind:
            told = [cell.partition(" > ") for cell in rows[0]]
            headings = [heading for heading, _, _ in told]
            yield Book(name, [headings, *rows[1:]], [column.strip("-") for _, _, column in told])


def grid(book: Book) -> CellGrid:
    return CellGrid("Sheet1", book.rows)


@pytest.mark.parametrize("book", books("no plan"), ids=lambda book: book.name)
def test_what_is_no_plan_is_refused(book: Book) -> None:
    found = recognise(grid(book))

    assert [(each.heading, each.field) for table in found for each in table.columns] == []


@pytest.mark.parametrize("book", books("plan"), ids=lambda book: book.name)
def test_what_is_a_plan_is_read(book: Book) -> None:
    sheet = grid(book)
    draft = draft_of_grids(
        "plan.docx", "Word", lines=list(grid_lines(sheet)), frame=Frame(), doubts=[],
        plans=[PlanGrid(sheet, recognise(sheet), 0, lambda _column: {})],
    )  # fmt: skip

    assert {each.heading: each.column for each in draft.columns} == dict(
        zip(book.rows[0], book.expected, strict=True)
    )
    assert len(draft.tables["Actions"]) == len(book.rows) - 1


def test_there_are_as_many_of_each_as_tell_something() -> None:
    assert (len(books("no plan")), len(books("plan"))) == (63, 40)
