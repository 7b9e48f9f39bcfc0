"""A workbook that staff keep becomes a plan in place, and nothing of theirs is moved."""
