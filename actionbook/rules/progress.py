"""AB4xx: what the lead says of an action, and what backs it."""

from datetime import date
from functools import lru_cache

from actionbook.plan.model import Action, Plan, Status
from actionbook.plan.status import DONE, NOT_APPROVAL, is_approved, is_open
from actionbook.plan.structure import FaultKind
from actionbook.plan.words import word_key
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.claims import says_done, says_nothing
from actionbook.rules.phrases import cell_of, day, quoted, the_action
from actionbook.rules.standing import filled, having
from actionbook.rules.status_words import status_meant

__all__ = ["complete_without_date", "unapproved_revised_date", "unknown_status"]


@rule("AB401", Severity.ERROR, since="0.1", fixes=Fix.SAFE)
def unknown_status(plan: Plan, on: date) -> Hits:
    """
    A status that is not on the list, or that is told by a colour alone.

    Why: what is counted as complete, on hold or withdrawn is told by the words of the list.
    Example: "Done"; or a blank cell filled with green.
    Instead: "Complete", with the day in Completed on.
    Fix: a slip of the keys put right, where only one status can be meant; for a colour, the status
    that the rest of the row bears out, once somebody has confirmed it.
    Settings: a word that stands on the Words sheet without a meaning is told once, there.
    """
    for fault in plan.structure.of(FaultKind.COLOUR_ALONE):
        action = plan.by_ref.get(fault.ref.casefold())
        whose = f" of {the_action(action)}" if action else ""
        hit = Hit(
            fault.cell,
            f"Status{whose} is blank, and only a colour tells how far it is.",
            "Choose the status from the list; colours are not read.",
            fault.ref,
        )
        if action is not None:
            backed = _backed_by_the_row(action, on)
            hit = Hit.of(action, hit.cell, hit.message, hit.fix, backed)
        yield hit._replace(fixes=Fix.SUGGESTED)
    yield from _words_without_meaning(plan)
    for action in filled(plan, "unread"):
        said = action.unread.get("status")
        if said is None or word_key(str(said)) in plan.structure.words.status_cells:
            continue
        meant = status_meant(str(said))
        yield Hit.of(
            action,
            action.cell("status"),
            f"Status of {the_action(action)} says {quoted(said)}, which is not on the list.",
            f'Did you mean "{meant}"? Choose it from the list.'
            if meant
            else "Choose from the list; colours belong to RAG, which is worked out.",
            meant if meant and _is_slip(str(said), meant) else None,
        )


def _words_without_meaning(plan: Plan) -> Hits:
    """The house's own words that actions have and the Words sheet says nothing of, each once."""
    cells = plan.structure.words.status_cells
    if not cells:
        return
    said: dict[str, list[str]] = {}
    for action in plan.actions:
        text = str(action.unread.get("status", ""))
        if word_key(text) in cells:
            said.setdefault(word_key(text), []).append(text)
    for key, texts in said.items():
        whose = "1 action says it" if len(texts) == 1 else f"{len(texts)} actions say it"
        meant = status_meant(key)
        yield Hit(
            cells[key],
            f"Nothing says what status {quoted(texts[0])} is, and {whose}.",
            "Choose here the status of the list that it means"
            + (f', "{meant}" perhaps.' if meant else "."),
        )


def _backed_by_the_row(action: Action, on: date) -> Status | None:
    """The status that the row's own words and dates bear out, whatever its colour is taken for."""
    if action.completed_on is not None and action.completed_on <= on:
        return Status.COMPLETE
    words = action.progress
    if not words.strip() or says_nothing(words) or says_done(words, action.action, None):
        return None
    return Status.IN_PROGRESS


@lru_cache(maxsize=1024)
def _is_slip(said: str, meant: Status) -> bool:
    """Whether *said* is *meant* but for a slip of the keys or its marks, not another word."""
    return _letters(said)[:3] == _letters(meant)[:3] and not (
        meant is Status.COMPLETE and "verif" in said.casefold()
    )


def _letters(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())


@rule("AB402", Severity.ERROR, since="0.1")
def complete_without_date(plan: Plan, _on: date) -> Hits:
    """
    An action said to be complete, verified or not, without the day it was finished.

    Why: without it nobody can tell what was finished this period, or whether it was late.
    Example: status "Complete", Completed on "".
    Instead: Completed on 14/05/2026.
    """
    for action in having(plan, DONE.__contains__, "status"):
        if action.completed_on is None and "completed_on" not in action.unread:
            yield Hit.of(
                action,
                cell_of(action, ("completed_on", "status")),
                f"Status of {the_action(action)} says {quoted(action.status)}, "
                "but Completed on is blank.",
                "Type the day it was finished.",
            )


@rule("AB409", Severity.ERROR, since="0.1")
def unapproved_revised_date(plan: Plan, on: date) -> Hits:
    """
    An open action whose revised date nobody has approved.

    Why: a date moves when those who set it agree; until then the first date counts.
    Example: Revised due 30/09/2026, Approval "pending".
    Instead: Approval "Cabinet 12 May 2026, minute 34", Approved on 12/05/2026.
    """
    for action in filled(plan, "revised_due"):
        if action.revised_due is None or "approved_on" in action.unread:
            continue
        changes = plan.changes_by_ref.get(action.ref.casefold(), ())
        if is_approved(action, changes, on) or not is_open(plan, action, on):
            continue
        names, why, fix = _what_lacks(action, on)
        yield Hit.of(
            action,
            cell_of(action, (*names, "revised_due")),
            f"Revised due of {the_action(action)}, {day(action.revised_due)}, "
            f"is not approved: {why}.",
            fix,
        )


def _what_lacks(action: Action, on: date) -> tuple[tuple[str, ...], str, str]:
    """The column to fill, what is wrong in it, and what to type."""
    words = action.approval.casefold().strip()
    if not words:
        return (
            ("approval",),
            "Approval is blank",
            "Type the minute that agreed it, and its date in Approved on.",
        )
    if any(word in words for word in NOT_APPROVAL):
        return (
            ("approval",),
            f"Approval says {quoted(action.approval)}",
            "Once agreed, type the minute, and its date in Approved on.",
        )
    if action.approved_on is None:
        return (("approved_on",), "Approved on is blank", "Type the day it was agreed.")
    if action.approved_on > on:
        return (
            ("approved_on",),
            f"Approved on, {day(action.approved_on)}, is still to come",
            "Type the day it was agreed.",
        )
    return (
        ("approval",),
        "that approval was given for another date",
        "Type the minute that agreed this date, and its own Approved on.",
    )
