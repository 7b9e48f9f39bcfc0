"""
The macros of a workbook: what they are, what calls them, and a workbook without them.

Nothing here runs a macro. `inspection` reads, `retiring` makes the copy without; the doors that
take the macros' place are the caller's to give, as they stand above the library.
"""
