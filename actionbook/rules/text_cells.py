"""
The words of a plan's cells, for the rules of text: read once, and passed by in whole blocks.

Most cells have nothing wrong, and there may be millions of letters: a block of cells is looked
through as one string, and only where a mark is in it is each cell looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action, Plan
from actionbook.plan.structure import FaultKind
from actionbook.rules.catalogue import Hit, Value
from actionbook.rules.standing import alike

__all__ = ["ACTION_TEXTS", "PUBLIC_TEXTS", "Block", "TextCell", "blocks", "public_blocks"]

ACTION_TEXTS = (
    "ref", "action", "lead", "timescale_text", "progress", "change_reason", "approval", "evidence",
    "publication", "verified_by", "outcome", "issue", "part_of", "depends_on",
)  # fmt: skip
"""The columns of actions in which people type words."""

PUBLIC_TEXTS = ("action", "lead", "timescale_text", "progress", "outcome")
"""Those of them that an appendix prints."""

_ISSUE_TEXTS = (
    "ref", "section", "issue", "response", "aim", "lead_member", "lead_directorate",
    "monitoring_group", "monitoring_frequency", "priority", "source_ref", "resource_implications",
    "risk_factors",
)  # fmt: skip
_PEOPLE_TEXTS = ("initials", "name", "post", "directorate", "email", "kind", "handover_to")
_TERM_TEXTS = ("term", "meaning")
_SIZE = 500
_BETWEEN = "|"


class TextCell(NamedTuple):
    """A cell that holds words: the row it stands in (an action or another record) and its field."""

    record: Any
    field: str
    text: str

    @property
    def at(self) -> CellRef:
        """Where it stands."""
        if isinstance(self.record, _Trimmed):
            return self.record.at
        at: CellRef = self.record.place.cell(self.field, self.record.row)
        return at

    def hit(self, message: str, fix: str, becomes: Value | None = None) -> Hit:
        """A hit on the cell; an action's has its ref and its lead."""
        if isinstance(self.record, Action):
            return Hit.of(self.record, self.at, message, fix, becomes)
        return Hit(self.at, message, fix, getattr(self.record, "ref", ""), becomes=becomes)


@dataclass(frozen=True)
class Block:
    """
    The cells of one column in some hundreds of rows.

    *joined* is all their words, with a "|" between and at both ends; what is asked of it is asked
    of all the cells at once. Every figure is a 0 in it, and what is alike then is said once.
    """

    records: Sequence[Any]
    field: str
    texts: Sequence[str]
    joined: str

    @cached_property
    def folded(self) -> str:
        """*joined* without case, for the rules that look for words."""
        return self.joined.casefold()

    def cells(self, wanted: Callable[[str], object]) -> Iterator[TextCell]:
        """The cells whose words are *wanted*."""
        for record, text in zip(self.records, self.texts, strict=True):
            if text and wanted(text):
                yield TextCell(record, self.field, text)


def blocks(plan: Plan) -> tuple[Block, ...]:
    """Every cell of words in the plan, issues, people and glossary with it, column by column."""
    return plan.once("text blocks", None, lambda: tuple(_blocks(plan)))


def _blocks(plan: Plan) -> Iterator[Block]:
    yield from _action_blocks(plan)
    yield from _of(plan.issues, _ISSUE_TEXTS)
    yield from _of(plan.people, _PEOPLE_TEXTS)
    yield from _of(plan.glossary, _TERM_TEXTS)
    yield from _trimmed(plan)


def _action_blocks(plan: Plan) -> tuple[Block, ...]:
    return plan.once("action blocks", None, lambda: tuple(_of(plan.actions, ACTION_TEXTS)))


def _of(records: Sequence[Any], fields: Sequence[str]) -> Iterator[Block]:
    for start in range(0, len(records), _SIZE):
        rows = records[start : start + _SIZE]
        columns = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
        for field in fields:
            yield _block(rows, field, columns[field])


def _block(rows: Sequence[Any], field: str, texts: Sequence[str]) -> Block:
    # In order, as a set has none of its own: what is found first is to be the same in every run.
    words = alike(_BETWEEN.join(dict.fromkeys(texts)))
    words = _BETWEEN.join(dict.fromkeys(words.split(_BETWEEN)))
    return Block(rows, field, texts, f"{_BETWEEN}{words}{_BETWEEN}")


class _Trimmed(NamedTuple):
    """A cell whose words were read without what stood at their ends."""

    at: CellRef
    ref: str


def _trimmed(plan: Plan) -> Iterator[Block]:
    faults = plan.structure.of(FaultKind.TEXT_TRIMMED)
    if faults:
        records = [_Trimmed(fault.cell, fault.ref) for fault in faults]
        yield _block(records, "", [fault.seen for fault in faults])


def public_blocks(plan: Plan) -> tuple[Block, ...]:
    """The cells that the public edition prints, of the rows that are public, column by column."""
    return plan.once("public blocks", None, lambda: tuple(_public_blocks(plan)))


def _public_blocks(plan: Plan) -> Iterator[Block]:
    has_column = (
        not plan.actions or not (place := plan.actions[0].place).columns or place.has("publication")
    )
    public = [
        action
        for action in plan.actions
        if not has_column or action.publication.strip().casefold() == "public"
    ]
    if len(public) == len(plan.actions):
        yield from (block for block in _action_blocks(plan) if block.field in PUBLIC_TEXTS)
    else:
        yield from _of(public, PUBLIC_TEXTS)
    yield from _of(
        plan.issues,
        ("section", "issue", "response", "aim", "resource_implications", "risk_factors"),
    )
