"""The tables that an import leaves in a plan: its doubts, and where each row came from."""

from actionbook.workbook.columns import Column, Holds, TableSpec

__all__ = ["IMPORTED_ROWS", "IMPORT_DOUBTS"]

IMPORT_DOUBTS = TableSpec(
    "ImportDoubts",
    "Import doubts",
    (
        Column("ref", "Ref", Holds.WORDS, 8, starred=True),
        Column("column", "Column", width=18, starred=True),
        Column("doubt", "Doubt", width=60, starred=True),
        Column("source_words", "The source's words", width=70, starred=True),
        Column("lines", "Source lines", Holds.WORDS, 12, starred=True),
        Column("sureness", "How sure", width=10, starred=True),
        Column("cell", "Source cell", Holds.WORDS, 16, starred=True),
    ),
    says="Everything the import was not sure of, with the source's words beside it.",
    starred=True,
    optional=True,
)

IMPORTED_ROWS = TableSpec(
    "ImportedRows",
    "Imported rows",
    (
        Column("table", "Table", width=14, starred=True),
        Column("ref", "Ref", Holds.WORDS, 10, starred=True),
        Column("source", "Source", width=40, starred=True),
        Column("lines", "Source lines", Holds.WORDS, 30, starred=True),
        Column("sureness", "How sure", width=10, starred=True),
    ),
    says="Where each row was read from, and how sure the import was of it.",
    starred=True,
    optional=True,
)
