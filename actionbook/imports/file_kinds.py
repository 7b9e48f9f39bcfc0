"""The kinds of file that a plan comes in, by the end of their names."""

__all__ = ["CONVERTED", "EXCEL", "MODERN", "WORD"]

MODERN = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
"""Workbooks whose parts can be looked into."""

EXCEL = MODERN | {".xls", ".ods", ".xlsb"}
"""Workbooks."""

WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""Documents that are read as they are."""

CONVERTED = frozenset({".doc", ".pdf", ".rtf", ".odt"})
"""Documents that LibreOffice has to make one of Word's of first."""
