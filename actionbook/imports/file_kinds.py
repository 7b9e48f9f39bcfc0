"""The kinds of file that a plan comes in, by the end of their names."""

__all__ = ["CONVERTED", "EXCEL", "MODERN", "SEPARATED", "WORD"]

MODERN = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
"""Workbooks whose parts can be looked into."""

SEPARATED = frozenset({".csv", ".tsv", ".tab"})
"""Tables without any dress, as databases and forms give them out."""

EXCEL = MODERN | SEPARATED | {".xls", ".ods", ".xlsb"}
"""What Excel opens."""

WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""Documents that are read as they are."""

CONVERTED = frozenset({".doc", ".pdf", ".rtf", ".odt"})
"""Documents that LibreOffice has to make one of Word's of first."""
