"""A plan in its workbook: found, read, made new, and written in place."""
