"""A conditional format between what the plan knows and what the workbook keeps."""

from actionbook.ooxml import ConditionalFormat
from actionbook.plan.structure import Format

__all__ = ["conditional_format", "plan_format"]


def conditional_format(form: Format) -> ConditionalFormat:
    """The format as the workbook keeps it."""
    return ConditionalFormat(
        sqref=form.cells, formula=form.formula, fill=form.fill, font=form.font, bold=form.bold
    )


def plan_format(form: ConditionalFormat) -> Format:
    """The workbook's format as the plan knows it."""
    return Format(form.sqref, form.formula, form.fill, form.font, bold=form.bold)
