"""The rows of the Actions table as actions: words read into dates and leads, ownership told."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
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
from actionbook.workbook.rows import Columns
from actionbook.workbook.typed import as_date, as_text, is_blank, month_only

__all__ = ["read_actions"]

_ROLLED = re.compile(rf"{re.escape(NO_REPORT)}|[CY\d][\w -]+ \(\d+ \w+ \d{{4}}\): ")
"""How Last reported begins when a roll has filled it."""

_BLANK = Action(0, "")


def read_actions(
    columns: Columns,
    located: Mapping[str, Located],
    settings: Settings,
    people: Sequence[Person],
    *,
    facts: Mapping[str, Facts],
    memory: Memory,
) -> tuple[tuple[Action, ...], list[Fault]]:
    """
    The actions of the table's rows, in workbook order, and the faults of single cells.

    *facts* are those of the sheets, by title.
    """
    reader = _Reader(columns, located["Actions"].seen, settings, facts, memory)
    leads = resolve_leads(
        list(
            map(
                LeadRow._make,
                zip(
                    *map(reader.texts, ("ref", "lead", "part_of", "issue")),
                    reader.shared_leads(),
                    strict=True,
                ),
            )
        ),
        people,
    )
    actions = reader.actions([names for names, _ in leads], [state for _, state in leads])
    return actions, reader.faults


class _Reader:
    """Reads column after column; faults gather in `faults`."""

    def __init__(
        self,
        columns: Columns,
        seen: TableSeen,
        settings: Settings,
        facts: Mapping[str, Facts],
        memory: Memory,
    ) -> None:
        self.columns = columns
        self.numbers = columns.numbers
        self.seen = seen
        self.settings = settings
        self.facts = facts
        self.memory = memory
        self.timescales = self._timescales()
        self.faults = list(self._noisy_timescales())
        self.owned: dict[int, dict[str, object]] = {}

    def texts(self, name: str) -> Sequence[Any]:
        """The values of a field; blanks where the table has no such column."""
        return self.columns.values.get(name) or [""] * len(self.numbers)

    def shared_leads(self) -> Sequence[int | None]:
        """Of each row, the place of the row whose Lead cell is merged over its own."""
        shared: list[int | None] = [None] * len(self.numbers)
        column = self.seen.place.columns.get("lead", 0)
        standing = self.facts[self.seen.place.sheet].merges
        merges = [block for block in standing if block.first_column == column]
        places = {number: place for place, number in enumerate(self.numbers)} if merges else {}
        for block in merges:
            first = places.get(block.first_row)
            for number in range(block.first_row + 1, block.last_row + 1):
                if number in places:
                    shared[places[number]] = first
        return shared

    def actions(self, leads: Sequence[object], states: Sequence[object]) -> tuple[Action, ...]:
        live = self._live()
        self._note_dates()
        self._note_reworded()
        owned: list[Mapping[str, object]] = [NOTHING] * len(self.numbers)
        for place, names in self.owned.items():
            owned[place] = names
        fields: dict[str, Iterable[Any]] = {
            **self.columns.values,
            "row": self.numbers,
            "timescale": self.timescales,
            "timescale_text": [timescale.text for timescale in self.timescales],
            "leads": leads,
            "lead_state": states,
            "unread": self._unread(),
            "owned": owned,
            "live": live,
            "place": repeat(self.seen.place),
        }
        in_order = [
            fields[name] if name in fields else repeat(getattr(_BLANK, name))
            for name in Action.__match_args__
        ]
        return tuple(map(Action._make, zip(*in_order, strict=False)))

    def _timescales(self) -> list[Timescale]:
        approved, year_starts = self.settings.approved_on, self.settings.financial_year_starts
        added: Sequence[Any] = self.columns.values.get("added_on") or [None] * len(self.numbers)
        raw: Sequence[Any] = self.columns.raw.get("timescale_text") or [""] * len(self.numbers)
        # A plan says the same things in the same few ways: each is read once.
        known: dict[tuple[str, date | None], Timescale] = {}
        timescales: list[Timescale] = []
        for place, key in enumerate(zip(raw, added, strict=True)):
            timescale = known.get(key) if key[0].__class__ is str else None
            if timescale is None:
                timescale = parse_timescale(
                    self._words(place, key[0]),
                    reference=key[1] or approved,
                    year_starts=year_starts,
                )
                if key[0].__class__ is str:
                    known[key] = timescale
            timescales.append(timescale)
        return timescales

    def _noisy_timescales(self) -> Iterator[Fault]:
        """The timescales in whose cells other letters stand than were read."""
        raw = self.columns.raw.get("timescale_text", ())
        for place, (words, timescale) in enumerate(zip(raw, self.timescales, strict=bool(raw))):
            if words.__class__ is str and words != timescale.text:
                cell = self.seen.place.cell("timescale_text", self.numbers[place])
                ref = str(self.columns.values["ref"][place]) if "ref" in self.columns.values else ""
                yield Fault(FaultKind.TEXT_TRIMMED, cell, str(words), ref=ref)

    def _words(self, place: int, raw: object) -> str | date:
        stored = as_date(raw)
        if stored is None:
            return as_text(raw)
        at = self.seen.place.cell("timescale_text", self.numbers[place])
        shown = self.facts[at.sheet].number_formats.get(at[1:], "")
        # "Jun-06" typed into Excel is stored as its first day: the officer meant the month.
        return f"{stored:%B %Y}" if month_only(shown) else stored

    def _live(self) -> list[frozenset[str]]:
        """Which live columns of each row hold our formula; what else stands there is theirs."""
        names = list(filter(self.seen.place.has, LIVE_NAMES))
        live = [frozenset(names)] * len(self.numbers)
        for name in names:
            ours = LIVE_NAMES[name]
            formulas = list(map(self._formulas(name).get, self.numbers))
            if formulas.count(ours) == len(formulas):
                continue
            if formulas.count(None) == len(formulas) and self._is_blank(name):
                live = [_without(each, name) for each in live]
                continue
            for place, formula in enumerate(formulas):
                if formula != ours:
                    live[place] = _without(live[place], name)
                    self._note_theirs(place, name, formula)
        return live

    def _is_blank(self, name: str) -> bool:
        """Whether nothing stands in the column of a field, as in a plan that is new."""
        return not self.columns.unread.get(name) and all(map(is_blank, self.columns.values[name]))

    def _formulas(self, name: str) -> Mapping[int, str]:
        """The formula in the cell of a field, by the worksheet row of its action."""
        place = self.seen.place
        if name in place.columns or place.beside is None:
            return self.facts[place.sheet].formulas.column(place.columns[name])
        beside = place.beside
        held = self.facts[beside.sheet].formulas.column(beside.columns[name])
        return {row: held[at] for row, at in beside.rows.items() if at in held}

    def _note_theirs(self, place: int, name: str, formula: str | None) -> None:
        """Note what stands in a live cell that does not hold our formula of today."""
        unread = self.columns.unread.get(name, {})
        stands = unread.pop(place, self.columns.values[name][place])
        if formula is None and not is_blank(stands):
            self._own(place, name, stands)
        elif formula is not None and not is_ours(formula):
            self._own(place, name, f"={formula}")

    def _own(self, place: int, name: str, stands: object) -> None:
        self.owned.setdefault(place, {})[name] = stands

    def _note_dates(self) -> None:
        """Note the dates in worked-out columns that are the officer's own."""
        for name in DATE_FIELDS:
            if not self.seen.place.has(name):
                continue
            formulas = self._formulas(name)
            unread = self.columns.unread.get(name, {})
            if formulas or unread:
                self._note_other_than_dates(name, formulas, unread)
            values: Sequence[Any] = self.columns.values[name]
            said: Iterable[date | None] = repeat(None)
            if name != "next_due":
                said = [getattr(timescale, name) for timescale in self.timescales]
            pairs = zip(values, said, strict=False)
            differing = [
                place
                for place, (value, words) in enumerate(pairs)
                if value is not None and value != words
            ]
            for place in differing:
                if name not in self.owned.get(place, ()) and not self._ours(
                    place, name, values[place]
                ):
                    self._own(place, name, values[place])

    def _note_other_than_dates(
        self, name: str, formulas: Mapping[int, str], unread: dict[int, object]
    ) -> None:
        for place, number in enumerate(self.numbers):
            formula = formulas.get(number)
            if formula is not None:
                self._own(place, name, f"={formula}")
            elif place in unread:
                self._own(place, name, unread.pop(place))

    def _ours(self, place: int, name: str, value: Any) -> bool:
        remembered = self.memory.holds(str(self.columns.values["ref"][place]), name, value)
        if remembered is None:
            # What is worked out from other rows cannot be told from the words of this one.
            return name == "next_due" or self.timescales[place].kind is Kind.REFERENCE
        return remembered

    def _note_reworded(self) -> None:
        """Note where Last reported holds words that no roll put there."""
        for place, words in enumerate(self.columns.values.get("last_reported", ())):
            if not words or _ROLLED.match(str(words)):
                continue
            ref = str(self.columns.values["ref"][place])
            if not self.memory.holds(ref, "last_reported", str(words)):
                self._own(place, "last_reported", words)

    def _unread(self) -> list[Mapping[str, object]]:
        unread: list[Mapping[str, object]] = [NOTHING] * len(self.numbers)
        by_place: dict[int, dict[str, object]] = {}
        for name, places in self.columns.unread.items():
            for place, value in places.items():
                by_place.setdefault(place, {})[name] = value
        for place, names in by_place.items():
            unread[place] = names
        return unread


@lru_cache(maxsize=64)
def _without(live: frozenset[str], name: str) -> frozenset[str]:
    """One set for the thousands of rows that have the same live columns but that of *name*."""
    return live - {name}
