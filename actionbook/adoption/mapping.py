"""What adopting a workbook comes to: which of its columns is what, and what is added."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from actionbook.adoption.doubts import Doubt, several_in_one
from actionbook.adoption.finding import Found, refuse_twin
from actionbook.adoption.lacking import lacking
from actionbook.imports.recognition import RowKind
from actionbook.imports.statuses import status_of
from actionbook.ooxml import Area, BookView, column_letters
from actionbook.plan.structure import NewRow
from actionbook.plan.words import word_key
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.adopted import joined_headings
from actionbook.workbook.columns import Column, heading_key
from actionbook.workbook.words_table import HEADING, NO_ACTION, OWN_COLUMN, STATUS

__all__ = ["Mapped", "TableMap", "map_table"]

_OF_ISSUES = "A plan keeps it with its issues: it stays as it is, and is not read."
_LEADS_VIEW = "A typed RAG stays as it is, and is read as what the lead says."
_BOTH = "The plan works its own RAG out; this one stays as it is, and is not read."
_MAYBE_ACTION = "Read as a heading or a note. If it is an action, take it off the Words sheet."
_FIELDS = {"timescale": "timescale_text", "issue_ref": "issue"}


class Mapped(NamedTuple):
    """
    A column of theirs: its letter and heading, the plan's heading for it ("" where it is not
    read), how sure that is from 0 to 1, why, and three cells with what they say.
    """

    letter: str
    heading: str
    means: str
    sureness: float
    why: str
    samples: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TableMap:
    """
    How a table of theirs is read, and what is to be put in.

    `columns` are theirs, left to right; `fields` the column of each field, counted from 1;
    `headings` the block of their headings; `rows` the worksheet rows that are actions; `refs` by
    row where the plan has to give some; `issues` by row, and `issue_rows` the Issues table;
    `words` the rows of the Words table; `added` are the plan's columns that they lack, with the
    heading that each is to have, and `publication` what the one of that name says of every row;
    `beside` are those that go on a sheet of the plan's own, and `beside_rows` its rows.
    """

    sheet: str
    headings: Area
    columns: tuple[Mapped, ...]
    fields: Mapping[str, int]
    rows: tuple[int, ...]
    passed: tuple[tuple[int, str], ...]
    refs: Mapping[int, str]
    issues: Mapping[int, str]
    issue_rows: tuple[Mapping[str, object], ...]
    words: tuple[tuple[str, str, str], ...]
    added: tuple[tuple[Column, str], ...]
    doubts: tuple[Doubt, ...]
    title: str
    publication: str = ""
    beside: tuple[Column, ...] = ()
    beside_rows: tuple[NewRow, ...] = ()


def map_table(book: BookView, found: Found, *, beside: bool = False) -> TableMap:
    """
    What adopting the table *found* in *book* comes to; nothing is changed.

    What a plan needs is put to the right, or all but a ref *beside*, on a sheet of its own.
    """
    return _Mapper(book, found, beside=beside).mapped()


class _Mapper:
    def __init__(self, book: BookView, found: Found, *, beside: bool) -> None:
        self.beside = beside
        self.file = book.path.name
        self.grid = found.grid
        self.table = found.table
        self.doubts: list[Doubt] = []
        self.rows = found.table.of_kind(RowKind.ACTION)
        self.headings = self._block(book)
        self.texts = dict(
            zip(
                range(self.headings.first_column, self.headings.last_column + 1),
                joined_headings(book, found.grid.name, self.headings),
                strict=True,
            )
        )
        self.why: dict[int, str] = {}
        self.fields = self._fields()

    def _block(self, book: BookView) -> Area:
        rows = self.table.heading_rows
        numbers = [column.number for column in self.table.columns if column.heading]
        for table in book.tables:
            if table.sheet == self.grid.name and table.area.holds(rows[-1], numbers[0]):
                return Area(rows[-1], table.first_column, rows[-1], table.last_column)
        # A heading in a merged cell stands in the row that the cell begins in.
        spread = (self.grid.merged(rows[0], number) for number in numbers)
        first = min((area.first_row for area in spread if area), default=rows[0])
        return Area(first, min(numbers), rows[-1], max(numbers))

    def _fields(self) -> dict[str, int]:
        known = {column.field for column in ACTIONS.columns if not column.starred}
        fields: dict[str, int] = {}
        found = dict(self.table.fields)
        rag = found.pop("rag", 0)
        if rag:
            self.why[rag] = _BOTH if "status" in found else _LEADS_VIEW
            found.setdefault("status", rag)
        for name, number in found.items():
            if name in ("issue", "section", "response", "aim"):
                self.why[number] = _OF_ISSUES
            elif (field := _FIELDS.get(name, name)) in known and self._is_first(number):
                fields[field] = number
            else:
                self.why.setdefault(number, _OF_ISSUES)
        if "action" not in fields:
            refuse_twin(self.file, self.grid, self.table)
        self._refuse_refs(fields)
        self.issue_refs = fields.get("issue", 0)
        if self.issue_refs and any(not self.grid.text(row, self.issue_refs) for row in self.rows):
            del fields["issue"]
            self.why[self.issue_refs] = "Not every row has it: it stays, and is repeated beside."
        return fields

    def _is_first(self, number: int) -> bool:
        """Whether the heading of a column tells it from the others; else the column is left."""
        key = heading_key(self.texts.get(number, ""))
        same = [each for each, text in self.texts.items() if heading_key(text) == key]
        if same[:1] == [number]:
            return True
        self.why[number] = "Another column has the same heading: rename one of them."
        return False

    def _refuse_refs(self, fields: dict[str, int]) -> None:
        """Leave a column of refs that are not each row's own: the plan gives its own beside."""
        number = fields.get("ref")
        if not number:
            return
        held = Counter(self.grid.text(row, number).casefold() for row in self.rows)
        if held[""] or any(count > 1 for count in held.values()):
            del fields["ref"]
            self.why[number] = "Rows share a ref or have none: it stays, and refs are put beside."

    def mapped(self) -> TableMap:
        issues, issue_rows = self._issues()
        own_refs = {"ref": self.fields.get("ref", 0)}
        self.doubts += several_in_one(self.grid, self.rows, {**self.table.fields, **own_refs})
        added, lent = lacking(self.fields, self.texts.values(), beside=self.beside)
        refs = {} if "ref" in self.fields else self._refs()
        return TableMap(
            sheet=self.grid.name,
            headings=self.headings,
            columns=tuple(self._columns()),
            fields=self.fields,
            rows=self.rows,
            passed=tuple(self._passed()),
            refs=refs,
            issues=issues,
            issue_rows=issue_rows,
            words=tuple(self._words(added)),
            added=added,
            doubts=tuple(self.doubts),
            title=self._title(),
            beside=lent,
            beside_rows=tuple(self._beside_rows(refs)) if lent else (),
        )

    def _columns(self) -> Iterator[Mapped]:
        by_number = {number: name for name, number in self.fields.items()}
        for column in self.table.columns:
            name = by_number.get(column.number, "")
            means = ACTIONS.by_field[name].heading if name else ""
            why = self.why.get(column.number, column.why)
            letter = column_letters(column.number)
            yield Mapped(letter, column.heading, means, column.sureness, why, column.samples)
            if not name and column.guess:
                guess = ACTIONS.by_field.get(_FIELDS.get(column.guess, column.guess))
                at = self.grid.address(self.table.heading_rows[-1], column.number)
                maybe = guess.heading if guess else column.guess
                says = f"It may be {maybe}, but that is not certain: it is not read."
                self.doubts.append(Doubt(at, "", maybe, says, column.heading))

    def _passed(self) -> Iterator[tuple[int, str]]:
        for row in self.table.rows:
            if row.kind not in (RowKind.ACTION, RowKind.BLANK):
                yield row.number, str(row.kind)

    def _refs(self) -> dict[int, str]:
        return {row: f"A{number}" for number, row in enumerate(self.rows, 1)}

    def _beside_rows(self, refs: Mapping[int, str]) -> Iterator[NewRow]:
        ref, action = self.fields.get("ref", 0), self.fields["action"]
        for row in self.rows:
            stands: Any = refs.get(row) or self.grid.value(row, ref)
            yield NewRow(stands, row, self.grid.text(row, action))

    def _issues(self) -> tuple[dict[int, str], tuple[Mapping[str, object], ...]]:
        """The ref of each action's issue, and the issues: by a column, or by bands above rows."""
        number = self.table.column("issue")
        if self.issue_refs:
            refs = self._down(self.issue_refs)
            named: dict[str, str] = {}
            for row, ref in refs.items():
                named[ref] = named.get(ref) or (self.grid.spread(row, number) if number else "")
            rows = tuple({"ref": ref, "issue": text or ref} for ref, text in named.items())
            return ({} if "issue" in self.fields else refs), rows
        said = self._down(number) if number else self._bands()
        made = {text: str(at) for at, text in enumerate(dict.fromkeys(said.values()), 1)}
        rows = tuple({"ref": ref, "issue": text} for text, ref in made.items())
        return {row: made[text] for row, text in said.items()}, rows

    def _down(self, number: int) -> dict[int, str]:
        """What stands in the column, down to the next: it is often typed once for several rows."""
        found, last = {}, ""
        for row in self.rows:
            last = self.grid.spread(row, number) or last
            if last:
                found[row] = last
        return found

    def _bands(self) -> dict[int, str]:
        found, band = {}, ""
        for row in self.table.rows:
            if row.kind in (RowKind.BAND, RowKind.ISSUE):
                texts = (self.grid.text(row.number, at) for at in range(1, self.grid.width + 1))
                band = next(filter(None, texts), band)
            elif row.kind is RowKind.ACTION and band:
                found[row.number] = band
        return found

    def _words(self, added: Sequence[tuple[Column, str]]) -> Iterator[tuple[str, str, str]]:
        by_number = {number: name for name, number in self.fields.items()}
        said: set[str] = set()
        for number, text in self.texts.items():
            key, name = heading_key(text), by_number.get(number, "")
            if not key or key in said:
                continue
            said.add(key)
            usual = ACTIONS.by_key.get(key)
            if name and key != heading_key(ACTIONS.by_field[name].heading):
                yield HEADING, text, ACTIONS.by_field[name].heading
            elif usual is not None and usual.field != name:
                yield HEADING, text, OWN_COLUMN
        for column, name in added:
            if name != column.heading:
                yield HEADING, name, column.heading
        yield from self._statuses()
        yield from self._no_actions()

    def _statuses(self) -> Iterator[tuple[str, str, str]]:
        number = self.fields.get("status")
        texts = {self.grid.text(row, number): row for row in reversed(self.rows)} if number else {}
        for text, row in sorted(texts.items(), key=lambda each: each[1]):
            meant, doubt = status_of(text) if text else ("", "")
            if text and doubt:
                at = self.grid.address(row, number or 1)
                says = "This is no status of the plan's: say on the Words sheet what it means."
                self.doubts.append(Doubt(at, "", "Status", says, text))
                yield STATUS, text, ""
            elif text and meant != text:
                yield STATUS, text, meant

    def _no_actions(self) -> Iterator[tuple[str, str, str]]:
        number = self.fields["action"]
        actions = {word_key(self.grid.text(row, number)) for row in self.rows}
        said: set[str] = set()
        for row in self.table.rows:
            text = self.grid.text(row.number, number)
            key = word_key(text)
            if row.kind in (RowKind.ACTION, RowKind.HEADING) or not any(map(str.isalpha, text)):
                continue
            if key not in actions and key not in said and len(text) < 32_000:  # noqa: PLR2004
                said.add(key)
                is_alone = self.grid.merged(row.number, number) is None
                if is_alone and row.kind in (RowKind.BAND, RowKind.FOOT):
                    at = self.grid.address(row.number, number)
                    self.doubts.append(Doubt(at, "", "Action", _MAYBE_ACTION, text))
                yield NO_ACTION, text, ""

    def _title(self) -> str:
        for row in range(1, self.headings.first_row):
            for column in range(1, self.grid.width + 1):
                text = " ".join(self.grid.text(row, column).split())
                if any(map(str.isalpha, text)):
                    return text[:120]
        return ""
