"""
What rows of a plan say that must not be published: phrases and refs that no public row shares.

Pure: a plan in, words out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

from actionbook.plan.model import Action, Issue, Plan

__all__ = ["EXEMPT", "PHRASE", "PRINT", "PUBLIC", "Secrets", "phrases", "secrets_of", "whole"]

Row = TypeVar("Row")

PUBLIC, PRINT, EXEMPT = "public", "print", "exempt"
"""The editions, as `Meetings` names them."""


PHRASE = 5
"""Words that make a phrase: fewer are anybody's."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff'’‘`´"))
_WORD = re.compile(r"[^\W_]+")
_FIELDS: dict[type, tuple[str, ...]] = {}
_WORKED_OUT = frozenset({"rag", "flags", "publication"})


@dataclass(frozen=True)
class Secrets:
    """
    What must not be published, and the ref of the row that says it.

    *phrases* by their five words, *refs* as `whole` writes them. *known* are texts that public
    rows hold from end to end, which need not be looked through.
    """

    phrases: Mapping[str, str]
    refs: Mapping[str, str]
    known: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.phrases or self.refs)


def secrets_of(plan: Plan, *, edition: str = PUBLIC) -> Secrets:
    """
    The phrases and refs of rows that are not Public and that no public row shares.

    In the *edition* exempt, rows that are exempt may be shown too.
    """
    shown, kept = _parted(plan.actions, edition)
    if not kept:
        # Whatever else is hidden is so for the sake of an action that is.
        return Secrets({}, {}, frozenset())
    told = {whole(action.ref) for action in shown}
    told |= {whole(ref) for action in shown for ref in (action.issue, action.part_of)}
    hidden = {whole(ref) for action in kept for ref in (action.ref, action.issue)} - told - {""}
    issues = [*_divided(plan.issues, hidden, "ref")]
    ledgers = [
        *_divided(plan.history, hidden, "action"),
        *_divided(plan.date_changes, hidden, "action"),
        *_divided(plan.exempt, hidden, "action"),
        *_divided(plan.risks, hidden, "action"),
        *_divided(plan.resources, hidden, "action", "issue"),
    ]
    open_rows: list[object] = [plan.settings, *shown, *plan.people, *plan.glossary]
    open_rows += [*plan.meetings, *plan.layouts]
    open_rows += [row for row, ref in (*issues, *ledgers) if not ref]
    secret: list[tuple[object, str]] = [(action, action.ref) for action in kept]
    secret += [(row, ref) for row, ref in (*issues, *ledgers) if ref]

    if not secret:
        return Secrets({}, {}, frozenset())
    texts = frozenset(text for row in open_rows for text in _texts(row))
    shared = {phrase for text in texts for phrase in phrases(text)}
    found: dict[str, str] = {}
    for row, ref in secret:
        for phrase in (phrase for text in _texts(row) for phrase in phrases(text)):
            if phrase not in shared:
                found.setdefault(phrase, ref)
    wholes = {whole(text) for text in texts} | {""}
    refs = {whole(ref): ref for row, ref in secret if isinstance(row, Action | Issue)}
    return Secrets(found, {key: refs[key] for key in refs.keys() - wholes}, texts)


def _parted(actions: Iterable[Action], edition: str) -> tuple[list[Action], list[Action]]:
    """The actions that may be shown in an edition, and the others."""
    parted: tuple[list[Action], list[Action]] = ([], [])
    for action in actions:
        word = " ".join(action.publication.split()).casefold()
        is_shown = word == "public" or (edition == EXEMPT and word.startswith("exempt"))
        parted[not is_shown].append(action)
    return parted


def _divided(
    rows: Iterable[Row], hidden: Set[str], *fields_of_ref: str
) -> Iterator[tuple[Row, str]]:
    """Each row with the ref of what it tells of that must not be shown, "" where it may be."""
    for row in rows:
        refs = [str(getattr(row, name)) for name in fields_of_ref]
        yield row, next((ref for ref in refs if whole(ref) in hidden), "")


def _texts(row: object) -> Iterator[str]:
    """Every text of a row, but for what is worked out and what it is marked as."""
    for name in _text_fields(type(row)):
        value = getattr(row, name)
        if isinstance(value, str) and value:
            yield value
    if isinstance(row, Action):
        yield from (lead.name for lead in row.leads)
        # What stands in a date's or a starred cell and is no date is the officer's words too.
        yield from (each for each in row.unread.values() if isinstance(each, str))
        yield from (each for each in row.owned.values() if isinstance(each, str))


def _text_fields(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(each for each in kind.__annotations__ if each not in _WORKED_OUT)
    return _FIELDS[kind]


def whole(text: str) -> str:
    """*text* as a cell is compared with it from end to end: without case, marks and spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(plain.split()).casefold()


def phrases(text: str) -> Iterator[str]:
    """Every five words of *text* that follow one another, whatever stands between them."""
    words = _WORD.findall(whole(text))
    for at in range(len(words) - PHRASE + 1):
        yield " ".join(words[at : at + PHRASE])
