"""
The columns of a plan workbook: the contract between the workbook and everything else.

Each table has a sheet, and columns found by heading: case, spacing and punctuation do not
count, and neither does order. A starred column is the tool's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

__all__ = ["ACTIONS", "ISSUES", "TABLES", "Column", "Holds", "TableSpec", "heading_key"]


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    WORDS = "words"  # text that Excel would like to make a number or a date of: formatted as Text
    DATE = "date"
    PERCENT = "percent"
    NUMBER = "number"
    ANY = "any"


@dataclass(frozen=True)
class Column:
    """
    One column: the field it fills, its heading, what it holds, its width in characters.

    `starred` columns are worked out by the tool; `grouped` ones stand in the collapsed group;
    `hint` is the input message that Excel shows when the cell is chosen.
    """

    field: str
    heading: str
    holds: Holds = Holds.TEXT
    width: float = 14
    starred: bool = False
    grouped: bool = False
    synonyms: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSpec:
    """A table of the plan: its name, the sheet it stands on in the template, its columns."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    starred: bool = False
    required: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The column that each heading or synonym means, by `heading_key`."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for name in (column.heading, *column.synonyms):
                found.setdefault(heading_key(name), column)
        return found

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """The column of each field."""
        return {column.field: column for column in self.columns}


def heading_key(heading: str) -> str:
    """A heading as it is compared: letters, digits and % only, without case or a closing star."""
    return "".join(mark for mark in heading.casefold() if mark.isalnum() or mark == "%")


STATUSES = (
    "Not started",
    "In progress",
    "Complete",
    "Complete (awaiting verification)",
    "On hold",
    "Withdrawn",
)
PUBLICATIONS = (
    "Public",
    "Internal",
    "Confidential",
    *(f"Exempt para {number}" for number in range(1, 8)),
)
WORKED_OUT = "Worked out for you: type nothing here. What you do type is kept, and reported."


ACTIONS = TableSpec(
    "Actions",
    "Actions",
    (
        Column(
            "ref",
            "Ref",
            Holds.WORDS,
            7,
            synonyms=("No", "Number", "Action ref", "Action no", "Ref no"),
            required=True,
            hint="The action's own number, such as 5a. Never used twice, never used again.",
        ),
        Column(
            "action",
            "Action",
            Holds.TEXT,
            42,
            synonyms=("Actions", "Actions required", "Action required", "What we will do", "Task"),
            required=True,
            hint="What will be done. One row, one action.",
        ),
        Column(
            "lead",
            "Lead",
            Holds.TEXT,
            14,
            synonyms=(
                "Lead officer",
                "Lead officers",
                "Lead/Ref",
                "Leads",
                "Owner",
                "Responsible officer",
                "Responsible",
                "Who",
                "By whom",
                "Assigned to",
            ),
            required=True,
            hint="Who answers for it: initials or a post. The first named is accountable.",
        ),
        Column(
            "timescale_text",
            "Timescale",
            Holds.WORDS,
            15,
            synonyms=(
                "Timescales",
                "Completed by",
                "To be completed by",
                "Target date",
                "By when",
                "When",
                "Deadline",
                "Milestone date",
                "Milestone dates",
                "Due by",
                "Complete by",
            ),
            required=True,
            hint="When, in words or as a date: end Sept 2026. To move it later, use Revised due.",
        ),
        Column("due", "Due", Holds.DATE, 11, starred=True, synonyms=("Due date", "First due")),
        Column(
            "revised_due",
            "Revised due",
            Holds.DATE,
            11,
            synonyms=("Revised date", "Revised due date", "New date", "Revised timescale"),
            hint="To move a date: the new date here, then Change reason and Approval.",
        ),
        Column("rag", "RAG", Holds.TEXT, 11, starred=True, synonyms=("RAG status", "RAG rating")),
        Column("flags", "Flags", Holds.TEXT, 18, starred=True, synonyms=("Flag",)),
        Column(
            "status",
            "Status",
            Holds.TEXT,
            12,
            synonyms=("Current status", "State"),
            required=True,
            choices=STATUSES,
        ),
        Column(
            "progress",
            "Progress this period",
            Holds.TEXT,
            46,
            synonyms=(
                "Progress",
                "Progress/Outcome",
                "Progress update",
                "Progress to date",
                "Update",
                "Comments",
                "Commentary",
                "Latest position",
            ),
            hint="What has happened this period, in a sentence or two.",
        ),
        Column(
            "completed_on",
            "Completed on",
            Holds.DATE,
            11,
            synonyms=("Date completed", "Completion date", "Actual date", "Completed"),
            hint="The day it was finished. Complete needs this date and evidence.",
        ),
        Column(
            "change_reason",
            "Change reason",
            Holds.TEXT,
            24,
            grouped=True,
            synonyms=("Reason for change", "Reason for revised date", "Reason"),
        ),
        Column(
            "approval",
            "Approval",
            Holds.TEXT,
            24,
            grouped=True,
            synonyms=("Approved by", "Approval ref", "Minute", "Agreed by"),
            hint="The minute or decision that agreed the revised date, hold or withdrawal.",
        ),
        Column(
            "approved_on",
            "Approved on",
            Holds.DATE,
            11,
            grouped=True,
            synonyms=("Date approved", "Approval date", "Agreed on"),
        ),
        Column("evidence", "Evidence", Holds.TEXT, 24, grouped=True, synonyms=("Evidence link",)),
        Column(
            "publication",
            "Publication",
            Holds.TEXT,
            14,
            grouped=True,
            synonyms=("Publish", "Public/private"),
            choices=PUBLICATIONS,
            hint="Nothing is published unless it says Public.",
        ),
        Column("verified_by", "Verified by", Holds.TEXT, 16, grouped=True),
        Column(
            "outcome",
            "Outcome",
            Holds.TEXT,
            28,
            grouped=True,
            synonyms=("Outcomes", "Expected outcome", "Success measure", "Measure of success"),
        ),
        Column(
            "last_reported",
            "Last reported",
            Holds.TEXT,
            40,
            starred=True,
            grouped=True,
            synonyms=("Previous progress", "Progress last period"),
        ),
        Column(
            "issue",
            "Issue",
            Holds.WORDS,
            7,
            grouped=True,
            synonyms=("Issue ref", "Recommendation", "Recommendation ref", "Rec", "Recc", "Theme"),
        ),
        Column("part_of", "Part of", Holds.WORDS, 7, grouped=True, synonyms=("Parent", "Step of")),
        Column(
            "depends_on",
            "Depends on",
            Holds.WORDS,
            9,
            grouped=True,
            synonyms=("Dependencies", "Dependency", "Dependent on"),
        ),
        Column(
            "start",
            "Start",
            Holds.DATE,
            11,
            starred=True,
            grouped=True,
            synonyms=("Start date", "Starts"),
        ),
        Column("next_due", "Next due", Holds.DATE, 11, starred=True, grouped=True),
        Column("agreed", "Agreed", Holds.TEXT, 9, starred=True, grouped=True),
        Column("late_after", "Late after", Holds.DATE, 11, starred=True, grouped=True),
        Column(
            "percent",
            "% complete",
            Holds.PERCENT,
            9,
            grouped=True,
            synonyms=("Percent complete", "Percentage complete", "% completed", "Progress %"),
        ),
        Column(
            "added_on",
            "Added on",
            Holds.DATE,
            11,
            grouped=True,
            synonyms=("Date added", "Added"),
            hint="The day this action joined the plan; timescales such as 'in 6 weeks' count from it.",
        ),
    ),
    required=True,
)

ISSUES = TableSpec(
    "Issues",
    "Issues",
    (
        Column(
            "ref",
            "Ref",
            Holds.WORDS,
            7,
            synonyms=("No", "Number", "Issue ref", "Issue no"),
            required=True,
        ),
        Column("section", "Section", width=22, synonyms=("Theme group", "Area", "Category")),
        Column(
            "issue",
            "Issue",
            width=48,
            synonyms=(
                "Issue identified",
                "Recommendation",
                "Theme",
                "Area for improvement",
                "Key issue",
            ),
            required=True,
        ),
        Column("response", "Response", width=48, synonyms=("Our response", "Management response")),
        Column(
            "aim", "Aim", width=36, synonyms=("What is the council trying to achieve", "Objective")
        ),
        Column(
            "lead_member",
            "Lead member",
            width=20,
            synonyms=("Lead councillor", "Lead councillors", "Portfolio holder", "Lead members"),
        ),
        Column(
            "lead_directorate",
            "Lead directorate",
            width=24,
            synonyms=("Lead directorates", "Directorate", "Service"),
        ),
        Column("monitoring_group", "Monitoring group", width=24, synonyms=("Monitored by",)),
        Column("monitoring_frequency", "Monitoring frequency", width=14),
        Column("priority", "Priority", width=10),
        Column("source_ref", "Source ref", Holds.WORDS, 12, synonyms=("Source",)),
        Column("resource_implications", "Resource implications", width=30, synonyms=("Resources",)),
        Column("risk_factors", "Risk factors", width=30, synonyms=("Risks",)),
    ),
)

SETTINGS = TableSpec(
    "Settings",
    "Settings",
    (
        Column("setting", "Setting", width=34, required=True),
        Column("value", "Value", Holds.ANY, 60, required=True),
    ),
    required=True,
)

HISTORY = TableSpec(
    "ActionHistory",
    "Action history",
    (
        Column("period", "Period", Holds.WORDS, 12, starred=True),
        Column("recorded_on", "Recorded on", Holds.DATE, 12, starred=True),
        Column("action", "Action", Holds.WORDS, 8, starred=True),
        Column("status", "Status", width=16, starred=True),
        Column("percent", "% complete", Holds.PERCENT, 9, starred=True),
        Column("rag", "RAG", width=16, starred=True),
        Column("due", "Due", Holds.DATE, 11, starred=True),
        Column("revised_due", "Revised due", Holds.DATE, 11, starred=True),
        Column("progress", "Progress", width=70, starred=True),
    ),
    starred=True,
)

DATE_CHANGES = TableSpec(
    "DateChanges",
    "Date changes",
    (
        Column("action", "Action", Holds.WORDS, 8, starred=True),
        Column("event", "Event", width=12, starred=True),
        Column("recorded_on", "Recorded on", Holds.DATE, 12, starred=True),
        Column("period", "Period", Holds.WORDS, 12, starred=True),
        Column("from_date", "From", Holds.DATE, 11, starred=True),
        Column("to_date", "To", Holds.DATE, 11, starred=True),
        Column("reason", "Reason", width=40, starred=True),
        Column("asked_by", "Asked by", width=16, starred=True),
        Column("decided_by", "Decided by", width=20, starred=True),
        Column("decided_on", "Decided on", Holds.DATE, 12, starred=True),
        Column("minute", "Minute", width=24, starred=True),
    ),
    starred=True,
)

PEOPLE = TableSpec(
    "People",
    "People",
    (
        Column("initials", "Initials", Holds.WORDS, 10),
        Column("name", "Name", width=24),
        Column("post", "Post", width=40, synonyms=("Job title", "Role")),
        Column("directorate", "Directorate", width=28),
        Column("email", "Email", width=28, synonyms=("E-mail",)),
        Column("kind", "Kind", width=10, choices=("person", "post", "group")),
        Column("from_date", "From", Holds.DATE, 11),
        Column("to_date", "To", Holds.DATE, 11, synonyms=("Left on",)),
        Column("handover_to", "Handover to", width=18),
    ),
)

GLOSSARY = TableSpec(
    "Glossary",
    "Glossary",
    (
        Column("term", "Term", Holds.WORDS, 14, synonyms=("Acronym", "Abbreviation")),
        Column("meaning", "Meaning", width=70),
    ),
)

MEETINGS = TableSpec(
    "Meetings",
    "Meetings",
    (
        Column("committee", "Committee", width=36),
        Column("meeting_date", "Meeting date", Holds.DATE, 13),
        Column("agenda_published_by", "Agenda published by", Holds.DATE, 13, starred=True),
        Column("report_to_clerk_by", "Report to clerk by", Holds.DATE, 13, starred=True),
        Column("appendix_letter", "Appendix letter", Holds.WORDS, 9),
        Column("layout", "Layout", width=16),
        Column("edition", "Edition", width=10, choices=("public", "print", "exempt")),
        Column("scope", "Scope", width=30),
        Column("state", "State", width=12, choices=("Draft", "With clerk", "Published")),
        Column("fingerprint", "Fingerprint", Holds.WORDS, 20, starred=True),
    ),
)

CHECKS = TableSpec(
    "Checks",
    "Checks",
    (
        Column("cell", "Cell", Holds.WORDS, 16, starred=True),
        Column("code", "Code", Holds.WORDS, 9, starred=True),
        Column("severity", "Severity", width=10, starred=True),
        Column("ref", "Ref", Holds.WORDS, 8, starred=True),
        Column("message", "What is wrong", width=70, starred=True),
        Column("fix", "What to type", width=50, starred=True),
        Column("lead", "Lead", width=20, starred=True),
    ),
    starred=True,
)

IMPORT_DOUBTS = TableSpec(
    "ImportDoubts",
    "Import doubts",
    (
        Column("ref", "Ref", Holds.WORDS, 8, starred=True),
        Column("column", "Column", width=18, starred=True),
        Column("doubt", "Doubt", width=60, starred=True),
        Column("source_words", "The source's words", width=70, starred=True),
        Column("lines", "Source lines", Holds.WORDS, 12, starred=True),
        Column("sureness", "How sure", width=10, starred=True),
    ),
    starred=True,
)

TABLES: Mapping[str, TableSpec] = {
    spec.name: spec
    for spec in (
        SETTINGS,
        ISSUES,
        ACTIONS,
        HISTORY,
        DATE_CHANGES,
        PEOPLE,
        GLOSSARY,
        MEETINGS,
        CHECKS,
        IMPORT_DOUBTS,
    )
}
"""Every table that the tool knows, by its name; in the order of the template's sheets."""
