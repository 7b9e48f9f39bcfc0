"""What an inspection found, for a person and for a machine."""

from collections import Counter
from collections.abc import Iterator

from actionbook.macros.inspection import Inspection
from actionbook.macros.project import Caller, Procedure, Sureness, Touches

__all__ = ["inspection_data", "inspection_text"]

_SURE = {
    Sureness.SURE: "instead, for sure",
    Sureness.LIKELY: "instead, likely",
    Sureness.NONE: "instead",
}


def inspection_text(inspection: Inspection) -> str:
    """The inspection as a page of text: a summary, what to know first, and each macro."""
    return "\n".join(_page(inspection))


def _page(inspection: Inspection) -> Iterator[str]:
    yield _summary(inspection)
    for note in inspection.notes:
        yield f"  {note.text}"
    module = ""
    for procedure in inspection.procedures:
        if procedure.module != module:
            module = procedure.module
            yield ""
            yield _heading(inspection, module)
        yield from _procedure(procedure)
    if inspection.loose:
        yield ""
        yield "Calls of a macro that is not in this workbook:"
        for caller in inspection.loose:
            yield f"  {caller}: {caller.macro or 'no macro'}"


def _summary(inspection: Inspection) -> str:
    name = inspection.path.name
    if not inspection.has_macros:
        return f"{name} holds no macros. Nothing was run."
    counts = Counter(each.replacement.sureness for each in inspection.procedures)
    macros = _counted(len(inspection.procedures), "macro")
    modules = _counted(len({each.module for each in inspection.procedures}), "module")
    return (
        f"{name}: {macros} in {modules}; a replacement for sure for {counts[Sureness.SURE]}, "
        f"likely for {counts[Sureness.LIKELY]}, none for {counts[Sureness.NONE]}. Nothing was run."
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _heading(inspection: Inspection, name: str) -> str:
    module = next((each for each in inspection.modules if each.name == name), None)
    if module is not None and module.sheet:
        return f"{name} (behind sheet {module.sheet})"
    return f"{name} (behind the workbook)" if module and module.kind == "document" else name


def _procedure(procedure: Procedure) -> Iterator[str]:
    lines = f"line {procedure.line}, {_counted(procedure.lines, 'line')}"
    where = "compiled only" if procedure.is_hidden else lines
    yield f"  {procedure.name} ({procedure.kind}, {where})"
    touched = procedure.touches
    told = (
        ("does", touched.effects),
        ("touches", _touched(touched)),
        ("e-mail to", touched.mail),
        ("files", touched.files),
        ("called by", tuple(map(str, procedure.called_by))),
        ("part of", procedure.parents),
    )
    for label, words in told:
        if words:
            yield f"    {label}: {', '.join(words)}"
    if procedure.runs_itself:
        yield f"    ! runs by itself {procedure.runs_itself}"
    if procedure.suspicious:
        marked = "; ".join(f"{word} ({what})" for word, what in procedure.suspicious)
        yield f"    ! harmful macros use these words too: {marked}"
    replaced = procedure.replacement
    yield f"    {_SURE[replaced.sureness]}: {replaced.command or 'none'}; {replaced.reason}"


def _touched(touched: Touches) -> tuple[str, ...]:
    return (
        *(f"sheet {sheet}" for sheet in touched.sheets),
        *(f"table {table}" for table in touched.tables),
        *touched.ranges,
        *touched.colours,
    )


def inspection_data(inspection: Inspection) -> dict[str, object]:
    """The inspection as plain data: a contract, whose version is ``schema``."""
    kinds = {note.kind for note in inspection.notes}
    return {
        "schema": 1,
        "file": inspection.path.name,
        "has_macros": inspection.has_macros,
        "is_protected": "protected" in kinds,
        "is_signed": "signed" in kinds,
        "notes": [{"kind": note.kind, "text": note.text} for note in inspection.notes],
        "modules": [
            {"name": module.name, "kind": module.kind, "sheet": module.sheet}
            for module in inspection.modules
        ],
        "macros": [_macro_data(procedure) for procedure in inspection.procedures],
        "loose_calls": [_caller_data(caller) for caller in inspection.loose],
    }


def _macro_data(procedure: Procedure) -> dict[str, object]:
    touched, replaced = procedure.touches, procedure.replacement
    return {
        "module": procedure.module,
        "name": procedure.name,
        "kind": procedure.kind,
        "line": procedure.line,
        "lines": procedure.lines,
        "is_private": procedure.is_private,
        "is_hidden": procedure.is_hidden,
        "description": procedure.description,
        "effects": list(touched.effects),
        "sheets": list(touched.sheets),
        "tables": list(touched.tables),
        "ranges": list(touched.ranges),
        "colours": list(touched.colours),
        "mail": list(touched.mail),
        "files": list(touched.files),
        "runs_itself": procedure.runs_itself,
        "suspicious": [{"word": word, "why": why} for word, why in procedure.suspicious],
        "called_by": [_caller_data(caller) for caller in procedure.called_by],
        "part_of": list(procedure.parents),
        "replacement": {
            "sureness": str(replaced.sureness),
            "door": replaced.door,
            "command": replaced.command,
            "reason": replaced.reason,
        },
    }


def _caller_data(caller: Caller) -> dict[str, str]:
    return {
        "kind": caller.kind,
        "macro": caller.macro,
        "caption": caller.caption,
        "place": caller.place,
    }
