"""The Suppressions table: findings that somebody has decided to live with."""

from actionbook.workbook.columns import Column, Holds, TableSpec

__all__ = ["SUPPRESSIONS"]

SUPPRESSIONS = TableSpec(
    "Suppressions",
    "Suppressions",
    (
        Column("code", "Code", Holds.WORDS, 12, synonyms=("Rule", "Check"), required=True),
        Column("ref", "Ref", Holds.WORDS, 8, synonyms=("Action", "Action ref")),
        Column("reason", "Reason", width=70, synonyms=("Why", "Because")),
        Column("until", "Until", Holds.DATE, 12, synonyms=("Till", "Review on")),
    ),
    says="Findings to live with: the rule, the action (blank for all), why, and until when.",
    optional=True,
)
