"""A column of who and when in one: "Lead and timescale" over "Head of Policy, June 2026"."""

from actionbook.imports.column_contents import is_time, is_time_word
from actionbook.imports.heading_meaning import meanings, parts_of
from actionbook.imports.heading_rows import SURE
from actionbook.imports.recognition import FoundTable
from actionbook.imports.told_within import asked_within, told_within
from actionbook.plan.late import late

__all__ = ["asks_for_both", "held_together", "part_held", "who_and_when"]

_BOTH = frozenset({"lead", "timescale"})
_BETWEEN = late(r"\s*(?:[\n;,()]|:\s|\s[–—/-]\s|\s/|/\s)\s*")


def asks_for_both(heading: str) -> bool:
    """Whether a heading asks who does it and by when, and for nothing else."""
    said = [found[0] for part in parts_of(heading) if (found := meanings(part))]
    return {each.field for each in said if each.score >= SURE} == _BOTH


def held_together(table: FoundTable) -> str:
    """The field of the column that holds who or when with something else; "" where none does."""
    fields = table.fields
    if "timescale" in fields and "lead" in fields:
        return ""
    for each in table.columns:
        if each.field == "lead" and "timescale" not in fields and asks_for_both(each.heading):
            return "lead"
        if each.field in ("action", "response") and asked_within(each.heading) - fields.keys():
            return each.field
    return ""


def part_held(values: dict[str, object], held: str, response: str) -> tuple[tuple[str, ...], bool]:
    """
    Take who and when out of what the column *held* says of an action with such *values*.

    What is in the *response* stands there too. Returns the labels that stood before them, and
    whether it could be told when.
    """
    if not held or (held == "lead" and "lead" not in values):
        return (), True
    labels: tuple[str, ...] = ()
    if held == "lead":
        who, when = who_and_when(str(values["lead"]))
    else:
        words, who, when, labels = told_within(
            str(values["action"]) if held == "action" else response
        )
        if who and not when:
            who, when = who_and_when(who)
        if held == "action":
            values["action"] = words
    if when or held != "lead":
        values |= {name: said for name, said in (("lead", who), ("timescale", when)) if said}
    return labels, bool(when)


def who_and_when(words: str) -> tuple[str, str]:
    """The lead and the time that *words* name; no time where they cannot be told apart."""
    parts = [part for part in _BETWEEN.split(words) if part]
    times = [_is_when(part) for part in parts]
    if any(times) and times in (sorted(times), sorted(times, reverse=True)):
        told = list(zip(parts, times, strict=True))
        who = " / ".join(part for part, is_when in told if not is_when)
        return who, "; ".join(part for part, is_when in told if is_when)
    each = words.split()
    place = len(each)
    while place and is_time_word(each[place - 1]):
        place -= 1
    who, when = " ".join(each[:place]), " ".join(each[place:])
    return (who, when) if who and _is_when(when) else (words, "")


def _is_when(words: str) -> bool:
    return is_time(words) and all(map(is_time_word, words.split()))
