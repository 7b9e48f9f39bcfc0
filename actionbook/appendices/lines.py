"""
The actions that may be published, in the order in which a committee reads them.

Issue by issue as the Issues table has them, a step under its action, each action once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from actionbook.appendices.posts import Posts
from actionbook.appendices.values import Edition, Line
from actionbook.errors import PublicationRefusedError
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import effective_due, is_open, rag

__all__ = ["arranged", "published", "refuse"]

NAMED_ONE_BY_ONE = 20


def published(plan: Plan, edition: Edition = Edition.PUBLIC) -> tuple[Action, ...]:
    """
    The actions that an edition may show, in workbook order: Public ones, or the exempt ones.

    Raises:
        PublicationRefusedError: a Publication is blank or says nothing we know, or there is
            nothing to publish; the cells are named.
    """
    said = [(action, " ".join(action.publication.split()).casefold()) for action in plan.actions]
    refuse(
        plan,
        [action for action, word in said if not word],
        "no Publication",
        "Set each to Public, Internal, Confidential or Exempt: nothing is published until then.",
    )
    refuse(
        plan,
        [action for action, word in said if not _is_known(word)],
        "a Publication that is none of the list",
        "Choose Public, Internal, Confidential or Exempt from the drop-down.",
    )
    is_exempt = edition is Edition.EXEMPT
    found = tuple(
        action
        for action, word in said
        if (word.startswith("exempt") if is_exempt else word == "public")
    )
    if not found:
        word = "Exempt" if is_exempt else "Public"
        raise PublicationRefusedError(
            f"{_book(plan)}no action is marked {word}, so there is nothing to publish: "
            "set the Publication column of Actions."
        )
    return found


def _is_known(word: str) -> bool:
    return word in {"public", "internal", "confidential"} or word.startswith("exempt")


def refuse(
    plan: Plan, actions: Sequence[Action], what: str, remedy: str, *, column: str = "publication"
) -> None:
    """
    Nothing, where *actions* is empty.

    Raises:
        PublicationRefusedError: there are some; their cells of *column* are named.
    """
    if actions:
        rows = f"{len(actions)} row has" if len(actions) == 1 else f"{len(actions)} rows have"
        cells = ", ".join(_cells([action.cell(column) for action in actions]))
        raise PublicationRefusedError(f"{_book(plan)}{rows} {what}: {cells}. {remedy}")


def _book(plan: Plan) -> str:
    return f"{plan.path.name}: " if plan.path else ""


def _cells(cells: Sequence[CellRef]) -> Iterator[str]:
    """Each cell by its address; where there are many, cells that follow one another as a range."""
    if len(cells) <= NAMED_ONE_BY_ONE:
        yield from map(str, cells)
        return
    first = last = cells[0]
    for cell in cells[1:]:
        if cell != last._replace(row=last.row + 1):
            yield _range(first, last)
            first = cell
        last = cell
    yield _range(first, last)


def _range(first: CellRef, last: CellRef) -> str:
    return str(first) if first == last else f"{first}:{str(last).rpartition('!')[2]}"


def arranged(plan: Plan, actions: Iterable[Action], posts: Posts, on: date) -> tuple[Line, ...]:
    """Each of *actions* once as it stands *on* that day, by issue, each step under its action."""
    families = [(_issue_of(family), family) for family in _families(tuple(actions))]
    order = {ref: number for number, ref in enumerate(plan.issue_by_ref)}
    unknown = len(order)
    for issue, _ in families:
        order.setdefault(issue.casefold(), unknown + len(order))
    families.sort(key=lambda each: order[each[0].casefold()])
    return tuple(_lines(plan, families, posts, on))


def _issue_of(family: Sequence[Action]) -> str:
    return next((action.issue for action in family if action.issue), "")


def _lines(
    plan: Plan, families: Iterable[tuple[str, Sequence[Action]]], posts: Posts, on: date
) -> Iterator[Line]:
    hours = _hours_by_issue(plan)
    for issue_ref, family in families:
        issue = plan.issue_by_ref.get(issue_ref.casefold())
        for place, action in enumerate(family):
            yield Line(
                action,
                issue,
                issue_ref,
                place,
                rag(plan, action, on),
                is_open(plan, action, on),
                effective_due(plan, action, on),
                posts.post(action),
                posts.in_layout(action),
                hours.get(issue_ref.casefold()),
            )


def _hours_by_issue(plan: Plan) -> Mapping[str, float]:
    """The staff time logged on each issue, or on an action of it that is in the papers."""
    found: dict[str, float] = {}
    for row in plan.resources:
        action = plan.by_ref.get(row.action.casefold()) if row.action else None
        if row.hours is None or (row.action and action is None):
            continue
        ref = (row.issue or (action.issue if action else "")).casefold()
        found[ref] = found.get(ref, 0.0) + row.hours
    return found


def _families(actions: Sequence[Action]) -> list[list[Action]]:
    """Each action with its steps after it, steps of steps too; actions in workbook order."""
    first: dict[str, Action] = {}
    for action in actions:
        first.setdefault(action.ref.casefold(), action)
    steps: dict[int, list[Action]] = {}
    heads: list[Action] = []
    for action in actions:
        above = first.get(action.part_of.casefold()) if action.part_of else None
        if above is None or above is action:
            heads.append(action)
        else:
            steps.setdefault(id(above), []).append(action)
    families = [list(_descent(head, steps)) for head in heads]
    placed = {id(action) for family in families for action in family}
    families.extend([action] for action in actions if id(action) not in placed)
    return families


def _descent(head: Action, steps: Mapping[int, Sequence[Action]]) -> Iterator[Action]:
    waiting = [head]
    while waiting:
        action = waiting.pop()
        yield action
        waiting.extend(reversed(steps.get(id(action), ())))
