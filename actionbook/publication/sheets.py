"""What one sheet of a finished workbook shows, hides and works out, and nothing of its cells."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.markup import Element
from actionbook.ooxml.rows import Cell
from actionbook.publication.strings import Text

__all__ = ["Seen", "SheetSeen"]


class Seen(NamedTuple):
    """A cell with text of its own: its place, its style, what it says."""

    cell: Cell
    style: int
    text: Text


@dataclass
class SheetSeen:
    """
    What a sheet has; cells are (row, column), counted from 1, and the first of each sort is kept.

    *strings* are the shared strings it uses and where first; *looks* the styles of cells that hold
    something, *texts* of those with text, *body* of those with text below the second row;
    *dressed* each string that has runs of its own, with each style it is met in.
    *inline* is what cells say that keep their text themselves, each text once however many say it;
    *runs* are those of them that set letters of their own. *unusual* are the stretches of the part,
    each from a byte to another, between which all is rows of `usual_rows`; *comments* is what XML
    comments say.
    *filled* is a number for each row with a bit for each column that holds something.
    """

    name: str
    part: str
    state: str
    frame: Element
    is_odd: str = ""
    formulas: list[Cell] = field(default_factory=list)
    strings: dict[int, Cell] = field(default_factory=dict)
    inline: Set[str] = frozenset()
    runs: list[Seen] = field(default_factory=list)
    unusual: list[tuple[int, int]] = field(default_factory=list)
    comments: tuple[str, ...] = ()
    run: list[Cell] = field(default_factory=list)
    looks: dict[int, Cell] = field(default_factory=dict)
    texts: dict[int, Cell] = field(default_factory=dict)
    body: dict[int, Cell] = field(default_factory=dict)
    dressed: dict[tuple[int, int], Cell] = field(default_factory=dict)
    coloured_blank: dict[int, Cell] = field(default_factory=dict)
    numbers: list[tuple[Cell, int]] = field(default_factory=list)
    filled: dict[int, int] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def at(self, cell: Cell) -> str:
        """A cell as a message names it: `'Action plan'!C7`."""
        return f"{self.called}!{cell_name(*cell)}"

    @property
    def called(self) -> str:
        """The sheet's name as a reference writes it."""
        return self.name if self.name.isalnum() else "'" + self.name.replace("'", "''") + "'"

    def child(self, local: str) -> Element | None:
        """The element of that name in the sheet, outside its cells."""
        return self.frame.find(local)

    @property
    def width(self) -> int:
        """The last column that holds something; 0 for none."""
        return max((bits.bit_length() for bits in self.filled.values()), default=1) - 1
