"""
Two years of a plan: eight periods of 120 actions, with what staff do to it in Excel, and by hand.

The edits are made with openpyxl, as a person's Excel would save them. What must come out is
kept beside them by a `Ledger` of the test's own, which knows nothing of how the tool counts.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from builders import SETTINGS
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn
from planbooks import planbook

from actionbook.appendices.content import appendix
from actionbook.nightly.changes import night_changes, night_moves
from actionbook.operations.closing import Closing, closing
from actionbook.operations.outcome import outcome
from actionbook.operations.roll_forward import roll
from actionbook.plan.model import Plan
from actionbook.plan.slippage import slippages, slipped
from actionbook.workbook.read import read_plan
from actionbook.workbook.undo import find_undo, undo_roll
from actionbook.workbook.write import apply

PERIODS = tuple(f"{year} Q{quarter}" for year in ("2026-27", "2027-28") for quarter in range(1, 5))
OPENS = (*PERIODS[1:], "2028-29 Q1")
ENDS = tuple(date(2026 + (3 * n + 6) // 12, (3 * n + 6) % 12 + 1, 1) for n in range(8))
DUE = date(2029, 3, 31)
PEOPLE = tuple("ABCDEFGHIJKL")
FIRST_ROW = 5
REFS = tuple(f"{number // 10 + 1}{'abcdefghij'[number % 10]}" for number in range(120))
RECURRING = range(15)
MOVED = range(20, 80)
SILENT = 14


@dataclass
class Ledger:
    """What is true of the plan, kept by the script that edits it."""

    state: dict[str, str] = field(default_factory=lambda: dict.fromkeys(REFS, "open"))
    lead: dict[str, str] = field(
        default_factory=lambda: {ref: PEOPLE[n % 12] * 2 for n, ref in enumerate(REFS)}
    )
    left: dict[str, date] = field(default_factory=dict)
    events: list[tuple[object, ...]] = field(default_factory=list)
    days: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    progress: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)


class Desk:
    """The workbook open in Excel on somebody's desk: cells by ref and heading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book["Actions"]
        self.table: Any = self.sheet.tables["Actions"]

    @property
    def columns(self) -> dict[str, int]:
        return {column.name: n for n, column in enumerate(self.table.tableColumns, start=1)}

    @property
    def rows(self) -> dict[str, int]:
        last = int(self.table.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return {self.sheet.cell(row, 1).value: row for row in range(FIRST_ROW, last + 1)}

    def type(self, ref: str, **cells: object) -> None:
        row, columns = self.rows[ref], self.columns
        for name, value in cells.items():
            self.sheet.cell(row, columns[HEADINGS[name]]).value = value

    def sort(self, key: Any) -> None:
        rows = self.rows
        width = len(self.columns)
        held = {
            ref: [self.sheet.cell(rows[ref], c).value for c in range(1, width + 1)] for ref in rows
        }
        for row, ref in enumerate(sorted(held, key=key), start=FIRST_ROW):
            for column, value in enumerate(held[ref], start=1):
                self.sheet.cell(row, column).value = value

    def move_column(self, one: str, other: str) -> None:
        left, right = self.columns[one], self.columns[other]
        for row in (FIRST_ROW - 1, *self.rows.values()):
            here, there = self.sheet.cell(row, left), self.sheet.cell(row, right)
            here.value, there.value = there.value, here.value
        names = self.table.tableColumns
        names[left - 1].name, names[right - 1].name = names[right - 1].name, names[left - 1].name

    def add_column(self, heading: str, values: dict[str, str]) -> None:
        at = len(self.columns) + 1
        self.table.tableColumns.append(TableColumn(id=at, name=heading))
        self.sheet.cell(FIRST_ROW - 1, at).value = heading
        self._stretch()
        for ref, value in values.items():
            self.sheet.cell(self.rows[ref], at).value = value

    def insert(self, after: str, rows: dict[str, dict[str, object]]) -> None:
        """Rows in the middle: what stood below moves down, as Insert in a table does."""
        at, last, width = self.rows[after] + 1, max(self.rows.values()), len(self.columns)
        count = len(rows)
        for row in range(last, at - 1, -1):
            for column in range(1, width + 1):
                below = self.sheet.cell(row + count, column)
                below.value = self.sheet.cell(row, column).value
                self.sheet.cell(row, column).value = None
        self._stretch(count)
        for row, (ref, cells) in enumerate(rows.items(), start=at):
            self.sheet.cell(row, 1).value = ref
            for name, value in cells.items():
                self.sheet.cell(row, self.columns[HEADINGS[name]]).value = value

    def _stretch(self, rows: int = 0) -> None:
        last = int(self.table.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        letter = get_column_letter(len(self.columns))
        self.table.ref = f"A{FIRST_ROW - 1}:{letter}{last + rows}"
        if self.table.autoFilter is not None:
            self.table.autoFilter.ref = self.table.ref

    def leave(self, initials: str, day: date, handover: str) -> None:
        sheet: Any = self.book["People"]
        names = [c.name for c in sheet.tables["People"].tableColumns]
        for row in sheet.iter_rows(min_row=FIRST_ROW):
            if row[0].value == initials:
                row[names.index("To")].value = day
                row[names.index("Handover to")].value = handover

    def save(self) -> None:
        self.book.save(self.path)


HEADINGS = {
    "action": "Action",
    "lead": "Lead",
    "timescale": "Timescale",
    "revised_due": "Revised due",
    "status": "Status",
    "progress": "Progress this period",
    "completed_on": "Completed on",
    "reason": "Change reason",
    "approval": "Approval",
    "approved_on": "Approved on",
    "evidence": "Evidence",
    "publication": "Publication",
    "issue": "Issue",
    "added_on": "Added on",
}


def day_of(period: int) -> date:
    """A day on which staff decide things: the tenth of the last month."""
    return ENDS[period] - timedelta(days=20)


def edited(desk: Desk, true: Ledger, period: int) -> None:
    """What staff do in one period, in the workbook and in the test's own ledger."""
    _shape(desk, true, period)
    _dates(desk, true, period)
    _standings(desk, true, period)
    _people(desk, true, period)
    true.progress = {
        ref: f"{PERIODS[period]}: {ref} goes on"
        for number, ref in enumerate(REFS)
        if true.state[ref] == "open"
        and number != SILENT
        and (number in RECURRING or number % 5 != period % 5)
    }
    for ref, words in true.progress.items():
        desk.type(ref, progress=words)


def _shape(desk: Desk, true: Ledger, period: int) -> None:
    if period == 1:
        true.notes = {ref: f"note on {ref}" for ref in REFS[::7]}
        desk.add_column("Our notes", true.notes)
    if period == 2:
        desk.sort(lambda ref: tuple(-ord(letter) for letter in ref))
    if period == 3:
        desk.move_column("Evidence", "Outcome")
    if period == 4:
        new = {f"13{letter}": _new(letter, period) for letter in "abc"}
        desk.insert("6e", new)
        true.state |= dict.fromkeys(new, "open")
        true.lead |= dict.fromkeys(new, "LL")
    if period == 6:
        desk.sort(lambda ref: (true.lead[ref], ref))


def _new(letter: str, period: int) -> dict[str, object]:
    return {
        "action": f"Light the quay, part {letter}",
        "lead": "LL",
        "timescale": "31 March 2029",
        "status": "In progress",
        "publication": "Public",
        "issue": "1",
        "added_on": day_of(period),
    }


def _moves(period: int) -> Iterator[tuple[int, str, date]]:
    """The moves of a period: eight a period until there have been sixty."""
    for number in MOVED[period * 8 : period * 8 + 8]:
        yield number, REFS[number], DUE + timedelta(days=30 + number)


def _dates(desk: Desk, true: Ledger, period: int) -> None:
    day = day_of(period)
    for number, ref, to in _moves(period - 1) if period else ():
        if number % 4 == 2:
            desk.type(ref, approval=f"Cabinet, minute {number}", approved_on=day)
            _agreed(true, period, number, to)
    for number, ref, to in _moves(period):
        reason = f"Reason {number}"
        true.events.append((ref, "requested", PERIODS[period], DUE, to, reason, ""))
        if number % 4 == 3:
            desk.type(ref, timescale=f"{to.day} {to:%B %Y}", reason=reason)
            continue
        desk.type(ref, revised_due=to, reason=reason)
        if number % 4 < 2:
            desk.type(ref, approval=f"Cabinet, minute {number}", approved_on=day)
            _agreed(true, period, number, to)


def _agreed(true: Ledger, period: int, number: int, to: date) -> None:
    ref = REFS[number]
    true.events.append((ref, "agreed", PERIODS[period], DUE, to, f"Reason {number}", "Cabinet"))
    true.days[ref] += (to - DUE).days
    true.times[ref] += 1


def _standings(desk: Desk, true: Ledger, period: int) -> None:
    day = day_of(period)
    for number in range(80 + 3 * period, 83 + 3 * period):
        desk.type(REFS[number], status="Complete", completed_on=day, evidence="The register")
        true.state[REFS[number]] = "done"
    if period:
        again, agreed = REFS[77 + 3 * period], REFS[78 + 3 * period]
        desk.type(again, status="In progress", completed_on=None, evidence=None)
        true.state[again] = "open"
        desk.type(agreed, approval="Audit Committee, minute 9", approved_on=day)
        true.closed.add(agreed)
    out = REFS[104 + period]
    desk.type(out, status="Withdrawn", approval="Cabinet, minute 1", approved_on=day, reason="Void")
    true.state[out] = "withdrawn"


def _people(desk: Desk, true: Ledger, period: int) -> None:
    for initials in list(true.left):
        for ref, lead in true.lead.items():
            if lead == initials and true.state[ref] == "open":
                desk.type(ref, lead="KK")
                true.lead[ref] = "KK"
    for letter in PEOPLE[2 * period : 2 * period + 2] if period < 5 else ():
        true.left[letter * 2] = day_of(period)
        desk.leave(letter * 2, day_of(period), "KK")


def first_book(folder: Path) -> Path:
    rows: list[dict[str, object]] = [
        {
            "ref": ref,
            "action": f"Do what the review asks in {ref}",
            "lead": PEOPLE[number % 12] * 2,
            "timescale_text": "Quarterly from June 2026"
            if number in RECURRING
            else "31 March 2029",
            "progress": "",
            "issue": ref[:-1],
        }
        for number, ref in enumerate(REFS)
    ]
    people = [{"initials": p * 2, "name": f"{p} Officer", "post": f"Post {p}"} for p in PEOPLE]
    issues = [{"ref": str(number), "issue": f"Issue {number}"} for number in range(1, 13)]
    settings = replace(SETTINGS, current_period=PERIODS[0])
    return planbook(folder, *rows, settings=settings, People=people, Issues=issues)


def test_two_years_of_edits_are_counted_exactly_and_nothing_is_lost(tmp_path: Path) -> None:
    path = first_book(tmp_path)
    apply(night_changes(read_plan(path), on=date(2026, 4, 2)))
    true = Ledger()
    before = dict(true.state)
    for period in range(8):
        desk = Desk(path)
        edited(desk, true, period)
        desk.save()
        on = ENDS[period]
        _papers_hang_on_moves_and_the_day(read_plan(path), on)
        apply(night_changes(read_plan(path), on=on))
        assert not apply(night_changes(read_plan(path), on=on))
        _rolled(path, true, before, period)
        before = dict(true.state)
    assert _notes(path) == true.notes


def _papers_hang_on_moves_and_the_day(plan: Plan, on: date) -> None:
    """A night makes its papers of a plan in which of what it changes only the moves are written."""
    moved, whole = (outcome(plan, made(plan, on=on)) for made in (night_moves, night_changes))
    for edition in ("public", "print"):
        papers = [appendix(each, on=on, edition=edition) for each in (moved, whole)]
        assert papers[0] == papers[1]
    assert moved.actions != whole.actions


def _rolled(path: Path, true: Ledger, before: dict[str, str], period: int) -> None:
    """The period closed, every count compared, the roll taken back and made again."""
    on, opens = ENDS[period], OPENS[period]
    old, plan = path.read_bytes(), read_plan(path)
    told = closing(plan, to=opens, on=on)
    assert apply(roll(plan, to=opens, on=on))
    new, rolled = path.read_bytes(), read_plan(path)
    assert not apply(roll(rolled, to=opens, on=on))

    _sum(told, true, before)
    _leavers(told, true)
    _history(rolled, true, period)
    _ledger(rolled, true, on)

    undo_roll(find_undo(path, on=on))
    assert path.read_bytes() == old
    assert apply(roll(read_plan(path), to=opens, on=on))
    assert path.read_bytes() == new


def _sum(told: Closing, true: Ledger, before: dict[str, str]) -> None:
    now, was = true.state, before.get
    done = [ref for ref, state in now.items() if state == "done" and was(ref) == "open"]
    out = [ref for ref, state in now.items() if state == "withdrawn" and was(ref) == "open"]
    again = [ref for ref, state in now.items() if state == "open" and was(ref) == "done"]
    added = [ref for ref in now if ref not in before]
    came_to = told.sum
    assert (came_to.start, came_to.end) == (
        sum(state == "open" for state in before.values()),
        sum(state == "open" for state in now.values()),
    )
    assert (came_to.added, came_to.reopened) == (len(added), len(again))
    assert (came_to.completed, came_to.withdrawn) == (len(done), len(out))
    assert (came_to.moved_in, came_to.moved_out, came_to.reconciles) == (0, 0, True)
    assert (sorted(told.completed), sorted(told.reopened)) == (sorted(done), sorted(again))
    assert (set(told.closed), told.gone) == (true.closed, ())


def _leavers(told: Closing, true: Ledger) -> None:
    still = {ref: lead for ref, lead in true.lead.items() if true.state[ref] == "open"}
    expected = {who: {ref for ref in still if still[ref] == who} for who in true.left}
    listed = {each.person.initials: set(each.refs) for each in told.leavers}
    assert listed == {who: refs for who, refs in expected.items() if refs}
    assert all(each.person.handover_to == "KK" for each in told.leavers)


def _ledger(rolled: Plan, true: Ledger, on: date) -> None:
    assert Counter(
        (e.action, e.event, e.period, e.from_date, e.to_date, e.reason, e.decided_by)
        for e in rolled.date_changes
    ) == Counter(true.events)
    moved = slippages(rolled, on=on)
    assert {row.ref: (row.times, row.days) for row in moved if row.times} == {
        ref: (times, true.days[ref]) for ref, times in true.times.items()
    }
    total = slipped(moved)
    assert (total.times, total.days) == (true.times.total(), true.days.total())
    assert {row.first_due for row in moved} == {DUE}


def _history(rolled: Plan, true: Ledger, period: int) -> None:
    assert Counter(action.ref for action in rolled.actions) == Counter(true.state.keys())
    assert not any(action.progress for action in rolled.actions)
    kept = [row for row in rolled.history if row.period == PERIODS[period]]
    assert Counter(row.action for row in kept) == Counter(true.state.keys())
    assert {row.action: row.progress for row in kept if row.progress} == true.progress
    words = {"open": "In progress", "done": "Complete", "withdrawn": "Withdrawn"}
    assert {row.action: row.status for row in kept} == {r: words[s] for r, s in true.state.items()}
    rags = {row.action: row.rag for row in kept}
    assert {rags[r] for r, s in true.state.items() if s == "done"} == {"Complete"}
    assert {rags[r] for r, s in true.state.items() if s == "withdrawn"} == {"Withdrawn"}
    spoke = {rags[REFS[number]] for number in RECURRING if number != SILENT}
    assert spoke == {"On track"}
    assert rags[REFS[SILENT]] == "Overdue"
    moved = set(true.times)
    assert {row.due for row in kept if row.action in moved} <= {DUE}


def _notes(path: Path) -> dict[str, str]:
    desk = Desk(path)
    at = desk.columns["Our notes"]
    found = {ref: desk.sheet.cell(row, at).value for ref, row in desk.rows.items()}
    return {ref: note for ref, note in found.items() if note}
