"""Procedures brought together with what they touch, what calls them and what replaces them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actionbook.macros.callers import FORMULA, calls_by_code
from actionbook.macros.code import procedures_in
from actionbook.macros.controls import ACTIVEX
from actionbook.macros.events import control_of, runs_itself
from actionbook.macros.project import Caller, Door, ModuleText, Procedure
from actionbook.macros.replacing import replacement_for
from actionbook.macros.touching import touches
from actionbook.macros.vba import suspicious_words

__all__ = ["linked"]

_ACTIVEX_PLACE = re.compile(r"^(?:'((?:[^']|'')*)'|([^!]*))!?")


def linked(
    modules: Sequence[ModuleText],
    hidden: Sequence[tuple[str, str]],
    callers: Iterable[Caller],
    *,
    doors: Sequence[Door],
) -> tuple[tuple[Procedure, ...], tuple[Caller, ...]]:
    """
    Every procedure with all that is known of it, and the callers of a macro that is not there.

    An ActiveX control without an event calls nothing: it is among the last too.
    """
    sheets = {module.name: module.sheet for module in modules if module.sheet}
    found = [
        _seen(procedure, module, sheets)
        for module in modules
        for procedure in procedures_in(module)
    ]
    found += [Procedure(module, name, is_hidden=True) for module, name in hidden]
    called = [*callers, *calls_by_code(found)]
    parents = _parents(found)
    reach = _reach(found, parents)
    by_module = {module.name: module for module in modules}
    taken: set[int] = set()
    done = []
    for procedure in found:
        mine = [
            (at, caller)
            for at, caller in enumerate(called)
            if _calls(caller, procedure, by_module.get(procedure.module))
        ]
        taken.update(at for at, _ in mine)
        ready = replace(
            procedure,
            called_by=tuple(dict.fromkeys(caller for _, caller in mine)),
            parents=parents[procedure.full_name],
        )
        replaced = replacement_for(ready, doors=doors, effects=reach[procedure.full_name])
        done.append(replace(ready, replacement=replaced))
    loose = (caller for at, caller in enumerate(called) if at not in taken)
    return tuple(done), tuple(dict.fromkeys(loose))


def _seen(procedure: Procedure, module: ModuleText, sheets: Mapping[str, str]) -> Procedure:
    return replace(
        procedure,
        touches=touches(procedure.text, sheets_by_code=sheets),
        runs_itself=runs_itself(procedure, module),
        suspicious=suspicious_words(procedure.text),
    )


def _calls(caller: Caller, procedure: Procedure, module: ModuleText | None) -> bool:
    if caller.kind == ACTIVEX and module is not None:
        control = control_of(procedure, module)
        return control.casefold() == caller.macro.casefold() and _sheet(caller) == module.sheet
    if module is not None and module.kind == "document" and caller.kind == FORMULA:
        return False
    return caller.macro.casefold() == procedure.name.casefold()


def _sheet(caller: Caller) -> str:
    found = _ACTIVEX_PLACE.match(caller.place)
    return ((found[1] or "").replace("''", "'") or found[2] or "") if found else ""


def _parents(procedures: Sequence[Procedure]) -> Mapping[str, tuple[str, ...]]:
    """The names of the procedures that call each, by its full name; itself is none."""
    words = {
        each.full_name: {word.casefold() for word in re.findall(r"[^\W\d]\w*", each.text)}
        for each in procedures
    }
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for procedure in procedures:
        found[procedure.full_name] = tuple(
            dict.fromkeys(
                other.name
                for other in procedures
                if other.name.casefold() != procedure.name.casefold()
                and procedure.name.casefold() in words[other.full_name]
            )
        )
    return found


def _reach(
    procedures: Sequence[Procedure], parents: Mapping[str, tuple[str, ...]]
) -> Mapping[str, frozenset[str]]:
    """The effects of each procedure and of those that it calls, near or far."""
    found = {each.full_name: frozenset(each.touches.effects) for each in procedures}
    changed = True
    while changed:
        changed = False
        for procedure in procedures:
            for other in procedures:
                if other.name in parents[procedure.full_name]:
                    more = found[other.full_name] | found[procedure.full_name]
                    changed = changed or more != found[other.full_name]
                    found[other.full_name] = more
    return found
