"""
What goes into a committee's appendix: a plan and a day in, plain data out.

Only rows that the edition may show enter, only the columns that a layout lists, and leads by
their posts. The numbers are proved to agree before anything is returned.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from actionbook.appendices import counts as numbers
from actionbook.appendices.charts import charts
from actionbook.appendices.drafted import resolution, sum_of, summary
from actionbook.appendices.exempt import banner, exemptions
from actionbook.appendices.house_layouts import known_layouts, layout_named
from actionbook.appendices.layouts import LAYOUTS, Layout
from actionbook.appendices.lines import arranged, published, refuse
from actionbook.appendices.notes import notes, responsibilities
from actionbook.appendices.posts import Posts
from actionbook.appendices.scope import within
from actionbook.appendices.shapes import Laid, flat, in_print
from actionbook.appendices.standing import Standing, standing_tables
from actionbook.appendices.support import external_support
from actionbook.appendices.values import Appendix, Cover, Edition, Line, Table
from actionbook.appendices.words import day_words
from actionbook.errors import ActionbookError, PublicationRefusedError, SettingsError
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Meeting, Plan
from actionbook.plan.movement import Movement
from actionbook.plan.periods import Period, parse_period
from actionbook.plan.settings import Settings
from actionbook.plan.status import Rag

__all__ = ["appendix", "edition_named"]

FALLBACK = "register"
ON_COVER = ("Completed", "Extensions", "Overdue", "Due soon", "Unassigned")
NO_MEETING = Meeting(0)


def appendix(
    plan: Plan,
    *,
    on: date,
    layout: str | None = None,
    edition: str | None = None,
    meeting: Meeting = NO_MEETING,
) -> Appendix:
    """
    The appendix of *plan* as it stands *on* a day, for a committee's *meeting*.

    Dates that the tool works out are that day's, whether or not the workbook has them yet.

    In *layout*, else the meeting's, else the plan's own; where that names one which we do not
    have, the register, and the notes say so. *edition* is public, print or exempt; the
    meeting's, else public. Every action of the edition and of the meeting's scope is in the last
    table exactly once.

    Raises:
        SettingsError: *layout* or *edition* is none, or the Layouts table or the meeting's scope
            cannot be read.
        PublicationRefusedError: a Publication is blank (the cells are named), nothing is to be
            published, a lead is a person's name, or the numbers do not agree.
    """
    wanted = edition_named(edition or meeting.edition or Edition.PUBLIC)
    chosen = _chosen(plan, layout, meeting)
    whole = as_it_stands(plan, on=on)
    shown = _within(whole, published(whole, wanted), meeting.scope, on)
    # From here on nothing that is not to be shown can tell in what is.
    plan = replace(whole, actions=shown)
    posts = Posts(plan, on, naming=chosen.naming)
    lines = arranged(plan, shown, posts, on)
    if wanted is not Edition.EXEMPT:
        refuse(
            plan,
            posts.nameless(shown),
            "a Lead that looks like a person's name and no post in People",
            "Give the person's post in People, or type the post.",
            column="lead",
        )
    figures = _figures(whole, plan, lines, shown, on)
    plain = flat(chosen, lines)
    laid = plain if wanted is Edition.PUBLIC else in_print(chosen, lines)
    tables = (
        *(each.table for each in figures.standing.values()),
        *_besides(plan, chosen, lines, wanted),
        _actions(chosen, laid, figures.counts),
    )
    settings = plan.settings
    title = settings.title or "Action plan"
    first = responsibilities(plan, tables, posts) if chosen.key_first else ()
    remarks = _remarks(plan, chosen, laid, layout or meeting.layout)
    return Appendix(
        title=title,
        organisation=settings.organisation,
        on=on,
        layout=chosen.name,
        cover=_cover(settings, meeting, on, figures, lines),
        tables=tables,
        notes=notes(plan, tables, posts, remarks=remarks, without=first),
        doubts=(*posts.doubts(), *_unsigned(settings)),
        edition=wanted,
        letter=meeting.appendix_letter.strip(),
        banner=banner(plan, shown) if wanted is Edition.EXEMPT else "",
        first=first,
        flat=_actions(chosen, plain, figures.counts),
        charts=charts(lines, figures.since, on) if wanted is not Edition.PUBLIC else (),
    )


class _Figures(NamedTuple):
    standing: dict[str, Standing]
    counts: numbers.Counts
    since: Movement | None
    period: Period | None


def edition_named(name: str) -> Edition:
    """
    The edition of that name, whatever its case.

    Raises:
        SettingsError: there is none.
    """
    try:
        return Edition(name.strip().casefold())
    except ValueError:
        raise SettingsError(
            f"'{name}' is no edition of an appendix. Choose one of: {', '.join(Edition)}."
        ) from None


def _chosen(plan: Plan, layout: str | None, meeting: Meeting) -> Layout:
    found = layout_named(plan, layout or meeting.layout or plan.settings.layout)
    if found is None and layout is not None:
        raise SettingsError(
            f"'{layout}' is no layout of an appendix. Choose one of: "
            f"{', '.join(known_layouts(plan))}."
        )
    return found or LAYOUTS[FALLBACK]


def _within(plan: Plan, actions: tuple[Action, ...], scope: str, on: date) -> tuple[Action, ...]:
    is_within = within(plan, scope, on=on)
    found = tuple(filter(is_within, actions))
    if not found:
        raise PublicationRefusedError(
            f"{plan.name}: no action that may be published is in the scope '{scope}', so there "
            "is nothing to publish. Change the scope in Meetings."
        )
    return found


def _figures(
    whole: Plan, plan: Plan, lines: Sequence[Line], shown: Sequence[Action], on: date
) -> _Figures:
    period = _period(plan.settings)
    standing = standing_tables(plan, lines, period, on)
    counts = numbers.count(lines)
    since = numbers.moved(whole, lines)
    numbers.reconcile(shown, lines, counts, {Rag.OVERDUE: standing["Overdue"].length}, since)
    return _Figures(standing, counts, since, period)


def _period(settings: Settings) -> Period | None:
    try:
        return parse_period(settings.current_period, year_starts=settings.financial_year_starts)
    except ActionbookError:
        return None


def _besides(
    plan: Plan, chosen: Layout, lines: Sequence[Line], edition: Edition
) -> tuple[Table, ...]:
    """The tables that this edition or this layout has besides."""
    support = external_support(plan, lines) if chosen.support else None
    return (
        *((exemptions(plan, lines),) if edition is Edition.EXEMPT else ()),
        *((support,) if support is not None else ()),
    )


def _actions(chosen: Layout, laid: Laid, counts: numbers.Counts) -> Table:
    return Table(
        sheet="Action plan",
        title="Action plan",
        sentence=f"Every action once, in the order of the plan: {counts.total} in all.",
        columns=laid.columns,
        rows=laid.rows,
        paper=chosen.paper,
        kinds=laid.kinds,
    )


def _cover(
    settings: Settings, meeting: Meeting, on: date, figures: _Figures, lines: Sequence[Line]
) -> Cover:
    counts, standing, since = figures.counts, figures.standing, figures.since
    return Cover(
        _facts(settings, on, meeting),
        numbers.headlines(counts, (standing[name] for name in ON_COVER), since, lines),
        numbers.meanings(counts, settings, since),
        summary(settings.title, on, counts, standing, since),
        resolution(meeting.committee.strip(), on, counts, standing, lines),
        since.since if since else "",
        sum_of(since) if since else (),
    )


def _facts(settings: Settings, on: date, meeting: Meeting) -> tuple[tuple[str, str], ...]:
    approved = day_words(settings.approved_on) if settings.approved_on else ""
    facts = (
        ("Committee", meeting.committee.strip()),
        ("Meeting", day_words(meeting.meeting_date) if meeting.meeting_date else ""),
        ("As it stood on", day_words(on)),
        ("Reporting period", settings.current_period),
        ("Shown here", meeting.scope.strip()),
        ("Review", settings.source_of_the_review),
        ("Plan approved", f"{settings.approved_by} {approved}".strip()),
    )
    return tuple((label, words) for label, words in facts if words)


def _unsigned(settings: Settings) -> tuple[str, ...]:
    if settings.organisation:
        return ()
    return ("Settings give no Organisation, so the appendix does not say whose it is.",)


def _remarks(plan: Plan, chosen: Layout, laid: Laid, asked: str) -> tuple[tuple[str, str], ...]:
    said = []
    asked = asked or plan.settings.layout
    if layout_named(plan, asked) is None:
        said.append(
            (
                "Layout",
                f"The plan asks for the layout '{asked}', which is none that it has; "
                f"it is shown as a {chosen.name}.",
            )
        )
    if any(Rag.SEE_STEPS in row for row in laid.rows):
        said.append(
            ("See steps", "The action says nothing of its own: its steps are counted instead.")
        )
    if laid.left_out:
        said.append(
            (
                "Columns left out",
                f"No action has anything under these: {', '.join(laid.left_out)}.",
            )
        )
    return tuple(said)
