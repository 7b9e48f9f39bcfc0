"""The issues of a table: which of them a row stands under, and what is said of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.column_fields import are_numbered
from actionbook.imports.draft import Doubt, LeftOver, Sureness
from actionbook.imports.headings import recommendation
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.table_made import GivenRefs, TableRows
from actionbook.imports.table_refs import comes_again, refs_are_of_issues
from actionbook.workbook.tables import ISSUES

__all__ = ["OF_ISSUES", "ActionRow", "IssueReader", "IssueRow"]

OF_ISSUES = ("section", "response", "aim", "lead_member", "lead_directorate", "priority",
              "monitoring_group", "monitoring_frequency", "source_ref", "resource_implications",
              "risk_factors")  # fmt: skip
_NO_ISSUE = "The issue's cell is blank under a filled one: read as the same issue."
_OTHERWISE = "Another row of the same issue says otherwise; the first is kept."
_JOINED = frozenset({"response", "resource_implications", "risk_factors"})
_ALL_KEPT = "Rows of the same issue say different things: all are kept, one under another."


@dataclass
class ActionRow:
    """An action as it stands in its row; `issue` is the place of its issue, -1 for none."""

    row: int
    values: dict[str, object]
    printed: str
    issue: int  # place in the issues; -1 for none
    lines: list[int]


@dataclass
class IssueRow:
    """An issue as it stands, with the rows it stands in."""

    words: str
    printed: str
    lines: list[int]
    others: dict[str, str] = field(default_factory=dict)


class IssueReader:
    """Knows the issue and the section that a row stands under, and gathers doubts."""

    def __init__(self, grid: CellGrid, table: FoundTable, given: GivenRefs) -> None:
        self._given = given
        self._grid = grid
        self._table = table
        self._at = dict(table.fields)
        self._out = TableRows()
        self._issues: list[IssueRow] = []
        self._places: dict[tuple[str, str], int] = {}
        self._doubts: list[tuple[ActionRow | None, Doubt]] = []
        self._band, self._band_row = "", 0
        self._topic = "action"
        self._others: Sequence[str] = ()

    def _settle_refs(self) -> None:
        """Which of the two a column of refs numbers, where its heading leaves it open."""
        # What the actions serve is their issue, where the table has no column of issues.
        stands_for = next((name for name in ("aim", "section") if name in self._at), "")
        if "issue" not in self._at and stands_for:
            self._at["issue"] = self._at.pop(stands_for)
        has_numbers = "issue_ref" in self._at and not {"issue", "ref"} & set(self._at)
        has_bands = bool(self._table.of_kind(RowKind.BAND))
        if has_numbers and (has_bands or not comes_again(self._of_actions("issue_ref"))):
            self._at["ref"] = self._at.pop("issue_ref")
        has_all = {"ref", "issue", "action"} <= set(self._at) and "issue_ref" not in self._at
        if has_all and refs_are_of_issues(self._of_actions("ref"), self._of_actions("issue")):
            self._at["issue_ref"] = self._at.pop("ref")
        self._others = [name for name in OF_ISSUES if name in self._at]

    def _of_actions(self, name: str) -> list[str]:
        """What stands in the column of a field in each row that is an action."""
        return [self._said(name, row) for row in self._table.of_kind(RowKind.ACTION)]

    def _more_leads(self) -> tuple[int, ...]:
        """The columns of other leads, headed as the first is but for a number: Owner 2, Owner 3."""
        columns = self._table.columns
        first = next((each.heading for each in columns if each.field == "lead"), "")
        return tuple(
            each.number
            for each in columns
            if first and each.guess == "lead" and are_numbered([first, each.heading])
        )

    def _said(self, name: str, row: int) -> str:
        column = self._at.get(name, 0)
        return self._grid.text(row, column) if column else ""

    def _begin(self, row: int) -> None:
        """A band: a section where there are issues, else the issue of what stands under it."""
        said = list(filter(None, map(str.strip, self._grid.texts(row))))
        # "Recommendation 1" may have its words in a cell of their own.
        joint = ": " if len(said) > 1 and recommendation(said[0]) else " "
        self._band = joint.join(said)
        self._band_row = row
        if "issue" in self._at and self._topic != "issue":
            return
        opens = recommendation(self._band)
        ref, words = (opens["ref"], opens["rest"] or self._band) if opens else ("", self._band)
        number = self._said("ref", row)
        if not opens and len(said) > 1 and said[0] == number:
            ref, words = number.strip(" .):"), " ".join(said[1:])
        if opens and opens["rest"]:
            self._left(row, self._band.removesuffix(opens["rest"]), "heading")
        self._add(IssueRow(words, ref, [row]))

    def _add(self, issue: IssueRow) -> int:
        """The place of a new issue, which is found again by its words, its number or both."""
        at = len(self._issues)
        self._issues.append(issue)
        for words, ref in ((issue.words, issue.printed), (issue.words, ""), ("", issue.printed)):
            self._places.setdefault((words, ref), at)
        return at

    def _issue_of(self, row: int) -> int:
        """The place of a row's issue; a new one where its words or its number are new."""
        if "issue" not in self._at:
            return self._numbered_issue(row)
        words, ref = self._said("issue", row), self._said("issue_ref", row)
        last = self._issues[-1] if self._issues else None
        is_new_ref = bool(ref) and (last is None or ref != last.printed)
        is_parted = last is not None and self._band_row > max(last.lines)
        if is_parted and not (words or ref):
            return self._add(IssueRow("", "", [self._band_row, row], {"section": self._band}))
        if not words and not is_new_ref and (last is not None or not self._band):
            return -1 if last is None else self._again(len(self._issues) - 1, row, words)
        at = self._places.get((words, ref))
        if at is not None:
            return self._again(at, row, words)
        made = IssueRow(words, ref, [row])
        if self._band:
            made.others["section"] = self._band
            made.lines.append(self._band_row)
        at = self._add(made)
        self._take_others(made, row)
        return at

    def _numbered_issue(self, row: int) -> int:
        """The place of the issue that a row names by its number alone, else of the last."""
        ref = self._said("issue_ref", row)
        at = self._places.get(("", ref)) if ref else len(self._issues) - 1
        if at is None:
            at = self._add(IssueRow("", ref, []))
        if ref:
            self._issues[at].lines.append(row)
            self._take_others(self._issues[at], row)
        return at

    def _again(self, at: int, row: int, words: str) -> int:
        self._issues[at].lines.append(row)
        self._take_others(self._issues[at], row)
        column = self._at["issue"]
        if not words and not self._grid.is_below(row, column):
            self._doubt(None, "Issue", _NO_ISSUE, row, column, Sureness.LIKELY)
        return at

    def _take_others(self, issue: IssueRow, row: int) -> None:
        for name in self._others:
            said = self._said(name, row)
            if not said or issue.others.setdefault(name, said) == said:
                continue
            heading = ISSUES.by_field[name].heading
            if name not in _JOINED:
                self._left(row, said, f"another row of the issue says otherwise ({heading})")
                self._doubt(None, heading, _OTHERWISE, row, self._at[name])
            elif said not in issue.others[name].split("\n"):
                issue.others[name] += f"\n{said}"
                self._doubt(None, heading, _ALL_KEPT, row, self._at[name], Sureness.LIKELY)

    def _own_issue(self, row: int) -> int:
        """Of a table without actions each row is an issue of its own, under its band."""
        words = self._said("issue", row) or self._said("response", row)
        made = IssueRow(words, self._said("issue_ref", row) or self._said("ref", row), [row])
        if self._band:
            made.others["section"] = self._band
        at = self._add(made)
        self._take_others(made, row)
        return at

    def _issue_refs(self) -> Iterator[str]:
        printed = [issue.printed for issue in self._issues]
        given: set[str] = set()
        taken = {*printed, *self._given.issues}
        number = 0
        for ref in printed:
            made = ref if ref.casefold() not in given else ""
            while not made:
                number += 1
                made = str(number) if str(number) not in taken else ""
            given.add(made.casefold())
            taken.add(made.casefold())
            yield made

    def _left(self, row: int, said: str, reason: str) -> None:
        self._out.left_over.append(LeftOver(row, said, reason))

    def _doubt(  # noqa: PLR0913 - what a doubt is made of
        self,
        action: ActionRow | None,
        column: str,
        says: str,
        row: int,
        at: int,
        sureness: Sureness = Sureness.UNSURE,
        *,
        words: str = "",
    ) -> None:
        said = words or self._grid.spread(row, at)
        cell = self._grid.address(row, at)
        self._doubts.append((action, Doubt("", column, says, said, (row,), sureness, cell)))
