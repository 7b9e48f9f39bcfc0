"""A Word document line by line, as its text would be: a row of a table is a line with tabs."""

from collections.abc import Sequence

from actionbook.imports.draft import LeftOver
from actionbook.imports.printed_sheet import marked
from actionbook.imports.source import SourceText
from actionbook.imports.word_source import Said, WordDocument
from actionbook.imports.word_tables import WordTable
from actionbook.imports.word_words import Beside

__all__ = ["lines_of"]


def lines_of(document: WordDocument) -> SourceText:
    """The lines of *document*; what stands beside them is left over."""
    lines: list[str] = []
    left_over: list[LeftOver] = []

    def put(line: str, beside: Sequence[Beside]) -> None:
        lines.append(line)
        left_over.extend(LeftOver(len(lines), each.text, each.reason) for each in beside)

    def put_rows(table: WordTable) -> None:
        for row, beside, nested in zip(table.rows, table.beside, table.nested, strict=True):
            put("\t".join(map(marked, row)), beside)
            for each in nested:
                put_rows(each)

    for piece in document.pieces:
        if isinstance(piece, Said):
            put(piece.text, piece.beside)
        else:
            put_rows(piece)
    return SourceText(
        document.name, tuple(lines), document.kind, tuple(document.doubts), tuple(left_over)
    )
