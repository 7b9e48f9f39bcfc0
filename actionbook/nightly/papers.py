"""The papers of a night: an appendix for each meeting whose papers are due, made aside."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from actionbook.appendices.commissioned import appendix_path, due_meetings
from actionbook.appendices.content import appendix
from actionbook.appendices.produce import Beside, produce
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.nightly.papers_due import WITHIN
from actionbook.plan.model import Meeting, Plan

__all__ = ["Papers", "make_papers"]

_DRAFT = ("", "draft")


class Papers(NamedTuple):
    """What was made aside, by its name in the plan's folder; why some was not; what to look at."""

    names: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def make_papers(plan: Plan, aside: Path, *, on: date) -> Papers:
    """
    Make the appendices of *plan* that are due on that day, in the folder *aside*.

    One for each meeting whose papers are due and whose State is Draft or blank; a plan without
    Meetings has one, named after it. What is with the clerk or published is never made again.
    """
    names: list[str] = []
    refused: list[str] = []
    told: list[str] = []
    try:
        wanted = tuple(_wanted(plan, on))
    except SettingsError as unset:
        return Papers(refused=(str(unset),))
    for meeting in wanted:
        try:
            content = appendix(plan, on=on, meeting=meeting)
            path = _path(aside, plan, meeting, content.edition)
            made = produce(content, path, plan=plan, beside=Beside())
        except (PublicationRefusedError, SettingsError) as fault:
            refused.append(str(fault))
            continue
        names += [each.relative_to(aside).as_posix() for each in made.paths]
        told += made.said
    return Papers(tuple(names), tuple(dict.fromkeys(refused)), tuple(dict.fromkeys(told)))


def _wanted(plan: Plan, on: date) -> Iterator[Meeting]:
    if not plan.actions:
        return
    if not plan.meetings:
        yield Meeting(0)
        return
    for meeting in due_meetings(plan, on=on, within=WITHIN):
        if meeting.state.strip().casefold() in _DRAFT:
            yield meeting


def _path(aside: Path, plan: Plan, meeting: Meeting, edition: object) -> Path:
    if meeting.row:
        return appendix_path(aside, plan, meeting, edition)  # type: ignore[arg-type]
    stem = plan.path.stem if plan.path else "plan"
    return aside / f"{stem}-appendix.xlsx"
