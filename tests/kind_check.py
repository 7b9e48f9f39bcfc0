"""A plan of a known kind, imported and held against the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl.utils import coordinate_to_tuple
from plan_kinds import Answer, Kind

from actionbook.errors import ActionbookError
from actionbook.imports.draft import ColumnRead, Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.markup import plain
from actionbook.imports.pdf_document import read_pdf
from actionbook.imports.word_plan import draft_of_document, word_draft
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = ["Outcome", "outcome_of"]

_FIELDS = {each.heading: each.field for spec in (ISSUES, ACTIONS) for each in spec.columns} | {
    "RAG": "rag", "Issue ref": "issue_ref", "Timescale": "timescale", "Ref": "ref",
}  # fmt: skip
_SHOWN = (".xlsx", ".docx", ".ods", ".pdf")
_HELD = ("lead", "timescale", "progress", "outcome", "evidence")


@dataclass
class Outcome:
    """How many columns have an answer, which were taken wrongly, which were missed; the rows."""

    columns: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def rows_right(self) -> bool:
        """Whether every row is what it is, in order."""
        return not self.faults


def outcome_of(kind: Kind, path: Path) -> Outcome:
    """Import the plan of *kind* from *path*, and hold it against the answers."""
    found = Outcome()
    is_word = path.suffix in (".docx", ".pdf")
    try:
        draft = _draft(path)
    except ActionbookError as fault:
        found.faults.append(f"refused: {fault}")
        found.columns = len(kind.columns)
        return found
    mapped = _columns(_as_in_word(kind, draft) if is_word else kind.columns, draft, found)
    _rows(kind, path, draft, mapped, found)
    return found


def _draft(path: Path) -> Draft:
    if path.suffix == ".pdf":
        return draft_of_document(read_pdf(path))
    return word_draft(path) if path.suffix == ".docx" else excel_draft(path)


def _as_in_word(kind: Kind, draft: Draft) -> list[Answer]:
    """The answers as a document has them: without blank columns, in one table for all sheets."""
    first = kind.columns[0]
    named = next((_place(each)[0] for each in draft.columns), "")
    return [
        replace(answer, sheet=named, number=answer.number - first.number + 1)
        for answer in kind.columns
        if answer.sheet == first.sheet
    ]


def _columns(answers: Sequence[Answer], draft: Draft, found: Outcome) -> set[str]:
    """Judge each column; the fields that were taken from columns."""
    read = {_place(each): each for each in draft.columns if each.heading}
    taken: set[str] = set()
    for answer in answers:
        each = read.pop((answer.sheet, answer.number), None)
        name = _FIELDS[each.column] if each is not None and each.column else ""
        found.columns += 1
        said = f"{answer.heading!r} as {name or 'nothing'}, not {_told(answer)}"
        if each is not None:
            said += f" ({each.sureness}, {each.why})"
        if name and name not in answer.fields:
            found.wrong.append(said)
        elif name or answer.may_be_left:
            found.right += 1
            taken |= {name} - {""}
        else:
            found.missed.append(said)
    found.wrong += [f"{each.cell} {each.heading!r} as {each.column}" for each in read.values()
                    if each.column]  # fmt: skip
    return taken


def _told(answer: Answer) -> str:
    return " or ".join([*answer.fields, *["nothing"] * answer.may_be_left])


def _place(column: ColumnRead) -> tuple[str, int]:
    if ", column " in column.cell:
        table, _, number = column.cell.rpartition(", column ")
        return table.partition(",")[0], int(number)
    sheet, _, cell = column.cell.rpartition("!")
    return sheet, coordinate_to_tuple(cell)[1]


def _rows(kind: Kind, path: Path, draft: Draft, mapped: set[str], found: Outcome) -> None:
    actions = [row.values for row in draft.tables["Actions"]]
    issues = {row.values["ref"]: str(row.values.get("issue", "")) for row in draft.tables["Issues"]}
    read = [_folded(str(row.get("action", ""))) for row in actions]
    expected_rows = [_folded(row["topic"]) for row in kind.actions]
    if read != expected_rows:
        found.faults += [f"lost: {each[:70]}" for each in expected_rows if each not in read]
        found.faults += [f"made: {each[:70]}" for each in read if each not in expected_rows]
        found.faults = found.faults or ["the rows stand in another order, or twice"]
        return
    for row, expected in zip(actions, kind.actions, strict=True):
        for name in _HELD:
            if name not in mapped:
                continue
            said = str(row.get("timescale_text" if name == "timescale" else name, ""))
            # What a day shows as is not told of .xls.
            told = expected[name if path.suffix in _SHOWN else f"{name} as a day"]
            if _folded(said) != _folded(told):
                found.faults.append(f"{name}: {said[:50]!r}, not {told[:50]!r}")
        if (
            "action" in expected
            and "issue" in expected
            and ("issue" in mapped or kind.layout in ("bands", "a table each"))
        ):
            said = issues.get(row.get("issue", ""), "")
            if _folded(expected["issue"]) not in _folded(said):
                found.faults.append(f"issue: {said[:50]!r}, not {expected['issue'][:50]!r}")


def _folded(text: str) -> str:
    return " ".join(plain(text).split())
