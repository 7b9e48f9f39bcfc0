"""What a plan settles for itself: its name, its dates, its thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["LABELS", "SELDOM", "Settings"]

LABELS: Mapping[str, str] = {
    "plan_id": "Plan id",
    "title": "Title",
    "organisation": "Organisation",
    "nation": "Nation",
    "source_of_the_review": "Source of the review",
    "approved_on": "Approved on",
    "approved_by": "Approved by",
    "plan_starts": "Plan starts",
    "plan_ends": "Plan ends",
    "owner": "Owner",
    "deputy": "Deputy",
    "reporting_frequency": "Reporting frequency",
    "current_period": "Current period",
    "last_refreshed": "Last refreshed",
    "next_refresh": "Next refresh",
    "financial_year_starts": "Financial year starts",
    "due_soon_days": "Due-soon days",
    "extension_cap": "Extension cap",
    "grace_days": 'Grace days for "immediately"',
    "clear_days": "Clear days",
    "days_counted": "Days counted",
    "access_to_information": "Access to Information rules",
    "extra_closures": "Extra closures",
    "report_to_clerk_days": "Report-to-clerk days",
    "layout": "Layout",
    "other_columns_published": "Other columns published",
    "nightly_writes": "Nightly writes",
    "quiet_days": "Quiet days",
    "long_slip_months": "Long slip months",
    "odd_years": "Odd years",
    "longest_action": "Longest action",
    "longest_cell": "Longest cell",
    "watch_words": "Watch-words",
    "support_budget": "Support budget",
    "schema_version": "Schema version",
    "select": "Rules selected",
    "ignore": "Rules ignored",
    "fail_level": "Fail level",
}
"""What the Settings table calls each setting, by its name here and in the order of the table."""

SELDOM = frozenset(
    {
        "quiet_days",
        "long_slip_months",
        "odd_years",
        "longest_action",
        "longest_cell",
        "watch_words",
        "support_budget",
    }
)
"""Settings that the table lists only where a plan settles them otherwise than the default."""


@dataclass(frozen=True)
class Settings:
    """
    The plan's settings, with their defaults.

    Days are whole days; `financial_year_starts` is (month, day); blank dates are None.
    `plan_starts` and `plan_ends` are the first and last day of the time that the plan is for.
    `layout` is the house layout of the plan's appendix, `other_columns_published` names the
    columns beyond the public ones that a layout of the house's own may show; `next_refresh` is
    the first day after `last_refreshed` on which the plan needs refreshing again. `clear_days`
    None is the nation's own number, where it has one; `extra_closures` are days on which the
    offices are shut besides weekends and bank holidays. `support_budget` is what there is to spend
    on external support, in pounds. `select` and `ignore` are rules with
    commas between, as `check` takes them, and `fail_level` how bad a finding fails it, "" for an
    error. `nightly_writes` is "plan", or "outputs only" where a night only reads the plan; "" goes
    by the folder it stands in.

    The rules' own: `quiet_days` into a period before progress is missed; `long_slip_months` after
    which an action that slipped is asked after; `odd_years` between a date and its neighbours;
    `longest_action` in words, `longest_cell` in letters; `watch_words`, parted by semicolons.
    """

    plan_id: str = ""
    title: str = ""
    organisation: str = ""
    nation: str = "England"
    source_of_the_review: str = ""
    approved_on: date | None = None
    approved_by: str = ""
    plan_starts: date | None = None
    plan_ends: date | None = None
    owner: str = ""
    deputy: str = ""
    reporting_frequency: str = "quarterly"
    current_period: str = ""
    last_refreshed: date | None = None
    next_refresh: date | None = None
    financial_year_starts: tuple[int, int] = (4, 1)
    due_soon_days: int = 30
    extension_cap: int = 2
    grace_days: int = 28
    clear_days: int | None = None
    days_counted: str = "working"
    access_to_information: str = "yes"
    extra_closures: tuple[date, ...] = ()
    report_to_clerk_days: int = 7
    layout: str = "register"
    other_columns_published: str = ""
    nightly_writes: str = ""
    quiet_days: int = 30
    long_slip_months: int = 6
    odd_years: int = 5
    longest_action: int = 60
    longest_cell: int = 1500
    watch_words: str = (
        "redundancy; redundancies; disciplinary; grievance; counsel; without prejudice; fraud; "
        "fraudulent; dismissal; settlement agreement"
    )
    support_budget: float | None = None
    schema_version: int = 1
    select: str = ""
    ignore: str = ""
    fail_level: str = ""
