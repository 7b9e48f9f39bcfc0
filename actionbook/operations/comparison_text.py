"""A comparison of two copies as text for a person and as data for a machine."""

from collections.abc import Mapping, Sequence
from typing import Any

from actionbook.operations.compare import Comparison, Difference, Kind
from actionbook.operations.rewording import reworded_text

__all__ = ["comparison_data", "comparison_text", "sentence"]


def sentence(each: Difference) -> str:
    """What happened, without its cell and ref."""
    if each.kind is Kind.ADDED:
        return f"added: {each.now}"
    if each.kind is Kind.REMOVED:
        return f"removed: {each.was}"
    if each.kind is Kind.RENUMBERED:
        return f"renumbered: it was {each.was}, known by its words"
    if each.kind is Kind.REWORDED:
        return f"reworded: {reworded_text(each.pieces)}"
    if each.kind is Kind.EDITED and not each.was:
        return f"edited: {each.now}"
    days = f" ({each.days:+d} days)" if each.days is not None else ""
    return f"{each.kind}: {each.was or 'blank'} to {each.now or 'blank'}{days}"


def comparison_text(compared: Comparison) -> str:
    """One line a difference, and a last line that counts them."""
    counted = ", ".join(f"{number} {kind}" for kind, number in compared.counts.items())
    total = f"{compared.old} to {compared.new}: {counted or 'no action changed'}"
    lines = [f"{each.cell}: {each.ref} {sentence(each)}" for each in compared.differences]
    return "\n".join([*lines, f"{total}; {compared.same} as they were"])


def comparison_data(compared: Comparison) -> dict[str, Any]:
    """The comparison as one JSON object."""
    return {
        "schema": 1,
        "old": compared.old,
        "new": compared.new,
        "same": compared.same,
        "counts": {str(kind): number for kind, number in compared.counts.items()},
        "differences": [_difference_data(each) for each in compared.differences],
    }


def _difference_data(each: Difference) -> dict[str, Any]:
    words: Sequence[Mapping[str, str]] = [
        {"did": str(piece.did), "text": piece.text} for piece in each.pieces
    ]
    return {
        "kind": str(each.kind),
        "ref": each.ref,
        "cell": str(each.cell),
        "was": each.was,
        "now": each.now,
        "days": each.days,
        "words": words,
    }
