"""The page of a rule, from its docstring: what, why, a bad and a good cell."""

from typing import Any

from actionbook.rules import Rule

__all__ = ["explained", "rule_data", "rule_page", "rule_parts", "rule_text"]

_LABELS = ("Why", "Example", "Instead", "Fix", "Settings")


def rule_page(rule: Rule) -> str:
    """The page of a rule, in Markdown."""
    what, parts = rule_parts(rule)
    said = "\n\n".join(f"**{label}:** {words}" for label, words in parts)
    return f"# {rule.code} {rule.name}\n\n{what}\n\n{said}\n\n{_facts(rule)}\n"


def rule_text(rule: Rule, *, width: int) -> str:
    """The page of a rule for a screen of *width* columns."""
    from textwrap import fill

    what, parts = rule_parts(rule)
    indent = " " * max(len(label) + 2 for label in _LABELS)
    said = [
        fill(
            words,
            width,
            initial_indent=f"{label}:".ljust(len(indent)),
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        for label, words in parts
    ]
    blocks = [f"{rule.code} {rule.name}", fill(what, width), "\n".join(said), _facts(rule)]
    return "\n\n".join(blocks)


def rule_data(rule: Rule) -> dict[str, Any]:
    """The page of a rule for a machine."""
    what, parts = rule_parts(rule)
    return {
        "schema": 1,
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "blocks": rule.blocks,
        "since": rule.since,
        "finds": what,
        **{label.lower(): words for label, words in parts},
    }


def rule_parts(rule: Rule) -> tuple[str, list[tuple[str, str]]]:
    """What the rule finds, and each labelled part of its explanation, on one line each."""
    return explained(rule.explanation)


def explained(explanation: str) -> tuple[str, list[tuple[str, str]]]:
    """What a docstring says is looked for, and each part that it labels, on one line each."""
    lines: list[list[str]] = [["", ""]]
    for line in explanation.splitlines():
        label, _, words = line.partition(": ")
        if label in _LABELS:
            lines.append([label, words])
        else:
            lines[-1][1] = f"{lines[-1][1]} {line}".strip()
    return lines[0][1], [(label, words) for label, words in lines[1:]]


def _facts(rule: Rule) -> str:
    blocks = "An appendix and a roll wait for it." if rule.blocks else "It blocks nothing."
    return f"{rule.severity.capitalize()}. {blocks} Since {rule.since}."
