"""A source into a draft plan: which layout it has is detected, not told."""

from collections.abc import Iterable, Sequence

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.cell_limit import fitted
from actionbook.imports.date_words import dates_in_words
from actionbook.imports.detection import layout_of
from actionbook.imports.doubts import pointing_nowhere
from actionbook.imports.draft import Doubt, Draft, Row, Sureness, accounted
from actionbook.imports.frame import Frame
from actionbook.imports.reading import read_as
from actionbook.imports.source import SourceText, guessed

__all__ = ["draft_of"]

_NEVER_LATE = "No action has a timescale: none can be late until each has one."
_NOBODY = "No lead stands beside any action. Ask of each who answers for it, and type that as Lead."
_LOST = "These words stand in no cell of the plan. Look at the source, and type what is wanted."


def draft_of(source: SourceText) -> Draft:
    """
    The draft plan of a source, in whichever layout it is.

    Raises:
        WorkbookUnreadableError: the text holds no table or block that is an action plan.
    """
    layout = layout_of(source.lines)
    if not layout:
        raise _no_plan(source)
    frame, tables, doubts = read_as(layout, source.lines)
    issues, actions = tables["Issues"], tables["Actions"]
    if not actions:
        raise _no_plan(source)
    frame.doubts = _with_refs([*source.doubts, *frame.doubts], actions)
    frame.left_over += source.left_over
    doubts = [*_nowhere_said(actions), *doubts, *dates_in_words(actions)]
    doubts += pointing_nowhere(actions, (str(row.values["ref"]) for row in issues))
    return _draft(source, layout, frame, tables, doubts)


def _no_plan(source: SourceText) -> WorkbookUnreadableError:
    return WorkbookUnreadableError(
        f"{source.name} holds no action plan that can be told: no line of headings with tabs "
        "between them (such as Issue, Action, Lead, Timescale) with rows under it. Save the plan "
        "as text with a tab between cells, headings included."
    )


def _nowhere_said(actions: Sequence[Row]) -> list[Doubt]:
    """What stands beside no action at all, said once."""
    missing = {"Timescale": ("timescale_text", _NEVER_LATE), "Lead": ("lead", _NOBODY)}
    return [
        Doubt("", column, says, "", (), Sureness.LOST)
        for column, (field, says) in missing.items()
        if not any(row.values.get(field) for row in actions)
    ]


def _with_refs(doubts: Iterable[Doubt], actions: Iterable[Row]) -> list[Doubt]:
    """Each doubt about a line with the ref of the first action read from it."""
    first: dict[int, str] = {}
    for row in actions:
        for line in row.lines:
            first.setdefault(line, str(row.values["ref"]))
    return [
        doubt._replace(ref=first.get(doubt.lines[0], ""))
        if doubt.lines and not doubt.ref
        else doubt
        for doubt in doubts
    ]


def _draft(
    source: SourceText,
    layout: str,
    frame: Frame,
    tables: dict[str, list[Row]],
    doubts: Iterable[Doubt],
) -> Draft:
    settings, came_from = frame.made_settings(layout)
    found = {**tables, "People": frame.people, "Glossary": frame.glossary}
    cut = {name: [fitted(row, frame, source.lines) for row in rows] for name, rows in found.items()}
    everything = [row for rows in cut.values() for row in rows]
    everything += came_from
    letters, lost = accounted(source.lines, everything, frame.left_over)
    frame.doubts += [
        Doubt("", "", _LOST, left.text, (left.line,), Sureness.UNSURE) for left in lost
    ]
    left_over = tuple(sorted([*frame.left_over, *lost]))
    return Draft(
        source=source.name,
        layout=layout,
        settings=settings,
        tables=cut,
        doubts=(*guessed(source.encoding), *frame.doubts, *doubts),
        left_over=left_over,
        letters=letters,
        read_as=source.encoding,
    )
