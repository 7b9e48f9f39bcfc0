"""The Read me sheet: how to use the plan, in the plan's own words."""

from typing import Any

from actionbook.plan.settings import LABELS, Settings
from actionbook.plan.status import FLAGS, Rag

__all__ = ["RAG_MEANS", "write_readme"]

RAG_MEANS = {
    Rag.OVERDUE: "past its due date, or past the revised date that was agreed",
    Rag.AT_RISK: (
        "due within {days} days and not started; or a revised date waits for approval; "
        "or no progress was recorded this period or last"
    ),
    Rag.ON_TRACK: "none of the others applies",
    Rag.NOT_DUE_TO_START: "its start lies ahead",
    Rag.NO_DATE: "no date, so it can never be late",
    Rag.SEE_STEPS: "it says nothing of its own: its steps are judged instead",
    Rag.TO_VERIFY: "said to be complete, waiting for somebody to verify it",
    Rag.COMPLETE: "finished",
    Rag.ON_HOLD: "stopped for now, with approval",
    Rag.WITHDRAWN: "no longer wanted, with approval",
}
"""What each RAG word means; {days} stands for the plan's due-soon days."""

LETTERS = 100
"""Letters to a line of the second column."""


def _rules(settings: Settings) -> tuple[tuple[str, str], ...]:
    return (
        ("Where to type", "In the white columns. The grey ones are worked out for you."),
        ("One row, one action", "The lead who is named first answers for it."),
        ("Timescale", "In words or as a date: end Sept 2026; Q2 2026/27; 5 June 2026; ongoing."),
        (
            "To move a date",
            "Do not retype the timescale. Fill in Revised due, Change reason, Approval and "
            "Approved on. It stays red until the new date is agreed.",
        ),
        ("Complete", "Needs a date in Completed on, and evidence."),
        ("More columns", "Press [+] above the columns of the Actions sheet."),
        (
            "Filters",
            "Use a filter view of your own (View, Sheet View), so that others see all rows. "
            "Do not copy the file: there is one plan.",
        ),
        ("Publication", "Nothing is published unless its Publication says Public."),
        (
            "At risk, overdue",
            f"Worked out from the dates every day; due soon means within "
            f"{settings.due_soon_days} days.",
        ),
    )


def write_readme(book: Any, settings: Settings) -> None:
    """Add the Read me sheet to an XlsxWriter workbook."""
    from actionbook.workbook.made_sheet import FittedSheet

    sheet = book.add_worksheet("Read me", FittedSheet)
    base = {"font_name": "Arial", "font_size": 11, "valign": "top", "text_wrap": True}
    title = book.add_format(
        {**base, "font_size": 18, "bold": True, "font_color": "#17365D", "text_wrap": False}
    )
    head = book.add_format(
        {**base, "bold": True, "font_color": "#17365D", "font_size": 13, "text_wrap": False}
    )
    name, text = book.add_format({**base, "bold": True}), book.add_format(base)
    warning = book.add_format({**base, "bold": True, "font_color": "#B3261E"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 92)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, settings.title or "Action plan", title)
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, settings.organisation, name)
    ask = " or ".join(person for person in (settings.owner, settings.deputy) if person)
    sheet.write_string(3, 0, "This is the plan.", name)
    sheet.write_string(
        3, 1, f"Questions: ask {ask}." if ask else "Its owner stands on the Settings sheet.", text
    )
    sheet.write_string(4, 0, "Last refreshed", name)
    sheet.write_formula(4, 1, f"={_freshness()}", warning, "not yet")
    row = _lines(sheet, 6, "How to use it", _rules(settings), (head, name, text))
    meanings = tuple(
        (str(word), means.format(days=settings.due_soon_days)) for word, means in RAG_MEANS.items()
    )
    row = _lines(sheet, row + 1, "What the colours say (RAG)", meanings, (head, name, text))
    flags = tuple((str(flag), means) for flag, means in FLAGS.items())
    _lines(sheet, row + 1, "What the flags say", flags, (head, name, text))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _freshness() -> str:
    """When the plan was last refreshed, and a warning once a refresh that was due is missing."""
    last, coming = (
        f'INDEX(Settings[Value],MATCH("{LABELS[name]}",Settings[Setting],0))'
        for name in ("last_refreshed", "next_refresh")
    )
    return (
        f'IF(ISNUMBER({last}),TEXT({last},"d mmmm yyyy")&IF(AND(ISNUMBER({coming}),'
        f'TODAY()>{coming}+1),": THAT IS OLD. It should have been refreshed on "'
        f'&TEXT({coming},"d mmmm yyyy")&". Tell the owner.",""),"not yet")'
    )


def _lines(
    sheet: Any,
    row: int,
    heading: str,
    lines: tuple[tuple[str, str], ...],
    looks: tuple[Any, Any, Any],
) -> int:
    head, name, text = looks
    sheet.write_string(row, 0, heading, head)
    for number, (word, means) in enumerate(lines, start=row + 1):
        sheet.set_row(number, 15.0 * (1 + len(means) // LETTERS))
        sheet.write_string(number, 0, word, name)
        sheet.write_string(number, 1, means[:1].upper() + means[1:], text)
    return row + len(lines) + 1
