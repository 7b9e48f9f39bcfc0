"""One text beside another, word by word."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Did", "Piece", "reworded", "reworded_text"]


class Did(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


class Piece(NamedTuple):
    """Words that follow one another, and what became of them."""

    did: Did
    text: str


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """
    How *old* became *new*: the kept and put-in words make *new*, the kept and taken-out *old*.

    Spacing alone counts as no change: both are taken with single spaces.
    """
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Did.KEPT, " ".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece(Did.TAKEN_OUT, " ".join(before[start:end])))
        if last > first:
            pieces.append(Piece(Did.PUT_IN, " ".join(after[first:last])))
    return tuple(pieces)


_MARKS = {Did.KEPT: ("", ""), Did.TAKEN_OUT: ("[-", "-]"), Did.PUT_IN: ("{+", "+}")}


def reworded_text(pieces: Iterable[Piece]) -> str:
    """The pieces in one line, as "Publish the [-draft-] {+final+} plan"."""
    return " ".join(piece.text.join(_MARKS[piece.did]) for piece in pieces)
