"""AB507, AB509: acronyms that nobody explains, and words left over from a template."""

import re
from collections.abc import Iterator
from datetime import date

from actionbook.plan.late import late
from actionbook.plan.lead_words import lead_key
from actionbook.plan.model import Plan, Term
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, quoted
from actionbook.rules.text_cells import Block, TextCell, blocks

__all__ = ["template_text", "unexplained_acronym"]

_ACRONYM = late(r"[A-Z][A-Z0-9]+(?:&[A-Z0-9]+)?")
_LONGEST = 7
_WRITTEN = frozenset({"action", "progress", "outcome", "issue", "response", "aim"})
_KNOWN = """
    UK GB EU US USA UN BBC ITV VAT PDF CSV CD DVD TV PC PCS MP MPS AGM PLC LTD NHS GP GPS DIY AM
    PM CEO HR IT ICT ID FAQ FAQS URL WWW HTML OK NB PS CV II III IV VI VII VIII IX XI XII RAG
    FTE FOI GDPR COVID ISO NO TBC TBA TBD NA QA KPI KPIS SMART SWOT A4 A3
"""
_KNOWN_TO_ALL = frozenset(_KNOWN.split())
_EXPLAINED = late(r"\w\s+\(\s*([A-Z][A-Z0-9&]{1,6})s?\s*\)|\b([A-Z][A-Z0-9&]{1,6})s?\s+\((?=\w)")
_LEFT = late(
    r"lorem ipsum|click (?:here )?(?:or tap )?(?:here )?to (?:enter|add|type)|<\s*(?:insert|enter"
    r"|type|add|name|date|ref)\b[^<>]*>|\[\s*(?:insert|enter|type|add|name|date|ref|tbc|xx+|officer"
    r"|council|number|title|text|details?|your)\b[^\[\]]*\]|\{\{?[^{}]*\}\}?|\bxx+x\b|\bxx/xx\b"
    r"|\bdd/mm/yy(?:yy)?\b|^\s*(?:example|sample|delete (?:this|as appropriate)|type here|text here"
    r"|your text here|insert text|enter text|action text|placeholder|test|asdf\w*)\s*[.:!]?\s*$"
    r"|\binsert (?:name|date|text|action|details|here)\b|\bdelete (?:this row|as appropriate)\b"
    r"|\b(?:e\.g\.|for example:)\s*\.\.\.|^_{3,}|_{5,}|\.{6,}",
    re.IGNORECASE,
)
_MARKS = late(r"[<>{}\[\]]")
_LEFT_MARKS = ("lorem", "click", "<", "[", "{", "xx", "dd/mm", "example", "sample", "delete",
               "type", "text", "insert", "enter", "placeholder", "test", "asdf", "e.g.", "__",
               "......")  # fmt: skip


@rule("AB507", Severity.INFO, since="0.1")
def unexplained_acronym(plan: Plan, _on: date) -> Hits:
    """
    An acronym that the Glossary does not explain, or explains twice.

    Why: members and the public read the plan too.
    Example: "Agree the MTFS", where the Glossary has no MTFS.
    Instead: a row in Glossary: MTFS, Medium-term financial strategy.
    Settings: said once, where it stands first. Initials of People, what is explained in brackets
    beside it, and what everybody knows (UK, NHS, VAT) need no row.
    """
    yield from _twice(plan)
    found: dict[str, TextCell] = {}
    explained: set[str] = set()
    for block in blocks(plan):
        if block.field in _WRITTEN and _ACRONYM.search(block.joined):
            for cell in block.cells(_ACRONYM.search):
                explained.update(a or b for a, b in _EXPLAINED.findall(cell.text))
                for acronym in _acronyms(cell.text):
                    found.setdefault(acronym, cell)
    known = _known(plan) | explained
    for acronym, cell in found.items():
        if acronym not in known and acronym.rstrip("S") not in known:
            yield cell.hit(
                f"{quoted(acronym)} is not explained in the Glossary.",
                "Add a row to Glossary, or write it out.",
            )


def _acronyms(text: str) -> Iterator[str]:
    if text.isupper():
        return
    for found in _ACRONYM.finditer(text):
        before, after = text[: found.start()][-1:], text[found.end() :][:2]
        is_part = before.isalnum() or before in tuple("&.'’@/-_")
        goes_on = after[:1] in tuple("@_&") or (
            after[:1].isalnum() and after.rstrip(" ,.;:)") != "s"
        )
        if len(found[0]) <= _LONGEST and not is_part and not goes_on:
            yield found[0]


def _known(plan: Plan) -> set[str]:
    known = {"".join(term.term.split()).upper() for term in plan.glossary}
    for person in plan.people:
        known |= {word.upper() for word in (person.initials, person.name, person.post) if word}
    known |= {action.ref.upper() for action in plan.actions}
    known |= {lead_key(lead.name).upper() for action in plan.actions for lead in action.leads}
    return known | _KNOWN_TO_ALL


def _twice(plan: Plan) -> Iterator[Hit]:
    first: dict[str, Term] = {}
    for term in plan.glossary:
        key = " ".join(term.term.split()).casefold()
        other = first.setdefault(key, term) if key else term
        if other is not term:
            cell = term.place.cell("term", term.row)
            yield Hit(
                cell,
                f"The Glossary has {brief(term.term)} twice: in row {other.row} too.",
                "Delete one of the two rows.",
            )


@rule("AB509", Severity.INFO, since="0.1")
def template_text(plan: Plan, _on: date) -> Hits:
    """
    Words of a template that nobody wrote over.

    Why: they are printed as they stand.
    Example: "[insert date]"; "Click here to enter text"; "Lorem ipsum".
    Instead: what belongs there, or nothing.
    """

    def passes(block: Block) -> bool:
        return not any(map(block.folded.__contains__, _LEFT_MARKS))

    for block in blocks(plan):
        if passes(block):
            continue
        for cell in block.cells(_LEFT.search):
            yield cell.hit(
                f"Words of a template were left: {quoted(_MARKS.sub('', cell.text))}.",
                "Type what belongs there, or clear the cell.",
            )
