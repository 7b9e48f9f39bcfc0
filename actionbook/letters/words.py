"""What a letter says, as text and as HTML: the same words in both."""

from collections.abc import Iterator
from datetime import date
from html import escape

from actionbook.letters.letter import REASONS, Asked, Letter
from actionbook.plan.model import Plan
from actionbook.plan.status import Flag
from actionbook.rules.phrases import day

__all__ = ["letter_html", "letter_text", "subject"]

_HEADINGS = ("Ref", "Action", "Due", "Status", "Progress this period")


def subject(letter: Letter, plan: Plan) -> str:
    """What a letter is about: "Harbour review: 2 overdue, 1 due soon"."""
    counts = {why: sum(each.why is why for each in letter.asked) for why in REASONS}
    said = (
        (counts[Flag.OVERDUE], "overdue"),
        (counts[Flag.DUE_SOON], "due soon"),
        (counts[Flag.SILENT], "without progress"),
        (counts[Flag.UNASSIGNED], "led by nobody"),
    )
    told = ", ".join(f"{count} {words}" for count, words in said if count)
    return f"{plan.settings.title or 'Action plan'}: {told}"


def letter_text(letter: Letter, plan: Plan, *, on: date) -> str:
    """A letter as plain text; its lines are not broken, so that any program can."""
    lines = [*_opening(letter, plan, on), ""]
    for why, asked in _by_reason(letter):
        lines += [f"{REASONS[why]}:", ""]
        for each in asked:
            lines.append(f"* {each.action.ref}  {each.action.action}")
            lines.append(f"  {_due(each)}. Status: {_status(each)}.")
            if each.action.progress:
                lines.append(f"  Progress this period: {_one_line(each.action.progress)}")
            lines.append("")
    return "\n".join([*lines, *_closing(plan), ""])


def letter_html(letter: Letter, plan: Plan, *, on: date) -> str:
    """A letter as HTML: a table with headings for each reason, and no style to lose."""
    parts = ['<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">']
    parts.append(f"<title>{escape(subject(letter, plan))}</title></head><body>")
    parts += [f"<p>{escape(line)}</p>" for line in _opening(letter, plan, on) if line]
    for why, asked in _by_reason(letter):
        parts.append(f"<h2>{escape(REASONS[why])}</h2>")
        parts.append('<table border="1" cellpadding="4" cellspacing="0"><thead><tr>')
        parts += [f'<th scope="col" align="left">{heading}</th>' for heading in _HEADINGS]
        parts.append("</tr></thead><tbody>")
        for each in asked:
            cells = (each.action.action, _due(each), _status(each), each.action.progress)
            parts.append(f'<tr><th scope="row" align="left">{escape(each.action.ref)}</th>')
            parts += [f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells]
            parts.append("</tr>")
        parts.append("</tbody></table>")
    parts += [f"<p>{escape(line)}</p>" for line in _closing(plan) if line]
    return "\n".join([*parts, "</body></html>", ""])


def _opening(letter: Letter, plan: Plan, on: date) -> Iterator[str]:
    called = plan.settings.title or "the action plan"
    yield f"Dear {letter.name},"
    yield ""
    yield (
        f"This is how your actions in {called} stood on {day(on)}. Please bring them up to date in "
        f"{plan.name}: Status, and Progress this period."
    )
    if letter.new:
        yield ""
        yield f"New since the last message: {', '.join(letter.new)}."


def _closing(plan: Plan) -> Iterator[str]:
    yield (
        "To move a date do not retype the timescale: give Revised due, Change reason and who is "
        "to agree it. Your deadlines are attached as a calendar."
    )
    who = " or ".join(filter(None, (plan.settings.owner, plan.settings.deputy)))
    if who:
        yield ""
        yield f"Questions: ask {who}."


def _by_reason(letter: Letter) -> Iterator[tuple[Flag, list[Asked]]]:
    for why in REASONS:
        asked = [each for each in letter.asked if each.why is why]
        if asked:
            yield why, asked


def _due(each: Asked) -> str:
    return f"Due {day(each.due)}" if each.due else f"No date: {each.action.timescale_text or '-'}"


def _status(each: Asked) -> str:
    return str(each.action.status or each.action.unread.get("status") or "not given")


def _one_line(text: str) -> str:
    return " ".join(text.split())
