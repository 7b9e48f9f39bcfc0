"""What one table of a plan gave: rows, doubts, and what is left over."""

from dataclasses import dataclass, field, replace

from actionbook.imports.draft import Doubt, LeftOver, Row

__all__ = ["GivenRefs", "TableRows", "shifted"]


@dataclass
class TableRows:
    """The rows of a table; lines are rows of the sheet, and refs stand in it alone."""

    issues: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)


@dataclass
class GivenRefs:
    """The refs that earlier tables of the same plan have, without case: a made one is another."""

    issues: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)

    def add(self, rows: TableRows) -> None:
        """Count in those of one table more."""
        self.issues |= {str(row.values["ref"]).casefold() for row in rows.issues}
        self.actions |= {str(row.values["ref"]).casefold() for row in rows.actions}


def shifted(rows: TableRows, by: int) -> TableRows:
    """*rows* with every line counted from *by* lines further down."""
    if not by:
        return rows
    return replace(
        rows,
        issues=[row._replace(lines=_by(row.lines, by)) for row in rows.issues],
        actions=[row._replace(lines=_by(row.lines, by)) for row in rows.actions],
        doubts=[each._replace(lines=_by(each.lines, by)) for each in rows.doubts],
        left_over=[each._replace(line=each.line + by) for each in rows.left_over],
    )


def _by(lines: tuple[int, ...], by: int) -> tuple[int, ...]:
    return tuple(line + by for line in lines)
