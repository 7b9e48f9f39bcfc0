"""Which rules a check runs: those that are asked for, by code, by its first letters, by name."""

import re
from collections.abc import Sequence

from actionbook.errors import SettingsError
from actionbook.plan.model import Plan
from actionbook.rules import RULES
from actionbook.rules.catalogue import Rule, Severity
from actionbook.rules.phrases import brief

__all__ = ["find_rule", "rules_of", "select_rules", "words_of"]

ALL, USUAL = "ALL", "DEFAULT"
_FULL = 5
"""Letters and digits of a whole code, AB201."""

_CODE = re.compile(r"(?:AB)?([0-9]{1,3})", re.IGNORECASE)


def _usual(rule: Rule) -> bool:
    return rule.severity is not Severity.INFO


def select_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), *, catalogue: Sequence[Rule] = RULES
) -> tuple[Rule, ...]:
    """
    The rules of *catalogue* that *select* asks for and *ignore* does not take out, in code order.

    Each of them is a code ("AB201"), its beginning ("AB2"), a name ("unassigned-action"), "all"
    or "default": every rule but those that only inform, which is what runs where *select* is
    empty. Of two that contradict each other the more exact one counts, and *ignore* where they
    are as exact. Case makes no difference.

    Raises:
        SettingsError: one names no rule; the message says which one may be meant.
    """
    wanted = [_pattern(word, catalogue) for word in select] or [USUAL]
    unwanted = [_pattern(word, catalogue) for word in ignore]
    return tuple(
        rule for rule in catalogue if _exactness(wanted, rule) > _exactness(unwanted, rule)
    )


def rules_of(
    plan: Plan, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """
    The rules to run on *plan*: as its settings say, but for what *select* and *ignore* say.

    Raises:
        SettingsError: the settings name a rule that is not there.
    """
    return select_rules(select or _own(plan, "select"), ignore or _own(plan, "ignore"))


def _own(plan: Plan, setting: str) -> list[str]:
    """The rules that a setting of the plan names."""
    words = words_of(getattr(plan.settings, setting))
    try:
        for word in words:
            _pattern(word, RULES)
    except SettingsError as fault:
        raise SettingsError(f"{plan.where_set(setting)}: {fault}") from None
    return words


def words_of(given: str) -> list[str]:
    """The rules that stand with commas between them."""
    return [word.strip() for word in given.split(",") if word.strip()]


def find_rule(word: str, *, catalogue: Sequence[Rule] = RULES) -> Rule:
    """
    The one rule that *word* names, by code or by name.

    Raises:
        SettingsError: there is none; the message says which one may be meant.
    """
    pattern = _as_code(word)
    for rule in catalogue:
        if rule.code == pattern or rule.name == _as_name(word):
            return rule
    raise _unknown(word, catalogue)


def _pattern(word: str, catalogue: Sequence[Rule]) -> str:
    """What *word* asks for: ALL, USUAL, or the beginning of a code."""
    if word.strip().upper() in (ALL, USUAL):
        return word.strip().upper()
    pattern = _as_code(word)
    for rule in catalogue:
        if (pattern and rule.code.startswith(pattern)) or rule.name == _as_name(word):
            return pattern or rule.code
    raise _unknown(word, catalogue)


def _exactness(patterns: Sequence[str], rule: Rule) -> int:
    """How closely *patterns* mean *rule*: the letters of the longest that does, 0 for none."""
    found = [0]
    for pattern in patterns:
        if pattern == ALL or (pattern == USUAL and _usual(rule)):
            found.append(1)
        elif rule.code.startswith(pattern):
            found.append(min(len(pattern), _FULL))
    return max(found)


def _as_code(word: str) -> str | None:
    """The beginning of a code that *word* writes, with or without its letters; None for none."""
    stripped = word.strip()
    if stripped.upper() == "AB":
        return "AB"
    match = _CODE.fullmatch(stripped)
    return f"AB{match[1]}" if match else None


def _as_name(word: str) -> str:
    return "-".join(re.split(r"[\s_-]+", word.strip().casefold()))


def _unknown(word: str, catalogue: Sequence[Rule]) -> SettingsError:
    from difflib import get_close_matches

    known = {rule.code.casefold(): rule for rule in catalogue}
    known |= {rule.name: rule for rule in catalogue}
    written = (_as_code(word) or _as_name(word)).casefold()
    near = get_close_matches(written, known, n=1, cutoff=0.5)
    word = brief(word)
    if near:
        meant = known[near[0]]
        return SettingsError(f"There is no rule '{word}'. Did you mean {meant.code} {meant.name}?")
    return SettingsError(
        f"There is no rule '{word}'. Name one by its code, such as {catalogue[0].code}, or by the "
        "code's beginning, such as AB3."
    )
