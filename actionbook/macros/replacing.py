"""
Which door takes a macro's place, how sure that is, and why.

Sure takes both: a usual name or caption, and text that shows the door's signs. Either alone is
likely. The doors are given: they stand above the library.
"""

from collections.abc import Sequence

from actionbook.macros.project import Door, Procedure, Replacement, Sureness

__all__ = ["replacement_for"]


def replacement_for(
    procedure: Procedure, *, doors: Sequence[Door], effects: frozenset[str]
) -> Replacement:
    """
    What stands in the place of *procedure*, its callers known.

    *effects* are its own and those of the procedures that it calls.
    """
    named = [(door, why) for door in doors if (why := _named(procedure, door))]
    for door, why in named:
        if door.signs and effects.issuperset(door.signs) and not procedure.is_hidden:
            return Replacement(
                Sureness.SURE, f"it {why}, and {_listed(door.signs)}", door.name, door.command
            )
    if named:
        door, why = named[0]
        return Replacement(
            Sureness.LIKELY, f"it {why}, but {_doubt(procedure, door)}", door.name, door.command
        )
    fitting = [door for door in doors if door.signs and effects.issuperset(door.signs)]
    if fitting and not procedure.parents:
        door = max(fitting, key=lambda each: len(each.signs))
        why = f"it {_listed(door.signs)}, but its name is none of the usual ones"
        return Replacement(Sureness.LIKELY, why, door.name, door.command)
    return Replacement(Sureness.NONE, _why_none(procedure))


def _named(procedure: Procedure, door: Door) -> str:
    """Why a procedure is known to a door by a name, to follow "it"; "" where it is not."""
    if _plain(procedure.name) in map(_plain, door.usual_names):
        return f"is called {procedure.name}"
    captions = {_plain(caption) for caption in (*door.captions, *door.usual_names)}
    for caller in procedure.called_by:
        if caller.caption and _plain(caller.caption) in captions:
            return f'is behind "{caller.caption}"'
    return ""


def _plain(name: str) -> str:
    """A name without case, spaces and marks; ``Btn``, ``cmd`` and ``_Click`` left out."""
    plain = "".join(letter for letter in name.casefold() if letter.isalnum())
    for start in ("btn", "cmd", "mnu", "macro"):
        if len(plain) > len(start) + 2:
            plain = plain.removeprefix(start)
    for end in ("onclick", "click", "macro", "button"):
        if len(plain) > len(end) + 2:
            plain = plain.removesuffix(end)
    return plain


def _doubt(procedure: Procedure, door: Door) -> str:
    if procedure.is_hidden:
        return "its text is not there to be read"
    missing = [sign for sign in door.signs if sign not in procedure.touches.effects]
    return f"its text does not show that it {_listed(missing)}" if missing else "no more is known"


def _why_none(procedure: Procedure) -> str:
    if procedure.is_hidden:
        return "its text is not there to be read, and its name is none of the usual ones"
    if procedure.parents:
        return f"it is a part of {_listed(procedure.parents)}"
    if any(caller.kind == "formula" for caller in procedure.called_by):
        return "formulas call it: macros retire can keep their values, a formula must do the rest"
    if not procedure.touches.effects:
        return "it does nothing to a workbook that is known here"
    return f"it {_listed(procedure.touches.effects)}, which is no former macro known here"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
