"""
Paragraphs and the timescales beside them, paired where that is sure.

A printed table row holds several paragraphs in one cell and their timescales in the next. Over a
page break the row goes on; what the break cut is counted together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.imports.markup import Piece, joined

__all__ = ["Chunk", "Group", "pair"]

_OVER_THE_PAGE = (
    "Paragraphs and timescales do not come out even over the page break; "
    "they are kept together in one row."
)


@dataclass
class Chunk:
    """
    What one printed row has beside an action: paragraphs, timescales, statuses.

    `runs_on` says that a page break cut it from the chunk before it; `tail_lines` are where the
    end of its last paragraph stands then.
    """

    lines: list[int]
    pieces: list[Piece] = field(default_factory=list)
    whens: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    lead: str = ""
    runs_on: bool = False
    tail_lines: list[int] = field(default_factory=list)


class Group(NamedTuple):
    """Words with their own timescale; `doubt` says why the pair is not sure."""

    text: str
    when: str
    status: str
    lead: str
    lines: tuple[int, ...]
    doubt: str = ""


def pair(chunks: Sequence[Chunk]) -> list[Group]:
    """The words and timescales of *chunks*, in printed order; none is dropped."""
    groups: list[Group] = []
    run: list[Chunk] = []
    for chunk in chunks:
        if run and not chunk.runs_on:
            groups += _pair_run(run)
            run = []
        run.append(chunk)
    return groups + (_pair_run(run) if run else [])


def _pair_run(run: Sequence[Chunk]) -> list[Group]:
    texts = [text for chunk in run for text in joined(chunk.pieces)]
    whens = [(when, chunk) for chunk in run for when in chunk.whens]
    if len(texts) != len(whens) or len(run) == 1:
        return _pair_each(run)
    homes = [(chunk, lines) for chunk in run for lines in _lines(chunk, joined(chunk.pieces))]
    statuses = _spread([status for chunk in run for status in chunk.statuses], len(texts))
    return [
        Group(text, when, status, home.lead, (*lines, *beside.lines))
        for text, (when, beside), status, (home, lines) in zip(
            texts, whens, statuses, homes, strict=True
        )
    ]


def _pair_each(run: Sequence[Chunk]) -> list[Group]:
    """Chunk by chunk; one that has only words, or only a timescale, goes with what is before it."""
    groups: list[Group] = []
    for chunk in run:
        found = _pair_chunk(chunk)
        if groups and not found:
            last = groups[-1]
            groups[-1] = last._replace(
                status="; ".join(filter(None, (last.status, *chunk.statuses))),
                lines=(*last.lines, *chunk.lines),
            )
        elif groups and not (chunk.pieces and chunk.whens):
            last, (more,) = groups[-1], found
            groups[-1] = last._replace(
                text="\n".join(filter(None, (last.text, more.text))),
                when="; ".join(filter(None, (last.when, more.when))),
                lines=(*last.lines, *more.lines),
                doubt=_OVER_THE_PAGE if more.text or more.when else last.doubt,
            )
        else:
            groups += found
    return groups


def _pair_chunk(chunk: Chunk) -> list[Group]:
    texts, whens, doubt = _counted(chunk)
    statuses = _spread(chunk.statuses, len(texts))
    return [
        Group(text, when, status, chunk.lead, lines, doubt)
        for text, when, status, lines in zip(
            texts, whens, statuses, _lines(chunk, texts), strict=True
        )
    ]


def _lines(chunk: Chunk, texts: Sequence[str]) -> list[tuple[int, ...]]:
    """The lines of each text: only the last goes on where a page break cut it."""
    lines = [tuple(chunk.lines)] * len(texts)
    return [*lines[:-1], (*chunk.lines, *chunk.tail_lines)] if lines else []


def _counted(chunk: Chunk) -> tuple[list[str], list[str], str]:
    """Texts and timescales of one length, and why that is not sure."""
    texts, whens = joined(chunk.pieces), chunk.whens
    if len(texts) == len(whens):
        return texts, whens, ""
    if len(chunk.pieces) == len(whens):
        return [piece.text for piece in chunk.pieces], whens, ""
    counts = f"{len(texts)} paragraphs stand beside {len(whens)} timescale{'s' * (len(whens) != 1)}"
    doubt = f"{counts}; they are kept together in one row." if texts and whens else ""
    return ["\n".join(texts)], ["; ".join(whens)], doubt


def _spread(statuses: Sequence[str], rows: int) -> list[str]:
    """A status for each row: its own, or the one that stands beside them all."""
    if len(statuses) == rows:
        return list(statuses)
    return ["; ".join(statuses)] * rows
