"""AB111, AB501 to AB506: how an action is worded; opinion, but for several actions in one cell."""

import re
from collections.abc import Iterator
from datetime import date

from actionbook.plan.late import late
from actionbook.plan.model import Plan
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import lacks, opening, quoted, the_action
from actionbook.rules.standing import open_actions
from actionbook.rules.verbs import first_word, is_verb, opening_word, weak_verb

__all__ = [
    "fact_for_action",
    "long_action",
    "no_outcome",
    "no_verb",
    "outcome_repeats",
    "several_actions",
    "weak_wording",
]

_BULLET = late(r"(?:^|\n|;)\s*[•▪◦●·*–-]\s+(?=\w)|(?<=\s)[•▪◦●]\s*(?=\w)")
_LABEL = late(r"(?:^|(?<=\s))\(?([a-hA-H]|[ivx]{1,4}|\d{1,2})[.)]\s+(?=\w)")
_LISTS = (
    tuple("abcdefgh"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"),
    tuple(str(number) for number in range(1, 9)),
)
_FACT = late(
    r"\b(?:is|are|was|were|has|have|had|been)\s+(?:now|already|currently|since)\s+(?:been\s+|being\s+)?"
    r"\w+|\bnow\s+(?:\w+ly\s+)?\w+(?:ed|en|place|held)\b|\balready\s+(?:been\s+)?\w+(?:ed|en)\b"
    r"|\b(?:has|have)\s+been\s+(?:\w+ly\s+)?\w+"
    r"|^\W*(?:[\w’'&-]+\s+){1,6}(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:\w+(?:ed|en)"
    r"|place|held|set|made|put|begun|run|given|built|kept|met)\b"
    r"|\bnow\s+in\s+(?:place|use|force)\b|^\W*(?:[\w’'&-]+\s+){1,6}\w{3,}ed\W*$",
    re.IGNORECASE,
)
_IS = late(r"\W*\w+\s+(?:is|are|was|were|has|have)\b", re.IGNORECASE)
_MARKS = late(r"\W+")


@rule("AB111", Severity.WARNING, since="0.1")
def several_actions(plan: Plan, _on: date) -> Hits:
    """
    Several actions in one cell.

    Why: one may be done and the other late, and the row has one status, one lead and one date.
    Example: "a) Survey the quay b) Let the contract".
    Instead: a row for each, with refs 5a.i and 5a.ii, and Part of 5a.
    """
    for action in plan.actions:
        words = action.action
        if words.isascii() and "\n" not in words and ") " not in words and ". " not in words:
            continue
        count = _items(words)
        if count > 1:
            yield Hit.of(
                action,
                action.cell("action"),
                f"{opening(action)} holds {count} actions in one cell.",
                "Give each a row of its own.",
            )


def _items(words: str) -> int:
    """How many items of a list *words* hold; lines that all begin with a verb are one each."""
    lines = [line for line in words.splitlines() if line.strip()]
    begun = sum(is_verb(first_word(line)) for line in lines) if len(lines) > 1 else 0
    all_begin = begun == len(lines)
    return max(len(_BULLET.findall(words)), _labelled(words), begun if all_begin else 0)


def _labelled(words: str) -> int:
    """How many items a), b) or 1., 2. *words* are made of; 0 where they only mention some."""
    labels = list(_LABEL.finditer(words))
    if len(labels) < 2:  # noqa: PLR2004 - one is no list
        return 0
    before = words[: labels[0].start()].strip()
    if before and is_verb(first_word(before)) and "\n" not in words:
        return 0
    named = [label[1].casefold() for label in labels]
    for names in _LISTS:
        if named[:2] == list(names[:2]):
            return len(named)
    return 0


@rule("AB501", Severity.INFO, since="0.1")
def no_verb(plan: Plan, _on: date) -> Hits:
    """
    An action that does not start with a verb.

    Why: "Harbour programme" does not say what anybody is to do.
    Example: "Harbour dredging programme".
    Instead: "Publish the harbour dredging programme".
    Settings: what states a fact is said by AB505.
    """
    for action in plan.actions:
        word = opening_word(action.action)
        if not word or is_verb(word.casefold()) or plan.is_carried_by_steps(action):
            continue
        if not _FACT.search(action.action):
            yield Hit.of(
                action,
                action.cell("action"),
                f"{opening(action)} starts with {quoted(word)}, which is no verb.",
                "Begin with what is to be done: Publish, Train, Agree.",
            )


@rule("AB502", Severity.INFO, since="0.1")
def weak_wording(plan: Plan, _on: date) -> Hits:
    """
    An action that starts with a weak verb: continue to, consider, explore, look at.

    Why: nobody can say when it is done, or whether it was.
    Example: "Explore ways of saving energy".
    Instead: "Report to Cabinet what energy can be saved".
    """
    for action in plan.actions:
        weak = weak_verb(action.action)
        if weak:
            yield Hit.of(
                action,
                action.cell("action"),
                f"{opening(action)} starts with {quoted(weak)}, which promises nothing.",
                "Say what there will be when it is done.",
            )


@rule("AB503", Severity.INFO, since="0.1")
def no_outcome(plan: Plan, on: date) -> Hits:
    """
    An open action with no outcome.

    Why: an action can be done and change nothing; the outcome says what it is for.
    Example: Outcome "".
    Instead: "Ships of 5 metres' draught can berth at all tides".
    Settings: a step has its action's outcome.
    """
    for action in open_actions(plan, on):
        if action.outcome.strip() or action.part_of or lacks(action, "outcome"):
            continue
        yield Hit.of(
            action,
            action.cell("outcome"),
            f"{opening(action)} has no outcome.",
            "Type what will be different once it is done.",
        )


@rule("AB504", Severity.INFO, since="0.1")
def outcome_repeats(plan: Plan, _on: date) -> Hits:
    """
    An outcome that repeats the action.

    Why: it says nothing of what the action is for.
    Example: Action "Train all members in budgets", Outcome "All members trained in budgets".
    Instead: "Members question each budget line in public".
    """
    for action in plan.actions:
        if action.outcome and _repeats(action.action, action.outcome):
            yield Hit.of(
                action,
                action.cell("outcome"),
                f"Outcome of {the_action(action)} says the action over again.",
                "Type what will be different once it is done.",
            )


def _repeats(said: str, again: str) -> bool:
    """Whether *again* has hardly a word that *said* has not, endings apart, nor the reverse."""
    words, others = set(_stems(said)), set(_stems(again))
    return bool(others) and len(words & others) >= 0.8 * max(len(words), len(others))


def _stems(text: str) -> Iterator[str]:
    for word in _MARKS.split(text.casefold()):
        if len(word) > 3:  # noqa: PLR2004 - "the", "and", "for"
            yield word[:5].removesuffix("ed").removesuffix("e")


@rule("AB505", Severity.INFO, since="0.1")
def fact_for_action(plan: Plan, _on: date) -> Hits:
    """
    A fact where an action belongs.

    Why: what is already so cannot be done, and never will be reported as done.
    Example: "Arrangements are now formalised".
    Instead: "Formalise the arrangements"; what has happened goes into Progress this period.
    """
    for action in plan.actions:
        words = action.action
        if not words or (is_verb(first_word(words)) and not _IS.match(words)):
            continue
        if _FACT.search(words):
            yield Hit.of(
                action,
                action.cell("action"),
                f"{opening(action)} states a fact, {quoted(words)}.",
                "Type what is to be done; the fact belongs in Progress.",
            )


@rule("AB506", Severity.INFO, since="0.1")
def long_action(plan: Plan, _on: date) -> Hits:
    """
    An action of more than 60 words.

    Why: what takes a paragraph is several actions, or an action and its reasons.
    Example: a paragraph that was copied from the review.
    Instead: the action in a sentence; the rest as steps, or in Outcome.
    Settings: "Longest action" (60 words).
    """
    most = plan.settings.longest_action
    for action in plan.actions:
        if len(action.action) > 2 * most and len(action.action.split()) > most:
            yield Hit.of(
                action,
                action.cell("action"),
                f"{opening(action)} runs to {len(action.action.split())} words; {most} is enough.",
                "Say it in a sentence, and make steps of the rest.",
            )
