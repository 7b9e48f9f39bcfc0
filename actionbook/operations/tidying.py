"""What macros that tidied a sheet did: which mends do the same, and leads spelled out."""

from actionbook.operations.changes import ChangeSet, SetCell
from actionbook.operations.mends import Proposal
from actionbook.plan.model import Action, LeadState, Plan

__all__ = ["spell_out_leads", "tidies_date", "tidies_text"]

_DATE_AS_TEXT = "AB303"
_TEXT = frozenset({"AB701", "AB702", "AB705"})


def tidies_text(proposal: Proposal) -> bool:
    """Whether a mend takes out spaces, odd blanks or control characters, and nothing else."""
    return proposal.is_safe and proposal.finding.code in _TEXT


def tidies_date(proposal: Proposal) -> bool:
    """
    Whether a mend makes a date of words that can be read one way only.

    "03/04/2026" has no such mend: who typed it must say which is the month.
    """
    return proposal.finding.code == _DATE_AS_TEXT and isinstance(proposal.change, SetCell)


def spell_out_leads(plan: Plan) -> ChangeSet:
    """
    What puts a lead's own words in the place of "as above" and "ditto".

    The words are those of the last row before it, in the same issue, that says the same leads
    itself. A blank Lead stays blank: it takes the lead of the action that it is part of wherever
    it stands.
    """
    said: dict[str, list[Action]] = {}
    cells: list[SetCell] = []
    for action in plan.actions:
        before = said.setdefault(action.issue.casefold(), [])
        if action.lead_state in (LeadState.ASSIGNED, LeadState.GROUP):
            before.append(action)
        elif action.lead and action.lead_state is LeadState.INHERITED:
            words = next((each.lead for each in reversed(before) if each.leads == action.leads), "")
            if words and words != action.lead:
                at = action.cell("lead")
                cells.append(SetCell(at, action.ref, "lead", action.lead, words))
    return ChangeSet.of(plan, cells=tuple(cells))
