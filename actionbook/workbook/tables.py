"""Every table of a plan workbook: the contract between the workbook and everything else."""

from collections.abc import Mapping

from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.beside_table import BESIDE
from actionbook.workbook.columns import Column, Holds, TableSpec
from actionbook.workbook.import_tables import IMPORT_DOUBTS, IMPORTED_ROWS
from actionbook.workbook.suppressions_table import SUPPRESSIONS
from actionbook.workbook.words_table import WORDS

__all__ = ["ACTIONS", "BESIDE", "ISSUES", "SETTINGS", "TABLES"]

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
    says="One row, one issue: a recommendation, a theme, an area for improvement.",
)

SETTINGS = TableSpec(
    "Settings",
    "Settings",
    (
        Column("setting", "Setting", width=34, required=True),
        Column("value", "Value", Holds.ANY, 60, required=True),
    ),
    says="What the plan settles for itself. A blank value takes the default.",
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
    says="How each action stood when a period closed. Kept by the tool, never rewritten.",
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
    says="Every move of a date: asked for, agreed, refused, corrected. Kept by the tool.",
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
    says="Who can lead an action: initials as the plan uses them, name, post.",
)

GLOSSARY = TableSpec(
    "Glossary",
    "Glossary",
    (
        Column("term", "Term", Holds.WORDS, 14, synonyms=("Acronym", "Abbreviation")),
        Column("meaning", "Meaning", width=70),
    ),
    says="The plan's acronyms and terms.",
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
    says="The committees the plan goes to, when, and the appendix each is to have.",
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
    says="What the last check found. Each line names the cell to mend.",
    starred=True,
)

RESOURCES = TableSpec(
    "Resources",
    "Resources",
    (
        Column("day", "Date", Holds.DATE, 12, synonyms=("Day", "Week ending")),
        Column("issue", "Issue", Holds.WORDS, 8, synonyms=("Issue ref", "Key issue")),
        Column("action", "Action", Holds.WORDS, 8, synonyms=("Action ref",)),
        Column("person", "Person", width=24, synonyms=("Officer", "Who")),
        Column("hours", "Hours", Holds.NUMBER, 9, synonyms=("Staff hours", "Time spent")),
        Column("cost", "Cost", Holds.NUMBER, 12, synonyms=("Cost (£)", "Amount", "Spend")),
        Column("kind", "Kind", width=18, choices=("staff time", "external support")),
        Column("note", "Note", width=70, synonyms=("Notes", "Comment", "Comments")),
    ),
    says="What the plan takes: staff time as it is spent, external support and what it costs.",
    optional=True,
)

RISKS = TableSpec(
    "Risks",
    "Risks",
    (
        Column("ref", "Ref", Holds.WORDS, 8, synonyms=("Risk ref", "No")),
        Column("risk", "Risk", width=48, synonyms=("Risk factor", "Description")),
        Column("likelihood", "Likelihood", width=12, synonyms=("Probability",)),
        Column("impact", "Impact", width=12, synonyms=("Severity",)),
        Column("mitigation", "Mitigation", width=48, synonyms=("Control", "Controls")),
        Column("action", "Action", Holds.WORDS, 8, synonyms=("Action ref",)),
    ),
    says="What may keep the plan from its aims, and what is done about it.",
    optional=True,
)

LAYOUTS = TableSpec(
    "Layouts",
    "Layouts",
    (
        Column("layout", "Layout", width=18, required=True, synonyms=("Layout name",)),
        Column("column", "Column", width=22, required=True, synonyms=("Shows", "Plan column")),
        Column("heading", "Heading", width=34, synonyms=("House heading",)),
        Column("width", "Width", Holds.NUMBER, 9),
        Column(
            "grouping",
            "Grouping",
            width=12,
            choices=("column", "merged", "band", "block", "below"),
        ),
        Column("paper", "Paper", width=9, choices=("A4", "A3")),
        Column("leads", "Leads as", width=12, choices=("posts", "initials")),
    ),
    says="Your own shapes of the appendix: a row for each column of a layout, in its order.",
    optional=True,
)

EXEMPT = TableSpec(
    "Exempt",
    "Exempt",
    (
        Column("action", "Action", Holds.WORDS, 8, required=True, synonyms=("Action ref", "Ref")),
        Column("paragraph", "Paragraph", Holds.WORDS, 16, synonyms=("Exempt paragraph",)),
        Column("reason", "Public-interest reason", width=70, synonyms=("Reason",)),
        Column("decided_by", "Decided by", width=28),
        Column("review_on", "Review on", Holds.DATE, 12, synonyms=("Review",)),
    ),
    says="Why each exempt action is not for the public: the paragraph, and the public interest.",
    optional=True,
)

SUMMARY = TableSpec(
    "PlanSummary",
    "Summary",
    (
        Column("counted", "Standing", width=28, starred=True),
        Column("number", "Actions counted", Holds.NUMBER, 16, starred=True),
        Column("part", "Part of the open", Holds.PERCENT, 16, starred=True),
    ),
    says="How many actions stand how; counted anew by itself. Kept by the tool.",
    starred=True,
    optional=True,
)

TABLES: Mapping[str, TableSpec] = {
    spec.name: spec
    for spec in (
        SETTINGS,
        ISSUES,
        ACTIONS,
        BESIDE,
        HISTORY,
        DATE_CHANGES,
        PEOPLE,
        GLOSSARY,
        MEETINGS,
        CHECKS,
        RESOURCES,
        RISKS,
        SUPPRESSIONS,
        LAYOUTS,
        EXEMPT,
        SUMMARY,
        WORDS,
        IMPORT_DOUBTS,
        IMPORTED_ROWS,
    )
}
"""Every table that the tool knows, by its name; in the order of the template's sheets."""
