"""The rows of the Actions table as actions: words read into dates and leads, ownership told."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from actionbook.ooxml import Facts
from actionbook.operations.formulas import LIVE_NAMES, is_ours
from actionbook.plan.derive import DATE_FIELDS
from actionbook.plan.model import NOTHING, Action, Person
from actionbook.plan.people import LeadRow, resolve_leads
from actionbook.plan.settings import Settings
from actionbook.plan.status import NO_REPORT
from actionbook.plan.structure import Fault, FaultKind, TableSeen
from actionbook.plan.timescales import Kind, Timescale, parse_timescale
from actionbook.workbook.locate import Located
from actionbook.workbook.memory import Memory
from actionbook.workbook.rows import Row
from actionbook.workbook.typed import as_date, as_text, is_blank, month_only

__all__ = ["read_actions"]

_ROLLED = re.compile(rf"{re.escape(NO_REPORT)}|[CY\d][\w -]+ \(\d+ \w+ \d{{4}}\): ")
"""How Last reported begins when a roll has filled it."""


def read_actions(
    rows: Sequence[Row],
    located: Mapping[str, Located],
    settings: Settings,
    people: Sequence[Person],
    *,
    facts: Facts,
    memory: Memory,
) -> tuple[tuple[Action, ...], list[Fault]]:
    """The actions of the table's rows, in workbook order, and the faults of single cells."""
    seen = located["Actions"].seen
    leads = resolve_leads([_lead_row(row.values) for row in rows], people)
    reader = _Reader(seen, settings, facts, memory)
    actions: list[Action] = []
    for row, (names, lead_state) in zip(rows, leads, strict=True):
        fields = reader.fields(row)
        actions.append(
            Action(row=row.number, leads=names, lead_state=lead_state, place=seen.place, **fields)
        )
    return tuple(actions), reader.faults


def _lead_row(values: Mapping[str, Any]) -> LeadRow:
    return LeadRow(
        values.get("ref", ""),
        values.get("lead", ""),
        values.get("part_of", ""),
        values.get("issue", ""),
    )


class _Reader:
    """Reads one row after another; faults gather in `faults`."""

    def __init__(
        self,
        seen: TableSeen,
        settings: Settings,
        facts: Facts,
        memory: Memory,
    ) -> None:
        self.seen = seen
        self.settings = settings
        self.facts = facts
        self.memory = memory
        self.faults: list[Fault] = []
        self.live_columns = [
            (name, seen.place.columns[name]) for name in LIVE_NAMES if name in seen.place.columns
        ]
        self.date_columns = [
            (name, seen.place.columns[name]) for name in DATE_FIELDS if name in seen.place.columns
        ]

        dated = {column for _, column in self.date_columns}
        self.date_formulas = {at: text for at, text in facts.formulas.items() if at[1] in dated}

    def fields(self, row: Row) -> dict[str, Any]:
        fields: dict[str, Any] = row.values
        if not isinstance(row.raw.get("ref", ""), str):
            ref, cell = str(fields["ref"]), self.seen.place.cell("ref", row.number)
            self.faults.append(Fault(FaultKind.REF_AS_NUMBER, cell, ref, ref=ref))
        timescale = self._timescale(row, fields)
        fields["timescale"] = timescale
        fields["timescale_text"] = timescale.text
        owned, live = self._ownership(row, fields)
        fields["owned"], fields["live"] = owned or NOTHING, live
        fields["unread"] = row.unread or NOTHING
        return fields

    def _timescale(self, row: Row, fields: Mapping[str, Any]) -> Timescale:
        raw = row.raw.get("timescale_text", "")
        words: str | date = as_text(raw)
        stored = as_date(raw)
        if stored is not None:
            at = (row.number, self.seen.place.columns["timescale_text"])
            shown = self.facts.number_formats.get(at, "")
            # "Jun-06" typed into Excel is stored as its first day: the officer meant the month.
            words = f"{stored:%B %Y}" if month_only(shown) else stored
        return parse_timescale(
            words,
            reference=fields.get("added_on") or self.settings.approved_on,
            year_starts=self.settings.financial_year_starts,
        )

    def _ownership(
        self, row: Row, fields: dict[str, Any]
    ) -> tuple[dict[str, object], frozenset[str]]:
        owned, live = self._live(row, fields)
        for name, column in self.date_columns:
            if fields[name] is None and not row.unread and not self.date_formulas:
                continue
            formula = self.date_formulas.get((row.number, column))
            theirs = self._their_date(row, fields, name, formula)
            if theirs is not None:
                owned[name] = theirs
        if self._reworded(fields):
            owned["last_reported"] = fields["last_reported"]
        return owned, live

    def _live(
        self, row: Row, fields: Mapping[str, Any]
    ) -> tuple[dict[str, object], frozenset[str]]:
        """What stands in the live columns and is the officer's, and which hold our formula."""
        owned: dict[str, object] = {}
        live: list[str] = []
        for name, column in self.live_columns:
            formula = self.facts.formulas.get((row.number, column))
            if formula == LIVE_NAMES[name]:
                live.append(name)
                continue
            stands = row.unread.pop(name, fields.get(name))
            if formula is None and not is_blank(stands):
                owned[name] = stands
            elif formula is not None and not is_ours(formula):
                owned[name] = f"={formula}"
        return owned, _known(tuple(live))

    def _reworded(self, fields: Mapping[str, Any]) -> bool:
        """Whether Last reported holds words that no roll put there."""
        words = fields.get("last_reported", "")
        if not words or self.memory.holds(str(fields["ref"]), "last_reported", words):
            return False
        return not _ROLLED.match(words)

    def _their_date(
        self, row: Row, fields: dict[str, Any], name: str, formula: str | None
    ) -> object | None:
        if formula is not None:
            return f"={formula}"
        if name in row.unread:
            return row.unread.pop(name)
        value = fields.get(name)
        if value is None or value == getattr(fields["timescale"], name, None):
            return None
        remembered = self.memory.holds(str(fields["ref"]), name, value)
        if remembered is None:
            # What is worked out from other rows cannot be told from the words of this one.
            remembered = name == "next_due" or fields["timescale"].kind is Kind.REFERENCE
        return None if remembered else value


@lru_cache(maxsize=64)
def _known(live: tuple[str, ...]) -> frozenset[str]:
    """One set for the thousands of rows that have the same live columns."""
    return frozenset(live)
