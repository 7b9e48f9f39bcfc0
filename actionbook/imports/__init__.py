"""A legacy document into a plan workbook, with an account of what was understood."""
