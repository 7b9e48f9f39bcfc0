"""
The part of a plan that a committee is to see: what a Meetings row says under Scope.

`Section: Harbour; RAG: Overdue, At risk` is every overdue or risky action of that section. A
blank scope is the whole plan.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from actionbook.errors import SettingsError
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import rag

__all__ = ["within"]

Says = Callable[[Plan, Action, date], Iterable[str]]

_AND = re.compile(r"[,/&\n]| and ", re.IGNORECASE)
_CLAUSES = re.compile(r"[;\n]")
_KEY = re.compile(r"\s*([^:=]+?)\s*[:=]\s*(.*\S)\s*", re.DOTALL)


def _directorates(plan: Plan, action: Action, _on: date) -> Iterable[str]:
    yield from _issue_words(plan, action, "lead_directorate")
    names = {lead.name.casefold() for lead in action.leads}
    for person in plan.people:
        if {person.initials.casefold(), person.name.casefold(), person.post.casefold()} & names:
            yield person.directorate


def _of_issue(name: str) -> Says:
    return lambda plan, action, _on: _issue_words(plan, action, name)


def _issue_words(plan: Plan, action: Action, name: str) -> Iterable[str]:
    issue = plan.issue_by_ref.get(action.issue.casefold())
    if issue is not None:
        words = getattr(issue, name)
        yield words
        yield from _AND.split(words)


def _status(_plan: Plan, action: Action, _on: date) -> Iterable[str]:
    yield str(action.status or "Not started")


def _rag(plan: Plan, action: Action, on: date) -> Iterable[str]:
    yield str(rag(plan, action, on))


_SAYS: Mapping[str, Says] = {
    "lead directorate": _directorates,
    "directorate": _directorates,
    "section": _of_issue("section"),
    "lead member": _of_issue("lead_member"),
    "status": _status,
    "rag": _rag,
}


def within(plan: Plan, scope: str, *, on: date) -> Callable[[Action], bool]:
    """
    Whether an action is in *scope* as it stands *on* that day.

    Raises:
        SettingsError: the scope says something else than the five columns it may.
    """
    clauses = [_clause(words) for words in _CLAUSES.split(scope) if words.strip()]

    def is_within(action: Action) -> bool:
        return all(
            wanted & {_key(words) for words in says(plan, action, on)} for says, wanted in clauses
        )

    return is_within


def _clause(words: str) -> tuple[Says, frozenset[str]]:
    found = _KEY.fullmatch(words)
    says = _SAYS.get(_key(found[1])) if found else None
    if found is None or says is None:
        raise SettingsError(
            f"The scope '{words.strip()}' of a meeting cannot be read. Write it like "
            "'Section: Harbour' or 'RAG: Overdue, At risk'; Section, Lead directorate, Lead "
            "member, Status and RAG may stand before the colon."
        )
    wanted = {_key(found[2]), *(_key(part) for part in found[2].split(","))}
    return says, frozenset(wanted)


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
