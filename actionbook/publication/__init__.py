"""A finished workbook before it goes on the web: what must not be in it, and who can read it."""
