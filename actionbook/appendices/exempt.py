"""What is not for the public: the paragraph of each exempt action, and what stands over it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionbook.appendices.lines import refuse
from actionbook.appendices.values import Column, Holds, Line, Table
from actionbook.plan.model import Action, ExemptRow, Plan

__all__ = ["banner", "exemptions"]

_ACTS = {
    "england": "Part 1 of Schedule 12A to the Local Government Act 1972",
    "wales": "Part 4 of Schedule 12A to the Local Government Act 1972",
    "scotland": "Part I of Schedule 7A to the Local Government (Scotland) Act 1973",
    "northern ireland": "Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014",
}
_NUMBERS = re.compile(r"\d+[a-z]?", re.IGNORECASE)


class _Exempt(NamedTuple):
    action: Action
    row: ExemptRow | None
    paragraphs: tuple[str, ...]


def banner(plan: Plan, actions: Sequence[Action]) -> str:
    """
    What stands over every page of an exempt edition of *actions*: the paragraphs and the act.

    Raises:
        PublicationRefusedError: an exempt action has no row in the Exempt table, or neither it
            nor its Publication names a paragraph; the cells are named.
    """
    found = _exempt(plan, actions)
    refuse(
        plan,
        [each.action for each in found if each.row is None],
        "an exempt Publication and no row in the table Exempt",
        "Give there its action, its paragraph and the public-interest reason.",
    )
    refuse(
        plan,
        [each.action for each in found if not each.paragraphs],
        "no paragraph, here or in the table Exempt",
        "Choose the paragraph, such as Exempt para 3.",
    )
    numbers = sorted(
        {number for each in found for number in each.paragraphs},
        key=lambda number: (int(number.rstrip("abcdefghijklmnopqrstuvwxyz") or 0), number),
    )
    words = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    act = _ACTS.get(" ".join(plan.settings.nation.split()).casefold())
    return (
        f"NOT FOR PUBLICATION by virtue of paragraph{'' if len(numbers) == 1 else 's'} {words}"
        f"{f' of {act}' if act else ''}"
    )


def exemptions(plan: Plan, lines: Sequence[Line]) -> Table:
    """Why each action of an exempt edition is in it, in the order of its actions."""
    found = _exempt(plan, [line.action for line in lines])
    rows = tuple(
        (
            each.action.ref,
            ", ".join(each.paragraphs),
            (each.row.reason if each.row else "") or "No reason recorded",
            (each.row.decided_by if each.row else "") or "Not recorded",
            (each.row.review_on if each.row else None) or "Not recorded",
        )
        for each in found
    )
    return Table(
        "Exemptions",
        "Why these actions are exempt",
        "The paragraph each is exempt under, and why the public interest is better served so.",
        (
            Column("Ref", 8, Holds.STRONG),
            Column("Paragraph", 14),
            Column("Public-interest reason", 60, grows=True),
            Column("Decided by", 26),
            Column("Review on", 14, Holds.DATE),
        ),
        rows,
    )


def _exempt(plan: Plan, actions: Sequence[Action]) -> list[_Exempt]:
    rows: dict[str, ExemptRow] = {}
    for row in plan.exempt:
        rows.setdefault(row.action.casefold(), row)
    found = []
    for action in actions:
        told = rows.get(action.ref.casefold())
        words = f"{action.publication} {told.paragraph if told else ''}".casefold()
        found.append(_Exempt(action, told, tuple(dict.fromkeys(_NUMBERS.findall(words)))))
    return found
