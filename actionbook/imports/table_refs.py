"""The refs of the actions of a table: as they stand where each has its own, else made."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.plan.late import late
from actionbook.plan.numbering import letter, letter_number

__all__ = [
    "Numbered",
    "Printed",
    "comes_again",
    "numbered_in_words",
    "refs_are_of_issues",
    "refs_of",
    "under_others",
]


_IN_WORDS = late(r"\s*([A-Za-z]{0,3}\d{1,2}(?:\.\d{1,2}){1,2})[.):]?\s+(?=\S)")
_FEWEST = 2  # actions that are numbered in their words
_STEP = late(r"\(?([A-Za-z])[).]")
_SIMPLE = late(r"\d{1,2}|[A-Za-z]")


class Printed(NamedTuple):
    """What stands at one action: its ref, and the ref of its issue; "" where none does."""

    ref: str
    issue: str


def comes_again(numbers: Sequence[str]) -> bool:
    """Whether a number stands at several actions: it is of what they serve, not theirs."""
    filled = list(filter(None, numbers))
    return len(set(filled)) < len(filled)


def numbered_in_words(actions: Sequence[str]) -> list[tuple[str, str]]:
    """
    The ref that each of *actions* begins with and its words behind it, where every one begins with
    another, such as 1.2; none where not.
    """
    found = [_IN_WORDS.match(action) for action in actions]
    refs = {each[1].casefold() for each in found if each is not None}
    if len(refs) < max(_FEWEST, len(actions)):
        return []
    return [(each[1], each.string[each.end() :]) for each in found if each is not None]


class Numbered(NamedTuple):
    """The ref of an action, and whether it was made though another stands in the row."""

    ref: str
    is_made: bool


def refs_are_of_issues(refs: Sequence[str], issues: Sequence[str]) -> bool:
    """
    Whether the refs of rows number the issues, of which *issues* are the words, not the actions.

    They do where a number comes again or is left blank, and never stands at two issues.
    """
    filled = [ref for ref in refs if ref]
    if not filled or not any(issues) or len(filled) == len(refs) == len(set(filled)):
        return False
    of: dict[str, str] = {}
    last = ""
    for ref, issue in zip(refs, issues, strict=True):
        last = issue or last
        if ref and of.setdefault(ref, last) != last:
            return False
    return True


def under_others(printed: Sequence[Printed]) -> list[Printed]:
    """
    *printed* with what they stand under before each ref, where those begin again under each.

    That is their issue, or the number of a row above: under 1 stand a) and b), under 2 another a).
    """
    return _under_issues(_under_rows(printed))


def _under_rows(printed: Sequence[Printed]) -> list[Printed]:
    made: list[Printed] = []
    number, steps = "", 0
    for each in printed:
        found = _STEP.fullmatch(each.ref)
        if found is None:
            number, steps = (each.ref, 0) if each.ref[:1].isdecimal() else ("", 0)
            made.append(each)
            continue
        steps += 1
        if not number or letter_number(found[1]) != steps:
            return [*printed]  # they are no steps, each from the first on
        made.append(each._replace(ref=f"{number.rstrip('.')}{found[1].lower()}"))
    refs = [each.ref.casefold() for each in made if each.ref]
    return made if len(set(refs)) == len(refs) else [*printed]


def _under_issues(printed: Sequence[Printed]) -> list[Printed]:
    filled = [each for each in printed if each.ref]
    made = [_under_issue(each) for each in printed]
    is_again = (
        len({each.ref.casefold() for each in filled}) < len(filled)
        and all(_SIMPLE.fullmatch(each.ref) and each.issue for each in filled)
        and len(set(filter(None, made))) == len(filled)
    )
    if not is_again:
        return [*printed]
    return [each._replace(ref=ref) for each, ref in zip(printed, made, strict=True)]


def _under_issue(each: Printed) -> str:
    joint = "." if each.ref[:1].isdecimal() and each.issue[-1:].isdecimal() else ""
    return f"{each.issue}{joint}{each.ref}" if each.ref else ""


def refs_of(printed: Sequence[Printed], given: Collection[str] = ()) -> Iterator[Numbered]:
    """
    The ref of each action in turn, every one of them once.

    Its own; else that of its issue where the issue has this action alone; else the issue's with a
    letter; else A1, A2. Case does not count. Made is none of those *given* to other actions.
    """
    own = Counter(each.ref.casefold() for each in printed if each.ref)
    of_issue = Counter(each.issue for each in printed)
    letters: Counter[str] = Counter()
    used = {*given, *(ref for ref, times in own.items() if times == 1)}
    number = 0
    for each in printed:
        if each.ref and own[each.ref.casefold()] == 1:
            yield Numbered(each.ref, is_made=False)
            continue
        made = _of_issue(each.issue, of_issue, letters, used) if not each.ref else ""
        while not made:
            number += 1
            made = f"A{number}" if f"a{number}" not in used | set(own) else ""
        used.add(made.casefold())
        yield Numbered(made, is_made=bool(each.ref) or not each.issue)


def _of_issue(issue: str, counted: Mapping[str, int], letters: Counter[str], used: set[str]) -> str:
    if not issue:
        return ""
    if counted[issue] == 1 and issue.casefold() not in used:
        return issue
    while True:
        letters[issue] += 1
        made = f"{issue}{letter(letters[issue])}"
        if made.casefold() not in used:
            return made
