"""
Who leads: the names in a Lead cell, and who answers for each row of a plan.

Several leads to a cell are split on "/", ";" and line breaks, and on commas, "&" and "and" only
between things that each are a lead. The first is accountable. A name is looked up among People
by initials, name or post; a pair of people with the same initials is nobody's choice to make.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.plan.directory import Directory, ambiguous_initials, plain_name
from actionbook.plan.lead_words import (
    AS_ABOVE,
    BLANK,
    LABEL,
    NOBODY,
    classify,
    goes_on,
    is_bare_office,
    is_crowd_by_its_end,
    is_department,
    is_post_by_its_end,
    is_short,
    is_sure,
)
from actionbook.plan.model import Lead, LeadKind, LeadState, Person
from actionbook.plan.past import first_of_each

__all__ = ["LeadRow", "ambiguous_initials", "resolve_leads", "split_leads"]

_HARD = re.compile(r"\s+and\s*/\s*or\s+|[/;|•·\r\n]+|<br\s*/?>")
_SOFT = re.compile(
    r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&|\+)\s+|(?<=[A-Za-z]{2})[&+](?=[A-Za-z]{2})"
    r"|\s+(?:[–—-]|with|supported\s+by|assisted\s+by)\s+",
    re.IGNORECASE,
)
_SUPPORT = re.compile("with|by", re.IGNORECASE)
_DASH = re.compile("[–—-]")
_COUNCILLORS = re.compile(r"(?:cllr|councillor)s\.?\s+(.*)", re.IGNORECASE | re.DOTALL)
_APART = re.compile(r",\s+|\s+[–—-]\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CROWDS = frozenset({LeadKind.GROUP, LeadKind.BOARD})
_BY_KIND = {"group": LeadKind.GROUP, "post": LeadKind.POST}

Resolved = tuple[tuple[Lead, ...], LeadState]
UNASSIGNED: Resolved = ((), LeadState.UNASSIGNED)


class LeadRow(NamedTuple):
    """
    What a row says that bears on who leads it; each "" where its cell is blank.

    `shares` is the place among the rows of the one whose Lead cell is merged over this one's.
    """

    ref: str
    lead: str
    part_of: str
    issue: str
    shares: int | None = None


def split_leads(text: str, people: Sequence[Person]) -> tuple[Lead, ...]:
    """
    The leads that a Lead cell names, in order: the first is accountable.

    None for a blank cell, for "as above", and for words that say there is no lead yet.
    """
    return _Register(people).split(text)


def resolve_leads(rows: Sequence[LeadRow], people: Sequence[Person]) -> list[Resolved]:
    """
    Leads and lead state of each row, in the order of *rows*.

    A blank lead is inherited from the row whose cell is merged over it, else from the one it is
    part of, at any depth; "as above" takes the row before it in the same issue. Where that leads
    nowhere, or round in a ring, nobody leads.
    """
    register = _Register(people)
    leads = [row.lead for row in rows]
    said = {lead: _said(lead, register) for lead in dict.fromkeys(leads)}
    own = [said[lead] for lead in leads]
    above = _rows_above(rows, own) if None in said.values() else {}
    found: dict[int, Resolved] = {}
    for start in above:
        _follow(start, own, above, found)
    return [each or found[number] for number, each in enumerate(own)]


def _said(text: str, register: "_Register") -> Resolved | None:
    """What the cell says by itself; None where the row takes another's leads."""
    words = " ".join(text.split())
    if BLANK.fullmatch(words) or AS_ABOVE.fullmatch(words):
        return None
    leads = register.split(text)
    if not leads:
        return UNASSIGNED
    crowd = all(lead.kind in _CROWDS for lead in leads)
    return leads, LeadState.GROUP if crowd else LeadState.ASSIGNED


def _rows_above(rows: Sequence[LeadRow], own: Sequence[Resolved | None]) -> dict[int, int | None]:
    """Of each row that takes another's leads, the number of that other; None where none."""
    by_ref = first_of_each([row.ref.casefold().strip() for row in rows], range(len(rows)))
    before: dict[str, int] = {}
    above: dict[int, int | None] = {}
    for number, (_, lead, part_of, of_issue, shares) in enumerate(rows):
        issue = of_issue.casefold().strip()
        if own[number] is None:
            parent = by_ref.get(part_of.casefold().strip()) if part_of.strip() else None
            printed = parent if shares is None else shares
            takes_before = AS_ABOVE.fullmatch(lead.strip())
            above[number] = before.get(issue, parent) if takes_before else printed
        before[issue] = number
    return above


def _follow(
    start: int,
    own: Sequence[Resolved | None],
    above: Mapping[int, int | None],
    found: dict[int, Resolved],
) -> None:
    """Fill in *found* for *start* and every row on the way from it to a named lead."""
    path: list[int] = []
    seen: set[int] = set()
    here: int | None = start
    while here is not None and here not in found and here not in seen and own[here] is None:
        path.append(here)
        seen.add(here)
        here = above[here]
    end = UNASSIGNED
    if here is not None and here not in seen:
        end = own[here] or found[here]
    taken = (end[0], LeadState.INHERITED) if end[0] else UNASSIGNED
    for number in path:
        found[number] = taken


class _Register:
    """The leads of every cell, told by People and by their words."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = Directory(people)
        self._split: dict[str, tuple[Lead, ...]] = {}

    def knows(self, name: str) -> bool:
        return self._people.find(name) is not None

    def split(self, text: str) -> tuple[Lead, ...]:
        if text not in self._split:
            self._split[text] = self._fresh(text)
        return self._split[text]

    def _fresh(self, text: str) -> tuple[Lead, ...]:
        visible = text.translate(_INVISIBLE).replace("\xa0", " ").strip()
        whole = " ".join(visible.split())
        if any(shape.fullmatch(whole) for shape in (BLANK, AS_ABOVE, NOBODY)):
            return ()
        mended = _without_article(_bare(self._mended(whole)))
        if self.knows(mended):
            return (self._lead(mended),)
        names = (name for part in self._parts(visible) for name in self._soft(part))
        tidy = (_without_article(_bare(name)) for name in names)
        return tuple(self._each_once(name for name in tidy if name))

    def _each_once(self, names: Iterable[str]) -> Iterator[Lead]:
        """The leads of *names*; "Jo Tarrant, Head of Finance" is one, where People says so."""
        seen: set[int | str] = set()
        for name in names:
            person = self._people.find(name)
            who = name if person is None else id(person)
            if who not in seen:
                seen.add(who)
                yield self._lead(name)

    def _lead(self, name: str) -> Lead:
        inside = re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", name)
        written = (name, inside[2], inside[1]) if inside else (name, *_APART.split(name, 1)[:1])
        for words in written:
            person = self._people.find(words)
            if person is not None:
                return Lead(name, _kind_of(person, words), known=True)
        return Lead(name, classify(name))

    def _parts(self, text: str) -> Iterator[str]:
        """What stands between separators that always separate, broken initials mended."""
        parts = [" ".join(part.split()) for part in _outside_brackets(_HARD, text)[::2]]
        parts = [part for part in map(_bare, parts) if part]
        number = 0
        while number < len(parts):
            both = "/".join(parts[number : number + 2])
            if "/" in both and " " not in parts[number] and _is_one_crowd(both, parts[number]):
                yield both
                number += 2
            else:
                yield self._mended(parts[number])
                number += 1

    def _mended(self, part: str) -> str:
        """`LG A` is LGA where LGA is known; `JT MG` is two where both are known."""
        pieces = part.split()
        if pieces == [part] or not all(re.fullmatch("[A-Z]{1,3}", piece) for piece in pieces):
            return part
        if self.knows("".join(pieces)):
            return "".join(pieces)
        if self.knows(part):
            return part
        return ", ".join(pieces) if all(map(self.knows, pieces)) else part

    def _soft(self, part: str) -> Iterator[str]:
        """The leads of *part*: split only where both sides are leads."""
        councillors = _COUNCILLORS.fullmatch(part)
        if councillors:
            names = _outside_brackets(_SOFT, councillors[1])[::2]
            yield from (f"Cllr {name}" for name in names)
            return
        cut = _outside_brackets(_SOFT, part)
        atoms, marks = cut[::2], cut[1::2]
        if self.knows(part) or not marks:
            yield part
            return
        by_commas = any(map(self._is_sure, atoms)) or (
            all("," in mark for mark in marks)
            and (all(map(_is_team_of_two_words, atoms)) or all(map(is_department, atoms)))
        )
        name = atoms[0]
        for mark, atom in zip(marks, atoms[1:], strict=True):
            if self._parts_at(name, mark, atom, by_commas=by_commas):
                yield name
                name = atom
            else:
                name += mark + atom
        yield name

    def _is_sure(self, name: str) -> bool:
        return self.knows(name) or is_sure(name)

    def _parts_at(self, left: str, mark: str, right: str, *, by_commas: bool) -> bool:
        """Whether *mark* stands between two leads, and not inside one's title."""
        known = self.knows(left) and self.knows(right)
        if known or _SUPPORT.search(mark):
            return known or (self._is_sure(left) and self._is_sure(right))
        if goes_on(left) and not self._is_sure(right):
            return False
        if "," in mark:
            return by_commas and not (is_bare_office(left) and not self._is_sure(right))
        by_its_end = is_post_by_its_end(right) or is_crowd_by_its_end(right)
        if _DASH.search(mark) or (by_its_end and not self._is_sure(left)):
            return False
        sure = (self._is_sure(left), self._is_sure(right))
        if any(sure):
            return all(sure) or is_department(left) or is_department(right)
        return is_short(left) and is_short(right)


def _kind_of(person: Person, words: str) -> LeadKind:
    """What People says the lead is, else what it was called by."""
    if person.kind.casefold() in _BY_KIND:
        return _BY_KIND[person.kind.casefold()]
    called = plain_name(words)
    if called == plain_name(person.initials):
        return LeadKind.INITIALS
    return LeadKind.POST if called == plain_name(person.post) else LeadKind.PERSON


def _without_article(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def _is_one_crowd(both: str, first: str) -> bool:
    return not is_sure(first) and classify(both) is LeadKind.GROUP


def _is_team_of_two_words(name: str) -> bool:
    return " " in name and is_department(name)


def _bare(name: str) -> str:
    """*name* without stray marks at its ends, or words that only say that it leads."""
    name = re.sub(r"\s*\((lead|accountable)\)", "", LABEL.sub("", name), flags=re.IGNORECASE)
    return re.sub(r"(?<!\.\w)\.$", "", name.strip(" \t,:;-–—&+*"))


def _outside_brackets(pattern: re.Pattern[str], text: str) -> list[str]:
    """*text* cut where *pattern* is found outside round brackets; the cuts are every other one."""
    pieces: list[str] = []
    start = depth = counted = 0
    for found in pattern.finditer(text):
        depth += text.count("(", counted, found.start()) - text.count(")", counted, found.start())
        counted = found.start()
        if depth <= 0:
            pieces += [text[start : found.start()], found[0]]
            start = found.end()
    return [*pieces, text[start:]]
