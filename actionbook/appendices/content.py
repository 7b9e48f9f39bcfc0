"""
What goes into a committee's appendix: a plan and a day in, plain data out.

Only rows marked Public enter, only the columns that a layout lists, and leads by their posts.
The numbers are proved to agree before anything is returned.
"""

from dataclasses import replace
from datetime import date

from actionbook.appendices.counts import Counts, count, headlines, meanings, reconcile
from actionbook.appendices.layouts import LAYOUTS, Laid, Layout, day_words
from actionbook.appendices.lines import arranged, published
from actionbook.appendices.notes import notes
from actionbook.appendices.posts import Posts
from actionbook.appendices.standing import standing_tables
from actionbook.appendices.values import Appendix, Cover, Table
from actionbook.errors import ActionbookError, SettingsError
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Plan
from actionbook.plan.periods import Period, parse_period
from actionbook.plan.settings import Settings
from actionbook.plan.status import Rag

__all__ = ["appendix"]

FALLBACK = "register"
ON_COVER = ("Overdue", "Due soon", "Unassigned", "Completed")


def appendix(
    plan: Plan,
    *,
    on: date,
    layout: str | None = None,
    committee: str = "",
    meeting_date: date | None = None,
) -> Appendix:
    """
    The appendix of *plan* as it stands *on* a day, for a committee's meeting.

    Dates that the tool works out are that day's, whether or not the workbook has them yet.

    In *layout*, else the plan's own; where the plan names one that we do not have, the register,
    and the notes say so. Every action marked Public is in the last table exactly once.

    Raises:
        SettingsError: *layout* is no layout.
        PublicationRefusedError: a Publication is blank (the cells are named), nothing is Public,
            or the numbers do not agree.
    """
    chosen = _chosen(layout, plan.settings)
    plan = as_it_stands(plan, on=on)
    public = published(plan)
    # From here on nothing that is not public can tell in what is.
    plan = replace(plan, actions=public)
    posts = Posts(plan, on, naming=chosen.naming)
    lines = arranged(plan, public, posts, on)
    laid = chosen.lay_out(lines)
    period = _period(plan.settings)
    standing = standing_tables(plan, lines, period, on)
    counts = count(lines)
    reconcile(public, lines, counts, {Rag.OVERDUE: standing["Overdue"].length})
    settings = plan.settings
    tables = (*(each.table for each in standing.values()), _actions(chosen, laid, counts))
    return Appendix(
        title=settings.title or "Action plan",
        organisation=settings.organisation,
        on=on,
        layout=chosen.name,
        cover=Cover(
            _facts(settings, on, committee, meeting_date),
            headlines(counts, (standing[name] for name in ON_COVER)),
            meanings(counts, settings),
        ),
        tables=tables,
        notes=notes(plan, tables, posts, remarks=_remarks(chosen, laid, layout, settings)),
        doubts=posts.doubts(),
    )


def _chosen(layout: str | None, settings: Settings) -> Layout:
    if layout is None:
        return LAYOUTS.get(settings.layout.casefold().strip(), LAYOUTS[FALLBACK])
    found = LAYOUTS.get(layout.casefold().strip())
    if found is None:
        raise SettingsError(
            f"'{layout}' is no layout of an appendix. Choose one of: {', '.join(LAYOUTS)}."
        )
    return found


def _period(settings: Settings) -> Period | None:
    try:
        return parse_period(settings.current_period, year_starts=settings.financial_year_starts)
    except ActionbookError:
        return None


def _actions(chosen: Layout, laid: Laid, counts: Counts) -> Table:
    return Table(
        sheet="Action plan",
        title="Action plan",
        sentence=f"Every action once, in the order of the plan: {counts.total} in all.",
        columns=laid.columns,
        rows=laid.rows,
        paper=chosen.paper,
    )


def _facts(
    settings: Settings, on: date, committee: str, meeting_date: date | None
) -> tuple[tuple[str, str], ...]:
    approved = day_words(settings.approved_on) if settings.approved_on else ""
    facts = (
        ("Committee", committee),
        ("Meeting", day_words(meeting_date) if meeting_date else ""),
        ("As it stood on", day_words(on)),
        ("Reporting period", settings.current_period),
        ("Review", settings.source_of_the_review),
        ("Plan approved", f"{settings.approved_by} {approved}".strip()),
    )
    return tuple((label, words) for label, words in facts if words)


def _remarks(
    chosen: Layout, laid: Laid, layout: str | None, settings: Settings
) -> tuple[tuple[str, str], ...]:
    said = []
    if layout is None and settings.layout.casefold().strip() != chosen.name:
        said.append(
            (
                "Layout",
                f"The plan asks for the layout '{settings.layout}', which is not to be had yet; "
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
