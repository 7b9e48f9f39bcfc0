"""A messy plan begun green: what was known on a day is left out, what is new is told."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from actionbook.operations.report import Finding, Report

__all__ = ["Known", "known_of", "since_baseline"]

_LETTERS = 16


class Known(NamedTuple):
    """
    A finding that was there when a baseline was made, on whatever row it stands since.

    *words* is a print of the action's own words, or of the message where no action is concerned.
    """

    code: str
    ref: str
    words: str


def known_of(report: Report) -> tuple[Known, ...]:
    """What a baseline keeps of each finding of *report*, in code order."""
    return tuple(sorted(_known(report, finding) for finding in report.findings))


def since_baseline(report: Report, known: Iterable[Known]) -> Report:
    """
    *report* without the findings that are *known*, each of which stands for one.

    A finding is known that has the same code and ref and words; else one that has the same code
    and the same ref or words, so that a ref or an action that is worded anew stays known.
    """
    left = Counter(known)
    unknown = [(finding, _known(report, finding)) for finding in report.findings]
    for view in _VIEWS:
        seen: dict[tuple[str, ...], list[Known]] = {}
        for each in left.elements():
            seen.setdefault(view(each), []).append(each)
        still: list[tuple[Finding, Known]] = []
        for finding, now in unknown:
            alike = seen.get(view(now)) if all(view(now)) else None
            if alike:
                left.subtract([alike.pop()])
            else:
                still.append((finding, now))
        unknown = still
    return replace(
        report,
        findings=tuple(finding for finding, _ in unknown),
        known=len(report.findings) - len(unknown),
        mended=left.total(),
    )


_VIEWS: Sequence[Callable[[Known], tuple[str, ...]]] = (
    lambda known: (known.code, known.ref or "-", known.words),
    lambda known: (known.code, known.ref),
    lambda known: (known.code, known.words),
)
"""What two findings must have in common to be the same, the closest first."""


def _known(report: Report, finding: Finding) -> Known:
    words = report.words_of(finding) or f"{finding.cell.sheet} {finding.message}"
    told = " ".join(words.casefold().split()).encode("utf-8", "surrogatepass")
    return Known(finding.code, finding.ref.casefold(), sha256(told).hexdigest()[:_LETTERS])
