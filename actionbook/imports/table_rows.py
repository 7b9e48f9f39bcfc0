"""The rows of a recognised table as issues and actions; what no field takes is left over."""

from collections.abc import Mapping
from datetime import date

from actionbook.imports import row_says
from actionbook.imports.band_rows import heads
from actionbook.imports.body_rows import news_at
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.markup import paragraphs
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.several_actions import Parted, may_be_several, parted
from actionbook.imports.statuses import status_of
from actionbook.imports.table_issues import OF_ISSUES, ActionRow, IssueReader
from actionbook.imports.table_made import GivenRefs, TableRows
from actionbook.imports.table_refs import Printed, numbered_in_words, refs_of, under_others
from actionbook.imports.ticked_status import ticked_columns, ticked_status
from actionbook.imports.who_and_when import held_together, part_held
from actionbook.plan.numbering import letter
from actionbook.workbook.typed import as_percent

__all__ = ["rows_of_table"]

_TEXTS = ("action", "lead", "timescale", "outcome", "evidence", "progress", "change_reason",
          "approval", "verified_by", "depends_on", "part_of", "publication")  # fmt: skip
_DAYS = ("revised_due", "completed_on", "added_on", "approved_on")
_SHARED = ("timescale", "status", "rag", "revised_due")
_AS_ABOVE = "as above"


def rows_of_table(grid: CellGrid, table: FoundTable, given: GivenRefs | None = None) -> TableRows:
    """The issues and actions of *table*, which stands in *grid*; others have the refs *given*."""
    reader = _Reader(grid, table, given or GivenRefs())
    for number, kind in table.rows:
        reader.read(number, kind)
    return reader.made()


class _Reader(IssueReader):
    """Goes down a table; knows the issue and the section that a row stands under."""

    def __init__(self, grid: CellGrid, table: FoundTable, given: GivenRefs) -> None:
        super().__init__(grid, table, given)
        self._actions: list[ActionRow] = []
        self._ticks = ticked_columns(grid, table)
        self._leads = {f"lead in column {number}": number for number in self._more_leads()}
        self._at |= self._leads
        self._held = held_together(table)
        self._topic = "action" if "action" in self._at else self._as_topic()
        self._settle_refs()
        self._texts_told = [name for name in _TEXTS[1:] if name in self._at]
        self._days_told = [name for name in _DAYS if name in self._at]
        is_bare = self._topic == "action" and "ref" not in self._at
        rows = table.of_kind(RowKind.ACTION) if is_bare else ()
        numbered = numbered_in_words(self._of_actions("action") if is_bare else ())
        self._in_words = dict(zip(rows, numbered, strict=False))

    def _as_topic(self) -> str:
        name = "issue" if "issue" in self._at else "response"
        self._out.doubts.append(
            Doubt("", "Action", row_says.READ_AS_ACTION, "", (), Sureness.LIKELY)
        )
        return name

    def read(self, row: int, kind: RowKind) -> None:
        if kind is RowKind.BLANK:
            return
        if kind is RowKind.BAND:
            self._begin(row)
            self._look_at_band(row)
        elif kind is RowKind.ACTION:
            self._act(row)
        elif kind is RowKind.ISSUE:
            self._issue_of(row)
            self._leave_rest(row, {"issue", "issue_ref", *OF_ISSUES})
        elif kind is RowKind.GOES_ON and self._actions:
            self._go_on(row)
        else:
            self._leave_rest(
                row, set(), row_says.REASONS.get(kind, row_says.REASONS[RowKind.PREFILLED])
            )

    def _look_at_band(self, row: int) -> None:
        """Words alone in the actions' own column may be an action that nobody has filled in."""
        column = self._at[self._topic]
        said = self._grid.text(row, column)
        if said and not heads(said) and self._grid.merged(row, column) is None:
            self._doubt(None, "Action", row_says.ALONE, row, column, Sureness.LIKELY)

    def _act(self, row: int) -> None:
        issue = self._issue_of(row) if self._topic != "issue" else self._own_issue(row)
        found = self._parted(row)
        for place, own in enumerate(found.rows or ({},), start=1):
            self._act_one(row, issue, own, place if found.rows else 0)
            if found.total > 1:
                said = (row_says.PARTED if found.rows else row_says.SEVERAL).format(
                    found.total, place
                )
                at = self._at["action"]
                sureness = Sureness.LIKELY if found.rows else Sureness.UNSURE
                self._doubt(self._actions[-1], "Action", said, row, at, sureness)
        for mark in found.marks:
            self._left(row, mark, "the number of an action in its cell")
        # What is told of an issue is left over where a heading over several rows is one, or none.
        has_own = issue >= 0 and "issue" in self._at
        self._leave_rest(row, set(self._at).difference(() if has_own else OF_ISSUES))

    def _parted(self, row: int) -> Parted:
        """What actions the cell of one holds; one where the table has no column of actions."""
        if self._topic != "action" or not may_be_several(self._said("action", row)):
            return Parted(1)
        return parted(
            {name: self._said(name, row) for name in (*_TEXTS, *_DAYS, "status", "rag", "ref")}
        )

    def _act_one(self, row: int, issue: int, own: Mapping[str, str], place: int) -> None:
        """An action of the row: *own* are the cells that are its own where the row has several."""
        values: dict[str, object] = {}
        printed = self._said("ref", row)
        if place and printed:
            printed = own.get("ref", f"{printed}{letter(place)}")
        in_words, words = self._in_words.get(row, ("", ""))
        printed = printed or own.get("ref", "" if place else in_words)
        action = ActionRow(row, values, printed, issue, [row])
        values["action"] = paragraphs(own.get("action") or words or self._said(self._topic, row))
        if not values["action"]:
            self._doubt(action, "Action", row_says.NO_ACTION, row, self._at[self._topic])
        for name in self._texts_told:
            if said := own.get(name) or self._said(name, row):
                values[name] = paragraphs(said)
        for name in self._days_told:
            if said := own.get(name) or self._said(name, row):
                cell = self._grid.value(row, self._at[name])
                values[name] = cell if isinstance(cell, date) else said
        leads = [self._said(name, row) for name in self._leads]
        if any(leads):
            values["lead"] = " / ".join(filter(None, [str(values.get("lead", "")), *leads]))
        self._part_held(action, row)
        self._take_merged(action, row)
        self._take_status(action, row, own)
        self._take_percent(action, row)
        self._look_at_ref(action, row)
        self._actions.append(action)

    def _part_held(self, action: ActionRow, row: int) -> None:
        """Who and when apart, where one column holds both, or the action's own tells them."""
        held = self._held
        labels, untold = part_held(action.values, held, self._said("response", row))
        for label in labels:
            self._left(row, label, "says who or when")
        if untold:
            self._doubt(action, "Lead", row_says.UNTOLD[untold], row, self._at[held.field])

    def _take_merged(self, action: ActionRow, row: int) -> None:
        lead = self._at.get("lead", 0)
        if (
            lead
            and "lead" not in action.values
            and self._grid.is_below(row, lead)
            and self._actions
        ):
            action.values["lead"] = _AS_ABOVE
            self._doubt(action, "Lead", row_says.SAME_LEAD, row, lead, Sureness.LIKELY)
        for name in _SHARED:
            column = self._at.get(name, 0)
            if column and name not in action.values and self._grid.is_below(row, column):
                said = self._grid.spread(row, column)
                if said and name in ("timescale", "revised_due"):
                    action.values[name] = said
                    self._doubt(
                        action, _COLUMN.get(name, name), row_says.SAME, row, column, Sureness.LIKELY
                    )

    def _take_status(self, action: ActionRow, row: int, own: Mapping[str, str]) -> None:
        name = "status" if "status" in self._at else "rag"
        column = self._at.get(name, 0)
        words = own.get(name) or (self._grid.spread(row, column) if column else "")
        if not column:
            words, column = ticked_status(self._grid, row, self._ticks)
        if words:
            status, says = status_of(words)
            action.values["status"] = status
            if status != words:
                self._left(row, words, f"read as {status}" if status else row_says.A_SIGN)
            if says:
                self._doubt(action, "Status", says, row, column, words=words)
        if name == "status" and (said := self._said("rag", row)):
            self._left(row, said, row_says.NO_RAG)
        if said := self._said("start", row):
            self._left(row, said, row_says.WORKED_OUT)

    def _take_percent(self, action: ActionRow, row: int) -> None:
        column = self._at.get("percent", 0)
        if not column or not self._said("percent", row):
            return
        percent = as_percent(self._grid.value(row, column))
        said = self._said("percent", row)
        if percent is None or not 0 <= percent <= 100:  # noqa: PLR2004 - percent
            says = "This is no percentage from 0 to 100: it is left over."
            self._doubt(action, "% complete", says, row, column)
        else:
            action.values["percent"] = percent
        self._left(row, said, "read as a percentage" if percent is not None else "no percentage")

    def _look_at_ref(self, action: ActionRow, row: int) -> None:
        column = self._at.get("ref", 0)
        if column and isinstance(self._grid.value(row, column), float):
            self._doubt(action, "Ref", row_says.FRACTION, row, column)

    def _go_on(self, row: int) -> None:
        """What stands below an action without one: progress, a lead, a date, each to its own."""
        action = self._actions[-1]
        is_merged = self._grid.is_below(row, self._at[self._topic])
        if news := news_at(self._grid, row, self._at[self._topic]):
            self._take_news(action, row, news)
            return
        taken = set()
        for name in ("progress", "lead", "timescale", "evidence", "outcome"):
            if not (said := paragraphs(self._said(name, row))):
                continue
            before = str(action.values.get(name, ""))
            joint = " / " if name == "lead" else "\n"
            joint = "; " if name == "timescale" else joint
            action.values[name] = f"{before}{joint}{said}" if before else said
            taken.add(name)
        if taken:
            action.lines.append(row)
            first = self._at[min(taken, key=lambda name: self._at[name])]
            sureness = Sureness.LIKELY if is_merged else Sureness.UNSURE
            self._doubt(action, "", row_says.MORE, row, first, sureness)
        self._leave_rest(row, taken)

    def _take_news(self, action: ActionRow, row: int, column: int) -> None:
        """Progress that stands alone in the row below its action, as over all its columns."""
        before = str(action.values.get("progress", ""))
        said = paragraphs(self._grid.text(row, column))
        action.values["progress"] = f"{before}\n{said}" if before else said
        action.lines.append(row)
        self._doubt(action, "Progress this period", row_says.MORE, row, column, Sureness.LIKELY)

    def _leave_rest(self, row: int, taken: set[str], reason: str = "") -> None:
        """List what a row says that no field has taken, each cell with its column."""
        columns = {self._at[name] for name in taken if name in self._at}
        for column, said in enumerate(self._grid.texts(row), 1):
            if not said or column in columns:
                continue
            if (row, column) in self._grid.errors:
                self._doubt(None, "", row_says.ERROR, row, column)
            self._left(row, said, reason or f"column {self._grid.column_name(column)}, not taken")

    def made(self) -> TableRows:
        """All that was read, numbered."""
        refs = list(self._issue_refs())
        used = {action.issue for action in self._actions}
        for at, issue in enumerate(self._issues):
            if issue.words or at in used:
                values = {"ref": refs[at], "issue": paragraphs(issue.words), **issue.others}
                self._out.issues.append(Row(values, tuple(sorted(set(issue.lines)))))
        printed = [
            Printed(action.printed, refs[action.issue] if action.issue >= 0 else "")
            for action in self._actions
        ]
        numbered = under_others(printed)
        if numbered != printed:
            self._out.doubts.append(Doubt("", "Ref", row_says.AGAIN, "", (), Sureness.LIKELY))
        made = refs_of(numbered, self._given.actions)
        named: dict[int, str] = {}
        for action, (ref, is_made) in zip(self._actions, made, strict=True):
            named[id(action)] = ref
            self._make(action, ref, refs, is_made=is_made)
        for owner, doubt in sorted(self._doubts, key=lambda each: each[1].lines):
            ref = named.get(id(owner), "") if owner else ""
            self._out.doubts.append(doubt._replace(ref=ref))
        if any(issue.printed and not issue.words for issue in self._issues):
            self._out.doubts.append(Doubt("", "Issue", row_says.NO_WORDS, "", (), Sureness.LIKELY))
        if "ref" not in self._at and self._actions and not self._issues:
            self._out.doubts.append(Doubt("", "Ref", row_says.NO_REFS, "", (), Sureness.LIKELY))
        return self._out

    def _make(self, action: ActionRow, ref: str, issues: list[str], *, is_made: bool) -> None:
        values = {"ref": ref, **action.values}
        if "timescale" in values:
            values["timescale_text"] = values.pop("timescale")
        if action.issue >= 0:
            values["issue"] = issues[action.issue]
        if is_made and "ref" in self._at:
            column = self._at["ref"]
            if action.printed:
                self._left(action.row, action.printed, "a ref that several rows have")
            cell = self._grid.address(action.row, column)
            made = (action.printed, (action.row,), Sureness.UNSURE, cell)
            self._doubts.append((action, Doubt(ref, "Ref", row_says.MADE, *made)))
        filled = {name: value for name, value in values.items() if value != ""}
        self._out.actions.append(Row(filled, tuple(sorted(set(action.lines)))))


_COLUMN = {"timescale": "Timescale", "revised_due": "Revised due"}
