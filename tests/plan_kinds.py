"""
Plans of two hundred kinds with known answers: whose headings, how laid out, in what mess.

`made(number)` is the plan of that number, always the same: its sheets cell by cell, what each
column under its headings is, and its actions in order. It knows nothing of what reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from kind_families import FAMILIES, Column
from kind_headings import HINTS, groups_over, written
from kind_sheets import Sheet, beside_the_plan, foot_of, top_of
from kind_words import AREAS, TIME_STYLES, Filling, filling

__all__ = ["LAYOUTS", "MANY", "Answer", "Kind", "made"]

MANY = 200
LAYOUTS = (
    "flat", "merged", "first only", "bands", "sections", "a table each", "two sheets",
    "two rows of headings", "three rows of headings", "moved",
)  # fmt: skip
_SHEETS = ("Action plan", "Sheet1", "Tracker", "Log 2026", "Recs", "Improvement Plan")
_OF_ISSUES = frozenset({"issue", "issue_ref", "section", "source_ref", "priority", "response",
                        "aim", "risk_factors", "lead_member"})  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a column is: see `kind_families.Column`."""

    sheet: str
    number: int
    heading: str
    fields: tuple[str, ...]
    may_be_left: bool


@dataclass
class Kind:
    """A plan, and the answers."""

    name: str
    layout: str
    sheets: list[Sheet] = field(default_factory=list)
    columns: list[Answer] = field(default_factory=list)
    actions: list[dict[str, str]] = field(default_factory=list)


def made(number: int) -> Kind:
    """The plan of that number, from 0."""
    random = Random(number * 7919 + 17)
    name = list(FAMILIES)[number % len(FAMILIES)]
    layout = LAYOUTS[(number + number // len(FAMILIES)) % len(LAYOUTS)]
    kind = Kind(f"{number:03} {name}, {layout}", layout)
    _Builder(kind, FAMILIES[name], random).build()
    return kind


class _Builder:
    """Draws the sheets of one plan."""

    def __init__(self, kind: Kind, family: Sequence[Column], random: Random) -> None:
        self.kind, self.random = kind, random
        chosen = [each for each in family if each.is_always or random.random() < 0.6]
        if random.random() < 0.3:
            random.shuffle(chosen)
        has_issue = any("issue" in each.fields for each in chosen)
        has_action = any("action" in each.fields for each in chosen)
        self.layout = kind.layout
        if self.layout in ("bands", "a table each") and not (has_issue and has_action):
            self.layout = "sections"
        if self.layout in ("merged", "first only") and not (has_issue and has_action):
            self.layout = "flat"
        if self.layout in ("bands", "a table each"):
            chosen = [each for each in chosen if not _OF_ISSUES & set(each.fields)]
        self.columns = chosen
        self.topic = "action" if has_action else "issue"
        self.headings = written(random, [random.choice(each.headings) for each in chosen])
        self.left = random.choice((0, 0, 0, 0, 1, 2)) if self.layout != "moved" else 3
        times = random.choice(TIME_STYLES)
        self.times = times
        self.fill: list[Filling] = [
            filling(random, each.filled_with, times=times) for each in chosen
        ]
        self.issues = filling(random, "issue")
        self.row = 0

    def build(self) -> None:
        random = self.random
        before, after = beside_the_plan(random)
        self.kind.sheets += before
        names: tuple[str, ...] = (random.choice(_SHEETS),)
        if self.layout == "two sheets":
            names = random.choice(
                (("Adults", "Children"), ("Plan 1", "Plan 2"), ("North", "South"))
            )
        for name in names:
            self._sheet(Sheet(name))
        self.kind.sheets += after

    def _sheet(self, sheet: Sheet) -> None:
        self.kind.sheets.append(sheet)
        top_of(sheet, self.random, self.left + len(self.columns))
        first = len(sheet.rows) + 1
        if self.layout == "a table each":
            for at in range(self.random.randint(2, 4)):
                words = next_words(self.issues)
                sheet.add([self._band_words(at, words)], left=self.left)
                first = len(sheet.rows) + 1
                self._headings(sheet, again=at > 0)
                self._body(sheet, self.random.randint(1, 4), issue=words)
                sheet.tables.append(range(first, len(sheet.rows) + 1))
                sheet.add([])
        else:
            self._headings(sheet)
            self._groups(sheet)
        last = foot_of(sheet, self.random, self.columns, self.left)
        if self.layout != "a table each":
            sheet.tables.append(range(first, last + 1))

    def _band_words(self, at: int, words: str) -> str:
        shape = self.random.choice(("Recommendation {n}: {w}", "{n}. {w}", "R{n} – {w}", "{w}"))
        return shape.format(n=at + 1, w=words)

    def _headings(self, sheet: Sheet, *, again: bool = False) -> None:
        first = len(sheet.rows)
        if self.layout in ("two rows of headings", "three rows of headings"):
            groups_over(sheet, self.random, self.headings, self.left)
        else:
            sheet.add(self.headings, left=self.left)
        if self.layout == "three rows of headings":
            sheet.add([HINTS.get(c.filled_with, "") for c in self.columns], left=self.left)
        sheet.deep = len(sheet.rows) - first
        if not again:
            self.kind.columns += [
                Answer(sheet.name, self.left + at, heading, column.fields, column.may_be_left)
                for at, (column, heading) in enumerate(
                    zip(self.columns, self.headings, strict=True), start=1
                )
            ]

    def _groups(self, sheet: Sheet) -> None:
        """The rows under one run of headings, with what staff put among them."""
        random, count = self.random, self.random.randint(4, 12)
        done = 0
        while done < count:
            many = random.choice((1, 1, 2, 3, 4))
            if self.layout == "sections" or (self.layout == "two sheets" and random.random() < 0.3):
                self._band(sheet, AREAS[done % len(AREAS)].upper())
            if self.layout == "bands":
                words = next_words(self.issues)
                self._band(sheet, self._band_words(done, words))
                self._body(sheet, many, issue=words)
            else:
                self._body(sheet, many)
            done += many
            if random.random() < 0.12:
                sheet.add([])
            if random.random() < 0.06:
                sheet.add(self.headings, left=self.left)

    def _band(self, sheet: Sheet, words: str) -> None:
        row = sheet.add([words], left=self.left)
        if self.random.random() < 0.6:
            sheet.merges.append((row, self.left + 1, row, self.left + len(self.columns)))

    def _body(self, sheet: Sheet, many: int, *, issue: str = "") -> None:
        """Several actions of one issue."""
        of_issue = {
            at: self.fill[at](self.row)
            for at, column in enumerate(self.columns)
            if _OF_ISSUES & set(column.fields) and self.topic != "issue"
        }
        first = 0
        for number in range(many):
            values = [
                of_issue[at] if at in of_issue else self.fill[at](self.row)
                for at in range(len(self.columns))
            ]
            shown = [
                "" if at in of_issue and number and self._is_once(at) else value
                for at, value in enumerate(values)
            ]
            row = sheet.add(shown, left=self.left)
            first = first or row
            if self.times == "months shown":
                sheet.months |= {
                    (row, self.left + at)
                    for at, column in enumerate(self.columns, start=1)
                    if "timescale" in column.fields
                }
            self._expect(values, issue)
            self.row += 1
        if self.layout == "merged" and many > 1:
            for at in of_issue:
                column = self.left + at + 1
                sheet.merges.append((first, column, first + many - 1, column))

    def _is_once(self, at: int) -> bool:
        if self.layout == "merged":
            return True
        return self.layout == "first only" and bool(
            {"issue", "issue_ref", "section"} & set(self.columns[at].fields)
        )

    def _expect(self, values: Sequence[object], issue: str) -> None:
        told = {}
        for column, value in zip(self.columns, values, strict=True):
            for name in column.fields:
                shows_month = self.times == "months shown" and name == "timescale"
                told[name] = shown_as(value, shows_month=shows_month)
                told[f"{name} as a day"] = shown_as(value)
        if issue:
            told["issue"] = issue
        told["topic"] = told[self.topic]
        self.kind.actions.append(told)


def shown_as(value: object, *, shows_month: bool = False) -> str:
    """What a cell says to who reads it: a day as 3 March 2027."""
    if isinstance(value, date):
        return f"{value:%B %Y}" if shows_month else f"{value.day} {value:%B %Y}"
    return str(value)


def next_words(words: Filling) -> str:
    """The next of a filling's texts."""
    return str(words(0))
