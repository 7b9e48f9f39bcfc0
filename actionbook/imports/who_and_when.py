"""A column of who and when in one: "Lead and timescale" over "Head of Policy, June 2026"."""

from typing import NamedTuple

from actionbook.imports.column_contents import is_time, is_time_word
from actionbook.imports.heading_meaning import best_of_parts
from actionbook.imports.heading_rows import SURE
from actionbook.imports.recognition import FoundTable
from actionbook.imports.told_within import WHO_AND_WHEN, asked_within, told_within
from actionbook.plan.late import late

__all__ = ["Held", "asks_for_both", "held_together", "part_held", "who_and_when"]

_BETWEEN = late(r"\s*(?:[\n;,()]|:\s|\s[–—/-]\s|\s/|/\s)\s*")


class Held(NamedTuple):
    """
    The column of a `field` that holds who or when with something else; "" where none does.

    `asked` of them is what its heading asks for and no column is of; `missing` what no column is
    of. What a column of its own says of who or when is never gone over.
    """

    field: str = ""
    asked: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


def asks_for_both(heading: str) -> bool:
    """Whether a heading asks who does it and by when, and for nothing else."""
    return {each.field for each in best_of_parts(heading) if each.score >= SURE} == WHO_AND_WHEN


def held_together(table: FoundTable) -> Held:
    """What column of the table holds who or when with something else."""
    fields = table.fields
    missing = WHO_AND_WHEN - fields.keys()
    for each in table.columns if missing else ():
        if each.field == "lead" and "timescale" in missing and asks_for_both(each.heading):
            return Held("lead", missing, missing)
        if each.field in ("action", "response"):
            asked = asked_within(each.heading) & missing
            if asked:
                return Held(each.field, asked, missing)
    return Held()


def part_held(values: dict[str, object], held: Held, response: str) -> tuple[tuple[str, ...], str]:
    """
    Take who and when out of what the column *held* says of an action with such *values*.

    What is in the *response* stands there too. Returns the labels that are not to be found in the
    values any more, and which of the two is asked for and could not be told: the time first.
    """
    if not held.field or (held.field == "lead" and "lead" not in values):
        return (), ""
    labels: tuple[str, ...] = ()
    if held.field == "lead":
        who, when = who_and_when(str(values["lead"]))
    else:
        is_action = held.field == "action"
        within = told_within(str(values["action"]) if is_action else response, held.missing)
        who, when = within.lead, within.timescale
        if who and not when and "timescale" in held.missing:
            who, when = who_and_when(who)
        if is_action:
            values["action"], labels = within.words, within.labels
    told = {name: said for name, said in (("lead", who), ("timescale", when)) if said}
    if when or held.field != "lead":
        values |= told
    untold = held.asked - told.keys()
    return labels, next((name for name in ("timescale", "lead") if name in untold), "")


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
