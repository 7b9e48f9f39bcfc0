"""Legacy plans into a plan workbook, and the report of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports.draft import Doubt, Draft, Sureness
from actionbook.imports.file_kinds import CONVERTED, EXCEL, WORD
from actionbook.imports.report import ImportReport, SourceReport
from actionbook.imports.sheet_layout import SheetLayout, refuse_unmet
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import LeadState, Person
from actionbook.plan.people import LeadRow, resolve_leads
from actionbook.plan.periods import period_holding
from actionbook.plan.settings import Settings
from actionbook.workbook.naming import plan_id_for

__all__ = ["import_plan", "rehearse_import"]

_CONVERTED = "LibreOffice made a Word document of it: its tables may have suffered. Look at all."
_FOUND = SheetLayout()

Rows = dict[str, list[dict[str, object]]]


def import_plan(
    sources: Path | Sequence[Path],
    to: Path,
    *,
    on: date,
    publication: str | None = None,
    layout: SheetLayout = _FOUND,
) -> ImportReport:
    """
    The report of making the plan workbook *to* of one or several texts or workbooks.

    *on* is the day of the import: its period is the plan's current one. *publication*, where
    given, is put in every action's Publication; else it is blank, and nothing can be published.
    *layout* says where in a workbook the plan stands; else it is found.
    The file comes into place in one step. Nothing is written where anything is raised.

    Raises:
        WorkbookUnreadableError: a source is missing, empty, no text, or holds no action plan.
        ActionbookError: a source is of a kind not read, or *to* is there already.
    """
    from actionbook.workbook.create import create_plan

    with without_collecting():
        settings, rows, report = _understood(sources, to, on, publication, layout)
        create_plan(to, settings=settings, rows=rows, on=on)
    return report


def rehearse_import(
    sources: Path | Sequence[Path],
    to: Path,
    *,
    on: date,
    publication: str | None = None,
    layout: SheetLayout = _FOUND,
) -> ImportReport:
    """
    The report that `import_plan` would give; nothing is written.

    Raises:
        WorkbookUnreadableError: a source is missing, empty, no text, or holds no action plan.
        ActionbookError: a source is of a kind not read, or *to* is there already.
    """
    with without_collecting():
        return _understood(sources, to, on, publication, layout)[2]


def _understood(
    sources: Path | Sequence[Path],
    to: Path,
    on: date,
    publication: str | None,
    layout: SheetLayout,
) -> tuple[Settings, Rows, ImportReport]:
    if to.exists():
        raise ActionbookError(
            f"{to} is there already, and an import never writes over a plan. "
            "Choose another name with -o, or move it away first."
        )
    paths = [sources] if isinstance(sources, Path) else list(sources)
    if not paths:
        raise ActionbookError("There is nothing to import: name a text file.")
    drafts = [_draft(path, layout) for path in paths]
    refuse_unmet(
        layout, {draft.source: [each.heading for each in draft.columns] for draft in drafts}
    )
    rows = _together(drafts)
    for action in rows["Actions"]:
        if publication:
            action["publication"] = publication
    settings = _settings(drafts, to, on)
    return settings, rows, _report(drafts, to, settings, rows)


def _draft(path: Path, layout: SheetLayout) -> Draft:
    # What reads one kind of source is loaded for that kind alone: it is a fifth of a second.
    suffix = path.suffix.casefold()
    if suffix in EXCEL:
        return _sheet_draft(path, layout)
    if suffix in CONVERTED:
        return _converted_draft(path, layout)
    if suffix in WORD:
        from actionbook.imports.word_parts import is_packed
        from actionbook.imports.word_plan import word_draft

        if is_packed(path):
            return word_draft(path, layout)
    return _text_draft(path, layout)


def _text_draft(path: Path, layout: SheetLayout) -> Draft:
    """The draft of a text: of a sheet that was saved as one, or else of one that was printed."""
    from actionbook.imports.saved_sheet import is_saved_sheet
    from actionbook.imports.source import read_source
    from actionbook.imports.understand import draft_of

    source = read_source(path)
    if is_saved_sheet(source.whole):
        return _sheet_draft(path, layout)
    try:
        return draft_of(source)
    except WorkbookUnreadableError:
        # Some programs leave the blank cells at the end of a row out.
        if "\t" in source.whole:
            with suppress(WorkbookUnreadableError):
                return _sheet_draft(path, layout)
        raise


def _sheet_draft(path: Path, layout: SheetLayout) -> Draft:
    from actionbook.imports.excel_plan import excel_draft

    return excel_draft(path, layout)


def _converted_draft(path: Path, layout: SheetLayout) -> Draft:
    """The draft of a document that is no Word document; of a PDF as it is, where that can be."""
    from actionbook.imports.converted import as_word, can_read_pdf
    from actionbook.imports.word_plan import draft_of_document, word_draft

    if path.suffix.casefold() == ".pdf" and can_read_pdf():
        from actionbook.imports.pdf_document import read_pdf

        return draft_of_document(read_pdf(path), layout)
    with as_word(path) as word:
        draft = word_draft(word, layout)
    said = Doubt("", "", _CONVERTED, path.name, (), Sureness.UNSURE)
    return draft._replace(source=path.name, doubts=(said, *draft.doubts))


def _together(drafts: Sequence[Draft]) -> Rows:
    rows: Rows = {}
    for draft in drafts:
        for name, found in draft.rows.items():
            rows.setdefault(name, []).extend(found)
    if not rows["ImportDoubts"]:
        del rows["ImportDoubts"]
    return rows


def _settings(drafts: Sequence[Draft], to: Path, on: date) -> Settings:
    """The first source that says a thing says it; the plan's id is the file's name."""
    plain = Settings()
    values: dict[str, Any] = {}
    for draft in drafts:
        for each in fields(Settings):
            value = getattr(draft.settings, each.name)
            if value != getattr(plain, each.name):
                values.setdefault(each.name, value)
    made = replace(plain, **values)
    period = period_holding(
        on, frequency=made.reporting_frequency, year_starts=made.financial_year_starts
    )
    return replace(made, plan_id=plan_id_for(to), current_period=period.name)


def _report(drafts: Sequence[Draft], to: Path, settings: Settings, rows: Rows) -> ImportReport:
    actions = rows["Actions"]
    people = [
        Person(
            number,
            initials=str(row["initials"]),
            name=str(row["name"]),
            post=str(row["post"]),
            kind=str(row["kind"]),
        )
        for number, row in enumerate(rows.get("People", ()))
    ]
    led = resolve_leads(
        [
            LeadRow(
                ref=str(row["ref"]),
                lead=str(row.get("lead", "")),
                part_of=str(row.get("part_of", "")),
                issue=str(row.get("issue", "")),
            )
            for row in actions
        ],
        people,
    )
    parents = {row.get("part_of") for row in actions}
    return ImportReport(
        path=to,
        title=settings.title,
        rows={name: len(found) for name, found in rows.items() if name != "ImportedRows"},
        doubts=tuple(doubt for draft in drafts for doubt in draft.doubts),
        sources=tuple(
            SourceReport(
                draft.source,
                draft.layout,
                draft.read_as,
                draft.letters,
                draft.left_over,
                draft.columns,
                draft.row_kinds,
            )
            for draft in drafts
        ),
        without_lead=tuple(
            str(row["ref"])
            for row, (_, state) in zip(actions, led, strict=True)
            if state is LeadState.UNASSIGNED
        ),
        without_timescale=tuple(
            str(row["ref"])
            for row in actions
            if not row.get("timescale_text") and row["ref"] not in parents
        ),
        is_approved=settings.approved_on is not None,
    )
