"""
The reference pages in docs, made from the code: rules, columns, commands, macros.

`python -m actionbook.describe` rewrites them; with `--check` nothing is written, and it exits
with 1 and the names of the pages that are out of step.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from posixpath import normpath
from typing import Any, Protocol, cast

from actionbook.errors import ActionbookError
from actionbook.operations.rule_page import rule_page
from actionbook.publication.accessibility import ACCESSIBILITY
from actionbook.publication.catalogue import Check
from actionbook.publication.checks import GATE
from actionbook.publication.verdict_text import check_page
from actionbook.rules import RULES
from actionbook.workbook.columns import Column, TableSpec
from actionbook.workbook.tables import TABLES
from macros_replacement import DOORS, door_name
from macros_replacement.changes import Door

__all__ = ["main", "pages", "rewrite", "stale"]

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made from the code by `make docs`: change the code, not this page. -->\n\n"
WIDTH = 100
"""Columns that a command's help is laid out for, so that it is the same on every screen."""

CATALOGUES: Mapping[str, Sequence[Check]] = {"gate": GATE, "accessibility": ACCESSIBILITY}
"""The checks of a finished workbook, by their folder in docs."""

MACROS = "../macros_replacement/README.md"
"""The map from macro to command, which stands in the package of the doors."""

_INTRODUCTIONS = {
    "gate": "# The gate\n\nWhat `actionbook check-publish` looks for in any workbook, and what an "
    "appendix is held to before it is put in place.\nEach finding bars it from the web.\n\n",
    "accessibility": "# Accessibility\n\nWhat `actionbook check-publish --accessibility` looks for "
    "in any workbook, and what a public edition is held\nto: WCAG 2.2 AA and the Government "
    "Analysis Function's guidance on spreadsheets.\n\n",
}

_BESIDES_ERRORS = (
    ("0", "Done"),
    ("1", "Done, and `check` has findings at or above the fail level"),
    ("2", "The command was wrong, or a bug: a traceback in the log, one line on the screen"),
)


class _Command(Protocol):
    """As much of a click command as a page needs: click itself is the command line's to import."""

    def make_context(self, info_name: str, args: list[str], parent: Any, **extra: Any) -> Any: ...

    def get_help(self, ctx: Any) -> str: ...


def pages() -> Mapping[str, str]:
    """Every generated page, by its path in docs; the page on commands once there are any."""
    made = {f"rules/{rule.code}.md": rule_page(rule) for rule in RULES}
    made["rules/README.md"] = _rule_index()
    for folder, checks in CATALOGUES.items():
        made |= {f"{folder}/{check.code}.md": check_page(check) for check in checks}
        made[f"{folder}/README.md"] = _INTRODUCTIONS[folder] + _check_index(checks)
    made["columns.md"] = _columns_page()
    made["cli.md"] = _commands_page()
    made[MACROS] = _macros_map()
    made |= {f"macros/{door_name(door)}.md": _door_page(door) for door in DOORS}
    return {path: MADE + text for path, text in made.items()}


def stale(docs: Path) -> tuple[str, ...]:
    """The pages of *docs* that are missing, out of step, or of a rule that is no more."""
    wanted = pages()
    wrong = [path for path, text in wanted.items() if _text(docs / path) != text]
    return tuple(sorted([*wrong, *_left_over(docs, wanted)]))


def rewrite(docs: Path) -> tuple[str, ...]:
    """Bring the pages of *docs* into step; those that were changed or taken out come back."""
    wanted = pages()
    changed = stale(docs)
    for path in changed:
        page = docs / path
        if path in wanted:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted[path], encoding="utf-8", newline="\n")
        else:
            page.unlink()
    return changed


def _text(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.is_file() else None


def _left_over(docs: Path, wanted: Mapping[str, str]) -> Iterator[str]:
    for folder in ("rules", *CATALOGUES):
        for page in (docs / folder).glob("*.md"):
            path = f"{folder}/{page.name}"
            if path not in wanted:
                yield path


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


def _rule_index() -> str:
    rows = []
    for rule in RULES:
        what = rule.explanation.split("\n\n")[0].replace("\n", " ")
        blocks = "yes" if rule.blocks else ""
        rows.append((f"[{rule.code}]({rule.code}.md)", rule.name, str(rule.severity), blocks, what))
    return (
        "# Rules\n\nWhat `actionbook check` looks for. An error is wrong; a warning deserves a "
        "look. Where a rule blocks, an appendix\nand a roll wait until it is mended.\n\n"
        + _table(("Code", "Name", "Severity", "Blocks", "What it finds"), rows)
    )


def _check_index(checks: Sequence[Check]) -> str:
    rows = [
        (
            f"[{check.code}]({check.code}.md)",
            check.name,
            "yes" if check.needs_plan else "",
            check.explanation.split("\n\n")[0].replace("\n", " "),
        )
        for check in checks
    ]
    return _table(("Code", "Name", "Needs the plan", "What it finds"), rows)


def _columns_page() -> str:
    intro = (
        "# Columns\n\nThe tables of a plan workbook and their columns. A column is found by its "
        "heading or one of the others that officers\nuse for it; case, spacing, punctuation and "
        "order do not count. The tool writes only in columns marked with a star,\nand there only "
        "where a cell is blank or still holds what it wrote. Other columns are yours: kept, never "
        "read.\n"
    )
    return intro + "".join(_one_table(spec) for spec in TABLES.values())


def _one_table(spec: TableSpec) -> str:
    star, need = "\\*" if spec.starred else "", " A plan must have it." if spec.required else ""
    rows = [
        (
            column.heading + ("\\*" if column.starred else ""),
            "yes" if column.required else "",
            _holds(column),
            ", ".join(column.synonyms),
        )
        for column in spec.columns
    ]
    table = _table(("Column", "Required", "Holds", "Also headed"), rows)
    return f"\n## {spec.name}{star}\n\nOn the sheet {spec.sheet}.{need} {spec.says}\n\n{table}"


def _holds(column: Column) -> str:
    kinds = {"words": "text, formatted as Text", "any": "any value"}
    held = kinds.get(column.holds.value, column.holds.value)
    return f"{held}: {', '.join(column.choices)}" if column.choices else held


def _door_page(door: Door) -> str:
    name = door_name(door)
    return (
        f"# {name}\n\nThe macro {door.DID}. Now: `{door.COMMAND}`, or "
        f"`actionbook macros run {name} PLAN`.\n\n"
        f"**What differs.** {door.DIFFERS[0].upper()}{door.DIFFERS[1:]}.\n\n"
        f"**It goes by** {', '.join(f'`{each}`' for each in door.USUAL_NAMES)}, and by the "
        f"captions {', '.join(door.CAPTIONS)}.\n\n"
        "One plan, what the macro made of it and what this makes of it, side by side: "
        f"[parity](../../tests/golden/parity/{name.replace('-', '_')}.txt).\n"
    )


def _macros_map() -> str:
    rows = [
        (
            f"[{door_name(door)}](../docs/macros/{door_name(door)}.md): "
            + ", ".join(door.USUAL_NAMES),
            door.DID,
            f"`{door.COMMAND}`",
            door.DIFFERS,
        )
        for door in DOORS
    ]
    return (
        "# From macro to command\n\nNothing here is a macro, and no macro is ever run. Each former "
        "macro has a small module with a `run(workbook, on=day)`;\n`actionbook macros run NAME "
        "PLAN` does the same, NAME being its name here, a usual name of the macro, or the "
        "caption of\nits "
        "button.\n\n"
        + _table(("Macro (usual names)", "What it did", "Command", "Known difference"), rows)
    )


def _commands_page() -> str:
    command = getattr(import_module("actionbook.cli"), "main", None)
    helped = "".join(_help(cast(_Command, command), "actionbook", None)) if command else ""
    return f"# Commands\n\n{_exit_statuses()}{helped}"


def _exit_statuses() -> str:
    failed = [
        (str(kind.exit_status), (kind.__doc__ or "").splitlines()[0].rstrip("."))
        for kind in _below(ActionbookError)
    ]
    rows = sorted([*_BESIDES_ERRORS, *failed], key=lambda row: int(row[0]))
    return (
        "The exit status is the same everywhere; of several plans, the first of 2, 4, 3, 5, 75 "
        "and 1 that occurred.\n\n" + _table(("Status", "When"), rows)
    )


def _below(kind: type[ActionbookError]) -> Iterator[type[ActionbookError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _help(command: _Command, name: str, above: object) -> Iterator[str]:
    """The help of a command and of each one under it, as the screen shows it."""
    # As the command line makes it, but for arguments, which a page has none of.
    context = command.make_context(
        name, [], parent=above, resilient_parsing=True, terminal_width=WIDTH
    )
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    commands = getattr(command, "list_commands", lambda _context: ())(context)
    for below in commands:
        yield from _help(command.get_command(context, below), below, context)  # type: ignore[attr-defined]


def main(arguments: Sequence[str], *, docs: Path = DOCS) -> int:
    """Rewrite the pages of *docs*, or with `--check` name those out of step; the exit status."""
    if not docs.is_dir():
        sys.stderr.write(f"{docs} is not there: run this in a copy of the project.\n")
        return 2
    if list(arguments) == ["--check"]:
        wrong = stale(docs)
        for path in wrong:
            sys.stderr.write(
                f"{normpath(f'docs/{path}')} is out of step: run 'make docs' and commit it.\n"
            )
        return 1 if wrong else 0
    for path in rewrite(docs):
        sys.stdout.write(f"{normpath(f'docs/{path}')}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
