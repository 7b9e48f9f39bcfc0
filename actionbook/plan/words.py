"""A house's own words for what the plan calls otherwise."""

from collections.abc import Mapping
from typing import NamedTuple

from actionbook.plan.cells import CellRef

__all__ = ["Words", "word_key"]


class Words(NamedTuple):
    """
    What a house's words mean, by `word_key`; a heading by the letters and digits of it.

    `headings` are the fields of actions that headings name; "" for a column of the house's own.
    `statuses` are "" where nobody has said yet what the word means. `no_actions` are what stands
    where an action would, and is none: a band between the rows, a total. `status_cells` are where
    it is said what a status means.
    """

    headings: Mapping[str, str] = {}
    statuses: Mapping[str, str] = {}
    no_actions: frozenset[str] = frozenset()
    status_cells: Mapping[str, CellRef] = {}

    def said_for(self, status: str) -> tuple[str, ...]:
        """The house's own words for a status, as they are compared."""
        return tuple(word for word, means in self.statuses.items() if means == status)


def word_key(text: str) -> str:
    """A word as it is compared: without case, and with single spaces."""
    return " ".join(text.split()).casefold()
